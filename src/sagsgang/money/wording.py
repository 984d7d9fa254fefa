"""What the stages of money are called, and the words that stand beside an amount."""

from __future__ import annotations

from datetime import date

from sagsgang.procedure.engine import Stage
from sagsgang.procedure.language.ressourcer import Ressource
from sagsgang.procedure.wording.values import amount
from sagsgang.procedure.workdays import in_words

STAGES: dict[Stage, str] = {
    Stage.EXPECTED: "Ventet",
    Stage.GRANTED: "Bevilget",
    Stage.ANNOUNCED: "Udmeldt",
    Stage.ENDED: "Slut før tid",
    Stage.LAPSED: "Bortfaldet",
}
MEANS: dict[Stage, str] = {
    Stage.EXPECTED: "BEKU har bevilget, og den anden halvdel er ikke afgjort endnu.",
    Stage.GRANTED: "Begge halvdele er bevilget, og beløbet er ikke meldt ud endnu.",
    Stage.ANNOUNCED: "Beløbet er meldt ud til skolen, efter at barnet er registreret, eller sat af i SOF.",
    Stage.ENDED: "Tilbuddet sluttede, før perioden var gået. Beløbet er det, der var meldt ud eller bevilget.",
    Stage.LAPSED: "Den anden halvdel blev ikke bevilget, eller tilbuddet kom aldrig i gang. Tæller ikke med.",
}


def stage_word(stage: Stage, ressource: Ressource) -> str:
    """Return what the stage is called for that amount: SOF's own is not announced to a school."""
    return ressource.told.capitalize() if stage is Stage.ANNOUNCED else STAGES[stage]


def why(ressource: Ressource, day: date) -> str:
    """Return why it is that much: what the number is, since when it holds, and where it is written."""
    dated = ressource.amount.dated(day)
    if dated is None:
        return f"{ressource.amount.name}: der er ikke fastsat noget beløb {in_words(day)}."
    until = f" til {in_words(dated.period.until)}" if dated.period.until else ""
    return f"{ressource.amount.name}: {amount(dated.value)} fra {in_words(dated.period.since)}{until} ({dated.source})."
