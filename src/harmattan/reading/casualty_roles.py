"""Finds the words that tell of casualties and, by the parse or the order of words, whom they befell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from harmattan.reading.casualty_groups import Group, Phrases, numbered
from harmattan.reading.casualty_words import CasualtyKind, Word, starts_with
from harmattan.reading.numbers import Quantity
from harmattan.reading.syntax import ROOT

_SUBJECTS = ("nsubj", "csubj")
_SKIPPED = frozenset(
    {"been", "was", "were", "are", "is", "be", "being", "have", "has", "had", "reported", "confirmed", "feared"}
)
_BREAKS = frozenset({",", "and", "with", ";", "-", "–", "—", ":", "but", "of", "were", "was"})
_BE = frozenset({"was", "were", "are", "is"})
_INCLUDED = frozenset({"included", "include", "includes"})
_NEW_CLAUSE = frozenset({"where", "when", "while", "what", "as", "after", "before"})
_TOLL_REACH = 14
_CLOSE = 3
_MOST_LISTED = 6


@dataclass(frozen=True, slots=True)
class Befallen:
    """A trigger with the people it befell."""

    trigger: int
    kind: CasualtyKind
    groups: tuple[Group, ...]
    agent: int | None = None
    shared: bool = False
    """The victims belong to another verb that this one is joined to."""
    toll: bool = False
    own: bool = False
    """The attacker's own death."""
    within: bool = False
    """The trigger only names the people of whom some are meant ("two of the wounded")."""
    revised: bool = False


class Roles:
    """Reads one sentence."""

    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        self.s = phrases.sentence
        self.tokens = phrases.tokens
        self.texts = phrases.texts
        self.w = phrases.words
        self._taken: set[int] = set()

    def all(self) -> list[Befallen]:
        """Every trigger that befell somebody, in text order."""
        found = []
        for i in range(len(self.tokens)):
            if i in self._taken:
                continue
            hit = self._own_life(i) or self._toll(i) or self._life(i) or self._result(i) or self._plain(i)
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
        nominal = token.upos in ("NOUN", "PROPN") or token.xpos in ("NN", "NNS")
        if nominal and token.dep == "compound" and self.texts[token.head] in self.w.nouns:
            return None  # "shooting death"
        if nominal and text in self.w.verbs and text.endswith("ing") and self._number_right(i) is not None:
            return self._verb(i, self.w.verbs[text])  # "an attack killing at least 64"
        if nominal and text in self.w.nouns:
            return self._noun(i, self.w.nouns[text])
        if text in self.w.adjectives and (
            token.upos in ("ADJ", "NOUN", "ADV") or token.dep == "amod" or text not in self.w.verbs
        ):
            return self._adjective(i, self.w.adjectives[text].kind)
        if text in self.w.verbs and (not nominal or token.dep in ("root", "acl", "conj", "parataxis")):
            word = self.w.verbs[text]
            if self._deadly(i):
                word = replace(word, kind="killed")
            if nominal and token.xpos != "VBN" and text.endswith("ing"):
                return None
            return self._verb(i, word)
        return None

    # verbs

    def _deadly(self, i: int) -> bool:
        near = {t.i for t in self.s.children(i, "advmod")} | ({i - 1} if i else set())
        return any(self.texts[k] in self.w.deadly for k in near)

    def _result(self, i: int) -> Befallen | None:
        """ "shot dead", "beaten to death", "gunned down"; between the two may stand who was."""
        text = self.texts[i]
        if text in self.w.result["down"] and "down" in self.texts[i + 1 : i + 2]:
            return self._verb(i, Word("killed", strict=True))
        window = self.texts[i + 1 : i + 9]
        if text in self.w.result["to_death"]:
            for k in range(len(window) - 1):
                if window[k : k + 2] == ("to", "death"):
                    self._taken.add(i + 1 + k + 1)
                    return self._verb(i, Word("killed"))
        if text in self.w.result["dead"] and "dead" in window[:6]:
            k = i + 1 + window.index("dead")
            if (k == i + 1 or self.tokens[k].dep != "amod") and not set(window[: k - i - 1]) & _BREAKS:
                self._taken.add(k)
                return self._verb(i, Word("killed"))
        return None

    def _verb(self, i: int, word: Word) -> Befallen | None:
        groups, shared, active = self._verb_victims(i, word)
        if word.numbered:
            groups = [g for g in groups if g.basis in ("stated", "vague")]
        agent = self._agent(i, active=active and word.victim == "object")
        if agent is not None and any(g.head == agent for g in groups):
            agent = None
        return Befallen(i, word.kind, tuple(groups), agent, shared)

    def _verb_victims(self, i: int, word: Word) -> tuple[list[Group], bool, bool]:
        """The groups, whether they belong to another verb, and whether the verb is active."""
        passive = self.passive(i)
        if word.victim == "object" and not passive:
            for head in self._objects(i):
                return self._groups(head, word), False, True
            right = self._number_right(i)
            if right is not None:
                return self._groups(right, word), False, True
        if word.victim == "object" and not passive:
            after = self._people_right(i)
            if after is None and set(self.texts[i + 1 : i + 2]) & {"and", "or"}:
                after = self._people_right(i + 2)
            if after is not None:
                return self._groups(after, word), False, True
        own = self._own_subject(i)
        left = self._number_left(i)
        if own is not None and left == own:
            return self._listed_left(own, word), False, False
        if own is not None and not (left is not None and self._among(left)):
            return self._agreeing(i, self._groups(own, word)), False, False
        if left is not None:
            return self._listed_left(left, word), False, False
        left = self._people_left(i)
        if left is not None:
            return self._agreeing(i, self._groups(left, word)), False, False
        if word.victim == "object" and not passive and self.tokens[i].xpos not in ("VBN", "VBD"):
            return [], False, True
        inherited = self._inherited_subject(i)
        if inherited is not None:
            return self._groups(inherited, word), True, False
        return [], False, not passive

    def _groups(self, head: int, word: Word) -> list[Group]:
        if self.texts[head] in self.w.relative:
            antecedent = self._antecedent(head)
            if antecedent is None:
                return []
            head = antecedent
        return self.p.groups(head, strict=word.strict)

    def _antecedent(self, i: int) -> int | None:
        """The noun that "who" in a relative clause stands for."""
        for up in self.s.ancestors(i):
            if up.dep.startswith("acl") and up.head != ROOT:
                return up.head
        return None

    def passive(self, i: int) -> bool:
        """Whether a verb form is passive: by its parts, or a participle that modifies a noun."""
        if self.s.children(i, "aux:pass"):
            return True
        if self.s.children(i, "nsubj:pass"):
            return self._number_right(i) is None  # "the blast wounded 30", read as if the blast were wounded
        if self.tokens[i].dep in ("acl", "amod") and self.tokens[i].xpos in ("VBN", "JJ"):
            return not self.s.children(i, "obj")
        return False

    def _objects(self, i: int) -> Iterator[int]:
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

    def _own_subject(self, i: int) -> int | None:
        kids = [t for t in self.s.children(i, *_SUBJECTS) if self.texts[t.i + 1 : t.i + 2] != (":",)]
        kids = [t for t in kids if t.i < i] or kids[:1]
        if kids:
            near = self._people_left(i)
            if near is not None and set(self.texts[kids[-1].i + 1 : near]) & (self.w.reporting | _NEW_CLAUSE):
                return near  # "police say the mayor was killed", read as if the police were
            return kids[-1].i
        token = self.tokens[i]
        if token.dep == "acl" or (token.dep == "acl:relcl" and not kids) or token.dep == "amod":
            return token.head
        return None

    def _inherited_subject(self, i: int) -> int | None:
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
            own = self._own_subject(head.i)
            if own is not None:
                return own
            token = head
        return None

    def _agent(self, i: int, *, active: bool) -> int | None:
        for kid in (t for t in self.s.children(i, "obl") if t.i > i):
            if kid.dep == "obl:agent" or "by" in (self.texts[c.i] for c in self.s.children(kid.i, "case")):
                return kid.i
        if active:
            own = self._own_subject(i)
            found = own if own is not None else self._inherited_subject(i)
            if found is not None and self.texts[found] in self.w.relative:
                return self._antecedent(found)
            return found if found is not None and found < i else None
        return None

    # numbers beside a trigger, where the parse says nothing

    def _number_left(self, i: int) -> int | None:
        """The head of a numbered phrase that ends right before a participle or adjective ("three others wounded")."""
        j = i - 1
        while j >= 0 and (self.tokens[j].upos in ("AUX", "ADV") or self.texts[j] in _SKIPPED):
            if self.texts[j] in self.w.negation:
                return None
            j -= 1
        for q in self.p.counts:
            if q.last - 1 == j or q.noun == j:
                return q.noun if q.noun is not None and q.noun <= j else q.core
        return None

    def _listed_left(self, head: int, word: Word) -> list[Group]:
        """A numbered phrase with those listed before it ("4 adults, 2 children dead")."""
        groups = self._groups(head, word)
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

    def _among(self, head: int) -> bool:
        """ "among the 14 killed"."""
        q = self.p.quantity_at(head)
        return q is not None and "among" in self.texts[max(0, q.first - 2) : q.first]

    def _agreeing(self, i: int, groups: list[Group]) -> list[Group]:
        """Adds whom a plural verb asks for where the parse found one person ("A, 22, and B, 30, were killed")."""
        head = self.tokens[i].head
        governors = [i] if head == ROOT or self.tokens[i].dep not in ("xcomp", "conj") else [i, head]
        verbs = {self.texts[k.i] for g in governors for k in self.s.children(g, "aux", "cop")}
        if not verbs & {"were", "are"} or len(groups) != 1 or groups[0].best != 1 or groups[0].basis == "stated":
            return groups
        while len(groups) < _MOST_LISTED:
            k = min(g.first for g in groups) - 1
            joined = False
            while k > 0 and (
                self.texts[k] in (",", "and", "(", ")") or any(q.first <= k < q.last for q in self.p.ages)
            ):
                joined = joined or self.texts[k] in (",", "and")
                k -= 1
            if not joined or k < 0 or self.tokens[k].upos not in ("NOUN", "PROPN"):
                break
            more = self.p.group(k, strict=True)
            if more is None or more.basis not in ("named", "singular"):
                break
            groups = [more, *groups]
        return groups

    def _people_left(self, i: int) -> int | None:
        """The person whose phrase ends right before a trigger ("Teen fatally shot")."""
        j = i - 1
        while j >= 0 and (self.tokens[j].upos in ("AUX", "ADV") or self.texts[j] in _SKIPPED):
            j -= 1
        if j >= 0 and self.tokens[j].upos in ("NOUN", "PROPN") and self.p.is_person(j, strict=True):
            return j
        return None

    def _people_right(self, i: int) -> int | None:
        """The person whose phrase starts right behind an active verb ("kills boyfriend")."""
        noun = None
        for token in self.tokens[i + 1 : i + 7]:
            if token.upos in ("NOUN", "PROPN"):
                noun = token.i
            elif (
                noun is not None
                or token.upos not in ("DET", "ADJ", "NUM", "PRON")
                or token.xpos in ("PRP", "WP", "WDT")
            ):
                break
        if noun is not None and self.p.is_person(noun, strict=True):
            return noun
        return None

    def _number_right(self, i: int) -> int | None:
        """The head of a numbered phrase right behind an active verb ("killing at least 12")."""
        for q in self.p.counts:
            if i < q.first <= i + 1:
                return q.noun if q.noun is not None else q.core
        return None

    # adjectives

    def _adjective(self, i: int, kind: CasualtyKind) -> Befallen | None:
        token = self.tokens[i]
        if token.dep == "amod" and token.head > i:
            if self.texts[i] in self.w.verbs and not self.p.is_person(token.head, strict=True):
                return None
            return Befallen(i, kind, tuple(self.p.groups(token.head, strict=True)))
        subject = self.s.children(i, *_SUBJECTS)
        if subject and self.s.children(i, "cop", "aux"):
            return Befallen(i, kind, tuple(self._groups(subject[0].i, Word(kind))))
        own = self._own_number(i)
        if own is not None:
            return Befallen(i, kind, tuple(self.p.groups(own)))
        left = self._number_left(i)
        if left is not None:
            return Befallen(i, kind, tuple(self._listed_left(left, Word(kind))))
        partitive = self._partitive_left(i)
        if partitive is not None:
            return Befallen(i, kind, (partitive,), within=True)
        among = self._among_them(i)
        if among:
            return Befallen(i, kind, among, within=True)
        if subject:
            return Befallen(i, kind, tuple(self._groups(subject[0].i, Word(kind))))
        return self._resultative(i, kind)

    def _own_number(self, i: int) -> int | None:
        for q in self.p.counts:
            if q.noun == i:
                return i if self.tokens[i].upos == "NOUN" else q.core
        return None

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
            return Befallen(i, kind, tuple(self._groups(objects[0].i, Word(kind))))
        own = self._own_subject(head.i)
        victim = own if own is not None else self._inherited_subject(head.i)
        return None if victim is None else Befallen(i, kind, tuple(self._groups(victim, Word(kind, strict=True))))

    def _partitive_left(self, i: int) -> Group | None:
        """ "two of the dead"."""
        for q in self.p.counts:
            between = self.texts[q.last : i]
            if q.last < i and between in (("of", "the"), ("of", "those")):
                return numbered(q, q.first, partitive=True)
        return None

    def _among_them(self, i: int) -> tuple[Group, ...]:
        """ "Among the dead were two children", "the dead included a nurse"."""
        listed = self.texts[max(0, i - 1) : i] == ("the",) and set(self.texts[i + 1 : i + 2]) & _INCLUDED
        among = self.texts[max(0, i - 2) : i] == ("among", "the") and set(self.texts[i + 1 : i + 2]) & _BE
        if not listed and not among:
            return ()
        head = self._number_right(i + 1)
        head = self._people_right(i + 1) if head is None else head
        return () if head is None else tuple(replace(g, partitive=True) for g in self.p.groups(head))

    # nouns

    def _noun(self, i: int, word: Word) -> Befallen | None:
        text = self.texts[i]
        if self.texts[i + 1 : i + 2] in (
            ("toll",),
            ("penalty",),
            ("threat",),
            ("threats",),
            ("sentence",),
            ("squad",),
            ("row",),
        ):
            return None
        if word.suffered:
            return self._suffered(i, word)
        partitive = self._partitive_left(i)
        if partitive is not None:
            return Befallen(i, word.kind, (partitive,), within=True)
        among = self._among_them(i)
        if among:
            return Befallen(i, word.kind, among, within=True)
        of = self._of(i, word) if word.of else []
        if of:
            agent = self._agent(i, active=False)
            owners = [t.i for t in self.s.children(i, "nmod:poss")]
            return Befallen(i, word.kind, tuple(of), agent if agent is not None else next(iter(owners), None))
        if word.strict_of:
            return None
        number = self.p.quantity_at(i)
        if number is not None and not word.events and number.kind == "count":
            return self._counted_noun(i, word, number)
        if word.kind == "killed" and not word.found:
            owner = [
                t for t in self.s.children(i, "nmod:poss") if self.p.is_person(t.i, strict=True) or t.upos == "PRON"
            ]
            if owner:
                return Befallen(i, word.kind, tuple(self.p.groups(owner[0].i, strict=True)))
        if text in ("casualties", "fatalities", "deaths") or (word.found and text != "body" and self._is_found(i)):
            group = self.p.group(i)
            bare = Group(i, i, i + 1, self.w.plural_low, self.w.plural_best, None, "plural")
            return Befallen(i, word.kind, (replace(group or bare, noun=None, lemma=None),))
        return None

    def _counted_noun(self, i: int, word: Word, q: Quantity) -> Befallen | None:
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

    def _of(self, i: int, word: Word) -> list[Group]:
        for kid in self.s.children(i, "nmod"):
            if "of" in (self.texts[c.i] for c in self.s.children(kid.i, "case")):
                strict = word.strict or word.found or word.strict_of
                return self.p.groups(kid.i, strict=strict)
        if self.texts[i + 1 : i + 2] == ("of",):
            right = self._number_right(i + 1)
            right = self._people_right(i + 1) if right is None else right
            return [] if right is None else self.p.groups(right, strict=word.strict or word.found or word.strict_of)
        return []

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
            return self._counted_noun(i, word, number)
        if number is not None and self.texts[i] == "injuries" and not set(around) & self.w.suffer:
            return self._counted_noun(i, word, number)
        verb = next((up for up in list(self.s.ancestors(i))[:3] if up.upos == "VERB"), None)
        if verb is None or (self.texts[verb.i] not in self.w.suffer and "with" not in around):
            return None
        bearer = self.tokens[i].head
        objects = self.s.children(verb.i, "obj")
        own = self._own_subject(verb.i)
        if self.tokens[i].dep == "nmod" and self.p.is_person(bearer, strict=True):
            head: int | None = bearer
        elif objects and self.texts[verb.i] not in self.w.suffer:
            head = objects[0].i
        else:
            head = own if own is not None else self._inherited_subject(verb.i)
        return None if head is None else Befallen(i, word.kind, tuple(self._groups(head, Word(word.kind, strict=True))))

    # fixed wordings

    def _life(self, i: int) -> Befallen | None:
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
            groups, shared, _ = self._verb_victims(verb, Word("killed", "subject"))
            return Befallen(i, "killed", tuple(groups), None, shared)
        if number is not None:
            group = replace(numbered(number, i), last=i + 1)
            return Befallen(i, "killed", (group,), self._agent(verb, active=True))
        if "own" in self.texts[verb:i]:
            return Befallen(i, "killed", (Group(verb, verb, i + 1, 1, 1, 1, "pronoun"),))
        groups = self._of(i, Word("killed"))
        return Befallen(i, "killed", tuple(groups), self._agent(verb, active=True))

    def _own_life(self, i: int) -> Befallen | None:
        """ "turned the gun on himself", "blew herself up"."""
        length = starts_with(self.w.own_life, self.texts, i)
        if not length:
            return None
        self._taken.update(range(i, i + length))
        return Befallen(i, "killed", (Group(i, i, i + length, 1, 1, 1, "pronoun"),), own=True)

    def _toll(self, i: int) -> Befallen | None:
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
