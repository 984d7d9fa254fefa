"""Log lines that tell what happened and never to whom."""

from __future__ import annotations

import logging
import re
import time
import traceback
from types import TracebackType

_CPR = re.compile(r"(?<!\d)\d{6}[-‐‑–— ]?\d{4}(?!\d)")
_DETAIL = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)

Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """A plain format: what went wrong and where in the code, but nothing that an exception was told.

    The text of an exception may quote a name, a row or what somebody typed, so it is left out; its kind and the lines
    of code that led to it are enough to find the fault. Anything shaped like a CPR number is blotted out as well.
    The time is UTC and says so; a message is one line, whatever it was made of.
    """

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the finished line (traceback included) without personal data."""
        return discreet(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the standard library's name
        """Return the line without its traceback; a line break in the message cannot begin a line of its own."""
        record.message = discreet(record.message).replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)

    def formatException(self, ei: Fault) -> str:  # noqa: N802 - the standard library's name
        """Return the traceback, and those of the exceptions behind it, without what they say."""
        return told(ei[1]) if ei[1] is not None else ""


def told(fault: BaseException) -> str:
    """Return where an exception came from, innermost cause first: code only, no values."""
    chain: list[BaseException] = []
    each: BaseException | None = fault
    while each is not None and each not in chain:
        chain.append(each)
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\nled to\n".join(_one(each) for each in reversed(chain))


def discreet(text: str) -> str:
    """Return the text with CPR numbers and quoted database rows blotted out."""
    return _CPR.sub("[cpr]", _DETAIL.sub(r"\1: [udeladt]", text))


def _one(fault: BaseException) -> str:
    frames = "".join(traceback.format_list(traceback.extract_tb(fault.__traceback__)))
    kind = type(fault)
    return f"{frames}{kind.__module__}.{kind.__qualname__}"
