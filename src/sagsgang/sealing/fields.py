"""Columns of sealed text: sealed as their row is saved, opened when somebody reads the attribute, and never before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from sagsgang.sealing.house import keyring

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
    _Line = models.CharField[str, str]
else:
    _Text, _Line = models.TextField, models.CharField

INDEX_LENGTH = 73  # eight of the key, a full stop, 64 of HMAC-SHA-256


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """A text as it stands in the database; what `values()` gives. Neither its str nor its repr tells anything."""

    token: str

    def __str__(self) -> str:
        return "[forseglet]"

    def __repr__(self) -> str:
        return "<Sealed>"


class _Opening(DeferredAttribute):
    """Opens the column of an instance each time it is read; what is kept on the instance stays sealed."""

    field: SealedText

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        held = super().__get__(instance, cls)
        return self.field.opened(held, instance) if isinstance(held, Sealed) else held

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedText(_Text):
    """A text that is sealed for one purpose on one row: a token moved to another row does not open.

    `purpose` names the column for good, whatever the model is later called. `bound_to` is the attribute that tells
    the row and never changes. An empty text is kept as it is. Written with `save`, `create` and `bulk_create` only:
    `update`, `bulk_update` and look-ups by the text are refused with TypeError, and so is `dumpdata`.
    """

    descriptor_class = _Opening

    def __init__(self, *args: Any, purpose: str, bound_to: str, longest: int = 300, **options: Any) -> None:
        super().__init__(*args, **options)
        self.purpose, self.bound_to, self.longest = purpose, bound_to, longest

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return (
            name,
            path,
            args,
            {**options, "purpose": self.purpose, "bound_to": self.bound_to, "longest": self.longest},
        )

    @property
    def validators(self) -> list[Any]:
        """The validators that were given, and the longest text that is taken."""
        return [*super().validators, MaxLengthValidator(self.longest)]

    def opened(self, sealed: Sealed, instance: models.Model) -> str:
        """Return the text; refuses KeyMissing and SealBroken."""
        return keyring().open(sealed.token, self.purpose, row_of(getattr(instance, self.bound_to)))

    def sealed(self, text: str, row: object) -> Sealed:
        """Return the text, sealed for the row that `row` (the value of `bound_to`) tells."""
        return Sealed(keyring().seal(text, self.purpose, row_of(row)))

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | str | None:
        """Return what the database holds, still sealed."""
        return Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the column's token, sealed now when the text was assigned since it was read."""
        held = model_instance.__dict__[self.attname]
        if held and not isinstance(held, Sealed):
            held = self.sealed(held, getattr(model_instance, self.bound_to))
            model_instance.__dict__[self.attname] = held
        return held

    def get_prep_value(self, value: Any) -> Any:
        """Return the token; TypeError for a text, which would stand in the open."""
        if isinstance(value, Sealed):
            return value.token
        if value in ("", None):
            return value
        raise TypeError("a sealed column is written through its row, and never asked for by its text")

    def get_lookup(self, lookup_name: str) -> Any:
        """Return how the column may be asked about: whether it is empty, and nothing of what it says."""
        if lookup_name not in ("exact", "in", "isnull"):
            raise TypeError("a sealed column is never asked for by its text")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse: sealed columns are backed up with their database, not dumped."""
        raise TypeError("a sealed column is not dumped")


class BlindIndex(_Line):
    """What a sealed text of the same row is found by: an HMAC under a key of its own, made as the row is saved."""

    def __init__(self, *args: Any, of: str, **options: Any) -> None:
        options.setdefault("max_length", INDEX_LENGTH)
        super().__init__(*args, **options)
        self.of = of

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def source(self) -> SealedText:
        """The sealed column that this is the index of."""
        found = self.model._meta.get_field(self.of)
        assert isinstance(found, SealedText)
        return found

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return the index of the text that the row holds."""
        text = getattr(model_instance, self.of)
        made = keyring().index(text, self.source().purpose) if text else None
        setattr(model_instance, self.attname, made)
        return made


def found_by(text: str, field: SealedText) -> tuple[str, ...]:
    """Return what to look for in the blind index to find rows with that text: ``filter(index__in=found_by(…))``."""
    return keyring().indexes(text, field.purpose)


def row_of(value: object) -> str:
    """Return the row's mark as it is bound into the seal, the same on every database."""
    if value is None:
        raise TypeError("a row is told before anything is sealed on it")
    return value.hex if isinstance(value, UUID) else str(value)
