"""How many independent sources an event has, and why: stories, shared origins, outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.linking.provenance import origins_of
from harmattan.linking.similarity import Item
from harmattan.linking.union import Groups
from harmattan.linking.votes import count
from harmattan.linking.wording import outlet


@dataclass(frozen=True, slots=True)
class Independence:
    """The independent sources of one event."""

    sources: tuple[tuple[str, ...], ...]
    """The documents behind each source, in id order."""
    reason: str
    """One sentence that explains the number."""


def independence(items: Sequence[Item]) -> Independence:
    """The sources behind the reports of one event.

    The documents of a story are one source. So are stories of one outlet, and stories that have the event from one
    origin (an agency, a monitor, one party's statement) and add nothing of their own about it: each of their reports
    names an origin.
    """
    stories = sorted({item.story for item in items})
    places = {story: k for k, story in enumerate(stories)}
    groups = Groups(range(len(stories)))
    notes: list[str] = []
    for name, members in sorted(_by_origin(items).items()):
        notes += _join(groups, [places[s] for s in sorted(members)], f"from {name}")
    for name, members in sorted(_by_outlet(items).items()):
        notes += _join(groups, [places[s] for s in sorted(members)], f"by one outlet, {name}")
    documents: dict[int, set[str]] = defaultdict(set)
    for item in items:
        documents[groups.find(places[item.story])].add(item.document.id)
    sources = tuple(sorted(tuple(sorted(found)) for found in documents.values()))
    return Independence(sources, _sentence(len(sources), items, len(stories), notes))


def _by_origin(items: Sequence[Item]) -> dict[str, set[str]]:
    """The stories that rest on each origin alone."""
    named: dict[str, list[frozenset[str]]] = defaultdict(list)
    for item in items:
        named[item.story].append(origins_of(item.report, item.document))
    found: dict[str, set[str]] = defaultdict(set)
    for story, origins in named.items():
        if all(origins):
            for name in frozenset().union(*origins):
                found[name].add(story)
    return found


def _by_outlet(items: Sequence[Item]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if name := outlet(item.document):
            found[name].add(item.story)
    return found


def _join(groups: Groups, members: list[int], why: str) -> list[str]:
    """Make the stories one source; what to say of it, nothing where they were one before."""
    before = len({groups.find(k) for k in members})
    for k in members[1:]:
        groups.join(members[0], k)
    return [f"{len(members)} are {why}"] if before > 1 else []


def _sentence(number: int, items: Sequence[Item], stories: int, notes: Sequence[str]) -> str:
    texts = len({item.document.id for item in items})
    apart = count(stories, "separate story", "separate stories")
    told = f"{count(texts, 'document')} {'tells' if texts == 1 else 'tell'} {apart}"
    return f"{count(number, 'independent source')}: {told}{''.join(f', of which {note}' for note in notes)}."
