"""What the procedure says in Danish: conditions, what is missing, deadlines with their account, events, citations."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sagsgang.procedure.engine import EventKind
from sagsgang.procedure.language import (
    Duty,
    Force,
    Option,
    all_of,
    any_of,
    at_least,
    available,
    choices,
    day_of,
    days,
    earliest_of,
    fresh,
    given,
    is_,
    known,
    no,
    none_running,
    not_,
    not_taken,
    on,
    phrased,
    reached,
    running,
    some,
    taken,
    the_day,
    unit_of,
    unrecorded,
    weekdays,
    weeks,
    yes,
    yes_no,
)
from sagsgang.procedure.language.conditions import Condition, Finding
from sagsgang.procedure.wording import (
    account_sentences,
    barrier_sentence,
    citation_text,
    deadline_sentence,
    duty_word,
    event_sentence,
    force_word,
    lacks,
    mid,
    parameter_text,
    say,
    say_not,
    sentence,
    strongest,
    value_text,
    warning_sentence,
)
from sagsgang.procedure.wording.grammar import (
    as_subject,
    can_be_negated,
    consent_to,
    listed,
    names,
    not_so,
    not_yet,
    statements,
    thousands,
)
from tests.procedure.toy import (
    AFGOER,
    ANSOEGNING,
    AREAL,
    AREAL_MINDST,
    EGEN,
    EGNET,
    FORLOEB,
    FRISK,
    HAVELOV,
    LAAN,
    LEJE,
    MAALT,
    MODTAGET,
    MOEDE,
    OENSKE,
    PAPIRER,
    RAPPORT,
    SAG,
    SAMTYKKE,
    SE_EFTER,
    START,
    SYN,
    TJEK,
    TOY,
    UDFALD,
    VEDTAEGT,
    Case,
)

DAY = date(2026, 3, 1)
MODE = choices("forloeb.maade", "Hvordan?", "måden", FORLOEB, Option("a", "A"), Option("b", "B", "Det sker på B"))
SAFE = yes_no("forloeb.sikkert", "Sikkert?", "om huset er sikkert", FORLOEB)
HELD = day_of("forloeb.holdt", "Hvornår?", "dagen, det skete", FORLOEB)
LATE = reached(days(3).after(START, VEDTAEGT.at("D1")), "lånet er begyndt")


@pytest.mark.parametrize(
    ("condition", "said", "opposite", "unknown", "refused"),
    [
        (
            known(START),
            "lånets start er oplyst",
            "lånets start er ikke oplyst",
            "lånets start er endnu ikke oplyst",
            "lånets start er endnu ikke oplyst",
        ),
        (
            unrecorded(UDFALD),
            "bestyrelsens beslutning er endnu ikke afklaret",
            "bestyrelsens beslutning er afklaret",
            "bestyrelsens beslutning er allerede afklaret",
            "bestyrelsens beslutning er allerede afklaret",
        ),
        (yes(EGNET), "huset er egnet", "huset er uegnet", "husets stand er endnu ikke oplyst", "huset er uegnet"),
        (
            is_(MODE, "b"),
            "det sker på B",
            "det sker ikke på B",
            "måden er endnu ikke oplyst",
            "det er ikke opfyldt, at det sker på B",
        ),
        (
            is_(MODE, "a", "b"),
            "måden omfatter »A« eller »B«",
            "måden omfatter ikke »A« eller »B«",
            "måden er endnu ikke oplyst",
            "måden omfatter ikke »A« eller »B«",
        ),
        (
            at_least(AREAL, AREAL_MINDST),
            "husets areal er mindst 30 kvadratmeter",
            "husets areal er under 30 kvadratmeter",
            "husets areal er endnu ikke oplyst",
            "husets areal er under 30 kvadratmeter",
        ),
        (
            fresh(MAALT, FRISK),
            "opmålingen ligger højst 12 måneder tilbage",
            "opmålingen ligger mere end 12 måneder tilbage",
            "opmålingen er endnu ikke oplyst",
            "opmålingen ligger mere end 12 måneder tilbage",
        ),
        (
            available(RAPPORT),
            "rapport om huset foreligger",
            "rapport om huset foreligger ikke",
            "rapport om huset foreligger ikke endnu",
            "rapport om huset foreligger ikke endnu",
        ),
        (
            given(SAMTYKKE),
            "der er samtykke til opslag i registret",
            "der er ikke samtykke til opslag i registret",
            "samtykke til opslag i registret er ikke indhentet",
            "samtykke til opslag i registret er afslået",
        ),
        (
            taken("rapport"),
            "rapporten er skrevet",
            "rapporten er ikke skrevet",
            "rapporten er endnu ikke skrevet",
            "det er ikke opfyldt, at rapporten er skrevet",
        ),
        (
            not_taken("rapport"),
            "rapporten er endnu ikke skrevet",
            "rapporten er skrevet",
            "rapporten er allerede skrevet",
            "rapporten er allerede skrevet",
        ),
        (running(LAAN), "lånet er i gang", "lånet er ikke i gang", "lånet er ikke begyndt", "lånet er afsluttet"),
        (
            none_running(LAAN),
            "lånet er ikke i gang",
            "lånet er i gang",
            "lånet er stadig i gang",
            "lånet er stadig i gang",
        ),
        (
            some(LAAN, known(START), "der er lånt et hus ud"),
            "der er lånt et hus ud",
            "der er ikke lånt et hus ud",
            "der er endnu ikke lånt et hus ud",
            "det er ikke opfyldt, at der er lånt et hus ud",
        ),
        (
            LATE,
            "lånet er begyndt",
            "lånet er ikke begyndt",
            "det kan endnu ikke afgøres, om lånet er begyndt, for lånets start er ikke oplyst",
            "lånet er endnu ikke begyndt",
        ),
        (
            all_of(yes(EGNET), given(SAMTYKKE)),
            "huset er egnet, og der er samtykke til opslag i registret",
            "det er ikke sådan, at huset er egnet, og der er samtykke til opslag i registret",
            "det mangler endnu, at huset er egnet, og at der er samtykke til opslag i registret",
            "det er ikke opfyldt, at huset er egnet, og at der er samtykke til opslag i registret",
        ),
        (
            any_of(all_of(yes(EGNET), running(LAAN)), available(RAPPORT)),
            "huset er egnet, og lånet er i gang; eller rapport om huset foreligger",
            "det er ikke sådan, at huset er egnet, og lånet er i gang; eller rapport om huset foreligger",
            "det mangler endnu, at huset er egnet, og lånet er i gang, eller at rapport om huset foreligger",
            "det er ikke opfyldt, at huset er egnet, og lånet er i gang, eller at rapport om huset foreligger",
        ),
        (
            known(SAFE),
            "det er oplyst, om huset er sikkert",
            "det er ikke oplyst, om huset er sikkert",
            "det er endnu ikke oplyst, om huset er sikkert",
            "det er endnu ikke oplyst, om huset er sikkert",
        ),
        (
            unrecorded(HELD),
            "dagen, det skete, er endnu ikke oplyst",
            "dagen, det skete, er oplyst",
            "dagen, det skete, er allerede oplyst",
            "dagen, det skete, er allerede oplyst",
        ),
        (
            any_of(unrecorded(HELD), not_taken("rapport")),
            "dagen, det skete, er endnu ikke oplyst, eller rapporten er endnu ikke skrevet",
            "det er ikke sådan, at dagen, det skete, endnu ikke er oplyst, eller rapporten endnu ikke er skrevet",
            "det mangler endnu, at dagen, det skete, endnu ikke er oplyst, eller at rapporten endnu ikke er skrevet",
            "det er ikke opfyldt, at dagen, det skete, endnu ikke er oplyst, eller at rapporten endnu ikke er skrevet",
        ),
        (
            any_of(yes(EGNET), any_of(running(LAAN), available(RAPPORT))),
            "huset er egnet, lånet er i gang, eller rapport om huset foreligger",
            "det er ikke sådan, at huset er egnet, lånet er i gang, eller rapport om huset foreligger",
            "det mangler endnu, at huset er egnet, at lånet er i gang, eller at rapport om huset foreligger",
            "det er ikke opfyldt, at huset er egnet, at lånet er i gang, eller at rapport om huset foreligger",
        ),
        (
            phrased("huset er klar", all_of(yes(EGNET), running(LAAN))),
            "huset er klar",
            "huset er ikke klar",
            "huset er endnu ikke klar",
            "huset er ikke klar",
        ),
        (
            not_(yes(EGNET)),
            "huset er uegnet",
            "huset er egnet",
            "husets stand er endnu ikke oplyst",
            "huset er egnet",
        ),
    ],
)
def test_conditions_say_themselves_their_opposite_and_what_is_missing(condition, said, opposite, unknown, refused):
    assert say(condition, TOY, DAY) == said
    assert say_not(condition, TOY, DAY) == opposite
    assert lacks(Finding(condition, None), TOY, DAY) == unknown
    assert lacks(Finding(condition, False), TOY, DAY) == refused


def test_a_number_that_no_source_sets_is_said():
    assert parameter_text(AREAL_MINDST, date(2019, 1, 1)) == "ikke fastsat"
    finding = Finding(at_least(AREAL, AREAL_MINDST), None)
    assert lacks(finding, TOY, date(2019, 1, 1)) == "det mindste areal er ikke fastsat"


def test_a_condition_without_words_is_a_fault():
    with pytest.raises(TypeError, match="no words for Condition"):
        say(Condition(), TOY, DAY)


def test_a_barrier_names_its_rule_and_its_force():
    case = Case()
    case.open()
    case.ready(svar="nej")
    (barrier,) = case.on("2026-01-07").standing("indsend", "forloeb-1").barriers
    assert barrier_sentence(barrier, TOY, DAY) == (
        "Samtykke til opslag i registret er afslået. R1: Ingen oplysninger deles uden samtykke (krav i vejledningen)."
    )


def test_a_warning_says_where_it_is_expected():
    case = Case()
    case.open()
    case.ready()
    (warning,) = case.on("2027-06-07").standing("indsend", "forloeb-1").warnings
    assert warning_sentence(warning, TOY, DAY) == (
        "Opmålingen ligger mere end 12 måneder tilbage. Det forventes ifølge Vedtægten, P1.2 (linje 4–5)."
    )


# Deadlines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "per", "said"),
    [
        (PAPIRER.deadline, ANSOEGNING, "senest 5 hverdage før mødet i bestyrelsen"),
        (weeks(1).after(START, VEDTAEGT.at("D1")), LAAN, "senest 1 uge efter lånets start"),
        (AFGOER.deadline, ANSOEGNING, "senest på dagen for mødet i bestyrelsen"),
        (TOY.step("periode_slut").deadline, None, "senest den 15. november"),
        (TOY.step("bekraeft").deadline, FORLOEB, "inden 24 timer efter modtagelsen af ønsket"),
        (SE_EFTER.deadline, SYN, "første gang senest 3 måneder efter lånets start, derefter senest hver 6. måned"),
        (
            TOY.step("tjek").deadline,
            TJEK,
            "første gang senest 1 måned efter forløbets begyndelse, derefter senest hver måned",
        ),
        (SE_EFTER.deadline, None, "senest på dagen for planens dato"),
    ],
)
def test_deadlines_in_words(deadline, per, said):
    assert deadline_sentence(deadline, per) == said


def account(case: Case, day: str, step: str, occurrence: str):
    assessment = case.on(day)
    standing = assessment.standing(step, occurrence)
    return account_sentences(assessment.world, standing.occurrence, standing.step.deadline)


def test_the_account_of_working_days_names_each_closed_day():
    case = Case()
    case.open()
    case.ready()
    number = case.take("indsend", "2026-03-10", ansoegning__moede=date(2026, 4, 8))
    told = account(case, "2026-03-11", "papirer", f"ansoegning-{number}")
    assert told.due == date(2026, 3, 27)
    assert told.sentences == (
        "Fristen regnes fra mødet i bestyrelsen, onsdag den 8. april 2026.",
        "Der tælles 5 hverdage (mandag til fredag) tilbage; selve dagen tælles ikke med.",
        "Lukkede dage, der ikke tælles: lørdag den 28. marts 2026, søndag den 29. marts 2026, "
        "skærtorsdag den 2. april 2026, langfredag den 3. april 2026, lørdag den 4. april 2026, "
        "påskedag den 5. april 2026 og 2. påskedag den 6. april 2026.",
        "Fristen er fredag den 27. marts 2026.",
        "Kilde: Vedtægten, D1 (linje 8).",
        "Styrke: krav i vejledningen.",
    )


def deadline_case(deadline, **facts) -> tuple[str, ...]:
    """The account of a deadline in a case that was opened with these facts on its loan."""
    case = Case()
    case.lent(**facts)
    world = case.on("2026-03-10").world
    return account_sentences(world, world.by_id["laan-5"], deadline).sentences


def test_the_account_of_a_closed_last_day_goes_back():
    told = deadline_case(weeks(4).after(START, VEDTAEGT.at("D1")), start="2026-03-05")
    assert told[1:4] == (
        "Der tælles 4 uger frem; selve dagen tælles ikke med.",
        "Det giver torsdag den 2. april 2026, som er lukket (skærtorsdag).",
        "Fristen ligger derfor den sidste åbne dag før, onsdag den 1. april 2026.",
    )
    easter = deadline_case(weeks(4).after(START, VEDTAEGT.at("D1")), start="2026-03-08")
    assert easter[3].startswith("Også lukket: skærtorsdag den 2. april 2026, langfredag")


def test_the_account_of_weekdays_in_which_saturday_counts():
    told = deadline_case(weekdays(6).after(START, HAVELOV.at("§ 2")), start="2026-03-06")
    assert told[1] == "Der tælles 6 hverdage (lørdag tæller med) frem; selve dagen tælles ikke med."
    assert told[-2:] == ("Kilde: Haveloven, § 2.", "Styrke: lovkrav.")


def test_the_account_of_the_earliest_of_several_days():
    never = day_of("laan.aldrig", "?", "den dag, der aldrig kom", LAAN)
    told = deadline_case(on(earliest_of("den første", the_day(START), the_day(never)), VEDTAEGT.at("D1")))
    assert told[0] == (
        "Fristen regnes fra den tidligste dag af lånets start (2. februar 2026) og den dag, der aldrig kom "
        "(endnu ikke oplyst): mandag den 2. februar 2026."
    )


def test_the_account_of_a_day_of_the_year():
    case = Case()
    loan = case.lent()
    case.take("forlaeng", "2026-02-03", loan, periode__start=date(2026, 2, 2), periode__maaneder=6)
    told = account(case, "2026-09-01", "periode_slut", "periode-6")
    assert told.sentences[:3] == (
        "Fristen regnes fra den 15. november på eller efter periodens start (2. februar 2026): "
        "søndag den 15. november 2026.",
        "Det giver søndag den 15. november 2026, som er lukket (søndag).",
        "Fristen ligger derfor den sidste åbne dag før, fredag den 13. november 2026.",
    )


def test_the_account_of_a_calendar_counts_from_its_anchor():
    case = Case()
    loan = case.lent(start="2026-02-02")
    told = account(case, "2026-09-01", "se_efter", f"{loan}.syn-2")
    assert told.sentences[0].startswith("Det er nummer 2 i rækken: første gang senest 3 måneder")
    assert "Der tælles 9 måneder frem; selve dagen tælles ikke med." in told.sentences


def test_the_account_of_a_day_before_a_calendars_own_counts_back_from_that_day():
    case = Case()
    loan = case.lent(start="2026-02-02")
    world = case.on("2026-09-01").world
    deadline = weeks(2).before(SE_EFTER.deadline.anchor, VEDTAEGT.at("D1"))
    told = account_sentences(world, world.by_id[f"{loan}.syn-2"], deadline)
    assert told.due == date(2026, 10, 19)
    assert told.sentences[1:4] == (
        "Fristen regnes fra planens dato, mandag den 2. november 2026.",
        "Der tælles 2 uger tilbage; selve dagen tælles ikke med.",
        "Fristen er mandag den 19. oktober 2026.",
    )
    assert deadline_sentence(deadline, SYN) == (
        "senest 2 uger før planens dato, som er første gang 3 måneder efter lånets start, derefter hver 6. måned"
    )


def test_the_account_of_hours_has_a_clock_time():
    case = Case()
    case.open(forloeb__modtaget=datetime(2026, 1, 5, 21, 30, tzinfo=UTC))
    told = account(case, "2026-01-06", "bekraeft", "forloeb-1")
    assert told.moment == datetime(2026, 1, 6, 21, 30, tzinfo=UTC)
    assert told.sentences[1:3] == (
        "Der tælles 24 timer, også om natten, i weekender og på helligdage.",
        "Fristen er 6. januar 2026 kl. 22.30.",
    )


def test_a_deadline_that_cannot_be_reckoned_yet_says_what_it_waits_for():
    case = Case()
    case.open()
    told = account(case, "2026-01-06", "bekraeft", "forloeb-1")
    assert (told.due, told.moment) == (None, None)
    assert told.sentences[0] == "Fristen kan endnu ikke regnes ud, for modtagelsen af ønsket er ikke oplyst."


# Events, values, citations ---------------------------------------------------------------------------------------


def test_events_are_told_without_personal_text():
    case = Case()
    case.lent()
    told = [
        event_sentence(TOY.step(event.step), event.facts) for event in case.history if event.kind is EventKind.TAKEN
    ]
    assert told[0] == "Et ønske om et hus er taget op."
    assert told[-1] == (
        "Bestyrelsen har behandlet ansøgningen. Bestyrelsen har sagt ja. Lånets start: 2. februar 2026. "
        "Lejen: 1.200 kr."
    )


def test_events_name_units_only_when_they_are_told_their_names():
    place = unit_of("sag.sted", "Hvor?", "stedet", SAG, "skole")
    moved = replace(AFGOER, records=(place, MODE, OENSKE))
    facts = {"sag.sted": "s1", "forloeb.maade": ("a", "b"), "forloeb.oenske": "hemmeligt"}
    assert event_sentence(moved, facts) == "Bestyrelsen har behandlet ansøgningen. Det sker på B. Måden: A."
    assert "Stedet: Nordskolen." in event_sentence(moved, facts, {"s1": "Nordskolen"})


@pytest.mark.parametrize(
    ("fact", "value", "text"),
    [
        (START, date(2026, 3, 5), "5. marts 2026"),
        (MODTAGET, datetime(2026, 3, 5, 13, 30, tzinfo=UTC), "5. marts 2026 kl. 14.30"),
        (LEJE, 100000, "100.000 kr."),
        (AREAL, 1250, "1.250"),
        (UDFALD, "nej", "Nej"),
        (UDFALD, "forsvundet", "forsvundet"),
        (MODE, ("a", "b"), "A og B"),
        (OENSKE, "et hus", "et hus"),
        (MOEDE, None, ""),
    ],
)
def test_values_as_danes_write_them(fact, value, text):
    assert value_text(fact, value) == text


def test_citations_carry_lines_note_and_doubt():
    assert citation_text(VEDTAEGT.at("P1.2")) == "Vedtægten, P1.2 (linje 4–5)"
    assert citation_text(HAVELOV.at("§ 3", "fristen")) == "Haveloven, § 3: fristen"
    assert citation_text(HAVELOV.at("§ 3", unsure=True)) == "Haveloven, § 3 – ikke verificeret af jurist"


def test_force_and_duty_have_words():
    assert [force_word(force) for force in Force] == [
        "lovkrav",
        "krav i vejledningen",
        "lokal aftale",
        "vores læsning, hvor kilderne tier",
    ]
    assert [duty_word(duty) for duty in Duty] == ["skal", "bør", "kan"]
    assert strongest((EGEN.at("G6"), HAVELOV.at("§ 1"), VEDTAEGT.at("D1"))) is Force.LAW
    assert strongest(()) is Force.OURS


# Grammar ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Huset er egnet.", "huset er egnet"),
        ("BEKU har bevilget", "BEKU har bevilget"),
        ("PPV'en er færdig", "PPV'en er færdig"),
        ("UU-vejlederen er med", "UU-vejlederen er med"),
        ("huset", "huset"),
        ("", ""),
    ],
)
def test_a_statement_inside_a_sentence_begins_small_unless_a_name_begins_it(text, inside):
    assert mid(text, TOY) == inside


def test_names_are_found_where_the_procedure_writes_them():
    skoleflex = yes_no_about("Tilbuddet er Skoleflex")
    procedure = replace(TOY, steps=(*TOY.steps, replace(AFGOER, key="x", records=(skoleflex,))))
    assert "Skoleflex" in names(procedure)
    assert mid("Skoleflex er bevilget", procedure) == "Skoleflex er bevilget"
    assert mid("Skoleflex er bevilget", TOY) == "skoleflex er bevilget"


def yes_no_about(statement: str):
    return choices("x.y", "?", "noget", FORLOEB, Option("ja", "Ja", statement))


def test_small_grammar():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "eller") == "a, b eller c"
    assert statements(["a er b"], "og") == "a er b"
    assert not_so("den, der er valgt, har sagt ja") == "den, der er valgt, har ikke sagt ja"
    assert consent_to("at brevet sendes") == "samtykke til, at brevet sendes"
    assert as_subject("folk fra skolen, området og fritiden") == "folk fra skolen, området og fritiden"
    assert as_subject("det, der skete") == "det, der skete,"
    assert can_be_negated("huset er egnet")
    assert not can_be_negated("huset er egnet, og lånet er i gang")
    assert not_so("intet er sket") == "det er ikke sådan, at intet er sket"
    assert not_yet("huset vælter") == "det er endnu ikke sådan, at huset vælter"
    assert thousands(1234567) == "1.234.567"
    assert sentence("hvor?") == "Hvor?"
    assert sentence(" ") == ""
    assert no(EGNET).leaf
