from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from harmattan.errors import HarmattanError, InputError, UsageError
from harmattan.model import Document, Event, OtherParticipant, Published, Record, Report, Span, Statistic
from harmattan.publishing.contract import (
    KINDS,
    Publication,
    PublishedDocument,
    PublishedEvent,
    PublishedOther,
    PublishedReport,
    publication,
)
from harmattan.publishing.folder import check_writable, read_folder, write_file, write_folder
from harmattan.publishing.geojson import feature_collection
from harmattan.publishing.schemas import schema
from tests.records import document, event, report, statistic

FIELDS = {
    "documents": "id title text url source language story_id published",
    "reports": "id document_id event_id event_type sub_event_type trigger initiator target others place date "
    "fatalities injured assertion actuality timing",
    "events": "id event_type sub_event_type disorder_type sides place date fatalities civilian_targeting status "
    "independent_sources documents reports contradictions control assertions",
    "statistics": "id document_id metric value unit period place publisher span",
}


@pytest.fixture
def published() -> Publication:
    one = document()
    said = report(one)
    happened = event(said)
    return publication([one], [said.model_copy(update={"event_id": happened.id})], [happened], [statistic(one)])


@pytest.fixture
def folder(published: Publication, tmp_path: Path) -> Path:
    write_folder(published, tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_has_the_contracts_fields_in_the_contracts_order(kind: str, folder: Path) -> None:
    [line] = (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    assert " ".join(json.loads(line)) == FIELDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_each_file_is_described_by_its_schema(kind: str, folder: Path) -> None:
    Draft202012Validator.check_schema(schema(kind))
    [line] = (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    Draft202012Validator(schema(kind)).validate(json.loads(line))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_asks_for_every_field_and_allows_no_other(kind: str) -> None:
    found = schema(kind)
    assert list(found["properties"]) == FIELDS[kind].split()
    assert set(found["required"]) == set(found["properties"])
    assert found["additionalProperties"] is False


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (PublishedDocument, Document),
        (PublishedReport, Report),
        (PublishedEvent, Event),
        (PublishedOther, OtherParticipant),
    ],
)
def test_published_fields_have_the_models_types(narrow: type[Record], wide: type[Record]) -> None:
    for name, field in narrow.model_fields.items():
        if (narrow, name) != (PublishedReport, "others"):
            assert field.annotation == wide.model_fields[name].annotation, name


def test_others_lead_with_their_role(folder: Path) -> None:
    [line] = (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    [other] = json.loads(line)["others"]
    assert list(other) == ["role", "actor_id", "name", "kind", "basis", "span"]


def test_what_is_written_is_read_back_the_same(published: Publication, folder: Path) -> None:
    assert read_folder(folder) == published


def test_the_order_of_the_records_does_not_reach_the_files(tmp_path: Path) -> None:
    documents = [document(f"Rebels attacked village number {i}.") for i in range(5)]
    events = [event(id=f"e-{i}", date=None if i == 3 else event().date) for i in range(5)]
    forward = publication(documents, [], events, [])
    backward = publication(documents[::-1], [], events[::-1], [])
    assert forward == backward
    assert [each.id for each in forward.events] == ["e-0", "e-1", "e-2", "e-4", "e-3"]


def test_numbers_that_json_cannot_write_become_null_or_go(tmp_path: Path) -> None:
    place = event().place
    assert place is not None
    nowhere = event(place=place.model_copy(update={"latitude": float("nan")}))
    endless = statistic(document()).model_copy(update={"value": float("inf")})
    write_folder(publication([], [], [nowhere], [endless]), tmp_path)
    assert json.loads((tmp_path / "events.jsonl").read_text())["place"]["latitude"] is None
    assert (tmp_path / "statistics.jsonl").read_text() == ""


def test_no_control_character_or_closing_tag_is_written_raw(tmp_path: Path) -> None:
    nasty = "Attack \x1b[31mred\x07 \x9b31m \u202ereversed\u2028 </script><!-- \x7f"
    one = document(nasty, title=nasty)
    write_folder(publication([one], [], [], []), tmp_path)
    raw = (tmp_path / "documents.jsonl").read_text(encoding="utf-8")
    assert json.loads(raw)["text"] == nasty
    assert not any(mark in raw for mark in ("\x1b", "\x07", "\x9b", "\x7f", "\u202e", "\u2028", "</script", "<!--"))


def test_half_a_surrogate_pair_keeps_all_offsets(tmp_path: Path) -> None:
    one = PublishedDocument.model_construct(
        id="d-1",
        title=None,
        text="ab\ud800cd",
        url=None,
        source=None,
        language="en",
        story_id=None,
        published=Published(),
    )
    write_folder(Publication(documents=(one,)), tmp_path)
    assert json.loads((tmp_path / "documents.jsonl").read_text(encoding="utf-8"))["text"] == "ab?cd"


def test_an_event_without_coordinates_has_a_null_geometry(published: Publication) -> None:
    placeless = publication([], [], [event(place=None)], [])
    assert feature_collection(placeless)["features"][0]["geometry"] is None
    [feature] = feature_collection(published)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-1.25, 12.5]}


def test_a_failed_write_leaves_the_former_results_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(HarmattanError, match="no space left on device; what was there before is unchanged"):
        write_folder(Publication(), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def _full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "events.geojson"
    write_file(target, "old")
    monkeypatch.setattr("os.fsync", _full)
    with pytest.raises(HarmattanError):
        write_file(target, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["events.geojson"]
    assert target.read_text() == "old"


def test_a_file_where_the_folder_should_be_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written"):
        check_writable(tmp_path / "file" / "out")


def test_a_folder_without_results_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="harmattan code PATH --out"):
        read_folder(tmp_path)


def test_a_damaged_result_names_file_and_line(folder: Path) -> None:
    with (folder / "events.jsonl").open("a") as stream:
        stream.write('{"id": "e-2"\n')
    with pytest.raises(InputError, match=r"events\.jsonl, line 2 is damaged"):
        read_folder(folder)


def test_an_unknown_kind_has_no_schema() -> None:
    with pytest.raises(UsageError, match="choose one of documents, reports, events, statistics"):
        schema("rumours")


def test_a_span_of_the_schema_is_start_end_quote() -> None:
    assert (
        list(schema("reports")["$defs"]["Span"]["properties"]) == list(Span.model_fields) == ["start", "end", "quote"]
    )


def test_a_statistic_is_published_as_it_is() -> None:
    assert KINDS["statistics"] is Statistic
