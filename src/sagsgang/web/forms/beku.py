"""The forms of BEKU's pages: keeping a board, planning and moving meetings, who is there, the minutes, guests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time

from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.meetings.beku.boards import agreed_on, agreements, candidates, docket
from sagsgang.meetings.beku.calendar import MONTHS, WEEKDAYS, upcoming
from sagsgang.meetings.beku.models import Agreement, Meeting, Member
from sagsgang.procedure.workdays import in_digits, in_full, read_date
from sagsgang.web.forms.builder import date_field, line_field, text_field
from sagsgang.web.forms.fields import Field, Form, Typed, Widget, choices_of, choose_one, first
from sagsgang.web.forms.tail import USER

DO, VERSION = "handling", "moede_version"
CLOCK = "Skriv klokkeslættet som tt.mm, fx 14.30."
NTH = (("1", "Den første"), ("2", "Den anden"), ("3", "Den tredje"), ("4", "Den fjerde"), ("-1", "Den sidste"))


def made(act: str, user: int, fields: Iterable[Field], version: int | None = None) -> Form:
    """Return a form that says what it is to do."""
    hidden = [(DO, act), (USER, str(user))]
    if version is not None:
        hidden.append((VERSION, str(version)))
    return Form(tuple(fields), hidden=tuple(hidden))


def named(prefix: str, sentences: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences under the names that the fields of that form have."""
    return {f"{prefix}_{name}" if name else "": text for name, text in sentences.items()}


def version_of(typed: Typed) -> int:
    """Return the version the form was made from; -1, which is never right, when it does not say."""
    text = first(typed, VERSION)
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def day_of(typed: Typed, name: str) -> date | None:
    """Return the day that was typed, or None."""
    return read_date(first(typed, name))


def time_of(typed: Typed, name: str) -> time:
    """Return the time of day that was typed as 9.30 or 9:30; refuses AnswersInvalid at its field."""
    hour, _, minute = first(typed, name).strip().replace(":", ".").partition(".")
    if hour.isdecimal() and (minute or "00").isdecimal() and int(hour) < 24 and int(minute or 0) < 60 and len(hour) < 3:
        return time(int(hour), int(minute or 0))
    raise AnswersInvalid({name.partition("_")[2]: f"Klokkeslættet kan ikke læses. {CLOCK}"})


def with_meetings(fields: list[Field], board_id: int | None, today: date) -> list[Field]:
    """Return the fields; the one that asks for the board's meeting suggests those that are planned: two queries.

    Another day can be typed as before. What the board has agreed on for papers stands in its field from the start.
    """
    told, found = list(fields), {each.name: place for place, each in enumerate(fields)}
    place, papers = found.get(docket().day.key), found.get("indstilling.papirfrist_dage")
    if board_id is None or place is None:
        return told
    days = [meeting.day for meeting in upcoming([board_id], today, 12)]
    if days:
        words = ", ".join(in_digits(day) for day in days[:3])
        hint = f"{told[place].hint} De næste møder: {words}."
        options = tuple((in_digits(day), in_full(day)) for day in days)
        told[place] = replace(told[place], hint=hint, suggestions=options)
    agreed = agreed_on(agreements(board_id), today)
    if papers is not None and agreed.papers_local is not None and not told[papers].value:
        told[papers] = replace(told[papers], value=str(agreed.papers))
    return told


def member_form(typed: Typed, board_id: int, members: Iterable[Member], today: date, user: int) -> Form:
    """Return the form that puts somebody on the board."""
    people = [(str(each.pk), each.name, "") for each in candidates(board_id, today)]
    functions = [(value, label[:1].upper() + label[1:], "") for value, label in Member.Function.choices]
    whom = [("", "Ingen", ""), *((str(m.pk), m.user.name, "") for m in members if m.stands_in_for_id is None)]
    chair = first(typed, "medlem_chair")
    return made("medlem", user, (
        _list("medlem_user", "Hvem?", people, typed, hint="De, der har en rolle i udvalget."),
        _list("medlem_function", "I hvilken funktion?", functions, typed),
        Field(
            "medlem_chair", "Formand", Widget.CHECKBOXES, required=False,
            choices=choices_of("medlem_chair", [("ja", "Leder møderne", "")], (chair,)),
        ),
        _list("medlem_stands_in_for", "Stedfortræder for", whom, typed, required=False),
        date_field("medlem_since", "Fra og med", typed or {"medlem_since": [in_digits(today)]}),
    ))  # fmt: skip


def _list(
    name: str, label: str, options: Iterable[tuple[str, str, str]], typed: Typed, *, hint: str = "",
    required: bool = True,
) -> Field:  # fmt: skip
    chosen = first(typed, name)
    found = choices_of(name, options, (chosen,))
    return Field(name, label, Widget.SELECT, hint=hint, required=required, value=chosen, choices=found)


def agreement_form(typed: Typed, today: date, user: int) -> Form:
    """Return the form for what the board has agreed."""
    keys = [(value, label[:1].upper() + label[1:], "") for value, label in Agreement.Key.choices]
    return made("aftale", user, (
        choose_one("aftale_key", "Hvad er aftalt?", keys, first(typed, "aftale_key")),
        Field("aftale_value", "Hvor mange?", value=first(typed, "aftale_value"), inputmode="numeric", width="kort"),
        date_field("aftale_since", "Fra og med", typed or {"aftale_since": [in_digits(today)]}),
        text_field("aftale_reason", "Hvorfor?", typed, rows=2),
        line_field("aftale_source", "Hvor står det?", typed, hint="Fx et referat med dato.", width="bred"),
    ))  # fmt: skip


def plan_form(typed: Typed, user: int) -> Form:
    """Return the form for one meeting."""
    return made("moede", user, (date_field("moede_day", "Hvilken dag?", typed), *_where("moede", typed)))


def year_form(typed: Typed, today: date, user: int) -> Form:
    """Return the form for a year's meetings."""
    years = [(str(year), str(year), "") for year in range(today.year, today.year + 3)]
    days = [(str(number), name.capitalize(), "") for number, name in enumerate(WEEKDAYS)]
    nth = [(value, label, "") for value, label in NTH]
    months = [(str(number), name.capitalize(), "") for number, name in enumerate(MONTHS, start=1)]
    return made("aar", user, (
        _list("aar_year", "Hvilket år?", years, typed),
        _list("aar_nth", "Hvilken i måneden?", nth, typed),
        _list("aar_weekday", "Ugedag", days, typed),
        Field(
            "aar_without", "Måneder uden møde", Widget.CHECKBOXES, required=False,
            hint="Vejledningen siger mindst ét møde om måneden (M9 og D3).",
            choices=choices_of("aar_without", months, tuple(typed.get("aar_without", ()))),
        ),
        *_where("aar", typed),
    ))  # fmt: skip


def _where(prefix: str, typed: Typed) -> tuple[Field, ...]:
    begins = Field(f"{prefix}_begins", "Klokken", hint=CLOCK, value=first(typed, f"{prefix}_begins"), width="kort")
    return begins, line_field(f"{prefix}_place", "Sted", typed, required=False, width="bred")


def move_form(typed: Typed, meeting: Meeting, user: int) -> Form:
    """Return the form that moves a meeting."""
    known = typed or {
        "flyt_day": [in_digits(meeting.day)], "flyt_begins": [f"{meeting.begins:%H.%M}"], "flyt_place": [meeting.place],
    }  # fmt: skip
    hint = "De sager, der venter på mødet, følger med til den nye dag."
    return made("flyt", user, (
        date_field("flyt_day", "Ny dag", known, hint=hint), *_where("flyt", known),
        text_field("flyt_reason", "Hvorfor?", known, rows=2),
    ), meeting.version)  # fmt: skip


def cancel_form(typed: Typed, meeting: Meeting, others: Iterable[Meeting], user: int) -> Form:
    """Return the form that cancels a meeting, and says where its cases go."""
    to = [("", "Der er ingen sager på mødet", ""), *((str(m.pk), in_full(m.day), "") for m in others)]
    return made("aflys", user, (
        text_field("aflys_reason", "Hvorfor aflyses mødet?", typed, rows=2),
        _list("aflys_to", "Sagerne flyttes til", to, typed, required=False),
    ), meeting.version)  # fmt: skip


def present_form(
    typed: Typed, meeting: Meeting, members: Iterable[Member], there: Iterable[int], user: int, words: Mapping[int, str]
) -> Form:
    """Return the form that says who is at the meeting."""
    chosen = tuple(typed.get("til_present", ())) if typed else tuple(str(pk) for pk in there)
    options = [(str(m.pk), words[m.pk], "") for m in members]
    reason = typed or {"til_quorum_reason": [meeting.quorum_reason]}
    return made("fremmoede", user, (
        Field(
            "til_present", "Hvem er til stede?", Widget.CHECKBOXES, required=False,
            choices=choices_of("til_present", options, chosen),
        ),
        text_field(
            "til_quorum_reason", "Hvorfor holdes mødet, selv om der er for få?", reason, required=False, rows=2,
            hint="Skrives kun, når færre er til stede, end BEKU har aftalt.",
        ),
    ), meeting.version)  # fmt: skip
