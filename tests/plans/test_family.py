"""The family's side of the plan: no offer before the professionals agree, plain words, sent once when they ask."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from sagsgang.casework.commands import take
from sagsgang.casework.refusals import UnknownCase
from sagsgang.outbox.models import Dispatch, Enclosure
from sagsgang.people.models import Person, User
from sagsgang.plans import sending
from sagsgang.plans.commands import Words
from sagsgang.plans.family import family_side
from sagsgang.plans.paper import family_pdf
from sagsgang.plans.refusals import NotToFamily, NotYourPart
from sagsgang.plans.sending import send_to_family
from sagsgang.plans.taking import setting_of
from tests.plans.ground import GOAL, Ground


def disagree(ground: Ground) -> None:
    """The psychologist no longer agrees: the lock closes again."""
    agreed = {f"forloeb.enig_{who}": "ja" for who in ("sagsbehandler", "skoleleder")}
    take(
        case_id=ground.case.pk, step="fase3.faglig_enighed", occurrence="forloeb-1",
        facts={**agreed, "forloeb.enig_psykolog": "nej"}, actor=ground.viewer(ground.sof), on=ground.day,
        at=ground.at(), based_on=None,
    )  # fmt: skip


def text(ground: Ground) -> str:
    return str(ground.client(ground.sof).get(f"{ground.path}familien/").content.decode())


def test_the_family_reads_the_plan_without_what_is_for_the_house(ground: Ground):
    ground.written()
    page = text(ground)
    assert "Skoleflex" in page
    assert GOAL.title in page
    shown = page.split('<article class="sg-boks"><h3>Jeres fælles plan')[1].split("</main")[0]
    assert ground.sof.name not in shown
    assert "Version" not in shown
    assert "sg-maerke" not in shown


def test_before_the_professionals_agree_the_family_sees_its_own_words_alone(ground: Ground):
    ground.written()
    disagree(ground)
    page = text(ground)
    assert "Skoleflex" not in page.split("Jeres fælles plan")[1].split("</main")[0]
    assert "Det står der om familiens_ord." in page
    assert GOAL.title not in page
    assert "Det står der om det_nye." not in page
    client = ground.client(ground.sof)
    assert client.get(f"{ground.path}familien/planen.pdf").status_code == 409
    with pytest.raises(NotToFamily, match="enige"):
        send_to_family(case_id=ground.case.pk, actor=ground.viewer(ground.sof), at=ground.at())
    assert not Dispatch.objects.exists()


def test_the_lock_never_hides_the_plan_from_those_who_decide_on_access(ground: Ground):
    ground.written()
    disagree(ground)
    assert GOAL.title in ground.client(ground.sof).get(ground.path).content.decode()


def test_the_plan_is_sent_once_to_each_who_has_custody(ground: Ground):
    ground.written()
    exempt = Person.objects.filter(relations_to_children__child=ground.case.child).first()
    assert exempt is not None
    Person.objects.filter(pk=exempt.pk).update(digital_post_exempt=True)
    sent = send_to_family(case_id=ground.case.pk, actor=ground.viewer(ground.school), at=ground.at())
    again = send_to_family(case_id=ground.case.pk, actor=ground.viewer(ground.sof), at=ground.at())
    assert [each.pk for each in sent] == [each.pk for each in again]
    assert Dispatch.objects.count() == len(sent) == Enclosure.objects.count()
    assert {each.port for each in sent} <= {"print", "digital_post"}
    assert "print" in {each.port for each in sent}
    assert all(ground.case.child.given_name not in each.subject for each in sent)
    ground.goal(Words("Bo får en ven i klassen", "Han er alene.", "Han leger i frikvartererne.", side="faelles"))
    more = send_to_family(case_id=ground.case.pk, actor=ground.viewer(ground.sof), at=ground.at())
    assert {each.pk for each in more}.isdisjoint({each.pk for each in sent})


def test_nothing_is_sent_while_the_family_may_not_be_involved(ground: Ground, monkeypatch: pytest.MonkeyPatch):
    ground.written()
    monkeypatch.setattr(sending, "family_side", lambda *args: replace(family_side(*args), involved=False))
    with pytest.raises(NotToFamily, match="inddrages"):
        send_to_family(case_id=ground.case.pk, actor=ground.viewer(ground.sof), at=ground.at())


def test_the_screen_sends_and_tells(ground: Ground):
    ground.written()
    told = ground.client(ground.school).post(f"{ground.path}familien/send/", follow=True)
    assert "lagt i udbakken" in told.content.decode()
    empty = ground.client(ground.sof)
    assert "Send planen til familien" in empty.get(f"{ground.path}familien/").content.decode()


def test_a_board_sends_nothing(ground: Ground):
    ground.written()
    board = ground.viewer(User.objects.get(username="beku-2"))
    with pytest.raises((NotYourPart, UnknownCase)):
        send_to_family(case_id=ground.case.pk, actor=board, at=ground.at())
    assert not Dispatch.objects.exists()


def test_the_familys_paper_is_plain_and_always_the_same(ground: Ground):
    ground.written()
    side, setting = family_side(ground.assessed(), ground.state()), setting_of(ground.assessed(), "skoleflex")
    content = family_pdf(ground.case, side.state, setting)
    assert content == family_pdf(ground.case, side.state, setting)
    told = " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    assert "Jeres fælles plan" in told
    assert ground.sof.name not in told
    assert "Ikke skrevet endnu" not in told
