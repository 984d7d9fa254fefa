"""What else can happen to a letter: contact held back, a new wording, a correction, a mail that tells nothing."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.casework.access import Viewer
from sagsgang.casework.commands import take
from sagsgang.casework.ledger import load
from sagsgang.casework.refusals import NotYours, StepClosed
from sagsgang.demo.courses.offers import GRANTED
from sagsgang.demo.script import Course
from sagsgang.jobs.leaving import HELD, SETTLED
from sagsgang.letters import commands
from sagsgang.letters.models import Copy, Letter
from sagsgang.letters.refusals import Incomplete, NotDraft
from sagsgang.letters.sending import KIND
from sagsgang.letters.settling import settled
from sagsgang.outbox.delivery import deliver_due
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import Parcel, Receipt
from sagsgang.outbox.settling import settle
from sagsgang.people.models import Person, Relation, User
from sagsgang.people.queries import custody_holders
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web.clock import set_exercise_day
from tests.letters.ground import DAY, Ground, blocks, fresh, play
from tests.letters.test_flex import KEY, SENDS, WRITES, deliver, written


def as_person(viewer: Viewer) -> Client:
    """Whoever it is, at the screen on the day of the letters."""
    set_exercise_day(DAY)
    client = Client()
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def suspected(ground: Ground) -> None:
    """Contact with the parents is held back."""
    take(
        case_id=ground.case.pk, step="fase1.nyt_hensyn", occurrence="forloeb-1",
        facts={"forloeb.hensyn": ["overgreb"], "forloeb.hensyn_frigivet": "nej",
               "forloeb.hensyn_frigivet_begrundelse": "Undersøges"},
        actor=ground.who("sagsbehandler"), on=ground.day, at=ground.later(5), based_on=None,
    )  # fmt: skip


def test_while_contact_is_held_back_nothing_is_sent(flex: Ground) -> None:
    letter = written(flex)
    suspected(flex)
    with pytest.raises(StepClosed, match="inddrages"):
        flex.send(letter, "skoleleder", minutes=9)
    assert not Copy.objects.exists()
    assert not Dispatch.objects.filter(kind=KIND).exists()
    assert fresh(letter).state == Letter.State.KLADDE


def test_without_anybody_with_custody_it_is_not_sent(flex: Ground) -> None:
    letter = written(flex)
    Relation.objects.filter(child=flex.case.child).delete()
    from sagsgang.letters.refusals import NobodyToReceive

    with pytest.raises(NobodyToReceive, match="Parter"):
        flex.send(letter, "skoleleder")
    assert fresh(letter).sent_at is None


def test_an_older_wording_is_not_sent(flex: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = written(flex)
    monkeypatch.setattr("sagsgang.letters.desk.Desk.outdated", True)
    with pytest.raises(Incomplete, match="Ordlyden"):
        flex.send(letter, "skoleleder")


def test_what_was_sent_is_not_changed_and_a_correction_names_it(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    deliver(letter, flex)
    with pytest.raises(NotDraft):
        flex.write(letter, "fac")
    flex_again = Ground(flex.case, flex.day)
    new = commands.begin(
        case_id=flex.case.pk, key=KEY, occurrence=letter.occurrence, corrects=letter.number, actor=flex.who("fac"),
        at=flex_again.later(60),
    )  # fmt: skip
    assert new.corrects == letter
    assert new.number == letter.number + 1
    assert blocks(new)["flex_videre"] == blocks(letter)["flex_videre"]
    assert not flex.desk(new, "fac").turns[0].done  # it is written and signed anew
    assert fresh(letter).state == Letter.State.LEVERET


def test_a_draft_that_nobody_has_signed_can_be_dropped(flex: Ground) -> None:
    letter = flex.begin(KEY, WRITES, "fac")
    commands.drop(case_id=flex.case.pk, number=letter.number, version=1, actor=flex.who("fac"), at=flex.later(1))
    assert fresh(letter).state == Letter.State.KASSERET
    assert flex.begin(KEY, WRITES, "fac") != letter


def test_the_outbox_tells_the_letter(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    for row in Dispatch.objects.filter(case=flex.case, kind=KIND):
        settle(row, Dispatch.State.SENDT, flex.later(20), SETTLED)
    assert SETTLED[KIND] is settled
    assert fresh(letter).state == Letter.State.LEVERET
    assert flex.taken(SENDS)


def test_who_has_left_since_does_not_hold_the_letter_back(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    User.objects.filter(pk=letter.sent_by_id).update(is_active=False)
    deliver(letter, flex)
    assert fresh(letter).state == Letter.State.LEVERET
    assert "kunne ikke indføres" in fresh(letter).trouble
    assert not flex.taken(SENDS)


def test_the_mail_to_who_gets_a_copy_tells_of_nobody(flex: Ground) -> None:
    User.objects.update(email="nogen@eksempel.test")
    flex.send(written(flex), "skoleleder")
    mails = Dispatch.objects.filter(case=flex.case, port="mail")
    assert mails.exists()
    child = flex.case.child
    for mail in mails:
        assert child.given_name not in mail.subject + mail.body
        assert flex.case.number not in mail.subject + mail.body


def test_a_letter_of_several_mails_takes_nothing_twice(flex: Ground) -> None:
    before = len(load(flex.case))
    letter = flex.send(written(flex), "skoleleder")
    deliver(letter, flex)
    assert len(load(flex.case)) == before + 2


def test_another_school_leader_does_not_send_it(flex: Ground) -> None:
    letter = written(flex)
    with pytest.raises(NotYours):
        commands.send(
            case_id=flex.case.pk, number=letter.number, version=letter.version, actor=flex.who("psykolog"),
            at=datetime(2026, 11, 24, 12, tzinfo=COPENHAGEN),
        )  # fmt: skip


class Post:
    """A way out that takes everything."""

    repeatable = True

    def __init__(self) -> None:
        self.got: list[str] = []

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        handing_over()
        self.got.append(parcel.key)
        return Receipt("nr")


def leave(ground: Ground, minutes: int) -> list[str]:
    """What the worker hands over in one round, by the key of the parcel."""
    post = Post()
    every = dict.fromkeys(("mail", "digital_post", "print", "kingo", "csc", "kmd"), post)
    with transaction.atomic():
        deliver_due(ground.later(minutes), every, SETTLED, held=HELD)
    return [key for key in post.got if key.startswith("brev:") and ":eksemplar:" in key]


def test_what_was_posted_before_contact_was_held_back_does_not_leave_until_it_is_released(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    suspected(flex)
    assert leave(flex, 20) == []
    dispatch = Dispatch.objects.filter(case=flex.case, kind=KIND).first()
    assert dispatch is not None
    assert dispatch.state == Dispatch.State.FEJLET
    assert "inddrages" in dispatch.failure
    assert fresh(letter).state == Letter.State.FEJLET
    assert not flex.taken(SENDS)


def test_what_may_leave_leaves(flex: Ground) -> None:
    letter = flex.send(written(flex), "skoleleder")
    assert leave(flex, 20)
    assert fresh(letter).state == Letter.State.LEVERET


def test_what_lies_ready_for_the_post_is_not_handed_out_while_contact_is_held_back(flex: Ground) -> None:
    flex.send(written(flex), "skoleleder")
    dispatch = Dispatch.objects.filter(case=flex.case, kind=KIND)[0]
    Dispatch.objects.filter(pk=dispatch.pk).update(state=Dispatch.State.I_HAANDEN, port="print")
    leader = as_person(flex.who("skoleleder"))
    page, file = f"/udbakke/{dispatch.pk}/", f"/udbakke/{dispatch.pk}/fil/1/"
    assert "Hent" in leader.get(page).content.decode()
    assert leader.get(file).status_code == 200
    suspected(flex)
    told = leader.get(page).content.decode()
    assert "Den må ikke sendes nu" in told
    assert "læg det i posten" not in told
    refused = leader.get(file)
    assert refused.status_code == 409
    assert "Familien må ikke inddrages nu" in refused.content.decode()


def test_the_list_asks_as_often_for_many_drafts_as_for_one(flex: Ground) -> None:
    draft = flex.begin(KEY, WRITES, "fac")
    writer, path = as_person(flex.who("fac")), f"/sag/{flex.case.number}/breve/"

    def asked(drafts: int) -> int:
        with CaptureQueriesContext(connection) as found:
            told = writer.get(path).content.decode()
        assert told.count("· begyndt ") == drafts
        return len(found)

    asked(1)
    one = asked(1)
    for number in range(2, 6):
        again = Letter.objects.get(pk=draft.pk)
        again.pk, again.number = None, draft.number + number
        again.save()
    assert asked(5) == one


def test_who_has_done_the_last_that_waited_for_him_comes_home_and_is_told_why(db: None) -> None:
    ground = play(Course("brev_bevilget", GRANTED), 197)
    secretary = as_person(ground.who("beku_sekretaer"))
    step = f"/sag/{ground.case.number}/trin/fase3.fac_faar_besked/{ground.occurrence('fase3.fac_faar_besked')}/"
    form = secretary.get(step)
    assert form.status_code == 200
    ground.case.refresh_from_db()
    typed = {"based_on": str(ground.case.version), "on": "24.11.2026"}
    answer = secretary.post(step, typed, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "venter ikke længere på dig" in answer.content.decode()
    assert secretary.get(step).status_code == 404


def test_the_longest_name_stops_no_letter(flex: Ground) -> None:
    parent = custody_holders(flex.case.child, flex.day)[0]
    Person.objects.filter(pk=parent.pk).update(given_name="Æ" * 95, family_name="Å" * 95)
    letter = flex.send(written(flex), "skoleleder")
    assert Copy.objects.get(letter=letter, person=parent.pk).document is not None


def test_what_was_changed_in_the_form_is_what_is_signed_and_sent(flex: Ground) -> None:
    letter = written(flex)
    leader, path = as_person(flex.who("skoleleder")), f"/sag/{flex.case.number}/brev/{letter.number}/"
    typed = {"brevets_version": str(fresh(letter).version), "flex_videre": "I begynder på mandag klokken otte."}
    stale = leader.post(f"{path}send/", typed | {"brevets_version": "1"})
    assert stale.status_code == 409
    assert "I begynder på mandag klokken otte." in stale.content.decode()
    assert fresh(letter).state == Letter.State.KLADDE
    assert leader.post(f"{path}send/", typed).status_code == 302
    assert blocks(letter)["flex_videre"] == "I begynder på mandag klokken otte."
    assert fresh(letter).sent_at is not None
