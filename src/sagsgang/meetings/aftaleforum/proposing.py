"""Who is proposed for a meeting, what the phase demands of it and who chairs – all read from the procedure's own steps.

A plan that is not saved yet is tried on the history: summoned like this, with these participants from BUF, how would
the step stand by which the meeting is held? What bars it and what it expects are then shown, each with its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sagsgang.casework.queries import CasePage
from sagsgang.meetings.aftaleforum.lists import FAMILY, LISTS, ROLES, relation_word, usual, where
from sagsgang.people.models import Person, Relation, RoleAssignment
from sagsgang.people.queries import relations_of
from sagsgang.procedure.engine import Assessment, Event, EventKind, Standing, State, Warning_, World, what_if
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    DELTAGERE_BUF,
    FIND_DELTAGERE,
    HOLD_MOEDET,
    INDBUDTE,
    INDKALD,
    MOEDE_RAEKKE,
)
from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES, FORVENTNINGER_AFSTEMT
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALEFORUM_MOEDE, FORLOEB
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_AFHOLDT, MOEDE_DATO, MOEDE_FORMAAL
from sagsgang.procedure.language import Role, Sight
from sagsgang.procedure.language.leaves import Is
from sagsgang.procedure.wording import barrier_sentence, citations_text, lacks, warning_sentence

MOST_OF_ONE_ROLE = 4


@dataclass(frozen=True, slots=True)
class Proposed:
    """Somebody who can be chosen: where he stands in the procedure's lists, who he is, and why he is proposed."""

    token: str
    fact: str
    option: str
    label: str
    name: str = ""
    user_id: int | None = None
    person_id: int | None = None
    email: str = ""
    chosen: bool = False
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing the meeting must have (`must`) or is expected to have, that it lacks; and where that is written."""

    sentence: str
    source: str
    must: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """How a plan would stand: who would chair, what it lacks, and what keeps it from being summoned at all."""

    chair: Role
    demands: tuple[Demand, ...]
    barred: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """As much of a plan as the procedure judges: which meeting, when, about what, and who takes part by option."""

    first: bool
    purposes: tuple[str, ...]
    on: date
    invited: tuple[str, ...] = ()
    buf: tuple[str, ...] = ()


def is_first(page: CasePage) -> bool:
    """Whether no meeting has been held in this life of the course (M5)."""
    world = page.assessment.world
    courses = world.by_subject.get(FORLOEB.key, [])
    meetings = courses[-1].below.get(AFTALEFORUM_MOEDE.key, []) if courses else []
    return not any(MOEDE_AFHOLDT.key in each.facts for each in meetings)


def family_may_be_met(page: CasePage) -> bool:
    """Whether talk with the parents is not held back (X8)."""
    return family_may_be_told(page.assessment.world)


def family_may_be_told(world: World) -> bool:
    """Whether neither talk with the parents nor letters to them are held back (X8)."""
    courses = world.by_subject.get(FORLOEB.key, [])
    return bool(courses) and FAMILIEN_MAA_INDDRAGES.answer(world, courses[-1]) is True


def offers_may_be_told(page: CasePage) -> bool:
    """Whether the professionals have recorded that they agree, so that the family may hear of an offer (M8, X22)."""
    courses = page.assessment.world.by_subject.get(FORLOEB.key, [])
    return bool(courses) and FORVENTNINGER_AFSTEMT.answer(page.assessment.world, courses[-1]) is True


def summoning(page: CasePage) -> Standing | None:
    """How the step stands by which a meeting is summoned now; None where no course is under way."""
    found = [each for each in page.assessment.of_step(INDKALD.key) if each.occurrence.ended is None]
    return found[-1] if found else None


def preview(page: CasePage, sketch: Sketch) -> Preview:
    """Return how the plan would stand; nothing is written (M3, M4, M5, O3, O7, O13, P4.3)."""
    after, held = _held(page, sketch)
    opening = summoning(page)
    barred = must_have(page, opening) if opening is not None and opening.state is State.BARRED else ()
    if after is None or held is None:
        return Preview(HOLD_MOEDET.roles()[-1], (), barred)
    must = [each for each in must_have(page, held) if each not in barred]
    return Preview(held.owner, (*must, *expected(after, held)), barred)


def _held(page: CasePage, sketch: Sketch) -> tuple[Assessment | None, Standing | None]:
    """The history as it would be, and the step in it by which the meeting is held."""
    world = page.assessment.world
    courses = [each for each in world.by_subject.get(FORLOEB.key, []) if each.ended is None]
    if not courses:
        return None, None
    number = page.case.version + 1
    meeting = f"{AFTALEFORUM_MOEDE.key}-{number}"
    moment = datetime.combine(world.day, datetime.min.time(), UTC)
    facts = {
        MOEDE_RAEKKE.key: "foerste" if sketch.first else "senere", MOEDE_FORMAAL.key: tuple(sketch.purposes),
        MOEDE_DATO.key: sketch.on, INDBUDTE.key: tuple(sketch.invited),
    }  # fmt: skip
    summoned = Event(number, EventKind.TAKEN, INDKALD.key, courses[-1].id, world.day, moment, facts)
    found = Event(number + 1, EventKind.TAKEN, FIND_DELTAGERE.key, meeting, world.day, moment,
                  {DELTAGERE_BUF.key: tuple(sketch.buf)})  # fmt: skip
    after = what_if(world.procedure, page.history, world.day, summoned, found)
    return after, after.standing(HOLD_MOEDET.key, meeting)


def must_have(page: CasePage, standing: Standing) -> tuple[Demand, ...]:
    """Return what keeps the step closed, each with where it is written."""
    world = page.assessment.world
    return tuple(
        dict.fromkeys(
            Demand(
                barrier_sentence(each, world.procedure, world.day),
                citations_text(each.rule.citations if each.rule else standing.step.citations[:1]),
                True,
            )
            for each in standing.barriers
        )
    )


def expected(found: Assessment, standing: Standing) -> tuple[Demand, ...]:
    """Return what the step expects and is not so, each sentence with its source; not what also keeps it closed."""
    world = found.world
    closing = {lacks(each.finding, world.procedure, world.day) for each in standing.barriers}
    only = [each for each in _unmet(found, standing) if lacks(each.finding, world.procedure, world.day) not in closing]
    told = (warning_sentence(each, world.procedure, world.day) for each in only)
    return tuple(Demand(sentence, "", False) for sentence in dict.fromkeys(told))


def _unmet(found: Assessment, standing: Standing) -> tuple[Warning_, ...]:
    """What the step expects and is not so, also while something else still bars it."""
    return tuple(
        Warning_(finding, expectation)
        for expectation in standing.step.expects
        for finding in expectation.condition.findings(found.world, standing.occurrence)
    )


def called_for(page: CasePage, sketch: Sketch) -> dict[str, str]:
    """The options that the procedure expects at this very meeting, with the source of each."""
    without = Sketch(sketch.first, sketch.purposes, sketch.on, ("sagsbehandler",), ("skoleleder",))
    after, standing = _held(page, without)
    if after is None or standing is None:
        return {}
    lists = {each.key for each in LISTS}
    return {
        str(value): citations_text(each.expectation.citations)
        for each in _unmet(after, standing)
        for leaf in each.expectation.condition.leaves()
        if isinstance(leaf, Is) and leaf.fact.key in lists
        for value in leaf.values
    }


# Who ------------------------------------------------------------------------------------------------------------------


def proposed(page: CasePage, sketch: Sketch) -> tuple[Proposed, ...]:
    """Everybody who can be chosen, those the rules propose chosen beforehand: two queries.

    Who is on the case's team per role, else who holds the role in the unit that has its seat; the child's parents with
    custody, the child and the network; and those who never log in by what they are (O3–O14, P3D.10).
    """
    demanded = called_for(page, sketch)
    staff = _staff(page)
    persons = _persons(page)
    found: list[Proposed] = []
    for fact in LISTS:
        for option in fact.options:
            rule = usual(option.value)
            chosen = rule.usual or option.value in demanded
            why = demanded.get(option.value) or where(rule.source)
            rows = persons if option.value in FAMILY else staff
            named = [each for each in rows if each[0] == option.value]
            if not named and option.value not in FAMILY:
                found.append(
                    Proposed(f"o-{option.value}", fact.key, option.value, option.label, chosen=chosen, why=why,
                             note=rule.note)
                )  # fmt: skip
            for number, (_, label, name, user, person, email, custody) in enumerate(named):
                wanted = chosen and (number == 0 if user else custody)
                token = f"u-{user}-{option.value}" if user else f"p-{person}-{option.value}"
                found.append(
                    Proposed(token, fact.key, option.value, label or option.label, name, user, person, email, wanted,
                             why, rule.note)
                )  # fmt: skip
    return tuple(found)


_Row = tuple[str, str, str, int | None, int | None, str, bool]


def _staff(page: CasePage) -> list[_Row]:
    """Who has each role in the case: those of the team first, then those of the unit in the role's seat."""
    units = {place.id: seat.value for seat, place in page.seats.items()}
    option_of = {role.key: option for option, role in ROLES.items()}
    day = page.assessment.world.day
    held = RoleAssignment.objects.on(day).filter(role__in=option_of, unit__in=units).select_related("user")
    on_team = {(row.role.key, row.name) for row in page.team}
    by_team = {row.role.key for row in page.team if row.role.sight is Sight.TEAM}
    rows = sorted(held, key=lambda each: ((each.role, each.user.name) not in on_team, each.pk))
    found: list[_Row] = []
    for each in rows:
        option = option_of[each.role]
        if units.get(each.unit_id) != ROLES[option].seat.value:
            continue
        if each.role in by_team and (each.role, each.user.name) not in on_team:
            continue  # the case has its own
        if sum(row[0] == option for row in found) < MOST_OF_ONE_ROLE:
            found.append((option, "", each.user.name, each.user_id, None, each.user.email, False))
    return found


def _persons(page: CasePage) -> list[_Row]:
    """The child and those around it; parents with custody are marked."""
    child, day = page.case.child, page.assessment.world.day
    if not family_may_be_met(page):
        return []
    found: list[_Row] = []
    for each in relations_of(child, day):
        option = "foraeldre" if each.kind in Relation.PARENTAL else "netvaerk"
        found.append((option, relation_word(each), each.adult.name, None, each.adult_id, "", each.gives_custody))
    found.append(("barnet", "Barnet", child.name, None, child.pk, "", False))
    return found


def language_of(persons: Iterable[Person]) -> str:
    """The language that somebody of the family needs an interpreter for; "" for none (G5)."""
    return next((each.interpreter_language for each in persons if each.interpreter_language), "")


def siblings(page: CasePage) -> tuple[int, ...]:
    """The ids of the other children of the child's parents; the gate says whether their cases may be seen (G5)."""
    mine = Relation.objects.on(page.assessment.world.day).filter(child=page.case.child_id, kind__in=Relation.PARENTAL)
    others = Relation.objects.on(page.assessment.world.day).filter(
        adult__in=mine.values("adult"), kind__in=Relation.PARENTAL
    )
    return tuple(others.exclude(child=page.case.child_id).values_list("child", flat=True).distinct().order_by("child"))


__all__ = [
    "Demand", "Preview", "Proposed", "Sketch", "called_for", "expected", "family_may_be_met", "family_may_be_told",
    "is_first", "language_of", "must_have", "offers_may_be_told", "preview", "proposed", "siblings", "summoning",
]  # fmt: skip
