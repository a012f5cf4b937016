from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from harmattan.model import Report, Said, Span
from tests.cli.growing import grow, run
from tests.linking.making import ARMY, REBELS, TAKEN, document, on, report

ONE, TWO = report("d1"), report("d2")
ELSEWHERE = report("d3", at="Noor")
LATER = report("d4", date=on("2023-04-20"))


@pytest.fixture
def place(tmp_path: Path) -> str:
    """An event at Ardal from d1 and d2, one at Noor from d3, one at Ardal on another day from d4."""
    return grow(str(tmp_path / "war.sqlite"), ONE, TWO, ELSEWHERE, LATER)


def explained(place: str, *keys: str) -> Any:
    result = run("explain", *keys, "--json", "--project", place)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def told(place: str, *keys: str) -> str:
    result = run("explain", *keys, "--project", place)
    assert result.exit_code == 0, result.output
    return result.stdout


def event_of(place: str, said: Report) -> str:
    return str(explained(place, said.id)["event"])


def test_the_evidence_of_a_pair_adds_up_to_its_score(place: str) -> None:
    [pair] = explained(place, ONE.id)["pairs"]
    assert sorted(pair["reports"]) == sorted((ONE.id, TWO.id))
    assert pair["parts"][-1]["sum"] == pytest.approx(pair["score"]) == sum(p["weight"] for p in pair["parts"])
    assert pair["joins"]


def test_the_waterfall_shows_each_weight_the_sum_and_the_threshold(place: str) -> None:
    lines = told(place, ONE.id).splitlines()
    start = next(k for k, line in enumerate(lines) if "one event from 3.5 on" in line)
    shown = lines[start + 1 : start + 4]
    assert [line.split()[0] for line in shown] == ["type", "time", "place"]
    assert "+2.0" in shown[2]
    assert "the same town or point: Ardal, River, Ardalia" in shown[2]
    assert "|" in "".join(shown)


def test_text_in_a_pipe_has_no_escape(place: str) -> None:
    assert "\x1b" not in told(place, ONE.id)


def test_as_many_pairs_as_hold_the_event_together_are_shown(tmp_path: Path) -> None:
    place = grow(str(tmp_path / "war.sqlite"), *(report(f"d{k}") for k in range(5)))
    assert len(explained(place, report("d0").id)["pairs"]) == 4


def test_the_independent_sources_are_explained(place: str) -> None:
    assert "2 independent sources: 2 documents tell 2 separate stories." in told(place, ONE.id)


def test_a_wire_credit_is_shown_with_its_words(tmp_path: Path) -> None:
    text = "ARDAL (Reuters) - Men attacked Ardal."
    place = grow(str(tmp_path / "war.sqlite"), report("d1"), documents=[document("d1", text=text)])
    assert "d1 names Reuters (all of the text): (Reuters)" in told(place, report("d1").id)


def test_a_shared_origin_is_given_as_the_reason_for_one_source(tmp_path: Path) -> None:
    documents = [document(key, text=f"ARDAL (Reuters) - Text of {key}.") for key in ("d1", "d2")]
    place = grow(str(tmp_path / "war.sqlite"), ONE, TWO, documents=documents)
    assert "1 independent source: 2 documents tell 2 separate stories, of which 2 are from Reuters." in told(
        place, ONE.id
    )


def test_who_is_silent_is_told(tmp_path: Path) -> None:
    span = Span(start=0, end=1, quote="T")
    said = (
        Said(about="taking", stance="claims", speaker=REBELS.name, span=span),
        Said(about="event", stance="claims", speaker=ARMY.name, span=span),
    )
    one = report("d1", TAKEN, stance="claims", speaker=REBELS.name, said=said)
    shown = told(grow(str(tmp_path / "war.sqlite"), one), one.id)
    assert "event confirmed: That it happened is confirmed by both sides." in shown
    assert f"silent: {ARMY.name} (target)" in shown


def test_two_events_at_places_apart_are_told_apart_by_that(place: str) -> None:
    found = explained(place, event_of(place, ONE), event_of(place, ELSEWHERE))
    weights = {part["name"]: part["weight"] for part in found["pairs"][0]["parts"]}
    assert weights["place"] < 0 < weights["time"]
    assert not found["pairs"][0]["joins"]


def test_what_excludes_two_events_is_a_reason(place: str) -> None:
    other_type = report("d9", "Peaceful protest")
    grow(place, other_type)
    found = explained(place, event_of(place, ONE), event_of(place, other_type))
    assert any(reason.endswith("types that do not go together") for reason in found["reasons"])
    assert found["mean"] is None


def test_two_reports_that_agree_too_little_are_told_with_their_sum(tmp_path: Path) -> None:
    vague = report("d2", date=None, initiator=None, target=None)
    place = grow(str(tmp_path / "war.sqlite"), ONE, vague)
    found = explained(place, ONE.id, vague.id)
    assert found["event"] is None
    assert any("of the 3.5 nats that are needed" in reason for reason in found["reasons"])


def test_a_decision_that_keeps_reports_apart_is_the_first_reason(place: str) -> None:
    event = event_of(place, ONE)
    assert run("decide", "split", event, ONE.id, "--who", "Awa", "--project", place).exit_code == 0
    found = explained(place, ONE.id, TWO.id)
    assert found["reasons"][0].startswith("somebody decided that")
    assert found["pairs"][0]["decided"] == "apart"


def test_a_decision_that_joined_reports_is_shown_with_who_made_it(place: str) -> None:
    both = event_of(place, ONE), event_of(place, LATER)
    assert run("decide", "join", *both, "--who", "Awa", "--why", "one raid", "--project", place).exit_code == 0
    shown = told(place, ONE.id)
    assert "decision 1: join by Awa: one raid" in shown
    assert "somebody decided that they are one event" in shown


def test_two_reports_of_one_document_exclude_each_other(tmp_path: Path) -> None:
    first, second = report("d1"), report("d1", n=9)
    second = second.model_copy(update={"date": None})
    place = grow(str(tmp_path / "war.sqlite"), first, second)
    found = explained(place, first.id, second.id)
    assert "one document that tells them apart" in " ".join(found["reasons"])


def test_reports_of_one_event_are_told_to_be_in_it(place: str) -> None:
    assert told(place, ONE.id, TWO.id).startswith(f"{ONE.id} and {TWO.id} are both in event {event_of(place, ONE)}")


def test_a_report_of_no_event_says_why(tmp_path: Path) -> None:
    planned = report("d1", actuality="planned")
    place = grow(str(tmp_path / "war.sqlite"), planned)
    assert "what it tells is planned" in told(place, planned.id)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (["e-nothing"], "no event has the id e-nothing"),
        (["r-nothing"], "no report has the id r-nothing"),
        (["{one}", "{event}"], "share a report"),
    ],
)
def test_what_cannot_be_explained_is_said_in_words(keys: list[str], message: str, place: str) -> None:
    given = [key.format(one=ONE.id, event=event_of(place, ONE)) for key in keys]
    result = run("explain", *given, "--project", place)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr
