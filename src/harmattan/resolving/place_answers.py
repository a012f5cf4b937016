"""The place that a mention means, as an answer: named by the gazetteer, or computed from stated distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from harmattan.codebook.countries import countries
from harmattan.codebook.load import read_yaml
from harmattan.model import ReportedPlace, Span
from harmattan.resolving import place_relations as relations
from harmattan.resolving.gazetteer import Place
from harmattan.resolving.gazetteer_sources import ALTERNATE, ROUGH, UNPLACED
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_scoring import ENOUGH, WIDE

_COARSE = frozenset(("country", "continent", "admin1", "region", "water", "mountain"))
_SMALL = frozenset(("town", "neighbourhood", "admin2", "site", "road", "island"))
"""What a place without an entry may be: its words tell, and it is a town where they do not."""
_LOOSE = frozenset(("area", "road", "admin1", "admin2"))
"""A town that the text calls one of these means more than the town."""
_SAME_AREA_KM, _ROUGH_KM = 25.0, 100.0
"""Up to where a stated distance leaves the first-level area, and ACLED's "near it", as they are."""
_LATIN_1 = 0xFF
_SPECIFICITY = {
    "country": 0,
    "continent": 0,
    "admin1": 1,
    "region": 1,
    "water": 1,
    "mountain": 1,
    "road": 1,
    "admin2": 2,
    "admin3": 2,
}


@dataclass(frozen=True, slots=True)
class ScoredCandidate:
    """One place that a name could mean."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class ResolvedPlace:
    """The place that a mention means, ready for a report."""

    toponym: Toponym
    name: str
    latitude: float | None
    longitude: float | None
    country: str | None
    """English short name."""
    country_code: str | None
    """ISO 3166-1 alpha-2."""
    admin1: str | None
    admin2: str | None
    geo_precision: Literal[1, 2, 3]
    """ACLED: 1 the place itself, 2 near it or a small area, 3 a larger region."""
    gazetteer_id: str | None
    basis: Literal["named", "relative", "document"]
    feature: str
    score: float
    around: tuple[float, float] | None = None
    """Of a name that no gazetteer knows, latitude and longitude of the smallest known place that contains it.

    No distance is to be taken from it."""
    probability: float | None = None
    """How likely it is right (``place_confidence``), None where it does not come from a name alone."""
    beside: bool = False
    """The words only say by it where another known place lies ("Bamba, north of Gao": Gao)."""

    @property
    def specificity(self) -> int:
        """3 a town or spot, 2 a district, 1 a region or water, 0 a country or continent."""
        if self.around is not None and self.feature == "site":
            return 2  # a bridge or an airport that no gazetteer knows says less than the town beside it
        return _SPECIFICITY.get(self.feature, 3)

    def reported(self, text: str | None = None) -> ReportedPlace:
        """The same for a report; ``text`` is the document's, from which the span is cut."""
        it = self.toponym
        return ReportedPlace(
            name=self.name,
            latitude=self.around[0] if self.around else self.latitude,
            longitude=self.around[1] if self.around else self.longitude,
            country=self.country,
            admin1=self.admin1,
            admin2=self.admin2,
            geo_precision=self.geo_precision,
            gazetteer_id=self.gazetteer_id,
            basis=self.basis,
            span=Span(start=it.start, end=it.end, quote=it.text) if text is None else Span.cut(text, it.start, it.end),
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """A mention, the place it means (None: none is good enough) and every candidate, best first."""

    toponym: Toponym
    place: ResolvedPlace | None
    candidates: tuple[ScoredCandidate, ...]
    probability: float | None = None
    """How likely the best candidate is right, also where that is too little for an answer."""


def _precision(toponym: Toponym, place: Place) -> Literal[1, 2, 3]:
    relation = toponym.relation
    if place.feature in _COARSE or place.code == UNPLACED or (relation is not None and relation.kind == "part"):
        return 3
    if place.code == ROUGH or place.feature in ("admin2", "admin3", "area", "road") or _LOOSE & set(toponym.features):
        return 2
    beside = relation is not None and relation.kind in ("near", "outskirts") and not relation.anchors
    return 2 if beside else 1


def named(toponym: Toponym, place: Place, score: float) -> ResolvedPlace:
    """The gazetteer's place as the answer for a mention."""
    precision = _precision(toponym, place)
    country = countries().get(place.country)
    return ResolvedPlace(
        toponym,
        _shown(toponym, place),
        place.latitude,
        place.longitude,
        country.name if country else None,
        place.country or None,
        place.admin1 or None,
        place.admin2 or None,
        precision,
        place.id,
        "named",
        place.feature,
        score,
    )


def within(toponym: Toponym, outer: Place, district: str | None = None) -> ResolvedPlace:
    """A name that no gazetteer knows, by the smallest known place that the text names as containing it.

    ``district`` is what the text itself calls the district around it, for the second level where ``outer`` has none.
    """
    country = countries().get(outer.country)
    return ResolvedPlace(
        toponym,
        _words_of(toponym),
        None,
        None,
        country.name if country else None,
        outer.country or None,
        outer.admin1 or None,
        outer.admin2 or (outer.name if district and outer.feature == "town" else district),
        2 if outer.feature not in WIDE else 3,
        None,
        "named",
        next((f for f in toponym.features if f in _SMALL), "town"),
        ENOUGH,
        outer.point if outer.feature not in ("country", "continent") else None,
    )


def _shown(toponym: Toponym, place: Place) -> str:
    """The gazetteer's name; the text's own where the gazetteer has only a scholar's romanisation ("Al Manāqil")."""
    marked = any(ord(c) > _LATIN_1 for c in place.name)
    if not marked or toponym.unnamed or toponym.kind != "place" or place.quality > ALTERNATE:
        return place.name
    return _words_of(toponym)


def _words_of(toponym: Toponym) -> str:
    words = " ".join(toponym.text.split())
    return _written(words) if words.isupper() else words


def _written(words: str) -> str:
    """Capitals as one writes names: "PUERTO DE ABORA" is "Puerto de Abora"."""
    inside = frozenset(read_yaml("places_words.yaml")["inside"])
    low = words.lower()
    return " ".join(w if w in inside and i else w.capitalize() for i, w in enumerate(low.split()))


def relative(toponym: Toponym, anchors: Sequence[Place]) -> ResolvedPlace | None:
    """A place that only its distance and direction from known ones locates."""
    if toponym.relation is None or toponym.kind != "place" or len(anchors) < len(toponym.relation.anchors):
        return None
    point = relations.computed(toponym.relation, [p.point for p in anchors])
    if point is None:
        return None
    nearest = anchors[0]
    country = countries().get(nearest.country)
    same = all(p.admin1_code == nearest.admin1_code and p.country == nearest.country for p in anchors)
    km = toponym.relation.km or 0.0
    # Roads and directions are told roughly: far from the town named neither its area nor the point is sure.
    same = same and km <= _SAME_AREA_KM
    precision: Literal[2, 3] = 3 if km > _ROUGH_KM or any(p.feature in WIDE for p in anchors) else 2
    return ResolvedPlace(
        toponym,
        toponym.text,
        round(point[0], 4),
        round(point[1], 4),
        country.name if country else None,
        nearest.country or None,
        (nearest.admin1 or None) if same else None,
        None,
        precision,
        None,
        "relative",
        "town",
        ENOUGH,
    )
