"""Reading settings from the environment, with an error a person can act on."""

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "ja", "on"}
_NO = {"", "0", "false", "no", "nej", "off"}


@dataclass(frozen=True)
class Environment:
    """A set of environment variables and the ways we read them."""

    variables: Mapping[str, str]

    @classmethod
    def of_process(cls) -> "Environment":
        """Return the environment this process was started in."""
        return cls(os.environ)

    def text(self, name: str, default: str) -> str:
        """Return the variable, or the default when it is unset or empty."""
        return self.variables.get(name) or default

    def flag(self, name: str) -> bool:
        """Return whether a switch is on; anything that is neither yes nor no is refused."""
        value = self.variables.get(name, "").strip().lower()
        if value not in _YES | _NO:
            raise ImproperlyConfigured(f"{name} skal være 1 eller 0, ikke “{value}”.")
        return value in _YES

    def words(self, name: str, default: Sequence[str]) -> list[str]:
        """Return a list written with commas, or the default; where both are empty, a refusal to start."""
        words = [word.strip() for word in self.variables.get(name, "").split(",") if word.strip()] or list(default)
        if not words:
            raise _missing(name)
        return words

    def secret(self, name: str, *, throwaway: bool) -> str:
        """Return a secret; where it is unset, a random one if a throw-away will do, else a refusal to start."""
        value = self.variables.get(name, "")
        if value:
            return value
        if throwaway:
            return secrets.token_urlsafe(50)
        raise _missing(name)


def _missing(name: str) -> ImproperlyConfigured:
    """Return the refusal to start without a variable."""
    return ImproperlyConfigured(f"{name} mangler. Sæt den i miljøet, eller sæt SAGSGANG_DEMO=1 for demobyen.")
