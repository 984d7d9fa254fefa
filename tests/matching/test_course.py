"""Day treatment from the request to the way back, by the roles themselves, and what is refused on the way."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.casework.commands import correct
from sagsgang.casework.ledger import texts_of
from sagsgang.casework.models import LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.documents.models import Share
from sagsgang.meetings.matching import steps
from sagsgang.meetings.matching.models import Anmodning, Forslag, Forslagsrunde, Milepael, Registertilbud
from sagsgang.procedure.workdays import in_digits
from tests.matching.conftest import BOARD, DAY, Course, _school_leader, as_viewer, at

MOELLEAAEN, LAERKEN, FYRTAARNET = "behandlingsskolen-moelleaaen", "den-groenne-laerke", "skolehjemmet-fyrtaarnet"
As = Callable[[str], Client]


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def send(course: Course, as_: As, documents: tuple[int, ...] = (), **more: object) -> HttpResponse:
    form = course.sent(**{steps.CATEGORY: "1", "dokumenter": list(documents), "level": "middel", "grade": "4", **more})
    if not documents:
        form["departure_reason"] = "Papirerne ligger i CSC."
    return as_(course.caseworker).post(course.path("anmod"), form | {"departure_reason": "PPV'en eftersendes."})


def propose(course: Course, as_: As, *, last: bool = True, version: str = "0", **more: object) -> HttpResponse:
    form = {"tilbud_1": MOELLEAAEN, "grund_1": "Ro hele dagen.", "tilbud_2": LAERKEN, "grund_2": "Dyr.", **more}
    form |= {"runde_version": version} | ({"indsend": "ja"} if last else {})
    return as_(BOARD).post(course.path("forslag"), course.sent(**form))


def choose(course: Course, as_: As, unit: str = MOELLEAAEN, **more: object) -> HttpResponse:
    form = course.sent(**{steps.PLACE: unit, "departure_reason": "Familien har ringet.", **more})
    return as_(course.caseworker).post(course.path("vaelg"), form)


def test_the_whole_way(course: Course, papers: tuple[int, int], as_: As) -> None:
    caseworker, board = as_(course.caseworker), as_(BOARD)
    assert board.get(course.path()).status_code == 404
    assert send(course, as_, (papers[0],), words="Barnet bliver let træt.").status_code == 302
    request = Anmodning.objects.get()
    assert (request.documents, request.level, request.grade) == ([papers[0]], "middel", 4)
    assert "7 hverdage" in text_of(board.get("/matchning/"))
    page = text_of(board.get(course.path("forslag")))
    assert "Barnet bliver let træt." in page
    assert "Dagbehandlingen Sølvgården" in page

    assert propose(course, as_, last=False).status_code == 302
    assert Forslagsrunde.objects.get().event is None
    assert "Ro hele dagen." not in text_of(caseworker.get(course.path()))
    assert propose(course, as_, version="1", advice="Besøg begge.").status_code == 302
    runde = Forslagsrunde.objects.get()
    told = texts_of(course.case, runde.event or 0)[steps.PROPOSALS]
    assert told.startswith("1. Behandlingsskolen Mølleåen (kommunalt). Ro hele dagen.")
    assert told.endswith("Råd: Besøg begge.")
    assert all(each.fit for each in Forslag.objects.all())
    assert "Ro hele dagen." in text_of(caseworker.get(course.path()))

    assert choose(course, as_).status_code == 302
    event = LedgerEvent.objects.get(case=course.case, step=steps.CHOOSE)
    assert (event.facts[steps.PLACE], event.facts[steps.OWNER]) == (MOELLEAAEN, "kommunal")
    assert steps.UNAPPROVED not in event.facts
    assert "noterer, hvilket tilbud" in text_of(board.get("/matchning/"))

    plan = {"inden_1": "1.9.2026", "hvad_1": "En dag om ugen i hjemskolen", "hvem_1": "Skolelederen"}
    assert caseworker.post(course.path("tidsplan"), course.sent(**plan)).status_code == 302
    assert Milepael.objects.get().who == "Skolelederen"
    assert "01.09.2026: En dag om ugen i hjemskolen (Skolelederen)" in texts_of(
        course.case, LedgerEvent.objects.get(case=course.case, step=steps.TIMETABLE).number
    )[steps.PLAN]  # fmt: skip

    before = Registertilbud.objects.get(unit__key=MOELLEAAEN)
    hub = text_of(caseworker.get(course.path()))
    for step in ("fase3.optagebrev_dag_skrives", "fase3.kontrakt"):
        assert f"/trin/{step}/{course.occurrence}/" in hub
    start = course.sent(**{steps.BEGINS: in_digits(DAY), steps.MONTHS: "12", "departure_reason": "Brevet er på vej."})
    assert caseworker.post(course.path("start"), start).status_code == 302
    after = Registertilbud.objects.get(unit__key=MOELLEAAEN)
    assert (after.free, after.free_on) == ((before.free or 0) - 1, before.free_on)
    assert course.steps()[-1] == steps.START


def test_the_board_reads_what_was_sent_and_nothing_else(course: Course, papers: tuple[int, int], as_: As) -> None:
    board, mine, theirs = as_(BOARD), *papers
    send(course, as_, (mine,))
    share = Share.objects.get(to=Share.To.MATCHING)
    assert share.document.number == mine
    assert share.consent == "samtykke_matchning"
    found = text_of(board.get(f"/sag/{course.case.number}/dokumenter/"))
    assert f"Dokument {mine} " in found
    assert f"Dokument {theirs} " not in found
    assert board.get(f"/sag/{course.case.number}/dokument/{mine}/version/1/").status_code == 200
    assert board.get(f"/sag/{course.case.number}/dokument/{theirs}/version/1/").status_code == 404


def test_the_other_half_reads_neither_the_words_to_the_board_nor_its_draft(course: Course, as_: As) -> None:
    send(course, as_, words="Hun græder om natten.")
    propose(course, as_, last=False)
    leader = as_(_school_leader(course))
    assert "Hun græder om natten." in text_of(as_(course.caseworker).get(course.path()))
    assert "Hun græder om natten." in text_of(as_(BOARD).get(course.path("forslag")))
    pages = [leader.get(course.path()), leader.get(course.path("forslag")), leader.get(course.path("vaelg"))]
    pages.append(leader.post(course.path("forslag"), course.sent(tilbud_1=LAERKEN)))
    assert [each.status_code for each in pages] == [200, 200, 200, 403]
    for page in pages:
        assert "Ro hele dagen." not in text_of(page)
        assert "Hun græder om natten." not in text_of(page)


def test_the_case_leaves_the_board_when_the_choice_is_noted(course: Course, as_: As) -> None:
    board = as_(BOARD)
    send(course, as_)
    propose(course, as_)
    assert board.get(course.path()).status_code == 200
    choose(course, as_)
    noted = f"/sag/{course.case.number}/trin/{steps.NOTE}/{course.occurrence}/"
    after = board.post(noted, course.sent(), follow=True)
    assert after.redirect_chain[-1][0] == "/"
    assert "Sagen venter ikke længere på dig" in text_of(after)
    assert board.get(course.path()).status_code == 404
    assert "Der venter ikke noget" in text_of(board.get("/matchning/"))


def test_without_consent_nothing_is_sent(course: Course, papers: tuple[int, int], as_: As) -> None:
    caseworker, case = as_(course.caseworker), course.case
    mother = case.child.relations.first()
    path = f"/sag/{case.number}/trin/samtykke.traek_matchning/{course.occurrence}/"
    taken = caseworker.post(path, course.sent(**{"samtykke_matchning.trukket_af": str(mother and mother.adult_id)}))
    assert taken.status_code == 302
    refused = send(course, as_, (papers[0],))
    assert refused.status_code == 409
    assert "trukket tilbage" in text_of(refused)
    assert not Anmodning.objects.exists()
    assert not Share.objects.filter(to=Share.To.MATCHING).exists()


def test_a_document_that_is_not_his_to_share_stops_the_whole_request(
    course: Course, papers: tuple[int, int], as_: As
) -> None:
    assert send(course, as_, papers).status_code in (403, 404, 422)
    assert not Anmodning.objects.exists()
    assert steps.SEND not in course.steps()


def test_bad_answers_of_the_request_are_told_at_their_fields(course: Course, as_: As) -> None:
    refused = send(course, as_, grade="elleve", level="meget", words="Det skal stå her endnu.")
    assert refused.status_code == 422
    assert {"grade", "level"} <= {each.name for each in refused.context["form"].all if each.error}
    assert "Det skal stå her endnu." in text_of(refused)


def test_proposals_that_cannot_be(course: Course, as_: As) -> None:
    send(course, as_)
    for form, field in (
        ({"tilbud_1": "", "grund_1": "", "tilbud_2": "", "grund_2": ""}, "tilbud_1"),
        ({"grund_1": ""}, "grund_1"),
        ({"tilbud_2": MOELLEAAEN}, "tilbud_2"),
        ({"tilbud_2": ""}, "tilbud_2"),
        ({"tilbud_1": "aaparkskolen"}, "tilbud_1"),
    ):
        refused = propose(course, as_, **form)
        assert refused.status_code == 422, form
        assert [each.name for each in refused.context["form"].all if each.error] == [field]
    assert not Forslagsrunde.objects.exists()
    assert steps.PROPOSE not in course.steps()


def test_a_stale_draft_is_refused_and_both_are_shown(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_, last=False, grund_1="Det første.")
    stale = propose(course, as_, last=False, version="0", grund_1="Det andet.")
    assert stale.status_code == 409
    assert "Det første." in text_of(stale)
    assert "Det andet." in text_of(stale)
    assert Forslag.objects.get(rank=1).reason == "Det første."


def test_a_new_round_can_follow(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_)
    assert propose(course, as_, grund_1="Der kom en plads.").status_code == 302
    assert [each.number for each in Forslagsrunde.objects.all()] == [1, 2]
    assert "Der kom en plads." in text_of(as_(course.caseworker).get(course.path()))


def test_only_the_board_proposes(course: Course, as_: As) -> None:
    send(course, as_)
    form = course.sent(tilbud_1=MOELLEAAEN, grund_1="Ro.", runde_version="0", indsend="ja")
    assert as_(course.caseworker).post(course.path("forslag"), form).status_code == 403
    told = {"for_role": "matchningsudvalg", "how": "telefon", "for_name": "Per Perikon"}
    assert as_(course.caseworker).post(course.path("forslag"), form | told).status_code == 302


def test_an_offer_without_approval_asks_for_a_reason(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_)
    refused = choose(course, as_, FYRTAARNET)
    assert refused.status_code == 422
    assert "løb ud" in text_of(refused)
    assert "ikke verificeret af jurist" in text_of(refused)
    assert (
        choose(course, as_, FYRTAARNET, **{steps.UNAPPROVED: "Godkendelsen er forlænget mundtligt."}).status_code == 302
    )
    event = LedgerEvent.objects.get(case=course.case, step=steps.CHOOSE)
    assert texts_of(course.case, event.number)[steps.UNAPPROVED] == "Godkendelsen er forlænget mundtligt."
    assert event.facts[steps.OWNER] == "privat"


def errors_of(response: HttpResponse) -> set[str]:
    return {each.name for each in response.context["form"].all if each.error}


def test_a_full_offer_asks_for_no_reason(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_)
    Registertilbud.objects.filter(unit__key=MOELLEAAEN).update(free=0)
    assert choose(course, as_).status_code == 302


def test_the_steps_own_form_asks_the_register_as_the_workplace_does(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_)
    caseworker, path = as_(course.caseworker), f"/sag/{course.case.number}/trin/{steps.CHOOSE}/{course.occurrence}/"
    said = {steps.PLACE: FYRTAARNET, steps.OWNER: "privat", "departure_reason": "Familien har ringet."}
    refused = caseworker.post(path, course.sent(**said))
    assert (refused.status_code, errors_of(refused)) == (422, {steps.PLACE, steps.UNAPPROVED})
    assert "løb ud" in text_of(refused)
    wrong_owner = caseworker.post(path, course.sent(**{**said, steps.PLACE: MOELLEAAEN}))
    assert (wrong_owner.status_code, errors_of(wrong_owner)) == (422, {steps.OWNER})
    assert "Tilbuddet står som kommunalt." in text_of(wrong_owner)
    unread_day = caseworker.post(path, course.sent(**said) | {"on": "i morgen"})
    assert {steps.PLACE, steps.UNAPPROVED} <= errors_of(unread_day)
    assert steps.CHOOSE not in course.steps()
    assert caseworker.post(path, course.sent(**said, **{steps.UNAPPROVED: "Forlænget."})).status_code == 302


def test_a_program_and_a_correction_are_asked_as_well(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_)
    course.case.refresh_from_db()
    body: dict[str, object] = {
        "on": DAY.isoformat(), "based_on": course.case.version, "departure_reason": "Familien har ringet.",
        "facts": {steps.PLACE: FYRTAARNET, steps.OWNER: "kommunal"},
    }  # fmt: skip
    path = f"/api/v1/cases/{course.case.number}/steps/{steps.CHOOSE}/{course.occurrence}"
    answer = as_(course.caseworker).post(path, body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "svar.ugyldige")
    assert set(answer.json()["fields"]) == {steps.PLACE, steps.OWNER, steps.UNAPPROVED}
    body["facts"] = {steps.PLACE: MOELLEAAEN, steps.OWNER: "kommunal"}
    assert as_(course.caseworker).post(path, body, content_type="application/json").status_code == 201

    chosen = LedgerEvent.objects.get(case=course.case, step=steps.CHOOSE)
    course.case.refresh_from_db()
    with pytest.raises(AnswersInvalid) as refused:
        correct(
            case_id=course.case.pk, event=chosen.number, facts={steps.PLACE: FYRTAARNET, steps.OWNER: "privat"},
            on=DAY, actor=as_viewer(course.caseworker), at=at(), based_on=course.case.version, reason="Tastefejl.",
        )  # fmt: skip
    assert set(refused.value.fields) == {steps.PLACE, steps.UNAPPROVED}


def test_an_offer_outside_the_register_asks_for_a_reason(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_, tilbud_2="", grund_2="")
    Registertilbud.objects.get(unit__key=LAERKEN).versions.all().delete()
    Registertilbud.objects.get(unit__key=LAERKEN).counts.all().delete()
    Registertilbud.objects.get(unit__key=LAERKEN).delete()
    assert "står ikke i registret" in text_of(choose(course, as_, LAERKEN))
    assert choose(course, as_, LAERKEN, **{steps.UNAPPROVED: "Akut."}).status_code == 302


def test_the_provider_sees_its_own_few_things(course: Course, papers: tuple[int, int], as_: As) -> None:
    provider = as_("moelleaaen")
    send(course, as_, (papers[0],), words="Kun til udvalget.")
    propose(course, as_)
    assert provider.get(course.path()).status_code == 404
    choose(course, as_)
    page = text_of(provider.get(course.path()))
    assert "Tidsplan" in page
    for secret in ("Kun til udvalget.", "Ro hele dagen.", "Hvad papirerne deles på"):
        assert secret not in page
    assert f"Dokument {papers[0]} " not in text_of(provider.get(f"/sag/{course.case.number}/dokumenter/"))
    assert "Kun til udvalget." not in text_of(provider.get(course.path("forslag")))
    assert as_("laerken").get(course.path()).status_code == 404


def test_milestones_that_cannot_be(course: Course, as_: As) -> None:
    send(course, as_)
    propose(course, as_)
    choose(course, as_)
    for form, field in (
        ({}, "inden_1"),
        ({"inden_1": "i morgen", "hvad_1": "x", "hvem_1": "y"}, "inden_1"),
        ({"inden_2": "1.9.2026", "hvem_2": "y"}, "hvad_2"),
        ({"inden_2": "1.9.2026", "hvad_2": "x"}, "hvem_2"),
    ):
        refused = as_(course.caseworker).post(course.path("tidsplan"), course.sent(**form))
        assert refused.status_code == 422, form
        parts = [part.name for each in refused.context["form"].all for part in each.parts if part.error]
        assert parts == [field]


def test_there_is_no_workplace_elsewhere(course: Course, as_: As) -> None:
    caseworker = as_(course.caseworker)
    assert caseworker.get(f"/sag/{course.case.number}/dagbehandling/").status_code == 200
    for place in ("sag", "forloeb-1", "tilbud-9999", "indstilling-1"):
        assert caseworker.get(f"/sag/{course.case.number}/dagbehandling/{place}/").status_code == 404
    assert caseworker.get(course.path("noget")).status_code == 404


def test_the_queue_costs_few_queries(course: Course, as_: As) -> None:
    board = as_(BOARD)
    board.get("/matchning/")
    with CaptureQueriesContext(connection) as empty:
        board.get("/matchning/")
    send(course, as_)
    with CaptureQueriesContext(connection) as found:
        board.get("/matchning/")
    assert len(found) <= len(empty) + 3  # the requests of the rows, and what the log writes of the case
