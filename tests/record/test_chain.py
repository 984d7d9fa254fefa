"""The chain: each column of each row is held by it, no row can go or move, and no tail be cut."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sagsgang.record import keys
from sagsgang.record.acts import Act, weightiest
from sagsgang.record.chain import FIELDS, canonical, head_seal, link
from sagsgang.record.models import Head, Look, LookCase, LookReason
from sagsgang.record.verifying import verify
from sagsgang.record.writing import BrokenLog, append
from tests.record.looking import NOON, entry, looks, sql

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def breaches(kept: str = "") -> list[tuple[int, str]]:
    return [(each.number, each.sentence) for each in verify(kept).breaches or ()]


class TestWhole:
    def test_an_empty_log_is_whole(self, db: None) -> None:
        report = verify()
        assert (report.whole, report.looks, report.head) == (True, 0, "")

    def test_what_was_written_is_whole_and_counted(self, log: None) -> None:
        report = verify()
        assert report.breaches is None
        assert (report.looks, report.touched) == (7, 5 + 2 * 4)
        assert report.first_at == NOON + timedelta(minutes=1)
        assert report.last_at == NOON + timedelta(minutes=7)
        assert report.head == f"7:{bytes(Head.objects.get().hash).hex()}"

    def test_numbers_follow_each_other(self, log: None) -> None:
        assert list(Look.objects.values_list("number", flat=True)) == list(range(1, 8))

    def test_what_is_too_long_for_its_column_is_cut_and_still_whole(self, db: None) -> None:
        append(
            entry(roles="r" * 900, criterion="c" * 900, task="t" * 900, page="p" * 900, act="a" * 90, cause="c" * 90)
        )
        assert verify().whole

    def test_a_look_on_very_many_cases_is_one_look(self, db: None) -> None:
        append(entry(cases=dict.fromkeys(range(1, 12_001), "vist")))
        assert (Look.objects.count(), LookCase.objects.count(), verify().whole) == (1, 12_000, True)

    def test_rows_written_with_an_older_key_stay_readable(self, log: None, settings: Any) -> None:
        settings.RECORD_KEYS = ["a new key that is long enough for it", *settings.RECORD_KEYS]
        looks(2, first=8)
        assert verify().whole
        settings.RECORD_KEYS = settings.RECORD_KEYS[:1]
        assert (1, "er skrevet med en nøgle, huset ikke har.") in breaches()

    def test_a_reason_can_be_emptied_and_the_log_stays_whole(self, log: None) -> None:
        assert LookReason.objects.get(pk=2).body.startswith("Barnet")
        LookReason.objects.filter(pk=2).update(body="")
        assert verify().whole


OTHER = {
    "number": 70, "at": "2026-03-02 13:00:00", "user_id": 1, "roles": "skoleleder", "unit_id": 6, "cause": "enhed",
    "act": "side", "page": "web:sager", "task": "", "criterion": "", "reason_mark": "ab", "key": "00000000",
    "previous": b"\1" * 32, "hash": b"\1" * 32,
}  # fmt: skip


class TestThief:
    """Somebody with the whole database and without the key."""

    @pytest.mark.parametrize("column", [*FIELDS, "previous", "hash"])
    def test_no_column_can_be_changed(self, thief: None, column: str) -> None:
        sql(f"UPDATE record_look SET {column} = %s WHERE number = 3", OTHER[column])  # noqa: S608
        found = [number for number, _ in breaches()]
        assert found
        assert found[0] in (3, 4)

    def test_a_missing_value_is_a_changed_one(self, thief: None) -> None:
        sql("UPDATE record_look SET user_id = NULL WHERE number = 3")
        assert breaches() == [(3, "er ændret, efter at det blev skrevet.")]

    @pytest.mark.parametrize(
        "act",
        [
            "UPDATE record_lookcase SET how = 'vist' WHERE look_id = 4",
            "UPDATE record_lookcase SET case_id = 8 WHERE look_id = 4",
            "DELETE FROM record_lookcase WHERE look_id = 4",
            "INSERT INTO record_lookcase (look_id, case_id, how) VALUES (4, 9, 'vist')",
        ],
    )
    def test_no_case_can_be_changed_taken_away_or_added(self, thief: None, act: str) -> None:
        sql(act)
        assert breaches() == [(4, "er ændret, efter at det blev skrevet.")]

    def test_a_case_cannot_be_moved_to_another_look(self, thief: None) -> None:
        sql("UPDATE record_lookcase SET look_id = 5 WHERE look_id = 3 AND case_id = 30")
        assert [number for number, _ in breaches()] == [3, 5]

    def test_a_row_that_is_gone_is_named(self, thief: None) -> None:
        sql("DELETE FROM record_look WHERE number = 4")
        assert (4, "mangler.") in breaches()

    def test_the_first_rows_cannot_go(self, thief: None) -> None:
        sql("DELETE FROM record_lookcase WHERE look_id <= 3")
        sql("DELETE FROM record_look WHERE number <= 3")
        assert breaches() == [(1, "og frem til 3 mangler.")]

    def test_two_rows_cannot_change_places(self, thief: None) -> None:
        for old, new in ((4, 99), (5, 4), (99, 5)):
            sql("UPDATE record_look SET number = %s WHERE number = %s", new, old)
        assert {number for number, _ in breaches()} >= {4, 5}

    @pytest.mark.parametrize("cut", [1, 3, 7])
    def test_the_tail_cannot_be_cut(self, thief: None, cut: int) -> None:
        sql("DELETE FROM record_look WHERE number > %s", 7 - cut)
        sql("DELETE FROM record_lookcase WHERE look_id > %s", 7 - cut)
        number, sentence = breaches()[0]
        assert number == 8 - cut
        assert "loggen er skåret af" in sentence

    def test_nor_with_the_head_set_back(self, thief: None) -> None:
        sql("DELETE FROM record_lookcase WHERE look_id > 5")
        sql("DELETE FROM record_look WHERE number > 5")
        sql("UPDATE record_head SET number = 5, hash = (SELECT hash FROM record_look WHERE number = 5)")
        assert breaches() == [(5, "er det, loggens hoved peger på, men hovedets segl er ikke dette huses.")]

    def test_nor_with_a_head_of_yesterday_when_todays_is_kept_elsewhere(self, thief: None) -> None:
        """A head taken from a backup bears a true seal; only what is kept outside the database tells."""
        before = Head.objects.values().get()
        looks(3, first=8)
        kept = verify().head
        sql("DELETE FROM record_lookcase WHERE look_id > 7")
        sql("DELETE FROM record_look WHERE number > 7")
        Head.objects.filter(pk=1).update(**before)
        assert breaches() == []
        assert breaches(kept) == [(8, "og frem til 10 mangler efter det hoved, der er gemt andetsteds.")]

    def test_a_log_that_was_made_anew_is_not_the_one_whose_head_was_kept(self, thief: None) -> None:
        kept = verify().head
        for table in ("record_head", "record_look", "record_lookcase", "record_lookreason"):
            sql(f"DELETE FROM {table}")  # noqa: S608
        for number in range(1, 9):
            append(entry(number, user_id=999))
        assert breaches() == []
        assert breaches(kept) == [(7, "er et andet end det, der blev gemt uden for systemet.")]

    def test_a_log_without_its_head_is_broken_and_takes_no_more(self, thief: None) -> None:
        sql("DELETE FROM record_head")
        assert breaches() == [(7, "er det sidste, men loggens hoved mangler.")]
        with pytest.raises(BrokenLog), transaction.atomic():
            append(entry())

    def test_a_forged_head_takes_no_more(self, thief: None) -> None:
        sql("UPDATE record_head SET number = 5")
        with pytest.raises(BrokenLog), transaction.atomic():
            append(entry())

    def test_a_row_cannot_be_put_in_past_the_head(self, thief: None) -> None:
        sql("INSERT INTO record_look SELECT 8, at, user_id, roles, unit_id, cause, act, page, task, criterion, "
            "reason_mark, key, previous, hash FROM record_look WHERE number = 7")  # fmt: skip
        assert breaches() == [(8, "er skrevet uden om hovedet.")]

    def test_a_chain_made_with_another_key_is_told_from_ours(self, thief: None) -> None:
        """He knows the code, and makes every link anew with a key of his own that he names as ours."""
        his, ours, last = keys.Key.of("the thief's own key, long enough too"), keys.current().fingerprint, b"\0" * 32
        for look in Look.objects.order_by("number"):
            look.user_id = 1
            cases = list(LookCase.objects.filter(look_id=look.pk).order_by("case_id").values_list("case_id", "how"))
            made = link(his, last, canonical([getattr(look, name) for name in FIELDS], cases))
            Look.objects.filter(pk=look.pk).update(user_id=1, previous=last, hash=made)
            last = made
        Head.objects.update(hash=last, key=ours, seal=head_seal(his, 7, last))
        assert [number for number, _ in breaches()] == [*range(1, 8), 7]

    def test_a_reason_cannot_be_replaced(self, thief: None) -> None:
        sql("UPDATE record_lookreason SET body = 'En bedre grund'")
        assert breaches() == [(2, "har en anden begrundelse end den, der blev skrevet.")]

    def test_the_command_names_the_row_and_fails(self, thief: None, capsys: pytest.CaptureFixture[str]) -> None:
        sql("UPDATE record_look SET user_id = 1 WHERE number = 3")
        with pytest.raises(CommandError, match="er ikke hel"):
            call_command("verify")
        assert "Opslag 3 er ændret, efter at det blev skrevet." in capsys.readouterr().out


class TestGuards:
    """Somebody who may write to the database, and the database itself."""

    @pytest.mark.parametrize(
        "act",
        [
            "UPDATE record_look SET user_id = 1",
            "DELETE FROM record_look",
            "UPDATE record_lookcase SET how = 'vist'",
            "DELETE FROM record_lookcase",
            "DELETE FROM record_head",
            "UPDATE record_head SET number = 3",
            "UPDATE record_lookreason SET body = 'En anden'",
            "DELETE FROM record_lookreason",
        ],
    )
    def test_hold(self, log: None, act: str) -> None:
        with pytest.raises(DatabaseError, match="the log of looks only grows"), transaction.atomic():
            sql(act)
        assert verify().whole

    @pytest.mark.parametrize("table", ["record_look", "record_lookcase", "record_lookreason", "record_head"])
    def test_hold_against_emptying_and_replacing(self, log: None, table: str) -> None:
        replace = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608
        act = f"TRUNCATE {table}" if connection.vendor == "postgresql" else replace
        with pytest.raises(DatabaseError, match="the log of looks only grows"), transaction.atomic():
            sql(act)


def test_the_command_tells_how_much_from_when_and_the_head(log: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify")
    told = capsys.readouterr().out
    assert "7 opslag på sager 13 gange." in told
    assert "Det første er fra 2. marts 2026 kl. 13.01, det sidste fra 2. marts 2026 kl. 13.07." in told
    assert f"Hoved: {verify().head}" in told
    call_command("verify", head=verify().head)


class TestMarks:
    def test_tell_the_same_word_and_give_nothing_away(self) -> None:
        made = keys.marks("Zenobia  TESTESEN 030513-9999")
        assert made == keys.marks("zenobia testesen 0305139999")
        assert not {"zenobia", "testesen", "0305139999"} & set(made.split())
        assert len(made.split()) == 3

    def test_depend_on_the_key(self, settings: Any) -> None:
        before = keys.mark("zenobia")
        settings.RECORD_KEYS = ["another key that is long enough here"]
        assert keys.mark("zenobia") != before

    def test_of_an_older_key_are_looked_for_too(self, settings: Any) -> None:
        before = keys.mark("zenobia")
        settings.RECORD_KEYS = ["another key that is long enough here", *settings.RECORD_KEYS]
        assert keys.every_mark("zenobia") == [keys.mark("zenobia"), before]


def test_the_weightiest_act_names_the_request() -> None:
    assert weightiest([Act.LAEST, Act.EKSPORT]) == Act.EKSPORT
    assert weightiest([Act.EKSPORT, Act.AFVIST]) == Act.AFVIST
    assert weightiest([]) == Act.SIDE


text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
change = st.sampled_from(["user_id", "roles", "unit_id", "cause", "act", "page", "task", "criterion"])


class TestAnyLog(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(
        rows=st.lists(
            st.tuples(
                text,
                st.integers(0, 2**62),
                st.dictionaries(st.integers(1, 2**62), st.sampled_from(["aabnet", "vist"]), max_size=6),
            ),
            min_size=1,
            max_size=8,
        )
    )
    def test_is_whole_as_it_was_written(self, rows: list[tuple[str, int, dict[int, str]]]) -> None:
        for words, number, cases in rows:
            append(entry(task=words, criterion=words, reason=words, user_id=number, cases=cases))
        report = verify()
        assert report.breaches is None
        assert report.looks == len(rows)


same: Callable[..., Any] = canonical


@given(st.lists(text, min_size=12, max_size=12), st.lists(text, min_size=12, max_size=12))
def test_different_looks_have_different_bytes(one: list[str], other: list[str]) -> None:
    assert (same(one, []) == same(other, [])) == (one == other)
