"""Everything that casework can refuse, as a tree: a stable code, a Danish sentence, the status the web answers with.

Refusal
├── UnknownCase (404)          ├── StaleWrite (409)
├── UnknownStep (404)          ├── ChildHasCase (409)
├── NotYours (403)             ├── StepClosed (409)
├── NotForOthers (403)         ├── AnswersInvalid (422) – a sentence per field
├── ReasonMissing (422)        └── DayInvalid (422): future, before the birth, outside the procedure
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from sagsgang.people.refusals import Refusal
from sagsgang.procedure.workdays import in_digits

if TYPE_CHECKING:
    from sagsgang.procedure.engine import Assessment, Standing


class CaseworkRefusal(Refusal):
    """Refused by casework; `fields` holds a sentence for each field that is wrong."""

    code: ClassVar[str] = "sag.afvist"
    status: ClassVar[int] = 422

    def __init__(self, sentence: str = "", *, field: str = "", fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence, field=field)
        self.fields: dict[str, str] = dict(fields or ({self.field: self.sentence} if self.field else {}))


class UnknownCase(CaseworkRefusal):
    """No such case, or none that this person may know of: both get the same answer."""

    code = "sag.ukendt"
    status = 404
    sentence = "Sagen findes ikke, eller du har ikke adgang til den."


class UnknownStep(CaseworkRefusal):
    """The procedure has no such step, or the case no such occurrence."""

    code = "trin.ukendt"
    status = 404
    sentence = "Trinnet findes ikke i sagen."


class UnknownEvent(CaseworkRefusal):
    """The history has no such event, or it no longer counts."""

    code = "haendelse.ukendt"
    status = 404
    sentence = "Hændelsen findes ikke, eller den er allerede annulleret."


class UnknownParty(CaseworkRefusal):
    """The child has no such relation."""

    code = "part.ukendt"
    status = 404
    sentence = "Personen findes ikke på sagen."


class UnknownGrant(CaseworkRefusal):
    """The case has no such leave or bar, or it has ended."""

    code = "adgang.ukendt"
    status = 404
    sentence = "Adgangen findes ikke, eller den er allerede ophørt."


class NotYours(CaseworkRefusal):
    """The person holds no role that may take the step in this case."""

    code = "trin.ikke_dit"
    status = 403


class NotForOthers(CaseworkRefusal):
    """The person may not record for that role, or has not said how he knows."""

    code = "trin.ikke_for_andre"
    status = 403


class StaleWrite(CaseworkRefusal):
    """Somebody recorded something since the form was opened; nothing is changed."""

    code = "sag.foraeldet"
    status = 409
    sentence = "Sagen er ændret, siden du åbnede siden. Se, hvad der er kommet til, og send igen."

    def __init__(self, based_on: int, version: int) -> None:
        super().__init__()
        self.based_on = based_on
        self.version = version


class ChildHasCase(CaseworkRefusal):
    """The child already has a joint case under way."""

    code = "sag.findes"
    status = 409
    sentence = "Barnet har allerede en fælles sag i gang."


class StepClosed(CaseworkRefusal):
    """The step is not open on that day; carries the standing: what is missing and whose turn it is."""

    code = "trin.lukket"
    status = 409

    def __init__(self, sentence: str, standing: Standing | None = None, assessment: Assessment | None = None) -> None:
        super().__init__(sentence)
        self.standing = standing
        self.assessment = assessment


class AnswersInvalid(CaseworkRefusal):
    """One or more fields do not hold what they must."""

    code = "svar.ugyldige"
    sentence = "Ret felterne nedenfor. Intet er gemt endnu."

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(fields=fields)


class DayInvalid(CaseworkRefusal):
    """The day it happened cannot be right."""

    code = "dag.ugyldig"
    field = "on"


class ReasonMissing(CaseworkRefusal):
    """A departure, a back-dating, a correction or an annulment must say why."""

    code = "begrundelse.mangler"


def future_day(day: date) -> DayInvalid:
    """The refusal of a day that has not come."""
    return DayInvalid(f"Datoen {in_digits(day)} ligger i fremtiden. Skriv den dag, det skete.")


def before_birth(day: date) -> DayInvalid:
    """The refusal of a day before the child was born."""
    return DayInvalid(f"Datoen {in_digits(day)} ligger før barnets fødsel.")
