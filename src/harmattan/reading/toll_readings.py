"""The ways to add up the casualty mentions of one event: the stated total, the chain of numbers, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.codebook.load import read_yaml
from harmattan.model import TollPart
from harmattan.reading.casualty_mentions import CasualtyMention
from harmattan.reading.casualty_words import casualty_words
from harmattan.reading.toll_members import name_words

_COUNTED = ("stated", "vague")
_FEW_ATTACKERS = 2
_LEAD = 3.0
"""Weight of the first number of a text, which in news gives the toll, against 1 for each repetition."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to add up: bounds, and the mention that shows it best."""

    low: int
    best: int
    high: int | None
    mention: CasualtyMention
    parts: tuple[TollPart, ...] = ()


def total(mentions: Sequence[CasualtyMention]) -> Reading | None:
    """The total that the text gives: a corrected one, else the number that it gives most often, first place ahead."""
    counted = [m for m in mentions if counts(m) and not m.subset and not _on_top(m)]
    counted = counted or [m for m in mentions if counts(m) and not _on_top(m)] or [m for m in mentions if counts(m)]
    counted = [m for m in counted if not m.perpetrator] or counted
    if not counted:
        return None
    counted = [m for m in counted if m.basis != "vague" or not _told_exactly(m, counted)]
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
    return Reading(min(m.low for m in alike), chosen.best, high, chosen, tuple(p for m in alike for p in m.parts))


def _told_exactly(vague: CasualtyMention, counted: Sequence[CasualtyMention]) -> bool:
    """ "Several people were hurt ... all four": the number is that of the several."""
    fitting = [m for m in counted if m.basis == "stated" and vague.low <= m.best]
    return any(vague.high is None or m.best <= vague.high for m in fitting)


def counts(m: CasualtyMention) -> bool:
    """Whether a number stands, or people are listed one by one ("a man and two women")."""
    return m.basis in _COUNTED or (len(m.victims) > 1 and m.basis in ("singular", "named"))


def _on_top(m: CasualtyMention) -> bool:
    return m.additional and m.lemma in ("other", "more", "person", "people", "victim", None)


def by_person(mentions: Sequence[CasualtyMention], *, one_by_one: bool) -> Reading | None:
    """Single people. The hurt are told one by one, by name or age; one who died is spoken of again and again."""
    single = [m for m in mentions if not m.subset and m.basis in ("named", "singular") and m.best == 1]
    if not single:
        return None
    names = _distinct_names([n for m in single for n in m.names])
    ages = {m.ages[0] for m in single if len(m.ages) == 1 and not m.names and not m.definite}
    best = max(1, names, len(ages) + sum(m.additional and not m.ages for m in single)) if one_by_one else 1
    return Reading(best, best, best, single[0], tuple(p for m in single for p in m.parts))


def _distinct_names(names: Sequence[str]) -> int:
    """How many people bear these names: a first name or a surname alone is the person of the full name."""
    people: list[set[str]] = []
    for name in names:
        words = set(name_words(name))
        same = [p for p in people if p & words]
        people = [p for p in people if not p & words] + [words.union(*same)]
    return len(people)


def loosest(mentions: Sequence[CasualtyMention]) -> Reading | None:
    """Where no number stands: people without a number, then those meant by a pronoun or a definite noun."""
    for bases in (("plural",), ("singular", "named"), ("pronoun",)):
        fitting = [m for m in mentions if m.basis in bases]
        if fitting:
            m = fitting[0]
            return Reading(m.low, m.best, m.high, m, m.parts)
    return None


def chain(own: Sequence[CasualtyMention], every: Sequence[CasualtyMention]) -> Reading | None:
    """A number and what the next words add to it: "two others", "a third", the attacker's own death."""
    best: Reading | None = None
    for k, m in enumerate(own):
        if m.subset or _on_top(m) or m.basis in ("pronoun", "plural", "none"):
            continue
        total = Reading(m.low, m.best, m.high, m, m.parts)
        before = m
        added: set[tuple[bool, int]] = set()
        for n, extra in enumerate(own[k + 1 :], k + 1):
            own_death = _own_death(m, extra)
            if (extra.sentence - before.sentence > 1 and not own_death) or (own_death, extra.best) in added:
                continue
            between = [o for o in every if before.start < o.start < extra.start and o.kind != m.kind]
            on_top = _on_top(extra) and not extra.definite and not between and not _of_its_own(own[n - 1], before)
            if on_top or own_death or _other_sort(m, extra):
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


def _of_its_own(last: CasualtyMention, before: CasualtyMention) -> bool:
    """ "Four were shot: one in the head, another in the leg": the other one is other than the one before it."""
    return last is not before and not last.subset and last.basis in ("stated", "singular", "named") and last.best > 0


def _other_sort(m: CasualtyMention, extra: CasualtyMention) -> bool:
    """Numbers of soldiers, fighters and civilians side by side are different people."""
    if not (counts(m) and counts(extra)) or m.total or extra.total or m.lemma is None or extra.lemma is None:
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
