"""GeoJSON (RFC 7946): one feature for each event; events without coordinates have a null geometry."""

from __future__ import annotations

from typing import Any

from harmattan.publishing.contract import Publication, PublishedEvent, finite


def feature_collection(published: Publication) -> dict[str, Any]:
    """All events in the defined order. Coordinates are longitude, latitude in WGS84."""
    return {"type": "FeatureCollection", "features": [_feature(event) for event in published.events]}


def _feature(event: PublishedEvent) -> dict[str, Any]:
    values: dict[str, Any] = finite(event.model_dump(mode="json"))
    place = values.get("place") or {}
    latitude, longitude = place.get("latitude"), place.get("longitude")
    known = latitude is not None and longitude is not None
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
        "properties": {name: value for name, value in values.items() if name != "id"},
    }
