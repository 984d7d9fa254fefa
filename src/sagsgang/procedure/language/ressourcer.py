"""What a half costs in one period of an offer: whose it is, how much, and by which facts it moves (X6, P3F.10)."""

from __future__ import annotations

from dataclasses import dataclass

from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.parameters import Parameter
from sagsgang.procedure.language.sources import Citation
from sagsgang.procedure.language.terms import Side, Subject


@dataclass(frozen=True, slots=True, eq=False)
class Ressource:
    """An amount that one half has for each period of an offer.

    `when`: for which offers. `decided` are the two halves' answers by which it is settled, `granted` and `refused` what
    they must say. Later periods come from an occurrence of `renewal` in which `renewed` holds. `told_first` and
    `told_later` record the amount: in the offer for its first period, in the period for a later one; the same goes for
    the facts that say when it was registered. `told` and `source` say in Danish what telling it is called and where the
    amount is written.
    """

    key: str
    title: str
    side: Side
    offer: Subject
    period: Subject
    when: Condition
    amount: Parameter
    decided: tuple[Fact, ...]
    granted: Condition
    refused: Condition
    renewal: Subject
    renewed: Condition
    start: Fact
    months: Fact
    told_first: Fact
    told_later: Fact
    registered_first: Fact | None = None
    registered_later: Fact | None = None
    told: str = "udmeldt"
    citations: tuple[Citation, ...] = ()
