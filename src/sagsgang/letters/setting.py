"""A copy as PDF: tagged, archivable, the same bytes for the same letter, and nobody else's address in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.letters.content import Content, Piece
from sagsgang.letters.models import Copy
from sagsgang.letters.receivers import Addressee
from sagsgang.procedure.language import Part, Receiver, Side
from sagsgang.procedure.workdays import danish_day, in_words
from sagsgang.typesetting import pdf

TEMPLATE = "letters/brev.typ"
DRAFT = "Kladde. Brevet er ikke sendt."
TO_THE_CHILD = "Et brev til dig"


@dataclass(frozen=True, slots=True)
class Signed:
    """One who has signed, as it stands in the letter."""

    name: str
    role: str
    when: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content: the case's number, the sender's unit, the child, who has signed, the moment."""

    case_number: str
    unit: str
    child: str
    signed: tuple[Signed, ...]
    at: datetime
    draft: bool = False


def copy_pdf(content: Content, to: Addressee, frame: Frame) -> bytes:
    """The PDF of one receiver's copy."""
    return pdf(TEMPLATE, copy_data(content, to, frame), at=frame.at)


def copy_data(content: Content, to: Addressee, frame: Frame) -> dict[str, object]:
    """What the template is given."""
    pieces = [piece for piece in content.pieces if (piece.block.part is Part.CHILD) is to.young]
    return {
        "title": TO_THE_CHILD if to.young else content.declared.heading,
        "sender": [settings.MUNICIPALITY, *_administrations(content, to), *([] if to.young else [frame.unit])],
        "recipient": list(to.lines),
        "meta": [["Dato", in_words(danish_day(frame.at))], ["Sag", frame.case_number]],
        "footer": f"Sag {frame.case_number}",
        "about": "" if to.young else f"Det handler om {frame.child}",
        "greeting": _greeting(to),
        "draft": DRAFT if frame.draft else "",
        "parts": list(_parts(content, pieces, to)),
        "signers": [[each.name, each.role, each.when] for each in frame.signed],
        "copies": _copies(content) if not to.young else "",
    }


def _greeting(to: Addressee) -> str:
    if to.to is Copy.To.ROLLE:
        return ""
    return f"Kære {to.person.given_name if to.young and to.person is not None else to.name}"


def _administrations(content: Content, to: Addressee) -> list[str]:
    sides = content.sides or ((content.declared.side,) if content.declared.side in ADMINISTRATIONS else ())
    if to.young:
        sides = (Side.SOF,)
    return [ADMINISTRATIONS[side] for side in sides if side in ADMINISTRATIONS]


def _parts(content: Content, pieces: Iterable[Piece], to: Addressee) -> list[dict[str, object]]:
    """The blocks as the paper has them: under a joint letter's decisions, each half's own blocks one level down."""
    joint = len(content.sides) > 1 and not to.young
    return [
        {
            "heading": piece.block.heading,
            "level": 3 if joint and piece.side is not Side.JOINT and piece.block.part is not Part.DECISION else 2,
            "text": piece.text,
        }
        for piece in pieces
        if piece.text.strip()
    ]


def _copies(content: Content) -> str:
    roles = [each.definite for each in content.declared.receivers if not isinstance(each, Receiver)]
    return f"Kopi til {' og '.join(roles)}" if roles and len(roles) < len(content.declared.receivers) else ""
