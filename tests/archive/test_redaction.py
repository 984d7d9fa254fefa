"""Redaction: what is taken out is not there, however it was written; the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagsgang.archive.redaction import BLOT, SHORT, contacts, cpr_numbers, holds, redacted, usable

TEXT = st.text(alphabet="abcæøåABCÆØÅ 01-.,\n\t\u00ad\u200bé", max_size=60)
PASSAGE = st.text(alphabet="abcæøåABCÆØÅ 01-", min_size=SHORT + 1, max_size=12)


class TestWhatGoes:
    @pytest.mark.parametrize(
        "text",
        ["Karl Holm ringede.", "KARL HOLM ringede.", "Karl  \n Holm ringede.", "Ka\u00adrl Ho\u200blm ringede.",
         "Karl Holms bror ringede."],
    )  # fmt: skip
    def test_a_name_however_it_is_written(self, text: str) -> None:
        made = redacted(text, ["Karl Holm"])
        assert made.startswith(BLOT)
        assert "holm" not in made.lower()
        assert "ringede." in made

    @pytest.mark.parametrize("text", ["0305139999", "030513-9999", "030513 9999", "030513 - 9999", "030513–9999"])
    def test_a_number_with_and_without_its_hyphen(self, text: str) -> None:
        assert redacted(f"Nr. {text}.", ["030513-9999"]) == f"Nr. {BLOT}."

    def test_a_letter_made_of_two_signs(self) -> None:
        assert redacted("Ren\u0065\u0301e kom", ["Renée"]) == f"{BLOT} kom"

    def test_overlapping_passages_leave_nothing_between(self) -> None:
        assert redacted("Anne Marie Holm", ["Anne Marie", "Marie Holm"]) == BLOT

    def test_the_blot_does_not_tell_how_long_it_was(self) -> None:
        assert redacted("Bodil var her", ["Bodil"]) == redacted("Wilhelmine var her", ["Wilhelmine"])

    def test_a_short_name_takes_no_other_word_with_it(self) -> None:
        assert redacted("Bo bor i en bolig. Bos nabo.", ["Bo"]) == f"{BLOT} bor i en bolig. {BLOT} nabo."


class TestWhatStays:
    def test_a_text_without_the_words(self) -> None:
        assert redacted("Han er glad.", ["Karl"]) == "Han er glad."

    @pytest.mark.parametrize("passage", ["", "   ", "…", BLOT, f"a{BLOT}"])
    def test_nothing_is_found_by_nothing(self, passage: str) -> None:
        assert redacted("Han er glad …", [passage]) == "Han er glad …"


@given(TEXT, st.lists(PASSAGE, max_size=4))
def test_a_passage_is_never_left_to_be_read(text: str, passages: list[str]) -> None:
    made = redacted(text, passages)
    assert not any(holds(made, each) for each in usable(passages))
    assert redacted(made, passages) == made


def test_numbers_and_contacts_are_found() -> None:
    text = "Ring 12 34 56 78 eller 87654321, skriv a.b@c.dk om 010203-4567 og 1234567890123."
    assert cpr_numbers(text) == ["0102034567"]
    assert contacts(text) == ["a.b@c.dk", "12 34 56 78", "87654321"]
