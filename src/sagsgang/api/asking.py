"""What an operation asks of its request, and the shapes that come in."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, cast

from django.http import HttpRequest
from django.utils import timezone
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import LONGEST_LINE, LONGEST_TEXT, Wrong, clean
from sagsgang.procedure.workdays import COPENHAGEN

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FAR = 100_000


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who asks: the user, the roles held today and those stood in for."""
    return cast(Viewer, request.viewer)  # type: ignore[attr-defined]


def now(request: HttpRequest) -> datetime:
    """Return the moment of this request in Danish time, on the viewer's day (in the demo the exercise day)."""
    return datetime.combine(viewer_of(request).day, timezone.localtime(timezone=COPENHAGEN).timetz())


def _iso(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        raise ValueError("a day is written as 2026-03-05")
    return date.fromisoformat(value)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return clean(value)
        except Wrong as wrong:
            raise ValueError("cannot be stored") from wrong
    return value


Day = Annotated[date, BeforeValidator(_iso)]
Page = Annotated[
    int, Field(ge=1, le=_FAR, description="Siden, talt fra 1; den sidste side, hvor der ikke er så mange.")
]
Number = Annotated[int, Field(ge=0, le=2_000_000_000)]
Key = Annotated[str, StringConstraints(max_length=120), BeforeValidator(_storable)]
Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE), BeforeValidator(_storable)]
Words = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), BeforeValidator(_storable)]


class Sent(BaseModel):
    """What comes in: a name that is not known is refused, so that nothing is lost by a slip of the pen."""

    model_config = ConfigDict(extra="forbid")


class Filters(Sent):
    """What the list of cases is narrowed to."""

    school: Key = Field("", description="Skolens nøgle.")
    area: Key = Field("", description="Lokalområdets nøgle.")
    phase: Key = Field("", description="Fasens nøgle.")
    offer: Key = Field("", description="Tilbuddets nøgle.")
    overdue: bool = Field(False, description="Kun sager, hvor en dato er overskredet.")
    closed: bool = Field(False, description="De afsluttede sager i stedet for de åbne.")
    sort: Key = Field("due", description="due (næste dato), child (barnets navn), newest eller number.")


class PagedFilters(Filters):
    """The filters, with the page."""

    page: Page = 1


class Search(PagedFilters):
    """A search for a child; never in an address."""

    child: Line = Field("", description="Ord af barnets navn, barnets CPR-nummer eller sagens nummer.")


class NewNote(Sent):
    """A note about a day."""

    body: Words = Field(description="Notatet.")
    on: Day = Field(description="Den dag, notatet handler om.")
    half: Key = Field("", description="Hvem der må læse det; tomt: skriverens egen halvdel.")


class ForOther(Sent):
    """On whose behalf something is recorded, and how the recorder knows (G2)."""

    role: Key = Field(description="Nøglen på den rolle, det indføres for.")
    how: Key = Field(description="telefon, moede, underskrift eller brev.")
    name: Line = Field(description="Navnet på den, det indføres for.")


class Taking(Sent):
    """A step as it is sent: what happened when, and what the step asks for. `facts` is read by the declaration."""

    on: Day = Field(description="Den dag, det skete.")
    facts: dict[str, Any] = Field(default_factory=dict)
    recorded_for: ForOther | None = Field(None, description="Når det er sket for en anden, der har trinnet.")
    backdating_reason: Words = Field("", description="Hvorfor det først indføres nu; kræves, når dagen er passeret.")
    departure_reason: Words = Field("", description="Hvorfor det, vejledningen forventer, fraviges; når det kræves.")


class TakingInCase(Taking):
    """A step taken in a case that is there."""

    based_on: Annotated[int, Field(ge=0, le=2_000_000_000, strict=True)] = Field(
        description="Den version af sagen, der er læst; er sagen ændret siden, gemmes intet (409)."
    )


class Child(Sent):
    """The child that a case is opened for: by its CPR number, else by name and birth date."""

    given_name: Line = Field(description="Fornavn.")
    family_name: Line = Field(description="Efternavn.")
    cpr: Annotated[Line, StringConstraints(max_length=20)] = Field("", description="CPR-nummer, hvor det er kendt.")
    birth_date: Day | None = Field(None, description="Fødselsdato; kun uden CPR-nummer.")


class Opening(Taking):
    """A case that is opened for a child by one of the ways in (G1)."""

    child: Child
