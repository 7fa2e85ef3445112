"""The vectors of words that tagger, parser and entity recogniser work from, computed faster than spaCy does.

The arithmetic is that of spaCy's `HashEmbedCNN` (hash embedding: Svenstrup, Hansen & Winther, *Hash embeddings for
efficient word representations*, NIPS 2017; maxout: Goodfellow et al., *Maxout networks*, ICML 2013), with its weights.
Three things differ. The vector a word has before its neighbours are looked at depends on the word alone, so it is
kept. Matrices are multiplied by NumPy's BLAS in place of the slower kernels thinc ships. And the pieces of a maxout
lie apart, so that the largest is taken over whole rows. Sums run in another order: values differ in the last digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = NDArray[np.float32]
Words = NDArray[np.uint64]

_KEPT = 1 << 15
"""Words whose first vector is kept at most (12 MB): news of any length stays within it but for rare names."""
_NORM_FLOOR = np.float32(1e-8)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def keys(columns: Words) -> Words:
    """One 64-bit key for each row of attribute values; rows that differ have different keys but for a freak chance."""
    mixed = np.zeros(len(columns), dtype=np.uint64)
    for column in columns.T:
        mixed = (mixed ^ column) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """Maxout over a window of three words, layer norm, and the input added: one layer of the encoder."""

    weights: Floats
    """(inputs, pieces x width), pieces apart."""
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int

    @classmethod
    def of(cls, maxout: Any, norm: Any) -> _Layer:
        """The layer with the weights of two of thinc's."""
        weights = maxout.get_param("W").transpose(1, 0, 2).reshape(-1, maxout.get_dim("nI"))
        return cls(
            weights=np.ascontiguousarray(weights.T),
            bias=np.ascontiguousarray(maxout.get_param("b").T).reshape(-1),
            gain=norm.get_param("G"),
            shift=norm.get_param("b"),
            pieces=maxout.get_dim("nP"),
        )

    def __call__(self, rows: Floats) -> Floats:
        """The rows after this layer; (words, width) in and out, nothing beyond the first and the last row."""
        size, width = rows.shape
        window = np.zeros((size, 3 * width), dtype=np.float32)
        window[1:, :width] = rows[:-1]
        window[:, width : 2 * width] = rows
        window[:-1, 2 * width :] = rows[1:]
        raw = window @ self.weights
        raw += self.bias
        best = np.maximum(raw[:, :width], raw[:, width : 2 * width])
        for piece in range(2, self.pieces):
            np.maximum(best, raw[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best) / np.float32(width) + _NORM_FLOOR
        best *= (np.float32(1) / np.sqrt(spread))[:, None]
        best *= self.gain
        best += self.shift
        best += rows
        return best


class _Encoder:
    """Vectors of words in their sentences, as the model it is made from would give them."""

    def __init__(self, columns: Sequence[int], first: Sequence[Model[Any, Any]], layers: Sequence[_Layer]) -> None:
        self._columns: list[int | str] = list(columns)
        self._first, self._layers = first, layers
        self._pad = len(layers)
        self._width = len(layers[0].gain)
        self._places: dict[int, int] = {}
        self._table = np.zeros((_KEPT, self._width), dtype=np.float32)

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """One array (words, width) for each document. Documents do not see each other: between them lies padding."""
        starts, at = [], self._pad
        for doc in docs:
            starts.append(at)
            at += len(doc) + self._pad
        found = [doc.to_array(self._columns).reshape(len(doc), len(self._columns)) for doc in docs]
        vectors = self._words(np.concatenate(found))
        rows = np.zeros((at, self._width), dtype=np.float32)
        done = 0
        for start, doc in zip(starts, docs, strict=True):
            rows[start : start + len(doc)] = vectors[done : done + len(doc)]
            done += len(doc)
        for layer in self._layers:
            rows = layer(rows)
        return [rows[start : start + len(doc)].copy() for start, doc in zip(starts, docs, strict=True)]

    def _words(self, columns: Words) -> Floats:
        """The vectors before neighbours are looked at, from the table where the word has been seen before."""
        unique, first, back = np.unique(keys(columns), return_index=True, return_inverse=True)
        places = [self._places.get(key, -1) for key in unique.tolist()]
        fresh = [n for n, place in enumerate(places) if place < 0]
        if fresh:
            vectors = self._embed(columns[first[fresh]])
            if len(self._places) + len(fresh) > _KEPT:
                self._places.clear()
                return self._words(columns) if len(unique) <= _KEPT else self._embed(columns)
            begin = len(self._places)
            self._table[begin : begin + len(fresh)] = vectors
            for place, n in enumerate(fresh, begin):
                places[n] = self._places[int(unique[n])] = place
        picked: Floats = self._table[np.array(places, dtype=np.intp)[back]]
        return picked

    def _embed(self, columns: Words) -> Floats:
        value: Any = columns
        for layer in self._first:
            value = layer.predict(value)
        vectors: Floats = value
        return vectors


def speed_up(component: Any) -> None:
    """Put faster models in the place of those of a component of a spaCy pipeline, where that is known to be right."""
    model = getattr(component, "model", None)
    if not isinstance(model, Model):
        return
    if (whole := faster(model)) is not None:
        component.model = whole
        return
    blas = NumpyOps(use_blis=False)
    for node in list(model.walk()):
        node.ops = blas
        if (part := faster(node)) is not None:
            model.replace_node(node, part)


def faster(model: Model[Any, Any]) -> Model[Any, Any] | None:
    """A model that gives what `model` (spaCy's `Tok2Vec`) gives, sooner; None when it is built in another way."""
    if not (model.has_ref("embed") and model.has_ref("encode")):
        return None
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    if [layer.name.split("(")[0] for layer in embed.layers] != [
        "extract_features", "list2ragged", "with_array", "with_array", "ragged2list",
    ]:  # fmt: skip
        return None
    found = list(_layers(encode))
    if not found or None in found or encode.attrs.get("pad") != len(found):
        return None
    first = [embed.layers[2].layers[0], embed.layers[3].layers[0]]
    encoder = _Encoder(embed.layers[0].attrs["columns"], first, [layer for layer in found if layer])

    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        if is_train:
            raise NotImplementedError("this model reads; it does not learn")
        return encoder(docs), lambda gradient: gradient

    return Model("standoff_encoder", forward, dims={"nO": encode.get_dim("nO")})


def _layers(encode: Model[Any, Any]) -> Iterator[_Layer | None]:
    """The layers of the encoder, None for one that is not a maxout window with a residual."""
    for block in encode.layers[0].layers if encode.layers else ():
        parts = {node.name: node for node in block.walk() if not node.layers}
        plain = block.name == "residual(expand_window>>maxout>>layernorm>>dropout)"
        if not plain or parts["expand_window"].attrs["window_size"] != 1:
            yield None
        else:
            yield _Layer.of(parts["maxout"], parts["layernorm"])
