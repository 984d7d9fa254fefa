"""The tables of the archive: requests for access and what was given, and what becomes of a case that has ended."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sagsgang.casework.models import Case
from sagsgang.casework.scope import CaseBound

LONGEST_NAME = 200
LONGEST_REASON = 1000


class AccessRequest(models.Model):
    """Somebody whom the case is about asks to see it (FVL § 9), or what is known of him (GDPR article 15)."""

    class Right(models.TextChoices):
        """What is asked for."""

        AKTINDSIGT = "aktindsigt", "Aktindsigt (forvaltningsloven § 9)"
        INDSIGT = "indsigt", "Indsigt i egne oplysninger (databeskyttelsesforordningens artikel 15)"

    class By(models.TextChoices):
        """What the one who asks is to the case."""

        FORAELDREMYNDIGHED = "foraeldremyndighed", "Har forældremyndighed"
        UNG = "ung", "Den unge selv"
        PART = "part", "Anden part i sagen"
        REPRAESENTANT = "repraesentant", "Bisidder eller repræsentant med fuldmagt"

    class Ending(models.TextChoices):
        """How the request ended without anything being given."""

        TRUKKET = "trukket", "Anmodningen er trukket tilbage"
        AFSLAG = "afslag", "Der er givet afslag"

    case = models.ForeignKey(Case, models.PROTECT, related_name="access_requests")
    number = models.PositiveIntegerField("nummer i sagen")
    right = models.CharField("hvad der bedes om", max_length=12, choices=Right)
    by = models.CharField("hvem der beder", max_length=20, choices=By)
    person_id = models.BigIntegerField("personen i sagen", null=True)
    name = models.CharField("navn", max_length=LONGEST_NAME)
    power_of_attorney = models.CharField("fuldmagt", max_length=LONGEST_NAME, blank=True)
    received_on = models.DateField("modtaget")
    scope = models.TextField("hvad der bedes om at se", blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("skrevet")
    late_because = models.TextField("hvorfor svaret bliver forsinket", blank=True)
    late_until = models.DateField("svar ventes", null=True)
    ending = models.CharField("slut uden udlevering", max_length=10, choices=Ending, blank=True)
    ended_on = models.DateField("sluttet", null=True)
    ended_because = models.TextField("begrundelse", blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "anmodning om indsigt"
        verbose_name_plural = "anmodninger om indsigt"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_request_per_number")]
        ordering = ["case", "-number"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.right} {self.number}"


class ItemDecision(models.Model):
    """What is done with one item of the case in one request. `passages` are the words that are blotted out."""

    class Verdict(models.TextChoices):
        """What happens to the item."""

        UDLEVERES = "udleveres", "Udleveres"
        OVERSTREGES = "overstreges", "Udleveres med overstregninger"
        UNDTAGES = "undtages", "Undtages"
        SKJULES = "skjules", "Undtages, også i aktlisten"

    request = models.ForeignKey(AccessRequest, models.PROTECT, related_name="decisions")
    item = models.CharField("akt", max_length=40)
    verdict = models.CharField("afgørelse", max_length=12, choices=Verdict)
    ground = models.CharField("hjemmel", max_length=40, blank=True)
    reason = models.TextField("begrundelse", blank=True)
    passages = models.JSONField("overstreges", default=list)
    instead = models.PositiveIntegerField("overstreget udgave i dokument", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("afgjort")

    objects = CaseBound("request__case")

    class Meta:
        verbose_name = "afgørelse om en akt"
        verbose_name_plural = "afgørelser om akter"
        constraints = [models.UniqueConstraint(fields=["request", "item"], name="one_decision_per_item")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.item} {self.verdict}"


class Given(models.Model):
    """What was given, to whom, when and how: kept, and never changed. Given twice is two rows."""

    class How(models.TextChoices):
        """How it reached the one who asked."""

        DIGITAL_POST = "digital_post", "Digital Post"
        BREV = "brev", "Brev"
        OVERRAKT = "overrakt", "Overrakt"
        GENNEMSYN = "gennemsyn", "Set på kontoret"

    request = models.ForeignKey(AccessRequest, models.PROTECT, related_name="given")
    number = models.PositiveIntegerField("nummer")
    sides = models.CharField("givet af", max_length=20)
    items = models.JSONField("akter", default=list)
    sha256 = models.CharField("aftryk", max_length=64)
    pages = models.PositiveIntegerField("sider")
    how = models.CharField("hvordan", max_length=14, choices=How)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField("givet")

    objects = CaseBound("request__case")

    class Meta:
        verbose_name = "udlevering"
        verbose_name_plural = "udleveringer"
        constraints = [models.UniqueConstraint(fields=["request", "number"], name="one_giving_per_number")]
        ordering = ["request", "number"]

    def __str__(self) -> str:
        return f"{self.request_id} udlevering {self.number}"


class GivenCopy(models.Model):
    """The file that was given, beside its row so that it can be destroyed with the case."""

    given = models.OneToOneField(Given, models.PROTECT, primary_key=True, related_name="copy")
    content = models.BinaryField("fil")

    objects = CaseBound("given__request__case")

    class Meta:
        verbose_name = "kopi af udlevering"
        verbose_name_plural = "kopier af udleveringer"

    def __str__(self) -> str:
        return f"kopi af {self.given_id}"


class Keeping(models.Model):
    """A case that is kept longer than its rule says, with the reason; or a legal hold, which stops everything."""

    class Kind(models.TextChoices):
        """What keeps it."""

        LAENGERE = "laengere", "Bevares længere"
        STANDSET = "standset", "Må ikke kasseres (retssag, klage, tilsyn)"

    case = models.ForeignKey(Case, models.PROTECT, related_name="keepings")
    kind = models.CharField("slags", max_length=10, choices=Kind)
    reason = models.TextField("begrundelse")
    since = models.DateField("fra")
    until = models.DateField("til", null=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("skrevet")
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    lifted_at = models.DateTimeField("ophævet", null=True)
    lifted_why = models.TextField("hvorfor ophævet", blank=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "bevaring"
        verbose_name_plural = "bevaringer"
        constraints = [
            models.CheckConstraint(condition=Q(kind="standset") | Q(until__isnull=False), name="kept_until_a_day"),
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Handover(models.Model):
    """A sampled case that has been handed over to the public archive, which lets it be destroyed here."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="handover")
    on = models.DateField("afleveret")
    reference = models.CharField("arkivets kvittering", max_length=LONGEST_NAME)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField("skrevet")

    objects = CaseBound()

    class Meta:
        verbose_name = "aflevering til arkiv"
        verbose_name_plural = "afleveringer til arkiv"

    def __str__(self) -> str:
        return f"{self.case_id} afleveret"


class Destruction(models.Model):
    """One destruction, from proposal to certificate. It holds no personal data of the case; it is what remains of it.

    `emptied_at`: the rows are empty, the digest and the counts of what they held stand. `finished_at`: the files are
    gone too. What was begun and not finished runs on (`destruction.resume`).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="destructions")
    result = models.CharField("sagens resultat", max_length=40)
    rule = models.CharField("regel", max_length=64)
    rule_text = models.CharField("reglens ord", max_length=300)
    rule_source = models.CharField("reglens kilde", max_length=300)
    reached_on = models.DateField("datoen, reglen nåede")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("foreslået")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField("trukket tilbage", null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField("bekræftet", null=True)
    counts = models.JSONField("antal", default=dict)
    sha256 = models.CharField("aftryk af det kasserede", max_length=64, blank=True)
    files = models.JSONField("filers aftryk", default=list)
    emptied_at = models.DateTimeField("tømt", null=True)
    finished_at = models.DateTimeField("færdig", null=True)

    objects = CaseBound()

    class Meta:
        verbose_name = "kassation"
        verbose_name_plural = "kassationer"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(withdrawn_at__isnull=True), name="one_destruction_under_way"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("proposed_by")),
                name="destruction_by_two",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=True) | Q(confirmed_at__isnull=False), name="emptied_when_confirmed"
            ),
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} kassation"
