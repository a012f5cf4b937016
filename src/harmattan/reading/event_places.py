"""Which of the places that a sentence names is where its events happened, and which is only named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from harmattan.codebook.load import read_yaml
from harmattan.model.choice import Candidate, Choice
from harmattan.reading.arguments import case_of
from harmattan.reading.lexicon import noun_class
from harmattan.reading.manner import is_separate
from harmattan.reading.second_opinion import place_likelihood, sureness
from harmattan.reading.syntax import ROOT, Sentence, Token
from harmattan.resolving.place_mentions import Toponym
from harmattan.resolving.place_names import normalise

if TYPE_CHECKING:
    from harmattan.reading.document_reading import DocumentReading
    from harmattan.resolving.places import ResolvedPlace

_DASHES = frozenset({"-", "--", "---", "—", "–", "―"})
_LONGEST_DATELINE = 22
_OPENING = 4
_MODIFIERS = ("compound", "amod", "nmod:poss", "flat")
TOWN = 3
"""The specificity of a place that is a town or smaller (``ResolvedPlace.specificity``)."""
_PASSING = ("from", "to", "toward", "towards", "into", "of", "via")
"""Prepositions that say less where something happened than "in" or "at" do."""
_PLACE_NOUNS = ("place", "facility", "property")


def dateline_length(sentence: Sentence, toponyms: Sequence[Toponym]) -> int:
    """How many leading tokens are a dateline ("BAMAKO, 2 Oct (Reuters) -"): where it was written, not what happened.

    It starts with a place name or holds a full date, and ends with a dash; no finite verb stands in it. A town with a
    colon is one too, in capitals or where the sentence behind it names another place ("Gao: Two men died in Bamba.").
    """
    starts = bool(toponyms) and toponyms[0].first <= 1
    first = toponyms[0].last if starts else 1
    for token in sentence.tokens[:_LONGEST_DATELINE]:
        if (
            token.text == ":"
            and starts
            and token.i == first
            and sentence.index < _OPENING
            and (_shouted(sentence, first) or _tells_of_another(sentence, toponyms))
        ):
            return token.i + 1
        if token.text in _DASHES and token.i >= first:
            before = sentence.tokens[: token.i]
            spaced = before[-1].end < token.start or token.text != "-"
            if spaced and (starts or any(_is_year(t) for t in before)):
                return token.i + 1
        if token.xpos in ("VBD", "VBZ", "VBP", "MD") and token.upos in ("VERB", "AUX"):
            return 0
    return 0


def _tells_of_another(sentence: Sentence, toponyms: Sequence[Toponym]) -> bool:
    """Whether a whole sentence follows the first name and says where: a headline ("Gao: Two dead") gives the place."""
    closed = any(t.text == "." for t in sentence.tokens[-2:])
    return closed and toponyms[0].kind == "place" and any(t.kind == "place" for t in toponyms[1:])


def stands_alone(sentence: Sentence, toponym: Toponym) -> bool:
    """Whether only marks stand beside a name ("(USSR)"), not further words of an outlet's name ("Radio Gao")."""
    before = sentence.tokens[max(toponym.first - 1, 0) : toponym.first]
    beside = [*before, *sentence.tokens[toponym.last : toponym.last + 1]]
    return all(not any(c.isalpha() for c in t.text) for t in beside)


def _shouted(sentence: Sentence, last: int) -> bool:
    """Whether the words before ``last`` are in capitals and the others are not ("GAO: Two soldiers ...")."""
    letters = [t.text for t in sentence.tokens if t.text.isalpha()]
    head = [t.text for t in sentence.tokens[:last] if t.text.isalpha()]
    return bool(head) and all(w.isupper() for w in head) and sum(w.isupper() for w in letters) < len(letters) / 2


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdecimal() and token.text[:2] in ("19", "20")


def is_event_place(sentence: Sentence, toponym: Toponym, trigger: int | None = None) -> bool:
    """Whether a place name can say where the sentence's event was.

    Not where it modifies a noun that is no place ("the Algiers agreement") other than the trigger itself ("the Bamba
    attack"), and not where it says where a speaker sits ("officials in Bamako said").
    """
    if toponym.kind != "place":
        return False
    head = _head(sentence, toponym)
    token = sentence.tokens[head]
    if token.head == ROOT:
        return True
    governor = sentence.tokens[token.head]
    if token.dep.startswith(_MODIFIERS) and governor.i != trigger:
        named = governor.i in range(toponym.first, toponym.last)
        if not named and not _is_spot(governor) and governor.upos != "PROPN":
            return False
    whose = _says_who_speaks(sentence, head) or _says_whence(sentence, head)
    return not whose and not _is_elsewhere(sentence, toponym)


def _head(sentence: Sentence, toponym: Toponym) -> int:
    """The token of the name that the rest of the name hangs on."""
    inside = range(toponym.first, toponym.last)
    return next((i for i in inside if sentence.tokens[i].head not in inside), toponym.first)


def _says_whence(sentence: Sentence, i: int) -> bool:
    """ "A resident of Abora", "a woman from Abora", "the mayor of Abora": where somebody comes from or serves."""
    token = sentence.tokens[i]
    governor = sentence.tokens[token.head]
    if not token.dep.startswith("nmod"):
        return False
    words = read_yaml("places_words.yaml")
    case = case_of(sentence, token)
    if governor.text.lower() in words["origins"] or (case == "of" and governor.lemma in words["posts"]):
        return True
    return case == "from" and governor.text.lower() not in words["lengths"] and not _is_thing(governor)


def _is_spot(token: Token) -> bool:
    """Whether a noun is called a place ("the Abora market", "the Abora penitentiary")."""
    called = token.text.lower() in read_yaml("places_words.yaml")["features"]
    return called or any(token.lemma in noun_class(c) for c in _PLACE_NOUNS)


def _is_elsewhere(sentence: Sentence, toponym: Toponym) -> bool:
    """Whether the words put a place beside the event for certain."""
    head = _head(sentence, toponym)
    return sentence.tokens[head].head != ROOT and (_says_posting(sentence, head) or _is_beyond(sentence, head))


def _says_posting(sentence: Sentence, i: int) -> bool:
    """ "Troops deployed to Abora killed ...": where those who act are stationed, not where they acted."""
    token = sentence.tokens[i]
    verb = sentence.tokens[token.head]
    if (
        not token.dep.startswith("obl")
        or verb.dep != "acl"
        or verb.lemma not in read_yaml("places_words.yaml")["posted"]
    ):
        return False
    return sentence.tokens[verb.head].dep == "nsubj"


def _is_beyond(sentence: Sentence, i: int) -> bool:
    """ "Near the border with Abora": what lies on the other side."""
    token = sentence.tokens[i]
    border = sentence.tokens[token.head].lemma in read_yaml("places_words.yaml")["borders"]
    return border and token.dep.startswith("nmod") and case_of(sentence, token) == "with"


def _is_thing(token: Token) -> bool:
    """Whether a noun names an event, a spot or a vehicle, of which "from" tells where it is or went."""
    return token.lemma in noun_class("vehicle") or any(token.lemma in noun_class(c) for c in _PLACE_NOUNS)


def _says_who_speaks(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if not token.dep.startswith("nmod"):
        return False
    head = sentence.tokens[token.head]
    return head.dep.startswith("nsubj") and head.head != ROOT and bool(sentence.children(head.head, "ccomp"))


def placed(reading: DocumentReading, sentence: Sentence, i: int) -> Choice[ResolvedPlace, ResolvedPlace]:
    """The place of the event at token ``i`` in its own sentence: as the clause says, else as the network sees it.

    The candidates are the known places of the sentence with the network's likelihoods.
    """
    ruled, why, lost = _place_in_clause(reading, sentence, i)
    if sentence.events is None:
        return _told(reading, sentence, ruled, why, lost, {})
    likely: dict[Toponym, float] = {}
    for toponym in reading.toponyms[sentence.index]:
        known = toponym in reading.places and toponym.kind == "place"
        if known and not _is_elsewhere(sentence, toponym):
            likely[toponym] = place_likelihood(sentence, i, range(toponym.first, toponym.last)) or 0.0
    others = _of_other_events(reading, sentence, i) if ruled is None else set()
    seen = [reading.places[t] for t, p in likely.items() if p >= sureness().place and t not in others]
    if not seen or (ruled is not None and likely.get(ruled.toponym, 1.0) >= sureness().not_place):
        return _told(reading, sentence, ruled, why, lost, likely)
    if ruled is not None:
        lost[ruled.toponym] = "the network doubts that it is the event's place"
    chosen = max(seen, key=lambda p: (p.specificity, likely[p.toponym], -p.toponym.first))
    return _told(reading, sentence, chosen, "the network sees it as the event's place", lost, likely)


def _of_other_events(reading: DocumentReading, sentence: Sentence, i: int) -> set[Toponym]:
    """Places that the clause of another event names ("the assault came after the raid on Dioura")."""
    found = set()
    for trigger in reading.triggers[sentence.index]:
        if trigger.token != i and (is_separate(sentence, trigger.token) or is_separate(sentence, i)):
            place, _, _ = _place_in_clause(reading, sentence, trigger.token)
            if place is not None:
                found.add(place.toponym)
    return found


def _told(
    reading: DocumentReading,
    sentence: Sentence,
    chosen: ResolvedPlace | None,
    why: str,
    lost: Mapping[Toponym, str],
    likely: Mapping[Toponym, float],
) -> Choice[ResolvedPlace, ResolvedPlace]:
    rows = []
    for toponym in reading.toponyms[sentence.index]:
        place = reading.places.get(toponym)
        if place is not None:
            taken = place is chosen
            reason = why if taken else lost.get(toponym, "not in the trigger's clause")
            rows.append(Candidate(place, reason, likely.get(toponym), taken))
    return Choice(chosen, why if chosen is not None else "its clause names no place", tuple(rows))


def _place_in_clause(
    reading: DocumentReading, sentence: Sentence, i: int
) -> tuple[ResolvedPlace | None, str, dict[Toponym, str]]:
    """The most specific place named below the trigger or beside it in its clause; nearest first among equals.

    With it, where it stands, and why other places did not win.
    """
    below = {t.i for t in sentence.subtree(i, skip=("advcl", "parataxis", "conj", "acl:relcl", "ccomp"))}
    clause = set(below)
    child = i
    for governor in sentence.ancestors(i):
        if sentence.tokens[child].dep in ("ccomp", "parataxis", "acl:relcl"):
            break
        clause |= {
            t.i
            for kid in sentence.children(governor.i, "obl", "nmod", "obj", "nsubj")
            for t in sentence.subtree(kid.i, skip=("acl:relcl", "parataxis"))
        }
        child = governor.i
        if governor.upos == "VERB":
            break
    lost: dict[Toponym, str] = {}
    for scope, where in ((below, "below the trigger"), (clause, "in the trigger's clause")):
        best: tuple[bool, int, bool, int] | None = None
        chosen: ResolvedPlace | None = None
        for toponym in reading.toponyms[sentence.index]:
            place = reading.places.get(toponym)
            if place is None or not scope & set(range(toponym.first, toponym.last)):
                continue
            if not is_event_place(sentence, toponym, i):
                lost[toponym] = "says who or what, not where"
                continue
            lost[toponym] = "less specific or farther from the trigger"
            aside = place.beside or _contains_another(reading, toponym, scope)
            passing = _phrase_case(sentence, toponym) in _PASSING
            key = (aside, -place.specificity, passing, abs(toponym.first - i))
            if best is None or key < best:
                best, chosen = key, place
        if chosen is not None:
            return chosen, where, lost
    return None, "", lost


def _phrase_case(sentence: Sentence, toponym: Toponym) -> str:
    """The preposition before a name, or before the class word that names it ("from the town of Abora": "from")."""
    token = sentence.tokens[_head(sentence, toponym)]
    case = case_of(sentence, token)
    if case == "of" and token.head != ROOT and _is_spot(sentence.tokens[token.head]):
        return case_of(sentence, sentence.tokens[token.head])
    return case


def _contains_another(reading: DocumentReading, toponym: Toponym, scope: set[int]) -> bool:
    """Whether another name in scope is a place of the same kind within this one ("Taba's district of Abora")."""
    place = reading.places[toponym]
    for other in reading.toponyms[toponym.sentence]:
        inner = reading.places.get(other)
        if inner is not None and other is not toponym and other.first in scope and inner.admin1 == place.admin1:
            named_after = bool(place.admin1) and normalise(place.name) == normalise(place.admin1 or "")
            if named_after and inner.name != place.name and 2 <= inner.specificity <= place.specificity:
                return True
    return False


def coordinated(reading: DocumentReading, sentence: Sentence, place: ResolvedPlace) -> list[ResolvedPlace]:
    """The other towns named in one list with a place ("in Huarpacha, Ambo and Kichki"), in text order."""
    names = [t for t in reading.toponyms[sentence.index] if t in reading.places and t.kind == "place"]
    at = next((k for k, t in enumerate(names) if reading.places[t] == place), None)
    if at is None or place.specificity < TOWN or place.basis != "named":
        return []
    found = []
    for step in (-1, 1):
        here = at
        while 0 <= here + step < len(names) and _in_one_list(
            sentence, *sorted((names[here], names[here + step]), key=_first)
        ):
            here += step
            other = reading.places[names[here]]
            if other.specificity >= TOWN and other.basis == "named" and other.gazetteer_id != place.gazetteer_id:
                found.append(other)
    return sorted(found, key=lambda p: p.toponym.start)


def _first(toponym: Toponym) -> int:
    return toponym.first


def _in_one_list(sentence: Sentence, left: Toponym, right: Toponym) -> bool:
    """Only commas and "and" between two names, and the tree takes them for one list."""
    between = sentence.tokens[left.last : right.first]
    if not between or any(t.text != "," and t.upos != "CCONJ" for t in between):
        return False
    if right.container is not None or left.container is not None:
        return False
    a, b = sentence.tokens[_head(sentence, left)], sentence.tokens[_head(sentence, right)]
    return b.dep == "conj" and (b.head in (a.i, a.head) or a.dep == "conj")


def places_in(reading: DocumentReading, index: int, trigger: int | None = None) -> list[ResolvedPlace]:
    """The possible event places of one sentence, in text order; without those of clauses that ``trigger`` is not in."""
    sentence = reading.sentences[index]
    return [
        reading.places[t]
        for t in reading.toponyms[index]
        if t in reading.places
        and is_event_place(sentence, t)
        and (trigger is None or _in_clause_of(sentence, t.first, trigger))
    ]


def _in_clause_of(sentence: Sentence, i: int, trigger: int) -> bool:
    """Whether no clause boundary lies between a word and the trigger's own clauses."""
    above = {trigger, *(t.i for t in sentence.ancestors(trigger))}
    for token in (sentence.tokens[i], *sentence.ancestors(i)):
        if token.i in above:
            return True
        if token.dep.startswith(("advcl", "acl:relcl", "parataxis")):
            return False
    return True
