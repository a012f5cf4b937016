"""Who does what to whom, by the parse: the head tokens of a trigger's agents and patients.

Works on Universal Dependencies. Every rule has a fallback through the neighbouring verb (coordination, control,
participles), since reports say the subject once and hang several events on it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.event_typing import act_group
from harmattan.reading.lexicon import Entry, lexicon, noun_class
from harmattan.reading.syntax import ROOT, Sentence, Token

_RELATIVE = frozenset({"who", "that", "which", "whom"})
_BESIDE = frozenset({"near", "outside", "beside", "next", "under", "inside", "in"})
_CONJUNCTIONS = frozenset({"as", "while", "when", "after", "before"})
_ONTO = frozenset({"on", "against", "at", "upon", "into", "toward", "towards", "with"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Head tokens in the trigger's sentence; ``both`` marks a reciprocal event without direction."""

    agents: tuple[int, ...] = ()
    patients: tuple[int, ...] = ()
    both: bool = False
    seen: tuple[int, ...] = field(default=(), compare=False)
    """Those of them that only the network sees."""


def arguments_of(sentence: Sentence, i: int, entry: Entry) -> Arguments:
    """The arguments of the trigger at token ``i`` that was recognised by ``entry``."""
    if entry.form == "verb":
        found = _verb(sentence, i, entry)
    elif entry.form == "noun":
        found = _noun(sentence, i, entry)
    else:
        found = Arguments((), tuple(_stated(sentence, i)))
    agents = _expand(sentence, found.agents)
    patients = _expand(sentence, found.patients)
    if entry.reverse:
        agents, patients = patients, agents
    if entry.swap:
        agents, patients = (), agents + patients
    if found.both and len(agents) > 1:
        agents, patients = agents[:1], (*agents[1:], *patients)
    return Arguments(agents, tuple(p for p in patients if p not in agents), found.both)


def is_passive(sentence: Sentence, i: int) -> bool:
    """Whether the verb at ``i`` is in the passive, bare participles after a noun included."""
    token = sentence.tokens[i]
    if sentence.children(i, "nsubj:pass", "aux:pass") or any(k.dep == "obl:agent" for k in sentence.children(i)):
        return True
    if token.xpos != "VBN" or sentence.children(i, "obj") or _has_aux(sentence, i):
        return False
    if token.dep == "acl":
        return True
    if token.dep == "xcomp" and token.head != ROOT and sentence.tokens[token.head].lemma in lexicon().result:
        return True  # "left one policeman injured"
    if token.dep == "conj" and token.head != ROOT and not sentence.children(i, "nsubj"):
        return is_passive(sentence, token.head)
    return token.dep in ("root", "parataxis") and bool(sentence.children(i, "nsubj")) and token.xpos == "VBN"


def _has_aux(sentence: Sentence, i: int) -> bool:
    return any(k.lemma == "have" for k in sentence.children(i, "aux"))


def _verb(sentence: Sentence, i: int, entry: Entry) -> Arguments:
    passive = is_passive(sentence, i)
    subjects = _subjects(sentence, i)
    objects = [k.i for k in sentence.children(i, "obj", "iobj")]
    # A bare noun phrase that the parser took for an adverbial is an object, unless it is a time.
    objects += [k.i for k in sentence.children(i, "obl") if not _case(sentence, k.i) and _is_bare_object(sentence, k)]
    by = [
        k.i for k in sentence.children(i, "obl") if k.dep == "obl:agent" or (passive and _case(sentence, k.i) == "by")
    ]
    onto = [k.i for k in sentence.children(i, "obl") if _case(sentence, k.i) in _ONTO | _other_side(entry)]
    if entry.act in act_group("remote"):
        onto += [k.i for k in sentence.children(i, "obl") if _case(sentence, k.i) in _BESIDE]
    if passive:
        return Arguments(tuple(by or _claimed_by(sentence, i)), (*(subjects or objects), *onto))
    both = entry.both
    return Arguments(tuple(subjects), tuple(objects + onto), both)


def subjects_of(sentence: Sentence, i: int) -> list[int]:
    """Head tokens of a predicate's subject, its own or shared with the one that governs it."""
    return _subjects(sentence, i)


def _stated(sentence: Sentence, i: int) -> list[int]:
    """Of whom an adjective is said: of the object in "shot X dead", "shot dead X", else of the subject."""
    token = sentence.tokens[i]
    if token.head != ROOT and token.dep in ("xcomp", "advmod", "amod", "acl", "compound:prt"):
        verb = sentence.tokens[token.head]
        objects = [k.i for k in sentence.children(verb.i, "obj")]
        if verb.upos == "VERB" and objects and not is_passive(sentence, verb.i):
            return objects
    return _subjects(sentence, i)


def _after_conjunction(sentence: Sentence, i: int) -> list[int]:
    """ "... as rebels attacked": where the parser took the conjunction for a preposition, its noun is the subject."""
    token = sentence.tokens[i]
    if token.xpos not in ("VBD", "VBZ", "VBP") or token.head == ROOT or token.head > i:
        return []
    between = sentence.tokens[token.head + 1 : i]
    nouns = [t.i for t in between if t.dep.startswith(("obl", "nmod")) and _case(sentence, t.i) in _CONJUNCTIONS]
    return nouns[-1:]


def _claimed_by(sentence: Sentence, i: int) -> list[int]:
    """ "..., a bombing claimed by X": who is named as the author of what the sentence tells."""
    verbs = lexicon().claiming
    found = [
        k.i
        for t in sentence.tokens
        if t.lemma in verbs and t.xpos in ("VBN", "VBD") and t.i != i and t.dep.startswith("acl")
        for k in sentence.children(t.i, "obl")
        if _case(sentence, k.i) == "by"
    ]
    return found if len(found) == 1 else []


def _is_bare_object(sentence: Sentence, token: Token) -> bool:
    if token.dep != "obl" or token.upos not in ("NOUN", "PROPN") or token.i < token.head:
        return False
    return not any(e.label == "TIME" and e.first <= token.i < e.last for e in sentence.entities)


def _other_side(entry: Entry) -> frozenset[str]:
    """Prepositions of who loses or receives a place: "seized from the army", "handed over to the army"."""
    if entry.act == "territory":
        return frozenset({"from", "to"} if entry.reverse else {"from"})
    return frozenset({"to"}) if entry.act == "transfer" else frozenset()


def _subjects(sentence: Sentence, i: int, depth: int = 0) -> list[int]:
    """Subjects of a predicate, its own or shared with the one that governs it."""
    own = [_antecedent(sentence, k.i) for k in sentence.children(i, "nsubj")]
    if own or depth > 3:
        return own
    token = sentence.tokens[i]
    if token.head == ROOT:
        return []
    head = sentence.tokens[token.head]
    if token.dep.startswith("acl"):
        return [head.i] if head.upos in ("NOUN", "PROPN", "PRON", "NUM") else []
    misread = _after_conjunction(sentence, i)
    if misread:
        return misread
    if token.dep == "ccomp" and token.xpos in ("VBD", "VBZ", "VBP") and _is_aside(sentence, head):
        return _subjects(sentence, head.i, depth + 1)
    if token.dep == "conj" and head.upos in ("VERB", "AUX", "ADJ"):
        return _subjects(sentence, head.i, depth + 1)
    if head.lemma in lexicon().accusing and any(k.lemma == "of" for k in sentence.children(i, "mark", "case")):
        passive = is_passive(sentence, head.i)
        return _subjects(sentence, head.i, depth + 1) if passive else [k.i for k in sentence.children(head.i, "obj")]
    if token.dep in ("xcomp", "advcl", "parataxis") and head.upos in ("VERB", "AUX", "ADJ"):
        if token.dep == "xcomp":
            objects = [k.i for k in sentence.children(head.i, "obj")]
            if objects:
                return objects
        if token.dep == "parataxis" and token.xpos != "VBG":
            return []
        if is_passive(sentence, head.i):
            by = [k.i for k in sentence.children(head.i, "obl") if _case(sentence, k.i) == "by"]
            return by if token.dep == "advcl" else _subjects(sentence, head.i, depth + 1)
        return _subjects(sentence, head.i, depth + 1)
    return []


def _is_aside(sentence: Sentence, verb: Token) -> bool:
    """ "Gunmen believed to be rebels killed ...": a participle that the parser took for the sentence's verb."""
    believed = verb.lemma in read_yaml("attributions.yaml")["believed"] and not sentence.children(verb.i, "aux")
    return believed and bool(sentence.children(verb.i, "xcomp")) and bool(sentence.children(verb.i, "nsubj"))


def _antecedent(sentence: Sentence, i: int) -> int:
    """The noun that a relative pronoun stands for, else the token itself."""
    token = sentence.tokens[i]
    if token.lemma not in _RELATIVE or token.upos != "PRON" or token.head == ROOT:
        return i
    for governor in (sentence.tokens[token.head], *sentence.ancestors(token.head)):
        if governor.dep == "acl:relcl" and governor.head != ROOT:
            return governor.head
    return i


def _noun(sentence: Sentence, i: int, entry: Entry) -> Arguments:
    agents: list[int] = []
    patients: list[int] = []
    both = False
    for kid in sentence.children(i):
        case = _case(sentence, kid.i)
        if kid.dep.startswith("nmod:poss") or kid.dep in ("compound", "amod", "nmod:unmarked"):
            agents.append(kid.i)
        elif kid.dep.startswith(("nmod", "obl")):
            if case in _other_side(entry):
                patients.append(kid.i)
            elif case in ("by", "from"):
                agents.append(kid.i)
            elif case == "between":
                agents.append(kid.i)
                both = True
            elif case == "of":
                # "A bombardment of artillery": with what, and so by whom it was done.
                does = entry.role == "agent" or kid.lemma in noun_class("projectile")
                (agents if does else patients).append(kid.i)
            elif case in _ONTO and not _blamed(sentence, i, case):
                patients.append(kid.i)
        elif kid.dep == "acl":
            agents += [k.i for k in sentence.children(kid.i, "obl") if _case(sentence, k.i) in ("by", "on", "to")]
    if entry.role == "patient" and any(_case(sentence, p) in ("on", "against") for p in patients):
        # "The shelling of the army against the town": who is "of" is not who is hit.
        doers = [p for p in patients if _case(sentence, p) == "of"]
        agents, patients = agents + doers, [p for p in patients if p not in doers]
    more_agents, more_patients = _carried(sentence, i)
    both = both or len(more_agents) > 1
    if entry.act == "clash":
        both = both or not patients
    return Arguments(tuple(agents + more_agents), tuple(patients + more_patients), both)


def _blamed(sentence: Sentence, i: int, case: str) -> bool:
    """ "Blamed the attack on X": X belongs to the verb, whatever the parser says."""
    token = sentence.tokens[i]
    if token.dep != "obj" or token.head == ROOT:
        return False
    verb = sentence.tokens[token.head].lemma
    forms = read_yaml("attributions.yaml")["accusations"]
    return any(f["verb"] == verb and case in f["accused"] and "object" in f["deed"] for f in forms)


def _carried(sentence: Sentence, i: int) -> tuple[list[int], list[int]]:
    """Arguments through a light verb: "carried out an attack", "came under attack", "an attack was launched by"."""
    token = sentence.tokens[i]
    if token.head == ROOT:
        return [], []
    verb = sentence.tokens[token.head]
    if verb.upos != "VERB":
        return [], []
    words = lexicon()
    if token.dep == "nsubj":
        between = [k.i for k in sentence.children(verb.i, "obl", "nmod") if _case(sentence, k.i) == "between"]
        struck = (
            [k.i for k in sentence.children(verb.i, "obj")] if verb.lemma in words.result | words.occurrence else []
        )
        return between, struck
    if token.dep == "obl" and _case(sentence, i) in ("in", "during") and verb.lemma not in _silent():
        return ([] if is_passive(sentence, verb.i) else _subjects(sentence, verb.i)), []
    if token.dep in ("obj", "obl", "nsubj:pass", "xcomp"):
        passive = token.dep == "nsubj:pass"
        others = [k.i for k in sentence.children(verb.i, "obl") if k.i != i]
        by = [k for k in others if _case(sentence, k) == "by"]
        onto = (
            [k for k in others if _case(sentence, k) in ("on", "against", "at", "upon")] if token.dep == "obj" else []
        )
        if verb.lemma in words.light_patient:
            return [], ([] if passive else _subjects(sentence, verb.i))
        if verb.lemma in words.light_agent and token.dep in ("obj", "nsubj:pass"):
            return (by if passive else _subjects(sentence, verb.i)), onto
    return [], []


@cache
def _silent() -> frozenset[str]:
    """Verbs whose subject is no side of an event beside them: those of saying and those that tell events."""
    words = lexicon()
    saying = {lemma for lemmas in read_yaml("assertions.yaml")["verbs"].values() for lemma in lemmas}
    telling = {lemma for form, lemma in words.entries if form == "verb"}
    return frozenset(saying | telling | words.owning)


def _case(sentence: Sentence, i: int) -> str:
    """The preposition of a phrase, lower case, the first where there are several; empty without one."""
    kids = sentence.children(i, "case")
    return kids[0].lemma if kids else ""


def _expand(sentence: Sentence, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Heads with the nouns coordinated to them, each once, in text order within each phrase."""
    found: list[int] = []
    for head in heads:
        for i in (head, *(k.i for k in sentence.children(head, "conj") if k.upos in ("NOUN", "PROPN", "PRON", "NUM"))):
            if i not in found:
                found.append(i)
    return tuple(found)


def case_of(sentence: Sentence, token: Token) -> str:
    """The preposition that introduces a token's phrase, empty without one."""
    return _case(sentence, token.i)
