"""What the nouns of one sentence stand for: people, armed actors, places, facilities, weapons ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harmattan.reading.lexicon import noun_class
from harmattan.reading.syntax import Sentence
from harmattan.resolving.actors import ActorMention
from harmattan.resolving.place_mentions import Toponym

ARMED_KINDS = frozenset(
    {"State forces", "Rebel group", "Political militia", "Identity militia", "External/Other forces"}
)
_LISTED = (
    "nature",
    "facility",
    "place",
    "property",
    "weapon",
    "vehicle",
    "aircraft",
    "projectile",
    "grenade",
    "mob",
    "neighbour",
    "protest",
)
_GROUP_PRONOUNS = frozenset({"it", "they", "we", "who", "which", "that"})
_PERSON_PRONOUNS = frozenset(
    {"he", "she", "they", "him", "her", "them", "who", "whom", "someone", "everyone", "i", "we", "us"}
)


class NounClasses:
    """Classes of a sentence's tokens, from the actor mentions, the place names and noun_classes.yaml."""

    def __init__(self, sentence: Sentence, mentions: Sequence[ActorMention], toponyms: Sequence[Toponym]) -> None:
        """``mentions`` and ``toponyms`` are those of this sentence."""
        self._sentence = sentence
        self._mentions: dict[int, ActorMention] = {}
        for mention in mentions:
            for i in range(mention.first, mention.last):
                self._mentions[i] = mention
        self._toponyms: dict[int, Toponym] = {
            i: t for t in toponyms if t.kind != "demonym" for i in range(t.first, t.last)
        }

    def mention(self, i: int) -> ActorMention | None:
        """The actor mention that covers token ``i``."""
        return self._mentions.get(i)

    def toponym(self, i: int) -> Toponym | None:
        """The place name that covers token ``i``."""
        return self._toponyms.get(i)

    def has_armed(self) -> bool:
        """Whether an armed actor or a weapon stands anywhere in the sentence."""
        weapons = noun_class("weapon")
        return any(_is_armed(m) for m in self._mentions.values()) or any(
            t.lemma in weapons for t in self._sentence.tokens
        )

    def _refers_to_place(self, i: int) -> bool:
        """ "Took it over": the pronoun can stand for a place or base that its sentence named before."""
        token = self._sentence.tokens[i]
        if token.upos != "PRON" or token.lemma != "it":
            return False
        nouns = noun_class("facility") | noun_class("place")
        return any(t.lemma in nouns or t.i in self._toponyms for t in self._sentence.tokens[:i])

    def any_of(self, tokens: Iterable[int], classes: Iterable[str]) -> bool:
        """Whether any of the tokens belongs to any of the classes; "hundreds of teachers" are teachers."""
        heads = [i for token in tokens for i in (token, *self._counted(token))]
        return any(self.is_a(i, name) for i in heads for name in classes)

    def _counted(self, i: int) -> list[int]:
        """What a number or quantity noun counts: the noun under its "of"."""
        token = self._sentence.tokens[i]
        if token.upos != "NUM" and token.lemma not in noun_class("quantity"):
            return []
        return [k.i for k in self._sentence.children(i, "nmod")]

    def is_a(self, i: int, name: str) -> bool:
        """Whether token ``i`` heads something of class ``name``."""
        token = self._sentence.tokens[i]
        mention = self._mentions.get(i)
        owns = mention is not None and mention.modifier_of is None
        if name == "place" and (i in self._toponyms or self._refers_to_place(i)):
            return True
        if name == "person":
            return (owns and mention is not None and mention.actor_class != "country") or (
                token.upos == "PRON" and token.lemma in _PERSON_PRONOUNS
            )
        if name == "armed":
            pronoun = token.upos == "PRON" and token.lemma in _GROUP_PRONOUNS
            return pronoun or (owns and mention is not None and _is_armed(mention))
        if name == "state":
            return owns and mention is not None and mention.kind in ("State forces", "External/Other forces")
        if name == "nonstate":
            return owns and mention is not None and _is_armed(mention) and mention.kind != "State forces"
        if name == "protest" and mention is not None and mention.kind in ("Protesters", "Rioters"):
            return True
        if name == "rioters":
            return mention is not None and mention.kind == "Rioters"
        if name == "mob" and mention is not None and mention.kind == "Rioters":
            return True
        if name not in _LISTED or (name == "protest" and token.upos == "PROPN" and not token.lemma.endswith("s")):
            # The month of March is no march.
            return False
        # The tagger takes a plural at the head of a sentence or in capitals for a name now and then.
        return token.lemma in noun_class(name) or (
            token.upos == "PROPN" and token.lemma.rstrip("s") in noun_class(name)
        )


def _is_armed(mention: ActorMention) -> bool:
    return mention.kind in ARMED_KINDS and mention.actor_class not in ("person", "spokesperson", "nationals")
