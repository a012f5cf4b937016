"""Agreement of two markings, against values worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.agreement import FIRST, SECOND, Line, compare, kappa, main, overlap, paired, table
from training.marks import Piece, read_pieces

HEAD = "# one-001 | wire | Mali | 2024-03-07\n"
LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


def _pieces(folder: Path, name: str, *sentences: str) -> list[Piece]:
    path = folder / name
    path.write_text(HEAD + "\n".join(sentences) + "\n", encoding="utf-8")
    return read_pieces(path)


def _lines(folder: Path, first: list[str], second: list[str]) -> dict[str, Line]:
    pairs = paired(_pieces(folder, "first.txt", *first), _pieces(folder, "second.txt", *second))
    return {line.name: line for line in compare(pairs)}


def test_kappa_of_cohens_own_kind_of_table() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.7 observed, 0.5 * 0.6 + 0.5 * 0.4 = 0.5 by chance.
    labels = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(labels) == pytest.approx(0.4)


def test_kappa_is_unknown_where_only_one_label_is_used() -> None:
    assert kappa([("a", "a"), ("a", "a")]) is None


def test_kappa_of_nothing_is_unknown() -> None:
    assert kappa([]) is None


@given(LABELS)
def test_kappa_is_the_same_the_other_way_round(labels: list[tuple[str, str]]) -> None:
    found = kappa(labels)
    turned = kappa([(b, a) for a, b in labels])
    assert found == turned
    assert found is None or found <= 1


def test_overlap_counts_what_both_hold_twice() -> None:
    assert overlap({1, 2, 3}, {3, 4}) == pytest.approx(2 / 5)


def test_overlap_of_nothing_is_unknown() -> None:
    assert overlap(set(), set()) is None


def test_a_word_that_one_marking_leaves_out_lowers_the_triggers(tmp_path: Path) -> None:
    both = "[Rebels|A1] [shot|T1 attack] [farmers|B1]"
    lines = _lines(tmp_path, [f"{both}, [killing|T1 attack] two."], [f"{both}, killing two."])
    assert lines["trigger words"].f1 == pytest.approx(2 / 3)


def test_labels_are_compared_on_common_triggers_alone(tmp_path: Path) -> None:
    lines = _lines(
        tmp_path,
        ["Rebels [stormed|T1 attack] and [burned|T1 looting background] Tonka, it was [said|T2 other planned]."],
        ["Rebels [stormed|T1 clash] and [burned|T1 looting] Tonka, it was said."],
    )
    assert (lines["sub-event"].number, lines["sub-event"].share) == (2, 0.5)
    assert (lines["timing"].number, lines["timing"].share) == (2, 0.5)
    assert (lines["actuality"].share, lines["actuality"].kappa) == (1, None)


def test_a_sentence_is_news_where_one_of_its_words_is(tmp_path: Path) -> None:
    lines = _lines(
        tmp_path,
        ["Rebels [stormed|T1 attack] Tonka.", "Rebels [stormed|T2 attack planned] Tonka."],
        ["Rebels [stormed|T1 attack planned] Tonka.", "Rebels [stormed|T2 attack feared] Tonka."],
    )
    assert (lines["news, sentences"].number, lines["news, sentences"].share) == (2, 0.5)


def test_events_are_compared_inside_a_piece(tmp_path: Path) -> None:
    # Apart against together: precision 1, recall 1/2.
    lines = _lines(
        tmp_path,
        ["Rebels [shot|T1 attack] and [burned|T1 attack] all."],
        ["Rebels [shot|T1 attack] and [burned|T2 attack] all."],
    )
    assert lines["events, B-cubed"].f1 == pytest.approx(2 / 3)


def test_event_numbers_themselves_do_not_matter(tmp_path: Path) -> None:
    text = "[Rebels|A{0}] [shot|T{0} attack] him; [troops|A{1}] [hit|T{1} clash] back."
    lines = _lines(tmp_path, [text.format(1, 2)], [text.format(2, 1)])
    assert lines["events, B-cubed"].f1 == 1
    assert lines["  with its trigger"].f1 in (1, None)


def test_roles_are_compared_word_by_word(tmp_path: Path) -> None:
    lines = _lines(
        tmp_path, ["[Some armed rebels|A1] [shot|T1 attack] him."], ["Some armed [rebels|A1] [shot|T1 attack] him."]
    )
    assert lines["A initiator"].f1 == pytest.approx(1 / 2)
    assert lines["P place"].f1 is None


def test_places_of_no_event_have_a_line_of_their_own(tmp_path: Path) -> None:
    text = "[{0}|P0] - Rebels [shot|T1 attack] [two|K1] [men|V1]."
    lines = _lines(tmp_path, [text.format("BAMAKO")], [text.format("BAMAKO").replace("P0", "P1")])
    assert (lines["P0 place of no event"].f1, lines["P place"].f1) == (0, 0)


def test_markings_of_different_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one-001"):
        _lines(tmp_path, ["Rebels [shot|T1 attack] him."], ["Rebels [shot|T1 attack] her."])


def test_markings_of_different_pieces_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not the same pieces"):
        paired(_pieces(tmp_path, "a.txt", "Nothing."), [])


def test_the_table_shows_a_dash_for_what_is_unknown() -> None:
    assert table([Line("x", 3, f1=0.5)]).splitlines()[1].split() == ["x", "3", "0.50", "-", "-"]


def test_the_two_passes_of_the_corpus_hold_the_same_pieces() -> None:
    assert paired(read_pieces(FIRST), read_pieces(SECOND))


def test_the_command_prints_the_table_of_two_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FIRST), str(FIRST)]) == 0
    assert "trigger words" in capsys.readouterr().out


def test_the_command_wants_two_files_or_none() -> None:
    assert main(["one"]) == 2
