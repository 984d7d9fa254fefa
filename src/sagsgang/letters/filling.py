"""What a letter is filled with: the facts of the case and those on it, so that nothing is typed twice (G3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sagsgang.casework.access import HeldRole, Relation, Viewer
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.ledger import texts_of
from sagsgang.casework.models import Case, TeamMember
from sagsgang.casework.placement import Directory, Place, seats_of
from sagsgang.procedure.engine import Assessment, Occurrence
from sagsgang.procedure.language import Fact, Kind, Seat, Side, Step
from sagsgang.procedure.language.letters import PLACE, REASON
from sagsgang.procedure.wording import amount, value_text


@dataclass(slots=True)
class Filler:
    """Fills the texts of a letter about `place`, sent by the step `sends`.

    `relation`: who reads them; what is recorded in a step that he does not read is not filled in, since a draft must
    not carry one half's reasons to the other (R9). Which school and which offer it is, all on the case know. None reads
    everything: what is locked is shown by its half.
    """

    case: Case
    assessment: Assessment
    place: Occurrence
    sends: Step
    relation: Relation | None = None
    _texts: dict[int, dict[str, str]] = field(default_factory=dict)
    _seats: dict[Seat, Place] | None = None
    _directory: Directory | None = None

    def fill(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The text with what the case knows, and what it does not know, in words."""
        missing: list[str] = []

        def one(name: str) -> str:
            found = self.value(name)
            if found:
                return found
            missing.append(self._named(name))
            return f"[mangler: {self._named(name)}]"

        return PLACE.sub(lambda match: one(match[1]), text), tuple(dict.fromkeys(missing))

    def value(self, name: str) -> str:
        """What stands for that name; "" when the case does not know it, or the reader may not."""
        procedure = self.assessment.world.procedure
        for parameter in procedure.parameters:
            if parameter.key == name:
                return str(parameter.at(self.assessment.world.day) or "")
        if name in procedure.facts:
            return self._fact(procedure.facts[name])
        if name.endswith(REASON) and name.removesuffix(REASON) in procedure.facts:
            return self._text(procedure.facts[name.removesuffix(REASON)], name)
        return self._of_the_house(name)

    @property
    def seats(self) -> dict[Seat, Place]:
        """The case's units."""
        if self._seats is None:
            self._seats = seats_of(self.assessment.world, self.directory)
        return self._seats

    @property
    def directory(self) -> Directory:
        """The municipality's units."""
        if self._directory is None:
            self._directory = Directory.load()
        return self._directory

    def unit_name(self, seat: Seat) -> str:
        """The name of the unit in that seat."""
        place = self.seats.get(seat)
        return self.directory.names[place.key] if place is not None else ""

    def held(self, actor: Viewer, role: str) -> HeldRole | None:
        """The role as he holds it in the unit that has its seat in the case; somebody may hold it in several."""
        mine = [each for each in actor.roles if each.role.key == role]
        seats = {place.id for place in self.seats.values()}
        return next((each for each in mine if each.unit_id in seats), mine[0] if mine else None)

    def on_the_team(self, role: str) -> TeamMember | None:
        """Who has the role in the case on the day."""
        day = self.assessment.world.day
        rows = TeamMember.objects.filter(case=self.case, role=role, since__lte=day).select_related("user")
        return next((row for row in rows.order_by("pk") if row.until is None or row.until > day), None)

    def _of_the_house(self, name: str) -> str:
        child = self.case.child
        if name in ("barn", "fornavn", "sagsnummer"):
            return {"barn": child.name, "fornavn": child.given_name, "sagsnummer": self.case.number}[name]
        if name == "afsender_enhed":
            return self.unit_name(self.sends.roles()[0].seat)
        if name == "ressource":
            return self._amount()
        member = self.on_the_team(name)
        return member.user.name if member is not None else ""

    def _amount(self) -> str:
        """The amount that the sending step records: as it is recorded, else the dated number of the day."""
        world = self.assessment.world
        for asked in self.sends.asked():
            if asked.fact.kind is not Kind.MONEY:
                continue
            if asked.only_if is not None and asked.only_if.answer(world, self.place) is not True:
                continue
            known = world.value(self.place, asked.fact)
            if known is None and asked.fact.default is not None:
                known = asked.fact.default.at(world.day)
            return amount(known) if known is not None else ""
        return ""

    def _fact(self, fact: Fact) -> str:
        if fact.personal:
            said = self._text(fact, fact.key)
            return said.rstrip(" .") if fact.kind is Kind.LINE else said  # the sentence around it has its own stop
        world = self.assessment.world
        recorded = world.recorded(self.place, fact)
        known_to_all = fact is world.procedure.offer or any(fact is each for _, each in world.procedure.placement)
        if recorded is None or not (known_to_all or self._reads(recorded.event)):
            return ""
        value = recorded.value
        if fact.kind is Kind.UNIT:
            return self.directory.names.get(str(value), "")
        said = self._statement(fact, value) if fact.assessed else value_text(fact, value)
        return in_full(said)

    @staticmethod
    def _statement(fact: Fact, value: Any) -> str:
        option = next((each for each in fact.options if each.value == value), None)
        return (option.statement or option.label) if option is not None else value_text(fact, value)

    def _text(self, fact: Fact, key: str) -> str:
        recorded = self.assessment.world.recorded(self.place, fact)
        if recorded is None or not self._reads(recorded.event):
            return ""
        if recorded.event not in self._texts:
            self._texts[recorded.event] = texts_of(self.case, recorded.event)
        return self._texts[recorded.event].get(key, "")

    def _reads(self, event: int) -> bool:
        if self.relation is None:
            return True
        world = self.assessment.world
        found = next((each for each in world.events if each.number == event), None)
        step = world.procedure.step(found.step, found.on) if found is not None else None
        return self.relation.reads(step)

    def _named(self, name: str) -> str:
        facts = self.assessment.world.procedure.facts
        if name in facts:
            return facts[name].phrase
        if name.endswith(REASON) and name.removesuffix(REASON) in facts:
            return f"begrundelsen for {facts[name.removesuffix(REASON)].phrase}"
        return {"afsender_enhed": "afsenderens enhed", "ressource": "beløbet"}.get(name, name)


def in_full(words: str) -> str:
    """The words without the abbreviations that families do not know."""
    for side, name in ADMINISTRATIONS.items():
        words = words.replace(side.name, name)
    return words


def administration(side: Side) -> str:
    """The administration's name; "" for no single one."""
    return ADMINISTRATIONS.get(side, "")
