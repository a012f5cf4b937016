"""The documentation says what is there: links, make verbs, codebook files, printed output and figures."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import refresh_docs
from tests.refresh_docs import ARTICLE

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "harmattan" / "codebook" / "data"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"])
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


def test_the_article_of_the_readme_is_the_one_that_is_coded() -> None:
    quoted = README.partition("<!-- article -->\n")[2].partition("\n\n")[0]
    lines = [line.removeprefix(">").strip() for line in quoted.splitlines()]
    paragraphs = " ".join(line or "\n" for line in lines).replace(" [...]", "").split("\n")
    text = ARTICLE.read_text(encoding="utf-8")
    assert [p.strip() for p in paragraphs if p.strip() not in text] == []


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return refresh_docs.coded(tmp_path_factory.mktemp("pages") / "out")


def test_the_readme_prints_what_the_program_prints(coded: Path) -> None:
    _agree(refresh_docs.README, refresh_docs.readme_parts(coded))


def test_the_walk_through_one_article_prints_what_the_program_finds(coded: Path) -> None:
    _agree(refresh_docs.READING, refresh_docs.reading_parts(coded))


@pytest.mark.skipif(not refresh_docs.FIGURES.exists(), reason="python -m evaluation --json evaluation/figures.json")
def test_the_figures_of_the_pages_are_the_measured_ones() -> None:
    _agree(refresh_docs.ACCURACY, refresh_docs.accuracy_parts(refresh_docs.figures()))
    _agree(refresh_docs.README, refresh_docs.headline_parts(refresh_docs.figures()))


def _agree(page: Path, parts: dict[str, str]) -> None:
    for name, new in parts.items():
        assert refresh_docs.part(page, name) == new, f"{page.name} is out of date: python -m tests.refresh_docs"
