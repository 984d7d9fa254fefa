"""What the people of the town write where a form asks for words. Invented, and about nobody."""

from __future__ import annotations

from sagsgang.casework.answers import REASON
from sagsgang.procedure.language import Fact

WORDS = {
    REASON: "Vurderingen er drøftet med dem, der kender barnet, og hviler på det, der er set i skolen og hjemmet.",
    "forloeb.bekymring": (
        "Barnet trækker sig fra klassen, har meget fravær og kommer ofte i konflikt i frikvartererne. "
        "Lærerne ser, at det er blevet værre siden sommerferien."
    ),
    "forloeb.indsats": "To voksne i de sværeste timer, faste pauser med RC og et ugentligt opkald hjem.",
    "forloeb.raad": "Skolesocialrådgiveren har rådgivet om samtalen med familien og om åbne tilbud i området.",
    "forloeb.sparring": "Underretningen beskriver nu barnet, familiens egne ord og det, skolen har prøvet.",
    "aftaleforum.dagsorden": "Hvordan det går i skolen\nHvad hver af os gør til næste gang",
    "indstilling.sof_formaal": (
        "Formålet er, at hverdagen bliver roligere, og at det bliver lettere at komme i skole. "
        "Vi regner med, at støtten varer 12 måneder."
    ),
    "forloeb.bemaerkning": "Aftalerne er gennemgået med familien, som er indstillet på dem.",
}
DEFAULT_TEXT = "Drøftet på mødet og noteret sammen med familien."
DEFAULT_LINE = "Efter aftale"


def word_for(fact: Fact) -> str:
    """The words that stand for the fact: its own, else a plain sentence about it."""
    found = WORDS.get(fact.key)
    if found is not None:
        return found
    return DEFAULT_LINE if fact.kind.value == "linje" else DEFAULT_TEXT
