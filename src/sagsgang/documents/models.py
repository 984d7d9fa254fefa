"""The tables of documents: what lies in a case, its versions, with whom they are shared, and who has fetched them."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db import models

from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.people.models import Unit

LONGEST_TITLE = 200
LONGEST_REFERENCE = 100


Row = TypeVar("Row", bound=models.Model)


class OfDocument(CaseBound[Row]):
    """The rows that reach their case through a document, also where they are asked for from the document itself."""

    def __init__(self, path: str = "document__case") -> None:
        super().__init__(path)


class OfVersion(OfDocument[Row]):
    """The rows that reach their case through a version."""

    def __init__(self, path: str = "version__document__case") -> None:
        super().__init__(path)


class Document(models.Model):
    """A paper of the case: uploaded, made here, or referred to by its number in another system (G3)."""

    class Origin(models.TextChoices):
        """How the document came to be in the case."""

        UPLOADED = "fil", "lagt op som fil"
        MADE = "lavet", "lavet her"
        REFERRED = "henvist", "henvist til"

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField("nummer i sagen")
    kind = models.CharField("slags", max_length=64)
    title = models.CharField("titel", max_length=LONGEST_TITLE, blank=True)
    half = models.CharField("hører til", max_length=10, choices=Half.choices)
    origin = models.CharField("oprindelse", max_length=10, choices=Origin.choices)
    system = models.CharField("system", max_length=20, blank=True)
    reference = models.CharField("nummer i systemet", max_length=LONGEST_REFERENCE, blank=True)
    on = models.DateField("dateret", db_column="dated_on")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_as = models.CharField("i rollen", max_length=40)
    added_for = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField("tilføjet")

    objects = CaseBound()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_document_per_number")]
        ordering = ["case", "number"]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class Version(models.Model):
    """One state of a document. It never changes; a correction is a new version, with its reason."""

    class Scan(models.TextChoices):
        """What the search for malware has found."""

        WAITING = "venter", "venter på scanning"
        CLEAN = "ren", "scannet"
        INFECTED = "smittet", "indeholder skadelig kode"
        OWN = "egen", "lavet her"

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("version")
    sha256 = models.CharField("aftryk", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("størrelse")
    content_type = models.CharField("slags indhold", max_length=100)
    file_name = models.CharField("filens oprindelige navn", max_length=200, blank=True)
    reason = models.TextField("hvorfor en ny version", blank=True)
    scan = models.CharField("scanning", max_length=10, choices=Scan.choices, default=Scan.WAITING)
    scanned_at = models.DateTimeField("scannet", null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("tilføjet")

    objects = OfDocument()

    class Meta:
        verbose_name = "version"
        verbose_name_plural = "versioner"
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number")]
        indexes = [
            models.Index(fields=["added_at"], condition=models.Q(scan="venter"), name="version_awaiting_scan"),
        ]
        ordering = ["document", "number"]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Share(models.Model):
    """A document let across to somebody who does not read its half: to whom, on what basis, by whom, from–to.

    `consent` is the key of the consent (or recorded legal basis) of the case that it rests on, `consent_row` the number
    of the event that says so; else `law` is the key of a legal basis named for it alone, with `reason`. A share is
    closed, never changed.
    """

    class To(models.TextChoices):
        """Who receives. `FAELLES`: laid where both administrations read it."""

        SOF = "sof", "SOF"
        BUF = "buf", "BUF"
        FAELLES = "faelles", "begge forvaltninger"
        BEKU = "beku", "BEKU"
        MATCHING = "matchningsudvalg", "Matchningsudvalget"
        PROVIDER = "tilbud", "dagbehandlingstilbuddet"

    document = models.ForeignKey(Document, models.PROTECT, related_name="shares")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True)
    to = models.CharField("delt med", max_length=20, choices=To.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    consent = models.CharField("samtykke", max_length=64, blank=True)
    consent_row = models.CharField("samtykkets svar", max_length=40, blank=True)
    law = models.CharField("hjemmel", max_length=64, blank=True)
    reason = models.TextField("begrundelse", blank=True)
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField("delt")
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    stopped_at = models.DateTimeField("stoppet", null=True)
    stopped_why = models.TextField("hvorfor stoppet", blank=True)

    objects = OfDocument()

    class Meta:
        verbose_name = "deling"
        verbose_name_plural = "delinger"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent="", law__gt="", reason__gt="") | models.Q(consent__gt="", law=""),
                name="a_share_rests_on_consent_or_law",
            )
        ]
        ordering = ["document", "pk"]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.to}"


class Fetch(models.Model):
    """Somebody fetched a version: what has gone out cannot be called back, so it is told who has it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="fetches")
    share = models.ForeignKey(Share, models.PROTECT, related_name="fetches", null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("hentet")

    objects = OfVersion()

    class Meta:
        verbose_name = "hentning"
        verbose_name_plural = "hentninger"
        ordering = ["version", "pk"]

    def __str__(self) -> str:
        return f"{self.version_id} {self.user_id}"
