"""Hand-built sentences for tests of rules that work on parses."""

from __future__ import annotations

from harmattan.reading.syntax import Entity, EntityLabel, Sentence, Token

_XPOS = {"NOUN": "NN", "PROPN": "NNP", "VERB": "VBD", "ADJ": "JJ", "NUM": "CD", "DET": "DT", "ADP": "IN", "ADV": "RB"}


def parsed(
    notation: str,
    *,
    entities: tuple[tuple[int, int, EntityLabel], ...] = (),
    index: int = 0,
    offset: int = 0,
    paragraph: int = 0,
) -> Sentence:
    """A sentence from "text/lemma/UPOS/XPOS/head/dep" items, one a word, separated by white space.

    ``head`` counts words from 1, 0 is the root (as in CoNLL-U). An empty lemma, XPOS or dep takes a default, so that
    "Rebels//NOUN//2/nsubj attacked/attack/VERB//0/root" is enough. Words are joined by one space; a word that begins
    with "+" stands directly behind the one before it ("Boko Haram +-/... +linked/...").
    """
    tokens: list[Token] = []
    position = offset
    for i, item in enumerate(notation.split()):
        text, lemma, upos, xpos, head, dep = item.split("/")
        glued = text.startswith("+") and len(text) > 1
        text = text[1:] if glued else text
        start = position if glued or i == 0 else position + 1
        position = start + len(text)
        lemma, xpos = lemma or text.lower(), xpos or _XPOS.get(upos, "XX")
        tokens.append(Token(i, start, position, text, lemma, upos, xpos, int(head) - 1, dep or "dep"))
    named = tuple(Entity(first, last, label) for first, last, label in entities)
    return Sentence(index, paragraph, offset, position, tuple(tokens), named)


def text_of(sentence: Sentence) -> str:
    """The text that the offsets of a hand-built sentence (with ``offset=0``) cut."""
    text = ""
    for token in sentence.tokens:
        text += " " * (token.start - len(text)) + token.text
    return text
