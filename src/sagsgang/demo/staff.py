"""Who works in Fjordkøbing: about sixty invented people, each in the roles and units that are theirs. Data only."""

from __future__ import annotations

from typing import NamedTuple

from sagsgang.demo.town import SCHOOLS, key_of

PASSWORD = "fjordkøbing"  # noqa: S105  the documented word of an invented town

LEAVER = "sagsbehandler-oest-3"
LEFT_DAYS_AGO = 12
ABSENT, SUBSTITUTE = "psykolog-nord", "psykolog-vikar"


class Worker(NamedTuple):
    """One person: user name, name, title, and the roles held, each as (role, unit)."""

    username: str
    name: str
    title: str
    posts: tuple[tuple[str, str], ...]


def _schools(area: str, *which: int) -> list[str]:
    return [key_of(SCHOOLS[area][index]) for index in which]


def _in(role: str, *units: str) -> tuple[tuple[str, str], ...]:
    return tuple((role, unit) for unit in units)


def _areas_in(role: str, kind: str, *areas: str) -> tuple[tuple[str, str], ...]:
    return tuple((role, f"{kind}-{area}") for area in areas)


def _chief(*areas: str) -> tuple[tuple[str, str], ...]:
    """A chief of BUF in the areas, who is also the chair of their BEKU."""
    return (*_areas_in("buf_leder", "buf", *areas), *_areas_in("beku_formand", "beku", *areas))


CASEWORKERS = (
    Worker("sagsbehandler-nord-1", "Ærlig Ravnsborg", "Sagsbehandler", _in("sagsbehandler", "bbu-nord")),
    Worker("sagsbehandler-nord-2", "Birk Solsort", "Sagsbehandler", _in("sagsbehandler", "bbu-nord")),
    Worker("sagsbehandler-syd-1", "Cille Kløvereng", "Sagsbehandler", _in("sagsbehandler", "bbu-syd")),
    Worker("sagsbehandler-syd-2", "Dag Brombær", "Sagsbehandler", _in("sagsbehandler", "bbu-syd")),
    Worker("sagsbehandler-oest-1", "Esther Ørnekær", "Sagsbehandler", _in("sagsbehandler", "bbu-oest")),
    Worker("sagsbehandler-oest-2", "Frode Hvidtjørn", "Sagsbehandler", _in("sagsbehandler", "bbu-oest")),
    Worker(LEAVER, "Gerda Trækfugl", "Sagsbehandler", _in("sagsbehandler", "bbu-oest")),
    Worker("sagsbehandler-vest-1", "Hjalte Ålegræs", "Sagsbehandler", _in("sagsbehandler", "bbu-vest")),
    Worker("sagsbehandler-vest-2", "Inga Blåklokke", "Sagsbehandler", _in("sagsbehandler", "bbu-vest")),
    Worker("sagsbehandler-midt-1", "Jeppe Rørsanger", "Sagsbehandler", _in("sagsbehandler", "bbu-midt")),
    Worker("sagsbehandler-midt-2", "Karen Æbleblomst", "Sagsbehandler", _in("sagsbehandler", "bbu-midt")),
    Worker(
        "sagsbehandler-bch", "Lærke Skovmærke", "Sagsbehandler i Borgercenter Handicap", _in("sagsbehandler", "bch")
    ),
)
SOF_LEADERS = (
    Worker("leder-bbu-nord", "Malthe Havørn", "Afdelingsleder", _in("sof_leder", "bbu-nord")),
    Worker("leder-bbu-syd", "Nanna Stenpikker", "Afdelingsleder", _in("sof_leder", "bbu-syd")),
    Worker("leder-bbu-oest", "Ove Pilekvist", "Afdelingsleder", _in("sof_leder", "bbu-oest")),
    Worker("leder-bbu-vest", "Pil Ærtebælg", "Afdelingsleder", _in("sof_leder", "bbu-vest")),
    Worker("leder-bbu-midt", "Rigmor Skarnbasse", "Afdelingsleder", _in("sof_leder", "bbu-midt")),
    Worker("leder-bch", "Sten Åkande", "Leder af Borgercenter Handicap", _in("sof_leder", "bch")),
)
SCHOOL_SOCIAL_WORKERS = tuple(
    Worker(
        f"skolesocialraadgiver-{area}",
        name,
        "Skolesocialrådgiver",
        _in("skolesocialraadgiver", *_schools(area, 0, 1, 2, 3)),
    )
    for area, name in (
        ("nord", "Tove Tranebær"),
        ("syd", "Ulla Ugleborg"),
        ("oest", "Villads Vintergæk"),
        ("vest", "Yrsa Ælling"),
        ("midt", "Zenia Zebrafinke"),
    )
)
SCHOOL_LEADERS = tuple(
    Worker(f"skoleleder-{area}-{number}", name, "Skoleleder", _in("skoleleder", *_schools(area, *which)))
    for area, number, which, name in (
        ("nord", 1, (0, 1), "Asger Blåbær"),
        ("nord", 2, (2, 3), "Bodil Kærminde"),
        ("syd", 1, (0, 1), "Carsten Tyttebær"),
        ("syd", 2, (2, 3), "Ditte Hyldebusk"),
        ("oest", 1, (0, 1), "Ebbe Fuglsang-Østerlund"),
        ("oest", 2, (2, 3), "Fie Havtorn"),
        ("vest", 1, (0, 1), "Gunnar Kløverblad"),
        ("vest", 2, (2, 3), "Hulda Mælkebøtte"),
        ("midt", 1, (0, 1), "Ib Bøgehøj"),
        ("midt", 2, (2, 3), "Jytte Kirsebær"),
    )
)
RESOURCE_CENTRES = tuple(
    Worker(f"rc-{area}{suffix}", name, "Koordinator i RC/PLC", _in("rc_plc", *_schools(area, *which)))
    for area, suffix, which, name in (
        ("nord", "", (0, 1, 2, 3), "Kaj Ringdue"),
        ("syd", "", (0, 1, 2, 3), "Liv Lindeløv"),
        ("oest", "", (0, 1, 2, 3), "Mads Mosekonge"),
        ("vest", "", (0, 1, 2, 3), "Nora Nældefugl"),
        ("midt", "-1", (0, 1), "Oda Ærenpris"),
        ("midt", "-2", (2, 3), "Palle Pindsvin"),
    )
)
AREA_STAFF = (
    Worker("tsf-nord", "Regitze Rugbrød", "Konsulent i TSF", _areas_in("tsf", "buf", "nord")),
    Worker("tsf-syd", "Sejr Smørblomst", "Konsulent i TSF", _areas_in("tsf", "buf", "syd")),
    Worker("tsf-oest", "Thit Tidsel", "Konsulent i TSF", _areas_in("tsf", "buf", "oest")),
    Worker("tsf-vest", "Uffe Uldhår", "Konsulent i TSF", _areas_in("tsf", "buf", "vest")),
    Worker("tsf-midt", "Vibe Vandaks", "Konsulent i TSF", _areas_in("tsf", "buf", "midt")),
    Worker("teamleder-1", "Yngve Åfart", "Teamleder i TSF", _areas_in("tsf_teamleder", "buf", "nord", "syd", "midt")),
    Worker("teamleder-2", "Ærna Æskild", "Teamleder i TSF", _areas_in("tsf_teamleder", "buf", "oest", "vest")),
    Worker(ABSENT, "Øjvind Ørsted-Løv", "Psykolog", _areas_in("psykolog", "buf", "nord")),
    Worker("psykolog-syd", "Åse Åmand", "Psykolog", _areas_in("psykolog", "buf", "syd")),
    Worker("psykolog-oest", "Alma Agern", "Psykolog", _areas_in("psykolog", "buf", "oest")),
    Worker("psykolog-vest", "Bjarke Bjørneklo", "Psykolog", _areas_in("psykolog", "buf", "vest")),
    Worker("psykolog-midt", "Clara Citronmelisse", "Psykolog", _areas_in("psykolog", "buf", "midt")),
    Worker(SUBSTITUTE, "Detlef Dueslag", "Psykolog", _areas_in("psykolog", "buf", "syd")),
    Worker("uu-1", "Elna Egekvist", "UU-vejleder", _areas_in("uu_vejleder", "kui", "nord", "syd", "midt")),
    Worker("uu-2", "Folmer Fyrretop", "UU-vejleder", _areas_in("uu_vejleder", "kui", "oest", "vest")),
    Worker("omraadechef-1", "Grethe Gøgeurt", "Områdechef", _chief("nord", "midt")),
    Worker("omraadechef-2", "Hother Hasselnød", "Områdechef", _chief("syd")),
    Worker("omraadechef-3", "Iben Iris", "Tværfaglig chef", _chief("oest", "vest")),
)
BOARDS = (
    Worker("fac-1", "Jørn Jordbær", "Konsulent i Fagligt Center", _in("fac", "fac")),
    Worker("fac-2", "Kamma Kamille", "Konsulent i Fagligt Center", _in("fac", "fac")),
    Worker("beku-1", "Lasse Løvetand", "Sekretær for BEKU", _areas_in("beku_sekretaer", "beku", "nord", "midt")),
    Worker("beku-2", "Mie Mælkevej", "Sekretær for BEKU", _areas_in("beku_sekretaer", "beku", "syd", "oest", "vest")),
    Worker("beku-medlem-1", "Niels Nøddekrig", "Medlem af BEKU", _areas_in("beku_medlem", "beku", "nord", "midt")),
    Worker(
        "beku-medlem-2", "Otilia Oksetunge", "Medlem af BEKU", _areas_in("beku_medlem", "beku", "syd", "oest", "vest")
    ),
    Worker("matchning", "Per Perikon", "Koordinator i Matchningsudvalget", _in("matchningsudvalg", "matchning")),
)
PROVIDERS = (
    Worker(
        "moelleaaen", "Rosa Rosmarin", "Leder af tilbuddet", _in("dagbehandlingstilbud", "behandlingsskolen-moelleaaen")
    ),
    Worker(
        "soelvgaarden",
        "Svend Sølvpil",
        "Leder af tilbuddet",
        _in("dagbehandlingstilbud", "dagbehandlingen-soelvgaarden"),
    ),
    Worker("fyrtaarnet", "Trine Tagrør", "Leder af tilbuddet", _in("dagbehandlingstilbud", "skolehjemmet-fyrtaarnet")),
    Worker("laerken", "Urban Ulvefod", "Leder af tilbuddet", _in("dagbehandlingstilbud", "den-groenne-laerke")),
)

WORKERS = (
    *CASEWORKERS,
    *SOF_LEADERS,
    *SCHOOL_SOCIAL_WORKERS,
    *SCHOOL_LEADERS,
    *RESOURCE_CENTRES,
    *AREA_STAFF,
    *BOARDS,
    *PROVIDERS,
)
