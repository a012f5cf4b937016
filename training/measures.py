"""How good the language model is, measured through the run-time code that ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from harmattan.reading.language_model import LanguageModel
from harmattan.reading.lemmas import lemma_of
from harmattan.reading.syntax import Sentence
from training.raw_text import f1
from training.treebank import Gold

Scores = dict[str, float]


def upper(sentences: Sequence[Gold]) -> list[Gold]:
    """The sentences in upper case."""
    return [replace(s, words=[w.upper() for w in s.words]) for s in sentences]


def analysed(model: LanguageModel, sentences: Sequence[Gold]) -> list[Sentence]:
    """The model's analysis on gold words."""
    return model.analyse_words([s.words for s in sentences])


def tree_scores(gold: Sequence[Gold], found: Sequence[Sentence]) -> Scores:
    """UPOS, XPOS, UAS, LAS (relations with subtypes) over all words, punctuation included; lemmas. In percent."""
    right: Counter[str] = Counter()
    words = 0
    for g, f in zip(gold, found, strict=True):
        assert g.upos is not None
        assert g.xpos is not None
        assert g.heads is not None
        assert g.relations is not None
        for i, token in enumerate(f.tokens):
            words += 1
            attached = token.head + 1 == g.heads[i]
            right["UPOS"] += token.upos == g.upos[i]
            right["XPOS"] += token.xpos == g.xpos[i]
            right["UAS"] += attached
            right["LAS"] += attached and token.dep == g.relations[i]
            right["lemmas"] += token.lemma == g.lemmas[i].lower()
            right["lemmas, gold tags"] += lemma_of(token.text, g.upos[i], g.xpos[i]) == g.lemmas[i].lower()
    order = ("UPOS", "XPOS", "UAS", "LAS", "lemmas", "lemmas, gold tags")
    return {name: 100.0 * right[name] / words for name in order}


def _gold_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    spans: set[tuple[int, int, str]] = set()
    first = 0
    for i, tag in enumerate([*tags, "O"]):
        if i and not tag.startswith("I-") and tags[i - 1] != "O":
            spans.add((first, i, tags[i - 1][2:]))
        if tag.startswith("B-"):
            first = i
    return spans


def entity_scores(gold: Sequence[Gold], found: Sequence[Sentence]) -> Scores:
    """F1 of names with exact bounds and label, per label and over all, in percent."""
    counts: dict[str, list[int]] = {}
    for g, f in zip(gold, found, strict=True):
        wanted = _gold_spans(g.entities or [])
        mine = {(e.first, e.last, str(e.label)) for e in f.entities}
        for k, spans in enumerate((wanted, mine, wanted & mine)):
            for _, _, label in spans:
                for name in (label, "all"):
                    counts.setdefault(name, [0, 0, 0])[k] += 1
    return {name: f1(*counts.get(name, [0, 0, 0])) for name in ("all", "PER", "ORG", "LOC", "NORP", "TIME")}


def vector_scores(found: Sequence[Sentence], teacher: NDArray[np.float32]) -> Scores:
    """Closeness of the sentence vectors to the original encoder's: mean cosine, correlation of pair similarities."""
    mine = np.stack([f.vector for f in found if f.vector is not None])
    pairs = np.triu_indices(len(mine), 1)
    correlation = np.corrcoef((mine @ mine.T)[pairs], (teacher @ teacher.T)[pairs])[0, 1]
    return {"cosine": float((mine * teacher).sum(1).mean()), "pair correlation": float(correlation)}
