"""Parses kept in a file, so that tests of rules do not change when the language model is trained anew.

``saved_parses.tsv`` holds one sentence a line: its text, its parse in the notation of ``tests.parses``, its entities.
``python -m tests.reading.saved_parses`` parses every text again with the shipped model and rewrites the file.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from harmattan.reading.syntax import Entity, EntityLabel, Sentence, Token

FILE = Path(__file__).with_suffix(".tsv")


@cache
def _rows() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line)
    return {text: (parse, entities) for text, parse, entities in rows}


def texts() -> list[str]:
    """Every sentence of the file, in order."""
    return list(_rows())


def saved(text: str, index: int = 0) -> Sentence:
    """The saved sentence with that text; offsets count from its start."""
    parse, entities = _rows()[text]
    tokens = []
    for i, item in enumerate(parse.split(" ")):
        start, end, lemma, upos, xpos, head, dep = item.split("|")
        first, last = int(start), int(end)
        tokens.append(Token(i, first, last, text[first:last], lemma, upos, xpos, int(head), dep))
    found = []
    for item in entities.split(" ") if entities else ():
        begin, stop, label = item.split("|")
        found.append(Entity(int(begin), int(stop), cast("EntityLabel", label)))
    return Sentence(index, 0, 0, len(text), tuple(tokens), tuple(found))


def _write() -> None:
    from harmattan.reading.language_model import LanguageModel

    model = LanguageModel.load()
    lines = []
    for text in texts():
        (s,) = model.analyse(text)
        parse = " ".join(f"{t.start}|{t.end}|{t.lemma}|{t.upos}|{t.xpos}|{t.head}|{t.dep}" for t in s.tokens)
        entities = " ".join(f"{e.first}|{e.last}|{e.label}" for e in s.entities)
        lines.append(f"{text}\t{parse}\t{entities}\n")
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    _write()
