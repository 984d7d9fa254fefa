"""The keyring of this house, read from the settings once in a process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver

from sagsgang.sealing.keyring import Keyring, key_of

DEMO_KEY, DEMO_INDEX_KEY = key_of("demobyens segl"), key_of("demobyens indeks")
"""What the invented town is sealed with when the environment names no keys: known to all, so that it always opens."""


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """Return the keys of this house; refuses KeyUnreadable."""
    return Keyring(settings.SEALING_KEYS, settings.SEALING_INDEX_KEYS)


@receiver(setting_changed, dispatch_uid="sagsgang.sealing")
def _forget(*, setting: str, **_: Any) -> None:
    if setting in ("SEALING_KEYS", "SEALING_INDEX_KEYS"):
        keyring.cache_clear()
