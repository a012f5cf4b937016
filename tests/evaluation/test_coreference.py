"""ECB+ documents as texts, and the heads of mentions."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.coreference import head_lemma
from evaluation.ecb import text_of
from harmattan.reading.language_model import LanguageModel


def _row(*sentences: str, key: str = "7_1ecb") -> dict[str, Any]:
    tokens = [(word, number) for number, sentence in enumerate(sentences) for word in sentence.split()]
    return {"id": key, "tokens": [word for word, _ in tokens], "sentence": [number for _, number in tokens]}


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Two men were shot , police said .", "Two men were shot, police said."),
        ("The mayor 's brother did n't answer .", "The mayor's brother didn't answer."),
        ("The mayor ’ s brother", "The mayor’s brother"),
        ("a 16 - year - old boy", "a 16-year-old boy"),
        ("the hit -and-run driver", "the hit-and-run driver"),
        ("`` Get down , '' she cried", '"Get down," she cried'),
        ('he called it " a trap . " They left', 'he called it "a trap." They left'),
        ("the guards ' post", "the guards' post"),
        ("at 8 : 30 with 1 , 200 men ( 5 . 5 percent )", "at 8:30 with 1,200 men (5.5 percent)"),
        ("the U . S . Navy", "the U.S. Navy"),
        ("worth $ 40", "worth $40"),
    ],
)
def test_tokens_become_text(tokens: str, text: str) -> None:
    assert text_of(_row(tokens))[0] == text


def test_every_sentence_is_a_line() -> None:
    assert text_of(_row("Guns fell silent .", "Nobody came ."))[0] == "Guns fell silent.\nNobody came."


def test_the_web_address_is_left_out_of_the_later_documents() -> None:
    sentences = ("http : / / example", "Guns fell silent .")
    assert text_of(_row(*sentences, key="7_1ecbplus"))[0] == "Guns fell silent."
    assert text_of(_row(*sentences))[0].startswith("http")


def test_every_token_stands_where_it_is_said_to() -> None:
    row = _row("`` Two - day truce , '' he said .", "It 's over .")
    text, places = text_of(row)
    words = [text[start:end] for start, end in places.values()]
    assert words == [{"``": '"', "''": '"'}.get(token, token) for token in row["tokens"]]


@pytest.mark.parametrize(
    ("words", "lemma"), [([1, 2], "murder"), ([4], "shock"), ([4, 5], "shock"), ([4, 5, 6], "shock")]
)
def test_the_head_of_a_mention_depends_on_none_of_its_words(words: list[int], lemma: str) -> None:
    text = "The double murder had shocked the town ."
    [sentence] = LanguageModel.load().analyse_words([text.split()])
    assert head_lemma(sentence, words) == lemma
