"""Passages in their paragraphs: which paragraph holds which, and where the marks go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_BLANK = re.compile(r"\n[^\S\n]*\n")
_GAP = re.compile(r"\n\s*\n\s*")
_LINE_END = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """`[start, end)` of a report, and the passages in it as offsets into the report, merged and in order.

    `cut_before` and `cut_after`: the paragraph goes on beyond that end.
    """

    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    cut_before: bool
    cut_after: bool


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as `[start, end)`: parted by blank lines, or by line ends where no line is blank.

    White space between paragraphs belongs to none of them.
    """
    breaks = _GAP if _BLANK.search(text) else _LINE_END
    starts = [0, *(gap.end() for gap in breaks.finditer(text))]
    pairs = zip(starts, [*starts[1:], len(text)], strict=True)
    found = [(start, start + len(text[start:end].rstrip())) for start, end in pairs]
    return [(start, end) for start, end in found if start < end]


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that overlap or touch made one; empty ones are left out."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(s for s in spans if s[0] < s[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def excerpts(text: str, spans: Iterable[tuple[int, int]], around: int = 600) -> list[Excerpt]:
    """The paragraphs that hold these passages; of a paragraph that goes on for more than twice `around` characters
    before or after them, the nearest `around`.

    A passage that runs over several paragraphs yields one excerpt from the first of them to the last.
    """
    blocks = paragraphs(text)
    found: list[Excerpt] = []
    at = 0
    for start, end in merged(spans):
        while at < len(blocks) and blocks[at][1] <= start:
            at += 1
        last = at
        while last + 1 < len(blocks) and blocks[last + 1][0] < end:
            last += 1
        first, final = (blocks[at][0], blocks[last][1]) if at < len(blocks) else (start, end)
        first, final = min(first, start), max(final, end)
        low = first if start - first <= 2 * around else start - around
        high = final if final - end <= 2 * around else end + around
        marks: tuple[tuple[int, int], ...] = ((start, end),)
        cut_before = low > first
        if found and low < found[-1].end:
            before = found.pop()
            low, high, marks = before.start, max(before.end, high), (*before.marks, *marks)
            cut_before = before.cut_before
        found.append(Excerpt(start=low, end=high, marks=marks, cut_before=cut_before, cut_after=high < final))
    return found
