"""The one table of money: what each half has for each period of each offer, projected from the ledger."""

from __future__ import annotations

from django.db import models

from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.people.models import Unit


class Bevillingsandel(models.Model):
    """One half's amount for one period of one offer, as the ledger has it; rewritten with every event of the case.

    `place` is where it is settled and `event` the number of the event that brought it to its stage. `first` to `until`
    is half-open; `used` of `days` days had gone when it ended early.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="bevillingsandele")
    ressource = models.CharField("bevilling", max_length=40)
    offer = models.CharField("tilbuddet", max_length=120)
    art = models.CharField("tilbud", max_length=40)
    place = models.CharField("forekomst", max_length=120)
    period = models.PositiveSmallIntegerField("periode")
    half = models.CharField("halvdel", max_length=10)
    stage = models.CharField("stand", max_length=12)
    amount = models.PositiveIntegerField("beløb", null=True)
    told = models.BooleanField("meldt ud", default=False)
    since = models.DateField("siden")
    event = models.PositiveIntegerField("hændelse")
    first = models.DateField("fra", null=True)
    until = models.DateField("til", null=True)
    days = models.PositiveSmallIntegerField("dage", null=True)
    used = models.PositiveSmallIntegerField("brugte dage", null=True)
    registered = models.DateField("registreret", null=True)
    year = models.PositiveSmallIntegerField("år")
    school = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    sof_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    area = models.CharField("område", max_length=64, blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "bevillingsandel"
        verbose_name_plural = "bevillingsandele"
        indexes = [models.Index(fields=["year", "area", "school"], name="andel_by_year")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ressource} {self.period}"
