"""Which language a text is in, with restraint: a short or mixed text is ``und``, not a guess."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

CODED = frozenset({"en"})
"""Languages that the reading stage can code."""

_SAMPLE = 6000
_LETTERS = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def identify(text: str) -> str:
    """ISO 639-1 code of the language of ``text`` (639-3 where there is none), ``und`` where it is not clear."""
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    if not letters:
        return "und"
    if sum(1 for c in sample if c.isupper()) > letters / 2:
        sample = sample.lower()  # the identifier knows few words in capitals
    code, confidence = _identifier().classify(sample)
    if code == "en":
        return "en" if confidence >= 0.5 else "und"
    clear = (confidence >= 0.9 and letters >= 25) or (confidence >= 0.6 and letters >= 200)
    return str(code) if clear else "und"


def why_skipped(language: str, text: str) -> str | None:
    """Why a text in ``language`` is kept but not coded, None where it is coded.

    A text too short to tell is coded when most of its letters are Latin.
    """
    if language in CODED:
        return None
    if language != "und":
        return f"language '{language}' cannot be coded, only {', '.join(sorted(CODED))}"
    letters = _LETTERS.findall(text[:_SAMPLE])
    if not letters:
        return "the text holds no words"
    if len(_LATIN.findall(text[:_SAMPLE])) < len(letters) / 2:
        return "the language cannot be told, and its script is not the Latin one of English"
    return None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
