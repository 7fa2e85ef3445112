"""Sentences of the article's own text, its title and captions, as spans of the frozen text.

A small splitter of our own: a stop, then closing marks, then white space and an opening. A quotation of several
sentences is split inside (each may hold a move of its own); "...," he said" is not. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from standoff.data import words
from standoff.model import Sentence, SetAside, Span
from standoff.tag.asides import lines

_STOP = re.compile(r"""[.!?…]+["”’'»)\]]*(?=\s|$)|(?<=[a-z])\.(?=[A-Z][a-z]{2})""")
_OPENS = re.compile(r"""\s*["“‘'«(\[]*[\w£$€₹@#]""")
_BEFORE = re.compile(r"([\w.]+)$")
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_WORD = re.compile(r"\w+")
_LOOK_BACK = 24
_LONGEST = 1500


def split(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of `text[start:end]`, which is one paragraph."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, stop.start(), stop.end(), end):
            yield from _pieces(text, at, stop.end())
            at = stop.end()
    yield from _pieces(text, at, end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence as one span; one too long to be a sentence (a table, a list of names) in pieces of bounded length.

    The parser's cost grows faster than a sentence does, so an endless one would stop everything.
    """
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield from _one(text, start, cut)
        start = cut
    yield from _one(text, start, end)


def _one(text: str, start: int, end: int) -> Iterator[Span]:
    span = Span.of(text, start, end)
    if span.quote:
        yield span


def _ends_sentence(text: str, stop: int, after: int, end: int) -> bool:
    opening = _OPENS.match(text, after, end)
    if opening is None:
        return False
    first = opening[0][-1]
    if first.islower():
        return False
    if text[stop] != ".":
        return True
    before = _BEFORE.search(text[max(0, stop - _LOOK_BACK) : stop])
    word = before[1].lower() if before else ""
    if word == "no" and first.isdigit():
        return False
    if word in words("abbreviations", "never") and after == stop + 1:
        return False
    if len(word) == 1 and word != "i" and text[stop - 1].isupper():
        return False  # an initial: "N. S. Rao"
    if _INITIALS.fullmatch(before[1] if before else "") and word not in words("abbreviations", "closing"):
        return False  # "A.K. Rao"
    if word in words("abbreviations", "closing"):
        following = _WORD.match(text, opening.end() - 1, end)
        goes_on = following is not None and following[0].lower() in words("abbreviations", "continues")
        return first.isupper() and not goes_on
    return True


def sentences(text: str, asides: Sequence[SetAside]) -> tuple[Sentence, ...]:
    """All sentences that are read for moves, in order; passages set aside for other reasons are left out."""
    cuts = sorted((a.span.start, a.span.end, a.reason) for a in asides)
    found: list[Sentence] = []
    for number, line in enumerate(lines(text)):
        at = line.start
        inside = [c for c in cuts if c[0] < line.end and c[1] > line.start]
        for start, end, reason in inside:
            found.extend(Sentence(span=s, paragraph=number) for s in split(text, at, max(at, start)))
            if reason == "title" or reason == "caption":
                found.extend(Sentence(span=s, paragraph=number, aside=reason) for s in split(text, start, end))
            at = max(at, end)
        found.extend(Sentence(span=s, paragraph=number) for s in split(text, at, max(at, line.end)))
    return tuple(s for s in found if any(ch.isalnum() for ch in s.span.quote))
