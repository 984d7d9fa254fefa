"""A board's docket: which occurrences wait for it on which day, and what each of them must have with it."""

from __future__ import annotations

from dataclasses import dataclass

from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.steps import Expectation
from sagsgang.procedure.language.terms import Seat, Subject


@dataclass(frozen=True, slots=True, eq=False)
class Docket:
    """Occurrences of `subject` stand on the docket of the unit in `seat`, on the day that `day` holds.

    `offer`, `occasion`, `months`: what is asked for. `submitted`: the step that hands it in; `grants`: the one whose
    barriers are lacks. `demands`: what else must be there, each with where that is written. `outcome`: what the
    board decided, and moves the day on where it decides nothing; `undecided` holds so long. `other_half`: what the
    half outside the board said. `taken_on`: the reason by which a late one was taken on all the same.
    `told`: the step by which the decision is told; from then on it is not set right, only followed by a new one (X23).
    `postpones`: the step by which one is set for another day, with the outcome `postponed` and the reason `why`;
    `granted`: the outcomes that grant. `beside`: steps outside the board that its page of an item leads to.
    """

    subject: Subject
    seat: Seat
    day: Fact
    offer: Fact
    occasion: Fact
    months: Fact
    submitted: str
    grants: str
    outcome: Fact
    undecided: Condition
    other_half: Fact
    taken_on: Fact
    told: str
    postpones: str
    postponed: str
    why: Fact
    granted: tuple[str, ...]
    beside: tuple[str, ...] = ()
    demands: tuple[Expectation, ...] = ()
