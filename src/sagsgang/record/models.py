"""The tables of the log of looks. No row points by foreign key out of the log: the log outlives what it tells of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Look(models.Model):
    """One request or act: who, as what, in which right, what, why and when. Never changed (migration 0002)."""

    number = models.BigIntegerField("nummer", primary_key=True)
    at = models.DateTimeField("tidspunkt")
    user_id = models.BigIntegerField("bruger", null=True)
    roles = models.CharField("i rollerne", max_length=200, blank=True)
    unit_id = models.BigIntegerField("enhed", null=True)
    cause = models.CharField("adgang ved", max_length=60, blank=True)
    act = models.CharField("handling", max_length=24)
    page = models.CharField("side", max_length=80, blank=True)
    task = models.CharField("opgave", max_length=160, blank=True)
    criterion = models.CharField("søgt efter", max_length=400, blank=True)
    reason_mark = models.CharField("mærke af begrundelsen", max_length=64, blank=True)
    key = models.CharField("nøgle", max_length=8)
    previous = models.BinaryField("forrige led")
    hash = models.BinaryField("led")

    class Meta:
        verbose_name = "opslag"
        verbose_name_plural = "opslag"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["user_id", "at"], name="look_by_user"),
            models.Index(fields=["user_id", "number"], condition=Q(act="noedadgang"), name="look_break_glass"),
        ]

    def __str__(self) -> str:
        return f"opslag {self.number}"


class LookCase(models.Model):
    """A case that a look touched, and how."""

    pk = models.CompositePrimaryKey("look_id", "case_id")
    look_id = models.BigIntegerField("opslag")
    case_id = models.BigIntegerField("sag")
    how = models.CharField("hvordan", max_length=8)

    class Meta:
        verbose_name = "sag i opslag"
        verbose_name_plural = "sager i opslag"
        indexes = [models.Index(fields=["case_id", "look_id"], name="look_by_case")]

    def __str__(self) -> str:
        return f"opslag {self.look_id}, sag {self.case_id}"


class LookReason(models.Model):
    """The reason somebody typed. It stands beside the look, which holds its mark, so that it can be emptied."""

    look_id = models.BigIntegerField("opslag", primary_key=True)
    body = models.TextField("begrundelse", blank=True)

    class Meta:
        verbose_name = "begrundelse for opslag"
        verbose_name_plural = "begrundelser for opslag"

    def __str__(self) -> str:
        return f"begrundelse for opslag {self.look_id}"


class Head(models.Model):
    """The one row that knows how long the log is. Its seal is made with the key, so the tail cannot be cut unseen."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField("antal led")
    hash = models.BinaryField("sidste led")
    key = models.CharField("nøgle", max_length=8)
    seal = models.BinaryField("segl")

    class Meta:
        verbose_name = "loggens hoved"
        verbose_name_plural = "loggens hoved"

    def __str__(self) -> str:
        return f"hoved ved opslag {self.number}"


class Segment(models.Model):
    """A closed piece of the log that was destroyed: what it held, who said so, and the link the rest hangs on."""

    first = models.BigIntegerField("fra opslag", primary_key=True)
    last = models.BigIntegerField("til opslag")
    first_at = models.DateTimeField("første tidspunkt")
    last_at = models.DateTimeField("sidste tidspunkt")
    cases = models.BigIntegerField("sager i opslagene")
    hash = models.BinaryField("sidste led")
    destroyed_at = models.DateTimeField("kasseret")
    destroyed_by = models.CharField("kasseret af", max_length=200)
    key = models.CharField("nøgle", max_length=8)
    seal = models.BinaryField("segl")

    class Meta:
        verbose_name = "kasseret stykke af loggen"
        verbose_name_plural = "kasserede stykker af loggen"
        ordering = ["first"]

    def __str__(self) -> str:
        return f"opslag {self.first}–{self.last}, kasseret"


class Review(models.Model):
    """What a leader found when looking at one look. Never changed: a new one is written."""

    class Verdict(models.TextChoices):
        """Whether the look was in order."""

        I_ORDEN = "i_orden", "I orden"
        FOELGES_OP = "foelges_op", "Følges op"

    look_id = models.BigIntegerField("opslag")
    verdict = models.CharField("vurdering", max_length=12, choices=Verdict)
    note = models.CharField("bemærkning", max_length=1000, blank=True)
    by_id = models.BigIntegerField("set af")
    at = models.DateTimeField("set")

    class Meta:
        verbose_name = "gennemgang"
        verbose_name_plural = "gennemgange"
        ordering = ["pk"]
        indexes = [models.Index(fields=["look_id"], name="review_by_look")]

    def __str__(self) -> str:
        return f"gennemgang af opslag {self.look_id}"
