"""The actor words of one sentence, before they are put together: names, nouns, nationalities, descriptors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from harmattan.codebook.actor_nouns import ActorNoun, word_list
from harmattan.codebook.actors import actors
from harmattan.reading.syntax import Entity, Sentence, Token, matches
from harmattan.resolving.actors_atoms import Atom, atoms_of, letter_case
from harmattan.resolving.actors_lexicon import Case, Entry, Lexicon, lexicon

ElementKind = Literal["name", "noun", "adjective", "country", "capital", "people", "descriptor"]
Suffix = Literal["linking", "control", "other"]
_LEADING = frozenset({"led", "dominated"})
_NOT_NOUN = frozenset({"VERB", "AUX", "ADV", "SCONJ", "CCONJ", "ADP", "DET", "PRON"})


@dataclass(slots=True)
class Element:
    """Tokens ``first`` up to, not including, ``last``, and what they are."""

    kind: ElementKind
    first: int
    last: int
    start: int
    end: int
    names: tuple[str, ...] = ()
    alias: bool = False
    nouns: tuple[ActorNoun, ...] = ()
    country: str | None = None
    people: bool = False
    """Of an adjective: it is also the name of the people ("Congolese")."""
    words: tuple[str, ...] = ()
    suffix: Suffix | None = None
    after_suffix: int = 0
    """First token after the suffix."""
    prefix: Literal["anti", "pro"] | None = None
    leads: bool = False
    """The suffix makes it the leader of what follows ("Saudi-led")."""


class ElementFinder:
    """Finds the actor words of one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._case = letter_case(sentence)
        self._atoms = atoms_of(sentence)
        self._lexicon: Lexicon = lexicon()
        self._inside = _entity_of(sentence)
        words = {t.text.lower() for t in sentence.tokens}
        self._protest = bool(words & word_list("protest_words"))

    def find(self) -> list[Element]:
        """Elements in text order, not overlapping, the longest first where two start together."""
        found: list[Element] = []
        i = 0
        while i < len(self._atoms):
            element, size = self._at(i)
            if element is not None:
                found.append(element)
            i += max(1, size)
        return found

    def _at(self, i: int) -> tuple[Element | None, int]:
        first = self._atoms[i]
        if first is None or first.piece not in self._lexicon.longest:
            return None, 0
        for size in range(min(self._lexicon.longest[first.piece], len(self._atoms) - i), 0, -1):
            run = self._atoms[i : i + size]
            if any(a is None for a in run):
                continue
            atoms = [a for a in run if a is not None]
            entry = self._lexicon.entries.get(tuple(a.piece for a in atoms))
            if entry is None:
                continue
            if entry.blocked:
                return None, size
            element = self._element(entry, atoms, i, size)
            if element is not None:
                return element, size
        return None, 0

    def _element(self, entry: Entry, atoms: list[Atom], i: int, size: int) -> Element | None:
        prefix = self._prefix(i)
        after = self._atoms[i + size] if i + size < len(self._atoms) else None
        suffix: Suffix | None = None
        after_suffix = atoms[-1].token + 1
        if after is not None and after.joined:
            suffix = _suffix(after.piece)
            after_suffix = after.token + 1
            if suffix == "other" and (
                after.piece.isdigit() or (after.token == atoms[-1].token and len(after.piece) < 3)
            ):
                return None  # "PRC-77" is a radio set
        elif after is not None and self._links_unhyphenated(after):
            suffix, after_suffix = "linking", after.token + 1
        if not atoms[0].opens and prefix is None:
            return None
        if not atoms[-1].closes and suffix is None:
            return None
        element = self._classify(entry, atoms)
        if element is None:
            return None
        element.suffix, element.after_suffix, element.prefix = suffix, after_suffix, prefix
        element.leads = suffix is not None and after is not None and after.piece in _LEADING
        before = self._atoms[i - 1] if prefix == "pro" else None
        if before is not None:
            element.first, element.start = before.token, before.start
        return element

    def _links_unhyphenated(self, after: Atom) -> bool:
        """ "al-Qaeda affiliated group", the hyphen forgotten; not "al-Qaeda linked up with"."""
        if after.piece not in word_list("linking_suffixes") or after.token + 1 >= len(self._sentence.tokens):
            return False
        word, behind = self._sentence.tokens[after.token], self._sentence.tokens[after.token + 1]
        return behind.upos in {"NOUN", "PROPN", "ADJ"} and word.dep in {"amod", "acl", "compound"}

    def _prefix(self, i: int) -> Literal["anti", "pro"] | None:
        before = self._atoms[i - 1] if i else None
        here = self._atoms[i]
        if before is None or here is None or not here.joined:
            return None
        if before.piece in word_list("negating_prefixes"):
            return "anti"
        return "pro" if before.piece in word_list("favouring_prefixes") else None

    def _classify(self, entry: Entry, atoms: list[Atom]) -> Element | None:
        tokens = [self._sentence.tokens[k] for k in range(atoms[0].token, atoms[-1].token + 1)]
        first, last = tokens[0].i, tokens[-1].i + 1
        start, end = atoms[0].start, atoms[-1].end
        words = (" ".join(a.piece for a in atoms),)
        names = in_order(a for a, case in entry.names.items() if self._written(case, atoms, tokens, name=True))
        on_air = first > 0 and self._sentence.tokens[first - 1].text.lower() in word_list("media_words")
        if names and not on_air and not self._inside_other(first, last, {"PER", "LOC"} if len(tokens) < 3 else {"PER"}):
            main = entry.main_names.intersection(names)
            return Element("name", first, last, start, end, names=names, alias=not main)
        nouns = self._nouns(entry, tokens, atoms[-1].piece)
        if nouns:
            return Element("noun", first, last, start, end, nouns=nouns, words=words if entry.descriptor else ())
        if self._written(entry.place_case, atoms, tokens, name=False):
            place = self._place(entry)
            if place:
                kind, land = place
                if not self._inside_other(first, last, {"PER"}):
                    return Element(kind, first, last, start, end, country=land, people=bool(entry.people), words=words)
        if entry.descriptor:
            return Element("descriptor", first, last, start, end, words=words)
        return None

    @staticmethod
    def _place(entry: Entry) -> tuple[ElementKind, str] | None:
        if entry.adjectives:
            return "adjective", entry.adjectives[0]
        if entry.people:
            return "people", entry.people[0]
        if entry.countries:
            return "country", entry.countries[0]
        if entry.capitals:
            return "capital", entry.capitals[0]
        return None

    def _nouns(self, entry: Entry, tokens: list[Token], last: str) -> tuple[ActorNoun, ...]:
        if not entry.nouns or tokens[-1].upos in _NOT_NOUN:
            return ()
        if tokens[-1].upos == "PROPN" and self._case == "mixed" and self._part_of_name(tokens):
            return ()
        attribute = tokens[-1].upos == "ADJ" and matches(tokens[-1].dep, ("amod", "advmod", "xcomp"))
        whole = len(tokens) == 1 and "-" not in tokens[0].text
        if attribute and whole and last not in word_list("adjectival"):
            return ()
        usable = [n for n in entry.nouns if self._protest or not n.protest_only]
        return tuple(usable)

    def _part_of_name(self, tokens: list[Token]) -> bool:
        """Whether a noun is a part of a place's or person's name ("Army Street"), unless it is the person's title."""
        entity = self._inside[tokens[0].i]
        if entity is None or not self._inside_other(tokens[0].i, tokens[-1].i + 1, {"PER", "LOC"}):
            return False
        return entity.label == "LOC" or entity.first != tokens[0].i

    def _inside_other(self, first: int, last: int, labels: set[str]) -> bool:
        """Whether the tokens are a part of a longer person's or place's name."""
        return any(
            entity is not None and entity.label in labels and (entity.first < first or entity.last > last)
            for entity in self._inside[first:last]
        )

    def _written(self, case: Case, atoms: list[Atom], tokens: list[Token], *, name: bool) -> bool:
        if case == "any" or self._case == "lower":
            return not (case == "acronym" and len(atoms) == 1 and atoms[0].piece in word_list("ordinary_words"))
        if self._case == "upper":
            return not (len(tokens) == 1 and atoms[0].piece in word_list("ordinary_words"))
        texts = [t.text for t in tokens if any(c.isalpha() for c in t.text)]
        if case == "acronym":
            if all(t.upper() == t for t in texts):
                return True
            # Some newspapers write acronyms of four letters and more like names: "Farc".
            word = texts[0]
            titled = len(texts) == 1 and len(word) > 3 and word.istitle() and tokens[0].upos == "PROPN"
            return name and titled and atoms[0].piece not in word_list("ordinary_words")
        return any(t[:1].isupper() or any(c.isupper() for c in t) for t in texts)


def in_order(ids: Iterable[str]) -> tuple[str, ...]:
    """Actor ids, networks before the groups at home in one country."""
    return tuple(sorted(ids, key=lambda a: (bool(actors()[a].countries), a)))


def _suffix(piece: str) -> Suffix:
    if piece in word_list("linking_suffixes"):
        return "linking"
    return "control" if piece in word_list("control_suffixes") else "other"


def _entity_of(sentence: Sentence) -> list[Entity | None]:
    inside: list[Entity | None] = [None] * len(sentence.tokens)
    for entity in sentence.entities:
        for k in range(entity.first, min(entity.last, len(inside))):
            inside[k] = entity
    return inside
