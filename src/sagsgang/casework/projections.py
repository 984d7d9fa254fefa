"""The tables for lists and search: rewritten with every event, rebuilt from the ledger by a command, proved equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any, Protocol, TypeVar

from django.db import models, transaction

from sagsgang.casework.dockets import docket_of
from sagsgang.casework.ledger import load, load_many
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, DocketItem, OpenTask, TeamMember
from sagsgang.casework.placement import Directory, Place, seats_of, seats_with_a_part
from sagsgang.casework.procedures import procedure, procedure_of
from sagsgang.casework.rows import delete, rows_of
from sagsgang.procedure.engine import Assessment, Standing, State, assess
from sagsgang.procedure.language import Phase, Seat

BATCH = 500

Row = TypeVar("Row", bound=models.Model)


class Further(Protocol):
    """Rows of another package's table that follow from a case's history alone, as its lists and sums need them."""

    @property
    def model(self) -> type[models.Model]: ...
    def rows(self, case: Case, assessment: Assessment, seats: Mapping[Seat, Place]) -> list[models.Model]:
        """Return the rows of the case, not saved; its table has a column `case`."""


_further: list[Further] = []


def also(further: Further) -> None:
    """Keep these rows up to date as well; called once, when the house starts."""
    if further not in _further:
        _further.append(further)


@dataclass
class Projected:
    """The rows that stand for one case in the lists. `more`: those of other packages, table by table."""

    summary: CaseSummary
    tasks: list[OpenTask] = field(default_factory=list)
    seats: list[CaseSeat] = field(default_factory=list)
    docket: list[DocketItem] = field(default_factory=list)
    more: list[list[models.Model]] = field(default_factory=list)


@dataclass(frozen=True)
class Team:
    """Who is on the case on a day, by role, and the next day that changes."""

    by_role: dict[str, int]
    next_change: date | None


def team_on(members: Iterable[TeamMember], day: date) -> Team:
    """The first member of each role on the day."""
    by_role: dict[str, int] = {}
    changes = []
    for member in sorted(members, key=lambda member: (member.since, member.pk)):
        if member.since <= day and (member.until is None or member.until > day):
            by_role.setdefault(member.role, member.user_id)
        changes += [each for each in (member.since, member.until) if each is not None and each > day]
    return Team(by_role, min(changes, default=None))


def phase_of(assessment: Assessment) -> Phase:
    """The furthest phase in which somebody owes something, else the furthest in which something was done."""
    placed = [each for each in assessment.standings if not (each.step.phase.throughout or each.step.ahead)]
    open_now = [each.step.phase for each in placed if each.is_task and each.state is State.OPEN]
    done = [each.step.phase for each in placed if each.state is State.DONE]
    first = assessment.world.procedure.phases[0]
    return max(open_now or done or [first], key=lambda phase: phase.number)


def offer_of(assessment: Assessment) -> str:
    """The joint offer the child is in, or "" without one."""
    fact = assessment.world.procedure.offer
    if fact is None:
        return ""
    running = [o for o in assessment.world.by_subject.get(fact.subject.key, ()) if o.ended is None]
    for occurrence in reversed(running):
        found = occurrence.facts.get(fact.key)
        if found is not None:
            return str(found.value)
    return ""


def project(case: Case, assessment: Assessment, directory: Directory, team: Team) -> Projected:
    """The rows that follow from an assessment; nothing is written."""
    seats = seats_of(assessment.world, directory)
    tasks = [_task(case, standing, assessment, seats, team) for standing in assessment.tasks()]
    school, sof = seats.get(Seat.SCHOOL), seats.get(Seat.SOF)
    events = assessment.world.events
    upcoming = (assessment.next_change(), team.next_change, directory.next_change(assessment.world.day))
    changes = [day for day in upcoming if day is not None]
    summary = CaseSummary(
        case_id=case.pk,
        is_open=assessment.is_open,
        phase=phase_of(assessment).key,
        offer=offer_of(assessment),
        school_id=school.id if school else None,
        sof_unit_id=sof.id if sof else None,
        area=school.area if school else "",
        next_due=min((task.due for task in tasks if task.due is not None), default=None),
        latest_event_on=events[-1].on if events else None,
        assessed_on=assessment.world.day,
        next_change=min(changes, default=None),
    )
    parts = seats_with_a_part(assessment, seats)
    seated = [CaseSeat(case_id=case.pk, unit_id=p.id, seat=s.value) for s, p in parts.items()]
    more = [each.rows(case, assessment, seats) for each in _further]
    return Projected(summary, tasks, seated, docket_of(case, assessment, seats), more)


def _task(case: Case, standing: Standing, assessment: Assessment, seats: dict[Seat, Place], team: Team) -> OpenTask:
    owner = standing.owner
    place = seats.get(owner.seat)
    barred = standing.state is State.BARRED
    waits_on = dict.fromkeys(each.owner.key for each in assessment.turn(standing)) if barred else {}
    return OpenTask(
        case_id=case.pk,
        step=standing.step.key,
        occurrence=standing.occurrence.id,
        role=owner.key,
        unit_id=place.id if place else None,
        assignee_id=team.by_role.get(owner.key),
        due=standing.due,
        barred=barred,
        waits_on=",".join(waits_on)[:200],
    )


def write(projected: Projected) -> None:
    """Bring the rows of one case up to date, in the caller's transaction; what stands already is left alone."""
    case_id = projected.summary.case_id
    _replace(OpenTask, case_id, projected.tasks)
    _replace(CaseSeat, case_id, projected.seats)
    _replace(DocketItem, case_id, projected.docket)
    for further, rows in zip(_further, projected.more, strict=True):
        _replace(further.model, case_id, rows)
    CaseSummary.objects.bulk_create(
        [projected.summary],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=[f.name for f in CaseSummary._meta.concrete_fields if f.name != "case"],
    )


def _replace(model: type[Row], case_id: int, wanted: Sequence[Row]) -> None:
    """Let the case's rows of that table be those that are wanted, deleting and adding no more than it takes."""
    names = _columns(model)
    standing: dict[tuple[Any, ...], list[int]] = {}
    for pk, *columns in rows_of(case_id, model, ("id", *names)):
        standing.setdefault(tuple(columns), []).append(pk)
    added = []
    for row in wanted:
        same = standing.get(tuple(getattr(row, name) for name in names))
        if same:
            same.pop()
        else:
            added.append(row)
    delete(model, (pk for left in standing.values() for pk in left))
    if added:
        model._default_manager.bulk_create(added)


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    """What a row says, beside its own id."""
    return tuple(f.attname for f in model._meta.concrete_fields if f.name != "id")


def refresh(
    case: Case, day: date, assessment: Assessment | None = None, directory: Directory | None = None
) -> Projected:
    """Project one case anew on the day, in the caller's transaction."""
    if assessment is None or assessment.world.day != day:
        assessment = assess(procedure_of(case), load(case), day)
    team = team_on(TeamMember.objects.filter(case=case), day)
    projected = project(case, assessment, directory or Directory.load(), team)
    write(projected)
    return projected


def refresh_due(day: date) -> int:
    """Project anew the cases whose answers change by that day without any event; how many (trap 11)."""
    due = CaseSummary.objects.filter(next_change__lte=day).order_by("case_id").values_list("case_id", flat=True)
    count = 0
    for batch in _batches(list(due)):
        with transaction.atomic():
            cases = _locked(batch)
            for projected in _projected(cases, day):
                write(projected)
        count += len(batch)
    return count


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    iterator = iter(ids)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def _locked(case_ids: list[int]) -> dict[int, Case]:
    """The cases, held until the transaction ends, so that nobody's event is projected over by an older history."""
    return {case.pk: case for case in Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk")}


def _projected(cases: dict[int, Case], day: date) -> Iterator[Projected]:
    """What each of the cases projects to: three queries for all of them."""
    directory = Directory.load()
    case_ids = list(cases)
    teams: dict[int, list[TeamMember]] = {case_id: [] for case_id in case_ids}
    for member in TeamMember.objects.filter(case_id__in=case_ids):
        teams[member.case_id].append(member)
    followed = procedure()
    for case_id, history in load_many(case_ids, followed).items():
        assessment = assess(followed, history, day)
        yield project(cases[case_id], assessment, directory, team_on(teams[case_id], day))


def rebuild(day: date) -> int:
    """Throw the projections away and make them from the ledger; how many cases. One transaction per batch."""
    count = 0
    for batch in _batches(_all_cases()):
        with transaction.atomic():
            made = list(_projected(_locked(batch), day))
            OpenTask.objects.filter(case_id__in=batch).delete()
            CaseSeat.objects.filter(case_id__in=batch).delete()
            DocketItem.objects.filter(case_id__in=batch).delete()
            CaseSummary.objects.filter(case_id__in=batch).delete()
            CaseSummary.objects.bulk_create([p.summary for p in made])
            OpenTask.objects.bulk_create([task for p in made for task in p.tasks], batch_size=500)
            CaseSeat.objects.bulk_create([seat for p in made for seat in p.seats], batch_size=500)
            DocketItem.objects.bulk_create([item for p in made for item in p.docket], batch_size=500)
            _rebuild_more(batch, made)
        count += len(batch)
    return count


def _rebuild_more(batch: list[int], made: list[Projected]) -> None:
    for number, further in enumerate(_further):
        rows = further.model._default_manager
        rows.filter(case_id__in=batch).delete()
        rows.bulk_create([row for projected in made for row in projected.more[number]], batch_size=500)


def _all_cases() -> list[int]:
    return list(Case.objects.order_by("pk").values_list("pk", flat=True))


def differences(day: date) -> list[str]:
    """The sagsnumre of cases whose live rows are not what the ledger says on that day; empty when all are equal."""
    unequal = []
    for batch in _batches(_all_cases()):
        with transaction.atomic():
            cases = _locked(batch)
            live = _live(batch)
            for projected in _projected(cases, day):
                case_id = projected.summary.case_id
                if live.get(case_id) != _facts_of(projected):
                    unequal.append(cases[case_id].number)
    return unequal


def _live(case_ids: list[int]) -> dict[int, Any]:
    tasks: dict[int, list[OpenTask]] = {case_id: [] for case_id in case_ids}
    for task in OpenTask.objects.filter(case_id__in=case_ids):
        tasks[task.case_id].append(task)
    seats: dict[int, list[CaseSeat]] = {case_id: [] for case_id in case_ids}
    for seat in CaseSeat.objects.filter(case_id__in=case_ids):
        seats[seat.case_id].append(seat)
    docket: dict[int, list[DocketItem]] = {case_id: [] for case_id in case_ids}
    for item in DocketItem.objects.filter(case_id__in=case_ids):
        docket[item.case_id].append(item)
    more = _live_more(case_ids)
    return {
        pk: _facts_of(Projected(row, tasks[pk], seats[pk], docket[pk], more[pk]))
        for row in CaseSummary.objects.filter(case_id__in=case_ids)
        for pk in (row.case_id,)
    }


def _live_more(case_ids: list[int]) -> dict[int, list[list[models.Model]]]:
    more: dict[int, list[list[models.Model]]] = {case_id: [[] for _ in _further] for case_id in case_ids}
    for number, further in enumerate(_further):
        found: Iterable[Any] = further.model._default_manager.filter(case_id__in=case_ids)
        for row in found:
            more[row.case_id][number].append(row)
    return more


def _facts_of(projected: Projected) -> Any:
    """What two projections of one case must agree on; the day of the assessment itself is left out."""
    left_out = {"assessed_on", "next_change"}
    fields = [f.attname for f in CaseSummary._meta.concrete_fields if f.name not in left_out]
    return (
        tuple(getattr(projected.summary, name) for name in fields),
        sorted(_values(task) for task in projected.tasks),
        sorted((seat.unit_id, seat.seat) for seat in projected.seats),
        sorted(_values(item) for item in projected.docket),
        [sorted(_values(row) for row in rows) for rows in projected.more],
    )


def _values(row: models.Model) -> str:
    """All that the row says, without its own id and with moments as UTC."""
    values = [getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"]
    return repr([each.astimezone(UTC) if isinstance(each, datetime) else each for each in values])
