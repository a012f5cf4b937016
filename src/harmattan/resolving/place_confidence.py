"""How likely the best candidate of a name is the right place: a probability out of the evidence of its score.

A logistic function whose numbers stand in ``place_confidence.yaml``. ``python -m training.place_confidence`` fits them
on wordings made of gazetteer entries; ``python -m evaluation.geoparsing`` prints how often places of each probability
are right on LGL, which has no part in the fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log10

from harmattan.codebook.load import read_yaml
from harmattan.resolving.gazetteer import Place
from harmattan.resolving.gazetteer_sources import MAIN
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.place_scoring import WIDE

FEATURES = ("score", "margin", "rivalled", "other_name", "people", "wide", "tied", "company")
"""In the order of ``evidence``."""

_HIGHEST, _WIDEST, _COMPANY = 16.0, 8.0, 4
_AREAS = frozenset(("admin1", "admin2", "admin3"))
_APART_KM = 161.0
"""From here on another candidate is another answer (100 miles, the customary radius)."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The numbers of ``place_confidence.yaml``."""

    intercept: float
    weights: tuple[float, ...]
    least: float
    """Under this probability there is no answer."""


@cache
def confidence() -> Confidence:
    """The fitted numbers."""
    read = read_yaml("place_confidence.yaml")
    return Confidence(read["intercept"], tuple(read["weights"][name] for name in FEATURES), read["least"])


def evidence(ranked: Sequence[tuple[Place, float]], *, tied: bool, others: int) -> tuple[float, ...]:
    """What speaks for the first of the scored candidates, best first, each about 0 to 1.

    score: its score. margin: by how much it beats the next candidate that lies elsewhere. rivalled: whether there is
    such a one. other_name: the text's name is not its main one. people: its inhabitants, logarithmic. wide: a country
    or first-level area. tied: the text names what contains it or what it contains. company: how many ``others`` the
    text names.
    """
    best, score = ranked[0]
    rival = next((s for p, s in ranked[1:] if _is_elsewhere(p, best)), None)
    margin = _WIDEST if rival is None else max(0.0, min(score - rival, _WIDEST))
    return (
        max(0.0, min(score, _HIGHEST)) / _HIGHEST,
        margin / _WIDEST,
        float(rival is not None),
        float(best.quality != MAIN),
        log10(best.population + 50) / 8,
        float(best.feature in WIDE),
        float(tied),
        min(others, _COMPANY) / _COMPANY,
    )


def _is_elsewhere(place: Place, best: Place) -> bool:
    """Whether a candidate is another answer; for a town the areas of its name in the same country are not."""
    if best.feature == "town" and place.feature in _AREAS and place.country == best.country:
        return False
    return distance_km(place.point, best.point) > _APART_KM


def probability(ranked: Sequence[tuple[Place, float]], *, tied: bool, others: int) -> float:
    """How likely the first of the scored candidates, best first, is right, 0 to 1, rounded to 3 places."""
    fitted = confidence()
    found = evidence(ranked, tied=tied, others=others)
    z = fitted.intercept + sum(w * x for w, x in zip(fitted.weights, found, strict=True))
    return round(1 / (1 + exp(-max(-30.0, min(z, 30.0)))), 3)
