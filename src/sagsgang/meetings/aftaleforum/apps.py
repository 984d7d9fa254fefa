"""Django's handle on meetings.aftaleforum."""

from django.apps import AppConfig


class AftaleforumConfig(AppConfig):
    """Meetings of Aftaleforum."""

    name = "sagsgang.meetings.aftaleforum"
    label = "aftaleforum"
    verbose_name = "Aftaleforum"
