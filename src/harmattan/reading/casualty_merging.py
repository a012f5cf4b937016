"""Which casualty words of a sentence speak of the same people, and what they say of them together."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_befallen import Befallen


def merged(found: list[Befallen]) -> list[Befallen]:
    """One trigger for the same people: "shot and killed" is killed, "killed or wounded" is undecided."""
    kept: list[Befallen] = []
    for b in found:
        heads = _heads(b)
        twin = next((k for k in kept if _heads(k) & heads and not _some_of(k, b)), None)
        if twin is None:
            kept.append(b)
            continue
        at = kept.index(twin)
        if len(twin.groups) > len(b.groups) and not b.shared:
            # "one died, two others hurt", read as one phrase: each trigger keeps its own people.
            rest = tuple(g for g in twin.groups if not {g.head, g.noun} & heads)
            kept[at : at + 1] = [replace(twin, groups=rest), b] if rest else [b]
        else:
            kept[at : at + 1] = _one_of(twin, b)
    return kept


def _one_of(twin: Befallen, b: Befallen) -> list[Befallen]:
    """What two triggers say of the same people."""
    if twin.within != b.within:
        return [b if twin.within else twin]
    if twin.kind == b.kind:
        return [b if twin.shared else twin]
    if {twin.kind, b.kind} == {"killed", "injured"}:
        undecided = abs(b.trigger - twin.trigger) <= 2
        return [replace(twin, kind="casualties" if undecided else "killed")]
    if "casualties" in (twin.kind, b.kind):
        return [twin if b.kind == "casualties" else b]
    return [b] if b.kind in ("killed", "injured") else [twin, b]


def _some_of(one: Befallen, other: Befallen) -> bool:
    """ "One of five people shot has died": the one and the five share a noun and are not the same."""
    a, b = one.groups[0], other.groups[0]
    return len(one.groups) == len(other.groups) == 1 and a.head != b.head and a.noun == b.noun and a.best != b.best


def _heads(b: Befallen) -> set[int]:
    return {g.head for g in b.groups} | {g.noun for g in b.groups if g.noun is not None}
