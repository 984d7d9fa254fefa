"""The use cases of casework: each one keyword-only function, one transaction, one door for web, API and jobs."""

from sagsgang.casework.commands.amend import annul, correct, depart
from sagsgang.casework.commands.keeping_out import disqualify, lift_disqualification, lock_case, unlock_case
from sagsgang.casework.commands.letting_in import (
    break_glass,
    end_grant,
    invite_guest,
    invite_to_item,
    let_into_locked,
    may_break_glass,
)
from sagsgang.casework.commands.notes import add_note
from sagsgang.casework.commands.parties import add_party, end_party
from sagsgang.casework.commands.take import Result, misread, misread_entry, open_case, take
from sagsgang.casework.commands.team import appoint, release, release_everywhere

__all__ = [
    "Result", "add_note", "add_party", "annul", "appoint", "break_glass", "correct", "depart", "disqualify",
    "end_grant", "end_party", "invite_guest", "invite_to_item", "let_into_locked", "lift_disqualification", "lock_case",
    "may_break_glass", "misread", "misread_entry", "open_case", "release", "release_everywhere", "take", "unlock_case",
]  # fmt: skip
