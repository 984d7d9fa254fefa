"""Django's handle on meetings.matching."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

if TYPE_CHECKING:
    from sagsgang.casework.models import Case
    from sagsgang.procedure.engine import Occurrence, World


class MatchingConfig(AppConfig):
    """The register of day-treatment offers, requests for a place, ranked proposals, the choice."""

    name = "sagsgang.meetings.matching"
    label = "matching"
    verbose_name = "Matchningsudvalget"

    def ready(self) -> None:
        """Let the register be asked of every choice of a place."""
        from sagsgang.casework import registers

        registers.use("dagbehandling.vaelg", _register)


def _register(case: Case, world: World, place: Occurrence, answers: Mapping[str, Any]) -> Mapping[str, str]:
    """What the register says against the choice; asked for when a place is chosen."""
    from sagsgang.meetings.matching.choice import against_choice

    return against_choice(case, world, place, answers)
