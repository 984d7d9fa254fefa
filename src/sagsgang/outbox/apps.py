"""Django's handle on outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """What leaves the house."""

    name = "sagsgang.outbox"
    label = "outbox"
    verbose_name = "Udbakke"
