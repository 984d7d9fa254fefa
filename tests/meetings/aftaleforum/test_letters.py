"""What goes to the family: invitations and summaries, with what must not stand in them."""

import io
from datetime import date
from typing import Any

import pypdf
import pytest

from sagsgang.documents import storage
from sagsgang.documents.models import Version
from sagsgang.documents.refusals import NoBasis
from sagsgang.meetings.aftaleforum import closing, planning, running, summing
from sagsgang.meetings.aftaleforum.models import Meeting, Piece
from sagsgang.meetings.aftaleforum.planning import How
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed
from sagsgang.meetings.aftaleforum.running import Written
from sagsgang.outbox.models import Dispatch
from tests.meetings.aftaleforum.ground import MEETING_DAY, TODAY, Ground, at, fresh

ADDRESS, NAMED_OFFER = "Hemmelig Vej 9", "Skoleflex på Engskolen"


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def letters(ground: Ground, kind: str) -> list[tuple[Dispatch, str]]:
    found = Dispatch.objects.filter(case=ground.case, kind=kind).exclude(port="mail").order_by("pk")
    return [(each, text_of(storage.read(each.enclosures.get().sha256) or b"")) for each in found]


def write(ground: Ground, row: Meeting, kind: str, body: str, sitting: int | None = None) -> None:
    pieces = row.pieces.filter(kind=kind)
    piece = (pieces if sitting is None else pieces.filter(sitting=sitting)).first()
    assert piece is not None
    running.write(case_id=ground.case.pk, meeting=row.pk, written=Written(piece.pk, body, piece.version),
                  actor=ground.viewer("sanne", MEETING_DAY), at=at(MEETING_DAY, 14))  # fmt: skip


def held(ground: Ground, row: Meeting) -> Meeting:
    present = {each.pk: "ja" for each in row.participants.all()}
    running.attend(case_id=ground.case.pk, meeting=row.pk, present=present, actor=ground.viewer("sanne", MEETING_DAY))
    closing.hold(
        case_id=ground.case.pk, meeting=row.pk, version=row.version, on=MEETING_DAY, recommendation="ja",
        how=How(None), actor=ground.viewer("sanne", MEETING_DAY), at=at(MEETING_DAY, 15),
    )  # fmt: skip
    return fresh(row)


def sent(ground: Ground, row: Meeting, **more: Any) -> None:
    summing.send(
        page=ground.page("sanne", MEETING_DAY), meeting=row.pk, law="", reason="",
        **{"how": How(None), "actor": ground.viewer("sanne", MEETING_DAY), "at": at(MEETING_DAY, 16), **more},
    )  # fmt: skip


def agree_on_the_offer(ground: Ground) -> None:
    """The three professionals have recorded that they agree (X22)."""
    criteria = {"forloeb.kriterier": "Fast voksen", "forloeb.boer_i_beku": "ja",
                "forloeb.boer_i_beku_begrundelse": "Skolen kan ikke alene."}  # fmt: skip
    ground.take("fase3.kriterier", "forloeb-1", criteria, date(2026, 2, 2), by="petra")
    yes = {"forloeb.enig_sagsbehandler": "ja", "forloeb.enig_psykolog": "ja", "forloeb.enig_skoleleder": "ja"}
    ground.take("fase3.faglig_enighed", "forloeb-1", yes, date(2026, 2, 3))


def test_each_of_the_family_is_called_by_letter(ground: Ground):
    ground.ready()
    mother, father = letters(ground, "indkaldelse")
    assert (mother[0].port, father[0].port) == ("digital_post", "print")  # the father is exempt
    assert mother[0].to == {"person": str(ground.mother.pk)}
    assert "BEKU" in mother[1]
    assert "26. marts 2026 kl. 13.00" in " ".join(mother[1].split())


def test_a_protected_address_is_never_printed(ground: Ground):
    sent(ground, held(ground, ground.ready()))
    for dispatch, text in (*letters(ground, "indkaldelse"), *letters(ground, "opsamling")):
        assert ADDRESS not in text
        assert ADDRESS not in str(dispatch.to)


def test_a_possible_offer_stays_out_of_the_familys_paper_until_the_three_agree(ground: Ground):
    row = ground.ready()
    write(ground, row, Piece.Kind.TILBUD, NAMED_OFFER)
    row = held(ground, row)
    sent(ground, row)
    assert all(NAMED_OFFER not in text for _, text in letters(ground, "opsamling"))
    ours = Version.objects.get(document=row.summaries.get(family=False).document)
    assert NAMED_OFFER in text_of(storage.read(ours.sha256) or b"")


def test_it_stands_in_it_when_they_agree(ground: Ground):
    agree_on_the_offer(ground)
    row = ground.ready()
    write(ground, row, Piece.Kind.TILBUD, NAMED_OFFER)
    sent(ground, held(ground, row))
    assert all(NAMED_OFFER in text for _, text in letters(ground, "opsamling"))


def test_parents_apart_get_their_own_summary(ground: Ground):
    invited = list(ground.plan().invited)
    apart = tuple(
        type(each)(each.fact, each.option, each.name, each.user_id, each.person_id, each.email, sitting)
        for each, sitting in zip(invited, (0, 0, 1, 2, 0, 0, 0), strict=True)
    )
    row = ground.ready(parents="hver_for_sig", second_starts_at=at(MEETING_DAY, 15), invited=apart)
    write(ground, row, Piece.Kind.FAMILIEN, "Moderens egne ord", sitting=1)
    write(ground, row, Piece.Kind.FAMILIEN, "Faderens egne ord", sitting=2)
    sent(ground, held(ground, row))
    (_, mothers), (_, fathers) = letters(ground, "opsamling")
    assert "Moderens egne ord" in mothers
    assert "Faderens egne ord" not in mothers
    assert "Faderens egne ord" in fathers
    assert "Moderens egne ord" not in fathers
    assert "Frode" not in mothers


def test_the_summary_names_who_was_there_and_the_interpreter(ground: Ground):
    row = held(ground, ground.ready(interpreter="somali"))
    text = text_of(summing.summary(row, family=True, sitting=0, offers=False, at=at()))
    assert "somali" in text
    assert "Petra Sølvberg" in text
    assert "Var med" in text
    assert "afgør ikke noget" in text


def held_back(ground: Ground, day: date) -> None:
    facts = {"forloeb.hensyn": ["overgreb"], "forloeb.hensyn_frigivet": "nej",
             "forloeb.hensyn_frigivet_begrundelse": "Blå mærker."}  # fmt: skip
    ground.take("fase1.nyt_hensyn", "forloeb-1", facts, day)


def test_no_summary_goes_to_a_family_that_is_held_back(ground: Ground):
    row = held(ground, ground.ready())
    held_back(ground, MEETING_DAY)
    sent(ground, row, how=How(None, departure="Fagfolkene skal have opsamlingen nu."))
    assert letters(ground, "opsamling") == []
    assert Dispatch.objects.filter(case=ground.case, kind="opsamling", port="mail").exists()
    assert row.summaries.filter(family=True).exists()  # it lies there for the one who releases it


def test_no_change_of_a_meeting_goes_to_a_family_that_is_held_back(ground: Ground):
    row = ground.ready()
    before = len(letters(ground, "indkaldelse"))
    held_back(ground, TODAY)
    more = {"case_id": ground.case.pk, "meeting": row.pk, "actor": ground.viewer("anna"), "at": at()}
    plan = ground.plan(starts_at=at(MEETING_DAY, 15))
    planning.move(plan=plan, version=row.version, how=How(None, departure="Ny tid"), **more)
    planning.cancel(why="Aflyst", version=fresh(row).version, how=How(None, departure="Aflyst"), **more)
    assert len(letters(ground, "indkaldelse")) == before
    assert Dispatch.objects.filter(case=ground.case, kind="indkaldelse", port="mail").count() > 2


def test_it_is_sent_once(ground: Ground):
    row = held(ground, ground.ready())
    sent(ground, row)
    with pytest.raises(MeetingClosed):
        sent(ground, row)


def test_without_a_basis_it_is_not_laid_where_both_read_it(ground: Ground):
    row = held(ground, ground.ready())
    said = {"samtykke_udveksling.trukket_af": str(ground.mother.pk)}
    ground.take("samtykke.traek_udveksling", "sag", said, MEETING_DAY)
    with pytest.raises(NoBasis):
        sent(ground, row)
    assert not row.summaries.exists()
    assert not Dispatch.objects.filter(kind="opsamling").exists()


def test_the_same_minutes_give_the_same_paper(ground: Ground):
    row = held(ground, ground.ready())
    made = [summing.summary(row, family=False, sitting=0, offers=True, at=at()) for _ in range(2)]
    assert made[0] == made[1]
