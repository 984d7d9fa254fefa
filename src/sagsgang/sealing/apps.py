"""The Django app `sealing`: it has no tables, a command, and refuses to start with keys it cannot read."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.core.exceptions import ImproperlyConfigured


class SealingConfig(AppConfig):
    """Registers the app under the label `sealing`."""

    name = "sagsgang.sealing"
    label = "sealing"
    verbose_name = "Forsegling"

    def ready(self) -> None:
        """Read the keys, so that a house with none it can use does not start."""
        from sagsgang.sealing import checks, house, keyring  # once the settings are read

        register(checks.keys_are_secret, Tags.security, deploy=True)
        try:
            house.keyring()
        except keyring.KeyUnreadable as refusal:
            raise ImproperlyConfigured(str(refusal)) from None
