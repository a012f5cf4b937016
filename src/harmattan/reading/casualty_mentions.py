"""What one place in a text says about people who were killed, hurt, taken or driven out."""

from __future__ import annotations

from dataclasses import dataclass

from harmattan.model import TollPart
from harmattan.reading.casualty_counts import Basis
from harmattan.reading.casualty_words import CasualtyKind


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
