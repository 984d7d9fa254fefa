"""Where a case is on its way: the furthest phase in which something is owed, and not one that a step looks on to."""

from sagsgang.casework.projections import phase_of
from sagsgang.procedure.engine import State
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.playing import Play
from tests.scenarios.reading import read


def test_a_child_who_has_just_begun_in_day_treatment_is_not_on_its_way_out():
    play = Play(PROCEDURE).run(read("dagbehandling_starter").happenings)
    assert play.day is not None
    assessment = play.stands(play.day)
    looking_on = assessment.of_step("fase5.parathed")[-1]
    assert (looking_on.is_task, looking_on.state) == (True, State.OPEN)
    assert phase_of(assessment).key == "fase4"


def test_when_the_way_out_is_to_be_chosen_the_case_is_there():
    play = Play(PROCEDURE)
    for happening in read("tilbageslusningsflex_to_aar").happenings:
        if happening.step == "fase5.vej_ud":
            break
        play.play(happening)
    assert play.day is not None
    assert phase_of(play.stands(play.day)).key == "fase5"
