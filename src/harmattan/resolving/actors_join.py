"""Joins runs across small words: "members of the FMLN", "militants linked to al-Qaeda", "Long Name (LN)"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from harmattan.codebook.actor_nouns import actor_classes, word_list
from harmattan.codebook.actors import actors
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors_runs import Run

_SKIPPED = frozenset({"DET", "ADJ", "NUM"})


@cache
def _asides() -> frozenset[str]:
    """The parts of "so-called", "self-styled" and the like, and quotation marks: they say nothing about who it is."""
    parts = {part for word in word_list("modifiers") if "-" in word for part in word.split("-")}
    return frozenset(parts | {"-", '"', "“", "'", "``", "‘"})


def join(sentence: Sentence, runs: list[Run]) -> list[Run]:
    """Runs with those taken in by another one marked ``absorbed``; in text order."""
    for left, right in pairwise(runs):
        if not left.absorbed and _bracketed(sentence, left, right):
            _absorb(left, right)
            _close(sentence, left)
    runs = [r for r in runs if not r.absorbed]
    for left, right in pairwise(runs):
        if (
            left.names
            and left.noun is None
            and not right.names
            and right.noun is not None
            and _adjacent(sentence, left, right)
        ):
            _take_noun(left, right)
    runs = [r for r in runs if not r.absorbed]
    for left, right in reversed(list(pairwise(runs))):
        gap = list(range(left.last, right.first))
        words = [sentence.tokens[k].text.lower() for k in gap]
        if _links(words) and left.actor_class is not None and right.names:
            left.affiliation = right.names
            right.absorbed = True
        elif _belongs(sentence, left, right, gap, words):
            _absorb(left, right)
    return runs


def _bracketed(sentence: Sentence, left: Run, right: Run) -> bool:
    """ "Coordination of Azawad Movements (CMA)": both name one actor."""
    tokens = sentence.tokens
    between = [tokens[k].text for k in range(left.last, right.first)]
    if between[:1] not in (["("], ["["], ["-LRB-"]) or not right.names:
        return False
    if len(between) > 2 or (len(between) == 2 and between[1] not in {"``", '"', "“", "'"}):
        return False
    if right.last >= len(tokens):
        return False
    if left.names:
        return bool(set(left.names) & set(right.names))
    # "Malian Armed Forces (FAMA)"
    meant = [actors()[n] for n in right.names]
    return left.country is not None and any(a.home == left.country and a.actor_class == left.actor_class for a in meant)


def _adjacent(sentence: Sentence, left: Run, right: Run) -> bool:
    return all(sentence.tokens[k].upos == "ADJ" for k in range(left.last, right.first))


def _take_noun(left: Run, right: Run) -> None:
    """ "United Nations (UN) | peacekeepers": the noun belongs to the name."""
    right.absorbed = True
    left.noun, left.nucleus, left.actor_class = right.noun, right.nucleus, right.actor_class
    left.last, left.end, left.head = right.last, right.end, None


def _close(sentence: Sentence, run: Run) -> None:
    """Takes in the closing bracket."""
    after = sentence.tokens[run.last] if run.last < len(sentence.tokens) else None
    if after is not None and after.text in {")", "]", "-RRB-"}:
        run.last, run.end = after.i + 1, after.end


def _absorb(left: Run, right: Run) -> None:
    right.absorbed = True
    common = tuple(n for n in left.names if n in right.names)
    if left.names and right.names:
        left.names = common or left.names
    elif right.names:
        left.names, left.alias = right.names, right.alias
    named = bool(left.names) or right.actor_class is None or right.bare_country
    if not named and (left.weak or _things(left)) and left.actor_class not in {"spokesperson", "officials"}:
        left.actor_class = right.actor_class
    if left.actor_class == "spokesperson":
        left.organisation_class = right.actor_class
    left.country = left.country or right.country
    left.affiliation = left.affiliation or right.affiliation
    left.descriptors = tuple(dict.fromkeys((*left.descriptors, *right.descriptors)))
    left.loaded = (left.loaded or right.loaded) and not left.names
    left.head = left.nucleus.last - 1
    left.last, left.end, left.joined = right.last, right.end, True


def _links(words: list[str]) -> bool:
    """ "linked to the", "affiliated with"."""
    core = [w for w in words if w not in {"the", "a", "an", "closely", "reportedly", "allegedly", "is", "are", ","}]
    return len(core) == 2 and core[0] in word_list("linking_words") and core[1] in {"to", "with"}


def _belongs(sentence: Sentence, left: Run, right: Run, gap: list[int], words: list[str]) -> bool:
    if not words or words[0] not in word_list("belonging_words") or left.noun is None or left.negated or right.negated:
        return False
    rest = gap[1:]
    if words[:2] == ["belonging", "to"]:
        rest = gap[2:]
    elif words[0] == "to":
        return False
    if any(sentence.tokens[k].upos not in _SKIPPED and sentence.tokens[k].text.lower() not in _asides() for k in rest):
        return False
    armed = left.actor_class in actor_classes() and actor_classes()[left.actor_class or "group"].armed
    speaker = left.actor_class in {"spokesperson", "officials"}
    if left.names or not (armed or speaker or left.actor_class == "government"):
        return False
    if right.bare_country:
        return right.country is not None and left.country is None and words[0] in {"of", "from"}
    if words[0] in {"in", "with", "within"} and not right.names:
        return False
    if right.names:
        return True
    return (left.weak or speaker or _things(left)) and right.noun is not None and _group_of(left, right)


def _things(run: Run) -> bool:
    """Whether the words stand for what an actor has, "warplanes of the coalition"."""
    return run.noun is not None and run.noun.bound


def _group_of(left: Run, right: Run) -> bool:
    if right.actor_class is None:
        return False
    return actor_classes()[right.actor_class].armed or right.actor_class == "government" or left.actor_class == "group"
