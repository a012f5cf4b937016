"""``python -m training evaluate``: the table of scores, float32 beside what ships, and the model card."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

from harmattan.reading.language_model import MODEL_FILE, LanguageModel
from harmattan.reading.pieces import PieceEncoder
from training.card import write_card
from training.event_measures import event_scores
from training.inputs import EWT_DEV, EWT_TEST, data_path, load_gum, load_re3d, marked_sentences
from training.measures import Scores, analysed, entity_scores, tree_scores, upper, vector_scores
from training.raw_text import tokenizer_scores
from training.settings import WEIGHTS, work
from training.train import encoder_folder, teacher_vectors
from training.treebank import Gold, read_treebank

Table = dict[str, Scores]


def full_precision() -> LanguageModel:
    """The float32 network behind the same run-time code."""
    folder = work() / "full"
    folder.mkdir(exist_ok=True)
    for name in ("labels.json", "tokenizer.json"):
        shutil.copyfile(WEIGHTS / name, folder / name)
    shutil.copyfile(work() / "full.onnx", folder / MODEL_FILE)
    return LanguageModel(folder)


def model_scores(model: LanguageModel, test: bool) -> Table:
    """All scores that depend on the network."""
    ewt, gum, re3d = read_treebank(data_path(EWT_DEV)), load_gum()[1], load_re3d()[1]
    table: Table = {}
    found = analysed(model, ewt)
    table["EWT dev"] = tree_scores(ewt, found)
    table["EWT dev in upper case"] = tree_scores(ewt, analysed(model, upper(ewt)))
    gum_found = analysed(model, gum)
    table["GUM held back"] = tree_scores(gum, gum_found)
    if test:
        last = read_treebank(data_path(EWT_TEST))
        table["EWT test"] = tree_scores(last, analysed(model, last))
    table["events, development part"] = event_scores(marked_sentences("dev"), model)
    if test:
        table["events, test part"] = event_scores(marked_sentences("test"), model)
    table["names, GUM held back"] = entity_scores(gum, gum_found)
    table["names, GUM held back in upper case"] = entity_scores(gum, analysed(model, upper(gum)))
    table["names, re3d held back"] = entity_scores(re3d, analysed(model, re3d))
    chosen = [i for i, s in enumerate(ewt) if len(s.words) > 5][:600]
    teacher = teacher_vectors([ewt[i] for i in chosen], PieceEncoder(encoder_folder() / "tokenizer.json"))
    table["sentence vectors, EWT dev"] = vector_scores([found[i] for i in chosen], teacher)
    return table


def text_scores() -> Table:
    """Scores of the tokenizer on running text."""
    corpora: dict[str, Sequence[Gold]] = {"EWT dev": read_treebank(data_path(EWT_DEV)), "GUM held back": load_gum()[1]}
    return {name: dict(zip(("words", "sentences"), tokenizer_scores(s), strict=True)) for name, s in corpora.items()}


def speed() -> float:
    """Sentences a second of processor time on one thread: EWT dev's of 10 to 40 words, from words to finished trees."""
    model = LanguageModel.load(1)
    sentences = [s.words for s in read_treebank(data_path(EWT_DEV)) if 10 <= len(s.words) <= 40][:600]
    model.analyse_words(sentences)
    # Processor time, because other work on the machine would count otherwise.
    began = time.process_time()
    model.analyse_words(sentences)
    return len(sentences) / (time.process_time() - began)


def as_lines(shipped: Table, full: Table) -> list[str]:
    """One line a measure: int8, and float32 in brackets."""
    lines = []
    for name, scores in shipped.items():
        parts = [f"{k} {v:.{3 if v <= 1 else 1}f} ({full[name][k]:.{3 if v <= 1 else 1}f})" for k, v in scores.items()]
        lines.append(f"| {name} | {', '.join(parts)} |")
    return lines


def main(*, test: bool = True) -> None:
    """Measures, prints, and writes ``MODEL_CARD.md`` beside the weights."""
    shipped = model_scores(LanguageModel.load(2), test)
    lines = ["| measure | int8 (float32) |", "|---|---|", *as_lines(shipped, model_scores(full_precision(), test))]
    lines += ["", "| running text | F1 of words | F1 of sentences |", "|---|---|---|"]
    lines += [f"| {name} | {s['words']:.1f} | {s['sentences']:.1f} |" for name, s in text_scores().items()]
    lines += ["", "| event head | temperature | calibration error before | after |", "|---|---|---|---|"]
    lines += [
        f"| {head} | {f['temperature']:.2f} | {f['error before']:.3f} | {f['error after']:.3f} |"
        for head, f in json.loads((work() / "calibration.json").read_text(encoding="utf-8")).items()
    ]
    lines += ["", f"Speed: {speed():.0f} sentences of 10 to 40 words a second of processor time, words to trees."]
    print("\n".join(lines))
    (work() / "scores.json").write_text(json.dumps(shipped, indent=1), encoding="utf-8")
    write_card(Path(WEIGHTS / "MODEL_CARD.md"), lines)
