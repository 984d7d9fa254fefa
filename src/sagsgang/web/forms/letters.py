"""The form of a letter's draft: one field for each block that the viewer writes."""

from __future__ import annotations

from sagsgang.letters.commands import NOTIFIER_ADDRESS, NOTIFIER_NAME
from sagsgang.letters.content import named, open_in, suggestion
from sagsgang.letters.desk import Desk, editable_by
from sagsgang.letters.receivers import typed_notifier
from sagsgang.web.forms.builder import line_field, text_field
from sagsgang.web.forms.fields import Field, Form, Typed
from sagsgang.web.forms.tail import USER

LETTER_VERSION = "brevets_version"
_TODO = "Skriv det, der står i de skarpe parenteser, og slet parenteserne."


def draft_form(desk: Desk, typed: Typed, *, user: int) -> Form:
    """Return the form with what is saved, what was typed, or for what nobody has saved what the case suggests."""
    fields: list[Field] = []
    for piece in desk.pieces:
        block = piece.block
        if block.locked or not editable_by(desk.relation, block):
            continue
        text = piece.text if piece.written else suggestion(block, desk.filler, desk.letter.wording_on)
        hint = _TODO if open_in(text) else ""
        if not piece.written:
            hint = f"Forslag fra sagen. Gem for at bruge det. {hint}".strip()
        start = typed if block.key in typed else {block.key: [text]}
        rows = min(14, max(3, len(text) // 85 + text.count("\n") + 1))
        fields.append(text_field(block.key, named(block), start, hint=hint, required=not block.optional, rows=rows))
    if typed_notifier(desk.content, desk.filler):
        letter = desk.letter
        told = {NOTIFIER_NAME: [letter.notifier_name], NOTIFIER_ADDRESS: [letter.notifier_address], **typed}
        fields += [
            line_field(NOTIFIER_NAME, "Hvem har underrettet?", told, width="bred"),
            line_field(NOTIFIER_ADDRESS, "Hvor skal brevet sendes hen?", told, width="bred"),
        ]
    return Form(tuple(fields), hidden=((LETTER_VERSION, str(desk.letter.version)), (USER, str(user))))
