"""The text cut into words, numbers and marks, with offsets; padded so that the grammar may look past both ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from standoff.model import TimeSymbol

PAD = 8
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\n(?![^\S\n]*[a-z])|[^\w\s]|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Parallel sequences, one entry a token, with `PAD` empty tokens at each end.

    `raw` as printed, `low` in lower case, `start` and `end` code-point offsets into `text`; `numbers` the value of
    each token of one to six digits, by its place.
    """

    text: str
    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    numbers: dict[int, int]

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a gap."""
        return self.end[i - 1] == self.start[i]

    def quote(self, i: int, j: int) -> str:
        """The text from token `i` up to, not including, token `j`."""
        return self.text[self.start[i] : self.end[j - 1]] if j > i else ""

    def number(self, i: int) -> int | None:
        """The number of a token of at most six digits, else None."""
        return self.numbers.get(i)


def lex(text: str) -> Tokens:
    """Cut `text` into tokens in one pass."""
    found = list(_TOKEN.finditer(text))
    raw = [m.group() for m in found]
    pad = [""] * PAD
    far = len(text) + 2
    low = pad + [word.lower() for word in raw] + pad
    return Tokens(
        text=text,
        raw=pad + raw + pad,
        low=low,
        start=[-2] * PAD + [m.start() for m in found] + [far] * PAD,
        end=[-4] * PAD + [m.end() for m in found] + [far + 2] * PAD,
        numbers={i: int(word) for i, word in enumerate(low) if word.isdecimal() and len(word) <= 6},
    )


class Hit(NamedTuple):
    """An expression found: its first token, the token after its last, and what it means.

    `mark` of a range is the token between its ends, "to" or a dash; 0 where there is none.
    """

    start: int
    end: int
    symbol: TimeSymbol
    mark: int = 0
