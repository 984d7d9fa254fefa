"""Access: asked, decided item by item, given as one PDF in which what was taken out is not to be found."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from sagsgang.archive import asking
from sagsgang.archive.asking import Asked, Decision
from sagsgang.archive.grounds import due
from sagsgang.archive.models import LONGEST_NAME, AccessRequest, Given, GivenCopy, ItemDecision
from sagsgang.archive.refusals import NotDecided, UnknownRequest
from sagsgang.casework import commands
from sagsgang.casework.access import Viewer, viewer_of, visible_related
from sagsgang.casework.commands.notes import note_for_both
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case, CaseSeat
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.casework.scope import current
from sagsgang.documents.models import Document, Version
from sagsgang.documents.storage import keep
from sagsgang.people.models import Person, Relation
from sagsgang.typesetting import PAPER, pdf
from sagsgang.web.pages.access_requests import plain_items, request_page
from tests.web.town import CONCERN, TODAY, Town, moment

As = Callable[[str], Client]
GROUND = "fvl_15b_andre"
SECRET = "Farbroren Torkild Vagtel bor på Skjultevej 7 og har nummer 010203-4567."


def paper(words: str) -> bytes:
    return pdf(PAPER, {"title": "Et bilag", "intro": words}, at=datetime(2026, 3, 2, tzinfo=UTC))


@pytest.fixture
def case(town: Town) -> Case:
    case = town.case()
    note_for_both(case=case, body=f"{SECRET} Mathilde ringede.", actor=viewer(town, "rikke"), at=moment(TODAY))
    return case


def viewer(town: Town, name: str) -> Viewer:
    return viewer_of(town.users[name], TODAY)


def mother(case: Case) -> Person:
    return Relation.objects.get(child=case.child).adult


def ask(town: Town, case: Case, **more: Any) -> AccessRequest:
    asked = Asked(**({"right": "aktindsigt", "by": "foraeldremyndighed", "received_on": TODAY,
                      "person_id": mother(case).pk} | more))  # fmt: skip
    return asking.register(number=case.number, asked=asked, actor=viewer(town, "rikke"), at=moment(TODAY))


def keys(town: Town, case: Case, name: str = "rikke") -> list[str]:
    who = viewer(town, name)
    _, relation = visible_related(who, case.number)
    return [item.key for item in asking.items_of(case, who, relation) if item.readable]


def decide(town: Town, case: Case, items: list[str], decision: Decision | None = None, by: str = "rikke") -> None:
    asking.decide(
        number=case.number, request=1, items=items, decision=decision or Decision("udleveres"),
        actor=viewer(town, by), at=moment(TODAY),
    )  # fmt: skip


def give(town: Town, case: Case, by: str = "rikke") -> Given:
    return asking.give(number=case.number, request=1, how="overrakt", actor=viewer(town, by), at=moment(TODAY))


def words(given: Given) -> str:
    content = bytes(GivenCopy.objects.get(given=given).content)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def note_key(case: Case) -> str:
    return f"notat-{case.notes.get().pk}"


class TestTheLimit:
    def test_seven_working_days_with_their_account(self) -> None:
        last, account = due("aktindsigt", date(2026, 3, 2))
        assert last == date(2026, 3, 10)
        assert any("§ 16, stk. 2" in line for line in account)
        assert any("ikke verificeret af jurist" in line for line in account)

    def test_easter_does_not_count(self) -> None:
        last, account = due("aktindsigt", date(2026, 4, 1))
        assert last == date(2026, 4, 13)
        assert any("langfredag" in line.lower() for line in account)

    def test_article_15_is_a_month(self) -> None:
        assert due("indsigt", date(2026, 3, 2))[0] == date(2026, 4, 1)


class TestAsking:
    def test_a_representative_needs_a_power_of_attorney(self, town: Town, case: Case) -> None:
        with pytest.raises(AnswersInvalid) as refused:
            ask(town, case, by="repraesentant", person_id=None, name="Bisidderen")
        assert set(refused.value.fields) == {"power_of_attorney"}

    @pytest.mark.parametrize("field", ["power_of_attorney", "name"])
    def test_what_is_longer_than_its_column_is_refused(self, town: Town, case: Case, field: str) -> None:
        who = {"by": "repraesentant", "person_id": None, "name": "Bisidderen", "power_of_attorney": "I sagen"}
        with pytest.raises(AnswersInvalid) as refused:
            ask(town, case, **who | {field: "x" * (LONGEST_NAME + 1)})
        assert set(refused.value.fields) == {field}

    def test_a_person_of_another_family_is_not_taken(self, town: Town, case: Case) -> None:
        stranger = Person.objects.create(given_name="Ukendt", family_name="Fremmed")
        with pytest.raises(AnswersInvalid):
            ask(town, case, person_id=stranger.pk)

    def test_another_school_knows_of_nothing(self, town: Town, case: Case) -> None:
        ask(town, case)
        with pytest.raises(UnknownCase):
            asking.handled(case.number, viewer(town, "aage"))


def test_a_day_is_the_danish_one(town: Town, case: Case) -> None:
    just_after_midnight = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    who = viewer_of(town.users["rikke"], date(2026, 3, 3))
    note = commands.add_note(case_id=case.pk, body="Sent", on=TODAY, actor=who, at=just_after_midnight)
    _, relation = visible_related(who, case.number)
    item = next(each for each in asking.items_of(case, who, relation) if each.key == f"notat-{note.pk}")
    assert ("Skrevet", "03.03.2026") in item.rows


def test_a_party_who_is_no_longer_one_is_told_with_the_last_day(town: Town, case: Case) -> None:
    Relation.objects.filter(child=case.child).update(until=TODAY)
    who = viewer(town, "rikke")
    _, relation = visible_related(who, case.number)
    parties = next(each for each in asking.items_of(case, who, relation) if each.key == "parter")
    assert "(til 01.03.2026)" in parties.text


class TestDeciding:
    def test_keeping_back_needs_a_ground_and_a_reason(self, town: Town, case: Case) -> None:
        ask(town, case)
        with pytest.raises(AnswersInvalid) as refused:
            decide(town, case, [note_key(case)], Decision("undtages"))
        assert set(refused.value.fields) == {"ground", "reason"}

    def test_a_ground_of_the_other_right_is_not_taken(self, town: Town, case: Case) -> None:
        ask(town, case)
        with pytest.raises(AnswersInvalid):
            decide(town, case, [note_key(case)], Decision("undtages", "dbl_22_andre", "fordi"))

    def test_an_item_that_is_not_there(self, town: Town, case: Case) -> None:
        ask(town, case)
        with pytest.raises(UnknownRequest):
            decide(town, case, ["notat-999999"])

    def test_nothing_is_given_before_everything_is_decided(self, town: Town, case: Case) -> None:
        ask(town, case)
        decide(town, case, keys(town, case)[:1])
        with pytest.raises(NotDecided):
            give(town, case)
        assert not Given.objects.exists()


class TestTheFile:
    def test_what_is_given_stands_in_it_with_its_index(self, town: Town, case: Case) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        text = words(give(town, case))
        assert "Aktliste" in text
        assert CONCERN["forloeb.bekymring"] in text
        assert "Torkild Vagtel" in text

    def test_what_is_blotted_out_is_not_in_the_file(self, town: Town, case: Case) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        passages = ("Torkild Vagtel", "Skjultevej 7", "0102034567")
        decide(town, case, [note_key(case)], Decision("overstreges", GROUND, "Andre har krav på fred", passages))
        given = give(town, case)
        text = words(given)
        content = bytes(GivenCopy.objects.get(given=given).content)
        for gone in ("Torkild", "Vagtel", "Skjultevej", "010203", "4567"):
            assert gone not in text
            assert gone.encode() not in content
        assert "Mathilde ringede" in text
        assert "forvaltningsloven § 15 b" in text

    @pytest.mark.parametrize("verdict", ["undtages", "skjules"])
    def test_what_is_kept_back_is_not_in_the_file(self, town: Town, case: Case, verdict: str) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        decide(town, case, [note_key(case)], Decision(verdict, GROUND, "Andre har krav på fred"))
        text = words(give(town, case))
        assert "Torkild" not in text
        assert ("Undtaget akt" in text) is (verdict == "skjules")
        assert "Hvis du vil klage" in text

    def test_a_protected_address_is_never_in_it_for_anybody_else(self, town: Town, case: Case) -> None:
        parent = mother(case)
        parent.address, parent.protected_address = "Skjultevej 7, 0000 Fjordkøbing", True
        parent.save()
        ask(town, case, by="ung", person_id=case.child_id)
        decide(town, case, keys(town, case))
        assert "Skjultevej" not in words(give(town, case))

    def test_its_owner_reads_it(self, town: Town, case: Case) -> None:
        parent = mother(case)
        parent.address, parent.protected_address = "Skjultevej 7, 0000 Fjordkøbing", True
        parent.save()
        ask(town, case)
        decide(town, case, keys(town, case))
        assert "Skjultevej 7" in words(give(town, case))

    def test_article_15_tells_what_the_data_are_for(self, town: Town, case: Case) -> None:
        ask(town, case, right="indsigt")
        decide(town, case, keys(town, case))
        text = words(give(town, case))
        for heading in ("Hvad oplysningerne bruges til", "Hvem der har modtaget", "Hvor længe", "Engskolen"):
            assert heading in text

    def test_the_same_twice_is_two_rows(self, town: Town, case: Case) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        first, second = give(town, case), give(town, case)
        assert (first.number, second.number) == (1, 2)
        assert first.sha256 == second.sha256
        assert ("aktindsigt", case.pk) in [(act.act, act.case_id) for act in current().acts]


class TestFiles:
    @pytest.fixture
    def document(self, town: Town, case: Case) -> int:
        return self.lay_up(town, case, "Bilag fra skolen", paper("Hemmeligt bilag"))

    def lay_up(self, town: Town, case: Case, title: str, content: bytes) -> int:
        rikke = town.users["rikke"]
        number = Document.objects.filter(case=case).count() + 1
        document = Document.objects.create(
            case=case, number=number, kind="andet", title=title, half=Half.BUF, origin="lavet", on=TODAY,
            added_by=rikke, added_as="rc_plc", added_at=moment(TODAY),
        )  # fmt: skip
        Version.objects.create(
            document=document, number=1, sha256=keep(content), size=len(content), content_type="application/pdf",
            scan=Version.Scan.OWN, added_by=rikke, added_at=moment(TODAY),
        )  # fmt: skip
        return number

    def test_an_uploaded_file_lies_behind(self, town: Town, case: Case, document: int) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        text = words(give(town, case))
        assert "Hemmeligt bilag" in text
        assert "Bilag til nr." in text

    def test_a_file_with_something_to_hide_is_left_out(self, town: Town, case: Case, document: int) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        decide(town, case, [f"dokument-{document}"], Decision("overstreges", GROUND, "fordi", ("Hemmeligt",)))
        text = words(give(town, case))
        assert "Hemmeligt" not in text
        assert "ikke lagt bag" in text

    def test_a_file_with_a_protected_address_is_left_out(self, town: Town, case: Case) -> None:
        parent = mother(case)
        parent.address, parent.protected_address = "Skjultevej 7, 0000 Fjordkøbing", True
        parent.save()
        self.lay_up(town, case, "Brev", paper("Mor bor på Skjultevej 7 nu."))
        ask(town, case, by="ung", person_id=case.child_id)
        decide(town, case, keys(town, case))
        text = words(give(town, case))
        assert "Skjultevej" not in text
        assert "ikke lagt bag" in text

    def test_no_file_is_given_unread(self, town: Town, case: Case, document: int) -> None:
        row, who = ask(town, case), viewer(town, "rikke")
        _, relation = visible_related(who, case.number)
        plain = plain_items(case, who, relation, row)
        assert plain
        assert f"dokument-{document}" not in plain
        assert request_page(case, who, relation, row, TODAY)["plain"] == len(plain)

    def test_a_redacted_version_stands_in_for_it(self, town: Town, case: Case, document: int) -> None:
        other = self.lay_up(town, case, "Bilag, streget", paper("Streget version"))
        ask(town, case)
        decide(town, case, keys(town, case))
        decide(town, case, [f"dokument-{other}"], Decision("undtages", "fvl_12", "Internt"))
        instead = Decision("overstreges", GROUND, "fordi", (), other)
        decide(town, case, [f"dokument-{document}"], instead)
        text = words(give(town, case))
        assert "Hemmeligt" not in text
        assert "Streget version" in text


class TestHalves:
    def test_each_administration_gives_its_own(self, town: Town, case: Case) -> None:
        commands.add_note(
            case_id=case.pk, body="Kun for skolen: Kodeord Rabarber.", on=TODAY, actor=viewer(town, "rikke"),
            at=moment(TODAY), half=Half.BUF,
        )  # fmt: skip
        case.team.create(user=town.users["anna"], role="sagsbehandler", since=date(2026, 2, 2))
        CaseSeat.objects.create(case=case, unit=town.units["bbu"], seat="sof")
        ask(town, case)
        decide(town, case, keys(town, case, "anna"), by="anna")
        text = words(give(town, case, "anna"))
        assert "Rabarber" not in text
        assert "Børne- og Ungdomsforvaltningen svarer for sit eget" in text

    def test_the_file_of_one_side_is_not_the_others(self, town: Town, case: Case) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        give(town, case)
        case.team.create(user=town.users["anna"], role="sagsbehandler", since=date(2026, 2, 2))
        with pytest.raises(NotYours):
            asking.content_of(number=case.number, request=1, giving=1, viewer=viewer(town, "anna"))


class TestScreens:
    def path(self, case: Case, more: str = "") -> str:
        return f"/sag/{case.number}/aktindsigt/{more}"

    def test_from_request_to_file(self, town: Town, case: Case, as_: As) -> None:
        client = as_("rikke")
        sent = {
            "right": "aktindsigt",
            "by": "foraeldremyndighed",
            "person": mother(case).pk,
            "received_on": "02.03.2026",
        }
        assert client.post(self.path(case), sent)["Location"] == self.path(case, "1/")
        page = client.get(self.path(case, "1/")).content.decode()
        assert "Ikke afgjort" in page
        assert client.post(self.path(case, "1/resten/")).status_code == 302
        refused = client.post(self.path(case, "1/giv/"), {"how": "overrakt"})
        assert refused.status_code == 422
        assert "mangler en afgørelse" in refused.content.decode()
        item = self.path(case, f"1/akt/{note_key(case)}/")
        shown = client.get(item).content.decode()
        assert "010203-4567" in shown
        answer = client.post(item, {"verdict": "overstreges", "proposed": ["010203-4567"], "passages": "Torkild Vagtel",
                                    "ground": GROUND, "reason": "Andres forhold"})  # fmt: skip
        assert answer.status_code == 302
        assert ItemDecision.objects.get(item=note_key(case)).passages == ["010203-4567", "Torkild Vagtel"]
        for key in keys(town, case):
            if not ItemDecision.objects.filter(item=key).exists():
                client.post(self.path(case, f"1/akt/{key}/"), {"verdict": "udleveres"})
        assert client.post(self.path(case, "1/giv/"), {"how": "overrakt"}).status_code == 302
        file = client.get(self.path(case, "1/udlevering/1/"))
        assert file["Content-Type"] == "application/pdf"
        assert "Torkild" not in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.content)).pages)

    @pytest.mark.parametrize("more", ["", "1/", "1/akt/parter/", "1/udlevering/1/"])
    def test_another_school_gets_the_same_answer_as_for_nothing(
        self, town: Town, case: Case, as_: As, more: str
    ) -> None:
        ask(town, case)
        assert as_("aage").get(self.path(case, more)).status_code == 404

    def test_it_can_be_refused_and_is_then_over(self, town: Town, case: Case, as_: As) -> None:
        ask(town, case)
        client = as_("rikke")
        client.post(self.path(case, "1/afslut/"), {"ending": "trukket", "because": "Moderen ringede"})
        assert client.post(self.path(case, "1/giv/"), {"how": "overrakt"}).status_code == 409

    def test_a_late_answer_says_why(self, town: Town, case: Case, as_: As) -> None:
        ask(town, case)
        as_("rikke").post(self.path(case, "1/afslut/"), {"because": "Der er meget", "until": "20.03.2026"})
        assert AccessRequest.objects.get().late_until == date(2026, 3, 20)

    def test_what_is_taken_out_asks_first_who_one_is(self, town: Town, case: Case) -> None:
        ask(town, case)
        decide(town, case, keys(town, case))
        client = Client()
        client.force_login(town.users["rikke"])
        assert client.post(self.path(case, "1/giv/"), {"how": "overrakt"}).status_code == 401
        assert not Given.objects.exists()
        give(town, case)
        assert client.get(self.path(case, "1/udlevering/1/")).status_code == 401
