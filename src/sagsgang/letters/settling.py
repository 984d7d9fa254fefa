"""What becomes of a letter when its copies are settled: delivered, and the step is taken; or held back, and owned."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.answers import prefill
from sagsgang.casework.commands import take
from sagsgang.casework.ledger import load
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import CaseworkRefusal
from sagsgang.letters.content import decisions_of
from sagsgang.letters.models import Copy, Letter, Signature
from sagsgang.letters.receivers import received_on
from sagsgang.outbox.models import Dispatch
from sagsgang.people.models import User
from sagsgang.procedure.engine import Assessment, State, assess
from sagsgang.procedure.language import Kind, Step
from sagsgang.procedure.language.letters import guidance_of
from sagsgang.procedure.workdays import danish_day, in_words

_STATES = {
    Dispatch.State.SENDT: Copy.State.LEVERET,
    Dispatch.State.FEJLET: Copy.State.FEJLET,
    Dispatch.State.OPGIVET: Copy.State.FEJLET,
}


@transaction.atomic
def settled(dispatch: Dispatch, at: datetime) -> None:
    """Told by the outbox how a copy went; told again it changes nothing."""
    word, _, number = dispatch.about.partition(":")
    if word != "copy" or not number.isdigit():
        return
    copy = Copy.objects.select_related("letter__case__child").filter(pk=int(number)).first()
    state = _STATES.get(Dispatch.State(dispatch.state))
    if copy is None or state is None:
        return
    letter = copy.letter
    copy.state = state
    if state is Copy.State.LEVERET and copy.delivered_at is None:
        copy.delivered_at = at
        days = procedure_of(letter.case).parameters["brev_fremme"].at(danish_day(at)) or 0
        copy.received_on, copy.documented = received_on(copy.way, danish_day(at), days)
    copy.save()
    complete(letter, at)


def complete(letter: Letter, at: datetime) -> None:
    """Set where the letter is by where its copies are; with the last of them delivered its step is taken, once."""
    states = set(Copy.objects.filter(letter=letter).values_list("state", flat=True))
    if Copy.State.FEJLET in states:
        letter.state = Letter.State.FEJLET
    elif Copy.State.UNDERVEJS in states:
        letter.state = Letter.State.AFSENDT
    else:
        letter.state = Letter.State.LEVERET
        if letter.settled_at is None:
            letter.settled_at = at
            letter.trouble = _taken(letter, at)
    letter.save()


def _taken(letter: Letter, at: datetime) -> str:
    """Take the step as the one who sent it, on the day he did; why it could not be, in a sentence that all may read."""
    assert letter.sent_at is not None
    assert letter.sent_by_id is not None
    case, on = letter.case, danish_day(letter.sent_at)
    assessment = assess(procedure_of(case), load(case), on)
    procedure = assessment.world.procedure
    step = procedure.steps_of(procedure.letter_by_key[letter.key], on)[-1]
    standing = assessment.standing(step.key, letter.occurrence)
    if standing is not None and assessment.to_take(standing).state is State.DONE:
        return ""
    late = f"Brevet blev sendt {in_words(on)} og var leveret {in_words(danish_day(at))}."
    try:
        with transaction.atomic():
            result = take(
                case_id=case.pk,
                step=step.key,
                occurrence=letter.occurrence,
                facts=_facts(letter, step, assessment),
                actor=_sender(letter.sent_by_id, on),
                on=on,
                at=at,
                based_on=None,
                backdating_reason=late if danish_day(at) != on else "",
                departure_reason=letter.departure,
            )
    except CaseworkRefusal as refusal:
        return f"Brevet er leveret, men trinnet kunne ikke indføres: {refusal.sentence}"[:1000]
    Signature.objects.filter(letter=letter, step=step.key, event=None).update(event=result.event.number)
    return ""


def _sender(user: int, on: date) -> Viewer:
    return viewer_of(User.objects.get(pk=user), on)


def _facts(letter: Letter, step: Step, assessment: Assessment) -> dict[str, Any]:
    """What the sending step asks, as far as the letter and the case know it: nothing is typed twice (G3)."""
    world = assessment.world
    place, declared = world.by_id[letter.occurrence], world.procedure.letter_by_key[letter.key]
    facts: dict[str, Any] = {}
    known = prefill(step, world, place, world.day)
    said = f"Ved brev sendt {in_words(danish_day(letter.sent_at))}: {declared.title}." if letter.sent_at else ""
    for asked in step.asked():
        fact = asked.fact
        if fact is declared.guidance:
            facts[fact.key] = guidance_of(each.side for each in decisions_of(declared, assessment, place))
        elif fact is declared.received:
            days = Copy.objects.filter(letter=letter).order_by("-received_on")
            facts[fact.key] = days.values_list("received_on", flat=True).first()
        elif fact.key in known:
            facts[fact.key] = known[fact.key] if fact.kind is not Kind.MONEY else str(known[fact.key])
        elif fact.kind is Kind.TEXT and asked.required:
            facts[fact.key] = said
    return facts
