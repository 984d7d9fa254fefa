"""A picture as a page of a PDF, so that it can lie behind an answer."""

from __future__ import annotations

from pathlib import Path

import typst
from django.conf import settings

from sagsgang.documents.storage import path_of

_FORMAT = {"image/png": "png", "image/jpeg": "jpg"}
_PAGE = '#set document(title: "Bilag")\n#set page(paper: "a4", margin: 1.5cm)\n#set text(lang: "da")\n'


def picture_page(sha256: str, content_type: str) -> bytes | None:
    """Return the stored picture on an A4 page, fitted to it; None when it cannot be read. Nothing else is written."""
    root = Path(settings.FILES)
    path = "/" + path_of(sha256).relative_to(root).as_posix()
    how = f'format: "{_FORMAT[content_type]}", alt: "Bilag", width: 100%, height: 100%, fit: "contain"'
    source = f'{_PAGE}#image("{path}", {how})'
    try:
        made = typst.Compiler(root=str(root), ignore_system_fonts=True).compile(input=source.encode(), format="pdf")
    except (typst.TypstError, RuntimeError, ValueError):
        return None
    return made if isinstance(made, bytes) else None
