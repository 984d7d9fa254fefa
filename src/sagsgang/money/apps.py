"""Django's handle on money."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """What is expected, granted, announced and ended early, for each offer, half and period."""

    name = "sagsgang.money"
    label = "money"
    verbose_name = "Økonomi"
