"""What differs between two texts: both can be read out of it whole, and it is told so that it can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sagsgang.plans.differences import Change, compared

words = some.lists(some.sampled_from(["Vi", "ringer", "hver", "fredag", ".", " ", "\n", "æøå", "1:1"]), max_size=40)


@given(words, words)
def test_both_texts_can_be_read_out_of_it(one: list[str], other: list[str]):
    before, after = " ".join(one), " ".join(other)
    pieces = compared(before, after)
    assert "".join(each.text for each in pieces if each.change is not Change.ADDED) == before
    assert "".join(each.text for each in pieces if each.change is not Change.TAKEN_OUT) == after
    assert all(each.text for each in pieces)


def test_another_text_altogether_is_not_cut_to_pieces():
    before, after = "Sagsbehandleren og RC taler sammen hver fredag.", "Vi mødes og spiser hver måned."
    assert [each.change for each in compared(before, after)][:2] == [Change.TAKEN_OUT, Change.ADDED]
    assert len(compared(before, after)) <= 3


def test_one_word_more_is_one_piece():
    pieces = compared("Vi ringer sammen hver fredag.", "Vi ringer sammen hver fredag kl. 9.")
    assert [(each.change, each.text) for each in pieces] == [
        (Change.SAME, "Vi ringer sammen hver fredag"), (Change.TAKEN_OUT, "."), (Change.ADDED, " kl. 9."),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "Ens"])
def test_the_same_text_has_no_difference(text: str):
    assert all(each.change is Change.SAME for each in compared(text, text))
