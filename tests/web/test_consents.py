"""Consents in the screens: a row for each who is asked, refusals at the right field, the page, the paper to sign."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from sagsgang.casework.models import Case
from sagsgang.people.models import Person, Relation
from tests.web.families import known_to_sof
from tests.web.town import CHILD, TODAY, Town

As = Callable[[str], Client]
ASK = "fase1.samtykke_udveksling"
FACT = "samtykke_udveksling.personer"


@pytest.fixture
def case(town: Town) -> Case:
    return known_to_sof(town)


def ids(case: Case) -> list[str]:
    """The parents' ids, the mother first."""
    return [str(each.adult_id) for each in Relation.objects.filter(child=case.child).order_by("pk")]


def page_of(case: Case, step: str = ASK) -> str:
    return f"/sag/{case.number}/trin/{step}/forloeb-1/"


def said(case: Case, *answers: str, **more: str) -> dict[str, str]:
    """What a browser sends: each parent's answer, by mouth."""
    case.refresh_from_db()
    sent = {"on": "2.3.2026", "based_on": str(case.version), **more}
    for who, answer in zip(ids(case), answers, strict=True):
        sent |= {f"{FACT}__{who}": answer, f"{FACT}__{who}__form": "" if answer == "mangler" else "mundtlig"}
    return sent


class TestForm:
    def test_has_a_row_for_each_who_has_custody(self, as_: As, case: Case) -> None:
        html = as_("anna").get(page_of(case)).content.decode()
        assert "Mathilde Prøvesen, mor, forælder med fælles forældremyndighed" in html
        assert "Faruk Prøvesen, far, forælder med fælles forældremyndighed" in html
        assert "den unge" not in html.lower().replace("»", "")

    def test_asks_the_young_person_too_and_says_that_nobody_is_sure(self, as_: As, case: Case) -> None:
        Person.objects.filter(pk=case.child_id).update(birth_date=date(2010, 5, 3))
        html = as_("anna").get(page_of(case)).content.decode()
        assert "den unge selv" in html
        assert "svaret noteres" in html

    def test_takes_no_consent_from_nobody_and_leads_to_parties(self, as_: As, case: Case) -> None:
        Relation.objects.filter(child=case.child).delete()
        client = as_("anna")
        shown = client.get(page_of(case)).content.decode()
        assert "ingen med forældremyndighed" in shown
        assert f'href="/sag/{case.number}/parter/"' in shown
        answer = client.post(page_of(case), {"on": "2.3.2026", "based_on": str(case.version)})
        assert answer.status_code == 422
        assert "Skriv dem på under Parter" in answer.content.decode()

    def test_tells_each_what_is_wrong_at_its_row_and_keeps_the_rest(self, as_: As, case: Case) -> None:
        mother, father = ids(case)
        sent = said(case, "ja", "nej") | {f"{FACT}__{mother}__form": "", f"{FACT}__{father}": ""}
        answer = as_("anna").post(page_of(case), sent)
        assert answer.status_code == 422
        errors = {error.target: error.sentence for error in answer.context["form"].errors()}
        assert len(errors) == 2
        assert "Vælg, om svaret er mundtligt, skriftligt eller digitalt." in " ".join(errors.values())
        html = answer.content.decode()
        assert f'name="{FACT}__{mother}" class="form-radio" value="ja" checked' in html
        assert '<option value="mundtlig" selected>' in html

    def test_somebody_must_have_answered(self, as_: As, case: Case) -> None:
        answer = as_("anna").post(page_of(case), said(case, "mangler", "mangler"))
        assert answer.status_code == 422
        assert "Mindst én skal have svaret nu" in answer.content.decode()

    def test_answers_that_stand_are_no_news(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "mangler"))
        answer = client.post(page_of(case), said(case, "uaendret", "mangler"))
        assert answer.status_code == 422
        assert "intet nyt at indføre" in answer.content.decode()

    def test_another_persons_id_is_no_answer(self, as_: As, case: Case) -> None:
        stranger = Person.objects.create(given_name="Fremmed", family_name="Mand")
        sent = {"on": "2.3.2026", "based_on": str(case.version), f"{FACT}__{stranger.pk}": "ja"}
        answer = as_("anna").post(page_of(case), sent)
        assert answer.status_code == 422
        assert "Fremmed" not in answer.content.decode()

    def test_an_answer_stands_while_the_other_is_asked_again(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "mangler"))
        shown = client.get(page_of(case)).content.decode()
        assert "Uændret: ja 2. marts 2026, mundtligt" in shown
        assert client.post(page_of(case), said(case, "uaendret", "ja")).status_code == 302
        page = client.get(f"/sag/{case.number}/samtykker/")
        card = next(card for card in page.context["cards"] if card.id.startswith("samtykke-udveksling"))
        assert card.look.word == "Givet"


class TestPage:
    def test_says_who_is_missing(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "mangler"))
        html = client.get(f"/sag/{case.number}/samtykker/").content.decode()
        assert "mangler svar fra Faruk Prøvesen" in html

    def test_one_of_two_refuses_and_the_page_says_so(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "nej"))
        html = client.get(f"/sag/{case.number}/samtykker/").content.decode()
        assert "De er ikke enige" in html
        assert "Mathilde Prøvesen siger ja" in html

    def test_one_withdraws_with_a_reason(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "ja"))
        step = f"/sag/{case.number}/trin/samtykke.traek_udveksling/sag/"
        assert "Hvem trækker samtykket til udveksling?" in client.get(step).content.decode()
        case.refresh_from_db()
        sent = {
            "on": "2.3.2026", "based_on": str(case.version), "samtykke_udveksling.trukket_af": ids(case)[1],
            "samtykke_udveksling.trukket_fordi": "Han vil først tale med sin advokat.",
        }  # fmt: skip
        assert client.post(step, sent).status_code == 302
        html = client.get(f"/sag/{case.number}/samtykker/").content.decode()
        assert "er trukket tilbage 2. marts 2026 af Faruk Prøvesen" in html
        assert "Han vil først tale med sin advokat." in html
        assert "Har trukket sit ja" in html

    def test_only_one_who_said_yes_can_withdraw(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "ja"))
        case.refresh_from_db()
        stranger = Person.objects.create(given_name="Fremmed", family_name="Mand")
        sent = {"on": "2.3.2026", "based_on": str(case.version), "samtykke_udveksling.trukket_af": str(stranger.pk)}
        answer = client.post(f"/sag/{case.number}/trin/samtykke.traek_udveksling/sag/", sent)
        assert answer.status_code == 422
        assert [each.sentence for each in answer.context["form"].errors()] == [
            "Hvem trækker samtykket til udveksling? Vælg en af dem, der har givet samtykket."
        ]

    def test_another_basis_stands_beside_the_consent_with_its_reason_and_mark(self, as_: As, case: Case) -> None:
        client = as_("anna")
        client.post(page_of(case), said(case, "ja", "nej"))
        case.refresh_from_db()
        step = f"/sag/{case.number}/trin/fase1.hjemmel_udveksling/forloeb-1/"
        assert "ikke verificeret af jurist" in client.get(step).content.decode()
        sent = {
            "on": "2.3.2026", "based_on": str(case.version), "forloeb.udveksling_hjemmel": "rsl_11c",
            "forloeb.udveksling_hjemmel_begrundelse": "Undersøgelsen kræver skolens oplysninger.",
        }  # fmt: skip
        assert client.post(step, sent).status_code == 302
        html = client.get(f"/sag/{case.number}/samtykker/").content.decode()
        assert "Retssikkerhedsloven § 11 c er noteret som lovgrundlag 2. marts 2026" in html
        assert "Undersøgelsen kræver skolens oplysninger." in html
        assert "Noteret af Anna Sørensen" in html

    def test_the_law_that_nobody_has_found_cannot_be_chosen(self, as_: As, case: Case) -> None:
        html = as_("anna").get(f"/sag/{case.number}/trin/fase1.hjemmel_udveksling/forloeb-1/").content.decode()
        assert "barnets lov § 133" in html
        assert "serviceloven § 153" not in html
        assert "SSD" not in html

    def test_the_box_of_the_case_leads_there(self, as_: As, case: Case) -> None:
        html = as_("anna").get(f"/sag/{case.number}/").content.decode()
        assert f'href="/sag/{case.number}/samtykker/"' in html

    def test_the_other_half_sees_how_it_stands_but_not_what_each_said(self, as_: As, case: Case) -> None:
        as_("anna").post(page_of(case), said(case, "ja", "nej"))
        page = as_("karen").get(f"/sag/{case.number}/samtykker/")
        assert "De er ikke enige" in page.content.decode()
        asked_by_sof = next(card for card in page.context["cards"] if card.id.startswith("samtykke-undersoegelse"))
        assert not asked_by_sof.open
        assert not asked_by_sof.persons
        assert asked_by_sof.missing.endswith("er ikke indhentet.")


class TestPaper:
    def test_is_one_for_each_and_holds_no_address(self, as_: As, case: Case) -> None:
        Person.objects.filter(pk__in=ids(case)).update(protected_address=True)
        client = as_("anna")
        page = client.get(f"/sag/{case.number}/samtykker/")
        card = next(card for card in page.context["cards"] if card.id.startswith("samtykke-udveksling"))
        assert [person.who for person in card.persons] == ["Faruk Prøvesen", "Mathilde Prøvesen"]
        answer = client.get(card.persons[1].form)
        assert answer["Content-Type"] == "application/pdf"
        assert CHILD[0] not in answer["Content-Disposition"]
        read = PdfReader(BytesIO(answer.content))
        words = " ".join(page.extract_text() for page in read.pages)
        assert "Mathilde Prøvesen" in words
        assert "Faruk" not in words
        assert "trække dit ja tilbage" in words
        assert "Fra Socialforvaltningen og Børne- og Ungdomsforvaltningen" in words.replace("\n", " ")
        assert "Opdigtet Vej" not in words
        assert read.metadata is not None
        assert read.metadata.title == "Samtykke til udveksling af oplysninger mellem forvaltningerne"
        metadata = read.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
        assert "pdfuaid:part" in metadata
        assert "pdfaid:part" in metadata

    def test_is_not_made_while_contact_with_the_family_is_held_back(self, as_: As, case: Case, town: Town) -> None:
        client = as_("anna")
        page = client.get(f"/sag/{case.number}/samtykker/")
        form = next(each.form for card in page.context["cards"] for each in card.persons if each.form)
        town.take(
            case,
            "fase1.nyt_hensyn",
            {
                "forloeb.hensyn": ["overgreb"],
                "forloeb.hensyn_frigivet": "nej",
                "forloeb.hensyn_frigivet_begrundelse": "Hun har fortalt det.",
            },
            "anna",
            TODAY,
        )
        assert client.get(form).status_code == 409

    def test_is_there_for_nobody_who_is_not_asked(self, as_: As, case: Case) -> None:
        address = f"/sag/{case.number}/samtykker/samtykke_udveksling/sag/blanket/"
        assert as_("anna").get(f"{address}999999/").status_code == 404
        assert as_("aage").get(f"{address}{ids(case)[0]}/").status_code == 404
