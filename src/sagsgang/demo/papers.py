"""A few papers in a few of the town's cases: laid up in both halves, some shared on the consent that was given."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case, CaseSeat, TeamMember
from sagsgang.casework.procedures import procedure
from sagsgang.demo.town import MUNICIPALITY
from sagsgang.documents import commands
from sagsgang.documents.commands import Entry, File
from sagsgang.documents.models import Share, Version
from sagsgang.documents.refusals import NoBasis
from sagsgang.people.models import RoleAssignment
from sagsgang.procedure.workdays import COPENHAGEN, in_words
from sagsgang.typesetting import PAPER, pdf

CASES = 4


class Paper(NamedTuple):
    """One paper: by whom, what it is, whose half, with whom it is shared, and what stands in it."""

    role: str
    kind: str
    half: str
    to: str
    title: str
    text: str
    system: str = ""


PAPERS = (
    Paper("sagsbehandler", "handleplan", "sof", "buf", "Handleplan",
          "Målet er, at barnet kommer i skole hver dag og har en fast voksen om morgenen.\n\n"
          "Vi ser på planen igen, når støtten har været i gang i tre måneder."),
    Paper("sagsbehandler", "boernefaglig_undersoegelse", "sof", "", "", "", "CSC"),
    Paper("rc_plc", "elevplan", "buf", "sof", "Elevplan",
          "Læsning og regning går fremad. Frikvartererne er svære, og fraværet ligger om mandagen."),
)  # fmt: skip


def lay_up(day: date) -> None:
    """Lay the papers up in the town's first open cases, each by whoever has the role there."""
    for case in Case.objects.filter(summary__is_open=True).order_by("pk")[:CASES]:
        for number, paper in enumerate(PAPERS):
            actor = holder(case, paper.role, day)
            if actor is not None:
                at = datetime.combine(day - timedelta(days=9 - number), time(10, 15), COPENHAGEN)
                _lay_up_one(case, paper, actor, at)


def holder(case: Case, role: str, day: date) -> Viewer | None:
    """Somebody who has the role in the case on the day, on its team or in the unit that has the role's seat."""
    on = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    member = TeamMember.objects.filter(on, case=case, role=role).select_related("user").first()
    if member is not None:
        return viewer_of(member.user, day)
    seat = procedure().role_by_key[role].seat.value
    units = CaseSeat.objects.filter(case=case, seat=seat).values("unit")
    post = RoleAssignment.objects.filter(on, role=role, unit__in=units).select_related("user").order_by("pk").first()
    return viewer_of(post.user, day) if post is not None else None


def _lay_up_one(case: Case, paper: Paper, actor: Viewer, at: datetime) -> None:
    entry = Entry(kind=paper.kind, half=paper.half, on=at.date())
    if paper.system:
        reference = f"{at.year}-{case.pk:04d}"
        commands.refer(case_id=case.pk, entry=entry, system=paper.system, reference=reference, actor=actor, at=at)
        return
    version = commands.upload(case_id=case.pk, entry=entry, file=File(_pdf(paper, at)), actor=actor, at=at)
    _share(case, version, paper, actor, at)


def _share(case: Case, version: Version, paper: Paper, actor: Viewer, at: datetime) -> Share | None:
    """Share it where a consent lets it; where none does it stays in its half."""
    try:
        return commands.share(
            case_id=case.pk, number=version.document.number, to=paper.to, unit=None, law="", reason="", actor=actor,
            at=at + timedelta(minutes=5),
        )  # fmt: skip
    except NoBasis:
        return None


def _pdf(paper: Paper, at: datetime) -> bytes:
    said = {
        "title": paper.title,
        "sender": [MUNICIPALITY],
        "meta": [["Dato", in_words(at.date())]],
        "intro": paper.text,
        "notice": "Papiret er opdigtet og hører til demobyen.",
    }
    return pdf(PAPER, said, at=at)
