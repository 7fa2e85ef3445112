"""Named entities with the weights of spaCy's recogniser, decoded over a whole batch at once.

spaCy walks each sentence word by word and asks, at each, which of all actions are allowed. Outside an entity the scores
depend on the word alone, so here they are computed for all words together; inside one, only going on and closing are
left to choose from, and all entities that begin go on side by side. The answers are the same (BILUO transitions:
Lample et al., *Neural architectures for named entity recognition*, NAACL 2016; greedy search).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

from standoff.tag.encoder import Floats

if TYPE_CHECKING:
    from spacy.pipeline import EntityRecognizer

Flags = NDArray[np.bool_]
Places = NDArray[np.intp]

_PARTS = 3
"""What a state is made of: the next word, the first word of an open entity, the word before."""


@dataclass(frozen=True, slots=True, eq=False)
class _Actions:
    """Which action stands in which column of the scores."""

    begin: Flags
    unit: Flags
    out: Flags
    labels: NDArray[np.uint64]
    go_on: Places
    """For each action that begins an entity, the action that goes on with it."""
    close: Places

    @classmethod
    def of(cls, names: Sequence[str], strings: Any) -> _Actions:
        """From names such as `B-PERSON`, `O`; a prefix alone ("U-") is never allowed."""
        place = {name: n for n, name in enumerate(names)}
        halves = [name.partition("-") for name in names]
        return cls(
            begin=np.array([move == "B" and label != "" for move, _, label in halves]),
            unit=np.array([move == "U" and label != "" for move, _, label in halves]),
            out=np.array([move == "O" for move, _, _ in halves]),
            labels=np.array([strings.add(label) if label else 0 for _, _, label in halves], dtype=np.uint64),
            go_on=np.array([place.get(f"I-{label}", -1) for _, _, label in halves], dtype=np.intp),
            close=np.array([place.get(f"L-{label}", -1) for _, _, label in halves], dtype=np.intp),
        )


class Entities:
    """Sets the entities the recogniser would set."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._vectors, lower, upper = recogniser.model.layers
        width, pieces = lower.get_dim("nO"), lower.get_dim("nP")
        weights = lower.get_param("W").transpose(0, 2, 1, 3).reshape(-1, lower.get_dim("nI"))
        self._lower = np.ascontiguousarray(weights.T)
        bias = lower.get_param("b").T.reshape(-1)
        pad = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(_PARTS, -1)
        self._bias, self._closed = bias, pad[1] + pad[2] + bias
        self._upper, self._upper_bias = upper.get_param("W"), upper.get_param("b")
        self._width, self._pieces = width, pieces
        names = [recogniser.moves.get_class_name(n) for n in range(recogniser.moves.n_moves)]
        self._actions = _Actions.of(names, recogniser.vocab.strings)

    @classmethod
    def of(cls, recogniser: Any) -> Entities | None:
        """The same recogniser; None when it is built in another way or searches with a beam."""
        model = getattr(recogniser, "model", None)
        if model is None or model.name != "parser_model" or model.attrs["unseen_classes"]:
            return None
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        plain = lower.name == "precomputable_affine" and lower.get_dim("nF") == _PARTS and upper.name == "linear"
        if not plain or not lower.has_dim("nP") or lower.get_dim("nP") < 2 or recogniser.cfg["beam_width"] != 1:
            return None
        return cls(recogniser)

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the entities of `docs`, in which none are set before."""
        parts = self._vectors.predict(docs) @ self._lower
        size = parts.shape[1] // _PARTS
        now, first, before = (parts[:, n * size : (n + 1) * size] for n in range(_PARTS))
        flags = np.concatenate([doc.to_array([IS_SPACE, SENT_START]).reshape(len(doc), 2) for doc in docs])
        last = np.zeros(len(parts), dtype=bool)
        last[np.cumsum([len(doc) for doc in docs if len(doc)]) - 1] = True
        last[:-1] |= flags[1:, 1] == 1
        chosen = self._outside(now, flags[:, 0] != 0, last)
        ends = self._inside(now, first, before, chosen, last)
        start = 0
        for doc in docs:
            self._set(doc, chosen[start : start + len(doc)], ends[start : start + len(doc)] - start)
            start += len(doc)

    def _hidden(self, summed: Floats) -> Floats:
        """The largest of the pieces, (rows, width)."""
        best = np.maximum(summed[:, : self._width], summed[:, self._width : 2 * self._width])
        for piece in range(2, self._pieces):
            np.maximum(best, summed[:, piece * self._width : (piece + 1) * self._width], out=best)
        return best

    def _outside(self, now: Floats, blank: Flags, last: Flags) -> Places:
        """The best allowed action at each word, were no entity open there."""
        scores = self._hidden(now + self._closed) @ self._upper.T + self._upper_bias
        act = self._actions
        scores[:, ~(act.begin | act.unit | act.out)] = -np.inf
        scores[np.ix_(last | blank, act.begin)] = -np.inf
        scores[np.ix_(blank, act.unit)] = -np.inf
        chosen: Places = scores.argmax(axis=1)
        return chosen

    def _inside(self, now: Floats, first: Floats, before: Floats, chosen: Places, last: Flags) -> Places:
        """The last word of the entity that begins at each word where one does; elsewhere the word itself."""
        ends = np.arange(len(chosen))
        begins = np.flatnonzero(self._actions.begin[chosen])
        at = begins + 1
        while len(begins):
            hidden = self._hidden(now[at] + first[begins] + before[at - 1] + self._bias)
            go_on, close = self._actions.go_on[chosen[begins]], self._actions.close[chosen[begins]]
            more = np.einsum("ij,ij->i", hidden, self._upper[go_on]) + self._upper_bias[go_on]
            done = np.einsum("ij,ij->i", hidden, self._upper[close]) + self._upper_bias[close]
            # Of two equal scores the action that is listed first is taken.
            goes_on = ~last[at] & ((more > done) | ((more == done) & (go_on < close)))
            ends[begins[~goes_on]] = at[~goes_on]
            begins, at = begins[goes_on], at[goes_on] + 1
        return ends

    def _set(self, doc: Doc, chosen: Places, ends: Places) -> None:
        """Walk from entity to entity: what would begin inside one does not."""
        found, free = [], 0
        for at in np.flatnonzero(~self._actions.out[chosen]).tolist():
            if at >= free:
                free = int(ends[at]) + 1
                found.append(Span(doc, at, free, label=int(self._actions.labels[chosen[at]])))
        doc.set_ents(found)
