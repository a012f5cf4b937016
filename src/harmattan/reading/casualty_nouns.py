"""Whose deaths or wounds a noun names: "the death of", "12 civilian deaths", "minor injuries"."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_clauses import Clauses
from harmattan.reading.casualty_groups import Group, numbered
from harmattan.reading.casualty_words import Word
from harmattan.reading.numbers import Quantity

_NO_DEATH = frozenset({"toll", "penalty", "threat", "threats", "sentence", "squad", "row"})
"""After "death" they make a noun that befalls nobody."""


class Nouns(Clauses):
    """Reads the nouns of one sentence."""

    def befallen(self, i: int, word: Word) -> Befallen | None:
        """Whose deaths or wounds a noun names."""
        if set(self.texts[i + 1 : i + 2]) & _NO_DEATH:
            return None
        if word.suffered:
            return self._suffered(i, word)
        if word.events and word.kind == "casualties" and self._is_deadly(i):
            word = replace(word, kind="killed")
        partitive = self.partitive_left(i)
        if partitive is not None:
            return Befallen(i, word.kind, (partitive,), within=True)
        among = self.among_them(i)
        if among:
            return Befallen(i, word.kind, among, within=True)
        of = self.behind_of(i, word) if word.of else []
        if of:
            agent = self.agent(i, active=False)
            owners = [t.i for t in self.s.children(i, "nmod:poss")]
            return Befallen(i, word.kind, tuple(of), agent if agent is not None else next(iter(owners), None))
        if word.strict_of:
            return None
        multiple = self._multiple(i) if word.events and word.kind in ("killed", "casualties") else None
        if multiple is not None:
            return Befallen(i, word.kind, (multiple,))
        return self._owned(i, word)

    def _owned(self, i: int, word: Word) -> Befallen | None:
        """Whose deaths a noun without "of" names: by number, owner, or alone."""
        number = self.p.quantity_at(i)
        if number is not None and not word.events and number.kind == "count":
            return self._counted(i, word, number)
        if word.kind == "killed" and not word.found:
            owner = [
                t for t in self.s.children(i, "nmod:poss") if self.p.is_person(t.i, strict=True) or t.upos == "PRON"
            ]
            if owner:
                return Befallen(i, word.kind, tuple(self.p.groups(owner[0].i, strict=True)))
        if self.texts[i] in ("casualties", "fatalities", "deaths") or (
            word.found and self.texts[i] != "body" and self._is_found(i)
        ):
            group = self.p.group(i)
            bare = Group(i, i, i + 1, self.w.plural_low, self.w.plural_best, None, "plural")
            return Befallen(i, word.kind, (replace(group or bare, noun=None, lemma=None),))
        return None

    def _is_deadly(self, i: int) -> bool:
        """ "The fatal shooting of two men"."""
        return any(t in self.w.deadly_adjectives for t in self.texts[max(0, i - 2) : i])

    def _multiple(self, i: int) -> Group | None:
        """ "A triple murder", "a double fatal shooting": so many people."""
        for k in (i - 1, i - 2):
            if k >= 0 and self.texts[k] in self.w.multiples:
                n = self.w.multiples[self.texts[k]]
                return Group(i, k, i + 1, n, n, n, "stated")
        return None

    def _counted(self, i: int, word: Word, q: Quantity) -> Befallen | None:
        """ "12 deaths", "12 civilian deaths", "three bodies were found"."""
        if word.found and not (self._is_found(i) or len(self.tokens) < 12):
            return None
        group = replace(
            numbered(q, i),
            last=i + 1,
            definite="the" in self.texts[max(0, q.first - 1) : i],
            additional=any(t in self.w.additional for t in self.texts[q.first : i]),
        )
        for kid in self.s.children(i, "compound", "amod"):
            if kid.lemma in self.w.people:
                group = replace(group, noun=kid.i, lemma=kid.lemma)
        return Befallen(i, word.kind, (group,))

    def _is_found(self, i: int) -> bool:
        near = [*self.s.ancestors(i)][:2] + self.s.children(i)
        return any(self.texts[t.i] in self.w.found for t in near)

    def _suffered(self, i: int, word: Word) -> Befallen | None:
        """ "The driver suffered minor injuries", "no injuries", "12 injuries"."""
        around = self.texts[max(0, i - 6) : i]
        if set(around) & self.w.not_wounds:
            return None
        number = self.p.quantity_at(i)
        if number is not None and number.best == 0:
            return self._counted(i, word, number)
        if number is not None and self.texts[i] == "injuries" and not set(around) & self.w.suffer:
            return self._counted(i, word, number)
        verb = next((up for up in list(self.s.ancestors(i))[:3] if up.upos == "VERB"), None)
        if verb is not None and self.texts[verb.i] in self.w.not_suffered:
            return None
        if self._is_deadly(i):
            word = replace(word, kind="killed")
        if verb is None or (self.texts[verb.i] not in self.w.suffer and "with" not in around):
            return None
        if any(self.texts[t.i] in self.w.come_upon for t in self.s.ancestors(i)):
            word = replace(word, kind="casualties")  # "found three people with gunshot wounds": they may have died
        bearer = self.tokens[i].head
        objects = self.s.children(verb.i, "obj")
        own = self.own_subject(verb.i)
        if self.tokens[i].dep == "nmod" and self.p.is_person(bearer, strict=True):
            head: int | None = bearer
        elif objects and self.texts[verb.i] not in self.w.suffer:
            head = objects[0].i
        else:
            head = own if own is not None else self.inherited_subject(verb.i)
        if head is None:
            return None
        groups = tuple(self.victims_at(head, Word(word.kind, strict=True)))
        if word.kind == "injured" and self.texts[i] in self.w.open_wounds and all(_known(g) for g in groups):
            word = replace(word, kind="casualties")  # "all three had suffered gunshot wounds": they may be the dead
        return Befallen(i, word.kind, groups)


def _known(group: Group) -> bool:
    return group.definite and not group.additional
