"""What is open, why not, what is due and why that day: pure functions of procedure, history and day."""

from sagsgang.procedure.engine.assessment import Assessment, assess, what_if
from sagsgang.procedure.engine.breaches import Breach, breaches
from sagsgang.procedure.engine.consents import Consented, Withdrawal, record_of
from sagsgang.procedure.engine.history import DEPARTED_RULE, Event, EventKind, effective
from sagsgang.procedure.engine.judging import Barrier, Standing, State, Warning_, judge, owner_of
from sagsgang.procedure.engine.occurrences import ROOT, Occurrence, Recorded
from sagsgang.procedure.engine.ressourcer import Stage, Tildeling, tildelinger
from sagsgang.procedure.engine.world import World, fold

__all__ = [
    "DEPARTED_RULE", "ROOT", "Assessment", "Barrier", "Breach", "Consented", "Event", "EventKind", "Occurrence",
    "Recorded", "Stage", "Standing", "State", "Tildeling", "Warning_", "Withdrawal", "World", "assess", "breaches",
    "effective", "fold", "judge", "owner_of", "record_of", "tildelinger", "what_if",
]  # fmt: skip
