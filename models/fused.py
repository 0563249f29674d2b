"""Write a quantised encoder's graph anew for one text at a time: the same weights and vectors, a tenth less time.

PyTorch's export minds batches and masks, and works out shapes anew in each layer; here a text comes alone and whole.
ONNX Runtime fuses all else by itself, but does not see the attention in what is exported. Called by ``finetune.py``.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, SIZE, LONGEST = 6, 12, 384, 192  # LONGEST as MOST_TOKENS in bot/language/encoder.py
MICROSOFT = "com.microsoft"  # where ONNX Runtime has its own operators


class Graph:
    """A graph in the making: nodes in their order, and the weights that they use."""

    def __init__(self, source: onnx.GraphProto) -> None:
        self.weights: dict[str, onnx.TensorProto] = {}
        self.nodes: list[onnx.NodeProto] = []
        self._given = {one.name: one for one in source.initializer}

    def array(self, name: str) -> np.ndarray:
        """One weight of the source."""
        return numpy_helper.to_array(self._given[name])

    def keep(self, name: str, value: np.ndarray | None = None) -> str:
        """A weight of the source, or one that is made here, under its name."""
        array = self.array(name) if value is None else value
        self.weights[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def real(self, name: str) -> np.ndarray:
        """A quantised weight of the source as what it stands for."""
        whole = self.array(f"{name}_quantized").astype(np.int32) - self.array(f"{name}_zero_point").astype(np.int32)
        return (whole * self.array(f"{name}_scale")).astype(np.float32)

    def add(self, kind: str, given: list[str], out: str, domain: str = MICROSOFT, **more: Any) -> str:
        """One more node; the name of what it gives."""
        self.nodes.append(helper.make_node(kind, given, [out], domain=domain, **more))
        return out


def fused(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same encoder with ``input_ids`` (1, tokens) alone; raises ValueError for a graph of another kind."""
    nodes = list(model.graph.node)
    products = [n for n in nodes if n.op_type == "MatMulInteger"]
    norms = [n for n in nodes if n.op_type == "LayerNormalization"]
    if len(products) != 6 * LAYERS or len(norms) != 1 + 2 * LAYERS:
        raise ValueError("not a quantised encoder of six layers")
    graph, biases = Graph(model.graph), _biases(nodes)
    epsilon = next(a.f for a in norms[0].attribute if a.name == "epsilon")
    x = _embedded(graph, norms[0], epsilon)
    for layer in range(LAYERS):
        x = _layer(graph, x, products[6 * layer :][:6], norms[1 + 2 * layer :][:2], biases, f"{layer}.", epsilon)
    graph.nodes[-1].output[0] = "last_hidden_state"
    whole = helper.make_graph(
        graph.nodes, "encoder", [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [1, "tokens", SIZE])],
        list(graph.weights.values()),
    )
    domains = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(whole, opset_imports=domains, ir_version=8)


def _biases(nodes: list[onnx.NodeProto]) -> dict[str, str]:
    """The bias that is added to each product of matrices, by the product's output."""
    made_by = {out: node for node in nodes for out in node.output}
    found = {}
    for node in nodes:
        if node.op_type == "Add" and node.input[0].endswith("bias"):
            scaled = made_by[node.input[1]]
            found[made_by[scaled.input[0]].input[0]] = node.input[0]
    return found


def _embedded(graph: Graph, norm: onnx.NodeProto, epsilon: float) -> str:
    """Word, place and kind of text, summed; the words stay quantised."""
    word, place, kind = (f"bert.embeddings.{name}_embeddings.weight" for name in ("word", "position", "token_type"))
    graph.keep("places", graph.real(place)[:LONGEST])
    graph.keep("kind", graph.real(kind)[0])
    graph.keep("0", np.array([0], dtype=np.int64))
    graph.add("Gather", [graph.keep(f"{word}_quantized"), "input_ids"], "rows", "")
    scale, zero = graph.keep(f"{word}_scale"), graph.keep(f"{word}_zero_point")
    graph.add("DequantizeLinear", ["rows", scale, zero], "words", "")
    graph.add("Shape", ["input_ids"], "tokens", "", start=1, end=2)
    graph.add("Slice", ["places", "0", "tokens", "0"], "placed", "")
    graph.add("Add", ["words", "kind"], "words of a kind", "")
    graph.add("Add", ["words of a kind", "placed"], "embedded", "")
    gain, shift = (graph.keep(name) for name in norm.input[1:3])
    return graph.add("LayerNormalization", ["embedded", gain, shift], "x", "", axis=-1, epsilon=epsilon)


def _layer(
    graph: Graph, x: str, products: list[onnx.NodeProto], norms: list[onnx.NodeProto], biases: dict[str, str],
    layer: str, epsilon: float,
) -> str:
    """Attention and the two matrices behind it; the layer's input is quantised once for its first three products."""
    def parts(product: onnx.NodeProto) -> tuple[str, str, str, str]:
        name = product.input[1].removesuffix("_quantized")
        weight, scale, zero = (graph.keep(f"{name}_{part}") for part in ("quantized", "scale", "zero_point"))
        return weight, scale, zero, graph.keep(biases[product.output[0]])

    def times(product: onnx.NodeProto, given: str, out: str) -> str:
        return graph.add("DynamicQuantizeMatMul", [given, *parts(product)], layer + out)

    def normed(given: str, beside: str, norm: onnx.NodeProto, out: str) -> str:
        gain, shift = (graph.keep(name) for name in norm.input[1:3])
        return graph.add("SkipLayerNormalization", [given, beside, gain, shift], layer + out, epsilon=epsilon)

    whole, scale, zero = layer + "whole", layer + "scale", layer + "zero"
    graph.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [whole, scale, zero]))
    heads = []
    for product, name in zip(products[:3], ("query", "key", "value"), strict=True):
        weight, by, off, bias = parts(product)
        heads.append(graph.add("MatMulIntegerToFloat", [whole, weight, scale, by, zero, off, bias], layer + name))
    seen = graph.add("MultiHeadAttention", heads, layer + "seen", num_heads=HEADS)
    x = normed(times(products[3], seen, "out"), x, norms[0], "first")
    inner = graph.add("Gelu", [times(products[4], x, "up")], layer + "inner")
    return normed(times(products[5], inner, "down"), x, norms[1], "second")
