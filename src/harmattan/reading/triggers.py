"""Finds the words that report an event, by the trigger lexicon and the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harmattan.reading.arguments import Arguments, arguments_of, case_of, is_passive
from harmattan.reading.classes import NounClasses
from harmattan.reading.event_typing import result_acts
from harmattan.reading.lexicon import FORMS, Entry, Form, lexicon
from harmattan.reading.manner import is_nonviolent
from harmattan.reading.second_opinion import doubts_trigger, further_triggers, is_short, vouched_triggers, with_roles
from harmattan.reading.syntax import ROOT, Sentence, Token


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event."""

    sentence: int
    token: int
    entry: Entry
    arguments: Arguments

    @property
    def act(self) -> str:
        """What is done (an act of triggers.yaml)."""
        return self.entry.act


@dataclass(frozen=True, slots=True)
class Refused:
    """A word of the lexicon that was not taken for a trigger."""

    token: int
    acts: tuple[str, ...]
    """What it would have told of."""
    reason: str


def find_triggers(
    sentence: Sentence, classes: NounClasses, refused: list[Refused] | None = None, *, alone: bool = False
) -> list[Trigger]:
    """The triggers of a sentence in text order. ``classes`` tells what the nouns of the sentence stand for.

    ``alone``: whether it is all that a short text has to say (``triggers_of_text``).

    ``refused`` collects the words of the lexicon that were not taken, and why.
    """
    lost: list[Refused] = []
    found = _by_lexicon(sentence, classes, lost)
    found += _seen_by_network(sentence, [t.token for t in found], classes)
    reasons = [(t, _overruled(sentence, t, found)) for t in found]
    found = sorted((t for t, why in reasons if not why), key=lambda t: t.token)
    strong = [t for t in found if not t.entry.weak]
    armed = bool(strong) or classes.has_armed()
    kept = [t for t in found if armed or not t.entry.weak]
    if all(t.act in result_acts() for t in kept):
        kept = sorted(kept + _vouched(sentence, [t.token for t in kept], classes, short=alone), key=lambda t: t.token)
    if refused is not None:
        lost += [Refused(t.token, (t.act,), why) for t, why in reasons if why]
        lost += [Refused(t.token, (t.act,), "a weak word, and nobody armed beside it") for t in found if t not in kept]
        refused += [r for r in lost if all(t.token != r.token for t in kept)]
    return kept


def triggers_of_text(sentences: Sequence[Sentence], classes: Sequence[NounClasses]) -> list[list[Trigger]]:
    """The triggers of each sentence. In a short text in which nothing else is found the network need be less sure."""
    found = [find_triggers(s, c) for s, c in zip(sentences, classes, strict=True)]
    told = any(t.act not in result_acts() and not t.entry.generic for row in found for t in row)
    if told or not is_short(sentences):
        return found
    return [find_triggers(s, c, alone=True) for s, c in zip(sentences, classes, strict=True)]


def _by_lexicon(sentence: Sentence, classes: NounClasses, lost: list[Refused]) -> list[Trigger]:
    found = []
    for token in sentence.tokens:
        form = FORMS.get(token.upos)
        # "Besieged towns", "the murdered priest": a state of things, told elsewhere if it is news.
        if form is None or (form == "verb" and token.dep == "amod"):
            continue
        why = "no entry's conditions hold (triggers.yaml)"
        entries = _candidates(form, token)
        for entry in entries:
            arguments = arguments_of(sentence, token.i, entry)
            fits = _fits(sentence, token, entry, arguments, classes)
            if fits and not _is_natural(sentence, arguments.agents, classes):
                why = "the network is sure that it names no event" if doubts_trigger(sentence, token.i) else ""
                if not why:
                    found.append(Trigger(sentence.index, token.i, entry, with_roles(sentence, token.i, arguments)))
                break
            why = "nobody did it: nature, weather or a disease" if fits else why
        if entries and why:
            lost.append(Refused(token.i, tuple(dict.fromkeys(e.act for e in entries)), why))
    return found


def _overruled(sentence: Sentence, trigger: Trigger, found: list[Trigger]) -> str:
    """Why another word of the sentence takes a trigger's event away, empty where none does."""
    if _undone(sentence, trigger, found):
        return "what was defused or foiled is no event of its own"
    return "" if _said_quietly(sentence, trigger, found) else "counts only where the words say that nobody fought"


def _seen_by_network(sentence: Sentence, known: list[int], classes: NounClasses) -> list[Trigger]:
    """Triggers that the lexicon does not know."""
    return [
        Trigger(sentence.index, i, entry, with_roles(sentence, i, arguments))
        for i, entry, arguments in further_triggers(sentence, known, armed=classes.has_armed())
        if not _is_natural(sentence, arguments.agents, classes)
    ]


def _vouched(sentence: Sentence, known: list[int], classes: NounClasses, *, short: bool) -> list[Trigger]:
    """The trigger that the network is sure of in a sentence without any, or with outcomes alone."""
    return [
        Trigger(sentence.index, i, entry, with_roles(sentence, i, arguments))
        for i, entry, arguments in vouched_triggers(sentence, short=short)
        if i not in known and not _is_natural(sentence, arguments.agents, classes)
    ]


def _is_natural(sentence: Sentence, agents: tuple[int, ...], classes: NounClasses) -> bool:
    """Whether rain, a disease, "Cyclone X" did it: nobody attacked."""
    named = [k.i for a in agents for k in sentence.children(a, "compound", "flat", "appos", "nmod:desc")]
    return classes.any_of((*agents, *named), ("nature",))


def _undone(sentence: Sentence, trigger: Trigger, triggers: list[Trigger]) -> bool:
    """A bomb that was defused, an attack that was foiled: the noun is no event of its own."""
    head = sentence.tokens[trigger.token].head
    return trigger.entry.form == "noun" and any(t.token == head and t.act == "disrupted_weapons" for t in triggers)


def _said_quietly(sentence: Sentence, trigger: Trigger, triggers: list[Trigger]) -> bool:
    """Whether an entry that counts only without a fight ("entered the town") stands in such a sentence."""
    if not trigger.entry.quiet:
        return True
    return is_nonviolent(sentence, trigger.token) or any(t.act == "transfer" for t in triggers)


def _candidates(form: Form, token: Token) -> list[Entry]:
    rows = list(lexicon().of(form, token.lemma))
    if form == "noun" and token.xpos in ("VBG", "VBN"):
        rows += lexicon().of("verb", token.lemma)
    if form == "verb" and token.xpos == "VBG" and token.text.lower() != token.lemma:
        rows += lexicon().of("noun", token.text.lower())
    return rows


def _fits(sentence: Sentence, token: Token, entry: Entry, arguments: Arguments, classes: NounClasses) -> bool:
    """Whether all conditions of an entry hold."""
    return (
        (not entry.passive or is_passive(sentence, token.i))
        and not (entry.told and _is_infinitive(sentence, token))
        and (not entry.particle or _particle(sentence, token, entry.particle))
        and _objects_fit(sentence, entry, arguments, classes)
        and _modifiers_fit(sentence, token, entry)
        and _dependents_fit(sentence, token, entry)
        and _sides_fit(sentence, token, entry, arguments, classes)
    )


def _is_infinitive(sentence: Sentence, token: Token) -> bool:
    return any(k.text.lower() == "to" for k in sentence.children(token.i, "mark"))


def _objects_fit(sentence: Sentence, entry: Entry, arguments: Arguments, classes: NounClasses) -> bool:
    objects = arguments.agents if entry.reverse else arguments.patients
    lemmas = {sentence.tokens[i].lemma for i in objects}
    if (entry.obj and not lemmas & entry.obj) or lemmas & entry.not_obj:
        return False
    return not entry.obj_of or _object_of(sentence, objects, entry, classes)


def _modifiers_fit(sentence: Sentence, token: Token, entry: Entry) -> bool:
    if not entry.mod and not entry.not_mod:
        return True
    modifiers = _modifiers(sentence, token)
    return (not entry.mod or bool(modifiers & entry.mod)) and not modifiers & entry.not_mod


def _dependents_fit(sentence: Sentence, token: Token, entry: Entry) -> bool:
    kids = sentence.children(token.i)
    if entry.prep and not any(case_of(sentence, k) in entry.prep for k in kids):
        return False
    if entry.with_ and not any(k.lemma in entry.with_ for k in kids):
        return False
    if entry.with_of and not any(k.lemma in entry.with_of for k in kids if case_of(sentence, k) == "of"):
        return False
    return not entry.with_verb or (token.head != ROOT and sentence.tokens[token.head].lemma in entry.with_verb)


def _sides_fit(sentence: Sentence, token: Token, entry: Entry, arguments: Arguments, classes: NounClasses) -> bool:
    if entry.patient and not classes.any_of(arguments.patients, entry.patient):
        wanted = entry.prep or {"of"}
        below = sentence.children(token.i, "obl", "nmod")
        if not classes.any_of([k.i for k in below if case_of(sentence, k) in wanted], entry.patient):
            return False
    if entry.not_agent and classes.any_of(arguments.agents, entry.not_agent):
        return False
    return not entry.agent or classes.any_of(arguments.agents, entry.agent)


def _object_of(sentence: Sentence, heads: tuple[int, ...], entry: Entry, classes: NounClasses) -> bool:
    """ "Control of the town": what the object's "of" governs, where there is one, is of the wanted class."""
    objects = [p for p in heads if sentence.tokens[p].lemma in entry.obj]
    below = [k.i for o in objects for k in sentence.children(o, "nmod") if case_of(sentence, k) in ("of", "over")]
    return not below or classes.any_of(below, entry.obj_of)


def _particle(sentence: Sentence, token: Token, particle: str) -> bool:
    """A particle of the verb: by the parse, or the next word where the parser took it for a preposition."""
    if any(k.lemma == particle for k in sentence.children(token.i, "compound:prt", "advmod", "obl")):
        return True
    after = token.i + 1
    return after < len(sentence.tokens) and sentence.tokens[after].text.lower() == particle


def _modifiers(sentence: Sentence, token: Token) -> set[str]:
    """Lemmas that modify a word: by the parse, and the words written before it in its compound."""
    found = set()
    for kid in sentence.children(token.i, "amod", "compound", "nmod", "advmod", "acl", "flat"):
        if kid.dep.startswith("nmod") and case_of(sentence, kid) not in ("", "'s", "’s"):
            continue
        found.add(kid.lemma)
        found.update(k.lemma for k in sentence.children(kid.i, "amod", "compound", "conj", "nmod", "punct"))
    return found
