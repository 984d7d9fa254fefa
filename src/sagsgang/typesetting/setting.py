"""Turns a template and its data into a PDF, with text as data that is never read as markup."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import typst

from sagsgang.typesetting.letters import displayable

PACKAGE = Path(__file__).resolve().parents[1]
FONTS = Path(__file__).resolve().parent / "fonts"
PAPER = "typesetting/templates/paper.typ"

_QUOTED = re.compile(r'[`"].*[`"]', re.DOTALL)
_of_thread = threading.local()


class TypesettingFailed(Exception):
    """A template could not be set: a fault of the template or of the keys it was given, never of a person's text."""


def pdf(template: str, data: Mapping[str, object], *, at: datetime) -> bytes:
    """Return the PDF of `data` set by `template`; the same template, data and moment give the same bytes.

    `template` is a path below the package, beside the module that owns it ("casework/papers/samtykke.typ"); templates
    import "/typesetting/templates/letterhead.typ". `PAPER` sets any title with sections and needs no template at all.
    `data` holds what JSON holds; dates and numbers come as the Danish text that is to be printed. `at` is written into
    the file as its date and must know its time zone. Letters that no font has are printed as their number.
    Raises TypesettingFailed when the template cannot be set. (T4, F4)
    """
    if at.tzinfo is None:
        raise ValueError("the moment a PDF is made must know its time zone")
    text = json.dumps(_shown(data), ensure_ascii=False, sort_keys=True)
    source = str(PACKAGE / template)
    try:
        made = _compiler().compile(
            source,
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    except (typst.TypstError, RuntimeError) as fault:
        raise TypesettingFailed(f"{template}: {_QUOTED.sub('…', str(fault))}") from None  # the fault may quote text
    assert isinstance(made, bytes)
    return made


def _compiler() -> typst.Compiler:
    """Return this thread's own compiler, which knows the fonts already; templates cannot read outside the package."""
    if not hasattr(_of_thread, "compiler"):
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)] if FONTS.is_dir() else [])
        _of_thread.compiler = typst.Compiler(root=str(PACKAGE), font_paths=fonts, ignore_system_fonts=True)
    return _of_thread.compiler  # type: ignore[no-any-return]


def _shown(value: object) -> object:
    """Return the value with every text in it made displayable; anything JSON does not hold is refused by `json`."""
    match value:
        case str():
            return displayable(value, _has_letter)
        case Mapping():
            return {str(key): _shown(item) for key, item in value.items()}
        case list() | tuple():
            return [_shown(item) for item in value]
        case _:
            return value


def _has_letter(letter: str) -> bool:
    """Tell whether the fonts can show one letter in an archivable PDF; asked once for each rare letter."""
    try:
        _compiler().compile(
            input=b'#set document(title: "x")\n#set text(lang: "da")\n#sys.inputs.letter',
            format="pdf",
            sys_inputs={"letter": f"x{letter}"},
            pdf_standards=["a-2a", "ua-1"],
        )
    except (typst.TypstError, RuntimeError):
        return False
    return True
