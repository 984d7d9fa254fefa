"""What is taken and what is not, by content alone; hostile files are made here."""

import io
import zipfile

import pytest

from sagsgang.documents.content import DOCX, JPEG, ODT, PDF, PNG, TEXT, recognise
from sagsgang.documents.refusals import FileRefused
from tests.documents import samples
from tests.documents.samples import (
    archive,
    docx,
    docx_with_types,
    jpeg,
    odt,
    paper,
    pdf_with,
    pdf_with_packed_object,
    png,
)

MOST = 1_000_000
EXTERNAL = (
    b'<Relationships><Relationship Type="http://x/relationships/%s" Target="https://x.example" '
    b'TargetMode="External"/></Relationships>'
)


def refused(content: bytes) -> str:
    with pytest.raises(FileRefused) as refusal:
        recognise(content, MOST)
    assert refusal.value.field == "file"
    return refusal.value.sentence


class TestTaken:
    @pytest.mark.parametrize(
        ("content", "kind"),
        [(paper(), PDF), (png(), PNG), (jpeg(), JPEG), (jpeg() + jpeg(), JPEG), (docx(), DOCX), (odt(), ODT),
         ("Rødgrød\r\nmed fløde\t1 < 2".encode(), TEXT), ("\ufeffmed mærke".encode(), TEXT)],
        ids=["pdf", "png", "jpeg", "jpeg of a telephone", "docx", "odt", "text", "text with a mark"],
    )  # fmt: skip
    def test_each_kind_is_known_by_its_content(self, content: bytes, kind: object) -> None:
        assert recognise(content, MOST) is kind

    def test_a_word_document_may_hold_links(self) -> None:
        assert recognise(docx(**{"word___rels__document.xml.rels": EXTERNAL % b"hyperlink"}), MOST) is DOCX


class TestSize:
    def test_an_empty_file_is_refused(self) -> None:
        assert refused(b"") == "Filen er tom. Vælg den igen."

    def test_the_limit_is_told_in_megabytes(self) -> None:
        assert refused(b"a" * (MOST + 1)) == "Filen er for stor: den må højst fylde 1 MB."
        assert recognise(b"a" * MOST, MOST) is TEXT


class TestPdf:
    @pytest.mark.parametrize("what", ["javascript", "launch", "hidden", "form"])
    def test_what_runs_is_refused(self, what: str) -> None:
        assert "kører eller henter" in refused(pdf_with(what))

    def test_other_files_inside_are_refused(self) -> None:
        assert refused(pdf_with("attachment"))

    def test_a_locked_one_is_refused_since_nobody_could_read_it(self) -> None:
        assert "låst" in refused(pdf_with("locked"))

    def test_an_action_in_a_compressed_object_is_found(self) -> None:
        assert recognise(pdf_with_packed_object(b"<</S/URI/URI(x)>>"), MOST) is PDF
        assert "kører eller henter" in refused(pdf_with_packed_object(b"<</S/JavaScript/JS(1)>>"))
        assert "kører eller henter" in refused(pdf_with_packed_object(b"<</S/J#61vaScript/J#53(1)>>"))

    def test_an_action_in_an_older_revision_is_found(self) -> None:
        assert recognise(pdf_with("nothing"), MOST) is PDF
        assert refused(paper().replace(b"/Type", b"/S /Launch /Type", 1))

    @pytest.mark.parametrize("change", [lambda whole: whole[:-400], lambda whole: b"%PDF-1.7\n%%EOF\n",
                                        lambda whole: whole + b"<script>alert(1)</script>"])  # fmt: skip
    def test_a_broken_or_lengthened_one_is_refused(self, change: object) -> None:
        assert refused(change(paper()))  # type: ignore[operator]

    def test_one_that_is_an_archive_as_well_is_refused(self) -> None:
        assert "hænger noget" in refused(paper() + archive({"a.html": b"<script>"}))

    def test_one_that_does_not_begin_the_file_is_refused(self) -> None:
        assert refused(b"<html>" + paper())


class TestPictures:
    def test_nothing_hangs_behind_a_picture(self) -> None:
        assert "hænger noget" in refused(png() + b"<script>")
        assert "hænger noget" in refused(jpeg() + archive({"a": b"b"}))

    def test_a_cut_or_changed_picture_is_refused(self) -> None:
        assert refused(png()[:-6])
        assert refused(png().replace(b"IHDR", b"IHDX"))
        assert refused(jpeg()[:-2])
        assert refused(b"\xff\xd8\xff")

    def test_zeros_that_fill_up_a_block_are_fine(self) -> None:
        assert recognise(jpeg() + b"\0" * 100, MOST) is JPEG


class TestOffice:
    @pytest.mark.parametrize(
        "content",
        [docx(word__vbaProject_bin=b"x").replace(b"vbaProject_bin", b"vbaProject.bin"),
         docx(word__activeX__activeX1=b"x"), docx(word__embeddings__oleObject1=b"x"),
         docx_with_types(f'<Types ContentType="{samples.WORD}.main+xml vnd.ms-word.document.macroEnabled"/>'),
         odt(Basic__Standard__script=b"x"), odt(**{"Object 1/content.xml": b"x"}),
         odt(b'<office:document-content><script:event xlink:href="x"/></office:document-content>')],
        ids=["macros", "activex", "ole", "docm", "basic", "object", "script"],
    )  # fmt: skip
    def test_what_runs_is_refused(self, content: bytes) -> None:
        assert "kan køre" in refused(content)

    def test_a_template_from_elsewhere_is_refused(self) -> None:
        rels = {"word___rels__settings.xml.rels": EXTERNAL % b"attachedTemplate"}
        assert "henter noget andre steder fra" in refused(docx(**rels))

    def test_entities_and_other_encodings_cannot_hide_anything(self) -> None:
        assert refused(docx_with_types('<!DOCTYPE x [<!ENTITY a "b">]><Types/>'))
        assert refused(docx(**{"[Content_Types].xml": "<Types/>".encode("utf-16")}))

    def test_an_archive_that_is_no_document_is_refused(self) -> None:
        assert refused(archive({"a.exe": b"MZ"}))
        assert refused(archive({"../a": b"x", "word/document.xml": b"", "[Content_Types].xml": b""}))

    def test_nothing_hangs_behind_an_archive(self) -> None:
        assert refused(docx() + b"<script>")
        assert refused(docx()[:-30])

    def test_a_bomb_is_refused_before_it_goes_off(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("[Content_Types].xml", b"<Types/>")
            made.writestr("word/document.xml", b"\0" * 60_000_001)
        bomb = out.getvalue()
        assert refused(bomb)
        assert refused(bomb.replace((60_000_001).to_bytes(4, "little"), (2_000_000_000).to_bytes(4, "little")))


class TestText:
    @pytest.mark.parametrize(
        "content",
        [b"<!DOCTYPE html><p>hej", b"  <svg xmlns='x' onload='alert(1)'/>", b"hej <script>alert(1)</script>",
         b"<?xml version='1.0'?><a/>", b"<?php system(1);", b"{\\rtf1 hej}", b"%!PS", b"#!/bin/sh\nrm"],
    )  # fmt: skip
    def test_pages_and_programs_are_refused(self, content: bytes) -> None:
        assert "kode" in refused(content)

    @pytest.mark.parametrize(
        "content",
        [b"MZ\x90\x00", "blåbær".encode("latin-1"), "hej".encode("utf-16"), b"\x00\x01", b"GIF89a\x01\x00",
         b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x7fELF"],
        ids=["exe", "latin-1", "utf-16", "bytes", "gif", "old word", "elf"],
    )  # fmt: skip
    def test_what_is_none_of_ours_is_told_what_would_be(self, content: bytes) -> None:
        assert "Det kan PDF" in refused(content) or "kode" in refused(content)
