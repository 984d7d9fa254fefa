"""What can be done with a letter: begin, write, finish, sign, send, drop. The steps are taken through the one door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from sagsgang.casework.access import Relation, Viewer, related
from sagsgang.casework.answers import LONGEST_LINE, LONGEST_TEXT
from sagsgang.casework.commands import take
from sagsgang.casework.commands.take import written
from sagsgang.casework.explaining import why_closed
from sagsgang.casework.ledger import load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import NotYours, ReasonMissing, StepClosed, UnknownStep
from sagsgang.letters import sending
from sagsgang.letters.content import HALVES, Content, blocks_of, decisions_of, listed_lacks, named, suggestion
from sagsgang.letters.desk import Desk, desk_of, editable_by, handlers
from sagsgang.letters.filling import Filler
from sagsgang.letters.models import LONGEST_NAME, Letter, LetterBlock, Signature
from sagsgang.letters.order import Turn, next_turn
from sagsgang.letters.refusals import Incomplete, LetterMoved, NotDraft, OnItsWay, OutOfOrder, UnknownLetter
from sagsgang.procedure.engine import Assessment, State, assess
from sagsgang.procedure.language import Letter as Declared
from sagsgang.procedure.language import Role, Side, Step
from sagsgang.procedure.language.letters import guidance_of
from sagsgang.procedure.wording import sentence
from sagsgang.procedure.workdays import danish_day

RULE = "forvaltningsloven §§ 22, 24 og 25 og R11"
NOTIFIER_NAME, NOTIFIER_ADDRESS = "underretter_navn", "underretter_adresse"


@transaction.atomic
def begin(*, case_id: int, key: str, occurrence: str, corrects: int | None, actor: Viewer, at: datetime) -> Letter:
    """Begin a letter: its blocks are filled from the case as far as the actor reads it (G3).

    `corrects`: the number of a sent letter of the same kind that this one puts right. A draft that is there already is
    returned as it is.

    :raises UnknownStep: the case has no such letter
    :raises NotYours: he does not write it
    :raises StepClosed: it cannot be written now; with what is missing (X8, X11)
    :raises OnItsWay: one like it has left and is not delivered yet, and this is no correction of it
    """
    case = lock(case_id)
    relation, day = related(actor, case), danish_day(at)
    assessment = assess(procedure_of(case), load(case), day)
    declared, step = _declared(assessment, key), None
    if declared is not None:
        step = next((each for each in assessment.world.procedure.steps_of(declared, day) if each.writes), None)
    standing = assessment.standing(step.key, occurrence) if step is not None else None
    if declared is None or step is None or standing is None:
        raise UnknownStep
    if not handlers(relation, [standing]):
        raise NotYours(f"Brevet skrives af {standing.owner.definite}.")
    _check_open(assessment, step, occurrence)
    there = Letter.objects.filter(case=case, key=key, occurrence=occurrence, state=Letter.State.KLADDE).first()
    if there is not None:
        return there
    old = _corrected(case, key, occurrence, corrects)
    sent = Letter.objects.filter(case=case, key=key, occurrence=occurrence, state=Letter.State.AFSENDT)
    if old is None and sent.exists():
        raise OnItsWay
    highest = Letter.objects.filter(case=case).aggregate(Max("number"))["number__max"] or 0
    letter = Letter.objects.create(
        case=case, number=highest + 1, key=key, occurrence=occurrence, half=HALVES[declared.side], wording_on=day,
        corrects=old, begun_by_id=actor.user_id, begun_at=at, changed_at=at,
    )  # fmt: skip
    _fill(letter, declared, assessment, relation, actor, at)
    return letter


def _declared(assessment: Assessment, key: str) -> Declared | None:
    return assessment.world.procedure.letter_by_key.get(key)


def _corrected(case: Case, key: str, occurrence: str, number: int | None) -> Letter | None:
    if number is None:
        return None
    found = Letter.objects.filter(case=case, number=number, key=key, occurrence=occurrence).first()
    if found is None or found.sent_at is None:
        raise UnknownLetter
    return found


def _fill(
    letter: Letter, declared: Declared, assessment: Assessment, relation: Relation, actor: Viewer, at: datetime
) -> None:
    """Write what the case suggests into the blocks that the actor may write; of a corrected letter, what it said."""
    world = assessment.world
    place, step = world.by_id[letter.occurrence], _sending(assessment, declared)
    filler = Filler(letter.case, assessment, place, step, relation)
    before = {}
    if letter.corrects is not None:
        before = dict(LetterBlock.objects.filter(letter=letter.corrects).values_list("key", "body"))
    rows = [
        LetterBlock(
            letter=letter, key=block.key, body=before.get(block.key) or suggestion(block, filler, letter.wording_on),
            from_version=1, written_by_id=actor.user_id, written_at=at,
        )
        for block in blocks_of(declared, decisions_of(declared, assessment, place))
        if not block.locked and editable_by(relation, block)
    ]  # fmt: skip
    LetterBlock.objects.bulk_create(rows)


def _sending(assessment: Assessment, declared: Declared) -> Step:
    return assessment.world.procedure.steps_of(declared, assessment.world.day)[-1]


@transaction.atomic
def write(*, case_id: int, number: int, version: int, texts: Mapping[str, str], actor: Viewer, at: datetime) -> Letter:
    """Save what was typed, by key of the block; a block that is not his to write is left alone.

    A change makes the signatures void that were put under it. `version`: that of the letter which the form was made of.

    :raises LetterMoved: somebody has saved it since
    :raises NotDraft: it has left the house
    """
    desk = _open(case_id, number, version, actor, at)
    stored = {row.key: row for row in LetterBlock.objects.filter(letter=desk.letter)}
    changed = False
    for block in desk.blocks:
        if block.locked or block.key not in texts or not editable_by(desk.relation, block):
            continue
        body = written(texts[block.key], field=block.key, longest=LONGEST_TEXT)
        row = stored.get(block.key)
        if row is not None and row.body == body:
            continue
        changed = True
        LetterBlock.objects.update_or_create(
            letter=desk.letter,
            key=block.key,
            defaults={
                "body": body, "from_version": desk.letter.version + 1, "written_by_id": actor.user_id, "written_at": at,
            },
        )  # fmt: skip
    changed |= _notifier(desk.letter, texts)
    if changed:
        _moved(desk.letter, at)
    return desk.letter


def _notifier(letter: Letter, texts: Mapping[str, str]) -> bool:
    if NOTIFIER_NAME not in texts and NOTIFIER_ADDRESS not in texts:
        return False
    name = written(texts.get(NOTIFIER_NAME, ""), field=NOTIFIER_NAME, longest=LONGEST_NAME)
    address = written(texts.get(NOTIFIER_ADDRESS, ""), field=NOTIFIER_ADDRESS, longest=LONGEST_LINE)
    same = (letter.notifier_name, letter.notifier_address) == (name, address)
    letter.notifier_name, letter.notifier_address = name, address
    return not same


def _moved(letter: Letter, at: datetime) -> None:
    letter.version += 1
    letter.changed_at = at
    letter.save()


@transaction.atomic
def new_wording(*, case_id: int, number: int, version: int, actor: Viewer, at: datetime) -> Letter:
    """Take up the wording of today where the law or the texts have changed since the draft was begun."""
    desk = _open(case_id, number, version, actor, at)
    desk.letter.wording_on = danish_day(at)
    _moved(desk.letter, at)
    return desk.letter


@transaction.atomic
def drop(*, case_id: int, number: int, version: int, actor: Viewer, at: datetime) -> Letter:
    """Drop a draft that nobody has signed."""
    desk = _open(case_id, number, version, actor, at)
    if Signature.objects.filter(letter=desk.letter, kind=Signature.Kind.UNDERSKREVET).exists():
        raise NotDraft("Brevet er underskrevet og kan ikke kasseres. Ret det, og lad det underskrive igen.")
    LetterBlock.objects.filter(letter=desk.letter).delete()
    desk.letter.state = Letter.State.KASSERET
    _moved(desk.letter, at)
    return desk.letter


@transaction.atomic
def finish(
    *, case_id: int, number: int, version: int, step: str, actor: Viewer, at: datetime, departure_reason: str = ""
) -> Letter:
    """Write it off one's hands or sign it: the step is taken with it, and refused when its turn has not come (X10).

    :raises OutOfOrder, Incomplete: something comes before, or a part is missing
    :raises NotYours, StepClosed: the step is not his, or not open
    """
    desk = _open(case_id, number, version, actor, at)
    turn = _turn(desk, step)
    role = _acting(turn, desk)
    if turn.sends:
        raise OutOfOrder("Det trin tages, når brevet er sendt og leveret.")
    _check_order(desk, turn)
    sides: list[Side] = [role.side] if role.side in (Side.SOF, Side.BUF) else list(Side)
    _check_whole(desk.content, sides, young=desk.young)
    result = take(
        case_id=case_id, step=step, occurrence=desk.letter.occurrence, facts=_answers(desk, turn), actor=actor,
        on=danish_day(at), at=at, based_on=None, departure_reason=departure_reason,
    )  # fmt: skip
    _signed(desk, turn, role, result.event.number, actor, at)
    return desk.letter


@transaction.atomic
def send(*, case_id: int, number: int, version: int, actor: Viewer, at: datetime, departure_reason: str = "") -> Letter:
    """Sign where the step says so, make each receiver his copy, and hand them to the outbox. Sent twice is sent once.

    The step is taken when every copy has been delivered (see `settling`): what depends on it waits till then.

    :raises OutOfOrder, Incomplete, NobodyToReceive: somebody signs first, a part is missing, there is nobody to get it
    :raises NotYours, StepClosed, ReasonMissing: as the step itself would be refused
    """
    case = lock(case_id)
    related(actor, case)
    there = Letter.objects.filter(case=case, number=number).first()
    if there is not None and there.sent_at is not None:
        return there
    desk = _open(case_id, number, version, actor, at)
    turn = desk.turns[-1]
    role = _acting(turn, desk)
    _check_order(desk, turn)
    _check_open(desk.assessment, turn.step, desk.letter.occurrence)
    desk.letter.departure = _departure(turn, desk, departure_reason)
    if desk.outdated:
        raise Incomplete("Ordlyden er ændret, siden brevet blev skrevet. Hent den nye ordlyd, og læs brevet igennem.")
    _check_whole(desk.content, None, young=desk.young)
    if turn.signs:
        _signed(desk, turn, role, None, actor, at)
    sending.post_copies(desk, turn, role, actor, at)
    return desk.letter


def _departure(turn: Turn, desk: Desk, reason: str) -> str:
    standing = desk.assessment.to_take(turn.standing) if turn.standing is not None else None
    if standing is None or not standing.warnings:
        return ""
    said = written(reason, field="departure_reason")
    if not said:
        raise ReasonMissing("Skriv, hvorfor det, vejledningen forventer, fraviges.", field="departure_reason")
    return said


# --- what they share --------------------------------------------------------------------------------------------------


def _open(case_id: int, number: int, version: int, actor: Viewer, at: datetime) -> Desk:
    """The draft on the desk of the actor, locked; refused when it is not the one he saw."""
    case = lock(case_id)
    relation = related(actor, case)
    letter = Letter.objects.select_for_update(of=("self",)).filter(case=case, number=number).first()
    if letter is None:
        raise UnknownLetter
    assessment = assess(procedure_of(case), load(case), danish_day(at))
    desk = desk_of(letter, assessment, relation)
    if not desk.handled:
        raise NotYours("Brevet skrives af dem, der skriver, underskriver og sender det.")
    if letter.state != Letter.State.KLADDE:
        raise NotDraft
    if letter.version != version:
        raise LetterMoved
    return desk


def _turn(desk: Desk, step: str) -> Turn:
    turn = next((each for each in desk.turns if each.step.key == step), None)
    if turn is None:
        raise UnknownStep
    return turn


def _acting(turn: Turn, desk: Desk) -> Role:
    role = turn.may(desk.relation)
    if role is None:
        owner = turn.owner.definite if turn.owner is not None else "en anden"
        raise NotYours(f"»{turn.step.title}« tages af {owner}.")
    return role


def _check_order(desk: Desk, turn: Turn) -> None:
    first = next_turn(desk.turns)
    if first is None or first.step.key == turn.step.key:
        return
    if turn.done:
        raise OutOfOrder(f"»{turn.step.title}« er gjort.")
    who = first.owner.definite if first.owner is not None else "en anden"
    citations = "; ".join(f"{each.source.title} {each.where}" for each in first.step.citations[:2])
    raise OutOfOrder(f"Først: »{first.step.title}«. Det venter på {who}. ({citations})")


def _check_open(assessment: Assessment, step: Step, occurrence: str) -> None:
    standing = assessment.standing(step.key, occurrence)
    if standing is None:
        raise UnknownStep
    to_take = assessment.to_take(standing)
    if to_take.state is not State.OPEN:
        raise StepClosed(why_closed(to_take, assessment), to_take, assessment)


def _check_whole(content: Content, sides: list[Side] | None, *, young: bool = True) -> None:
    lacks = content.lacks(sides, young=young)
    if not lacks:
        return
    unfinished = [each for each in content.pieces if each.lacks or not each.text.strip()]
    told = {each.block.key: sentence(listed_lacks(each)) for each in reversed(unfinished)}
    at_fields = {named(each.block) for each in unfinished if not each.block.locked}
    rest = [each for each in lacks if each.partition(":")[0] not in at_fields]
    more = f" Det mangler: {'. '.join(rest)}." if rest else ""
    rule = f" ({RULE})" if content.decisions else ""
    raise Incomplete(f"Brevet er ikke færdigt{rule}.{more}", fields=told)


def _answers(desk: Desk, turn: Turn) -> dict[str, str]:
    """What the step asks and the letter itself answers: which appeal guidance is in it."""
    guidance = desk.content.declared.guidance
    if guidance is None or guidance.key not in {asked.fact.key for asked in turn.step.asked()}:
        return {}
    return {guidance.key: guidance_of(desk.content.sides)}


def _signed(desk: Desk, turn: Turn, role: Role, event: int | None, actor: Viewer, at: datetime) -> None:
    held = desk.filler.held(actor, role.key)
    unit = held.unit_name if held is not None else ""
    Signature.objects.create(
        letter=desk.letter,
        kind=Signature.Kind.UNDERSKREVET if turn.signs else Signature.Kind.SKREVET,
        step=turn.step.key, role=role.key, user_id=actor.user_id, unit_name=unit, side=role.side.name,
        digest=desk.content.digest(role.side), at=at, event=event,
    )  # fmt: skip
