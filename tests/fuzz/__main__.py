"""The long run: `python -m tests.fuzz 20000` builds a town in a throw-away database, and tells what it sent and found.

The requests are shared evenly between the API and the screens. Ends with 1 when anything was found.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Build, send, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("requests", type=int, nargs="?", default=20_000)
    parser.add_argument("--start", type=int, default=0, help="another seed asks otherwise")
    parser.add_argument("--only", choices=("api", "skaerme"), default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'by.sqlite3'}",
            "SAGSGANG_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        return _run(asked.requests, asked.start, asked.only)


def _run(requests: int, start: int, only: str) -> int:
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.core.management import call_command

    from sagsgang.casework.scope import house
    from sagsgang.people.models import User
    from tests.fuzz import pages, programs
    from tests.fuzz.ground import mark
    from tests.fuzz.sending import Sender

    with house("fuzz"):
        call_command("migrate", verbosity=0)
        call_command("demo", verbosity=0)
    sender = Sender(mark(User.objects.filter(is_active=True).order_by("pk")))
    begun = time.monotonic()
    if only != "skaerme":
        programs.ask(sender, **programs.shares(requests // (1 if only else 2)), start=start)
    if only != "api":
        pages.Walker(sender).walk(requests - sender.tally.requests, start)
    return _told(sender, time.monotonic() - begun)


def _told(sender: object, seconds: float) -> int:
    from tests.fuzz.sending import Sender

    assert isinstance(sender, Sender)
    tally = sender.tally
    say = sys.stdout.write
    say(f"{tally.requests} forespørgsler som {len(sender.ground.names)} ({seconds:.0f} s)\n")
    for name, counted in (("metode", tally.kinds), ("svar", tally.statuses)):
        say(f"{name}: " + ", ".join(f"{key} {many}" for key, many in sorted(counted.items())) + "\n")
    for name, found in (("fejl", tally.faults), ("læk", tally.leaks), ("ikke beskrevet", tally.undeclared)):
        say(f"{name}: {len(found)}\n" + "".join(f"  {line}\n" for line in found[:40]))
    return 0 if tally.clean else 1


if __name__ == "__main__":
    sys.exit(main())
