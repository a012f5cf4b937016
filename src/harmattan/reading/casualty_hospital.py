"""Who was hurt, as told by the hospital: "in critical condition", "sent four people to the hospital"."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_befallen import Befallen
from harmattan.reading.casualty_clauses import Clauses
from harmattan.reading.casualty_groups import Group
from harmattan.reading.casualty_words import CasualtyKind

_STATED = ("stated", "vague", "singular", "named")
_REACH = 4
_LINKS = frozenset({"in", "at", "to"})


class Hospital(Clauses):
    """Reads the hospitals and conditions of one sentence."""

    def befallen(self, i: int) -> Befallen | None:
        """Whom "condition" or "hospital" at token ``i`` tells of: hurt when in a condition, else not known to live."""
        words, text = self.w.hospital, self.texts[i]
        if text in words["conditions"]:
            grave = set(self.texts[max(0, i - _REACH) : i]) & words["grades"]
            before = self.texts[max(0, i - _REACH - 2) : i]
            if not grave or "in" not in before:
                return None
            return self._of("casualties" if "had" in before else "injured", i)  # who "had been" so may be dead by now
        if text in words["houses"]:
            return self._of("casualties", i)
        return None

    def _of(self, kind: CasualtyKind, i: int) -> Befallen | None:
        groups = [g for g in self._patients(i) if g.basis in _STATED and g.best and g.lemma not in self.w.attackers]
        # Conditions are told of some of the hurt, whose number stands elsewhere if anywhere.
        groups = [replace(g, partitive=g.basis in ("stated", "vague")) for g in groups]
        return Befallen(i, kind, tuple(groups)) if groups else None

    def _patients(self, i: int) -> list[Group]:
        """The people of the phrase that the condition or hospital belongs to, or of its verb."""
        k = i - 1
        while k > 0 and self.texts[k] not in _LINKS and i - k <= _REACH:
            k -= 1
        before = self.number_left(k) if self.texts[k] in _LINKS else None
        if before is not None:
            return self.p.groups(before, strict=True)
        own = self.s.children(i, "nsubj")
        if own and self.s.children(i, "cop"):
            return self.p.groups(own[0].i, strict=True)
        head = self.tokens[i].head
        if head < 0 or self.tokens[i].dep.split(":")[0] not in ("obl", "nmod", "advmod"):
            return []
        if self.tokens[head].upos not in ("VERB", "AUX"):
            left = any(t.i < head and self.texts[t.i] in self.w.leave for t in self.s.ancestors(head))
            return self.p.groups(head, strict=True) if left and head < i else []
        if self.texts[head] not in self.w.hospital["verbs"] or self._died(head):
            return []
        objects = [t.i for t in self.s.children(head, "obj") if head < t.i < i]
        if objects and not self.passive(head):
            return self.p.groups(objects[0], strict=True)
        subject = self.own_subject(head)
        found = subject if subject is not None else self.inherited_subject(head)
        if found is None or not (self.passive(head) or self.texts[head] in self.w.hospital["being"]):
            return []
        return self.p.groups(found, strict=True)

    def _died(self, verb: int) -> bool:
        """ "Was taken to hospital, where he died": the dead are counted by the other verb."""
        found = (
            self.w.verbs.get(self.texts[k.i]) or self.w.adjectives.get(self.texts[k.i]) for k in self.s.subtree(verb)
        )
        return any(word is not None and word.kind == "killed" for word in found)
