"""How a consent stands: each person's answer, how long it lasts, who withdrew it – worked out from the events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sagsgang.procedure.engine.history import Event
from sagsgang.procedure.language import Consent, ConsentState, Reply, Step
from sagsgang.procedure.language.replies import NO, PENDING, YES, together
from sagsgang.procedure.workdays import shift_months

if TYPE_CHECKING:
    from sagsgang.procedure.engine.occurrences import Occurrence
    from sagsgang.procedure.engine.world import World

_STATES = {YES: ConsentState.GIVEN, NO: ConsentState.REFUSED}


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who took the consent back, on which day, by which event; `by` is the id of a person, or "" where none is told."""

    by: str
    on: date
    event: int


@dataclass(frozen=True, slots=True)
class Consented:
    """The latest round of answers to a consent. `replies` is empty where the answer was recorded as a whole.

    While somebody has not answered a new round and nobody has said no, `before` stands: the round it would renew.
    `withdrawn_on` is the day of the last withdrawal, also when it has been asked for again since.
    """

    consent: Consent
    answer: str | None
    on: date
    event: int
    replies: tuple[Reply, ...] = ()
    agreed: date | None = None
    before: Consented | None = None
    withdrawn: Withdrawal | None = None
    withdrawn_on: date | None = None

    @property
    def own_until(self) -> date | None:
        """The first day on which this round no longer stands: as agreed, else its life after the oldest yes."""
        if self.agreed is not None:
            return self.agreed
        days = [reply.on for reply in self.deciding if reply.answer == YES and reply.on is not None]
        first, life = min(days, default=self.on), self.consent.life
        months = life.at(first) if life is not None else None
        return shift_months(first, months) if months is not None else None

    @property
    def deciding(self) -> tuple[Reply, ...]:
        """The answers that decide; what a young person says may be heard and recorded only."""
        return tuple(reply for reply in self.replies if self.consent.decides(reply.kind))

    @property
    def pending(self) -> tuple[Reply, ...]:
        """Those of whom an answer is awaited and needed."""
        return tuple(reply for reply in self.deciding if reply.answer == PENDING)

    @property
    def standing(self) -> Consented:
        """The round that counts: this one, or the one that it would renew as long as not all have answered."""
        return self.before if self.before is not None else self

    @property
    def until(self) -> date | None:
        """The first day on which the consent no longer stands; None without a yes, or where no end is set."""
        counts = self.standing
        return counts.own_until if counts.answer == YES else None

    def state(self, day: date) -> ConsentState:
        """How the consent stands on the day."""
        if self.withdrawn is not None:
            return ConsentState.WITHDRAWN
        counts = self.standing
        if counts.answer is None:
            return ConsentState.MISSING
        if counts.answer == YES and counts.until is not None and day >= counts.until:
            return ConsentState.EXPIRED
        return _STATES.get(counts.answer, ConsentState.CONFLICT)

    def givers(self) -> tuple[str, ...]:
        """The ids of those whose yes stands, each of whom can take it back."""
        rounds = (self, self.before) if self.before is not None else (self,)
        said = (reply.giver for each in rounds for reply in each.replies if reply.answer == YES)
        return tuple(dict.fromkeys(said)) if self.withdrawn is None else ()


def asked(step: Step, event: Event, before: Consented | None) -> Consented | None:
    """The round that the event of a step that `gives` a consent began; None when it says nothing of the consent."""
    assert step.gives is not None
    replies, last = _replies(step, event), before.withdrawn_on if before is not None else None
    if replies is None:
        whole = event.facts.get(step.answer.key) if step.answer is not None else YES
        return Consented(step.gives, str(whole), event.on, event.number, withdrawn_on=last) if whole else None
    deciding = [reply for reply in replies if step.gives.decides(reply.kind)]
    answer = together(deciding)
    agreed = event.facts.get(step.lasts.key) if step.lasts is not None else None
    renews = answer is None and not any(reply.answer == NO for reply in deciding)
    kept = before.standing if renews and before is not None and _stood(before, event.on) else None
    return Consented(step.gives, answer, event.on, event.number, replies, agreed, kept, withdrawn_on=last)


def _replies(step: Step, event: Event) -> tuple[Reply, ...] | None:
    fact = step.replies
    found = event.facts.get(fact.key) if fact is not None else None
    return tuple(found) if found is not None else None


def _stood(before: Consented, day: date) -> bool:
    """Whether there is something that a new round renews: a consent that stands or has run out."""
    return before.state(day) in (ConsentState.GIVEN, ConsentState.EXPIRED)


def withdrawn(step: Step, event: Event, before: Consented | None) -> Consented:
    """The consent as it stands once it was withdrawn; without a round before, nothing but that is known of it."""
    assert step.withdraws is not None
    by = event.facts.get(step.withdrawn_by.key) if step.withdrawn_by is not None else ""
    taken_back = Withdrawal(str(by or ""), event.on, event.number)
    if before is None:
        return Consented(step.withdraws, None, event.on, event.number, withdrawn=taken_back, withdrawn_on=event.on)
    return replace(before, withdrawn=taken_back, withdrawn_on=event.on)


def wakes(occurrence: Occurrence) -> Iterator[date]:
    """The days on which consents of the occurrence run out."""
    for record in occurrence.consents.values():
        if record.withdrawn is None and record.until is not None:
            yield record.until


def record_of(world: World, place: Occurrence, consent: Consent) -> Consented | None:
    """The latest round for the nearest occurrence of the consent's subject; None when nobody was asked."""
    found = world.nearest(place, consent.subject)
    return found.consents.get(consent.key) if found is not None else None
