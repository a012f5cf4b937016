"""Which casualty mentions of a text are of the event at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from harmattan.reading.casualty_mentions import CasualtyMention

_HARM = ("killed", "injured", "casualties")
_OPENING = 3
_FAR = 6
"""Sentences between the first of the hurt and the first of the dead that make them people of two events."""


def own_event(mentions: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """Leaves out those of older events, where the text tells of others."""
    first = next((m for m in mentions if m.kind in _HARM and m.best), None)
    if first is not None and first.aside and first.sentence < _OPENING:
        return list(mentions)  # news of a trial: what the text opens with is its event, however old
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


def settled(mentions: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """ "One was killed and three others wounded": the three are other than the dead, and all of the wounded."""
    settled: list[CasualtyMention] = []
    for m in mentions:
        before = settled[-1] if settled else None
        near = before is not None and before.kind != m.kind and m.sentence - before.sentence <= 1
        if m.additional and near and before is not None and (before.kind, m.kind) == ("casualties", "injured"):
            if m.total and before.basis != "pronoun" and not before.negated:
                m = replace(m, kind="casualties")  # noqa: PLW2901  "the mayor was shot and two others were hurt": three
        elif m.additional and before is not None and near:
            hurt = m.kind == "casualties" and before.kind == "killed" and m.basis != "pronoun" and not before.negated
            m = replace(m, additional=False, kind="injured" if hurt else m.kind)  # noqa: PLW2901
        settled.append(m)
    return settled


def is_one_of(m: CasualtyMention, dead: Sequence[CasualtyMention]) -> bool:
    """Whether a single person who was hurt is one of the dead: by name or age, or by the same noun ("the girl")."""
    if m.best != 1 or m.basis not in ("named", "singular"):
        return False
    if m.names:
        return any(_same_name(a, b) for d in dead for a in m.names for b in d.names)
    single = [d for d in dead if d.best == 1]
    if m.ages:
        return any(m.ages == d.ages for d in single)
    return m.definite and not m.additional and any(m.lemma == d.lemma for d in single)


def _same_name(a: str, b: str) -> bool:
    return bool(name_words(a) & name_words(b))


def name_words(name: str) -> frozenset[str]:
    """The words of a person's name that tell people apart, in lower case."""
    return frozenset(w for w in (part.lower().strip(".,'’") for part in name.split()) if len(w) > 2)
