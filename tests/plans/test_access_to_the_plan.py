"""The plan when somebody asks for access, and when the case is destroyed."""

from sagsgang.archive.destruction import ACCOUNTED
from sagsgang.archive.items import items_of
from sagsgang.casework.access import relation_to
from sagsgang.plans import queries
from sagsgang.plans.models import Revision
from tests.plans.ground import GOAL, Ground


def test_every_version_of_every_part_is_there_for_who_decides_on_access(ground: Ground):
    ground.written()
    ground.section("samarbejde", "Rettet igen.")
    viewer = ground.viewer(ground.sof)
    items = [
        each for each in items_of(ground.case, viewer, relation_to(viewer, ground.case)) if each.kind == "Handleplan"
    ]
    assert len(items) == Revision.objects.values("part").distinct().count()
    told = "\n".join(each.text for each in items)
    assert GOAL.title in told
    together = next(each for each in items if "Sådan arbejder vi sammen" in each.title)
    assert [body for _, body in together.rows] == ["Rettet igen.", "Det står der om samarbejde."]


def test_a_board_finds_no_plan_among_the_items(ground: Ground):
    ground.written()
    viewer = ground.viewer(ground.sof)
    relation = relation_to(viewer, ground.case)
    nobody = type(relation)((), frozenset())
    assert not [each for each in items_of(ground.case, viewer, nobody) if each.kind == "Handleplan"]


def test_the_tables_are_told_of_where_cases_are_destroyed():
    assert {"plans.Plan", "plans.Part", "plans.Revision", "plans.Filing"} <= set(ACCOUNTED)


def test_an_emptied_plan_keeps_its_skeleton_only(ground: Ground):
    ground.written()
    Revision.objects.update(title="", body="", seen="", who="", rhythm="")
    state = ground.state()
    assert not [each for each in state.sections if each.text]
    assert [goal.revision.title for goal in state.goals] == [""]
    assert queries.missing_for(ground.case, "skoleflex")
