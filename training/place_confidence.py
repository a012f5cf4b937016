"""Fits how likely a resolved place is right, on texts' worth of names made of gazetteer entries.

Run ``python -m training.place_confidence``; it prints the numbers for ``place_confidence.yaml``. A made text names a
town, drawn with the square root of its inhabitants, and around it what reports name: its neighbours, first-level area
or country, sometimes behind a comma, and places far away. For one name in twelve the place meant is hidden from the
gazetteer, as it lacks many. Right is an answer within 161 km. No text of anybody is used; the gazetteer is GeoNames and
UCDP (CC BY 4.0).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

import numpy as np
from numpy.typing import NDArray

from harmattan.codebook.countries import countries
from harmattan.resolving.gazetteer import Gazetteer, Place
from harmattan.resolving.gazetteer_sources import ALTERNATE, Row, builtin_rows, named_by_ucdp
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.place_confidence import FEATURES, evidence
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_names import normalise
from harmattan.resolving.places import PlaceResolver

_TEXTS = 4_000
"""As many of any name, and as many of names that several places bear."""
_SHARED = 4
_OTHER = 0.15
_SEED = 7
_NEAR_KM = 161.0
_HIDDEN = 1 / 12
_RIDGE = 1.0


@dataclass(frozen=True)
class Named:
    """A name of a made text, and where it is."""

    text: str
    point: tuple[float, float]
    container: int | None = None


class _Hiding(Gazetteer):
    """The installed gazetteer without the places meant by some names."""

    def __init__(self, whole: Gazetteer) -> None:
        self._whole = whole
        self.hidden: dict[str, tuple[float, float]] = {}

    def lookup(self, name: str) -> tuple[Place, ...]:
        found = self._whole.lookup(name)
        at = self.hidden.get(name)
        return found if at is None else tuple(p for p in found if distance_km(p.point, at) > _NEAR_KM)


def main() -> None:
    """Prints the fitted numbers and how well they hold on texts made later."""
    chance = random.Random(_SEED)
    whole = Gazetteer.open()
    rows = [r for r in (*builtin_rows(), *named_by_ucdp()) if r.feature in ("town", "admin2")]
    bearers = Counter(normalise(r.name) for r in rows)
    shared = [r for r in rows if bearers[normalise(r.name)] >= _SHARED]
    drawn = [
        r for part in (rows, shared) for r in chance.choices(part, [sqrt(r.population + 200) for r in part], k=_TEXTS)
    ]
    chance.shuffle(drawn)
    grid = _grid(rows)
    hiding = _Hiding(whole)
    samples = [s for row in drawn for s in _judged(hiding, _made(row, grid, rows, whole, chance), chance)]
    x = np.array([s[0] for s in samples])
    y = np.array([float(s[1]) for s in samples])
    half = len(y) * 3 // 4
    weights = _fitted(x[:half], y[:half])
    print(f"intercept: {weights[0]:.3f}\nweights:")
    for name, weight in zip(FEATURES, weights[1:], strict=True):
        print(f"  {name}: {weight:.3f}")
    said = 1 / (1 + np.exp(-(weights[0] + x[half:] @ weights[1:])))
    for low in np.arange(0.0, 1.0, 0.1):
        here = (said >= low) & (said < low + 0.1)
        if here.any():
            print(f"# {low:.1f}: {here.sum():6} said {said[here].mean():.2f} right {y[half:][here].mean():.2f}")


def _grid(rows: Sequence[Row]) -> dict[tuple[int, int], list[Row]]:
    grid: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        grid[round(row.latitude), round(row.longitude)].append(row)
    return grid


def _made(
    row: Row,
    grid: dict[tuple[int, int], list[Row]],
    rows: Sequence[Row],
    whole: Gazetteer,
    chance: random.Random,
) -> list[Named]:
    """The names of one text around ``row``."""
    names = [Named(_said(row, chance), (row.latitude, row.longitude))]
    inner = next((p for p in whole.lookup(row.name) if p.id == row.id), None)
    if inner is not None and inner.admin1 and chance.random() < 0.35:
        area = next((p for p in whole.lookup(inner.admin1) if _holds(p, inner)), None)
        if area is not None:
            if chance.random() < 0.5:
                names[0] = Named(names[0].text, names[0].point, 1)
            names.append(Named(inner.admin1, area.point))
    country = next((p for p in whole.lookup(_country(row.country)) if p.feature == "country"), None)
    if country is not None and chance.random() < 0.35:
        names.append(Named(country.name, country.point))
    around = [r for r in grid[round(row.latitude), round(row.longitude)] if r is not row and _is_near(r, row)]
    people = [sqrt(r.population + 200) for r in around]
    for other in chance.choices(around, people, k=chance.choice((0, 0, 1, 1, 2, 3, 5))) if around else ():
        names.append(Named(_said(other, chance), (other.latitude, other.longitude)))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        far = max(chance.sample(rows, 40), key=lambda r: r.population)
        names.append(Named(_said(far, chance), (far.latitude, far.longitude)))
    return names


def _said(row: Row, chance: random.Random) -> str:
    """The place's name as a text may have it: now and then another of its names in Latin letters."""
    others = [name for name, quality in row.names if quality <= ALTERNATE and len(normalise(name)) > 3]
    return chance.choice(others) if others and chance.random() < _OTHER else row.name


def _country(iso2: str) -> str:
    return countries()[iso2].name if iso2 in countries() else ""


def _holds(area: Place, inner: Place) -> bool:
    return area.feature == "admin1" and (area.country, area.admin1_code) == (inner.country, inner.admin1_code)


def _is_near(a: Row, b: Row) -> bool:
    north = abs(a.latitude - b.latitude) * 111
    east = abs(a.longitude - b.longitude) * 111 * cos(radians(b.latitude))
    return north < 70 and east < 70


def _judged(hiding: _Hiding, names: Sequence[Named], chance: random.Random) -> Iterator[tuple[tuple[float, ...], bool]]:
    """For each name the evidence for its best candidate, and whether that is right."""
    hiding.hidden = {n.text: n.point for n in names if chance.random() < _HIDDEN}
    toponyms = [Toponym(0, i, i + 1, i, i + 1, n.text, container=n.container) for i, n in enumerate(names)]
    found = PlaceResolver(hiding).explain(toponyms, [])
    held = {n.container for n in names}
    for i, (name, each) in enumerate(zip(names, found, strict=True)):
        if each.candidates:
            ranked = [(c.place, c.score) for c in each.candidates]
            tied = name.container is not None or i in held
            others = len({n.text for n in names}) - 1
            right = distance_km(ranked[0][0].point, name.point) <= _NEAR_KM
            yield evidence(ranked, tied=tied, others=others), right


def _fitted(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method with a small ridge: intercept first."""
    design = np.c_[np.ones(len(x)), x]
    weights: NDArray[np.float64] = np.zeros(design.shape[1])
    for _ in range(40):
        said = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (said - y) + _RIDGE * np.r_[0.0, weights[1:]]
        curve = (design * (said * (1 - said))[:, None]).T @ design + _RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
