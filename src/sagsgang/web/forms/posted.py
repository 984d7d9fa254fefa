"""From a posted form to what casework is handed: raw answers, the day, the version it rests on."""

from __future__ import annotations

from datetime import date

from sagsgang.casework.answers import MISSING_DAY, UNREADABLE_DAY
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.people.refusals import Refusal
from sagsgang.procedure.language import Step
from sagsgang.procedure.workdays import read_date
from sagsgang.web.forms.fields import Typed, first
from sagsgang.web.forms.tail import ON, VERSION


def raw_answers(typed: Typed, step: Step) -> dict[str, str | list[str]]:
    """Return what was typed for the step's facts and what stands beside them, as casework reads it."""
    keys = tuple(asked.fact.key for asked in step.asked())
    mine = {name: values for name, values in typed.items() if name.startswith(keys)} if keys else {}
    return {name: values[0] if len(values) == 1 else list(values) for name, values in mine.items()}


def posted_day(typed: Typed, name: str = ON) -> date:
    """Return the day that was typed; refuses AnswersInvalid at its field when none can be read."""
    day = read_date(first(typed, name))
    if day is None:
        raise AnswersInvalid({name: UNREADABLE_DAY if first(typed, name).strip() else MISSING_DAY})
    return day


def posted_version(typed: Typed) -> int:
    """Return the version of the case the form was made from; -1, which is never right, when it does not say."""
    version = first(typed, VERSION)
    return int(version) if version.isdecimal() and len(version) < 10 else -1


def sentences_of(refusal: Refusal) -> dict[str, str]:
    """Return the sentence for each field a refusal names."""
    fields: dict[str, str] = dict(getattr(refusal, "fields", {}) or {})
    return fields or ({refusal.field: refusal.sentence} if refusal.field else {})
