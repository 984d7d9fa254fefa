"""What is open, why not, what is due and why that day: pure functions of procedure, history and day."""

from sagsgang.procedure.engine.history import Event, EventKind, effective
from sagsgang.procedure.engine.judging import (
    Assessment,
    Barrier,
    Breach,
    Standing,
    State,
    Warning_,
    assess,
    breaches,
    owner_of,
    what_if,
)
from sagsgang.procedure.engine.world import ROOT, Occurrence, World, fold

__all__ = [
    "ROOT", "Assessment", "Barrier", "Breach", "Event", "EventKind", "Occurrence", "Standing", "State", "Warning_",
    "World", "assess", "breaches", "effective", "fold", "owner_of", "what_if",
]  # fmt: skip
