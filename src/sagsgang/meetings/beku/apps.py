"""Django's handle on meetings.beku."""

from django.apps import AppConfig


class BekuConfig(AppConfig):
    """BEKU."""

    name = "sagsgang.meetings.beku"
    label = "beku"
    verbose_name = "BEKU"
