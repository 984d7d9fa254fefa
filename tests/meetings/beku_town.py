"""Two boards of the demo town with a few cases on their way to them, and everybody who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from sagsgang.casework import commands
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case, DocketItem
from sagsgang.casework.scope import viewing
from sagsgang.demo.beku import meet
from sagsgang.demo.building import build_town
from sagsgang.demo.courses.offers import SKOLEFLEX, TREATMENT
from sagsgang.demo.director import play_all
from sagsgang.demo.script import Play
from sagsgang.meetings.beku.models import Meeting
from sagsgang.people.models import Unit, User
from sagsgang.procedure.workdays import COPENHAGEN

DAY = date(2026, 11, 23)
SECRETARY, MEMBER, CHAIR, ELSEWHERE = "beku-1", "beku-medlem-1", "omraadechef-1", "beku-2"
PLAYS = (
    Play(SKOLEFLEX, 192, "aaparkskolen", grade=3, shift=1),
    Play(SKOLEFLEX, 192, "boegehoejskolen", grade=4),
    Play(TREATMENT, 190, "roersangerskolen", provider="dagbehandlingen-soelvgaarden", grade=4),
)
GRANT = {
    "indstilling.udfald": "bevilget", "indstilling.buf_beslutter": "Områdechefen",
    "indstilling.buf_kompetence": "beku", "indstilling.buf_grundlag": "Folkeskoleloven § 3, stk. 2",
    "indstilling.undervisning_godkendt": "ja",
}  # fmt: skip


def moment(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), COPENHAGEN)


@dataclass
class Town:
    """The people by user name, the board, and the meeting on which cases wait."""

    users: dict[str, User] = field(default_factory=dict)

    @property
    def board(self) -> Unit:
        return Unit.objects.get(key="beku-midt")

    def viewer(self, name: str, day: date = DAY) -> Viewer:
        return viewer_of(self.users[name], day)

    def rows(self) -> list[DocketItem]:
        """What waits on the board, first the ones with the earliest meeting."""
        return list(
            DocketItem.objects.filter(board=self.board, waits=True).select_related("case").order_by("day", "case_id")
        )

    def row(self, offer: str = "skoleflex") -> DocketItem:
        return next(row for row in self.rows() if row.offer == offer)

    def meeting(self, row: DocketItem) -> Meeting:
        return Meeting.objects.get(board=self.board, day=row.day)

    def take(self, row: DocketItem, step: str, by: str, facts: dict[str, Any] | None = None, on: date = DAY) -> Case:
        """Somebody takes a step of the item."""
        with self.as_(by, on) as actor:
            commands.take(
                case_id=row.case_id, step=step, occurrence=row.occurrence, facts=facts or {}, actor=actor, on=on,
                at=moment(on), based_on=None, departure_reason="Det, der mangler, eftersendes.",
            )  # fmt: skip
        return row.case

    @contextmanager
    def as_(self, name: str, day: date = DAY) -> Iterator[Viewer]:
        """Somebody's own scope, as when he changes something."""
        with viewing(acting=True):
            yield self.viewer(name, day)


@contextmanager
def built() -> Iterator[Town]:
    """The town, and away again."""
    with transaction.atomic():
        build_town(DAY)
        play_all(PLAYS, DAY)
        meet(DAY)
        yield Town(dict(User.objects.in_bulk(field_name="username")))
        transaction.set_rollback(True)
