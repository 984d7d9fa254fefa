"""Log lines that tell what happened and never to whom."""

import logging
import re

_CPR = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)")
_DETAIL = re.compile(r"^DETAIL:.*$", re.MULTILINE)


class DiscreetFormatter(logging.Formatter):
    """A plain format that blots out anything shaped like a CPR number, and the row a database error quotes."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line (traceback included) without personal numbers."""
        return discreet(super().format(record))


def discreet(text: str) -> str:
    """Return the text with CPR numbers and quoted database rows blotted out."""
    return _CPR.sub("[cpr]", _DETAIL.sub("DETAIL: [udeladt]", text))
