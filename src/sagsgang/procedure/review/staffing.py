"""Can somebody take every step, and has every role something to do?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.procedure.language import Kind, Procedure, RoleBy, Step
from sagsgang.procedure.review.remarks import Remark, error, warning
from sagsgang.procedure.review.walking import step_name


def takers(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Every step has somebody who can log in and record it, in roles that are declared."""
    for step in procedure.steps:
        if step.milestone:
            continue
        hands = (*step.roles(), *step.recorded_by)
        for role in step.roles():
            if not role.logs_in and not any(each.logs_in for each in step.recorded_by):
                yield error(
                    "ingen-kan-indfoere",
                    step_name(step),
                    f"Rollen {role.title} logger ikke ind, og ingen indfører for den.",
                    "Angiv recorded_by.",
                )
        for role in (*hands, *step.together_with):
            if role not in procedure.roles:
                yield error("rolle-ukendt", step_name(step), f"Rollen {role.key} er ikke erklæret.", "Tilføj rollen.")
        yield from _dependent(step)


def _dependent(step: Step) -> Iterator[Remark]:
    responsible = step.responsible
    if not isinstance(responsible, RoleBy):
        return
    known = {option.value for option in responsible.fact.options}
    if responsible.fact.kind in (Kind.CHOICE, Kind.YES_NO):
        for value, _role in responsible.cases:
            if value not in known:
                yield error("svar-ukendt", step_name(step), f"Rollen afhænger af svaret {value}.", "Ret svaret.")


def idle(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Roles that nothing mentions."""
    used = {role for step in procedure.steps for role in (*step.roles(), *step.together_with, *step.recorded_by)}
    used |= {role for rule in procedure.rules for role in rule.departure}
    used |= {role for board in procedure.boards for role in (board.convened_by, *board.members)}
    for role in procedure.roles:
        if role not in used:
            yield warning(
                "rolle-uden-opgaver", f"rolle {role.key}", "Rollen har intet at gøre.", "Brug eller slet den."
            )
