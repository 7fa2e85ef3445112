"""Find who is reported to have said what, in any English text; usable alone.

>>> from standoff.statements import find
>>> [(s.kind, s.speaker.quote, s.content[0].quote) for s in find("The port said that it would close on Friday.")]
[('indirect', 'The port', 'it would close on Friday')]
"""

from __future__ import annotations

from dataclasses import dataclass

from standoff.model import Span, StatementKind

__all__ = ["Statement", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement: what is said, the word that says so, and the words that name the speaker.

    `content` has more than one span where the cue interrupts what is said ("The offer," she said, "is dead").
    `cue` and `speaker` are None where the text leaves them out; offsets are code points into the text given.
    """

    kind: StatementKind
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None


def find(text: str) -> list[Statement]:
    """All statements of `text`, in order of their content; raises `StandoffError` when no spaCy model is installed."""
    # spaCy takes a second to import: only who asks for statements waits for it.
    from standoff.tag.asides import set_aside
    from standoff.tag.cast import Cast
    from standoff.tag.parse import parse
    from standoff.tag.sentences import sentences
    from standoff.tag.statements import find_statements

    parsed = next(parse([(text, sentences(text, set_aside(text)))]))
    return [
        Statement(kind=s.kind, content=s.content, cue=s.cue, speaker=s.speaker)
        for s in find_statements(parsed, Cast(actors=()))
    ]
