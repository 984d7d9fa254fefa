"""The pages of Aftaleforum: how a meeting stands, what is still to be done for it, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.queries import CasePage
from sagsgang.meetings.aftaleforum.lists import called, where
from sagsgang.meetings.aftaleforum.models import Meeting, Participant
from sagsgang.meetings.aftaleforum.proposing import Demand, Preview, Sketch, expected, must_have, preview
from sagsgang.meetings.aftaleforum.queries import HELD
from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    AFLYS_MOEDET,
    DELTAGERE_BUF,
    FIND_DELTAGERE,
    HOLD_MOEDET,
    INDBUDTE,
    INDKALD_FAMILIEN,
    SEND_OPSAMLING,
    TAL_SAMMEN_FOERST,
)
from sagsgang.procedure.workdays import danish_day
from sagsgang.web import addresses
from sagsgang.web.pages.states import LOOKS, Look

CHECKLIST = (TAL_SAMMEN_FOERST, FIND_DELTAGERE, INDKALD_FAMILIEN, HOLD_MOEDET, SEND_OPSAMLING)
MEETING_PAGES = {
    AFLYS_MOEDET.key: "web:aflys_moede",
    FIND_DELTAGERE.key: "web:moedets_deltagere",
    INDKALD_FAMILIEN.key: "web:moedets_familie",
    HOLD_MOEDET.key: "web:koer_moede",
    SEND_OPSAMLING.key: "web:opsamling_moede",
}


@dataclass(frozen=True, slots=True)
class Todo:
    """One step of the meeting: how it stands, whose it is, by when, and where it is done."""

    title: str
    look: Look
    owner: str
    due: date | None
    overdue: bool
    href: str
    mine: bool
    done: bool


@dataclass(frozen=True, slots=True)
class Told:
    """How somebody who takes part has been told: "Indkaldt pr. mail", and whether it has come through."""

    who: str
    name: str
    how: tuple[str, ...]
    present: str
    sitting: str
    waits: str


def todo(page: CasePage, row: Meeting) -> tuple[Todo, ...]:
    """Return the steps of the meeting in their order, the talk between caseworker and psychologist first (M2)."""
    found = []
    for step in CHECKLIST:
        standing = page.assessment.standing(step.key, row.occurrence)
        if standing is None or (standing.state is State.NOT_RELEVANT and step is not SEND_OPSAMLING):
            continue
        found.append(_todo(page, row, standing))
    return tuple(found)


def _todo(page: CasePage, row: Meeting, standing: Standing) -> Todo:
    number, step, day = page.case.number, standing.step, page.assessment.world.day
    name = MEETING_PAGES.get(step.key)
    href = reverse(name, args=[number, row.pk]) if name else addresses.step(number, step.key, row.occurrence)
    mine = may_take(standing, page.relation) is not None or may_record(standing, page.relation) is not None
    done = standing.state is State.DONE
    return Todo(
        step.done if done else step.title, LOOKS[standing.state], standing.owner.definite, standing.due,
        standing.due is not None and standing.due < day and not done, href, mine, done,
    )  # fmt: skip


def demands_of(page: CasePage, row: Meeting) -> tuple[Demand, ...]:
    """Return what the meeting lacks as it stands: by the plan while it is a draft, by the history from then on."""
    standing = page.assessment.standing(HOLD_MOEDET.key, row.occurrence) if row.occurrence else None
    if row.occurrence and standing is None:
        return ()
    if standing is not None:
        found = page.assessment.to_take(standing)
        if standing.state is State.DONE:
            return ()
        return (*must_have(page, found), *expected(page.assessment, found))
    return preview_of(page, row).demands


def preview_of(page: CasePage, row: Meeting) -> Preview:
    """Return how a draft would stand."""
    people = list(row.participants.filter(gone=False))
    sof, buf = (
        tuple(dict.fromkeys(each.option for each in people if each.fact == fact.key))
        for fact in (INDBUDTE, DELTAGERE_BUF)
    )
    return preview(page, Sketch(row.first, tuple(row.purposes), danish_day(row.starts_at), sof, buf))


def chair_of(page: CasePage, row: Meeting) -> str:
    """Return who chairs, as the procedure's own step says (M5)."""
    standing = page.assessment.standing(HOLD_MOEDET.key, row.occurrence) if row.occurrence else None
    return (standing.owner if standing is not None else preview_of(page, row).chair).definite


def runs_now(page: CasePage, row: Meeting) -> bool:
    """Return whether the day of the meeting has come and nothing keeps it from being held."""
    standing = page.assessment.standing(HOLD_MOEDET.key, row.occurrence) if row.occurrence else None
    begun = danish_day(row.starts_at) <= page.assessment.world.day
    return begun and standing is not None and standing.state is State.OPEN


def told(row: Meeting, state: str) -> tuple[Told, ...]:
    """Return who takes part, and how each has been told: three queries."""
    people = list(row.participants.filter(gone=False).prefetch_related("invitations__dispatch").order_by("pk"))
    words = called(row, people)
    return tuple(_told(row, each, words[each.pk], state) for each in people)


def _told(row: Meeting, each: Participant, who: str, state: str) -> Told:
    how = tuple(
        f"{sent.dispatch.get_port_display()}: {sent.dispatch.get_state_display()}" for sent in each.invitations.all()
    )
    waits = ""
    if not how and row.occurrence and state != HELD:
        waits = "ikke indkaldt endnu" if each.invited is None else "har ingen mail; giv kalenderfilen videre"
    sitting = f"samtale {each.sitting}" if row.apart and each.sitting else ""
    return Told(who, each.name, how, each.present, sitting, waits)


def points_of(row: Meeting) -> tuple[tuple[str, str], ...]:
    """Return the points of the agenda, each with where it is written."""
    pieces = row.pieces.filter(kind="punkt").order_by("position", "pk")
    return tuple((each.title, where(each.source)) for each in pieces)
