"""Django's handle on the archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Access, retention, destruction, anonymised copies."""

    name = "sagsgang.archive"
    label = "archive"
    verbose_name = "Arkiv"
