"""What may be done with people: one keyword-only function for each act; every no is a Refusal."""

from sagsgang.people.commands.family import (
    Contact,
    FoundChild,
    add_person,
    add_relation,
    end_relation,
    find_or_add_child,
)
from sagsgang.people.commands.granted import Change, hold_exactly
from sagsgang.people.commands.staff import (
    Departure,
    Move,
    appoint_substitute,
    assign_role,
    end_assignment,
    end_substitution,
    let_user_leave,
    move_user,
)

__all__ = [
    "Change",
    "Contact",
    "Departure",
    "FoundChild",
    "Move",
    "add_person",
    "add_relation",
    "appoint_substitute",
    "assign_role",
    "end_assignment",
    "end_relation",
    "end_substitution",
    "find_or_add_child",
    "hold_exactly",
    "let_user_leave",
    "move_user",
]
