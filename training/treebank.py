"""Reads the treebanks: sentences with gold tags, trees and, in GUM, names derived from its entity annotation."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.event_labels import EventSentence

UNKNOWN = -100
"""Label that no loss counts."""

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "time": "TIME"}
LONGEST_TIME = 7
VAGUE_TIMES = {"time", "moment", "occasion"}
TITLES = frozenset(
    """
    President Prime Minister Secretary Foreign Defense Defence Mr Mrs Ms Dr Mr. Mrs. Ms. Dr. Gen. Lt. Col. Maj. Capt.
    Spc. Brig. Sgt. General Colonel Captain Ambassador HE Sir King Queen Prince Princess Emperor Pope Special Envoy Vice
    Deputy Chief Senator Commodore Petty Officer Navy Army Press Pentagon Representative Commander Chancellor Emir
    Sheikh Under International Development Major Lieutenant Sergeant First Class 1st Professor Judge Justice Mom
    Dad Mother Father God State Speaker Spokesperson Spokesman MR
    """.split()  # noqa: SIM905
)
_OPEN_CLOSE = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


@dataclass
class Gold:
    """One annotated sentence. A layer that a corpus lacks is None."""

    document: str
    text: str
    words: list[str]
    space_after: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] | None = None
    xpos: list[str] | None = None
    heads: list[int] | None = None
    """Index of the head counted from 1, 0 for the root."""
    relations: list[str] | None = None
    entities: list[str] | None = None
    """BIO tags."""
    new_paragraph: bool = False
    new_document: bool = False
    clitic_of_previous: list[bool] = field(default_factory=list)
    vector_text: str = ""
    """The text whose embedding by the original encoder is the target of the sentence vector."""
    events: EventSentence | None = None


@dataclass
class _Raw:
    comments: list[str]
    rows: list[list[str]]
    spans: dict[int, tuple[int, str]]


def _blocks(path: Path) -> Iterator[_Raw]:
    block = _Raw([], [], {})
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if not line:
                if block.rows:
                    yield block
                block = _Raw([], [], {})
            elif line.startswith("#"):
                block.comments.append(line)
            else:
                row = line.split("\t")
                if "-" in row[0]:
                    first, last = map(int, row[0].split("-"))
                    block.spans[last] = (first, row[9])
                elif "." not in row[0]:
                    block.rows.append(row)
    if block.rows:
        yield block


def read_treebank(path: Path, *, countries: frozenset[str] | None = None) -> list[Gold]:
    """All sentences of a CoNLL-U file.

    With ``countries`` (names of countries) the file must carry GUM's entity annotation, and names are derived from
    it; a country that acts ("Sweden won") stays a place.
    """
    sentences: list[Gold] = []
    document = ""
    for block in _blocks(path):
        comments = dict(c[2:].split(" = ", 1) for c in block.comments if " = " in c)
        started = "newdoc id" in comments
        document = comments.get("newdoc id", document)
        rows = block.rows
        inside = {i for last, (first, _) in block.spans.items() for i in range(first + 1, last + 1)}
        sentence = Gold(document, comments.get("text", ""), [r[1] for r in rows])
        for row in rows:
            number = int(row[0])
            misc = row[9]
            if number in block.spans:
                misc = block.spans[number][1]
            glued = "SpaceAfter=No" in misc.split("|") or number + 1 in inside
            sentence.space_after.append(not glued)
            sentence.clitic_of_previous.append(number in inside)
        sentence.lemmas = [r[2] for r in rows]
        sentence.upos = [r[3] for r in rows]
        sentence.xpos = [r[4] for r in rows]
        sentence.heads = [int(r[6]) for r in rows]
        sentence.relations = [r[7] for r in rows]
        sentence.new_document = started
        sentence.new_paragraph = any(c.startswith("# newpar") for c in block.comments)
        sentence.vector_text = sentence.text
        if countries is not None:
            sentence.entities = _entities(sentence, rows, countries)
        sentences.append(sentence)
    if countries is not None:
        _drop_common_words(sentences)
    return sentences


def _drop_common_words(sentences: list[Gold]) -> None:
    """Takes NORP from words that are only capitalised by their place (headings): their lemma occurs in lower case."""
    common = {lemma for s in sentences for lemma in s.lemmas if lemma.islower()}
    for sentence in sentences:
        assert sentence.entities is not None
        for i, tag in enumerate(sentence.entities):
            single = i + 1 == len(sentence.entities) or not sentence.entities[i + 1].startswith("I-")
            if tag == "B-NORP" and single and sentence.lemmas[i].lower() in common:
                sentence.entities[i] = "O"


def _mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Mentions (first, last+1, entity type) that lie within one sentence, from GUM's bracket notation."""
    found: list[tuple[int, int, str]] = []
    waiting: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for i, row in enumerate(rows):
        misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
        for opened, closed, ending in _OPEN_CLOSE.findall(misc.get("Entity", "")):
            if opened:
                number, kind = opened.split("-")[:2]
                if closed:
                    found.append((i, i + 1, kind))
                else:
                    waiting[number].append((i, kind))
            elif ending and waiting[ending]:
                first, kind = waiting[ending].pop()
                found.append((first, i + 1, kind))
    return found


def _head_of(sentence: Gold, first: int, last: int) -> int:
    assert sentence.heads is not None
    for i in range(first, last):
        if not first <= sentence.heads[i] - 1 < last:
            return i
    return first


def _name_around(sentence: Gold, head: int, first: int, last: int, label: str) -> tuple[int, int]:
    """The part of a mention that is the name itself: the head and the name-like words attached to it, in one run."""
    assert sentence.heads is not None
    assert sentence.relations is not None
    assert sentence.xpos is not None
    inside = {head}
    changed = True
    while changed:
        changed = False
        for i in range(first, last):
            parent = sentence.heads[i] - 1
            if i in inside or parent not in inside:
                continue
            rel, tag = sentence.relations[i], sentence.xpos[i]
            proper = tag in {"NNP", "NNPS"}
            joined = rel.split(":")[0] in {"flat", "goeswith"} or (rel in {"compound", "amod"} and proper)
            if label in {"ORG", "LOC"}:
                joined = joined or (rel == "nmod" and proper) or (rel == "conj" and proper and parent != head)
                joined = joined or (rel in {"case", "cc", "det"} and parent != head)
            joined = joined or (rel == "punct" and tag == "HYPH" and first < i < last - 1)
            if joined:
                inside.add(i)
                changed = True
    start = end = head
    while start - 1 in inside:
        start -= 1
    while end + 1 in inside:
        end += 1
    while sentence.relations[start] in {"case", "cc", "det", "punct"} and start < head:
        start += 1
    while sentence.relations[end] in {"case", "cc", "det", "punct"} and end > head:
        end -= 1
    return start, end + 1


def _is_time(sentence: Gold, first: int, last: int) -> bool:
    assert sentence.xpos is not None
    tags, words = sentence.xpos[first:last], sentence.words[first:last]
    year = len(words[0]) in {4, 5} and words[0][0].isdigit()
    if last - first == 1 and (tags[0] == "DT" or (tags[0] == "CD" and not year)):
        return False
    if sentence.lemmas[_head_of(sentence, first, last)] in VAGUE_TIMES:
        return False
    return last - first <= LONGEST_TIME and not any(t[:2] in {"VB", "WD", "WP", "PR"} for t in tags)


def _entities(sentence: Gold, rows: list[list[str]], countries: frozenset[str]) -> list[str]:
    assert sentence.xpos is not None
    spans: list[tuple[int, int, str]] = []
    for first, last, kind in _mentions(rows):
        label = TYPES.get(kind)
        if label is None:
            continue
        if label == "TIME":
            if _is_time(sentence, first, last):
                spans.append((first, last, label))
            continue
        head = _head_of(sentence, first, last)
        tag = sentence.xpos[head]
        if tag not in {"NNP", "NNPS"}:
            continue
        name = _name_around(sentence, head, first, last, label)
        words = sentence.words[name[0] : name[1]]
        if label == "PER" and tag == "NNPS":
            label = "NORP"
        elif label == "PER" and set(words) <= TITLES:
            continue
        elif label == "ORG" and " ".join(words) in countries:
            label = "LOC"
        spans.append((*name, label))
    for i, (tag, lemma) in enumerate(zip(sentence.xpos, sentence.lemmas, strict=True)):
        # UD writes a lemma in lower case unless the word is a name: a capitalised adjective is a demonym or creed.
        if (
            tag == "JJ"
            and len(lemma) > 2
            and lemma[0].isupper()
            and lemma[1:].islower()
            and sentence.words[i].isalpha()
        ):
            spans.append((i, i + 1, "NORP"))
    return bio(len(sentence.words), spans)


def bio(length: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """BIO tags for spans (first, last+1, label); where spans overlap, the longest wins."""
    tags = ["O"] * length
    for first, last, label in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(t == "O" for t in tags[first:last]):
            tags[first:last] = [f"B-{label}"] + [f"I-{label}"] * (last - first - 1)
    return tags
