"""Papers come out searchable, tagged, archivable and the same each time; people's text is never markup."""

import io
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from sagsgang.typesetting import PAPER, TypesettingFailed, pdf, setting
from sagsgang.typesetting.letters import displayable

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def paper(**data: object) -> Mapping[str, object]:
    return {"title": "Samtykke til udveksling", **data}


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def words(content: bytes) -> str:
    return " ".join("\n".join(page.extract_text() for page in read(content).pages).split())


class TestText:
    def test_danish_letters_can_be_searched_for(self) -> None:
        assert "Rødgrød på åen, ÆØÅ" in words(pdf(PAPER, paper(intro="Rødgrød på åen, ÆØÅ"), at=NOON))

    @pytest.mark.parametrize(
        "typed",
        ["*fed* _skrå_ `kode`", '#read("/sagsgang")', "$x^2$ <mærke> @henvisning", "= Overskrift", "\\ #{1 + 1} //"],
    )
    def test_text_is_printed_as_typed_and_never_read_as_markup(self, typed: str) -> None:
        made = words(pdf(PAPER, paper(intro=typed, sections=[{"heading": typed, "facts": [[typed, typed]]}]), at=NOON))
        assert made.count(typed) == 4

    def test_paragraphs_and_lines_stay_apart(self) -> None:
        pages = read(pdf(PAPER, paper(intro="Første\nanden\n\ntredje"), at=NOON)).pages
        assert pages[0].extract_text().splitlines()[1:4] == ["Første", "anden", "tredje"]

    def test_a_letter_no_font_has_is_printed_as_its_number(self) -> None:
        made = words(pdf(PAPER, paper(intro="Hej 😀 og \ue000, Łukasz, Αθηνά, العربية"), at=NOON))
        assert "Hej [U+1F600] og [U+E000], Łukasz, Αθηνά" in made
        assert "[U+06" not in made

    def test_signs_that_steer_the_text_are_left_out(self) -> None:
        assert displayable("a\x00b\u202ec\td\r\ne", lambda _: True) == "abc    d\ne"

    def test_half_a_letter_does_not_stop_a_paper(self) -> None:
        assert "[U+D83D]" in words(pdf(PAPER, paper(intro="æ \ud83d"), at=NOON))


class TestFile:
    def test_it_declares_itself_archivable_and_accessible(self) -> None:
        root = read(pdf(PAPER, paper(), at=NOON)).trailer["/Root"]
        declared = root["/Metadata"].get_object().get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in declared
        assert "<pdfuaid:part>1</pdfuaid:part>" in declared
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own truth
        assert root["/Lang"] == "da-DK"
        assert root["/OutputIntents"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - pypdf's own truth

    def test_its_parts_are_tagged(self) -> None:
        table = {"heading": "Oversigt", "head": ["Nr."], "rows": [["1"]], "list": ["a"]}
        reader = read(pdf(PAPER, paper(sections=[table]), at=NOON))
        seen: set[str] = set()
        waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
        while waiting:
            node = waiting.pop().get_object()
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                seen.add(str(node.get("/S", "")))
                waiting.extend([node["/K"]] if "/K" in node else [])
        assert seen >= {"/Document", "/H1", "/H2", "/Table", "/TR", "/TH", "/TD", "/L", "/LI"}

    def test_its_title_and_date_are_those_given(self) -> None:
        metadata = read(pdf(PAPER, paper(sender=["Fjordkøbing Kommune", "SOF"]), at=NOON)).metadata
        assert metadata is not None
        assert metadata.title == "Samtykke til udveksling"
        assert metadata.author == "Fjordkøbing Kommune"
        assert metadata.creation_date == NOON

    def test_the_same_content_and_moment_give_the_same_bytes(self) -> None:
        made: list[bytes] = []
        content = paper(intro="æ", sections=[{"facts": [["a", "b"]]}], signatures=["Far"])
        for _ in range(2):
            one = threading.Thread(target=lambda: made.append(pdf(PAPER, content, at=NOON)))
            one.start()
            one.join()
        assert made[0] == made[1] == pdf(PAPER, dict(reversed(content.items())), at=NOON)

    def test_a_moment_is_the_same_in_every_time_zone(self) -> None:
        assert pdf(PAPER, paper(), at=NOON.astimezone(ZoneInfo("Europe/Copenhagen"))) == pdf(PAPER, paper(), at=NOON)

    def test_each_page_says_which_it_is(self) -> None:
        long = paper(sections=[{"head": ["Nr."], "rows": [[str(number)] for number in range(80)]}], footer="Sag 26-1")
        pages = [page.extract_text() for page in read(pdf(PAPER, long, at=NOON)).pages]
        assert ["Sag 26-1 Side 1 af" in pages[0], f"Side {len(pages)} af {len(pages)}" in pages[-1]] == [True, True]
        assert all("Nr." in page for page in pages)


class TestFaults:
    def test_a_missing_key_names_the_template_and_no_content(self) -> None:
        with pytest.raises(TypesettingFailed) as fault:
            pdf(PAPER, {"intro": "hemmeligt"}, at=NOON)
        assert str(fault.value).startswith(PAPER)
        assert "hemmeligt" not in str(fault.value)
        assert fault.value.__suppress_context__

    def test_a_template_outside_the_package_cannot_be_set(self) -> None:
        with pytest.raises(TypesettingFailed):
            pdf("../../README.md", paper(), at=NOON)

    def test_a_moment_without_a_time_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            pdf(PAPER, paper(), at=datetime(2026, 11, 21))  # noqa: DTZ001 - that is the fault

    def test_every_letter_taken_for_granted_is_in_the_fonts(self) -> None:
        letters = [chr(number) for number in range(0x20, 0x180) if chr(number).isprintable()]
        assert setting._has_letter("".join(letters))
