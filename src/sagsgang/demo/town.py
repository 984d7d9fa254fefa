"""Fjordkøbing Kommune on the real structure: two administrations, five areas, schools, boards and providers. Data only.

No such municipality exists, and no such school or provider.
"""

from __future__ import annotations

from typing import NamedTuple

from sagsgang.people.models import Unit

MUNICIPALITY = "Fjordkøbing Kommune"

AREAS = {"nord": "Nordmarken", "syd": "Sønderbakken", "oest": "Østerlunden", "vest": "Vestengen", "midt": "Åparken"}
Kind = Unit.Kind
PRIVATE, MUNICIPAL = Unit.Ownership.PRIVAT, Unit.Ownership.KOMMUNAL


class Place(NamedTuple):
    """One unit of the town."""

    key: str
    name: str
    kind: str
    parent: str = ""
    area: str = ""
    ownership: str = ""
    cvr: str = ""


SCHOOLS = {
    "nord": ("Blåbærskolen", "Skolen ved Ærtemarken", "Nordmarkens Skole", "Kærmindeskolen"),
    "syd": ("Sønderbakkeskolen", "Tyttebærskolen", "Skolen på Æblebakken", "Hyldeblomstskolen"),
    "oest": ("Østerlundsskolen", "Fuglekvidderskolen", "Skolen ved Ørnedammen", "Havtornskolen"),
    "vest": ("Vestengskolen", "Kløverskolen", "Skolen ved Ålegræsset", "Mælkebøtteskolen"),
    "midt": ("Åparkskolen", "Bøgehøjskolen", "Skolen i Kirsebærgården", "Rørsangerskolen"),
}

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


def key_of(name: str) -> str:
    """The unit's key: its name in ASCII letters, small, with hyphens."""
    return name.lower().translate(_ASCII)


def _areas() -> list[Place]:
    places = []
    for area, name in AREAS.items():
        buf = f"buf-{area}"
        places += [
            Place(f"bbu-{area}", f"Borgercenter Børn og Unge {name}", Kind.BBU, "sof", area),
            Place(buf, f"BUF-område {name}", Kind.BUFOMRAADE, "buf", area),
            Place(f"tsf-{area}", f"Tværfaglig Støttefunktion {name}", Kind.TSF, buf, area),
            Place(f"beku-{area}", f"BEKU {name}", Kind.BEKU, "", area),
            Place(f"kui-{area}", f"Kommunal Ungeindsats {name}", Kind.KUI, buf, area),
        ]
        places += [Place(key_of(school), school, Kind.SKOLE, buf, area) for school in SCHOOLS[area]]
    return places


PLACES = (
    Place("sof", f"Socialforvaltningen, {MUNICIPALITY}", Kind.FORVALTNING),
    Place("buf", f"Børne- og Ungdomsforvaltningen, {MUNICIPALITY}", Kind.FORVALTNING),
    Place("bch", "Borgercenter Handicap", Kind.BCH, "sof"),
    Place("fac", "BUF Fagligt Center", Kind.FAC, "buf"),
    Place("matchning", "Matchningsudvalget", Kind.MATCHNINGSUDVALG),
    *_areas(),
    Place("behandlingsskolen-moelleaaen", "Behandlingsskolen Mølleåen", Kind.TILBUD, "sof", "", MUNICIPAL),
    Place("dagbehandlingen-soelvgaarden", "Dagbehandlingen Sølvgården", Kind.TILBUD, "sof", "", MUNICIPAL),
    Place("skolehjemmet-fyrtaarnet", "Skolehjemmet Fyrtårnet", Kind.TILBUD, "", "", PRIVATE, "00000001"),
    Place("den-groenne-laerke", "Den Grønne Lærke", Kind.TILBUD, "", "", PRIVATE, "00000002"),
    Place("klubben-pilekrattet", "Klubben Pilekrattet", Kind.FRITID, "buf", "nord"),
    Place("fritidscenter-braendingen", "Fritidscenter Brændingen", Kind.FRITID, "buf", "syd"),
    Place("byggelegepladsen-soemmet", "Byggelegepladsen Sømmet", Kind.FRITID, "buf", "midt"),
)
