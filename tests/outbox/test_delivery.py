"""Posted once, tried again with growing pauses, settled with its sender; what stands still belongs to a person."""

from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from sagsgang.casework import scope
from sagsgang.casework.access import related
from sagsgang.casework.refusals import AnswersInvalid, ReasonMissing
from sagsgang.documents import storage
from sagsgang.outbox import commands, delivery
from sagsgang.outbox.models import Dispatch, Enclosure
from sagsgang.outbox.parcels import Receipt, Refused, Responsible, TryAgain, Uncertain
from sagsgang.outbox.refusals import DispatchMoved, NotYourDispatch, UnknownDispatch
from sagsgang.outbox.retrying import LEASE, WAITS
from tests.outbox.ground import MINUTE, NOW, PDF, Ground, Says

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = "senere"


def test_what_is_posted_is_sent_once_and_its_sender_told(ground: Ground) -> None:
    ground.post()
    port = Says()
    assert (ground.deliver(port), ground.deliver(port)) == (1, 0)
    assert (ground.row().state, ground.row().reference, ground.told) == ("sendt", "NR-1", [("copy:1", "sendt")])
    sent = port.got[0]
    assert sent == ground.parcel()
    assert sent.attachments == (PDF,)


def test_the_same_key_is_the_same_dispatch_for_ever(ground: Ground) -> None:
    first = ground.post()
    assert ground.post(subject="En anden").pk == first.pk
    ground.deliver(Says())
    assert ground.post().pk == first.pk
    assert ground.deliver(Says()) == 0
    assert (Dispatch.objects.count(), Enclosure.objects.count()) == (1, 1)


def test_what_is_posted_leaves_with_its_transaction_only(ground: Ground) -> None:
    with transaction.atomic():
        ground.post()
        transaction.set_rollback(True)
    assert ground.deliver(Says()) == 0
    assert not Dispatch.objects.exists()


def test_the_receiver_stands_sealed_and_the_row_tells_nobody(ground: Ground) -> None:
    ground.post()
    with connection.cursor() as cursor:
        cursor.execute("SELECT receiver FROM outbox_dispatch")
        (held,) = cursor.fetchone()
    assert held.startswith("seal1.")
    assert str(ground.row()) == f"mail {ground.row().pk}"


@pytest.mark.parametrize("subject", ["", "Om 030513-9999", "To\nlinjer", "x" * 201])
def test_a_subject_is_one_line_that_tells_of_nobody(ground: Ground, subject: str) -> None:
    with pytest.raises(ValueError, match="subject"):
        ground.post(subject=subject)


def test_a_receiver_that_is_away_is_tried_again_with_growing_pauses_and_then_it_is_somebodys(ground: Ground) -> None:
    ground.post()
    port = Says([TryAgain(LATER)] * (len(WAITS) + 1))
    at = NOW
    for number, wait in enumerate(WAITS, 1):
        assert ground.deliver(port, at) == 1
        row = ground.row()
        assert (row.state, row.tries, row.failure) == ("venter", number, LATER)
        assert wait <= row.due_at - at < wait + MINUTE
        assert ground.deliver(port, row.due_at - MINUTE / 2) == 0
        at = row.due_at
    assert ground.told == []
    assert ground.deliver(port, at) == 1
    assert (ground.row().state, ground.told) == ("fejlet", [("copy:1", "fejlet")])
    assert ground.deliver(port, at + timedelta(days=9)) == 0


def test_what_is_refused_is_not_tried_again(ground: Ground) -> None:
    ground.post()
    assert ground.deliver(Says([Refused("Adressen findes ikke.")])) == 1
    assert (ground.row().state, ground.row().failure) == ("fejlet", "Adressen findes ikke.")
    assert ground.told == [("copy:1", "fejlet")]


@pytest.mark.parametrize("fault", [Uncertain("Svaret gik tabt."), ValueError("Zenobia Testesen")])
def test_a_lost_answer_leaves_it_to_a_person(
    ground: Ground, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    ground.post()
    ground.deliver(Says([fault], repeatable=False))
    assert ground.row().state == "uvis"
    assert ground.deliver(Says(), NOW + timedelta(days=9)) == 0
    assert ground.told == []
    assert "Zenobia" not in caplog.text + ground.row().failure


def test_a_port_that_does_it_by_hand_leaves_it_with_a_person(ground: Ground) -> None:
    ground.post(port="print")
    ground.deliver(Says([Receipt(by_hand=True)]))
    assert (ground.row().state, ground.told) == ("i_haanden", [])


def test_a_file_that_is_gone_makes_it_somebodys(ground: Ground) -> None:
    ground.post()
    storage.path_of(Enclosure.objects.get().sha256).unlink()
    assert ground.deliver(Says()) == 1
    assert (ground.row().state, ground.row().failure) == ("fejlet", delivery.FILE_GONE)


# --- a worker that dies, and two at once ------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone: nothing it would have written is written."""


def kill() -> None:
    raise Killed


@pytest.mark.parametrize(
    ("repeatable", "becomes"), [(True, "venter"), (False, "uvis")], ids=["found by the receiver again", "smtp"]
)
def test_what_a_killed_worker_had_in_hand_is_taken_up(ground: Ground, repeatable: bool, becomes: str) -> None:
    ground.post()
    with pytest.raises(Killed):
        ground.deliver(Says(repeatable=repeatable, meanwhile=kill))
    assert ground.row().state == "under_afsendelse"
    again = Says(repeatable=repeatable)
    assert ground.deliver(again, NOW + LEASE / 2) == 0
    assert ground.deliver(again, NOW + LEASE + MINUTE) == 0
    assert ground.row().state == becomes
    assert ground.deliver(again, NOW + LEASE + 3 * MINUTE) == (1 if repeatable else 0)


def test_what_was_never_handed_over_is_tried_again_whatever_the_port(ground: Ground) -> None:
    ground.post()
    with pytest.raises(Killed):
        ground.deliver(Says([Killed()], repeatable=False, meanwhile=kill))  # type: ignore[list-item]
    Dispatch.objects.update(handed_at=None)
    ground.deliver(Says(), NOW + LEASE + MINUTE)
    assert ground.row().state == "venter"


def test_a_worker_that_was_only_slow_still_says_how_it_went(ground: Ground) -> None:
    ground.post()
    slow = Says(repeatable=False)
    slow.meanwhile = lambda: ground.deliver(Says(repeatable=False), NOW + LEASE + MINUTE)
    ground.deliver(slow)
    assert (ground.row().state, ground.row().reference) == ("sendt", "NR-1")
    assert ground.told == [("copy:1", "sendt")]


def test_two_workers_never_have_the_same_dispatch(ground: Ground) -> None:
    for number in range(5):
        ground.post(f"brev:{number}")
    other = Says()
    mine = Says(meanwhile=lambda: ground.deliver(other))
    ground.deliver(mine)
    assert sorted(each.key for each in (*mine.got, *other.got)) == [f"brev:{number}" for number in range(5)]


# --- the sender -------------------------------------------------------------------------------------------------------


def test_a_sender_that_stumbles_is_told_again_and_nothing_is_sent_twice(ground: Ground) -> None:
    ground.post()
    port, told = Says(), []

    def stumbles(dispatch: Dispatch, at: datetime) -> None:
        Dispatch.objects.filter(pk=dispatch.pk).update(about="halvt")
        told.append(at)
        if len(told) == 1:
            raise RuntimeError

    ports = {"mail": port}
    delivery.deliver_due(NOW, ports, {"brev": stumbles})
    row = ground.row()
    assert (row.state, row.about, row.told_at, len(port.got)) == ("sendt", "copy:1", None, 1)
    delivery.deliver_due(NOW + 9 * MINUTE, ports, {"brev": stumbles})
    assert (ground.row().about, len(told), len(port.got)) == ("halvt", 2, 1)
    assert not delivery.due(NOW + timedelta(days=9)).exists()


# --- a person ---------------------------------------------------------------------------------------------------------


def test_the_responsible_person_sends_again_confirms_or_gives_up(ground: Ground) -> None:
    row = ground.post()
    ground.deliver(Says([Refused("nej")]))
    rikke, settled = ground.viewer("rikke"), {"brev": ground.settled}
    commands.send_again(dispatch=row.pk, state="fejlet", actor=rikke, at=NOW)
    ground.deliver(Says([Uncertain("måske")]))
    with pytest.raises(DispatchMoved):
        commands.send_again(dispatch=row.pk, state="fejlet", actor=rikke, at=NOW)
    commands.confirm_by_hand(dispatch=row.pk, state="uvis", reference="", actor=rikke, at=NOW, settled=settled)
    assert (ground.row().state, ground.row().by_hand, ground.told[-1]) == ("sendt", True, ("copy:1", "sendt"))
    other = ground.post("brev:2")
    with pytest.raises(ReasonMissing):
        commands.give_up(dispatch=other.pk, state="venter", why=" ", actor=rikke, at=NOW, settled=settled)
    commands.give_up(dispatch=other.pk, state="venter", why="Flyttet", actor=rikke, at=NOW, settled=settled)
    assert ground.told[-1] == ("copy:1", "opgivet")
    assert ground.deliver(Says(), NOW + timedelta(days=1)) == 0


def test_a_journal_is_confirmed_with_its_number(ground: Ground) -> None:
    row = ground.post(port="kingo")
    ground.deliver(Says([Receipt(by_hand=True)]))
    how = {"dispatch": row.pk, "state": "i_haanden", "actor": ground.viewer("rikke"), "at": NOW, "settled": {}}
    with pytest.raises(AnswersInvalid) as refused:
        commands.confirm_by_hand(reference=" ", **how)
    assert refused.value.fields == {"reference": "Skriv det nummer, den har fået i KINGO."}
    commands.confirm_by_hand(reference=" 24/00 17 ", **how)
    assert ground.row().reference == "24/00 17"


@pytest.mark.parametrize(("who", "answer"), [("anna", UnknownDispatch), ("aage", UnknownDispatch), ("karen", None)])
def test_only_whoever_answers_for_it_or_leads_there_acts(
    ground: Ground, who: str, answer: type[Exception] | None
) -> None:
    row = ground.post()
    ground.deliver(Says([Refused("nej")]))
    with scope.viewing(acting=True):
        if answer is None:
            commands.send_again(dispatch=row.pk, state="fejlet", actor=ground.viewer(who), at=NOW)
        else:
            with pytest.raises(answer):
                commands.send_again(dispatch=row.pk, state="fejlet", actor=ground.viewer(who), at=NOW)


def test_a_person_posts_within_what_the_gate_has_opened(ground: Ground) -> None:
    with scope.viewing(acting=True):
        related(ground.viewer("rikke"), ground.case)
        ground.post()
        ground.post("uden-sag", case_id=None)
    assert Dispatch.objects.count() == 2


def test_somebody_elses_is_seen_and_not_changed(ground: Ground) -> None:
    row = ground.post(responsible=Responsible("skoleleder", ground.town.units["engskolen"].pk), half="faelles")
    ground.deliver(Says([Refused("nej")]))
    with pytest.raises(NotYourDispatch):
        commands.send_again(dispatch=row.pk, state="fejlet", actor=ground.viewer("rikke"), at=NOW)
