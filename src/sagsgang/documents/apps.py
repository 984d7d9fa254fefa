"""Django's handle on the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from sagsgang.casework.access import Relation, Viewer
    from sagsgang.casework.models import Case


class DocumentsConfig(AppConfig):
    """Documents, their versions, and what has been shared."""

    name = "sagsgang.documents"
    label = "documents"
    verbose_name = "Dokumenter"

    def ready(self) -> None:
        """Let casework's forms refer to the documents of a case, and the versions keep their files alive."""
        from sagsgang.casework import papers
        from sagsgang.documents.models import Version
        from sagsgang.documents.storage import name_files

        papers.use(_shelf)
        name_files(Version)


def _shelf(case: Case, viewer: Viewer, relation: Relation) -> frozenset[int]:
    """The documents that a form may name; asked for when a form is there that could."""
    from sagsgang.documents.queries import may_refer_to

    return may_refer_to(case, viewer, relation)
