"""The mission's first input: what five real articles say together about northern Mali in autumn 2023.

The articles lie in ``../shared/seeds`` and may not be quoted here; only facts are expected, as issue 4 lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.shared import SharedDataMissing, shared_folder
from harmattan.pipeline import code_to_folder
from harmattan.publishing.contract import Publication, PublishedEvent

CMA = "CMA: Coordination of Azawad Movements"
ARMY = "Military Forces of Mali (2021-)"
JNIM = "JNIM: Group for Support of Islam and Muslims"


def _files() -> list[Path]:
    try:
        return sorted((shared_folder() / "seeds").glob("*.txt"))
    except SharedDataMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    _, results, _ = code_to_folder(_files(), tmp_path_factory.mktemp("seeds") / "out", "political", jobs=1)
    return results


@pytest.fixture(scope="module")
def numbers(coded: Publication) -> dict[str, int]:
    """The number of each document's file, found by some words in its middle."""
    texts = [" ".join(p.read_text(encoding="utf-8").split()) for p in _files()]
    middles = {d.id: " ".join(d.text[300:340].split()) for d in coded.documents}
    return {key: next(n for n, text in enumerate(texts) if words in text) for key, words in middles.items()}


def _told_by(event: PublishedEvent, coded: Publication, numbers: dict[str, int]) -> set[int]:
    return {numbers[r.document_id] for r in coded.reports if r.event_id == event.id}


def _events(coded: Publication, place: str, start: str) -> Iterator[PublishedEvent]:
    for event in coded.events:
        if event.place and event.date and event.place.name == place and str(event.date.start) == start:
            yield event


def test_the_capture_of_bamba_is_one_event_of_four_documents_and_three_sources(
    coded: Publication, numbers: dict[str, int]
) -> None:
    [event] = _events(coded, "Bamba", "2023-10-01")
    assert event.sub_event_type == "Non-state actor overtakes territory"
    assert _told_by(event, coded, numbers) == {0, 1, 2, 4}
    assert event.independent_sources == 3
    assert [s.name for s in event.sides if s.role == "initiator"] == [CMA]


def test_the_army_confirms_the_fight_for_bamba_and_not_its_loss(coded: Publication) -> None:
    [event] = _events(coded, "Bamba", "2023-10-01")
    assert event.assertions is not None
    assert event.assertions.event.status == "confirmed"
    assert event.assertions.taking is not None
    assert event.assertions.taking.status == "claimed"


def test_september_is_resolved_through_the_other_documents(coded: Publication, numbers: dict[str, int]) -> None:
    [event] = _events(coded, "Bamba", "2023-09-07")
    assert _told_by(event, coded, numbers) == {0, 1, 2, 4}
    assert [s.name for s in event.sides if s.role == "initiator"] == [JNIM]


def test_two_rewrites_of_one_article_are_one_story(coded: Publication, numbers: dict[str, int]) -> None:
    stories = {numbers[d.id]: d.story_id for d in coded.documents}
    assert stories[0] == stories[1]
    assert len(set(stories.values())) == 4


def test_crawl_headers_are_doubted_and_moved_with_a_reason(coded: Publication, numbers: dict[str, int]) -> None:
    for document in coded.documents:
        if numbers[document.id] in (0, 2):
            published = document.published
            assert published.basis == "inferred"
            assert (str(published.earliest), str(published.latest)) == ("2023-10-01", "2023-10-07")
            assert any("2023-10-01" in doubt for doubt in published.doubts)


def test_the_dead_of_dioura_are_the_rebels_claim_while_the_attack_is_confirmed(coded: Publication) -> None:
    [event] = _events(coded, "Dioura", "2023-09-28")
    assert event.fatalities is not None
    assert event.fatalities.low == 80
    assert event.assertions is not None
    assert event.assertions.toll is not None
    assert (event.assertions.event.status, event.assertions.toll.status) == ("confirmed", "claimed")
    confirming = [v.speaker for v in event.assertions.event.voices if v.stance == "confirms"]
    assert confirming == ["Government of Mali (2021-)"]


def test_shares_and_counts_that_are_quoted_are_statistics(coded: Publication) -> None:
    found = {(s.value, s.unit) for s in coded.statistics}
    assert {(38.0, "percent"), (33.0, "percent"), (29.0, "percent"), (1000.0, "events")} <= found
