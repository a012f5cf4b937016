from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from harmattan.model import Document, Event, EventDate, EventPlace, Report, Side
from harmattan.publishing.contract import publication
from harmattan.publishing.folder import write_folder
from harmattan.reading.coding import Coding
from harmattan.resolving.gazetteer import Gazetteer
from harmattan.store import Project
from tests.records import document, event, report, statistic


@pytest.fixture(scope="session", autouse=True)
def _gazetteer() -> None:
    """Built once, so that no test waits for it or fails on its size."""
    Gazetteer.open()


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """An output folder with three events: Ardal in Mali, Sorn in Niger, and one of which nothing is known."""
    one, said, events = _records()
    folder = tmp_path / "results"
    folder.mkdir()
    write_folder(publication([one], [said], events, [statistic(one)]), folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> str:
    """The same in a project."""
    one, said, events = _records()
    place = str(tmp_path / "war.sqlite")
    with Project.create(place, "political") as opened:
        opened.add(opened.begin_run(), [(one, Coding(one.id, (said,), (statistic(one),)))])
        opened.link([one], [said], events)
    return place


def _records() -> tuple[Document, Report, list[Event]]:
    one = document(story_id="y-1")
    ardal = event(id="e-aa11", reports=(report(one).id,), documents=(one.id,))
    sorn = event(
        id="e-aa22",
        event_type="Violence against civilians",
        sub_event_type="Attack",
        sides=(Side(name="Hill Front", kind="Rebel group", role="initiator"),),
        place=EventPlace(name="Sorn", country="Niger", geo_precision=2, basis="named", rule="only one"),
        date=EventDate(
            start=dt.date(2021, 6, 1), end=dt.date(2021, 6, 7), time_precision=2, basis="relative", rule="widest"
        ),
    )
    unknown = event(id="e-bb33", sides=(), place=None, date=None, fatalities=None)
    return one, report(one, event_id="e-aa11"), [ardal, sorn, unknown]
