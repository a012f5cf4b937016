"""Who stands where in the clause of a casualty word, by the parse."""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.reading.casualty_groups import Group
from harmattan.reading.casualty_neighbours import Neighbours
from harmattan.reading.casualty_words import Word
from harmattan.reading.syntax import ROOT

SUBJECTS = ("nsubj", "csubj")
_NEW_CLAUSE = frozenset({"where", "when", "while", "what", "as", "after", "before"})


class Clauses(Neighbours):
    """Reads the clauses of one sentence."""

    def passive(self, i: int) -> bool:
        """Whether a verb form is passive: by its parts, or a participle that modifies a noun."""
        if self.s.children(i, "aux:pass"):
            return True
        if self.s.children(i, "nsubj:pass"):
            return self.number_right(i) is None  # "the blast wounded 30", read as if the blast were wounded
        if self.tokens[i].dep in ("acl", "amod") and self.tokens[i].xpos in ("VBN", "JJ"):
            return not self.s.children(i, "obj")
        return False

    def objects(self, i: int) -> Iterator[int]:
        """The objects of a verb, its own first, then those of a verb that it is joined to."""
        for kid in self.s.children(i, "obj", "iobj"):
            yield kid.i
        partners = [t.i for t in self.s.children(i, "conj") if t.upos == "VERB"]
        if self.tokens[i].dep == "conj" and self.tokens[self.tokens[i].head].upos == "VERB":
            partners.append(self.tokens[i].head)
        for partner in partners:
            if abs(partner - i) <= 3:
                for kid in self.s.children(partner, "obj"):
                    if kid.i > max(i, partner):
                        yield kid.i

    def own_subject(self, i: int) -> int | None:
        """The subject of a verb, or the noun that its participle or relative clause modifies."""
        kids = [t for t in self.s.children(i, *SUBJECTS) if self.texts[t.i + 1 : t.i + 2] != (":",)]
        kids = [t for t in kids if t.i < i] or kids[:1]
        if kids:
            near = self.people_left(i)
            if near is not None and set(self.texts[kids[-1].i + 1 : near]) & (self.w.reporting | _NEW_CLAUSE):
                return near  # "police say the mayor was killed", read as if the police were
            return kids[-1].i
        token = self.tokens[i]
        if token.dep == "conj":
            between = [t.i for t in self.s.children(token.head, *SUBJECTS) if token.head < t.i < i]
            if between:
                return between[-1]  # "five were hurt and the mayor was killed", read as if the mayor were hurt
        if token.dep == "acl" or (token.dep == "acl:relcl" and not kids) or token.dep == "amod":
            return token.head
        return None

    def inherited_subject(self, i: int) -> int | None:
        """The subject of the verb that this one is joined to or depends on."""
        token = self.tokens[i]
        for _ in range(4):
            if token.head == ROOT or token.dep.split(":")[0] not in ("conj", "xcomp", "advcl", "ccomp", "parataxis"):
                return None
            if (
                token.dep.split(":")[0] in ("ccomp", "parataxis", "advcl")
                and not self.passive(i)
                and token.xpos != "VBG"
            ):
                return None
            head = self.tokens[token.head]
            if token.dep == "xcomp":
                for kid in self.s.children(head.i, "obj"):
                    return kid.i
            own = self.own_subject(head.i)
            if own is not None:
                return own
            token = head
        return None

    def antecedent(self, i: int) -> int | None:
        """The noun that "who" in a relative clause stands for."""
        for up in self.s.ancestors(i):
            if up.dep.startswith("acl") and up.head != ROOT:
                return up.head
        return None

    def agent(self, i: int, *, active: bool) -> int | None:
        """Who did it: behind "by", else the subject of an active verb."""
        for kid in (t for t in self.s.children(i, "obl") if t.i > i):
            if kid.dep == "obl:agent" or "by" in (self.texts[c.i] for c in self.s.children(kid.i, "case")):
                return kid.i
        if active:
            own = self.own_subject(i)
            found = own if own is not None else self.inherited_subject(i)
            if found is not None and self.texts[found] in self.w.relative:
                return self.antecedent(found)
            return found if found is not None and found < i else None
        return None

    def victims_at(self, head: int, word: Word) -> list[Group]:
        """The people of a phrase; a relative pronoun stands for its noun."""
        if self.texts[head] in self.w.relative:
            antecedent = self.antecedent(head)
            if antecedent is None:
                return []
            head = antecedent
        return self.p.groups(head, strict=word.strict)

    def listed_left(self, head: int, word: Word) -> list[Group]:
        """A numbered phrase with those listed before it ("4 adults, 2 children dead")."""
        groups = self.victims_at(head, word)
        while groups:
            first = min(g.first for g in groups)
            comma = first - 1
            if comma < 1 or self.texts[comma] not in (",", "and"):
                break
            end = comma - 1 if self.texts[comma - 1] == "," else comma
            more = self.p.group(end - 1, strict=True) if self.tokens[end - 1].upos in ("NOUN", "PROPN") else None
            if more is None or more.basis not in ("stated", "vague", "singular") or groups[0].noun is None:
                break
            groups = [more, *groups]
        return groups

    def behind_of(self, i: int, word: Word) -> list[Group]:
        """The people behind the "of" of a noun."""
        for kid in self.s.children(i, "nmod"):
            if "of" in (self.texts[c.i] for c in self.s.children(kid.i, "case")):
                strict = word.strict or word.found or word.strict_of
                return self.p.groups(kid.i, strict=strict)
        if self.texts[i + 1 : i + 2] == ("of",):
            right = self.number_right(i + 1)
            right = self.people_right(i + 1) if right is None else right
            return [] if right is None else self.p.groups(right, strict=word.strict or word.found or word.strict_of)
        return []
