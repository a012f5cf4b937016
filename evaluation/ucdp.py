"""Whole records: UCDP events beside the articles that led to them (ucdp_aec_dev.jsonl), derivable fields only.

For each article the report that agrees best with the record is taken, since an article may tell of several events.
country: same country. place: a word of the finest named level (place, second or first level) stands in the report's
place, its quote or its second-level area; the same consonants count as the same word. date: the report's interval lies
within the record's, one day of slack before it. deaths: best within low and high. sides: both named sides stand among
the report's; side b also counts as found where civilians died.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from typing import Any

from evaluation.coding import code_rows
from evaluation.shared import plain, read_rows
from harmattan.codebook.actors import actors
from harmattan.model import Participant, Report

FILE = "ucdp_aec_dev.jsonl"
_MARKS = re.compile("[\u2018\u2019\u02bf\u02be'`]")
"""Signs of transliterated letters, which part no words: UCDP writes Sanaa with two of them."""
FIELDS = ("date", "place", "deaths", "sides")


def evaluate(limit: int | None = None) -> dict[str, float]:
    """Share right per field over the records in which it can be derived, and of whole records."""
    rows = list(read_rows(FILE))[:limit]
    documents = [
        {"id": str(r["id"]), "text": r["source_article"], "published": str(r["source_date"])[:10]} for r in rows
    ]
    hits: dict[str, list[bool]] = {name: [] for name in ("country", *FIELDS, "whole record")}
    for row, reports in zip(rows, code_rows(documents, scope="political"), strict=True):
        best = max((judge(row, r) for r in reports), key=lambda v: sum(v.values()), default=None)
        verdict = best or dict.fromkeys(("country", *FIELDS), False)
        derivable = [f for f in FIELDS if row["derivable"][f]]
        hits["country"].append(verdict["country"])
        for name in derivable:
            hits[name].append(verdict[name])
        if len(derivable) == len(FIELDS):
            hits["whole record"].append(all(verdict.values()))
    return {name: sum(h) / len(h) for name, h in hits.items() if h}


def judge(row: dict[str, Any], report: Report) -> dict[str, bool]:
    """Which fields of a report agree with the record."""
    place = report.place
    toll = report.fatalities.best if report.fatalities else 0
    return {
        "country": bool(place and place.country and plain(place.country) in plain(row["location_root_name"])),
        "place": _place(row, report),
        "date": _date(row, report),
        "deaths": row["deaths_low"] <= toll <= row["deaths_high"],
        "sides": _sides(row, report),
    }


def _date(row: dict[str, Any], report: Report) -> bool:
    if report.date is None:
        return False
    slack = dt.timedelta(days=1)
    start, end = (dt.date.fromisoformat(row[k][:10]) for k in ("start_date", "end_date"))
    return start - slack <= report.date.start and report.date.end <= end + slack


def _place(row: dict[str, Any], report: Report) -> bool:
    if report.place is None:
        return False
    said = [report.place.name, report.place.span.quote if report.place.span else "", report.place.admin2 or ""]
    wanted = row["location_where_name"] or row["location_adm2_name"] or row["location_adm1_name"]
    if not row["location_where_name"]:
        said.append(report.place.admin1 or "")
    words = set(re.findall(r"\w{4,}", _MARKS.sub("", plain(wanted)))) - {
        "town",
        "village",
        "city",
        "district",
        "region",
        "province",
        "governorate",
    }
    return any(w in plain(s) or _close(w, plain(s)) for w in words for s in said if s)


def _close(word: str, text: str) -> bool:
    """Transliterations differ by vowels: the same consonants count."""
    bare = re.sub(r"[aeiouy]", "", word)
    return len(bare) > 2 and any(re.sub(r"[aeiouy]", "", t) == bare for t in re.findall(r"\w+", text))


def _sides(row: dict[str, Any], report: Report) -> bool:
    sides = [s for s in (report.initiator, report.target, *report.others) if s is not None]
    wanted = [row["side_a_name"], row["side_b_name"]]
    civilian = row["side_b_name"] == "Civilians" or row["deaths_civilian"] > 0
    return all(
        any(_side(member, s) for member in _members(w) for s in sides) or (w == row["side_b_name"] and civilian)
        for w in wanted
    )


def _members(wanted: str) -> list[str]:
    """The groups that UCDP names as one side ("A, B"), each without what stands in brackets behind it."""
    if wanted.startswith("Government of "):
        return [wanted]
    return [re.sub(r"\s*\(.*?\)", "", name).strip() for name in wanted.split(",")]


def _side(wanted: str, side: Participant) -> bool:
    name = plain(wanted)
    known = actors().get(side.actor_id or "")
    if name.startswith("government of "):
        country = name.removeprefix("government of ").split(" (")[0]
        # UCDP has no actors of their own for militias that fight for a government: it counts them as the government.
        sided = known is not None and known.ucdp is None and "pro government" in known.descriptors
        return (sided or side.kind in ("State forces", "External/Other forces")) and country in plain(side.name)
    names = {plain(side.name), *(plain(a) for a in (known.aliases if known else ()))}
    return any(name == n or (len(name) > 3 and name in n) for n in names)


if __name__ == "__main__":
    for label, value in evaluate(int(sys.argv[1]) if len(sys.argv) > 1 else None).items():
        print(f"{label:20} {value:.3f}")
