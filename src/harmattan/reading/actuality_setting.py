"""Settings in which words of war name no event: drills, films, courts, commemorations, sport."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmattan.reading.actuality_reading import ActualityReading
from harmattan.reading.actuality_words import actuality_words
from harmattan.reading.cues import Cue, cue, path_up
from harmattan.reading.syntax import Sentence, Token
from harmattan.reading.topics import TopicReading, topic_reading

_WHOLE_TEXT = ("sport", "entertainment", "market", "technology", "exercise")
_REASONS = {"entertainment": "fiction", "technology": "cyber"}
_STRONG = 0.12
"""From this share of a topic's words on, every sentence of the text is taken to be about it."""
_TRIAL_CASES = frozenset({"of", "for", "over", "in", "with", "to", "on", "about"})


def setting_of(sentence: Sentence, trigger: int, topic: TopicReading | None) -> Iterator[ActualityReading]:
    """Readings from the setting of token ``trigger``."""
    token = sentence.tokens[trigger]
    above = [head for _, head in path_up(sentence, trigger)]
    yield from _exercise(sentence, token, above)
    yield from _fiction(sentence, token, above, topic)
    yield from _recalled(sentence, trigger)
    yield from _court(sentence, trigger)
    yield from _topic(sentence, token, topic)


def _none(reason: str, where: Cue) -> ActualityReading:
    return ActualityReading("happened", False, reason, where)


def _exercise(sentence: Sentence, token: Token, above: Sequence[Token]) -> Iterator[ActualityReading]:
    words = actuality_words()
    for word in sentence.subtree(token.i, skip=("conj", "parataxis", "acl:relcl")):
        if (
            word.lemma in words["exercise_adjectives"]
            and word.dep in {"amod", "compound"}
            and word.lemma not in {"staged"}
        ):
            yield _none("exercise", cue(sentence, word.i))
            return
    near = [*sentence.children(token.i, "obl", "nsubj", "nmod"), *above]
    near += [
        kid for head in above for kid in sentence.children(head.i, "obl", "nsubj", "nmod", "obj") if kid.i != token.i
    ]
    for word in near:
        verb_like = word.upos == "VERB" and word.lemma in words["exercise"] - {"exercise", "drill"}
        if verb_like or (word.upos == "NOUN" and word.lemma in words["exercise"]):
            yield _none("exercise", cue(sentence, word.i))
            return


def _fiction(
    sentence: Sentence, token: Token, above: Sequence[Token], topic: TopicReading | None
) -> Iterator[ActualityReading]:
    words = actuality_words()
    of_fiction = topic is not None and topic.topic == "entertainment"
    strong = words["fiction"] - (frozenset() if of_fiction else words["fiction_weak"])
    near = [*sentence.children(token.i, "obl", "nmod")]
    near += [kid for head in above for kid in sentence.children(head.i, "obl", "nmod", "nsubj") if kid.i != token.i]
    near += [word for word in above if word.upos == "NOUN"]
    for word in near:
        if word.upos == "NOUN" and word.lemma in strong:
            cases = {kid.text.lower() for kid in sentence.children(word.i, "case")}
            if word.dep.startswith("obl") and not cases & {"in", "of", "from"}:
                continue
            yield _none("fiction", cue(sentence, word.i))
            return


def _recalled(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    words = actuality_words()
    for node, head in path_up(sentence, trigger):
        dep = node.dep.split(":")[0]
        if dep in {"nmod", "obj", "compound", "acl", "obl"} and head.lemma in words["commemoration"]:
            if dep == "obl" and not {"for", "of"} & {k.text.lower() for k in sentence.children(node.i, "case")}:
                continue
            yield _none("commemoration", cue(sentence, head.i))
            return
        if head.upos == "VERB" and dep in {"obj", "ccomp", "advcl"}:
            for subject in sentence.children(head.i, "nsubj"):
                if subject.lemma in words["recalling_subjects"]:
                    yield _none("commemoration", cue(sentence, subject.i))
                    return
        if node.dep in {"acl:relcl", "advcl", "ccomp", "parataxis"} or (node.dep == "conj" and node.upos == "VERB"):
            return


def _court(sentence: Sentence, trigger: int) -> Iterator[ActualityReading]:
    """ "convicted of killing", "on trial for the attack": an old case, unless its day is told with it."""
    words = actuality_words()
    for node, head in path_up(sentence, trigger):
        if node.dep in {"ccomp", "advcl"} and head.upos == "VERB" and not _names_recent_day(sentence, trigger):
            for subject in sentence.children(head.i, "nsubj"):
                if subject.lemma in words["court_subjects"]:
                    yield _none("trial", cue(sentence, subject.i))
                    return
        if node.dep == "conj" and node.upos == head.upos:
            continue
        if node.dep in {"acl:relcl", "ccomp", "parataxis", "nsubj", "nsubj:pass", "conj"} and node.i != trigger:
            return
        cases = {kid.text.lower() for kid in sentence.children(node.i, "case", "mark")}
        if node.xpos == "VB":
            cases.discard("to")
        if node.dep.split(":")[0] in {"obl", "nmod", "advcl", "acl", "obj", "xcomp"} and head.lemma in words["trial"]:
            if node.dep != "obj" and not cases & _TRIAL_CASES:
                continue
            if _names_recent_day(sentence, trigger):
                return
            yield _none("trial", cue(sentence, head.i))
            return


def _names_recent_day(sentence: Sentence, trigger: int) -> bool:
    recent = actuality_words()["recent"]
    return any(word.text.lower() in recent for word in sentence.subtree(trigger))


def _topic(sentence: Sentence, token: Token, topic: TopicReading | None) -> Iterator[ActualityReading]:
    """The text is about sport, film, markets ... and this sentence speaks of nothing else."""
    if topic is None or topic.topic not in _WHOLE_TEXT:
        return
    own = dict(topic_reading([sentence]).shares)
    conflict = actuality_words()["causes_unless"] - {"attack", "shoot", "fire", "mine"}
    strong = topic.topic == "exercise" or topic.share >= _STRONG
    if (not strong and not own.get(topic.topic)) or _other_conflict(sentence, token, conflict):
        return
    yield _none(_REASONS.get(topic.topic, topic.topic), cue(sentence, token.i))


def _other_conflict(sentence: Sentence, token: Token, conflict: frozenset[str]) -> bool:
    return any(word.lemma in conflict and word.i != token.i for word in sentence.tokens)
