"""Every answer is judged here: a fault of ours, something that is another family's, a page that runs what was typed."""

from __future__ import annotations

import sys
import traceback
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.core.signals import got_request_exception
from django.test import Client

from tests.fuzz.ground import Ground

KEY = "k" * 32  # the CSRF key of every session here
SCRIPT = "<script>alert(7)</script>"
_SHOWN = 300


@dataclass
class Tally:
    """What was sent and what came of it."""

    statuses: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    undeclared: list[str] = field(default_factory=list)

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return sum(self.statuses.values())

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.faults or self.leaks or self.undeclared)


class Sender:
    """Sends as somebody, and judges what comes back."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.tally = Tally()
        self._clients: dict[str, Client] = {}
        self._raised = ""
        got_request_exception.connect(self._noted)

    def _noted(self, **_: object) -> None:
        """Where the house broke, for whoever mends it."""
        _, raised, trace = sys.exc_info()
        where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-3:]]
        self._raised = f"{type(raised).__name__}: {raised} ({' '.join(where)})"[:_SHOWN]

    def client(self, who: str) -> Client:
        """The browser of somebody; of nobody one that has not logged in."""
        if who not in self._clients:
            client = Client(enforce_csrf_checks=True, raise_request_exception=False, SERVER_NAME="localhost")
            if who:
                client.force_login(self.ground.users[who])
            client.cookies[settings.CSRF_COOKIE_NAME] = KEY
            self._clients[who] = client
        return self._clients[who]

    def forget(self, who: str) -> None:
        """The next request of that person begins with a session of its own."""
        self._clients.pop(who, None)

    def judge(self, who: str, what: str, sent: str, status: int, told: str) -> None:
        """Count an answer, and keep what is wrong with it. `what`: method and address."""
        self.tally.statuses[status] += 1
        self.tally.kinds[what.partition(" ")[0]] += 1
        line = f"{who or 'ingen'}: {what[:_SHOWN]} ← {sent[:_SHOWN]!r}"
        if status >= 500:
            self.tally.faults.append(f"{status} {line} {self._raised}")
        if SCRIPT in told:
            self.tally.leaks.append(f"kan køres {line}")
        foreign = self.ground.foreign(who, told, what + sent)
        if foreign:  # what was his before the request was his when it was answered
            before = self.ground
            before.changed()
            foreign = before.foreign(who, told, what + sent)
        if foreign:
            self.tally.leaks.append(f"{status} {' '.join(foreign[:5])} {line}")
        if status in (201, 302):
            self.ground.changed()
