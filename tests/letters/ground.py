"""Cases of the demo town, played just so far that a letter is due, and short ways to write, sign and send it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case, CaseSeat, TeamMember
from sagsgang.casework.procedures import procedure
from sagsgang.demo.building import build_town
from sagsgang.demo.courses.chapters import Chapter, joined
from sagsgang.demo.courses.offers import GRANTED, TO_BEKU
from sagsgang.demo.courses.planning import beku_grants, sof_decides
from sagsgang.demo.director import play_all
from sagsgang.demo.script import Course, Play, Take
from sagsgang.letters import commands
from sagsgang.letters.desk import Desk, desk_of
from sagsgang.letters.models import Letter, LetterBlock
from sagsgang.people.models import RoleAssignment
from sagsgang.procedure.engine import Assessment, assess
from sagsgang.procedure.workdays import COPENHAGEN

DAY = date(2026, 11, 24)
FLEX = Course("brev_flex", joined((0, GRANTED), (196, (Take(0, "beku_sekretaer", "fase3.fac_faar_besked"),))))
HALF_A_YES = Course("brev_halv", joined((0, TO_BEKU), (190, sof_decides("nej")), (195, beku_grants())))


@dataclass
class Ground:
    """One case on one day."""

    case: Case
    day: date = DAY

    @property
    def at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, 0, tzinfo=COPENHAGEN)

    def later(self, minutes: int) -> datetime:
        return self.at + timedelta(minutes=minutes)

    def who(self, role: str) -> Viewer:
        """Somebody who has the role in the case: on its team, else in the unit that has the role's seat."""
        on = Q(since__lte=self.day) & (Q(until__isnull=True) | Q(until__gt=self.day))
        member = TeamMember.objects.filter(on, case=self.case, role=role).select_related("user").first()
        if member is not None:
            return viewer_of(member.user, self.day)
        seat = procedure().role_by_key[role].seat.value
        units = CaseSeat.objects.filter(case=self.case, seat=seat).values("unit")
        posts = RoleAssignment.objects.filter(on, role=role, unit__in=units).select_related("user")
        post = posts.order_by("pk").first()
        if post is None:
            posts = RoleAssignment.objects.filter(on, role=role).select_related("user").order_by("pk")
            post = posts[0]
        return viewer_of(post.user, self.day)

    @property
    def assessment(self) -> Assessment:
        return assess(procedure(), load(self.case), self.day)

    def occurrence(self, step: str) -> str:
        return self.assessment.of_step(step)[-1].occurrence.id

    def begin(self, key: str, step: str, role: str, corrects: int | None = None) -> Letter:
        return commands.begin(
            case_id=self.case.pk, key=key, occurrence=self.occurrence(step), corrects=corrects, actor=self.who(role),
            at=self.at,
        )  # fmt: skip

    def desk(self, letter: Letter, role: str = "sagsbehandler") -> Desk:
        from sagsgang.casework.access import related

        return desk_of(letter, self.assessment, related(self.who(role), self.case))

    def write(self, letter: Letter, role: str, texts: Mapping[str, str] | None = None, minutes: int = 1) -> Letter:
        """Write what is given; what is left open in the other blocks that are his is written as well."""
        desk = self.desk(letter, role)
        said = {
            piece.block.key: "Det har vi afgjort, fordi støtten hjælper i hverdagen." if piece.lacks or not piece.text
            else piece.text
            for piece in desk.content.pieces
            if not piece.block.locked
        }  # fmt: skip
        return commands.write(
            case_id=self.case.pk, number=letter.number, version=fresh(letter).version, texts=said | dict(texts or {}),
            actor=self.who(role), at=self.later(minutes),
        )  # fmt: skip

    def finish(self, letter: Letter, step: str, role: str, minutes: int = 2) -> Letter:
        return commands.finish(
            case_id=self.case.pk, number=letter.number, version=fresh(letter).version, step=step, actor=self.who(role),
            at=self.later(minutes),
        )  # fmt: skip

    def send(self, letter: Letter, role: str, minutes: int = 3) -> Letter:
        return commands.send(
            case_id=self.case.pk, number=letter.number, version=fresh(letter).version, actor=self.who(role),
            at=self.later(minutes),
        )  # fmt: skip

    def taken(self, step: str) -> bool:
        return any(event.step == step for event in load(self.case))


def fresh(letter: Letter) -> Letter:
    return Letter.objects.select_related("case__child").get(pk=letter.pk)


def blocks(letter: Letter) -> dict[str, str]:
    return dict(LetterBlock.objects.filter(letter=letter).values_list("key", "body"))


def play(course: Course, age: int, day: date = DAY, school: str = "kloeverskolen", **more: object) -> Ground:
    """The town with one case that has come so far."""
    build_town(day)
    (case,) = play_all((Play(course, age, school, **more),), day)  # type: ignore[arg-type]
    return Ground(case, day)


def again(ground: Ground) -> Ground:
    """The same case, read anew."""
    return Ground(Case.objects.select_related("child").get(pk=ground.case.pk), ground.day)


def with_more(course: Course, day: int, more: Chapter) -> Course:
    return Course(f"{course.key}_videre", joined((0, course.lines), (day, more)), course.words)
