"""The admission letter to flex: Fagligt Center writes, the school leader signs and sends it, once (P3F.7–P3F.8)."""

from datetime import timedelta

import pytest

from sagsgang.casework.ledger import load
from sagsgang.casework.refusals import NotYours, StepClosed
from sagsgang.documents.models import Document
from sagsgang.letters.models import Copy, Letter, Signature
from sagsgang.letters.refusals import Incomplete, LetterMoved, OnItsWay, OutOfOrder
from sagsgang.letters.sending import KIND
from sagsgang.letters.settling import settled
from sagsgang.outbox.models import Dispatch
from sagsgang.procedure.language import Side
from tests.letters.ground import HALF_A_YES, Ground, blocks, fresh, play

WRITES, SENDS = "fase3.optagebrev_flex_skrives", "fase3.optagebrev_flex_sendes"
KEY = "optagebrev_flex"


def deliver(letter: Letter, ground: Ground, state: str = "sendt", minutes: int = 30) -> None:
    for row in Dispatch.objects.filter(case=letter.case, kind=KIND):
        row.state = state
        row.save()
        settled(row, ground.later(minutes))


def written(ground: Ground) -> Letter:
    letter = ground.begin(KEY, WRITES, "fac")
    ground.write(letter, "fac")
    ground.finish(letter, WRITES, "fac")
    return fresh(letter)


def test_a_draft_holds_what_the_case_knows(flex: Ground) -> None:
    letter = flex.begin(KEY, WRITES, "fac")
    said = blocks(letter)["flex_afgoerelse"]
    assert flex.case.child.name in said
    assert "Skoleflex" in said
    assert "12 måneder" in said
    assert "mangler" not in said


def test_begun_twice_it_is_one_draft(flex: Ground) -> None:
    assert flex.begin(KEY, WRITES, "fac") == flex.begin(KEY, WRITES, "fac")
    assert Letter.objects.count() == 1


def test_nobody_else_writes_it(flex: Ground) -> None:
    with pytest.raises(NotYours, match="Fagligt Center"):
        flex.begin(KEY, WRITES, "sagsbehandler")


def test_with_half_a_yes_there_is_no_letter(db: None) -> None:
    ground = play(HALF_A_YES, 197)
    with pytest.raises((StepClosed, NotYours)) as refused:
        ground.begin(KEY, WRITES, "fac")
    assert isinstance(refused.value, StepClosed)


def test_without_reasons_it_is_not_finished(flex: Ground) -> None:
    letter = flex.begin(KEY, WRITES, "fac")
    with pytest.raises(Incomplete, match="forvaltningsloven §§ 22, 24 og 25"):
        flex.finish(letter, WRITES, "fac")
    assert not flex.taken(WRITES)


def test_a_signature_out_of_order_is_refused_with_whose_turn_it_is(flex: Ground) -> None:
    letter = flex.begin(KEY, WRITES, "fac")
    flex.write(letter, "fac")
    with pytest.raises(OutOfOrder, match="Fagligt Center") as refused:
        flex.send(letter, "skoleleder")
    assert "P3F.7" in refused.value.sentence


def test_two_who_write_do_not_write_over_one_another(flex: Ground) -> None:
    from sagsgang.letters import commands

    letter = flex.begin(KEY, WRITES, "fac")
    flex.write(letter, "fac", {"flex_videre": "Først."})
    with pytest.raises(LetterMoved):
        commands.write(
            case_id=flex.case.pk, number=letter.number, version=1, texts={"flex_videre": "Sidst."},
            actor=flex.who("fac"), at=flex.later(5),
        )  # fmt: skip
    assert blocks(letter)["flex_videre"] == "Først."


def test_what_is_locked_cannot_be_written(flex: Ground) -> None:
    letter = flex.begin(KEY, WRITES, "fac")
    flex.write(letter, "fac", {"klage_buf": "Der kan ikke klages.", "hjemmel_buf": "Ingen."})
    texts = {piece.block.key: piece.text for piece in flex.desk(fresh(letter), "fac").content.pieces}
    assert "Klagenævnet for Specialundervisning" in texts["klage_buf"]
    assert "senest 4 uger" in texts["klage_buf"]
    assert "folkeskoleloven § 3, stk. 2" in texts["hjemmel_buf"]


def test_sent_it_waits_for_its_copies_and_then_the_step_is_taken(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    assert letter.state == Letter.State.AFSENDT
    assert not flex.taken(SENDS)
    deliver(letter, flex)
    assert fresh(letter).state == Letter.State.LEVERET
    assert fresh(letter).trouble == ""
    event = next(event for event in load(flex.case) if event.step == SENDS)
    assert event.on == flex.day


def test_told_again_nothing_happens_twice(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    deliver(letter, flex)
    deliver(letter, flex, minutes=60)
    assert [event.step for event in load(flex.case)].count(SENDS) == 1


def test_sent_twice_it_is_sent_once(flex: Ground) -> None:
    letter = written(flex)
    flex.send(letter, "skoleleder")
    before = (Dispatch.objects.count(), Copy.objects.count(), Document.objects.count())
    again = flex.send(letter, "skoleleder", minutes=9)
    assert again.sent_at == flex.later(3)
    assert (Dispatch.objects.count(), Copy.objects.count(), Document.objects.count()) == before


def test_while_it_is_on_its_way_there_is_no_second_one(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    with pytest.raises(OnItsWay):
        flex.begin(KEY, WRITES, "fac")
    again = flex.begin(KEY, WRITES, "fac", corrects=letter.number)
    assert again.corrects == letter


def test_a_copy_that_fails_holds_back_what_depends_on_it(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    deliver(letter, flex, "fejlet")
    assert fresh(letter).state == Letter.State.FEJLET
    assert not flex.taken(SENDS)
    assert any(task.step.key == SENDS for task in flex.assessment.tasks())
    deliver(letter, flex, "sendt", minutes=90)
    assert flex.taken(SENDS)


def test_delivered_the_next_day_the_step_is_of_the_day_it_was_sent(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    for row in Dispatch.objects.filter(kind=KIND):
        row.state = "sendt"
        row.save()
        settled(row, flex.at + timedelta(days=1))
    assert fresh(letter).trouble == ""
    assert next(event for event in load(flex.case) if event.step == SENDS).on == flex.day


def test_a_change_after_the_letter_was_written_is_the_writers_own(flex: Ground) -> None:
    letter = written(flex)
    flex.write(letter, "fac", {"flex_videre": "Skolen ringer til jer."}, minutes=4)
    assert flex.desk(fresh(letter), "fac").turns[0].done


def test_the_signature_is_over_what_was_signed(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    signed = Signature.objects.get(letter=letter, kind=Signature.Kind.UNDERSKREVET)
    assert signed.role == "skoleleder"
    assert signed.digest == flex.desk(fresh(letter), "skoleleder").content.digest(Side.BUF)
