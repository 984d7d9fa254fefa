"""Django's handle on casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The cases and their history."""

    name = "sagsgang.casework"
    label = "casework"
    verbose_name = "Sager"
