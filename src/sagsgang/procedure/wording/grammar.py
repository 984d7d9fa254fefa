"""Small Danish grammar: a sentence's first letter, lists, and where "ikke" stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from sagsgang.procedure.language import Procedure

_VERBS: Final = (
    "er", "har", "bliver", "blev", "var", "skal", "kan", "må", "vil", "peger", "kommer", "indgår", "fortsætter",
    "foreligger", "indstilles", "ligger", "sker", "gælder", "løber", "slutter", "starter", "holder", "går", "åbnes",
    "bevilges", "deltager",
)  # fmt: skip
_VERB: Final = re.compile(rf"(?<!, der )\b({'|'.join(_VERBS)})\b(?! ikke\b)", re.IGNORECASE)
_ADVERB: Final = re.compile(rf"\b({'|'.join(_VERBS)}) (endnu ikke|ikke|allerede|stadig)\b")
_QUESTIONS: Final = ("om ", "hvem ", "hvad ", "hvor ", "hvordan ", "hvornår ", "hvilken ", "hvilket ", "hvilke ")
_LIST: Final = re.compile(r"\w+, \w+ og \w+$")
_NEGATED: Final = re.compile(r"\b(ikke|ingen|intet|aldrig)\b", re.IGNORECASE)


def capital(text: str) -> str:
    """The text with its first letter capitalised, the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence of its own: capital first, full stop last."""
    text = text.strip()
    if not text:
        return ""
    return capital(text) + ("" if text[-1] in ".!?:" else ".")


def mid(text: str, procedure: Procedure) -> str:
    """The statement as it stands inside a sentence: small first letter, unless a name or an abbreviation begins it."""
    text = text.strip().removesuffix(".")
    if len(text) < 2 or not text[0].isupper():
        return text
    first = re.split(r"[\s,:;]", text, maxsplit=1)[0]
    if any(letter.isupper() or letter.isdigit() for letter in first[1:]) or _stem(first) in names(procedure):
        return text
    return text[0].lower() + text[1:]


def listed(parts: Sequence[str], word: str = "og") -> str:
    """a, b og c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def statements(parts: Sequence[str], word: str) -> str:
    """a, b, og c: whole statements, so a comma stands before the last too."""
    return f"{', '.join(parts[:-1])}, {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def that_clauses(parts: Sequence[str], word: str) -> str:
    """at a, at b, og at c: statements joined so that it stays clear where one ends."""
    return statements([f"at {subordinate(part)}" for part in parts], word)


def subordinate(statement: str) -> str:
    """The statement after "at" or "når": "sagen er ikke åbnet" → "sagen ikke er åbnet"."""
    return _ADVERB.sub(r"\2 \1", statement)


def as_subject(phrase: str) -> str:
    """A phrase before its verb: one that ends in a clause of its own gets its second comma."""
    return f"{phrase}," if ", " in phrase and not _LIST.search(phrase) else phrase


def recorded_as(phrase: str, word: str) -> str:
    """The phrase with what is said of it: "tilbuddets start er oplyst", "det er oplyst, om sagen er akut"."""
    if phrase.startswith(_QUESTIONS):
        return f"det er {word}, {phrase}"
    return f"{as_subject(phrase)} er {word}"


def not_so(statement: str, word: str = "ikke") -> str:
    """The opposite of a plain statement: "sagen er indstillet" → "sagen er ikke indstillet"."""
    if not _NEGATED.search(statement):
        changed = _VERB.sub(rf"\1 {word}", statement, count=1)
        if changed != statement:
            return changed
    return f"det er {word} sådan, at {subordinate(statement)}"


def can_be_negated(statement: str) -> bool:
    """Whether "ikke" has one plain place in it: a single clause with a verb we know, and not negated already."""
    return "," not in statement and not _NEGATED.search(statement) and _VERB.search(statement) is not None


def consent_to(title: str) -> str:
    """Samtykke til opslag i registret; samtykke til, at papirerne sendes."""
    return f"samtykke til{',' if title.startswith('at ') else ''} {title}"


def not_yet(statement: str) -> str:
    """The statement, but not so far: "sagen er endnu ikke indstillet"."""
    return not_so(statement, "endnu ikke")


def counted(number: int, one: str, many: str) -> str:
    """1 uge, 4 uger."""
    return f"{thousands(number)} {one if number == 1 else many}"


def thousands(number: int) -> str:
    """100000 → 100.000."""
    return f"{number:,}".replace(",", ".")


@lru_cache(maxsize=8)
def names(procedure: Procedure) -> frozenset[str]:
    """The words that keep their capital inside a sentence, found where the procedure itself writes them so."""
    return frozenset(_stem(word) for text, starts in _texts(procedure) for word in _capitals(text, starts))


def _texts(procedure: Procedure) -> Iterator[tuple[str, bool]]:
    """Every declared text, and whether its first letter is that of a sentence."""
    inside = [
        *(text for role in procedure.roles for text in (role.title, role.definite)),
        *(subject.title for subject in procedure.subjects),
        *(document.title for document in procedure.documents),
        *(consent.title for consent in procedure.consents),
        *(board.title for board in procedure.boards),
        *(fact.phrase for fact in procedure.facts.values()),
    ]
    own = [
        *(step.done for step in procedure.steps),
        *(rule.text for rule in procedure.rules),
        *(option.statement for fact in procedure.facts.values() for option in fact.options),
    ]
    yield from ((text, False) for text in inside)
    yield from ((text, True) for text in own)


def _capitals(text: str, starts_sentence: bool) -> Iterable[str]:
    before = "X." if starts_sentence else ""
    for word in text.split():
        if word[0].isupper() and not before.endswith((".", ":")) and not before[:1].isupper():
            yield word
        before = word


def _stem(word: str) -> str:
    return word.strip(".,:;()»«").removesuffix("'s").rstrip("s")
