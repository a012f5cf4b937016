from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmattan.reading.lemmas import lemma_of


@pytest.mark.parametrize(
    ("word", "upos", "xpos", "lemma"),
    [
        ("left", "VERB", "VBD", "leave"),
        ("left", "ADJ", "JJ", "left"),
        ("wounded", "VERB", "VBN", "wound"),
        ("wound", "NOUN", "NN", "wound"),
        ("found", "VERB", "VBD", "find"),
        ("founded", "VERB", "VBN", "found"),
        ("fell", "VERB", "VBD", "fall"),
        ("shot", "VERB", "VBN", "shoot"),
        ("shot", "NOUN", "NN", "shot"),
        ("shelling", "NOUN", "NN", "shelling"),
        ("shelling", "VERB", "VBG", "shell"),
        ("leaves", "VERB", "VBZ", "leave"),
        ("leaves", "NOUN", "NNS", "leaf"),
        ("bases", "NOUN", "NNS", "base"),
        ("SEIZED", "VERB", "VBD", "seize"),
        ("died", "VERB", "VBD", "die"),
        ("dying", "VERB", "VBG", "die"),
        ("bombed", "VERB", "VBN", "bomb"),
        ("raping", "VERB", "VBG", "rape"),
        ("served", "VERB", "VBD", "serve"),
        ("patrolled", "VERB", "VBD", "patrol"),
        ("overran", "VERB", "VBD", "overrun"),
        ("fled", "VERB", "VBD", "flee"),
        ("held", "VERB", "VBN", "hold"),
        ("torched", "VERB", "VBD", "torch"),
        ("ambushes", "NOUN", "NNS", "ambush"),
        ("gunmen", "NOUN", "NNS", "gunman"),
        ("civilians", "NOUN", "NNS", "civilian"),
        ("people", "NOUN", "NNS", "people"),
        ("Malians", "PROPN", "NNPS", "malian"),
        ("Sept.", "PROPN", "NNP", "september"),
        ("'s", "AUX", "VBZ", "be"),
        ("’s", "PART", "POS", "'s"),
        ("n't", "PART", "RB", "not"),
        ("them", "PRON", "PRP", "they"),
        ("her", "PRON", "PRP$", "her"),
        ("worst", "ADJ", "JJS", "bad"),
        ("deadliest", "ADJ", "JJS", "deadly"),
        ("26,000", "NUM", "CD", "26000"),
    ],
)
def test_the_dictionary_form_follows_the_tag(word: str, upos: str, xpos: str, lemma: str) -> None:
    assert lemma_of(word, upos, xpos) == lemma


@given(st.text(min_size=1), st.sampled_from(["VBD", "VBG", "VBZ", "NNS", "NNPS", "JJR", "RBS", "NN", "CD", "POS"]))
def test_every_word_has_a_lemma_in_lower_case(word: str, xpos: str) -> None:
    lemma = lemma_of(word, "X", xpos)
    assert lemma
    assert lemma == lemma.lower()
