"""Django's handle on plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The Fælles BUF-SOF Handleplan."""

    name = "sagsgang.plans"
    label = "plans"
    verbose_name = "Handleplaner"
