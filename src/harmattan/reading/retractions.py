"""A text by which an outlet takes back what it reported: "Radio X retracts its report of an attack on Y"."""

from __future__ import annotations

from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.model import Assertion, Report, Said
from harmattan.reading.cues import is_negated
from harmattan.reading.document_reading import OPENING, DocumentReading
from harmattan.reading.syntax import Sentence


def is_retraction(reading: DocumentReading) -> bool:
    """Whether a document opens with taking a report back."""
    return any(_retracts(sentence) for sentence in reading.sentences[:OPENING])


def retracting(report: Report) -> Report:
    """A report of a retraction: it denies what it speaks of."""
    denial = Said(about="event", stance="denies", span=report.sentence)
    values = {"assertion": Assertion(stance="denies"), "actuality": "denied", "retracts": True, "said": (denial,)}
    return report.model_copy(update=values)


def _retracts(sentence: Sentence) -> bool:
    verbs, objects, nouns = _words()
    for token in sentence.tokens:
        if token.lemma in nouns and token.i < 2:
            return True
        says = token.lemma in verbs and token.upos == "VERB" and is_negated(sentence, token.i) is None
        if says and any(kid.lemma in objects for kid in sentence.children(token.i, "obj", "nsubj:pass")):
            return True
    return False


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = read_yaml("retractions.yaml")
    return frozenset(table["verbs"]), frozenset(table["objects"]), frozenset(table["nouns"])
