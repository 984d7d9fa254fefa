"""A consent as a reader needs it: what may be shared, for how long, who is asked, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.procedure.language import Consent
from sagsgang.procedure.wording.citations import citation_text, citations_text
from sagsgang.procedure.wording.grammar import sentence
from sagsgang.procedure.wording.values import parameter_text


def consent_lines(consent: Consent, day: date) -> Iterator[str]:
    """Everything the declaration says of the consent, a sentence each."""
    if consent.what:
        yield sentence(f"Det gælder {consent.what}")
    yield "Hver af dem, der har forældremyndigheden, svarer for sig."
    if consent.young is not None:
        age = parameter_text(consent.young.age, day)
        yield sentence(
            f"Den unge, der er fyldt {age}, spørges også. {consent.young.about} "
            f"Kilde: {citation_text(consent.young.citation)}"
        )
    if consent.life is not None:
        yield sentence(f"Det gælder i {parameter_text(consent.life, day)}, når intet andet er aftalt (lokal praksis)")
    if not consent.bars:
        yield "Et nej noteres, men spærrer ikke."
    if consent.ground is not None:
        yield "Et andet lovgrundlag kan træde i stedet, når det nævnes med en begrundelse."
    text = consent.text(day)
    if text is not None:
        yield f"Ordlyd, version {text.version}: »{' '.join(text.paragraphs)}«"
    if consent.citations:
        yield sentence(f"Kilde: {citations_text(consent.citations)}")
