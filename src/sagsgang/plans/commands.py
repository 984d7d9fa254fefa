"""What is done with the plan: a part is written, moved, taken out, brought back (P3F.1).

Every save is a new revision. It says which version it was made from; when somebody has written the same part since, it
is refused with what they wrote. The case is locked meanwhile, so revisions and events stand in one order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.answers import LONGEST_LINE, LONGEST_TEXT, Wrong, clean
from sagsgang.casework.consents import Missing, basis_for
from sagsgang.casework.ledger import load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.plans.models import Part, Plan, Revision
from sagsgang.plans.queries import course_of, declared_in
from sagsgang.plans.refusals import NoBasisForPlan, NotYourPart, PlanClosed, StalePart, UnknownPart
from sagsgang.plans.sight import SIDES, writer_of, writes_goals
from sagsgang.procedure.engine import Assessment, assess
from sagsgang.procedure.language import JointPlan, Role, Side
from sagsgang.procedure.workdays import danish_day

MOST_GOALS, MOST_ACTIVITIES = 30, 30


@dataclass(frozen=True, slots=True)
class Words:
    """What a part says. Which of it is asked for depends on the part (see `Revision`)."""

    title: str = ""
    body: str = ""
    seen: str = ""
    who: str = ""
    rhythm: str = ""
    side: str = ""
    status: str = ""

    @classmethod
    def of(cls, revision: Revision) -> Words:
        """What that version says."""
        return cls(**{name: getattr(revision, name) for name in _NAMES})


_NAMES = ("title", "body", "seen", "who", "rhythm", "side", "status")
_LINES = frozenset({"title", "who", "rhythm"})


@dataclass(frozen=True, slots=True)
class _Open:
    """The case, locked, and what is written into: by whom, in which role, and when."""

    case: Case
    declared: JointPlan
    assessment: Assessment
    plan: Plan
    actor: Viewer
    role: Role
    at: datetime


@transaction.atomic
def write_section(*, case_id: int, key: str, body: str, based_on: int, actor: Viewer, at: datetime) -> Revision:
    """Write a section: SOF's by SOF, BUF's by BUF, a joint one by both.

    :raises NotYourPart: it is the other side's to write, or he only reads
    :raises StalePart: somebody has written it since `based_on`, the number of the version it was made from
    """
    case = lock(case_id)
    section = next((each for each in declared_in(case).sections if each.key == key), None)
    if section is None:
        raise UnknownPart
    opened = _open(case, section.side, actor, at)
    part = Part.objects.filter(plan=opened.plan, kind=Part.Kind.SECTION, key=key).first()
    words = _clean(Words(body=body))
    if not words.body and part is None:
        raise AnswersInvalid({"body": "Skriv afsnittet."})
    part = part or _new_part(opened.plan, Part.Kind.SECTION, key=key)
    return _write(opened, part, words, based_on)


@transaction.atomic
def write_goal(
    *, case_id: int, number: int | None, words: Words, based_on: int, actor: Viewer, at: datetime
) -> Revision:
    """Write a goal; without a number a new one, which goes last, unless the plan has the very same. Raises as
    `write_section`.
    """
    opened = _open(lock(case_id), Side.JOINT, actor, at)
    words = _clean(words)
    _demand(words, title="Skriv målet.", body="Skriv, hvorfor målet er vigtigt.", seen="Skriv, hvad I vil kunne se.")
    _check_side(words)
    same = None if number else _same(opened.plan, Part.Kind.GOAL, words)
    if same is not None:
        return same
    part = _found(opened.plan, Part.Kind.GOAL, number) if number else _added(opened.plan, Part.Kind.GOAL, MOST_GOALS)
    return _write(opened, part, words, based_on if number else 0)


@transaction.atomic
def write_activity(
    *, case_id: int, goal: int, number: int | None, words: Words, based_on: int, actor: Viewer, at: datetime
) -> Revision:
    """Write an activity under a goal; without a number a new one. All as `write_goal`."""
    opened = _open(lock(case_id), Side.JOINT, actor, at)
    words = _clean(words)
    _demand(words, title="Skriv, hvad der skal gøres.", who="Skriv, hvem der gør det.",
            rhythm="Skriv, hvornår eller hvor tit.")  # fmt: skip
    _check_side(words)
    above = _found(opened.plan, Part.Kind.GOAL, goal)
    if number:
        part = _found(opened.plan, Part.Kind.ACTIVITY, number)
        if part.under_id != above.pk:
            raise UnknownPart
    elif (same := _same(opened.plan, Part.Kind.ACTIVITY, words, above)) is not None:
        return same
    else:
        part = _added(opened.plan, Part.Kind.ACTIVITY, MOST_ACTIVITIES, above)
    return _write(opened, part, words, based_on if number else 0)


@transaction.atomic
def move(*, case_id: int, kind: str, number: int, up: bool, actor: Viewer, at: datetime) -> None:
    """Let a goal or an activity change places with its neighbour; at the end of the row nothing happens."""
    opened = _open(lock(case_id), Side.JOINT, actor, at)
    part = _found(opened.plan, kind, number)
    row = _row(opened.plan, kind, part.under)
    here = next((place for place, each in enumerate(row) if each.part_id == part.pk), None)
    if here is None:
        raise UnknownPart
    there = here + (-1 if up else 1)
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for place, each in enumerate(row, start=1):
        if each.position != place:
            _append(opened, each.part, Words.of(each), position=place)


@transaction.atomic
def remove(*, case_id: int, kind: str, number: int, based_on: int, actor: Viewer, at: datetime) -> Revision:
    """Take a goal or an activity out of the plan; it stays in the history and can be brought back."""
    return _set_gone(case_id, kind, number, based_on, actor, at, gone=True)


@transaction.atomic
def bring_back(*, case_id: int, kind: str, number: int, based_on: int, actor: Viewer, at: datetime) -> Revision:
    """Bring back a goal or an activity that was taken out; it goes last."""
    return _set_gone(case_id, kind, number, based_on, actor, at, gone=False)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one goal at a follow-up, and the version of that status it was made from."""

    status: str
    words: str
    based_on: int


@transaction.atomic
def write_statuses(
    *, case_id: int, occurrence: str, said: Mapping[int, Said], actor: Viewer, at: datetime
) -> tuple[Revision, ...]:
    """Write how the goals stand at a follow-up, by their numbers; what he has not changed is left alone (P4F.2).

    :raises StalePart: one of those he changed was changed by somebody else meanwhile; none of them is written
    """
    opened = _open(lock(case_id), Side.JOINT, actor, at)
    if not any(use.statuses and opened.assessment.standing(use.step, occurrence) for use in opened.declared.uses):
        raise UnknownPart
    known, written = {option.value for option in opened.declared.statuses}, []
    for number, each in said.items():
        words = _clean(Words(status=each.status, body=each.words), field=f"maal_{number}_ord")
        if words.status not in known:
            if not words.body and not words.status:
                continue
            raise AnswersInvalid({f"maal_{number}": "Vælg, hvordan det går med målet."})
        goal = _found(opened.plan, Part.Kind.GOAL, number)
        part = Part.objects.filter(under=goal, kind=Part.Kind.STATUS, key=occurrence).first()
        part = part or _new_part(opened.plan, Part.Kind.STATUS, key=occurrence, under=goal)
        base = Revision.objects.filter(part=part, number=each.based_on).first()
        if base is not None and Words.of(base) == words:
            continue
        written.append(_write(opened, part, words, each.based_on))
    return tuple(written)


# --- how --------------------------------------------------------------------------------------------------------------


def _open(case: Case, side: Side, actor: Viewer, at: datetime) -> _Open:
    """What may be written into, for somebody who writes what is that side's; the case has been locked."""
    relation = related(actor, case)
    if writes_goals(relation) is None:
        raise NotYourPart
    role = writer_of(relation, side)
    if role is None:
        raise NotYourPart(f"Afsnittet skrives af {side.value}.")
    day = danish_day(at)
    assessment = assess(procedure_of(case), load(case), day)
    course = course_of(assessment)
    if course is None or course.ended is not None:
        raise PlanClosed
    found = basis_for(case, day=day, sender=role.side, receiver=Side.JOINT, assessment=assessment)
    if isinstance(found, Missing):
        raise NoBasisForPlan(f"Planen læses af begge forvaltninger. {found.sentence}")
    plan, _ = Plan.objects.get_or_create(case=case, course=course.id)
    return _Open(case, declared_in(case), assessment, plan, actor, role, at)


def _clean(words: Words, field: str = "") -> Words:
    """The words as they are stored; one that cannot be stored is refused at its field."""
    kept, wrong = {}, {}
    for name, text in asdict(words).items():
        try:
            kept[name] = clean(" ".join(text.split()), LONGEST_LINE) if name in _LINES else clean(text, LONGEST_TEXT)
        except Wrong as refusal:
            wrong[field or name] = str(refusal)
    if wrong:
        raise AnswersInvalid(wrong)
    return Words(**{name: text.replace("\r\n", "\n") for name, text in kept.items()})


def _demand(words: Words, **sentences: str) -> None:
    missing = {name: sentence for name, sentence in sentences.items() if not getattr(words, name)}
    if missing:
        raise AnswersInvalid(missing)


def _check_side(words: Words) -> None:
    if words.side not in SIDES:
        raise AnswersInvalid({"side": "Vælg, hvis det er."})


def _found(plan: Plan, kind: str, number: int) -> Part:
    part = Part.objects.filter(plan=plan, kind=kind, number=number).select_related("under").first()
    if part is None:
        raise UnknownPart
    return part


def _new_part(plan: Plan, kind: str, *, key: str = "", under: Part | None = None) -> Part:
    highest = Part.objects.filter(plan=plan, kind=kind).aggregate(Max("number"))["number__max"] or 0
    return Part.objects.create(plan=plan, kind=kind, number=highest + 1, key=key, under=under)


def _added(plan: Plan, kind: str, most: int, under: Part | None = None) -> Part:
    if len(_row(plan, kind, under)) >= most:
        raise AnswersInvalid({"title": f"Der kan højst være {most}. Tag noget ud, eller saml det."})
    return _new_part(plan, kind, under=under)


def _same(plan: Plan, kind: str, words: Words, under: Part | None = None) -> Revision | None:
    """The part that says just that already: a form that was sent twice adds nothing."""
    return next((each for each in _row(plan, kind, under) if Words.of(each) == words), None)


def _latest(part: Part) -> Revision | None:
    return Revision.objects.filter(part=part).select_related("author", "part").order_by("-number").first()


def _row(plan: Plan, kind: str, under: Part | None) -> list[Revision]:
    """The parts that stand beside each other now, in their order."""
    newest: dict[int, Revision] = {}
    rows = Revision.objects.filter(part__plan=plan, part__kind=kind, part__under=under)
    for revision in rows.select_related("part").order_by("number"):
        newest[revision.part_id] = revision
    here = [revision for revision in newest.values() if not revision.gone]
    return sorted(here, key=lambda revision: (revision.position, revision.part.number))


def _write(opened: _Open, part: Part, words: Words, based_on: int) -> Revision:
    """Append what was written, unless the part says something else by now than the version it was made from."""
    latest = _latest(part)
    if latest is None:
        return _append(opened, part, words, position=_last_place(opened.plan, part))
    if latest.number != based_on:
        base = Revision.objects.filter(part=part, number=based_on).first()
        if base is None or Words.of(base) != Words.of(latest) or base.gone != latest.gone:
            if Words.of(latest) == words and not latest.gone:
                return latest  # both wrote the same
            raise StalePart(latest, base)
    if Words.of(latest) == words:
        return latest  # nothing was changed
    return _append(opened, part, words, position=latest.position, gone=latest.gone)


def _last_place(plan: Plan, part: Part) -> int:
    if part.kind not in (Part.Kind.GOAL, Part.Kind.ACTIVITY):
        return 0
    return max((each.position for each in _row(plan, part.kind, part.under)), default=0) + 1


def _append(opened: _Open, part: Part, words: Words, *, position: int, gone: bool = False) -> Revision:
    highest = Revision.objects.filter(part=part).aggregate(Max("number"))["number__max"] or 0
    return Revision.objects.create(
        part=part, number=highest + 1, position=position, gone=gone, author_id=opened.actor.user_id,
        author_role=opened.role.key, at=opened.at, after_event=opened.case.version, **asdict(words),
    )  # fmt: skip


def _set_gone(
    case_id: int, kind: str, number: int, based_on: int, actor: Viewer, at: datetime, *, gone: bool
) -> Revision:
    opened = _open(lock(case_id), Side.JOINT, actor, at)
    if kind not in (Part.Kind.GOAL, Part.Kind.ACTIVITY):
        raise UnknownPart
    part = _found(opened.plan, kind, number)
    latest = _latest(part)
    if latest is None:
        raise UnknownPart
    if latest.gone == gone:
        return latest
    if latest.number != based_on:
        base = Revision.objects.filter(part=part, number=based_on).first()
        if base is None or Words.of(base) != Words.of(latest):
            raise StalePart(latest, base)
    place = latest.position if gone else _last_place(opened.plan, part)
    return _append(opened, part, Words.of(latest), position=place, gone=gone)
