"""The forms of Matchningsudvalget's workplace and of the register of offers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sagsgang.meetings.matching import steps
from sagsgang.meetings.matching.choice import GUIDANCE, LAW
from sagsgang.meetings.matching.commands import MOST_PROPOSALS, NeedSaid
from sagsgang.meetings.matching.fit import Need, levels_of
from sagsgang.meetings.matching.models import Koen, Niveau, Registertilbud
from sagsgang.meetings.matching.queries import Runde, Workplace
from sagsgang.meetings.matching.register import Wanted
from sagsgang.people.models import Unit
from sagsgang.procedure.wording.grammar import thousands
from sagsgang.procedure.workdays import in_digits
from sagsgang.web.forms.builder import DATE_HINT, date_field, line_field, text_field
from sagsgang.web.forms.fields import (
    Field,
    Form,
    Group,
    Typed,
    Widget,
    choices_of,
    choose_one,
    first,
)
from sagsgang.web.forms.tail import USER

DOCUMENTS, SEX, GRADE, LEVEL, AREA, WORDS = "dokumenter", "sex", "grade", "level", "area", "words"
ADVICE, DRAFT, SEND = "advice", "runde_version", "indsend"
ROWS_OF_PLAN = 6
Options = Sequence[tuple[str, str, str]]
NOT_SAID = ("", "Ikke oplyst", "")
_LEVELS = [(each.value, str(each.label), "") for each in Niveau]


def request_fields(typed: Typed, need: Need, documents: Options, areas: Options) -> list[Field]:
    """Return the fields of the request: what goes along, and what the child needs."""
    sexes = [NOT_SAID, (Koen.DRENGE.value, "Dreng", ""), (Koen.PIGER.value, "Pige", "")]
    grade = first(typed, GRADE, "" if need.grade is None else str(need.grade))
    chosen = tuple(typed.get(DOCUMENTS, ())) if typed else tuple(value for value, _, _ in documents)
    fields = [
        choose_one(SEX, "Barnets køn", sexes, first(typed, SEX, need.sex), required=False),
        line_field(GRADE, "Klassetrin", {GRADE: [grade]}, hint="0 er børnehaveklassen.", required=False, width="kort"),
        choose_one(LEVEL, "Funktionsniveau", [NOT_SAID, *_LEVELS], first(typed, LEVEL, need.level),
                   hint="Fastsættes lokalt.", required=False),
        choose_one(AREA, "Hvor i kommunen?", [("", "Hele kommunen", ""), *areas], first(typed, AREA, need.area),
                   required=False),
        text_field(WORDS, "Hvad skal udvalget ellers vide?", typed, required=False, rows=3),
    ]  # fmt: skip
    if documents:
        along = Field(
            DOCUMENTS, "Hvilke dokumenter sendes med?", Widget.CHECKBOXES, required=False,
            hint="De deles med Matchningsudvalget på det samtykke eller grundlag, der står ovenfor.",
            choices=choices_of(DOCUMENTS, documents, chosen),
        )  # fmt: skip
        fields.insert(0, along)
    return fields


def need_said(typed: Typed) -> NeedSaid:
    """Return the need as it was typed."""
    return NeedSaid(*(first(typed, name).strip() for name in (SEX, GRADE, LEVEL, AREA, WORDS)))


def proposal_fields(typed: Typed, draft: Runde | None, offers: Options) -> list[Field]:
    """Return the fields of a round of proposals, in rank; what was saved stands in them until something is typed."""
    saved = draft.lines if draft is not None else ()
    fields: list[Field] = []
    for number in range(1, MOST_PROPOSALS + 1):
        line = saved[number - 1] if not typed and number <= len(saved) else None
        name, reason = f"tilbud_{number}", f"grund_{number}"
        chosen = first(typed, name, line.unit.key if line else "")
        fields.append(
            Field(name, f"Nummer {number}", Widget.SELECT, required=number == 1, value=chosen,
                  choices=choices_of(name, offers, (chosen,)))
        )  # fmt: skip
        words = typed or {reason: [line.reason if line else ""]}
        fields.append(text_field(reason, f"Hvorfor nummer {number}?", words, required=number == 1, rows=2))
    advice = typed or {ADVICE: [draft.row.advice if draft else ""]}
    fields.append(text_field(ADVICE, "Råd til sagsbehandleren", advice, required=False, rows=3))
    return fields


def proposed(typed: Typed) -> list[tuple[str, str]]:
    """Return the proposals as typed: the offer's key and the reason, in rank."""
    numbers = range(1, MOST_PROPOSALS + 1)
    return [(first(typed, f"tilbud_{n}").strip(), first(typed, f"grund_{n}").strip()) for n in numbers]


def choice_fields(
    typed: Typed, found: Workplace, offers: Iterable[Registertilbud], others: Iterable[Unit]
) -> list[Field]:
    """Return the fields of the choice: what was proposed, then the rest of the register, then what is not in it."""
    chosen = first(typed, steps.PLACE)
    lines = found.latest.lines if found.latest else ()
    inside = {each.unit_id for each in lines}
    groups = (
        ("Foreslået", [(each.unit.key, f"{each.rank}. {each.unit.name}") for each in lines]),
        ("Andre i registret", [(o.unit.key, o.unit.name) for o in offers if o.unit_id not in inside]),
        ("Ikke i registret", [(unit.key, unit.name) for unit in others]),
    )
    made = tuple(
        Group(label, choices_of(f"{steps.PLACE}-{number}", [(*each, "") for each in options], (chosen,)))
        for number, (label, options) in enumerate(groups, 1)
        if options
    )
    hint = "Hvem der ejer tilbuddet, hentes fra registret."
    return [
        Field(steps.PLACE, "Hvilket tilbud er valgt?", Widget.SELECT, hint=hint, value=chosen, groups=made),
        text_field(
            steps.UNAPPROVED, "Hvorfor vælges det alligevel?", typed, required=False, rows=3,
            hint=f"Skrives, når tilbuddet ikke passer til barnet ({GUIDANCE}) eller ikke er godkendt den dag ({LAW}).",
        ),
    ]  # fmt: skip


def plan_fields(typed: Typed, found: Workplace) -> list[Field]:
    """Return the rows of the timetable; what was agreed last stands in them."""
    saved = [] if typed else [(in_digits(each.on), each.what, each.who) for each in found.milestones]
    rows = max(ROWS_OF_PLAN, len(saved) + 2)
    fields = []
    for number in range(1, rows + 1):
        day, what, who = saved[number - 1] if number <= len(saved) else ("", "", "")
        names = (f"inden_{number}", f"hvad_{number}", f"hvem_{number}")
        needed = number == 1
        parts = (
            Field(names[0], "Inden", value=first(typed, names[0], day), width="dato", required=needed),
            Field(
                names[1], "Hvad skal ske?", value=first(typed, names[1], what), required=needed, most=300, width="bred"
            ),
            Field(names[2], "Hvem sørger for det?", value=first(typed, names[2], who), required=needed, most=120),
        )
        hint = DATE_HINT if number == 1 else ""
        fields.append(
            Field(f"maal_{number}", f"Milepæl {number}", Widget.GROUP, hint=hint, parts=parts, required=needed)
        )
    return fields


def planned(typed: Typed) -> list[tuple[str, str, str]]:
    """Return the milestones as typed."""
    numbers = range(1, 13)
    return [(first(typed, f"inden_{n}"), first(typed, f"hvad_{n}"), first(typed, f"hvem_{n}")) for n in numbers]


# --- the register -----------------------------------------------------------------------------------------------------


def filter_fields(wanted: Wanted, areas: Options) -> tuple[Field, ...]:
    """Return what the register can be narrowed by."""
    sexes = [("", "Alle", ""), (Koen.DRENGE.value, "Drenge", ""), (Koen.PIGER.value, "Piger", "")]
    owners = [("", "Alle", ""), *((each.value, str(each.label), "") for each in Unit.Ownership)]
    return (
        line_field("ord", "Navn, målgruppe eller adresse", {"ord": [wanted.words]}, required=False),
        line_field("alder", "Alder", {"alder": [_shown(wanted.age)]}, required=False, width="kort"),
        line_field("klasse", "Klasse", {"klasse": [_shown(wanted.grade)]}, required=False, width="kort"),
        choose_one("koen", "Køn", sexes, wanted.sex, required=False),
        choose_one("niveau", "Funktionsniveau", [("", "Alle", ""), *_LEVELS], wanted.level, required=False),
        choose_one("omraade", "Område", [("", "Hele kommunen", ""), *areas], wanted.area, required=False),
        choose_one("ejer", "Ejerform", owners, wanted.ownership, required=False),
        choose_one(
            "vis", "Vis",
            [("", "Alle tilbud", ""), ("ledige", "Med ledige pladser", ""), ("godkendt", "Godkendte", "")],
            "ledige" if wanted.free else "godkendt" if wanted.approved else "", required=False,
        ),
    )  # fmt: skip


def wanted_in(query: Typed, need: Need | None = None) -> Wanted:
    """Return what was asked for; where nothing was, what is known of the child's need."""
    if not query and need is not None:
        return Wanted("", need.age, need.grade, need.sex, need.level, need.area)
    shown = first(query, "vis")
    return Wanted(
        first(query, "ord").strip()[:100], _whole(query, "alder"), _whole(query, "klasse"),
        first(query, "koen")[:10], first(query, "niveau")[:10], first(query, "omraade")[:64],
        first(query, "ejer")[:10], shown == "ledige", shown == "godkendt",
    )  # fmt: skip


def _whole(query: Typed, name: str) -> int | None:
    found = first(query, name).strip()
    return int(found) if found.isdecimal() and len(found) < 3 else None


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def offer_form(typed: Typed, offer: Registertilbud | None, areas: Options, *, user: int) -> Form:
    """Return the form of an offer in the register, with what stands there or what was typed."""
    said = typed or as_typed(offer)
    levels = [(each.value, str(each.label), "") for each in Niveau]
    span = "Skriv et helt tal."
    fields = (
        text_field("target_group", "Målgruppe", said),
        choose_one("sex", "For hvem", [(e.value, str(e.label), "") for e in Koen], first(said, "sex", "alle")),
        *(line_field(name, label, said, hint=span, width="kort") for name, label in (
            ("age_from", "Fra alder"), ("age_to", "Til alder"),
            ("class_from", "Fra klasse"), ("class_to", "Til klasse"),
        )),
        Field("levels", "Funktionsniveau", Widget.CHECKBOXES, hint="Fastsættes lokalt.",
              choices=choices_of("levels", levels, tuple(said.get("levels", ())))),
        choose_one("area", "Lokalområde", [("", "Hele kommunen", ""), *areas], first(said, "area"), required=False),
        line_field("street", "Adresse", said, width="bred"),
        line_field("places", "Pladser i alt", said, width="kort"),
        line_field("approved_by", "Godkendt af (kommune)", said, required=False, width="bred"),
        date_field("approved_from", "Godkendt fra", said, required=False),
        date_field("approved_until", "Godkendelsen løber ud", said, required=False,
                   hint="Den første dag, den ikke gælder. Tom, når den gælder indtil videre."),
        date_field("agreement_on", "Kvalitetsaftalens dato", said, required=False),
        line_field("price", "Pris pr. måned i kr.", said, required=False, width="dato"),
        line_field("contact", "Kontaktperson", said, required=False, width="bred"),
        line_field("phone", "Telefon", said, required=False, width="dato"),
        line_field("email", "E-mail", said, required=False, width="bred"),
    )  # fmt: skip
    version = first(typed, "version") or str(offer.version if offer else 0)
    return Form(fields, hidden=(("version", version), (USER, str(user))))


def as_typed(offer: Registertilbud | None) -> Typed:
    """Return an offer as its form would have been typed."""
    if offer is None:
        return {}
    plain = ("target_group", "sex", "area", "street", "approved_by", "contact", "phone", "email")
    numbers = ("age_from", "age_to", "class_from", "class_to", "places")
    days = ("approved_from", "approved_until", "agreement_on")
    said: dict[str, list[str]] = {name: [str(getattr(offer, name))] for name in (*plain, *numbers)}
    for name in days:
        day: date | None = getattr(offer, name)
        said[name] = [in_digits(day) if day else ""]
    said["levels"] = list(levels_of(offer))
    said["price"] = [thousands(offer.price) if offer.price is not None else ""]
    return said
