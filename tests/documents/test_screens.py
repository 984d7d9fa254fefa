"""The case's documents on the screen: laid up, corrected, shared, fetched; nothing that was typed is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sagsgang.casework.models import LedgerText
from sagsgang.documents.models import Document, Fetch, Share, Version
from sagsgang.web import clock
from tests.documents.samples import docx, paper, pdf_with, png
from tests.documents.test_sharing import LAW
from tests.documents.town import TODAY, Ground
from tests.web.town import form_of

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
As = Callable[[str], Client]


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def sent(content: bytes, name: str = "Zenobia Testesen.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def entry(**more: Any) -> dict[str, Any]:
    return {"kind": "handleplan", "how": "fil", "on": "2.3.2026", "half": "sof", **more}


def errors(answer: Any) -> list[str]:
    return [each.target for each in answer.context["form"].errors()]


class TestAdding:
    def test_a_file_is_laid_up(self, ground: Ground, as_: As) -> None:
        anna = as_("anna")
        answer = anna.post(f"{ground.path}dokumenter/", entry(file=sent(paper())), follow=True)
        assert "Dokument 1 er lagt op." in text_of(answer)
        assert "Handleplan" in text_of(answer)
        assert Version.objects.get().content_type == "application/pdf"

    def test_a_paper_elsewhere_is_referred_to(self, ground: Ground, as_: As) -> None:
        typed = entry(how="nummer", system="CSC", reference="2026-77")
        page = text_of(as_("anna").post(f"{ground.path}dokumenter/", typed, follow=True))
        assert "CSC 2026-77" in page

    @pytest.mark.parametrize(
        ("more", "targets"),
        [({}, ["felt-file"]), ({"file": sent(b"")}, ["felt-file"]), ({"file": sent(pdf_with("launch"))}, ["felt-file"]),
         ({"kind": "", "file": sent(png())}, ["felt-kind", "felt-file"]),
         ({"on": "i går", "file": sent(png())}, ["felt-file", "felt-on"]),
         ({"half": "buf", "file": sent(docx())}, ["felt-file", "felt-half-1"]),
         ({"half": "faelles", "file": sent(png())}, ["felt-file", "felt-law"]),
         ({"how": "nummer", "system": "CSC"}, ["felt-reference"])],
    )  # fmt: skip
    def test_what_is_wrong_is_told_at_its_field_and_the_rest_stays(
        self, ground: Ground, as_: As, more: dict[str, Any], targets: list[str]
    ) -> None:
        answer = as_("anna").post(f"{ground.path}dokumenter/", entry(title="Et brev fra lægen", **more))
        assert answer.status_code == 422
        assert errors(answer) == targets
        assert "Et brev fra lægen" in text_of(answer)
        assert Document.objects.count() == 0

    def test_a_file_beyond_the_limit_is_not_read_and_the_rest_stays(
        self, ground: Ground, as_: As, settings: Any
    ) -> None:
        settings.FILES_MOST_BYTES = settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
        answer = as_("anna").post(f"{ground.path}dokumenter/", entry(title="Et brev", file=sent(b"a" * 1_200_000)))
        assert errors(answer) == ["felt-file"]
        assert "højst fylde 1 MB" in text_of(answer)
        assert "Et brev" in text_of(answer)

    def test_a_null_sign_in_a_field_is_refused_and_one_in_a_file_is_not(self, ground: Ground, as_: As) -> None:
        anna = as_("anna")
        assert anna.post(f"{ground.path}dokumenter/", entry(title="a\0b", file=sent(png()))).status_code == 400
        assert b"\0" in png()
        assert anna.post(f"{ground.path}dokumenter/", entry(file=sent(png()))).status_code == 302

    def test_what_was_typed_survives_the_log_in_and_the_file_is_asked_for_again(self, ground: Ground) -> None:
        answer = Client().post(f"{ground.path}dokumenter/", entry(title="Et brev", file=sent(png())))
        assert answer.status_code == 401
        assert "Et brev" in text_of(answer)
        assert Document.objects.count() == 0

    def test_who_reads_along_is_told_that_he_cannot(self, ground: Ground, as_: As) -> None:
        ground.let_in("pia", "dagbehandlingstilbud")
        pia = as_("pia")
        assert "kan ikke lægge dokumenter" in text_of(pia.get(f"{ground.path}dokumenter/"))
        assert pia.post(f"{ground.path}dokumenter/", entry(file=sent(png()))).status_code == 403

    def test_an_empty_case_says_so(self, ground: Ground, as_: As) -> None:
        assert "ingen dokumenter, du kan læse" in text_of(as_("karen").get(f"{ground.path}dokumenter/"))


class TestFetching:
    def get(self, client: Client, ground: Ground, version: int = 1, number: int = 1) -> Any:
        return client.get(f"{ground.path}dokument/{number}/version/{version}/")

    def test_a_file_is_kept_and_never_shown(self, ground: Ground, as_: As) -> None:
        ground.upload()
        answer = self.get(as_("anna"), ground)
        assert answer.content == paper()
        assert answer["Content-Disposition"] == f'attachment; filename="handleplan-{ground.case.number}-1-v1.pdf"'
        assert answer["Content-Type"] == "application/pdf"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Frame-Options"] == "DENY"

    @pytest.mark.parametrize("kind", ["andet", "æøå", '"; filename="x.html'])
    def test_nothing_anybody_typed_is_in_a_header(self, ground: Ground, as_: As, kind: str) -> None:
        made = ground.upload(kind="andet", title='Zenobia"\r\nSet-Cookie: a=b')
        Document.objects.filter(pk=made.document_id).update(kind=kind)
        answer = self.get(as_("anna"), ground)
        assert "Zenobia" not in str(answer.headers)
        assert answer["Content-Disposition"].endswith('-1-v1.pdf"')
        assert "html" not in answer["Content-Disposition"].split("-")[-1]

    def test_text_is_never_taken_for_a_page(self, ground: Ground, as_: As) -> None:
        ground.upload(content=b"bare tekst")
        assert self.get(as_("anna"), ground)["Content-Type"] == "text/plain; charset=utf-8"

    def test_it_is_on_record_who_fetched_what(self, ground: Ground, as_: As) -> None:
        ground.upload()
        self.get(as_("anna"), ground)
        assert [(each.user.username, each.share) for each in Fetch.objects.select_related("user")] == [("anna", None)]

    @pytest.mark.parametrize("name", ["karen", "aage"])
    def test_who_may_not_know_of_it_gets_what_a_missing_one_gives(self, ground: Ground, as_: As, name: str) -> None:
        ground.upload()
        client = as_(name)
        for path in ("dokument/1/", "dokument/1/version/1/"):
            answer, missing = client.get(ground.path + path), client.get(ground.path + path.replace("1/", "9/", 1))
            assert answer.status_code == missing.status_code == 404
            pages = [TOKEN.sub("", text_of(each)).replace("dokument/1/", "dokument/9/") for each in (answer, missing)]
            assert pages[0] == pages[1]

    def test_a_stranger_is_asked_to_log_in(self, ground: Ground) -> None:
        ground.upload()
        assert self.get(Client(), ground)["Location"].startswith("/log-ind/")

    def test_no_such_number_however_large(self, ground: Ground, as_: As) -> None:
        anna = as_("anna")
        assert self.get(anna, ground, 10**30, 10**30).status_code == 404
        assert anna.get(f"{ground.path}dokument/{10**30}/").status_code == 404
        assert anna.post(f"{ground.path}dokument/1/deling/{10**30}/stop/", {"why": "x"}).status_code == 404

    def test_a_withdrawn_consent_is_told(self, ground: Ground, as_: As) -> None:
        ground.consent()
        ground.share(ground.upload().document)
        karen = as_("karen")
        assert self.get(karen, ground).status_code == 200
        ground.withdraw()
        answer = self.get(karen, ground)
        assert answer.status_code == 403
        assert "gælder ikke længere" in text_of(answer)
        assert "Samtykket gælder ikke længere" in text_of(karen.get(f"{ground.path}dokumenter/"))
        assert "Kan ikke åbnes længere" in text_of(as_("anna").get(f"{ground.path}dokument/1/"))

    def test_an_expired_consent_closes_on_the_day(self, ground: Ground, as_: As) -> None:
        ground.consent()
        ground.share(ground.upload().document)
        clock.set_exercise_day(TODAY.replace(year=2027))
        assert self.get(as_("karen"), ground).status_code == 403


class TestOne:
    def test_it_is_shared_from_its_page(self, ground: Ground, as_: As) -> None:
        ground.upload()
        anna = as_("anna")
        refused = anna.post(f"{ground.path}dokument/1/deling/", {"to": "buf", "reason": "Målene skal bruges"})
        assert refused.status_code == 422
        assert "er ikke indhentet" in text_of(refused)
        assert "Målene skal bruges" in text_of(refused)
        done = anna.post(f"{ground.path}dokument/1/deling/", {"to": "buf", **LAW}, follow=True)
        assert "Dokumentet er delt med BUF." in text_of(done)
        assert "Forvaltningsloven § 28" in text_of(done)
        assert "Delt med dig" in text_of(as_("karen").get(f"{ground.path}dokumenter/"))

    def test_it_is_shared_with_a_chosen_provider(self, ground: Ground, as_: As) -> None:
        ground.upload()
        anna = as_("anna")
        refused = anna.post(f"{ground.path}dokument/1/deling/", {"to": "tilbud", "unit": "engskolen", **LAW})
        assert refused.status_code == 422
        assert (
            anna.post(f"{ground.path}dokument/1/deling/", {"to": "tilbud", "unit": "hoejen", **LAW}).status_code == 302
        )
        assert Share.objects.get().unit == ground.town.units["hoejen"]

    def test_sharing_is_stopped_with_a_reason(self, ground: Ground, as_: As) -> None:
        made = ground.share(ground.upload().document, **LAW)
        anna, path = as_("anna"), f"{ground.path}dokument/1/deling/{made.pk}/stop/"
        assert "Skriv, hvorfor delingen stoppes." in text_of(anna.post(path, follow=True))
        assert "Delingen er stoppet." in text_of(anna.post(path, {"why": "Skiftet skole"}, follow=True))
        assert "Skiftet skole" in text_of(anna.get(f"{ground.path}dokument/1/"))

    def test_a_sharing_is_stopped_at_its_own_document_only(self, ground: Ground, as_: As) -> None:
        made = ground.share(ground.upload().document, **LAW)
        ground.upload()
        path = f"{ground.path}dokument/%d/deling/{made.pk}/stop/"
        for other in (2, 99):
            assert as_("anna").post(path % other, {"why": "Skiftet skole"}).status_code == 404
        made.refresh_from_db()
        assert made.stopped_at is None
        assert as_("anna").post(path % 1, {"why": "Skiftet skole"}).status_code == 302

    def test_a_corrected_file_is_a_new_version(self, ground: Ground, as_: As) -> None:
        ground.upload()
        anna, path = as_("anna"), f"{ground.path}dokument/1/version/"
        refused = anna.post(path, {"file": sent(png())})
        assert refused.status_code == 422
        assert [each.target for each in refused.context["version_form"].errors()] == ["felt-file", "felt-corrected"]
        done = anna.post(path, {"file": sent(png()), "corrected": "Nyt billede"}, follow=True)
        assert "Version 2 er lagt op." in text_of(done)
        assert "Nyt billede" in text_of(done)

    def test_its_receiver_reads_it_and_changes_nothing(self, ground: Ground, as_: As) -> None:
        ground.share(ground.upload().document, **LAW)
        karen = as_("karen")
        page = text_of(karen.get(f"{ground.path}dokument/1/"))
        assert "Del dokumentet" not in page
        assert "Zenobia Testesen handleplan.pdf" not in page
        for path, more in (("deling/", {"to": "beku", **LAW}), ("version/", {"file": sent(png()), "corrected": "x"})):
            assert karen.post(f"{ground.path}dokument/1/{path}", more).status_code == 403

    def test_titles_and_addresses_hold_numbers_only(self, ground: Ground, as_: As) -> None:
        ground.upload(kind="andet", title="Brev om Zenobia")
        for path in ("dokumenter/", "dokument/1/"):
            page = text_of(as_("anna").get(ground.path + path))
            assert "Zenobia" not in page[page.index("<title>") : page.index("</title>")]


class TestForms:
    STEP, FACT = "fase2.registrer_igangvaerende", "undersoegelse.papir"

    def path(self, ground: Ground) -> str:
        return f"{ground.path}trin/{self.STEP}/forloeb-1/"

    def send(self, ground: Ground, client: Client, **more: str) -> Any:
        """Take a step that asks where a paper lies."""
        typed = {self.FACT + name: value for name, value in more.items()}
        return client.post(self.path(ground), {**form_of(client, self.path(ground)), **typed})

    def test_a_form_offers_the_documents_that_one_reads(self, ground: Ground, as_: As) -> None:
        ground.upload()
        ground.upload(by="karen", half="buf", kind="elevplan")
        page = text_of(as_("anna").get(self.path(ground)))
        assert "Handleplan (02.03.2026, dokument 1)" in page
        assert "dokument 2)" not in page

    def test_a_document_is_named_and_its_place_kept(self, ground: Ground, as_: As) -> None:
        ground.upload()
        anna = as_("anna")
        assert self.send(ground, anna, _dokument="1").status_code == 302
        assert [text.body for text in LedgerText.objects.filter(key=self.FACT)] == ["Dokument 1"]
        assert f'<a href="{ground.path}dokument/1/">Dokument 1</a>' in text_of(anna.get(f"{ground.path}tidslinje/"))

    def test_a_number_elsewhere_is_named_as_before(self, ground: Ground, as_: As) -> None:
        ground.upload()
        assert self.send(ground, as_("anna"), _system="CSC", **{"": "2026-77"}).status_code == 302
        assert [text.body for text in LedgerText.objects.filter(key=self.FACT)] == ["CSC 2026-77"]

    @pytest.mark.parametrize("number", ["2", "9", "x", "-1", "9" * 40])
    def test_a_document_that_one_does_not_read_cannot_be_named(self, ground: Ground, as_: As, number: str) -> None:
        ground.upload()
        ground.upload(by="karen", half="buf", kind="elevplan")
        answer = self.send(ground, as_("anna"), _dokument=number)
        assert answer.status_code == 422
        assert "Vælg et dokument på listen." in text_of(answer)

    def test_it_is_one_or_the_other(self, ground: Ground, as_: As) -> None:
        ground.upload()
        answer = self.send(ground, as_("anna"), _dokument="1", **{"": "2026-77"})
        assert "ikke begge dele" in text_of(answer)
        assert "2026-77" in text_of(answer)

    def test_a_correction_starts_from_the_document_that_was_named(self, ground: Ground, as_: As) -> None:
        ground.upload()
        anna = as_("anna")
        self.send(ground, anna, _dokument="1")
        page = text_of(anna.get(f"{ground.path}haendelse/2/ret/"))
        assert '<option value="1" selected>Handleplan' in page
