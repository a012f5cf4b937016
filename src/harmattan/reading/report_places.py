"""Where an incident happened: the most specific place that its own words name, else what the discourse gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harmattan.codebook.countries import country as country_of
from harmattan.codebook.load import read_yaml
from harmattan.model import ReportedPlace, Span
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.event_places import TOWN, is_event_place, places_in
from harmattan.reading.incidents import Incident
from harmattan.reading.syntax import Sentence
from harmattan.resolving.geometry import distance_km
from harmattan.resolving.place_evidence import home_of
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_names import normalise
from harmattan.resolving.places import ResolvedPlace

PlaceChoice = Choice[ReportedPlace, ResolvedPlace]
_Found = tuple[ReportedPlace | None, ResolvedPlace | None, str]
"""The place, the mention that it comes from, and the rule.

A dict ``weighed`` beside it collects why other places are not it."""
_LESS = "another is more specific"
_CLAUSE = "the most specific place that its clauses name"
_TOWN_KM = 15.0
_IN_TOWN = frozenset(("neighbourhood", "road", "site"))
_DISTRICT = 2
"""The specificity of a district."""
_AFTER = 3
"""Sentences after the one that tells of the event in which its place may be told more closely."""


def chosen_place(reading: DocumentReading, incident: Incident, main: EventMention) -> PlaceChoice:
    """The place of an incident; basis "document" where its own sentences name none.

    The candidates are the places that the choice was between, scored as the gazetteer's entry for their words.
    """
    weighed: dict[ResolvedPlace, str] = {}
    value, chosen, why = _decided(reading, incident, main, weighed)
    rows = [Candidate(p, why if p is chosen else r, p.score, p is chosen) for p, r in weighed.items()]
    if chosen is not None and chosen not in weighed:
        rows.append(Candidate(chosen, why, chosen.score, True))
    return Choice(value, why, tuple(rows))


def _decided(
    reading: DocumentReading, incident: Incident, main: EventMention, weighed: dict[ResolvedPlace, str]
) -> _Found:
    text = reading.document.text
    ordered = [main, *(m for m in incident.mentions if m is not main)]
    home = _at_home(reading, incident)
    named, why = _named(reading, ordered, home, weighed)
    if named is None or named.specificity < TOWN or _is_namesake(named):
        closer = _told_after(reading, incident, main, named, home, weighed)
        several = reading.sentences[main.sentence].tokens[main.trigger.token].xpos == "NNS"
        if closer is not None and not (several and named is not None and named.specificity == TOWN):
            return closer.reported(text), closer, "told more closely in the next sentences"
    if named is None or named.specificity == 0:
        closer = _most_specific(_closer(reading, main.sentence, named, home, weighed))
        if closer is not None:
            return closer.reported(text), closer, "a place of its sentence outside of its clause"
    if named is not None and (named.specificity > 0 or named.basis != "named"):
        return named.reported(text), named, why
    words = next((w for m in ordered if (w := _unknown_name(reading, m)) is not None), None)
    if words is not None:
        known = country_of(reading.country) if reading.country else None
        country = known.name if known else None
        unknown = ReportedPlace(name=words.quote, country=country, geo_precision=3, basis="named", span=words)
        return unknown, None, "a name that no gazetteer entry is good enough for"
    if named is not None:
        return named.reported(text), named, why
    return _untold(reading, main, ordered, home, weighed)


def _named(
    reading: DocumentReading,
    ordered: Sequence[EventMention],
    home: frozenset[str],
    weighed: dict[ResolvedPlace, str],
) -> tuple[ResolvedPlace | None, str]:
    """The most specific place that the clauses of an incident name, else its sentences beside them."""
    own = [m.place for m in ordered if m.place is not None]
    for p in own:
        weighed[p] = _LESS if p.specificity or _may_be_in(p, home) else "a country elsewhere"
    # "Under pressure from Washington": a country elsewhere is named for other reasons than what happened there.
    named = _most_specific([p for p in own if p.specificity or _may_be_in(p, home)])
    if named is not None and named.specificity >= TOWN:
        return named, _CLAUSE
    beside = []
    for m in ordered:
        for place in places_in(reading, m.sentence, m.trigger.token):
            fits = (named is None and _may_be_in(place, home)) or (named is not None and _inside(place, named))
            weighed.setdefault(place, _LESS if fits else "not in the place or country told")
            if fits:
                beside.append(place)
    around = _most_specific(beside)
    if around is not None and (named is None or around.specificity > named.specificity):
        return around, "the most specific place of its sentences"
    return named, _CLAUSE


def _untold(
    reading: DocumentReading,
    main: EventMention,
    ordered: Sequence[EventMention],
    home: frozenset[str],
    weighed: dict[ResolvedPlace, str],
) -> _Found:
    """What the discourse gives an incident whose own words name no place."""
    text = reading.document.text
    own = [m.place for m in ordered if m.place is not None]
    # Words that name another country leave open where it was: no town of the text may be taken for it.
    inherited = _inherited(reading, main.sentence, home, weighed) if not own else None
    if inherited is not None:
        value = inherited.reported(text).model_copy(update={"basis": "document"})
        return value, inherited, "the place that the text speaks of"
    known = country_of(reading.country) if reading.country else None
    if known is None:
        abroad = _most_specific(own)
        return (abroad.reported(text), abroad, _CLAUSE) if abroad is not None else (None, None, "no place is named")
    value = ReportedPlace(name=known.name, country=known.name, geo_precision=3, basis="document")
    return value, None, "the country that the text is about"


def _at_home(reading: DocumentReading, incident: Incident) -> frozenset[str]:
    """Where an incident may have happened that does not say where: the text's country, and those of its known sides."""
    sides = [code for a in incident.actors if (code := a.mention.country or home_of(a.mention))]
    return frozenset((reading.country, *sides) if reading.country else ())


def _may_be_in(place: ResolvedPlace, home: frozenset[str]) -> bool:
    return not home or place.country_code is None or place.country_code in home


def _unknown_name(reading: DocumentReading, mention: EventMention) -> Span | None:
    """A place name beside the trigger that no gazetteer entry is good enough for: its words are kept."""
    sentence = reading.sentences[mention.sentence]
    near = {t.i for t in sentence.subtree(mention.trigger.token, skip=("advcl", "parataxis", "acl:relcl", "ccomp"))}
    for toponym in reading.toponyms[mention.sentence]:
        unknown = toponym.kind == "place" and toponym not in reading.places and toponym.first in near
        unknown = unknown and not (toponym.capital or toponym.local)
        if (
            unknown
            and (toponym.features or _says_where(sentence, toponym))
            and is_event_place(sentence, toponym, mention.trigger.token)
        ):
            return Span.cut(reading.document.text, toponym.start, toponym.end)
    return None


def _says_where(sentence: Sentence, toponym: Toponym) -> bool:
    """Whether a preposition of place stands before a name; without one an unknown name may be anybody's."""
    before = sentence.tokens[toponym.first - 1].text.lower() if toponym.first else ""
    return before in frozenset(read_yaml("places_words.yaml")["where"])


def _is_namesake(place: ResolvedPlace) -> bool:
    """Whether a town shares its name with the first-level area around it, which may be what is meant."""
    return bool(place.admin1) and place.basis == "named" and normalise(place.name) == normalise(place.admin1 or "")


def _told_after(
    reading: DocumentReading,
    incident: Incident,
    main: EventMention,
    named: ResolvedPlace | None,
    home: frozenset[str],
    weighed: dict[ResolvedPlace, str],
) -> ResolvedPlace | None:
    """A closer place in the next sentences, up to the first that tells of another event."""
    own = {m.sentence for m in incident.mentions}
    for index in range(main.sentence + 1, min(main.sentence + 1 + _AFTER, len(reading.sentences))):
        if index not in own and reading.triggers[index]:
            return None
        found = _most_specific(_closer(reading, index, named, home, weighed))
        if found is not None:
            return found
    return None


def _closer(
    reading: DocumentReading,
    index: int,
    named: ResolvedPlace | None,
    home: frozenset[str],
    weighed: dict[ResolvedPlace, str],
) -> list[ResolvedPlace]:
    """The places of a sentence that may tell more closely where ``named`` is."""
    found = []
    for place in places_in(reading, index):
        closer, here = _is_closer(place, named), _may_be_in(place, home)
        if place is not named:
            why = _LESS if closer and here else "not closer" if here else "elsewhere"
            weighed.setdefault(place, why)
        if closer and here:
            found.append(place)
    return found


def _is_closer(place: ResolvedPlace, named: ResolvedPlace | None) -> bool:
    if named is None:
        return place.specificity >= _DISTRICT
    if _is_namesake(place) and named.feature != "country" and "town" not in place.toponym.features:
        return False  # the province may be meant, and then it tells nothing more
    # A town that bears its province's name may stand for the province.
    least = 1 if _is_namesake(named) and not _is_part(place, named) else named.specificity
    if place.specificity < TOWN and place.specificity <= least:
        return False
    if place.gazetteer_id == named.gazetteer_id and place.name == named.name:
        return False
    if not _inside(place, named):
        return False
    return named.feature == "country" or bool(place.admin1 and place.admin1 == named.admin1)


def _most_specific(places: Iterable[ResolvedPlace]) -> ResolvedPlace | None:
    """The most specific place, the first among equals."""
    best: ResolvedPlace | None = None
    for place in places:
        if best is None or _rank(place) > _rank(best) or _is_within_namesake(place, best):
            best = place
    return best


def _rank(place: ResolvedPlace) -> tuple[bool, int, bool]:
    """A spot that only its distance describes comes behind a place with a name."""
    return not place.beside, place.specificity, not (place.toponym.unnamed and place.basis == "relative")


def _is_within_namesake(place: ResolvedPlace, best: ResolvedPlace) -> bool:
    """ "In Mopti ... the village of X": where a town bears its region's name, the region is meant."""
    if place.admin1 != best.admin1 or not 2 <= place.specificity <= best.specificity or place.feature in _IN_TOWN:
        return False
    return _is_namesake(best) and not _is_namesake(place) and not _is_part(place, best)


def _is_part(place: ResolvedPlace, town: ResolvedPlace) -> bool:
    """Whether a place lies within a town rather than within the region of its name."""
    unsure = place.geo_precision > 1 or town.geo_precision > 1
    if unsure or None in (place.latitude, place.longitude, town.latitude, town.longitude):
        return not place.toponym.features  # its point may be the town's own
    here = (place.latitude or 0.0, place.longitude or 0.0)
    return distance_km(here, (town.latitude or 0.0, town.longitude or 0.0)) < _TOWN_KM


def _inside(inner: ResolvedPlace, outer: ResolvedPlace) -> bool:
    """Whether a place may lie in a larger one."""
    if outer.country_code and inner.country_code != outer.country_code:
        return False
    return not (outer.admin1 and inner.admin1 and outer.admin1 != inner.admin1 and outer.feature == "admin1")


def _inherited(
    reading: DocumentReading, sentence: int, home: frozenset[str], weighed: dict[ResolvedPlace, str]
) -> ResolvedPlace | None:
    """The place the text speaks of: of the sentences just before, else of the opening."""
    before = range(sentence - 1, max(sentence - 4, -1), -1)
    opening = range(min(3, len(reading.sentences)))
    for index in (*before, *opening):
        here = places_in(reading, index)
        for p in here:
            weighed.setdefault(p, "another is nearer or more specific" if _may_be_in(p, home) else "elsewhere")
        place = _most_specific(p for p in here if _may_be_in(p, home))
        if place is not None and place.specificity > 0:
            return place
    return None
