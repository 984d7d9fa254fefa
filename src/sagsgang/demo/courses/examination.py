"""Chapters of the examination phase: consents, the PPV and the examination, Aftaleforum, and what they show."""

from __future__ import annotations

from sagsgang.demo.courses.chapters import Chapter, joined
from sagsgang.demo.script import Answered, Day, Take

CONSENTS: Chapter = (
    Take(
        0,
        "sagsbehandler",
        "fase1.samtykke_undersoegelse",
        {"samtykke_undersoegelse.personer": Answered("ja")},
    ),
    Take(
        0,
        "sagsbehandler",
        "fase1.samtykke_udveksling",
        {"samtykke_udveksling.personer": Answered("ja")},
    ),
)
COORDINATED: Chapter = (Take(0, "sagsbehandler", "fase2.koordinering"),)

_INVITED = ("sagsbehandler", "skolesocialraadgiver", "foraeldre", "barnet")
_FAMILY_PRACTICE = {"sag.tolk": "nej", "sag.foraeldre_form": "sammen", "sag.fritaget_digital_post": "nej"}


def meeting(
    purpose: tuple[str, ...], *, first: bool = False, recommends: str = "ikke_droeftet", provider: bool = False
) -> Chapter:
    """One Aftaleforum: summoned on day 0, held on day 14, summed up on day 15."""
    chair = "skolesocialraadgiver" if first else "sagsbehandler"
    return (*_summoned(purpose, first, provider), *_held(chair, recommends))


def summoned(purpose: tuple[str, ...], *, first: bool = False) -> Chapter:
    """One Aftaleforum that has been summoned for day 14 and not been held yet."""
    return _summoned(purpose, first)


def _summoned(purpose: tuple[str, ...], first: bool, provider: bool = False) -> Chapter:
    return (
        Take(
            0,
            "sagsbehandler",
            "aftaleforum.indkald",
            {
                "aftaleforum.raekke": "foerste" if first else "senere",
                "aftaleforum.formaal": purpose,
                "aftaleforum.dato": Day(14),
                "aftaleforum.indbudte": (*_INVITED, "tilbud") if provider else _INVITED,
            },
        ),
        Take(
            1,
            "skoleleder",
            "aftaleforum.deltagere",
            {"aftaleforum.deltagere_buf": ("skoleleder", "psykolog", "rc_plc", "laerer", "fritid")},
        ),
        Take(2, "sagsbehandler", "aftaleforum.indkald_familien", _FAMILY_PRACTICE),
    )


def _held(chair: str, recommends: str) -> Chapter:
    return (
        Take(11, "psykolog", "aftaleforum.samtale_forud"),
        Take(
            14,
            chair,
            "aftaleforum.afhold",
            {
                "aftaleforum.afholdt": Day(14),
                "aftaleforum.fremmoedte": ("sof", "buf", "foraeldre", "barnet"),
                "aftaleforum.anbefaling": recommends,
            },
        ),
        Take(15, chair, "aftaleforum.opsamling"),
    )


FIRST_MEETING = meeting(("undersoegelse",), first=True)


def ppv(lessons: int) -> Chapter:
    """The PPV is finished and gone through."""
    return (
        Take(0, "psykolog", "fase2.ppv", {"ppv.dato": Day(0), "ppv.lektioner": lessons}),
        Take(4, "psykolog", "fase2.gennemgaa_ppv"),
        Take(5, "psykolog", "fase2.fortael_sagsbehandler"),
    )


SCHOOL_SUPPORTS: Chapter = (Take(0, "skoleleder", "fase2.skolelederens_beslutning", {"ppv.stoette": "faelles"}),)


def examined(need: str) -> Chapter:
    """The examination is finished and gone through."""
    return (
        Take(
            0,
            "sagsbehandler",
            "fase2.undersoegelse",
            {"undersoegelse.faerdig": Day(0), "undersoegelse.socialt_behov": need},
        ),
        Take(5, "sagsbehandler", "fase2.gennemgaa_undersoegelse"),
        Take(6, "sagsbehandler", "fase2.fortael_psykolog"),
    )


BOTH_NEEDS = joined((0, ppv(14)), (8, SCHOOL_SUPPORTS), (24, examined("ja")))
ON_THE_WAY: Chapter = (Take(0, "sagsbehandler", "sagen.gennemgang_sof", {"gennemgang.udfald": "paa_vej"}),)
