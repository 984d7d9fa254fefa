"""Files that hide what they do are refused, and ordinary ones that look like them are taken."""

import pytest

from sagsgang.documents.content import DOCX, ODT, PDF, recognise
from sagsgang.documents.refusals import ACTIVE, BROKEN, REMOTE, FileRefused
from tests.documents import hostile

MOST = 1_000_000


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as refusal:
        recognise(content, MOST)
    return refusal.value.sentence


@pytest.mark.parametrize("what", hostile.REMOTE)
def test_what_fetches_by_itself_is_found_however_it_is_written(what: str) -> None:
    assert refused(hostile.REMOTE[what]) == REMOTE


@pytest.mark.parametrize("what", hostile.ACTIVE)
def test_what_runs_is_found_however_it_is_written(what: str) -> None:
    assert refused(hostile.ACTIVE[what]) == ACTIVE


@pytest.mark.parametrize("what", hostile.DECLARED)
def test_no_part_declares_anything_or_is_broken(what: str) -> None:
    assert refused(hostile.DECLARED[what]) == BROKEN


@pytest.mark.parametrize("what", hostile.ORDINARY)
def test_an_ordinary_document_is_taken(what: str) -> None:
    assert recognise(hostile.ORDINARY[what], MOST) is (ODT if what.startswith("odt") else DOCX)


@pytest.mark.parametrize("what", hostile.PDF_ACTIVE)
def test_a_pdf_does_nothing_by_itself(what: str) -> None:
    assert "kører eller henter" in refused(hostile.PDF_ACTIVE[what])


@pytest.mark.parametrize("what", hostile.PDF_ORDINARY)
def test_a_pdf_may_have_links_and_open_at_a_place(what: str) -> None:
    assert recognise(hostile.PDF_ORDINARY[what], MOST) is PDF
