"""The part that every step's form ends with: when it happened, on whose behalf it is recorded, why it departs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sagsgang.casework.ledger import HOW, RecordedFor
from sagsgang.procedure.language import Role
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import in_digits
from sagsgang.web.forms.builder import line_field, text_field
from sagsgang.web.forms.fields import Field, ShownWhen, Typed, Widget, choices_of, choose_one, first

ON, BACKDATING, DEPARTURE = "on", "backdating_reason", "departure_reason"
FOR_ROLE, FOR_HOW, FOR_NAME = "for_role", "how", "for_name"
VERSION, USER = "based_on", "udfyldt_af"


def day_fields(typed: Typed, today: date, label: str = "Hvornår skete det?") -> tuple[Field, ...]:
    """Return the day it happened and, where a script can fold it away, why it is recorded late."""
    on = Field(
        ON, label, hint="Dagen i dag står der i forvejen.", value=first(typed, ON, in_digits(today)), width="dato"
    )
    reason = text_field(
        BACKDATING,
        "Hvorfor indføres det først nu?",
        typed,
        hint="Skrives kun, når datoen ligger tilbage i tiden.",
        required=False,
        rows=2,
    )
    return (on, replace(reason, shown_when=ShownWhen(ON, (in_digits(today),), unless=True)))


def for_fields(typed: Typed, roles: Iterable[Role], *, required: bool) -> tuple[Field, ...]:
    """Return the fields for recording on behalf of somebody else (G2); empty when there is nobody to record for."""
    options = [(role.key, capital(role.title), "") for role in roles]
    if not options:
        return ()
    chosen = first(typed, FOR_ROLE, options[0][0] if len(options) == 1 and required else "")
    if not required:
        options = [("", "Nej, det er mit eget", ""), *options]
    asks = "Indføres for" if required else "Er det sket for en anden, og du indfører det?"
    role = choose_one(FOR_ROLE, asks, options, chosen, required=required)
    name = line_field(FOR_NAME, "Navn på den, det indføres for", typed, required=required, width="bred")
    chosen_how = first(typed, FOR_HOW)
    hows = [(key, f"Efter {words}", "") for key, words in HOW.items()]
    how = Field(
        FOR_HOW,
        "Hvor ved du det fra?",
        Widget.RADIOS,
        required=required,
        value=chosen_how,
        choices=choices_of(FOR_HOW, hows, (chosen_how,)),
    )
    return (role, name, how)


def departure_field(typed: Typed) -> Field:
    """Return the field for the reason why the guidance's expectation is departed from (bør)."""
    return text_field(
        DEPARTURE,
        "Hvorfor gøres det alligevel?",
        typed,
        hint="Vejledningen forventer det, der står ovenfor. Begrundelsen gemmes i sagen.",
        rows=3,
    )


def recorded_for(typed: Typed) -> RecordedFor | None:
    """Return on whose behalf it is recorded, or None when it is the user's own."""
    role = first(typed, FOR_ROLE).strip()
    if not role:
        return None
    return RecordedFor(role=role, how=first(typed, FOR_HOW), name=first(typed, FOR_NAME).strip())
