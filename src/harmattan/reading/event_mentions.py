"""A trigger with everything that its own clause says: sides, place, time, tolls, who says so, whether it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harmattan.model.choice import Candidate, Choice
from harmattan.reading.actuality import ActualityReading, actuality_of
from harmattan.reading.arguments import case_of
from harmattan.reading.assertions import AssertionReading, assertion_of
from harmattan.reading.attributions import Attribution
from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_places import TOWN, placed
from harmattan.reading.event_typing import act_group
from harmattan.reading.lexicon import lexicon, noun_class
from harmattan.reading.manner import is_nonviolent, is_separate, rules
from harmattan.reading.mention_choices import Found, MentionChoices, SideSource
from harmattan.reading.second_opinion import actuality_by_both, timing_by_both
from harmattan.reading.sides import found_at
from harmattan.reading.syntax import ROOT, Sentence
from harmattan.reading.timing import TimingReading, timing_of
from harmattan.reading.triggers import Trigger
from harmattan.resolving.actors import ResolvedActor
from harmattan.resolving.date_words import limit
from harmattan.resolving.dates import ResolvedTime, attached, is_background
from harmattan.resolving.places import ResolvedPlace

_NEWS_DAYS = 14
"""What has lasted longer is the state of things, not news."""


@dataclass(frozen=True, eq=False)
class EventMention:
    """One mention of an event, with what its clause says."""

    trigger: Trigger
    initiators: tuple[ResolvedActor, ...]
    targets: tuple[ResolvedActor, ...]
    place: ResolvedPlace | None
    """The place that the trigger's own clause names."""
    time: ResolvedTime | None
    actuality: ActualityReading
    timing: TimingReading
    assertion: AssertionReading
    separate: bool
    """The words say that it is another event than the one spoken of before."""
    nonviolent: bool
    casualties: tuple[CasualtyMention, ...] = field(default=())
    attributions: tuple[Attribution, ...] = field(default=())
    """Who is said to be behind it, by itself or by others, anywhere in the text."""
    choices: MentionChoices = field(default=MentionChoices())
    """What was weighed, for ``harmattan inspect reports``."""

    @property
    def sentence(self) -> int:
        """Index of the sentence."""
        return self.trigger.sentence

    @property
    def act(self) -> str:
        """What is done."""
        return self.trigger.act


def event_mentions(reading: DocumentReading) -> list[EventMention]:
    """All mentions of events in a document, in text order."""
    found = []
    for sentence, triggers in zip(reading.sentences, reading.triggers, strict=True):
        for number, trigger in enumerate(triggers):
            tolls = tuple(
                c for c in reading.casualties[sentence.index] if _nearest(sentence, c.trigger, triggers) == number
            )
            found.append(_mention(reading, sentence, trigger, tolls))
    return _with_background(reading, found)


def _with_background(reading: DocumentReading, mentions: list[EventMention]) -> list[EventMention]:
    """Undated mentions that stand among old dates are background too.

    That is: in a sentence whose only dates are old, or right after such a sentence in the same paragraph, as a
    narrative of the past goes on without saying its year again; or under "since" ("since the coup").
    """
    old = [_tells_the_past(reading, s) for s in reading.sentences]
    found = []
    for mention in mentions:
        here = mention.sentence
        past = old[here]
        if past is None and here > 0 and reading.sentences[here - 1].paragraph == reading.sentences[here].paragraph:
            past = old[here - 1] and any(m.sentence == here - 1 and m.actuality.event for m in mentions)
        if (_is_history(reading, mention) or (past and mention.time is None)) and mention.timing.timing == "current":
            timing = TimingReading(timing="background", reason="among old dates", cue=None)
            found.append(replace(mention, timing=timing))
        else:
            found.append(mention)
    return found


def _is_history(reading: DocumentReading, mention: EventMention) -> bool:
    """ "Since the coup", "eight years after both sides signed", "besieged since August" in a text of October."""
    sentence = reading.sentences[mention.sentence]
    i = mention.trigger.token
    if case_of(sentence, sentence.tokens[i]) == "since":
        return True
    spans = rules("long_spans")
    tokens = sentence.tokens
    if any(t.lemma == "ago" and t.i > 0 and tokens[t.i - 1].lemma in spans for t in tokens):
        return True
    for token in (sentence.tokens[i], *list(sentence.ancestors(i))[:2]):
        for mark in sentence.children(token.i, "mark", "case"):
            if mark.lemma == "after" and mark.i > 0 and sentence.tokens[mark.i - 1].lemma in rules("spans_after"):
                return True
    time, published = mention.time, reading.document.published
    if time is None or time.relation != "since" or time.start is None or published.date is None:
        return False
    return (published.date - time.start).days > _NEWS_DAYS


def _tells_the_past(reading: DocumentReading, sentence: Sentence) -> bool | None:
    """Whether all dates of a sentence lie long before the document; None where it names none."""
    times = [t for t in reading.times if t.expression.sentence == sentence.index and t.kind in ("date", "time")]
    dated = [t for t in times if t.start is not None or t.end is not None]
    if not dated:
        return None
    # "At least 40" is a bound, not a superlative.
    superlative = any(t.xpos in ("JJS", "RBS") and t.text.lower() not in ("least", "most") for t in sentence.tokens)
    return all(
        is_background(t, reading.document.published, reading.times)
        # "The deadliest raid since 2015" is news.
        or (not superlative and _for_years(reading, t))
        for t in dated
    )


def _for_years(reading: DocumentReading, time: ResolvedTime) -> bool:
    """ "Since 2012": a span that began long ago and tells no event of these days."""
    published = reading.document.published
    seen = published.date or published.latest
    if time.relation not in ("since", "after") or time.start is None:
        return False
    if time.granularity in ("year", "decade"):
        return seen is None or seen.year > time.start.year
    return seen is not None and (seen - time.start).days > limit("background_days")


def _mention(
    reading: DocumentReading, sentence: Sentence, trigger: Trigger, tolls: tuple[CasualtyMention, ...]
) -> EventMention:
    i = trigger.token
    when = _time_of(reading, sentence, trigger)
    time = when.value
    interval = (time.start, time.end) if time is not None and time.start and time.end else None
    doers = found_at(reading, sentence, _doers(trigger, reading.triggers[sentence.index]))
    if not doers and trigger.act in act_group("authored"):
        doers = [f for f in found_at(reading, sentence, _whose_campaign(sentence, i)) if f.actor.kind in ARMED_KINDS]
    struck = found_at(reading, sentence, trigger.arguments.patients)
    hit: list[Found] = []
    for toll in tolls:
        if toll.noun is not None and not toll.cumulative:
            known = [f.actor for f in (*struck, *hit)]
            hit += [f for f in found_at(reading, sentence, toll.victims) if f.actor not in known]
    where = placed(reading, sentence, i)
    if where.value is None and (town := _the_town(reading, sentence, trigger)) is not None:
        where = Choice(
            town, "'the town', 'there': the town named last", (*where.candidates, Candidate(town, chosen=True))
        )
    return EventMention(
        trigger=trigger,
        initiators=tuple(f.actor for f in doers),
        targets=tuple(f.actor for f in (*struck, *hit)),
        place=where.value,
        time=time,
        actuality=actuality_by_both(sentence, i, actuality_of(sentence, i, reading.sentences, reading.topic)),
        timing=timing_by_both(
            sentence, i, timing_of(sentence, i, interval, reading.document.published, reading.sentences)
        ),
        assertion=assertion_of(sentence, i, reading.sentences),
        # "Another was wounded" counts people, not events.
        separate=is_separate(sentence, i) and trigger.act not in act_group("outcome"),
        nonviolent=is_nonviolent(sentence, i),
        casualties=tolls,
        choices=MentionChoices(when, where, (*_sources(trigger, (*doers, *struck)), *(_victim(f) for f in hit))),
    )


def _sources(trigger: Trigger, found: Sequence[Found]) -> list[SideSource]:
    """Where the sides in a trigger's own phrases come from."""
    phrases, seen = (*trigger.arguments.agents, *trigger.arguments.patients), trigger.arguments.seen
    return [
        SideSource(
            f.actor, "network" if f.token in seen else "phrase" if f.token in phrases else "deed", f.via, f.token
        )
        for f in found
    ]


def _victim(found: Found) -> SideSource:
    return SideSource(found.actor, "victims", found.via, found.token)


def _time_of(reading: DocumentReading, sentence: Sentence, trigger: Trigger) -> Choice[ResolvedTime, ResolvedTime]:
    """The time that dates a trigger; none where it dates the speech, another event, or a day to come."""
    found = attached(sentence, trigger.token, reading.times)
    time = found.value
    if time is None:
        return found
    lost = ""
    if _dates_the_speech(sentence, trigger, time):
        lost = "says when it was claimed"
    elif _dates_another(sentence, trigger, time, reading.triggers[sentence.index]):
        lost = "stands in another trigger's phrase"
    elif _is_to_come(reading, time):
        lost = "a day still to come"
    if not lost:
        return found
    rows = (replace(c, reason=lost, chosen=False) if c.chosen else c for c in found.candidates)
    return Choice(None, "its times date something else", tuple(rows))


def _is_to_come(reading: DocumentReading, time: ResolvedTime) -> bool:
    """A day after the document's own: of something else in the sentence, since what is told has happened."""
    published = reading.document.published.date
    return published is not None and time.start is not None and time.start > published


def _dates_another(sentence: Sentence, trigger: Trigger, time: ResolvedTime, triggers: tuple[Trigger, ...]) -> bool:
    """ "the barracks were shelled before, the riot of 3 May ...": the day stands inside another trigger's phrase."""
    first = time.expression.first
    if any(t.i == first for t in sentence.subtree(trigger.token)):
        return False
    below = {t.i for t in sentence.ancestors(trigger.token)}
    return any(
        other.token != trigger.token
        and other.entry.form == "noun"
        and other.token not in below
        and any(t.i == first for t in sentence.subtree(other.token))
        for other in triggers
    )


def _doers(trigger: Trigger, triggers: tuple[Trigger, ...]) -> list[int]:
    """The agents of a trigger; where an event did it ("the ambush killed four"), that event's own agents."""
    found: list[int] = []
    for i in trigger.arguments.agents:
        event = next((t for t in triggers if t.token == i and t.token != trigger.token), None)
        found += event.arguments.agents if event is not None else (i,)
    return found


def _whose_campaign(sentence: Sentence, i: int) -> list[int]:
    """ "Three were killed as part of the operations of X": of whose deeds a deed is a part."""
    parts = [t.i for t in sentence.tokens[i:] if t.lemma == "part" and case_of(sentence, t) == "as"]
    wholes = [k.i for p in parts for k in sentence.children(p, "nmod") if case_of(sentence, k) == "of"]
    owners = [k for w in wholes for k in sentence.children(w, "nmod", "compound", "amod")]
    return [k.i for k in owners if k.dep != "nmod" or case_of(sentence, k) in ("of", "by")]


def _the_town(reading: DocumentReading, sentence: Sentence, trigger: Trigger) -> ResolvedPlace | None:
    """ "The town", "the base": the town that was named last."""
    nouns = noun_class("place") | noun_class("facility")
    below = sentence.subtree(trigger.token, skip=("advcl", "parataxis", "conj", "acl:relcl", "ccomp"))
    definite = any(
        t.lemma in nouns and any(k.lemma in ("the", "this", "that") for k in sentence.children(t.i, "det"))
        for t in below
    )
    if any(t.lemma == "here" and t.upos == "ADV" for t in below):
        return reading.origin
    there = any(t.lemma == "there" and t.upos == "ADV" for t in below)
    if not definite and not there:
        return None
    for index in range(sentence.index, max(sentence.index - 4, -1), -1):
        for toponym in reversed(reading.toponyms[index]):
            if index == sentence.index and toponym.first > trigger.token:
                continue
            place = reading.places.get(toponym)
            if toponym.kind == "place" and place is not None and place.specificity == TOWN:
                return place
    return None


def _dates_the_speech(sentence: Sentence, trigger: Trigger, time: ResolvedTime) -> bool:
    """ "On Monday the group claimed the attack": the day of the claim, which stands before its verb."""
    token = sentence.tokens[trigger.token]
    if trigger.entry.form != "noun" or token.head == ROOT:
        return False
    phrase = token
    governor = sentence.tokens[token.head]
    while governor.upos != "VERB" and governor.head != ROOT:
        phrase, governor = governor, sentence.tokens[governor.head]
    if governor.upos != "VERB" or phrase.dep.startswith("nsubj"):
        return False
    words = lexicon()
    below = {t.i for t in sentence.subtree(trigger.token)}
    if governor.lemma in words.owning and time.expression.first not in below:
        return True
    carries = (words.light_agent | words.light_patient) - {"claim"} if phrase is token else frozenset()
    return time.expression.first < governor.i and governor.lemma not in carries


def _nearest(sentence: Sentence, token: int, triggers: tuple[Trigger, ...]) -> int:
    """Which trigger a casualty word belongs to: itself, else one that governs it, else the nearest."""
    for number, trigger in enumerate(triggers):
        if trigger.token == token:
            return number
    above = [g.i for g in sentence.ancestors(token)]
    for governor in above:
        for number, trigger in enumerate(triggers):
            if trigger.token == governor:
                return number
    distances = [(abs(t.token - token), number) for number, t in enumerate(triggers)]
    return min(distances)[1] if distances else -1
