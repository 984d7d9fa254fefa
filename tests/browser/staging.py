"""What happened before a story begins: a scenario played through the one door into a town, and the worker's own work.

Run on its own, for it is the house's settings it needs: `python -m tests.browser.staging case …` tells the number of
the case; `… deliver` does what the worker does when post is due.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import django

from tests.browser.house import ROOT, environment

PEOPLE = {
    "rc_plc": "Nora Nældefugl",
    "skolesocialraadgiver": "Yrsa Ælling",
    "tsf": "Uffe Uldhår",
    "tsf_teamleder": "Ærna Æskild",
    "skoleleder": "Gunnar Kløverblad",
    "psykolog": "Bjarke Bjørneklo",
    "sagsbehandler": "Hjalte Ålegræs",
    "sof_leder": "Pil Ærtebælg",
    "beku_sekretaer": "Mie Mælkevej",
    "beku_medlem": "Otilia Oksetunge",
    "beku_formand": "Iben Iris",
    "fac": "Jørn Jordbær",
    "matchningsudvalg": "Per Perikon",
    "dagbehandlingstilbud": "Trine Tagrør",
}
UNITS = {
    "skole_a": "vestengskolen",
    "bbu_nord": "bbu-vest",
    "beku_nord": "beku-vest",
    "omraade_a": "buf-vest",
    "tilbud_a": "skolehjemmet-fyrtaarnet",
}
PARENTS = ("Alma", "Otto")
HOUSES_WAY = "Fjordkøbing"


def stage(folder: Path, child: tuple[str, str], chapter: str, until: str, *, nth: int = 1, after: str = "") -> str:
    """Play the chapter into the town of the folder until the step is taken for the nth time; the case's number.

    `after`: the case is there, and what the chapter tells until that step (as "key" or "key 2") happened elsewhere.
    """
    return _run(folder, "case", *child, chapter, f"{until} {nth}", after)


def deliver(folder: Path) -> int:
    """Let the worker deliver what is due; how much it was."""
    return int(_run(folder, "deliver"))


def _run(folder: Path, *words: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tests.browser.staging", *words],
        cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout.split()[-1]


def _case(given: str, family: str, chapter: str, until: str, after: str) -> str:
    from django.db import transaction

    from sagsgang.casework.scope import house
    from sagsgang.web.clock import set_exercise_day
    from tests.scenarios.reading import read

    seen: dict[str, int] = {}
    elsewhere = bool(after)
    with house("en sag før sin historie"), transaction.atomic():
        staged = _Staged(given, family)
        for happening in read(chapter).happenings:
            if happening.looks_only:
                continue
            number = seen[happening.step] = seen.get(happening.step, 0) + 1
            if until == f"{happening.step} {number}":
                break
            staged.go(happening, elsewhere=elsewhere)
            elsewhere = elsewhere and after not in (f"{happening.step} {number}", happening.step)
        else:
            raise SystemExit(f"{chapter}: {until} is never taken")
        set_exercise_day(staged.day)
        return staged.number


class _Staged:
    """One child's case on its way to where the story begins."""

    def __init__(self, given: str, family: str) -> None:
        from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
        from tests.scenarios.playing import Play

        self.child = (given, family)
        self.play = Play(PROCEDURE)
        self.case: Any = None
        self.number = ""
        self.day = date.min
        self.minutes = 0

    def go(self, happening: Any, *, elsewhere: bool) -> None:
        """Let it happen in the scenario, and with the same answers in the case unless it happened there already."""
        from sagsgang.casework.access import viewer_of
        from sagsgang.casework.commands import open_case, take
        from sagsgang.casework.ledger import RecordedFor, load
        from sagsgang.casework.models import Case
        from sagsgang.casework.refusals import CaseworkRefusal
        from sagsgang.people.models import User
        from sagsgang.procedure.engine import assess
        from sagsgang.procedure.workdays import COPENHAGEN
        from tests.browser.course import move_of
        from tests.scenarios.playing import pick

        move = move_of(self.play, happening)
        if elsewhere:
            given, family = self.child
            self.case = Case.objects.get(child__given_name=given, child__family_name=family)
            self.number = self.case.number
            return
        self.day, self.minutes = max(self.day, move.day), self.minutes + 1
        at = datetime.combine(self.day, time(18), COPENHAGEN) + timedelta(minutes=self.minutes % 300)
        actor = viewer_of(User.objects.get(name=PEOPLE[move.role]), self.day)
        common = {"step": move.step.key, "actor": actor, "on": move.day, "at": at, "departure_reason": move.departing}
        if self.case is None:
            child = self._family()
            self.case = open_case(child=child, facts=self._facts(move), **common).case
            self.number = self.case.number
            return
        standing = pick(assess(self.play.procedure, load(self.case), move.day), move.step, happening.number)
        place = standing.occurrence.id
        if move.role not in (standing.owner.key, *(role.key for role in standing.step.together_with)):
            owner = standing.owner.key
            common["recorded_for"] = RecordedFor(owner, "telefon", PEOPLE.get(owner, "Alba Prøvesen"))
        try:
            take(case_id=self.case.pk, occurrence=place, facts=self._facts(move), based_on=None, **common)
        except CaseworkRefusal as refusal:
            raise AssertionError(f"{move.place}: {refusal.sentence} {vars(refusal)}") from refusal

    def _family(self) -> Any:
        from sagsgang.people.commands import add_person, add_relation, find_or_add_child
        from sagsgang.people.cpr import demo_number
        from sagsgang.people.models import Person, Relation

        given, family = self.child
        born = date(2015, 5, 6)
        child = find_or_add_child(
            cpr=demo_number(born, 20 + Person.objects.count() % 70), given_name=given, family_name=family, on=self.day,
            address=f"Tangvej 7, 0000 {HOUSES_WAY}",
        ).person  # fmt: skip
        for name in PARENTS:
            adult = add_person(
                given_name=name, family_name=family,
                cpr=demo_number(date(1984, 3, 2), Person.objects.count() % 300),
                address=f"Tangvej 7, 0000 {HOUSES_WAY}",
            )  # fmt: skip
            kind = Relation.Kind.FAELLES_FORAELDREMYNDIGHED
            word = "mor" if name == PARENTS[0] else "far"
            add_relation(child=child, adult=adult, kind=kind, since=born, family_word=word)
        return child

    def _facts(self, move: Any) -> dict[str, Any]:
        from sagsgang.casework.answers import REASON
        from sagsgang.casework.consents import givers_for
        from sagsgang.meetings.matching import steps
        from sagsgang.people.models import Unit
        from sagsgang.procedure.language import Kind

        facts: dict[str, Any] = {}
        for asked in move.step.asked():
            key, fact = asked.fact.key, asked.fact
            if key not in move.answers:
                continue
            value = move.answers[key]
            if fact.kind is Kind.REPLIES:
                givers = givers_for(move.step, self.case.child, move.day)
                value = [
                    {"giver": giver.id, "svar": reply.answer, "form": "skriftlig"}
                    for giver, reply in zip(givers, value, strict=True)
                ]
            elif fact.kind is Kind.UNIT:
                value = UNITS[value]
            elif fact.kind in (Kind.TEXT, Kind.LINE):
                value = "Drøftet med familien og noteret."
            elif isinstance(value, tuple | frozenset):
                value = list(value)
            facts[key] = value
            if fact.assessed:
                facts[key + REASON] = "Vurderingen hviler på det, der er set i skolen og i hjemmet."
        if steps.PLACE in facts:  # the register is asked of the place: it says whose it is, and may ask why
            facts[steps.OWNER] = Unit.objects.get(key=facts[steps.PLACE]).ownership
            facts[steps.UNAPPROVED] = "Familien kender tilbuddet, og det tager imod barnet."
        return facts


def _deliver() -> int:
    from sagsgang.casework.scope import house
    from sagsgang.jobs import clock, leaving

    with house("arbejdet i en historie"):
        return leaving.deliver(clock.today(), "").done


def main() -> None:
    """Do what the words say, and tell the answer on the last line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sagsgang.config.settings")
    django.setup()
    print(_deliver() if sys.argv[1] == "deliver" else _case(*sys.argv[2:]))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
