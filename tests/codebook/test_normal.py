from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.codebook.normal import fold, key, pieces, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qa’ida", "al Qaida"),
        ("M-19", "M19"),
        ("U.N.", "UN"),
        ("Séléka", "SELEKA"),
        ("Jama'at Nusrat al-Islam", "Jamaat Nusrat al Islam"),
        ("Co-ordination", "Co ordination"),
    ],
)
def test_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_apostrophe_inside_a_word_may_also_be_a_break() -> None:
    assert ("jama", "at") in spellings("Jama'at")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_pieces_hold_letters_and_digits_only(text: str) -> None:
    assert all(p.isalnum() or any(c.isalnum() for c in p) for p in pieces(text))
    assert all(not c.isspace() for p in key(text) for c in p)
