"""The fields by which persons answer a consent or take it back: one row for each, told by name and by what he is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sagsgang.casework.consents import givers_for, givers_on
from sagsgang.casework.models import Case
from sagsgang.casework.replies import FORM, KEEP, NO_GIVERS, Giver, asking, field_of, kind_word, who_may_withdraw
from sagsgang.procedure.engine import Occurrence, World, record_of
from sagsgang.procedure.language import Asked, Fact, Reply, Step
from sagsgang.procedure.language.replies import FORMS, NO, PENDING, YES
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import in_words
from sagsgang.web.forms.fields import Field, Typed, Widget, choices_of, first

_SAYS = ((YES, "Ja"), (NO, "Nej"), (PENDING, "Er ikke spurgt eller har ikke svaret endnu"))


@dataclass(frozen=True, slots=True)
class Persons:
    """Whom a form asks: who answers, whose answer stands already, who can take it back, where parties are written."""

    givers: tuple[Giver, ...] = ()
    kept: Mapping[str, Reply] = field(default_factory=dict)
    may_withdraw: tuple[tuple[str, str], ...] = ()
    heard: str = ""
    parties: str = ""


def persons_for(case: Case, step: Step, world: World, place: Occurrence, day: date, parties: str) -> Persons:
    """Return whom the step's form asks on the day; nobody, and no query, for a step that is about no consent."""
    consent = step.gives or step.withdraws
    givers = givers_for(step, case.child, day)
    if consent is None:
        return Persons()
    if step.withdraws is not None:
        known = {giver.id: giver.name for giver in givers_on(case.child, day, consent)}
        may = who_may_withdraw(record_of(world, place, consent), givers)
        return Persons(givers, {}, tuple((each, known.get(each, "En, der ikke længere er part")) for each in may))
    asked = asking(step, world, place, givers)
    kept = {giver.id: reply for giver in givers if (reply := asked.kept(giver.id)) is not None}
    return Persons(givers, kept, (), consent.young.about if consent.young is not None else "", parties)


def replies_field(asked: Asked, typed: Typed, persons: Persons) -> Field:
    """Return the field with one row for each who answers; where nobody can, what to do instead."""
    fact = asked.fact
    if not persons.givers:
        link = (persons.parties, "Gå til Parter") if persons.parties else ("", "")
        return Field(fact.key, fact.label, Widget.NOTICE, value=NO_GIVERS, link=link)
    parts = tuple(_row(fact, giver, typed, persons) for giver in persons.givers)
    return Field(fact.key, fact.label, Widget.GROUP, parts=parts, width="personer")


def _row(fact: Fact, giver: Giver, typed: Typed, persons: Persons) -> Field:
    name = field_of(fact, giver.id)
    kept = persons.kept.get(giver.id)
    says = [(value, label, "") for value, label in _SAYS]
    if kept is not None:
        says.insert(0, (KEEP, f"Uændret: {_told(kept)}", ""))
    chosen, form = first(typed, name), first(typed, name + FORM)
    forms = [(key, capital(word), "") for key, word in FORMS.items()]
    parts = (
        Field(name, "Svar", Widget.RADIOS, value=chosen, choices=choices_of(name, says, (chosen,))),
        Field(
            name + FORM, "Hvordan er svaret givet?", Widget.SELECT, hint="Vælges ved ja og nej.", value=form,
            choices=choices_of(name + FORM, forms, (form,)),
        ),
    )  # fmt: skip
    hint = persons.heard if giver.kind == "ung" else ""
    return Field(f"{name}_person", f"{giver.name}, {giver.what}", Widget.GROUP, hint=hint, parts=parts)


def _told(reply: Reply) -> str:
    form = f", {FORMS[reply.form]}" if reply.form in FORMS else ""
    day = f" {in_words(reply.on)}" if reply.on is not None else ""
    return f"{reply.answer}{day}{form}"


def giver_field(asked: Asked, typed: Typed, persons: Persons) -> Field:
    """Return the field for who takes the consent back."""
    fact, chosen = asked.fact, first(typed, asked.fact.key)
    options = [(each, name, "") for each, name in persons.may_withdraw]
    if len(options) == 1:
        chosen = options[0][0]
    return Field(fact.key, fact.label, Widget.RADIOS, value=chosen, choices=choices_of(fact.key, options, (chosen,)))


def replies_typed(fact: Fact, replies: tuple[Reply, ...]) -> dict[str, list[str]]:
    """Return recorded answers as they would have been typed."""
    typed: dict[str, list[str]] = {}
    for reply in replies:
        typed[field_of(fact, reply.giver)] = [reply.answer]
        typed[field_of(fact, reply.giver) + FORM] = [reply.form]
    return typed


__all__ = ["Persons", "giver_field", "kind_word", "persons_for", "replies_field", "replies_typed"]
