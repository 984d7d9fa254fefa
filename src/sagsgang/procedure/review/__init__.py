"""Self-checks of a procedure: cited, dated, reachable, no gaps, no dead ends. Every check is one function."""

from __future__ import annotations

from datetime import date
from typing import Final

from sagsgang.procedure.language import Procedure
from sagsgang.procedure.review import citing, covering, dating, posting, reaching, scoping, shaping, staffing
from sagsgang.procedure.review.covering import coverage
from sagsgang.procedure.review.remarks import Remark, Severity

__all__ = ["CHECKS", "Remark", "Severity", "coverage", "report", "review"]

CHECKS: Final = (
    citing.uncited,
    citing.expired,
    citing.undeclared,
    citing.unsure,
    covering.uncovered,
    covering.misplaced,
    posting.senders,
    posting.guidance,
    posting.wordings,
    posting.filled,
    dating.versions,
    dating.keys,
    dating.aliases,
    scoping.written,
    scoping.read,
    scoping.deadlines,
    shaping.sentences,
    shaping.references,
    shaping.answers,
    shaping.workplaces,
    shaping.steps,
    shaping.wordless,
    staffing.takers,
    staffing.idle,
    reaching.unreachable,
    reaching.never_no,
    reaching.endless,
    reaching.nowhere,
    reaching.unopened,
)


def review(procedure: Procedure, day: date) -> list[Remark]:
    """All remarks on the procedure, errors first; what depends on an edition is checked in that of the day.

    Where a reference leads nowhere the checks that would follow it are left out until it is set right.
    """
    broken = list(shaping.references(procedure, day))
    checks = [check for check in CHECKS if not (broken and check in (shaping.wordless, reaching.unreachable))]
    found = dict.fromkeys(remark for check in checks for remark in check(procedure, day))
    order = list(Severity)
    return sorted(found, key=lambda remark: (order.index(remark.severity), remark.id, remark.about))


def report(procedure: Procedure, day: date) -> str:
    """The review as text: what there is, the remarks, and the table of requirements with what meets them."""
    remarks = review(procedure, day)
    lines = [
        f"{procedure.title}, udgave {procedure.edition}, som den gælder {day:%d.%m.%Y}",
        f"{len(procedure.at(day).steps)} trin · {len(procedure.at(day).rules)} regler · "
        f"{len(procedure.facts)} oplysninger · {len(procedure.roles)} roller",
    ]
    for severity in Severity:
        told = [remark for remark in remarks if remark.severity is severity]
        lines += ["", f"{severity.value.capitalize()}: {len(told)}", *(f"  {remark}" for remark in told)]
    return "\n".join([*lines, "", "Krav og hvad der opfylder dem", covering.coverage_table(procedure), ""])
