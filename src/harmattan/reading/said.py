"""Everything that a document has somebody say about an event: that it happened, the toll, the taking, who did it.

A report has one assertion, that of the mention which made its type. But one text often has more voices: "the rebels
said that they had taken the town and killed 80; the army confirmed an attack". Each mention of the event, each toll
and each claim of responsibility is one here, by the same rules as the report's assertion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from harmattan.codebook.load import read_yaml
from harmattan.model import Assertion, Said, Span, Subject
from harmattan.reading.assertion_words import speech_words
from harmattan.reading.assertions import AssertionReading, assertion_of
from harmattan.reading.attributions import Attribution, suspected
from harmattan.reading.casualties import CasualtyMention
from harmattan.reading.decisions import Decision
from harmattan.reading.document_reading import DocumentReading
from harmattan.reading.event_mentions import EventMention
from harmattan.reading.incidents import Incident
from harmattan.reading.report_assertions import spoken
from harmattan.resolving.actors import ActorRegistry, ResolvedActor

_CHANGES = frozenset({"territory", "transfer"})
"""Acts after which somebody else holds a place."""
_REACH = 4
"""Sentences over which a denial without a place is understood."""
_CAN_SPEAK = frozenset({"named", "third_party", "party_word"})


def said_of(reading: DocumentReading, incident: Incident, sides: Sequence[ResolvedActor]) -> tuple[Said, ...]:
    """All that is said about an incident between these sides, in text order, nothing twice."""
    teller = _Teller(reading, list(sides))
    found = [said for mention in incident.mentions for said in teller.of(mention)]
    found += [said for toll in incident.later_tolls for said in teller.toll(toll)]
    found.sort(key=lambda s: (s.span.start, s.about, s.speaker or "", s.number or 0))
    first: dict[Said | tuple[Subject, str, int | None], Said] = {}
    for said in found:
        # A text says on its own account what it says; its first words for it are enough.
        first.setdefault(said if said.speaker else (said.about, said.stance, said.number), said)
    return tuple(first.values())


def with_denials(reading: DocumentReading, decisions: Sequence[Decision]) -> list[Decision]:
    """The same decisions in order; a denial that names no place of its own goes to the report before it.

    "The army has denied that the camp was taken" makes no report, since no place is named, but speaks to one.
    """
    found = list(decisions)
    for k, decision in enumerate(decisions):
        if decision.report is not None or decision.incident.actuality != "denied":
            continue
        mention = decision.incident.mentions[0]
        said = [s for s in _Teller(reading, []).of(mention) if s.stance == "denies" and s.speaker is not None]
        for j in reversed(range(k)):
            report, incident = found[j].report, found[j].incident
            near = 0 < mention.sentence - incident.mentions[0].sentence <= _REACH
            if report is not None and report.actuality == "happened" and near and mention.act in incident.acts:
                found[j] = replace(found[j], report=report.model_copy(update={"said": (*report.said, *said)}))
                break
    return found


def _about(mention: EventMention) -> Subject:
    return "taking" if mention.act in _CHANGES else "event"


class _Teller:
    def __init__(self, reading: DocumentReading, sides: list[ResolvedActor]) -> None:
        self._reading = reading
        self._sides = sides

    def of(self, mention: EventMention) -> Iterator[Said]:
        """What one mention says."""
        if any(q.kind == "percent" for q in self._reading.quantities[mention.sentence]):
            # A share or a change is of many events, whoever gives it.
            return
        heard = self._heard(mention.assertion)
        if self._is_both(mention.assertion):
            for side in self._sides:
                yield self._said(_about(mention), Assertion(stance="claims", speaker=side.name), mention.sentence)
            return
        own = next((s.actor for s in mention.choices.sides if s.source == "speaker"), None)
        if heard.speaker is None and own is not None:
            heard = Assertion(stance=heard.stance, speaker=own.name)
        about = "perpetrator" if self._is_of_authorship(mention.assertion) else _about(mention)
        yield self._said(about, heard, mention.sentence)
        for toll in mention.casualties:
            yield from self.toll(toll)
        for attribution in mention.attributions:
            if self._is_side(attribution.actor):
                yield self._said("perpetrator", self._authored(attribution), attribution.sentence)
        for actor in mention.initiators:
            if (actor.actor_id or actor.basis == "named") and suspected(self._reading, actor):
                by = Assertion(stance="accuses", speaker=heard.speaker)
                yield self._said("perpetrator", by, actor.mention.sentence)

    def _is_side(self, actor: ResolvedActor) -> bool:
        registry = ActorRegistry.load()
        return any(registry.relation(actor, side) in ("same", "family", "generic") for side in self._sides)

    def _authored(self, attribution: Attribution) -> Assertion:
        """The word of the group itself, or of whoever blames it."""
        if attribution.own:
            return Assertion(stance="claims", speaker=attribution.actor.name)
        accuser = attribution.accuser
        heard = self._heard(AssertionReading("accuses", "accuse", accuser)) if accuser is not None else None
        speaker = heard.speaker if heard else None
        return Assertion(stance="claims" if speaker == attribution.actor.name else "accuses", speaker=speaker)

    def toll(self, toll: CasualtyMention) -> Iterator[Said]:
        """What a number of dead says; attempts, sums over long times and corrected numbers say nothing."""
        plain = not (toll.attempted or toll.cumulative or toll.superseded or toll.subset)
        if toll.kind == "killed" and toll.basis not in ("pronoun", "none") and plain:
            sentences = self._reading.sentences
            heard = self._heard(assertion_of(sentences[toll.sentence], toll.trigger, sentences))
            yield self._said("toll", heard, toll.sentence, 0 if toll.negated else toll.best)

    def _heard(self, heard: AssertionReading) -> Assertion:
        """Who speaks; None for a thing that cannot ("this escalation") and for a pronoun that stands for nobody."""
        told = spoken(self._reading, heard, self._sides)
        speaker = heard.speaker
        if speaker is None:
            return told
        events = {t.token for t in self._reading.triggers[speaker.sentence]}
        if speaker.role in _CAN_SPEAK and speaker.head not in events:
            return told
        words = self._reading.document.text[speaker.start : speaker.end]
        return told if told.speaker != words else told.model_copy(update={"speaker": None})

    def _is_both(self, heard: AssertionReading) -> bool:
        """ "Both sides said": each of them does."""
        if heard.speaker is None or heard.stance != "states":
            return False
        words = self._reading.document.text[heard.speaker.start : heard.speaker.end].lower()
        return words.removeprefix("the ") in read_yaml("first_person.yaml")["both"]

    def _said(self, about: Subject, heard: Assertion, sentence: int, number: int | None = None) -> Said:
        there = self._reading.sentences[sentence]
        span = Span.cut(self._reading.document.text, there.start, there.end)
        return Said(about=about, stance=heard.stance, speaker=heard.speaker, number=number, span=span)

    def _is_of_authorship(self, heard: AssertionReading) -> bool:
        """ "Denied involvement in the raid", "claimed responsibility for it": the raid itself is not in question."""
        if heard.cue is None or heard.verb_class is None or heard.verb_class == "say":
            return False
        sentence = self._reading.sentences[heard.cue.sentence]
        verb = sentence.tokens[heard.cue.first]
        nouns = {kid.lemma for kid in sentence.children(verb.i, "obj", "xcomp", "obl", "nsubj:pass")}
        return any(row.verb == verb.lemma and row.nouns & nouns for row in speech_words().light_verbs)
