"""Figures with units as they are printed: money, per cent, people, years, votes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from standoff.data import words
from standoff.model import Quantity, Span

_NUMBER = r"\d{1,3}(?:,\d{2,3}){0,4}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?"
_PERCENT = re.compile(rf"({_NUMBER}) ?(?:%|per ?cent\b|percentage points?\b)")
_MONEY = re.compile(rf"(?:US|C|A)?([$£€₹¥]|Rs\.? ?)({_NUMBER})(?: (million|billion|trillion|crore|lakh)\b|(bn|m)\b)?")
_DELEGATION = re.compile(rf"delegation of (?:about |nearly |some |up to )?({_NUMBER})\b")
_RESTRICTED = re.compile(
    rf"delegation\b[^.]{{0,60}}?\b(?:to|of|by) ({_NUMBER}) (people|members|persons|representatives)\b"
)


@cache
def _counted() -> re.Pattern[str]:
    """A number, up to two words, and a noun of `data/figures.toml` that figures count."""
    nouns = "|".join(sorted(words("figures", "counted")))
    return re.compile(rf"({_NUMBER})(?:-|\u2011| )((?:[a-z]+(?:-[a-z]+)? ){{0,2}}?)({nouns})\b")


def find_quantities(text: str, start: int, end: int) -> tuple[Quantity, ...]:
    """The figures in `text[start:end]`, in order, without overlap; times of day and durations are left to the times."""
    taken: list[tuple[int, int]] = []
    kept: list[Quantity] = []
    for quantity in _all(text, start, end):
        at = (quantity.span.start, quantity.span.end)
        if all(at[1] <= a or at[0] >= b for a, b in taken):
            taken.append(at)
            kept.append(quantity)
    return tuple(sorted(kept, key=lambda q: q.span.start))


def _all(text: str, start: int, end: int) -> Iterator[Quantity]:
    for pattern in (_DELEGATION, _RESTRICTED):
        for m in pattern.finditer(text, start, end):
            yield Quantity(value=m[1], unit="people", of="delegation", span=Span.of(text, m.start(1), m.end(1)))
    for m in _PERCENT.finditer(text, start, end):
        yield Quantity(value=m[1], unit="percent", of=None, span=Span.of(text, m.start(), m.end()))
    for m in _MONEY.finditer(text, start, end):
        scale = m[3] or m[4]
        value = f"{m[2]} {scale}" if scale else m[2]
        yield Quantity(value=value, unit=m[1].strip(), of=None, span=Span.of(text, m.start(), m.end()))
    for m in _counted().finditer(text, start, end):
        of = (m[2] + m[3]).strip()
        yield Quantity(value=m[1], unit=m[3], of=of, span=Span.of(text, m.start(), m.end()))
