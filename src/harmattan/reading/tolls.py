"""Joins the casualty mentions of one event into one toll; docs/numbers.md states the rules.

A text tells the same deaths many times over: as a total, by groups, one by one. The toll is the largest of
three readings: the largest stated total; groups that exclude each other, summed; and the chain of a first
number with those that the text adds to it ("three others", "one of the wounded died later").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.codebook.load import read_yaml
from harmattan.model import Span, Toll, TollPart
from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.casualty_words import CasualtyKind, casualty_words

_COUNTED = ("stated", "vague")
_HARM = ("killed", "injured", "casualties")
_FEW_ATTACKERS = 2
_FAR = 6
"""Sentences between the first of the hurt and the first of the dead that make them people of two events."""
_LEAD = 3.0
"""Weight of the first number of a text, which in news gives the toll, against 1 for each repetition."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to add up: bounds, and the mention that shows it best."""

    low: int
    best: int
    high: int | None
    mention: CasualtyMention
    parts: tuple[TollPart, ...] = ()


def toll_of(mentions: Sequence[CasualtyMention], kind: CasualtyKind, text: str) -> Toll | None:
    """How many people one event killed (or injured ...), None where its mentions say nothing about that.

    Args:
        mentions: of one event, in text order, of all kinds: what is said of the killed bears on the injured.
        kind: which toll.
        text: the document's text, which the toll's span cuts.

    Attempts, totals over long periods and figures that the text calls earlier ones are left out.
    """
    usable = _settled(_own_event([m for m in mentions if not (m.attempted or m.cumulative or m.superseded)]))
    reading = _toll(usable, kind)
    if reading is None:
        return None
    low = min(reading.low, reading.best)
    span = Span.cut(text, reading.mention.start, reading.mention.end)
    return Toll(low=low, best=reading.best, high=reading.high, parts=_distinct(reading.parts), span=span)


def _own_event(mentions: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """Leaves out those of older events, where the text tells of others."""
    present = {m.sentence for m in mentions if not m.aside}
    own = [m for m in mentions if m.sentence in present]
    told = any(m.kind in _HARM and m.best and m.basis != "pronoun" for m in own)
    own = own if told else list(mentions)
    return [m for m in own if m.kind != "killed"] if _dead_of_others(own) else own


def _dead_of_others(mentions: Sequence[CasualtyMention]) -> bool:
    """News names its dead before its hurt: where the dead come long after the hurt, they died elsewhere."""
    hurt = [m.sentence for m in mentions if m.kind in ("injured", "casualties") and m.best and m.basis != "pronoun"]
    dead = [m for m in mentions if m.kind == "killed" and m.best]
    if not hurt or not dead or any(m.subset or m.revised for m in dead):
        return False
    return min(m.sentence for m in dead) - min(hurt) >= _FAR


def _settled(mentions: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """ "One was killed and three others wounded": the three are other than the dead, and all of the wounded."""
    settled: list[CasualtyMention] = []
    for m in mentions:
        before = settled[-1] if settled else None
        if m.additional and before is not None and before.kind != m.kind and m.sentence - before.sentence <= 1:
            m = replace(m, additional=False)  # noqa: PLW2901
        settled.append(m)
    return settled


def _toll(mentions: Sequence[CasualtyMention], kind: CasualtyKind) -> _Reading | None:
    own = [m for m in mentions if m.kind == kind]
    positive = [m for m in own if not m.negated]
    found = _positive(positive, mentions)
    if kind == "injured":
        found = _undecided(mentions, found)
    if found is not None:
        return found
    denials = [m for m in mentions if m.negated and m.basis == "stated" and m.kind in (kind, "casualties")]
    denials = [m for m in denials if not m.additional]
    return _Reading(0, 0, 0, denials[0]) if denials else None


def _positive(own: Sequence[CasualtyMention], every: Sequence[CasualtyMention]) -> _Reading | None:
    """The reading of mentions of one kind; ``every`` holds those of other kinds too, for what "others" refers to."""
    readings = [_total(own), _chain(own, every)]
    hurt = any(m.kind != "killed" for m in own)
    found = max((r for r in readings if r is not None), key=lambda r: r.best, default=None)
    found = _by_ordinal(own, every, found)
    if found is None or found.best <= 1:
        single = _by_person(own, one_by_one=hurt)
        if single is not None and (found is None or single.best > found.best):
            return single
    if found is None:
        return _loosest(own)
    return found


def _by_ordinal(
    own: Sequence[CasualtyMention], every: Sequence[CasualtyMention], found: _Reading | None
) -> _Reading | None:
    """ "A third man died": three at least; "two were hurt and a third died" counts the hurt in."""
    for m in own:
        n = m.ordinal
        if n is None or m.negated or (found is not None and found.best >= n):
            continue
        if m.kind == "injured" or any(o.kind != m.kind and abs(o.sentence - m.sentence) <= 1 for o in every):
            continue
        found = _Reading(n, n, None, m)
    return found


def _total(mentions: Sequence[CasualtyMention]) -> _Reading | None:
    """The total that the text gives: a corrected one, else the number that it gives most often, first place ahead."""
    counted = [m for m in mentions if _counts(m) and not m.subset and not _on_top(m)]
    counted = counted or [m for m in mentions if _counts(m) and not _on_top(m)] or [m for m in mentions if _counts(m)]
    counted = [m for m in counted if not m.perpetrator] or counted
    if not counted:
        return None
    revised = [m for m in counted if m.revised]
    if revised:
        chosen = revised[-1]
    else:
        weight: dict[int, float] = {}
        for k, m in enumerate(counted):
            weight[m.best] = weight.get(m.best, 0.0) + (1.0 if k else _LEAD)
        chosen = max(counted, key=lambda m: weight[m.best])
    alike = [m for m in counted if m.best == chosen.best]
    high = None if any(m.high is None for m in alike) else max(m.high or 0 for m in alike)
    return _Reading(min(m.low for m in alike), chosen.best, high, chosen, tuple(p for m in alike for p in m.parts))


def _counts(m: CasualtyMention) -> bool:
    """Whether a number stands, or people are listed one by one ("a man and two women")."""
    return m.basis in _COUNTED or (len(m.victims) > 1 and m.basis in ("singular", "named"))


def _on_top(m: CasualtyMention) -> bool:
    return m.additional and m.lemma in ("other", "more", "person", "people", "victim", None)


def _by_person(mentions: Sequence[CasualtyMention], *, one_by_one: bool) -> _Reading | None:
    """Single people. The hurt are told one by one, by name or age; one who died is spoken of again and again."""
    single = [m for m in mentions if not m.subset and m.basis in ("named", "singular") and m.best == 1]
    if not single:
        return None
    names = _distinct_names([n for m in single for n in m.names])
    ages = {m.ages[0] for m in single if len(m.ages) == 1 and not m.names and not m.definite}
    best = max(1, names, len(ages) + sum(m.additional and not m.ages for m in single)) if one_by_one else 1
    return _Reading(best, best, best, single[0], tuple(p for m in single for p in m.parts))


def _distinct_names(names: Sequence[str]) -> int:
    """How many people bear these names: a first name or a surname alone is the person of the full name."""
    people: list[set[str]] = []
    for name in names:
        words = {w for w in (part.lower().strip(".,'’") for part in name.split()) if len(w) > 2}
        same = [p for p in people if p & words]
        people = [p for p in people if not p & words] + [words.union(*same)]
    return len(people)


def _loosest(mentions: Sequence[CasualtyMention]) -> _Reading | None:
    """Where no number stands: people without a number, then those meant by a pronoun or a definite noun."""
    for bases in (("plural",), ("singular", "named"), ("pronoun",)):
        fitting = [m for m in mentions if m.basis in bases]
        if fitting:
            m = fitting[0]
            return _Reading(m.low, m.best, m.high, m, m.parts)
    return None


def _chain(own: Sequence[CasualtyMention], every: Sequence[CasualtyMention]) -> _Reading | None:
    """A number and what the next words add to it: "two others", "a third", the attacker's own death."""
    best: _Reading | None = None
    for k, m in enumerate(own):
        if m.subset or _on_top(m) or m.basis in ("pronoun", "plural", "none"):
            continue
        total = _Reading(m.low, m.best, m.high, m, m.parts)
        before = m
        added: set[tuple[bool, int]] = set()
        for extra in own[k + 1 :]:
            own_death = _own_death(m, extra)
            if (extra.sentence - before.sentence > 1 and not own_death) or (own_death, extra.best) in added:
                continue
            between = [o for o in every if before.start < o.start < extra.start and o.kind != m.kind]
            if (_on_top(extra) and not extra.definite and not between) or own_death or _other_sort(m, extra):
                added.add((own_death, extra.best))
                total = replace(
                    total,
                    low=total.low + extra.low,
                    best=total.best + extra.best,
                    high=None if total.high is None or extra.high is None else total.high + extra.high,
                )
                before = extra
        if added and (best is None or total.best > best.best):
            best = total
    return best


def _other_sort(m: CasualtyMention, extra: CasualtyMention) -> bool:
    """Numbers of soldiers, fighters and civilians side by side are different people."""
    if not (_counts(m) and _counts(extra)) or m.total or extra.total or m.lemma is None or extra.lemma is None:
        return False
    if any(part.group == extra.lemma for part in m.parts):
        return False
    if m.lemma == extra.lemma and " of " in m.group and " of " in extra.group:
        return m.group != extra.group  # members of one side, members of the other
    first, second = _sort(m.lemma), _sort(extra.lemma)
    return first is not None and second is not None and first != second


def _sort(lemma: str) -> str | None:
    for name, words in read_yaml("casualties.yaml")["sorts"].items():
        if lemma in words:
            return str(name)
    return None


def _own_death(victims: CasualtyMention, extra: CasualtyMention) -> bool:
    """The attacker's death comes on top of those whom the attacker killed, not on top of "five people died"."""
    if victims.perpetrator or extra.best > _FEW_ATTACKERS or extra.kind != "killed":
        return False
    if not extra.perpetrator:
        return _stopped(victims, extra)
    return victims.by_person or (victims.agent is not None and extra.basis != "pronoun")


def _stopped(victims: CasualtyMention, extra: CasualtyMention) -> bool:
    """ "He killed three people before officers shot him dead": who is killed by the police had killed others."""
    guards = casualty_words().guards
    meant = extra.basis == "pronoun" and extra.best == 1
    return meant and extra.by in guards and victims.by_person and victims.by not in guards


def _undecided(mentions: Sequence[CasualtyMention], found: _Reading | None) -> _Reading | None:
    """Of people who were shot or came to harm, those who are not said to have died are the injured."""
    undecided = [m for m in mentions if m.kind == "casualties" and not m.negated]
    hit = _positive(undecided, mentions)
    if hit is None:
        return found
    dead = _positive([m for m in mentions if m.kind == "killed" and not m.negated], mentions)
    killed = dead.best if dead is not None else 0
    left = hit.best - killed
    if left <= 0 or (found is not None and found.best >= left):
        return found
    high = None if hit.high is None else max(hit.high - killed, left)
    return replace(hit, low=max(0, min(left, hit.low - killed)), best=left, high=high, parts=())


def _distinct(parts: Sequence[TollPart]) -> tuple[TollPart, ...]:
    """One entry a group, the largest, in text order."""
    kept: dict[str, TollPart] = {}
    for part in parts:
        if part.group not in kept or part.best > kept[part.group].best:
            kept[part.group] = part
    return tuple(kept.values())
