"""Which procedure a case follows."""

from __future__ import annotations

from functools import cache

from sagsgang.casework.models import Case
from sagsgang.procedure.language import Procedure

DEFAULT = "faelles_sagsforloeb"


@cache
def procedure(key: str = DEFAULT) -> Procedure:
    """The procedure with this key; raises KeyError when there is none."""
    from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE

    return {PROCEDURE.key: PROCEDURE}[key]


def procedure_of(case: Case) -> Procedure:
    """The procedure the case follows."""
    return procedure(case.procedure)
