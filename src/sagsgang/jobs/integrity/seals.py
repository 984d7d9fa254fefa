"""Whether everything that is sealed opens with the keys the house has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.apps import apps

from sagsgang.sealing.fields import Sealed, SealedText, row_of
from sagsgang.sealing.house import keyring
from sagsgang.sealing.keyring import SealRefusal
from sagsgang.sealing.turning import tallies


def closed(_day: date) -> Iterator[str]:
    """The rows that no key opens: every seal is tried, and every index is asked which key it was made with."""
    for tally in tallies():
        if tally.lost:
            yield f"{tally.column}: {tally.lost} rækker står under en nøgle, huset ikke har, eller er ikke forseglet."
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedText):
                broken = sum(not opens for opens in _tried(field))
                if broken:
                    yield f"{model._meta.verbose_name_plural}: {broken} rækker kan ikke åbnes ({field.verbose_name})."


def _tried(field: SealedText) -> Iterator[bool]:
    """For each sealed row whether it opens; what it says is forgotten at once."""
    rows = field.model._base_manager.exclude(**{field.attname: ""}).order_by("pk")
    for row, held in rows.values_list(field.bound_to, field.attname).iterator(chunk_size=2000):
        if isinstance(held, Sealed):
            try:
                keyring().open(held.token, field.purpose, row_of(row))
            except SealRefusal:
                yield False
            else:
                yield True
