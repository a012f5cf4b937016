"""The network: a BERT encoder with casing shapes, and heads for tags, tree, entities and sentence vector."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from harmattan.reading.pieces import SHAPES
from training.event_network import EventHeads, EventOutput

WIDTH = 384
LAYERS = 6
HEADS = 12
INNER = 1536
VOCABULARY = 30522
POSITIONS = 512
EPSILON = 1e-12
MASKED = -1e4


class Dropout(nn.Module):
    """Dropout whose masks are cut from one long random row: drawing new ones took a fifth of the training time."""

    _row: ClassVar[Tensor | None] = None

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with a share of its values set to zero, in training only."""
        if not self.training:
            return x
        if Dropout._row is None:
            Dropout._row = torch.rand(1 << 24)
        size = x.numel()
        first = int(torch.randint(0, (1 << 24) - size, ()))
        keep = (Dropout._row[first : first + size] >= self.share).view(x.shape)
        return x * (keep.to(x.dtype) / (1.0 - self.share))


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """``x`` [B,L,384], ``bias`` [B,1,1,L] added to the attention scores; returns [B,L,384]."""
        shape = (x.shape[0], x.shape[1], HEADS, WIDTH // HEADS)
        q = self.query(x).view(shape).transpose(1, 2)
        k = self.key(x).view(shape).transpose(1, 2)
        v = self.value(x).view(shape).transpose(1, 2)
        scores = q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias
        mixed = scores.softmax(-1).to(v.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        inner = functional.gelu(self.up(x))
        result: Tensor = self.norm2(x + self.dropout(self.down(inner)))
        return result


class Encoder(nn.Module):
    """BERT with an added casing-shape embedding; returns the output of every layer."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = Dropout(0.1)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[list[Tensor], Tensor]:
        """Outputs of the embedding layer and the six layers, each [B,L,384], and the piece mask [B,L]."""
        mask = (ids != 0).to(self.words.weight.dtype)
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask) * MASKED)[:, None, None, :]
        outputs = [x]
        for layer in self.layers:
            x = layer(x, bias)
            outputs.append(x)
        return outputs, mask


def load_encoder(model_folder: Path) -> Encoder:
    """An encoder with the published MiniLM weights and an empty shape embedding."""
    source = load_file(model_folder / "model.safetensors")
    encoder = Encoder()
    state = encoder.state_dict()
    names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value"}
    names |= {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    names |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for i in range(LAYERS):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{i}.{ours}.{part}"] = source[f"encoder.layer.{i}.{theirs}.{part}"]
    # The one segment that sentences use is a constant: it is folded into the word vectors.
    state["words.weight"] = (
        source["embeddings.word_embeddings.weight"] + source["embeddings.token_type_embeddings.weight"][0]
    )
    state["positions.weight"] = source["embeddings.position_embeddings.weight"]
    state["norm.weight"] = source["embeddings.LayerNorm.weight"]
    state["norm.bias"] = source["embeddings.LayerNorm.bias"]
    encoder.load_state_dict(state)
    return encoder


def mean_vector(x: Tensor, mask: Tensor) -> Tensor:
    """Mean over the unmasked pieces, [B,384]."""
    return (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)


@dataclass
class Output:
    """What the heads say about a batch; every score is before softmax."""

    upos: Tensor
    xpos: Tensor
    entities: Tensor
    arcs: Tensor
    """[B,W,W+1]: column 0 is the root, column h the word h-1."""
    rel_dependent: Tensor
    rel_head: Tensor
    """[B,W,R] and [B,W+1,R]-wide halves of the relation scorer."""
    vector: Tensor
    events: EventOutput


class Network(nn.Module):
    """Encoder and heads together."""

    def __init__(self, encoder: Encoder, upos: int, xpos: int, entities: int, relations: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.relations = relations
        self.mix = nn.Parameter(torch.zeros(5, LAYERS + 1))
        with torch.no_grad():
            self.mix[:3, -2:] = 1.0
            self.mix[3, -1] = 5.0
            self.mix[4, -3:] = 1.0
        self.tagger = nn.Sequential(Dropout(0.15), nn.Linear(WIDTH, 256), nn.GELU(), Dropout(0.15))
        self.upos = nn.Linear(256, upos)
        self.xpos = nn.Linear(256, xpos)
        self.entities = nn.Sequential(
            Dropout(0.15), nn.Linear(WIDTH, 256), nn.GELU(), Dropout(0.15), nn.Linear(256, entities)
        )
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.05)
        self.arc_dependent = self._half(256)
        self.arc_head = self._half(256)
        self.arc_weight = nn.Linear(256, 256, bias=False)
        self.arc_bias = nn.Linear(256, 1, bias=False)
        self.rel_dependent = self._half(96)
        self.rel_head = self._half(96)
        self.rel_weight = nn.Linear(96, relations * 96)
        self.rel_bias = nn.Linear(96, relations)
        nn.init.normal_(self.rel_weight.weight, std=0.02)
        self.vector = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)
        self.events = EventHeads(WIDTH, Dropout)

    @staticmethod
    def _half(width: int) -> nn.Sequential:
        return nn.Sequential(Dropout(0.2), nn.Linear(WIDTH, width), nn.LeakyReLU(0.1), Dropout(0.25))

    def forward(self, ids: Tensor, shapes: Tensor, owners: Tensor, words: Tensor) -> Output:
        """``ids``, ``shapes``, ``owners`` [B,L]; ``words`` [B,W], 1 for a word and 0 for padding."""
        layers, mask = self.encoder(ids, shapes)
        slots = torch.arange(words.shape[1], device=ids.device)
        pool = (owners[:, None, :] == slots[None, :, None]).to(layers[0].dtype)
        pool = pool / pool.sum(2, keepdim=True).clamp(min=1.0)
        weights = self.mix.softmax(1)
        stacked = torch.stack(layers).view(LAYERS + 1, -1)
        mixed = (weights.to(stacked.dtype).matmul(stacked)).view(5, *layers[0].shape)
        tags, named, tree, told = (pool.to(mixed.dtype) @ mixed[i] for i in (0, 1, 2, 4))
        tags = self.tagger(tags)
        root = self.root.expand(tree.shape[0], 1, WIDTH)
        heads = torch.cat([root.to(tree.dtype), tree], 1)
        arc_head = self.arc_head(heads)
        arcs = self.arc_weight(self.arc_dependent(tree)) @ arc_head.transpose(1, 2) / 16.0
        arcs = arcs + self.arc_bias(arc_head).transpose(1, 2)
        allowed = torch.cat([torch.ones_like(words[:, :1]), words], 1).to(arcs.dtype)
        arcs = arcs + ((1.0 - allowed) * MASKED)[:, None, :]
        vector = self.vector(mean_vector(mixed[3], mask))
        return Output(
            self.upos(tags),
            self.xpos(tags),
            self.entities(named),
            arcs,
            self.rel_dependent(tree),
            self.rel_head(heads),
            vector / vector.norm(dim=1, keepdim=True).clamp(min=1e-6),
            self.events(told),
        )

    def take(self, state: dict[str, Tensor]) -> None:
        """Takes up trained weights; what weights from before there were event heads lack stays as it is."""
        own = self.state_dict()
        missing = own["mix"][len(state["mix"]) :]
        self.load_state_dict(own | state | {"mix": torch.cat([state["mix"], missing])})

    def relation_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Scores [B,W,R] of the relation between each word and its given head ([B,W,96] each)."""
        left = self.rel_weight(dependent).view(*dependent.shape[:2], self.relations, 96)
        scores: Tensor = (left * head[:, :, None, :]).sum(3) + self.rel_bias(dependent)
        return scores

    def all_relations(self, dependent: Tensor, heads: Tensor) -> Tensor:
        """Best relation [B,W,W+1] for every pair of word and head."""
        batch, width = dependent.shape[:2]
        left = self.rel_weight(dependent).view(batch, width * self.relations, 96)
        scores = (left @ heads.transpose(1, 2)).view(batch, width, self.relations, width + 1)
        best: Tensor = (scores + self.rel_bias(dependent)[:, :, :, None]).argmax(2)
        return best
