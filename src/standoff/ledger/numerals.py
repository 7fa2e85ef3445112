"""Figures in running text, in digits or in words, with what follows them: "sixty-eight per cent", "30-member team"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from standoff.link.cues import cues, numerals
from standoff.link.wording import stem

_TOKEN = re.compile(r"[£$€₹¥]?\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|%")
_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,3})?")
_LONGEST = 4000
"""Characters of a passage in which figures are sought."""
_ROUND = 0.05
"""Relative difference below which a rounded figure and a full one are one."""
_AFTER = 4
"""Words after a figure in which the thing it counts is sought."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or figure at `[start, end)`: `text` in lower case, `value` of a figure."""

    text: str
    start: int
    end: int
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure at `[start, end)`: its value, its unit (`percent`, a currency sign or ""), and stems of what it counts.

    `hedged` is set for "nearly 200" and the like; `end` includes "per cent" and the hundred of "six hundred".
    """

    value: float
    unit: str
    of: tuple[str, ...]
    hedged: bool
    start: int
    end: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Words and figures of `text[start:end]`, at most 4,000 characters of it; number words have no value yet."""
    stop = min(len(text) if end is None else end, start + _LONGEST)
    return [
        Token(text=m[0].lower(), start=m.start(), end=m.end(), value=_digits(m[0]))
        for m in _TOKEN.finditer(text, start, stop)
    ]


def _digits(word: str) -> float | None:
    plain = word.lstrip("£$€₹¥").replace(",", "")
    return float(plain) if _PLAIN.fullmatch(plain) else None


def plain_number(value: str) -> float | None:
    """The number that a figure gives as printed, currency sign and percent sign left out; None for anything else."""
    return _digits(value.strip().rstrip("%"))


def figures_in(text: str, start: int = 0, end: int | None = None) -> list[Figure]:
    """The figures of `text[start:end]` in order; ordinals, "one" and bare articles are none."""
    return list(_figures(text, tokens(text, start, end)))


def _figures(text: str, found: list[Token]) -> Iterator[Figure]:
    words, at = numerals(), 0
    while at < len(found):
        value, after = _value(text, found, at)
        if value is None:
            at += 1
            continue
        first, unit = found[at], found[at].text[0] if found[at].text[0] in "£$€₹¥" else ""
        while after < len(found) and found[after].text in words.scales and _joined(text, found, after):
            value, after = value * words.scales[found[after].text], after + 1
        if after < len(found) and found[after].text in ("%", "percent"):
            unit, after = "percent", after + 1
        elif [t.text for t in found[after : after + 2]] == ["per", "cent"]:
            unit, after = "percent", after + 2
        before = text[max(0, first.start - 16) : first.start]
        yield Figure(
            value=value, unit=unit, of=_counted(text, found, after), start=first.start, end=found[after - 1].end,
            hedged=cues().has("disagreements.hedges", before),
        )  # fmt: skip
        at = after


def _value(text: str, found: list[Token], at: int) -> tuple[float | None, int]:
    """The number that begins at token `at`, and the token after it."""
    small = numerals().small
    if found[at].value is not None:
        return found[at].value, at + 1
    one = small.get(found[at].text)
    if one is None or one == 1:
        return None, at + 1
    two = small.get(found[at + 1].text) if at + 1 < len(found) else None
    if one >= 20 and one % 10 == 0 and two is not None and 0 < two < 10 and _joined(text, found, at + 1):
        return float(one + two), at + 2
    return float(one), at + 1


def _joined(text: str, found: list[Token], at: int) -> bool:
    """Whether only a space or a hyphen stands before token `at`."""
    return text[found[at - 1].end : found[at].start] in (" ", "-", "\u2011", "\n")


def _counted(text: str, found: list[Token], at: int) -> tuple[str, ...]:
    """Stems of the words after a figure up to the end of its phrase: what it counts, the nearest first."""
    words, stems = numerals(), list[str]()
    for number in range(at, min(at + _AFTER, len(found))):
        token = found[number]
        broken = any(c in ',.;:()"“”‘—–' for c in text[found[number - 1].end : token.start])
        if broken or token.value is not None or token.text in words.ending:
            break
        if token.text not in words.skipped:
            stems.append(stem(token.text))
    return tuple(stems)


def alike(a: Figure, b: Figure) -> bool:
    """Whether two figures may be one told fully and roundly: "nearly 200" and 198, 1,840 and 1,800, 55 and 54.7."""
    if a.value == b.value:
        return True
    if a.hedged or b.hedged:
        return abs(a.value - b.value) <= _ROUND * max(abs(a.value), abs(b.value))
    return _rounds(a.value, b.value) or _rounds(b.value, a.value)


def _rounds(full: float, short: float) -> bool:
    """Whether `short` is `full` to fewer places: whole for a fraction, hundreds for thousands."""
    if full != int(full) and short == int(short):
        return abs(full - short) < 1
    size = 10 ** (len(str(int(abs(full)))) - 2) if abs(full) >= 1000 else 0
    return bool(size) and short % size == 0 and abs(full - short) < size
