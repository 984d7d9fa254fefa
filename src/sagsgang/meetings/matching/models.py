"""The tables of Matchningsudvalget: the register of offers, and each case's request, proposals and timetable.

The register holds nothing of any child. What stands in a case is bound to it: the request that was sent, the rounds of
ranked proposals, the milestones of the way back. What counts is in the ledger; these rows are what was said on the way.
"""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db import models

from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.people.models import Unit

Row = TypeVar("Row", bound=models.Model)


class OfRunde(CaseBound[Row]):
    """The rows that reach their case through a round, also where they are asked for from the round itself."""

    def __init__(self, path: str = "runde__case") -> None:
        super().__init__(path)


class OfPlan(CaseBound[Row]):
    """The rows that reach their case through a timetable."""

    def __init__(self, path: str = "plan__case") -> None:
        super().__init__(path)


class Koen(models.TextChoices):
    """For whom an offer is; a child whose sex is not known fits those that are for all."""

    ALLE = "alle", "Alle"
    DRENGE = "drenge", "Drenge"
    PIGER = "piger", "Piger"


class Niveau(models.TextChoices):
    """Levels of functioning; what they cover is settled locally (P3D.2)."""

    LET = "let", "Let støttebehov"
    MIDDEL = "middel", "Middel støttebehov"
    STORT = "stort", "Stort støttebehov"


class Registertilbud(models.Model):
    """One day-treatment offer, municipal or private, as it is known today. Ownership and CVR stand on the unit."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="registertilbud")
    version = models.PositiveIntegerField("version", default=1)
    target_group = models.TextField("målgruppe")
    sex = models.CharField("køn", max_length=10, choices=Koen, default=Koen.ALLE)
    age_from = models.PositiveSmallIntegerField("alder fra")
    age_to = models.PositiveSmallIntegerField("alder til")
    class_from = models.PositiveSmallIntegerField("klasse fra")
    class_to = models.PositiveSmallIntegerField("klasse til")
    levels = models.CharField("funktionsniveau", max_length=60)
    area = models.SlugField("lokalområde", max_length=64, blank=True)
    street = models.CharField("adresse", max_length=200)
    places = models.PositiveSmallIntegerField("pladser")
    free = models.PositiveSmallIntegerField("ledige pladser", null=True)
    free_on = models.DateField("ledige pladser meldt den", null=True)
    approved_by = models.CharField("godkendt af", max_length=120, blank=True)
    approved_from = models.DateField("godkendt fra", null=True)
    approved_until = models.DateField("godkendt til", null=True)
    agreement_on = models.DateField("kvalitetsaftale", null=True)
    price = models.PositiveIntegerField("pris pr. måned", null=True)
    contact = models.CharField("kontaktperson", max_length=120, blank=True)
    phone = models.CharField("telefon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)
    changed_at = models.DateTimeField("ændret")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "tilbud i registret"
        verbose_name_plural = "tilbud i registret"
        constraints = [
            models.CheckConstraint(condition=models.Q(age_from__lte=models.F("age_to")), name="tilbud_ages"),
            models.CheckConstraint(condition=models.Q(class_from__lte=models.F("class_to")), name="tilbud_classes"),
            models.CheckConstraint(
                condition=models.Q(free=None) | models.Q(free__lte=models.F("places")), name="tilbud_free_places"
            ),
        ]

    def __str__(self) -> str:
        return f"offer of unit {self.unit_id}"


class Tilbudsversion(models.Model):
    """An offer as it stood in the register from a moment on; only added, never changed."""

    offer = models.ForeignKey(Registertilbud, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("version")
    at = models.DateTimeField("ændret")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said = models.JSONField("indhold")

    class Meta:
        verbose_name = "version af et tilbud"
        verbose_name_plural = "versioner af tilbud"
        ordering = ["offer", "-number"]
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="one_tilbud_version")]

    def __str__(self) -> str:
        return f"{self.offer_id} v{self.number}"


class Pladstal(models.Model):
    """How many places were free, as somebody told it, or as an enrolment made it; only added."""

    class Why(models.TextChoices):
        """How the number came about."""

        MELDT = "meldt", "Meldt"
        INDSKREVET = "indskrevet", "Et barn er indskrevet"

    offer = models.ForeignKey(Registertilbud, models.PROTECT, related_name="counts")
    free = models.PositiveSmallIntegerField("ledige pladser")
    on = models.DateField("gælder den", db_column="told_on")
    why = models.CharField("hvorfor", max_length=12, choices=Why)
    at = models.DateTimeField("skrevet")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "antal ledige pladser"
        verbose_name_plural = "antal ledige pladser"
        ordering = ["offer", "-pk"]

    def __str__(self) -> str:
        return f"{self.offer_id}: {self.free}"


class Anmodning(models.Model):
    """What was sent to Matchningsudvalget for one day treatment: what the child needs, and which documents went along.

    `event` is the number of the event that says it was sent. What the need says is read by the board and by both sides.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="anmodninger")
    occurrence = models.CharField("forekomst", max_length=120)
    event = models.PositiveIntegerField("hændelse")
    sent_on = models.DateField("sendt")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    documents = models.JSONField("dokumenter", default=list)
    sex = models.CharField("køn", max_length=10, blank=True)
    grade = models.PositiveSmallIntegerField("klassetrin", null=True)
    level = models.CharField("funktionsniveau", max_length=10, blank=True)
    area = models.SlugField("lokalområde", max_length=64, blank=True)
    words = models.TextField("hvad udvalget skal vide", blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "anmodning"
        verbose_name_plural = "anmodninger"
        constraints = [models.UniqueConstraint(fields=["case", "occurrence"], name="one_anmodning")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occurrence}"


class Forslagsrunde(models.Model):
    """One round of ranked proposals; a draft until `event`, the number of the event that submitted it, is there."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="forslagsrunder")
    occurrence = models.CharField("forekomst", max_length=120)
    number = models.PositiveSmallIntegerField("runde")
    version = models.PositiveIntegerField("version", default=1)
    advice = models.TextField("råd", blank=True)
    event = models.PositiveIntegerField("hændelse", null=True)
    saved_at = models.DateTimeField("gemt")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseBound()

    class Meta:
        verbose_name = "forslagsrunde"
        verbose_name_plural = "forslagsrunder"
        ordering = ["case", "occurrence", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "occurrence", "number"], name="one_forslagsrunde")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occurrence}/{self.number}"


class Forslag(models.Model):
    """One proposed offer with its rank, the reason, and how it fitted on the day it was submitted."""

    runde = models.ForeignKey(Forslagsrunde, models.CASCADE, related_name="forslag")
    rank = models.PositiveSmallIntegerField("nummer")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField("begrundelse", blank=True)
    fit = models.JSONField("passer", default=list)

    objects = OfRunde()

    class Meta:
        verbose_name = "forslag"
        verbose_name_plural = "forslag"
        ordering = ["runde", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["runde", "rank"], name="one_forslag_per_rank"),
            models.UniqueConstraint(fields=["runde", "unit"], name="one_forslag_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.runde_id} nr. {self.rank}"


class Tidsplan(models.Model):
    """The timetable for the way back, agreed at enrolment; each agreement is a new one."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tidsplaner")
    occurrence = models.CharField("forekomst", max_length=120)
    number = models.PositiveSmallIntegerField("nummer")
    event = models.PositiveIntegerField("hændelse")
    at = models.DateTimeField("skrevet")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = CaseBound()

    class Meta:
        verbose_name = "tidsplan"
        verbose_name_plural = "tidsplaner"
        ordering = ["case", "occurrence", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "occurrence", "number"], name="one_tidsplan")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occurrence}/{self.number}"


class Milepael(models.Model):
    """One thing on the way back: by which day, what, and who sees to it."""

    plan = models.ForeignKey(Tidsplan, models.CASCADE, related_name="milepaele")
    on = models.DateField("inden", db_column="due_on")
    what = models.CharField("hvad", max_length=300)
    who = models.CharField("hvem", max_length=120)

    objects = OfPlan()

    class Meta:
        verbose_name = "milepæl"
        verbose_name_plural = "milepæle"
        ordering = ["plan", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.on:%Y-%m-%d}"
