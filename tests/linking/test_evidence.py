"""Why two reports are of one event: parts whose sum is the pair's score."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from harmattan.codebook.load import read_yaml
from harmattan.linking import windows
from harmattan.linking.evidence import Judgement, evidence
from harmattan.linking.explaining import Explainer
from harmattan.linking.items import Item
from harmattan.linking.rules import learnt_weights, rule, weights
from harmattan.linking.similarity import similarity
from harmattan.linking.wording import Wording
from harmattan.model import Report
from tests.linking.making import ATTACK, CLASH, GUNMEN, LEAGUE, TAKEN, day, document, on, report, toll, town

REPORTS = (
    report("d1", fatalities=toll(12)),
    report("d1", TAKEN, n=4, date=None),
    report("d2", ATTACK, at="Sarun", initiator=GUNMEN, injured=toll(3)),
    report("d3", TAKEN, initiator=LEAGUE, date=on("2023-05-03", "2023-05-06")),
    report("d4", at="Noor", date=on("2023-05-04", basis="explicit"), fatalities=toll(40)),
    report("d5", at=None, date=None, target=None),
    report("d6", "Peaceful protest", initiator=None, target=None),
)


def judged(a: Report, b: Report, *, main: bool = False) -> tuple[Judgement, float | None]:
    documents = {key: document(key) for key in (a.document_id, b.document_id)}
    wording = Wording(list(documents.values()), {key: key for key in documents})
    one, other = (Item.of(r, documents[r.document_id], r.document_id, main=main) for r in (a, b))
    return evidence(one, other, wording), similarity(one, other, wording=wording)


@pytest.mark.parametrize("main", [True, False])
def test_the_parts_of_every_pair_sum_to_its_score(main: bool) -> None:
    pairs = [judged(a, b, main=main) for a, b in itertools.combinations(REPORTS, 2)]
    assert [found.score for found, _ in pairs] == [score for _, score in pairs]


def test_what_excludes_a_join_is_said_in_words() -> None:
    (found, _) = judged(report("d1"), report("d2", "Peaceful protest"))
    assert found.excluded == "types that do not go together"


def test_every_comparison_has_one_part_with_the_values_of_both_reports() -> None:
    (found, _) = judged(report("d1", at="Ardal"), report("d2", at="Belat", fatalities=toll(2, None)))
    values = {part.name: part.values for part in found.parts}
    assert list(values) == list(rule("comparisons"))
    assert values["place"] == ("Ardal, River, Ardalia", "Belat, River, Ardalia")
    assert values["killed"] == ("", "2 or more")


def test_two_reports_of_one_document_that_differ_are_kept_apart_by_the_document() -> None:
    (found, _) = judged(report("d1"), report("d1", n=5, date=on("2023-05-04")))
    assert (found.parts[-1].level, found.joins) == ("one_document", False)


def test_a_town_named_twice_on_one_day_by_both_sides_is_one_event() -> None:
    (found, _) = judged(report("d1", CLASH), report("d2", CLASH, at=town("Ardal").name))
    assert found.joins


def test_what_excludes_a_join_does_so_by_learnt_weights_too() -> None:
    by_hand, learnt = weights(0.5), learnt_weights(0.5)
    assert {k for k, v in learnt.items() if v is None} == {k for k, v in by_hand.items() if v is None}


def test_every_learnt_level_is_one_of_its_comparison() -> None:
    known = {(name, level) for name, levels in rule("comparisons").items() for level in levels}
    learnt = read_yaml("linkage_learnt.json")["comparisons"]
    assert {(name, level) for name, levels in learnt.items() for level in levels} <= known


def test_two_reports_far_down_a_large_event_are_joined_by_a_path() -> None:
    reports = [report(f"d{k:02}") for k in range(64)]
    documents = [document(r.document_id).model_copy(update={"story_id": r.document_id}) for r in reports]
    keys = sorted(r.id for r in reports)
    assert Explainer(documents, reports).path(keys, keys[-2], keys[-1])


def test_the_day_of_an_aftermath_speaks_less_against_one_event() -> None:
    assert (
        windows.level(day_of("Two dead in Ardal"), day_of("Ten dead in Sarun", later=60), misread=True) == "long_apart"
    )
    assert (
        windows.level(day_of("Two dead in Ardal"), day_of("Rebel sentenced for Ardal killing", later=60), misread=True)
        == "long_apart_later"
    )


def day_of(title: str, later: int = 0) -> windows.Window:
    told = document("d1").model_copy(update={"title": title})
    when = (day("2023-05-03") + dt.timedelta(days=later)).isoformat()
    return windows.window(report("d1", date=on(when)), told)
