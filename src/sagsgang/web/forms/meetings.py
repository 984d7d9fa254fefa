"""The forms of Aftaleforum: a plan, who comes from BUF, an agreement – and reading what was typed in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.meetings.aftaleforum.lists import FAMILY, LISTS, Point, points_for
from sagsgang.meetings.aftaleforum.models import Meeting
from sagsgang.meetings.aftaleforum.planning import BUF, Invitee, Plan
from sagsgang.meetings.aftaleforum.proposing import Proposed, Sketch
from sagsgang.meetings.aftaleforum.running import Agreed
from sagsgang.procedure.faelles_sagsforloeb.aftaler import AFTALE_ROLLE
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_FORMAAL
from sagsgang.procedure.workdays import COPENHAGEN, danish_time, in_digits, read_date
from sagsgang.web.forms.builder import CLOCK_HINT, date_field, line_field, text_field
from sagsgang.web.forms.fields import Field, ShownWhen, Typed, Widget, choices_of, choose_one, first

FIRST, PURPOSES, DAY, CLOCK, MINUTES, PLACE = "raekke", "formaal", "dag", "kl", "varighed", "sted"
PARENTS, SECOND, INTERPRETER, AGENDA = "foraeldre", "anden", "tolk", "dagsorden"
SOF, FAMILIES, SCHOOL = "sof", "familie", "buf"
NAME, MAIL = "navn-", "mail-"
WHAT, WHOSE, WHO, DUE = "hvad", "rolle", "hvem", "senest"
APART = Meeting.Parents.HVER_FOR_SIG.value
GROUPS = {
    SOF: "Hvem inviteres fra SOF og tilbuddet?",
    FAMILIES: "Hvem inviteres fra familien?",
    SCHOOL: "Hvem foreslås fra skolen, området og fritiden?",
}
WITHOUT_LOGIN = ("laerer", "fritid")
"""Those who never log in: their names and addresses are written here."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What a plan can choose among: the people, whether the list of BUF is settled elsewhere, the usual points."""

    people: tuple[Proposed, ...]
    buf_too: bool = True


def group_of(each: Proposed) -> str:
    """Return the group of the form in which somebody is shown."""
    if each.option in FAMILY:
        return FAMILIES
    return SCHOOL if each.fact == BUF else SOF


# Showing --------------------------------------------------------------------------------------------------------------


def plan_fields(typed: Typed, offered: Offered) -> tuple[Field, ...]:
    """Return the fields of a plan, with what was typed in them."""
    purposes = [(option.value, option.label, "") for option in MOEDE_FORMAAL.options]
    parents = [(value, label, "") for value, label in Meeting.Parents.choices]
    fields = [
        choose_one(FIRST, "Er det det første møde i en ny sag?", [("ja", "Ja", ""), ("nej", "Nej", "")],
                   first(typed, FIRST), hint="Det afgør, hvem der leder mødet og sender opsamlingen."),
        Field(PURPOSES, "Hvad handler mødet om?", Widget.CHECKBOXES,
              choices=choices_of(PURPOSES, purposes, tuple(typed.get(PURPOSES, ())))),
        date_field(DAY, "Hvilken dag?", typed),
        replace(line_field(CLOCK, "Hvad klokken?", typed, width="kort"), hint=CLOCK_HINT),
        replace(line_field(MINUTES, "Hvor længe?", typed, width="kort"), suffix="minutter", inputmode="numeric"),
        line_field(PLACE, "Hvor?", typed, required=False, width="bred"),
        choose_one(PARENTS, "Hvordan mødes forældrene?", parents, first(typed, PARENTS)),
        _when(replace(line_field(SECOND, "Hvad klokken begynder den anden forælders samtale?", typed, required=False,
                                 width="kort"), hint=CLOCK_HINT), PARENTS, APART, "forældrene mødes hver for sig"),
        line_field(INTERPRETER, "Tolk på hvilket sprog?", typed, required=False,
                   width="bred"),
        *people_fields(typed, offered),
        text_field(AGENDA, "Dagsorden", typed, hint="Ét punkt på hver linje. Tomt: de sædvanlige.", rows=7),
    ]  # fmt: skip
    return tuple(fields)


def people_fields(typed: Typed, offered: Offered) -> tuple[Field, ...]:
    """Return the lists of who can be invited, each with why, and the names of those who do not log in."""
    fields = []
    for name, label in GROUPS.items():
        if name == SCHOOL and not offered.buf_too:
            continue
        rows = [each for each in offered.people if group_of(each) == name]
        options = [(each.token, _called(each), _why(each)) for each in rows]
        fields.append(
            Field(name, label, Widget.CHECKBOXES, required=name != FAMILIES,
                  choices=choices_of(name, options, tuple(typed.get(name, ()))))
        )  # fmt: skip
    if offered.buf_too:
        fields += [_outside(typed, option) for option in WITHOUT_LOGIN]
    return tuple(fields)


def _outside(typed: Typed, option: str) -> Field:
    words = "Klasselæreren" if option == "laerer" else "Den, der kommer fra fritiden"
    parts = (
        line_field(NAME + option, "Navn", typed, required=False),
        line_field(MAIL + option, "Mail", typed, required=False, hint="Hertil sendes kalenderindkaldelsen."),
    )
    return Field("uden-login-" + option, words, Widget.GROUP, required=False, parts=parts)


def _called(each: Proposed) -> str:
    return f"{each.label}: {each.name}" if each.name else each.label


def _why(each: Proposed) -> str:
    return " ".join(part for part in (each.note, each.why) if part)


def agreement_fields(typed: Typed) -> tuple[Field, ...]:
    """Return the fields of one agreement."""
    roles = [(option.value, option.label, "") for option in AFTALE_ROLLE.options]
    return (
        text_field(WHAT, "Hvad er aftalt?", typed, rows=2),
        choose_one(WHOSE, "Hvem står for det?", roles, first(typed, WHOSE)),
        line_field(WHO, "Navn", typed, required=False),
        date_field(DUE, "Senest hvornår?", typed),
    )


def _when(field: Field, name: str, value: str, words: str) -> Field:
    return replace(field, shown_when=ShownWhen(name, (value,)), asked_if=words)


# What stands in it beforehand -----------------------------------------------------------------------------------------


def blank(people: Iterable[Proposed], *, is_first: bool, interpreter: str, purposes: tuple[str, ...]) -> Typed:
    """Return a new plan as the rules propose it."""
    typed: dict[str, list[str]] = {
        FIRST: ["ja" if is_first else "nej"], PURPOSES: list(purposes), MINUTES: ["60"],
        PARENTS: [Meeting.Parents.SAMMEN.value], INTERPRETER: [interpreter],
        AGENDA: ["\n".join(point.title for point in points_for(purposes, first=is_first))],
    }  # fmt: skip
    for each in people:
        if each.chosen:
            typed.setdefault(group_of(each), []).append(each.token)
    return typed


def as_it_stands(row: Meeting) -> Typed:
    """Return a plan that is kept, as it would have been typed."""
    begins = danish_time(row.starts_at)
    typed: dict[str, list[str]] = {
        FIRST: ["ja" if row.first else "nej"], PURPOSES: list(row.purposes), DAY: [in_digits(begins.date())],
        CLOCK: [f"{begins:%H.%M}"], MINUTES: [str(row.minutes)], PLACE: [row.place], PARENTS: [row.parents],
        INTERPRETER: [row.interpreter],
        AGENDA: ["\n".join(row.pieces.filter(kind="punkt").order_by("position", "pk").values_list("title", flat=True))],
    }  # fmt: skip
    if row.second_starts_at is not None:
        typed[SECOND] = [f"{danish_time(row.second_starts_at):%H.%M}"]
    for each in row.participants.filter(gone=False):
        token = f"u-{each.user_id}-{each.option}" if each.user_id else f"o-{each.option}"
        token = f"p-{each.person_id}-{each.option}" if each.person_id else token
        name = FAMILIES if each.option in FAMILY else (SCHOOL if each.fact == BUF else SOF)
        typed.setdefault(name, []).append(token)
        if not each.user_id and not each.person_id:
            typed[NAME + each.option], typed[MAIL + each.option] = [each.name], [each.email]
    return typed


# Reading --------------------------------------------------------------------------------------------------------------


def read_plan(typed: Typed, offered: Offered) -> Plan:
    """Return the plan that was typed; refuses AnswersInvalid with a sentence at each field that is wrong."""
    wrong: dict[str, str] = {}
    day = _day(first(typed, DAY), wrong)
    begins = _clock(day, first(typed, CLOCK), CLOCK, wrong)
    apart = first(typed, PARENTS) == APART
    second = _clock(day, first(typed, SECOND), SECOND, wrong) if apart else None
    minutes = first(typed, MINUTES).strip()
    if not minutes.isdecimal() or not 5 <= int(minutes[:6]) <= 600:
        wrong[MINUTES] = "Skriv et antal minutter mellem 5 og 600."
    purposes = tuple(o.value for o in MOEDE_FORMAAL.options if o.value in typed.get(PURPOSES, ()))
    if not purposes:
        wrong[PURPOSES] = "Vælg mindst én."
    if first(typed, FIRST) not in ("ja", "nej"):
        wrong[FIRST] = "Vælg et svar."
    if first(typed, PARENTS) not in Meeting.Parents.values:
        wrong[PARENTS] = "Vælg et svar."
    is_first = first(typed, FIRST) == "ja"
    points = read_points(typed, purposes, is_first=is_first)
    if not points:
        wrong[AGENDA] = "Skriv dagsordenen: ét punkt på hver linje."
    if wrong or begins is None:
        raise AnswersInvalid(wrong)
    return Plan(
        is_first, purposes, begins, int(minutes), first(typed, PLACE), first(typed, PARENTS), second,
        first(typed, INTERPRETER), points, read_people(typed, offered, apart=apart),
    )  # fmt: skip


def read_points(typed: Typed, purposes: Iterable[str], *, is_first: bool) -> tuple[Point, ...]:
    """Return the points of the agenda, each with where it is written when it is one of the usual ones."""
    known = {point.title: point.source for point in points_for(purposes, first=is_first)}
    lines = [" ".join(line.split())[:300] for line in first(typed, AGENDA).splitlines()]
    return tuple(Point(line, known.get(line, "")) for line in dict.fromkeys(lines) if line)


def read_people(typed: Typed, offered: Offered, *, apart: bool = False) -> tuple[Invitee, ...]:
    """Return who was chosen among those that are offered; parents who meet apart get a sitting each."""
    wrong: dict[str, str] = {}
    chosen = {token for name in GROUPS for token in typed.get(name, ())}
    found: list[Invitee] = []
    parents = 0
    for each in offered.people:
        if each.token not in chosen:
            continue
        sitting = 0
        if apart and each.option == "foraeldre":
            parents += 1
            sitting = 1 + (parents - 1) % 2
        unnamed = each.user_id is None and each.person_id is None
        name = first(typed, NAME + each.option).strip()[:200] if unnamed else each.name
        mail = first(typed, MAIL + each.option).strip() if unnamed else each.email
        if unnamed and mail and not _is_mail(mail):
            wrong[MAIL + each.option] = "Mailadressen kan ikke læses."
        found.append(Invitee(each.fact, each.option, name, each.user_id, each.person_id, mail, sitting))
    if wrong:
        raise AnswersInvalid(wrong)
    return tuple(found)


def sketch_of(typed: Typed, people: Iterable[Proposed], today: date) -> Sketch:
    """Return as much of what was typed as the procedure judges, however unfinished it is."""
    chosen = {token for name in GROUPS for token in typed.get(name, ())}
    there = [each for each in people if each.token in chosen]
    sof, buf = (tuple(dict.fromkeys(each.option for each in there if each.fact == fact.key)) for fact in LISTS)
    purposes = tuple(o.value for o in MOEDE_FORMAAL.options if o.value in typed.get(PURPOSES, ()))
    return Sketch(first(typed, FIRST) == "ja", purposes, read_date(first(typed, DAY)) or today, sof, buf)


def read_agreement(typed: Typed) -> Agreed:
    """Return the agreement as it was typed."""
    return Agreed(first(typed, WHAT), first(typed, WHOSE), first(typed, WHO), read_date(first(typed, DUE)))


def nothing_agreed(typed: Typed) -> bool:
    """Whether the fields of an agreement were left as they were."""
    return not any(first(typed, name).strip() for name in (WHAT, WHOSE, WHO, DUE))


def _day(words: str, wrong: dict[str, str]) -> date | None:
    day = read_date(words)
    if day is None or not 1990 <= day.year <= 2100:
        wrong[DAY] = "Skriv en dato, fx 5.3.2026."
        return None
    return day


def _clock(day: date | None, words: str, name: str, wrong: dict[str, str]) -> datetime | None:
    try:
        hour = time.fromisoformat(words.strip().replace(".", ":").zfill(5))
    except ValueError:
        wrong[name] = "Skriv klokkeslættet som 14.30."
        return None
    return datetime.combine(day, hour, COPENHAGEN) if day is not None else None


def _is_mail(words: str) -> bool:
    try:
        validate_email(words)
    except ValidationError:
        return False
    return True
