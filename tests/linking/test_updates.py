from __future__ import annotations

from collections.abc import Sequence

from harmattan.linking.updates import Change, changes
from harmattan.model import Document, Report
from tests.linking.making import ATTACK, CLASH, LEAGUE, REBELS, document, linked, on, report, toll

EARLY, LATE = document("d1", "2023-05-04"), document("d2", "2023-05-06")


def _changes(before: Sequence[Report], after: Sequence[Report], documents: Sequence[Document] = ()) -> list[Change]:
    one, other = linked(before, documents), linked(after, documents)
    known = {r.document_id for r in before}
    return changes(
        one.events,
        other.events,
        other.documents,
        other.reports,
        {r.document_id for r in after if r.document_id not in known},
    )


def _told(found: Sequence[Change]) -> list[tuple[str, str | None, str | None]]:
    return [(change.kind, change.field, change.document) for change in found]


def test_the_same_reports_change_nothing() -> None:
    said = report("d1")
    assert _changes([said], [said]) == []


def test_a_new_event_comes_from_its_first_document() -> None:
    [change] = _changes([], [report("d1")])
    assert (change.kind, change.document, str(change.published)) == ("new event", "d1", "2023-05-05")
    assert change.new["date"] == {"start": "2023-05-03", "end": "2023-05-03"}


def test_of_two_new_documents_the_later_one_raises_the_toll() -> None:
    reports = [report("d1", fatalities=toll(4)), report("d2", fatalities=toll(9))]
    found = _changes([], reports, [EARLY, LATE])
    assert _told(found)[0] == ("new event", None, "d1")
    assert ("document joined", "documents", "d2") in _told(found)
    assert all(change.document == "d2" for change in found[1:])


def test_a_document_of_a_later_run_raises_the_toll() -> None:
    first, second = report("d1"), report("d2", fatalities=toll(9))
    [raised] = [c for c in _changes([first], [first, second], [EARLY, LATE]) if c.field == "dead"]
    assert (raised.kind, raised.old, raised.new["best"], raised.document) == ("toll raised", None, 9, "d2")
    assert str(raised.published) == "2023-05-06"


def test_a_second_source_confirms() -> None:
    first = report("d1")
    [status] = [c for c in _changes([first], [first, report("d2")]) if c.field == "status"]
    assert (status.kind, status.old, status.new) == ("status changed", "reported", "confirmed")


def test_a_claim_of_responsibility_is_told_once() -> None:
    first = report("d1")
    claim = report("d2", stance="claims", speaker=REBELS.name)
    again = report("d3", stance="claims", speaker=REBELS.name)
    [change] = [c for c in _changes([first], [first, claim, again]) if c.kind == "responsibility claimed"]
    assert (change.new, change.document) == (REBELS.name, "d2")


def test_an_event_without_reports_is_gone() -> None:
    [change] = _changes([report("d1")], [])
    assert (change.kind, change.old["type"]) == ("gone", CLASH)


def test_an_event_whose_first_report_changes_is_renamed() -> None:
    one, two = sorted((report("d1"), report("d2")), key=lambda r: r.id)
    found = _changes([two], [one, two])
    assert found[0].kind == "renamed"
    assert found[0].old == linked([two]).events[0].id


def test_two_events_that_become_one_are_merged() -> None:
    one, two = report("d1", date=on("2023-05-03")), report("d2", date=on("2023-05-20"))
    moved = two.model_copy(update={"date": on("2023-05-03")})
    before, after = linked([one, two]), linked([one, moved])
    found = changes(before.events, after.events, after.documents, after.reports, ())
    assert len(before.events) == 2
    [merged] = [c for c in found if c.kind == "merged"]
    assert merged.new == after.events[0].id


def test_one_event_that_becomes_two_is_split() -> None:
    one, two = report("d1", date=on("2023-05-03")), report("d2", date=on("2023-05-20"))
    joined = two.model_copy(update={"date": on("2023-05-03")})
    before, after = linked([one, joined]), linked([one, two])
    found = changes(before.events, after.events, after.documents, after.reports, ())
    kinds = [c.kind for c in found]
    assert ("split off" in kinds, "document left" in kinds, "gone" in kinds) == (True, True, False)


def test_the_order_of_what_is_given_changes_nothing() -> None:
    reports = [report("d1"), report("d2", ATTACK, initiator=LEAGUE), report("d3", fatalities=toll(3))]
    assert _changes([], reports) == _changes([], reports[::-1])
