"""The joint letters: two halves, each with its own words, signature and guidance (P3D.5, P4F.6, P4.8, X10, X11)."""

from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from sagsgang.archive.complaints import ANKESTYRELSEN, _behind, _to_the_child, _to_the_parents
from sagsgang.archive.papers import Paper, papers_of
from sagsgang.casework.queries import case_page
from sagsgang.demo.courses.offers import PRIVATE_TREATMENT
from sagsgang.demo.plays import LAERKEN
from sagsgang.demo.script import Course
from sagsgang.letters.content import masked
from sagsgang.letters.models import Copy, Letter, Signature
from sagsgang.letters.queries import decision_letters
from sagsgang.letters.refusals import Incomplete, OutOfOrder
from sagsgang.letters.sending import KIND, content_of_copy
from sagsgang.letters.settling import settled
from sagsgang.outbox.models import Dispatch
from sagsgang.people.models import Person
from sagsgang.procedure.language import Side
from tests.letters.ground import Ground, again, fresh, play
from tests.scene import Scene

WRITES, SIGNS, SENDS = (f"fase3.optagebrev_dag_{word}" for word in ("skrives", "underskrives", "sendes"))
KEY = "optagebrev_dag"


def before(course: Course, step: str) -> Course:
    """The course as far as the day before that step."""
    day = next(line.day for line in course.lines if getattr(line, "step", "") == step)
    return Course(f"{course.key}_til_brev", tuple(line for line in course.lines if line.day < day), course.words)


@pytest.fixture
def treatment(scene: Scene, request: pytest.FixtureRequest) -> Ground:
    """Both halves of day treatment are granted and the place is chosen."""
    course = before(PRIVATE_TREATMENT, WRITES)
    days = max(line.day for line in course.lines) + 1
    played = scene.set("letters: day treatment", lambda: play(course, days, provider=LAERKEN))
    request.getfixturevalue("db")
    return again(played)


def text_of(copy: Copy) -> str:
    content = content_of_copy(copy)
    assert content is not None
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def signed(ground: Ground) -> Letter:
    """Both halves have written and signed."""
    letter = ground.begin(KEY, WRITES, "sagsbehandler")
    ground.write(letter, "sagsbehandler")
    ground.finish(letter, WRITES, "sagsbehandler")
    ground.write(letter, "rc_plc", minutes=3)
    ground.finish(letter, SIGNS, "rc_plc", minutes=4)
    return fresh(letter)


def test_one_half_says_nothing_of_the_other_before_it_has_written(treatment: Ground) -> None:
    letter = treatment.begin(KEY, WRITES, "sagsbehandler")
    treatment.write(letter, "sagsbehandler")
    seen = masked(treatment.desk(fresh(letter), "rc_plc").content, treatment.desk(fresh(letter), "rc_plc").relation)
    texts = {piece.block.key: piece.text for piece in seen.pieces}
    assert "Det har vi afgjort" in texts["begrundelse_sof"]  # SOF has put its words into the joint letter
    back = treatment.desk(fresh(letter), "sagsbehandler")
    assert "skriver sin del" in {p.block.key: p.text for p in masked(back.content, back.relation).pieces}["dag_buf"]


def test_the_joint_letter_is_not_sent_with_one_half(treatment: Ground) -> None:
    letter = treatment.begin(KEY, WRITES, "sagsbehandler")
    treatment.write(letter, "sagsbehandler")
    treatment.finish(letter, WRITES, "sagsbehandler")
    with pytest.raises(OutOfOrder, match="RC/PLC"):
        treatment.send(letter, "sagsbehandler")
    with pytest.raises(Incomplete, match="forvaltningsloven") as refused:
        treatment.finish(letter, SIGNS, "rc_plc", minutes=4)
    assert refused.value.fields
    assert all(block.endswith("_buf") for block in refused.value.fields)


def test_each_signs_for_his_own_half_and_a_change_makes_it_void(treatment: Ground) -> None:
    letter = signed(treatment)
    turns = treatment.desk(letter).turns
    assert [turn.done for turn in turns] == [True, True, False]
    treatment.write(letter, "rc_plc", {"begrundelse_buf": "En anden grund."}, minutes=6)
    turns = treatment.desk(fresh(letter)).turns
    assert turns[0].done  # SOF's half and what both say are the same
    assert not turns[1].done
    assert turns[1].void is not None
    with pytest.raises(OutOfOrder):
        treatment.send(letter, "sagsbehandler", minutes=7)
    treatment.finish(letter, SIGNS, "rc_plc", minutes=8)
    assert treatment.desk(fresh(letter)).turns[1].done


def test_what_both_say_is_signed_by_both(treatment: Ground) -> None:
    letter = signed(treatment)
    treatment.write(letter, "rc_plc", {"dag_videre": "Vi ringer til jer."}, minutes=6)
    assert [turn.done for turn in treatment.desk(fresh(letter)).turns] == [False, False, False]


def test_the_letter_has_both_decisions_and_both_guidances(treatment: Ground) -> None:
    letter = treatment.send(signed(treatment), "sagsbehandler", minutes=9)
    parent = Copy.objects.filter(letter=letter, to=Copy.To.FORAELDER).first()
    assert parent is not None
    text = text_of(parent)
    order = ["Socialforvaltningens afgørelse", "Ankestyrelsen", "Børne- og Ungdomsforvaltningens afgørelse",
             "Klagenævnet for Specialundervisning"]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "lov om behandlings- og" in text
    assert Signature.objects.filter(letter=letter, kind="underskrevet").count() == 2
    assert letter.decided == "SOF BUF"


def test_the_child_gets_its_own_letter_with_its_own_guidance(treatment: Ground) -> None:
    letter = treatment.send(signed(treatment), "sagsbehandler", minutes=9)
    age = treatment.case.child.age_on(treatment.day)
    assert age is not None
    own = Copy.objects.filter(letter=letter, to=Copy.To.UNGE).first()
    assert (own is not None) == (age >= 10)
    assert own is not None
    text = text_of(own)
    assert "Et brev til dig" in text
    assert "Spørg din sagsbehandler" in text
    assert "Ankestyrelsen" in text
    assert "Klagenævnet" not in text
    assert own.way == Copy.Way.PRINT  # under 15 there is no Digital Post


def test_a_protected_address_stands_in_nobodys_copy(treatment: Ground) -> None:
    for number, person in enumerate(Person.objects.filter(relations_to_children__child=treatment.case.child)):
        person.address = f"Hemmeligvej {number}, 0000 Fjordkøbing"
        person.protected_address = number == 0
        person.digital_post_exempt = True
        person.save()
    letter = treatment.send(signed(treatment), "sagsbehandler", minutes=9)
    copies = list(Copy.objects.filter(letter=letter))
    texts = {copy.number: text_of(copy) for copy in copies}
    posted = "".join(row.receiver for row in Dispatch.objects.filter(case=treatment.case, kind=KIND))
    assert "Hemmeligvej 0" not in "".join(texts.values()) + posted
    for copy in copies:
        for other in copies:
            if copy.person and other.person and other.person != copy.person:
                assert other.person.address.split(",")[0] not in texts[copy.number]


def test_who_is_exempt_from_digital_post_gets_paper(treatment: Ground) -> None:
    Person.objects.filter(relations_to_children__child=treatment.case.child).update(digital_post_exempt=True)
    letter = treatment.send(signed(treatment), "sagsbehandler", minutes=9)
    assert set(Copy.objects.filter(letter=letter).values_list("way", flat=True)) == {"print"}


def test_hostile_text_is_text(treatment: Ground) -> None:
    letter = signed(treatment)
    hostile = '#read("/etc/passwd") *fed* $x^2$ <mærke> @kilde \\ // ikke en kommentar = Overskrift æøå'
    treatment.write(letter, "sagsbehandler", {"begrundelse_sof": hostile}, minutes=5)
    treatment.finish(letter, WRITES, "sagsbehandler", minutes=6)
    letter = treatment.send(letter, "sagsbehandler", minutes=9)
    copy = Copy.objects.filter(letter=letter, to=Copy.To.FORAELDER).first()
    assert copy is not None
    flat = " ".join(text_of(copy).split())
    assert '#read("/etc/passwd") *fed* $x^2$ <mærke> @kilde' in flat
    assert "// ikke en kommentar = Overskrift æøå" in flat


def test_the_decisions_are_told_to_who_handles_complaints(treatment: Ground) -> None:
    letter = treatment.send(signed(treatment), "sagsbehandler", minutes=9)
    assert all(each.until == () for each in decision_letters(treatment.case))
    for row in Dispatch.objects.filter(case=treatment.case, kind=KIND):
        row.state = "sendt"
        row.save()
        settled(row, treatment.later(40))
    assert fresh(letter).state == Letter.State.LEVERET
    assert fresh(letter).trouble == ""
    assert treatment.taken(SENDS)
    found = {each.side: each for each in decision_letters(treatment.case)}
    assert set(found) == {Side.SOF, Side.BUF}
    assert found[Side.SOF].decision.appeal.board == "Ankestyrelsen"
    assert len(found[Side.SOF].until) == len(found[Side.BUF].until) + 1  # the child appeals SOF's decision alone


@pytest.mark.parametrize("named", ["optagelse", "afslag", "andet"])
def test_a_parents_copy_of_the_decision_follows_a_complaint_whichever_letter_is_named(
    treatment: Ground, named: str
) -> None:
    letter = treatment.send(signed(treatment), "sagsbehandler", minutes=9)
    page = case_page(treatment.who("sagsbehandler"), treatment.case.number)
    papers = papers_of(page.case, treatment.who("sagsbehandler"), page.relation)
    parents = Copy.objects.filter(letter=letter, to=Copy.To.FORAELDER).values_list("document__document__number")

    def behind(day: date) -> list[tuple[str, Paper]]:
        brev: Any = SimpleNamespace(facts={"klage.brev": SimpleNamespace(value=named)}, taken={})
        complaint: Any = SimpleNamespace(rows=(), received=day, occurrence=brev, board=ANKESTYRELSEN)
        return _behind(complaint, papers, _to_the_child(page), _to_the_parents(page, Side.SOF))

    ((_, found),) = behind(treatment.day)
    assert (found.number,) in set(parents)
    assert behind(found.on - timedelta(days=1)) == []
