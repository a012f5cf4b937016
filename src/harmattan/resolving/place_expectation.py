"""What the places of a text expect of each other before any of them is chosen.

Choosing name by name, each by what the others were taken for, ends where the first choices led: "Paris" and "Henry
County" would each wait for the other to be in Tennessee. Here every candidate speaks for its neighbours with the
weight that it has itself (a mean field): softmax of the scores, new scores from what is likely near, and again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from harmattan.resolving.gazetteer import Place
from harmattan.resolving.gazetteer_sources import UNPLACED
from harmattan.resolving.geometry import EARTH_RADIUS_KM
from harmattan.resolving.place_scoring import CAUTION, NEIGHBOUR_KM, WIDE, Group

_MOST = 20
"""Candidates of a name that are heard, the best ones."""
_TEMPERATURE = 2.0
_ROUNDS = 3
_NEAR, _AREA, _COUNTRY = 2.4, 3.0, 3.0
"""Weights of other places near, of the share of the text in the same first-level area and in the same country."""

Floats = npt.NDArray[np.float64]


def expect(groups: Sequence[Group], beside: Mapping[str, float]) -> None:
    """Raise the scores of candidates that lie by likely candidates of the other names.

    ``beside`` weighs countries by what is no place mention. Does nothing for a text with one name.
    """
    owner = [g for g, group in enumerate(groups) for _ in _heard(group)]
    if len(set(owner)) < 2:
        return
    heard = [(group, i) for group in groups for i in _heard(group)]
    places = [group.candidates[i] for group, i in heard]
    group_of = np.array(owner)
    starts = np.flatnonzero(np.r_[True, group_of[1:] != group_of[:-1]])
    elsewhere = group_of[:, None] != group_of[None]
    near = _nearness(places) * elsewhere
    country = _alike([p.country for p in places]) & elsewhere
    area = _alike([p.country + "." + p.admin1_code if p.admin1_code else "" for p in places]) & elsewhere
    weight = np.array([group.weight for group, _ in heard])
    spoken = np.array([beside.get(p.country, 0.0) for p in places])
    total = sum(group.weight for group in groups if group.candidates) + sum(beside.values()) + CAUTION
    small = np.array([_is_small(p) for p in places])
    base = np.array([group.scores[i] for group, i in heard])
    scores = base
    for _ in range(_ROUNDS):
        likely = _softmax(scores, starts)
        around = np.maximum.reduceat(near * likely[None], starts, axis=1).sum(axis=1)
        voice = likely * weight
        scores = base + _NEAR * np.minimum(around, 2.0) * small
        scores = scores + (_COUNTRY * (country @ voice + spoken) + _AREA * (area @ voice)) / total
    for (group, i), score in zip(heard, scores, strict=True):
        group.scores[i] = float(score)


def _heard(group: Group) -> list[int]:
    return sorted(range(len(group.candidates)), key=lambda i: (-group.scores[i], i))[:_MOST]


def _is_small(place: Place) -> bool:
    """Whether a distance to its point means much."""
    return place.feature not in WIDE and place.code != UNPLACED


def _nearness(places: Sequence[Place]) -> Floats:
    """How near each two small places are: 1 at one spot, 1/e at ``NEIGHBOUR_KM``; 0 for a place and itself."""
    lat, lon = (np.radians([p.point[k] for p in places]) for k in (0, 1))
    small, key = np.array([_is_small(p) for p in places]), np.array([p.key for p in places])
    half = np.sin((lat[:, None] - lat[None]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None] * np.sin((lon[:, None] - lon[None]) / 2) ** 2
    km = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    found: Floats = np.exp(-km / NEIGHBOUR_KM) * small[:, None] * small[None] * (key[:, None] != key[None])
    return found


def _alike(names: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which of the names are the same; none is like an empty one."""
    _, codes = np.unique(np.array(names), return_inverse=True)
    named = np.array([bool(name) for name in names])
    same: npt.NDArray[np.bool_] = (codes[:, None] == codes[None]) & named[:, None]
    return same


def _softmax(scores: Floats, starts: npt.NDArray[np.intp]) -> Floats:
    """The weight of each candidate among those of its name."""
    sizes = np.diff(np.r_[starts, len(scores)])
    raised = np.exp((scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)) / _TEMPERATURE)
    shares: Floats = raised / np.repeat(np.add.reduceat(raised, starts), sizes)
    return shares
