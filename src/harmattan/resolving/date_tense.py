"""Whether the verb that a time belongs to looks ahead or back."""

from __future__ import annotations

from typing import Literal

from harmattan.reading.syntax import ROOT, Sentence, Token
from harmattan.resolving.date_types import TimeExpression
from harmattan.resolving.date_words import future_words

Direction = Literal["past", "future", "near"]
_PREDICATES = ("VERB", "AUX")


def head_token(sentence: Sentence, first: int, last: int) -> Token:
    """The token of a span that is governed from outside it."""
    inside = range(first, last)
    for i in inside:
        if sentence.tokens[i].head not in inside:
            return sentence.tokens[i]
    return sentence.tokens[first]


def is_parsed(sentence: Sentence) -> bool:
    """Whether the sentence has a usable tree."""
    return any(t.head != ROOT for t in sentence.tokens)


def direction(sentence: Sentence, e: TimeExpression) -> Direction:
    """Where the expression's time lies as its governing verb has it; "near" where the verb does not say."""
    if not 0 <= e.first < e.last <= len(sentence.tokens):
        return "near"
    if is_parsed(sentence):
        verb = _governor(sentence, head_token(sentence, e.first, e.last))
        if verb is not None:
            found = _of_verb(sentence, verb)
            # "stay closed until Friday", "to finish by October": only a past verb turns such a limit back.
            return "future" if found == "near" and e.relation in ("until", "by") else found
    return _of_words(sentence, e)


def _governor(sentence: Sentence, token: Token) -> Token | None:
    for above in sentence.ancestors(token.i):
        if above.upos in _PREDICATES or sentence.children(above.i, "cop", "aux"):
            return above
    return None


def _of_verb(sentence: Sentence, verb: Token) -> Direction:
    auxiliaries = {t.lemma for t in sentence.children(verb.i, "aux")} | {
        t.text.lower() for t in sentence.children(verb.i, "aux")
    }
    firm = future_words("firm")
    if auxiliaries & firm:
        return "future"
    if verb.xpos == "VBD" or any(t.xpos == "VBD" for t in sentence.children(verb.i, "aux", "cop")):
        # "was due on Sunday" looks ahead, but from the past; "are set to", "is due" look ahead from now.
        return "past"
    if auxiliaries & future_words("auxiliaries") and not auxiliaries & {"have"}:
        return "future"
    if verb.lemma in future_words("words") or verb.text.lower() in future_words("words"):
        return "future"
    if any(t.lemma == "to" and t.upos == "PART" for t in sentence.children(verb.i)):
        above = sentence.tokens[verb.head] if verb.head != ROOT else None
        if above is not None and (above.lemma in future_words("words") or above.text.lower() in future_words("words")):
            return "future"
        return _of_verb(sentence, above) if above is not None and above.upos in _PREDICATES else "near"
    if (verb.xpos == "VBN" and not sentence.children(verb.i, "aux")) or verb.xpos == "VBG":
        above = _governor(sentence, verb)
        return _of_verb(sentence, above) if above is not None else "past"
    if verb.dep.startswith("conj") and verb.head != ROOT and verb.xpos == "VB":
        return _of_verb(sentence, sentence.tokens[verb.head])
    if auxiliaries & {"have"}:
        return "past"
    return "near"


def _of_words(sentence: Sentence, e: TimeExpression) -> Direction:
    firm, words = future_words("firm"), future_words("words")
    for token in reversed(sentence.tokens[max(0, e.first - 12) : e.first]):
        text = token.text.lower()
        if text in (";", ":", "said", "announced", "reported"):
            break
        if text in firm or text in words:
            return "future"
        if token.xpos == "VBD" or (not token.xpos and len(text) > 4 and text.endswith("ed")):
            return "past"
    if e.first < 3:
        after = [t.text.lower() for t in sentence.tokens[e.last : e.last + 8]]
        if any(t in firm for t in after[:5]):
            return "future"
    return "near"
