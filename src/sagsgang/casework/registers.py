"""The port by which a register looks at a step's answers before they are taken; the workplace that keeps it fills it.

A step that its declaration gives a workplace (`Step.work`) is made on that page, on its own form or by a program: what
the register says against an answer is said in all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sagsgang.casework.models import Case
    from sagsgang.procedure.engine import Occurrence, World
    from sagsgang.procedure.language import Step


class Register(Protocol):
    """Says what stands against the answers, as the case stood on the world's day."""

    def __call__(self, case: Case, world: World, place: Occurrence, answers: Mapping[str, Any]) -> Mapping[str, str]:
        """Return a Danish sentence for each field that cannot be answered so; empty when nothing is against it."""


_registers: dict[str, Register] = {}


def use(work: str, register: Register) -> None:
    """Ask this register of the step that the declaration calls so; called once, when the house starts."""
    _registers[work] = register


def against(case: Case, step: Step, world: World, place: Occurrence, answers: Mapping[str, Any]) -> Mapping[str, str]:
    """What the step's register says against the answers; empty where the step has none."""
    register = _registers.get(step.work)
    return register(case, world, place, answers) if register is not None else {}
