"""Puts the corpora together: which document trains, which is held back, and what the labels are."""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence
from training.event_labels import EventSentence, labelled_pieces
from training.marks import corpus_files, pieces_of
from training.re3d import read_re3d
from training.settings import shared
from training.treebank import Gold, read_treebank

EWT_TRAIN = "treebank/en_ewt-train.conllu.gz"
EWT_DEV = "treebank/en_ewt-dev.conllu.gz"
EWT_TEST = "treebank/en_ewt-test.conllu.gz"
GUM = "treebank/en_gum-train-open.conllu.gz"
RE3D = "entities/re3d.jsonl.gz"
COUNTRIES = "gazetteer/countryInfo.txt.gz"
PLACES = tuple(f"gazetteer/{c}.txt.gz" for c in ("BF", "CI", "GN", "ML", "MR", "NE", "SN"))
INPUTS = (EWT_TRAIN, EWT_DEV, EWT_TEST, GUM, RE3D, COUNTRIES, *PLACES)
SHORT_COUNTRY_NAMES = frozenset({"U.S.", "US", "UK", "U.K.", "USA"})
ENTITY_TAGS = ("O", *(f"{p}-{label}" for label in ("PER", "ORG", "LOC", "NORP", "TIME") for p in "BI"))
RARE = 5
"""A relation seen less often is not learnt."""


@dataclass
class Corpus:
    """Sentences by role, and the label inventories."""

    train: list[Gold]
    ewt_dev: list[Gold]
    gum_dev: list[Gold]
    re3d_dev: list[Gold]
    labels: dict[str, list[str]]
    place_names: list[str]


def _read_lines(name: str) -> list[list[str]]:
    with gzip.open(shared() / "data" / name, "rt", encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]


def countries() -> frozenset[str]:
    """Names of countries, from GeoNames."""
    return frozenset(row[4] for row in _read_lines(COUNTRIES)) | SHORT_COUNTRY_NAMES


def place_names() -> list[str]:
    """One-word names of towns and regions, for swapping into training sentences."""
    names = {
        row[1]
        for file in PLACES
        for row in _read_lines(file)
        if row[6] in {"P", "A"} and row[1].isalpha() and row[1].istitle()
    }
    return sorted(names)


def data_path(name: str) -> Path:
    """Where an input file lies."""
    return shared() / "data" / name


def fingerprints() -> dict[str, str]:
    """sha256 of every input file, our own corpus included."""
    files = {name: data_path(name) for name in INPUTS} | {f"corpus/{p.name}": p for p in corpus_files()}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def _held_back(sentences: list[Gold], group_of: dict[str, str], every: int, offset: int) -> set[str]:
    """Every so-manieth document of each group, in the order of their names."""
    names = sorted({s.document for s in sentences}, key=lambda d: (group_of[d], d))
    result: set[str] = set()
    for group in sorted(set(group_of.values())):
        result |= {d for i, d in enumerate(n for n in names if group_of[n] == group) if i % every == offset}
    return result


def load_gum() -> tuple[list[Gold], list[Gold]]:
    """GUM, by document: (train, held back). Every eighth document of each genre is held back."""
    sentences = read_treebank(data_path(GUM), countries=countries())
    group_of = {s.document: s.document.split("_")[1] for s in sentences}
    dev = _held_back(sentences, group_of, 8, 3)
    return [s for s in sentences if s.document not in dev], [s for s in sentences if s.document in dev]


def load_re3d() -> tuple[list[Gold], list[Gold]]:
    """re3d, by document: (train, held back). Every tenth document is held back."""
    sentences = read_re3d(data_path(RE3D), countries())
    dev = _held_back(sentences, {s.document: "" for s in sentences}, 10, 4)
    return [s for s in sentences if s.document not in dev], [s for s in sentences if s.document in dev]


def load_corpus() -> Corpus:
    """Everything that training needs. EWT test is not read here."""
    ewt = read_treebank(data_path(EWT_TRAIN))
    gum, gum_dev = load_gum()
    re3d, re3d_dev = load_re3d()
    parsed = ewt + gum
    relations = Counter(r for s in parsed for r in s.relations or ())
    labels = {
        "upos": sorted({t for s in parsed for t in s.upos or ()}),
        "xpos": sorted({t for s in parsed for t in s.xpos or ()}),
        "relations": sorted(r for r, n in relations.items() if n >= RARE and r != "dep"),
        "entities": list(ENTITY_TAGS),
    }
    # re3d is small and closest to the texts that Harmattan reads: it is seen twice an epoch.
    train = parsed + re3d + re3d
    return Corpus(train, read_treebank(data_path(EWT_DEV)), gum_dev, re3d_dev, labels, place_names())


def marked_sentences(part: str) -> list[EventSentence]:
    """The marked sentences of one part of the corpus: train, dev or test."""
    return labelled_pieces(pieces_of(part))


def _bio(sentence: Sentence) -> list[str]:
    tags = ["O"] * len(sentence.tokens)
    for entity in sentence.entities:
        tags[entity.first : entity.last] = [f"I-{entity.label}"] * (entity.last - entity.first)
        tags[entity.first] = f"B-{entity.label}"
    return tags


def parsed_by_model(sentences: list[EventSentence], model: LanguageModel) -> list[Gold]:
    """Marked sentences with the model's own tags, trees and names, which the next stage is to keep."""
    found = model.analyse_words([s.words for s in sentences])
    return [
        Gold(
            s.piece,
            " ".join(s.words),
            list(s.words),
            upos=[t.upos for t in f.tokens],
            xpos=[t.xpos for t in f.tokens],
            heads=[t.head + 1 for t in f.tokens],
            relations=[t.dep for t in f.tokens],
            entities=_bio(f),
            vector_text=" ".join(s.words),
            events=s,
        )
        for s, f in zip(sentences, found, strict=True)
    ]


def load_event_corpus() -> Corpus:
    """The second stage: the first stage's corpus and the marked sentences, parsed by the exported first stage."""
    corpus = load_corpus()
    corpus.train += parsed_by_model(marked_sentences("train"), LanguageModel.load())
    return corpus
