"""A child of the demo town on the way to Skoleflex, both administrations at work; short ways to write the plan."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.test import Client

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.commands import take
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.demo.building import build_town
from sagsgang.demo.courses.offers import SKOLEFLEX
from sagsgang.demo.director import Director, Town
from sagsgang.demo.script import Play
from sagsgang.people.models import User
from sagsgang.plans import commands, queries
from sagsgang.plans.commands import Words
from sagsgang.plans.models import Revision
from sagsgang.plans.state import PlanState
from sagsgang.plans.taking import When, take_with_plan
from sagsgang.procedure.engine import Assessment, State, assess
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web import clock

DAY = date(2026, 11, 23)
PREPARED, GRANTED = 180, 200
SECTIONS = tuple(each.key for each in procedure().plan.sections)  # type: ignore[union-attr]
OF_SOF = {"sof_del"}
METHODS = "metoder"
GOAL = Words("Bo kommer i skole hver morgen", "Han er glad, når han først er der.", "Fravær under fem procent", "", "",
             "faelles")  # fmt: skip
ACTIVITY = Words("En fast voksen tager imod", "", "", "Skolens RC", "Hver morgen", "buf")


@dataclass
class Ground:
    """The case on a day, and who does what in it."""

    case: Case
    sof: User
    school: User
    day: date = DAY
    minutes: int = 0

    def viewer(self, user: User) -> Viewer:
        return viewer_of(user, self.day)

    def at(self) -> datetime:
        """The next moment of the day: each a minute after the one before."""
        self.minutes += 1
        return datetime.combine(self.day, time(9), COPENHAGEN) + timedelta(minutes=self.minutes)

    def assessed(self) -> Assessment:
        return assess(procedure(), load(self.case), self.day)

    def state(self) -> PlanState:
        return queries.now(self.case, queries.latest_course(self.case))

    def section(self, key: str, body: str, by: User | None = None, based_on: int | None = None) -> Revision:
        who = by or (self.sof if key in OF_SOF or key not in ("skolen_goer", "det_nye", "buf_del") else self.school)
        known = self.state().section(key).version if based_on is None else based_on
        return commands.write_section(
            case_id=self.case.pk, key=key, body=body, based_on=known, actor=self.viewer(who), at=self.at()
        )

    def goal(self, words: Words = GOAL, number: int | None = None, based_on: int = 0, by: User | None = None) -> int:
        made = commands.write_goal(
            case_id=self.case.pk, number=number, words=words, based_on=based_on, actor=self.viewer(by or self.sof),
            at=self.at(),
        )  # fmt: skip
        return made.part.number

    def activity(self, goal: int, words: Words = ACTIVITY, number: int | None = None, based_on: int = 0) -> int:
        made = commands.write_activity(
            case_id=self.case.pk, goal=goal, number=number, words=words, based_on=based_on,
            actor=self.viewer(self.school), at=self.at(),
        )  # fmt: skip
        return made.part.number

    def written(self) -> None:
        """A plan that lacks nothing for Skoleflex."""
        for key in SECTIONS:
            if key != METHODS:
                self.section(key, f"Det står der om {key}.")
        self.activity(self.goal())

    def open_occurrence(self, step: str) -> str:
        found = [each for each in self.assessed().of_step(step) if each.state is State.OPEN]
        return found[0].occurrence.id

    def ready(self, **more: Any) -> Any:
        """The plan is declared ready for BEKU by the caseworker."""
        return self.through(
            "fase3.faelles_handleplan",
            {"indstilling.plan_deltagere": ["barn", "foraeldre"], "indstilling.plan_tydelig": "ja"},
            **more,
        )

    def through(self, step: str, facts: dict[str, Any], by: User | None = None, **more: Any) -> Any:
        when = When(self.day, self.at(), None, **more)
        where = self.open_occurrence(step)
        actor = self.viewer(by or self.sof)
        return take_with_plan(case_id=self.case.pk, step=step, occurrence=where, facts=facts, actor=actor, when=when)

    def submitted(self) -> str:
        """The indstilling goes to BEKU; its occurrence."""
        where = self.open_occurrence("fase3.indstil_til_beku")
        take(
            case_id=self.case.pk, step="fase3.indstil_til_beku", occurrence=where,
            facts={"indstilling.begrundelse": "Begge behov er der."}, actor=self.viewer(self.school), on=self.day,
            at=self.at(), based_on=None, departure_reason="Resten eftersendes.",
        )  # fmt: skip
        return where

    @property
    def path(self) -> str:
        return f"/sag/{self.case.number}/handleplan/"

    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client


def build(until: int = PREPARED, without: tuple[str, ...] = ("fase3.faelles_handleplan",)) -> Ground:
    """The town, and one child whose course has come to that day; the steps of the plan are left to the test."""
    build_town(DAY)
    clock.set_exercise_day(DAY)
    play = Play(SKOLEFLEX, until, "kloeverskolen", grade=4)
    director = Director(Town.load(), play, 0, DAY)
    director._lines = lambda: [line for line in Director._lines(director) if _kept(line, without)]  # type: ignore[method-assign]
    case = director.run()
    case.refresh_from_db()
    return Ground(case, director.people["sagsbehandler"], director.people["skoleleder"])


def _kept(line: Any, without: tuple[str, ...]) -> bool:
    return getattr(line, "step", "") not in without
