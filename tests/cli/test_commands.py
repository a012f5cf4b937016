from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from harmattan import __version__
from harmattan.cli.app import app
from harmattan.cli.progress import count
from harmattan.publishing.contract import publication
from harmattan.publishing.folder import write_folder
from tests.records import document, event, report


def _run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin, env={"COLUMNS": "200"})


def _ids(*arguments: str) -> list[str]:
    result = _run("events", *arguments, "--format", "jsonl")
    assert result.exit_code == 0, result.output
    return [json.loads(line)["id"] for line in result.stdout.splitlines()]


def test_version() -> None:
    assert _run("--version").stdout == f"harmattan {__version__}\n"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], ["e-aa11", "e-aa22", "e-bb33"]),
        (["--country", "mali"], ["e-aa11"]),
        (["--country", "NE"], ["e-aa22"]),
        (["--country", "NER"], ["e-aa22"]),
        (["--country", "Atlantis"], []),
        (["--place", "ard"], ["e-aa11"]),
        (["--place", "noor"], ["e-aa11"]),
        (["--actor", "front"], ["e-aa11", "e-aa22"]),
        (["--actor", "river-front"], ["e-aa11"]),
        (["--type", "battles"], ["e-aa11", "e-bb33"]),
        (["--type", "attack"], ["e-aa22"]),
        (["--since", "2021-06-07"], ["e-aa22"]),
        (["--since", "2021-06-08"], []),
        (["--until", "2021-05-04"], ["e-aa11"]),
        (["--since", "2021-05-01", "--until", "2021-05-31", "--country", "Mali"], ["e-aa11"]),
    ],
)
def test_events_are_filtered(filters: list[str], found: list[str], results: Path) -> None:
    assert _ids("--out", str(results), *filters) == found


def test_a_project_and_a_folder_list_the_same_events(results: Path, project: str) -> None:
    assert _ids("--project", project) == _ids("--out", str(results))


def test_the_table_names_what_each_event_is(results: Path) -> None:
    lines = _run("events", "--out", str(results)).stdout.splitlines()
    assert lines[0].split() == ["Date", "Place", "Type", "Who", "To", "whom", "Dead", "Status", "Sources", "Event"]
    assert lines[1].split()[:3] == ["2021-05-04", "Ardal,", "Mali"]
    assert "14+" in lines[1]
    assert lines[2].startswith("2021-06-01..07")


def test_csv_has_acleds_columns(results: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_run("events", "--out", str(results), "--format", "csv").stdout)))
    assert [row["location"] for row in rows] == ["Ardal", "Sorn", ""]


def test_no_events_is_said(results: Path) -> None:
    assert _run("events", "--out", str(results), "--place", "nowhere").stdout == "no events\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["events"], "either --project FILE or --out DIR"),
        (["events", "--project", "a", "--out", "b"], "either --project FILE or --out DIR"),
        (["events", "--project", "missing.sqlite"], "does not exist"),
        (["events", "--out", "missing"], "holds no results"),
        (["code", "x.txt"], "either --out DIR or --project FILE"),
        (["code", "missing.txt", "--out", "o"], "nothing to read"),
        (["code", "-", "--project", "no/such/folder/p.sqlite"], "folder does not exist"),
        (["inspect", "places", "missing.txt"], "nothing to read"),
        (["inspect", "rumours", "missing.txt"], "rumours"),
        (["code", "missing.txt", "--out", "o", "--jobs", "0"], "jobs"),
        (["schema", "rumours"], "rumours"),
        (["--nonsense"], "nonsense"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_call_that_cannot_work_ends_with_2_and_one_clear_line(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = _run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_since_after_until_is_refused(results: Path) -> None:
    result = _run("events", "--out", str(results), "--since", "2021-06-01", "--until", "2021-05-01")
    assert (result.exit_code, "is after --until" in result.stderr) == (2, True)


def test_show_tells_every_field_with_its_quote_and_who_says_so(results: Path) -> None:
    shown = _run("show", "e-aa11", "--out", str(results)).stdout
    for words in (
        "Armed clash (Battles; Political violence)",
        "2021-05-04 (time precision 1, relative)",
        "rule: narrowest",
        "Ardal, Noor, Mali (12.5000 -1.2500; geo precision 1, named)",
        "River Front [Rebel group] (named) <- \"River Front\"",
        "14+ (best 14), 9 villagers <- \"14 people\"",
        "claims       a police officer <- \"a police officer said\"",
        ">>attacked<<",
        "Noor Courier, 2021-05-05 (given), story y-1",
        "claimed; 1 independent source in 1 document",
    ):  # fmt: skip
        assert words in " ".join(shown.split()) or words in shown, words


def test_show_takes_the_beginning_of_an_id(results: Path) -> None:
    assert _run("show", "e-bb", "--out", str(results)).stdout.startswith("Event        e-bb33\n")


@pytest.mark.parametrize(
    ("key", "message"), [("e-aa", "2 events have ids that begin with e-aa"), ("e-zz", "no event has")]
)
def test_show_refuses_an_id_that_is_not_one_event(key: str, message: str, results: Path) -> None:
    result = _run("show", key, "--out", str(results))
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_shown_text_holds_no_terminal_escape(tmp_path: Path) -> None:
    nasty = "Gunmen attacked \x1b[2J\x1b]0;title\x07 \u202eArdal\x9b5m.\nSecond line."
    one = document(nasty, title=nasty, source=nasty)
    said = report(document(), document_id=one.id, event_id="e-1", trigger=one.spans or report(document()).trigger)
    write_folder(publication([one], [said], [event(said, id="e-1", documents=(one.id,))], []), tmp_path)
    shown = _run("show", "e-1", "--out", str(tmp_path)).stdout
    assert not set(shown) & set("\x1b\x07\x9b\u202e")
    assert "Ardal" in shown


def test_export_acled_to_a_file(results: Path, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    result = _run("export", "--out", str(results), "--format", "acled", "--inter", "numeric", "--to", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    [first, *_] = csv.DictReader(io.StringIO(target.read_text(encoding="utf-8")))
    assert (first["inter1"], first["interaction"]) == ("2", "12")


def test_export_geojson_to_standard_output(project: str) -> None:
    found = json.loads(_run("export", "--project", project, "--format", "geojson").stdout)
    assert [feature["geometry"] is None for feature in found["features"]] == [False, True, True]


def test_export_jsonl_to_a_folder_is_the_same_as_the_folder_itself(results: Path, tmp_path: Path) -> None:
    _run("export", "--out", str(results), "--format", "jsonl", "--to", str(tmp_path / "copy"))
    assert {p.name: p.read_bytes() for p in results.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "copy").iterdir()
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "geojson", "--inter", "numeric"], "--inter belongs to --format acled"),
        (["--to", "."], "is a folder; name a file"),
        (["--to", "results/events.csv/x.csv"], "cannot be written"),
    ],
)
def test_export_refuses_what_cannot_be_written(
    arguments: list[str], message: str, results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(results.parent)
    result = _run("export", "--out", "results", *arguments)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


def test_schema_of_one_kind_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(_run("schema", "reports").stdout))


def test_schema_without_a_kind_prints_all_four() -> None:
    assert list(json.loads(_run("schema").stdout)) == ["documents", "reports", "events", "statistics"]


def test_the_number_of_documents_is_told_without_reading_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.html").write_text("<p>text")
    (tmp_path / "c.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n')
    assert count([tmp_path]) == 4
    assert count(["-"]) is None
