"""The guidance's swimlane figure for one case: phases across, lanes down, each step a card that tells how it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sagsgang.casework.queries import CasePage
from sagsgang.procedure.engine import Assessment, Standing, State
from sagsgang.procedure.language import Duty, Lane, Phase, Step
from sagsgang.web import addresses
from sagsgang.web.pages.states import LOOKS, POSSIBLE, Look

SHOWN = 3  # a cell shows what is open or barred, and the latest finished steps up to so many cards in all
_MOST_PRESSING = (State.OPEN, State.BARRED, State.DONE, State.NOT_RELEVANT)


@dataclass(frozen=True, slots=True)
class Card:
    """One step in the figure, over all the times it comes up in the case."""

    title: str
    href: str
    look: Look
    owner: str
    due: date | None
    overdue: bool
    count: int
    done_on: date | None
    duty: str

    @property
    def style(self) -> str:
        """The card's style: overdue ones stand out."""
        return f"sg-kort-{self.look.style}{' sg-kort-over' if self.overdue else ''}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One lane in one phase: the cards that say something now, older ones, what is possible, what does not apply."""

    phase: Phase
    cards: tuple[Card, ...]
    older: tuple[Card, ...]
    possible: tuple[Card, ...]
    rest: tuple[Card, ...]

    @property
    def folded(self) -> str:
        """What is folded away, in words: "4 udførte, 1 mulighed, 5 ikke aktuelle"."""
        counts = (
            (len(self.older), "udført", "udførte"),
            (len(self.possible), "mulighed", "muligheder"),
            (len(self.rest), "ikke aktuelt", "ikke aktuelle"),
        )
        return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)

    @property
    def folded_cards(self) -> tuple[Card, ...]:
        """The cards that are folded away, in that order."""
        return (*self.older, *self.possible, *self.rest)


@dataclass(frozen=True, slots=True)
class Row:
    """One lane through all phases."""

    lane: Lane
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One phase as the figure's head; `now`: the case is in it."""

    phase: Phase
    now: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """The whole figure; `throughout` holds what may come up in any phase."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    throughout: Cell | None


def figure(page: CasePage, day: date, now_in: str = "") -> Figure:
    """Return the figure of a case on a day, read from its assessment; nothing more is asked."""
    assessment, number = page.assessment, page.case.number
    declared = assessment.world.procedure.phases
    phases = [phase for phase in declared if not phase.throughout]
    by_place: dict[tuple[str, Lane], list[Card]] = {}
    for step, standings in _by_step(assessment):
        if not page.relation.follows(step):
            continue
        by_place.setdefault((step.phase.key, step.lane), []).append(_card(step, standings, number, day))
    rows = tuple(
        Row(lane, tuple(_cell(phase, by_place.get((phase.key, lane), ())) for phase in phases)) for lane in Lane
    )
    anywhere = next((phase for phase in declared if phase.throughout), None)
    cards = [card for lane in Lane for card in by_place.get((anywhere.key, lane), ())] if anywhere else []
    columns = tuple(Column(phase, phase.key == now_in) for phase in phases)
    return Figure(columns, rows, _cell(anywhere, cards) if anywhere else None)


def _by_step(assessment: Assessment) -> Iterable[tuple[Step, list[Standing]]]:
    """The steps in the order declared, with their standings; those whose subject has not begun have none."""
    found: dict[str, list[Standing]] = {}
    for standing in assessment.standings:
        found.setdefault(standing.step.key, []).append(standing)
    return [(step, found.get(step.key, [])) for step in assessment.edition.steps if not step.entry]


def _cell(phase: Phase, cards: Sequence[Card]) -> Cell:
    def looking(*looks: Look) -> tuple[Card, ...]:
        return tuple(card for card in cards if card.look in looks)

    owed, done = looking(LOOKS[State.OPEN], LOOKS[State.BARRED]), looking(LOOKS[State.DONE])
    latest = sorted(done, key=lambda card: card.done_on or date.min, reverse=True)[: max(0, SHOWN - len(owed))]
    shown = tuple(card for card in cards if card in owed or card in latest)
    older = tuple(card for card in done if card not in latest)
    return Cell(phase, shown, older, looking(POSSIBLE), looking(LOOKS[State.NOT_RELEVANT]))


def _card(step: Step, standings: list[Standing], number: str, day: date) -> Card:
    shown = _shown(standings)
    if shown is None:
        owner = step.roles()[0].title
        return Card(step.title, "", LOOKS[State.NOT_RELEVANT], owner, None, False, 0, None, step.duty.value)
    relevant = [each for each in standings if each.state is not State.NOT_RELEVANT]
    owed = shown.is_task
    look = LOOKS[shown.state]
    if shown.state in (State.OPEN, State.BARRED) and not owed:
        look = POSSIBLE if shown.state is State.OPEN else LOOKS[State.NOT_RELEVANT]
    return Card(
        step.title,
        addresses.step(number, step.key, shown.occurrence.id),
        look,
        shown.owner.title,
        shown.due if owed else None,
        owed and shown.due is not None and shown.due < day,
        len(relevant),
        shown.event.on if shown.event is not None and shown.state is State.DONE else None,
        "" if shown.duty is Duty.MUST else shown.duty.value,
    )


def _shown(standings: list[Standing]) -> Standing | None:
    """The standing that speaks for the step: the most pressing state, its earliest date, else its latest occurrence."""
    for state in _MOST_PRESSING:
        found = [each for each in standings if each.state is state]
        if found and state in (State.OPEN, State.BARRED):
            return min(found, key=lambda each: (not each.is_task, each.due or date.max))
        if found:
            return found[-1]
    return None
