from __future__ import annotations

import pytest

from harmattan.linking import link
from harmattan.linking.constraints import Constraints
from harmattan.linking.decisions import Decision, DecisionKind, ReportRef, heed
from harmattan.model import Report
from harmattan.reading.coding import Coding
from tests.linking.making import document, on, report

A, B, C = (report(f"d{n}") for n in (1, 2, 3))
FAR = report("d4", at="Noor", date=on("2023-04-02"))


def _decision(key: int, kind: DecisionKind, *groups: tuple[Report, ...]) -> Decision:
    return Decision(key, kind, tuple(tuple(ReportRef.of(r) for r in group) for group in groups))


def _groups(*reports: Report, constraints: Constraints) -> set[frozenset[str]]:
    """The documents of each event."""
    codings = [Coding(r.document_id, (r,)) for r in reports]
    events = link([document(r.document_id) for r in reports], codings, constraints).events
    return {frozenset(event.documents) for event in events}


def test_reports_that_must_be_together_are_one_event_whatever_they_say() -> None:
    held = Constraints(together=((A.id, FAR.id),))
    assert _groups(A, FAR, constraints=held) == {frozenset({"d1", "d4"})}


def test_reports_that_must_be_apart_are_two_events_whatever_they_say() -> None:
    held = Constraints(apart=frozenset({(A.id, B.id)}))
    assert len(_groups(A, B, constraints=held)) == 2


def test_a_third_report_brings_no_two_together_that_must_be_apart() -> None:
    held = Constraints(apart=frozenset({(A.id, B.id)}))
    found = _groups(A, B, C, constraints=held)
    assert len(found) == 2
    assert not any({"d1", "d2"} <= group for group in found)


def test_another_report_joins_a_joined_event_when_it_agrees_with_a_part_of_it() -> None:
    held = Constraints(together=((A.id, FAR.id),))
    assert _groups(A, B, FAR, constraints=held) == {frozenset({"d1", "d2", "d4"})}


def test_a_denial_stays_out_of_an_event_that_it_was_split_from() -> None:
    denial = report("d5", stance="denies", speaker="Nobody")
    [event] = link([document("d1"), document("d5")], [Coding("d1", (A,)), Coding("d5", (denial,))]).events
    assert denial.id in event.reports
    held = Constraints(apart=frozenset({(A.id, denial.id)}))
    [event] = link([document("d1"), document("d5")], [Coding("d1", (A,)), Coding("d5", (denial,))], held).events
    assert event.reports == (A.id,)


def test_joins_that_share_a_report_are_one_group() -> None:
    found = heed([_decision(1, "join", (A,), (B,)), _decision(2, "join", (B,), (C,))], [A, B, C])
    assert found.constraints.together == (tuple(sorted((A.id, B.id, C.id))),)


def test_a_later_split_takes_only_its_reports_out_of_a_join() -> None:
    found = heed([_decision(1, "join", (A,), (B, C)), _decision(2, "split", (A,), (B, C))], [A, B, C])
    assert found.constraints.together == (tuple(sorted((B.id, C.id))),)
    assert len(found.constraints.apart) == 2


def test_a_later_join_over_a_third_report_overrules_a_split() -> None:
    made = [_decision(1, "split", (A,), (B,)), _decision(2, "join", (A,), (C,)), _decision(3, "join", (B,), (C,))]
    found = heed(made, [A, B, C])
    assert (len(found.constraints.together[0]), found.constraints.apart) == (3, frozenset())


@pytest.mark.parametrize(("left", "words"), [([A], "is heeded for the others"), ([], "cannot be heeded")])
def test_missing_reports_are_told(left: list[Report], words: str) -> None:
    [problem] = heed([_decision(7, "join", (A,), (B,))], left).problems
    assert problem.startswith("decision 7 (join) names ")
    assert problem.endswith(words)
