"""What stands around a casualty trigger: negation, attempts, long periods, earlier figures."""

from __future__ import annotations

import re

from harmattan.reading.casualty_groups import Phrases
from harmattan.reading.numbers import sentence_text
from harmattan.reading.syntax import ROOT

_CLAUSE_LINKS = ("aux", "obl", "advmod", "advcl", "parataxis", "nmod", "dep", "dislocated")
_INNER_LINKS = (*_CLAUSE_LINKS, "case", "mark", "det", "amod", "compound", "nummod", "fixed", "flat", "punct", "fixed")


class Context:
    """The surroundings of one sentence's triggers."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        self.s = phrases.sentence
        self.tokens = phrases.tokens
        self.texts = phrases.texts
        self.w = phrases.words
        text = sentence_text(self.s)
        base = self.tokens[0].start if self.tokens else 0
        self._periods = self._ends(self.w.cumulative, text, base)
        self._asides = self._ends(self.w.aside, text, base)
        self._causes = self._ends(self.w.other_causes, text, base)
        self._earlier = bool(self.w.superseded.search(text))

    def _ends(self, pattern: re.Pattern[str], text: str, base: int) -> list[int]:
        """The last and first tokens of what a pattern finds."""
        found = list(pattern.finditer(text))
        return [self._token_at(base + k) for k in (*(m.end() - 1 for m in found), *(m.start() for m in found))]

    def _token_at(self, offset: int) -> int:
        return next((t.i for t in self.tokens if t.start <= offset < t.end), 0)

    def negated(self, i: int) -> bool:
        """ "was not injured", "without killing anyone"."""
        chain = [i]
        token = self.tokens[i]
        if token.dep in ("xcomp", "amod") and token.head != ROOT:
            chain.append(token.head)
        for k in chain:
            for kid in self.s.children(k, "advmod", "mark", "det", "neg", "aux", "case", "cc"):
                if self.texts[kid.i] in ("not", "n't", "n’t", "never", "without", "nor"):
                    if set(self.texts[kid.i + 1 : kid.i + 2]) & self.w.degrees:
                        continue  # "not seriously injured" is injured
                    return True
        return False

    def denied_subject(self, i: int) -> bool:
        """ "Neither side reported casualties"."""
        verbs = [t for t in list(self.s.ancestors(i))[:2] if t.upos == "VERB"]
        subjects = [k for v in verbs for k in self.s.children(v.i, "nsubj")]
        return any({"neither", "no"} & set(self.texts[max(0, k.i - 2) : k.i]) for k in subjects)

    def attempted(self, i: int) -> bool:
        """Whether the trigger is only tried, planned, threatened, possible or conditional."""
        words = self.w.attempted
        token = self.tokens[i]
        kids = self.s.children(i)
        texts = {self.texts[k.i] for k in kids}
        if texts & words["adjectives"] or any(
            self.texts[k.i] in words["modals"] and k.dep.startswith("aux") for k in kids
        ):
            return True
        if any(k.dep == "mark" and self.texts[k.i] in ("if", "unless", "lest") for k in kids):
            return True
        if self._infinitive(i):
            return True
        if token.head == ROOT:
            return False
        head = self.tokens[token.head]
        if token.dep == "conj" and self._infinitive(head.i):
            return not any(k.dep in ("aux", "aux:pass", "nsubj", "nsubj:pass") for k in kids)
        if token.dep == "xcomp" and token.xpos in ("VBG", "VB"):
            return self.texts[head.i] in words["verbs"]
        return token.dep in ("acl", "nmod") and token.xpos in ("VBG", "NN") and self.texts[head.i] in words["nouns"]

    def _infinitive(self, i: int) -> bool:
        """A bare "to kill"; "to have killed" and "went on to kill" did happen."""
        kids = self.s.children(i)
        to = [k for k in kids if self.texts[k.i] == "to" and k.i < i and k.dep != "case"]
        if not to or any(self.texts[k.i] in ("have", "has") for k in kids):
            return False
        head = self.tokens[i].head
        if head == ROOT:
            return True
        near = {self.texts[head]} | {self.texts[k.i] for k in self.s.children(head, "amod", "advmod")}
        return not near & self.w.attempted["realised"]

    def cumulative(self, i: int) -> bool:
        """Whether a long period bears on the trigger itself, as opposed to some other word of the sentence."""
        return any(self._bears_on(k, i) for k in self._periods)

    def aside(self, i: int) -> bool:
        """Whether the trigger is dated to an older time: "was killed in 2009"."""
        return any(self._bears_on(k, i) for k in self._asides)

    def natural(self, i: int) -> bool:
        """ "Died in a car crash", "died of cancer"."""
        return any(self._bears_on(k, i) for k in self._causes)

    def summed(self, i: int) -> bool:
        """ "Have been killed": what has come about up to now, on no one day; a war that has cost lives."""
        kids = self.s.children(i)
        perfect = any(k.dep.startswith("aux") and self.texts[k.i] in ("have", "has", "had") for k in kids)
        subjects = {k.lemma for k in kids if k.dep == "nsubj"}
        return perfect or bool(subjects & self.w.long_causes)

    def _bears_on(self, k: int, i: int) -> bool:
        governors = {i, *(t.i for t in self.s.ancestors(i))}
        token = self.tokens[k]
        for _ in range(8):
            if token.head == ROOT:
                return token.i == i
            head = self.tokens[token.head]
            link = token.dep.split(":")[0]
            if head.i in governors and link in _CLAUSE_LINKS:
                return head.i == i or (head.upos in ("VERB", "AUX") and self._same_clause(head.i, i))
            if link not in _INNER_LINKS:
                return False
            token = head
        return False

    def _same_clause(self, top: int, i: int) -> bool:
        """No relative or reporting clause between a verb and the trigger below it."""
        token = self.tokens[i]
        while token.i != top and token.head != ROOT:
            if token.dep.split(":")[0] in ("acl", "ccomp", "parataxis", "advcl", "appos"):
                return False
            token = self.tokens[token.head]
        return True

    def superseded(self) -> bool:
        """Whether the sentence gives what was said earlier."""
        return self._earlier

    def later(self, i: int) -> bool:
        """ "later died", "died of his wounds in hospital"."""
        near = {self.texts[k.i] for k in self.s.children(i, "advmod", "obl")} | set(self.texts[max(0, i - 2) : i + 3])
        return bool(near & self.w.later)
