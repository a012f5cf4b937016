"""The network's opinion beside the rules': which words tell of an event, what became of it, and who plays a part.

The rules go first: they say why. The network overrules them only where it is sure (codebook/data/event_network.yaml
holds how sure), and speaks where they are silent. A sentence without scores (``Sentence.events`` is None) is read by
rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from harmattan.codebook.event_types import sub_event_type
from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError
from harmattan.model import ActorKind, Actuality
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.actuality_reading import ActualityReading
from harmattan.reading.arguments import Arguments, arguments_of
from harmattan.reading.event_scores import RoleName
from harmattan.reading.event_typing import result_acts
from harmattan.reading.lexicon import FORMS, Entry, lexicon
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.timing_words import TimingReading

_NO_TRIGGER = 0.02
"""Words that the network gives less than this say nothing about the type of an event, or who is behind it."""
_UNREAL: tuple[Literal["planned", "feared", "denied"], ...] = ("planned", "feared", "denied")
_SOFT = ("generic", "habitual", "metaphor")
"""Reasons against an event that the wording alone suggests; drills, films and courts stand in the words themselves."""
REASON = "network"
"""Why a reading differs from what the rules say."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """The numbers of ``event_network.yaml``; see there."""

    drop_trigger: float
    add_trigger: float
    add_unarmed: float
    add_type: float
    add_news: float
    add_development: float
    short: int
    add_silent: float
    add_silent_long: float
    vouch: float
    vouch_long: float
    is_event: float
    political: float
    political_news: float
    political_news_long: float
    not_happened: float
    background: float
    generic: float
    least_news: float
    least_news_long: float
    role: float
    place: float
    not_place: float
    rule_weight: float
    firm_rule_weight: float
    rule_bonus: float
    rules_know: tuple[str, ...]
    rules_know_short: tuple[str, ...]
    not_against: dict[str, tuple[str, ...]]
    not_by: dict[str, tuple[str, ...]]
    acts: dict[str, str]


@cache
def sureness() -> Sureness:
    """How sure the network must be.

    Raises:
        CodebookError: ``event_network.yaml`` lacks a number, has one too many, or names an unknown type.
    """
    data: dict[str, Any] = dict(read_yaml("event_network.yaml"))
    try:
        found = Sureness(**data)
    except TypeError as error:
        raise CodebookError(f"event_network.yaml: {error}") from error
    for name in (*found.acts, *found.rules_know, *found.rules_know_short):
        sub_event_type(name)
    return found


def doubts_trigger(sentence: Sentence, i: int) -> bool:
    """Whether the network is sure that token ``i`` names no event, whatever the lexicon says."""
    return sentence.events is not None and sentence.events.trigger(i) < sureness().drop_trigger


def further_triggers(
    sentence: Sentence, known: Sequence[int], *, armed: bool = True
) -> list[tuple[int, Entry, Arguments]]:
    """Words that the lexicon does not know and the network is sure of, each with an entry made for it.

    ``armed``: whether anything else in the sentence speaks of violence; where nothing does, the network must be surer.
    """
    scores = sentence.events
    if scores is None or sentence.tokens[-1].text == "?":
        return []
    limits = sureness()
    least = limits.add_trigger if armed or known else limits.add_unarmed
    found: list[tuple[int, Entry, Arguments]] = []
    for token in sentence.tokens:
        form = FORMS.get(token.upos)
        if form is None or token.i in known or scores.trigger(token.i) < least:
            continue
        odds = scores.sub_events(token.i)
        name = max(odds, key=lambda k: odds[k])
        act = limits.acts.get(name)
        sure = scores.trigger(token.i) >= _least_alone(name, limits)
        doubtful = not sure or odds[name] < limits.add_type or scores.news(token.i) < limits.add_news
        if act is None or doubtful or _continues(token, (*known, *(f[0] for f in found))):
            continue
        entry = Entry(act, form, token.lemma)
        found.append((token.i, entry, arguments_of(sentence, token.i, entry)))
    return found


def vouched_triggers(sentence: Sentence, *, short: bool = False) -> list[tuple[int, Entry, Arguments]]:
    """The likeliest word of a sentence in which the lexicon sees nothing, where the network is sure that it is news.

    Its type may be open: what matters first is that something took place. ``short``: whether the text has few sentences
    (``is_short``), so that each of them is likely to be what it was written for.
    """
    scores = sentence.events
    if scores is None or sentence.tokens[-1].text == "?":
        return []
    least = sureness().add_silent if short else sureness().add_silent_long
    likely = [t for t in sentence.tokens if scores.trigger(t.i) >= least and _may_be_deed(t)]
    best = max(((scores.trigger(t.i) * scores.news(t.i), -t.i) for t in likely), default=(0.0, 0))
    if best[0] < least:
        return []
    i = -best[1]
    types = scores.sub_events(i)
    form = FORMS[sentence.tokens[i].upos]
    entry = Entry(sureness().acts[max(types, key=lambda k: types[k])], form, sentence.tokens[i].lemma)
    return [(i, entry, arguments_of(sentence, i, entry))]


def _may_be_deed(token: Token) -> bool:
    """Whether a word can name a deed: none that the lexicon knows for an outcome ("died")."""
    form = FORMS.get(token.upos)
    return form is not None and all(e.act not in result_acts() for e in lexicon().of(form, token.lemma))


def _least_alone(name: str, limits: Sureness) -> float:
    """How likely a trigger of this type must be by itself, where arms in the sentence say nothing for it."""
    kind = sub_event_type(name).event_type
    return {"Strategic developments": limits.add_development, "Protests": limits.add_unarmed}.get(kind, 0.0)


def _continues(token: Token, known: Sequence[int]) -> bool:
    """Whether a word belongs to a known trigger: beside it ("opened fire") or its object ("agreed to a ceasefire")."""
    below = token.head in known and (token.upos != "VERB" or token.dep.startswith(("compound", "amod", "aux", "fixed")))
    return below or any(k in known for k in (token.i - 1, token.i + 1))


def with_roles(sentence: Sentence, i: int, arguments: Arguments) -> Arguments:
    """The arguments by the parse; where it names nobody for a side, whom the network sees there."""
    if sentence.events is None:
        return arguments
    agents, patients = arguments.agents, arguments.patients
    seen: tuple[int, ...] = ()
    if not agents:
        agents = tuple(k for k in _players(sentence, i, "initiator") if k not in patients)
        seen = agents
    if not patients:
        found = _players(sentence, i, "target") or _players(sentence, i, "victim")
        patients = tuple(k for k in found if k not in agents)
        seen += patients
    return Arguments(agents, patients, arguments.both, seen)


def _players(sentence: Sentence, i: int, role: RoleName) -> list[int]:
    """Heads of the phrases that play a part: words whose own head is outside of the phrase."""
    scores = sentence.events
    assert scores is not None
    column = scores.players(i, role)
    inside = {k for k in range(len(sentence.tokens)) if column[k] >= sureness().role and k != i}
    return [k for k in sorted(inside) if sentence.tokens[k].head not in inside and sentence.tokens[k].upos in _NOMINAL]


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})


def actuality_by_both(sentence: Sentence, i: int, ruled: ActualityReading) -> ActualityReading:
    """What became of the event at token ``i``: the rules' reading unless the network is sure that it did not happen."""
    if sentence.events is None:
        return ruled
    if not ruled.event and ruled.reason in _SOFT and likely_news([(sentence, i)]) >= sureness().is_event:
        return ActualityReading("happened", True, REASON)
    if not ruled.event or ruled.actuality != "happened":
        return ruled
    odds = sentence.events.attribute(i, "actuality")
    if sum(odds[name] for name in _UNREAL) < sureness().not_happened:
        return ruled
    likeliest: Actuality = max(_UNREAL, key=lambda name: odds[name])
    return ActualityReading(likeliest, True, REASON)


def timing_by_both(sentence: Sentence, i: int, ruled: TimingReading) -> TimingReading:
    """Whether the event at token ``i`` is news: the rules' reading unless the network is sure that it is not."""
    if sentence.events is None or ruled.timing != "current":
        return ruled
    odds = sentence.events.attribute(i, "timing")
    if odds["background"] < sureness().background and odds["generic"] < sureness().generic:
        return ruled
    return TimingReading("background", REASON)


def weighed_type(
    opinions: Sequence[tuple[Sentence, int]],
    ruled: str | None,
    target: ActorKind | None = None,
    initiator: ActorKind | None = None,
    *,
    short: bool = False,
) -> Choice[str, str]:
    """The sub-event type of an event named at several words: the rules' unless another is far likelier.

    ``opinions``: each word as its sentence and its token's number. ``target``: what kind of side was attacked, so that
    no clash has civilians for its other side. The candidates are types with their weights, the heaviest first.
    A weight is the network's probability, summed over the words; that of the rules' type is multiplied by
    ``rule_weight``. Without an opinion of the network the rules' type is the only candidate and has no weight. Where
    the rules see none, the network's likeliest is taken if it vouches for the words.
    """
    odds: dict[str, float] = {}
    for sentence, i in opinions:
        if sentence.events is not None:
            weight = sentence.events.trigger(i)
            if weight < _NO_TRIGGER:
                continue
            for name, share in sentence.events.sub_events(i).items():
                odds[name] = odds.get(name, 0.0) + weight * share
    if ruled is None:
        return _unruled(odds, sure=vouches(opinions, short=short))
    if not odds:
        return Choice(ruled, "the rules alone", (Candidate(ruled, "rules", chosen=True),))
    for name in (*sureness().not_against.get(target or "", ()), *sureness().not_by.get(initiator or "", ())):
        if name != ruled:
            odds.pop(name, None)
    known = sureness().rules_know_short if short else sureness().rules_know
    weight = sureness().firm_rule_weight if ruled in known else sureness().rule_weight
    odds[ruled] = odds.get(ruled, 0.0) * weight + sureness().rule_bonus
    chosen = max(odds, key=lambda name: (odds[name], name == ruled))
    ranked = sorted(odds, key=lambda name: (name != chosen, -odds[name]))
    why = "rules and network" if chosen == ruled else f"the network overrules the rules' {ruled}"
    weights = (Candidate(n, "rules" if n == ruled else "network", odds[n], n == chosen) for n in ranked)
    return Choice(chosen, why, tuple(weights))


def sees_politics(opinions: Sequence[tuple[Sentence, int]], *, short: bool = False) -> bool:
    """Whether the network is sure that the words tell news, and that a political actor is behind it."""
    if likely_news(opinions) < (sureness().political_news if short else sureness().political_news_long):
        return False
    rows = [
        (s.events.trigger(i), s.events.attribute(i, "politics")["politics"])
        for s, i in opinions
        if s.events is not None and s.events.trigger(i) >= _NO_TRIGGER
    ]
    return sum(w * p for w, p in rows) >= sureness().political * sum(w for w, _ in rows)


def _unruled(odds: dict[str, float], *, sure: bool) -> Choice[str, str]:
    ranked = sorted(odds, key=lambda name: (-odds[name], name))
    chosen = ranked[0] if ranked and sure else None
    rows = tuple(Candidate(n, "network", odds[n], n == chosen) for n in ranked)
    return Choice(chosen, "the network alone" if chosen else "the network is not sure either", rows)


def likely_news(opinions: Sequence[tuple[Sentence, int]]) -> float:
    """How likely the likeliest of the words (sentence and token) is news of something that took place; 0 unasked."""
    best = 0.0
    for sentence, i in opinions:
        if sentence.events is not None and sentence.events.trigger(i) > best:
            best = max(best, sentence.events.trigger(i) * sentence.events.news(i))
    return best


def doubts_news(opinions: Sequence[tuple[Sentence, int]], *, short: bool = False) -> bool:
    """Whether the network takes none of the words (sentence and token) for news of something that took place."""
    return any(s.events is not None for s, _ in opinions) and likely_news(opinions) < (
        sureness().least_news if short else sureness().least_news_long
    )


def is_short(sentences: Sequence[Sentence]) -> bool:
    """Whether a text is a note: what a longer one tells it tells more than once, in a note there is one chance."""
    return len(sentences) <= sureness().short


def vouches(opinions: Sequence[tuple[Sentence, int]], *, short: bool = False) -> bool:
    """Whether the network is sure that one of the words is news, whatever the rules miss in them."""
    return likely_news(opinions) >= (sureness().vouch if short else sureness().vouch_long)


def place_likelihood(sentence: Sentence, i: int, words: Sequence[int]) -> float | None:
    """How likely the words name the place of the event at token ``i``; None without an opinion."""
    return None if sentence.events is None else sentence.events.role(i, "place", words)
