"""Conditions on consents and on other grounds than consent, as Danish statements."""

from __future__ import annotations

from datetime import date

from sagsgang.procedure.language import ConsentState, Procedure
from sagsgang.procedure.language.leaves import Expiring, Given, Grounded, NoConsent, NotGiven
from sagsgang.procedure.wording.conditions import lacking, say, say_not
from sagsgang.procedure.wording.grammar import as_subject, consent_to, recorded_as
from sagsgang.procedure.wording.values import parameter_text


@say.register
def _(condition: Given, procedure: Procedure, day: date) -> str:
    return f"der er {consent_to(condition.consent.title)}"


@say_not.register
def _(condition: Given, procedure: Procedure, day: date) -> str:
    return f"der er ikke {consent_to(condition.consent.title)}"


@lacking.register
def _(condition: Given, answer: bool | None, procedure: Procedure, day: date) -> str:
    return f"{as_subject(consent_to(condition.consent.title))} er {'ikke indhentet' if answer is None else 'afslået'}"


@say.register
def _(condition: NoConsent, procedure: Procedure, day: date) -> str:
    return f"der er ikke {consent_to(condition.consent.title)}"


_STANDS = {
    ConsentState.CONFLICT: "er kun givet af den ene og afslået af den anden",
    ConsentState.WITHDRAWN: "er trukket tilbage",
    ConsentState.EXPIRED: "er udløbet",
}


@lacking.register
def _(condition: NotGiven, answer: bool | None, procedure: Procedure, day: date) -> str:
    """The same as of `Given`, but telling what became of the consent."""
    stands = _STANDS.get(condition.state, "er ikke indhentet" if answer is None else "er afslået")
    return f"{as_subject(consent_to(condition.consent.title))} {stands}"


@say.register
def _(condition: Expiring, procedure: Procedure, day: date) -> str:
    weeks = parameter_text(condition.weeks, day)
    return f"{as_subject(consent_to(condition.consent.title))} udløber inden for {weeks} eller er udløbet"


@say.register
def _(condition: Grounded, procedure: Procedure, day: date) -> str:
    return f"{recorded_as(condition.fact.phrase, 'noteret')} og gælder stadig"


@lacking.register
def _(condition: Grounded, answer: bool | None, procedure: Procedure, day: date) -> str:
    return recorded_as(condition.fact.phrase, "ikke noteret")
