"""``python -m evaluation.link_scale [N...]``: time, memory and quality of linking N reports of a synthetic war.

The war is described in ``link_world``. Each size is linked in a process of its own: documents and what was coded in
them are in memory, as a project gives them, and everything from finding the stories to the finished events is measured.
Printed are wall and processor seconds, the largest memory of the process (the input alone in brackets), and the
exponents of n in processor time and in what linking adds to memory, from one size to the next. Quality: B-cubed of the
reports that make events, against the truth of the generator; a report that is in no event counts alone.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from typing import Any

from evaluation.link_world import war
from evaluation.metrics import b_cubed
from harmattan.linking import link

_COLUMNS = (
    ("reports", 8),
    ("documents", 10),
    ("events", 7),
    ("true", 6),
    ("wall s", 7),
    ("cpu s", 7),
    ("MiB", 14),
    ("time ^", 7),
    ("memory ^", 9),
    ("B3 P", 6),
    ("R", 6),
    ("F1", 6),
)


def measure(size: int) -> dict[str, Any]:
    """The figures of one size, in this process."""
    made = war(size)
    held = _peak()
    wall, cpu = time.perf_counter(), time.process_time()
    linked = link(made.documents, made.codings)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    makers = [r for r in linked.reports if r.timing == "current" and r.assertion.stance != "denies"]
    gold = {r.id: made.truth[r.id] for r in makers}
    scores = b_cubed(gold, {r.id: r.event_id or r.id for r in makers})
    return {
        "reports": len(linked.reports),
        "documents": len(linked.documents),
        "events": len(linked.events),
        "true": len(set(gold.values())),
        "wall s": wall,
        "cpu s": cpu,
        "held": held,
        "peak": _peak(),
        "scores": scores,
    }


def _peak() -> float:
    """Largest resident memory of this process so far, MiB (Linux gives KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(found: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    added = found["peak"] - found["held"]
    growth = ["", ""]
    if before is not None:
        more = math.log(found["reports"] / before["reports"])
        growth[0] = f"{math.log(found['cpu s'] / before['cpu s']) / more:.2f}"
        if added > 0 and before["peak"] > before["held"]:
            growth[1] = f"{math.log(added / (before['peak'] - before['held'])) / more:.2f}"
    counts = [str(found[name]) for name in ("reports", "documents", "events", "true")]
    times = [f"{found[name]:.1f}" for name in ("wall s", "cpu s")]
    memory = f"{found['peak']:.0f} ({found['held']:.0f})"
    return [*counts, *times, memory, *growth, *(f"{score:.3f}" for score in found["scores"])]


def main() -> int:
    """Prints one line a size."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.link_scale", description="Scale of linking.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000, 100000], help="numbers of reports")
    parser.add_argument("--here", action="store_true", help="measure the first size in this process; prints JSON")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.sizes[0])))
        return 0
    print("  ".join(name.rjust(width) for name, width in _COLUMNS))
    before: dict[str, Any] | None = None
    for size in sorted(set(options.sizes)):
        command = [sys.executable, "-m", "evaluation.link_scale", "--here", str(size)]
        found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
        cells = _row(found, before)
        print("  ".join(cell.rjust(width) for cell, (_, width) in zip(cells, _COLUMNS, strict=True)), flush=True)
        before = found
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
