"""ACLED's table of events: 31 columns in ACLED's order (docs/output.md says how each is filled)."""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Sequence

from harmattan.codebook.countries import Country, country_by_name
from harmattan.publishing.contract import Publication, PublishedDocument, PublishedEvent, PublishedReport
from harmattan.publishing.interaction import Inter, interaction, pair_of
from harmattan.publishing.notes import notes
from harmattan.publishing.plain import cell
from harmattan.publishing.sources import source_scale

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

_NUMBERS = frozenset(
    {"year", "time_precision", "iso", "latitude", "longitude", "geo_precision", "fatalities", "timestamp"}
)
NO_COUNTRY = "XXX"
"""ISO 3166-1 leaves codes from XAA to XZZ to their users."""


def table(published: Publication, inter: Inter = "text") -> str:
    """The events as CSV with a header, in the defined order; lines end with a newline."""
    documents = {document.id: document for document in published.documents}
    reports: dict[str | None, list[PublishedReport]] = defaultdict(list)
    for report in published.reports:
        reports[report.event_id].append(report)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for event in published.events:
        sources = [documents[key] for key in event.documents if key in documents]
        values = row(event, sources, reports[event.id], inter)
        writer.writerow({name: value if name in _NUMBERS else cell(value) for name, value in values.items()})
    return out.getvalue()


def row(
    event: PublishedEvent,
    documents: Sequence[PublishedDocument],
    reports: Sequence[PublishedReport],
    inter: Inter = "text",
) -> dict[str, str]:
    """One event, with its documents and reports, as ACLED's columns; all as text, unknown values empty."""
    place, date = event.place, event.date
    country = country_by_name(place.country) if place and place.country else None
    pair = pair_of(event, country)
    names = sorted({document.source for document in documents if document.source})
    return {
        "event_id_cnty": event_number(event.id, country),
        "event_date": date.start.isoformat() if date else "",
        "year": str(date.start.year) if date else "",
        "time_precision": str(date.time_precision) if date else "",
        "disorder_type": event.disorder_type,
        "event_type": event.event_type,
        "sub_event_type": event.sub_event_type,
        "actor1": pair.first.name if pair.first else "",
        "assoc_actor_1": "; ".join(pair.first_allies),
        "inter1": pair.inter(1, inter),
        "actor2": pair.second.name if pair.second else "",
        "assoc_actor_2": "; ".join(pair.second_allies),
        "inter2": pair.inter(2, inter),
        "interaction": interaction(pair, inter),
        "civilian_targeting": "Civilian targeting" if event.civilian_targeting else "",
        "iso": str(country.numeric) if country and country.numeric else "",
        "region": country.region_name if country else "",
        "country": country.name if country else (place.country or "") if place else "",
        "admin1": (place.admin1 or "") if place else "",
        "admin2": (place.admin2 or "") if place else "",
        "admin3": "",
        "location": place.name if place else "",
        "latitude": _degrees(place.latitude) if place else "",
        "longitude": _degrees(place.longitude) if place else "",
        "geo_precision": str(place.geo_precision) if place else "",
        "source": "; ".join(names),
        "source_scale": source_scale(names),
        "notes": notes(event, reports, names),
        "fatalities": str(event.fatalities.low if event.fatalities else 0),
        "tags": "",
        "timestamp": "0",
    }


def event_number(event_id: str, country: Country | None) -> str:
    """ACLED's ``event_id_cnty``: three letters for the country and a number that is stable, here the id's digits."""
    digits = event_id.rpartition("-")[2]
    try:
        number = str(int(digits, 16))
    except ValueError:
        number = event_id
    return f"{country.iso3 if country else NO_COUNTRY}{number}"


def _degrees(value: float | None) -> str:
    return "" if value is None or math.isnan(value) else f"{value:.4f}"
