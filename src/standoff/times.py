"""Find and resolve the time expressions of an English news text; usable without the rest of Standoff.

>>> from standoff import times
>>> [(t.text, t.value) for t in times.tag("Talks resume on Friday.", published="2024-09-19")]
[('Friday', '2024-09-20')]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standoff.model import TimexType
from standoff.tag.times import resolve, tag_times


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """A time expression: code-point offsets `[start, end)` into the text, its words, and its TIMEX3 type and value.

    `span` is the calendar days meant (EDTF), None while they are unknown.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    span: str | None


def tag(
    text: str, published: date | str | None = None, *, narrative: bool = False, vague: bool = True
) -> list[FoundTime]:
    """The TIMEX3 expressions of `text` in order, none overlapping.

    `published` (a date or "YYYY-MM-DD") resolves them to ISO 8601; without it, values keep X for what is not known.
    `narrative` reads the text as history: a date without a year takes that of the date told before it.
    Raises `ValueError` when `published` is not a date.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    found = []
    for time in tag_times(text, narrative=narrative, vague=vague):
        known = resolve(time.symbol, day)
        found.append(
            FoundTime(
                start=time.span.start,
                end=time.span.end,
                text=time.span.quote,
                type=time.type,
                value=known.value,
                span=known.span,
            )
        )
    return found
