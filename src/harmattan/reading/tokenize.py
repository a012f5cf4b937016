"""Text to sentences and words with exact character offsets.

The conventions are those of the treebanks that the language model learnt from (UD English EWT and GUM): clitics are
words ("did n't", "army 's"), hyphens and dashes too except after a prefix ("anti-government"), numbers keep their
commas and points. Which abbreviations, prefixes and units there are stands in codebook/data/abbreviations.yaml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from harmattan.codebook.load import read_yaml
from harmattan.reading.layout import blocks

LONGEST_SENTENCE = 150
"""In words; longer ones are cut at the safest point."""

_APOSTROPHES = "'’ʼ`"
_ENDS = re.compile(r"[.!?…]+\Z|[。！？۔؟]+\Z")
_CLOSING = frozenset("\"”’'»)]}")
_OPENING = frozenset("\"“‘'«([{")
_DASHES = frozenset({"--", "---", "—", "–", "-"})


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence before analysis."""

    index: int
    """Position in the document."""
    paragraph: int
    tokens: tuple[tuple[int, int], ...]
    """Start and end of every word, never empty."""

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.tokens[0][0]

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.tokens[-1][1]


@dataclass(frozen=True, slots=True)
class _Rules:
    word: re.Pattern[str]
    """Finds the next word; named groups tell what to cut further."""
    starters: frozenset[str]
    joined: dict[str, int]
    may_end: frozenset[str]
    """Abbreviations with which a sentence may end."""


def _any(words: list[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _rules() -> _Rules:
    lists = read_yaml("abbreviations.yaml")
    letter = r"[^\W\d_]"
    inner = r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200d])"
    word = rf"[^\W_]{inner}*(?:[{_APOSTROPHES}]{letter}{inner}*)*"
    capitalised = "|".join(f"(?-i:{re.escape(w.capitalize())}|{re.escape(w.upper())})" for w in lists["capitalised"])
    alternatives = [
        r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]'’]",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        rf"(?-i:[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:{_any(lists['web_endings'])}))(?:/[^\s<>\"“”,;]*[^\s<>\"“”.,;:!?)\]])?(?![\w.@])",
        r"[@#][^\W\d]\w+",
        rf"(?:{letter}\.){{2,}}(?:{letter}(?!\w))?",
        rf"(?<!\w)(?:{_any(lists['before_name'])})\.(?=\s*(?-i:[A-Z]))",
        rf"(?<!\w)(?:{_any(lists['before_number'])})\.(?=\s*\d)",
        rf"(?<!\w)(?:{capitalised}|{_any(lists['anywhere'])})\.",
        r"(?<![\w.])(?-i:[A-Z])\.(?=\s+(?-i:[A-Z]))",
        r"\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)",
        r"(?:\d{3}-)?\d{3}-\d{4}(?![\d-])|\d{1,3}/\d{1,3}(?![\d/])|(?<![\w.])\.\d+",
        r"ph\.d\.",
        rf"\d+(?:[.,:]\d+)*(?=(?:{_any(lists['units'])})(?!\w))",
        r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W_])|\d+(?:[.,:]\d+)+",
        r"(?-i:[A-Z]+(?:&[A-Z]+)+)(?!\w)",
        rf"(?<![\w-])(?:{_any(lists['hyphen_prefixes'])})-{word}",
        rf"(?P<clitic>(?:n[{_APOSTROPHES}]t|[{_APOSTROPHES}](?:s|m|d|ll|re|ve))(?!\w))",
        rf"(?P<word>{word})",
        r"\.{2,}|-{2,}|!+[?!]*|\?+[?!]*|={2,}|\*{2,}|_+|~{2,}|''|``|’’|‘‘|<<|>>|US\$",
        r"\S",
    ]
    may_end = {f"{w}." for w in (*lists["capitalised"], *lists["anywhere"])}
    return _Rules(
        re.compile("|".join(alternatives), re.IGNORECASE),
        frozenset(lists["sentence_starters"]),
        dict(lists["joined_words"]),
        frozenset(may_end),
    )


_CLITIC = re.compile(rf"(?:n[{_APOSTROPHES}]t|[{_APOSTROPHES}](?:s|m|d|ll|re|ve))\Z", re.IGNORECASE)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the words between two offsets."""
    rules = _rules()
    for match in rules.word.finditer(text, start, end):
        first, last = match.span()
        if match.lastgroup == "word":
            cut = rules.joined.get(match.group().lower())
            clitic = _CLITIC.search(match.group())
            at = first + cut if cut else first + clitic.start() if clitic else first
            if first < at < last:
                yield first, at
                first = at
        yield first, last


def _is_mark(text: str) -> bool:
    return all(unicodedata.category(c) in {"Mn", "Mc", "Me"} for c in text)


def _is_silent(text: str) -> bool:
    """Control and format characters, lone surrogates: nothing to read."""
    return all(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in text)


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Offsets of the words of a stretch of text, in order, not overlapping, each cutting a non-empty word."""
    found: list[tuple[int, int]] = []
    for first, last in _words(text, start, len(text) if end is None else end):
        if text[first:last].isascii():
            found.append((first, last))
        elif _is_mark(text[first:last]) and found and found[-1][1] == first:
            found[-1] = found[-1][0], last
        elif not _is_silent(text[first:last]):
            found.append((first, last))
    return [span for span in found if not _is_silent(text[span[0] : span[1]])]


def split_text(text: str) -> list[SentenceSpan]:
    """The sentences of a text. Blank lines always end one; a single line break does unless the text is hard-wrapped."""
    result: list[SentenceSpan] = []
    for paragraph, (start, end) in enumerate(blocks(text)):
        tokens = words(text, start, end)
        for part in _sentences(text, tokens):
            for piece in _shortened(text, part):
                result.append(SentenceSpan(len(result), paragraph, tuple(piece)))
    return result


def _sentences(text: str, tokens: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    first = _after_dateline(text, tokens)
    if first:
        yield tokens[:first]
    i = first
    while i < len(tokens):
        if _may_end(text, tokens, i):
            after = _past_closing(text, tokens, i + 1)
            if after < len(tokens) and _ends_here(text, tokens, first, i, after):
                yield tokens[first:after]
                first = after
                i = after
                continue
        i += 1
    if first < len(tokens):
        yield tokens[first:]


def _may_end(text: str, tokens: list[tuple[int, int]], i: int) -> bool:
    word = text[slice(*tokens[i])]
    return bool(_ENDS.match(word)) or (word[-1] == "." and len(word) > 1)


def _past_closing(text: str, tokens: list[tuple[int, int]], i: int) -> int:
    """First token after the quotes and brackets that close directly behind a full stop."""
    while i < len(tokens):
        note = _note(text, tokens, i)
        if note:
            i = note
            continue
        if text[slice(*tokens[i])] not in {"''", "’’", *_CLOSING}:
            break
        glued_left = tokens[i - 1][1] == tokens[i][0]
        glued_right = i + 1 < len(tokens) and tokens[i][1] == tokens[i + 1][0]
        mark = text[tokens[i][0]]
        if mark in "\"'" and not glued_left and glued_right:
            break
        i += 1
    return i


def _note(text: str, tokens: list[tuple[int, int]], i: int) -> int:
    """Index after a footnote mark "[12]" at token ``i``, or 0."""
    inside = [text[slice(*t)] for t in tokens[i : i + 3]]
    return i + 3 if len(inside) == 3 and inside[0] == "[" and inside[1].isdigit() and inside[2] == "]" else 0


def _ends_here(text: str, tokens: list[tuple[int, int]], first: int, i: int, after: int) -> bool:
    word = text[slice(*tokens[i])]
    following = text[slice(*tokens[after])]
    gap = tokens[after - 1][1] < tokens[after][0]
    if i == first + 1 and text[slice(*tokens[first])].isdigit() and len(text[slice(*tokens[first])]) < 3:
        return False  # "2. Save the town": the number of a list item
    if len(word) > 1 and word[0].isalnum():
        # An abbreviation: its full stop says nothing by itself.
        return gap and following[0].isupper() and following.lower() in _rules().starters and _is_ending(word)
    if not gap:
        return _lost_space(text, tokens, i, after)
    if following[0].islower():
        return False
    if following[0] in _OPENING or following[0].isalnum():
        return True
    return following in _DASHES or following in {"...", "…", "*", "•", "#", "@", "$", "£", "€"} or following[0] in "¿¡"


def _is_ending(word: str) -> bool:
    return word.lower() in _rules().may_end or word.count(".") > 1 or (len(word) == 2 and word[0].isupper())


def _lost_space(text: str, tokens: list[tuple[int, int]], i: int, after: int) -> bool:
    """Whether a full stop with no space behind it ends a sentence: "(Mali).then", "the town.The army"."""
    if i == 0 or text[slice(*tokens[i])] != ".":
        return False
    before, following = text[slice(*tokens[i - 1])], text[slice(*tokens[after])]
    closed = before in _CLOSING or (len(before) > 1 and before.islower())
    if after > i + 1:
        return following[0].isupper() and len(following) > 1
    return closed and following[0].isalpha() and (following[0].isupper() or before in _CLOSING)


def _after_dateline(text: str, tokens: list[tuple[int, int]]) -> int:
    """Number of words of a dateline at the start ("BAMAKO, Oct 1 (Agency) -", "LIMA, 3 JAN 90 -- [TEXT]"), else 0."""
    dash = _first_dash(text, tokens[:20])
    if not dash:
        return 0
    before = [text[slice(*t)] for t in tokens[:dash]]
    shouted = len(before[0]) > 2 and before[0].isupper()
    if not shouted or any(w[0].islower() for w in before):
        return 0
    end = dash + 1
    while end < len(tokens) and text[slice(*tokens[end])] == "[":
        close = next((i for i in range(end, min(end + 16, len(tokens))) if text[slice(*tokens[i])] == "]"), None)
        if close is None:
            break
        end = close + 1
    return (
        end if end < len(tokens) and (before[-1] in {")", "]"} or any(w.isdigit() for w in before) or dash < 4) else 0
    )


def _first_dash(text: str, tokens: list[tuple[int, int]]) -> int:
    """Index of the first dash outside brackets with a space beside it, or 0."""
    depth = 0
    for i, token in enumerate(tokens):
        word = text[slice(*token)]
        depth += (word in "([") - (word in ")]")
        if i and depth <= 0 and word in _DASHES and _spaced(text, token):
            return i
    return 0


def _spaced(text: str, token: tuple[int, int]) -> bool:
    return text[token[0] - 1].isspace() or text[token[1] : token[1] + 1].isspace()


def _shortened(text: str, tokens: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    while len(tokens) > LONGEST_SENTENCE:
        at = _safe_cut(text, tokens)
        yield tokens[:at]
        tokens = tokens[at:]
    if tokens:
        yield tokens


def _safe_cut(text: str, tokens: list[tuple[int, int]]) -> int:
    """Where to cut a very long sentence: after the last semicolon, else dash or colon, else comma, that fits."""
    middle = LONGEST_SENTENCE // 2
    for marks in ({";"}, {":", "--", "—", "–", "•", "|"}, {","}):
        for i in range(LONGEST_SENTENCE - 1, middle, -1):
            if text[slice(*tokens[i])] in marks:
                return i + 1
    return LONGEST_SENTENCE
