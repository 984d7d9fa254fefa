"""Whose a document is, who reads it, and what lets it across: a consent that holds, or a named legal basis."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from sagsgang.casework import queries
from sagsgang.casework.refusals import AnswersInvalid, NotYours, ReasonMissing, UnknownCase
from sagsgang.casework.scope import viewing
from sagsgang.documents import commands, scanning, storage
from sagsgang.documents.commands import Entry, Fetched, File
from sagsgang.documents.models import Document, Fetch, Share, Version
from sagsgang.documents.queries import DocumentRow, documents_of
from sagsgang.documents.refusals import (
    BasisGone,
    FileDamaged,
    FileRefused,
    NoBasis,
    NotScanned,
    NotYourDocument,
    UnknownDocument,
)
from tests.documents.samples import paper
from tests.documents.town import TODAY, Ground, at

LAW: dict[str, Any] = {"law": "fvl_28", "reason": "Skolen har brug for målene til undervisningen."}


def seen_by(ground: Ground, name: str, day: date = TODAY) -> tuple[DocumentRow, ...]:
    with viewing():
        return documents_of(ground.viewer(name, day), queries.case_page(ground.viewer(name, day), ground.case.number))


def titles(ground: Ground, name: str) -> list[str]:
    return [row.title for row in seen_by(ground, name)]


def fetch(ground: Ground, name: str, version: Version, day: date = TODAY) -> Fetched:
    with viewing():
        return commands.fetch(
            viewer=ground.viewer(name, day), case_number=ground.case.number, number=version.document.number,
            version=version.number, at=at(day),
        )  # fmt: skip


class TestHalves:
    def test_a_document_is_read_in_its_own_half_and_is_not_there_for_the_other(self, ground: Ground) -> None:
        version = ground.upload()
        assert titles(ground, "anna") == ["Handleplan"]
        assert titles(ground, "karen") == []
        assert fetch(ground, "anna", version).content == paper()
        with pytest.raises(UnknownDocument):
            fetch(ground, "karen", version)

    def test_it_is_laid_in_ones_own_half_only(self, ground: Ground) -> None:
        with pytest.raises(AnswersInvalid) as refusal:
            ground.upload(by="karen", half="sof")
        assert refusal.value.fields == {"half": "Vælg et af stederne på listen."}

    def test_somebody_from_another_unit_does_not_even_find_the_case(self, ground: Ground) -> None:
        version = ground.upload()
        with pytest.raises(UnknownCase):
            fetch(ground, "aage", version)
        with pytest.raises(UnknownCase):
            ground.upload(by="aage")

    def test_where_both_read_it_is_laid_on_a_basis_only(self, ground: Ground) -> None:
        with pytest.raises(NoBasis, match="ikke indhentet") as refusal:
            ground.upload(half="faelles")
        assert refusal.value.field == "law"
        assert Document.objects.count() == 0
        ground.upload(half="faelles", **LAW)
        assert titles(ground, "karen") == ["Handleplan"]
        assert Share.objects.get().law == "fvl_28"

    def test_consent_lets_it_be_laid_where_both_read(self, ground: Ground) -> None:
        ground.consent()
        ground.upload(by="karen", half="faelles", kind="elevplan")
        assert Share.objects.get().consent == "samtykke_udveksling"
        assert titles(ground, "anna") == ["Elevplan / pædagogisk notat"]

    def test_a_board_reads_nothing_that_is_not_shared_with_it(self, ground: Ground) -> None:
        ground.upload(half="faelles", **LAW)
        ground.let_in("britt", "beku_sekretaer")
        assert titles(ground, "britt") == []

    def test_who_only_reads_along_lays_nothing_up(self, ground: Ground) -> None:
        ground.let_in("pia", "dagbehandlingstilbud")
        with pytest.raises(NotYours):
            ground.upload(by="pia", half="faelles")


class TestSharing:
    def test_without_a_basis_it_stays(self, ground: Ground) -> None:
        version = ground.upload()
        with pytest.raises(NoBasis, match="ikke indhentet"):
            ground.share(version.document)
        assert Share.objects.count() == 0

    @pytest.mark.parametrize(("law", "reason", "field"), [("findes_ikke", "x", "law"), ("fvl_28", " ", "reason"),
                                                          ("ssd", "x", "law")])  # fmt: skip
    def test_a_legal_basis_is_one_of_those_that_bear_and_says_why(
        self, ground: Ground, law: str, reason: str, field: str
    ) -> None:
        version = ground.upload()
        with pytest.raises(NoBasis) as refusal:
            ground.share(version.document, law=law, reason=reason)
        assert refusal.value.field == field

    def test_on_consent_the_other_half_sees_and_fetches_it(self, ground: Ground) -> None:
        ground.consent()
        version = ground.upload()
        made = ground.share(version.document)
        assert (made.consent, made.law) == ("samtykke_udveksling", "")
        (row,) = seen_by(ground, "karen")
        assert (row.mine, row.may, row.shares[0].basis) == (
            False, False, "Samtykke til udveksling af oplysninger mellem forvaltningerne",
        )  # fmt: skip
        assert fetch(ground, "karen", version).content == paper()
        assert Fetch.objects.get().share == made

    def test_consent_that_is_withdrawn_lets_nobody_in_and_shows_who_was(self, ground: Ground) -> None:
        ground.consent()
        version = ground.upload()
        ground.share(version.document)
        fetch(ground, "karen", version)
        ground.withdraw()
        with pytest.raises(BasisGone):
            fetch(ground, "karen", version)
        (theirs,) = seen_by(ground, "karen")
        assert theirs.latest is not None
        assert (theirs.latest.open, theirs.latest.why_not) == (False, "Samtykket gælder ikke længere.")
        (ours,) = seen_by(ground, "anna")
        assert ours.shares[0].lapsed
        assert [name for name, _ in ours.shares[0].seen] == ["Karen Æbelø"]

    def test_consent_that_has_run_out_lets_nobody_in(self, ground: Ground) -> None:
        ground.consent()
        version = ground.upload()
        ground.share(version.document)
        assert fetch(ground, "karen", version, date(2027, 2, 19))
        with pytest.raises(BasisGone):
            fetch(ground, "karen", version, date(2027, 2, 20))

    def test_a_legal_basis_holds_after_the_consent_is_withdrawn(self, ground: Ground) -> None:
        ground.consent()
        version = ground.upload()
        ground.share(version.document, **LAW)
        ground.withdraw()
        assert fetch(ground, "karen", version)

    def test_consent_to_exchange_opens_no_board_and_no_provider(self, ground: Ground) -> None:
        ground.consent()
        document = ground.upload().document
        for to in ("beku", "matchningsudvalg"):
            with pytest.raises(NoBasis):
                ground.share(document, to)
        with pytest.raises(NoBasis):
            ground.share(document, "tilbud", unit=ground.town.units["hoejen"])

    def test_a_board_gets_what_is_shared_with_it(self, ground: Ground) -> None:
        version = ground.upload()
        ground.let_in("britt", "beku_sekretaer")
        ground.share(version.document, "beku", **LAW)
        assert titles(ground, "britt") == ["Handleplan"]
        assert fetch(ground, "britt", version)
        ground.let_in("syne", "beku_sekretaer")
        assert titles(ground, "syne") == []

    def test_only_the_provider_it_is_shared_with_gets_it(self, ground: Ground) -> None:
        version = ground.upload()
        for name in ("pia", "dan"):
            ground.let_in(name, "dagbehandlingstilbud")
        with pytest.raises(AnswersInvalid):
            ground.share(version.document, "tilbud", **LAW)
        ground.share(version.document, "tilbud", unit=ground.town.units["hoejen"], **LAW)
        assert fetch(ground, "pia", version)
        with pytest.raises(UnknownDocument):
            fetch(ground, "dan", version)

    def test_nobody_shares_what_is_not_his(self, ground: Ground) -> None:
        ground.consent()
        version = ground.upload()
        with pytest.raises(UnknownDocument):
            ground.share(version.document, "beku", by="karen", **LAW)
        ground.share(version.document)
        with pytest.raises(NotYourDocument):
            ground.share(version.document, "beku", by="karen", **LAW)

    @pytest.mark.parametrize("to", ["sof", "faelles", "", "alle"])
    def test_it_is_shared_with_somebody_who_does_not_have_it(self, ground: Ground, to: str) -> None:
        with pytest.raises(AnswersInvalid) as refusal:
            ground.share(ground.upload().document, to, **LAW)
        assert set(refusal.value.fields) == {"to"}

    def test_what_rested_on_a_withdrawn_consent_can_be_shared_on_a_legal_basis(self, ground: Ground) -> None:
        ground.consent()
        version = ground.upload()
        ground.share(version.document)
        ground.withdraw()
        with pytest.raises(NoBasis, match="trukket tilbage"):
            ground.share(version.document)
        ground.share(version.document, **LAW)
        assert fetch(ground, "karen", version)

    def test_it_is_shared_once(self, ground: Ground) -> None:
        document = ground.upload().document
        ground.share(document, **LAW)
        with pytest.raises(AnswersInvalid, match=r".*"):
            ground.share(document, **LAW)


class TestStopping:
    def test_what_is_stopped_is_gone_for_the_receiver_and_stands_for_the_sender(self, ground: Ground) -> None:
        version = ground.upload()
        made = ground.share(version.document, **LAW)
        fetch(ground, "karen", version)
        commands.stop_sharing(
            case_id=ground.case.pk, number=version.document.number, share_id=made.pk, why="Skolen er skiftet",
            actor=ground.viewer("anna"), at=at(),
        )  # fmt: skip
        assert titles(ground, "karen") == []
        with pytest.raises(UnknownDocument):
            fetch(ground, "karen", version)
        (row,) = seen_by(ground, "anna")
        assert (row.shares[0].holds, row.shares[0].lapsed, len(row.shares[0].seen)) == (False, False, 1)

    def test_it_says_why_and_is_done_once_by_its_own_half(self, ground: Ground) -> None:
        made = ground.share(ground.upload().document, **LAW)

        def stop(by: str, why: str) -> None:
            commands.stop_sharing(
                case_id=ground.case.pk, number=1, share_id=made.pk, why=why, actor=ground.viewer(by), at=at()
            )

        with pytest.raises(ReasonMissing):
            stop("anna", " ")
        with pytest.raises(NotYourDocument):
            stop("karen", "Nej")
        stop("anna", "Ja")
        with pytest.raises(UnknownDocument):
            stop("anna", "Ja")


class TestVersions:
    def correct(
        self, ground: Ground, by: str = "anna", reason: str = "Datoen var forkert", text: str = "rettet"
    ) -> Version:
        return commands.add_version(
            case_id=ground.case.pk,
            number=1,
            file=File(paper(text=text)),
            reason=reason,
            actor=ground.viewer(by),
            at=at(),
        )

    def test_a_correction_is_a_new_version_with_its_reason(self, ground: Ground) -> None:
        first = ground.upload()
        second = self.correct(ground)
        assert (second.number, second.reason) == (2, "Datoen var forkert")
        assert fetch(ground, "anna", first).content != fetch(ground, "anna", second).content

    def test_it_needs_a_reason_and_somebody_of_its_half(self, ground: Ground) -> None:
        ground.upload()
        with pytest.raises(ReasonMissing):
            self.correct(ground, reason="")
        with pytest.raises(UnknownDocument):
            self.correct(ground, by="karen")

    def test_what_was_shared_stays_the_old_version(self, ground: Ground) -> None:
        first = ground.upload()
        ground.share(first.document, **LAW)
        second = self.correct(ground)
        (row,) = seen_by(ground, "karen")
        assert [each.version.number for each in row.versions] == [1]
        with pytest.raises(UnknownDocument):
            fetch(ground, "karen", second)

    @pytest.mark.database
    def test_the_database_refuses_to_change_a_version_or_a_share(self, ground: Ground) -> None:
        version = ground.upload()
        ground.share(version.document, **LAW)
        for rows, change in (
            (Version.objects.all(), {"sha256": "a" * 64}),
            (Version.objects.all(), {"size": 1}),
            (Share.objects.all(), {"to": "beku"}),
            (Share.objects.all(), {"law": "andet"}),
        ):
            with pytest.raises(DatabaseError, match="change"), transaction.atomic():
                rows.update(**change)  # type: ignore[attr-defined]


class TestReferring:
    def refer(self, ground: Ground, system: str = "CSC", reference: str = "2026-77") -> Document:
        entry = Entry(kind="boernefaglig_undersoegelse", half="sof", on=TODAY)
        return commands.refer(
            case_id=ground.case.pk,
            entry=entry,
            system=system,
            reference=reference,
            actor=ground.viewer("anna"),
            at=at(),
        )

    def test_a_paper_is_referred_to_by_its_number(self, ground: Ground) -> None:
        self.refer(ground)
        (row,) = seen_by(ground, "anna")
        assert (row.title, row.document.system, row.document.reference, row.versions) == (
            "Børnefaglig undersøgelse", "CSC", "2026-77", (),
        )  # fmt: skip

    def test_its_place_can_be_shared_like_any_other(self, ground: Ground) -> None:
        ground.share(self.refer(ground), **LAW)
        assert titles(ground, "karen") == ["Børnefaglig undersøgelse"]

    @pytest.mark.parametrize(("system", "reference", "field"), [("X", "1", "system"), ("CSC", " ", "reference"),
                                                                ("CSC", "1" * 101, "reference")])  # fmt: skip
    def test_what_is_wrong_is_told_at_its_field(self, ground: Ground, system: str, reference: str, field: str) -> None:
        with pytest.raises(AnswersInvalid) as refusal:
            self.refer(ground, system, reference)
        assert set(refusal.value.fields) == {field}
        assert Document.objects.count() == 0


class TestFiles:
    def test_a_document_made_here_needs_no_scanning(self, ground: Ground, no_scanner: None) -> None:
        entry = Entry(kind="handleplan", half="sof", on=TODAY)
        made = commands.make(case_id=ground.case.pk, entry=entry, content=paper(), actor=ground.viewer("anna"), at=at())
        assert (made.scan, made.document.origin) == (Version.Scan.OWN, Document.Origin.MADE)
        assert fetch(ground, "lise", made)

    def test_until_it_is_scanned_its_uploader_alone_gets_it(self, ground: Ground, no_scanner: None) -> None:
        version = ground.upload()
        assert version.scan == Version.Scan.WAITING
        assert fetch(ground, "anna", version)
        with pytest.raises(NotScanned):
            fetch(ground, "lise", version)
        with pytest.raises(NotScanned):
            ground.share(version.document, **LAW)
        assert scanning.scan_pending(at()) == 0
        assert scanning.pending() == 1

    def test_the_worker_scans_what_waits(self, ground: Ground, settings: Any, no_scanner: None) -> None:
        version = ground.upload()
        settings.SCANNER = "sagsgang.documents.scanning.StandIn"
        scanning.scanner.cache_clear()
        assert scanning.scan_pending(at()) == 1
        assert scanning.pending() == 0
        assert fetch(ground, "lise", version)

    def test_nobody_gets_what_holds_malware(self, ground: Ground) -> None:
        version = ground.upload(content=b"Hej " + scanning.StandIn.PATTERN)
        assert version.scan == Version.Scan.INFECTED
        with pytest.raises(NotScanned, match="skadelig kode"):
            fetch(ground, "anna", version)
        with pytest.raises(NotScanned):
            ground.share(version.document, **LAW)

    def test_a_file_that_is_not_what_it_was_is_not_handed_out(self, ground: Ground) -> None:
        version = ground.upload()
        storage.path_of(version.sha256).write_bytes(b"noget andet")
        with pytest.raises(FileDamaged):
            fetch(ground, "anna", version)
        assert storage.differences().damaged == (version.sha256,)
        storage.path_of(version.sha256).unlink()
        found = storage.differences()
        assert (found.missing, found.lost) == ((version.sha256,), True)

    def test_a_file_in_use_is_not_taken_away(self, ground: Ground) -> None:
        version = ground.upload()
        assert storage.remove(version.sha256) is False
        assert storage.read(version.sha256) is not None

    def test_a_refused_file_leaves_no_trace(self, ground: Ground) -> None:
        with pytest.raises(FileRefused):
            ground.upload(content=b"<html>")
        assert (Document.objects.count(), storage.differences().unknown) == (0, ())

    def test_its_own_name_is_kept_and_used_for_nothing(self, ground: Ground) -> None:
        version = ground.upload()
        assert version.file_name == "Zenobia Testesen handleplan.pdf"
        name = fetch(ground, "anna", version).name
        assert name == f"handleplan-{ground.case.number}-1-v1.pdf"

    @pytest.mark.parametrize(
        "more", [{"kind": "findes_ikke"}, {"kind": "andet"}, {"kind": "andet", "title": "x" * 201}]
    )
    def test_what_is_wrong_with_the_entry_is_told_at_its_field(self, ground: Ground, more: dict[str, str]) -> None:
        with pytest.raises(AnswersInvalid) as refusal:
            ground.upload(**more)
        assert set(refusal.value.fields) <= {"kind", "title"}

    def test_another_document_has_a_title_of_its_own(self, ground: Ground) -> None:
        ground.upload(kind="andet", title=" Brev  fra lægen ")
        assert titles(ground, "anna") == ["Brev fra lægen"]
