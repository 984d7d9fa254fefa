"""The tables of casework: the ledger, which only grows, and what is projected from it."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import models

from sagsgang.casework.halves import Half
from sagsgang.casework.scope import CaseBound
from sagsgang.people.models import Person, Unit


class Case(models.Model):
    """One child's joint case: every life of the course, in one history."""

    number = models.CharField("sagsnummer", max_length=20, unique=True)
    child = models.OneToOneField(Person, models.PROTECT, related_name="case", verbose_name="barn")
    procedure = models.CharField("procedure", max_length=64)
    opened_on = models.DateField("åbnet")
    version = models.PositiveIntegerField("version", default=0)
    locked = models.BooleanField("låst", default=False)

    objects = CaseBound("pk")

    class Meta:
        verbose_name = "sag"
        verbose_name_plural = "sager"
        indexes = [
            # Every list asks which cases are locked: a few of many, so they are found without looking at all.
            models.Index(fields=["id"], condition=models.Q(locked=True), name="case_locked"),
        ]

    def __str__(self) -> str:
        return self.number


class LedgerEvent(models.Model):
    """One past-tense fact with two dates. The database refuses to change or delete a row (migration 0002)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    number = models.PositiveIntegerField("nummer i sagen")
    kind = models.CharField("slags", max_length=10)
    step = models.CharField("trin", max_length=80, blank=True)
    occurrence = models.CharField("forekomst", max_length=120, blank=True)
    on = models.DateField("skete den", db_column="occurred_on")
    recorded_at = models.DateTimeField("indført")
    facts = models.JSONField("oplysninger", default=dict)
    target = models.PositiveIntegerField("gælder hændelse", default=0)
    edition = models.CharField("udgave af proceduren", max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    actor_role = models.CharField("i rollen", max_length=40, blank=True)
    for_role = models.CharField("indført for", max_length=40, blank=True)
    how = models.CharField("efter", max_length=20, blank=True)

    objects = CaseBound()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="one_event_per_number"),
        ]
        ordering = ["case", "number"]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number} {self.step}"


class LedgerText(models.Model):
    """Personal text that an event refers to. It stands outside the event so that erasure stays possible."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="texts")
    event = models.PositiveIntegerField("hændelse")
    key = models.CharField("felt", max_length=80)
    body = models.TextField("tekst")

    objects = CaseBound()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "event", "key"], name="one_text_per_field"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.event} {self.key}"


class TeamMember(models.Model):
    """A person on a case in a role, from–to (half-open). Responsibility is a role in a unit, plus this person."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases")
    role = models.CharField("rolle", max_length=40)
    since = models.DateField("fra")
    until = models.DateField("til", null=True, blank=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = CaseBound()

    class Meta:
        indexes = [
            models.Index(fields=["user", "case"], name="team_by_user"),
            models.Index(fields=["case", "role"], name="team_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role}"


class Note(models.Model):
    """A note on the case, in one of the homes SOF, BUF or joint. Never changed; a new note corrects it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    author_role = models.CharField("i rollen", max_length=40)
    written_at = models.DateTimeField("skrevet")
    on = models.DateField("gælder den", db_column="about_day")
    body = models.TextField("notat")
    half = models.CharField("hvis notat", max_length=10, choices=Half, default=Half.JOINT)

    objects = CaseBound()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Grant(models.Model):
    """Leave to read a case beside team and unit, from–to (half-open), for one cause.

    Each cause is a row of its own: ending one leaves the others. A grant lets a person read, never act.
    """

    class Cause(models.TextChoices):
        """Why the leave was given."""

        GAEST = "gaest", "Gæst"
        UDVALG = "udvalg", "Udvalgets dagsorden"
        NOEDADGANG = "noedadgang", "Nødadgang"
        LAAST = "laast", "Må se den låste sag"

    case = models.ForeignKey(Case, models.PROTECT, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    role = models.CharField("i rollen", max_length=40)
    cause = models.CharField("årsag", max_length=12, choices=Cause)
    reference = models.CharField("vedrører", max_length=120, blank=True)
    reason = models.CharField("begrundelse", max_length=500)
    since = models.DateField("fra")
    until = models.DateField("til", null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    given_at = models.DateTimeField("givet")

    objects = CaseBound()

    class Meta:
        verbose_name = "adgang"
        verbose_name_plural = "adgange"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) ^ models.Q(unit__isnull=False), name="grant_to_one"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="grant_has_a_reason"),
        ]
        indexes = [
            models.Index(fields=["user", "case"], name="grant_by_user"),
            models.Index(fields=["unit", "role"], name="grant_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.cause}"


class Bar(models.Model):
    """A person who must not get into the case (forvaltningsloven § 3), from–to; stronger than every leave."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="bars")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bars")
    reason = models.CharField("begrundelse", max_length=500)
    since = models.DateField("fra")
    until = models.DateField("til", null=True, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("skrevet")

    objects = CaseBound()

    class Meta:
        verbose_name = "inhabil"
        verbose_name_plural = "inhabile"
        indexes = [models.Index(fields=["user"], name="bar_by_user")]

    def __str__(self) -> str:
        return f"{self.case_id} barred"


class Lock(models.Model):
    """A case that only those named may see: own staff's family, or a family under threat."""

    class Why(models.TextChoices):
        """What makes it necessary."""

        EGEN = "egen", "Familien hører til en ansat"
        TRUET = "truet", "Familien er truet"
        ANDET = "andet", "Andet særligt hensyn"

    case = models.ForeignKey(Case, models.PROTECT, related_name="locks")
    why = models.CharField("hensyn", max_length=10, choices=Why)
    reason = models.CharField("begrundelse", max_length=500)
    since = models.DateTimeField("låst")
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField("låst op", null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    lifted_why = models.CharField("hvorfor låst op", max_length=500, blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "lås"
        verbose_name_plural = "låse"

    def __str__(self) -> str:
        return f"{self.case_id} locked"


# --- Projections: rebuilt from the ledger by `rebuild`, never a source of truth ---------------------------------------


class CaseSummary(models.Model):
    """Where a case stands, for lists and search."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="summary")
    is_open = models.BooleanField(default=True)
    phase = models.CharField(max_length=20, blank=True)
    offer = models.CharField(max_length=40, blank=True)
    school = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    sof_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=64, blank=True)
    next_due = models.DateField(null=True)
    latest_event_on = models.DateField(null=True)
    assessed_on = models.DateField()
    next_change = models.DateField(null=True)

    objects = CaseBound()

    class Meta:
        indexes = [
            models.Index(fields=["is_open", "next_due"], name="summary_by_due"),
            models.Index(fields=["next_change"], name="summary_by_change"),
            models.Index(fields=["school", "is_open", "next_due"], name="summary_by_school"),
            models.Index(fields=["case", "is_open", "next_due"], name="summary_by_case"),  # a list is paged by it alone
        ]

    def __str__(self) -> str:
        return f"summary of {self.case_id}"


class CaseSeat(models.Model):
    """A unit that has a part in the case: the gate for roles that see all cases of their unit."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    seat = models.CharField(max_length=20)

    objects = CaseBound()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "seat", "case"], name="one_seat")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seat}"


class OpenTask(models.Model):
    """What somebody owes in a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    step = models.CharField(max_length=80)
    occurrence = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due = models.DateField(null=True)
    barred = models.BooleanField(default=False)
    waits_on = models.CharField(max_length=200, blank=True)

    objects = CaseBound()

    class Meta:
        indexes = [
            models.Index(fields=["assignee", "due"], name="task_by_assignee"),
            models.Index(fields=["unit", "role", "assignee", "due"], name="task_by_unit"),
            models.Index(fields=["case", "due"], name="task_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"


class DocketItem(models.Model):
    """One round of an occurrence on a board's docket: what is asked for, what is missing, what the board decided.

    `round` counts the meetings it has been set for; the last one `waits` until it is decided. `lacks` is what `missing`
    reads: sentences with the places they are written in.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="docket")
    occurrence = models.CharField(max_length=120)
    round = models.PositiveSmallIntegerField()
    board = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    day = models.DateField(null=True)
    offer = models.CharField(max_length=40, blank=True)
    occasion = models.CharField(max_length=40, blank=True)
    months = models.PositiveSmallIntegerField(null=True)
    papers_due = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_event = models.PositiveIntegerField(default=0)
    late = models.BooleanField(default=False)
    taken_on = models.BooleanField(default=False)
    lacks = models.TextField(blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True)
    decided_event = models.PositiveIntegerField(default=0)
    other_half = models.CharField(max_length=20, blank=True)
    waits = models.BooleanField(default=False)

    objects = CaseBound()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "occurrence", "round"], name="one_round")]
        indexes = [models.Index(fields=["board", "day"], name="docket_by_board")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occurrence}/{self.round}"

    @property
    def missing(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What is missing, each as a sentence with the places where it is demanded."""
        return tuple((sentence, tuple(places)) for sentence, places in json.loads(self.lacks or "[]"))
