"""What is asked of meetings: those of a case, one with how it stands, and a person's own, each through the gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef

from sagsgang.casework.access import Viewer
from sagsgang.casework.gate import visible_ids
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.ledger import texts_of
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.queries import CasePage
from sagsgang.casework.scope import current, gate
from sagsgang.meetings.aftaleforum.models import Meeting, Participant
from sagsgang.meetings.aftaleforum.proposing import siblings
from sagsgang.meetings.aftaleforum.refusals import UnknownMeeting
from sagsgang.procedure.engine import Occurrence
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import AFLYS_MOEDET, HOLD_MOEDET
from sagsgang.procedure.faelles_sagsforloeb.aftaler import AFTALE_HVAD, AFTALE_HVEM
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALE, AFTALEFORUM_MOEDE
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_AFHOLDT, MOEDE_DATO, MOEDE_FORMAAL
from sagsgang.procedure.workdays import COPENHAGEN

DRAFT, SUMMONED, HELD, CANCELLED = "Kladde", "Indkaldt", "Holdt", "Aflyst"
MINE = 10


def agreed_in(page: CasePage, place: Occurrence) -> str:
    """What an agreement says now, with who does it where he is named; "" for what is none. A query or two."""
    if place.subject != AFTALE.key:
        return ""
    found = {fact.key: place.facts[fact.key].event for fact in (AFTALE_HVAD, AFTALE_HVEM) if fact.key in place.facts}
    texts = {event: texts_of(page.case, event) for event in set(found.values())}
    said = [texts[event].get(key, "") for key, event in found.items()]
    return " – ".join(each for each in said if each)


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting of a case: on the workplace, in the history alone, or both."""

    state: str
    on: date | None
    purposes: tuple[str, ...]
    meeting: Meeting | None
    occurrence: str


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """One meeting that is coming, as a person's own list shows it."""

    number: str
    child: str
    meeting: int
    starts_at: datetime
    place: str


def works_with(page: CasePage) -> bool:
    """Whether the viewer acts for, or reads as, one of the administrations: minutes are theirs together."""
    return not page.relation.sides.isdisjoint(ADMINISTRATIONS)


def meetings_of(page: CasePage) -> tuple[MeetingRow, ...]:
    """The meetings of the case, the newest first: one query. One that was recorded without this page is among them."""
    rows = list(Meeting.objects.filter(case=page.case).order_by("-starts_at", "-pk"))
    known = {row.occurrence for row in rows if row.occurrence}
    found = [
        MeetingRow(state_of(page, row), row.starts_at.astimezone(COPENHAGEN).date(), purposes_of(row.purposes), row,
                   row.occurrence)
        for row in rows
    ]  # fmt: skip
    for each in page.assessment.world.by_subject.get(AFTALEFORUM_MOEDE.key, []):
        if each.id not in known:
            day, about = each.facts.get(MOEDE_DATO.key), each.facts.get(MOEDE_FORMAAL.key)
            purposes = purposes_of(about.value) if about is not None else ()
            found.append(MeetingRow(_stands(each), day.value if day else None, purposes, None, each.id))
    return tuple(sorted(found, key=lambda row: row.on or date.max, reverse=True))


def meeting_of(page: CasePage, meeting: int) -> Meeting:
    """The meeting, which the case has; raises UnknownMeeting."""
    row = Meeting.objects.filter(case=page.case, pk=meeting).first()
    if row is None:
        raise UnknownMeeting
    row.case = page.case
    return row


def told_of(page: CasePage, viewer: Viewer, rows: list[Meeting]) -> list[Meeting]:
    """Those of the meetings he is told of: whoever does not follow the whole course, of those he is invited to."""
    if page.relation.follows_all:
        return rows
    mine = Participant.objects.filter(meeting__in=rows, user__in=viewer.ids).values_list("meeting", flat=True)
    invited = set(mine)
    return [row for row in rows if row.pk in invited]


def state_of(page: CasePage, row: Meeting) -> str:
    """How the meeting stands by the history."""
    if not row.occurrence:
        return DRAFT
    found = page.assessment.world.by_id.get(row.occurrence)
    return _stands(found) if found is not None else CANCELLED


def _stands(occurrence: Occurrence) -> str:
    if MOEDE_AFHOLDT.key in occurrence.facts:
        return HELD
    return CANCELLED if occurrence.ended is not None else SUMMONED


def purposes_of(values: Iterable[str]) -> tuple[str, ...]:
    """The purposes in the procedure's words."""
    chosen = list(values)
    return tuple(option.label for option in MOEDE_FORMAAL.options if option.value in chosen)


@gate()
def my_meetings(viewer: Viewer) -> tuple[MyMeeting, ...]:
    """The meetings that are coming and that the viewer, or one he stands in for, takes part in: one query."""
    over = LedgerEvent.objects.filter(
        case=OuterRef("meeting__case"), occurrence=OuterRef("meeting__occurrence"), kind="taken",
        step__in=(HOLD_MOEDET.key, AFLYS_MOEDET.key),
    )  # fmt: skip
    first = datetime.combine(viewer.day, time(), COPENHAGEN)
    mine = Participant.objects.filter(
        ~Exists(over), user__in=viewer.ids, gone=False, meeting__starts_at__gte=first,
        meeting__case__in=visible_ids(viewer),
    ).exclude(meeting__occurrence="")  # fmt: skip
    columns = (
        "meeting__case", "meeting__case__number", "meeting__case__child__given_name",
        "meeting__case__child__family_name", "meeting", "meeting__starts_at", "meeting__place",
    )  # fmt: skip
    rows = list(mine.order_by("meeting__starts_at", "pk").values_list(*columns)[:MINE])
    current().list(row[0] for row in rows)
    found = {row[4]: MyMeeting(row[1], f"{row[2]} {row[3]}", row[4], row[5], row[6]) for row in rows}
    return tuple(found.values())


def sibling_cases(viewer: Viewer, page: CasePage) -> tuple[tuple[str, str], ...]:
    """Number and name of the siblings' cases that the viewer may know of: two queries (G5)."""
    children = siblings(page)
    if not children:
        return ()
    with gate():
        found = Case.objects.filter(child__in=children, pk__in=visible_ids(viewer)).select_related("child")
        rows = [(case.pk, case.number, case.child.name) for case in found.order_by("pk")]
    current().list(pk for pk, *_ in rows)
    return tuple((number, name) for _, number, name in rows)


def together_with(viewer: Viewer, row: Meeting) -> tuple[tuple[str, int], ...]:
    """Case number and meeting of those held together with this one, as far as the viewer may know of them (G5)."""
    if row.together is None:
        return ()
    with gate():
        others = Meeting.objects.filter(together=row.together, case__in=visible_ids(viewer)).exclude(pk=row.pk)
        found = list(others.order_by("pk").values_list("case", "case__number", "pk"))
    current().list(case for case, *_ in found)
    return tuple((number, pk) for _, number, pk in found)
