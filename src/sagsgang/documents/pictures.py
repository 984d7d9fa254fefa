"""Pictures are walked from their first byte to their last: nothing may hang behind them or hide between their parts."""

from __future__ import annotations

import struct
import zlib

from sagsgang.documents.refusals import FileRefused

BROKEN = "Billedet er beskadiget og kan ikke modtages."
TAIL = "Der hænger noget efter billedet, som ikke hører til det. Gem billedet på ny, og vælg det igen."


def check_png(content: bytes) -> None:
    """Raise FileRefused unless every chunk is whole and the last one ends the file."""
    place, first = 8, True
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        name, end = content[place + 4 : place + 8], place + 12 + length
        if end > len(content) or (name == b"IHDR") is not first:
            raise FileRefused(BROKEN)
        (crc,) = struct.unpack_from(">I", content, end - 4)
        if crc != zlib.crc32(content[place + 4 : end - 4]):
            raise FileRefused(BROKEN)
        if name == b"IEND":
            if end != len(content):
                raise FileRefused(TAIL)
            return
        place, first = end, False
    raise FileRefused(BROKEN)


def check_jpeg(content: bytes) -> None:
    """Raise FileRefused unless the file is one picture after another (telephones add some) and nothing else."""
    place = 0
    while place < len(content):
        if content[place : place + 2] != b"\xff\xd8":
            if not content[place:].strip(b"\x00"):
                return
            raise FileRefused(TAIL)
        place = _end_of_jpeg(content, place + 2)


def _end_of_jpeg(content: bytes, place: int) -> int:
    """The place after the end mark of the picture whose segments begin here."""
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            raise FileRefused(BROKEN)
        mark = content[place + 1]
        if mark == 0xD9:
            return place + 2
        if mark == 0xFF:
            place += 1
        elif mark == 0x01 or 0xD0 <= mark <= 0xD7:
            place += 2
        else:
            place = _after_segment(content, place, mark)
    raise FileRefused(BROKEN)


def _after_segment(content: bytes, place: int, mark: int) -> int:
    if place + 4 > len(content):
        raise FileRefused(BROKEN)
    (length,) = struct.unpack_from(">H", content, place + 2)
    place += 2 + length
    if length < 2 or place > len(content):
        raise FileRefused(BROKEN)
    return _after_scan(content, place) if mark == 0xDA else place


def _after_scan(content: bytes, place: int) -> int:
    """The place of the next mark that is not part of the picture's own data."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise FileRefused(BROKEN)
        following = content[place + 1]
        if following != 0x00 and not 0xD0 <= following <= 0xD7:
            return place
        place += 2
