"""The small forms by which somebody takes a dispatch further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sagsgang.outbox.commands import NEEDS_A_PERSON
from sagsgang.outbox.models import LONGEST_REFERENCE, Dispatch
from sagsgang.web.forms.fields import Field, Form, Widget, first

STATE, REFERENCE, WHY = "tilstand", "reference", "why"
_State = Dispatch.State
Typed = Mapping[str, Sequence[str]]


def act_forms(row: Dispatch, typed: Typed | None = None) -> dict[str, Form]:
    """Return the forms that fit where the dispatch is, by their acts, in the order they are shown."""
    said = typed or {}
    hidden = ((STATE, row.state),)
    forms: dict[str, Form] = {}
    if row.state in NEEDS_A_PERSON:
        forms["bekraeft"] = Form(_reference(row, said), hidden=hidden)
        if row.state != _State.I_HAANDEN:
            forms["send-igen"] = Form((), hidden=hidden)
    if row.state in (*NEEDS_A_PERSON, _State.VENTER):
        why = Field(WHY, "Hvorfor skal den ikke sendes?", Widget.TEXT, value=first(said, WHY), rows=2)
        forms["opgiv"] = Form((why,), hidden=hidden)
    return forms


def _reference(row: Dispatch, said: Typed) -> tuple[Field, ...]:
    if row.needs_number:
        label = f"Hvilket nummer har den fået i {row.get_port_display()}?"
        return (Field(REFERENCE, label, value=first(said, REFERENCE), most=LONGEST_REFERENCE),)
    hint = "Fx et forsendelsesnummer, hvis der er et."
    return (Field(REFERENCE, "Nummer", hint=hint, required=False, value=first(said, REFERENCE)),)
