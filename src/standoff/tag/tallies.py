"""Tallies: counts of demands or points as a report gives them, "seven of the eight demands"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.model import Sentence, Span, TaggedTally

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_VALUES = {word: number for number, word in enumerate(_SMALL, 1)}
_N = r"(\d{1,3}|" + "|".join(_SMALL) + r")"
_THING = r"(demands|points|conditions|issues|proposals|requests|grievances)"
_OF = re.compile(rf"\b{_N} (?:out )?of (?:the |its |their |our |all )?(?:[a-z]+ )?{_N}(?:[ -][a-z]+)? {_THING}\b", re.I)
_PLAIN = re.compile(rf"\b{_N}(?: |-)(?:point )?(?:[a-z]+ )?(demands|conditions|charter of demands)\b", re.I)
_DONE = re.compile(
    r"\b(accept|agree|concede|grant|me[et]t|implement|refus|reject|turn(?:ed|ing)? down|resolv|settl)", re.I
)
_NAMES = {
    "accept": "accepted",
    "agree": "accepted",
    "concede": "accepted",
    "grant": "accepted",
    "implement": "accepted",
}
_REFUSED = ("refus", "reject", "turn")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _VALUES[word.lower()]


def _what(thing: str, sentence: str, at: int) -> str:
    """What was done to them, from the last verb before the figure: "demands accepted"; else that they were put."""
    before = [m[1].lower() for m in _DONE.finditer(sentence, 0, at)]
    after = [m[1].lower() for m in _DONE.finditer(sentence, at)]
    verb = before[-1] if before else (after[0] if after else "")
    if not verb:
        return f"{thing} put"
    return f"{thing} {'refused' if verb.startswith(_REFUSED) else _NAMES.get(verb, 'met')}"


def find_tallies(text: str, sentences: Sequence[Sentence]) -> tuple[TaggedTally, ...]:
    """All tallies in the sentences read, in order of the text; a part of a whole before a bare count."""
    found: list[TaggedTally] = []
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        for m in _OF.finditer(text, start, end):
            value, whole = _number(m[1]), _number(m[2])
            if value <= whole:
                what = _what(m[3].lower(), sentence.span.quote, m.start() - start)
                found.append(TaggedTally(what=what, value=value, of=whole, span=Span.of(text, m.start(), m.end())))
        for m in _PLAIN.finditer(text, start, end):
            span = Span.of(text, m.start(), m.end())
            if not any(t.span.overlaps(span) for t in found):
                found.append(TaggedTally(what="demands put", value=_number(m[1]), of=None, span=span))
    return tuple(sorted(found, key=lambda t: t.span))
