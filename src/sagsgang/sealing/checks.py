"""What `check --deploy` asks of the keys."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from sagsgang.sealing.house import DEMO_INDEX_KEY, DEMO_KEY


def keys_are_secret(**_: Any) -> list[CheckMessage]:
    """Return what is wrong with the keys of a house in earnest."""
    sealing, indexing = list(settings.SEALING_KEYS), list(settings.SEALING_INDEX_KEYS)
    wrong: list[CheckMessage] = []
    if {DEMO_KEY, DEMO_INDEX_KEY} & {*sealing, *indexing}:
        wrong.append(Error("Demobyens nøgler er kendt af alle og forsegler intet.", id="sealing.E001"))
    if set(sealing) & set(indexing):
        wrong.append(Error("SAGSGANG_INDEX_KEY skal være en anden nøgle end dem i SAGSGANG_KEYS.", id="sealing.E002"))
    return wrong
