"""The forms about documents: laying one up or referring to one, correcting, sharing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.conf import settings

from sagsgang.casework.consents import Basis
from sagsgang.casework.halves import Half
from sagsgang.documents.bases import RECEIVERS, SENDERS, Crossings, bases_on
from sagsgang.documents.commands import Entry, receivers
from sagsgang.documents.content import TAKEN
from sagsgang.documents.kinds import OTHER, kinds_of
from sagsgang.documents.models import Document, Share
from sagsgang.procedure.language import Procedure, Side
from sagsgang.procedure.language.grounds import basis_title
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import in_digits
from sagsgang.web.forms.builder import date_field, line_field, text_field
from sagsgang.web.forms.fields import Field, Form, ShownWhen, Typed, Widget, choices_of, choose_one, first
from sagsgang.web.forms.posted import posted_day
from sagsgang.web.forms.tail import ON, USER

KIND, TITLE, HALF, HOW, FILE = "kind", "title", "half", "how", "file"
SYSTEM, REFERENCE, LAW, REASON = "system", "reference", "law", "reason"
TO, UNIT, CORRECTED = "to", "unit", "corrected"
BY_FILE, BY_NUMBER = "fil", "nummer"
AGAIN = "Vælg filen igen. En browser kan ikke huske den, når noget andet skal rettes."
HOMES = {
    Half.SOF: "SOF: læses af SOF",
    Half.BUF: "BUF: læses af BUF",
    Half.JOINT: "Fælles: læses af begge forvaltninger",
    Half.FAMILY: "Familien: læses af begge forvaltninger",
}
"""Where a document may lie, and who reads it there."""


def entry_form(
    typed: Typed, procedure: Procedure, homes: tuple[Half, ...], *, today: date, user: int, joint: str
) -> Form:
    """Return the form for a new document. `joint`: what the case rests on for laying it where both read it."""
    kinds = [(kind.key, kind.title, "") for kind in kinds_of(procedure)]
    chosen = first(typed, HALF) or (homes[0].value if homes else "")
    half = choose_one(HALF, "Hvor hører dokumentet til?", [(h.value, HOMES[h], "") for h in homes], chosen)
    how = choose_one(
        HOW,
        "Hvordan kommer det med i sagen?",
        [(BY_FILE, "Jeg lægger en fil op", ""), (BY_NUMBER, "Jeg henviser til et nummer i et andet system", "")],
        first(typed, HOW, BY_FILE),
    )
    chosen_kind = first(typed, KIND)
    fields = (
        Field(KIND, "Hvad er det?", Widget.SELECT, value=chosen_kind, choices=choices_of(KIND, kinds, (chosen_kind,))),
        _when(line_field(TITLE, "Hvad er dokumentet?", typed), KIND, OTHER, "det er et andet dokument"),
        how,
        _when(file_field(FILE, "Filen"), HOW, BY_FILE, "du lægger en fil op"),
        _when(_systems(procedure, typed), HOW, BY_NUMBER, "du henviser til et nummer"),
        _when(
            line_field(REFERENCE, "Nummer i systemet", typed, width="dato"), HOW, BY_NUMBER, "du henviser til et nummer"
        ),
        date_field(ON, "Hvilken dato har dokumentet?", typed or {ON: [in_digits(today)]}),
        half,
        *(
            _when(each, HALF, Half.JOINT.value, "begge forvaltninger skal læse det")
            for each in law_fields(procedure, today, typed, joint)
        ),
    )
    return Form(tuple(fields), hidden=((USER, str(user)),))


def read_entry(typed: Typed) -> Entry:
    """Return what was typed of a new document; refuses AnswersInvalid where its day cannot be read."""
    joint = first(typed, HALF) == Half.JOINT
    return Entry(
        kind=first(typed, KIND),
        half=first(typed, HALF),
        on=posted_day(typed),
        title=first(typed, TITLE),
        law=first(typed, LAW) if joint else "",
        reason=first(typed, REASON) if joint else "",
    )


def version_form(typed: Typed, *, user: int) -> Form:
    """Return the form for a corrected file."""
    why = text_field(CORRECTED, "Hvad er rettet, og hvorfor?", typed, rows=3)
    return Form((file_field(FILE, "Den rettede fil"), why), hidden=((USER, str(user)),))


def share_form(
    typed: Typed, document: Document, crossings: Crossings, units: Iterable[tuple[str, str]], *, user: int
) -> Form:
    """Return the form for sharing: with whom, and for each what the case rests on today."""
    sender = SENDERS[document.half]
    options = [(to.value, capital(to.label), _stands(crossings, sender, to)) for to in receivers(document)]
    unit = Field(UNIT, "Hvilket tilbud?", Widget.SELECT, value=first(typed, UNIT),
                 choices=choices_of(UNIT, [(key, name, "") for key, name in units], (first(typed, UNIT),)))  # fmt: skip
    laws = law_fields(crossings.assessment.world.procedure, crossings.day, typed, "")
    fields = (
        choose_one(TO, "Hvem skal have dokumentet?", options, first(typed, TO)),
        _when(unit, TO, Share.To.PROVIDER.value, "det skal deles med et tilbud"),
        *laws,
    )
    return Form(fields, hidden=((USER, str(user)),))


def file_field(name: str, label: str) -> Field:
    """Return the field for a file, with what is taken and how large."""
    most = settings.FILES_MOST_BYTES // 1_000_000
    return Field(name, label, Widget.FILE, hint=f"{TAKEN}. Højst {most} MB.")


def law_fields(procedure: Procedure, day: date, typed: Typed, stands: str) -> tuple[Field, Field]:
    """Return the fields for a legal basis named instead of a consent, and for the reason why it bears."""
    options = [(basis.key, capital(basis_title(basis)), basis.about) for basis in bases_on(procedure, day)]
    chosen = first(typed, LAW)
    hint = " ".join(each for each in (stands, "Lad feltet stå tomt, når det sker på samtykke.") if each)
    law = Field(
        LAW, "Sker det efter en anden hjemmel end samtykke?", Widget.SELECT, hint=hint, required=False, value=chosen,
        choices=choices_of(LAW, options, (chosen,)),
    )  # fmt: skip
    reason = text_field(
        REASON, "Hvorfor giver hjemlen lov til det?", typed, hint="Skrives kun, når der er valgt en hjemmel.",
        required=False, rows=2,
    )  # fmt: skip
    return law, reason


def _stands(crossings: Crossings, sender: Side, to: Share.To) -> str:
    found = crossings.basis(sender, RECEIVERS[to])
    return found.sentence if isinstance(found, Basis) else f"{found.sentence} Kræver en anden hjemmel."


def _systems(procedure: Procedure, typed: Typed) -> Field:
    chosen = first(typed, SYSTEM)
    choices = choices_of(SYSTEM, [(each, each, "") for each in procedure.systems], (chosen,))
    return Field(SYSTEM, "System", Widget.SELECT, value=chosen, choices=choices, width="kort")


def _when(field: Field, name: str, value: str, words: str) -> Field:
    """Return the field as one that is asked for in one case only, which is said in words as well."""
    return replace(field, shown_when=ShownWhen(name, (value,)), asked_if=words)
