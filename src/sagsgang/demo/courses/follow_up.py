"""Chapters of the fourth and fifth phase: follow-up, re-assessment, another year, the way back, and the end."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import Chapter, joined
from sagsgang.demo.courses.examination import meeting
from sagsgang.demo.courses.planning import JOINT_PLAN, beku_grants, consented, prepared, sof_decides, submitted
from sagsgang.demo.script import Answered, Day, Take

FOLLOWED_UP: Chapter = (Take(0, "sagsbehandler", "fase4.foelg_op", {"opfoelgning.resultat": "uaendret"}),)
PLAN_FOLLOWED_UP: Chapter = (Take(0, "sagsbehandler", "fase4.faelles_plan_foelges_op"),)


def status(lessons: int, outcome: str) -> Chapter:
    """The yearly status on the PPV and the re-assessment: 10 days."""
    return (
        Take(0, "psykolog", "fase4.hoer_om_status"),
        Take(7, "psykolog", "fase4.status_ppv", {"ppv.dato": Day(7), "ppv.lektioner": lessons}),
        Take(8, "psykolog", "fase4.status_kopi"),
        Take(10, "sagsbehandler", "fase4.revurder", {"aarsstatus.revurdering": outcome}),
    )


def flex_followed_up(first: int = 90, second: int = 273) -> Chapter:
    """The two follow-ups of a year in flex, each after its Aftaleforum; days from the start of the offer."""
    return joined(
        (first - 14, meeting(("opfoelgning",))),
        (first + 2, FOLLOWED_UP),
        (first + 3, PLAN_FOLLOWED_UP),
        (second - 14, meeting(("opfoelgning",))),
        (second + 2, FOLLOWED_UP),
        (second + 3, PLAN_FOLLOWED_UP),
    )


DECIDE_TO_GO_ON = joined(
    (286, meeting(("genansoegning", "revurdering"), recommends="ja")),
    (302, status(14, "fortsaet")),
    (
        305,
        (
            Take(0, "sagsbehandler", "fase4.hoer_om_perioden"),
            Take(
                8,
                "sagsbehandler",
                "fase4.tag_stilling_til_perioden",
                {"periode.fortsat_socialt_behov": "ja", "periode.stilling": "fortsaetter"},
            ),
        ),
    ),
)


def applied_again(offer: str) -> Chapter:
    """Another year of flex is applied for: 10 days."""
    return joined(
        (0, prepared(offer, "forlaengelse")),
        (0, JOINT_PLAN),
        (0, consented("skoleleder")),
        (0, submitted("skoleleder")),
    )


def another_year(offer: str) -> Chapter:
    """From the last month of a year in flex to the next year granted and told; days from the start of the offer."""
    return joined(
        (316, applied_again(offer)),
        (335, sof_decides("ja")),
        (340, beku_grants()),
        (
            342,
            (
                Take(
                    0,
                    "sagsbehandler",
                    "fase4.ny_periode",
                    {"periode.start": Day(23), "periode.maaneder": 12, "periode.genbevilget": Day(-2)},
                ),
                Take(2, "skoleleder", "fase4.kmd_forlaengelse", {"periode.kmd": Day(2)}),
                Take(4, "fac", "fase4.forlaengelsesbrev_skrives", {"forloeb.klagevejledning": "begge"}),
                Take(6, "sagsbehandler", "fase4.forlaengelsesbrev_sof"),
                Take(8, "skoleleder", "fase4.forlaengelsesbrev_sendes"),
                Take(10, "fac", "fase4.ressource_forlaengelse"),
            ),
        ),
    )


def flex_year(offer: str) -> Chapter:
    """A whole year in flex and the grant of the next; days from the start of the offer."""
    return joined((0, flex_followed_up()), (0, DECIDE_TO_GO_ON), (0, another_year(offer)))


TREATMENT_YEAR = joined(
    (
        5,
        (
            Take(
                0,
                "dagbehandlingstilbud",
                "fase4.samtykke_tilbudsplaner",
                {"samtykke_tilbudsplaner.personer": Answered("ja")},
            ),
        ),
    ),
    (92, FOLLOWED_UP),
    (275, FOLLOWED_UP),
    (280, (Take(0, "dagbehandlingstilbud", "fase4.tilbuddets_planer", {"tilbud.planer_dato": Day(0)}),)),
    (288, meeting(("revurdering",), recommends="ja", provider=True)),
    (306, status(14, "ud")),
    (315, (Take(0, "sagsbehandler", "fase5.parathed", {"aarsstatus.parathed": "almen"}),)),
)


def way_back(way: str) -> Chapter:
    """The way back is chosen and made ready: 6 days."""
    return (
        Take(0, "sagsbehandler", "fase5.vej_ud", {"tilbud.vej_tilbage": way}),
        Take(4, "dagbehandlingstilbud", "fase5.metoder"),
        Take(6, "skoleleder", "fase5.modtagelse"),
    )


def offer_ends(reason: str, onward: str, decided: str = "efter_aftaleforum") -> Chapter:
    """An offer ends, the oldest that runs: heard, ended, and the letter signed and sent: 10 days."""
    return (
        Take(0, "sagsbehandler", "fase5.hoer_om_slut", oldest=True),
        Take(
            5,
            "sagsbehandler",
            "fase5.tilbud_slutter",
            {"tilbud.slut_grund": reason, "tilbud.slut_afgjort": decided, "forloeb.vej_videre": onward},
            oldest=True,
        ),
        Take(6, "sagsbehandler", "fase5.ophoersbrev_skrives", {"forloeb.klagevejledning": "begge"}, oldest=True),
        Take(8, "rc_plc", "fase5.ophoersbrev_underskrives", oldest=True),
        Take(10, "sagsbehandler", "fase5.ophoersbrev_sendes", oldest=True),
    )


def course_ends(who_goes_on: str = "ingen") -> Chapter:
    """The joint course ends and the family is told."""
    return (
        Take(0, "sagsbehandler", "fase5.afslut_forloeb", {"forloeb.hvem_fortsaetter": who_goes_on}),
        Take(2, "sagsbehandler", "fase5.familien_faar_besked"),
    )
