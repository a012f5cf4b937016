"""Every actor of one document: mentions in order, named ones resolved first so that generic ones can point to them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from harmattan.model import Document
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors_mentions import find_mentions
from harmattan.resolving.actors_resolve import resolve
from harmattan.resolving.actors_types import ActorContext, ActorMention, ResolvedActor


def resolve_all(mentions: Sequence[ActorMention], context: ActorContext) -> list[ResolvedActor]:
    """The actors of one document's mentions, in the order given, in one context of country and day."""
    country = context.country or context.document_country or main_country(mentions)
    return resolve_each(mentions, [replace(context, country=country)] * len(mentions))


def resolve_each(mentions: Sequence[ActorMention], contexts: Sequence[ActorContext]) -> list[ResolvedActor]:
    """The actors of one document's mentions in text order, each in its own context of country and day.

    Names are resolved first, then what refers to them: "the rebels" of a headline are named in the text below it.
    """
    rows = list(zip(mentions, contexts, strict=True))
    named = {m: resolve(m, context) for m, context in rows if m.basis != "generic"}
    found: dict[ActorMention, ResolvedActor] = {}
    for mention, context in rows:
        # Those named later come first, as the least recent: what stands before a mention binds more tightly.
        later = [named[m] for m in named if m not in found and m is not mention]
        found[mention] = resolve(mention, replace(context, mentions=(*reversed(later), *found.values())))
    return [found[m] for m in mentions]


def main_country(mentions: Sequence[ActorMention]) -> str | None:
    """The country that the nationalities in a document's actors name most, the first named of several."""
    counts = Counter(m.country for m in mentions if m.country is not None)
    if not counts:
        return None
    most = max(counts.values())
    return next(c for c in counts if counts[c] == most)


def inspect_actors(
    document: Document, sentences: Sequence[Sentence], country: str | None = None, day: dt.date | None = None
) -> list[dict[str, Any]]:
    """One JSON-ready record for each actor mention: its span, its words' reading and what it resolves to.

    ``country`` (ISO2) and ``day`` are the context; by default the country is the one that most mentions name and the
    day is the document's date.
    """
    mentions = [m for s in sentences for m in find_mentions(s)]
    context = ActorContext(country=country, date=day or document.published.date)
    return [_record(document, r) for r in resolve_all(mentions, context)]


def _record(document: Document, resolved: ResolvedActor) -> dict[str, Any]:
    mention = resolved.mention
    return {
        "document_id": document.id,
        "span": {"start": mention.start, "end": mention.end, "quote": document.text[mention.start : mention.end]},
        "actor_id": resolved.actor_id,
        "name": resolved.name,
        "kind": resolved.kind,
        "class": resolved.actor_class,
        "basis": resolved.basis,
        "country": resolved.country,
        "candidates": list(mention.candidates),
        "considered": list(resolved.considered),
        "definite": mention.definite,
        "plural": mention.is_plural,
        "loaded": mention.loaded,
        "is_side": mention.modifier_of is None and not mention.negated_side and mention.actor_class != "spokesperson",
    }
