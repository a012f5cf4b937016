"""MUC-3/4: are incidents found, typed, dated, placed and attributed; how many false ones in irrelevant documents.

A report of violence that happened and is current is a response. Two scorings (docs/accuracy.md): *strict*, the
archive's (:mod:`evaluation.muc_archive`), over all templates, over mapped and missing ones, or of those responses alone
that the task asks for; and the *lenient* one of this module: responses and templates of one document are aligned one to
one, the most alike pair first; an aligned pair must share the date or the place, or be the only pair of the document.
Optional templates are never missed. Dates "on or before" a day reach 60 days back. Responses without a template count
against type, date and place.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from evaluation import muc_archive
from evaluation.coding import code_rows
from evaluation.metrics import Tally
from evaluation.muc_keys import Template, templates_of
from evaluation.shared import plain, read_rows
from harmattan.codebook.actors import actors
from harmattan.model import Report

FILE = "muc/muc_dev_tst1_tst2.jsonl.gz"
_KINDS = {
    "Abduction/forced disappearance": {"KIDNAPPING"},
    "Suicide bomb": {"BOMBING"},
    "Remote explosive/landmine/IED": {"BOMBING"},
    "Grenade": {"BOMBING", "ATTACK"},
    "Looting/property destruction": {"ARSON", "ROBBERY", "ATTACK"},
    "Shelling/artillery/missile attack": {"ATTACK", "BOMBING"},
}
_ALSO = {"Looting/property destruction", "Excessive force against protesters"}
_VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"}


def evaluate(splits: Sequence[str] = ("tst1", "tst2"), limit: int | None = None) -> dict[str, float]:
    """The table's figures for the given splits."""
    rows = [r for r in read_rows(FILE) if r["split"] in splits][:limit]
    return score(rows, code_rows(rows, scope="political"))


def score(rows: Sequence[dict[str, Any]], reports: Sequence[Sequence[Report]]) -> dict[str, float]:
    """Scores the reports of each document against its templates."""
    answers = [[report for report in found if wanted(report)] for found in reports]
    return {**lenient(rows, answers), **strict(rows, answers), **false_events(rows, answers), **of_task(rows, answers)}


def strict(rows: Sequence[dict[str, Any]], answers: Sequence[Sequence[Report]]) -> dict[str, float]:
    """As the archive scored, over all templates (strict) and over mapped and missing ones (matched)."""
    counted = muc_archive.score(rows, answers)
    templates = counted.templates
    figures = {"strict template F1": templates.f1}
    figures |= {f"strict {name} F1": counts.f1 for name, counts in counted.all_templates.items()}
    figures |= {f"matched {name} F1": counts.f1 for name, counts in counted.matched_missing.items()}
    figures["strict template F1, clashes left out"] = replace(
        templates, spurious=templates.spurious - counted.spurious_clashes
    ).f1
    return figures


def of_task(rows: Sequence[dict[str, Any]], answers: Sequence[Sequence[Report]]) -> dict[str, float]:
    """As *strict*, of those responses alone that the task asks for, whatever the key says.

    Its guidelines leave out fights of armed sides with each other unless civilians are hit; a system of that time gave
    no template for them.
    """
    asked = [[report for report in found if is_asked_for(report)] for found in answers]
    counted = muc_archive.score(rows, asked)
    figures = {"of the task: strict template F1": counted.templates.f1}
    return figures | {f"of the task: strict {name} F1": c.f1 for name, c in counted.all_templates.items()}


def is_asked_for(report: Report) -> bool:
    """Whether a response is of the task: no battle, or one that hits civilians."""
    sides = (report.target, *report.others)
    hit = report.civilian_targeting or any(side is not None and side.kind == "Civilians" for side in sides)
    return report.event_type != "Battles" or hit


def false_events(rows: Sequence[dict[str, Any]], answers: Sequence[Sequence[Report]]) -> dict[str, float]:
    """Responses in messages without a template: all, and without battles, which the key leaves out."""
    empty = [found for row, found in zip(rows, answers, strict=True) if not row["templates"]]
    found = [report for responses in empty for report in responses]
    clashes = sum(report.event_type == "Battles" for report in found)
    share = 100 / max(len(empty), 1)
    return {
        "false events per 100 irrelevant": share * len(found),
        "false events per 100 irrelevant, clashes left out": share * (len(found) - clashes),
    }


def lenient(rows: Sequence[dict[str, Any]], answers: Sequence[Sequence[Report]]) -> dict[str, float]:
    """This module's own scoring."""
    tallies = {name: Tally() for name in ("relevance", "template", "type", "date", "place", "perpetrator", "killed")}
    for row, responses in zip(rows, answers, strict=True):
        keys = templates_of(row)
        relevance = tallies["relevance"]
        relevance.possible += bool(keys)
        relevance.actual += bool(responses)
        relevance.correct += bool(keys and responses)
        _score_document(tallies, keys, responses)
    figures = {f"{name} F1": tally.f1 for name, tally in tallies.items()}
    figures["template precision"] = tallies["template"].precision
    figures["template recall"] = tallies["template"].recall
    return figures


def wanted(report: Report) -> bool:
    """A response: violence that happened and is news."""
    violent = report.event_type in _VIOLENT or report.sub_event_type in _ALSO
    return report.actuality == "happened" and report.timing == "current" and violent


def _score_document(tallies: dict[str, Tally], keys: list[Template], responses: Sequence[Report]) -> None:
    pairs = align(keys, responses)
    aligned_keys = {k for k, _ in pairs}
    template = tallies["template"]
    template.actual += len(responses)
    template.possible += sum(not key.optional or k in aligned_keys for k, key in enumerate(keys))
    template.correct += len(pairs)
    for k, key in enumerate(keys):
        report = next((responses[r] for kk, r in pairs if kk == k), None)
        if report is None and key.optional:
            continue
        for name, possible, actual, correct in slots(key, report):
            tally = tallies[name]
            tally.possible += possible
            tally.actual += actual
            tally.correct += correct
    for r, report in enumerate(responses):
        if r not in {rr for _, rr in pairs}:
            for name, given in (("type", True), ("date", report.date is not None), ("place", report.place is not None)):
                tallies[name].actual += given


def align(keys: Sequence[Template], responses: Sequence[Report]) -> list[tuple[int, int]]:
    """Pairs (template, report), best pairs first."""
    scored = sorted(
        ((_likeness(key, report), -k, -r) for (k, key), (r, report) in product(enumerate(keys), enumerate(responses))),
        reverse=True,
    )
    pairs: list[tuple[int, int]] = []
    for likeness, k, r in scored:
        only = len(keys) == 1 and len(responses) == 1
        if (likeness >= 1 or only) and all(-k != kk and -r != rr for kk, rr in pairs):
            pairs.append((-k, -r))
    return sorted(pairs)


def _likeness(key: Template, report: Report) -> float:
    right = {name: correct for name, _, _, correct in slots(key, report)}
    return right["date"] + right["place"] * 2 + right["type"] * 0.5 + right["perpetrator"] + right["killed"]


def slots(key: Template, report: Report | None) -> list[tuple[str, bool, bool, float]]:
    """For each slot: is it in the key, was it given, points."""
    kinds = _KINDS.get(report.sub_event_type, {"ATTACK"}) if report else set()
    organization = report.initiator if report and report.initiator and _organization(report) else None
    toll = report.fatalities if report else None
    return [
        ("type", bool(key.kind), report is not None, float(key.kind in kinds)),
        ("date", bool(key.dates), bool(report and report.date), _date_points(key, report)),
        ("place", bool(key.places), bool(report and report.place), _place_points(key, report)),
        ("perpetrator", bool(key.organizations), organization is not None, _organization_points(key, report)),
        ("killed", key.killed is not None, bool(toll and toll.best), _killed_points(key, report)),
    ]


def _date_points(key: Template, report: Report | None) -> float:
    if report is None or report.date is None:
        return 0.0
    start, end = report.date.start, report.date.end
    if any(a <= start and end <= b for a, b in key.dates):
        return 1.0
    return 0.5 if any(a <= end and start <= b for a, b in key.dates) else 0.0


def _place_points(key: Template, report: Report | None) -> float:
    if report is None or report.place is None:
        return 0.0
    place = report.place
    names = {plain(n) for n in (place.name, place.admin1, place.admin2, place.span.quote if place.span else None) if n}
    best = 0.0
    for alternative in key.places:
        smallest = plain(alternative[-1].split(" - ")[0])
        if smallest in names:
            best = max(best, 1.0)
        elif place.country and plain(place.country) == plain(alternative[0]):
            best = max(best, 0.5)
    return best


def _organization(report: Report) -> bool:
    return bool(report.initiator and (report.initiator.actor_id or report.initiator.basis == "named"))


def _organization_points(key: Template, report: Report | None) -> float:
    if report is None or report.initiator is None:
        return 0.0
    known = actors().get(report.initiator.actor_id or "")
    names = {plain(report.initiator.name)} | ({plain(a) for a in known.aliases} if known else set())
    if report.initiator.span:
        names.add(plain(report.initiator.span.quote))
    wanted_names = {plain(o) for o in key.organizations}
    return float(bool(names & wanted_names) or any(n in w or w in n for n in names for w in wanted_names if len(n) > 3))


def _killed_points(key: Template, report: Report | None) -> float:
    if report is None or report.fatalities is None or key.killed is None:
        return 0.0
    low, high = key.killed
    return float(low <= report.fatalities.best and (high is None or report.fatalities.best <= high))


def table(counted: muc_archive.Score) -> list[str]:
    """The archive's table: a line a slot with its counts, recall, precision and F1."""
    lines = [f"{'slot':28}  POS  ACT  COR  PAR  INC  MIS  SPU   REC   PRE    F1"]
    rows = [("templates", counted.templates)]
    rows += counted.all_templates.items()
    rows += ((f"{name} (mapped/missing)", counts) for name, counts in counted.matched_missing.items())
    for name, c in rows:
        numbers = (c.possible, c.actual, c.correct, c.partial, c.incorrect, c.missing, c.spurious)
        lines.append(f"{name:28}{''.join(f'{n:5}' for n in numbers)} {c.recall:.3f} {c.precision:.3f} {c.f1:.3f}")
    return lines


def main() -> None:
    """Prints all figures and the archive's table for the splits on the command line (default tst1 tst2)."""
    splits = sys.argv[1:] or ["tst1", "tst2"]
    rows = [r for r in read_rows(FILE) if r["split"] in splits]
    reports = code_rows(rows, scope="political")
    for label, value in score(rows, reports).items():
        print(f"{label:52} {value:.3f}")
    print("\n".join(table(muc_archive.score(rows, [[r for r in found if wanted(r)] for found in reports]))))


if __name__ == "__main__":
    main()
