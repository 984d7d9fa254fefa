"""Django's handle on the screens."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The Danish screens."""

    name = "sagsgang.web"
    label = "web"
    verbose_name = "Skærme"
