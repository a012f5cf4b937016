"""What the casualty mentions of one sentence say of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmattan.reading.casualty_groups import Phrases
from harmattan.reading.casualty_mentions import CasualtyMention

_ADDING = frozenset({",", ";", "and", "while", "but", "as", "well"})
_OF_PHRASE = frozenset({"DET", "NUM", "ADJ", "ADV", "AUX"})


def own_deaths(p: Phrases, mentions: list[CasualtyMention]) -> list[CasualtyMention]:
    """ "Shot his wife and then himself": who shoots others and then himself means to die."""
    if "accidentally" in p.texts:
        return mentions
    return [
        replace(m, kind="killed") if m.kind == "casualties" and _is_own(p, m) and _hurts_others(p, m, mentions) else m
        for m in mentions
    ]


def _is_own(p: Phrases, m: CasualtyMention) -> bool:
    return not (m.negated or m.attempted) and all(p.texts[v] in p.words.reflexives for v in m.victims)


def _hurts_others(p: Phrases, m: CasualtyMention, mentions: list[CasualtyMention]) -> bool:
    others = [o for o in mentions if o is not m and o.kind in ("killed", "casualties")]
    told = p.words.hospital["houses"] | p.words.hospital["conditions"]
    return any(not o.perpetrator and not o.negated and p.texts[o.trigger] not in told for o in others)


def survivors(p: Phrases, mentions: list[CasualtyMention]) -> list[CasualtyMention]:
    """ "Was shot but survived": hurt, whatever others suffered."""
    return [
        replace(m, kind="injured") if m.kind == "casualties" and m.best and _survived(p, m.trigger) else m
        for m in mentions
    ]


def _survived(p: Phrases, i: int) -> bool:
    after = {p.texts[k.i] for k in p.sentence.children(i, "conj", "parataxis", "advcl") if k.i > i}
    verbs = [k for k in p.sentence.children(i, "conj", "parataxis", "advcl") if p.texts[k.i] in p.words.expected]
    after |= {p.texts[k.i] for v in verbs for k in p.sentence.children(v.i, "xcomp")}
    return bool(after & p.words.survive)


def beside_the_dead(p: Phrases, mentions: list[CasualtyMention]) -> list[CasualtyMention]:
    """ "One man was killed and two others were shot": who is told beside the dead was hurt."""
    kept: list[CasualtyMention] = []
    for m in mentions:
        dead = kept[-1] if kept else None
        if dead is not None and dead.kind == "killed" and _comes_on_top(p, dead, m):
            m = replace(m, kind="injured", additional=False)  # noqa: PLW2901
        kept.append(m)
    return kept


def _comes_on_top(p: Phrases, dead: CasualtyMention, m: CasualtyMention) -> bool:
    if m.kind != "casualties" or m.basis == "pronoun" or m.definite or m.subset or not (dead.best and m.best):
        return False
    if dead.negated or dead.attempted or dead.subset or m.attempted:
        return False
    return m.additional or _listed(p, _span(dead)[1], _span(m)[0])


def _span(m: CasualtyMention) -> tuple[int, int]:
    tokens: Sequence[int] = (m.trigger, *m.victims)
    return min(tokens), max(tokens)


def _listed(p: Phrases, end: int, start: int) -> bool:
    """Whether nothing but a comma or "and" stands between two phrases."""
    between = range(end + 1, start)
    return any(p.texts[k] in _ADDING for k in between) and all(
        p.texts[k] in _ADDING or p.tokens[k].upos in _OF_PHRASE for k in between
    )
