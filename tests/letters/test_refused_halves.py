"""What is refused: in flex each half writes for itself, in day treatment both sign one letter (X10, P3D.9, P3F.13)."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from sagsgang.casework.ledger import load
from sagsgang.casework.refusals import NotYours
from sagsgang.demo.courses.chapters import joined, without
from sagsgang.demo.courses.offers import REFUSES, TO_TREATMENT
from sagsgang.demo.courses.planning import sof_decides
from sagsgang.demo.script import Course, Take
from sagsgang.letters.models import Copy, Letter
from sagsgang.letters.refusals import OutOfOrder
from sagsgang.letters.sending import content_of_copy
from sagsgang.procedure.language import Side
from tests.letters.ground import HALF_A_YES, Ground, blocks, fresh, play
from tests.letters.test_flex import deliver

ANKESTYRELSEN, KLAGENAEVNET = "Ankestyrelsen", "Klagenævnet for Specialundervisning"
WRITES, SIGNS, SENDS = (f"fase3.afslagsbrev_{word}" for word in ("skrives", "underskrives", "sendes"))
OF_SOF = "fase3.socialt_afslag_sendes"
DAY_TREATMENT = Course(
    "dagbehandling_afslag",
    joined(
        (0, without(TO_TREATMENT, "fase3.sof_afgoerelse", "fase3.beku_beslutter", "fase3.beslutningsreferat")),
        (190, sof_decides("nej", "behandling i et dagbehandlingstilbud")),
        (195, (Take(0, "beku_sekretaer", "fase3.beku_bevilger_ikke", REFUSES),)),
    ),
)


@pytest.fixture
def half(db: None) -> Ground:
    """BUF has said yes to Skoleflex and SOF no."""
    return play(HALF_A_YES, 197)


@pytest.fixture
def treatment(db: None) -> Ground:
    """Both have said no to day treatment."""
    return play(DAY_TREATMENT, 197)


def to_the_parents(letter: Letter) -> str:
    copy = Copy.objects.filter(letter=letter, to=Copy.To.FORAELDER).first()
    assert copy is not None
    content = content_of_copy(copy)
    assert content is not None
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_sof_writes_signs_and_sends_its_own_refusal_of_flex(half: Ground) -> None:
    letter = half.begin("socialt_afslag", OF_SOF, "sagsbehandler")
    assert "afslag på en fast kontaktperson" in blocks(letter)["socialt_afslag"]
    half.write(letter, "sagsbehandler")
    said = to_the_parents(half.send(letter, "sagsbehandler"))
    assert "Afslag på social støtte" in said
    assert ANKESTYRELSEN in said
    assert KLAGENAEVNET not in said


def test_bufs_refusal_of_flex_says_nothing_for_sof(half: Ground) -> None:
    letter = half.begin("afslagsbrev", WRITES, "tsf_teamleder")
    half.write(letter, "tsf_teamleder")
    desk = half.desk(fresh(letter), "tsf_teamleder")
    assert desk.content.sides == (Side.BUF,)
    assert [turn.step.key for turn in desk.turns] == [WRITES, SENDS]
    half.finish(letter, WRITES, "tsf_teamleder")
    with pytest.raises(NotYours):
        half.send(letter, "sagsbehandler")
    said = to_the_parents(half.send(letter, "tsf_teamleder"))
    assert KLAGENAEVNET in said
    assert ANKESTYRELSEN not in said


def test_bufs_people_do_not_write_sofs_refusal(half: Ground) -> None:
    for role in ("skoleleder", "tsf_teamleder", "rc_plc"):
        with pytest.raises(NotYours):
            half.begin("socialt_afslag", OF_SOF, role)


def test_day_treatment_is_refused_in_one_letter_that_both_sign_in_order(treatment: Ground) -> None:
    letter = treatment.begin("afslagsbrev", WRITES, "sagsbehandler")
    treatment.write(letter, "sagsbehandler")
    assert set(treatment.desk(fresh(letter)).content.sides) == {Side.BUF, Side.SOF}
    treatment.write(letter, "rc_plc", minutes=2)
    treatment.finish(letter, WRITES, "sagsbehandler", minutes=3)
    with pytest.raises(OutOfOrder, match="RC/PLC"):
        treatment.send(letter, "sagsbehandler", minutes=4)
    treatment.finish(letter, SIGNS, "rc_plc", minutes=5)
    said = to_the_parents(treatment.send(letter, "sagsbehandler", minutes=6))
    assert ANKESTYRELSEN in said
    assert KLAGENAEVNET in said


def test_a_refusal_of_day_treatment_that_is_delivered_is_corrected_in_the_same_order(treatment: Ground) -> None:
    earlier = None
    for start in (0, 60):
        letter = treatment.begin("afslagsbrev", WRITES, "sagsbehandler", corrects=earlier)
        treatment.write(letter, "sagsbehandler", minutes=start + 1)
        treatment.write(letter, "rc_plc", minutes=start + 2)
        treatment.finish(letter, WRITES, "sagsbehandler", minutes=start + 3)
        treatment.finish(letter, SIGNS, "rc_plc", minutes=start + 4)
        treatment.send(letter, "sagsbehandler", minutes=start + 5)
        deliver(letter, treatment, minutes=start + 30)
        assert (fresh(letter).state, fresh(letter).trouble) == (Letter.State.LEVERET, "")
        earlier = letter.number
    assert [event.step for event in load(treatment.case)][-6:] == [WRITES, SIGNS, SENDS] * 2
