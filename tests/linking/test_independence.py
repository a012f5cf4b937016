"""What counts as one source, and where a text has its news from."""

from __future__ import annotations

import pytest

from harmattan.linking.independence import Independence, independence
from harmattan.linking.provenance import credits_of
from harmattan.linking.similarity import Item
from harmattan.model import Assertion, Document, Span
from tests.linking.making import REBELS, document, report


def item(
    key: str, sentence: str = "Men attacked Ardal.", source: str | None = None, speaker: str | None = None
) -> Item:
    made = document(key, text=f"{sentence} More is not known.")
    said = report(key).model_copy(
        update={
            "sentence": Span(start=0, end=len(sentence), quote=sentence),
            "assertion": Assertion(stance="claims" if speaker else "states", speaker=speaker),
        }
    )
    made = made.model_copy(update={"source": source or f"Outlet {key}"})
    return Item.of(said, made, f"s-{key}", main=True)


def found(*items: Item) -> Independence:
    return independence(items)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("ARDAL (AFP) - Rain fell.", ("Agence France-Presse", "text", "(AFP)")),
        (
            "Rain fell, a farmer told the Associated Press.",
            ("Associated Press", "sentence", "told the Associated Press"),
        ),
        ("Rain fell, according to SOHR.", ("Syrian Observatory for Human Rights", "sentence", "according to SOHR")),
        ("Rain fell. With Reuters", ("Reuters", "part", "With Reuters")),
    ],
)
def test_a_credit_is_recorded_with_its_words(text: str, credit: tuple[str, str, str]) -> None:
    [one] = credits_of(Document(id="d", text=text))
    assert (one.name, one.extent, one.span.quote) == credit
    assert text[one.span.start : one.span.end] == one.span.quote


@pytest.mark.parametrize("text", ["He is with APCs.", "An ap reported rain.", "She told Aunt Reuterson all."])
def test_other_words_are_no_credit(text: str) -> None:
    assert credits_of(Document(id="d", text=text)) == ()


def test_stories_on_their_own_account_are_independent() -> None:
    told = found(item("a"), item("b"))
    assert told.sources == (("a",), ("b",))
    assert told.reason == "2 independent sources: 2 documents tell 2 separate stories."


def test_two_outlets_with_one_monitor_share_it() -> None:
    told = found(item("a", "Ten died, according to SOHR."), item("b", "SOHR said ten had died."), item("c"))
    assert told.sources == (("a", "b"), ("c",))
    assert told.reason == (
        "2 independent sources: 3 documents tell 3 separate stories, "
        "of which 2 are from Syrian Observatory for Human Rights."
    )


def test_one_partys_statement_is_one_origin() -> None:
    words = "The group said in a statement that it had attacked Ardal."
    assert len(found(item("a", words, speaker=REBELS.name), item("b", words, speaker=REBELS.name)).sources) == 1


def test_different_speakers_statements_are_two_origins() -> None:
    words = "It said in a statement that Ardal was attacked."
    assert len(found(item("a", words, speaker=REBELS.name), item("b", words, speaker="The army")).sources) == 2


def test_two_stories_of_one_outlet_are_one_source() -> None:
    told = found(item("a", source="Ardal Herald"), item("b", source="Ardal Herald"))
    assert told.sources == (("a", "b"),)
    assert told.reason == (
        "1 independent source: 2 documents tell 2 separate stories, of which 2 are by one outlet, ardal herald."
    )


def test_what_an_agency_prints_and_who_quotes_it_are_one_source() -> None:
    assert len(found(item("a", source="AFP"), item("b", "Ten died, a mayor told AFP.")).sources) == 1


def test_the_order_of_reports_changes_nothing() -> None:
    items = [
        item("a", "Ten died, according to SOHR."),
        item("b", "SOHR said ten had died."),
        item("c", source="Outlet a"),
    ]
    assert found(*items) == found(*items[::-1])
