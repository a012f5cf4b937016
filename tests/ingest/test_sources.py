"""Files, folders and standard input become documents; bad input is named with its reason and loses nothing else."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest

from harmattan.errors import UsageError
from harmattan.ingest import Rejected, read_documents
from harmattan.model import Document

ARTICLE = (
    "Gunmen raided a customs post near the river on Sunday, the governor said.\n\n"
    "Four officers were killed in the raid, which lasted less than an hour."
)
OTHER = "Shells fell on the market of the old town on Monday and wounded nine people, the hospital said."


def read(*paths: str | Path, stdin: bytes | None = None) -> list[Document | Rejected]:
    return list(read_documents(paths, None if stdin is None else io.BytesIO(stdin)))


def documents(*paths: str | Path, stdin: bytes | None = None) -> list[Document]:
    found = read(*paths, stdin=stdin)
    assert not [f for f in found if isinstance(f, Rejected)]
    return [f for f in found if isinstance(f, Document)]


def rejected(*paths: str | Path, stdin: bytes | None = None) -> list[Rejected]:
    return [f for f in read(*paths, stdin=stdin) if isinstance(f, Rejected)]


def line(**fields: object) -> str:
    return json.dumps({"text": ARTICLE, **fields}) + "\n"


def test_a_text_file_is_one_document_with_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert [d.text for d in documents(tmp_path / "a.txt")] == [ARTICLE]


def test_a_folder_is_read_at_any_depth(tmp_path: Path) -> None:
    deep = tmp_path / "one" / "two" / "three"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.TXT").write_text(OTHER)
    assert {d.text for d in documents(tmp_path)} == {ARTICLE, OTHER}


def test_hidden_files_and_other_kinds_of_file_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".notes.txt").write_text(OTHER)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text(OTHER)
    (tmp_path / "map.png").write_bytes(b"\x89PNG\x00")
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert [d.text for d in documents(tmp_path)] == [ARTICLE]


def test_a_link_that_leads_back_is_survived(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(ARTICLE)
    (tmp_path / "sub" / "back").symlink_to(tmp_path, target_is_directory=True)
    assert [d.text for d in documents(tmp_path)] == [ARTICLE]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(OTHER)
    assert read(tmp_path / "b.txt", tmp_path / "a.txt") == read(tmp_path / "a.txt", tmp_path / "b.txt")


def test_the_same_article_twice_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "copy.txt").write_text(ARTICLE.replace("\n", "\r\n") + "\n\nLeave a reply\n")
    assert len(documents(tmp_path, tmp_path / "a.txt")) == 1


def test_a_given_id_is_kept(tmp_path: Path) -> None:
    assert [d.id for d in documents("-", stdin=line(id="r-17").encode())] == ["r-17"]


def test_one_id_for_two_texts_is_refused_and_says_where_the_first_was() -> None:
    lines = line(id="r-17") + line(id="r-17", text=OTHER)
    found = read("-", stdin=lines.encode())
    assert isinstance(found[0], Document)
    assert str(found[1]) == (
        "standard input, line 2: id 'r-17' already belongs to another text (standard input, line 1); "
        "give this one its own id"
    )


def test_one_text_under_two_given_ids_stays_two_documents() -> None:
    assert len(documents("-", stdin=(line(id="a") + line(id="b")).encode())) == 2


def test_json_lines_bring_their_metadata() -> None:
    fields = {"title": "Raid", "url": "https://news.example/1", "source": "The Example", "language": "en"}
    given = line(**fields, published="2023-10-06")
    (document,) = documents("-", stdin=given.encode())
    assert document.model_dump(include=set(fields)) == fields
    assert (str(document.published.date), document.published.basis) == ("2023-10-06", "given")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"date": "2022-05-04"}, ("2022-05-04", "2022-05-04", "2022-05-04", "given")),
        ({"date": "2022-05-04", "basis": "given"}, ("2022-05-04", "2022-05-04", "2022-05-04", "given")),
        ({"earliest": "2022-05-01"}, ("None", "2022-05-01", "None", "given")),
        ({"date": "2022-05-04", "basis": "header"}, ("2022-05-04", "None", "None", "header")),
        ({"basis": "given"}, ("None", "None", "None", "unknown")),
    ],
)  # fmt: skip
def test_a_day_in_an_object_is_given_even_without_a_basis(written: object, meant: tuple[str, ...]) -> None:
    (document,) = documents("-", stdin=line(published=written).encode())
    found = document.published
    assert (str(found.date), str(found.earliest), str(found.latest), found.basis) == meant


def test_what_harmattan_writes_can_be_read_again() -> None:
    (document,) = documents("-", stdin=line(published="2023-10").encode())
    record = document.model_dump(mode="json", exclude={"spans", "story_id", "skipped"})
    assert documents("-", stdin=json.dumps(record).encode()) == [document]


def test_a_text_with_spans_is_kept_to_the_character() -> None:
    text = "  date 2023-10-10 R\u00c3\u00a9my saw  \u201cGao\u201d.\r\n\r\nLeave a reply"
    (document,) = documents("-", stdin=line(text=text, spans=[{"start": 31, "end": 34}]).encode())
    assert document.text == text
    assert document.spans[0].quote == text[31:34]


@pytest.mark.parametrize("span", [{"start": 5, "end": 5}, {"start": -1, "end": 3}, {"start": 0, "end": 10_000}])
def test_a_span_outside_the_text_is_refused(span: dict[str, int]) -> None:
    (problem,) = rejected("-", stdin=line(spans=[span]).encode())
    assert "does not lie in the text" in problem.reason


def test_nul_and_lone_surrogate_become_replacement_characters() -> None:
    text = "A NUL \\u0000 and half a pair \\ud83d stand here, said the army in the capital."
    (document,) = documents("-", stdin=f'{{"text": "{text}", "spans": []}}'.encode())
    assert document.text.encode().decode().count("\ufffd") == 2


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\n", "the file is empty"),
        ("empty.jsonl", b"", "the file is empty"),
        ("binary.txt", b"\x7fELF\x00\x01\x02\x03" * 50, "binary"),
        ("noise.txt", bytes(range(1, 32)) * 40, "binary"),
        ("broken.txt", "Réunis à Gao".encode() + b"\xff\xfe and so on", "broken UTF-8 at byte 14"),
        ("cut.txt", b"The army said\xc3\x28 no", "broken UTF-8"),
        ("empty.html", b"<html><body><script>go()</script></body></html>", "no article text"),
        ("list.jsonl", b"[1, 2]", "not a JSON object"),
        ("half.jsonl", b'{"text": "a', "not valid JSON"),
        ("number.jsonl", b'{"text": 3}', "'text' is not a string"),
        ("without.jsonl", b'{"id": "a"}', "no 'text'"),
        ("void.jsonl", b'{"text": "  "}', "'text' is empty"),
        ("id.jsonl", b'{"text": "abc", "id": ["x"]}', "'id' must be"),
        ("bytes.jsonl", b'{"text": "caf\xff"}', "broken UTF-8"),
        ("deep.jsonl", b"[" * 100_000, "nested too deeply"),
        ("spans.jsonl", b'{"text": "abc", "spans": 3}', "'spans' is not a list"),
        ("date.jsonl", b'{"text": "abc", "published": {"day": 1}}', "'published' is not usable"),
        ("bad.jsonl.gz", b"no gzip at all", "gzip"),
        ("bad.warc.gz", b"no archive at all", "archive"),
        ("paper.pdf", b"%PDF-1.7", "unknown kind of file"),
    ],
)
def test_bad_input_is_named_with_its_reason_and_the_rest_goes_on(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text(ARTICLE)
    problem, document = read(tmp_path / name, tmp_path / "zz.txt")
    assert isinstance(problem, Rejected)
    assert problem.path == str(tmp_path / name)
    assert reason in problem.reason
    assert "\n" not in str(problem)
    assert isinstance(document, Document)


def test_a_bad_line_is_named_by_its_number() -> None:
    found = read("-", stdin=(line() + "\nno json\n" + line(text=OTHER)).encode())
    assert [f.record for f in found if isinstance(f, Rejected)] == [3]
    assert len(found) == 3


def test_a_huge_text_is_refused_in_little_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The army said so. " * 2_800_000)
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "x" * 50_000_000}) + "\n" + line())
    tracemalloc.start()
    found = read(tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [isinstance(f, Rejected) and "too long" in f.reason for f in found] == [True, True, False]
    assert peak < 60_000_000


def test_a_text_over_the_limit_is_refused() -> None:
    (problem,) = rejected("-", stdin=line(text="ab " * 1_700_000).encode())
    assert "5,100,000 characters are too many" in problem.reason


@pytest.mark.parametrize("names", [[], ["notes.md"], [".a.txt"]])
def test_a_folder_without_articles_is_an_error_before_any_work(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text(ARTICLE)
    with pytest.raises(UsageError, match="holds no articles"):
        read_documents([tmp_path])


def test_nothing_to_read_is_an_error() -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        read_documents([])


def test_a_missing_file_beside_a_good_one_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (problem,) = rejected(tmp_path / "a.txt", tmp_path / "b.txt")
    assert problem.reason == "no such file or folder"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(ARTICLE)
    assert "not a regular file" in rejected(tmp_path / "pipe.txt", tmp_path / "a.txt")[0].reason
    assert len(documents(tmp_path)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251"])
def test_other_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Восемь солдат погибли в воскресенье при нападении на базу, сообщили военные." * 3
    if encoding == "cp1252":
        text = "Le général a déclaré que l’armée était entrée à Gao dimanche."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert documents(tmp_path)[0].text == text


def test_a_compressed_json_lines_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line().encode()))
    assert [d.text for d in documents(tmp_path)] == [ARTICLE]


def test_a_document_in_another_language_is_kept_and_says_why_it_is_not_coded(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Des hommes armés ont attaqué le poste de douane dimanche, a dit le gouverneur.")
    (document,) = documents(tmp_path)
    assert document.language == "fr"
    assert document.skipped == "language 'fr' cannot be coded, only en"


@pytest.mark.parametrize("text", ["Gunmen kill nine", "THE ARMY SHELLED GAO ON SUNDAY AND KILLED NINE PEOPLE."])
def test_short_or_capital_english_is_coded(text: str) -> None:
    assert documents("-", stdin=line(text=text).encode())[0].skipped is None
