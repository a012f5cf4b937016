"""Later documents revise events: texts that are coded into a project in one run after the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.growing import lines, run

RAID = (
    "Gunmen attacked a police post in Bourem, Mali, on Friday, 6 October 2023, killing four officers, residents said."
)


@pytest.fixture
def war(tmp_path: Path) -> War:
    return War(tmp_path)


class War:
    """A project that grows by a document a run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.project = str(folder / "war.sqlite")

    def add(self, key: str, text: str, published: str, source: str = "Gao Courier") -> None:
        """Code one more document."""
        record = {"id": key, "text": text, "published": published, "source": source, "title": text[:40]}
        file = self._folder / f"{key}.jsonl"
        file.write_text(json.dumps(record), encoding="utf-8")
        result = run("code", str(file), "--project", self.project, "--jobs", "1", "--quiet")
        assert result.exit_code == 0, result.output

    def event(self, *options: str) -> Any:
        """The only event."""
        [event] = lines("events", "--project", self.project, *options)
        return event

    def history(self, kind: str) -> list[Any]:
        """The changes of one kind."""
        return [r for r in lines("history", self.event()["id"], "--project", self.project) if r["kind"] == kind]


def test_a_toll_that_rises_is_the_outlets_later_one(war: War) -> None:
    war.add("d1", RAID, "2023-10-06")
    war.add(
        "d2",
        RAID.replace("four", "seven").replace("residents", "a hospital source"),
        "2023-10-08",
    )
    assert war.event()["fatalities"]["best"] == 7
    [raised] = war.history("toll raised")
    assert (raised["old"]["best"], raised["new"]["best"], raised["document_id"]) == (4, 7, "d2")
    assert war.event("--as-of", "2023-10-07")["fatalities"]["best"] == 4


def test_a_claim_of_responsibility_a_day_later_names_the_perpetrator(war: War) -> None:
    war.add("d1", RAID, "2023-10-06")
    war.add(
        "d2",
        "JNIM claimed responsibility on Saturday for the attack on a police post in Bourem, Mali, that killed four "
        "officers on Friday, 6 October 2023.",
        "2023-10-07",
        "Niger River Radio",
    )
    assert [side["actor_id"] for side in war.event()["sides"] if side["role"] == "initiator"] == ["jnim"]
    [claimed] = war.history("responsibility claimed")
    assert (claimed["document_id"], claimed["published"]) == ("d2", "2023-10-07")
    assert all(side["actor_id"] != "jnim" for side in war.event("--as-of", "2023-10-06")["sides"])


def test_a_corrected_identity_takes_the_place_of_the_outlets_former_one(war: War) -> None:
    war.add("d1", RAID.replace("Gunmen", "Fighters of the CMA"), "2023-10-06")
    war.add("d2", RAID.replace("Gunmen", "Fighters of JNIM, not the CMA as first reported,"), "2023-10-08")
    assert [side["actor_id"] for side in war.event()["sides"] if side["role"] == "initiator"] == ["jnim"]
    assert any(row["field"] == "initiator" and row["document_id"] == "d2" for row in war.history("field changed"))


def test_a_retracted_story_is_contested_and_has_no_source(war: War) -> None:
    war.add("d1", RAID, "2023-10-06")
    war.add(
        "d2",
        "Gao Courier retracts its report of an attack on a police post in Bourem, Mali, on Friday, 6 October 2023. "
        "No such attack took place.",
        "2023-10-09",
    )
    event = war.event()
    assert (event["status"], event["independent_sources"]) == ("contested", 0)
    assert "Retracted by Gao Courier" in event["contradictions"]
    [taken_back] = war.history("retracted")
    assert (taken_back["new"], taken_back["published"]) == ("d2", "2023-10-09")
    assert war.event("--as-of", "2023-10-08")["status"] == "reported"


def test_what_another_outlet_tells_stands_after_a_retraction(war: War) -> None:
    war.add("d1", RAID, "2023-10-06")
    war.add("d2", RAID.replace("residents said", "a doctor said").replace("four", "three"), "2023-10-07", "Azawad News")
    war.add(
        "d3",
        "Gao Courier withdraws its report of an attack on a police post in Bourem, Mali, on Friday, 6 October 2023.",
        "2023-10-09",
    )
    event = war.event()
    assert (event["status"], event["independent_sources"], event["fatalities"]["best"]) == ("reported", 1, 3)
