"""Words for actors that are not names, and the classes of actors (``actor_nouns.yaml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError
from harmattan.model import ActorKind

_FILE = "actor_nouns.yaml"


@dataclass(frozen=True, slots=True)
class ActorClass:
    """What an actor is, finer than ACLED's eight kinds."""

    name: str
    kind: ActorKind
    unnamed: str
    """Name for an actor of the class that no text names, with ``{country}``."""
    armed: bool
    state: bool
    covers: frozenset[str]
    """Classes of named actors that a generic mention of this class may mean."""


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """One generic noun or noun phrase in one number."""

    word: str
    actor_class: str
    plural: bool
    people: bool = False
    weak: bool = False
    bound: bool = False
    loaded: bool = False
    descriptors: tuple[str, ...] = ()
    protest_only: bool = False
    nationality: str | None = None
    """Class that it has when only a nationality stands before it."""
    title: str | None = None
    """Class of a person whose name follows it."""


@cache
def actor_classes() -> dict[str, ActorClass]:
    """Every class by name, in the file's order."""
    return {
        name: ActorClass(
            name,
            cast("ActorKind", row["kind"]),
            row["unnamed"],
            row.get("armed", False),
            row.get("state", False),
            frozenset(row["covers"]),
        )
        for name, row in read_yaml(_FILE)["classes"].items()
    }


_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "persons",
    "wife": "wives",
    "thief": "thieves",
}


def plural(phrase: str) -> str:
    """Plural of an English noun phrase whose last word carries the number."""
    start, _, last = phrase.rpartition(" ")
    return f"{start} {_plural_word(last)}".lstrip()


def _plural_word(word: str) -> str:
    for singular, many in _IRREGULAR.items():
        if word.endswith(singular) and not word.endswith("human"):
            return word[: -len(singular)] + many
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _nouns(row: dict[str, Any]) -> list[ActorNoun]:
    if row["class"] not in actor_classes():
        raise CodebookError(f"{_FILE}: the class '{row['class']}' is not defined at the head of the file")
    found = []
    for word in row["words"]:
        only_plural = row.get("plural_only", False)
        forms = [(word, True)] if only_plural else [(word, word.endswith(("forces", "services"))), (plural(word), True)]
        for form, many in forms:
            found.append(
                ActorNoun(
                    word=form,
                    actor_class=row["class"],
                    plural=many,
                    people=row.get("people", False),
                    weak=row.get("weak", False),
                    bound=row.get("bound", False),
                    loaded=row.get("loaded", False),
                    descriptors=tuple(row.get("descriptors", ())),
                    protest_only=row.get("context") == "protest",
                    nationality=row.get("nationality"),
                    title=row.get("title", row.get("nationality")),
                )
            )
    return found


@cache
def actor_nouns() -> tuple[ActorNoun, ...]:
    """Every noun of the file, singular and plural, in the file's order.

    Raises:
        CodebookError: a noun has a class that the file does not define.
    """
    return tuple(noun for row in read_yaml(_FILE)["nouns"] for noun in _nouns(row))


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the file's lists of single words ("modifiers", "linking_suffixes", ...)."""
    return frozenset(read_yaml(_FILE)[name])
