"""Finds the mentions of actors in a sentence."""

from __future__ import annotations

from dataclasses import replace

from harmattan.codebook.actor_nouns import actor_classes, word_list
from harmattan.codebook.actors import actors
from harmattan.model import ActorKind
from harmattan.reading.syntax import ROOT, Sentence, matches
from harmattan.resolving.actors_elements import Element, ElementFinder
from harmattan.resolving.actors_join import join
from harmattan.resolving.actors_runs import Run, build, groups
from harmattan.resolving.actors_types import ActorMention, MentionBasis
from harmattan.resolving.actors_unlisted import with_names

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_GROUPS = frozenset({"group", "armed", "rebels", "jihadists", "insurgents", "militia", "gang"})
_SPEAKERS = frozenset({"spokesperson", "officials"})
_AGENT_CASES = frozenset({"by", "against"})


def find_mentions(sentence: Sentence) -> list[ActorMention]:
    """Actor mentions of one sentence in text order, none overlapping another."""
    elements = ElementFinder(sentence).find()
    runs = [run for group in groups(sentence, elements) for run in build(sentence, group)]
    runs = _share_nouns(sentence, elements, runs)
    runs = join(sentence, runs)
    kept = [run for run in runs if not run.absorbed and not run.bound and _counts(sentence, run)]
    mentions = [_mention(sentence, run) for run in kept]
    mentions = with_names(sentence, mentions, elements)
    return sorted(_apposed(sentence, mentions), key=lambda m: (m.first, m.last))


def _counts(sentence: Sentence, run: Run) -> bool:
    """Whether a run is an actor here: countries only as doers, "the group" only where it points back."""
    if run.bare_country:
        token = sentence.tokens[_head(sentence, run)]
        if matches(token.dep, ("nsubj", "csubj")):
            return True
        return any(c.lemma in _AGENT_CASES for c in sentence.children(token.i, "case")) and matches(
            token.dep, ("obl", "nmod")
        )
    if run.actor_class == "nationals" and run.nucleus.kind == "adjective":
        # "the French", "12 Chinese"; not "French and British help".
        before = sentence.tokens[run.first - 1] if run.first else None
        counted = before is not None and (before.upos == "NUM" or before.lemma == "the")
        return counted and not matches(sentence.tokens[run.last - 1].dep, ("amod", "compound"))
    if (
        run.actor_class in {"group", "coalition"}
        and not run.joined
        and not (run.names or run.affiliation or run.descriptors or run.country)
    ):
        return _definite(sentence, run) and not _unknown_attributes(sentence, run)
    return True


def _unknown_attributes(sentence: Sentence, run: Run) -> bool:
    """Whether words that the codebook does not know say which group it is ("the popular movement")."""
    head = _head(sentence, run)
    attributes = sentence.children(head, "amod", "compound", "nmod")
    return any(
        t.i not in range(run.first, run.last) and t.text.lower() not in word_list("modifiers") for t in attributes
    )


def _share_nouns(sentence: Sentence, elements: list[Element], runs: list[Run]) -> list[Run]:
    """ "Malian and Russian soldiers": the first adjective gets a run of its own with the class of the noun."""
    added: list[Run] = []
    tokens = sentence.tokens
    used = {k for run in runs for k in range(run.first, run.last)}
    for element in elements:
        if element.kind != "adjective" or element.first in used or element.last >= len(tokens):
            continue
        if tokens[element.last].lemma not in {"and", "or", "/"}:
            continue
        after = next((r for r in runs if r.first == element.last + 1 and r.noun is not None), None)
        if after is not None and after.country is not None:
            added.append(
                Run([element], element.first, element.last, element.start, element.end, element, after.actor_class,
                    noun=after.noun, country=element.country, descriptors=element.words)
            )  # fmt: skip
    return sorted([*runs, *added], key=lambda r: r.first)


def _head(sentence: Sentence, run: Run) -> int:
    """The token whose governor lies outside the run, the nucleus' own last token where several do."""
    if run.head is not None:
        return run.head
    inside = range(run.nucleus.first, run.nucleus.last)
    outward = [k for k in inside if sentence.tokens[k].head not in inside]
    return outward[-1] if outward else run.nucleus.last - 1


def _definite(sentence: Sentence, run: Run) -> bool:
    k = run.first - 1
    while k >= 0 and sentence.tokens[k].upos in {"NUM", "ADJ", "ADV"}:
        k -= 1
    before = sentence.tokens[k] if k >= 0 else None
    return before is not None and before.text.lower() in _DEFINITE and before.upos in {"DET", "PRON"}


def _modified(sentence: Sentence, run: Run, head: int) -> int | None:
    """The noun outside the run that the run modifies, None where it stands by itself."""
    token = sentence.tokens[head]
    governor = token.head
    if governor == ROOT or run.first <= governor < run.last:
        return None
    over = sentence.tokens[governor]
    attributive = token.dep in {"compound", "amod", "nmod:poss", "nmod:npmod", "nmod:unmarked"}
    if not attributive or over.upos not in {"NOUN", "PROPN"}:
        return None
    person = any(e.label == "PER" and e.first <= governor < e.last for e in sentence.entities)
    # "army commander Keita": the title belongs to the person's name and is no attribute of a thing.
    return None if person and token.dep != "nmod:poss" else governor


def _classes(run: Run) -> tuple[str, ActorKind]:
    if run.names and run.actor_class not in _SPEAKERS:
        first = actors()[run.names[0]]
        peace = run.actor_class in {"peacekeepers", "military"} and first.actor_class == "organisation"
        chosen = "peacekeepers" if peace else first.actor_class
        return chosen, actor_classes()[chosen].kind if peace else first.kind
    name = run.actor_class or "armed"
    if name == "spokesperson" and run.names:
        return name, actors()[run.names[0]].kind
    return name, actor_classes()[
        run.organisation_class if name == "spokesperson" and run.organisation_class else name
    ].kind


def _mention(sentence: Sentence, run: Run) -> ActorMention:
    head = _head(sentence, run)
    actor_class, kind = _classes(run)
    basis: MentionBasis = "generic"
    if run.names:
        basis = "alias" if run.alias else "named"
    elif run.country and actor_classes()[actor_class].state:
        basis = "alias"
    noun = run.noun
    plural = noun.plural if noun is not None else run.actor_class == "nationals"
    affiliation = run.affiliation[0] if run.affiliation else None
    return ActorMention(
        sentence=sentence.index,
        first=run.first,
        last=run.last,
        head=head,
        start=run.start,
        end=run.end,
        text=" ".join(t.text for t in sentence.tokens[run.first : run.last]),
        kind=kind,
        actor_class=actor_class,
        basis=basis,
        candidates=run.names,
        country=run.country,
        affiliation=affiliation,
        descriptors=run.descriptors,
        is_plural=plural,
        definite=_definite(sentence, run),
        loaded=run.loaded,
        is_person_group=run.actor_class == "nationals" or (noun is not None and noun.people),
        modifier_of=_modified(sentence, run, head),
        negated_side=run.negated,
        organisation_class=run.organisation_class,
    )


def _apposed(sentence: Sentence, mentions: list[ActorMention]) -> list[ActorMention]:
    """A generic mention that explains a named one ("JNIM, an al-Qaeda affiliate") has the same candidates."""
    by_head = {m.head: m for m in mentions}
    found = []
    for mention in mentions:
        token = sentence.tokens[mention.head]
        over = by_head.get(token.head)
        names = over.candidates if over is not None and over is not mention else ()
        explains = matches(token.dep, ("appos",)) and names and not mention.candidates
        found.append(_with_candidates(mention, names) if explains and mention.actor_class in _GROUPS else mention)
    return found


def _with_candidates(mention: ActorMention, names: tuple[str, ...]) -> ActorMention:
    first = actors()[names[0]]
    return replace(mention, candidates=names, kind=first.kind, actor_class=first.actor_class)
