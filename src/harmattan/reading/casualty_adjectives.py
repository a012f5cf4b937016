"""Whom an adjective describes: "dead", "missing", "two of the wounded"."""

from __future__ import annotations

from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_clauses import SUBJECTS, Clauses
from harmattan.reading.casualty_words import CasualtyKind, Word
from harmattan.reading.syntax import ROOT


class Adjectives(Clauses):
    """Reads the adjectives of one sentence."""

    def befallen(self, i: int, kind: CasualtyKind) -> Befallen | None:
        """Whom an adjective describes."""
        token = self.tokens[i]
        if token.dep == "amod" and token.head > i and "," not in self.texts[i : token.head]:
            if self.texts[i] in self.w.verbs and not self.p.is_person(token.head, strict=True):
                return None
            return Befallen(i, kind, tuple(self.p.groups(token.head, strict=True)))
        subject = self.s.children(i, *SUBJECTS)
        if subject and self.s.children(i, "cop", "aux"):
            return Befallen(i, kind, tuple(self.victims_at(subject[0].i, Word(kind))))
        own = self._own_number(i)
        if own is not None:
            return Befallen(i, kind, tuple(self.p.groups(own)))
        left = self.number_left(i)
        if left is not None:
            return Befallen(i, kind, tuple(self.listed_left(left, Word(kind))))
        partitive = self.partitive_left(i)
        if partitive is not None:
            return Befallen(i, kind, (partitive,), within=True)
        among = self.among_them(i)
        if among:
            return Befallen(i, kind, among, within=True)
        if subject:
            return Befallen(i, kind, tuple(self.victims_at(subject[0].i, Word(kind))))
        if token.dep == "amod":
            return self._left_so(i, kind)
        return self._resultative(i, kind)

    def _own_number(self, i: int) -> int | None:
        for q in self.p.counts:
            if q.noun == i:
                return i if self.tokens[i].upos == "NOUN" else q.core
        return None

    def _left_so(self, i: int, kind: CasualtyKind) -> Befallen | None:
        """ "left Ana Bel, 21, and Cai Dor, 22, dead", read as if only the last were dead."""
        verb = next((t for t in self.s.ancestors(i) if t.upos == "VERB"), None)
        if verb is None or self.texts[verb.i] not in self.w.leave:
            return None
        victim = next((t.i for t in self.s.children(verb.i, "obj") if verb.i < t.i < i), None)
        return None if victim is None else Befallen(i, kind, tuple(self.p.groups(victim, strict=True)))

    def _resultative(self, i: int, kind: CasualtyKind) -> Befallen | None:
        """ "left the mayor dead", "was found dead", "was pronounced dead"."""
        token = self.tokens[i]
        if token.head == ROOT or token.dep.split(":")[0] not in (
            "xcomp",
            "conj",
            "advcl",
            "obj",
            "ccomp",
            "obl",
            "acl",
            "dep",
        ):
            return None
        head = self.tokens[token.head]
        if token.dep == "acl":
            return Befallen(i, kind, tuple(self.p.groups(head.i, strict=True)))
        if self.texts[head.i] not in self.w.leave:
            return None
        objects = [t for t in self.s.children(head.i, "obj") if t.i != i]
        if objects:
            return Befallen(i, kind, tuple(self.victims_at(objects[0].i, Word(kind))))
        own = self.own_subject(head.i)
        victim = own if own is not None else self.inherited_subject(head.i)
        return None if victim is None else Befallen(i, kind, tuple(self.victims_at(victim, Word(kind, strict=True))))
