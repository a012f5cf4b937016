"""The story index of a project: what new documents touch, and that it stays right whatever happens."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Sequence

import numpy as np
import pytest

from harmattan.errors import StoreError
from harmattan.linking.stories import find_stories
from harmattan.model import Document, Published
from harmattan.reading.coding import Coding
from harmattan.store import Project
from tests.store.conftest import make_older

MANY = 2000
_SYLLABLES = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
Pair = tuple[Document, Coding]


def text(seed: int) -> str:
    draw = random.Random(seed)
    return " ".join("".join(draw.choices(_SYLLABLES, k=3)) for _ in range(60))


def telling(key: str, words: str, seed: int, day: int | None, noise: float = 0.0) -> Pair:
    """A document whose six sentences mean what ``seed`` says, and its coding."""
    draw = np.random.default_rng(seed)
    vectors = draw.standard_normal((6, 384))
    if noise:
        vectors += noise * np.random.default_rng(seed + 1).standard_normal((6, 384))
    unit = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)
    date = None if day is None else dt.date(2023, 1, 1) + dt.timedelta(days=day)
    published = Published() if date is None else Published(date=date, earliest=date, latest=date, basis="given")
    step = len(words) // 6
    offsets = tuple((k * step, k * step + step) for k in range(6))
    return Document(id=key, text=words, language="en", published=published), Coding(key, (), (), offsets, unit)


def base(k: int) -> Pair:
    """Documents that have nothing to do with each other, five a day; one in a hundred without a date."""
    return telling(f"a{k:05d}", text(k), k, None if k % 100 == 7 else k // 5)


def new() -> list[Pair]:
    """Copies of one text, a cut copy, a rewrite of another, and six strangers."""
    copy = telling("n0", text(40), 40, 9)
    cut = telling("n1", " ".join(text(50).split()[:45]), 7_000_001, 10)
    rewrite = telling("b2", text(9_000_001), 60, 14, noise=0.4)
    late = telling("n3", text(9_000_002), 70, 40, noise=0.4)
    return [copy, cut, rewrite, late, *(telling(f"n{k}", text(9_100_000 + k), 8_000_000 + k, k) for k in range(4, 10))]


def expected(pairs: Sequence[Pair]) -> dict[str, str]:
    return find_stories([document for document, _ in pairs], [coding for _, coding in pairs])


def stories(project: Project) -> dict[str, str | None]:
    documents, _ = project.codings_in_stories()
    return {document.id: document.story_id for document in documents}


def fill(project: Project, pairs: Sequence[Pair]) -> None:
    project.add(project.begin_run(), pairs)


def test_ten_new_documents_among_thousands_touch_only_their_candidates(project: Project) -> None:
    old, added = [base(k) for k in range(MANY)], new()
    fill(project, old)
    first = project.find_stories()
    fill(project, added)
    work = project.find_stories()
    assert (first.added, first.compared) == (MANY, 0)
    assert work.added == 10
    assert work.compared <= 4
    assert work.loaded < MANY / 4
    assert stories(project) == expected([*old, *added])


def test_what_comes_bit_by_bit_gets_the_stories_that_it_gets_at_once(project: Project) -> None:
    pairs = [*(base(k) for k in range(80)), *new()]
    random.Random(3).shuffle(pairs)
    for start in range(0, len(pairs), 7):
        fill(project, pairs[start : start + 7])
        project.find_stories()
    assert stories(project) == expected(pairs)


def test_with_nothing_new_nothing_is_read(project: Project) -> None:
    fill(project, [base(1)])
    project.find_stories()
    assert project.find_stories().loaded == 0


def test_a_text_that_joined_two_others_and_leaves_lets_them_part(project: Project) -> None:
    words = text(1).split() + text(2).split()
    middle = telling("m", " ".join(words), 5, 3)
    pairs = [telling("a", " ".join(words[:70]), 3, 3), telling("b", " ".join(words[50:]), 4, 3), middle]
    assert len(set(expected(pairs).values())) == 1
    fill(project, pairs)
    project.find_stories()
    project.keep_only({"a", "b"})
    project.find_stories()
    assert stories(project) == expected(pairs[:2])
    assert len(set(stories(project).values())) == 2


def test_a_run_that_breaks_off_leaves_the_index_as_it_was(project: Project, place: str) -> None:
    fill(project, [base(k) for k in range(40)])
    project.find_stories()
    with sqlite3.connect(place) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON story_documents WHEN NEW.number > 45 "
            "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    fill(project, new())
    with pytest.raises(Exception, match="disk is full"):
        project.find_stories()
    with sqlite3.connect(place) as other:
        assert other.execute("SELECT count(*), max(number) FROM story_documents").fetchone() == (40, 40)
        assert other.execute("SELECT max(number) FROM story_keys").fetchone() == (40,)
        other.execute("DROP TRIGGER full")
    assert project.find_stories().added == 10
    assert stories(project) == expected([*(base(k) for k in range(40)), *new()])


def test_an_index_made_by_other_rules_is_made_anew(project: Project, place: str) -> None:
    fill(project, [base(k) for k in range(5)])
    project.find_stories()
    with sqlite3.connect(place) as other:
        other.execute("UPDATE settings SET value = 'others' WHERE name = 'stories_by'")
    assert project.find_stories().added == 5


def test_a_project_without_an_index_gets_one(place: str) -> None:
    make_older(place, "0003")
    pairs = [base(40), *new()]
    with Project.open(place) as opened:
        fill(opened, pairs)
        assert opened.find_stories().added == len(pairs)
        assert stories(opened) == expected(pairs)


def test_stories_come_without_vectors(project: Project) -> None:
    fill(project, [base(1)])
    project.find_stories()
    _, [coding] = project.codings_in_stories()
    assert coding.sentence_vectors is None


def test_a_broken_project_says_so(place: str) -> None:
    with Project.create(place, "political") as opened:
        with sqlite3.connect(place) as other:
            other.execute("DROP TABLE story_keys")
        fill(opened, [base(1)])
        with pytest.raises(StoreError, match="story_keys"):
            opened.find_stories()
