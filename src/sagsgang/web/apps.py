"""Django's handle on the screens."""

from django.apps import AppConfig
from django.conf import settings


class WebConfig(AppConfig):
    """The Danish screens."""

    name = "sagsgang.web"
    label = "web"
    verbose_name = "Skærme"

    def ready(self) -> None:
        """Let commands and the worker look from the exercise day, where there is one."""
        if settings.DEMO:
            from sagsgang.casework.management import day
            from sagsgang.web import clock  # models can be read from now on

            day.tell(clock.kept_day)
