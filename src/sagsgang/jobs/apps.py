"""Django's handle on the worker."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The worker and what it has done."""

    name = "sagsgang.jobs"
    label = "jobs"
    verbose_name = "Baggrundsarbejde"
