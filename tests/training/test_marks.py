"""The marks of the corpus: one line and one expectation."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.event_labels import labelled
from training.marks import MarkError, corpus_files, parts, read_pieces, read_sentence

LINE = "[[Two|K1] millers|B1 V1] were [shot|T1 attack] in [Lorna|P1] [on Friday|D1], [the mayor|S1] said."


def test_the_text_is_the_line_without_marks() -> None:
    assert read_sentence(LINE).text == "Two millers were shot in Lorna on Friday, the mayor said."


def test_a_mark_inside_another_keeps_its_own_words() -> None:
    sentence = read_sentence(LINE)
    found = {r.letter: sentence.text[r.start : r.end] for r in sentence.roles}
    assert found == {
        "K": "Two",
        "B": "Two millers",
        "V": "Two millers",
        "P": "Lorna",
        "D": "on Friday",
        "S": "the mayor",
    }


def test_a_trigger_carries_its_code_and_attributes() -> None:
    (trigger,) = read_sentence("They would [storm|T2 clash planned claims] it.").triggers
    assert (trigger.event, trigger.code, trigger.attributes) == (2, "clash", frozenset({"planned", "claims"}))


def test_a_word_that_only_looks_like_an_act_belongs_to_no_event() -> None:
    (trigger,) = read_sentence("The striker [attacked|X sport] early.").triggers
    assert (trigger.event, trigger.code) == (0, "sport")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[Two|K1 shot", "not closed"),
        ("Two|K1] shot", "outside of a mark"),
        ("[Two] shot", "without tags"),
        ("[shot|T1 murder]", "trigger"),
        ("[shot|T1 attack hoped]", "unknown attribute 'hoped'"),
        ("[shot|T1 attack planned feared]", "exclude"),
        ("[two|Z1]", "unknown tag 'Z1'"),
        ("[two|A0]", "unknown tag 'A0'"),
        ("[ two|A1]", "spaces"),
        ("[ran|X luck]", "one reason"),
    ],
)
def test_a_wrong_mark_is_named(line: str, fault: str) -> None:
    with pytest.raises(MarkError, match=fault):
        read_sentence(line)


def test_a_wrong_line_is_found_by_file_and_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# a-1 | wire | Mali | 2024-03-07\nGood.\n[bad|Q1]\n", encoding="utf-8")
    with pytest.raises(MarkError, match=r"a\.txt, line 3"):
        read_pieces(path)


def test_a_role_needs_its_event(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# a-1 | wire | Mali | -\n[Rebels|A4] left.\n", encoding="utf-8")
    with pytest.raises(MarkError, match="roles of event 4"):
        read_pieces(path)


@given(st.text(alphabet="ab [|]T1 attack", max_size=40))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        sentence = read_sentence(line)
    except MarkError:
        return
    extents = [(t.start, t.end) for t in sentence.triggers] + [(r.start, r.end) for r in sentence.roles]
    assert all(sentence.text[start:end].strip() for start, end in extents)


def test_words_of_an_argument_are_tied_to_the_trigger_of_their_event() -> None:
    (sentence,) = labelled(read_sentence(LINE), "p")
    shot = sentence.words.index("shot")
    assert (shot, sentence.words.index("Lorna"), "P") in sentence.roles


def test_the_number_word_is_no_victim() -> None:
    (sentence,) = labelled(read_sentence(LINE), "p")
    assert {letter for _, word, letter in sentence.roles if word == 0} == {"K"}


def test_the_corpus_follows_its_guide() -> None:
    pieces = [p for path in corpus_files() for p in read_pieces(path)]
    names = [p.id for p in pieces]
    assert len(names) == len(set(names))
    assert len(pieces) >= 500
    assert sum(len(p.sentences) for p in pieces) >= 3000


def test_every_fifth_piece_is_held_aside() -> None:
    pieces = read_pieces(corpus_files()[0])
    held = [p.id for part, p in parts(pieces) if part != "train"]
    assert held == [p.id for p in pieces[4::5]]
