"""Casualty mentions: who was killed, hurt, taken or driven out, how many, and how the text says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harmattan.model import TollPart
from harmattan.reading.casualty_context import Context
from harmattan.reading.casualty_groups import Basis, Phrases, combine
from harmattan.reading.casualty_parts import Inclusion, Parts
from harmattan.reading.casualty_roles import Befallen, Roles
from harmattan.reading.casualty_words import CasualtyKind, casualty_words
from harmattan.reading.numbers import Quantity, find_quantities
from harmattan.reading.syntax import Sentence

_FEW = 3
"""More attackers than that are a side of a fight."""
_WAR = 1000
"""So many dead "have been killed" in a war, not in one event."""
_ANYBODY = (None, "people", "person", "victim", "other")
_RANK: tuple[Basis, ...] = ("stated", "vague", "plural", "named", "singular", "pronoun", "none")


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """One place in a text that says how many people something befell. ``low <= best <= high`` (None = open)."""

    kind: CasualtyKind
    low: int
    best: int
    high: int | None
    parts: tuple[TollPart, ...]
    sentence: int
    """``Sentence.index``."""
    trigger: int
    """Token that says what happened: "killed", "dead", "toll"."""
    noun: int | None
    """Token of the victims' noun; None where it is left out ("12 were killed")."""
    lemma: str | None
    victims: tuple[int, ...]
    """Head tokens of all coordinated victim phrases."""
    agent: int | None
    """Head token of who did it, where the clause says so."""
    start: int
    end: int
    """Character offsets that cover the victims' words and the trigger."""
    basis: Basis
    """stated: a number; vague: "dozens"; plural: "soldiers"; named; singular; pronoun."""
    negated: bool = False
    attempted: bool = False
    """Only tried, planned, threatened or possible, or no deed of anybody: never a toll."""
    cumulative: bool = False
    """A total over a long period: a statistic, no event's toll."""
    revised: bool = False
    """Replaces what the text said before ("the toll rose to 15")."""
    superseded: bool = False
    """A figure that the text calls an earlier one."""
    additional: bool = False
    """Comes on top of people already spoken of ("three others")."""
    subset: bool = False
    """Belongs to people already spoken of ("two of the dead")."""
    aside: bool = False
    """Of an older event ("in 2009", "two years ago"), where the text has another one."""
    definite: bool = False
    """Refers back ("the man", "both")."""
    perpetrator: bool = False
    """The attacker's own death."""
    later: bool = False
    """Died after having been hurt."""
    total: bool = False
    """Stated as a whole: a death toll, or people without a narrower word."""
    by_person: bool = False
    """Somebody did it: ``agent`` is a person, not an attack or a blast."""
    group: str = ""
    """The victims' words after their noun's own number: "members of the militia"."""
    ordinal: int | None = None
    """ "A third man died": 3, the number of people so far."""
    by: str | None = None
    """Lemma of ``agent``."""
    names: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()


def find_casualties(sentence: Sentence, quantities: Sequence[Quantity] | None = None) -> list[CasualtyMention]:
    """Every casualty mention of a sentence in text order. Never raises.

    Args:
        sentence: with its parse.
        quantities: what ``find_quantities`` found in it, to save the work.
    """
    if not sentence.tokens or casualty_words().triggers.isdisjoint(t.text.lower() for t in sentence.tokens):
        return []
    phrases = Phrases(sentence, find_quantities(sentence) if quantities is None else quantities)
    befallen = _merge(Roles(phrases).all())
    if not befallen:
        return []
    context = Context(phrases)
    mentions = [_mention(phrases, context, b) for b in befallen]
    return _with_parts(phrases, _own_deaths(phrases, [m for m in mentions if not _is_asked(sentence, m)]))


def _own_deaths(p: Phrases, mentions: list[CasualtyMention]) -> list[CasualtyMention]:
    """ "Shot his wife and then himself": who shoots others and then himself means to die."""
    if "accidentally" in p.texts:
        return mentions
    return [
        replace(m, kind="killed") if m.kind == "casualties" and _is_own(p, m) and _hurts_others(m, mentions) else m
        for m in mentions
    ]


def _is_own(p: Phrases, m: CasualtyMention) -> bool:
    return not (m.negated or m.attempted) and all(p.texts[v] in p.words.reflexives for v in m.victims)


def _hurts_others(m: CasualtyMention, mentions: list[CasualtyMention]) -> bool:
    return any(
        o.kind in ("killed", "casualties") and not o.perpetrator and not o.negated and o is not m for o in mentions
    )


def _is_asked(sentence: Sentence, mention: CasualtyMention) -> bool:
    """ "Did not say how many people died": the number is what the text does not know."""
    if mention.basis not in ("plural", "vague") or mention.noun is None:
        return False
    return any(
        k.lemma in ("how", "many") and sentence.tokens[max(k.i - 1, 0)].lemma == "how"
        for k in sentence.subtree(mention.noun)
    )


def _merge(found: list[Befallen]) -> list[Befallen]:
    """One mention for the same people: "shot and killed" is killed, "killed or wounded" is undecided."""
    kept: list[Befallen] = []
    for b in found:
        heads = _heads(b)
        twin = next((k for k in kept if _heads(k) & heads and not _some_of(k, b)), None)
        if twin is None:
            kept.append(b)
            continue
        at = kept.index(twin)
        if len(twin.groups) > len(b.groups) and not b.shared:
            # "one died, two others hurt", read as one phrase: each trigger keeps its own people.
            rest = tuple(g for g in twin.groups if not {g.head, g.noun} & heads)
            kept[at : at + 1] = [replace(twin, groups=rest), b] if rest else [b]
        else:
            kept[at : at + 1] = _one_of(twin, b)
    return kept


def _one_of(twin: Befallen, b: Befallen) -> list[Befallen]:
    """What two triggers say of the same people."""
    if twin.within != b.within:
        return [b if twin.within else twin]
    if twin.kind == b.kind:
        return [b if twin.shared else twin]
    if {twin.kind, b.kind} == {"killed", "injured"}:
        undecided = abs(b.trigger - twin.trigger) <= 2
        return [replace(twin, kind="casualties" if undecided else "killed")]
    if "casualties" in (twin.kind, b.kind):
        return [twin if b.kind == "casualties" else b]
    return [b] if b.kind in ("killed", "injured") else [twin, b]


def _some_of(one: Befallen, other: Befallen) -> bool:
    """ "One of five people shot has died": the one and the five share a noun and are not the same."""
    a, b = one.groups[0], other.groups[0]
    return len(one.groups) == len(other.groups) == 1 and a.head != b.head and a.noun == b.noun and a.best != b.best


def _heads(b: Befallen) -> set[int]:
    return {g.head for g in b.groups} | {g.noun for g in b.groups if g.noun is not None}


def _mention(p: Phrases, context: Context, b: Befallen) -> CasualtyMention:
    low, best, high, parts = combine(b.groups)
    first = b.groups[0]
    nobody = high == 0
    negated = nobody or context.negated(b.trigger)
    if b.kind == "casualties" and not b.groups[0].noun and context.denied_subject(b.trigger):
        negated = nobody = True
    if negated:
        low, best, high, parts = 0, 0, 0, ()
    start = min([p.tokens[b.trigger].start, *(p.tokens[g.first].start for g in b.groups)])
    end = max([p.tokens[b.trigger].end, *(p.tokens[g.last - 1].end for g in b.groups)])
    words = p.words
    own_life = b.own or (p.texts[b.trigger] in words.life_nouns and first.basis == "pronoun")
    own = own_life or all(p.texts[g.head] in words.reflexives for g in b.groups)
    attacker = len(b.groups) == 1 and first.lemma in words.attackers and first.best <= _FEW and first.basis != "plural"
    basis = min((g.basis for g in b.groups), key=_RANK.index)
    return CasualtyMention(
        kind=b.kind,
        low=low,
        best=best,
        high=high,
        parts=parts,
        sentence=p.sentence.index,
        trigger=b.trigger,
        noun=first.noun,
        lemma=first.lemma,
        victims=tuple(g.head for g in b.groups),
        agent=b.agent,
        start=start,
        end=end,
        basis="stated" if nobody else basis,
        negated=negated,
        attempted=(context.attempted(b.trigger) and not b.toll) or context.natural(b.trigger),
        cumulative=context.cumulative(b.trigger) or (best >= _WAR and context.summed(b.trigger)),
        aside=context.aside(b.trigger),
        revised=b.revised,
        superseded=context.superseded() and basis in ("stated", "vague"),
        additional=first.additional,
        subset=first.partitive,
        definite=first.definite,
        perpetrator=own or attacker,
        later=b.kind == "killed" and context.later(b.trigger),
        total=b.toll or (first.lemma in _ANYBODY and best == first.best),
        by_person=b.agent is not None and (p.tokens[b.agent].upos == "PRON" or p.is_person(b.agent, strict=True)),
        group=_group_words(p, first.noun),
        ordinal=first.ordinal,
        by=None if b.agent is None else p.tokens[b.agent].lemma.lower(),
        names=tuple(g.name for g in b.groups if g.name),
        ages=tuple(g.age for g in b.groups if g.age is not None),
    )


def _group_words(p: Phrases, noun: int | None) -> str:
    if noun is None:
        return ""
    kept = p.sentence.subtree(noun, skip=("acl", "appos", "conj", "cc", "punct", "nummod", "det", "parataxis", "cop"))
    return " ".join(t.text.lower() for t in kept)


def _with_parts(p: Phrases, mentions: list[CasualtyMention]) -> list[CasualtyMention]:
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
