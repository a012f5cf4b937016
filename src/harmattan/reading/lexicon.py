"""The trigger lexicon: which words report an event, and under which conditions (codebook/data/triggers.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from harmattan.codebook.load import read_yaml
from harmattan.errors import CodebookError

Form = Literal["verb", "noun", "adj"]
FORMS: dict[str, Form] = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "AUX": "verb"}
"""In which form of the lexicon a word of each tag is looked up."""
_LISTS = (
    "obj",
    "obj_of",
    "prep",
    "patient",
    "agent",
    "not_agent",
    "mod",
    "not_mod",
    "not_obj",
    "with",
    "with_of",
    "with_verb",
)
_FLAGS = ("weak", "generic", "swap", "reverse", "quiet", "passive", "both", "told")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the lexicon: a word, what it reports and the conditions under which it does."""

    act: str
    form: Form
    lemma: str
    particle: str | None = None
    obj: frozenset[str] = frozenset()
    obj_of: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    patient: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    not_agent: frozenset[str] = frozenset()
    mod: frozenset[str] = frozenset()
    not_mod: frozenset[str] = frozenset()
    not_obj: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    with_of: frozenset[str] = frozenset()
    with_verb: frozenset[str] = frozenset()
    role: Literal["patient", "agent"] = "patient"
    weak: bool = False
    generic: bool = False
    swap: bool = False
    reverse: bool = False
    quiet: bool = False
    passive: bool = False
    both: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by form and lemma, and the verbs that carry or place an event noun."""

    entries: Mapping[tuple[Form, str], tuple[Entry, ...]] = field(default_factory=dict)
    light_agent: frozenset[str] = frozenset()
    light_patient: frozenset[str] = frozenset()
    occurrence: frozenset[str] = frozenset()
    result: frozenset[str] = frozenset()
    claiming: frozenset[str] = frozenset()
    accusing: frozenset[str] = frozenset()
    owning: frozenset[str] = frozenset()

    def of(self, form: Form, lemma: str) -> tuple[Entry, ...]:
        """The entries of a word, the first that fits wins."""
        return self.entries.get((form, lemma), ())


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon.

    Raises:
        CodebookError: an entry has an unknown key.
    """
    data = read_yaml("triggers.yaml")
    found: dict[tuple[Form, str], list[Entry]] = {}
    for act, forms in data["acts"].items():
        for plural, form in (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adj")):
            for row in forms.get(plural) or ():
                entry = _entry(act, form, row)  # type: ignore[arg-type]
                found.setdefault((entry.form, entry.lemma), []).append(entry)
    light = data["light_verbs"]
    return Lexicon(
        {key: tuple(rows) for key, rows in found.items()},
        frozenset(light["agent"]),
        frozenset(light["patient"]),
        frozenset(data["occurrence_verbs"]),
        frozenset(data["result_verbs"]),
        frozenset(data["claiming_verbs"]),
        frozenset(data["accusing_verbs"]),
        frozenset(data["owning_verbs"]),
    )


def _entry(act: str, form: Form, row: str | dict[str, Any]) -> Entry:
    if isinstance(row, str):
        row = {form: row}
    unknown = set(row) - {form, "role", *_LISTS, *_FLAGS}
    if unknown or form not in row:
        raise CodebookError(f"triggers.yaml: act {act}: cannot read {row!r}")
    lemma, _, particle = str(row[form]).partition(" ")
    values: dict[str, Any] = {
        key.replace("with", "with_") if key == "with" else key: frozenset(map(str, row[key]))
        for key in _LISTS
        if key in row
    }
    values.update({key: bool(row[key]) for key in _FLAGS if key in row})
    if "role" in row:
        values["role"] = row["role"]
    return Entry(act, form, lemma, particle or None, **values)


@cache
def noun_class(name: str) -> frozenset[str]:
    """The lemmas of one class of ``noun_classes.yaml``.

    Raises:
        CodebookError: there is no such class.
    """
    classes = read_yaml("noun_classes.yaml")
    if name not in classes:
        raise CodebookError(f"noun_classes.yaml has no class '{name}'")
    return frozenset(classes[name])
