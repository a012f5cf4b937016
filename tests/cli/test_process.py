from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HARMATTAN = [sys.executable, "-c", "from harmattan.cli import main; main()"]
FULL = Path("/dev/full")
TEXT = "Rebels attacked an army post near Kidal in Mali on {} May 2021 and killed four soldiers."


def _run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    extra = options.pop("env", {})
    assert isinstance(extra, dict)
    environment = {**os.environ, "COLUMNS": "120", **extra}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*HARMATTAN, *arguments], env=environment, text=True, capture_output=True, timeout=120, check=False, **options
    )


def test_help_loads_nothing_slow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[1:] = ['--help']; from harmattan.cli import main\ntry: main()\n"
         "except SystemExit: print(*sys.modules)"],
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "Usage: harmattan" in done.stdout
    assert not loaded & {"pydantic", "sqlalchemy", "alembic", "numpy", "onnxruntime", "rich", "yaml", "trafilatura"}


def test_an_output_folder_that_cannot_be_made_ends_with_2_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels attacked a village.")
    (tmp_path / "file").touch()
    done = _run("code", str(tmp_path / "a.txt"), "--out", str(tmp_path / "file" / "out"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("harmattan: output folder")
    assert done.stderr.count("\n") == 1


def test_a_folder_without_articles_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = _run("code", str(tmp_path / "empty"), "--out", str(tmp_path / "out"))
    assert (done.returncode, "holds no articles" in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_read_is_named_and_the_rest_is_coded(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "good.txt").write_text(
        "Fighters of an armed group attacked the town of Kidal in Mali on Monday, killing six."
    )
    (source / "empty.txt").touch()
    (source / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (source / "page.html").write_text("<html><body><script>var a = 1;</script></body></html>")
    (source / "lines.jsonl").write_text('[1]\n{"title": "no text"}\nnot json\n')
    out = tmp_path / "out"
    done = _run("code", str(source), "--out", str(out))
    assert done.returncode == 3, done.stderr
    named = [line for line in done.stderr.splitlines() if str(source) in line]
    for place in ("empty.txt: ", "binary.txt: ", "page.html: ", "lines.jsonl, line 1: ", "line 2: ", "line 3: "):
        assert any(place in line for line in named), place
    assert len(named) == 6
    assert "Traceback" not in done.stderr
    assert len((out / "documents.jsonl").read_text().splitlines()) == 1


def _spans(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and value.keys() == {"start", "end", "quote"}:
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _spans(item)


@pytest.mark.parametrize("kind", ["places", "dates", "numbers", "actors", "reports"])
def test_inspect_shows_mentions_whose_spans_cut_their_quotes(kind: str, tmp_path: Path) -> None:
    text = "Rebels attacked an army post near Kidal in Mali on 3 May 2021 and killed four soldiers."
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps({"id": "one", "text": text, "language": "en"}) + "\n")
    done = _run("inspect", kind, str(file))
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows
    assert all(row["document_id"] == "one" for row in rows)
    assert all(text[row["span"]["start"] : row["span"]["end"]] == row["span"]["quote"] for row in rows)


def test_inspected_places_weigh_the_actors_as_coding_does(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from harmattan.cli import inspecting
    from harmattan.ingest import read_documents
    from harmattan.model import Document
    from harmattan.reading.document_reading import read_document
    from harmattan.reading.language_model import LanguageModel

    file = tmp_path / "in.jsonl"
    text = (
        "Nigerien soldiers fought Boko Haram fighters near Tripoli. Nigerien troops reached San Salvador and Victoria."
    )
    file.write_text(json.dumps({"text": text, "language": "en"}) + "\n")
    (document,) = (item for item in read_documents([file]) if isinstance(item, Document))
    reading = read_document(document, LanguageModel.load().analyse(document.text))
    inspecting.run("places", [str(file)])
    rows = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    found = {row["span"]["start"]: row["score"] for row in rows if row["place"]}
    assert found
    assert found == {toponym.start: round(place.score, 3) for toponym, place in reading.places.items()}


def test_a_document_that_cannot_be_inspected_is_named_and_the_rest_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"id": i, "text": TEXT.format(i), "language": "en"}) + "\n" for i in (1, 2)))
    script = (
        "from harmattan.cli import inspecting, main\n"
        "def read(document, sentences, usual=inspecting.read_document):\n"
        "    return usual(document, sentences if document.id == '2' else None)\n"
        "inspecting.read_document = read\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "inspect", "actors", str(file)], text=True, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert done.stderr.startswith("harmattan: 1: reading failed (TypeError: ")
    assert {json.loads(line)["document_id"] for line in done.stdout.splitlines()} == {"2"}


@pytest.mark.parametrize("command", [["code", "--out", "out"], ["inspect", "places"]])
def test_a_closed_standard_input_is_no_failure_unless_it_is_asked_for(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(TEXT.format(3))
    closed = {"cwd": tmp_path, "preexec_fn": lambda: os.close(0)}
    done = _run(*command, "in.txt", **closed)
    assert done.returncode == 0, done.stderr
    done = _run(*command, "-", **closed)
    assert (done.returncode, done.stderr) == (
        2, "harmattan: '-' asks for documents on standard input, which is closed\n"
    )  # fmt: skip


def test_a_file_that_is_no_gazetteer_is_named_and_ends_with_3(tmp_path: Path) -> None:
    file = tmp_path / "notes.csv"
    file.write_text("these,are\nno,places\n")
    done = _run("gazetteer", "add", str(file))
    assert done.returncode == 3
    assert (str(file) in done.stderr, done.stderr.count("\n")) == (True, 1)


def test_gazetteer_info_tells_where_it_is_and_how_much_it_holds() -> None:
    done = _run("gazetteer", "info")
    assert done.returncode == 0
    assert {"path", "places", "names", "added"} <= {line.partition(":")[0] for line in done.stdout.splitlines()}


def test_two_runs_of_the_program_write_the_same_bytes(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for i, town in enumerate(("Kidal", "Gao", "Mopti")):
        (source / f"{i}.txt").write_text(
            f"Rebels attacked an army post near {town} in Mali on 3 May 2021 and killed {i + 4} soldiers."
        )
    for name, seed in (("one", "1"), ("two", "2")):
        assert _run("code", str(source), "--out", str(tmp_path / name), env={"PYTHONHASHSEED": seed}).returncode == 0
    spans = [
        (record, span)
        for kind in ("reports", "statistics")
        for record in map(json.loads, (tmp_path / "one" / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines())
        for span in _spans(record)
    ]
    texts = {
        record["id"]: record["text"]
        for record in map(json.loads, (tmp_path / "one" / "documents.jsonl").read_text(encoding="utf-8").splitlines())
    }
    assert spans
    assert all(texts[r["document_id"]][span["start"] : span["end"]] == span["quote"] for r, span in spans)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert len(one) == 5


def test_a_project_of_a_newer_version_ends_with_2(project: str) -> None:
    import sqlite3

    with sqlite3.connect(project) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    done = _run("events", "--project", project)
    assert (done.returncode, "written by a newer version" in done.stderr) == (2, True)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("target", ["--out", "--project"])
def test_a_full_disk_ends_with_1_and_leaves_no_result(target: str, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    texts = (f"On day {i} rebels attacked Kidal in Mali. " + "The town was quiet afterwards. " * 60 for i in range(40))
    source.write_text("".join(json.dumps({"text": text, "language": "en"}) + "\n" for text in texts))
    out = tmp_path / ("out" if target == "--out" else "war.sqlite")

    def small_files() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))

    done = _run("code", str(source), target, str(out), "--jobs", "1", preexec_fn=small_files)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "the disk is full or failing" in done.stderr
    if target == "--out":
        assert {path.name for path in out.iterdir()} <= {".harmattan-work.sqlite", ".harmattan-work.sqlite-journal"}


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_a_full_standard_output_ends_with_1_and_one_line(results: Path) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [*HARMATTAN, "export", "--out", str(results), "--format", "geojson"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "harmattan: a file cannot be read or written: no space left on device\n"


@pytest.mark.parametrize("style", ["table", "jsonl", "csv"])
def test_a_closed_pipe_is_no_failure(style: str, results: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = subprocess.run(
            [*HARMATTAN, "events", "--out", str(results), "--format", style],
            stdout=closed, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("columns", ["30", "60", "90", "140", "300", "nonsense"])
def test_the_table_fits_any_width(columns: str, results: Path) -> None:
    done = _run("events", "--out", str(results), env={"COLUMNS": columns})
    assert (done.returncode, done.stderr) == (0, "")
    assert "e-aa11" in done.stdout
    if columns.isdigit():
        assert max(map(len, done.stdout.splitlines())) <= int(columns)


def test_a_terminal_without_utf8_gets_every_event(results: Path) -> None:
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    for arguments in (["events"], ["show", "e-aa11"], ["events", "--format", "csv"]):
        done = _run(*arguments, "--out", str(results), env=environment)
        assert (done.returncode, done.stderr) == (0, "")


def test_no_colour_in_a_pipe(results: Path) -> None:
    assert "\x1b" not in _run("events", "--out", str(results), env={"FORCE_COLOR": ""}).stdout


def test_ctrl_c_ends_with_130_and_one_line(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    text = "Rebels attacked an army post near Kidal in Mali and killed four soldiers. " * 20
    source.write_text("".join(json.dumps({"text": f"{i}. {text}"}) + "\n" for i in range(400)))
    process = subprocess.Popen(
        [*HARMATTAN, "code", str(source), "--out", str(tmp_path / "out"), "--jobs", "2"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    while process.poll() is None and not (tmp_path / "out" / ".harmattan-work.sqlite").exists():
        time.sleep(0.05)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (130, "harmattan: interrupted\n")
    assert not (tmp_path / "out" / "events.jsonl").exists()


def test_a_mistake_of_ours_is_one_line_too(results: Path) -> None:
    (results / "events.jsonl").write_bytes(b"\xff\xfe\x00")
    done = _run("events", "--out", str(results))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "events.jsonl" in done.stderr
