"""Fixed wordings for deaths: lives lost, one's own life, the death toll."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_groups import Group, numbered
from harmattan.reading.casualty_verbs import Verbs
from harmattan.reading.casualty_words import Word, starts_with

_TOLL_REACH = 14
_CLOSE = 3


class Wordings(Verbs):
    """Reads the fixed wordings of one sentence."""

    def life(self, i: int) -> Befallen | None:
        """ "12 people lost their lives", "claimed the lives of nine soldiers", "cost nine lives"."""
        if self.texts[i] not in self.w.life_nouns:
            return None
        verb = next(
            (k for k in range(i - 1, max(-1, i - 6), -1) if self.texts[k] in self.w.life_subject | self.w.life_object),
            None,
        )
        if verb is None:
            return None
        number = next((q for q in self.p.counts if i in (q.noun, q.last)), None)
        if self.texts[verb] in self.w.life_subject and number is None:
            groups, shared, _ = self.victims(verb, Word("killed", "subject"))
            return Befallen(i, "killed", tuple(groups), None, shared)
        if number is not None:
            group = replace(numbered(number, i), last=i + 1)
            return Befallen(i, "killed", (group,), self.agent(verb, active=True))
        if "own" in self.texts[verb:i]:
            return Befallen(i, "killed", (Group(verb, verb, i + 1, 1, 1, 1, "pronoun"),))
        groups = self.behind_of(i, Word("killed"))
        owner = [t.i for t in self.s.children(i, "nmod:poss") if self.p.is_person(t.i, strict=True)]
        if not groups and owner:
            groups = self.p.groups(owner[0], strict=True)
        return Befallen(i, "killed", tuple(groups), self.agent(verb, active=True))

    def own_life(self, i: int) -> Befallen | None:
        """ "turned the gun on himself", "blew herself up"."""
        length = starts_with(self.w.own_life, self.texts, i)
        if not length:
            return None
        self._taken.update(range(i, i + length))
        return Befallen(i, "killed", (Group(i, i, i + length, 1, 1, 1, "pronoun"),), own=True)

    def toll(self, i: int) -> Befallen | None:
        """ "the death toll rose to 15"."""
        length = starts_with(self.w.toll_heads, self.texts, i)
        if not length:
            return None
        end = min(len(self.texts), i + length + _TOLL_REACH)
        near = [q for q in self.p.counts if i + length <= q.first < end and not self._starts_anew(i + length, q.first)]
        if not near:
            return None
        self._taken.update(range(i, i + length))
        led = [q for q in near if self.texts[q.first - 1] in self.w.toll_before]
        close = [q for q in near if q.first - i - length < _CLOSE and "," not in self.texts[i + length : q.first]]
        if not led and not close:
            return None
        chosen = (led or close)[0]
        noun = chosen.noun if chosen.noun is not None and self.p.is_person(chosen.noun, strict=True) else None
        lemma = None if noun is None else self.tokens[noun].lemma
        group = replace(numbered(chosen, chosen.first), noun=noun, lemma=lemma)
        context = self.texts[max(0, i - 4) : chosen.first]
        return Befallen(
            i + length - 1, "killed", (group,), toll=True, revised=any(t in self.w.toll_revised for t in context)
        )

    def _starts_anew(self, start: int, end: int) -> bool:
        return any(t in (";", "killed", "wounded", "injured") for t in self.texts[start:end])
