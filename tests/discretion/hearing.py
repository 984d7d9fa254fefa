"""Hears everything that is logged."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LOGGERS = ("", "django", "django.request", "sagsgang")


class Heard(logging.Handler):
    """Keeps every log record, whatever its logger and level."""

    def __init__(self) -> None:
        super().__init__(level=0)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def listening(level: int | None = None) -> Iterator[Heard]:
    """Hear what is logged meanwhile; `level`: also what the house's settings keep quiet about."""
    heard, root = Heard(), logging.getLogger()
    before = {name: logging.getLogger(name).level for name in LOGGERS}
    for name in LOGGERS if level is not None else ():
        logging.getLogger(name).setLevel(level or 0)
    root.addHandler(heard)
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        for name, old in before.items():
            logging.getLogger(name).setLevel(old)
