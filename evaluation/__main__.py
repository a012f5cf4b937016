"""``python -m evaluation``: the accuracy table on all development data, and the check against the floors.

Names of suites after it run those alone; ``--json FILE`` also writes the figures.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.suites import SUITES, below_floors, run


def main() -> int:
    """Prints the table; exit code 1 when a figure lies below its floor."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="Measures Harmattan on the gold data.")
    parser.add_argument("suites", nargs="*", choices=[*SUITES, []], help="which suites; all by default")
    parser.add_argument("--json", type=Path, help="write the figures here as JSON")
    options = parser.parse_args()
    figures = run(options.suites or list(SUITES))
    for suite, rows in figures.items():
        print(f"\n{suite}")
        for name, value in rows.items():
            print(f"  {name:42} {value:8.3f}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    failures = below_floors(figures)
    for failure in failures:
        print(f"BELOW FLOOR: {failure}")
    return 1 if failures else 0


raise SystemExit(main())
