"""What ties words to one event: a day, a place, somebody counted, the news that a text opens with."""

from __future__ import annotations

import pytest

from tests.reading.conftest import CodeText

_BEFORE = "The bishop spoke at the cathedral. He thanked the choir. He prayed for the sick. "

NO_EVENT = [
    "He said that countless farmers were killed.",
    "We shall judge those who murdered our brothers.",
    "They keep murdering judges, he said.",
    "The rebels have killed 2,000 peasants, he said.",
]
EVENT = [
    "He said that two farmers were killed.",
    "He said that countless farmers were killed in Djibo.",
    "He said that the rebels have killed 20 peasants in Djibo.",
    "He said that farmers were killed on Sunday.",
]


@pytest.mark.parametrize("words", NO_EVENT)
def test_nothing_ties_it_to_one_event(words: str, code: CodeText) -> None:
    assert code(_BEFORE + words) == ()


@pytest.mark.parametrize("words", EVENT)
def test_a_day_a_place_or_a_number_makes_it_one(words: str, code: CodeText) -> None:
    assert [r.actuality for r in code(_BEFORE + words)] == ["happened"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gunmen have killed a journalist, police say.", 1),
        ("Rebels attacked a convoy of the army, a spokesman said.", 1),
        ("Attacks are on the rise, a spokesman said.", 0),
    ],
)
def test_a_text_opens_with_what_somebody_does(text: str, count: int, code: CodeText) -> None:
    assert len(code(text)) == count
