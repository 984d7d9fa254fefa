"""Looks as a reader sees them: who, as what, what for, which cases; and for the child and its parents, when and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from sagsgang.casework.access import CAUSES, Viewer
from sagsgang.casework.procedures import procedure
from sagsgang.casework.queries.looks import OUT_OF_REACH, case_numbers
from sagsgang.people.models import Unit, User
from sagsgang.procedure.wording import capital, listed
from sagsgang.procedure.wording.grammar import consent_to
from sagsgang.procedure.workdays import COPENHAGEN, in_digits, in_words
from sagsgang.record.acts import HOW_WORDS, Act, How
from sagsgang.record.acts import in_words as act_in_words
from sagsgang.record.models import Review
from sagsgang.record.reading import Judged, Seen, told_of_case

PURPOSES = {
    "web:sag": "overblik over forløbet",
    "web:tidslinje": "sagens historik",
    "web:noter": "notater i sagen",
    "web:parter": "sagens parter",
    "web:beskyttet_adresse": "en beskyttet adresse",
    "web:afslut_relation": "sagens parter",
    "web:adgang": "hold og adgang",
    "web:adgangstrin": "hold og adgang",
    "web:adgangsraekke": "hold og adgang",
    "web:fratraed": "hold og adgang",
    "web:noedadgang": "nødadgang",
    "web:hvorfor_ikke": "adgang til sagen",
    "web:trin": "et trin i forløbet",
    "web:fravig": "fravigelse af en regel",
    "web:ret": "rettelse af historikken",
    "web:annuller": "rettelse af historikken",
    "web:aabn": "en ny sag",
    "web:overblik": "medarbejderens opgaver",
    "web:hold": "enhedens opgaver",
    "web:sager": "listen over sager",
    "web:dokumenter": "sagens dokumenter",
    "web:dokument": "et dokument",
    "web:ny_version": "et dokument",
    "web:hent_fil": "et dokument",
    "web:del_dokument": "deling af et dokument",
    "web:stop_deling": "deling af et dokument",
    "web:aktindsigt": "aktindsigt",
    "web:anmodning": "aktindsigt",
    "web:udlever_resten": "aktindsigt",
    "web:giv_aktindsigt": "aktindsigt",
    "web:afslut_anmodning": "aktindsigt",
    "web:akt": "aktindsigt",
    "web:udlevering": "aktindsigt",
    "web:beskyttelse": "adressebeskyttelse",
    "web:samtykker": "samtykker",
    "web:samtykkeblanket": "samtykker",
    "web:sagens_opbevaring": "opbevaring og kassation",
    "web:kassationsbevis": "opbevaring og kassation",
    "web:opbevar": "opbevaring og kassation",
    "web:opbevaring": "opbevaring og kassation",
    "web:statistik": "statistik",
    "web:statistik_csv": "statistik",
    "api:case": "overblik over forløbet",
    "api:course": "overblik over forløbet",
    "api:timeline": "sagens historik",
    "api:notes": "notater i sagen",
    "api:write_note": "notater i sagen",
    "api:take": "et trin i forløbet",
    "api:open_case": "en ny sag",
    "api:tasks": "medarbejderens opgaver",
    "api:cases": "listen over sager",
    "api:search": "listen over sager",
    "web:sagens_opslag": "kontrol af opslag",
    "web:opslag_indsigt": "indsigt i opslag",
    "web:opslag_indsigt_pdf": "indsigt i opslag",
}
"""What a page is for, as it stands after “Behandling af sagen: ” and behind an act."""


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case in a look: “sag 2026-00001”, or that it is none the reader may know of."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a leader said of a look."""

    words: str
    note: str
    by: str
    at: datetime
    in_order: bool


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look, ready for its template."""

    number: int
    at: datetime
    who: str
    acted_as: str
    what: str
    why: str
    reason: str
    cases: tuple[CaseSeen, ...]
    searched: bool
    denied: bool
    verdicts: tuple[Verdict, ...]


def rows(seen: Iterable[Seen], viewer: Viewer) -> list[LookRow]:
    """Return the looks with names for their ids, as far as the viewer may know of them: four queries in all."""
    looks = list(seen)
    people = {look.user_id for look in looks} | {each.by_id for look in looks for each in look.judged}
    known = [pk for pk in people if pk is not None]
    names = dict(User.objects.filter(pk__in=known).values_list("pk", "name"))
    units = _units(look.unit_id for look in looks)
    numbers = case_numbers(viewer, (case for look in looks for case, _ in look.cases))
    return [_row(look, names, units, numbers) for look in looks]


def _units(ids: Iterable[int | None]) -> dict[int, str]:
    return dict(Unit.objects.filter(pk__in={each for each in ids if each is not None}).values_list("pk", "name"))


def _row(look: Seen, names: Mapping[int, str], units: Mapping[int, str], numbers: Mapping[int, str]) -> LookRow:
    return LookRow(
        number=look.number,
        at=look.at,
        who=names.get(look.user_id or 0, "Ukendt bruger"),
        acted_as=_acted_as(look, units),
        what=_what(look),
        why=listed([CAUSES.get(cause, cause) for cause in look.causes]) if look.causes else "",
        reason=_reason(look),
        cases=tuple(CaseSeen(_named(numbers.get(case, "")), HOW_WORDS.get(how, how)) for case, how in look.cases),
        searched=bool(look.criterion),
        denied=look.act == Act.AFVIST or any(how == How.DENIED for _, how in look.cases),
        verdicts=tuple(_verdict(each, names) for each in look.judged),
    )


def _named(number: str) -> str:
    """The case as the log names it: by its number, if at all."""
    return number if number == OUT_OF_REACH else f"sag {number}" if number else "en slettet sag"


def _acted_as(look: Seen, units: Mapping[int, str]) -> str:
    by_key = procedure().role_by_key
    titles = [by_key[key].title if key in by_key else key for key in look.roles]
    unit = units.get(look.unit_id or 0, "")
    return ", ".join(each for each in (capital(listed(titles)) if titles else "", unit) if each)


def _verdict(judged: Judged, names: Mapping[int, str]) -> Verdict:
    words = Review.Verdict(judged.verdict).label
    in_order = judged.verdict == Review.Verdict.I_ORDEN
    return Verdict(words, judged.note, names.get(judged.by_id, "Ukendt bruger"), judged.at, in_order)


def _what(look: Seen) -> str:
    """The act and what it was about: “Læste i sagen: notater i sagen”. A glass that stayed whole is told as such."""
    if look.act == Act.NOEDADGANG and not any(how == How.OPENED for _, how in look.cases):
        return "Forsøgte at bruge nødadgang og blev afvist"
    about = _about(look)
    return f"{act_in_words(look.act)}: {about}" if about else act_in_words(look.act)


def _reason(look: Seen) -> str:
    """The reason as it is read: the consent or the legal basis it names by its key is named by its title."""
    bases = {basis.key: basis.title for basis in procedure().bases}
    consents = {consent.key: consent_to(consent.title) for consent in procedure().consents}
    return capital((bases | consents).get(look.reason, "")) or look.reason


def _about(look: Seen) -> str:
    if look.task and procedure().knows(look.task):
        return f"trinnet »{procedure().step(look.task).title}«"
    return PURPOSES.get(look.page, "")


_FOR_THE_SUBJECT = {
    Act.NOEDADGANG: "Akut adgang til sagen (nødadgang)",
    Act.EKSPORT: "Udtræk af oplysninger",
    Act.HENTET: "Dokument i sagen",
    Act.DELT: "Deling af et dokument",
    Act.UDSKRIFT: "Udskrift af sagen",
    Act.BESKYTTET: "Den beskyttede adresse",
    Act.LOG_LAEST: "Kontrol af opslag",
    Act.SOEGT: "Søgning efter en sag",
}


def purpose(look: Seen, how: str) -> str:
    """Return what a look at a case was for, in the words its child and parents get: no name, no reason typed."""
    if how == How.LISTED and look.act != Act.SOEGT:
        return "Overblik over sager"
    if look.act in _FOR_THE_SUBJECT:
        return _FOR_THE_SUBJECT[Act(look.act)]
    about = PURPOSES.get(look.page, "")  # the step itself may tell what is held back from the parents (X8)
    words = f"Behandling af sagen: {about}" if about else "Behandling af sagen"
    return f"{words} (akut adgang)" if "noedadgang" in look.causes else words


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the report to the child and its parents."""

    on: date
    unit: str
    purpose: str
    times: int


def told(case_id: int) -> list[Told]:
    """Return the days on which the case was looked at, by unit and purpose, newest first; no name (law.md 7.5)."""
    counted = told_of_case(case_id, purpose, lambda at: timezone.localtime(at, COPENHAGEN).date())
    units = _units(unit for _, unit, _ in counted)
    lines = [Told(on, units.get(unit or 0, "Kommunen"), why, times) for (on, unit, why), times in counted.items()]
    return sorted(lines, key=lambda line: (-line.on.toordinal(), line.unit, line.purpose))


TITLE = "Opslag på min sag"
INTRO = (
    "Listen viser, hvilke dage der er slået op på sagen, i hvilken enhed og hvad opslaget skulle bruges til. "
    "Navnene på medarbejderne står her ikke. Du kan bede kommunen om dem, hvis du har brug for dem for at varetage "
    "dine rettigheder."
)
OUTRO = "Forsøg på opslag, der blev afvist, er ikke med, for de viste ingen oplysninger."


def paper(number: str, lines: Iterable[Told], today: date) -> dict[str, object]:
    """Return the report as the paper that is set as PDF."""
    table = [[in_digits(line.on), line.purpose, line.unit, str(line.times)] for line in lines]
    section: dict[str, object] = {"head": ["Dato", "Formål", "Enhed", "Antal"], "rows": table, "columns": [2, 6, 5, 1]}
    if not table:
        section = {"text": "Der er ingen opslag på sagen i loggen."}
    return {
        "title": TITLE,
        "meta": [["Sag", number], ["Dato", in_words(today)]],
        "footer": f"{TITLE}, sag {number}",
        "intro": INTRO,
        "sections": [section, {"text": OUTRO}],
    }
