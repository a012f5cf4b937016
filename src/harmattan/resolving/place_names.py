"""Spellings of one place name brought to one form, for the gazetteer's index and for looking up in it alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "æ": "ae",
        "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "ə": "a", "Ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ŋ": "ng",
        "Ŋ": "ng",
        "'": "", "’": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", "ʿ": "", "ʾ": "", "ʹ": "", "ʺ": "", "′": "",
    }
)  # fmt: skip
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_GAP = re.compile(r"[^0-9a-z]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLES = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "the"))
_CODE = re.compile(r"[A-Z0-9]{2,4}")


@lru_cache(maxsize=65_536)
def normalise(name: str) -> str:
    """Lower case, without accents, apostrophes and punctuation, words joined by one blank: "N'Djaména" is "ndjamena".

    Abbreviations with full stops are closed up ("U.S." is "us"), common short forms written out ("St." is "saint"). A
    name in a script other than Latin becomes empty.
    """
    if "." in name:
        name = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", name)
    if name.isascii():
        plain = name.translate(_LETTERS).lower()
    else:
        split = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        plain = "".join(c for c in split if not unicodedata.combining(c)).lower()
        if not plain.isascii() and any(c.isalpha() and not c.isascii() for c in plain):
            return ""
    words = _GAP.sub(" ", plain).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def without_article(norm: str) -> str:
    """A normalised name without its leading article ("al hasakah" is "hasakah"), or "" where it has none."""
    first, _, rest = norm.partition(" ")
    return rest if first in _ARTICLES and len(rest) > 3 else ""


def is_code(name: str) -> bool:
    """Whether an alternate name is an airport or station code ("BKO") and no word that a report would use."""
    return _CODE.fullmatch(name) is not None
