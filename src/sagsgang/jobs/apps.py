"""Django's handle on the worker."""

from functools import partial

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The worker and what it has done."""

    name = "sagsgang.jobs"
    label = "jobs"
    verbose_name = "Baggrundsarbejde"

    def ready(self) -> None:
        """Wake the worker when something has been posted."""
        from sagsgang.jobs.leaving import KEY
        from sagsgang.jobs.running import ask
        from sagsgang.outbox.posted import listen

        listen(partial(ask, KEY))
