"""How many letters one core sets in a second: a short one, and a joint one of two pages with both guidances."""

from __future__ import annotations

from datetime import date, datetime
from time import perf_counter

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
    frame = Frame("2026-00001", "Borgercenter Nord", "Barnet Barnesen", signed, at)
    first = copy_pdf(content, to, frame)
    count, begun = 0, perf_counter()
    while perf_counter() - begun < SECONDS:
        same = copy_pdf(content, to, frame) == first
        assert same, "the same letter must give the same bytes"
        count += 1
    figure = count / (perf_counter() - begun)
    return Row(f"{words} som PDF, én kerne", figure, "pr. sekund", f"≥ {BAR}", figure >= BAR)
