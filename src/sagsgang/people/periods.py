"""What every dated row of this app shares: half-open periods, asked on a day and compared with each other."""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sagsgang.people.refusals import EndsBeforeItBegins


class DatedQuerySet(models.QuerySet[Any]):
    """Rows that hold from `since` until, but not on, `until`."""

    def on(self, day: date) -> Self:
        """Return the rows that hold on the day."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def not_ended_by(self, day: date) -> Self:
        """Return the rows that hold on the day or begin later, those that were never to hold left out."""
        return self.filter(Q(until=None) | Q(until__gt=day) & Q(until__gt=F("since")))

    def overlapping(self, since: date, until: date | None) -> Self:
        """Return the rows that share at least one day with [since, until)."""
        if until is not None and until <= since:
            return self.none()
        rows = self.filter(Q(until=None) | Q(until__gt=since) & Q(until__gt=F("since")))
        return rows if until is None else rows.filter(since__lt=until)


class Dated(models.Model):
    """A row with a half-open period; `until` equal to `since` means that it never came to hold."""

    since = models.DateField("fra og med")
    until = models.DateField("til (ikke med)", null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="%(app_label)s_%(class)s_period"
            ),
        )

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        super().clean()
        if self.ends_before_it_begins():
            raise ValidationError({EndsBeforeItBegins.field: EndsBeforeItBegins.sentence})

    def ends_before_it_begins(self) -> bool:
        """Say whether the two dates stand the wrong way round."""
        return self.until is not None and self.until < self.since

    def holds_on(self, day: date) -> bool:
        """Say whether the row holds on the day."""
        return self.since <= day and (self.until is None or day < self.until)
