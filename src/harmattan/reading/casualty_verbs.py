"""Whom a verb befell: "killed", "were wounded", "shot dead"."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_clauses import SUBJECTS, Clauses
from harmattan.reading.casualty_groups import Group, Phrases, numbered
from harmattan.reading.casualty_words import Word
from harmattan.reading.syntax import ROOT

_BREAKS = frozenset({",", "and", "with", ";", "-", "–", "—", ":", "but", "of", "were", "was"})
_PLURAL_BE = frozenset({"were", "are"})
_SHOT_REACH = 12
_MOST_LISTED = 6
_LISTING = frozenset({",", ";", "and", "(", ")", "-", "year", "old"})
_MARKS = frozenset({",", ";", "and", "(", ")"})


class Verbs(Clauses):
    """Reads the verbs of one sentence."""

    def __init__(self, phrases: Phrases, taken: set[int]) -> None:
        """``taken`` collects the tokens that a wording of several words has used up."""
        super().__init__(phrases)
        self._taken = taken

    def with_result(self, i: int) -> Befallen | None:
        """ "shot dead", "beaten to death", "gunned down"; between the two may stand who was."""
        text = self.texts[i]
        if self.tokens[i].upos in ("NOUN", "PROPN") and text.endswith("ing"):
            return None  # "a shooting that left one person dead"
        if text in self.w.result["away"] and "away" in self.texts[i + 1 : i + 2]:
            return self.befallen(i, Word("killed", "subject", strict=True))
        if text in self.w.result["down"] and "down" in self.texts[i + 1 : i + 2]:
            return self.befallen(i, Word("killed", strict=True))
        window = self.texts[i + 1 : i + 9]
        if text in self.w.result["to_death"]:
            for k in range(len(window) - 1):
                if window[k : k + 2] == ("to", "death"):
                    self._taken.add(i + 1 + k + 1)
                    return self.befallen(i, Word("killed"))
        if text in self.w.result["dead"] and "dead" in window[:6]:
            k = i + 1 + window.index("dead")
            if (k == i + 1 or self.tokens[k].dep != "amod") and not set(window[: k - i - 1]) & _BREAKS:
                self._taken.add(k)
                return self.befallen(i, Word("killed"))
        return None

    def is_struck(self, i: int) -> bool:
        """ "hit by gunfire", "grazed in the arm by a stray bullet", "caught in the crossfire"."""
        window = self.texts[i + 1 : i + 9]
        return self.texts[i] in self.w.struck and any(
            t in ("by", "in") and set(window[k + 1 : k + 5]) & self.w.struck_by for k, t in enumerate(window)
        )

    def strikes(self, i: int) -> bool:
        """ "The bullet struck a boy", "opened fire, hitting two women"."""
        if self.tokens[i].upos != "VERB" or self.passive(i):
            return False
        own = self.own_subject(i)
        if own is not None and own < i:
            return self.texts[own] in self.w.strikes_after
        return bool(set(self.texts[max(0, i - _SHOT_REACH) : i]) & self.w.strikes_after)

    def befallen(self, i: int, word: Word) -> Befallen | None:
        """Whom a verb befell and who did it."""
        groups, shared, active = self.victims(i, word)
        if word.numbered:
            groups = [g for g in groups if g.basis in ("stated", "vague")]
        agent = self.agent(i, active=active and word.victim == "object")
        if agent is not None and any(g.head == agent for g in groups):
            agent = None
        return Befallen(i, word.kind, tuple(groups), agent, shared)

    def victims(self, i: int, word: Word) -> tuple[list[Group], bool, bool]:
        """The groups, whether they belong to another verb, and whether the verb is active."""
        passive = self.passive(i)
        if word.victim == "object" and not passive:
            for head in self.objects(i):
                return self.victims_at(head, word), False, True
            right = self.number_right(i)
            if right is not None:
                return self.victims_at(right, word), False, True
        if word.victim == "object" and not passive:
            after = self.people_right(i)
            if after is None and set(self.texts[i + 1 : i + 2]) & {"and", "or"}:
                after = self.people_right(i + 2)
            if after is not None:
                return self.victims_at(after, word), False, True
        own = self.own_subject(i)
        left = self.number_left(i)
        if own is not None and left == own:
            return self.listed_left(own, word), False, False
        if own is not None and not (left is not None and self._among(left)):
            return self._agreeing(i, [*self._first_listed(i, own, word), *self.victims_at(own, word)]), False, False
        if left is not None:
            return self.listed_left(left, word), False, False
        left = self.people_left(i)
        if left is not None:
            return self._agreeing(i, self.victims_at(left, word)), False, False
        if word.victim == "object" and not passive and self.tokens[i].xpos not in ("VBN", "VBD"):
            return [], False, True
        found = self._found_so(i)
        inherited = self.inherited_subject(i) if found is None else found
        if inherited is not None:
            return self.victims_at(inherited, word), found is None, False
        return [], False, not passive

    def _found_so(self, i: int) -> int | None:
        """ "Police found Ana Bel, 22, and Cai Dor, 21, fatally shot": the object of "found"."""
        if self.tokens[i].xpos != "VBN" or self.s.children(i, "aux", "nsubj"):
            return None
        verb = next((t.i for t in reversed(self.tokens[:i]) if t.upos == "VERB"), None)
        if verb is None or self.texts[verb] not in self.w.leave:
            return None
        return next((t.i for t in self.s.children(verb, "obj") if verb < t.i < i), None)

    def is_deadly(self, i: int) -> bool:
        """Whether an adverb says that the deed was deadly ("fatally shot")."""
        near = {t.i for t in self.s.children(i, "advmod")} | ({i - 1} if i else set())
        return any(self.texts[k] in self.w.deadly and self.some_fatally(k) is None for k in near)

    def some_fatally(self, k: int) -> Befallen | None:
        """ "Five were shot, one fatally", "two of them fatally": the number beside a deadly adverb is of the dead."""
        if self.texts[k] not in self.w.deadly or set(self.texts[k + 1 : k + 2]) & self.w.verbs.keys():
            return None
        end = k - 2 if self.texts[max(0, k - 2) : k] in (("of", "them"), ("of", "whom")) else k
        for q in self.p.counts:
            if q.last == end or q.noun == end - 1:
                return Befallen(k, "killed", (replace(numbered(q, q.core, partitive=True), last=k + 1),), within=True)
        return None

    def _first_listed(self, i: int, own: int, word: Word) -> list[Group]:
        """ "A captain, a teacher, and Governor Rui Costa were killed", read as if the verb had two subjects."""
        if not {self.texts[k.i] for k in self.s.children(i, "aux", "cop")} & _PLURAL_BE:
            return []
        others = [
            t.i for t in self.s.children(i, *SUBJECTS) if t.i < own and self.tokens[t.i].upos in ("NOUN", "PROPN")
        ]
        return [g for k in others[-1:] for g in self.victims_at(k, replace(word, strict=True))]

    def _among(self, head: int) -> bool:
        """ "among the 14 killed"."""
        q = self.p.quantity_at(head)
        return q is not None and "among" in self.texts[max(0, q.first - 2) : q.first]

    def _agreeing(self, i: int, groups: list[Group]) -> list[Group]:
        """Adds whom a plural verb asks for where the parse found one person ("A, 22, and B, 30, were killed")."""
        head = self.tokens[i].head
        governors = [i] if head == ROOT or self.tokens[i].dep not in ("xcomp", "conj") else [i, head]
        verbs = {self.texts[k.i] for g in governors for k in self.s.children(g, "aux", "cop")}
        plural = bool(verbs & _PLURAL_BE)
        if len(groups) != 1 or groups[0].best != 1 or groups[0].basis == "stated":
            return groups
        while len(groups) < _MOST_LISTED:
            k = min(g.first for g in groups) - 1
            passed: set[str] = set()
            while k > 0 and (self.texts[k] in _LISTING or any(q.first <= k < q.last for q in self.p.ages)):
                passed.add(self.texts[k])
                k -= 1
            # Without a plural verb only "A, 22; and B, 30, died" tells a list from two clauses.
            listed = bool(passed & {",", "and", ";"}) if plural else bool(passed & {"and", ";"} and passed - _MARKS)
            if not listed or k < 0 or self.tokens[k].upos not in ("NOUN", "PROPN"):
                break
            k = self.tokens[k].head if self.tokens[k].dep == "flat" and self.tokens[k].head < k else k
            more = self.p.group(k, strict=True)
            if more is None or more.basis not in ("named", "singular"):
                break
            groups = [more, *groups]
        return groups
