"""Meetings of Aftaleforum in a few of the town's cases: coming, in the making, and held with agreements."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sagsgang.casework import queries
from sagsgang.casework.access import Viewer
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case
from sagsgang.casework.queries import CasePage
from sagsgang.demo.papers import holder
from sagsgang.meetings.aftaleforum import planning
from sagsgang.meetings.aftaleforum.adopting import adopt
from sagsgang.meetings.aftaleforum.lists import points_for
from sagsgang.meetings.aftaleforum.models import Agreement, Meeting, Participant, Piece
from sagsgang.meetings.aftaleforum.planning import BUF, How, Invitee, Plan
from sagsgang.meetings.aftaleforum.proposing import Sketch, family_may_be_met, is_first, proposed, summoning
from sagsgang.meetings.aftaleforum.queries import HELD, meetings_of
from sagsgang.procedure.engine import State
from sagsgang.procedure.faelles_sagsforloeb.aftaler import (
    AFTALE_DAG,
    AFTALE_HVAD,
    AFTALE_ROLLE,
    NOTER_AFTALE,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALE
from sagsgang.procedure.workdays import COPENHAGEN, LOKAL, open_day_until

HELD_WITH_MINUTES, DRAFTED, COMING = 2, 1, 3  # the coming ones are one for each caseworker
SHOWN = "Hjalte Ålegræs"
"""Whose cases come first: he whom the walk through the screens steps into."""
PURPOSES = ("opfoelgning",)
PLACE = "Skolens mødelokale"
MINUTES = (
    "Morgenerne går bedre, når den samme voksne tager imod. Mandagene er stadig svære.",
    "Der er aftalt faste pauser, og skolen skriver hjem om fredagen, hvad der lykkedes.",
)
AGREED = (
    ("Skolen finder en fast voksen til mandagene", "skoleleder", 21),
    ("Sagsbehandleren taler med familien om aftenerne", "sagsbehandler", 14),
)


def hold_meetings(day: date) -> None:
    """Let there be meetings around the day: what is held has minutes, what is coming has been called."""
    left = {"held": HELD_WITH_MINUTES, "draft": DRAFTED, "coming": COMING}
    busy: set[int] = set()
    cases = Case.objects.filter(summary__is_open=True).select_related("child", "summary").order_by("pk")
    found = [(case, holder(case, "sagsbehandler", day)) for case in cases]
    for case, actor in sorted(found, key=lambda each: each[1] is None or each[1].name != SHOWN):
        if actor is not None and any(left.values()):
            _in_case(case, actor, day, left, busy)


def _in_case(case: Case, actor: Viewer, day: date, left: dict[str, int], busy: set[int]) -> None:
    page = queries.case_page(actor, case.number)
    held = [row for row in meetings_of(page) if row.state == HELD]
    opening = summoning(page)
    may = opening is not None and opening.state is State.OPEN and family_may_be_met(page)
    if left["held"] and held:
        left["held"] -= 1
        _with_minutes(page, held[0].occurrence, actor, day)
    elif left["draft"] and may:
        left["draft"] -= 1
        _planned(page, actor, day, 24)
    elif left["coming"] and may and actor.user_id not in busy:
        left["coming"] -= 1
        busy.add(actor.user_id)
        _called(page, actor, day)


def _at(day: date, back: int, hour: int) -> datetime:
    return datetime.combine(open_day_until(LOKAL, day - timedelta(days=back)), time(hour), COPENHAGEN)


def _planned(page: CasePage, actor: Viewer, day: date, ahead: int) -> Meeting:
    first = is_first(page)
    starts = _at(day, -ahead, 13)
    people = proposed(page, Sketch(first, PURPOSES, starts.date()))
    invited = tuple(
        Invitee(each.fact, each.option, each.name or "Bo Klubmand", each.user_id, each.person_id, each.email)
        for each in people
        if each.chosen
    )
    plan = Plan(first, PURPOSES, starts, 60, PLACE, "sammen", None, "", points_for(PURPOSES, first=first), invited)
    return planning.sketch(case_id=page.case.pk, plan=plan, actor=actor, at=_at(day, 3, 9))


def _called(page: CasePage, actor: Viewer, day: date) -> None:
    """Summoned today, and settled by the school leader; the family is the caseworker's to call."""
    row = _planned(page, actor, day, 12)
    at = datetime.combine(day, time(9, 30), COPENHAGEN)
    how = How(None)
    planning.summon(case_id=page.case.pk, meeting=row.pk, version=row.version, how=how, actor=actor, at=at)
    leader = holder(page.case, "skoleleder", day)
    if leader is None:
        return
    row = Meeting.objects.get(pk=row.pk)
    people = Participant.objects.filter(meeting=row, fact=BUF)
    buf = [Invitee(BUF, each.option, each.name, each.user_id, None, each.email) for each in people]
    planning.confirm_buf(case_id=page.case.pk, meeting=row.pk, version=row.version, invited=buf, how=how,
                         actor=leader, at=at + timedelta(minutes=40))  # fmt: skip


def _with_minutes(page: CasePage, occurrence: str, actor: Viewer, day: date) -> None:
    """Minutes beside what was recorded of a meeting that was held, and agreements that are noted afterwards."""
    at = datetime.combine(day, time(10, 5), COPENHAGEN)
    row = adopt(page=page, occurrence=occurrence, actor=actor, at=at)
    points = Piece.objects.filter(meeting=row, kind=Piece.Kind.PUNKT).order_by("position", "pk")
    for piece, words in zip(points, MINUTES, strict=False):
        piece.body, piece.changed_by_id, piece.changed_at, piece.version = words, actor.user_id, at, 2
        piece.save()
    Participant.objects.filter(meeting=row).update(present="ja")
    standing = page.assessment.standing(NOTER_AFTALE.key, occurrence)
    if standing is None or standing.state is not State.OPEN:
        return
    for what, role, days in AGREED:
        due = open_day_until(LOKAL, day + timedelta(days=days))
        facts = {AFTALE_HVAD.key: what, AFTALE_ROLLE.key: role, AFTALE_DAG.key: due}
        noted = planning.take_step(lock(page.case.pk), NOTER_AFTALE.key, occurrence, facts, How(None), actor, at)
        Agreement.objects.create(
            meeting=row, what=what, role=role, due=due, occurrence=f"{AFTALE.key}-{noted.event.number}"
        )
