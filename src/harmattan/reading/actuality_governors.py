"""What governs a trigger: plans, fears, attempts, denials, and the mood of the clauses above it."""

from __future__ import annotations

from collections.abc import Iterator

from harmattan.reading.actuality_reading import ActualityReading
from harmattan.reading.actuality_words import actuality_words
from harmattan.reading.assertion_words import speech_words
from harmattan.reading.cues import NOMINAL, cue, is_negated, path_up
from harmattan.reading.syntax import Sentence, Token

_GOVERNING_CASES = frozenset({"of", "about", "against", "for", "from", "to", "on", "at", "into", "that"})
_PRESUPPOSING = frozenset({
    "after", "since", "following", "despite", "during", "because", "when", "as", "while", "amid", "before", "in", "by",
    "until", "although", "though", "whereas",
})  # fmt: skip
_DEFINITE = frozenset({"the", "this", "these", "that", "those", "its", "their", "his", "her", "last", "latest"})
_CLAUSES = frozenset({"xcomp", "ccomp", "csubj", "acl", "advcl"})


def governed(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """Readings from the words above token ``trigger``, nearest first."""
    token = sentence.tokens[trigger]
    known = token.upos in NOMINAL and is_definite(sentence, token)
    linked = True
    for node, head in path_up(sentence, trigger):
        yield from _by_governor(sentence, node, head, linked)
        linked = linked and node.dep.split(":")[0] not in {"advcl", "ccomp", "parataxis", "acl", "csubj"}
        if _starts_own_world(sentence, node, head):
            yield from _conditional(sentence, node)
            return
        if _shares_mood(sentence, node, head) and not (known and node.i != trigger):
            yield from _mood(sentence, head)


def _mood(sentence: Sentence, verb: Token) -> Iterator[ActualityReading]:
    from harmattan.reading.actuality import clause_mood

    yield from clause_mood(sentence, verb)


def _conditional(sentence: Sentence, node: Token) -> Iterator[ActualityReading]:
    for kid in sentence.children(node.i, "mark"):
        if kid.text.lower() in actuality_words()["conditional"]:
            yield ActualityReading("feared", True, "conditional", cue(sentence, kid.i))


def is_definite(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun points at something that the reader is taken to know."""
    for kid in sentence.children(noun.i, "det", "nmod:poss"):
        if kid.dep == "nmod:poss" or kid.text.lower() in _DEFINITE:
            return True
    return False


def _marks(sentence: Sentence, node: Token) -> frozenset[str]:
    return frozenset(kid.text.lower() for kid in sentence.children(node.i, "case", "mark"))


def _starts_own_world(sentence: Sentence, node: Token, head: Token) -> bool:
    """Whether nothing above ``node`` bears on it: a relative clause, "after ...", "the attack" as a topic."""
    words = actuality_words()
    if node.dep in {"acl:relcl", "parataxis"}:
        return True
    marks = _marks(sentence, node)
    if marks & _PRESUPPOSING and not marks & {"if"} and node.dep.split(":")[0] in {"advcl", "obl", "nmod"}:
        return True
    if node.dep == "conj":
        finite = node.xpos in {"VBD", "VBZ", "VBP"}
        return finite and head.xpos in {"VB", "VBG"}
    if node.upos in NOMINAL and head.upos == "VERB" and is_definite(sentence, node):
        return head.lemma not in words["light_verbs"] and node.dep.split(":")[0] in {"obj", "obl", "nsubj", "iobj"}
    return False


def _shares_mood(sentence: Sentence, node: Token, head: Token) -> bool:
    """Whether the tense and mood of ``head`` are those of ``node``."""
    words = actuality_words()
    dep = node.dep.split(":")[0]
    if dep == "conj":
        own = sentence.children(node.i, "nsubj", "aux", "mark")
        return not own and node.upos == head.upos and node.xpos not in {"VBD"}
    if node.upos in NOMINAL and head.upos == "VERB":
        if dep == "obj" or node.dep == "nsubj:pass":
            return head.lemma in words["light_verbs"] or not is_definite(sentence, node)
        if dep == "nsubj":
            return head.lemma in words["takes_place"] or not is_definite(sentence, node)
        return dep == "obl" and not is_definite(sentence, node)
    return dep == "xcomp"


def _by_governor(sentence: Sentence, node: Token, head: Token, linked: bool) -> Iterator[ActualityReading]:
    negated = is_negated(sentence, head.i) is not None
    kind = _governor_kind(sentence, node, head)
    infinitive = _is_infinitive(sentence, node)
    mark = cue(sentence, head.i)
    if kind == "prevented":
        if not negated:
            yield ActualityReading("denied", True, "denied" if _is_denial(head) else "foiled", mark)
        return
    if negated and linked and _negation_reaches(sentence, node, head):
        yield ActualityReading("denied", True, "negated", mark)
        return
    if kind == "feared":
        yield ActualityReading("feared", True, "fear", mark)
    elif kind == "attempt":
        yield ActualityReading("planned", True, "attempt", mark)
    elif kind == "planned":
        yield ActualityReading("planned", True, "plan", mark)
    elif infinitive and head.lemma not in actuality_words()["implicative"] and node.dep.split(":")[0] in _CLAUSES:
        yield ActualityReading("planned", True, "purpose", mark)


def _is_denial(head: Token) -> bool:
    return speech_words().verbs.get(head.lemma) == "deny" or speech_words().nouns.get(head.lemma) == "deny"


def _is_infinitive(sentence: Sentence, node: Token) -> bool:
    """A bare infinitive after "to"; "to have killed" has happened."""
    if node.upos not in {"VERB", "AUX"}:
        return False
    kids = sentence.children(node.i, "mark", "aux")
    if any(kid.lemma == "have" for kid in kids):
        return False
    return any(kid.text.lower() == "to" and kid.dep == "mark" for kid in kids)


def _governor_kind(sentence: Sentence, node: Token, head: Token) -> str | None:
    """Which list of actuality.yaml ``head`` governs ``node`` by, if it does."""
    words = actuality_words()
    dep = node.dep.split(":")[0]
    if node.dep == "acl:relcl":
        return None
    if dep == "nsubj" and head.upos == "ADJ":
        # "An attack is imminent": the predicate says that it has not come.
        certain = words["feared_adjectives"] - words["feared_adjectives_weak"]
        return "feared" if head.lemma in certain else None
    if dep == "obj" or node.dep in {"nsubj:pass", "csubj:pass"} or (node.dep == "acl" and node.upos in NOMINAL):
        return _object_kind(sentence, node, head)
    marks = _marks(sentence, node)
    if not _can_be_governed(sentence, node, head, marks):
        return None
    if head.lemma == "rule":
        return "prevented" if _has_particle(sentence, head, "out") else None
    if head.lemma in words["implicative"] and _is_infinitive(sentence, node):
        return None
    prepositional = dep in {"obl", "nmod"} and head.upos == "VERB"
    for name in ("prevented", "attempt", "feared", "planned"):
        if head.lemma not in words[name] or (name == "attempt" and prepositional):
            continue
        if name == "prevented" and not _is_prevented(node, head, marks, prepositional):
            continue
        return name
    return None


def _can_be_governed(sentence: Sentence, node: Token, head: Token, marks: frozenset[str]) -> bool:
    """Whether the relation between the two is one through which a word of planning or fearing works."""
    words = actuality_words()
    dep = node.dep.split(":")[0]
    infinitive = _is_infinitive(sentence, node)
    if dep not in {"xcomp", "ccomp", "csubj", "acl", "advcl", "obl", "nmod"}:
        return False
    if dep in {"obl", "nmod"} and (not marks & _GOVERNING_CASES or (dep == "obl" and node.i < head.i)):
        return False
    if dep == "advcl" and (marks & _PRESUPPOSING or not (marks or infinitive)):
        return False
    if head.lemma in words["only_infinitive"] and not infinitive:
        return False
    allowed = words.only_with.get(head.lemma)
    return head.lemma == "rule" or allowed is None or bool(marks & allowed)


def _is_prevented(node: Token, head: Token, marks: frozenset[str], prepositional: bool) -> bool:
    words = actuality_words()
    if node.lemma in words["involvement"] or (prepositional and "from" not in marks):
        return False
    if head.upos in NOMINAL and head.lemma not in words["prevented_nouns"]:
        return False
    return node.dep != "advcl" or bool(marks & {"from", "to"})


def _object_kind(sentence: Sentence, node: Token, head: Token) -> str | None:
    words = actuality_words()
    if node.lemma in words["involvement"]:
        return None
    if head.lemma == "rule" and not _has_particle(sentence, head, "out"):
        return None
    for name in ("prevented", "feared", "planned"):
        if head.lemma in words[f"{name}_with_object"]:
            if head.lemma in words["planned_with_object"] and is_definite(sentence, node) and head.xpos != "VB":
                continue
            return name
    return None


def _has_particle(sentence: Sentence, verb: Token, particle: str) -> bool:
    after = sentence.tokens[verb.i + 1].text.lower() if verb.i + 1 < len(sentence.tokens) else ""
    return after == particle or any(
        kid.text.lower() == particle for kid in sentence.children(verb.i, "compound:prt", "advmod")
    )


def _negation_reaches(sentence: Sentence, node: Token, head: Token) -> bool:
    """Whether "not" above denies what stands below: "did not launch any attack", "no reports of attacks"."""
    dep = node.dep.split(":")[0]
    words = actuality_words()
    if head.upos in NOMINAL:
        own = any(kid.text.lower() == "no" for kid in sentence.children(head.i, "det"))
        return own and node.dep in {"nmod", "acl", "compound"} and not is_definite(sentence, node)
    if dep not in {"obj", "xcomp", "nsubj"} or (
        dep == "nsubj" and node.dep != "nsubj:pass" and head.lemma not in words["takes_place"]
    ):
        return False
    if (
        node.upos in NOMINAL
        and is_definite(sentence, node)
        and head.lemma not in words["light_verbs"] | words["takes_place"]
    ):
        return False
    speech = speech_words().verbs.get(head.lemma)
    return speech is None or head.lemma == "report"
