"""Deadlines as Danish phrases, and the account of why a date is that date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sagsgang.procedure.engine import Occurrence, World
from sagsgang.procedure.engine.dates import limit_of
from sagsgang.procedure.engine.schedules import calendar_limit
from sagsgang.procedure.language import Calendar, Citation, Force, Subject
from sagsgang.procedure.language.deadlines import Anchor, Deadline, EarliestDay, LatestDay, ScheduledDay, YearDay
from sagsgang.procedure.wording.citations import citation_text, force_word
from sagsgang.procedure.wording.grammar import counted, listed, recorded_as, sentence
from sagsgang.procedure.wording.values import moment_text
from sagsgang.procedure.workdays import (
    LOKAL,
    MYNDIGHED,
    Account,
    Limit,
    Roll,
    Unit,
    after,
    before,
    in_full,
    in_words,
    why_closed,
)

_UNITS = {
    Unit.HOURS: ("time", "timer"),
    Unit.DAYS: ("dag", "dage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.MONTHS: ("måned", "måneder"),
    Unit.YEARS: ("år", "år"),
    Unit.WORKING_DAYS: ("hverdag", "hverdage"),
}


def span_text(limit: Limit) -> str:
    """The length of a limit: "4 uger", "5 hverdage"."""
    return counted(limit.count, *_UNITS[limit.unit])


def deadline_sentence(deadline: Deadline, per: Subject | None = None) -> str:
    """By when, mid-sentence: "senest 5 hverdage før mødet i BEKU".

    `per` is the step's subject: a deadline that hangs on a calendar's own day is then told by the calendar.
    """
    anchor, limit = deadline.anchor, deadline.limit
    calendar = per.calendar if per is not None and isinstance(anchor, ScheduledDay) else None
    if calendar is not None and limit is None:
        return calendar_sentence(calendar)
    if limit is None or limit.count == 0:
        named = isinstance(anchor, YearDay | EarliestDay) or anchor.phrase.startswith(("den ", "dag", "dato"))
        return f"senest {anchor.phrase}" if named else f"senest på dagen for {anchor.phrase}"
    word = "inden" if limit.unit is Unit.HOURS else "senest"
    told = f"{word} {span_text(limit)} {'før' if deadline.before else 'efter'} {anchor.phrase}"
    if deadline.agreed is not None:
        told += ", eller som det er aftalt lokalt"
    return f"{told}, som er {calendar_sentence(calendar, by='')}" if calendar is not None else told


def written_in(deadline: Deadline) -> str:
    """Where a deadline is written, with its force unless that is our own reading; both where the first has its own."""
    told = _cited(deadline.citation)
    return told if deadline.first is None else f"{told}; første gang {_cited(deadline.first)}"


def _cited(citation: Citation) -> str:
    force = "" if citation.force is Force.OURS else f"{force_word(citation.force)}: "
    return f"{force}{citation_text(citation)}"


def calendar_sentence(calendar: Calendar, by: str = "senest ") -> str:
    """How often: "første gang senest 3 måneder efter tilbuddets start, derefter senest hver 6. måned"."""
    one = _UNITS[calendar.then.unit][0]
    every = f"hver {one}" if calendar.then.count == 1 else f"hver {calendar.then.count}. {one}"
    return f"første gang {by}{span_text(calendar.first)} efter {calendar.counted_from.phrase}, derefter {by}{every}"


@dataclass(frozen=True, slots=True)
class DeadlineAccount:
    """Why a deadline falls where it does. `due` and `moment` are None while the day it counts from is unknown."""

    due: date | None
    moment: datetime | None
    sentences: tuple[str, ...]


def account_sentences(world: World, occurrence: Occurrence, deadline: Deadline) -> DeadlineAccount:
    """The account of a deadline: from which day, how many of what, past which closed days, and where it is written."""
    due = world.due_open(occurrence, deadline)
    moment = world.due_moment(occurrence, deadline)
    citation = deadline.written(occurrence.number)
    source = (sentence(f"Kilde: {citation_text(citation)}"), sentence(f"Styrke: {force_word(citation.force)}"))
    if due is None:
        lacking = recorded_as(deadline.anchor.phrase, "ikke oplyst")
        unknown = f"Fristen kan endnu ikke regnes ud, for {lacking}."
        return DeadlineAccount(None, None, (unknown, *source))
    told = _hours(world, occurrence, deadline, moment) if moment else _days(world, occurrence, deadline, due)
    return DeadlineAccount(due, moment, (*told, *source))


def _hours(world: World, occurrence: Occurrence, deadline: Deadline, moment: datetime) -> Iterator[str]:
    limit = deadline.limit
    assert limit is not None
    day = world.anchor_day(occurrence, deadline.anchor)
    assert day is not None
    yield sentence(f"Fristen regnes fra {deadline.anchor.phrase}, {in_full(day)}")
    yield f"Der tælles {span_text(limit)}, også om natten, i weekender og på helligdage."
    yield sentence(f"Fristen er {moment_text(moment)}")


def _days(world: World, occurrence: Occurrence, deadline: Deadline, due: date) -> Iterator[str]:
    anchor, limit, backwards = deadline.anchor, limit_of(world, occurrence, deadline), deadline.before
    calendar = world.procedure.subject_by_key[occurrence.subject].calendar
    if isinstance(anchor, ScheduledDay) and calendar is not None:
        yield sentence(f"Det er nummer {occurrence.number} i rækken: {calendar_sentence(calendar)}")
        if limit is None:
            anchor, limit, backwards = calendar.counted_from, calendar_limit(calendar, occurrence.number), False
    day = world.anchor_day(occurrence, anchor)
    assert day is not None
    yield from _anchor_sentences(world, occurrence, anchor, day)
    if limit is None or limit.count == 0:
        yield from _landing(day, due, ())
        return
    if limit != deadline.limit and deadline.limit is not None and deadline.agreed is not None:
        yield f"Lokalt er aftalt {span_text(limit)} i stedet for {span_text(deadline.limit)}."
    account = before(day, limit) if backwards else after(day, limit)
    yield from _counting(account, limit, backwards)
    yield from _landing(account.raw, due, account.rolled, limit.roll)


def _anchor_sentences(world: World, occurrence: Occurrence, anchor: Anchor, day: date) -> Iterator[str]:
    match anchor:
        case YearDay():
            first = world.anchor_day(occurrence, anchor.on_or_after)
            assert first is not None
            yield sentence(
                f"Fristen regnes fra {anchor.phrase} på eller efter {anchor.on_or_after.phrase} "
                f"({in_words(first)}): {in_full(day)}"
            )
        case LatestDay():
            of = [(each.phrase, world.anchor_day(occurrence, each)) for each in anchor.anchors]
            days = [f"{phrase} ({in_words(found)})" for phrase, found in of if found]
            which = f"den seneste dag af {listed(days)}:" if len(days) > 1 else f"{days[0].rpartition(' (')[0]},"
            yield sentence(f"Fristen regnes fra {which} {in_full(day)}")
        case EarliestDay():
            known = [(each.phrase, world.anchor_day(occurrence, each)) for each in anchor.anchors]
            told = [f"{phrase} ({in_words(found) if found else 'endnu ikke oplyst'})" for phrase, found in known]
            yield sentence(f"Fristen regnes fra den tidligste dag af {listed(told)}: {in_full(day)}")
        case _:
            yield sentence(f"Fristen regnes fra {anchor.phrase}, {in_full(day)}")


def _counting(account: Account, limit: Limit, backwards: bool) -> Iterator[str]:
    which = ""
    if limit.unit is Unit.WORKING_DAYS:
        which = " (lørdag tæller med)" if limit.calendar == MYNDIGHED else " (mandag til fredag)"
    direction = "tilbage" if backwards else "frem"
    yield f"Der tælles {span_text(limit)}{which} {direction}; selve dagen tælles ikke med."
    if account.skipped:
        yield sentence(f"Lukkede dage, der ikke tælles: {listed([closed_day(*each) for each in account.skipped])}")


def _landing(raw: date, due: date, rolled: tuple[tuple[date, str], ...], roll: Roll = Roll.BACK) -> Iterator[str]:
    if raw == due:
        yield sentence(f"Fristen er {in_full(due)}")
        return
    others = [closed_day(*each) for each in rolled if each[0] != raw]
    yield sentence(f"Det giver {in_full(raw)}, som er lukket ({why_closed(LOKAL, raw) or 'lukkedag'})")
    if others:
        yield sentence(f"Også lukket: {listed(others)}")
    where = "den sidste åbne dag før" if roll is Roll.BACK else "den første åbne dag efter"
    yield sentence(f"Fristen ligger derfor {where}, {in_full(due)}")


def closed_day(day: date, reason: str) -> str:
    """langfredag den 3. april 2026; a weekend is named by its weekday."""
    return f"{reason} den {in_words(day)}"
