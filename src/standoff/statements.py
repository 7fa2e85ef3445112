"""Find who is reported to have said, wanted or thought what, in any English text; usable alone.

>>> from standoff.statements import find
>>> [(s.kind, s.speaker.quote, s.content[0].quote) for s in find("The port said that it would close on Friday.")]
[('indirect', 'The port', 'it would close on Friday')]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from standoff.model import Span, StatementKind
from standoff.tag.asides import set_aside
from standoff.tag.parse import parse
from standoff.tag.sentences import sentences
from standoff.tag.statements import Sort, find_attributions

__all__ = ["Sort", "Statement", "StatementRow", "find", "to_json", "to_marked", "to_rows"]

_LETTER: dict[StatementKind, str] = {"direct": "D", "indirect": "I", "mixed": "M"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement: what is said, the word that says so, and the words that name the speaker.

    `sort` tells what is said from what is told, meant or left unsaid. `content` has more than one span where the cue
    interrupts what is said ("The offer," she said, "is dead"). `cue` and `speaker` are None where the text leaves
    them out; `relative` is the "who" or "which" that stands for the speaker beside the cue ("Ann Lee, who said ...").
    Offsets are code points into the text given.
    """

    kind: StatementKind
    sort: Sort
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    relative: Span | None = None


class StatementRow(TypedDict):
    """A statement as plain data, for JSON; places are [start, end] in code points."""

    kind: str
    sort: str
    content: list[list[int]]
    speaker: list[list[int]]
    cue: list[list[int]]


def find(text: str, *, said_only: bool = False) -> list[Statement]:
    """All statements of `text`, in order of their content, none inside another.

    With `said_only` those alone that report words, and not what somebody wants, thinks, feels or did not say.
    Raises `StandoffError` when no spaCy model is installed.
    """
    parsed = next(parse([(text, sentences(text, set_aside(text)))]))
    return [
        Statement(
            kind=a.statement.kind, sort=a.sort, content=a.statement.content, cue=a.statement.cue,
            speaker=a.statement.speaker, relative=a.relative,
        )
        for a in find_attributions(parsed, wide=not said_only)
    ]  # fmt: skip


def to_json(found: Iterable[Statement]) -> list[StatementRow]:
    """The statements as plain data: `kind`, `sort`, and the places of `content`, `speaker` and `cue` as lists.

    The speaker's places hold the relative pronoun too where one stands for them.
    """
    return [
        {
            "kind": s.kind,
            "sort": s.sort.value,
            "content": _places(*s.content),
            "speaker": _places(s.speaker, s.relative),
            "cue": _places(s.cue),
        }
        for s in found
    ]


def _places(*spans: Span | None) -> list[list[int]]:
    return [[s.start, s.end] for s in spans if s is not None]


def to_rows(found: Iterable[Statement]) -> list[tuple[str, str, str, str, str]]:
    """Speaker, sort, kind, cue and words of each statement, for a table; words that are parted are joined by " … "."""
    return [
        (
            s.speaker.quote if s.speaker else "",
            s.sort.value,
            s.kind,
            s.cue.quote if s.cue else "",
            " … ".join(c.quote for c in s.content),
        )
        for s in found
    ]


def to_marked(text: str, found: Iterable[Statement]) -> str:
    """`text` with its statements marked: [words]S1 speaker, [words]C1 cue, {words}D1, I1 or M1 what is said.

    The number is the statement's place in `found`, from 1; a speaker of two statements is marked twice.
    """
    marks: list[tuple[int, int, int, str]] = []  # place, closing first, longer outside, mark
    for number, statement in enumerate(found, 1):
        for span, letter in _lettered(statement):
            size, (opener, closer) = span.end - span.start, "[]" if letter in "SC" else "{}"
            marks.append((span.start, 1, -size, opener))
            marks.append((span.end, 0, size, f"{closer}{letter}{number}"))
    parts, at = [], 0
    for place, _, _, mark in sorted(marks):
        parts += [text[at:place], mark]
        at = place
    return "".join([*parts, text[at:]])


def _lettered(statement: Statement) -> Iterable[tuple[Span, str]]:
    yield from ((span, _LETTER[statement.kind]) for span in statement.content)
    if statement.cue is not None:
        yield statement.cue, "C"
    if statement.speaker is not None:
        yield statement.speaker, "S"
