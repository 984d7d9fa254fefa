"""The ground of the fuzz: a town in which everything that is somebody's bears a mark, and who may know which marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from sagsgang.casework.access import Relation, Viewer, relation_to, viewer_of, visible_cases
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case, LedgerEvent, LedgerText, Note
from sagsgang.casework.procedures import procedure, procedure_of
from sagsgang.casework.scope import house
from sagsgang.people.models import CprNumber, Person, User
from sagsgang.people.models import Relation as Kin
from sagsgang.procedure.engine import State, assess
from sagsgang.web import clock
from tests.casework.triggers import guard, unguard

NOBODY = ""
_MARKS = re.compile(r"zqmrk([ptna])([0-9]+)x", re.IGNORECASE)  # longer than what a random key would hold by chance
_NUMBERS = re.compile(r"\b20[0-9]{2}-[0-9]{5}\b")
_CPR = re.compile(r"\b[0-9]{6}-?[0-9]{4}\b")


@dataclass
class Ground:
    """Users by name, cases by number, and whose each mark is. `changed` is told whenever something was written."""

    users: dict[str, User]
    numbers: dict[str, int] = field(default_factory=dict)
    persons: dict[int, frozenset[int]] = field(default_factory=dict)
    cpr: dict[str, frozenset[int]] = field(default_factory=dict)
    texts: dict[int, tuple[int, str]] = field(default_factory=dict)
    notes: dict[int, tuple[int, str]] = field(default_factory=dict)
    taken: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    open: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _known: dict[str, tuple[frozenset[int], dict[int, Relation]]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """Everybody, and nobody."""
        return [NOBODY, *self.users]

    def changed(self) -> None:
        """Forget who knows what: something has been written."""
        self._known.clear()

    def may_know(self, who: str) -> frozenset[int]:
        """The cases that somebody may know of now."""
        return self._of(who)[0]

    def viewer(self, who: str) -> Viewer:
        """The person on the exercise day."""
        return viewer_of(self.users[who], clock.exercise_day())

    def mine(self, who: str) -> list[str]:
        """The numbers of the cases that somebody may know of; of nobody, those of all."""
        known = self.may_know(who)
        return sorted(number for number, pk in self.numbers.items() if pk in known) or sorted(self.numbers)

    def _of(self, who: str) -> tuple[frozenset[int], dict[int, Relation]]:
        if who not in self._known:
            with house("fuzz"):
                mine = visible_cases(self.viewer(who)).values_list("pk", flat=True) if who else ()
                self._known[who] = (frozenset(mine), {})
        return self._known[who]

    def _relation(self, who: str, case: int) -> Relation:
        relations = self._of(who)[1]
        if case not in relations:
            with house("fuzz"):
                relations[case] = relation_to(self.viewer(who), Case.objects.get(pk=case))
        return relations[case]

    def foreign(self, who: str, told: str, sent: str) -> list[str]:
        """The marks in an answer that are not his to know; what he sent himself may come back."""
        sent = sent.lower()
        found = {match.group(0) for match in _MARKS.finditer(told)} | set(_NUMBERS.findall(told))
        found |= {each for each in _CPR.findall(told) if each.replace("-", "") in self.cpr}
        return sorted(mark for mark in found if mark.lower() not in sent and not self._may(who, mark))

    def _may(self, who: str, mark: str) -> bool:
        match = _MARKS.fullmatch(mark)
        if match is None:
            cases = self.cpr.get(mark.replace("-", "")) or self._numbered(mark)
            return cases is None or bool(cases & self.may_know(who))
        kind, pk = match.group(1).lower(), int(match.group(2))
        if kind in "pa":
            return bool(self.persons.get(pk, frozenset()) & self.may_know(who))
        case, half = (self.texts if kind == "t" else self.notes)[pk]
        if case not in self.may_know(who):
            return False
        relation = self._relation(who, case)
        return relation.sees(half) if kind == "n" else relation.reads(procedure().step(half))

    def _numbered(self, number: str) -> frozenset[int] | None:
        if number not in self.numbers:
            with house("fuzz"):
                self.numbers.update(Case.objects.values_list("number", "pk"))
        return frozenset({self.numbers[number]}) if number in self.numbers else None


def mark(users: Iterable[User]) -> Ground:
    """Mark every person, number, text and note of the town, and return the ground that knows whose they are."""
    ground = Ground({user.username: user for user in users})
    with house("fuzz"):
        ground.numbers = dict(Case.objects.values_list("number", "pk"))
        _mark_persons(ground)
        _mark_texts(ground)
        for number, step, occurrence in LedgerEvent.objects.values_list("case__number", "step", "occurrence"):
            ground.taken.setdefault(number, []).append((step, occurrence))
        for case in Case.objects.all():
            standings = assess(procedure_of(case), load(case), clock.exercise_day()).standings
            ground.open[case.number] = [each.key for each in standings if each.state is State.OPEN]
    return ground


def _mark_persons(ground: Ground) -> None:
    of_child = dict(Case.objects.values_list("child_id", "pk"))
    cases: dict[int, set[int]] = {child: {case} for child, case in of_child.items()}
    for child, adult in Kin.objects.values_list("child_id", "adult_id"):
        if child in of_child:
            cases.setdefault(adult, set()).add(of_child[child])
    for person in Person.objects.all():
        person.family_name = f"Zqmrkp{person.pk}x"
        person.address = f"Zqmrka{person.pk}x Vej 1"
        person.save()
        ground.persons[person.pk] = frozenset(cases.get(person.pk, ()))
    for number in CprNumber.objects.all():
        ground.cpr[number.number] = ground.persons[number.person_id]


def _mark_texts(ground: Ground) -> None:
    steps = {(case, number): step for case, number, step in LedgerEvent.objects.values_list("case", "number", "step")}
    unguard(connection)  # the ledger only grows; this town is thrown away afterwards
    for text in LedgerText.objects.all():
        ground.texts[text.pk] = (text.case_id, steps[text.case_id, text.event])
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE casework_ledgertext SET body = %s WHERE id = %s", [f"{text.body} Zqmrkt{text.pk}x", text.pk]
            )
    guard(connection)
    for note in Note.objects.all():
        ground.notes[note.pk] = (note.case_id, note.half)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE casework_note SET body = %s WHERE id = %s", [f"Zqmrkn{note.pk}x", note.pk])
