"""What speaks for and against one event: signs that new words tell of an incident that a text told before.

``codebook/data/same_event.yaml`` says how much each of them weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from harmattan.reading.classes import ARMED_KINDS
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_typing import act_group
from harmattan.reading.manner import rules
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors import ActorRegistry, ResolvedActor

_ANAPHORIC = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another"})
_PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "it", "both"})
_NOUNS = ("NOUN", "PROPN")
_GROUPS = ("holding", "crowd", "remote_means", "general", "killing", "taking", "outcome")
"""Groups of acts, the one that says most about the event first."""
_FORMS = ("definite", "verb", "indefinite", "bare")
_FARTHEST = 4


@dataclass(frozen=True, eq=False)
class Told:
    """What mentions say that can be compared with what others say."""

    first: int
    """Index of their first sentence."""
    last: int
    forms: frozenset[str]
    plural: bool
    added: bool
    """ "Also", "meanwhile": the words announce one more event."""
    acts: frozenset[str]
    generic: bool
    spoken_of: frozenset[str]
    """Acts of definite nouns ("the clash"), which speak of an event told before."""
    known_victims: bool
    """ "He was shot", "the two men were killed": people told before."""
    names: frozenset[str]
    """Words of the names of those harmed."""
    kinds: tuple[NDArray[np.float32], ...]
    """Of each mention the network's probabilities of the sub-event types."""
    initiators: tuple[ResolvedActor, ...]
    targets: tuple[ResolvedActor, ...]
    hit: frozenset[str]
    """Nouns for who or what was hit."""
    killed: frozenset[int]
    injured: frozenset[int]
    placed: bool
    timed: bool
    background: bool
    separate: bool

    def and_then(self, other: Told) -> Told:
        """What both say together, ``other`` later. Of how words are put that of the first stays; it is never asked."""
        return replace(
            self,
            last=other.last,
            acts=self.acts | other.acts,
            kinds=self.kinds + other.kinds,
            initiators=_each_once((*self.initiators, *other.initiators)),
            targets=_each_once((*self.targets, *other.targets)),
            hit=self.hit | other.hit,
            names=self.names | other.names,
            killed=self.killed | other.killed,
            injured=self.injured | other.injured,
            placed=self.placed or other.placed,
            timed=self.timed or other.timed,
            background=self.background or other.background,
            separate=self.separate or other.separate,
        )


def told_by(mentions: Sequence[EventMention], sentence: Sentence) -> Told:
    """What the mentions of one clause of a sentence say."""
    tokens = [sentence.tokens[m.trigger.token] for m in mentions]
    victims = [(m, c) for m in mentions for c in m.casualties]
    heads = [i for m in mentions for i in m.trigger.arguments.patients] + [v for _, c in victims for v in c.victims]
    scores = sentence.events
    return Told(
        first=sentence.index,
        last=sentence.index,
        forms=frozenset(_form(sentence, t.i) for t in tokens),
        plural=all(t.xpos in ("NNS", "NNPS") for t in tokens),
        added=any(_is_added(sentence, t.i) for t in tokens),
        acts=frozenset(m.act for m in mentions),
        generic=all(m.trigger.entry.generic for m in mentions),
        spoken_of=frozenset(m.act for m, t in zip(mentions, tokens, strict=True) if _form(sentence, t.i) == "definite"),
        known_victims=any(_is_known(sentence, i) for i in heads),
        names=_names(sentence, heads)
        | {w.casefold() for _, c in victims for n in c.names for w in n.split() if len(w) > 2},
        kinds=tuple(np.array(list(scores.sub_events(t.i).values()), np.float32) for t in tokens) if scores else (),
        initiators=_each_once(a for m in mentions for a in m.initiators),
        targets=_each_once(a for m in mentions for a in m.targets),
        hit=frozenset(sentence.tokens[i].lemma for i in heads if sentence.tokens[i].upos in _NOUNS),
        killed=frozenset(c.best for _, c in victims if c.kind == "killed" and c.best > 0),
        injured=frozenset(c.best for _, c in victims if c.kind == "injured" and c.best > 0),
        placed=any(m.place is not None for m in mentions),
        timed=any(m.time is not None for m in mentions),
        background=any(m.timing.timing == "background" for m in mentions),
        separate=any(m.separate for m in mentions),
    )


def _each_once(actors: Sequence[ResolvedActor] | Iterator[ResolvedActor]) -> tuple[ResolvedActor, ...]:
    return tuple({(a.actor_id, a.name, a.kind): a for a in actors}.values())


def _form(sentence: Sentence, i: int) -> str:
    if sentence.tokens[i].upos not in _NOUNS:
        return "verb"
    articles = {k.lemma for k in sentence.children(i, "det")}
    if articles & _INDEFINITE:
        return "indefinite"
    return "definite" if articles & _ANAPHORIC else "bare"


def _names(sentence: Sentence, heads: Sequence[int]) -> frozenset[str]:
    """Words of names among those hit, without names of peoples and sides ("the Houthis")."""
    return frozenset(t.text.casefold() for i in heads if (t := sentence.tokens[i]).xpos == "NNP" and len(t.text) > 2)


def _is_known(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if token.upos == "PRON":
        return token.lemma in _PERSONAL
    articles = {k.lemma for k in sentence.children(i, "det")}
    told = sentence.children(i, "nmod", "acl", "compound", "flat", "appos")
    return token.upos == "NOUN" and bool(articles & _ANAPHORIC) and not told


def _is_added(sentence: Sentence, i: int) -> bool:
    """ "Also", "meanwhile", "in addition": before a trigger, beside it or beside the verb that governs it."""
    words = rules("further")
    near = {i, *(t.i for t in sentence.ancestors(i))}
    return any(t.lemma in words and (t.head in near or t.i < 2) for t in sentence.tokens)


def signs(old: Told, new: Told) -> dict[str, float]:
    """The signs that hold, each with its strength (1 unless said otherwise)."""
    found = dict.fromkeys(_plain(old, new), 1.0)
    if old.kinds and new.kinds:
        # How likely the network gives the words of both the same sub-event type: the most alike pair.
        found["same kind"] = float((np.stack(new.kinds) @ np.stack(old.kinds).T).max())
    return found


def _plain(old: Told, new: Told) -> Iterator[str]:
    apart = new.first - old.last
    yield "same sentence" if apart <= 0 else f"{min(apart, _FARTHEST)} sentences on"
    if old.first <= 1 and new.first <= 2:
        yield "opening"
    yield next(form for form in _FORMS if form in new.forms)
    if new.plural:
        yield "plural"
    if new.added:
        yield "added"
    if new.generic:
        yield "says no more than that something happened"
    if new.spoken_of:
        # "The attack" may speak of any violence.
        violence = "attack" in new.spoken_of and old.acts & act_group("authored")
        alike = new.spoken_of & old.acts or violence or new.generic
        yield "speaks of its act" if alike else "speaks of another act"
    if new.known_victims:
        yield "victims told before"
    if new.names and old.names:
        yield "victim of that name" if new.names & old.names else "victim of another name"
    yield from _acts(old.acts, new.acts)
    yield from _sides(old, new)
    yield from _numbers("killed", old.killed, new.killed)
    yield from _numbers("injured", old.injured, new.injured)
    if old.hit & new.hit:
        yield "same words for who was hit"
    yield from _of_its_own("place", old.placed, new.placed)
    yield from _of_its_own("time", old.timed, new.timed)
    if old.separate:
        yield "told apart before"
    if old.background != new.background:
        yield "other time frame"


def _of_its_own(name: str, theirs: bool, mine: bool) -> Iterator[str]:
    if mine != theirs:
        yield f"{name} of its own" if mine else f"no {name} of its own"


def _acts(theirs: frozenset[str], mine: frozenset[str]) -> Iterator[str]:
    same = bool(theirs & mine)
    yield f"{_group(mine)}, told before" if same else f"{_group(mine)}, not told before"
    if not same:
        yield f"after {_group(theirs)}"


def _group(acts: frozenset[str]) -> str:
    return next((name for name in _GROUPS if acts & act_group(name)), "other")


def _sides(old: Told, new: Told) -> Iterator[str]:
    yield from _compared("initiator", new.initiators, old.initiators)
    yield from _compared("target", new.targets, old.targets)
    fighters = [a for a in new.initiators if a.kind in ARMED_KINDS]
    if _share(fighters, old.targets) and not _share(new.initiators, old.initiators):
        yield "roles reversed" if old.initiators else "who was hit strikes"
    fighters = [a for a in new.targets if a.kind in ARMED_KINDS]
    if _share(fighters, old.initiators) and not _share(new.targets, old.targets):
        yield "who struck is hit"


def _share(mine: Sequence[ResolvedActor], theirs: Sequence[ResolvedActor]) -> bool:
    relation = ActorRegistry.load().relation
    return any(relation(a, b) in ("same", "family") for a in mine for b in theirs)


def _compared(side: str, mine: Sequence[ResolvedActor], theirs: Sequence[ResolvedActor]) -> Iterator[str]:
    relation = ActorRegistry.load().relation
    if mine and not theirs:
        yield f"{side} of its own"
    if not mine or not theirs:
        return
    relations = {(relation(a, b), a.actor_id is not None) for a in mine for b in theirs}
    if {("same", True), ("family", True)} & relations:
        yield f"{side} shared by name"
    elif {("same", False), ("family", False)} & relations:
        yield f"{side} shared"
    elif all(r == "different" for r, _ in relations):
        yield f"other {side}"


def _numbers(kind: str, theirs: frozenset[int], mine: frozenset[int]) -> Iterator[str]:
    if mine and not theirs:
        yield f"{kind} of its own"
    elif mine:
        yield f"same number of {kind}" if mine & theirs else f"other number of {kind}"
