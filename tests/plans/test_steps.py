"""The plan goes through its steps: nothing typed twice, the paper filed, what was handed in derived and unchanged."""

import io

import pytest
from pypdf import PdfReader

from sagsgang.casework.access import viewer_of
from sagsgang.casework.ledger import texts_of
from sagsgang.casework.models import LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid, UnknownStep
from sagsgang.documents import commands as documents
from sagsgang.documents.models import Document
from sagsgang.plans import queries
from sagsgang.plans.commands import Said, Words, write_statuses
from sagsgang.plans.differences import between
from sagsgang.plans.models import Filing
from sagsgang.plans.refusals import PlanIncomplete
from sagsgang.plans.taking import When, take_with_plan
from tests.plans.ground import GOAL, GRANTED, Ground, build
from tests.web.town import form_of


def pdf_text(ground: Ground, document: Document) -> str:
    number = document.number
    viewer = viewer_of(ground.sof, ground.day)
    file = documents.fetch(viewer=viewer, case_number=ground.case.number, number=number, version=1, at=ground.at())
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file.content)).pages)


def test_a_plan_that_lacks_something_is_not_ready_and_nothing_is_filed(ground: Ground):
    ground.section("sof_del", "En kontaktperson.")
    before = LedgerEvent.objects.count()
    with pytest.raises(PlanIncomplete) as refused:
        ground.ready()
    titles = [lack.title for lack in refused.value.lacks]
    assert titles == ["Barnets egne ord", "Familiens egne ord", "Det gør skolen allerede", "Det er nyt",
                      "BUF's del: den specialpædagogiske bistand", "Sådan arbejder vi sammen",
                      "Det kan familien ikke regne med", "Mål"]  # fmt: skip
    assert all(lack.source for lack in refused.value.lacks)
    assert (LedgerEvent.objects.count(), Document.objects.count()) == (before, 0)


def test_declared_ready_the_step_is_taken_with_the_plans_own_words_and_the_paper_filed(ground: Ground):
    ground.written()
    event = ground.ready().event
    said = texts_of(ground.case, event.number)
    assert said["indstilling.plan_nyt"] == "Det står der om det_nye."
    assert said["indstilling.plan_samarbejde"] == "Det står der om samarbejde."
    assert said["indstilling.plan_maal"] == f"1. {GOAL.title} (1 aktivitet)"
    filing = Filing.objects.get()
    assert said["indstilling.plan_papir"] == f"Dokument {filing.document.number}"
    assert (filing.document.kind, filing.document.half, filing.event) == ("faelles_handleplan", "faelles", event.number)
    told = pdf_text(ground, filing.document)
    assert "Fælles BUF-SOF Handleplan" in told
    assert GOAL.title in told
    assert "ikke barnets plan" in " ".join(told.split())


def test_what_the_plan_cannot_know_is_still_asked_for(ground: Ground):
    ground.written()
    with pytest.raises(AnswersInvalid) as refused:
        ground.through("fase3.faelles_handleplan", {})
    assert set(refused.value.fields) == {"indstilling.plan_deltagere", "indstilling.plan_tydelig"}
    assert not Filing.objects.exists()


def test_what_was_handed_in_stays_as_it_was(ground: Ground):
    ground.written()
    ground.ready()
    where = ground.submitted()
    then = queries.as_submitted(ground.case, where)
    assert then is not None
    ground.section("sof_del", "Noget andet bagefter.")
    ground.goal(Words("Et mål mere", "Fordi", "Ses", side="buf"))
    again = queries.as_submitted(ground.case, where)
    assert again is not None
    assert again.state == then.state
    assert again.state.section("sof_del").text == "Det står der om sof_del."
    assert [each.sentence for each in between(again.state, ground.state())] == [
        "SOF's del: den sociale indsats: ændret.", "Mål 2: tilføjet.",
    ]  # fmt: skip


def test_what_is_not_handed_in_is_no_snapshot(ground: Ground):
    ground.written()
    assert queries.as_submitted(ground.case, ground.open_occurrence("fase3.faelles_handleplan")) is None
    assert queries.as_submitted(ground.case, "indstilling-999") is None


def test_a_write_in_the_same_minute_but_after_the_event_is_not_in_the_snapshot(ground: Ground):
    ground.written()
    ground.ready()
    where = ground.submitted()
    ground.minutes -= 2  # the clock stands still, or is set back
    ground.section("samarbejde", "Skrevet bagefter, siger uret før.")
    then = queries.as_submitted(ground.case, where)
    assert then is not None
    assert then.state.section("samarbejde").text == "Det står der om samarbejde."


def test_what_is_missing_for_each_offer_is_declared(ground: Ground):
    names = {offer: {lack.key for lack in queries.missing_for(ground.case, offer)}
             for offer in ("skoleflex", "tilbageslusningsflex", "egne", "dagbehandling", "andet")}  # fmt: skip
    assert names["tilbageslusningsflex"] - names["skoleflex"] == {"metoder"}
    assert names["egne"] == {"barnets_ord", "familiens_ord", "buf_del", "metoder", "maal"}
    assert names["dagbehandling"] == names["andet"] == set()


def test_after_the_grant_the_plan_is_refined_with_what_has_changed(db: None):
    ground = build(GRANTED + 14, without=("fase3.plan_kvalificeres",))
    ground.written()
    ground.through("fase3.plan_kvalificeres", {"tilbud.plan_kvalificeret": ""})
    event = LedgerEvent.objects.filter(step="fase3.plan_kvalificeres").get()
    assert "Barnets egne ord: tilføjet." in texts_of(ground.case, event.number)["tilbud.plan_kvalificeret"]
    assert Filing.objects.get().step == "fase3.plan_kvalificeres"


def test_the_follow_up_goes_goal_by_goal_and_takes_its_step(db: None):
    ground = build(330, without=("fase4.faelles_plan_foelges_op",))
    ground.written()
    where = ground.open_occurrence("fase4.faelles_plan_foelges_op")
    with pytest.raises(PlanIncomplete, match="mangler"):
        ground.through("fase4.faelles_plan_foelges_op", {})
    common = {"case_id": ground.case.pk, "occurrence": where, "actor": ground.viewer(ground.school)}
    write_statuses(said={1: Said("paa_vej", "Bedre om morgenen.", 0)}, at=ground.at(), **common)
    with pytest.raises(AnswersInvalid):
        write_statuses(said={1: Said("findes_ikke", "x", 1)}, at=ground.at(), **common)
    event = ground.through("fase4.faelles_plan_foelges_op", {}).event
    assert texts_of(ground.case, event.number)["opfoelgning.flex_maal"] == f"1. {GOAL.title}: På vej"
    assert "Bedre om morgenen." in pdf_text(ground, Filing.objects.get().document)


def test_a_step_that_cannot_be_taken_files_nothing(ground: Ground):
    ground.written()
    when = When(ground.day, ground.at(), None)
    with pytest.raises(UnknownStep):
        take_with_plan(
            case_id=ground.case.pk, step="fase3.faelles_handleplan", occurrence="indstilling-999", facts={},
            actor=ground.viewer(ground.sof), when=when,
        )  # fmt: skip
    assert not Document.objects.exists()
    assert not Filing.objects.exists()


def test_what_was_recorded_on_the_step_is_shown_in_the_plan_and_not_typed_again(db: None):
    ground = build(GRANTED + 20, without=())
    client = ground.client(ground.school)
    page = client.get(ground.path).content.decode()
    assert "Indført på et trin, ikke i planen endnu." in page
    form = client.get(f"{ground.path}afsnit/det_nye/").context["form"]
    assert form.fields[0].value in page
    assert form.fields[0].value


def test_the_plan_says_where_it_is_journalised_and_where_not_yet(db: None):
    ground = build(GRANTED + 20, without=("fase3.journaliser_csc",))
    page = ground.client(ground.school).get(ground.path)
    kingo, csc = page.context["view"].journals
    assert (kingo.system, csc.system) == ("KINGO", "CSC")
    assert kingo.on is not None
    assert kingo.number
    assert csc.on is None
    assert "Ikke endnu. Sagsbehandleren gør det." in page.content.decode()
    other = ground.client(ground.sof).get(ground.path).context["view"].journals[0]
    assert (other.on, other.number) == (kingo.on, "")  # that it is done both know; the number is BUF's


def test_the_same_revision_gives_the_same_paper(ground: Ground):
    ground.written()
    ground.ready()
    where = ground.submitted()
    client, tail = ground.client(ground.sof), f"{ground.path}indstillet/{where}/planen.pdf"
    first = client.get(tail).content
    ground.section("samarbejde", "Ændret bagefter.")
    assert client.get(tail).content == first
    assert client.get(f"{ground.path}planen.pdf").content != first
    told = client.get(f"{ground.path}indstillet/{where}/").content.decode()
    assert "Sådan arbejder vi sammen: ændret" in told


def test_the_screen_takes_the_step_and_asks_only_what_the_plan_cannot_know(ground: Ground):
    ground.written()
    where = ground.open_occurrence("fase3.faelles_handleplan")
    client, tail = ground.client(ground.sof), f"{ground.path}trin/fase3.faelles_handleplan/{where}/"
    names = {field.name for field in client.get(tail).context["form"].fields}
    assert names == {"indstilling.plan_deltagere", "indstilling.plan_tydelig"}
    sent = form_of(client, tail)
    refused = client.post(tail, sent)
    assert refused.status_code == 422
    done = client.post(
        tail, {**sent, "indstilling.plan_deltagere": ["barn", "uu"], "indstilling.plan_tydelig": "ja"}, follow=True
    )
    assert "Den fælles handleplan for flex er lavet" in done.content.decode()
    assert Filing.objects.count() == 1
    stale = client.post(tail, {**sent, "indstilling.plan_deltagere": ["barn"], "indstilling.plan_tydelig": "ja"})
    assert stale.status_code == 409


def test_the_follow_up_screen_keeps_what_both_wrote(db: None):
    ground = build(330, without=("fase4.faelles_plan_foelges_op",))
    ground.written()
    ground.goal(Words("To", "Fordi", "Ses", side="sof"))
    where = ground.open_occurrence("fase4.faelles_plan_foelges_op")
    tail = f"{ground.path}opfoelgning/{where}/"
    sof, school = ground.client(ground.sof), ground.client(ground.school)
    sof.post(tail, {"maal_1": "paa_vej", "maal_1_ord": "SOF", "maal_1_version": "0", "maal_2_version": "0"})
    late = school.post(tail, {"maal_1": "naaet", "maal_1_ord": "Skolen", "maal_1_version": "0", "maal_2": "opgivet",
                              "maal_2_version": "0"})  # fmt: skip
    assert late.status_code == 409
    assert "Skolen" in late.content.decode()
    assert "SOF" in late.content.decode()
    other = school.post(tail, {"maal_1": "paa_vej", "maal_1_ord": "SOF", "maal_1_version": "1", "maal_2": "opgivet",
                               "maal_2_version": "0"})  # fmt: skip
    assert other.status_code == 302
    wrong = school.post(tail, {"maal_2": "", "maal_2_ord": "Uden status", "maal_2_version": "1"})
    assert wrong.status_code == 422
    assert "Vælg, hvordan det går med målet." in wrong.content.decode()
