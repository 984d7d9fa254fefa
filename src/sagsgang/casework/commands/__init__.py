"""The use cases of casework: each one keyword-only function, one transaction, one door for web, API and jobs."""

from sagsgang.casework.commands.amend import annul, correct, depart
from sagsgang.casework.commands.notes import add_note
from sagsgang.casework.commands.parties import add_party, end_party
from sagsgang.casework.commands.take import Result, open_case, take
from sagsgang.casework.commands.team import appoint, release, release_everywhere

__all__ = [
    "Result", "add_note", "add_party", "annul", "appoint", "correct", "depart", "end_party", "open_case", "release",
    "release_everywhere", "take",
]  # fmt: skip
