"""Chapters of the third phase: handleplan, Aftaleforum, BEKU, and how flex or day treatment is established."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import Chapter, joined
from sagsgang.demo.courses.examination import meeting
from sagsgang.demo.script import PROVIDER, Answered, Day, Take


def planned(offer: str) -> Chapter:
    """From both needs to an agreed direction: 24 days."""
    agreed = {f"forloeb.enig_{who}": "ja" for who in ("sagsbehandler", "psykolog", "skoleleder")}
    return joined(
        (
            0,
            (
                Take(0, "sagsbehandler", "fase3.overdragelse"),
                Take(3, "skoleleder", "fase3.skolens_arbejde"),
                Take(10, "psykolog", "fase3.kriterier", {"forloeb.boer_i_beku": "ja"}),
                Take(14, "sagsbehandler", "fase3.faglig_enighed", agreed),
                Take(
                    16,
                    "sagsbehandler",
                    "fase3.handleplan",
                    {"forloeb.forventet_varighed": 12, "forloeb.familieindsats": "ja"},
                ),
                Take(23, "sagsbehandler", "fase3.partshoering", {"forloeb.handleplan_sendt": Day(22)}),
            ),
        ),
        (6, meeting(("handleplan", "faelles_handleplan"), recommends="ja")),
        (
            22,
            (
                Take(
                    0,
                    "sagsbehandler",
                    "fase3.indkreds_tilbud",
                    {"forloeb.tilbudstype": offer, "forloeb.vej_videre": "beku"},
                ),
            ),
        ),
    )


def prepared(offer: str, occasion: str = "foerste") -> Chapter:
    """The indstilling is opened for the meeting in BEKU on day 24."""
    return (
        Take(
            0,
            "sagsbehandler",
            "fase3.forbered_beku",
            {
                "indstilling.tilbudsart": offer,
                "indstilling.anledning": occasion,
                "indstilling.maaneder": 12,
                "indstilling.beku_moede": Day(24),
            },
        ),
    )


JOINT_PLAN: Chapter = (
    Take(3, "skoleleder", "fase3.skolen_kan_loefte", {"indstilling.skolen_kan_loefte": "ja"}),
    Take(4, "sagsbehandler", "fase3.droeft_med_leder", {"indstilling.kan_bevilges": "ja"}),
    Take(
        6,
        "sagsbehandler",
        "fase3.faelles_handleplan",
        {
            "indstilling.plan_deltagere": ("barn", "foraeldre", "rc_plc", "laerere", "psykolog"),
            "indstilling.plan_tydelig": "ja",
        },
    ),
)


def target_group(offer: str) -> Chapter:
    """The target group is judged and noted."""
    return (Take(2, "sagsbehandler", f"fase3.maalgruppe_{offer}", {"indstilling.i_maalgruppen": "ja"}),)


CONSIDERED: Chapter = (
    Take(2, "sagsbehandler", "fase3.skoleflex_overvejes", {"indstilling.skoleflex_overvejet": "ja"}),
)


def consented(role: str, answer: str = "ja") -> Chapter:
    """The parents have answered about BEKU."""
    return (
        Take(
            8,
            role,
            "fase3.samtykke_beku",
            {"samtykke_beku.personer": Answered(answer)},
        ),
    )


def submitted(role: str) -> Chapter:
    """The papers go to BEKU on day 10."""
    return (Take(10, role, "fase3.indstil_til_beku"),)


def sof_decides(answer: str, measure: str = "en fast kontaktperson") -> Chapter:
    """SOF decides its half."""
    return (
        Take(
            0,
            "sagsbehandler",
            "fase3.sof_afgoerelse",
            {
                "indstilling.sof_afgoerelse": answer,
                "indstilling.sof_indsats": measure,
                "indstilling.sof_beslutter": "Afdelingslederen",
                "indstilling.sof_kompetence": "leder",
                "indstilling.sof_grundlag": "Barnets lov § 32",
            },
        ),
    )


def beku_grants(outcome: str = "bevilget") -> Chapter:
    """BEKU grants its half."""
    return (
        Take(
            0,
            "beku_sekretaer",
            "fase3.beku_beslutter",
            {
                "indstilling.udfald": outcome,
                "indstilling.buf_beslutter": "BEKU",
                "indstilling.buf_kompetence": "beku",
                "indstilling.buf_grundlag": "Folkeskoleloven § 3, stk. 2",
                "indstilling.undervisning_godkendt": "ja",
            },
        ),
        Take(1, "beku_sekretaer", "fase3.beslutningsreferat"),
    )


def flex_submitted(offer: str) -> Chapter:
    """From the decision to apply for flex to papers in BEKU: 10 days."""
    return joined(
        (0, prepared(offer)),
        (0, target_group(offer)),
        (0, JOINT_PLAN),
        (0, consented("skoleleder")),
        (0, submitted("skoleleder")),
    )


TREATMENT_SUBMITTED = joined(
    (0, prepared("dagbehandling")),
    (0, target_group("dagbehandling")),
    (0, CONSIDERED),
    (0, consented("sagsbehandler")),
    (0, submitted("sagsbehandler")),
)


def flex_established(registrar: str) -> Chapter:
    """From the grant to a running flex: 20 days."""
    return (
        Take(1, "beku_sekretaer", "fase3.fac_faar_besked"),
        Take(3, "fac", "fase3.optagebrev_flex_skrives", {"forloeb.klagevejledning": "buf"}),
        Take(6, "skoleleder", "fase3.optagebrev_flex_sendes"),
        Take(6, "sagsbehandler", "fase3.social_afgoerelse_sendes"),
        Take(7, "sagsbehandler", "fase3.foranstaltning_starter", {"tilbud.foranstaltning_start": Day(7)}),
        Take(8, registrar, "fase3.kmd_registrering", {"tilbud.kmd": Day(8)}),
        Take(9, "skoleleder", "fase3.journaliser_kingo"),
        Take(10, "sagsbehandler", "fase3.journaliser_csc"),
        Take(12, "fac", "fase3.ressource_udmeldes"),
        Take(14, "skoleleder", "fase3.flex_starter", {"tilbud.start": Day(14), "periode.maaneder": 12}),
        Take(20, "sagsbehandler", "fase3.plan_kvalificeres"),
    )


def treatment_established(owner: str) -> Chapter:
    """From the grant to a running day treatment: 35 days."""
    paid: Chapter = (Take(24, "fac", "fase3.betalingstilsagn"),) if owner == "privat" else ()
    return (
        Take(
            1,
            "sagsbehandler",
            "fase3.samtykke_matchning",
            {"samtykke_matchning.personer": Answered("ja")},
        ),
        Take(2, "sagsbehandler", "fase3.til_matchningsudvalg", {"tilbud.kategori": "1"}),
        Take(10, "matchningsudvalg", "fase3.matchning_forslag"),
        Take(14, "sagsbehandler", "fase3.forslag_droeftes"),
        Take(
            18,
            "sagsbehandler",
            "fase3.tilbud_valgt",
            {"tilbud.sted": PROVIDER, "tilbud.ejer": owner, "tilbud.uden_godkendelse": ""},
        ),
        Take(19, "matchningsudvalg", "fase3.matchning_noterer"),
        Take(20, "sagsbehandler", "fase3.optagebrev_dag_skrives", {"forloeb.klagevejledning": "begge"}),
        Take(21, "rc_plc", "fase3.optagebrev_dag_underskrives"),
        Take(22, "sagsbehandler", "fase3.optagebrev_dag_sendes"),
        Take(23, "sagsbehandler", "fase3.kontrakt"),
        *paid,
        Take(25, "sagsbehandler", "fase3.tidsplan"),
        Take(26, "sagsbehandler", "fase3.fritid", {"tilbud.fritid": "nej"}),
        Take(35, "sagsbehandler", "fase3.dagbehandling_starter", {"tilbud.start": Day(35), "periode.maaneder": 12}),
    )
