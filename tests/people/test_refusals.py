"""Every refusal is an answer: a code of its own, a whole sentence, a field."""

import pickle

import pytest

from sagsgang.people import refusals
from sagsgang.people.refusals import FieldInvalid, Refusal

ALL = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refusal)]


def test_no_two_refusals_share_a_code() -> None:
    assert len({kind.code for kind in ALL}) == len(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_a_refusal_speaks_in_whole_sentences(kind: type[Refusal]) -> None:
    refusal = kind()
    assert refusal.sentence[0].isupper()
    assert refusal.sentence.endswith(".")
    assert str(refusal) == refusal.sentence


def test_a_refusal_can_be_told_more_exactly_and_survives_a_queue() -> None:
    refusal = pickle.loads(pickle.dumps(FieldInvalid("Skriv et navn.", field="name")))  # noqa: S301 - our own bytes
    assert (refusal.code, refusal.sentence, refusal.field) == ("people.felt_ugyldigt", "Skriv et navn.", "name")
