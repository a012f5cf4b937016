"""What holds for every output, whatever the documents say: on our examples, and on shared articles where present."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from evaluation.shared import ROOT, SharedDataMissing, read_rows, shared_folder
from harmattan.pipeline import code_to_folder
from harmattan.publishing.contract import KINDS
from harmattan.publishing.schemas import schema

Output = dict[str, list[dict[str, Any]]]

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*/documents/*") if path.is_file())
MUC_DOCUMENTS = 200
CORPORA = ["examples", "seeds", "muc"]


def _paths(corpus: str, folder: Path) -> list[Path]:
    if corpus == "examples":
        return EXAMPLES
    try:
        if corpus == "seeds":
            return [shared_folder() / "seeds"]
        rows = [row for row, _ in zip(read_rows("muc/muc_dev_tst1_tst2.jsonl.gz"), range(MUC_DOCUMENTS), strict=False)]
    except SharedDataMissing as missing:
        pytest.skip(str(missing))
    file = folder / "muc.jsonl"
    file.write_text("".join(json.dumps({"id": row["id"], "text": row["text"]}) + "\n" for row in rows))
    return [file]


@cache
def _read(folder: Path) -> Output:
    return {
        kind: [json.loads(line) for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()]
        for kind in KINDS
    }


@pytest.fixture(scope="module", params=CORPORA)
def output(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Output:
    """The four files of one corpus."""
    folder = tmp_path_factory.mktemp(request.param)
    summary, _, _ = code_to_folder(_paths(request.param, folder), folder / "out", "political")
    assert summary.coded > 0
    return _read(folder / "out")


def _spans(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every ``{start, end, quote}`` below a value, and where it stands."""
    if isinstance(value, dict):
        if {"start", "end", "quote"} <= set(value):
            yield path, value
        for key, item in value.items():
            yield from _spans(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _spans(item, f"{path}[{number}]")


def _tolls(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"low", "best", "high"} <= set(value):
            yield value
        for item in value.values():
            yield from _tolls(item)
    elif isinstance(value, list):
        for item in value:
            yield from _tolls(item)


def test_every_span_cuts_its_quote_from_the_stored_text(output: Output) -> None:
    texts = {document["id"]: document["text"] for document in output["documents"]}
    wrong = []
    seen: Counter[str] = Counter()
    for kind, records in output.items():
        for record in records:
            text = texts.get(record["id"] if kind == "documents" else record.get("document_id"))
            owners = [texts[d] for d in record["documents"]] if kind == "events" else [text]
            for path, span in _spans(record):
                seen[kind] += 1
                if not any(
                    owner is not None and owner[span["start"] : span["end"]] == span["quote"] for owner in owners
                ):
                    wrong.append((kind, record["id"], path, span))
    assert wrong == []
    assert seen["reports"] >= len(output["reports"])


def test_ids_are_unique(output: Output) -> None:
    for kind, records in output.items():
        repeated = [key for key, times in Counter(record["id"] for record in records).items() if times > 1]
        assert (kind, repeated) == (kind, [])


def test_low_best_and_high_are_in_order(output: Output) -> None:
    for toll in (toll for kind in ("reports", "events") for record in output[kind] for toll in _tolls(record)):
        assert 0 <= toll["low"] <= toll["best"]
        assert toll["high"] is None or toll["best"] <= toll["high"]


def test_dates_end_after_they_start(output: Output) -> None:
    for record in (*output["reports"], *output["events"]):
        if record["date"]:
            assert record["date"]["start"] <= record["date"]["end"]


def test_reports_and_events_name_each_other(output: Output) -> None:
    listed = {report: event["id"] for event in output["events"] for report in event["reports"]}
    linked = {report["id"]: report["event_id"] for report in output["reports"] if report["event_id"]}
    assert linked == listed


def test_an_event_lists_the_documents_of_its_reports(output: Output) -> None:
    reports = {report["id"]: report["document_id"] for report in output["reports"]}
    for event in output["events"]:
        assert set(event["documents"]) == {reports[key] for key in event["reports"]}


def test_only_what_happened_lately_is_an_event(output: Output) -> None:
    events = {event["id"] for event in output["events"]}
    for report in output["reports"]:
        if report["actuality"] == "planned" or report["actuality"] == "feared":
            assert report["event_id"] not in events


def test_the_output_keeps_to_its_schema(output: Output) -> None:
    for kind, records in output.items():
        validator = Draft202012Validator(schema(kind))
        problems = [f"{record['id']}: {e.message}" for record in records for e in validator.iter_errors(record)]
        assert (kind, problems) == (kind, [])


# Enough documents that --jobs 2 starts processes.
_TOWNS = ("Gao", "Jos", "Goma", "Kidal", "Herat", "Beni", "Nyala", "Marib", "Djibo", "Mopti", "Quetta", "Aleppo")


def _many(folder: Path) -> list[Path]:
    file = folder / "many.jsonl"
    rows = (
        {
            "id": f"own-{number:02}",
            "text": f"Gunmen killed {number + 2} villagers in {town} on {day}, and the army shelled rebels nearby.",
            "published": "2023-10-09",
        }
        for number, (town, day) in enumerate((t, d) for t in _TOWNS for d in ("Friday", "Sunday"))
    )
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return [*EXAMPLES, file]


_MAIN = "from harmattan.cli import main; main()"


def _code(paths: list[Path], out: Path, *options: str, cwd: Path, **environment: str) -> dict[str, bytes]:
    command = [
        str(Path(sys.executable).with_name("harmattan")),
        "code",
        *map(str, paths),
        "--out",
        str(out),
        "--quiet",
        *options,
    ]
    subprocess.run(command, check=True, cwd=cwd, env={**os.environ, **environment}, timeout=300)
    return {file.name: file.read_bytes() for file in out.iterdir()}


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("first")
    paths = _many(folder)
    return paths, _code(paths, folder / "out", "--jobs", "1", cwd=ROOT, PYTHONHASHSEED="0")


@pytest.mark.parametrize(("seed", "jobs"), [("random", "1"), ("1", "2")], ids=["one process", "two processes"])
def test_neither_order_nor_folder_nor_processes_change_a_byte(
    seed: str, jobs: str, first_run: tuple[list[Path], dict[str, bytes]], tmp_path: Path
) -> None:
    paths, expected = first_run
    found = _code(paths[::-1], tmp_path / "out", "--jobs", jobs, cwd=tmp_path, PYTHONHASHSEED=seed)
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []
