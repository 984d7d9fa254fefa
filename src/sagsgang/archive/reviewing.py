"""What becomes of a case that has ended: where it stands, who says it stays, who proposes that it goes.

Nothing goes by itself. A rule of the municipality's must say so, the day must have come, nobody may hold the case back,
the archive must have had what it wants, and two leaders must say it: one proposes, another confirms.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from sagsgang.archive import destruction
from sagsgang.archive.models import LONGEST_NAME, LONGEST_REASON, Destruction, Handover, Keeping
from sagsgang.archive.refusals import (
    AlreadyEnded,
    Held,
    NoRule,
    NotDue,
    NotHandedOver,
    TwoPersons,
    UnknownRequest,
)
from sagsgang.archive.retention import Ended, Reached, ended, reached
from sagsgang.casework.access import Relation, Viewer, visible_related
from sagsgang.casework.commands.take import written
from sagsgang.casework.ledger import load_many, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal, NotYours
from sagsgang.casework.scope import current
from sagsgang.procedure.engine import assess

ACT = "kassation"
_FILE = Path(__file__).parent / "data" / "arkiv.toml"


@dataclass(frozen=True, slots=True)
class Sample:
    """Why a case belongs to what the public archive wants, and by what source."""

    words: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a case stands: over or not, by what rule it may go and when, and what stands in the way."""

    ended: Ended | None
    reached: Reached | None
    sample: Sample | None
    handover: Handover | None
    hold: Keeping | None
    kept_until: date | None
    proposal: Destruction | None

    def barrier(self, day: date) -> CaseworkRefusal | None:
        """What stands in the way of destroying it on that day; None when nothing does."""
        if self.ended is None:
            return NotDue("Sagen er ikke slut.")
        if self.reached is None:
            return NoRule()
        if self.hold is not None:
            return Held()
        if self.reached.on > day or (self.kept_until is not None and self.kept_until > day):
            return NotDue()
        if self.sample is not None and self.handover is None:
            return NotHandedOver()
        return None


def fate_of(case: Case, day: date) -> Fate:
    """Return where the case stands on the day: at most five queries. The gate has opened it."""
    return fates_of([case], day)[case.pk]


def fates_of(cases: Sequence[Case], day: date) -> dict[int, Fate]:
    """Return where each of the cases stands on the day, by their ids: as many queries for many as for one."""
    followed, ids = procedure(), [case.pk for case in cases]
    keepings: dict[int, list[Keeping]] = {pk: [] for pk in ids}
    for row in Keeping.objects.filter(case__in=ids, lifted_at__isnull=True):
        keepings[row.case_id].append(row)
    handovers = {row.case_id: row for row in Handover.objects.filter(case__in=ids)}
    standing = Destruction.objects.filter(case__in=ids, withdrawn_at__isnull=True).select_related("proposed_by")
    proposals = {row.case_id: row for row in standing}
    over = {pk: ended(assess(followed, history, day)) for pk, history in load_many(ids, followed).items()}
    return {
        case.pk: _fate(case, day, over[case.pk], keepings[case.pk], handovers.get(case.pk), proposals.get(case.pk))
        for case in cases
    }


def _fate(
    case: Case, day: date, over: Ended | None, keepings: Sequence[Keeping], handover: Handover | None,
    proposal: Destruction | None,
) -> Fate:  # fmt: skip
    return Fate(
        over,
        reached(over, day) if over else None,
        sample_of(case.child.birth_date, day),
        handover,
        next((each for each in keepings if each.kind == Keeping.Kind.STANDSET), None),
        max((each.until for each in keepings if each.until is not None), default=None),
        proposal,
    )


def sample_of(born: date | None, day: date) -> Sample | None:
    """Return why the archive wants the case; one whose child's birth date is not known counts as wanted."""
    for row in _samples():
        if row["since"] <= day and (row.get("until") is None or day < row["until"]):
            if born is None:
                return Sample("Barnets fødselsdato kendes ikke", row["kilde"], row["verificeret"])
            if born.day == row["foedt_dag"]:
                return Sample(row["ord"], row["kilde"], row["verificeret"])
    return None


@cache
def _samples() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["udvalg"]
    return found


def handled(number: str, viewer: Viewer) -> tuple[Case, Relation]:
    """Return the case, opened; refuses UnknownCase, and NotYours for whoever is no leader in it."""
    case, relation = visible_related(viewer, number)
    if not any(role.leads for role in relation.roles):
        current().denied(ACT, case.pk)
        raise NotYours("Opbevaring og sletning afgøres af lederne i sagen.")
    return case, relation


@transaction.atomic
def hold(*, number: str, reason: str, actor: Viewer, at: datetime) -> Keeping:
    """Stop everything until somebody lifts it: a lawsuit, a complaint, a supervision."""
    case = _locked(number, actor)
    return _keeping(case, Keeping.Kind.STANDSET, reason, None, actor, at)


@transaction.atomic
def keep(*, number: str, reason: str, until: date, actor: Viewer, at: datetime) -> Keeping:
    """Keep the case until a later day, with the reason."""
    case = _locked(number, actor)
    if until <= actor.day:
        raise AnswersInvalid({"until": "Dagen skal ligge ude i fremtiden."})
    return _keeping(case, Keeping.Kind.LAENGERE, reason, until, actor, at)


def _keeping(case: Case, kind: str, reason: str, until: date | None, actor: Viewer, at: datetime) -> Keeping:
    said = _said(reason)
    proposal = Destruction.objects.filter(case=case, withdrawn_at__isnull=True, emptied_at__isnull=True).first()
    if proposal is not None:  # also one that is confirmed: while nothing is gone yet, whoever says stop is heard
        _withdraw(proposal, actor, at)
    current().noted(ACT, case.pk, kind)
    return Keeping.objects.create(
        case=case, kind=kind, reason=said, since=actor.day, until=until, said_by_id=actor.user_id, said_at=at
    )


@transaction.atomic
def lift(*, number: str, keeping: int, why: str, actor: Viewer, at: datetime) -> Keeping:
    """End a keeping or a hold, with the reason."""
    case = _locked(number, actor)
    row = Keeping.objects.filter(case=case, pk=keeping, lifted_at__isnull=True).first()
    if row is None:
        raise UnknownRequest
    row.lifted_by_id, row.lifted_at, row.lifted_why = actor.user_id, at, _said(why)
    row.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    current().noted(ACT, case.pk, "ophævet")
    return row


@transaction.atomic
def hand_over(*, number: str, on: date, reference: str, actor: Viewer, at: datetime) -> Handover:
    """Write down that the case has been handed over to the public archive, with its receipt."""
    case = _locked(number, actor)
    said = _said(reference, LONGEST_NAME)
    if on > actor.day:
        raise AnswersInvalid({"on": "Dagen ligger i fremtiden."})
    row, _ = Handover.objects.update_or_create(
        case=case, defaults={"on": on, "reference": said, "said_by_id": actor.user_id, "said_at": at}
    )
    return row


@transaction.atomic
def propose(*, number: str, actor: Viewer, at: datetime) -> Destruction:
    """Propose that the case is destroyed; another leader must confirm it.

    :raises NotDue, NoRule, Held, NotHandedOver: what stands in the way
    :raises AlreadyEnded: it is proposed already, or gone
    """
    case = _locked(number, actor)
    fate = fate_of(case, actor.day)
    _refuse(fate, actor.day)
    if fate.proposal is not None:
        raise AlreadyEnded("Sagen er allerede foreslået eller kasseret.")
    assert fate.reached is not None
    rule = fate.reached.rule
    current().noted(ACT, case.pk, "foreslået")
    return Destruction.objects.create(
        case=case, result=fate.reached.ended.result, rule=rule.key, rule_text=rule.words[:300],
        rule_source=rule.source[:300], reached_on=fate.reached.on, proposed_by_id=actor.user_id, proposed_at=at,
    )  # fmt: skip


@transaction.atomic
def withdraw(*, number: str, actor: Viewer, at: datetime) -> Destruction:
    """Take a proposal back, one's own or another's; refuses when it has been confirmed."""
    case = _locked(number, actor)
    proposal = _proposal(case)
    if proposal is None:
        raise AlreadyEnded
    current().noted(ACT, case.pk, "trukket tilbage")
    return _withdraw(proposal, actor, at)


def confirm(*, number: str, actor: Viewer, at: datetime) -> Destruction:
    """Confirm a proposal and destroy: what the rule says is asked again now, and the two must differ.

    The word is written before anything is destroyed; a machine that stops in between runs on with `destruction.resume`.

    :raises TwoPersons: he proposed it himself
    """
    with transaction.atomic():
        case = _locked(number, actor)
        fate = fate_of(case, actor.day)
        row = fate.proposal
        if row is None or row.confirmed_at is not None:
            raise AlreadyEnded
        _refuse(fate, actor.day)
        if row.proposed_by_id == actor.user_id:
            raise TwoPersons
        row.confirmed_by_id, row.confirmed_at = actor.user_id, at
        row.save(update_fields=["confirmed_by", "confirmed_at"])
        current().noted(ACT, case.pk, "bekræftet")
    return destruction.run(row.pk, at)


def _locked(number: str, actor: Viewer) -> Case:
    case, _ = handled(number, actor)
    return lock(case.pk)


def _proposal(case: Case) -> Destruction | None:
    return Destruction.objects.filter(case=case, withdrawn_at__isnull=True, confirmed_at__isnull=True).first()


def _withdraw(row: Destruction, actor: Viewer, at: datetime) -> Destruction:
    row.withdrawn_by_id, row.withdrawn_at = actor.user_id, at
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return row


def _refuse(fate: Fate, day: date) -> None:
    barrier = fate.barrier(day)
    if barrier is not None:
        raise barrier


def _said(words: str, longest: int = LONGEST_REASON) -> str:
    said = written(words, field="reason", longest=longest)
    if not said:
        raise AnswersInvalid({"reason": "Skriv en begrundelse."})
    return said
