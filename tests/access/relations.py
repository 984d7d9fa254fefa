"""The relations that everybody in a role is tried in, and how each is brought about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from sagsgang.casework.models import Grant
from sagsgang.procedure.language import Role, Sight
from tests.access.town import DAY, TODAY, Town, acts_at_all, disqualify, let_in, lock, roles

TAKES_PART, LEADS, READS, OUTSIDE, STRANGER = "deltager", "leder", "laeser", "uden", "fremmed"


@dataclass(frozen=True)
class Tried:
    """Somebody in a relation: who, what it comes to in the table, and what must be done to bring it about."""

    name: str
    who: str
    comes_to: str
    before: Callable[[Town], None] = lambda town: None
    role: Role | None = None

    def __str__(self) -> str:
        return self.name


def by_role() -> dict[str, tuple[Tried, ...]]:
    """Every role in every relation that it can have, and those without a role."""
    without = (
        Tried("barnets-familie", "barnets_mor", OUTSIDE),
        Tried("et-andet-barns-familie", "anden_far", OUTSIDE),
        Tried("ikke-logget-ind", "", STRANGER),
    )
    return {role.key: tuple(_of(role)) for role in roles()} | {"uden-rolle": without}


def _of(role: Role) -> Iterator[Tried]:
    own, elsewhere, there = role.key, f"{role.key}_der", Grant.Cause
    part = LEADS if role.leads else TAKES_PART
    yield Tried(f"{own}-egen-sag", own, part, role=role)
    yield Tried(f"{own}-stedfortraeder", f"{own}_vikar", part, role=role)
    yield Tried(f"{own}-gaest", elsewhere, READS, _let_in(elsewhere, role, (there.GAEST, TODAY, TODAY + DAY)), role)
    # of another unit, and no leave of his runs today: a leave only ever opens, so whichever opened anything is seen
    spent = [(there.GAEST, TODAY + DAY, TODAY + 2 * DAY), (there.GAEST, TODAY - 2 * DAY, TODAY)]
    if acts_at_all(role):
        glass = (there.NOEDADGANG, TODAY, TODAY + DAY)
        yield Tried(f"{own}-noedadgang", elsewhere, READS, _let_in(elsewhere, role, glass), role)
        spent.append((there.NOEDADGANG, TODAY - DAY, TODAY))
    yield Tried(f"{own}-anden-enhed-foer-og-efter-adgang", elsewhere, OUTSIDE, _let_in(elsewhere, role, *spent), role)
    yield Tried(f"{own}-inhabil", own, OUTSIDE, lambda town: disqualify(town, own))
    yield Tried(f"{own}-inhabil-stedfortraeder", f"{own}_vikar", OUTSIDE, lambda town: disqualify(town, f"{own}_vikar"))
    if role.sight is Sight.TEAM:
        yield Tried(f"{own}-tidligere-paa-holdet", f"{own}_kollega", OUTSIDE)
        yield Tried(f"{own}-paa-holdet-af-laast-sag", own, part, lock, role)
    else:
        yield Tried(f"{own}-kollega-i-enheden", f"{own}_kollega", part, role=role)
        yield Tried(f"{own}-laast-sag", own, OUTSIDE, lock)


def _let_in(who: str, role: Role, *leaves: tuple[Grant.Cause, date, date]) -> Callable[[Town], None]:
    def before(town: Town) -> None:
        for cause, since, until in leaves:
            let_in(town, who, role, cause, since, until)

    return before
