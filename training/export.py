"""Trained weights to the one ONNX file that ships.

Quantisation: every large matrix is stored as int8 with one scale per output column. Activations are quantised row by
row (one scale per word piece), not per tensor as ONNX Runtime's own dynamic quantisation does: a per-tensor scale
would let one sentence's values change with the other sentences of its batch.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from harmattan.reading.pieces import PieceEncoder
from training.calibration import calibrate
from training.event_labels import CODES
from training.event_labels import LAYERS as ATTRIBUTE_LAYERS
from training.event_network import ATTRIBUTES
from training.inputs import marked_sentences
from training.marks import ROLE_NAMES, ROLES, SUB_EVENTS
from training.network import EPSILON, HEADS, MASKED, WIDTH, Encoder, Layer, Network
from training.settings import WEIGHTS, work
from training.train import encoder_folder

MODEL = "harmattan-en.onnx"
INPUTS = ("ids", "shapes", "owners", "words")
OUTPUTS = ("upos", "xpos", "entities", "arcs", "relations", "vectors")
EVENT_OUTPUTS = ("codes", "attributes", "left", "right", "bias")
LEAST_QUANTISED = 96 * 96
"""Smaller matrices stay in float32."""


WEIGHT_LEVELS = 63.0
"""Weights use seven of their eight bits: without VNNI an x86 processor adds pairs of int8 products in 16 bits and would
overflow with more. It costs nothing measurable and gives the same integers on every processor."""


class Exported(nn.Module):
    """The network as the ONNX graph computes it: inference only, query, key and value in one product."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.joined = nn.ModuleList()
        for layer in self._layers():
            joined = nn.Linear(WIDTH, 3 * WIDTH)
            parts = [layer.query, layer.key, layer.value]
            joined.weight.data = torch.cat([p.weight for p in parts])
            joined.bias.data = torch.cat([p.bias for p in parts])
            # The attention's scaling is folded into the query.
            joined.weight.data[:WIDTH] /= (WIDTH // HEADS) ** 0.5
            joined.bias.data[:WIDTH] /= (WIDTH // HEADS) ** 0.5
            self.joined.append(joined)

    def _layers(self) -> list[Layer]:
        return [layer for layer in self.network.encoder.layers if isinstance(layer, Layer)]

    def _encode(self, ids: Tensor, shapes: Tensor) -> tuple[list[Tensor], Tensor]:
        encoder: Encoder = self.network.encoder
        mask = (ids != 0).to(torch.float32)
        x = encoder.norm(encoder.words(ids) + encoder.positions.weight[: ids.shape[1]] + encoder.shapes(shapes))
        bias = ((1.0 - mask) * MASKED)[:, None, None, :]
        outputs = [x]
        for layer, joined in zip(self._layers(), self.joined, strict=True):
            size = (x.shape[0], x.shape[1], HEADS, WIDTH // HEADS)
            q, k, v = joined(x).split(WIDTH, 2)
            scores = q.view(size).transpose(1, 2) @ k.view(size).permute(0, 2, 3, 1) + bias
            mixed = scores.softmax(-1) @ v.view(size).transpose(1, 2)
            x = layer.norm1(x + layer.out(mixed.transpose(1, 2).reshape(x.shape)))
            x = layer.norm2(x + layer.down(functional.gelu(layer.up(x))))
            outputs.append(x)
        return outputs, mask

    def forward(self, ids: Tensor, shapes: Tensor, owners: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """Inputs as ``Network.forward``; outputs in the order of ``OUTPUTS``, tags and relations as best labels."""
        net = self.network
        layers, mask = self._encode(ids, shapes)
        slots = torch.arange(words.shape[1])
        pool = (owners[:, None, :] == slots[None, :, None]).to(torch.float32)
        pool = pool / pool.sum(2, keepdim=True).clamp(min=1.0)
        weights = net.mix.softmax(1)
        tags, named, tree, told = (pool @ _mixed(layers, weights[i]) for i in (0, 1, 2, 4))
        events = net.events(told)
        attributes = torch.cat([a.log_softmax(2) for a in events.attributes.split(ATTRIBUTES, 2)], 2)
        tags = net.tagger(tags)
        heads = torch.cat([net.root.expand(tree.shape[0], 1, WIDTH), tree], 1)
        arc_head = net.arc_head(heads)
        arcs = net.arc_weight(net.arc_dependent(tree)) @ arc_head.transpose(1, 2) / 16.0
        arcs = arcs + net.arc_bias(arc_head).transpose(1, 2)
        allowed = torch.cat([torch.ones_like(words[:, :1]), words], 1).to(torch.float32)
        arcs = arcs + ((1.0 - allowed) * MASKED)[:, None, :]
        relations = net.all_relations(net.rel_dependent(tree), net.rel_head(heads))
        # Sums as matrix products: a ReduceSum takes another path, with other rounding, for a batch of one. The middle
        # axis makes the projection a MatMul (a Gemm would not be quantised row by row).
        pooled = (mask / mask.sum(1, keepdim=True))[:, None, :] @ _mixed(layers, weights[3])
        vector = net.vector(pooled)
        vector = vector / (vector @ vector.transpose(1, 2)).clamp(min=EPSILON).sqrt()
        return (
            net.upos(tags).argmax(2).to(torch.int32),
            net.xpos(tags).argmax(2).to(torch.int32),
            net.entities(named).log_softmax(2),
            arcs,
            relations.to(torch.int32),
            vector[:, 0, :],
            events.codes.log_softmax(2),
            attributes,
            events.left,
            events.right,
            events.bias,
        )


def _mixed(layers: list[Tensor], weights: Tensor) -> Tensor:
    result = layers[0] * weights[0]
    for i, layer in enumerate(layers[1:], 1):
        result = result + layer * weights[i]
    return result


def load_network(name: str) -> tuple[Network, dict[str, Any]]:
    """Network and label inventories from a file that training wrote."""
    state = torch.load(work() / name, weights_only=True)
    labels: dict[str, Any] = json.loads(state["labels"])
    sizes = [len(labels[k]) for k in ("upos", "xpos", "entities", "relations")]
    network = Network(Encoder(), *sizes)
    network.take(state["network"])
    return network.eval(), labels


def write_full(network: Network, target: Path) -> None:
    """The float32 graph."""
    ids = torch.randint(5, 1000, (2, 9))
    owners = torch.tensor([[-1, 0, 1, 1, 2, 3, 4, 5, -1]] * 2)
    words = torch.ones(2, 6, dtype=torch.long)
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]} | {"words": {0: "batch", 1: "width"}}
    axes |= {name: {0: "batch", 1: "width"} for name in (*OUTPUTS[:5], *EVENT_OUTPUTS)} | {"vectors": {0: "batch"}}
    with torch.inference_mode():
        torch.onnx.export(
            Exported(network).eval(),
            (ids, ids % 10, owners, words),
            str(target),
            input_names=list(INPUTS),
            output_names=[*OUTPUTS, *EVENT_OUTPUTS],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


class _Quantiser:
    """Rewrites one graph; see the module's first lines for the scheme."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.graph = model.graph
        self.constants = {t.name: t for t in self.graph.initializer}
        self.nodes: list[onnx.NodeProto] = []
        self.rows: dict[str, tuple[str, str]] = {}
        self._add("q_least", np.array(1e-8, np.float32))
        self._add("q_levels", np.array(1.0 / 127.0, np.float32))
        self._add("q_one", np.array(1.0, np.float32))
        self._add("q_zero", np.array(128, np.uint8))
        self._add("q_axis", np.array([1], np.int64))

    def _add(self, name: str, value: NDArray[Any]) -> str:
        tensor = numpy_helper.from_array(value, name)
        self.constants[name] = tensor
        self.graph.initializer.append(tensor)
        return name

    def _node(self, kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"{output}_{kind}", **attributes))
        return output

    def _quantised_rows(self, x: str, width: int) -> tuple[str, str]:
        """Names of the uint8 rows [M,K] and their scales [M,1] for the activation ``x`` [...,K]."""
        if x not in self.rows:
            shape = self._add(f"{x}_q_shape", np.array([-1, width], np.int64))
            flat = self._node("Reshape", [x, shape], f"{x}_q_flat")
            size = self._node("Abs", [flat], f"{x}_q_abs")
            peak = self._node("ReduceMax", [size], f"{x}_q_peak", axes=[1], keepdims=0)
            peak = self._node("Max", [peak, "q_least"], f"{x}_q_some")
            scale = self._node("Mul", [peak, "q_levels"], f"{x}_q_scale")
            zeros = self._node("Shape", [scale], f"{x}_q_rows")
            zeros = self._node(
                "ConstantOfShape", [zeros], f"{x}_q_zeros", value=helper.make_tensor("v", TensorProto.UINT8, [1], [128])
            )
            quantised = self._node("QuantizeLinear", [flat, scale, zeros], f"{x}_q", axis=0)
            column = self._node("Unsqueeze", [scale, "q_axis"], f"{x}_q_column")
            self.rows[x] = quantised, column
        return self.rows[x]

    def _matrix(self, name: str, value: NDArray[np.float32]) -> tuple[str, str]:
        scale = np.maximum(np.abs(value).max(0), 1e-8).astype(np.float32) / WEIGHT_LEVELS
        self.graph.initializer.remove(self.constants.pop(name))
        whole = self._add(
            f"{name}_int8", np.clip(np.round(value / scale), -WEIGHT_LEVELS, WEIGHT_LEVELS).astype(np.int8)
        )
        return whole, self._add(f"{name}_scales", scale.astype(np.float32))

    def _product(self, node: onnx.NodeProto, value: NDArray[np.float32]) -> None:
        x, output = node.input[0], node.output[0]
        rows, column = self._quantised_rows(x, value.shape[0])
        matrix, scales = self._matrix(node.input[1], value)
        product = self._node(
            "MatMulIntegerToFloat",
            [rows, matrix, "q_one", scales, "q_zero"],
            f"{output}_q_product",
            domain="com.microsoft",
        )
        product = self._node("Mul", [product, column], f"{output}_q_scaled")
        shape = self._node("Shape", [x], f"{output}_q_lead_all")
        start, end = (
            self._add(f"{output}_q0", np.array([0], np.int64)),
            self._add(f"{output}_q1", np.array([-1], np.int64)),
        )
        shape = self._node("Slice", [shape, start, end], f"{output}_q_lead")
        last = self._add(f"{output}_q_last", np.array([value.shape[1]], np.int64))
        shape = self._node("Concat", [shape, last], f"{output}_q_shape", axis=0)
        self._node("Reshape", [product, shape], output)

    def _table(self, node: onnx.NodeProto, value: NDArray[np.float32]) -> None:
        """An embedding table: int8 with one scale a row."""
        name, output = node.input[0], node.output[0]
        scale = np.maximum(np.abs(value).max(1, keepdims=True), 1e-8).astype(np.float32) / 127.0
        self.graph.initializer.remove(self.constants.pop(name))
        rows = self._add(f"{name}_int8", np.clip(np.round(value / scale), -127, 127).astype(np.int8))
        scales = self._add(f"{name}_scales", scale)
        taken = self._node("Gather", [rows, node.input[1]], f"{output}_q_rows")
        taken = self._node("Cast", [taken], f"{output}_q_float", to=TensorProto.FLOAT)
        factor = self._node("Gather", [scales, node.input[1]], f"{output}_q_factor")
        self._node("Mul", [taken, factor], output)

    def run(self) -> None:
        """Rewrites every product with a large constant matrix, and the word table."""
        for node in self.graph.node:
            constant = self.constants.get(node.input[1]) if node.op_type == "MatMul" else None
            if node.op_type == "Gather":
                table = self.constants.get(node.input[0])
                if table is not None and len(table.dims) == 2 and table.dims[0] > 10_000:
                    self._table(node, numpy_helper.to_array(table).astype(np.float32))
                    continue
            if constant is not None and len(constant.dims) == 2 and np.prod(constant.dims) >= LEAST_QUANTISED:
                self._product(node, numpy_helper.to_array(constant).astype(np.float32))
            else:
                self.nodes.append(node)
        del self.graph.node[:]
        self.graph.node.extend(self.nodes)


def quantise(source: Path, target: Path) -> None:
    """The int8 graph from the float32 one."""
    model = onnx.load(str(source))
    _Quantiser(model).run()
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(target))


def event_labels() -> dict[str, Any]:
    """Names of the event heads' columns, as the package uses them."""
    return {
        "codes": [SUB_EVENTS.get(code, code) for code in CODES],
        "attributes": {layer: list(names) for layer, names in ATTRIBUTE_LAYERS.items()},
        "roles": [ROLE_NAMES[letter] for letter in ROLES],
    }


def export(name: str, *, calibrated: bool = False) -> None:
    """Writes the weights folder of the package: the int8 graph, the labels, the word-piece vocabulary.

    ``calibrated``: with the event heads' temperatures fitted on the corpus's development part.
    """
    network, labels = load_network(name)
    if calibrated:
        encoder = PieceEncoder(encoder_folder() / "tokenizer.json")
        fitted = calibrate(network, labels, encoder, marked_sentences("dev"))
        (work() / "calibration.json").write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    full = work() / "full.onnx"
    write_full(network, full)
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    quantise(full, WEIGHTS / MODEL)
    labels |= event_labels()
    (WEIGHTS / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(encoder_folder() / "tokenizer.json", WEIGHTS / "tokenizer.json")
