"""Keys seal, open, are turned over, and say what is wrong without telling what they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagsgang.sealing.keyring import KeyMissing, Keyring, KeyUnreadable, SealBroken, SealRefusal, key_of, new_key

OLD, NEW, INDEX = key_of("old"), key_of("new"), key_of("index")
RING = Keyring([NEW, OLD], [INDEX])
ADDRESS = "Ærøgade 7, 0000 Fjordkøbing"


@given(text=st.text(max_size=300), row=st.text(max_size=40))
def test_what_was_sealed_opens_and_reads_nothing_of_itself(text: str, row: str) -> None:
    token = RING.seal(text, "address", row)
    assert RING.open(token, "address", row) == text
    assert token.startswith(RING.head)
    assert token.isascii()
    assert token != RING.seal(text, "address", row)


@pytest.mark.parametrize(("purpose", "row"), [("address", "2"), ("number", "1"), ("address1", ""), ("", "address1")])
def test_a_token_opens_for_its_own_purpose_on_its_own_row_only(purpose: str, row: str) -> None:
    with pytest.raises(SealBroken):
        RING.open(RING.seal(ADDRESS, "address", "1"), purpose, row)


def test_every_changed_character_breaks_the_seal() -> None:
    token = RING.seal(ADDRESS, "address", "1")
    for at in range(len(token)):
        other = "A" if token[at] != "A" else "B"
        with pytest.raises(SealRefusal):
            RING.open(token[:at] + other + token[at + 1 :], "address", "1")
    for bad in ("", "seal1.", ADDRESS, token[:-1], token[:30], token + "=", token + "\n"):
        with pytest.raises(SealRefusal):
            RING.open(bad, "address", "1")


def test_an_older_key_still_opens_and_a_key_that_is_gone_is_named_as_such() -> None:
    old = Keyring([OLD], [INDEX]).seal(ADDRESS, "address", "1")
    assert RING.open(old, "address", "1") == ADDRESS
    assert not old.startswith(RING.head)
    with pytest.raises(KeyMissing):
        Keyring([NEW], [INDEX]).open(old, "address", "1")


def test_no_refusal_tells_a_value_or_a_key() -> None:
    token = RING.seal(ADDRESS, "address", "1")
    with pytest.raises(SealBroken) as broken:
        RING.open(token, "address", "2")
    with pytest.raises(KeyUnreadable) as unreadable:
        Keyring(["kort", NEW], [INDEX])
    for refused in (broken, unreadable):
        told = f"{refused.value!r} {refused.value}"
        assert refused.value.__context__ is None or refused.value.__suppress_context__
        assert not any(secret in told for secret in (ADDRESS, token, "kort", NEW))
    assert NEW not in repr(RING)


@pytest.mark.parametrize(("keys", "index"), [([], [INDEX]), ([NEW], []), (["æ" * 43], [INDEX]), ([NEW[:-4]], [INDEX])])
def test_a_house_without_a_key_that_can_be_read_is_refused(keys: list[str], index: list[str]) -> None:
    with pytest.raises(KeyUnreadable):
        Keyring(keys, index)


def test_a_key_may_be_written_with_or_without_its_padding() -> None:
    key = new_key()
    assert Keyring([key + "="], [INDEX]).ids == Keyring([f" {key} "], [INDEX]).ids
    assert len({new_key() for _ in range(20)}) == 20


def test_the_index_is_the_same_for_the_same_and_tells_nothing() -> None:
    found = RING.index("0305139999", "cpr")
    assert found == RING.index("0305139999", "cpr")
    assert len({found, RING.index("0305139998", "cpr"), RING.index("0305139999", "other")}) == 3
    assert found != Keyring([NEW], [key_of("another")]).index("0305139999", "cpr")
    assert "0305139999" not in found
    assert len(found) == 73


def test_while_index_keys_are_turned_over_both_are_looked_for() -> None:
    both = Keyring([NEW], [key_of("newer"), INDEX])
    assert both.indexes("0305139999", "cpr")[1] == RING.index("0305139999", "cpr")
    assert both.index("0305139999", "cpr") == both.indexes("0305139999", "cpr")[0]
