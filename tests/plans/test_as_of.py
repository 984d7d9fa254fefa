"""Whatever is written, moved and taken out: the plan at a moment is what was last saved before it (Hypothesis)."""

from datetime import datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from sagsgang.plans import commands, queries
from sagsgang.plans.commands import Words
from sagsgang.plans.models import Filing, Part, Plan, Revision
from sagsgang.plans.state import PlanState
from tests.plans.ground import Ground

Told = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, tuple[str, ...]], ...]]

acts = some.lists(
    some.one_of(
        some.tuples(some.just("section"), some.sampled_from(["sof_del", "buf_del", "samarbejde"]), some.integers(0, 3)),
        some.tuples(some.just("goal"), some.integers(0, 3), some.integers(0, 3)),
        some.tuples(some.just("activity"), some.integers(1, 3), some.integers(0, 3)),
        some.tuples(some.just("move"), some.integers(1, 3), some.booleans()),
        some.tuples(some.just("gone"), some.integers(1, 3), some.booleans()),
    ),
    min_size=1,
    max_size=12,
)


def told(state: PlanState) -> Told:
    """Everything the plan says."""
    sections = tuple((each.section.key, each.text) for each in state.sections if each.text)
    goals = tuple((goal.revision.title, tuple(each.revision.title for each in goal.activities)) for goal in state.goals)
    return sections, goals


def do(ground: Ground, act: tuple[str, object, object], at: datetime) -> None:
    """One act by whoever may do it, made from what stands there now."""
    what, first, second = act
    actor = ground.viewer(ground.school if first == "buf_del" else ground.sof)
    common = {"case_id": ground.case.pk, "actor": actor, "at": at}
    state = ground.state()
    if what == "section":
        version = state.section(str(first)).version
        commands.write_section(key=str(first), body=f"Tekst {second}", based_on=version, **common)
        return
    goal = state.goal(int(str(first)))
    if what == "goal":
        version = goal.revision.number if goal else 0
        words = Words(f"Mål {second}", "Fordi", "Ses", side="sof")
        commands.write_goal(number=goal.part.number if goal else None, words=words, based_on=version, **common)
    elif goal is None:
        return
    elif what == "activity":
        words = Words(f"Aktivitet {second}", who="RC", rhythm="Tit", side="buf")
        commands.write_activity(goal=goal.part.number, number=None, words=words, based_on=0, **common)
    elif what == "move" and not goal.revision.gone:
        commands.move(kind="maal", number=goal.part.number, up=bool(second), **common)
    elif what == "gone":
        change = commands.remove if second else commands.bring_back
        change(kind="maal", number=goal.part.number, based_on=goal.revision.number, **common)


def test_the_plan_at_a_moment_is_what_was_last_saved_before_it(ground: Ground):
    course = queries.course_of(ground.assessed())
    assert course is not None

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(acts)
    def holds(these: list[tuple[str, object, object]]) -> None:
        for model in (Filing, Revision):
            model.objects.all().delete()
        Part.objects.filter(under__isnull=False).delete()
        Part.objects.all().delete()
        Plan.objects.all().delete()
        start, seen = ground.at(), []
        for number, act in enumerate(these):
            at = start + timedelta(seconds=number)
            do(ground, act, at)
            seen.append((at, told(queries.now(ground.case, course.id))))
        for at, then in seen:
            assert told(queries.as_of(ground.case, at, course.id)) == then
            assert told(queries.as_of(ground.case, at + timedelta(milliseconds=500), course.id)) == then
        before = queries.as_of(ground.case, start - timedelta(seconds=1), course.id)
        assert told(before) == ((), ())

    holds()
