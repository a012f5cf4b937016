"""Gives casualty mentions the groups that the text names inside their numbers."""

from __future__ import annotations

from dataclasses import replace

from harmattan.reading.casualty_groups import Phrases
from harmattan.reading.casualty_mentions import CasualtyMention
from harmattan.reading.casualty_parts import Inclusion, Parts


def with_parts(p: Phrases, mentions: list[CasualtyMention]) -> list[CasualtyMention]:
    """Gives each inclusion to the nearest number before it that can hold it."""
    reader = Parts(p)
    inclusions = reader.all()
    inside = {k for inc in inclusions for k in range(inc.at, inc.end)}
    result = []
    for m in mentions:
        if m.basis in ("stated", "vague") and m.victims and all(v in inside for v in m.victims) and m.trigger in inside:
            continue
        result.append(_grown(p, reader, m, inclusions))
    return result


def _grown(p: Phrases, reader: Parts, m: CasualtyMention, inclusions: list[Inclusion]) -> CasualtyMention:
    if m.negated or m.best < 2:
        return m
    head = max(m.victims, default=m.trigger)
    others = [k for k in range(len(p.tokens)) if k > head]
    for inc in inclusions:
        if inc.at <= min(m.victims, default=m.trigger):
            continue
        # Another number between the victims and the inclusion owns it.
        if any(q.first > head and q.last <= inc.at and q.first > m.trigger for q in p.counts):
            continue
        if sum(part.low for part in inc.parts) <= max(m.best, m.low):
            end = max(m.end, p.tokens[inc.end - 1].end)
            return replace(m, parts=m.parts + inc.parts, end=end) if not m.parts else m
    for k in others[:12]:
        found = reader.share(k, m.best)
        if found is not None and p.texts[k - 1] in (",", "-", "—", "–", "("):
            end = max(m.end, p.tokens[found[0] - 1].end)
            return replace(m, parts=(*m.parts, found[1]), end=end)
    return m
