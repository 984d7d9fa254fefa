"""How a consent stands: worked out from what each person said, whoever withdrew it, and the day."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagsgang.procedure.engine import Assessment, Consented, State, assess
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.faelles_sagsforloeb.betingelser import FAMILIEN_MAA_INDDRAGES
from sagsgang.procedure.language import (
    ConsentState,
    Lane,
    Procedure,
    Reply,
    Step,
    Young,
    decode,
    encode,
    giver,
    optional,
    replies,
)
from sagsgang.procedure.language import given as stands
from sagsgang.procedure.language.leaves import Grounded
from sagsgang.procedure.language.parameters import DatedValue, Parameter
from sagsgang.procedure.language.periods import Period
from sagsgang.procedure.language.replies import NO, PENDING, SPLIT, YES, together
from sagsgang.procedure.language.sources import Citation
from sagsgang.procedure.language.terms import Consent
from sagsgang.procedure.review.walking import conditions_of, inside
from sagsgang.procedure.wording import barrier_sentence
from tests.procedure.toy import EGEN, FORLOEB, SAMTYKKE, SPOERG, STEPS, SVAR, TOY, TRAEK, Case

BOTH = "faelles_foraeldremyndighed"
YEAR = Parameter("gyldig", "Så længe", "måneder", (DatedValue(Period(date(2020, 1, 1)), 12, "P1.2"),))
AGE = Parameter("unge", "Fra", "år", (DatedValue(Period(date(2020, 1, 1)), 15, "P1.2"),))
SVARENE = replies("forloeb.personer", "Hvad svarer de?", "svarene", FORLOEB)
TRAEKKER = giver("forloeb.trukket_af", "Hvem trækker?", "hvem der trækker", FORLOEB)
DAY = date(2026, 1, 6)


def with_persons(consent: Consent = SAMTYKKE) -> Procedure:
    """The garden houses, where the consent is answered by persons and lasts a year."""
    lasting = replace(consent, life=YEAR)
    ask = replace(SPOERG, records=(optional(SVARENE),), formerly=(SVAR,), gives=lasting)
    take = replace(TRAEK, records=(TRAEKKER,), withdraws=lasting, when=None)
    here = {"spoerg": ask, "traek": take}
    steps = tuple(here.get(step.key, step) for step in STEPS if step.key != "klar")
    rules = tuple(replace(rule, requires=stands(lasting)) for rule in TOY.rules)
    return replace(TOY, steps=steps, consents=(lasting,), rules=rules)


HOUSES = with_persons()
(LASTING,) = HOUSES.consents


def said(*answers: str, on: date = DAY, kinds: tuple[str, ...] = ()) -> tuple[Reply, ...]:
    """What each person says, the first two of them those who have custody."""
    whats = kinds or (BOTH,) * len(answers)
    return tuple(
        Reply(f"{number}", what, answer, "mundtlig" if answer != PENDING else "", "1", on)
        for number, (answer, what) in enumerate(zip(answers, whats, strict=True), 1)
    )


class Houses(Case):
    """A case of the houses, opened and with a report, so that only the consent is missing."""

    def __init__(self, procedure: Procedure = HOUSES) -> None:
        super().__init__(procedure)
        self.open()
        self.take("rapport", "2026-01-06", forloeb__egnet="ja", forloeb__maalt=date(2026, 1, 6), forloeb__areal=40)

    def answered(self, on: str, *answers: str, kept: tuple[Reply, ...] = (), kinds: tuple[str, ...] = ()) -> None:
        self.take("spoerg", on, forloeb__personer=kept or said(*answers, on=date.fromisoformat(on), kinds=kinds))

    def withdrawn(self, on: str, by: str = "1") -> None:
        self.take("traek", on, forloeb__trukket_af=by)

    def state(self, day: str) -> ConsentState:
        return record(self.on(day)).state(date.fromisoformat(day))

    def gate(self, day: str) -> State:
        standing = self.on(day).standing("indsend", "forloeb-1")
        assert standing is not None
        return standing.state

    def asking(self, day: str) -> State:
        standing = self.on(day).standing("spoerg", "forloeb-1")
        assert standing is not None
        return standing.state


def record(assessment: Assessment) -> Consented:
    (found,) = (each.consents[LASTING.key] for each in assessment.world.by_subject["forloeb"])
    return found


@pytest.mark.parametrize(
    ("answers", "state", "come_to"),
    [
        ((YES, YES), ConsentState.GIVEN, YES),
        ((YES,), ConsentState.GIVEN, YES),
        ((NO, NO), ConsentState.REFUSED, NO),
        ((YES, NO), ConsentState.CONFLICT, SPLIT),
        ((YES, PENDING), ConsentState.MISSING, None),
        ((NO, PENDING), ConsentState.MISSING, None),
    ],
)
def test_the_answers_come_to_a_state(answers: tuple[str, ...], state: ConsentState, come_to: str | None) -> None:
    case = Houses()
    case.answered("2026-01-07", *answers)
    assert together(said(*answers)) == come_to
    assert case.state("2026-01-07") is state
    assert (case.gate("2026-01-07") is State.OPEN) == (state is ConsentState.GIVEN)


def test_nobody_asked_is_missing_and_bars() -> None:
    case = Houses()
    assert case.gate("2026-01-07") is State.BARRED
    assert case.asking("2026-01-07") is State.OPEN


def test_somebody_not_asked_yet_leaves_the_asking_open() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, PENDING)
    assert case.asking("2026-01-07") is State.OPEN
    case.answered("2026-01-08", kept=(*said(YES, on=date(2026, 1, 7)), *said(PENDING, YES, on=date(2026, 1, 8))[1:]))
    assert case.asking("2026-01-08") is State.DONE
    assert case.gate("2026-01-08") is State.OPEN


def test_one_withdraws_for_all_and_the_asking_opens_again() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    case.withdrawn("2026-01-09", by="2")
    assert case.state("2026-01-08") is ConsentState.GIVEN
    assert case.state("2026-01-09") is ConsentState.WITHDRAWN
    assert case.gate("2026-01-09") is State.BARRED
    assert case.asking("2026-01-09") is State.OPEN
    taken_back = record(case.on("2026-01-09")).withdrawn
    assert taken_back is not None
    assert (taken_back.by, taken_back.on) == ("2", date(2026, 1, 9))


def test_what_bars_says_what_became_of_the_consent() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    case.withdrawn("2026-01-09")
    standing = case.on("2026-01-09").standing("indsend", "forloeb-1")
    assert standing is not None
    told = barrier_sentence(standing.barriers[0], HOUSES, DAY)
    assert told.startswith("Samtykke til opslag i registret er trukket tilbage.")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2027-01-06", ConsentState.GIVEN),
        ("2027-01-07", ConsentState.EXPIRED),
        ("2027-01-08", ConsentState.EXPIRED),
    ],
)
def test_it_is_over_on_the_day_it_runs_out(day: str, state: ConsentState) -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    assert case.state(day) is state
    assert (case.gate(day) is State.OPEN) == (state is ConsentState.GIVEN)


def test_the_case_wakes_on_that_day_by_itself() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    days, day = [], date(2026, 2, 1)
    while (change := case.on(day.isoformat()).next_change()) is not None and len(days) < 40:
        days.append(change)
        day = change
    assert date(2027, 1, 7) in days


def test_the_year_is_counted_from_the_oldest_yes_that_stands() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, PENDING)
    case.answered("2026-03-02", kept=(*said(YES, on=date(2026, 1, 7)), *said(PENDING, YES, on=date(2026, 3, 2))[1:]))
    assert record(case.on("2026-03-02")).until == date(2027, 1, 7)


def test_the_old_round_stands_while_a_new_one_waits_for_somebody() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    case.answered("2026-12-10", YES, PENDING)
    assert case.state("2026-12-10") is ConsentState.GIVEN
    assert case.state("2027-01-07") is ConsentState.EXPIRED
    assert record(case.on("2026-12-10")).givers() == ("1", "2")


def test_a_no_in_a_new_round_ends_the_old_one_at_once() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    case.answered("2026-12-10", NO, PENDING)
    assert case.state("2026-12-10") is ConsentState.MISSING
    assert case.gate("2026-12-10") is State.BARRED


def test_what_a_young_person_says_is_heard_where_it_does_not_decide() -> None:
    heard = replace(SAMTYKKE, young=Young(AGE, "høres", EGEN.at("G5", unsure=True)))
    for consent, state in ((heard, ConsentState.GIVEN), (_deciding(heard), ConsentState.CONFLICT)):
        procedure = with_persons(consent)
        case = Houses(procedure)
        case.answered("2026-01-07", YES, YES, NO, kinds=(BOTH, BOTH, "ung"))
        (found,) = (each.consents["samtykke"] for each in case.on("2026-01-07").world.by_subject["forloeb"])
        assert found.state(date(2026, 1, 7)) is state


def _deciding(consent: Consent) -> Consent:
    assert consent.young is not None
    return replace(consent, young=replace(consent.young, decides=True))


def test_the_history_of_before_still_stands() -> None:
    case = Houses()
    case.take("spoerg", "2026-01-07", forloeb__svar="ja")
    assert case.state("2026-01-07") is ConsentState.GIVEN
    assert case.gate("2026-01-07") is State.OPEN
    assert case.state("2027-01-07") is ConsentState.EXPIRED


def test_who_lacks_today_lets_the_consent_not_stand() -> None:
    case = Houses()
    case.answered("2026-01-07", YES, YES)
    today = date(2026, 1, 8)
    standing = assess(HOUSES, case.history, today, lapsed=frozenset({"samtykke"})).standing("indsend", "forloeb-1")
    assert standing is not None
    assert standing.state is State.BARRED


def test_answers_are_stored_by_id_and_come_back() -> None:
    round_ = said(YES, NO, PENDING, kinds=(BOTH, BOTH, "ung"))
    stored = encode(SVARENE, round_)
    assert stored[0] == {
        "giver": "1", "som": BOTH, "svar": "ja", "form": "mundtlig", "tekst": "1", "den": "2026-01-06",
    }  # fmt: skip
    assert decode(SVARENE, stored) == round_


_ANSWERS = st.tuples(*[st.sampled_from((YES, NO, PENDING))] * 2)
_ROUND = st.tuples(st.just("svar"), st.integers(0, 200), _ANSWERS)
_BACK = st.tuples(st.just("træk"), st.integers(0, 200), st.sampled_from(("1", "2")))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_ROUND, _BACK), max_size=6), st.integers(0, 500))
def test_nothing_but_a_consent_that_stands_opens_the_gate(told: list[Any], later: int) -> None:
    """Told once more, without the engine: the gate is open only on a yes by both, not taken back, not run out."""
    case, day, stands_until, standing = Houses(), date(2026, 1, 7), None, False
    for kind, days, what in told:
        day += timedelta(days=days)
        alive = standing and stands_until is not None and day < stands_until
        if kind == "træk":
            case.withdrawn(day.isoformat(), by=what)
            standing = False
        else:
            case.answered(day.isoformat(), *what)
            renews = PENDING in what and NO not in what
            if what == (YES, YES):
                standing, stands_until = (
                    True,
                    day.replace(year=day.year + 1)
                    if (day.month, day.day) != (2, 29)
                    else (day.replace(year=day.year + 1, day=28)),
                )
            elif not (renews and alive):
                standing = standing and renews
    day += timedelta(days=later)
    allowed = standing and stands_until is not None and day < stands_until
    assert (case.gate(day.isoformat()) is State.OPEN) == allowed


def test_every_consent_of_the_course_says_what_how_long_and_in_which_words() -> None:
    for consent in PROCEDURE.consents:
        assert consent.what, consent.key
        assert consent.covers, consent.key
        assert consent.life is not None, consent.key
        text = consent.text(date(2026, 3, 2))
        assert text is not None, consent.key
        assert text.paragraphs, consent.key
        steps = [step for step in PROCEDURE.steps if step.gives is consent]
        assert {step.key.startswith("samtykke.forny_") for step in steps} == {True, False}, consent.key
        assert all(step.replies is not None and step.lasts is not None for step in steps), consent.key


def test_wordings_of_a_consent_meet_and_none_is_changed() -> None:
    for consent in PROCEDURE.consents:
        for earlier, later in zip(consent.texts, consent.texts[1:], strict=False):
            assert earlier.valid.meets(later.valid), consent.key
        assert len({text.version for text in consent.texts}) == len(consent.texts)


def test_a_legal_basis_ends_where_its_rule_says() -> None:
    rules = [rule.requires for rule in PROCEDURE.rules] + [step.requires for step in PROCEDURE.steps]
    grounded = [leaf for each in rules if each for leaf in each.leaves() if isinstance(leaf, Grounded)]
    declared = {each.ground: each.ground_until for each in PROCEDURE.consents if each.ground}
    assert {leaf.fact: leaf.until for leaf in grounded} == declared


def test_nobody_is_offered_a_law_that_no_lawyer_has_found() -> None:
    offered = {option.value for option in PROCEDURE.facts["forloeb.udveksling_hjemmel"].options}
    assert offered == {basis.key for basis in PROCEDURE.bases if basis.offered}
    unsure = {basis.key for basis in PROCEDURE.bases if basis.unsure}
    assert {"rsl_11c", "ssd", "andet"} <= unsure
    labels = {option.value: option.label for option in PROCEDURE.facts["forloeb.udveksling_hjemmel"].options}
    assert all(("ikke verificeret af jurist" in labels[key]) == (key in unsure) for key in offered)


def test_citations_of_bases_are_among_the_sources() -> None:
    cited: list[Citation] = [basis.citation for basis in PROCEDURE.bases if basis.citation is not None]
    assert all(citation.source in PROCEDURE.sources for citation in cited)


NEVER_HELD_BACK = {"sagen.barnets_syn", "sagen.familiens_forhold"}  # the child's own words; how a letter must be sent


def test_whatever_meets_the_family_heeds_a_suspicion_against_it() -> None:
    meets = [step for step in PROCEDURE.steps if step.lane is Lane.FAMILIE and step.withdraws is None]
    heedless = [step.key for step in meets if not step.milestone and not _heeds(step)]
    assert set(heedless) <= NEVER_HELD_BACK
    for key in ("fase3.handleplan", "fase3.overdragelse", "fase1.arbejdet_fortsaetter", "fase1.sparring"):
        assert _heeds(PROCEDURE.step(key)), key


def _heeds(step: Step) -> bool:
    """Whether some condition of the step asks if the parents may be involved (X8)."""
    asked = (each for _, condition in conditions_of(step) for each, _ in inside(condition))
    return any(each is FAMILIEN_MAA_INDDRAGES for each in asked)
