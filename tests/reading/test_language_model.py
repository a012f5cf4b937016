from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harmattan.errors import ModelError
from harmattan.reading.language_model import MODEL_FILE, LanguageModel
from harmattan.reading.syntax import ROOT, Sentence
from harmattan.reading.tokenize import split_text

WEIGHTS = Path(str(resources.files("harmattan.reading").joinpath("weights")))

TEXT = (
    "Gunmen killed twelve farmers near Banibangou on Monday. The army said it had repelled the attack. "
    "Seven soldiers were wounded by a roadside bomb, a witness told reporters, and two trucks burned.\n\n"
    "Nobody has claimed responsibility. General Oumarou Seydou blamed the Islamic State group."
)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel.load(threads=2)


def only(model: LanguageModel, text: str) -> Sentence:
    (sentence,) = model.analyse(text)
    return sentence


def relation(sentence: Sentence, dependent: str, governor: str) -> str | None:
    for token in sentence.tokens:
        if token.text == dependent and token.head != ROOT and sentence.tokens[token.head].text == governor:
            return token.dep
    return None


@pytest.mark.parametrize(
    ("text", "dependent", "governor", "expected"),
    [
        ("Militants attacked the village.", "Militants", "attacked", "nsubj"),
        ("Militants attacked the village.", "village", "attacked", "obj"),
        ("The village was attacked by militants.", "village", "attacked", "nsubj:pass"),
        ("The village was attacked by militants.", "militants", "attacked", "obl:agent"),
        ("A suicide bomber killed nine policemen in Maiduguri.", "nine", "policemen", "nummod"),
        ("A suicide bomber killed nine policemen in Maiduguri.", "Maiduguri", "killed", "obl"),
        ("The army did not confirm the attack.", "not", "confirm", "advmod"),
        ("The rebels said they had captured the base.", "captured", "said", "ccomp"),
        ("Troops who had mutinied fled.", "mutinied", "Troops", "acl:relcl"),
        ("REBELS KILLED TWO SOLDIERS IN THE CAPITAL.", "SOLDIERS", "KILLED", "obj"),
    ],
)
def test_words_hang_together_as_a_grammarian_says(
    model: LanguageModel, text: str, dependent: str, governor: str, expected: str
) -> None:
    assert relation(only(model, text), dependent, governor) == expected


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Soldiers entered Gossi on Friday.", "Gossi", "LOC"),
        ("Soldiers entered Gossi on Friday.", "Friday", "TIME"),
        ("President Mahamat Kaba flew to Paris.", "Mahamat Kaba", "PER"),
        ("The United Nations condemned the killings.", "United Nations", "ORG"),
        ("A Nigerian journalist was arrested.", "Nigerian", "NORP"),
        ("GUERRILLAS ATTACKED SAN VICENTE.", "SAN VICENTE", "LOC"),
    ],
)
def test_names_are_found_with_their_kind(model: LanguageModel, text: str, name: str, label: str) -> None:
    sentence = only(model, text)
    found = {(" ".join(t.text for t in sentence.tokens[e.first : e.last]), e.label) for e in sentence.entities}
    assert (name, label) in found


def test_tags_and_lemmas_come_with_the_words(model: LanguageModel) -> None:
    token = only(model, "The rebels left.").tokens[2]
    assert (token.upos, token.xpos, token.lemma) == ("VERB", "VBD", "leave")


def test_a_paraphrase_is_nearer_than_another_event(model: LanguageModel) -> None:
    sentences = (
        "Rebels seized the northern town of Ber after heavy fighting.",
        "The town of Ber in the north fell to rebels following fierce clashes.",
        "The central bank raised interest rates by half a point.",
    )
    one, same, other = (only(model, text).vector for text in sentences)
    assert one is not None
    assert same is not None
    assert other is not None
    assert float(one @ same) > 0.7 > 0.3 > float(one @ other)


def test_vectors_have_unit_length(model: LanguageModel) -> None:
    assert [float(np.linalg.norm(s.vector)) for s in model.analyse(TEXT) if s.vector is not None] == pytest.approx(
        [1.0] * 5, abs=1e-5
    )


def test_a_document_reads_the_same_alone_and_among_others(model: LanguageModel) -> None:
    others = ["A short one. " * 7, "Police freed the hostages in Jos.", TEXT.upper()]
    alone = model.analyse(TEXT)
    among = model.analyse_many([*others, TEXT])[-1]
    assert [s.tokens for s in alone] == [s.tokens for s in among]
    assert [s.entities for s in alone] == [s.entities for s in among]
    for a, b in zip(alone, among, strict=True):
        assert a.vector is not None
        assert b.vector is not None
        assert a.vector.tobytes() == b.vector.tobytes()


def test_chosen_sentences_read_as_they_do_in_the_whole_text(model: LanguageModel) -> None:
    spans = split_text(TEXT)
    chosen = model.analyse_sentences(TEXT, [spans[1], spans[4]])
    whole = model.analyse(TEXT)
    assert [s.tokens for s in chosen] == [whole[1].tokens, whole[4].tokens]
    assert [s.index for s in chosen] == [1, 4]


def test_words_given_ready_cut_are_kept(model: LanguageModel) -> None:
    (sentence,) = model.analyse_words([["Rebels", "re-took", "the", "town"]])
    assert [t.text for t in sentence.tokens] == ["Rebels", "re-took", "the", "town"]


def test_a_sentence_without_words_is_refused(model: LanguageModel) -> None:
    with pytest.raises(ValueError, match="sentence 0 has no words"):
        model.analyse_words([[]])


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b\ufeff"])
def test_nothing_to_read_gives_no_sentences(model: LanguageModel, text: str) -> None:
    assert model.analyse(text) == []


def test_words_of_thousands_of_letters_are_read(model: LanguageModel) -> None:
    assert len(only(model, " ".join(["x1y2z3" * 200] * 140)).tokens) == 140


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_trees_whose_words_cut_it_exactly(model: LanguageModel, text: str) -> None:
    for sentence in model.analyse(text):
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        assert sum(t.head == ROOT for t in sentence.tokens) == 1
        assert all((t.dep == "root") == (t.head == ROOT) for t in sentence.tokens)


@pytest.mark.parametrize("name", [MODEL_FILE, "labels.json", "tokenizer.json"])
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    for file in (MODEL_FILE, "labels.json", "tokenizer.json"):
        shutil.copyfile(WEIGHTS / file, tmp_path / file)
    (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelError, match=f"{name}.*reinstall Harmattan"):
        LanguageModel(tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is missing; reinstall Harmattan"):
        LanguageModel(tmp_path)
