"""The letter of a decision that was changed after a complaint: its guidance, and when the time to answer begins."""

from datetime import date, datetime, time, timedelta

import pytest

from sagsgang.casework.commands import take
from sagsgang.casework.ledger import load
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.demo.courses.complaints import COMPLAINED
from sagsgang.letters import holding
from sagsgang.letters.receivers import appeal_until, received_on
from sagsgang.people.models import Person
from sagsgang.people.queries import custody_holders
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.workdays import COPENHAGEN
from tests.letters.ground import DAY, Ground, play
from tests.letters.test_flex import deliver
from tests.scenarios.playing import Play
from tests.scenarios.reading import Happening, read

SUSPECTED = {"klassetrin": "2", "akut": "Ja", "hensyn": "overgreb"}
STEP, ANSWER = "klage.ny_afgoerelse_buf", "klage.opretholdes_buf"
pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(db: None) -> Ground:
    """The school has re-assessed its refusal: the family is partly right."""
    return play(COMPLAINED, 232, until=232)


def sent(ground: Ground) -> None:
    letter = ground.begin("ny_afgoerelse_buf", STEP, "skoleleder")
    ground.write(letter, "skoleleder")
    ground.send(letter, "skoleleder")
    deliver(letter, ground)


def until(ground: Ground) -> date | None:
    standing = ground.assessment.standing(ANSWER, ground.occurrence(STEP))
    return standing.due if standing is not None else None


def test_it_brings_what_was_decided_and_how_to_appeal(changed: Ground) -> None:
    letter = changed.begin("ny_afgoerelse_buf", STEP, "skoleleder")
    said = "\n".join(piece.text for piece in changed.desk(letter, "skoleleder").content.pieces)
    for words in ("Skoleflex gives ikke.", "Klagenævnet for Specialundervisning", "4 uger efter at I har fået brevet"):
        assert words in said


@pytest.mark.parametrize("paper", [False, True])
def test_the_four_weeks_count_from_the_day_the_last_parent_counts_as_having_it(changed: Ground, *, paper: bool) -> None:
    parents = [each.pk for each in custody_holders(changed.case.child, DAY)]
    Person.objects.filter(pk=parents[-1]).update(digital_post_exempt=paper)
    sent(changed)
    received, _ = received_on("print" if paper else "digital_post", DAY, 6)
    assert (received > DAY) is paper
    assert changed.taken(STEP)
    assert until(changed) == appeal_until(received, 4)


def test_maintaining_after_the_time_is_a_new_complaint(changed: Ground) -> None:
    sent(changed)
    last = until(changed)
    assert last is not None

    def answered(on: date) -> None:
        take(
            case_id=changed.case.pk, step=ANSWER, occurrence=changed.occurrence(STEP),
            facts={"klage.opretholdes": "ja"}, actor=changed.who("skoleleder"), on=on,
            at=datetime.combine(last + timedelta(days=2), time(9), COPENHAGEN), based_on=None,
            backdating_reason="Svaret lå i posten.",
        )  # fmt: skip

    with pytest.raises(AnswersInvalid) as refused:
        answered(last + timedelta(days=1))
    assert "ny klage" in refused.value.fields["klage.opretholdes"]
    assert "§ 51 b" in refused.value.fields["klage.opretholdes"]
    answered(last)
    assert load(changed.case)[-1].step == ANSWER


def test_a_letter_of_the_old_course_is_held_while_contact_is_held_back_in_the_new_one(
    changed: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Play(PROCEDURE).run(read("klage_efter_forloebet").happenings)
    place = next(each.occurrence for each in story.history if each.step == "klage.modtag_sof")
    monkeypatch.setattr(holding, "load", lambda case: story.history)

    def held() -> str:
        assert story.day is not None
        return holding._held_in(changed.case, place, datetime.combine(story.day, time(12), COPENHAGEN))

    assert held() == ""
    story.play(Happening("et nyt forløb", "+1 dag", "fase1.bekymring", answers=SUSPECTED))
    assert held() == holding.HELD_BACK


def test_a_new_decision_that_is_delivered_is_corrected_and_gives_its_own_four_weeks(changed: Ground) -> None:
    earlier = None
    for days in (0, 7):
        ground = Ground(changed.case, DAY + timedelta(days=days))
        letter = ground.begin("ny_afgoerelse_buf", STEP, "skoleleder", corrects=earlier)
        ground.write(letter, "skoleleder")
        ground.send(letter, "skoleleder")
        deliver(letter, ground)
        letter.refresh_from_db()
        assert letter.trouble == ""
        assert until(ground) == appeal_until(ground.day, 4)
        earlier = letter.number
