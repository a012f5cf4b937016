"""What the wording of two documents says, and when it is heard."""

from __future__ import annotations

import pytest

from harmattan.linking.clusters import Clusters
from harmattan.linking.wording import Wording, outlet
from harmattan.model import Document
from tests.linking.making import document

FILLER = "the council met and the market opened again after the rain"


def collection(*texts: str, others: int = 30) -> Wording:
    documents = [document(f"a{k}", text=text) for k, text in enumerate(texts)]
    documents += [document(f"b{k}", text=f"{FILLER} in month {k}") for k in range(others)]
    return Wording(documents, {d.id: d.id for d in documents})


def test_a_rare_word_in_common_says_more_than_a_common_one() -> None:
    said = collection(f"Orlan Tesk {FILLER}", "Orlan Tesk went to the river", "the market opened on the river")
    assert said.cosine("a0", "a1") > said.cosine("a0", "a2")


def test_a_rare_name_in_common_tells_something_and_a_common_word_nothing() -> None:
    said = collection("today Orlan fell", "they buried Orlan", "the market opened")
    assert said.names("a0", "a1") > 0
    assert said.names("a0", "a2") == 0


def test_a_small_collection_hardly_hears_its_wording() -> None:
    assert collection("one", others=1).share < 0.05 < 0.5 < collection("one", others=200).share


def test_documents_that_share_uncommon_words_are_neighbours() -> None:
    assert ("a0", "a1") in collection("today Orlan fell", "they buried Orlan").neighbours


def test_a_document_mentions_a_place_by_all_words_of_its_name() -> None:
    said = collection("they left Port Orlan", "at Port Orlan", "the port is shut")
    assert said.mentions("a0", "Port Orlan")
    assert not said.mentions("a2", "Port Orlan")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://archive.example.com/web/2015/http://www.example.org:80/a", "example.org"),
        (None, ""),
    ],
)
def test_the_outlet_is_that_of_the_original_address(url: str | None, name: str) -> None:
    assert outlet(Document(id="d", text="x", url=url)) == name


def test_groups_join_only_while_their_mean_agreement_is_enough() -> None:
    scores = {(0, 1): 5.0, (1, 2): 4.0, (0, 2): 1.0}
    grown = Clusters(3, lambda i, j: scores[i, j])
    grown.grow(scores, enough=3.5)
    assert grown.groups() == [[0, 1], [2]]


def test_groups_with_members_that_exclude_each_other_stay_apart() -> None:
    scores = {(0, 1): 5.0, (1, 2): 9.0, (0, 2): None}
    grown = Clusters(3, lambda i, j: scores[i, j])
    grown.grow(scores, enough=3.5)
    assert grown.groups() == [[0], [1, 2]]
