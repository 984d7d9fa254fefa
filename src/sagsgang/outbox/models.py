"""The tables of the outbox: what is to leave the house, how it went, and the files that go along."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import TypeVar

from django.conf import settings
from django.db import models

from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.outbox.parcels import JOURNALS, mailbox_in
from sagsgang.people.models import Unit
from sagsgang.sealing.fields import SealedText

Row = TypeVar("Row", bound=models.Model)

LONGEST_KEY = 200
LONGEST_SUBJECT = 200
LONGEST_REFERENCE = 100
LONGEST_TO = 4000


class Dispatch(models.Model):
    """One sending. What it says and to whom is personal and is emptied with the case; that it was sent stays.

    `lease` names the worker that has it until `lease_until`; `handed_at` is set when the receiver may have got it.
    `told_at`: when its sender was told that it is settled; until then it is told again.
    """

    class State(models.TextChoices):
        """Where it is. Only a person takes it further from `FEJLET`, `UVIS` and `I_HAANDEN`."""

        VENTER = "venter", "venter på afsendelse"
        UNDER_AFSENDELSE = "under_afsendelse", "under afsendelse"
        SENDT = "sendt", "sendt"
        FEJLET = "fejlet", "kunne ikke afleveres"
        UVIS = "uvis", "uvist om den kom frem"
        I_HAANDEN = "i_haanden", "venter på, at det gøres i hånden"
        OPGIVET = "opgivet", "opgivet"

    class Port(models.TextChoices):
        """The ways out, as the screens call them."""

        MAIL = "mail", "Mail"
        DIGITAL_POST = "digital_post", "Digital Post"
        PRINT = "print", "Brev på papir"
        KINGO = "kingo", "KINGO"
        CSC = "csc", "CSC"
        KMD = "kmd", "KMD"

    uuid = models.UUIDField("uuid", default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField("nøgle", max_length=LONGEST_KEY, unique=True)
    port = models.CharField("udgang", max_length=20, choices=Port)
    kind = models.CharField("slags", max_length=40)
    about = models.CharField("vedrører", max_length=120, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="dispatches", null=True)
    half = models.CharField("hører til", max_length=10, choices=Half.choices)
    receiver = SealedText("modtager", purpose="dispatch.receiver", bound_to="uuid", longest=LONGEST_TO, blank=True)
    subject = models.CharField("emne", max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField("tekst", blank=True)
    extra = models.JSONField("andet", default=dict)
    role = models.CharField("ansvarlig rolle", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    state = models.CharField("tilstand", max_length=20, choices=State, default=State.VENTER)
    posted_at = models.DateTimeField("lagt i udbakken")
    due_at = models.DateTimeField("næste forsøg", null=True)
    tries = models.PositiveIntegerField("forsøg", default=0)
    lease = models.CharField("hos", max_length=32, blank=True)
    lease_until = models.DateTimeField("hos indtil", null=True)
    handed_at = models.DateTimeField("overgivet", null=True)
    failure = models.CharField("hvorfor ikke", max_length=200, blank=True)
    ended_at = models.DateTimeField("afsluttet", null=True)
    told_at = models.DateTimeField("afsenderen ved besked", null=True)
    reference = models.CharField("nummer hos modtageren", max_length=LONGEST_REFERENCE, blank=True)
    by_hand = models.BooleanField("gjort i hånden", default=False)
    acted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    why = models.CharField("begrundelse", max_length=500, blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "afsendelse"
        verbose_name_plural = "afsendelser"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="dispatch_by_state"),
            models.Index(fields=["unit", "role", "state"], name="dispatch_by_unit"),
            models.Index(fields=["case", "state"], name="dispatch_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.port} {self.pk}"

    @property
    def to(self) -> Mapping[str, str]:
        """The receiver as it was posted; nothing once the case is destroyed."""
        return dict(json.loads(self.receiver)) if self.receiver else {}

    @property
    def mailbox(self) -> str:
        """Where a mail goes."""
        return mailbox_in(self.to)

    @property
    def needs_number(self) -> bool:
        """Whether whoever did it by hand has a number from the system to write."""
        return self.port in JOURNALS


class OfDispatch(CaseBound[Row]):
    """The rows that reach their case through a dispatch, also where they are asked for from the dispatch itself."""

    def __init__(self, path: str = "dispatch__case") -> None:
        super().__init__(path)


class Enclosure(models.Model):
    """A file that goes along. The content lies with the documents' files, under its digest."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="enclosures")
    number = models.PositiveIntegerField("nummer")
    name = models.CharField("navn", max_length=200)
    mime = models.CharField("slags indhold", max_length=100)
    sha256 = models.CharField("aftryk", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("størrelse")

    objects = OfDispatch()

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ["dispatch", "number"]
        constraints = [models.UniqueConstraint(fields=["dispatch", "number"], name="one_enclosure_per_number")]

    def __str__(self) -> str:
        return f"{self.dispatch_id}/{self.number}"


class Journaling(models.Model):
    """What a step of a case has sent to a system of record, and what came of it."""

    class Outcome(models.TextChoices):
        """Whether the answer has taken the step."""

        UNDERVEJS = "undervejs", "undervejs"
        INDFOERT = "indfoert", "indført i sagen"
        IKKE_INDFOERT = "ikke_indfoert", "svaret er kommet, men kunne ikke indføres"
        IKKE_SENDT = "ikke_sendt", "kom ikke afsted"

    case = models.ForeignKey(Case, models.PROTECT, related_name="journalings")
    step = models.CharField("trin", max_length=80)
    occurrence = models.CharField("forekomst", max_length=120)
    system = models.CharField("system", max_length=20)
    number = models.PositiveIntegerField("gang")
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="journaling", null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_as = models.CharField("i rollen", max_length=40)
    sent_at = models.DateTimeField("sendt")
    outcome = models.CharField("udfald", max_length=20, choices=Outcome, default=Outcome.UNDERVEJS)
    why = models.CharField("hvorfor ikke", max_length=500, blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "journalisering"
        verbose_name_plural = "journaliseringer"
        constraints = [
            models.UniqueConstraint(fields=["case", "step", "occurrence", "number"], name="one_journaling_per_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.system} {self.number}"
