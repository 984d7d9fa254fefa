"""The app that makes every new database connection speak Danish."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from sagsgang.config import danish


class HouseConfig(AppConfig):
    """Wiring that must be in place before the first query."""

    name = "sagsgang.config"
    label = "house"
    verbose_name = "Huset"

    def ready(self) -> None:
        """Give each SQLite connection Danish order and Danish lower case."""
        connection_created.connect(danish.teach_sqlite, dispatch_uid="sagsgang.danish")
