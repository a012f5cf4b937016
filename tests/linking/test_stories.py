"""Copies and rewrites of one original are one story."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.linking.minhash import band_keys, shingles
from harmattan.linking.stories import StoryIndex, find_stories, mate_share
from harmattan.linking.story_postings import Postings
from harmattan.model import Document
from harmattan.reading.coding import Coding
from tests.linking.making import document, vectors

WORDS = "the column left the barracks before dawn and drove north along the river until it met the first roadblock"
OTHER = "farmers of the delta asked their ministry for seed after hail had flattened the barley in nine villages"


def coding(key: str, sentences: np.ndarray[tuple[int, int], np.dtype[np.float32]] | None) -> Coding:
    count = 0 if sentences is None else len(sentences)
    return Coding(
        key, sentence_offsets=tuple((100 * k, 100 * k + 90) for k in range(count)), sentence_vectors=sentences
    )


def same_story(a: Document, b: Document, *codings: Coding) -> bool:
    found = find_stories([a, b], codings)
    return found[a.id] == found[b.id]


def test_a_reprint_with_another_headline_is_the_same_story() -> None:
    text = f"{WORDS}. {OTHER}. {WORDS.replace('the', 'their')}"
    assert same_story(document("a", text=text), document("b", text=f"Our reporter writes. {text.upper()}"))


def test_a_shortened_reprint_is_the_same_story() -> None:
    text = " ".join(f"{WORDS} {k}, {OTHER} {k}." for k in range(2))
    assert same_story(document("a", text=text), document("b", text=text[: len(text) * 2 // 3]))


def test_different_texts_are_different_stories() -> None:
    assert not same_story(document("a", text=WORDS), document("b", text=OTHER))


def test_a_rewrite_is_the_same_story() -> None:
    a, b = vectors(1), vectors(1, noise=0.5)
    assert same_story(document("a", text=WORDS), document("b", text=OTHER), coding("a", a), coding("b", b))


def test_a_few_shared_background_sentences_make_no_rewrite() -> None:
    a, b = vectors(1, 10), np.concatenate([vectors(1, 3), vectors(2, 7)])
    assert not same_story(document("a", text=WORDS), document("b", text=OTHER), coding("a", a), coding("b", b))


def test_texts_of_too_few_sentences_are_never_rewrites() -> None:
    a = vectors(1, 3)
    assert not same_story(document("a", text=WORDS), document("b", text=OTHER), coding("a", a), coding("b", a))


def test_alike_texts_a_month_apart_are_no_rewrites() -> None:
    one, two = document("a", "2023-05-05", text=WORDS), document("b", "2023-06-05", text=OTHER)
    assert not same_story(one, two, coding("a", vectors(1)), coding("b", vectors(1)))


def test_the_share_counts_the_shorter_text() -> None:
    assert mate_share(vectors(1, 4), np.concatenate([vectors(1, 4), vectors(2, 12)])) == 1.0


def test_a_story_is_named_by_its_first_document_and_keeps_its_name_when_another_joins() -> None:
    three = [document(key, text=WORDS * 2) for key in "abc"]
    assert find_stories(three, [])["a"] == find_stories(three[:2], [])["b"] == find_stories(three[:1], [])["a"]


def test_empty_and_tiny_texts_are_stories_of_their_own() -> None:
    assert not same_story(document("a", text="Yes."), document("b", text="No."))


def index(known: dict[str, tuple[Document, Coding | None]]) -> StoryIndex:
    return StoryIndex(known.__getitem__)


def stream() -> dict[str, tuple[Document, Coding | None]]:
    """Reprints, cut reprints, rewrites near and far in time, copies of a tiny text."""
    found: dict[str, tuple[Document, Coding | None]] = {}
    for k in range(6):
        text = " ".join(f"{WORDS} {k}{n}, {OTHER} {k}{n}." for n in range(3))
        texts = {"a": text, "b": text[: len(text) * 2 // 3], "c": f"{k} nothing alike", "d": "Sign in to read."}
        for name, own in texts.items():
            key = f"{name}{k}"
            day = "2023-05-05" if name != "b" else "2023-05-25"
            made = vectors(k, noise=0.4 if name == "c" else 0.0)
            found[key] = (document(key, day if k else None, text=own), coding(key, made) if name != "d" else None)
    return found


@given(st.permutations(sorted(stream())), st.integers(0, 24))
@settings(max_examples=25, deadline=None)
def test_the_order_of_arrival_and_a_second_run_change_nothing(order: list[str], cut: int) -> None:
    known = stream()
    expected = find_stories([d for d, _ in known.values()], [c for _, c in known.values() if c])
    first = index(known)
    for key in order[:cut]:
        first.add(*known[key])
    second = StoryIndex.of(first.arrays(), known.__getitem__)
    for key in order[cut:]:
        second.add(*known[key])
    assert second.stories() == expected


def test_a_new_document_is_compared_with_candidates_only() -> None:
    known = stream()
    asked: list[str] = []

    def read(key: str) -> tuple[Document, Coding | None]:
        asked.append(key)
        return known[key]

    made = StoryIndex(read)
    for key in sorted(known):
        made.add(*known[key])
    new = document("new", text=f"{WORDS} on another day {OTHER}"), coding("new", vectors(77))
    known["new"] = new
    asked.clear()
    made.add(*new)
    assert set(asked) <= {"new"}


def test_texts_that_share_half_of_their_wording_have_a_key_in_common() -> None:
    draw = np.random.default_rng(11)
    found = []
    for _ in range(300):
        words = [f"w{number}" for number in draw.integers(0, 1_000_000, 120)]
        whole, half = (set(band_keys(shingles(" ".join(part))).tolist()) for part in (words, words[:62]))
        found.append(not whole.isdisjoint(half))
    assert sum(found) >= 0.96 * len(found)


def test_merged_runs_find_what_single_entries_find() -> None:
    draw = np.random.default_rng(7)
    keys = draw.integers(0, 5000, (6000, 32)).astype(np.uint64)
    postings = Postings()
    for place, row in enumerate(keys):
        postings.add(place, row)
    wanted = np.array([17, 4000], dtype=np.uint64)
    assert postings.find(wanted) == np.flatnonzero(np.isin(keys, wanted).any(axis=1)).tolist()
