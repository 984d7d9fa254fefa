"""What day and time it is for this request: the real clock of Copenhagen, or the exercise day of the demo town."""

from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

from sagsgang.casework import projections
from sagsgang.casework.procedures import procedure
from sagsgang.casework.scope import house
from sagsgang.people.refusals import Refusal
from sagsgang.procedure.workdays import COPENHAGEN, in_words
from sagsgang.web.models import Oevelsesdato

_ONLY = 1  # the one row's id
_KEPT = "_sagsgang_day"


class OnlyForward(Refusal):
    """The exercise day never goes back: the histories of the demo town have been written until then."""

    code = "oevelse.kun_frem"
    field = "dag"


class BeyondProcedure(Refusal):
    """The procedure says nothing of that day."""

    code = "oevelse.ukendt_dag"
    field = "dag"


def today(request: HttpRequest) -> date:
    """Return the day of this request; in the demo one query the first time it is asked for."""
    day: date | None = getattr(request, _KEPT, None)
    if day is None:
        day = exercise_day() if settings.DEMO else timezone.localdate(timezone=COPENHAGEN)
        setattr(request, _KEPT, day)
    return day


def now(request: HttpRequest) -> datetime:
    """Return the moment of this request, in Copenhagen time: the clock's own time on the day that `today` tells."""
    moment = timezone.localtime(timezone=COPENHAGEN)
    return datetime.combine(today(request), moment.timetz())


def exercise_day() -> date:
    """Return the exercise day, or the real day while none has been set."""
    return kept_day() or timezone.localdate(timezone=COPENHAGEN)


def kept_day() -> date | None:
    """Return the exercise day, or None while none has been set; by hand, since every request of the demo asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day FROM web_oevelsesdato WHERE id = %s", [_ONLY])
        row = cursor.fetchone()
    return row[0] if row else None


def set_exercise_day(day: date) -> None:
    """Set the exercise day as the demo town begins; no case is looked at again."""
    Oevelsesdato.objects.update_or_create(pk=_ONLY, defaults={"day": day})


@transaction.atomic
def move_exercise_day(to: date) -> None:
    """Move the exercise day forward and look at every case that the passing days may have changed.

    Refuses OnlyForward and BeyondProcedure.
    """
    row = Oevelsesdato.objects.select_for_update().filter(pk=_ONLY).first() or Oevelsesdato(
        pk=_ONLY, day=exercise_day()
    )
    if to <= row.day:
        raise OnlyForward(f"Øvelsesdatoen er {in_words(row.day)} og kan kun rykkes frem.")
    if not procedure().covers.holds(to) or to.year - row.day.year > 5:
        raise BeyondProcedure("Vælg en dag inden for de næste fem år.")
    row.day = to
    row.save()
    with house("øvelsesdatoen rykkes"):
        projections.refresh_due(to)
