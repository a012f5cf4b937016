"""``python -m evaluation.benchmark``: speed and memory of the whole program, beside two yardsticks of the same run.

The yardsticks: trafilatura's extraction of the same texts, each wrapped in a simple HTML page (one process), and one
bare pass of the shipped network over all their sentences (one process with as many threads as the program has
processes; only the time inside ONNX Runtime counts). Seconds differ from machine to machine, ratios less so.
``--documents N`` makes it short.
"""

from __future__ import annotations

import argparse
import html
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any

import trafilatura
from packaging.requirements import Requirement

import harmattan
from evaluation.shared import SharedDataMissing, read_rows
from harmattan.reading.language_model import LanguageModel
from harmattan.resolving.gazetteer import Gazetteer

CORPORA = {"incidents": "incidents/documents.jsonl.gz", "muc": "muc/muc_dev_tst1_tst2.jsonl.gz"}
MIB = 1 << 20
_MAIN = [sys.executable, "-c", "from harmattan.cli import main; main()"]
_SAMPLE_S = 0.05
_HELP_RUNS = 5


class _Memory(threading.Thread):
    """Watches the resident memory of a process and all below it (Linux; elsewhere it sees nothing)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        """Largest sum over all processes at one time, bytes; pages that they share count once for each."""
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        """Samples until stopped."""
        while not self._done.wait(_SAMPLE_S):
            self.peak = max(self.peak, sum(map(_resident, _family(self._pid))))

    def stop(self) -> None:
        """Ends the watch."""
        self._done.set()
        self.join()


def _family(pid: int) -> list[int]:
    found = [pid]
    for parent in found:
        for file in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, file.read_text().split())
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    """Bytes of one process; 0 once it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS:")), 0)


class _TimedSession:
    """An ONNX Runtime session that adds up the time spent in it."""

    def __init__(self, session: Any) -> None:
        self.seconds = 0.0
        self._session = session

    def run(self, *arguments: Any) -> Any:
        """As the session's own."""
        begun = time.perf_counter()
        try:
            return self._session.run(*arguments)
        finally:
            self.seconds += time.perf_counter() - begun


def program(rows: Iterable[dict[str, Any]], jobs: int) -> tuple[float, int]:
    """Seconds and peak memory (bytes) of ``harmattan code``, from start to the last file written."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "documents.jsonl"
        keys = ("id", "text", "title", "url", "published", "source")
        lines = (json.dumps({k: row[k] for k in keys if row.get(k) is not None}) for row in rows)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        options = ["--out", str(folder / "out"), "--scope", "violence", "--jobs", str(jobs), "--quiet"]
        begun = time.perf_counter()
        with subprocess.Popen([*_MAIN, "code", str(file), *options]) as process:
            memory = _Memory(process.pid)
            memory.start()
            code = process.wait()
            seconds = time.perf_counter() - begun
            memory.stop()
    if code:
        raise SystemExit(f"harmattan code failed with exit code {code}")
    return seconds, memory.peak


def extraction(texts: Iterable[str]) -> float:
    """Seconds of trafilatura over the texts as pages."""
    pages = [_page(text) for text in texts]
    begun = time.perf_counter()
    for page in pages:
        trafilatura.extract(page)
    return time.perf_counter() - begun


def _page(text: str) -> str:
    paragraphs = "".join(f"<p>{html.escape(p)}</p>" for p in text.split("\n\n"))
    return f"<html><head><title>Article</title></head><body><article>{paragraphs}</article></body></html>"


def bare_pass(texts: list[str], threads: int) -> float:
    """Seconds inside the network for all sentences of the texts."""
    model = LanguageModel(Path(harmattan.__file__).parent / "reading" / "weights", threads)
    timed = _TimedSession(model._session)
    model._session = timed
    for first in range(0, len(texts), 8):
        model.analyse_many(texts[first : first + 8])
    return timed.seconds


def help_seconds() -> float:
    """Wall time of ``harmattan --help``, the best of several."""
    times = []
    for _ in range(_HELP_RUNS):
        begun = time.perf_counter()
        subprocess.run([*_MAIN, "--help"], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return min(times)


def installed_bytes() -> int:
    """The package with its weights and everything that it needs at run time, as files on disk."""
    total = sum(
        f.stat().st_size for f in Path(harmattan.__file__).parent.rglob("*") if f.is_file() and f.suffix != ".pyc"
    )
    for name in sorted(_needed("harmattan") - {"harmattan"}):
        found = metadata.distribution(name)
        places = (Path(str(found.locate_file(file))) for file in found.files or ())
        total += sum(place.stat().st_size for place in places if place.is_file() and place.suffix != ".pyc")
    return total


def _needed(name: str) -> set[str]:
    """A distribution and all that it requires on this machine, without extras."""
    found: set[str] = set()
    queue = [name]
    while queue:
        current = queue.pop()
        if current in found:
            continue
        found.add(current)
        for line in metadata.requires(current) or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                queue.append(wanted.name.lower().replace("_", "-"))
    return found


def main() -> int:
    """Prints one block a corpus, then what does not depend on documents."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.benchmark", description="Speed and memory of Harmattan."
    )
    parser.add_argument("--documents", type=int, default=1000, help="documents of each corpus (default 1000)")
    parser.add_argument("--jobs", type=int, default=2, help="processes of the program (default 2)")
    options = parser.parse_args()
    Gazetteer.open()  # built on first use; that is no part of coding
    for corpus, file in CORPORA.items():
        try:
            rows = list(islice(read_rows(file), options.documents))
        except SharedDataMissing as missing:
            print(f"{corpus}: {missing}")
            continue
        _measure(corpus, rows, options.jobs)
    print(f"\nharmattan --help, best of {_HELP_RUNS}         {help_seconds():10.2f} s")
    print(f"installed, with all it needs to run   {installed_bytes() / MIB:10.1f} MiB")
    return 0


def _measure(corpus: str, rows: list[dict[str, Any]], jobs: int) -> None:
    texts = [row["text"] for row in rows]
    seconds, memory = program(rows, jobs)
    page_seconds = extraction(texts)
    network_seconds = bare_pass(texts, jobs)
    print(f"\n{corpus}: {len(rows)} documents, {sum(map(len, texts)) / 1e6:.1f} million characters")
    print(f"  harmattan code --jobs {jobs}              {len(rows) / seconds:10.1f} documents/s  {seconds:8.1f} s")
    print(f"  trafilatura {trafilatura.__version__}, 1 process        {len(rows) / page_seconds:10.1f} documents/s")
    print(f"  bare network, {jobs} threads              {len(rows) / network_seconds:10.1f} documents/s")
    print(f"  time, relative to trafilatura       {seconds / page_seconds:10.2f}")
    print(f"  time, relative to the bare network  {seconds / network_seconds:10.2f}")
    print(f"  peak memory of all processes        {memory / MIB:10.0f} MiB")


if __name__ == "__main__":
    raise SystemExit(main())
