"""Which triggers of one sentence speak of one event, by the parse alone.

"Gunmen attacked a village, killing 12", "five soldiers were killed in an ambush", "the blast left two dead", "fighters
stormed the camp and took hostages": one event each, said with two triggers.
"""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.reading.arguments import case_of
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_places import TOWN
from harmattan.reading.event_typing import act_group
from harmattan.reading.syntax import ROOT, Sentence, Token
from harmattan.resolving.dates import ResolvedTime

_WITHIN = frozenset({"in", "during", "by", "from", "after", "following", "when", "with", "amid", "of", "through", "as"})
_OTHER_TIMES = frozenset({"after", "before", "until", "whereas", "following"})
"""Before a clause or noun of another time than its governor's."""
_DEEDS = ("remote_means", "taking", "holding")
"""Groups of acts that are a deed of their own beside any other."""
_JOINING = ("advcl", "acl", "xcomp", "conj", "parataxis", "appos", "nmod", "obl", "obj", "nsubj", "dep", "ccomp")


def clauses(sentence: Sentence, mentions: Sequence[EventMention]) -> list[list[EventMention]]:
    """The mentions of one sentence in groups that the syntax ties together, in text order."""
    groups: list[list[EventMention]] = []
    for mention in mentions:
        tied = [g for g in groups if any(_tied(sentence, m, mention) for m in g)]
        merged = [m for g in tied for m in g] + [mention]
        groups = [g for g in groups if g not in tied] + [merged]
    return sorted((sorted(g, key=lambda m: m.trigger.token) for g in groups), key=lambda g: g[0].trigger.token)


def _tied(sentence: Sentence, a: EventMention, b: EventMention) -> bool:
    if a.actuality.actuality != b.actuality.actuality:
        return False
    if _at_odds(a, b) or (a.separate != b.separate and _told_apart(sentence, a, b)):
        return False
    i, j = a.trigger.token, b.trigger.token
    if _hangs_on(sentence, i, j):
        return _goes_with(sentence, a, b)
    if _hangs_on(sentence, j, i):
        return _goes_with(sentence, b, a)
    return _share_a_verb(sentence, i, j)


def at_another_time(sentence: Sentence, a: EventMention, b: EventMention) -> bool:
    """Whether one of two triggers stands in a clause or phrase about what came before or after the other."""
    i, j = a.trigger.token, b.trigger.token
    if _hangs_on(sentence, i, j):
        return _is_before_or_after(sentence, a, b)
    return _hangs_on(sentence, j, i) and _is_before_or_after(sentence, b, a)


def _is_before_or_after(sentence: Sentence, low: EventMention, high: EventMention) -> bool:
    """ "Rebels seized the town after they had shelled it", but not "he died after the attack": an outcome's cause.

    Nor "seized it after heavy fighting": taking a place includes the fight for it.
    """
    token = _branch(sentence, low, high)
    links = {k.lemma for k in sentence.children(token.i, "mark", "case")}
    if high.act in act_group("holding") and low.act in act_group("general"):
        return False
    result = high.act in act_group("outcome") | act_group("killing") and not high.initiators
    return bool(links & _OTHER_TIMES) and not result


def _branch(sentence: Sentence, low: EventMention, high: EventMention) -> Token:
    """The word below the higher trigger through which the lower one hangs on it."""
    token = sentence.tokens[low.trigger.token]
    while token.head != high.trigger.token:
        token = sentence.tokens[token.head]
    return token


def _goes_with(sentence: Sentence, low: EventMention, high: EventMention) -> bool:
    """Whether the relation between a trigger and the one above it is that between words for one event.

    Not with a clause of another time, nor with a deed of its own beside another ("they burned the hall and took away
    ten youths").
    """
    if _is_before_or_after(sentence, low, high):
        return False
    joined = _branch(sentence, low, high).dep.startswith("conj")
    if not joined or low.act in act_group("outcome") | act_group("killing") or {low.act, high.act} & act_group("crowd"):
        return True
    return all((low.act in act_group(name)) == (high.act in act_group(name)) for name in _DEEDS)


def _told_apart(sentence: Sentence, a: EventMention, b: EventMention) -> bool:
    """ "X came a day after Y": the clause under "after" is another event than its governor's subject."""
    apart, other = (a, b) if a.separate else (b, a)
    i = apart.trigger.token
    below = any(t.i == i for t in sentence.ancestors(other.trigger.token))
    return sentence.tokens[i].dep.startswith("advcl") and not below


def _at_odds(a: EventMention, b: EventMention) -> bool:
    """Two triggers with a day or a town each are two events."""
    if a.time is not None and b.time is not None and disjoint(a.time, b.time):
        return True
    if a.place is not None and b.place is not None:
        return a.place.specificity == b.place.specificity == TOWN and a.place.gazetteer_id != b.place.gazetteer_id
    return False


def disjoint(a: ResolvedTime, b: ResolvedTime) -> bool:
    """Whether two times have no day in common; False where either is open."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.start > b.end or b.start > a.end


def _hangs_on(sentence: Sentence, low: int, high: int) -> bool:
    """Whether trigger ``low`` hangs below trigger ``high`` by relations that keep the event."""
    i = low
    for _ in range(4):
        token = sentence.tokens[i]
        if token.dep == "acl:relcl" and token.head == high and sentence.tokens[high].upos == "NOUN":
            return i == low  # "the attack in which seven soldiers were killed"
        if token.head == ROOT or not token.dep.split(":", 1)[0].startswith(_JOINING) or token.dep == "acl:relcl":
            return False
        if token.dep.startswith(("obl", "nmod")) and case_of(sentence, token) not in _WITHIN:
            return False
        if token.dep == "ccomp" and sentence.tokens[token.head].upos == "VERB":
            return False
        if token.head == high:
            return True
        i = token.head
    return False


def _share_a_verb(sentence: Sentence, i: int, j: int) -> bool:
    """Subject and object of one verb: "the march ended the ceasefire"."""
    a, b = sentence.tokens[i], sentence.tokens[j]
    kinds = {a.dep.split(":", 1)[0], b.dep.split(":", 1)[0]}
    return a.head == b.head != ROOT and "nsubj" in kinds and kinds & {"obj", "obl"} != set()
