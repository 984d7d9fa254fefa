"""Old looks go by a person's word, in whole months, under a seal; what is left is still one chain."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from sagsgang.record import retention
from sagsgang.record.models import Look, LookCase, LookReason, Review, Segment
from sagsgang.record.retention import NotYet, destroy, kept_from, plan
from sagsgang.record.reviewing import review
from sagsgang.record.verifying import verify
from sagsgang.record.writing import append
from tests.record.looking import entry, looks, sql

pytestmark = [pytest.mark.database, pytest.mark.django_db]

TODAY = date(2028, 5, 17)
NOW = datetime(2028, 5, 17, 9, 0, tzinfo=UTC)


@pytest.fixture
def years(db: None) -> None:
    """Twelve looks: six in March and April 2026, the first of May at Danish midnight, and later ones."""
    for number in range(1, 6):
        append(entry(number))
    append(entry(6, at=datetime(2026, 4, 30, 21, 59, tzinfo=UTC)))
    append(entry(7, at=datetime(2026, 4, 30, 22, 0, tzinfo=UTC)))
    for number in range(8, 13):
        append(entry(number, at=NOW - timedelta(days=13 - number)))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2028, 5, 1), date(2026, 5, 1)),
        (date(2028, 5, 31), date(2026, 5, 1)),
        (date(2028, 6, 1), date(2026, 6, 1)),
        (date(2028, 1, 15), date(2026, 1, 1)),
        (date(2028, 12, 15), date(2026, 12, 1)),
    ],
)
def test_whole_months_are_kept(day: date, first: date) -> None:
    assert kept_from(day) == first


def test_a_new_time_limit_holds_from_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    later = retention.Keeping(date(2028, 1, 1), 12, "en beslutning")
    monkeypatch.setattr(retention, "KEEPING", (*retention.KEEPING, later))
    assert kept_from(date(2027, 12, 31)) == date(2025, 12, 1)
    assert kept_from(date(2028, 1, 1)) == date(2027, 1, 1)


class TestDestruction:
    def test_takes_what_is_old_enough_with_all_that_hangs_on_it(self, years: None) -> None:
        review(look_id=3, verdict="i_orden", note="", by_id=1, at=NOW)
        done = destroy(day=TODAY, by="Bodil Arkivar", at=NOW)
        assert (done.first, done.last, done.looks) == (1, 6, 6)
        assert list(Look.objects.values_list("number", flat=True)) == list(range(7, 14))
        assert not LookCase.objects.filter(look_id__lte=6).exists()
        assert not LookReason.objects.exists()
        assert not Review.objects.exists()
        piece = Segment.objects.get()
        assert (piece.destroyed_by, piece.cases) == ("Bodil Arkivar", 4 + 2 * 4)

    def test_leaves_a_chain_that_is_whole_and_is_on_record(self, years: None) -> None:
        kept = verify().head
        destroy(day=TODAY, by="Bodil Arkivar", at=NOW)
        report = verify(kept)
        assert report.breaches is None
        assert (report.looks, report.destroyed) == (7, 6)
        last = Look.objects.order_by("-number")[0]
        assert (last.act, last.task) == ("kasseret", "opslag 1–6")
        looks(2, first=20)
        assert verify().whole

    def test_goes_on_where_it_ended(self, years: None) -> None:
        destroy(day=TODAY, by="Bodil", at=NOW)
        assert plan(TODAY) is None
        destroy(day=date(2031, 1, 1), by="Bodil", at=NOW)
        assert [(each.first, each.last) for each in Segment.objects.order_by("first")] == [(1, 6), (7, 13)]
        assert verify().whole

    def test_asks_for_a_name_and_for_something_old(self, years: None) -> None:
        with pytest.raises(NotYet, match="hvem"):
            destroy(day=TODAY, by="  ", at=NOW)
        with pytest.raises(NotYet, match=r"ældre end 01\.02\.2026"):
            destroy(day=date(2028, 2, 28), by="Bodil", at=NOW)

    def test_takes_nothing_from_a_log_that_is_not_whole(self, years: None, thief: None) -> None:
        sql("UPDATE record_look SET user_id = 1 WHERE number = 9")
        with pytest.raises(NotYet, match="ikke hel"):
            destroy(day=TODAY, by="Bodil", at=NOW)


class TestThief:
    def test_cannot_destroy_more_under_the_same_seal(self, years: None, thief: None) -> None:
        destroy(day=TODAY, by="Bodil", at=NOW)
        sql("UPDATE record_segment SET last = 8")
        assert not verify().whole

    def test_cannot_make_a_seal(self, years: None) -> None:
        """The guards let go of what stands under a seal; that the seal is false is found."""
        sql(
            "INSERT INTO record_segment SELECT 1, 3, at, at, 3, hash, at, 'Bodil', key, hash FROM record_look "
            "WHERE number = 3"
        )
        sql("DELETE FROM record_lookcase WHERE look_id <= 3")
        sql("DELETE FROM record_look WHERE number <= 3")
        found = verify().breaches or []
        assert [(each.number, each.sentence) for each in found] == [
            (1, "er kasseret under et segl, der ikke er dette huses.")
        ]

    def test_cannot_let_the_seal_disappear(self, years: None, thief: None) -> None:
        destroy(day=TODAY, by="Bodil", at=NOW)
        sql("DELETE FROM record_segment")
        assert [(each.number, each.sentence) for each in verify().breaches or ()] == [(1, "og frem til 6 mangler.")]

    @pytest.mark.parametrize(
        "act", ["UPDATE record_segment SET destroyed_by = 'En anden'", "DELETE FROM record_segment"]
    )
    def test_is_stopped_by_the_database_itself(self, years: None, act: str) -> None:
        destroy(day=TODAY, by="Bodil", at=NOW)
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            sql(act)


class TestCommand:
    def test_tells_and_does_nothing_unless_told_to(self, db: None, capsys: pytest.CaptureFixture[str]) -> None:
        append(entry(at=datetime(2013, 8, 1, tzinfo=UTC)))
        call_command("destroy_looks")
        assert "1 opslag fra før" in (told := capsys.readouterr().out)
        assert "Intet er gjort." in told
        assert Look.objects.count() == 1
        with pytest.raises(CommandError, match="hvem"):
            call_command("destroy_looks", do=True)
        call_command("destroy_looks", do=True, by="Bodil Arkivar")
        assert "er kasseret. Besluttet af Bodil Arkivar." in capsys.readouterr().out
        assert verify().whole

    def test_says_when_nothing_is_old_enough(self, db: None, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("destroy_looks")
        assert "Ingen opslag er gamle nok" in capsys.readouterr().out
