"""What ``harmattan inspect reports`` tells: one sentence, one reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from harmattan.model import Document, Published
from harmattan.reading.coder import code_reading
from harmattan.reading.document_reading import DocumentReading, read_document
from harmattan.reading.event_typing import classified
from harmattan.reading.explain import explain
from harmattan.reading.language_model import LanguageModel
from harmattan.reading.second_opinion import weighed_type
from tests.reading.test_second_opinion import scored

DAY = dt.date(2023, 10, 9)
PUBLISHED = Published(date=DAY, earliest=DAY, latest=DAY, basis="given")
ARMY = "Rebels attacked an army post near Kidal in Mali on Friday and killed four soldiers."


@cache
def reading(text: str) -> DocumentReading:
    """The reading of a text of Monday, 9 October 2023."""
    document = Document(id="d-test", text=text, language="en", published=PUBLISHED)
    return read_document(document, LanguageModel.load().analyse(text))


def rows(text: str, what: str) -> list[dict[str, Any]]:
    """The rows of one sort."""
    return [row for row, _ in explain(reading(text)) if row["what"] == what]


def report(text: str) -> dict[str, Any]:
    """The row of the first report."""
    return rows(text, "report")[0]


def chosen(field: dict[str, Any]) -> list[dict[str, Any]]:
    """The candidates that were taken."""
    return [c for c in field["candidates"] if c["chosen"]]


def lost(field: dict[str, Any], name: str) -> list[str]:
    """Why the candidate with these words was not taken."""
    return [c["reason"] for c in field["candidates"] if not c["chosen"] and (c["span"] or {}).get("quote") == name]


@pytest.mark.parametrize(
    "text",
    [
        ARMY,
        "Gunmen killed four people in Gao and Ansongo in Mali on Friday, police said.",
        "The army denied that it had shelled Omdurman in Sudan on Friday.",
        "Rebels threatened to attack Gao in Mali this week. They burned a school near Menaka on Sunday.",
    ],
)
def test_each_report_is_explained_once_with_its_own_values(text: str) -> None:
    told = {r.id: row for row, r in explain(reading(text)) if r is not None}
    reports = code_reading(reading(text))
    assert {r.id for r in reports} == set(told)
    for said in reports:
        place = said.place.model_dump(mode="json") if said.place else None
        date = said.date.model_dump(mode="json") if said.date else None
        row = told[said.id]
        assert (row["type"]["value"], row["place"]["value"], row["date"]["value"]) == (said.sub_event_type, place, date)


def test_the_rule_that_made_the_type_is_named() -> None:
    rules = report(ARMY)["type"]["rules"]
    assert [r["sub_event_type"] for r in rules if r["chosen"]] == ["Armed clash"]


def test_a_rule_that_lost_says_which_side_was_against_it() -> None:
    found = classified({"attack"}, "Rebel group", "Civilians")
    against = {c.value["sub_event_type"]: c.reason for c in found.candidates}
    assert against["Excessive force against protesters"] == "the target is Civilians"


def test_of_two_rules_that_fit_the_later_one_loses() -> None:
    found = classified({"attack"}, None, "Civilians")
    assert [c.reason for c in found.candidates if c.value["sub_event_type"] == "Attack"] == [
        "the first rule that fits",
        "fits, but a rule before it does too",
    ]


def test_acts_without_a_rule_are_told() -> None:
    assert classified(["nothing"], None, None).reason == "no rule of sub_events.yaml fits"


def test_the_network_that_overrules_the_rules_says_so() -> None:
    far = scored({1: (0.01, 0.01, 0.98)})
    found = weighed_type([(far, 1)], "Armed clash")
    assert (found.value, found.reason) == ("Attack", "the network overrules the rules' Armed clash")


def test_the_type_that_lost_against_the_network_keeps_its_weight() -> None:
    far = scored({1: (0.01, 0.01, 0.98)})
    weights = {c.value: c.score for c in weighed_type([(far, 1)], "Armed clash").candidates}
    assert 0 < (weights["Armed clash"] or 0) < (weights["Attack"] or 0)


def test_without_scores_no_type_has_a_weight() -> None:
    plain = replace(scored({}), events=None)
    assert [c.score for c in weighed_type([(plain, 1)], "Attack").candidates] == [None]


def test_an_actor_inside_a_phrase_is_told_with_the_phrases_head() -> None:
    (side,) = chosen(report(ARMY)["target"])
    assert (side["source"], side["via"], side["words"]["quote"], side["of"]["quote"]) == (
        "phrase", "within", "post", "attacked",
    )  # fmt: skip


def test_a_pronoun_is_told() -> None:
    row = next(r for r in rows("Rebels of the FARC entered Caldono on Sunday. They killed two officers.", "report"))
    assert chosen(row["initiator"])[0]["via"] == "pronoun"


def test_an_author_named_elsewhere_is_told() -> None:
    text = "A bomb killed six people in Mogadishu on Friday. Al-Shabaab claimed responsibility for the bombing."
    assert chosen(report(text)["initiator"])[0]["source"] == "author"


def test_a_civilian_who_starts_no_violence_is_told() -> None:
    text = "A man attacked a policeman in Jos, Nigeria, on Friday."
    assert lost(report(text)["initiator"], "man") == ["civilians do not start armed violence"]


def test_a_side_named_later_loses() -> None:
    text = "Al-Shabaab fighters killed four soldiers and two farmers near Baidoa in Somalia on Saturday."
    assert lost(report(text)["target"], "farmers") == ["another is named, or was named before"]


def test_a_less_specific_place_loses() -> None:
    text = "Gunmen killed four people in Gao in northern Mali on Sunday."
    place = report(text)["place"]
    (clause,) = place["clauses"]
    assert (chosen(place)[0]["name"], lost(clause, "Mali")) == ("Gao", ["less specific or farther from the trigger"])


def test_a_place_where_somebody_speaks_loses() -> None:
    text = "Officials in Bamako said that gunmen had killed four people in Gao on Sunday."
    (clause,) = report(text)["place"]["clauses"]
    assert lost(clause, "Bamako") == ["not in the trigger's clause"]


def test_a_place_of_the_discourse_names_its_rule() -> None:
    text = "The market of Menaka in Mali was crowded on Sunday. Six soldiers were killed in an ambush."
    places = [row["place"] for row in rows(text, "report") if row["span"]["quote"] in ("ambush", "killed")]
    assert [p["reason"] for p in places] == ["the place that the text speaks of"]


def test_the_day_of_an_announcement_loses() -> None:
    text = "Police said on Sunday that gunmen had killed six people in Jos on Friday."
    (clause,) = report(text)["date"]["clauses"]
    assert (chosen(clause)[0]["span"]["quote"], lost(clause, "Sunday")) == ("Friday", ["says when it was reported"])


def test_an_undated_event_names_the_rule_of_the_discourse() -> None:
    assert report("Gunmen killed six people in Jos.")["date"]["reason"] == "the days before the text appeared"


def test_a_partys_word_is_told_as_the_reason_for_a_claim() -> None:
    text = "The rebels said they had killed 80 soldiers in an attack on a base at Bourem, Mali, on Friday."
    said = report(text)["assertion"]
    assert said["reason"] == "the speaker takes part in the fight: what it says is a claim"
    assert [c["cue"]["quote"] for c in chosen(said)] == ["said"]


def test_a_plan_shows_its_cue() -> None:
    text = "Rebels threatened to attack Gao in Mali."
    assert report(text)["actuality"]["cue"]["quote"] == "threatened"


@pytest.mark.parametrize(
    ("text", "what", "word", "reason"),
    [
        ("He opened the door and laid a wreath.", "word", "laid", "no entry's conditions hold"),
        ("Six people died in Jos, Nigeria, on Friday.", "word", "died", "a weak word, and nobody armed beside it"),
        ("A storm killed three people in Bamako on Sunday.", "word", "killed", "nobody did it: nature"),
        ("More than 300 people were killed in Mali this year, the UN said.", "trigger", "killed", "a total over"),
        ("No one was killed when gunmen fired at a bus near Jos on Friday.", "trigger", "killed", "no casualties"),
        ("Six soldiers died in Jos, Nigeria, on Friday.", "incident", "died", "only an outcome is told (die)"),
    ],
)
def test_what_became_no_report_says_why(text: str, what: str, word: str, reason: str) -> None:
    found = [row["reason"] for row in rows(text, what) if row["span"]["quote"] == word]
    assert [r[: len(reason)] for r in found] == [reason]


def test_every_span_cuts_its_quote() -> None:
    def spans(value: object) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if value.keys() == {"start", "end", "quote"} else []
            return own + [s for v in value.values() for s in spans(v)]
        return [s for v in value for s in spans(v)] if isinstance(value, list) else []

    found = spans([row for row, _ in explain(reading(ARMY))])
    assert found
    assert all(ARMY[s["start"] : s["end"]] == s["quote"] for s in found)
