"""The documentation says what is there: links, make verbs, codebook files, printed output and figures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from harmattan.cli.app import app

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "harmattan" / "codebook" / "data"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
FIGURES = ROOT / "evaluation" / "figures.json"
ARTICLE = ROOT / "examples" / "sahel-2023" / "documents" / "01-bamba-wire.txt"
COLUMNS = "130"
CLOCK = {"milliseconds a document"}
"""Figures that depend on the machine: benchmark's business."""

_CODE = re.compile(r"```.*?```|^(?: {4}|\t).*$", re.DOTALL | re.MULTILINE)


def _names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=_names(PAGES))
def test_local_links_lead_somewhere(page: Path) -> None:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(link)
    assert dead == []


def test_the_index_names_every_page() -> None:
    linked = set(re.findall(r"\]\(([^)#\s]+\.md)", (ROOT / "docs" / "index.md").read_text(encoding="utf-8")))
    pages = {str(p.relative_to(ROOT / "docs")) for p in (ROOT / "docs").rglob("*.md")} - {"index.md"}
    assert pages - linked == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/accuracy.md"])
def test_make_verbs_that_are_named_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    page = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^ {4})make ([a-z]+)", page, re.MULTILINE))
    assert named
    assert named - verbs == set()


@pytest.mark.parametrize("page", PAGES, ids=_names(PAGES))
def test_codebook_files_that_are_named_exist(page: Path) -> None:
    named = set(re.findall(r"`(?:[\w./-]*/)?([\w-]+\.(?:yaml|tsv|csv))`", page.read_text(encoding="utf-8")))
    there = {p.name for p in [*DATA.rglob("*"), *ROOT.glob("evaluation/*"), *ROOT.glob("examples/*/*")]}
    assert named - there - {"events.csv", "results.csv"} == set()


def test_every_codebook_file_is_explained() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    files = {p.name for p in DATA.iterdir() if p.suffix == ".yaml"}
    assert {name for name in files if f"`{name}`" not in page} == set()


def test_every_runtime_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "decisions" / "0000-dependencies.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.partition("\ndependencies = [")[2].partition("]")[0]
    needed = set(re.findall(r'"([A-Za-z0-9_-]+)[^"]*"', block))
    assert needed
    assert {name for name in needed if f"| {name} |" not in page} == set()


def _block(mark: str) -> str:
    return README.partition(f"<!-- {mark} -->")[2].partition("```\n")[2].partition("```")[0]


def test_the_article_of_the_readme_is_the_one_that_is_coded() -> None:
    quoted = README.partition("<!-- article -->\n")[2].partition("\n\n")[0]
    lines = [line.removeprefix(">").strip() for line in quoted.splitlines()]
    paragraphs = " ".join(line or "\n" for line in lines).replace(" [...]", "").split("\n")
    text = ARTICLE.read_text(encoding="utf-8")
    assert [p.strip() for p in paragraphs if p.strip() not in text] == []


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("readme")
    result = CliRunner().invoke(app, ["code", str(ARTICLE), "--out", str(out), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return out


def printed(*arguments: str) -> str:
    """What a command prints on a terminal of the README's width, without blanks at line ends."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": COLUMNS})
    assert result.exit_code == 0, result.output
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


def test_the_readme_prints_the_event_table_as_it_is(coded: Path) -> None:
    assert _block("table") == printed("events", "--out", str(coded))


def test_the_readme_prints_an_event_as_it_is(coded: Path) -> None:
    event = re.findall(r"Event +(e-\w+)", _block("show"))[0]
    assert _block("show") == printed("show", event, "--out", str(coded))


def _figures() -> dict[str, dict[str, float]]:
    if not FIGURES.exists():
        pytest.skip("evaluation/figures.json is not there: python -m evaluation --json evaluation/figures.json")
    loaded: dict[str, dict[str, float]] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return loaded


def table_of(figures: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> str:
    """The table of docs/accuracy.md, one row a figure."""
    rows = ["| suite | measure | figure | floor |", "|---|---|---|---|"]
    for suite, measures in figures.items():
        for name, value in measures.items():
            if name not in CLOCK:
                floor = floors.get(suite, {}).get(name)
                rows.append(f"| {suite} | {name} | {value:.3f} | {'' if floor is None else f'{floor:.3f}'} |")
    return "\n".join(rows)


def test_the_figures_of_the_accuracy_page_are_the_measured_ones() -> None:
    floors: dict[str, Any] = yaml.safe_load((ROOT / "evaluation" / "floors.yaml").read_text(encoding="utf-8")) or {}
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    assert page.partition("<!-- figures -->\n")[2].partition("\n\n")[0] == table_of(_figures(), floors)


def test_the_figures_of_the_readme_are_the_measured_ones() -> None:
    values = {f"{value:.2f}" for measures in _figures().values() for value in measures.values()}
    rows = README.partition("<!-- figures -->\n")[2].partition("\n\n")[0].splitlines()[2:]
    assert rows
    assert [row for row in rows if not set(re.findall(r"\d*\.\d\d", row.split("|")[2])) <= values] == []
