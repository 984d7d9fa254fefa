"""The plan is written by both sides: each its own part, nothing overwritten, everything in the history (P3F.1)."""

import pytest

from sagsgang.casework.models import LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.people.models import User
from sagsgang.plans import commands, queries
from sagsgang.plans.commands import Words
from sagsgang.plans.models import Part, Revision
from sagsgang.plans.refusals import NoBasisForPlan, NotYourPart, StalePart, UnknownPart
from tests.plans.ground import ACTIVITY, GOAL, Ground


def test_every_save_is_a_revision_that_says_who_and_when(ground: Ground):
    ground.section("sof_del", "Familien får en rådgiver.")
    ground.section("sof_del", "Familien får en rådgiver hver uge.")
    part = queries.part_of(ground.case, queries.latest_course(ground.case), Part.Kind.SECTION, key="sof_del")
    assert part is not None
    newest, oldest = queries.history_of(ground.case, part)
    assert (oldest.number, oldest.body, newest.number) == (1, "Familien får en rådgiver.", 2)
    assert (newest.author, newest.author_role) == (ground.sof, "sagsbehandler")
    assert newest.at > oldest.at


def test_a_stale_write_is_refused_with_what_the_other_wrote(ground: Ground):
    ground.section("samarbejde", "Vi ringer sammen hver fredag.")
    ground.section("samarbejde", "Vi ringer sammen hver fredag kl. 9.", by=ground.school, based_on=1)
    with pytest.raises(StalePart) as refused:
        ground.section("samarbejde", "Vi mødes hver måned.", based_on=1)
    assert refused.value.latest.body == "Vi ringer sammen hver fredag kl. 9."
    assert ground.state().section("samarbejde").version == 2


def test_two_who_begin_a_section_at_once_do_not_overwrite_each_other(ground: Ground):
    ground.section("graenser", "Skolen kan ikke love mere.", by=ground.school, based_on=0)
    with pytest.raises(StalePart):
        ground.section("graenser", "Noget andet.", based_on=0)


def test_different_sections_never_disturb_each_other(ground: Ground):
    ground.section("sof_del", "SOF", based_on=0)
    ground.section("buf_del", "BUF", based_on=0)
    goal = ground.goal()
    ground.goal(Words(**{**_as(GOAL), "title": "Et mål mere"}), by=ground.school)
    ground.section("sof_del", "SOF igen", based_on=1)
    assert [each.revision.title for each in ground.state().goals] == [GOAL.title, "Et mål mere"]
    assert goal == 1


def test_what_both_wrote_alike_or_nobody_changed_is_no_new_version(ground: Ground):
    ground.section("samarbejde", "Ens")
    assert ground.section("samarbejde", "Ens", by=ground.school, based_on=0).number == 1
    assert ground.section("samarbejde", " Ens \r\n", based_on=1).number == 1


def test_each_side_writes_its_own_part_and_both_what_is_joint(ground: Ground):
    with pytest.raises(NotYourPart):
        ground.section("buf_del", "Ikke mit", by=ground.sof)
    with pytest.raises(NotYourPart):
        ground.section("sof_del", "Ikke mit", by=ground.school)
    ground.section("samarbejde", "Fra SOF", by=ground.sof)
    ground.section("samarbejde", "Fra skolen", by=ground.school)


@pytest.mark.parametrize("name", ["beku-1", "beku-2", "beku-medlem-1"])
def test_boards_do_not_write(ground: Ground, name: str):
    with pytest.raises((UnknownCase, NotYours, NotYourPart)):
        ground.section("samarbejde", "Nej", by=User.objects.get(username=name))


def test_strangers_do_not_write(ground: Ground):
    with pytest.raises(UnknownCase):
        ground.section("samarbejde", "Nej", by=User.objects.create_user("fremmed", name="Fremmed"))


def test_nothing_crosses_when_no_consent_lets_it(ground: Ground):
    from sagsgang.casework import consents

    consent = consents.Missing("Samtykket er trukket tilbage.", "samtykke_udveksling")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "basis_for", lambda *args, **more: consent)
        with pytest.raises(NoBasisForPlan, match="trukket tilbage"):
            ground.section("sof_del", "Nej")
    assert not Revision.objects.exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (Words(title=""), "title"),
        (Words("Mål", "", "Ses", side="sof"), "body"),
        (Words("Mål", "Fordi", "", side="sof"), "seen"),
        (Words("Mål", "Fordi", "Ses", side="ingen"), "side"),
        (Words("x" * 301, "Fordi", "Ses", side="sof"), "title"),
        (Words("Mål", "F\x00", "Ses", side="sof"), "body"),
    ],
)
def test_a_goal_that_lacks_something_is_refused_at_its_field(ground: Ground, words: Words, field: str):
    with pytest.raises(AnswersInvalid) as refused:
        ground.goal(words)
    assert field in refused.value.fields
    assert not Part.objects.exists()


def test_a_form_that_is_sent_twice_makes_one_goal_and_one_activity(ground: Ground):
    first = ground.goal()
    assert ground.goal() == first
    assert ground.activity(first) == ground.activity(first)
    other = ground.goal(Words("To", "Fordi", "Ses", side="sof"))
    assert ground.activity(other) != ground.activity(first)  # the same may be done for another goal
    assert [len(goal.activities) for goal in ground.state().goals] == [1, 1]


def test_goals_and_activities_move_and_are_taken_out_and_brought_back(ground: Ground):
    first, second = ground.goal(), ground.goal(Words("To", "Fordi", "Ses", side="sof"))
    ground.activity(first)
    ground.activity(first, Words("Anden aktivitet", who="Far", rhythm="Om lørdagen", side="sof"))
    common = {"case_id": ground.case.pk, "actor": ground.viewer(ground.sof)}
    commands.move(kind="maal", number=second, up=True, at=ground.at(), **common)
    commands.move(kind="aktivitet", number=2, up=True, at=ground.at(), **common)
    commands.move(kind="aktivitet", number=2, up=True, at=ground.at(), **common)  # at the end of the row
    state = ground.state()
    assert [goal.part.number for goal in state.goals] == [second, first]
    assert [each.part.number for each in state.goals[1].activities] == [2, 1]
    gone = commands.remove(kind="maal", number=first, based_on=2, at=ground.at(), **common)
    assert gone.gone
    assert [goal.part.number for goal in ground.state().removed] == [first]
    commands.bring_back(kind="maal", number=first, based_on=gone.number, at=ground.at(), **common)
    assert [goal.part.number for goal in ground.state().goals] == [second, first]
    part = queries.part_of(ground.case, queries.latest_course(ground.case), "maal", first)
    assert part is not None
    assert [each.gone for each in queries.history_of(ground.case, part)] == [False, True, False, False]


def test_a_goal_that_was_only_moved_can_still_be_saved_by_who_had_it_open(ground: Ground):
    first, second = ground.goal(), ground.goal(Words("To", "Fordi", "Ses", side="sof"))
    commands.move(case_id=ground.case.pk, kind="maal", number=second, up=True, actor=ground.viewer(ground.school),
                  at=ground.at())  # fmt: skip
    ground.goal(Words("Et", "Fordi", "Ses", side="sof"), number=first, based_on=1)
    assert [goal.revision.title for goal in ground.state().goals] == ["To", "Et"]


def test_an_activity_belongs_to_its_goal_and_a_number_of_nothing_is_unknown(ground: Ground):
    first, second = ground.goal(), ground.goal(Words("To", "Fordi", "Ses", side="sof"))
    activity = ground.activity(first)
    with pytest.raises(UnknownPart):
        ground.activity(second, ACTIVITY, activity, 1)
    with pytest.raises(UnknownPart):
        ground.goal(GOAL, 99)
    with pytest.raises(UnknownPart):
        ground.section("findes_ikke", "x", based_on=0)


def test_writing_in_the_plan_is_no_event_of_the_case(ground: Ground):
    before = LedgerEvent.objects.count()
    ground.written()
    assert LedgerEvent.objects.count() == before


def _as(words: Words) -> dict[str, str]:
    return {name: getattr(words, name) for name in ("title", "body", "seen", "who", "rhythm", "side", "status")}
