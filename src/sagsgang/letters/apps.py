"""Django's handle on letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters."""

    name = "sagsgang.letters"
    label = "letters"
    verbose_name = "Breve"
