"""What is done at the workplace of Matchningsudvalget: each act takes its step and keeps its rows with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from sagsgang.casework import commands
from sagsgang.casework.access import Viewer, related
from sagsgang.casework.answers import LONGEST_TEXT, Wrong, clean
from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.ledger import RecordedFor, load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import AnswersInvalid, NotYours
from sagsgang.documents import commands as documents
from sagsgang.documents.models import Document, Share
from sagsgang.meetings.matching import steps
from sagsgang.meetings.matching.choice import GUIDANCE, OWNER_UNKNOWN, place_of
from sagsgang.meetings.matching.fit import Need, fit, stored
from sagsgang.meetings.matching.models import (
    Anmodning,
    Forslag,
    Forslagsrunde,
    Koen,
    Milepael,
    Niveau,
    Registertilbud,
    Tidsplan,
)
from sagsgang.meetings.matching.refusals import ChangedMeanwhile, UnknownRequest
from sagsgang.meetings.matching.register import taken_by_one
from sagsgang.people.models import Unit
from sagsgang.procedure.engine import assess
from sagsgang.procedure.faelles_sagsforloeb.kilder import VEJLEDNING
from sagsgang.procedure.wording import citation_text
from sagsgang.procedure.workdays import danish_day, in_digits, read_date

MOST_PROPOSALS = 5
MOST_MILESTONES = 12
PLACE_NAMES = {Unit.Ownership.KOMMUNAL.value: "kommunalt", Unit.Ownership.PRIVAT.value: "privat"}


@dataclass(frozen=True, slots=True)
class Taking:
    """How a step is taken: in which case and day treatment, by whom, when, on which version, for whom and why."""

    case_id: int
    occurrence: str
    actor: Viewer
    on: date
    at: datetime
    based_on: int | None
    recorded_for: RecordedFor | None = None
    backdating_reason: str = ""
    departure_reason: str = ""


@dataclass(frozen=True, slots=True)
class NeedSaid:
    """What the caseworker says of the child's need, as typed; nothing of it must be known."""

    sex: str = ""
    grade: str = ""
    level: str = ""
    area: str = ""
    words: str = ""


def _take(taking: Taking, step: str, facts: Mapping[str, Any]) -> commands.Result:
    return commands.take(
        case_id=taking.case_id, step=step, occurrence=taking.occurrence, facts=facts, actor=taking.actor,
        on=taking.on, at=taking.at, based_on=taking.based_on, recorded_for=taking.recorded_for,
        backdating_reason=taking.backdating_reason, departure_reason=taking.departure_reason,
    )  # fmt: skip


# --- the request (P3D.1) ----------------------------------------------------------------------------------------------


@transaction.atomic
def send_request(taking: Taking, *, facts: Mapping[str, Any], need: NeedSaid, numbers: Sequence[str]) -> Anmodning:
    """Send the papers to Matchningsudvalget: the step is taken, and each chosen document shared on what it rests on.

    :raises NoBasis: no consent covers it, and no legal basis is noted (X18)
    """
    values = _need(need)
    chosen = _chosen(numbers)
    result = _take(taking, steps.SEND, facts)
    for number in chosen:
        _share(taking, result.case, number)
    return Anmodning.objects.create(
        case=result.case, occurrence=taking.occurrence, event=result.event.number, sent_on=taking.on,
        sent_by_id=taking.actor.user_id, documents=chosen, **values,
    )  # fmt: skip


def _share(taking: Taking, case: Case, number: int) -> None:
    document = Document.objects.filter(case=case, number=number).first()
    latest = document.versions.order_by("-number").first() if document else None
    there = Share.objects.filter(document=document, to=Share.To.MATCHING, version=latest, stopped_at=None)
    if document is not None and there.exists():
        return
    documents.share(
        case_id=case.pk, number=number, to=Share.To.MATCHING.value, unit=None, law="", reason="", actor=taking.actor,
        at=taking.at,
    )  # fmt: skip


def _chosen(numbers: Iterable[str]) -> list[int]:
    found = sorted({int(each) for each in numbers if each.isdecimal() and len(each) < 7})
    if len(found) != len(set(numbers)):
        raise AnswersInvalid({"dokumenter": "Vælg dokumenter på listen."})
    return found


def _need(need: NeedSaid) -> dict[str, Any]:
    wrong: dict[str, str] = {}
    if need.sex not in {"", Koen.DRENGE.value, Koen.PIGER.value}:
        wrong["sex"] = "Vælg et af svarene på listen."
    if need.level not in {"", *Niveau.values}:
        wrong["level"] = "Vælg et af svarene på listen."
    if need.grade and not (need.grade.isdecimal() and int(need.grade) <= 10):
        wrong["grade"] = "Skriv klassen som et tal fra 0 til 10."
    if need.area and not Unit.objects.filter(kind=Unit.Kind.BUFOMRAADE, area=need.area).exists():
        wrong["area"] = "Vælg et område på listen."
    words = _words(need.words, "words", LONGEST_TEXT, wrong)
    if wrong:
        raise AnswersInvalid(wrong)
    grade = int(need.grade) if need.grade else None
    return {"sex": need.sex, "grade": grade, "level": need.level, "area": need.area, "words": words}


def _words(said: str, name: str, longest: int, wrong: dict[str, str]) -> str:
    try:
        return clean(said, longest)
    except Wrong as refused:
        wrong[name] = str(refused)
        return ""


# --- the proposals (P3D.2) --------------------------------------------------------------------------------------------


@transaction.atomic
def save_draft(taking: Taking, *, lines: Sequence[tuple[str, str]], advice: str, version: int) -> Forslagsrunde:
    """Keep the proposals without submitting them: only who may submit may write them.

    :raises NotYours: proposals are Matchningsudvalget's
    :raises ChangedMeanwhile: somebody has saved since version `version` of the round
    """
    case = _for_proposals(taking)
    return _draft(case, taking, lines, advice, version)


@transaction.atomic
def submit(taking: Taking, *, lines: Sequence[tuple[str, str]], advice: str, version: int, need: Need) -> Forslagsrunde:
    """Submit the ranked proposals: the step is taken with the text that follows from them, and the fit is kept."""
    case = _for_proposals(taking)
    runde = _draft(case, taking, lines, advice, version)
    proposals = list(runde.forslag.select_related("unit"))
    offers = {
        offer.unit_id: offer for offer in Registertilbud.objects.filter(unit__in=[each.unit_id for each in proposals])
    }
    wrong = {
        f"grund_{each.rank}": f"Skriv, hvorfor tilbuddet foreslås ({GUIDANCE})."
        for each in proposals
        if not each.reason
    }
    if not proposals:
        wrong["tilbud_1"] = "Vælg mindst ét tilbud."
    if wrong:
        raise AnswersInvalid(wrong)
    for each in proposals:
        each.fit = stored(fit(offers[each.unit_id], need, taking.on))
    Forslag.objects.bulk_update(proposals, ["fit"])
    result = _take(taking, steps.PROPOSE, {steps.PROPOSALS: composed(proposals, runde.advice)})
    runde.event = result.event.number
    runde.save(update_fields=["event"])
    return runde


def composed(proposals: Iterable[Forslag], advice: str) -> str:
    """Return the proposals as one text, in their rank: what the ledger keeps, typed by nobody."""
    told = [f"{each.rank}. {_named(each.unit)}. {each.reason}" for each in proposals]
    return "\n\n".join([*told, *([f"Råd: {advice}"] if advice else [])])


def _named(unit: Unit) -> str:
    owner = PLACE_NAMES.get(unit.ownership, "")
    return f"{unit.name} ({owner})" if owner else unit.name


def _for_proposals(taking: Taking) -> Case:
    """The case, locked; who may not propose in it is told so before what he wrote is looked at."""
    case = lock(taking.case_id)
    relation = related(taking.actor, case)
    assessment = assess(procedure_of(case), load(case), danish_day(taking.at))
    standing = assessment.standing(steps.PROPOSE, taking.occurrence)
    if standing is None:
        raise UnknownRequest
    if may_take(standing, relation) is None and may_record(standing, relation) is None:
        raise NotYours(f"»{standing.step.title}« tages af {standing.owner.definite}.")
    return case


def _draft(case: Case, taking: Taking, lines: Sequence[tuple[str, str]], advice: str, version: int) -> Forslagsrunde:
    wrong: dict[str, str] = {}
    chosen = _lines(lines, wrong)
    advice = _words(advice, "advice", LONGEST_TEXT, wrong)
    if wrong:
        raise AnswersInvalid(wrong)
    rounds = Forslagsrunde.objects.filter(case=case, occurrence=taking.occurrence)
    runde = rounds.filter(event=None).first()
    if version != (runde.version if runde else 0):
        raise ChangedMeanwhile
    if runde is None:
        highest = rounds.aggregate(Max("number"))["number__max"] or 0
        runde = Forslagsrunde(case=case, occurrence=taking.occurrence, number=highest + 1, version=0)
    runde.version, runde.advice, runde.saved_at = runde.version + 1, advice, taking.at
    runde.saved_by_id = taking.actor.user_id
    runde.save()
    runde.forslag.all().delete()
    Forslag.objects.bulk_create(
        Forslag(runde=runde, rank=rank, unit=unit, reason=reason) for rank, (unit, reason) in enumerate(chosen, 1)
    )
    return runde


def _lines(lines: Sequence[tuple[str, str]], wrong: dict[str, str]) -> list[tuple[Unit, str]]:
    """The chosen offers with their reasons, in rank; rows left empty close up. Municipal and private alike."""
    there = {row.unit.key: row.unit for row in Registertilbud.objects.select_related("unit")}
    found: list[tuple[Unit, str]] = []
    for number, (key, reason) in enumerate(lines[:MOST_PROPOSALS], 1):
        said = _words(reason, f"grund_{number}", LONGEST_TEXT, wrong)
        if not key:
            if said:
                wrong[f"tilbud_{number}"] = "Vælg det tilbud, begrundelsen gælder."
            continue
        if key not in there:
            wrong[f"tilbud_{number}"] = "Vælg et tilbud fra registret."
        elif there[key] in [unit for unit, _ in found]:
            wrong[f"tilbud_{number}"] = "Tilbuddet er allerede foreslået."
        else:
            found.append((there[key], said))
    return found


# --- the choice, the start and the way back (P3D.3, P3D.4, P3D.8) -----------------------------------------------------


@transaction.atomic
def choose(taking: Taking, *, unit: str, reason: str) -> commands.Result:
    """Choose the place: who owns it comes from the register, nothing is typed again.

    :raises AnswersInvalid: it is no offer, its ownership is unknown, or no reason is given although it does not fit the
        child or is not approved (`choice.against_choice`)
    """
    place = place_of(unit)
    if place is None:
        raise AnswersInvalid({steps.PLACE: "Vælg et tilbud på listen."})
    if not place.ownership:
        raise AnswersInvalid({steps.PLACE: OWNER_UNKNOWN})
    facts = {steps.PLACE: place.key, steps.OWNER: place.ownership, steps.UNAPPROVED: reason}
    return _take(taking, steps.CHOOSE, facts)


@transaction.atomic
def enrol(taking: Taking, *, facts: Mapping[str, Any]) -> commands.Result:
    """Let the day treatment start; the place that was free is not free any more."""
    result = _take(taking, steps.START, facts)
    world = result.assessment.world
    place = world.occurrence(taking.occurrence)
    recorded = place.facts.get(steps.PLACE) if place is not None else None
    unit = Unit.objects.filter(key=recorded.value).first() if recorded is not None else None
    if unit is not None:
        taken_by_one(unit.pk, taking.actor, taking.at)
    return result


@transaction.atomic
def agree_timetable(taking: Taking, *, lines: Sequence[tuple[str, str, str]]) -> Tidsplan:
    """Agree the timetable for the way back: milestones with day, what and who; the ledger gets them as one text."""
    milestones = _milestones(lines)
    told = "\n".join(f"{in_digits(on)}: {what} ({who})" for on, what, who in milestones)
    result = _take(taking, steps.TIMETABLE, {steps.PLAN: told})
    plans = Tidsplan.objects.filter(case=result.case, occurrence=taking.occurrence)
    number = (plans.aggregate(Max("number"))["number__max"] or 0) + 1
    plan = Tidsplan.objects.create(
        case=result.case, occurrence=taking.occurrence, number=number, event=result.event.number, at=taking.at,
        by_id=taking.actor.user_id,
    )  # fmt: skip
    Milepael.objects.bulk_create(Milepael(plan=plan, on=on, what=what, who=who) for on, what, who in milestones)
    return plan


def _milestones(lines: Sequence[tuple[str, str, str]]) -> list[tuple[date, str, str]]:
    wrong: dict[str, str] = {}
    found = []
    for number, (day, what, who) in enumerate(lines[:MOST_MILESTONES], 1):
        if not (day.strip() or what.strip() or who.strip()):
            continue
        on = read_date(day)
        said = _words(what, f"hvad_{number}", 300, wrong)
        by = _words(who, f"hvem_{number}", 120, wrong)
        if on is None or not 1990 <= on.year <= 2100:
            wrong[f"inden_{number}"] = "Skriv en dato, fx 5.3.2026."
        else:
            found.append((on, said, by))
        if not said:
            wrong.setdefault(f"hvad_{number}", "Skriv, hvad der skal ske.")
        if not by:
            wrong.setdefault(f"hvem_{number}", "Skriv, hvem der sørger for det.")
    if not found and not wrong:
        wrong["inden_1"] = f"Skriv mindst én milepæl ({citation_text(VEJLEDNING.at('P3D.8'))})."
    if wrong:
        raise AnswersInvalid(wrong)
    return sorted(found)
