"""Sets papers as PDF: searchable, tagged, archivable (PDF/A-2a and PDF/UA-1), the same bytes for the same content."""

from sagsgang.typesetting.setting import PAPER, TypesettingFailed, pdf

__all__ = ["PAPER", "TypesettingFailed", "pdf"]
