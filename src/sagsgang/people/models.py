"""The tables: units, users with roles and substitutes, private persons with numbers and relations."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from sagsgang.people.cpr import mask
from sagsgang.people.periods import Dated, DatedQuerySet
from sagsgang.people.refusals import OwnRelative, OwnSubstitute, RoleAlreadyHeld
from sagsgang.sealing.fields import BlindIndex, SealedText

PROTECTED = "Adressen er beskyttet"
AGE_OF_MAJORITY = 18  # værgemålsloven § 1; custody ends on that birthday

_PLAIN = (ProhibitNullCharactersValidator(),)
_CVR = RegexValidator(r"^[0-9]{8}\Z", "Et CVR-nummer er 8 cifre.")
_USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._@+-]*\Z", "Et brugernavn er små bogstaver a–z, cifre og tegnene . _ @ + -"
)


class Unit(Dated):
    """A part of the municipality, a school or a provider; roles are held in it (table O)."""

    class Kind(models.TextChoices):
        """What sort of unit it is."""

        FORVALTNING = "forvaltning", "Forvaltning"
        BBU = "bbu", "Borgercenter Børn og Unge"
        BCH = "bch", "Borgercenter Handicap"
        BUFOMRAADE = "bufomraade", "BUF-område"
        SKOLE = "skole", "Skole"
        TSF = "tsf", "Tværfaglig Støttefunktion"
        FAC = "fac", "BUF Fagligt Center"
        BEKU = "beku", "BEKU"
        MATCHNINGSUDVALG = "matchningsudvalg", "Matchningsudvalg"
        TILBUD = "tilbud", "Dagbehandlingstilbud"
        FRITID = "fritid", "Fritidstilbud"
        KUI = "kui", "Kommunal ungeindsats"

    class Ownership(models.TextChoices):
        """Who runs a provider."""

        KOMMUNAL = "kommunal", "Kommunalt"
        PRIVAT = "privat", "Privat"

    key = models.SlugField("nøgle", max_length=64, unique=True, help_text="Fast kendeord; ændres aldrig.")
    uuid = models.UUIDField("uuid", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("navn", max_length=200, validators=_PLAIN)
    kind = models.CharField("art", max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="hører under"
    )
    area = models.SlugField("lokalområde", max_length=64, blank=True)
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True, validators=(_CVR,))
    ownership = models.CharField("ejerform", max_length=10, choices=Ownership, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "enhed"
        verbose_name_plural = "enheder"
        indexes = (models.Index(fields=("kind", "area"), name="people_unit_kind_area"),)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A private person: a child, or an adult of its family and network (O14). Shown by `name`, logged by id."""

    uuid = models.UUIDField("uuid", default=uuid.uuid4, unique=True, editable=False)
    given_name = models.CharField("fornavn", max_length=100, validators=_PLAIN)
    family_name = models.CharField("efternavn", max_length=100, validators=_PLAIN)
    birth_date = models.DateField("fødselsdato", null=True, blank=True)
    address = SealedText("adresse", purpose="person.address", bound_to="uuid", blank=True, validators=_PLAIN)
    protected_address = models.BooleanField("navne- og adressebeskyttelse", default=False)
    interpreter_language = models.CharField("tolkesprog", max_length=60, blank=True, validators=_PLAIN)
    digital_post_exempt = models.BooleanField("fritaget for Digital Post", default=False)

    already_known = False  # not stored: the register knew the person whom somebody asked to have added

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "personer"
        indexes = (models.Index(fields=("family_name", "given_name"), name="people_person_name"),)

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def name(self) -> str:
        """The full name, for screens and letters; never for a log line, an address or a title."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def shown_address(self) -> str:
        """What anybody may be told of where the person lives: a protected address never comes out here.

        Screens, letters, papers, the API and exports read this. `address` itself is read by people.protection alone.
        """
        return PROTECTED if self.protected_address else self.address

    def age_on(self, day: date) -> int | None:
        """Return the age in whole years, or None without a birth date; 29 February is passed on 1 March."""
        if self.birth_date is None:
            return None
        before_birthday = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before_birthday

    def is_of_age_on(self, day: date) -> bool:
        """Say whether the person is known to be of age; without a birth date the answer is no."""
        age = self.age_on(day)
        return age is not None and age >= AGE_OF_MAJORITY


class CprNumber(models.Model):
    """The CPR number of one person, apart from the person so that it is read only by those who ask for it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="cpr", verbose_name="person")
    number = SealedText("CPR-nummer", purpose="cpr.number", bound_to="person_id", longest=10)
    index = BlindIndex("indeks", of="number", unique=True, editable=False)

    class Meta:
        verbose_name = "CPR-nummer"
        verbose_name_plural = "CPR-numre"

    def __str__(self) -> str:
        return mask(self.number)

    def __repr__(self) -> str:
        return f"<CprNumber: person {self.person_id}>"


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no superuser in this house."""

    def create_user(self, username: str, password: str | None = None, *, name: str, **more: Any) -> "User":
        """Return a new user; without a password it cannot log in by one (log-in comes from elsewhere)."""
        user = self.model(username=self.model.normalize_username(username), name=name, **more)
        user.email = self.normalize_email(user.email)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user of that name, however it was capitalised at log-in."""
        return self.get(username=self.model.normalize_username(username or ""))


class User(AbstractBaseUser):
    """Somebody who can log in: staff through roles, and the family through the person they are."""

    username = models.CharField("brugernavn", max_length=150, unique=True, validators=(_USERNAME,))
    name = models.CharField("navn", max_length=200, validators=_PLAIN)
    title = models.CharField("stilling", max_length=120, blank=True, validators=_PLAIN)
    email = models.EmailField("e-mail", blank=True)
    is_active = models.BooleanField("aktiv", default=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="er den private person"
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "bruger"
        verbose_name_plural = "brugere"

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<User: {self.pk}>"

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """Return the name as it is stored: Unicode-normalised and in small letters."""
        return super().normalize_username(username).strip().lower()


class RoleAssignment(Dated):
    """A role that a user holds in a unit for a time; `role` is the key of a role of the procedure."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name="bruger")
    role = models.CharField("rolle", max_length=64, validators=_PLAIN)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name="enhed")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "rolle i enhed"
        verbose_name_plural = "roller i enheder"
        indexes = (models.Index(fields=("unit", "role"), name="people_assignment_unit_role"),)
        constraints = (
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=("user", "role", "unit"), condition=Q(until=None), name="people_one_open_assignment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} i enhed {self.unit_id}"

    def clean(self) -> None:
        """Refuse a role that the user already holds in the unit for some of the period."""
        super().clean()
        if self.is_already_held():
            raise ValidationError({RoleAlreadyHeld.field: RoleAlreadyHeld.sentence})

    def is_already_held(self) -> bool:
        """Say whether another assignment of the same role shares a day with this one (one query)."""
        return self.same_role().overlapping(self.since, self.until).exists()

    def same_role(self) -> DatedQuerySet:
        """Return the other assignments, past and coming, of the same role in the same unit to the same user."""
        same = RoleAssignment.objects.filter(user=self.user_id, role=self.role, unit=self.unit_id)
        return same.exclude(pk=self.pk)


class Substitution(Dated):
    """One user stands in for another while the other is away."""

    absent = models.ForeignKey(User, models.PROTECT, related_name="absences", verbose_name="fraværende")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="substitutions", verbose_name="stedfortræder")
    reason = models.CharField(
        "årsag", max_length=120, blank=True, validators=_PLAIN, help_text="Fx ferie eller kursus. Skriv ikke om sygdom."
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "stedfortræder"
        verbose_name_plural = "stedfortrædere"
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(absent=F("substitute")), name="people_no_own_substitute"),
        )

    def __str__(self) -> str:
        return f"bruger {self.substitute_id} for bruger {self.absent_id}"

    def clean(self) -> None:
        """Refuse that a user stands in for themselves."""
        super().clean()
        if self.absent_id == self.substitute_id:
            raise ValidationError({OwnSubstitute.field: OwnSubstitute.sentence})


class Relation(Dated):
    """What an adult is to a child, in law and in the family's own word, for a time."""

    class Kind(models.TextChoices):
        """The legal kinds; what they give a right to is decided where they are used."""

        FAELLES_FORAELDREMYNDIGHED = "faelles_foraeldremyndighed", "Fælles forældremyndighed"
        ENEFORAELDREMYNDIGHED = "eneforaeldremyndighed", "Eneforældremyndighed"
        FORAELDER_UDEN_MYNDIGHED = "foraelder_uden_myndighed", "Forælder uden forældremyndighed"
        PLEJEFORAELDER = "plejeforaelder", "Plejeforælder"
        VAERGE = "vaerge", "Værge"
        BISIDDER = "bisidder", "Bisidder"
        PARTSREPRAESENTANT = "partsrepraesentant", "Partsrepræsentant"
        NETVAERK = "netvaerk", "Netværk"

    CUSTODY: ClassVar[frozenset[str]] = frozenset({Kind.FAELLES_FORAELDREMYNDIGHED, Kind.ENEFORAELDREMYNDIGHED})
    PARENTAL: ClassVar[frozenset[str]] = CUSTODY | {Kind.FORAELDER_UDEN_MYNDIGHED}

    child = models.ForeignKey(Person, models.PROTECT, related_name="relations", verbose_name="barn")
    adult = models.ForeignKey(Person, models.PROTECT, related_name="relations_to_children", verbose_name="voksen")
    kind = models.CharField("relation", max_length=30, choices=Kind)
    family_word = models.CharField(
        "familiens ord", max_length=40, blank=True, validators=_PLAIN, help_text="Fx mor, far, mormor."
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "relation"
        verbose_name_plural = "relationer"
        constraints = (
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(child=F("adult")), name="people_no_own_relative"),
            models.UniqueConstraint(
                fields=("child", "adult", "kind"), condition=Q(until=None), name="people_one_open_relation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, person {self.adult_id}"

    def clean(self) -> None:
        """Refuse that a child is related to itself."""
        super().clean()
        if self.child_id == self.adult_id:
            raise ValidationError({OwnRelative.field: OwnRelative.sentence})

    @property
    def gives_custody(self) -> bool:
        """Whether the kind carries custody (forældremyndighed)."""
        return self.kind in self.CUSTODY
