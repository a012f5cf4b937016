from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.reading.tokenize import LONGEST_SENTENCE, split_text, words


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_text(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army didn't retreat.", "The army did n't retreat ."),
        ("They won’t say the rebels’ names", "They wo n’t say the rebels ’ names"),
        ("The governor's convoy", "The governor 's convoy"),
        ("They cannot leave", "They can not leave"),
        ("an army-backed militia", "an army - backed militia"),
        ("anti-government protesters", "anti-government protesters"),
        ("The co-ordination council", "The co-ordination council"),
        ("the base—once a school—burned", "the base — once a school — burned"),
        ("About 1,250 people, 3.5 percent", "About 1,250 people , 3.5 percent"),
        ("It cost $40 (38%)", "It cost $ 40 ( 38 % )"),
        ("on the 3rd at 06:30", "on the 3rd at 06:30"),
        ("40km away at 7:30pm", "40 km away at 7:30 pm"),
        ("between 20-30 men", "between 20 - 30 men"),
        ("on 2023-10-01, on 1/10/2023", "on 2023-10-01 , on 1/10/2023"),
        ("Gen. A. B. Diallo of the U.N. force", "Gen. A. B. Diallo of the U.N. force"),
        ("see No. 7 and no. They left", "see No. 7 and no . They left"),
        ("the front (RPF) [FRONT]", "the front ( RPF ) [ FRONT ]"),
        ("Sha'ab and N’Djamena", "Sha'ab and N’Djamena"),
        ("mail press@example.org.", "mail press@example.org ."),
        ("see https://example.org/a?b=1.", "see https://example.org/a?b=1 ."),
        ("wait... what?!", "wait ... what ?!"),
        ("M&M trucks and AT&T lines", "M&M trucks and AT&T lines"),
    ],
)
def test_words_follow_the_treebanks(text: str, expected: str) -> None:
    assert " ".join(cut(text)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Troops entered Kidal. Rebels fled.", 2),
        ("Dr. Traore met Col. Keita on Oct. 3 in St. Louis.", 1),
        ("He works for the U.N. The mission ends soon.", 2),
        ("The U.S. Army left.", 1),
        ("They fled at 5 p.m. The shelling went on.", 2),
        ('"We will fight." The speaker left.', 2),
        ("“Stop!” he shouted.", 1),
        ("The road is cut (near Gao).then the trucks turned back.", 2),
        ("They burned the market.Residents fled.", 2),
        ("It cost 3.5 million.", 1),
        ("He died in custody.[4] His family objects.", 2),
        ("Will they attack? Nobody knows! The town waits...", 3),
        ("the group (led by J. Cisse) attacked", 1),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_blank_line_ends_a_sentence_and_a_paragraph() -> None:
    assert [s.paragraph for s in split_text("Market bombed\n\nTen people died.")] == [0, 1]


def test_a_headline_line_is_its_own_paragraph() -> None:
    body = "The bomb went off at noon in the crowded market, witnesses said, and the army closed all roads. " * 2
    assert sentences("Market bombed\n" + body)[0] == "Market bombed"


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "THE BRIGADE COMMAND HAS REPORTED THAT ABOUT TWENTY FARMERS WERE TAKEN AWAY\n"
        "BY GUNMEN OF THE POPULAR FRONT NEAR THE RIVER BRIDGE, AND THAT TWO OF THEM\n"
        "CAME BACK."
    )
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SAN PEDRO, 4 MAY 90 -- [REPORT] [TEXT] REBELS TOOK THE BRIDGE.",
        "NIAMEY (Agency) - Soldiers found three bodies.",
        "GOMA, Congo — Fighting broke out at dawn.",
        "SAN PEDRO, 4 MAY 90 (ABC-DEF) -- [TEXT] REBELS TOOK THE BRIDGE.",
    ],
)
def test_a_dateline_stands_apart(text: str) -> None:
    assert len(sentences(text)) == 2


def test_a_dash_inside_a_sentence_is_no_dateline() -> None:
    assert len(sentences("Rebels - about forty of them - took the bridge.")) == 1


def test_a_very_long_sentence_is_cut() -> None:
    text = "they took one town, " * 100
    assert max(len(s.tokens) for s in split_text(text)) <= LONGEST_SENTENCE


@given(st.text())
def test_offsets_cut_ordered_words_that_do_not_overlap(text: str) -> None:
    spans = [token for s in split_text(text) for token in s.tokens]
    assert all(start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


@given(st.text(alphabet=st.sampled_from("aB.,'’\"-–() \n1é“”?!U")))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    kept = {i for s in split_text(text) for start, end in s.tokens for i in range(start, end)}
    assert all(i in kept for i, c in enumerate(text) if not c.isspace())


@given(st.text(alphabet=st.sampled_from("ab.A \n'"), max_size=60))
def test_sentences_are_numbered_in_order(text: str) -> None:
    found = split_text(text)
    assert [s.index for s in found] == list(range(len(found)))
    assert all(a.end <= b.start and a.paragraph <= b.paragraph for a, b in pairwise(found))


def test_pieces_of_a_very_long_sentence_are_numbered_one_after_the_other() -> None:
    text = "The rebels attacked the camp; " * 80 + "they left."
    spans = split_text(text)
    assert len(spans) > 1
    assert [s.index for s in spans] == list(range(len(spans)))
