"""Reads the marked pieces of ``training/corpus``; the marks are defined in its STYLE.md.

``python -m training.marks FILE...`` checks files and counts what they hold.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "corpus"
KINDS = frozenset(
    ["wire", "sitrep", "monitor", "radio", "statement", "translated", "capitals", "note", "police", "headline"]
)
SUB_EVENTS = {
    "clash": "Armed clash",
    "regain": "Government regains territory",
    "overtake": "Non-state actor overtakes territory",
    "chemical": "Chemical weapon",
    "airstrike": "Air/drone strike",
    "suicide": "Suicide bomb",
    "shelling": "Shelling/artillery/missile attack",
    "ied": "Remote explosive/landmine/IED",
    "grenade": "Grenade",
    "sexual": "Sexual violence",
    "attack": "Attack",
    "abduction": "Abduction/forced disappearance",
    "protest": "Peaceful protest",
    "intervention": "Protest with intervention",
    "force": "Excessive force against protesters",
    "riot": "Violent demonstration",
    "mob": "Mob violence",
    "agreement": "Agreement",
    "arrests": "Arrests",
    "change": "Change to group/activity",
    "weapons": "Disrupted weapons use",
    "base": "Headquarters or base established",
    "looting": "Looting/property destruction",
    "transfer": "Non-violent transfer of territory",
    "other": "Other",
}
ACTUALITY = frozenset({"planned", "feared", "denied", "attempted"})
TIMING = frozenset({"background"})
STANCE = frozenset({"claims", "confirms", "accuses", "denies"})
OTHERS = frozenset({"crime", "generic"})
NO_NEWS = frozenset({"background", "generic", "planned", "feared", "denied"})
REASONS = frozenset(
    [
        "crime",
        "sport",
        "market",
        "politics",
        "exercise",
        "disease",
        "disaster",
        "accident",
        "trial",
        "culture",
        "talks",
        "figure",
        "rank",
    ]
)
ROLE_NAMES = {
    "A": "initiator",
    "B": "target",
    "V": "victim",
    "K": "killed",
    "I": "injured",
    "C": "taken",
    "P": "place",
    "D": "time",
    "S": "speaker",
}
ROLES = "".join(ROLE_NAMES)
_ROLE = re.compile(r"([ABVKICPDS])(\d+)")
_TRIGGER = re.compile(r"T([1-9]\d*)")
_HEAD = re.compile(r"# (\S+) \| (\w+) \| ([^|]+) \| (\d{4}-\d\d-\d\d|-)")


class MarkError(Exception):
    """A piece that does not follow the style guide; the message names the file, the line and the fault."""


@dataclass(frozen=True)
class Trigger:
    """A word that names an event (``event`` > 0), or one that only looks so (``event`` 0, ``code`` is the reason)."""

    start: int
    end: int
    event: int
    code: str
    attributes: frozenset[str]

    @property
    def is_news(self) -> bool:
        """Whether it tells of a current event that took place, if only as an attempt."""
        return self.event > 0 and not self.attributes & NO_NEWS


@dataclass(frozen=True)
class Role:
    """Words that play a part in an event; ``event`` 0 for places, times and speakers of none."""

    start: int
    end: int
    event: int
    letter: str


@dataclass(frozen=True)
class MarkedSentence:
    """One line without its marks; offsets count in ``text``."""

    text: str
    triggers: tuple[Trigger, ...]
    roles: tuple[Role, ...]


@dataclass
class Piece:
    """One text of the corpus."""

    id: str
    kind: str
    country: str
    date: str
    sentences: list[MarkedSentence] = field(default_factory=list)


def _trigger(tags: list[str], start: int, end: int) -> Trigger:
    first, *rest = tags
    if first == "X":
        if len(rest) != 1 or rest[0] not in REASONS:
            raise MarkError(f"X takes one reason of {', '.join(sorted(REASONS))}; found '{' '.join(rest)}'")
        return Trigger(start, end, 0, rest[0], frozenset())
    found = _TRIGGER.fullmatch(first)
    if not found or not rest or rest[0] not in SUB_EVENTS:
        raise MarkError(f"a trigger is 'T1 code ...' with a code of the style guide; found '{' '.join(tags)}'")
    attributes = frozenset(rest[1:])
    unknown = attributes - ACTUALITY - TIMING - STANCE - OTHERS
    if unknown:
        raise MarkError(f"unknown attribute '{min(unknown)}' in '{' '.join(tags)}'")
    if len(attributes & ACTUALITY) > 1 or len(attributes & STANCE) > 1:
        raise MarkError(f"two attributes that exclude each other in '{' '.join(tags)}'")
    return Trigger(start, end, int(found[1]), rest[0], attributes)


def read_sentence(line: str) -> MarkedSentence:
    """A marked line.

    Raises:
        MarkError: the marks do not follow the style guide.
    """
    text: list[str] = []
    open_at: list[int] = []
    triggers: list[Trigger] = []
    roles: list[Role] = []
    i = 0
    while i < len(line):
        character = line[i]
        if character == "[":
            open_at.append(len(text))
        elif character == "|":
            close = line.find("]", i)
            if close < 0 or not open_at:
                raise MarkError(f"a '|' outside of a mark, or a mark that is not closed, near '{line[i : i + 30]}'")
            start, end = open_at.pop(), len(text)
            tags = line[i + 1 : close].split(" ")
            words = "".join(text[start:end])
            if not words or words != words.strip():
                raise MarkError(f"a mark has no words, or spaces at its edge: '{words}'")
            if tags[0][:1] in ("T", "X"):
                triggers.append(_trigger(tags, start, end))
            else:
                for tag in tags:
                    found = _ROLE.fullmatch(tag)
                    if not found or (found[2] == "0" and found[1] not in "PDS"):
                        raise MarkError(f"unknown tag '{tag}' on '{words}'")
                    roles.append(Role(start, end, int(found[2]), found[1]))
            i = close
        elif character == "]":
            raise MarkError(f"a mark without tags near '{line[max(0, i - 30) : i + 1]}'")
        else:
            text.append(character)
        i += 1
    if open_at:
        raise MarkError("a mark is not closed")
    return MarkedSentence("".join(text), tuple(sorted(triggers, key=lambda t: t.start)), tuple(roles))


def read_pieces(path: Path) -> list[Piece]:
    """All pieces of one file.

    Raises:
        MarkError: with file and line number.
    """
    pieces: list[Piece] = []
    inside = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.startswith("#"):
                head = _HEAD.fullmatch(line.rstrip())
                if not head or head[2] not in KINDS:
                    raise MarkError(f"a head is '# id | kind | country | date or -': '{line}'")
                pieces.append(Piece(head[1], head[2], head[3], head[4]))
                inside = True
            elif not line.strip():
                inside = False
            elif not inside:
                raise MarkError("a sentence without a head line above")
            else:
                pieces[-1].sentences.append(read_sentence(line.strip()))
        except MarkError as error:
            raise MarkError(f"{path.name}, line {number}: {error}") from None
    for piece in pieces:
        _check(path, piece)
    return pieces


def _check(path: Path, piece: Piece) -> None:
    if not piece.sentences:
        raise MarkError(f"{path.name}: piece {piece.id} has no sentence")
    events = {t.event for s in piece.sentences for t in s.triggers if t.event}
    lost = {r.event for s in piece.sentences for r in s.roles if r.event} - events
    if lost:
        raise MarkError(f"{path.name}: piece {piece.id} has roles of event {min(lost)}, which has no trigger")


def corpus_files() -> list[Path]:
    """The files of the corpus, by name."""
    return sorted(FOLDER.glob("*.txt"))


def parts(pieces: list[Piece]) -> Iterator[tuple[str, Piece]]:
    """Each piece of one file with its part: ``train``, ``dev`` or ``test`` (see STYLE.md, "Held aside")."""
    for i, piece in enumerate(pieces, 1):
        yield ("test" if i % 10 == 0 else "dev" if i % 5 == 0 else "train"), piece


def pieces_of(part: str) -> list[Piece]:
    """The pieces of one part of the corpus: train, dev or test."""
    return [p for path in corpus_files() for its, p in parts(read_pieces(path)) if its == part]


def main() -> int:
    """Checks files and prints what they hold."""
    paths = [Path(a) for a in sys.argv[1:]] or corpus_files()
    count: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    failed = False
    for path in paths:
        try:
            pieces = read_pieces(path)
        except MarkError as error:
            print(error)
            failed = True
            continue
        ids.update(p.id for p in pieces)
        for piece in pieces:
            news = {t.event for s in piece.sentences for t in s.triggers if t.is_news}
            count.update(pieces=1, sentences=len(piece.sentences), events=len(news))
            for sentence in piece.sentences:
                quiet = all(t.event not in news for t in sentence.triggers)
                count["sentences without news"] += quiet
                codes.update({t.code for t in sentence.triggers if t.event})
    for name, n in ids.items():
        if n > 1:
            print(f"the id {name} stands {n} times")
            failed = True
    print(dict(count))
    print(dict(codes.most_common()))
    missing = sorted(set(SUB_EVENTS) - set(codes))
    if missing:
        print("no example of:", ", ".join(missing))
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
