"""Django's handle on the worker."""

from functools import partial
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.exceptions import ImproperlyConfigured


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
        checks.register(_the_ways_out)


def _the_ways_out(**_: Any) -> list[checks.Error]:
    """A house whose ways out are set up in a way that cannot be meant does not start: each command says so."""
    from sagsgang.adapters.outgoing import ports

    try:
        ports()
    except ImproperlyConfigured as wrong:
        return [checks.Error(str(wrong), id="sagsgang.E001")]
    return []
