"""`python -m sagsgang.procedure.review [YYYY-MM-DD]`: prints the report; fails when there are errors."""

from __future__ import annotations

import sys
from datetime import date

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.review import Severity, report, review


def main(arguments: list[str]) -> int:
    """Review the edition of the day that is asked for, by default the newest; 1 when there are errors."""
    day = date.fromisoformat(arguments[0]) if arguments else PROCEDURE.seams[-1]
    sys.stdout.write(report(PROCEDURE, day))
    return int(any(remark.severity is Severity.ERROR for remark in review(PROCEDURE, day)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
