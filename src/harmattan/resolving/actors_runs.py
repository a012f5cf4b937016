"""Puts neighbouring actor words together: "suspected | Boko Haram | militants" is one run."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.codebook.actor_nouns import ActorNoun, actor_classes, word_list
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors_elements import Element

_TRANSPARENT = frozenset("-‐‑\"“”'‘’«»`") | {"``", "''"}
_ATTRIBUTIVE = frozenset({"compound", "amod", "flat", "nmod"})
_CIVIL = frozenset({"civilians", "prisoners", "protesters", "rioters", "person", "nationals"})


@dataclass(slots=True)
class Run:
    """Actor words that make one noun phrase, before it is a mention."""

    elements: list[Element]
    first: int
    last: int
    start: int
    end: int
    nucleus: Element
    actor_class: str | None
    names: tuple[str, ...] = ()
    alias: bool = False
    noun: ActorNoun | None = None
    country: str | None = None
    affiliation: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()
    loaded: bool = False
    negated: bool = False
    """"rebel-held", "anti-Taliban"."""
    organisation_class: str | None = None
    head: int | None = None
    """Token of the head, where it is not in the nucleus."""
    bare_country: bool = False
    absorbed: bool = False
    joined: bool = False
    """Another actor noun in it says what a weak nucleus is ("rebel leader")."""

    @property
    def weak(self) -> bool:
        """Whether the nucleus says little by itself ("members", "group")."""
        return self.noun is not None and self.noun.weak

    @property
    def bound(self) -> bool:
        """Whether the words are no actor by themselves."""
        if self.noun is None or not self.noun.bound or self.joined:
            return False
        return not (self.names or self.country or self.affiliation or self.descriptors)


def _bridges(sentence: Sentence, token: int) -> bool:
    """Whether a word may stand inside a run without being an actor word."""
    word = sentence.tokens[token]
    return word.text in _TRANSPARENT or word.upos == "ADJ" or word.text.lower() in word_list("modifiers")


def _ends(element: Element) -> bool:
    return element.suffix in {"control", "other"} or element.prefix == "anti"


def groups(sentence: Sentence, elements: list[Element]) -> list[list[Element]]:
    """Elements that stand together, cut where a new phrase begins."""
    found: list[list[Element]] = []
    for element in elements:
        last = found[-1][-1] if found else None
        if last is not None and _continues(sentence, last, element):
            found[-1].append(element)
        else:
            found.append([element])
    return found


def _continues(sentence: Sentence, last: Element, element: Element) -> bool:
    start = max(last.last, last.after_suffix if last.suffix else 0)
    if _ends(last) or not all(_bridges(sentence, k) for k in range(start, element.first)):
        return False
    if last.kind in {"name", "noun", "people"} and element.kind in {"adjective", "country", "capital", "people"}:
        return last.suffix == "linking"
    if last.kind == "name" and element.kind == "name" and last.suffix is None:
        return bool(set(last.names) & set(element.names))
    if last.kind == "capital":
        return False
    if last.kind == "country" and last.suffix is None:
        # "in Mali soldiers clashed" is two phrases, "Mali troops" is one.
        head = sentence.tokens[last.last - 1].head
        return element.first <= head < element.last or sentence.tokens[last.last - 1].dep in _ATTRIBUTIVE
    if last.kind == "noun" and element.kind == "noun" and last.last == element.first:
        before = sentence.tokens[last.last - 1]
        return before.head >= element.first or before.dep in _ATTRIBUTIVE
    return True


def build(sentence: Sentence, group: list[Element]) -> list[Run]:
    """The runs of a group: usually one; none where it holds only adjectives."""
    while group and not _nucleus(group[-1]):
        if group[-1].kind == "adjective" and group[-1].people and group[-1].suffix is None:
            break
        group = group[:-1]
    if not group:
        return []
    return [_run(sentence, group)]


def _nucleus(element: Element) -> bool:
    if element.suffix == "linking":
        return False
    return element.kind in {"name", "noun", "people", "country", "capital"}


def _run(sentence: Sentence, group: list[Element]) -> Run:
    nucleus = group[-1]
    run = Run(group, group[0].first, nucleus.last, group[0].start, nucleus.end, nucleus, None)
    run.negated = _ends(nucleus)
    words: list[str] = []
    for element in group:
        if element.suffix == "linking":
            run.affiliation = element.names or run.affiliation
            if element.country and not element.names:
                # A Turkish-trained unit is not Turkish; a Saudi-led coalition is the Saudis'.
                run.country = run.country or (element.country if element.leads else None)
                run.joined = True
            elif not element.names:
                words.extend(element.words)
        elif element.kind == "name":
            run.names, run.alias = element.names, element.alias
        elif element.kind in {"adjective", "country", "people", "capital"}:
            # "Pro-Turkish fighters" take Turkey's side and are of anywhere but Turkey.
            run.country = run.country if element.prefix == "pro" else element.country
        else:
            words.extend(element.words)
        words.extend(d for n in element.nouns[:1] for d in n.descriptors)
    run.descriptors = tuple(dict.fromkeys(words))
    _set_class(run, group)
    _take_modifiers(sentence, run)
    return run


def _set_class(run: Run, group: list[Element]) -> None:
    nouns = [(e, e.nouns) for e in group if e.kind == "noun" and e.suffix != "linking"]
    if not nouns:
        if run.names:
            return
        run.actor_class = "country" if run.nucleus.kind in {"country", "capital"} else "nationals"
        run.bare_country = run.nucleus.kind in {"country", "capital"}
        return
    senses = nouns[-1][1]
    modified = bool(run.names) or len(nouns) > 1 or bool(run.country) or bool(run.affiliation) or bool(run.descriptors)
    weak = next((n for n in senses if n.weak), None)
    strong = next((n for n in senses if not n.weak), None)
    left = _strong_class(nouns[:-1])
    armed_left = bool(run.names) or left is not None
    run.noun = weak if weak is not None and (armed_left or strong is None) else strong or weak
    if run.noun is None:
        return
    run.loaded = run.noun.loaded and not run.names
    own = run.noun.actor_class
    if own in {"spokesperson", "officials"}:
        run.actor_class, run.organisation_class = own, left or ("government" if own == "officials" else None)
    elif run.names and own in _CIVIL:
        run.names, run.actor_class = (), own
    elif run.noun.weak and left is not None:
        run.actor_class, run.joined = left, True
    elif run.country and modified and run.noun.nationality and not (run.names or run.affiliation):
        run.actor_class = run.noun.nationality
    else:
        run.actor_class = own


def _strong_class(nouns: list[tuple[Element, tuple[ActorNoun, ...]]]) -> str | None:
    for _, senses in reversed(nouns):
        for noun in senses:
            if (not noun.weak and actor_classes()[noun.actor_class].armed) or noun.actor_class == "government":
                return noun.actor_class
    return None


def _take_modifiers(sentence: Sentence, run: Run) -> None:
    """Takes in words like "suspected" and "armed" that stand before the run."""
    while run.first > 0:
        before = sentence.tokens[run.first - 1]
        if before.text.lower() not in word_list("modifiers") or before.upos not in {"ADJ", "VERB", "NOUN", "ADV"}:
            return
        if run.first > 1 and sentence.tokens[run.first - 2].end == before.start:
            return  # "21-year-old man"
        run.first, run.start = before.i, before.start
