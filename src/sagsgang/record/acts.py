"""What a look can be: the acts and how a case was touched, as they are stored and as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Act(StrEnum):
    """What somebody did, the weightiest first: a request that did several is filed under the first of them."""

    NOEDADGANG = "noedadgang"
    AFVIST = "afvist"
    KASSERET = "kasseret"
    EKSPORT = "eksport"
    DELT = "delt"
    HENTET = "hentet"
    UDSKRIFT = "udskrift"
    BESKYTTET = "beskyttet"
    AENDRET = "aendret"
    LOG_IND_AFVIST = "log_ind_afvist"
    LOG_IND = "log_ind"
    LOG_UD = "log_ud"
    SOEGT = "soegt"
    LOG_LAEST = "log_laest"
    LAEST = "laest"
    LISTE = "liste"
    SIDE = "side"


WORDS: dict[str, str] = {
    Act.NOEDADGANG: "Brugte nødadgang",
    Act.AFVIST: "Blev afvist",
    Act.KASSERET: "Kasserede gamle opslag",
    Act.EKSPORT: "Trak oplysninger ud",
    Act.DELT: "Delte et dokument",
    Act.HENTET: "Hentede en fil",
    Act.UDSKRIFT: "Lavede en udskrift",
    Act.BESKYTTET: "Så en beskyttet adresse",
    Act.AENDRET: "Skrev i sagen",
    Act.LOG_IND_AFVIST: "Kunne ikke logge ind",
    Act.LOG_IND: "Loggede ind",
    Act.LOG_UD: "Loggede ud",
    Act.SOEGT: "Søgte",
    Act.LOG_LAEST: "Så i loggen over opslag",
    Act.LAEST: "Læste i sagen",
    Act.LISTE: "Så en liste med sager",
    Act.SIDE: "Åbnede en side",
}


class How(StrEnum):
    """How a request touched a case."""

    OPENED = "aabnet"
    LISTED = "vist"
    DENIED = "afvist"


HOW_WORDS: dict[str, str] = {
    How.OPENED: "åbnede sagen",
    How.LISTED: "så sagen på en liste",
    How.DENIED: "blev afvist",
}


_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "_"})
_ALSO = {
    "beskyttet_adresse": Act.BESKYTTET,
    "hentet_fil": Act.HENTET,
    "delt_dokument": Act.DELT,
    "aktindsigt": Act.EKSPORT,
}


def key_of(act: str) -> str:
    """Return the key of an act that was noted in Danish words: “beskyttet adresse” is `beskyttet`."""
    folded = act.strip().lower().translate(_ASCII)
    return _ALSO.get(folded, folded)


def weightiest(acts: Iterable[str]) -> str:
    """Return the act a request is filed under: the one that stands first in `Act`; one we do not know stands on top."""
    order = {act.value: number for number, act in enumerate(Act)}
    return min(acts, key=lambda act: order.get(act, -1), default=Act.SIDE.value)


def in_words(act: str) -> str:
    """Return the act as a reader sees it; one we have no words for, as it was written."""
    return WORDS.get(act) or act.replace("_", " ").capitalize()
