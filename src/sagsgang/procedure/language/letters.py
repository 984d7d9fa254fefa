"""Letters: what each must hold, whose decisions it brings, who receives it, in words that hold from day to day."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.resources import files

from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.parameters import Parameter
from sagsgang.procedure.language.periods import Period
from sagsgang.procedure.language.sources import Citation
from sagsgang.procedure.language.terms import Document, LegalBasis, Role, Side, Subject, Young

BOTH = "begge"
"""What the fact on appeal guidance says of a letter that has it for both decisions."""

_FILLED = re.compile(r"\{([a-zæøå0-9_.]+)\}")


class Part(Enum):
    """What a block does in a letter; the value is the word in the file of texts."""

    INTRO = "indledning"
    DECISION = "afgørelse"
    BASIS = "lovgrundlag"
    REASONS = "begrundelse"
    FACTS = "faktum"
    REMARKS = "bemærkninger"
    APPEAL = "klagevejledning"
    NEXT = "videre"
    CONTACT = "kontakt"
    CHILD = "til barnet"
    TEXT = "tekst"


OF_A_DECISION = (Part.DECISION, Part.BASIS, Part.REASONS, Part.FACTS, Part.APPEAL)
"""What each decision in a letter must have (R11; forvaltningsloven §§ 22, 24 and 25)."""

OF_EVERY_DECIDING_LETTER = (Part.REMARKS, Part.CONTACT)
"""What a letter that brings a decision must have once: what the party said, and whom to ask."""

LOCKED_BY_LAW = (Part.BASIS, Part.APPEAL)
"""Where the law speaks nobody writes: the text is the same for everybody and cannot be edited."""


class Receiver(Enum):
    """Who gets a copy of their own besides roles in the house; the value is what the handbook says."""

    CUSTODY = "hver indehaver af forældremyndigheden"
    YOUNG = "barnet eller den unge selv"
    NOTIFIER = "den, der har underrettet"


@dataclass(frozen=True, slots=True)
class Wording:
    """One dated text of a block; `source` says where it is taken from."""

    valid: Period
    text: str
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One part of a letter, with its heading. `side`: whose half it speaks for, else both; a locked one is as declared.

    In the text, {barn} and the like are filled from the case; {indstilling.sof_grundlag} is the fact of that key, and
    with _begrundelse after it the reason given for it.
    """

    key: str
    part: Part
    heading: str
    side: Side
    locked: bool
    texts: tuple[Wording, ...]
    optional: bool = False

    def text(self, day: date) -> str | None:
        """The text in force on the day; None where none is declared."""
        return next((each.text for each in self.texts if each.valid.holds(day)), None)

    def since(self, day: date) -> date | None:
        """The day from which the text of that day has been in force."""
        return next((each.valid.since for each in self.texts if each.valid.holds(day)), None)

    def asks(self) -> tuple[str, ...]:
        """What its texts are filled with, each name once."""
        return tuple(dict.fromkeys(name for each in self.texts for name in _FILLED.findall(each.text)))


@dataclass(frozen=True, slots=True, eq=False)
class Appeal:
    """How one half's decision is appealed: to which body, within how many weeks, lodged where, by whom."""

    key: str
    side: Side
    board: str
    weeks: Parameter
    lodged: str
    who: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """A decision that a letter brings, with how it is appealed; `when`: only where the case says so."""

    appeal: Appeal
    when: Condition | None = None

    @property
    def side(self) -> Side:
        """Whose decision it is."""
        return self.appeal.side


@dataclass(frozen=True, slots=True, eq=False)
class Letter:
    """A letter. `title` reads mid-sentence; `heading` is what stands on top of it and names nobody.

    `side`: whose half it lies in. `receivers`: each gets a copy of his own. `young`: from which age the child gets a
    letter of its own on what it is a party to, in the blocks "til barnet". `document`: the paper that it is.
    `guidance`: the fact that tells which appeal guidance is in it. `notifiers`: where the fact is so, the notifier is
    that role; else a name and an address are written. `bases`: on what it may be laid where others than its own half
    read it. `received`: the fact that holds the day on which the last who got it counts as having it.
    """

    key: str
    title: str
    heading: str
    subject: Subject
    side: Side
    blocks: tuple[Block, ...]
    receivers: tuple[Receiver | Role, ...]
    citations: tuple[Citation, ...]
    decides: tuple[Decision, ...] = ()
    young: Young | None = None
    document: Document | None = None
    guidance: Fact | None = None
    notifiers: tuple[tuple[Fact, str, Role], ...] = ()
    bases: tuple[LegalBasis, ...] = ()
    received: Fact | None = None

    def block(self, key: str) -> Block | None:
        """The block with that key."""
        return next((block for block in self.blocks if block.key == key), None)

    def version(self, day: date) -> date | None:
        """The day from which the wording of that day is in force; None when some block has none."""
        days = [block.since(day) for block in self.blocks]
        return max((each for each in days if each is not None), default=None) if None not in days else None

    def basis(self, day: date) -> LegalBasis | None:
        """The legal basis of the day on which it crosses."""
        return next((basis for basis in self.bases if basis.valid.holds(day)), None)


FILLED_BY_THE_HOUSE = frozenset(
    {"barn", "fornavn", "sagsnummer", "afsender_enhed", "psykolog", "sagsbehandler", "ressource"}
)
"""What a letter is filled with that is no fact: the case and those on it."""

REASON = "_begrundelse"
"""After the name of a fact: the reason that was given for it."""

PLACE = _FILLED
"""Where a text is filled."""


def guidance_of(sides: Iterable[Side]) -> str:
    """What the fact on appeal guidance says of a letter with the decisions of these sides."""
    found = list(dict.fromkeys(sides))
    return BOTH if len(found) > 1 else found[0].name.lower() if found else ""


def load_blocks(package: str, name: str) -> Mapping[str, Block]:
    """Read the blocks from a TOML file packaged with the content, by key.

    Each has del, overskrift, side, laast, perhaps valgfri, and tekster with fra, til, kilde, tekst.
    """
    table = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    return {key: _block(key, entry) for key, entry in table.items()}


def _block(key: str, entry: Mapping[str, object]) -> Block:
    rows: object = entry["tekster"]
    assert isinstance(rows, list)
    texts = tuple(Wording(Period(row["fra"], row.get("til")), row["tekst"].strip(), row["kilde"]) for row in rows)
    return Block(
        key,
        Part(entry["del"]),
        str(entry.get("overskrift", "")),
        Side(entry.get("side", Side.JOINT.value)),
        bool(entry.get("laast", False)),
        texts,
        bool(entry.get("valgfri", False)),
    )
