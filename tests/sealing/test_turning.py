"""Keys are turned over in portions, from where one stopped, and everybody is told how far."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sagsgang.people.commands import add_person
from sagsgang.people.cpr import demo_number, parse
from sagsgang.people.models import Person
from sagsgang.people.queries import persons_with
from sagsgang.sealing import turning
from sagsgang.sealing.keyring import Keyring, key_of
from sagsgang.sealing.turning import tallies, turn_over

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BORN = date(2014, 3, 17)
OLD, NEW = key_of("demobyens segl"), key_of("den næste")
OLD_INDEX, NEW_INDEX = key_of("demobyens indeks"), key_of("det næste indeks")
PEOPLE = 7


@pytest.fixture(autouse=True)
def people(settings: Any) -> None:
    settings.SEALING_KEYS, settings.SEALING_INDEX_KEYS = [OLD], [OLD_INDEX]
    for n in range(PEOPLE):
        add_person(given_name="Barn", family_name=str(n), cpr=demo_number(BORN, n), address=f"Nygade {n}")
    add_person(given_name="Uden", family_name="Adresse")


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("seal", *arguments, stdout=out)
    return out.getvalue()


def everybody_reads() -> None:
    for n, person in enumerate(Person.objects.exclude(given_name="Uden").order_by("pk")):
        assert (person.address, person.cpr.number) == (f"Nygade {n}", demo_number(BORN, n))
        assert persons_with(parse(demo_number(BORN, n))).get() == person


def test_the_command_says_how_many_rows_stand_under_which_key(settings: Any) -> None:
    old = Keyring([OLD], [OLD_INDEX])
    assert told().splitlines()[:3] == [  # then the columns of tables that hold nothing here
        f"personer: adresse: 7 med {old.ids[0]} (den nyeste)",
        f"CPR-numre: CPR-nummer: 7 med {old.ids[0]} (den nyeste)",
        f"CPR-numre: indeks: 7 med {old.index_ids[0]} (den nyeste)",
    ]


def test_all_is_sealed_anew_and_then_the_old_key_may_go(settings: Any) -> None:
    settings.SEALING_KEYS, settings.SEALING_INDEX_KEYS = [NEW, OLD], [NEW_INDEX, OLD_INDEX]
    everybody_reads()
    assert [tally.old for tally in tallies() if tally.rows] == [PEOPLE] * 3
    assert "personer: adresse: 7 rækker er forseglet igen." in told("--rotate")
    settings.SEALING_KEYS, settings.SEALING_INDEX_KEYS = [NEW], [NEW_INDEX]
    everybody_reads()
    assert {(tally.old, tally.lost) for tally in tallies()} == {(0, 0)}
    assert "0 rækker er forseglet igen." in told("--rotate")


def test_it_goes_on_from_where_it_was_stopped(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEALING_KEYS = [NEW, OLD]
    write, portions = turning._write, iter(range(2))

    def stopped(*arguments: Any) -> int:
        if next(portions, None) is None:
            raise KeyboardInterrupt
        return write(*arguments)

    monkeypatch.setattr(turning, "_write", stopped)
    with pytest.raises(KeyboardInterrupt):
        list(turn_over(portion=2))
    assert tallies()[0].old == PEOPLE - 4
    monkeypatch.setattr(turning, "_write", write)
    assert [turned.rows for turned in turn_over(portion=2)][:3] == [PEOPLE - 4, PEOPLE, 0]
    everybody_reads()


def test_what_somebody_writes_meanwhile_is_kept(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEALING_KEYS = [NEW, OLD]
    write = turning._write

    def moved_house_first(field: Any, rows: Any) -> int:
        person = Person.objects.get(family_name="3")
        if person.address != "Flyttet 3":
            person.address = "Flyttet 3"
            person.save()
        return write(field, rows)

    monkeypatch.setattr(turning, "_write", moved_house_first)
    assert next(iter(turn_over())).rows == PEOPLE - 1
    assert Person.objects.get(family_name="3").address == "Flyttet 3"
    assert next(iter(tallies())).old == 0


def test_a_lost_key_is_told_and_nothing_is_destroyed(settings: Any) -> None:
    settings.SEALING_KEYS = [NEW]
    out = StringIO()
    with pytest.raises(CommandError, match="14 rækker kan ikke åbnes"):
        call_command("seal", "--rotate", stdout=out)
    assert "HUSET HAR DEN IKKE" in out.getvalue()
    settings.SEALING_KEYS = [OLD]
    everybody_reads()


def test_a_row_in_the_open_is_told(settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET address = 'Nygade 3' WHERE family_name = '3'")
    with pytest.raises(CommandError, match="1 rækker kan ikke åbnes"):
        told()
