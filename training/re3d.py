"""Reads re3d and keeps the names among its annotated spans (it also marks "rebels", "our partners", "I")."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from training.treebank import TITLES, Gold, bio

LEAST_CONFIDENCE = 0.5
LABELS = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "NORP",
    "Temporal": "TIME",
}
# Enough to cut these official texts into words and sentences; kept apart from the product's tokenizer so
# that a change there does not change the training data.
_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Dr|Gen|Lt|Col|Maj|Capt|Spc|Brig|Sgt|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.(?=\s)|[A-Z]\.(?=\s[A-Z])"
    r"|\d+(?:[.,:]\d+)+|\d+(?:st|nd|rd|th)?|[^\W\d_]+(?=n['’]t\b)|n['’]t\b|[^\W_]+|['’](?:s|ll|re|ve|d|m)\b|[^\s]"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+")
_NOT_AN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Dr|Gen|Lt|Col|Maj|Capt|Spc|Brig|Sgt|St|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_LINKING = {
    "of",
    "for",
    "and",
    "al",
    "el",
    "de",
    "la",
    "du",
    "ibn",
    "bin",
    "the",
    "in",
    "to",
    "on",
    "&",
    "-",
    "'s",
    "’s",
    "’",
    "'",
    "as",
    "az",
    "ash",
    "/",
    ",",
    ".",
    "von",
}
_PRONOUNS = {
    "I",
    "We",
    "He",
    "She",
    "It",
    "They",
    "His",
    "Her",
    "Their",
    "Our",
    "My",
    "You",
    "All",
    "These",
    "Those",
    "This",
    "That",
}
_SKIPPED_IN_TITLES = {
    "of",
    "for",
    "the",
    ",",
    "-",
    ".",
    "and",
    "Middle",
    "East",
    "Affairs",
    "Advisor",
    "SECRETARY",
    "Mayor",
    "Chair",
}


def read_re3d(path: Path, countries: frozenset[str]) -> list[Gold]:
    """Sentences with BIO tags; no tags of speech and no trees."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    for document in documents:
        document["entities"] = [e for e in document["entities"] if e["confidence"] >= LEAST_CONFIDENCE]
    kinds = Counter(
        (e["text"].removeprefix("the ").removeprefix("The "), e["type"]) for d in documents for e in d["entities"]
    )
    places = {text for (text, kind), n in kinds.items() if kind == "Location" and n >= 3} | countries
    demonyms = {text for text, kind in kinds if kind == "Nationality"} - places
    return [sentence for d in documents for sentence in _sentences(d, places, demonyms)]


def _cuts(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if "\n" not in end.group() and _NOT_AN_END.search(text[start : end.start()]):
            continue
        found.append((start, end.start() + len(end.group().rstrip())))
        start = end.end()
    return [*found, (start, len(text))]


def _sentences(document: dict[str, Any], places: set[str], demonyms: set[str]) -> list[Gold]:
    text = document["text"]
    result = []
    for first, last in _cuts(text):
        tokens = [(m.start() + first, m.end() + first) for m in _WORD.finditer(text[first:last])]
        if not tokens:
            continue
        words = [text[a:b] for a, b in tokens]
        spans = []
        for entity in document["entities"]:
            label = LABELS.get(entity["type"])
            inside = [i for i, (a, b) in enumerate(tokens) if a >= entity["start"] and b <= entity["end"]]
            if label and inside:
                span = _name(words, inside[0], inside[-1] + 1, label, demonyms)
                if span:
                    name = " ".join(words[span[0] : span[1]])
                    spans.extend(_labelled(words, span, _settled(name, label, places, demonyms)))
        taken = {i for a, b, _ in spans for i in range(a, b)}
        spans += [(i, i + 1, "NORP") for i, w in enumerate(words) if w in demonyms and i not in taken]
        sentence = Gold(document["id"], text[first:last], words)
        sentence.entities = bio(len(words), spans)
        sentence.vector_text = sentence.text
        result.append(sentence)
    return result


def _settled(name: str, label: str, places: set[str], demonyms: set[str]) -> str:
    """One label for a country or a people, whatever role it plays in the sentence."""
    if label != "TIME" and name in places:
        return "LOC"
    return "NORP" if label == "ORG" and name.removesuffix("s") in demonyms else label


def _labelled(words: list[str], span: tuple[int, int], label: str) -> list[tuple[int, int, str]]:
    """The span, or its parts where a place is given with the larger place after a comma."""
    first, last = span
    if label == "LOC" and "," in words[first:last]:
        comma = words.index(",", first, last)
        return [(first, comma, label), (comma + 1, last, label)]
    return [(first, last, label)]


def _name(words: list[str], first: int, last: int, label: str, demonyms: set[str]) -> tuple[int, int] | None:
    """The proper name in an annotated span, or None where it is a description."""
    if label == "TIME":
        if last - first > 1 and words[first].lower() == "the" and words[first + 1][0].isupper():
            first += 1
        return (first, last) if last - first <= 7 else None
    while first < last and (words[first].lower() in {"the", "a", "an"} or not words[first][0].isalnum()):
        first += 1
    if label == "PER":
        while first < last - 1 and (words[first] in TITLES | _SKIPPED_IN_TITLES or words[first] in demonyms):
            first += 1
    while last > first and (words[last - 1] in {"'s", "’s", "'", "’", ",", "."}):
        last -= 1
    name = words[first:last]
    if (
        not name
        or not (name[-1][0].isupper() or name[-1].isdigit())
        or name[0] in _PRONOUNS
        or not name[0][0].isalnum()
    ):
        return None
    if label != "TIME" and name.count(",") > 1:
        return None
    if label == "PER" and any(w in TITLES for w in name):
        return None
    if any(not (w[0].isupper() or w[0].isdigit() or w in _LINKING) for w in name) or not any(
        w[0].isupper() for w in name
    ):
        return None
    return first, last
