"""Tallies: counts of demands or points as a report gives them, "seven of the eight demands"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from standoff.data import load
from standoff.model import Sentence, Span, TaggedTally


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What the words of `data/figures.toml` make: a part of a whole, a bare count, and what was done to them."""

    values: dict[str, int]
    part: re.Pattern[str]
    plain: re.Pattern[str]
    done: re.Pattern[str]
    refused: tuple[str, ...]
    settled: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    raw = load("figures")
    number = r"(\d{1,3}|" + "|".join(raw["small_numbers"]) + r")"
    thing = "(" + "|".join(raw["tallied"]) + ")"
    whose = r"(?:the |its |their |our |all )?(?:[a-z]+ )?"
    stems = [*raw["granted"], *raw["refused"], *raw["settled"]]
    return _Patterns(
        values={word: n for n, word in enumerate(raw["small_numbers"], 1)},
        part=re.compile(rf"\b{number} (?:out )?of {whose}{number}(?:[ -][a-z]+)? {thing}\b", re.I),
        plain=re.compile(rf"\b{number}(?: |-)(?:point )?(?:[a-z]+ )?(demands|conditions|charter of demands)\b", re.I),
        done=re.compile(r"\b(" + "|".join(stems) + ")", re.I),
        refused=tuple(raw["refused"]),
        settled=tuple(raw["settled"]),
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _patterns().values[word.lower()]


def _what(thing: str, sentence: str, at: int) -> str:
    """What was done to them, from the last verb before the figure: "demands accepted"; else that they were put."""
    found = _patterns()
    before = [m[1].lower() for m in found.done.finditer(sentence, 0, at)]
    after = [m[1].lower() for m in found.done.finditer(sentence, at)]
    verb = before[-1] if before else (after[0] if after else "")
    if not verb:
        return f"{thing} put"
    if verb in found.refused:
        return f"{thing} refused"
    return f"{thing} {'met' if verb in found.settled else 'accepted'}"


def find_tallies(text: str, sentences: Sequence[Sentence]) -> tuple[TaggedTally, ...]:
    """All tallies in the sentences read, in order of the text; a part of a whole before a bare count."""
    patterns = _patterns()
    found: list[TaggedTally] = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        for m in patterns.part.finditer(text, start, end):
            value, whole = _number(m[1]), _number(m[2])
            if value <= whole:
                what = _what(m[3].lower(), sentence.span.quote, m.start() - start)
                found.append(TaggedTally(what=what, value=value, of=whole, span=Span.of(text, m.start(), m.end())))
        for m in patterns.plain.finditer(text, start, end):
            span = Span.of(text, m.start(), m.end())
            if not any(t.span.overlaps(span) for t in found):
                found.append(TaggedTally(what="demands put", value=_number(m[1]), of=None, span=span))
    return tuple(sorted(found, key=lambda t: t.span))
