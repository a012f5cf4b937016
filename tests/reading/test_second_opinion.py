"""Rules and network together: who speaks when, with scores written by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from harmattan.reading.actuality_reading import HAPPENED, ActualityReading
from harmattan.reading.arguments import Arguments
from harmattan.reading.event_scores import EventLabels, EventScores
from harmattan.reading.second_opinion import (
    actuality_by_both,
    doubts_news,
    doubts_trigger,
    further_triggers,
    is_short,
    place_likelihood,
    sees_politics,
    sureness,
    timing_by_both,
    vouched_triggers,
    vouches,
    weighed_type,
    with_roles,
)
from harmattan.reading.syntax import Sentence
from harmattan.reading.timing_words import TimingReading
from tests.parses import parsed

LABELS = EventLabels(
    ("none", "Armed clash", "Attack"),
    {
        "actuality": ("happened", "planned", "feared", "denied", "attempted"),
        "timing": ("current", "background", "generic"),
        "politics": ("politics", "crime"),
    },
    ("initiator", "target", "victim", "place"),
)
PARSE = "Raiders//NOUN//2/nsubj crossed/cross/VERB//0/root the//DET//4/det ford//NOUN//2/obj"


def scored(
    codes: dict[int, tuple[float, float, float]],
    *,
    actuality: tuple[float, ...] = (1, 0, 0, 0, 0),
    timing: tuple[float, ...] = (1, 0, 0),
    politics: tuple[float, ...] = (1, 0),
    roles: dict[tuple[int, int], float] | None = None,
) -> Sentence:
    """The parsed sentence with probabilities: codes by word, attributes of every word, scores of (word, role)."""
    sentence = parsed(PARSE)
    size = len(sentence.tokens)
    table = np.full((size, 3), 1e-6, np.float32)
    table[:, 0] = 1
    for word, row in codes.items():
        table[word] = row
    attributes = np.tile(np.array([*actuality, *timing, *politics], np.float32), (size, 1))
    bias = np.full((size, 4), -9, np.float32)
    for (word, role), score in (roles or {}).items():
        bias[word, role] = score
    scores = EventScores(
        LABELS,
        np.log(np.maximum(table, 1e-6)),
        np.log(np.maximum(attributes, 1e-6)),
        np.zeros((size, 8), np.float32),
        np.zeros((size, 2), np.float32),
        bias,
    )
    return replace(sentence, events=scores)


def test_a_sure_word_becomes_a_trigger() -> None:
    found = further_triggers(scored({1: (0.05, 0.9, 0.05)}), [])
    assert [(i, entry.act) for i, entry, _ in found] == [(1, "clash")]


def test_a_doubtful_word_does_not() -> None:
    assert not further_triggers(scored({1: (0.8, 0.1, 0.1)}), [])


def test_a_known_trigger_is_not_found_twice() -> None:
    assert not further_triggers(scored({1: (0.05, 0.9, 0.05)}), [1])


def test_without_scores_the_rules_stand_alone() -> None:
    plain = parsed(PARSE)
    arguments = Arguments((0,), (3,))
    assert not further_triggers(plain, [])
    assert not doubts_trigger(plain, 1)
    assert with_roles(plain, 1, arguments) is arguments
    assert place_likelihood(plain, 1, [3]) is None
    assert weighed_type([(plain, 1)], "Attack").value == "Attack"


def test_a_word_that_the_network_is_sure_names_nothing_is_doubted() -> None:
    assert doubts_trigger(scored({}), 1)


def test_the_network_names_a_side_that_the_parse_does_not() -> None:
    sentence = scored({1: (0.0, 1.0, 0.0)}, roles={(0, 0): 3.0})
    assert with_roles(sentence, 1, Arguments()).agents == (0,)


def test_the_parse_goes_first() -> None:
    sentence = scored({1: (0.0, 1.0, 0.0)}, roles={(0, 0): 3.0})
    assert with_roles(sentence, 1, Arguments((3,), ())).agents == (3,)


def test_what_the_network_is_sure_was_planned_did_not_happen() -> None:
    sentence = scored({}, actuality=(0.02, 0.95, 0.01, 0.01, 0.01))
    assert actuality_by_both(sentence, 1, HAPPENED).actuality == "planned"


def test_a_denial_by_rule_stays() -> None:
    sentence = scored({}, actuality=(1, 0, 0, 0, 0))
    assert actuality_by_both(sentence, 1, ActualityReading("denied")).actuality == "denied"


def test_what_the_network_is_sure_is_history_is_background() -> None:
    assert timing_by_both(scored({}, timing=(0.005, 0.99, 0.005)), 1, TimingReading()).timing == "background"


def test_the_rules_type_gives_way_only_to_a_far_likelier_one() -> None:
    close, far = scored({1: (0.0, 0.3, 0.7)}), scored({1: (0.0, 0.02, 0.98)})
    assert weighed_type([(close, 1)], "Armed clash").value == "Armed clash"
    assert weighed_type([(far, 1)], "Armed clash").value == "Attack"


def test_every_type_of_the_network_has_an_act() -> None:
    assert len(sureness().acts) == 25


def test_a_place_is_as_likely_as_its_words() -> None:
    sentence = scored({}, roles={(3, 3): 0.0})
    assert place_likelihood(sentence, 1, [3]) == pytest.approx(0.5)


def test_the_network_makes_no_clash_with_civilians() -> None:
    sentence = scored({1: (0.0, 0.98, 0.02)})
    assert weighed_type([(sentence, 1)], "Attack", "Civilians").value == "Attack"
    assert weighed_type([(sentence, 1)], "Attack").value == "Armed clash"


def test_a_question_tells_of_no_further_event() -> None:
    asked = scored({1: (0.05, 0.9, 0.05)})
    last = replace(asked.tokens[-1], text="?")
    assert not further_triggers(replace(asked, tokens=(*asked.tokens[:-1], last)), [])


LIKELY, SURE = scored({1: (0.2, 0.4, 0.4)}), scored({1: (0.02, 0.49, 0.49)})
"""The network gives "crossed" four chances in five, and nearly all."""


def test_in_a_note_the_likeliest_word_tells_the_event() -> None:
    assert [i for i, _, _ in vouched_triggers(LIKELY, short=True)] == [1]


def test_in_a_longer_text_the_network_must_be_surer() -> None:
    assert not vouched_triggers(LIKELY)
    assert [i for i, _, _ in vouched_triggers(SURE)] == [1]


def test_what_the_network_calls_history_is_not_found_by_it() -> None:
    past = scored({1: (0.02, 0.49, 0.49)}, timing=(0.1, 0.9, 0))
    assert not vouched_triggers(past, short=True)


def test_an_outcome_is_not_what_the_network_may_find() -> None:
    dead = replace(parsed("Six//NUM//2/nsubj died/die/VERB//0/root"), events=SURE.events)
    assert not vouched_triggers(dead, short=True)


def test_the_network_vouches_in_a_note_sooner_than_in_a_longer_text() -> None:
    almost = scored({1: (0.12, 0.44, 0.44)})
    assert (vouches([(almost, 1)], short=True), vouches([(almost, 1)])) == (True, False)


def test_a_longer_text_must_be_likelier_to_tell_news() -> None:
    unlikely = scored({1: (0.65, 0.2, 0.15)})
    assert (doubts_news([(unlikely, 1)], short=True), doubts_news([(unlikely, 1)])) == (False, True)


def test_three_sentences_are_no_note() -> None:
    assert (is_short([SURE] * 2), is_short([SURE] * 3)) == (True, False)


def test_the_network_sees_politics_in_news_alone() -> None:
    crime = scored({1: (0.02, 0.49, 0.49)}, politics=(0.3, 0.7))
    assert [sees_politics([(s, 1)]) for s in (SURE, crime, LIKELY)] == [True, False, False]
    assert [sees_politics([(s, 1)], short=True) for s in (SURE, crime, LIKELY)] == [True, False, True]


def test_a_type_that_does_not_go_with_the_side_attacked_is_not_weighed() -> None:
    sentence = scored({1: (0.01, 0.09, 0.9)})
    assert weighed_type([(sentence, 1)], "Armed clash", "Rebel group").value == "Armed clash"


def test_where_the_network_hardly_sees_an_event_the_rules_decide() -> None:
    hardly = scored({1: (0.95, 0.0, 0.05)})
    assert weighed_type([(hardly, 1)], "Armed clash").value == "Armed clash"


def test_what_no_rule_types_takes_the_networks_type_if_it_is_sure() -> None:
    attack = scored({1: (0.01, 0.19, 0.8)})
    assert weighed_type([(attack, 1)], None).value == "Attack"
    assert weighed_type([(LIKELY, 1)], None).value is None


def test_a_soft_reason_against_an_event_gives_way_to_the_network() -> None:
    figurative, drill = (ActualityReading("happened", False, why) for why in ("metaphor", "exercise"))
    assert actuality_by_both(SURE, 1, figurative).event
    assert not actuality_by_both(SURE, 1, drill).event
