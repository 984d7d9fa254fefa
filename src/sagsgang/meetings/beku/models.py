"""The tables of BEKU: who sits on a board, what it has agreed, its meetings, and what was said of each case (O10, M9).

A board is a unit of people. What is on a docket is not stored here: it follows from the cases (casework.DocketItem).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.people.models import Unit

LONGEST_PLACE = 120
LONGEST_REASON = 500


class Member(models.Model):
    """Somebody on a board in a function, from–to (half-open); `stands_in_for` names the member he is substitute of."""

    class Function(models.TextChoices):
        """What somebody sits there as (O10)."""

        BUF_LEDER = "buf_leder", "BUF-leder"
        TSF = "tsf", "medlem fra Tværfaglig Støttefunktion"
        SKOLELEDER = "skoleleder", "skoleleder"
        BBU_LEDER = "bbu_leder", "leder i BBU"
        BCH_LEDER = "bch_leder", "leder i BCH"
        SEKRETAER = "sekretaer", "sekretær"

    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    function = models.CharField("funktion", max_length=12, choices=Function)
    chair = models.BooleanField("formand", default=False)
    stands_in_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="substitutes")
    since = models.DateField("fra")
    until = models.DateField("til", null=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("skrevet")

    class Meta:
        verbose_name = "medlem"
        verbose_name_plural = "medlemmer"
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="beku_member_period")
        ]
        indexes = [models.Index(fields=["board", "since"], name="beku_member_by_board")]

    def __str__(self) -> str:
        return f"{self.board_id} {self.function}"


class Agreement(models.Model):
    """What a board has agreed on, from a day on: never changed, only followed by another (D2, X23)."""

    class Key(models.TextChoices):
        """What is agreed on; the value is a number."""

        PAPIRFRIST = "papirfrist", "frist for papirer (hverdage før mødet)"
        BESLUTNINGSDYGTIG = "beslutningsdygtig", "antal medlemmer, der skal være til stede"

    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    key = models.CharField("hvad", max_length=20, choices=Key)
    value = models.PositiveSmallIntegerField("tal")
    since = models.DateField("fra")
    reason = models.CharField("begrundelse", max_length=LONGEST_REASON)
    source = models.CharField("kilde", max_length=200)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("skrevet")

    class Meta:
        verbose_name = "aftale"
        verbose_name_plural = "aftaler"
        indexes = [models.Index(fields=["board", "key", "since"], name="beku_agreed_since")]

    def __str__(self) -> str:
        return f"{self.board_id} {self.key} {self.value}"


class Meeting(models.Model):
    """One meeting of a board. `version` moves with every change, so that nobody overwrites another."""

    class State(models.TextChoices):
        """How it stands."""

        PLANLAGT = "planlagt", "planlagt"
        AFLYST = "aflyst", "aflyst"
        AFSLUTTET = "afsluttet", "afsluttet"

    board = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField("dag")
    begins = models.TimeField("begynder")
    place = models.CharField("sted", max_length=LONGEST_PLACE, blank=True)
    state = models.CharField("tilstand", max_length=12, choices=State, default=State.PLANLAGT)
    moved_from = models.DateField("flyttet fra", null=True)
    reason = models.CharField("hvorfor flyttet eller aflyst", max_length=LONGEST_REASON, blank=True)
    quorum_reason = models.CharField("hvorfor holdt uden at være nok", max_length=LONGEST_REASON, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("oprettet")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField("afsluttet", null=True)
    outcomes = models.JSONField("udfald i tal", default=dict)

    class Meta:
        verbose_name = "møde i BEKU"
        verbose_name_plural = "møder i BEKU"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "day"], condition=~Q(state="aflyst"), name="beku_one_meeting_a_day"
            ),
            models.CheckConstraint(condition=~Q(state="aflyst") | ~Q(reason=""), name="beku_cancelled_for_a_reason"),
        ]
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.board_id} {self.day}"


class Attendance(models.Model):
    """Somebody of the board who was at the meeting, in his function."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="present")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "fremmødt"
        verbose_name_plural = "fremmødte"
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="beku_present_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.member_id}"


class Item(models.Model):
    """What the board says and writes of one case at one meeting. The text is personal and goes with the case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    occurrence = models.CharField("forekomst", max_length=120)
    position = models.PositiveSmallIntegerField("plads", default=0)
    needs_bch = models.BooleanField("BCH's leder deltager", default=False)
    minutes = models.TextField("referat", blank=True)
    version = models.PositiveIntegerField("version", default=0)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    written_at = models.DateTimeField("skrevet", null=True)
    document = models.PositiveIntegerField("dokument", null=True)
    filed_at = models.DateTimeField("lagt på sagen", null=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "punkt"
        verbose_name_plural = "punkter"
        constraints = [models.UniqueConstraint(fields=["meeting", "case", "occurrence"], name="beku_one_item")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.case_id}"
