"""Who speaks: from the noun phrase beside a word of saying to a speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from harmattan.reading.assertion_words import speech_words
from harmattan.reading.syntax import Sentence, Token

SpeakerRole = Literal["named", "third_party", "party_word", "pronoun", "anonymous", "other"]

_BESIDE_A_PHRASE = (
    "acl",
    "appos",
    "parataxis",
    "punct",
    "advcl",
    "dislocated",
    "discourse",
    "dep",
    "cc:preconj",
    "case",
    "mark",
)
_OWNERS = ("nmod", "compound", "amod", "flat")
LOOK_BACK = 4
"""How many sentences back a pronoun's speaker may stand."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so: tokens ``first`` up to, not including, ``last`` of sentence ``sentence``."""

    sentence: int
    """Index of the sentence in its document; an earlier one where a pronoun was resolved."""
    head: int
    first: int
    last: int
    start: int
    """Character offset into ``Document.text``."""
    end: int
    role: SpeakerRole
    whose: int | None = None
    """Token of the body that ``head`` speaks for ("a spokesman for the CMA"), in the same sentence."""


def speaker_at(sentence: Sentence, head: int) -> Speaker:
    """The speaker whose noun phrase has its head at token ``head``."""
    first, last = _phrase(sentence, head)
    tokens = sentence.tokens
    return Speaker(
        sentence=sentence.index,
        head=head,
        first=first,
        last=last,
        start=tokens[first].start,
        end=tokens[last - 1].end,
        role=role_of(sentence, head),
        whose=owner_of(sentence, head),
    )


def _phrase(sentence: Sentence, head: int) -> tuple[int, int]:
    """The unbroken run of the head's own words, without clauses and asides."""
    inside = {token.i for token in sentence.subtree(head, skip=_BESIDE_A_PHRASE)}
    inside |= {
        case.i
        for kid in sentence.subtree(head, skip=_BESIDE_A_PHRASE)
        if kid.i != head
        for case in sentence.children(kid.i, "case")
    }
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while last > head and sentence.tokens[last].upos in {"PUNCT", "CCONJ", "ADP"}:
        last -= 1
    while first < head and sentence.tokens[first].upos == "ADP":
        first += 1
    return first, last + 1


def role_of(sentence: Sentence, head: int) -> SpeakerRole:
    """What kind of speaker the noun phrase at ``head`` names."""
    words = speech_words()
    token = sentence.tokens[head]
    if token.upos in {"PRON", "DET"} and token.lemma in words.pronouns | words.anonymous:
        return "anonymous" if token.lemma in words.anonymous else "pronoun"
    near = [token, *sentence.children(head, "compound", "amod", "flat", "appos", "nmod")]
    near += [
        kid for kid in sentence.children(head, "nmod") for kid in sentence.children(kid.i, "compound", "flat", "amod")
    ]
    forms = {word.lemma for word in near} | {word.text.lower() for word in near}
    direct = {token.lemma, token.text.lower()}
    if direct & words.third_party or (forms & words.third_party and not direct & words.party_words - words.mouthpieces):
        if not forms & words.third_party_unless:
            return "third_party"
        return "party_word"
    if token.upos == "PROPN":
        return "named"
    if forms & words.party_words:
        return "party_word"
    if direct & words.anonymous:
        return "anonymous"
    return "named" if any(word.upos == "PROPN" for word in near) else "other"


def owner_of(sentence: Sentence, head: int) -> int | None:
    """The token of the body that a spokesman, a statement or a named officer speaks for."""
    words = speech_words()
    token = sentence.tokens[head]
    titles = [token, *sentence.children(head, "appos", "compound", "flat", "nmod:desc")]
    for title in titles:
        if title.lemma not in words.mouthpieces and title.text.lower() not in words.mouthpieces:
            continue
        owner = _owner_among(sentence, title, head)
        if owner is not None:
            return owner
    if token.lemma in words.mouthpieces and head >= 2 and sentence.tokens[head - 1].xpos == "POS":
        return head - 2
    if token.upos == "PROPN":
        for kid in sentence.children(head, "nmod"):
            if words_case(sentence, kid) & {"of", "from", "for"}:
                return kid.i
    return None


def _owner_among(sentence: Sentence, title: Token, head: int) -> int | None:
    """First what stands under "of", "for" or a genitive, then a noun before the title ("army spokesman")."""
    words = speech_words()
    kids = [*sentence.children(title.i, *_OWNERS), *(sentence.children(head, *_OWNERS) if title.i != head else [])]
    under = [kid for kid in kids if kid.dep.startswith("nmod") and kid.i != title.i]
    for kid in under:
        if kid.dep == "nmod:poss" or words_case(sentence, kid) & {"of", "for", "from", "by", "with", "in", "at", "to"}:
            deeper = _owner_among(sentence, kid, kid.i) if kid.lemma in words.mouthpieces else None
            return deeper if deeper is not None else kid.i
    before = [
        kid
        for kid in kids
        if kid.i != title.i and kid.i < max(title.i, head) and kid.dep.split(":")[0] in {"compound", "amod"}
    ]
    for kid in before:
        if kid.lemma in words.mouthpieces and kid.lemma not in words.party_words:
            continue
        if kid.upos == "PROPN" or kid.lemma in words.party_words or kid.xpos in {"NNP", "NNPS"}:
            return kid.i
    return before[0].i if before and before[0].upos == "NOUN" else None


def words_case(sentence: Sentence, token: Token) -> frozenset[str]:
    """Prepositions and genitive marks of a noun."""
    return frozenset(kid.text.lower() for kid in sentence.children(token.i, "case", "mark"))


def is_pronoun(speaker: Speaker | None) -> bool:
    """Whether a speaker still waits for its name."""
    return speaker is not None and speaker.role == "pronoun"


def previous(sentences: Sequence[Sentence], sentence: Sentence) -> list[Sentence]:
    """The sentences before ``sentence``, nearest first, as far as a pronoun reaches."""
    before = [other for other in sentences if other.index < sentence.index]
    return before[::-1][:LOOK_BACK]
