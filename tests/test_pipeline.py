from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from harmattan.errors import HarmattanError, ModelError, StoreError, UsageError
from harmattan.pipeline import WORK_FILE, Stages, Summary, code, code_to_folder
from harmattan.publishing.folder import read_folder
from harmattan.store import Project
from harmattan.store.locks import only_run
from tests.records import STAND_INS, WordCoder, link_all

RESULTS = {"documents.jsonl", "reports.jsonl", "events.jsonl", "statistics.jsonl", "events.csv"}


def _sentence(i: int, extra: str = "") -> str:
    return f"Fighters attacked the village of Sorn for the {i}th time this week, residents said. {extra}"


def _input(folder: Path, texts: list[str]) -> Path:
    file = folder / "in.jsonl"
    lines = (json.dumps({"id": f"doc-{i:03}", "text": text, "language": "en"}) for i, text in enumerate(texts))
    file.write_text("\n".join(lines) + "\n")
    return file


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    return _input(tmp_path, [_sentence(i) for i in range(40)])


def test_a_run_leaves_the_five_files_and_nothing_else(forty: Path, tmp_path: Path) -> None:
    summary, published, files = code_to_folder([forty], tmp_path / "out", "political", jobs=1, stages=STAND_INS)
    assert {file.name for file in files} == set(_bytes(tmp_path / "out")) == RESULTS
    assert (summary.documents, summary.coded, summary.reports, summary.events) == (40, 40, 40, 40)
    assert len(published.events) == 40


def test_the_number_of_processes_changes_no_byte(forty: Path, tmp_path: Path) -> None:
    code_to_folder([forty], tmp_path / "one", "political", jobs=1, stages=STAND_INS)
    code_to_folder([forty], tmp_path / "three", "political", jobs=3, stages=STAND_INS)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "three")


def test_a_second_run_changes_no_byte_of_a_project(forty: Path, tmp_path: Path) -> None:
    place = tmp_path / "war.sqlite"
    for _ in range(2):
        with Project.create(str(place), "political") as project:
            before = place.read_bytes()
            summary = code([forty], project, jobs=1, stages=STAND_INS)
    assert place.read_bytes() == before
    assert (summary.documents, summary.known, summary.coded, summary.events) == (40, 40, 0, 40)


def test_new_documents_join_those_of_the_project(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "war.sqlite"), "political") as project:
        code([_input(tmp_path, [_sentence(0)])], project, jobs=1, stages=STAND_INS)
        summary = code([_input(tmp_path, [_sentence(0), _sentence(1)])], project, jobs=1, stages=STAND_INS)
        assert (summary.coded, summary.events) == (1, 2)
        assert [run.coded for run in project.runs()] == [1, 1]


def test_an_id_that_the_project_has_with_another_text_is_refused(tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "war.sqlite"), "political") as project:
        code([_input(tmp_path, [_sentence(0)])], project, jobs=1, stages=STAND_INS)
        summary = code([_input(tmp_path, [_sentence(7)])], project, jobs=1, stages=STAND_INS)
        assert summary.coded == 0
        assert "doc-000: the project holds another text" in summary.unreadable[0]


@pytest.mark.parametrize(
    ("word", "jobs", "reason"),
    [
        ("fail-me", 1, "coding failed (ValueError: strange document)"),
        ("fail-me", 2, "coding failed (ValueError: strange document)"),
        ("crash-me", 2, "the process that coded it died (SIGKILL"),
    ],
)
def test_a_document_that_ends_its_process_is_named_and_the_rest_goes_on(
    word: str, jobs: int, reason: str, tmp_path: Path
) -> None:
    texts = [_sentence(i, word if i in {3, 30} else "") for i in range(40)]
    summary, published, _ = code_to_folder(
        [_input(tmp_path, texts)], tmp_path / "out", "political", jobs=jobs, stages=STAND_INS
    )
    assert len(published.documents) == 38
    assert [line.split()[1] for line in summary.unreadable] == ["doc-003", "doc-030"]
    assert all(reason in line for line in summary.unreadable)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_damaged_model_ends_the_run_with_its_reason(jobs: int, tmp_path: Path) -> None:
    file = _input(tmp_path, [_sentence(i, "damaged-model") for i in range(30)])
    with pytest.raises(ModelError, match="reinstall Harmattan"):
        code_to_folder([file], tmp_path / "out", "political", jobs=jobs, stages=STAND_INS)


def _no_coder(scope: object, threads: object) -> WordCoder:
    os._exit(9)


def test_processes_that_cannot_start_end_the_run(forty: Path, tmp_path: Path) -> None:
    with pytest.raises(HarmattanError, match=r"could not start \(exit code 9\); try --jobs 1"):
        code_to_folder([forty], tmp_path / "out", "political", jobs=2, stages=Stages(_no_coder, link_all))


def test_a_run_that_fails_leaves_the_former_results_as_they_were(forty: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code_to_folder([forty], out, "political", jobs=1, stages=STAND_INS)
    before = _bytes(out)
    with pytest.raises(ModelError):
        code_to_folder([_input(tmp_path, ["damaged-model"])], out, "political", jobs=1, stages=STAND_INS)
    assert {name: content for name, content in _bytes(out).items() if name in RESULTS} == before


def test_an_interrupted_run_keeps_what_was_coded(forty: Path, tmp_path: Path) -> None:
    def interrupt(_stage: str, summary: Summary, _problem: str | None) -> None:
        if summary.coded == 10:
            raise KeyboardInterrupt

    with Project.create(str(tmp_path / "war.sqlite"), "political") as project:
        with pytest.raises(KeyboardInterrupt):
            code([forty], project, jobs=1, stages=STAND_INS, watch=interrupt)
        assert len(project.codings()[0]) == 10
        assert code([forty], project, jobs=1, stages=STAND_INS).coded == 30


_SCRIPT = """
import sys
from pathlib import Path
from harmattan.pipeline import code, code_to_folder
from harmattan.store import Project
from tests.records import SLOW_STAND_INS

source, target, jobs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
if __name__ == "__main__":
    if target.suffix:
        code([source], Project.create(str(target), "political"), jobs=jobs, stages=SLOW_STAND_INS)
    else:
        code_to_folder([source], target, "political", jobs=jobs, stages=SLOW_STAND_INS)
"""


def _stored(database: Path) -> int:
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _kill_midway(script: Path, source: Path, target: Path, database: Path, jobs: int) -> int:
    """Start a run, kill it when some documents are stored, and tell how many."""
    command = [sys.executable, str(script), str(source), str(target), str(jobs)]
    process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])})
    deadline = time.monotonic() + 60
    while process.poll() is None and _stored(database) == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return _stored(database)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "run.py"
    path.write_text(_SCRIPT)
    return path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_goes_on_where_it_stopped(jobs: int, script: Path, tmp_path: Path) -> None:
    source = _input(tmp_path, [_sentence(i) for i in range(200)])
    killed, whole = tmp_path / "killed.sqlite", tmp_path / "whole.sqlite"
    stored = _kill_midway(script, source, killed, killed, jobs)
    assert 0 < stored < 200
    with Project.create(str(killed), "political") as again, Project.create(str(whole), "political") as undisturbed:
        assert code([source], again, jobs=1, stages=STAND_INS).coded == 200 - stored
        code([source], undisturbed, jobs=1, stages=STAND_INS)
        assert again.codings()[0] == undisturbed.codings()[0]
        assert again.results() == undisturbed.results()


def test_a_killed_run_leaves_no_results_and_the_next_one_goes_on(script: Path, tmp_path: Path) -> None:
    source = _input(tmp_path, [_sentence(i) for i in range(200)])
    out = tmp_path / "out"
    stored = _kill_midway(script, source, out, out / WORK_FILE, 1)
    assert not RESULTS & set(_bytes(out))
    summary, _, _ = code_to_folder([source], out, "political", jobs=1, stages=STAND_INS)
    assert summary.coded == 200 - stored
    code_to_folder([source], tmp_path / "whole", "political", jobs=1, stages=STAND_INS)
    assert _bytes(out) == _bytes(tmp_path / "whole")


def test_results_hold_only_the_documents_of_this_call(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Project.create(str(out / WORK_FILE), "political") as left:
        code([_input(tmp_path, [_sentence(0), _sentence(1)])], left, jobs=1, stages=STAND_INS)
    code_to_folder([_input(tmp_path, [_sentence(0)])], out, "political", jobs=1, stages=STAND_INS)
    assert [document.id for document in read_folder(out).documents] == ["doc-000"]


@pytest.mark.parametrize("left", [b"", b"no database at all" * 50])
def test_a_useless_work_file_is_done_without(left: bytes, forty: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / WORK_FILE).write_bytes(left)
    code_to_folder([forty], out, "political", jobs=1, stages=STAND_INS)
    assert set(_bytes(out)) == RESULTS


def test_work_of_another_scope_is_not_gone_on_with(forty: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with Project.create(str(out / WORK_FILE), "violence") as left:
        code([forty], left, jobs=1, stages=STAND_INS)
    summary, _, _ = code_to_folder([forty], out, "political", jobs=1, stages=STAND_INS)
    assert summary.coded == 40


def test_two_runs_into_one_folder_do_not_mix(forty: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with only_run(out), pytest.raises(StoreError, match="another run is writing"):
        code_to_folder([forty], out, "political", jobs=1, stages=STAND_INS)


def test_two_runs_into_one_project_do_not_mix(forty: Path, tmp_path: Path) -> None:
    with Project.create(str(tmp_path / "war.sqlite"), "political") as first, first.only_run():
        with (
            Project.create(str(tmp_path / "war.sqlite"), "political") as second,
            pytest.raises(StoreError, match="another run is writing"),
        ):
            code([forty], second, jobs=1, stages=STAND_INS)
        assert first.codings() == ([], [])


def test_an_output_folder_inside_the_input_is_refused(forty: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="lies inside the input folder"):
        code_to_folder([tmp_path], tmp_path / "out", "political", jobs=1, stages=STAND_INS)
    assert not (tmp_path / "out").exists()


def test_nothing_to_read_makes_no_output_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        code_to_folder([tmp_path / "none.txt"], tmp_path / "out", "political", stages=STAND_INS)
    assert not (tmp_path / "out").exists()
