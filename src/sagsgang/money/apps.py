"""Django's handle on money."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """What is expected, granted, announced and ended early, for each offer, half and period."""

    name = "sagsgang.money"
    label = "money"
    verbose_name = "Økonomi"

    def ready(self) -> None:
        """Let the rows of money follow every event of a case."""
        from sagsgang.casework import projections
        from sagsgang.money.projecting import ANDELE

        projections.also(ANDELE)
