"""What the actors of a document say about the countries that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from harmattan.codebook.actors import actors
from harmattan.resolving.actors_types import ActorMention

_ACTOR = 0.8
_NATIONALITY = 0.5
_MOST = 2.5
"""Weights beside that of a place mention, which is 1: actors travel, and are named from afar."""


def countries_of_actors(mentions: Iterable[ActorMention]) -> dict[str, float]:
    """Weight of each country (ISO 3166-1 alpha-2) by nationalities in the words and home countries of named actors.

    Each wording counts once. An actor at home in several countries, or a name that actors of several countries bear,
    says nothing.
    """
    seen: set[tuple[str, str]] = set()
    found: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        code, weight = _home(mention)
        key = (mention.text.casefold(), code)
        if code and key not in seen:
            seen.add(key)
            found[code] = min(found[code] + weight, _MOST)
    return dict(sorted(found.items()))


def _home(mention: ActorMention) -> tuple[str, float]:
    if mention.country:
        return mention.country, _NATIONALITY
    home = home_of(mention)
    return (home, _ACTOR) if home else ("", 0.0)


def home_of(mention: ActorMention) -> str | None:
    """The one country at which all actors of that name are at home, None where there are several or none."""
    homes = {code for each in mention.candidates if (known := actors().get(each)) for code in known.countries}
    return homes.pop() if len(homes) == 1 else None
