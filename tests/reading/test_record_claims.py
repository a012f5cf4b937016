"""Ordinals and superlatives by which a text sets an event among others."""

from __future__ import annotations

import datetime as dt

import pytest

from harmattan.model import Document, Published
from harmattan.reading.document_reading import read_document
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.record_claims import record_claims

CMA = "CMA: Coordination of Azawad Movements"


def found(text: str) -> list[tuple[str, float, str, str | None]]:
    day = dt.date(2023, 10, 9)
    document = Document(
        id="d", text=text, language="en", published=Published(date=day, earliest=day, latest=day, basis="given")
    )
    claims = record_claims(read_document(document, LanguageModel.load().analyse(text)))
    assert all(text[c.span.start : c.span.end] == c.span.quote for c in claims)
    return [(c.metric, c.value, c.unit, c.period) for c in claims]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Bourem is the third army camp captured by the CMA since August.",
            (f"captures by {CMA}", 3.0, "rank", "since August"),
        ),
        (
            "The ambush was the 4th attack by the CMA since July.",
            (f"attacks by {CMA}", 4.0, "rank", "since July"),
        ),
        (
            "The CMA raid on Sevare marked the furthest south that it had struck since the truce ended in August.",
            (f"furthest south of attacks by {CMA}", 1.0, "record", "since August"),
        ),
        (
            "It was the deadliest attack by the CMA since 2015.",
            (f"deadliest of attacks by {CMA}", 1.0, "record", "since 2015"),
        ),
    ],
)
def test_a_rank_is_read_with_what_is_counted_by_whom_and_since_when(
    text: str, claim: tuple[str, float, str, str]
) -> None:
    assert found(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "A second attack hit the town on Friday.",
        "The camp fell for the third time.",
        "The third minister resigned since August.",
        "The attack of 7 September killed nine soldiers, the deadliest day for the army.",
    ],
)
def test_other_ordinals_are_no_claim(text: str) -> None:
    assert found(text) == []
