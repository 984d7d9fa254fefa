"""The tables of the joint plan: its parts, each a section, goal, activity or status, and every version of each.

Nothing is overwritten. What a part says is its newest revision; what the plan was at an earlier moment is the newest of
each part at that moment. Two people disturb one another only where they write the same part.
"""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db import models

from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.documents.models import Document

LONGEST_TITLE = 300

Row = TypeVar("Row", bound=models.Model)


class OfPlan(CaseBound[Row]):
    """The rows that reach their case through a plan."""

    def __init__(self, path: str = "plan__case") -> None:
        super().__init__(path)


class OfPart(OfPlan[Row]):
    """The rows that reach their case through a part of a plan."""

    def __init__(self, path: str = "part__plan__case") -> None:
        super().__init__(path)


class Plan(models.Model):
    """One life of the course has one plan; it is made when somebody first writes in it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    course = models.CharField("forløb", max_length=120)

    objects = CaseBound()

    class Meta:
        verbose_name = "handleplan"
        verbose_name_plural = "handleplaner"
        constraints = [models.UniqueConstraint(fields=["case", "course"], name="one_plan_per_course")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.course}"


class Part(models.Model):
    """What is written and versioned by itself: a section, a goal, an activity under one, a goal's status.

    `key`: the section's, or the occurrence of the follow-up that a status belongs to. `number` counts goals and
    activities of the plan, and is never used again.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SECTION = "afsnit", "afsnit"
        GOAL = "maal", "mål"
        ACTIVITY = "aktivitet", "aktivitet"
        STATUS = "status", "status"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="parts")
    kind = models.CharField("slags", max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField("nummer")
    key = models.CharField("nøgle", max_length=120, blank=True)
    under = models.ForeignKey("self", models.PROTECT, related_name="below", null=True)

    objects = OfPlan()

    class Meta:
        verbose_name = "del af en handleplan"
        verbose_name_plural = "dele af handleplaner"
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "number"], name="one_part_per_number"),
            models.UniqueConstraint(
                fields=["plan", "key"], condition=models.Q(kind="afsnit"), name="one_part_per_section"
            ),
            models.UniqueConstraint(
                fields=["under", "key"], condition=models.Q(kind="status"), name="one_status_per_follow_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.kind} {self.number}"


class Revision(models.Model):
    """One version of a part: what it says in its own words, by whom, when, and after which event of the case.

    `title`: a goal, or what an activity is. `body`: a section's text, why a goal matters, the words of a status.
    `seen`: how it is seen that a goal is reached. `gone`: taken out of the plan; the part stays in the history.
    """

    part = models.ForeignKey(Part, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField("version")
    title = models.CharField("titel", max_length=LONGEST_TITLE, blank=True)
    body = models.TextField("tekst", blank=True)
    seen = models.TextField("det kan ses ved", blank=True)
    who = models.CharField("hvem", max_length=LONGEST_TITLE, blank=True)
    rhythm = models.CharField("hvornår og hvor tit", max_length=LONGEST_TITLE, blank=True)
    side = models.CharField("hvis", max_length=10, blank=True)
    status = models.CharField("status", max_length=20, blank=True)
    position = models.PositiveIntegerField("plads", default=0)
    gone = models.BooleanField("fjernet", default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_role = models.CharField("i rollen", max_length=40)
    at = models.DateTimeField("skrevet", db_column="written_at")
    after_event = models.PositiveIntegerField("efter hændelse")

    objects = OfPart()

    class Meta:
        verbose_name = "version af en del"
        verbose_name_plural = "versioner af dele"
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="one_revision_per_number")]
        ordering = ["part", "number"]

    def __str__(self) -> str:
        return f"{self.part_id} v{self.number}"


class Filing(models.Model):
    """The plan as a paper: which document it became, of which revision, by which step."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="filings")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    step = models.CharField("trin", max_length=80)
    occurrence = models.CharField("forekomst", max_length=120)
    event = models.PositiveIntegerField("hændelse")
    at = models.DateTimeField("lagt i sagen", db_column="filed_at")

    objects = OfPlan()

    class Meta:
        verbose_name = "handleplan som papir"
        verbose_name_plural = "handleplaner som papir"
        ordering = ["plan", "pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.step}"
