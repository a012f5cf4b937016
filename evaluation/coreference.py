"""ECB+: are the mentions of one event in many documents joined, and look-alike incidents kept apart?

Each topic's documents are coded with scope violence and linked. Every mention of an event that went into one of our
reports stands for that report's event; a gold event mention is *reported* where such a mention's word is one of its
tokens. Without an event (plans, background) the report stands alone. Measured over the reported gold mentions, beside
the lemma baseline (one head lemma in one topic: one event) on the same ones and on all. See docs/accuracy.md.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from evaluation.clusterings import conll
from evaluation.coding import documents_of
from evaluation.ecb import text_of
from evaluation.incidents import main_report
from evaluation.metrics import b_cubed
from evaluation.shared import read_rows
from harmattan.linking import link
from harmattan.model import Document
from harmattan.reading.coder import decisions_of
from harmattan.reading.coding import Coding
from harmattan.reading.document_reading import read_document
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.syntax import Sentence

FILE = "coreference/ecbplus_topics1_35.jsonl.gz"
VIOLENT_TOPICS = frozenset({8, 12, 16, 18, 19, 22, 32, 33})
"""Both sub-topics are violence: a bomb, piracy, shootings, riots, murders."""
# fmt: off
VIOLENT_LEMMAS = frozenset((
    "abduct", "assassinate", "assassination", "attack", "battle", "blast", "bloodbath", "bomb",
    "bombing", "clash", "crossfire", "dead", "death", "die", "execute", "execution", "explode",
    "explosion", "fight", "fire-bomb", "gun", "gunplay", "hijack", "hijacking", "hit", "homicide",
    "injure", "injury", "kill", "killing", "murder", "rampage", "riot", "rioting", "shoot", "shooting",
    "shootout", "slay", "slaying", "spray", "stab", "stabbing", "storm", "strike", "torch", "unrest",
    "violence", "wound",
))
# fmt: on
_CHUNK = 16


@dataclass
class Topic:
    """What one topic's documents gave; keys of mentions are "document mention"."""

    gold: dict[str, str] = field(default_factory=dict)
    """The chain of each gold event mention."""
    lemmas: dict[str, str] = field(default_factory=dict)
    """The lemma of its head."""
    found: dict[str, str] = field(default_factory=dict)
    """Our event of each mention that we report."""
    incidents: dict[str, str] = field(default_factory=dict)
    """The event of each document's main report."""
    violent: set[str] = field(default_factory=set)


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Figures over the first ``limit`` documents, those of the violent topics first."""
    rows = sorted(read_rows(FILE), key=lambda r: r["topic"] not in VIOLENT_TOPICS)[:limit]
    by_topic: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_topic[row["topic"]].append(row)
    return score(rows, {number: code_topic(found) for number, found in sorted(by_topic.items())})


def score(rows: Sequence[dict[str, Any]], topics: dict[int, Topic]) -> dict[str, float]:
    """The table's figures."""
    parts = list(topics.values())
    everything = {m for t in parts for m in t.gold}
    violent = {m for t in parts for m in t.violent}
    found = _joined(topics, "found")
    gold, lemmas = _joined(topics, "gold"), _joined(topics, "lemmas")
    figures = {
        "documents": float(len(rows)),
        "mentions reported": _share(found, everything),
        "violent mentions reported": _share(found, violent),
        "violent events of a document reported": _share(_events(found, gold), _events(violent, gold)),
    }
    ours = {m: gold[m] for m in gold if m in found}
    figures |= conll(ours, found)
    figures |= {f"lemma baseline: {name}": value for name, value in conll(ours, lemmas).items()}
    figures |= {f"lemma baseline, all mentions: {name}": value for name, value in conll(gold, lemmas).items()}
    return figures | _sub_topics(rows, _joined(topics, "incidents"))


def _sub_topics(rows: Sequence[dict[str, Any]], incidents: dict[str, Hashable]) -> dict[str, float]:
    """Documents by the event of their main report against sub-topics, over the violent topics."""
    gold = {row["id"]: row["subtopic"] for row in rows if row["topic"] in VIOLENT_TOPICS}
    if not gold:
        return {}
    topic = {row["id"]: row["topic"] for row in rows}
    precision, recall, f1 = b_cubed(gold, {d: incidents.get(d, d) for d in gold})
    return {
        "sub-topics: documents with a report": _share(incidents, gold),
        "sub-topics: B-cubed precision": precision,
        "sub-topics: B-cubed recall": recall,
        "sub-topics: B-cubed F1": f1,
        "one event a topic: B-cubed F1": b_cubed(gold, topic)[2],
    }


def code_topic(rows: Sequence[dict[str, Any]]) -> Topic:
    """Codes and links the documents of one topic, and finds its gold mentions again."""
    topic = Topic()
    texts = {row["id"]: text_of(row) for row in rows}
    # What ingestion would clean away is not there, and every token must keep its place.
    documents = [
        document.model_copy(update={"text": texts[document.id][0]})
        for document in documents_of({"id": key, "text": text} for key, (text, _) in texts.items())
    ]
    codings, words = _code(documents)
    linked = link(documents, codings)
    events = {report.id: report.event_id or f"alone {report.id}" for report in linked.reports}
    by_document = defaultdict(list)
    for report in linked.reports:
        by_document[report.document_id].append(report)
    for row in rows:
        _add_gold(topic, row)
        _add_found(topic, row, texts[row["id"]][1], [(start, events[r]) for start, r in words[row["id"]]])
        main = main_report(by_document[row["id"]])
        if main is not None:
            topic.incidents[row["id"]] = events[main.id]
    return topic


def _code(documents: Sequence[Document]) -> tuple[list[Coding], dict[str, list[tuple[int, str]]]]:
    """The codings, and for each document the start of every event word with the report that it went into."""
    codings, words = [], {}
    model = LanguageModel.load()
    for first in range(0, len(documents), _CHUNK):
        chunk = documents[first : first + _CHUNK]
        for document, sentences in zip(chunk, model.analyse_many([d.text for d in chunk]), strict=True):
            _, decisions = decisions_of(read_document(document, sentences))
            reports = {r.id: r for d in decisions for r in d.reports}
            vectors = [(s, s.vector) for s in sentences if s.vector is not None]
            codings.append(
                Coding(
                    document.id,
                    tuple(sorted(reports.values(), key=lambda r: (r.trigger.start, r.id))),
                    sentence_offsets=tuple((s.start, s.end) for s, _ in vectors),
                    sentence_vectors=np.stack([v for _, v in vectors]) if vectors else None,
                )
            )
            words[document.id] = sorted(
                (sentences[m.sentence].tokens[m.trigger.token].start, d.report.id)
                for d in decisions
                if d.report is not None
                for m in d.incident.mentions
            )
    return codings, words


def _gold(row: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    chosen = {i for i, s in enumerate(row["sentence"]) if s in row["selected_sentences"]}
    mentions = [m for m in row["mentions"] if m["event"] and chosen.issuperset(m["tokens"])]
    return [(f"{row['id']} {number}", mention) for number, mention in enumerate(mentions)]


def _add_gold(topic: Topic, row: dict[str, Any]) -> None:
    places: dict[int, list[int]] = defaultdict(list)
    for i, sentence in enumerate(row["sentence"]):
        places[sentence].append(i)
    mentions = _gold(row)
    numbers = sorted({row["sentence"][m["tokens"][0]] for _, m in mentions})
    parses = LanguageModel.load().analyse_words([[row["tokens"][i] for i in places[n]] for n in numbers])
    parsed = dict(zip(numbers, parses, strict=True))
    for key, mention in mentions:
        number = row["sentence"][mention["tokens"][0]]
        lemma = head_lemma(parsed[number], [i - places[number][0] for i in mention["tokens"]])
        topic.gold[key] = mention["chain"]
        topic.lemmas[key] = lemma
        if row["topic"] in VIOLENT_TOPICS and lemma in VIOLENT_LEMMAS:
            topic.violent.add(key)


def head_lemma(sentence: Sentence, words: Sequence[int]) -> str:
    """The lemma of the first of these words that depends on none of the others."""
    heads = [i for i in words if sentence.tokens[i].head not in words]
    return sentence.tokens[heads[0]].lemma


def _add_found(
    topic: Topic, row: dict[str, Any], places: dict[int, tuple[int, int]], words: Sequence[tuple[int, str]]
) -> None:
    """Our event of a gold mention: that of most of our words among its tokens, the first one where equal."""
    for key, mention in _gold(row):
        spans = [places[i] for i in mention["tokens"]]
        events = [event for start, event in words if any(a <= start < b for a, b in spans)]
        if events:
            topic.found[key] = Counter(events).most_common(1)[0][0]


def _joined(topics: dict[int, Topic], name: str) -> dict[str, Hashable]:
    """One clustering of all topics; clusters of different topics stay different."""
    return {item: (number, cluster) for number, t in topics.items() for item, cluster in getattr(t, name).items()}


def _events(mentions: Iterable[str], gold: dict[str, Hashable]) -> set[tuple[str, Hashable]]:
    return {(mention.split()[0], gold[mention]) for mention in mentions}


def _share(found: Iterable[Hashable], wanted: Iterable[Hashable]) -> float:
    possible = set(wanted)
    return len(possible & set(found)) / len(possible) if possible else 0.0


if __name__ == "__main__":
    for label, value in evaluate(int(sys.argv[1]) if len(sys.argv) > 1 else None).items():
        print(f"{label:45} {value:.3f}")
