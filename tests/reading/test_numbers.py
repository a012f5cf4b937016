from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.reading.numbers import Quantity, find_quantities
from harmattan.reading.syntax import Sentence
from tests.parses import parsed
from tests.reading.saved_parses import saved, texts


def flat(text: str) -> Sentence:
    """A sentence without a parse worth the name: words and signs, all of them plural nouns."""
    return parsed(" ".join(f"{word}//NOUN/NNS/0/dep" for word in text.split()))


def only(text: str) -> Quantity:
    (found,) = find_quantities(flat(text))
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("23 men", 23),
        ("26,000 men", 26000),
        ("1,250,000 men", 1250000),
        ("26.000 men", 26000),
        ("twenty-three men", 23),
        ("TWENTY-THREE MEN", 23),
        ("two hundred and five men", 205),
        ("two thousand three hundred men", 2300),
        ("a dozen men", 12),
        ("two dozen men", 24),
        ("half a dozen men", 6),
        ("a hundred men", 100),
        ("1.5 million men", 1500000),
        ("zero men", 0),
        ("no men", 0),
        ("none", 0),
        ("both men", 2),
    ],
)
def test_exact_numbers(text: str, value: float) -> None:
    found = only(text)
    assert (found.low, found.best, found.high) == (value, value, value)


@pytest.mark.parametrize(
    ("text", "low", "best", "high", "bound"),
    [
        ("at least 64 men", 64, 64, None, "at_least"),
        ("more than 80 men", 80, 80, None, "at_least"),
        ("over 80 men", 80, 80, None, "at_least"),
        ("64 or more", 64, 64, None, "at_least"),
        ("up to 50 men", 1, 50, 50, "at_most"),
        ("as many as 50 men", 1, 50, 50, "at_most"),
        ("fewer than 10 men", 1, 9, 9, "at_most"),
        ("nearly 50 men", 45, 50, 50, "about"),
        ("about 50 men", 45, 50, 55, "about"),
        ("some 20 men", 18, 20, 22, "about"),
        ("around 5 men", 4, 5, 6, "about"),
        ("at least some 20 men", 20, 20, None, "at_least"),
        ("between 20 and 30 men", 20, 20, 30, "range"),
        ("20 to 30 men", 20, 20, 30, "range"),
        ("20-30 men", 20, 20, 30, "range"),
        ("two or three men", 2, 2, 3, "range"),
        ("dozens of men", 12, 12, None, "vague"),
        ("tens of men", 10, 10, None, "vague"),
        ("scores of men", 20, 20, None, "vague"),
        ("hundreds of men", 100, 100, None, "vague"),
        ("tens of thousands of men", 10000, 10000, None, "vague"),
        ("several men", 3, 3, None, "vague"),
        ("a few men", 2, 3, None, "vague"),
        ("a handful of men", 2, 3, None, "vague"),
        ("a couple of men", 2, 2, 3, "vague"),
        ("several hundred men", 100, 100, None, "vague"),
        ("more than a dozen men", 12, 12, None, "at_least"),
    ],
)
def test_bounds(text: str, low: float, best: float, high: float | None, bound: str) -> None:
    found = only(text)
    assert (found.low, found.best, found.high, found.bound) == (low, best, high, bound)


def test_rise_is_two_numbers_and_no_range() -> None:
    assert [q.best for q in find_quantities(flat("rose from 12 to 17 men"))] == [12, 17]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("38 %", "percent"),
        ("38 percent", "percent"),
        ("$5 million", "money"),
        ("56 kilometers", "measure"),
        ("three days", "duration"),
        ("19-year-old", "age"),
        ("aged 19", "age"),
        ("Anna Carver, 34,", "age"),
        ("in 2012", "year"),
        ("7 September", "date"),
        ("October 1", "date"),
        ("10 p.m.", "time"),
        ("104th Avenue", "ordinal"),
        ("the 1500 block", "identifier"),
        ("AK-47", "identifier"),
        ("2,012 members", "count"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("More than 26,000 people fled their homes.", "people"),
        ("Dozens of civilians were killed and scores wounded in the shelling.", "civilians"),
        ("Several hundred fighters were captured.", "fighters"),
        ("Half a dozen villagers were shot dead.", "villagers"),
        ("Thousands of families fled.", "families"),
    ],
)
def test_counted_noun(text: str, noun: str) -> None:
    sentence = saved(text)
    found = find_quantities(sentence)[0]
    assert found.noun is not None
    assert sentence.tokens[found.noun].text == noun


def test_number_alone_counts_no_noun() -> None:
    assert find_quantities(saved("The attack killed 12."))[0].noun is None


def test_some_counts_only_with_a_plural() -> None:
    found = find_quantities(saved("Some villagers fled and some 20 stayed."))
    assert [(q.best, q.bound) for q in found] == [(3, "vague"), (20, "about")]


def well_formed(sentence: Sentence, found: list[Quantity]) -> None:
    for q in found:
        assert 0 <= q.low <= q.best
        assert q.high is None or q.best <= q.high
        assert 0 <= q.first < q.last <= len(sentence.tokens)
        assert sentence.start <= q.start < q.end <= sentence.end
        assert sentence.tokens[q.first].start <= q.start
        assert q.end <= sentence.tokens[q.last - 1].end
    for one, other in pairwise(found):
        assert one.end <= other.start


@pytest.mark.parametrize("text", texts())
def test_quantities_of_saved_sentences_are_well_formed(text: str) -> None:
    well_formed(saved(text), find_quantities(saved(text)))


WORDS = st.sampled_from(
    """
    at least more than up to between and or 12 3 1,200 26.000 2012 0 -5 20-30 % $ km dozens of hundreds a dozen two
    thousand several hundred no one none both people soldiers 19-year-old , . : ( ) – May 7 p.m. AK-47 İ ²
    """.split()  # noqa: SIM905
)


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_any_words_give_ordered_bounds_and_exact_offsets(words: list[str]) -> None:
    sentence = flat(" ".join(words))
    well_formed(sentence, find_quantities(sentence))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40).filter(lambda t: bool(t.split())))
def test_any_text_is_read(text: str) -> None:
    sentence = flat(text.replace("/", " ").strip() or "x") if text.replace("/", " ").split() else flat("x")
    well_formed(sentence, find_quantities(sentence))
