"""The layers of saying above a trigger in its parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmattan.reading.assertion_speakers import words_case
from harmattan.reading.assertion_words import SpeechClass, speech_words
from harmattan.reading.cues import NOMINAL, is_negated, path_up
from harmattan.reading.syntax import Sentence, Token, matches

_CONTENT = ("ccomp", "xcomp", "parataxis")
_HOPS_TO_SUBJECT = ("xcomp", "advcl", "conj", "ccomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Layer:
    """One verb, noun or adverb of saying: tokens ``first`` up to, not including, ``last``."""

    speech: SpeechClass
    speaker: int | None
    """Token of the speaker's noun, None when nobody is named."""
    first: int
    last: int
    reason: str


def layers_of(sentence: Sentence, trigger: int) -> list[Layer]:
    """Layers around token ``trigger``, innermost first; those that are negated are left out."""
    layers: list[Layer] = []
    layers.extend(_beside(sentence, sentence.tokens[trigger]))
    for node, head in path_up(sentence, trigger):
        found = _governing(sentence, node, head)
        if found is not None:
            layers.append(found)
        layers.extend(layer for layer in _beside(sentence, head) if layer.first != node.i)
    if not any(layer.speaker is not None for layer in layers):
        layers.extend(_loose_tail(sentence, trigger))
    return _unique(layers)


def _unique(layers: list[Layer]) -> list[Layer]:
    seen: set[int] = set()
    kept = []
    for layer in layers:
        if layer.first not in seen:
            seen.add(layer.first)
            kept.append(layer)
    return kept


def _governing(sentence: Sentence, node: Token, head: Token) -> Layer | None:
    """``head`` as a word of saying whose content is ``node``."""
    words = speech_words()
    if head.upos == "VERB" or (head.lemma in words.verbs and head.upos not in NOMINAL):
        return _governing_verb(sentence, node, head)
    if head.upos in NOMINAL and head.lemma in words.nouns:
        return _governing_noun(sentence, node, head)
    return None


def _governing_verb(sentence: Sentence, node: Token, head: Token) -> Layer | None:
    words = speech_words()
    light = _light(sentence, node, head)
    if light is not None:
        speech: SpeechClass | None = light
    elif _takes(sentence, node, head):
        speech = words.verbs.get(head.lemma)
    else:
        return None
    if speech is None or is_negated(sentence, head.i) is not None:
        return None
    if _is_irrealis(sentence, head):
        return None
    speaker = subject_of(sentence, head)
    if _is_passive(sentence, head):
        if speech == "say" and head.lemma in words.hearsay_passives and speaker is None:
            speech = "claim"
    elif speaker is not None and speaker == node.i:
        return None
    return Layer(speech, speaker, head.i, head.i + 1, "verb")


def _is_irrealis(sentence: Sentence, verb: Token) -> bool:
    """ "asked to confirm", "declined to comment": nobody said anything."""
    if verb.xpos != "VB":
        return False
    governor = sentence.tokens[verb.head].lemma if verb.head >= 0 else ""
    return verb.dep == "xcomp" and governor in {"decline", "refuse", "fail", "ask", "urge", "seek", "want"}


def _light(sentence: Sentence, node: Token, head: Token) -> SpeechClass | None:
    for row in speech_words().light_verbs:
        if row.verb == head.lemma:
            objects = [kid for kid in sentence.children(head.i, "obj", "xcomp", "obl") if kid.lemma in row.nouns]
            if objects and not matches(node.dep, ("nsubj",)):
                return row.speech
    return None


def _takes(sentence: Sentence, node: Token, head: Token) -> bool:
    """Whether ``node`` is what the verb of saying ``head`` says, and not its speaker or its circumstances."""
    words = speech_words()
    if head.lemma not in words.verbs:
        return False
    dep = node.dep.split(":")[0]
    if dep in _CONTENT:
        return True
    if node.dep in {"nsubj:pass", "csubj:pass"}:
        return True
    if dep == "obj":
        return head.lemma in words.with_object or _is_accused_of(sentence, node, head)
    if dep in {"obl", "advcl", "nmod"}:
        marks = words_case(sentence, node)
        if dep == "advcl" and marks == {"that"}:
            return True
        if marks & words.with_preposition.get(head.lemma, frozenset()):
            return True
        bare = dep == "advcl" and not marks and node.i < head.i and _follows_comma(sentence, head)
        return bare and any(kid.i > node.i for kid in sentence.children(head.i, "nsubj"))
    return False


def _is_accused_of(sentence: Sentence, node: Token, head: Token) -> bool:
    """ "accused the police of shooting": the parser may hang the deed on the accused."""
    wanted = speech_words().with_preposition.get(head.lemma, frozenset())
    return any(words_case(sentence, kid) & wanted for kid in sentence.children(node.i, "acl", "nmod"))


def _follows_comma(sentence: Sentence, verb: Token) -> bool:
    return any(t.text in {",", "”", '"', "''"} for t in sentence.tokens[max(0, verb.i - 6) : verb.i])


def subject_of(sentence: Sentence, verb: Token) -> int | None:
    """The token that speaks through ``verb``: subject, agent, or the subject of the clause it hangs on."""
    if _is_passive(sentence, verb):
        return _agent(sentence, verb)
    for _ in range(4):
        for kid in sentence.children(verb.i, "nsubj"):
            if kid.lemma in {"who", "which", "that"} and verb.dep.startswith("acl") and verb.head >= 0:
                return verb.head
            return kid.i
        if verb.dep.startswith("acl") and verb.head >= 0:
            noun = sentence.tokens[verb.head]
            if verb.xpos == "VBN":
                return _agent(sentence, verb)
            if verb.xpos == "VBG" and noun.upos in NOMINAL:
                return noun.i
            return None
        beside = _noun_beside(sentence, verb)
        if beside is not None:
            return beside
        if not matches(verb.dep, _HOPS_TO_SUBJECT) or verb.head < 0:
            return None
        verb = sentence.tokens[verb.head]
    return None


def _noun_beside(sentence: Sentence, verb: Token) -> int | None:
    """A subject that the parser hung on another verb: right before ("..., the army said") or after ("said a man")."""
    if verb.xpos not in {"VBD", "VBZ", "VBP"} or sentence.children(verb.i, "aux"):
        return None
    before = sentence.tokens[verb.i - 1] if verb.i else None
    if before is not None and before.upos in {*NOMINAL, "PRON"} and before.dep.startswith("nsubj"):
        return before.i
    for token in sentence.tokens[verb.i + 1 : verb.i + 6]:
        if token.upos in NOMINAL and token.dep.split(":")[0] not in {"compound", "flat"}:
            quoted = verb.i > 0 and sentence.tokens[verb.i - 1].text in {",", "”", "''", '"'}
            return token.i if quoted and token.dep.split(":")[0] in {"nsubj", "obj", "obl"} else None
        if token.upos not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"}:
            return None
    return None


def _agent(sentence: Sentence, verb: Token) -> int | None:
    for kid in sentence.children(verb.i, "obl", "nmod"):
        if kid.dep == "obl:agent" or "by" in words_case(sentence, kid):
            return kid.i
    following = sentence.tokens[verb.i + 1] if verb.i + 1 < len(sentence.tokens) else None
    if following is not None and following.text.lower() == "by" and following.head > following.i:
        return following.head
    return None


def _is_passive(sentence: Sentence, verb: Token) -> bool:
    if any(kid.dep in {"nsubj:pass", "aux:pass", "csubj:pass"} for kid in sentence.children(verb.i)):
        return True
    return verb.xpos == "VBN" and verb.dep.startswith("acl")


def _governing_noun(sentence: Sentence, node: Token, head: Token) -> Layer | None:
    """ "their claim that ...", "a report of ...", "the army's announcement of ..."."""
    words = speech_words()
    dep = node.dep.split(":")[0]
    content = node.dep in {"acl", "ccomp", "appos"} or (
        dep == "nmod" and bool(words_case(sentence, node) & {"of", "about", "on"})
    )
    if not content or is_negated(sentence, head.i) is not None:
        return None
    if any(kid.text.lower() == "no" for kid in sentence.children(head.i, "det")):
        return None
    if node.dep == "acl" and node.lemma in words.verbs:
        return None
    return Layer(words.nouns[head.lemma], _noun_owner(sentence, head, node), head.i, head.i + 1, "noun")


def _noun_owner(sentence: Sentence, noun: Token, content: Token) -> int | None:
    for kid in sentence.children(noun.i, "nmod:poss"):
        return kid.i
    for kid in sentence.children(noun.i, "nmod", "acl"):
        if kid.i != content.i and words_case(sentence, kid) & {"by", "from"}:
            return kid.i
    for kid in sentence.children(noun.i, "compound", "amod"):
        if kid.upos == "PROPN" or kid.lemma in speech_words().party_words:
            return kid.i
    if (
        noun.dep == "obj"
        and noun.head >= 0
        and sentence.tokens[noun.head].lemma in {"make", "issue", "release", "repeat"}
    ):
        return subject_of(sentence, sentence.tokens[noun.head])
    return None


def _beside(sentence: Sentence, node: Token) -> Iterator[Layer]:
    """Words of saying that hang below a clause they speak of: ", the army said", "according to", "allegedly"."""
    words = speech_words()
    for kid in sentence.children(node.i):
        dep = kid.dep.split(":")[0]
        if dep in {"parataxis", "ccomp"} and kid.lemma in words.verbs and kid.upos == "VERB":
            if dep == "parataxis" and is_negated(sentence, kid.i) is None and _is_tag(sentence, kid):
                yield Layer(words.verbs[kid.lemma], subject_of(sentence, kid), kid.i, kid.i + 1, "verb")
        elif kid.dep == "acl" and kid.xpos == "VBN" and kid.lemma in words.verbs and kid.lemma in words.with_object:
            if node.upos in NOMINAL and not sentence.children(kid.i, "aux") and is_negated(sentence, kid.i) is None:
                yield Layer(words.verbs[kid.lemma], _agent(sentence, kid), kid.i, kid.i + 1, "verb")
        elif (dep == "advmod" and kid.lemma in words.hearsay_adverbs) or (
            dep == "amod" and (kid.lemma in words.hearsay_adjectives or kid.text.lower() in words.hearsay_adjectives)
        ):
            yield Layer("claim", None, kid.i, kid.i + 1, "hearsay")
        else:
            yield from _according(sentence, kid)


def _is_tag(sentence: Sentence, verb: Token) -> bool:
    """A verb of saying beside its content has a subject and no content of its own."""
    has_subject = bool(sentence.children(verb.i, "nsubj", "obl:agent")) or _noun_beside(sentence, verb) is not None
    advmod_as = any(kid.lemma == "as" for kid in sentence.children(verb.i, "mark", "advmod"))
    return (has_subject or advmod_as) and not sentence.children(verb.i, "ccomp", "obj")


def _according(sentence: Sentence, kid: Token) -> Iterator[Layer]:
    words = speech_words()
    for mark in sentence.children(kid.i, "case", "mark", "fixed"):
        if mark.text.lower() in words.according_to:
            yield Layer("say", kid.i, mark.i, _after_to(sentence, mark), "according")
    if kid.text.lower() in words.according_to and kid.upos != "ADP":
        for source in sentence.children(kid.i, "obl", "obj", "nmod"):
            yield Layer("say", source.i, kid.i, _after_to(sentence, kid), "according")


def _after_to(sentence: Sentence, mark: Token) -> int:
    after = mark.i + 1
    return after + 1 if after < len(sentence.tokens) and sentence.tokens[after].text.lower() == "to" else after


def _loose_tail(sentence: Sentence, trigger: int) -> Iterator[Layer]:
    """Where the parser hung ", the army said." or "according to X" elsewhere: the words in their order decide."""
    words = speech_words()
    tokens = sentence.tokens
    clause_verbs = [t for t in tokens if t.upos == "VERB" and t.lemma in words.verbs and t.i > trigger + 1]
    for verb in clause_verbs[-1:]:
        tail = [t for t in tokens[verb.i + 1 :] if t.upos in {"VERB", "AUX"}]
        subjects = [s for s in sentence.children(verb.i, "nsubj") if s.i > trigger]
        before = min([s.i for s in subjects], default=-1)
        left = min([t.i for s in subjects for t in sentence.subtree(s.i)], default=-1)
        comma = left > 0 and tokens[left - 1].text in {",", "”", '"', "''", "-", "–"}
        if before > trigger and comma and not tail and not sentence.children(verb.i, "ccomp", "obj", "aux"):
            yield Layer(words.verbs[verb.lemma], subjects[0].i, verb.i, verb.i + 1, "verb")
    for token in tokens:
        if token.text.lower() in words.according_to and token.head >= 0:
            source = tokens[token.head]
            if source.upos in NOMINAL and (source.i > trigger or token.i == 0):
                yield Layer("say", source.i, token.i, _after_to(sentence, token), "according")
