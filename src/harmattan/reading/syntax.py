"""Sentences, tokens and entities: what the language model hands to the rest of reading.

Pure data. Offsets are character offsets into ``Document.text``; token indexes count from 0 within
their sentence. Tags and relations are Universal Dependencies v2 (English): ``upos`` the universal
tag, ``xpos`` the Penn tag, ``dep`` the relation with its subtype ("nsubj:pass", "obl:agent").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from harmattan.reading.event_scores import EventScores

EntityLabel = Literal["PER", "ORG", "LOC", "NORP", "TIME"]

ROOT = -1


@dataclass(frozen=True, slots=True)
class Token:
    """One syntactic word."""

    i: int
    """Index in the sentence."""
    start: int
    end: int
    text: str
    """Exactly ``document.text[start:end]``."""
    lemma: str
    """Lower-cased dictionary form."""
    upos: str
    xpos: str
    head: int
    """Index of the governing token, ``ROOT`` (-1) for the root of the sentence."""
    dep: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named span that the language model found: tokens ``first`` up to, not including, ``last``."""

    first: int
    last: int
    label: EntityLabel


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence with its dependency tree."""

    index: int
    """Position in the document."""
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    vector: NDArray[np.float32] | None = field(default=None, repr=False)
    """Unit-length sentence embedding, shape (384,)."""
    events: EventScores | None = field(default=None, repr=False)
    """What the network thinks of the sentence's events; None where only a parse is known."""

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != ROOT:
                kids[token.head].append(token.i)
        return tuple(tuple(k) for k in kids)

    def children(self, i: int, *deps: str) -> list[Token]:
        """Dependents of token ``i`` in order, optionally only with these relations.

        A relation without subtype matches all its subtypes ("nsubj" matches "nsubj:pass").
        """
        kids = (self.tokens[k] for k in self._children[i])
        return [k for k in kids if not deps or matches(k.dep, deps)]

    def subtree(self, i: int, *, skip: Sequence[str] = ()) -> list[Token]:
        """Token ``i`` and everything below it, in text order, leaving out branches with relations ``skip``."""
        found = [self.tokens[i]]
        queue = [i]
        while queue:
            for kid in self._children[queue.pop()]:
                if skip and matches(self.tokens[kid].dep, skip):
                    continue
                found.append(self.tokens[kid])
                queue.append(kid)
        return sorted(found, key=lambda t: t.i)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Governors of token ``i``, nearest first."""
        head = self.tokens[i].head
        while head != ROOT:
            yield self.tokens[head]
            head = self.tokens[head].head

    @property
    def root(self) -> Token:
        """The token that has no governor."""
        return next(t for t in self.tokens if t.head == ROOT)


def matches(dep: str, wanted: Sequence[str]) -> bool:
    """Whether a relation is one of ``wanted``, where a bare relation covers its subtypes."""
    return dep in wanted or dep.split(":", 1)[0] in wanted
