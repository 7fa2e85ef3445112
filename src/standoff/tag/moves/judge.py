"""How likely a word tells a move of each kind: a multinomial logistic regression over its clues.

The weights were learned from the marked reports in `corpus/` (`bench/learn.py`, docs/model-card.md) and are kept as
eight-bit numbers in `data/moves/weights.npz`, which holds plain arrays and no code. A clue is looked up by its CRC-32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, cast
from zlib import crc32

import numpy as np

from standoff.errors import DataFileError
from standoff.model import MoveKind
from standoff.tag.moves.clues import Setting, clues, may_tell
from standoff.tag.moves.speech import Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

NONE = "none"
"""The class of words that tell no move."""
NEAR: dict[str, str] = {
    "offer": "promise", "agree": "accept", "threaten": "plan", "resume": "start", "suspend": "end", "invite": "talks",
}  # fmt: skip
"""Kinds that are told in the same words: which of the two it is matters less than whether it is one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """One row of weights for each clue, one column for each kind; `rows` leads from a clue's CRC-32 to its row."""

    kinds: tuple[str, ...]
    rows: dict[int, int]
    matrix: Any
    scale: Any
    bias: Any

    def chances(self, found: Sequence[Sequence[str]]) -> Any:
        """The chance of each kind (columns) for each list of clues (rows), float32, each row summing to 1."""
        sums = np.zeros((len(found), len(self.kinds)), dtype=np.float32)
        for number, names in enumerate(found):
            known = [row for name in names if (row := self.rows.get(key(name))) is not None]
            sums[number] = self.matrix[known].sum(axis=0, dtype=np.int32) * self.scale + self.bias
        sums = np.exp(sums - sums.max(axis=1, keepdims=True))
        return sums / sums.sum(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What the weights say of one word: the kind that is likeliest, and how likely it or a near kind is."""

    token: Token
    kind: MoveKind
    chance: float
    near: dict[str, float]

    def of(self, kind: str) -> float:
        """How likely the word tells this kind or a near one."""
        return self.near.get(NEAR.get(kind, kind), 0.0)


def key(clue: str) -> int:
    """What a clue is kept under."""
    return crc32(clue.encode())


@cache
def weights() -> Weights:
    """The weights of the package; raises `DataFileError` when the file is missing or malformed."""
    try:
        with (
            as_file(files("standoff.data") / "moves" / "weights.npz") as path,
            np.load(path, allow_pickle=False) as kept,
        ):
            kinds = tuple(str(k) for k in kept["kinds"])
            matrix, scale, bias, keys = kept["matrix"], kept["scale"], kept["bias"], kept["keys"]
    except (OSError, ValueError, KeyError) as err:
        raise DataFileError(f"the data file moves/weights.npz cannot be used: {err}") from err
    if matrix.shape != (len(keys), len(kinds)) or NONE not in kinds:
        raise DataFileError("the data file moves/weights.npz holds arrays that do not fit together")
    return Weights(kinds, {int(k): n for n, k in enumerate(keys)}, matrix, scale, bias)


def candidates(setting: Setting, voices: Voices) -> list[tuple[Token, list[str]]]:
    """The words of a sentence that are weighed, each with its clues."""
    start = setting.sentence.start
    return [(t, clues(t, setting, voices.at(start + t.idx))) for t in setting.sentence.doc if may_tell(t)]


def verdicts(setting: Setting, voices: Voices) -> dict[int, Verdict]:
    """What the weights say of each word of the sentence that may tell a move, by its place."""
    found = candidates(setting, voices)
    if not found:
        return {}
    known = weights()
    told: dict[int, Verdict] = {}
    for (token, _), row in zip(found, known.chances([names for _, names in found]), strict=True):
        near: dict[str, float] = {}
        for kind, chance in zip(known.kinds, row, strict=True):
            if kind != NONE:
                name = NEAR.get(kind, kind)
                near[name] = near.get(name, 0.0) + float(chance)
        best = max(near, key=lambda k: near[k])
        likely = {k: float(c) for k, c in zip(known.kinds, row, strict=True) if NEAR.get(k, k) == best and k != NONE}
        kind = max(likely, key=lambda k: likely[k])
        told[token.i] = Verdict(token, cast("MoveKind", kind), near[best], near)
    return told
