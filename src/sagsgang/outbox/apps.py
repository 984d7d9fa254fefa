"""Django's handle on outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What leaves the house."""

    name = "sagsgang.outbox"
    label = "outbox"
    verbose_name = "Udbakke"

    def ready(self) -> None:
        """Keep the files alive that are to go along."""
        from sagsgang.documents.storage import name_files
        from sagsgang.outbox.models import Enclosure

        name_files(Enclosure)
