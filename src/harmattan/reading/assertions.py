"""Who stands behind what a sentence says happened: speaker and stance.

The reading is climbed from the trigger up the parse: every verb or noun of saying above it that takes it as its
content is a layer ("witnesses said | the army claimed | to have taken the town"). DESIGN.md section 4, "Assertions".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.model import Stance
from harmattan.reading.assertion_layers import Layer, layers_of, subject_of
from harmattan.reading.assertion_speakers import (
    Speaker,
    SpeakerRole,
    is_pronoun,
    previous,
    speaker_at,
)
from harmattan.reading.assertion_words import SpeechClass, speech_words
from harmattan.reading.cues import NOMINAL, Cue, cue
from harmattan.reading.syntax import Sentence, Token

__all__ = ["AssertionReading", "Speaker", "SpeakerRole", "SpeechClass", "assertion_of", "assertions_of", "party_stance"]

_STANCES: dict[SpeechClass, Stance] = {
    "say": "states",
    "claim": "claims",
    "confirm": "confirms",
    "deny": "denies",
    "accuse": "accuses",
}


@dataclass(frozen=True, slots=True)
class AssertionReading:
    """Who says so, and how. Without speaker and verb class the document itself states it."""

    stance: Stance = "states"
    verb_class: SpeechClass | None = None
    speaker: Speaker | None = None
    cue: Cue | None = None
    reason: str = ""
    """How it was found: verb, noun, according, hearsay, quote; empty where nobody is quoted."""


def party_stance(reading: AssertionReading) -> Stance:
    """The stance when the speaker is a party to the fight: what it merely says is a claim."""
    return "claims" if reading.verb_class == "say" else reading.stance


def assertion_of(sentence: Sentence, trigger: int, sentences: Sequence[Sentence] = ()) -> AssertionReading:
    """The one layer of saying that decides for the event at token ``trigger``.

    A denial outranks what it denies; a confirmation outranks the claim it confirms; otherwise the speaker nearest to
    the event counts, and hearsay without a speaker only where nobody else speaks. ``sentences`` is the whole document.
    """
    found = assertions_of(sentence, trigger, sentences)
    for wanted in ("deny", "confirm"):
        for reading in reversed(found):
            if reading.verb_class == wanted:
                return reading
    for reading in found:
        if reading.speaker is not None:
            return reading
    return found[0] if found else AssertionReading()


def assertions_of(sentence: Sentence, trigger: int, sentences: Sequence[Sentence] = ()) -> tuple[AssertionReading, ...]:
    """All layers of saying around token ``trigger``, innermost first."""
    layers = layers_of(sentence, trigger)
    if not layers:
        carried = _carried_quote(sentence, trigger, sentences)
        return (carried,) if carried is not None else ()
    return tuple(_reading(sentence, layer, sentences) for layer in layers)


def _reading(sentence: Sentence, layer: Layer, sentences: Sequence[Sentence]) -> AssertionReading:
    speaker = speaker_at(sentence, layer.speaker) if layer.speaker is not None else None
    if speaker is not None and _needs_author(sentence, speaker):
        speaker = _resolved(sentence, speaker, layer, sentences)
    if speaker is not None and speaker.role == "anonymous":
        speaker = None
    return AssertionReading(
        stance=_STANCES[layer.speech],
        verb_class=layer.speech,
        speaker=speaker,
        cue=cue(sentence, layer.first, layer.last),
        reason=layer.reason,
    )


def _needs_author(sentence: Sentence, speaker: Speaker) -> bool:
    """A pronoun, or a statement or video that does not say whose it is."""
    head = sentence.tokens[speaker.head]
    return is_pronoun(speaker) or (
        head.lemma in speech_words().documents and head.lemma != "report" and speaker.whose is None
    )


def _resolved(sentence: Sentence, speaker: Speaker, layer: Layer, sentences: Sequence[Sentence]) -> Speaker:
    """The speaker that a pronoun stands for, or the pronoun itself."""
    token = sentence.tokens[speaker.head]
    if is_pronoun(speaker):
        inside = _subject_above(sentence, layer, token)
        if inside is not None:
            return inside
    goes_on = sentence.tokens[layer.first].lemma in speech_words().continuing or token.lemma != "they"
    for distance, earlier in enumerate(previous(sentences, sentence)):
        spoken = _last_speaker(earlier)
        subject = _group_subject(earlier) if distance == 0 and not goes_on else None
        if spoken is not None and (subject is None or subject == spoken or distance > 0):
            return spoken
        if spoken is None and subject is not None:
            return subject
        if spoken is not None and subject is not None:
            return spoken
    return speaker


def _subject_above(sentence: Sentence, layer: Layer, pronoun: Token) -> Speaker | None:
    """In "the rebels attacked X, and they said ..." the subject of the clause before."""
    verb = sentence.tokens[layer.first]
    if verb.dep != "conj" or verb.head < 0:
        return None
    for kid in sentence.children(verb.head, "nsubj"):
        if kid.i < pronoun.i and kid.upos in NOMINAL:
            return speaker_at(sentence, kid.i)
    return None


def _last_speaker(sentence: Sentence) -> Speaker | None:
    """The named speaker of a sentence: the subject of its verb of saying, or the source after "according to"."""
    words = speech_words()
    for token in reversed(sentence.tokens):
        if token.upos == "VERB" and token.lemma in words.verbs:
            subject = subject_of(sentence, token)
            noun = sentence.tokens[subject] if subject is not None else None
            if noun is not None and noun.upos in NOMINAL and noun.lemma not in words.documents:
                return speaker_at(sentence, noun.i)
        if token.text.lower() in words.according_to and token.head >= 0 and sentence.tokens[token.head].upos in NOMINAL:
            return speaker_at(sentence, token.head)
    for token in sentence.tokens:
        if token.lemma in words.documents and token.upos == "NOUN":
            found = speaker_at(sentence, token.i)
            if found.whose is not None:
                return speaker_at(sentence, found.whose)
            author = subject_of(sentence, sentence.tokens[token.head]) if token.dep == "obj" else None
            if author is not None and sentence.tokens[author].upos in NOMINAL:
                return speaker_at(sentence, author)
    return None


def _group_subject(sentence: Sentence) -> Speaker | None:
    """The subject of the main clause when it is a body of people that can speak."""
    for kid in sentence.children(sentence.root.i, "nsubj"):
        if kid.upos in NOMINAL:
            found = speaker_at(sentence, kid.i)
            if found.role in {"party_word", "third_party", "named"}:
                return found
    return None


_OPEN, _CLOSE = frozenset({'"', "“", "``", "«"}), frozenset({'"', "”", "''", "»"})


def _carried_quote(sentence: Sentence, trigger: int, sentences: Sequence[Sentence]) -> AssertionReading | None:
    """A trigger between quotation marks without a verb of saying belongs to whoever spoke last."""
    before = [t for t in sentence.tokens[:trigger] if t.text in _OPEN]
    after = [t for t in sentence.tokens[trigger:] if t.text in _CLOSE]
    if not before or not after or after[0].i - before[-1].i < 5:
        return None
    for earlier in previous(sentences, sentence)[:2]:
        spoken = _last_speaker(earlier)
        if spoken is not None and earlier.paragraph == sentence.paragraph:
            return AssertionReading("states", "say", spoken, cue(sentence, before[-1].i), "quote")
    return None
