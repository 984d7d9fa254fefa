"""The demo town as a Django app; it has no tables of its own."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo town."""

    name = "sagsgang.demo"
    label = "demo"
    verbose_name = "Demobyen"
