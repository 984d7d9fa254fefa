"""How many letters a second of one core sets: a short one, and a joint one of two pages with both guidances."""

from __future__ import annotations

from datetime import date, datetime
from time import process_time

from bench.report import Row
from sagsgang.letters.content import Content, Piece
from sagsgang.letters.models import Copy
from sagsgang.letters.receivers import Addressee
from sagsgang.letters.setting import Frame, Signed, copy_pdf
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.language.letters import PLACE
from sagsgang.procedure.workdays import COPENHAGEN

DAY = date(2026, 11, 24)
SECONDS, BAR = 8.0, 40
LETTERS = (("ressourceudmelding", "Kort brev"), ("optagebrev_dag", "Fælles optagebrev, to sider"))


def measure() -> list[Row]:
    """Letters per second for each kind; the bar is the issue's."""
    return [_row(key, words) for key, words in LETTERS]


def _row(key: str, words: str) -> Row:
    declared = PROCEDURE.letter_by_key[key]
    pieces = tuple(
        Piece(block, PLACE.sub("noget fra sagen", block.text(DAY) or ""), True, ()) for block in declared.blocks
    )
    content = Content(declared, declared.decides, pieces)
    to = Addressee(Copy.To.FORAELDER, "Æble Ørsted", Copy.Way.DIGITAL, ("Æble Ørsted", "Åvej 1", "0000 Fjordkøbing"))
    signed = (Signed("Ida Æbelø", "Sagsbehandler", "Underskrevet 24. november 2026"),)
    at = datetime(DAY.year, DAY.month, DAY.day, 10, tzinfo=COPENHAGEN)

    def written(number: int) -> bytes:
        frame = Frame(f"2026-{number:05d}", "Borgercenter Nord", "Barnet Barnesen", signed, at)
        return copy_pdf(content, to, frame)

    count, begun = 0, process_time()
    while process_time() - begun < SECONDS:
        count += 1
        written(count)  # no letter twice: the compiler remembers what it has set
    figure = count / (process_time() - begun)
    return Row(f"{words} som PDF, én kernes tid", figure, "pr. sekund", f"≥ {BAR}", figure >= BAR)
