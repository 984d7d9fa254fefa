"""From a declaration to fields: what each kind of fact looks like, and what survives."""

from datetime import date, datetime

import pytest
from django.template.loader import render_to_string

from sagsgang.procedure.language import (
    Asked,
    Lane,
    Option,
    Phase,
    Role,
    Seat,
    Side,
    Step,
    Subject,
    choice,
    choices,
    day_of,
    is_,
    line,
    moment_of,
    money,
    narrowed,
    number,
    only_if,
    optional,
    paper,
    text,
    unit_of,
    yes_no,
)  # fmt: skip
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web.forms.builder import as_typed, field_of, fields_of
from sagsgang.web.forms.fields import Field, Form, Widget, choose_one

SAG = Subject("sag", "sagen")
FEW = choice("sag.faa", "Hvilken?", "valget", SAG, Option("a", "A", help="Det første."), Option("b", "B"))
MANY = choice("sag.mange", "Hvilken?", "valget", SAG, *(Option(str(n), f"Nr. {n}") for n in range(7)))
SEVERAL = choices("sag.flere", "Hvilke?", "valgene", SAG, Option("x", "X"), Option("y", "Y"))
YES_NO = yes_no("sag.ja", "Er det sådan?", "svaret", SAG, assessed=True)
DAY = day_of("sag.dag", "Hvornår?", "dagen", SAG)
MOMENT = moment_of("sag.stund", "Hvornår?", "stunden", SAG)
NUMBER = number("sag.tal", "Hvor mange?", "tallet", SAG, most=10, help="Tæl efter.")
MONEY = money("sag.penge", "Hvor meget?", "beløbet", SAG)
UNIT = unit_of("sag.skole", "Hvilken skole?", "skolen", SAG, "skole")
PAPER = paper("sag.papir", "Hvor ligger det?", "papiret", SAG)
TEXT = text("sag.tekst", "Hvad skete der?", "det skete", SAG)
LINE = line("sag.linje", "Hvem?", "hvem", SAG)

STEP = Step(
    key="trin",
    title="Et trin",
    done="Trinnet er taget",
    phase=Phase("fase", 1, "Fasen", "For at prøve."),
    lane=Lane.SOF,
    per=SAG,
    responsible=Role("rolle", "rolle", "rollen", Side.SOF, Seat.SOF),
    records=(FEW, only_if(is_(FEW, "b"), TEXT), optional(LINE), PAPER, MONEY, DAY, MOMENT),
)
UNITS = {"skole": [("aa", "Åskolen")]}


def built(asked: object, typed: dict[str, list[str]] | None = None) -> Field:
    each = asked if isinstance(asked, Asked) else Asked(asked)  # type: ignore[arg-type]
    return field_of(each, typed or {}, units=UNITS, words=lambda condition: "svaret er B", inside=("sag.faa",))


def html(field: Field) -> str:
    return render_to_string("web/felter/felt.html", {"field": field})


@pytest.mark.parametrize(
    ("fact", "widget"),
    [
        (FEW, Widget.RADIOS), (MANY, Widget.SELECT), (SEVERAL, Widget.CHECKBOXES), (YES_NO, Widget.RADIOS),
        (DAY, Widget.LINE), (MOMENT, Widget.GROUP), (NUMBER, Widget.LINE), (MONEY, Widget.LINE), (UNIT, Widget.SELECT),
        (PAPER, Widget.GROUP), (TEXT, Widget.TEXT), (LINE, Widget.LINE),
    ],
)  # fmt: skip
def test_each_kind_of_fact_has_its_look(fact: object, widget: Widget) -> None:
    assert built(fact).widget is widget


def test_six_options_are_radio_buttons_and_seven_a_list() -> None:
    six, seven = ([(str(n), str(n), "") for n in range(count)] for count in (6, 7))
    assert choose_one("valg", "Valg", six).widget is Widget.RADIOS
    assert choose_one("valg", "Valg", seven).widget is Widget.SELECT


def test_a_judgement_asks_for_its_reason() -> None:
    reason = built(YES_NO).companion
    assert reason is not None
    assert reason.name == "sag.ja_begrundelse"
    assert reason.required


def test_a_reason_is_as_optional_as_its_judgement() -> None:
    reason = built(optional(YES_NO)).companion
    assert reason is not None
    assert not reason.required


def test_a_moment_is_a_date_and_a_clock_time() -> None:
    assert [part.name for part in built(MOMENT).parts] == ["sag.stund", "sag.stund_kl"]


def test_a_paper_is_a_number_in_a_system() -> None:
    system, number_in_it = built(PAPER).parts
    assert system.name == "sag.papir_system"
    assert tuple(each.value for each in system.choices) == ("CSC", "KINGO", "KMD")
    assert number_in_it.name == "sag.papir"


def test_a_unit_is_chosen_among_units_of_its_kinds() -> None:
    assert [(each.value, each.label) for each in built(UNIT).choices] == [("aa", "Åskolen")]


def test_a_step_may_offer_fewer_options() -> None:
    field = built(narrowed(FEW, "b"))
    assert [(each.value, each.chosen) for each in field.choices] == [("b", True)]


def test_an_optional_field_says_so_and_a_required_one_is_marked_for_screen_readers() -> None:
    assert "(frivilligt)" in html(built(optional(TEXT)))
    assert 'aria-required="true"' in html(built(TEXT))


def test_hint_condition_and_error_are_tied_to_the_field() -> None:
    page = html(Field("navn", "Navn", hint="Et tip.", asked_if="det regner", error="Det er forkert."))
    assert 'aria-describedby="felt-navn-hint felt-navn-hvis felt-navn-fejl"' in page
    assert 'aria-invalid="true"' in page
    assert "Udfyldes, hvis det regner." in page


def test_a_conditional_field_says_when_and_can_be_folded_by_a_script() -> None:
    field = built(only_if(is_(FEW, "b"), TEXT))
    assert field.asked_if == "svaret er B"
    page = html(field)
    assert 'data-hvis-felt="sag.faa" data-hvis-svar="b"' in page
    assert "hidden" not in page


def test_what_was_typed_stands_there_again_however_wrong() -> None:
    assert 'value="31.31.2026"' in html(built(DAY, {"sag.dag": ["31.31.2026"]}))
    assert 'value="en masse"' in html(built(MONEY, {"sag.penge": ["en masse"]}))
    several = built(SEVERAL, {"sag.flere": ["x", "y"]})
    assert [each.chosen for each in several.choices] == [True, True]


def test_a_text_keeps_its_first_line_break() -> None:
    assert ">\n\nførste" in html(built(TEXT, {"sag.tekst": ["\nførste"]}))


def test_markup_in_an_answer_stays_text() -> None:
    page = html(built(TEXT, {"sag.tekst": ["</textarea><script>x</script>"]}))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_stored_values_come_back_as_they_would_be_typed() -> None:
    values = {
        "sag.faa": "b",
        "sag.penge": 100_000,
        "sag.dag": date(2026, 3, 5),
        "sag.stund": datetime(2026, 3, 5, 14, 30, tzinfo=COPENHAGEN),
        "sag.papir": "KINGO 77-1",
    }
    assert as_typed(values, STEP) == {
        "sag.faa": ["b"],
        "sag.penge": ["100.000"],
        "sag.dag": ["05.03.2026"],
        "sag.stund": ["05.03.2026"],
        "sag.stund_kl": ["14.30"],
        "sag.papir": ["77-1"],
        "sag.papir_system": ["KINGO"],
    }


def test_the_fields_stand_in_the_order_declared() -> None:
    fields = fields_of(STEP, {}, units=UNITS, words=lambda condition: "")
    assert [field.label for field in fields][:3] == ["Hvilken?", "Hvad skete der?", "Hvem?"]


class TestRefused:
    FORM = Form((built(YES_NO), built(MOMENT)), when=(Field("on", "Hvornår?"),))

    def test_each_sentence_stands_at_its_field_and_in_the_summary(self) -> None:
        form = self.FORM.refused({"sag.ja_begrundelse": "Skriv den.", "sag.stund_kl": "Hvad er klokken?"})
        assert [(each.target, each.sentence) for each in form.errors()] == [
            ("felt-sag-ja-begrundelse", "Begrundelse for vurderingen: Skriv den."),
            ("felt-sag-stund-kl", "Klokkeslæt: Hvad er klokken?"),
        ]

    def test_what_belongs_to_no_field_stands_on_top(self) -> None:
        form = self.FORM.refused({"et_andet_felt": "Det mangler."}, "Ret felterne.")
        assert [(each.target, each.sentence) for each in form.errors()] == [("", "Det mangler.")]

    def test_a_refusal_without_a_field_is_told_whole(self) -> None:
        assert [each.sentence for each in self.FORM.refused({}, "Det går ikke.").errors()] == ["Det går ikke."]

    def test_radio_buttons_are_linked_at_the_first_one(self) -> None:
        form = self.FORM.refused({"sag.ja": "Vælg et svar."})
        assert form.errors()[0].target == "felt-sag-ja-1"
