"""The tables of letters: a draft and its blocks, who has signed what, and the copies with where they are."""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db import models

from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound
from sagsgang.documents.models import Version
from sagsgang.people.models import Person, Unit

LONGEST_NAME = 200
Row = TypeVar("Row", bound=models.Model)


class OfLetter(CaseBound[Row]):
    """The rows that reach their case through a letter, also where they are asked for from the letter itself."""

    def __init__(self, path: str = "letter__case") -> None:
        super().__init__(path)


class Letter(models.Model):
    """One letter of a case, from draft to delivered. A correction is a new letter that names this one.

    `key` is that of its declaration, `occurrence` what it is about; `wording_on` the day whose wording it has.
    `version` counts every save, so that nobody writes over another. `sent_at` is its moment: the date on it and in its
    PDFs.
    `trouble` says why the step could not be recorded although every copy was delivered.
    """

    class State(models.TextChoices):
        """Where it is."""

        KLADDE = "kladde", "kladde"
        AFSENDT = "afsendt", "under afsendelse"
        FEJLET = "fejlet", "kunne ikke afleveres"
        LEVERET = "leveret", "leveret"
        KASSERET = "kasseret", "kasseret"

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    number = models.PositiveIntegerField("nummer i sagen")
    key = models.CharField("slags", max_length=64)
    occurrence = models.CharField("vedrører", max_length=120)
    half = models.CharField("hører til", max_length=10, choices=Half.choices)
    wording_on = models.DateField("ordlyd af")
    state = models.CharField("tilstand", max_length=10, choices=State, default=State.KLADDE)
    version = models.PositiveIntegerField("version", default=1)
    corrects = models.ForeignKey("self", models.PROTECT, related_name="corrections", null=True)
    notifier_name = models.CharField("underretterens navn", max_length=LONGEST_NAME, blank=True)
    notifier_address = models.TextField("underretterens adresse", blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("begyndt")
    changed_at = models.DateTimeField("ændret")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    sent_as = models.CharField("i rollen", max_length=40, blank=True)
    sent_at = models.DateTimeField("sendt", null=True)
    decided = models.CharField("afgørelser", max_length=40, blank=True)
    departure = models.TextField("hvorfor det forventede fraviges", blank=True)
    settled_at = models.DateTimeField("leveret", null=True)
    trouble = models.CharField("hvorfor trinnet ikke er indført", max_length=1000, blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "brev"
        verbose_name_plural = "breve"
        ordering = ["case", "-number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_letter_per_number")]

    def __str__(self) -> str:
        return f"{self.case_id}/brev {self.number}"


class LetterBlock(models.Model):
    """The text of one editable block, in the latest version; `from_version`: the letter's version that wrote it."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="blocks")
    key = models.CharField("afsnit", max_length=64)
    body = models.TextField("tekst", blank=True)
    from_version = models.PositiveIntegerField("fra version")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("skrevet")

    objects = OfLetter()

    class Meta:
        verbose_name = "afsnit i brev"
        verbose_name_plural = "afsnit i breve"
        constraints = [models.UniqueConstraint(fields=["letter", "key"], name="one_block_per_letter")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.key}"


class Signature(models.Model):
    """Somebody has written or signed: in which role, when, and over which content of his own half and of both.

    It holds as long as that content has the same digest: a change after it makes it void by itself.
    """

    class Kind(models.TextChoices):
        """What was done."""

        SKREVET = "skrevet", "skrevet"
        UNDERSKREVET = "underskrevet", "underskrevet"

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signatures")
    kind = models.CharField("slags", max_length=12, choices=Kind)
    step = models.CharField("trin", max_length=80)
    role = models.CharField("rolle", max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit_name = models.CharField("enhed", max_length=200, blank=True)
    side = models.CharField("for", max_length=10)
    digest = models.CharField("aftryk", max_length=64)
    at = models.DateTimeField("tidspunkt")
    event = models.PositiveIntegerField("hændelse", null=True)

    objects = OfLetter()

    class Meta:
        verbose_name = "underskrift"
        verbose_name_plural = "underskrifter"
        ordering = ["letter", "pk"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.step}"


class Copy(models.Model):
    """One receiver's own copy: to whom, by which way, its PDF as a document of the case, and where it is.

    `received_on` is the day it counts as received; `documented` when that is known and not reckoned.
    """

    class To(models.TextChoices):
        """What the receiver is."""

        FORAELDER = "foraelder", "har forældremyndighed"
        UNGE = "unge", "barnet selv"
        UNDERRETTER = "underretter", "har underrettet"
        ROLLE = "rolle", "i sagen"

    class Way(models.TextChoices):
        """How it gets there."""

        DIGITAL = "digital_post", "Digital Post"
        PRINT = "print", "brev på papir"
        INTERN = "intern", "læses her"

    class State(models.TextChoices):
        """Where it is."""

        UNDERVEJS = "undervejs", "under afsendelse"
        LEVERET = "leveret", "leveret"
        FEJLET = "fejlet", "kunne ikke afleveres"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="copies")
    number = models.PositiveIntegerField("eksemplar")
    to = models.CharField("modtager", max_length=12, choices=To)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    role = models.CharField("rolle", max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    name = models.CharField("navn", max_length=LONGEST_NAME, blank=True)
    way = models.CharField("vej", max_length=14, choices=Way)
    state = models.CharField("tilstand", max_length=10, choices=State, default=State.UNDERVEJS)
    document = models.ForeignKey(Version, models.PROTECT, related_name="+", null=True)
    dispatch_key = models.CharField("nøgle i udbakken", max_length=200, blank=True)
    sent_on = models.DateField("sendt")
    delivered_at = models.DateTimeField("leveret", null=True)
    received_on = models.DateField("modtaget", null=True)
    documented = models.BooleanField("dokumenteret", default=False)

    objects = OfLetter()

    class Meta:
        verbose_name = "eksemplar"
        verbose_name_plural = "eksemplarer"
        ordering = ["letter", "number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="one_copy_per_number")]

    def __str__(self) -> str:
        return f"{self.letter_id} eksemplar {self.number}"
