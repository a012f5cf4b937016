"""The dictionary form of a word, given its tags.

A general word list (simplemma) knows the words but not their use: "left" and "found" are verbs, adjectives or nouns.
The Penn tag decides which rules apply; codebook/data/lemmas.yaml holds what neither gets right.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

import simplemma

from harmattan.codebook.load import read_yaml

_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=200_000)
def lemma_of(word: str, upos: str, xpos: str) -> str:
    """Lower-cased dictionary form of ``word`` with its universal and Penn tag ("left", "VERB", "VBD" gives "leave")."""
    low = word.lower().replace("’", "'").replace("ʼ", "'")
    if not any(c.isalpha() for c in low):
        return low.replace(",", "") if xpos == "CD" else _table("closed").get(low, low)
    if xpos in {"NNP", "NNPS"} or upos == "PROPN":
        return _name(low, xpos)
    if upos in {"PRON", "DET", "PART"}:
        return "'s" if xpos == "POS" else _closed(low, xpos)
    return _by_tag(low, upos, xpos) or low


@cache
def _table(name: str) -> Mapping[str, str]:
    found: dict[str, str] = read_yaml("lemmas.yaml")[name]
    return found


def _closed(low: str, xpos: str) -> str:
    if low == "her" and xpos == "PRP$":
        return low
    return _table("closed").get(low, low)


def _by_tag(low: str, upos: str, xpos: str) -> str:
    match xpos:
        case "VBD" | "VBN":
            return _table("past").get(low) or _verb(low, "ed")
        case "VBG":
            return _table("verb_forms").get(low) or _verb(low, "ing")
        case "VBZ":
            return _table("verb_forms").get(low) or _verb(low, "s")
        case "VB" | "VBP" | "MD":
            # A form that takes no "-s" is no base form: the tag is a slip ("protested", "overran").
            return _table("verb_forms").get(low) or (low if _is_verb(low) else _general(low))
        case "NNS":
            return _table("plurals").get(low) or _plural(low)
        case "JJR" | "JJS":
            return _table("degrees").get(low) or _degree(low)
        case "RBR" | "RBS":
            return _table("adverb_degrees").get(low) or _degree(low)
        case "CD":
            return low.replace(",", "")
        case "TO":
            return "to"
        case "NN":
            return _table("singulars").get(low, low)
    return low if upos == "ADJ" else _table("closed").get(low, low)


def _name(low: str, xpos: str) -> str:
    bare = low.rstrip(".")
    if bare in _table("names"):
        return _table("names")[bare]
    if xpos == "NNPS" and len(low) > 3 and low.endswith("s") and not low.endswith("ss"):
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return low


def _general(low: str) -> str:
    return simplemma.lemmatize(low, lang="en").lower()


def _known(low: str) -> bool:
    return simplemma.is_known(low, lang="en")


def _verb(low: str, ending: str) -> str:
    if ending == "s":
        general = _general(low)
        return general if general != low or not low.endswith("s") else _plural(low)
    if not low.endswith(ending):
        return _general(low)
    stem = low[: -len(ending)]
    if len(stem) < 2 or not any(c in _VOWELS or c == "y" for c in stem):
        return _general(low)
    if ending == "ed" and stem.endswith("i"):
        return stem[:-1] + "y" if len(stem) > 2 else stem + "e"
    if _ends_in_e(stem):
        return stem + "e"
    general = _general(low)
    if general == stem:
        return stem
    if general == stem + "e":
        # The word list also takes old spellings for words: "playe", "thinke".
        return stem if _is_verb(stem) and not _drops_e(stem) else general
    if len(stem) > 2 and stem[-1] == stem[-2] and general in {stem[:-1], low}:
        return stem[:-1] if general != low or _known(stem[:-1]) else stem
    if general == low:
        return stem if _is_verb(stem) else stem + "e"
    return general


def _ends_in_e(stem: str) -> bool:
    """Whether a verb stem cannot stand without its e, by spelling ("serv", "clos", "continu") or by the list."""
    single = stem[-1] in "sz" and stem[-2] != stem[-1] and stem[-3:] not in {"cus", "ias"}
    return stem[-1] in "vu" or stem[-2:] in {"nc", "rc", "dg"} or single or stem + "e" in _verbs_in_e()


@cache
def _verbs_in_e() -> frozenset[str]:
    return frozenset(read_yaml("lemmas.yaml")["verbs_in_e"])


def _is_verb(stem: str) -> bool:
    """Whether a stem takes endings as it stands; ``_known`` is too generous here ("serv", "creat")."""
    return _known(stem + "s") and _general(stem + "s") == stem


def _drops_e(stem: str) -> bool:
    """Whether a stem like "hop" must have lost an e: it would double its consonant otherwise ("hopping")."""
    vowels = [i for i, c in enumerate(stem) if c in _VOWELS]
    return len(vowels) == 1 and vowels[0] == len(stem) - 2 and stem[-1] not in "wxy"


def _plural(low: str) -> str:
    if low[0].isdigit():
        return low
    general = _general(low)
    if general != low or not low.endswith("s") or low.endswith(("ss", "us", "is")):
        return general
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-2] if low.endswith(("ches", "shes", "sses", "xes")) else low[:-1]


def _degree(low: str) -> str:
    general = _general(low)
    if general != low:
        return general
    stem = low[:-2] if low.endswith("er") else low[:-3] if low.endswith("est") else low
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and not _known(stem):
        return stem[:-1]
    return stem if _known(stem) else stem + "e"
