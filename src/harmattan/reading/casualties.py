"""Casualty mentions: who was killed, hurt, taken or driven out, how many, and how the text says it."""

from __future__ import annotations

from collections.abc import Sequence

from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_beside import beside_the_dead, own_deaths, survivors
from harmattan.reading.casualty_context import Context
from harmattan.reading.casualty_groups import Basis, Phrases, combine
from harmattan.reading.casualty_inclusions import with_parts
from harmattan.reading.casualty_mentions import CasualtyMention
from harmattan.reading.casualty_merging import merged
from harmattan.reading.casualty_roles import Roles
from harmattan.reading.casualty_words import casualty_words
from harmattan.reading.numbers import Quantity, find_quantities
from harmattan.reading.syntax import Sentence

__all__ = ["CasualtyMention", "find_casualties"]

_FEW = 3
"""More attackers than that are a side of a fight."""
_WAR = 1000
"""So many dead "have been killed" in a war, not in one event."""
_ANYBODY = (None, "people", "person", "victim", "other")
_RANK: tuple[Basis, ...] = ("stated", "vague", "plural", "named", "singular", "pronoun", "none")


def find_casualties(sentence: Sentence, quantities: Sequence[Quantity] | None = None) -> list[CasualtyMention]:
    """Every casualty mention of a sentence in text order. Never raises.

    Args:
        sentence: with its parse.
        quantities: what ``find_quantities`` found in it, to save the work.
    """
    if not sentence.tokens or casualty_words().triggers.isdisjoint(t.text.lower() for t in sentence.tokens):
        return []
    phrases = Phrases(sentence, find_quantities(sentence) if quantities is None else quantities)
    befallen = merged(Roles(phrases).all())
    if not befallen:
        return []
    context = Context(phrases)
    mentions = [_mention(phrases, context, b) for b in befallen]
    mentions = own_deaths(phrases, [m for m in mentions if not _is_asked(sentence, m)])
    return with_parts(phrases, beside_the_dead(phrases, survivors(phrases, mentions)))


def _is_asked(sentence: Sentence, mention: CasualtyMention) -> bool:
    """ "Did not say how many people died": the number is what the text does not know."""
    if mention.basis not in ("plural", "vague") or mention.noun is None:
        return False
    return any(
        k.lemma in ("how", "many") and sentence.tokens[max(k.i - 1, 0)].lemma == "how"
        for k in sentence.subtree(mention.noun)
    )


def _mention(p: Phrases, context: Context, b: Befallen) -> CasualtyMention:
    low, best, high, parts = combine(b.groups)
    first = b.groups[0]
    nobody = high == 0
    negated = nobody or context.negated(b.trigger)
    if b.kind == "casualties" and not b.groups[0].noun and context.denied_subject(b.trigger):
        negated = nobody = True
    if negated:
        low, best, high, parts = 0, 0, 0, ()
    start = min([p.tokens[b.trigger].start, *(p.tokens[g.first].start for g in b.groups)])
    end = max([p.tokens[b.trigger].end, *(p.tokens[g.last - 1].end for g in b.groups)])
    words = p.words
    own_life = b.own or (p.texts[b.trigger] in words.life_nouns and first.basis == "pronoun")
    own = own_life or all(p.texts[g.head] in words.reflexives for g in b.groups)
    attacker = len(b.groups) == 1 and first.lemma in words.attackers and first.best <= _FEW and first.basis != "plural"
    basis = min((g.basis for g in b.groups), key=_RANK.index)
    return CasualtyMention(
        kind=b.kind,
        low=low,
        best=best,
        high=high,
        parts=parts,
        sentence=p.sentence.index,
        trigger=b.trigger,
        noun=first.noun,
        lemma=first.lemma,
        victims=tuple(g.head for g in b.groups),
        agent=b.agent,
        start=start,
        end=end,
        basis="stated" if nobody else basis,
        negated=negated,
        attempted=(context.attempted(b.trigger) and not b.toll) or context.natural(b.trigger),
        cumulative=context.cumulative(b.trigger) or (best >= _WAR and context.summed(b.trigger)),
        aside=context.aside(b.trigger),
        revised=b.revised,
        superseded=context.superseded() and basis in ("stated", "vague"),
        additional=first.additional,
        subset=first.partitive,
        definite=first.definite,
        perpetrator=own or attacker,
        later=b.kind == "killed" and context.later(b.trigger),
        total=b.toll or (first.lemma in _ANYBODY and best == first.best),
        by_person=b.agent is not None and (p.tokens[b.agent].upos == "PRON" or p.is_person(b.agent, strict=True)),
        group=_group_words(p, first.noun),
        ordinal=first.ordinal,
        by=None if b.agent is None else p.tokens[b.agent].lemma.lower(),
        names=tuple(g.name for g in b.groups if g.name),
        ages=tuple(g.age for g in b.groups if g.age is not None),
    )


def _group_words(p: Phrases, noun: int | None) -> str:
    if noun is None:
        return ""
    kept = p.sentence.subtree(noun, skip=("acl", "appos", "conj", "cc", "punct", "nummod", "det", "parataxis", "cop"))
    return " ".join(t.text.lower() for t in kept)
