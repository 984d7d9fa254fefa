"""Django's handle on the log of looks."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The log of looks."""

    name = "sagsgang.record"
    label = "record"
    verbose_name = "Opslag"
