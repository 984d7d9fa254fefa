"""Django's handle on the documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Documents, their versions, and what has been shared."""

    name = "sagsgang.documents"
    label = "documents"
    verbose_name = "Dokumenter"
