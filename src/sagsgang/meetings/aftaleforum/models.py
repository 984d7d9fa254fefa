"""The tables of Aftaleforum: what is planned, who is invited, what is written while it is held, who was sent what.

They hold what is being worked on. What counts – called, held, agreed, summed up – is an event of the case.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db import models

from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.documents.models import Document
from sagsgang.outbox.models import Dispatch
from sagsgang.people.models import Person

LONGEST_LINE = 300

Row = TypeVar("Row", bound=models.Model)


def mark_of(words: str) -> str:
    """Return a short mark of a text, the same however its lines were ended on the way."""
    return hashlib.sha256(words.replace("\r\n", "\n").strip().encode()).hexdigest()[:12]


class OfMeeting(CaseBound[Row]):
    """The rows that reach their case through a meeting."""

    def __init__(self, path: str = "meeting__case") -> None:
        super().__init__(path)


class OfParticipant(CaseBound[Row]):
    """The rows that reach their case through a participant."""

    def __init__(self, path: str = "participant__meeting__case") -> None:
        super().__init__(path)


class Meeting(models.Model):
    """One meeting as it is planned and run. `occurrence` is the meeting in the history, "" until it is summoned.

    `version` is the plan's own, for whoever changes it at the same time; `sequence` is the calendar's (RFC 5545).
    `together` is shared by meetings about siblings, which are held at the same time and place (G5).
    """

    class Parents(models.TextChoices):
        """How the parents meet; the values are those of the procedure's own fact."""

        SAMMEN = "sammen", "Sammen"
        HVER_FOR_SIG = "hver_for_sig", "Hver for sig, med hver sin opsamling"
        EN = "en", "Kun den ene har forældremyndighed"

    case = models.ForeignKey(Case, models.PROTECT, related_name="aftaleforum")
    uuid = models.UUIDField("uuid", default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.CharField("forekomst", max_length=120, blank=True)
    first = models.BooleanField("det første møde i en ny sag", default=False)
    purposes = models.JSONField("formål", default=list)
    starts_at = models.DateTimeField("begynder")
    minutes = models.PositiveSmallIntegerField("varighed i minutter", default=60)
    place = models.CharField("sted", max_length=LONGEST_LINE, blank=True)
    parents = models.CharField("forældrene", max_length=20, choices=Parents.choices, default=Parents.SAMMEN)
    second_starts_at = models.DateTimeField("den anden samtale begynder", null=True)
    interpreter = models.CharField("tolk", max_length=LONGEST_LINE, blank=True)
    together = models.UUIDField("holdes sammen med", null=True, db_index=True)
    recommendation = models.CharField("anbefaling", max_length=20, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    sequence = models.PositiveIntegerField("kalenderens nummer", default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("oprettet")

    objects = CaseBound()

    class Meta:
        verbose_name = "møde i Aftaleforum"
        verbose_name_plural = "møder i Aftaleforum"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "occurrence"], condition=~models.Q(occurrence=""), name="one_meeting_per_occurrence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.occurrence or self.pk}"

    @property
    def apart(self) -> bool:
        """Whether there are two sittings, one for each parent."""
        return self.parents == self.Parents.HVER_FOR_SIG and self.second_starts_at is not None

    @property
    def sittings(self) -> tuple[int, ...]:
        """The numbers of the sittings."""
        return (1, 2) if self.apart else (1,)

    def starts(self, sitting: int) -> datetime:
        """When that sitting begins."""
        return self.second_starts_at if sitting == 2 and self.second_starts_at is not None else self.starts_at

    def ends(self, sitting: int) -> datetime:
        """When that sitting ends."""
        return self.starts(sitting) + timedelta(minutes=self.minutes)


class Participant(models.Model):
    """Somebody who is to take part. `fact` and `option` place him in the procedure's own lists of participants.

    `sitting` 0 takes part in every sitting. `invited` is the calendar's number of the latest invitation; `gone`: he
    was invited and does not take part any more.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="participants")
    fact = models.CharField("liste", max_length=60)
    option = models.CharField("som", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    name = models.CharField("navn", max_length=200, blank=True)
    email = models.EmailField("mail", blank=True)
    sitting = models.PositiveSmallIntegerField("samtale", default=0)
    invited = models.PositiveIntegerField("indkaldt med", null=True)
    gone = models.BooleanField("deltager ikke længere", default=False)
    present = models.CharField("var med", max_length=10, blank=True)

    objects = OfMeeting()

    class Meta:
        verbose_name = "deltager"
        verbose_name_plural = "deltagere"
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.option}"

    @property
    def who(self) -> tuple[str, int | None, int | None, str]:
        """What makes him the same as before when the list is written anew."""
        return (self.option, self.user_id, self.person_id, "" if self.user_id or self.person_id else self.name)

    def takes_part_in(self, sitting: int) -> bool:
        """Whether the sitting is his."""
        return self.sitting in (0, sitting)


class Piece(models.Model):
    """One piece of the minutes: a point of the agenda, or what somebody says. Its version catches who wrote meanwhile.

    `sitting` 0 belongs to the whole meeting; another number to that sitting alone, and stays out of the
    other's summary.
    """

    class Kind(models.TextChoices):
        """What the piece is."""

        PUNKT = "punkt", "Punkt på dagsordenen"
        FAMILIEN = "familien", "Familiens ord"
        BARNET = "barnet", "Barnets ord"
        PART = "part", "Hvad parten gør på sit eget område"
        TILBUD = "tilbud", "Muligt tilbud"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="pieces")
    kind = models.CharField("slags", max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField("nummer")
    sitting = models.PositiveSmallIntegerField("samtale", default=0)
    title = models.CharField("overskrift", max_length=LONGEST_LINE)
    source = models.CharField("kilde", max_length=40, blank=True)
    body = models.TextField("tekst", blank=True)
    version = models.PositiveIntegerField("version", default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField("ændret", null=True)

    objects = OfMeeting()

    class Meta:
        verbose_name = "stykke af referatet"
        verbose_name_plural = "stykker af referatet"
        ordering = ["meeting", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind} {self.position}"

    @property
    def heading(self) -> str:
        """The title as it stands alone, where no group of titles is around it."""
        return f"På eget område: {self.title}" if self.kind == self.Kind.PART else self.title

    @property
    def mark(self) -> str:
        """What tells whether the text is still what a page showed."""
        return mark_of(self.body)


class Agreement(models.Model):
    """What one party takes upon itself, as it is written at the table; `occurrence` once it is in the history."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agreements")
    what = models.TextField("hvad")
    role = models.CharField("hvem", max_length=40)
    who = models.CharField("navn", max_length=LONGEST_LINE, blank=True)
    due = models.DateField("senest")
    version = models.PositiveIntegerField("version", default=1)
    occurrence = models.CharField("forekomst", max_length=120, blank=True)

    objects = OfMeeting()

    class Meta:
        verbose_name = "aftale"
        verbose_name_plural = "aftaler"
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.role}"


class Invitation(models.Model):
    """One invitation, change or cancellation to one participant, and the sending it became."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="invitations")
    method = models.CharField("slags", max_length=10)
    sequence = models.PositiveIntegerField("nummer")
    sitting = models.PositiveSmallIntegerField("samtale", default=1)
    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="+")

    objects = OfParticipant()

    class Meta:
        verbose_name = "indkaldelse"
        verbose_name_plural = "indkaldelser"
        ordering = ["participant", "pk"]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.method} {self.sequence}"


class Summary(models.Model):
    """A summary that was filed: for the administrations, or for the family of one sitting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="summaries")
    family = models.BooleanField("til familien", default=False)
    sitting = models.PositiveSmallIntegerField("samtale", default=0)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    objects = OfMeeting()

    class Meta:
        verbose_name = "opsamling"
        verbose_name_plural = "opsamlinger"
        ordering = ["meeting", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.document_id}"
