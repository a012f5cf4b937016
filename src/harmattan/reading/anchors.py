"""Whether words tell of one event: what ties them to a time, a place, a toll or to what the text is about.

"Militants have faced attacks" and "they keep murdering our leaders" say that there were events, not that there was
one; a coder needs a day, a place, somebody who was hurt, or the news that a text opens with.
"""

from __future__ import annotations

from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.document_reading import OPENING, DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.incidents import Incident
from harmattan.reading.syntax import Sentence, Token

_LOOSE = frozenset({"month", "season", "quarter", "half", "year", "decade", "century", "vague"})
_COUNTLESS = frozenset({"plural", "vague"})
"""Victims of whom the words say no more than that there are several."""
_ONE_DEED = frozenset({"NN", "VBD"})
"""Tags of words that name or tell a single deed."""
SUM = 50
"""So many dead or more that somebody has caused at some time are the sum of many deeds."""


def is_anchored(reading: DocumentReading, incident: Incident) -> bool:
    """Whether any mention of an incident ties it to a time, a place, a toll or to what the text is about.

    What a text opens with is one event only where somebody or something acts or is hit. Further on, victims without a
    number tie nothing ("those who murder peasants"), nor does what somebody has done at some time ("they have killed
    2,000 people").
    """
    return any(_is_tied(reading, m) for m in incident.mentions)


def _is_tied(reading: DocumentReading, mention: EventMention) -> bool:
    if mention.time is not None and mention.time.granularity not in _LOOSE:
        return True
    if mention.actuality.actuality == "denied" or (mention.place is not None and mention.place.specificity > 0):
        return True
    sentence = reading.sentences[mention.sentence]
    trigger = sentence.tokens[mention.trigger.token]
    perfect = mention.sentence >= OPENING and _is_perfect(sentence, trigger)
    if any(_is_counted(c, trigger) and not (perfect and c.best >= SUM) for c in mention.casualties):
        return True
    opens = mention.sentence < OPENING
    return opens and bool(mention.initiators or mention.targets or mention.trigger.arguments.patients)


def _is_counted(toll: CasualtyMention, trigger: Token) -> bool:
    """Whether somebody is hurt who is named or counted, or by one deed ("the murder of priests", "they shot them")."""
    one_deed = trigger.xpos in _ONE_DEED and not trigger.dep.startswith("acl")
    return toll.best > 0 and (one_deed or toll.basis not in _COUNTLESS)


def _is_perfect(sentence: Sentence, trigger: Token) -> bool:
    below = sentence.children(trigger.i)
    return any(kid.dep.startswith("aux") and kid.text.lower() in ("have", "has", "'ve") for kid in below)
