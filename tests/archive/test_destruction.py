"""Destruction: what tells of a person is gone, the skeleton and the certificate stay, and a stop half-way runs on."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from pypdf import PdfReader

from sagsgang.archive import asking, destruction, reviewing
from sagsgang.archive.asking import Asked, Decision
from sagsgang.archive.certificate import certificate, history_is_whole
from sagsgang.archive.items import items_of
from sagsgang.archive.models import AccessRequest, Destruction, GivenCopy, ItemDecision
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case, Grant, LedgerEvent, LedgerText, Note
from sagsgang.casework.projections import differences
from sagsgang.documents.models import Document, Version
from sagsgang.documents.storage import path_of
from sagsgang.people.models import CprNumber, Person, Relation
from tests.archive.ended import FILE, LATER, at, confirm, decide_rules, ended_case, later, propose, two_leaders
from tests.web.town import CPR, TODAY, Town, moment

pytestmark = pytest.mark.database
MARKED = ("Zenobia", "Testesen", "Mathilde", "Vibeke", "Hemmelig", "Opdigtet Vej", CPR, "Fjernby", "om mandagen")


@pytest.fixture
def case(town: Town, settings: Any, tmp_path: Path) -> Case:
    two_leaders(town)
    decide_rules(settings, tmp_path)
    made = ended_case(town)
    give_access(town, made)
    Grant.objects.create(
        case=made, user=town.users["aage"], role="rc_plc", cause="gaest", reason="Vibeke Hemmelig bad om det",
        since=TODAY, until=TODAY, given_at=moment(TODAY),
    )  # fmt: skip
    return made


def give_access(town: Town, case: Case) -> None:
    """The mother has asked, and has been given, what there is."""
    who, more = viewer_of(town.users["rikke"], TODAY), {"number": case.number, "at": moment(TODAY)}
    asked = Asked("aktindsigt", "part", TODAY, name="Mathilde Testesen", scope="Om Vibeke")
    asking.register(asked=asked, actor=who, **more)
    _, relation = asking.handled(case.number, who)
    items = [each.key for each in items_of(case, who, relation) if each.readable]
    asking.decide(request=1, items=items, decision=Decision("udleveres"), actor=who, **more)
    note = next(key for key in items if key.startswith("notat"))
    hidden = Decision("overstreges", "fvl_15b_andre", "Vibeke vil det ikke", ("Vibeke Hemmelig",))
    asking.decide(request=1, items=[note], decision=hidden, actor=who, **more)
    asking.give(request=1, how="overrakt", actor=who, **more)


def everything() -> str:
    """Every value of every table, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the tables' own names
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_every_table_that_tells_of_a_case_or_a_person_is_accounted_for() -> None:
    about = {Case, Person, AccessRequest, Document, Version}
    told = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model in about
    }
    assert told <= set(destruction.ACCOUNTED)


def test_nothing_of_anybody_is_left(town: Town, case: Case) -> None:
    assert all(word in everything() for word in ("Zenobia", "Vibeke", "om mandagen"))
    propose(town, case)
    confirm(town, case)
    left = everything()
    assert [word for word in MARKED if word in left] == []
    assert not path_of_file().exists()


def path_of_file() -> Path:
    import hashlib

    return path_of(hashlib.sha256(FILE).hexdigest())


def test_the_skeleton_stays_as_it_was(town: Town, case: Case) -> None:
    before = list(LedgerEvent.objects.filter(case=case).order_by("number").values())
    propose(town, case)
    row = confirm(town, case)
    assert list(LedgerEvent.objects.filter(case=case).order_by("number").values()) == before
    assert set(LedgerText.objects.filter(case=case).values_list("body", flat=True)) == {""}
    assert history_is_whole(row)


def test_the_lists_are_what_the_history_says(town: Town, case: Case) -> None:
    from sagsgang.casework.projections import rebuild

    rebuild(LATER)
    propose(town, case)
    confirm(town, case)
    assert differences(LATER) == []


def test_the_certificate_tells_what_and_by_whom_and_nothing_of_the_family(town: Town, case: Case) -> None:
    propose(town, case)
    row = confirm(town, case)
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(certificate(row))).pages).split())
    for words in ("Karen Æbelø", "Kaj Rubinsen", "Udvalgets beslutning", row.sha256[:20], "Sikkerhedskopier"):
        assert words in text
    assert not [word for word in MARKED if word in text]
    assert row.counts["personer"] == 2
    assert row.counts["filer"] == 1
    assert certificate(row) == certificate(row)


def test_a_relative_with_another_child_in_the_house_stays(town: Town, case: Case) -> None:
    mother = Relation.objects.get(child=case.child).adult
    sibling = Person.objects.create(given_name="Søren", family_name="Søskende")
    Relation.objects.create(child=sibling, adult=mother, kind="eneforaeldremyndighed", since=TODAY)
    propose(town, case)
    confirm(town, case)
    mother.refresh_from_db()
    assert mother.given_name == "Mathilde"
    assert not CprNumber.objects.filter(person=case.child).exists()


def test_a_file_that_another_case_has_too_stays(town: Town, case: Case) -> None:
    other = ended_case(town, name=("Anden", "Barnesen"))
    propose(town, case)
    confirm(town, case)
    assert path_of_file().exists()
    assert Version.objects.get().document.case_id == other.pk


class Stopped(Exception):
    """The machine stops."""


@pytest.mark.parametrize("where", ["_empty", "remove", "history_digest"])
def test_a_stop_half_way_runs_on(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    propose(town, case)

    def stop(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(destruction, where, stop)
        with pytest.raises(Stopped):
            confirm(town, case)
    row = Destruction.objects.get()
    assert row.confirmed_at is not None
    assert row.finished_at is None
    if where != "remove":
        assert Note.objects.filter(case=case).exists()
    assert destruction.resume(at()) == 1
    assert destruction.resume(at()) == 0
    assert [word for word in MARKED if word in everything()] == []
    assert not path_of_file().exists()


def test_who_says_stop_before_anything_is_gone_is_heard(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose(town, case)
    with monkeypatch.context() as patched:
        patched.setattr(destruction, "run", lambda *_: None)  # the machine stops between the word and the deed
        confirm(town, case)
    reviewing.hold(number=case.number, reason="Retssag", actor=later(town, "karen"), at=at())
    assert destruction.resume(at()) == 0
    row = destruction.run(Destruction.objects.get().pk, at())
    assert (row.emptied_at, row.finished_at) == (None, None)
    assert Note.objects.filter(case=case).exists()


def test_again_does_nothing_twice(town: Town, case: Case) -> None:
    propose(town, case)
    row = confirm(town, case)
    again = destruction.run(row.pk, at())
    assert (again.sha256, again.counts, again.finished_at) == (row.sha256, row.counts, row.finished_at)


def test_the_log_of_what_was_given_stays_without_its_words(town: Town, case: Case) -> None:
    propose(town, case)
    confirm(town, case)
    request = AccessRequest.objects.get()
    assert (request.name, request.scope) == ("", "")
    assert not GivenCopy.objects.exists()
    assert all(not each.passages and not each.reason for each in ItemDecision.objects.all())
