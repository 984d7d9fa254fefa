"""The self-checks: the toy passes, and each fault that is put into it is found under its own id."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.language import (
    Lane,
    Option,
    Procedure,
    Step,
    Subject,
    all_of,
    any_of,
    choice,
    day_of,
    days,
    depending_on,
    expect,
    hours,
    is_,
    known,
    no,
    not_,
    not_taken,
    offered_if,
    on,
    on_schedule,
    only_if,
    phrased,
    reached,
    running,
    since,
    some,
    taken,
    yes,
    yes_no,
)
from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.deadlines import acted
from sagsgang.procedure.language.joining import joined
from sagsgang.procedure.review import Severity, coverage, report, review
from sagsgang.procedure.review.shaping import answers
from tests.procedure.toy import (
    AFGOER,
    ANSOEGNING,
    CITED,
    EGNET,
    FASE,
    FORLOEB,
    GARTNER,
    HAVELOV,
    KLAR,
    LAAN,
    LAANER,
    MODTAGET,
    OENSKE,
    PERIODE,
    R1,
    RAPPORT,
    RAPPORT_GAMMEL,
    SAMTYKKE,
    SE_EFTER,
    START,
    STEPS,
    SVAR,
    TILSTAND,
    TOY,
    TRAEK,
    UDFALD,
    VEDTAEGT,
    step,
)

DAY = date(2026, 3, 1)
ONE = choice("x", "?", "x", FORLOEB, Option("a", "A"))
OLD_LAW = replace(HAVELOV, in_force=since("2020-01-01", "2024-01-01"))
NEW_LAW = replace(HAVELOV, in_force=since("2022-01-01"))
NEW = day_of("forloeb.ny", "Hvornår?", "det nye", FORLOEB)
ODD = choice("forloeb.sjaelden", "Hvad?", "det sjældne", FORLOEB, Option("a", "A"), Option("b", "B"))


def with_step(**more: Any) -> Procedure:
    """The toy with one more step, per the course."""
    rest: dict[str, Any] = {"key": "ny", "title": "Noget nyt", "done": "Noget nyt er sket", "per": FORLOEB} | more
    return replace(TOY, steps=(*STEPS, step(**rest)))


def changed(old: Step, **more: Any) -> Procedure:
    """The toy with one step declared otherwise."""
    return replace(TOY, steps=tuple(replace(each, **more) if each is old else each for each in STEPS))


def without(*gone: Step) -> Procedure:
    return replace(TOY, steps=tuple(each for each in STEPS if each not in gone))


def found(procedure: Procedure, day: date = DAY) -> set[str]:
    return {remark.id for remark in review(procedure, day)}


def test_the_toy_has_no_errors_in_any_edition():
    for day in TOY.seams:
        assert [str(each) for each in review(TOY, day) if each.severity is Severity.ERROR] == []


@pytest.mark.parametrize("mistyped", [{"postponed": "udsatt"}, {"granted": ("bevilget", "udsatt")}])
def test_an_outcome_that_the_board_cannot_have_is_found(mistyped: dict[str, Any]) -> None:
    (docket,) = PROCEDURE.dockets
    assert list(answers(PROCEDURE, DAY)) == []
    said = list(answers(replace(PROCEDURE, dockets=(replace(docket, **mistyped),)), DAY))
    assert [(each.id, "udsatt" in str(each)) for each in said] == [("svar-ukendt", True)]


@pytest.mark.parametrize(
    ("identity", "procedure"),
    [
        ("kilde-mangler", changed(AFGOER, citations=())),
        ("kilde-mangler", with_step(expects=(expect(known(EGNET)),))),
        ("kilde-mangler", replace(TOY, rules=(replace(R1, citations=()),))),
        ("kilde-mangler", replace(TOY, roles=(*TOY.roles, replace(GARTNER, key="x", citations=())))),
        ("kilde-udloebet", changed(AFGOER, citations=(OLD_LAW.at("§ 1"),))),
        ("kilde-udloebet", with_step(valid=since("2021-01-01"), citations=(NEW_LAW.at("§ 1"),))),
        ("kilde-ukendt", with_step(citations=(replace(HAVELOV, key="anden", title="En anden lov").at("§ 1"),))),
        ("sted-ukendt", with_step(citations=(VEDTAEGT.at("P9.9"),))),
        ("ikke-verificeret", with_step(citations=(HAVELOV.at("§ 1", unsure=True),))),
        ("krav-udaekket", replace(TOY, elsewhere={"F1": "hjemmesiden"})),
        ("krav-ukendt", replace(TOY, elsewhere={**TOY.elsewhere, "T99": "hjemmesiden"})),
        ("version-hul", changed(RAPPORT_GAMMEL, valid=since("2020-01-01", "2023-12-31"))),
        ("version-overlap", changed(RAPPORT_GAMMEL, valid=since("2020-01-01", "2024-01-02"))),
        ("version-overlap", changed(RAPPORT_GAMMEL, valid=since("2020-01-01"))),
        ("version-overlap", replace(TOY, rules=(R1, R1))),
        ("version-emne", changed(RAPPORT_GAMMEL, per=ANSOEGNING)),
        ("noegle-dobbelt", replace(TOY, roles=(*TOY.roles, GARTNER))),
        ("noegle-dobbelt", replace(TOY, subjects=(*TOY.subjects, LAAN))),
        ("noegle-dobbelt", with_step(records=(yes_no("forloeb.egnet", "?", "egnet", FORLOEB),))),
        ("noegle-dobbelt", with_step(records=(choice("x", "?", "x", FORLOEB, Option("a", "A"), Option("a", "B")),))),
        ("noegle-genbrugt", replace(TOY, aliases={"aabn": "luk"})),
        ("noegle-genbrugt", replace(TOY, fact_aliases={"laan.leje": "laan.start"})),
        ("alias-ukendt", replace(TOY, aliases={"gammel": "findes_ikke"})),
        ("alias-ukendt", replace(TOY, fact_aliases={"gammel": "findes_ikke"})),
        ("emne-uden-for-raekkevidde", with_step(records=(TILSTAND,))),
        ("emne-uden-for-raekkevidde", with_step(records=(day_of("periode.x", "?", "x", PERIODE),))),
        ("emne-tvetydigt", with_step(when=known(day_of("periode.x", "?", "x", PERIODE)))),
        ("emne-ukendt", with_step(opens=Subject("andet", "det andet", FORLOEB))),
        ("frist-af-sig-selv", with_step(records=(NEW,), deadline=days(3).after(NEW, CITED[0]))),
        ("frist-uden-plan", with_step(deadline=on_schedule(CITED[0]))),
        ("frist-uden-klokkeslaet", with_step(deadline=hours(2).after(START, CITED[0]))),
        ("saetning-dobbelt", with_step(done=AFGOER.done)),
        ("saetning-punktum", with_step(done="Noget er sket.")),
        ("titel-dobbelt", with_step(title=AFGOER.title)),
        ("trin-ukendt", with_step(when=taken("findes_ikke"))),
        ("trin-ukendt", with_step(deadline=days(1).after(acted("findes_ikke", "dagen"), CITED[0]))),
        ("trin-kan-ikke-tages", with_step(when=not_taken("klar"))),
        ("svar-ukendt", with_step(when=is_(UDFALD, "måske"))),
        ("svar-ukendt", with_step(responsible=depending_on(UDFALD, ("måske", GARTNER), otherwise=LAANER))),
        ("svar-ukendt", with_step(records=(offered_if(is_(UDFALD, "ja"), "måske", UDFALD),))),
        ("svar-mangler", with_step(records=(offered_if(is_(UDFALD, "ja"), "a", ONE),))),
        ("svar-mangler", with_step(records=(choice("x", "?", "x", FORLOEB),))),
        ("arbejde-uklart", with_step(work="kun_stedet")),
        ("arbejde-dobbelt", replace(TOY, steps=tuple(replace(each, work="have.saa") for each in STEPS))),
        ("milepael-goer-noget", changed(KLAR, records=(NEW,))),
        ("samtykke-uden-svar", with_step(gives=SAMTYKKE)),
        ("samtykke-uden-ja", with_step(gives=SAMTYKKE, records=(ODD,), answer=ODD)),
        ("fase-ukendt", with_step(phase=replace(FASE, key="fase9"))),
        ("papir-ukendt", replace(TOY, documents=())),
        ("samtykke-ukendt", replace(TOY, consents=())),
        ("aabner-uden-for", with_step(opens=LAAN, also_opens=ANSOEGNING)),
        ("uden-ord", with_step(when=Condition())),
        ("ingen-kan-indfoere", changed(TRAEK, recorded_by=())),
        ("rolle-ukendt", with_step(responsible=replace(GARTNER, key="x"))),
        ("rolle-uden-opgaver", replace(TOY, roles=(*TOY.roles, replace(GARTNER, key="x")))),
        ("trin-uden-vej", with_step(when=known(NEW))),
        ("trin-uden-vej", with_step(per=Subject("andet", "det andet", FORLOEB))),
        ("trin-uden-vej", with_step(requires=all_of(yes(EGNET), phrased("x", no(EGNET))))),
        ("trin-uden-vej", with_step(when=not_(not_(any_of(known(NEW)))))),
        ("trin-uden-vej", with_step(when=some(LAAN, known(NEW), "der er noget nyt"))),
        ("trin-uden-vej", with_step(when=reached(on(NEW, CITED[0]), "dagen er kommet"))),
        ("trin-uden-vej", without(RAPPORT_GAMMEL, TOY.step("rapport"))),
        ("ingen-indgang", replace(TOY, steps=tuple(replace(each, entry=False) for each in STEPS))),
        ("aldrig-nej", with_step(when=not_(known(EGNET)))),
        ("emne-uden-ende", without(TOY.step("luk"), TOY.step("slut"))),
        ("svar-uden-vej", with_step(records=(ODD,), requires=all_of(running(FORLOEB), is_(ODD, "a")))),
        ("samtykke-uden-vej", without(TOY.step("spoerg"))),
        ("samtykke-uden-ende", without(TRAEK)),
        ("samtykke-kun-en-gang", changed(TRAEK, repeatable=False)),
    ],
)  # fmt: skip
def test_each_fault_is_found(identity, procedure):
    assert identity not in found(TOY) or identity == "svar-uden-vej"
    assert identity in found(procedure)


def test_a_remark_says_what_why_and_what_to_do():
    (remark,) = [each for each in review(changed(AFGOER, citations=()), DAY) if each.id == "kilde-mangler"]
    assert str(remark) == (
        "[kilde-mangler] trin afgoer: Trinnet har ingen kilde. Skriv, hvor det står – eller citér vores egen læsning."
    )


def test_a_version_is_named_by_its_first_day():
    remarks = review(changed(RAPPORT_GAMMEL, citations=()), DAY)
    assert "trin rapport (fra 2020-01-01)" in {each.about for each in remarks}


def test_steps_are_reached_by_their_rules_and_not_by_what_only_they_supply():
    own = with_step(requires=known(NEW), records=(NEW,))
    assert "trin-uden-vej" in found(own)
    ruled = replace(TOY, rules=(replace(R1, departure=()),), steps=without(TOY.step("spoerg")).steps)
    unreachable = {each.about for each in review(ruled, DAY) if each.id == "trin-uden-vej"}
    assert "trin indsend" in unreachable


def test_reach_is_reckoned_in_the_edition_of_the_day():
    later = replace(TOY, steps=(*without(RAPPORT_GAMMEL).steps,))
    assert "trin-uden-vej" in found(later, date(2023, 1, 1))
    assert "trin-uden-vej" not in found(later, DAY)


def test_an_answer_asked_for_on_account_of_another_in_the_same_form_counts():
    after = step("efter", "Efter", "Efter er sket", FORLOEB, when=known(NEW))
    procedure = with_step(records=(ODD, only_if(is_(ODD, "a"), NEW)))
    procedure = replace(procedure, steps=(*procedure.steps, after))
    assert "trin-uden-vej" not in found(procedure)


def test_the_report_counts_and_tells_what_meets_each_requirement():
    text = report(TOY, DAY)
    assert "Udlån af havehuse, udgave 2020, som den gælder 01.03.2026" in text
    assert "Fejl: 0" in text
    assert "T1      andetsteds: foreningens hjemmeside" in text
    assert "P1.2    trin indsend; tal areal; tal frisk" in text
    assert coverage(TOY)["R1"] == ("regel R1",)


def test_remarks_come_worst_first():
    severities = [each.severity for each in review(changed(AFGOER, citations=()), DAY)]
    assert severities == sorted(severities, key=list(Severity).index)


def test_the_lanes_of_the_figure_are_four():
    assert [lane.value for lane in Lane] == ["SOF", "Fælles", "BUF/skole", "Familie"]
    assert joined((SVAR,), (MODTAGET, OENSKE)) == (SVAR, MODTAGET, OENSKE)
    assert SE_EFTER.per.calendar is not None
    assert RAPPORT.subject is FORLOEB
