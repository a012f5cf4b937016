"""Finds the words that tell of casualties and whom they befell."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_adjectives import Adjectives
from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_groups import Phrases
from harmattan.reading.casualty_hospital import Hospital
from harmattan.reading.casualty_nouns import Nouns
from harmattan.reading.casualty_verbs import Verbs
from harmattan.reading.casualty_wordings import Wordings
from harmattan.reading.casualty_words import Word

__all__ = ["Befallen", "Roles"]

_NONE: frozenset[str] = frozenset()


class Roles:
    """Reads one sentence."""

    def __init__(self, phrases: Phrases) -> None:
        self.tokens = phrases.tokens
        self.texts = phrases.texts
        self.w = phrases.words
        self._taken: set[int] = set()
        self._verbs = Verbs(phrases, self._taken)
        self._adjectives = Adjectives(phrases)
        self._nouns = Nouns(phrases)
        self._hospital = Hospital(phrases)
        self._wordings = Wordings(phrases, self._taken)

    def all(self) -> list[Befallen]:
        """Every trigger that befell somebody, in text order."""
        found = []
        for i in range(len(self.tokens)):
            if i in self._taken:
                continue
            words = self._wordings
            hit = words.own_life(i) or words.toll(i) or words.life(i) or self._verbs.with_result(i) or self._plain(i)
            if hit is not None and hit.groups:
                found.append(self._undecided(hit))
        return found

    def _undecided(self, hit: Befallen) -> Befallen:
        """ "killed or wounded" and "killed and wounded", of the same people."""
        i = hit.trigger
        if hit.kind != "killed" or not set(self.texts[i + 1 : i + 2]) & {"and", "or"} or i + 2 >= len(self.texts):
            return hit
        second = self.w.verbs.get(self.texts[i + 2])
        if second is None or second.kind != "injured" or self.texts[i] not in self.w.verbs:
            return hit
        self._taken.add(i + 2)
        return replace(hit, kind="casualties")

    def _plain(self, i: int) -> Befallen | None:
        token, text = self.tokens[i], self.texts[i]
        if set(self.texts[i + 1 : i + 2]) & self.w.particles.get(text, _NONE):
            return None
        if text in self.w.deadly:
            return self._verbs.some_fatally(i)
        if self._verbs.is_struck(i):
            return self._verbs.befallen(i, Word("casualties", strict=True))
        if text in self.w.strikes and self._verbs.strikes(i):
            return self._verbs.befallen(i, Word("casualties", strict=True))
        nominal = token.upos in ("NOUN", "PROPN") or token.xpos in ("NN", "NNS")
        if nominal and token.dep == "compound" and self.texts[token.head] in self.w.nouns:
            return None  # "shooting death"
        if nominal and text in self.w.verbs and text.endswith("ing") and self._verbs.number_right(i) is not None:
            return self._verbs.befallen(i, self.w.verbs[text])  # "a blast killing nine miners"
        if nominal and text in self.w.nouns:
            return self._nouns.befallen(i, self.w.nouns[text])
        if text in self.w.adjectives and (
            token.upos in ("ADJ", "NOUN", "ADV") or token.dep == "amod" or text not in self.w.verbs
        ):
            return self._adjectives.befallen(i, self.w.adjectives[text].kind)
        if text in self.w.verbs and (not nominal or token.dep in ("root", "acl", "conj", "parataxis")):
            word = self.w.verbs[text]
            if self._verbs.is_deadly(i):
                word = replace(word, kind="killed")
            if nominal and token.xpos != "VBN" and text.endswith("ing"):
                return None
            return self._verbs.befallen(i, word)
        return self._hospital.befallen(i)
