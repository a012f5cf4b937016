"""What the documentation prints from the program. ``python -m tests.refresh_docs`` writes it into the pages.

A printed part stands between a mark, ``<!-- name -->``, and the next blank line or, in a code block, its end.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from harmattan.cli.app import app
from harmattan.reading.language_model import LanguageModel

ROOT = Path(__file__).parents[1]
README, ACCURACY, READING = ROOT / "README.md", ROOT / "docs" / "accuracy.md", ROOT / "docs" / "how-it-reads.md"
FIGURES = ROOT / "evaluation" / "figures.json"
PEERS = ROOT / "evaluation" / "peers.yaml"
_PEER = ("measure", "data", "baseline", "published", "aim", "ours", "not_comparable")
ARTICLE = ROOT / "examples" / "sahel-2023" / "documents" / "01-bamba-wire.txt"
SENTENCE = "Rebels of the Coordination of Azawad Movements (CMA) said on Sunday they had captured Bamba, a river port."
COLUMNS = "130"
CLOCK = {"milliseconds a document"}
"""Figures that depend on the machine: benchmark's business."""
PARSED = ("Rebels", "said", "Sunday", "they", "captured", "Bamba", "port")
PLACES = ("Bamba", "Malian", "Niger River", "Timbuktu", "Dioura", "French")
ACTORS = ("Tuareg-led rebels", "armed forces", "terrorists", "CMA", "Islamist fighters", "United Nations peacekeepers")
HEADLINE = (
    (
        "Event found, F1: our examples, Mali and Sudan",
        "examples sahel-2023: events F1",
        "examples sudan-2024: events F1",
    ),
    ("All eight fields right: the same", "examples sahel-2023: whole record", "examples sudan-2024: whole record"),
    ("Short texts without any event from which none was coded: ours", "negatives: clean documents"),
    ("Attack found, F1: MUC-3/4, Latin America around 1990", "muc tst1 tst2: template F1"),
    ("Date, place, sides, deaths right: UCDP's articles", "ucdp: date", "ucdp: place", "ucdp: sides", "ucdp: deaths"),
    ("Country and all four right: the same", "ucdp: whole record"),
    ("Killed, injured exact: articles on shootings", "casualties: killed exact", "casualties: injured exact"),
    ("Place names put within 161 km: LGL, local news", "geoparsing: accuracy at 161 km"),
    ("Value of time expressions, F1: MEANTIME", "time: value F1"),
)

Figures = dict[str, dict[str, float]]


def run(*arguments: str) -> str:
    """What a command prints on a terminal of the pages' width, without blanks at line ends."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": COLUMNS})
    if result.exit_code:
        raise RuntimeError(result.output)
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


def table(head: str, rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table; ``head`` is its first line's inside."""
    lines = [f"| {head} |", "|" + "---|" * (head.count("|") + 1)]
    lines += ["| " + " | ".join("-" if cell is None else str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def readme_parts(out: Path) -> dict[str, str]:
    """The event table of the one article, and the event that is shown."""
    printed = run("events", "--out", str(out))
    event = next(line.split()[-1] for line in printed.splitlines() if "Bamba" in line)
    return {"table": f"```\n{printed}```\n", "show": f"```\n{run('show', event, '--out', str(out))}```\n"}


def reading_parts(out: Path) -> dict[str, str]:
    """One article through the stages."""
    reports = [json.loads(line) for line in (out / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    events = [json.loads(line) for line in (out / "events.jsonl").read_text(encoding="utf-8").splitlines()]
    places, actors = (_first_of(_inspect(kind), wanted) for kind, wanted in (("places", PLACES), ("actors", ACTORS)))
    dates, numbers = _inspect("dates"), _inspect("numbers")
    return {
        "parse": table("word | lemma | tag | relation | to | name", _parse()),
        "places": table("words | kind | taken for | candidates", map(_place_row, places)),
        "dates": table(
            "words | kind | value | days | basis",
            ((_q(d), d["kind"], d["value"], _days(d), d["basis"]) for d in dates),
        ),
        "actors": table(
            "words | name | kind | basis | id",
            ((_q(a), a["name"], a["kind"], a["basis"], a["actor_id"]) for a in actors),
        ),
        "numbers": table(
            "words | what | kind | low | best | high",
            ((_q(n), n["what"], n["kind"], *(_number(n[k]) for k in ("low", "best", "high"))) for n in numbers),
        ),
        "reports": table(
            "trigger | type | initiator | target | place | date | dead | stance | timing", map(_report_row, reports)
        ),
        "events": table("type | place | date | dead | status | sources", map(_event_row, events)),
    }


def _inspect(kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("inspect", kind, str(ARTICLE)).splitlines()]


def _first_of(rows: Iterable[dict[str, Any]], wanted: Sequence[str]) -> list[dict[str, Any]]:
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(_q(row), row)
    return [first[words] for words in wanted if words in first]


def _q(row: dict[str, Any]) -> str:
    return str(row["span"]["quote"])


def _days(row: dict[str, Any]) -> str | None:
    return f"{row['start']} to {row['end']}" if row["start"] else None


def _number(value: float | None) -> str:
    return "open" if value is None else f"{value:g}"


def _place_row(row: dict[str, Any]) -> tuple[Any, ...]:
    place, candidates = row["place"], len(row["candidates"])
    if place is None:
        return _q(row), row["kind"], None, candidates
    where = f"{place['name']}, {place['country'] or 'no one country'} ({place['latitude']}, {place['longitude']})"
    return _q(row), row["kind"], where, candidates


def _report_row(r: dict[str, Any]) -> tuple[Any, ...]:
    picked = [(r["initiator"], "name"), (r["target"], "name"), (r["place"], "name"), (r["date"], "start")]
    cells = [value[key] if value else None for value, key in [*picked, (r["fatalities"], "best")]]
    return r["trigger"]["quote"], r["sub_event_type"], *cells, r["assertion"]["stance"], r["timing"]


def _event_row(e: dict[str, Any]) -> tuple[Any, ...]:
    cells = [e[f][k] if e[f] else None for f, k in (("place", "name"), ("date", "start"), ("fatalities", "best"))]
    return e["sub_event_type"], *cells, e["status"], e["independent_sources"]


def _parse() -> Iterable[tuple[Any, ...]]:
    [sentence] = LanguageModel.load().analyse(SENTENCE)
    for token in sentence.tokens:
        if token.text in PARSED:
            head = None if token.dep == "root" else sentence.tokens[token.head].text
            name = next((e.label for e in sentence.entities if e.first <= token.i < e.last), None)
            yield token.text, token.lemma, token.upos, token.dep, head, name


def figures() -> Figures:
    """``evaluation/figures.json``; FileNotFoundError where nothing was measured."""
    loaded: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return loaded


def accuracy_parts(found: Figures) -> dict[str, str]:
    """All figures with their floors."""
    floors = yaml.safe_load((ROOT / "evaluation" / "floors.yaml").read_text(encoding="utf-8")) or {}
    rows = []
    for suite, measures in found.items():
        for name, value in measures.items():
            if name not in CLOCK:
                floor = floors.get(suite, {}).get(name)
                rows.append((suite, name, f"{value:.3f}", "" if floor is None else f"{floor:.3f}"))
    return {"figures": table("suite | measure | figure | floor", rows), "peers": peers(found)}


def peers(found: Figures) -> str:
    """The rows of ``evaluation/peers.yaml`` with the figures filled in; KeyError where one was not measured."""
    rows = yaml.safe_load(PEERS.read_text(encoding="utf-8"))
    filled = (
        [re.sub(r"\{(.*?): (.*?)\}", lambda m: _figure(found, *m.groups()), row.get(k, "-")) for k in _PEER]
        for row in rows
    )
    return table("measure | data | simple baseline | published best | aim | ours | not comparable", filled)


def _figure(found: Figures, suite: str, name: str) -> str:
    if name.endswith(", of the ceiling"):
        return _short(found[suite][name.removesuffix(", of the ceiling")] / found[suite]["ceiling of the gazetteer"])
    return f"{found[suite][name]:.1f}" if "per 100" in name else _short(found[suite][name])


def _short(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def headline_parts(found: Figures) -> dict[str, str]:
    """The few figures of the README."""
    rows = []
    for name, *keys in HEADLINE:
        values = [found.get(suite, {}).get(measure) for suite, measure in (key.split(": ", 1) for key in keys)]
        rows.append((name, ", ".join("not measured" if v is None else f"{v:.2f}" for v in values)))
    return {"figures": table("what, on which data | figure", rows)}


def part(page: Path, name: str) -> str:
    """What stands behind a mark."""
    behind = page.read_text(encoding="utf-8").partition(f"<!-- {name} -->\n")[2]
    found = re.match(r"```\n.*?```\n|.*?\n(?=\n)", behind, re.DOTALL)
    return found[0] if found else ""


def write(page: Path, parts: dict[str, str]) -> None:
    """Puts each part behind its mark."""
    for name, new in parts.items():
        mark, text = f"<!-- {name} -->\n", page.read_text(encoding="utf-8")
        page.write_text(text.replace(mark + part(page, name), mark + new, 1), encoding="utf-8")


def coded(out: Path) -> Path:
    """Codes the article into a folder."""
    run("code", str(ARTICLE), "--out", str(out), "--jobs", "1", "--quiet")
    return out


def main() -> None:
    """Writes every printed part anew."""
    with tempfile.TemporaryDirectory() as name:
        out = coded(Path(name) / "out")
        write(README, readme_parts(out))
        write(READING, reading_parts(out))
    if FIGURES.exists():
        write(README, headline_parts(figures()))
        write(ACCURACY, accuracy_parts(figures()))


if __name__ == "__main__":
    main()
