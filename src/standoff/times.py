"""Find and resolve the time expressions of an English news text; usable without the rest of Standoff.

>>> from standoff import times
>>> [(t.text, t.value) for t in times.tag("Talks resume on Friday.", published="2024-09-19")]
[('Friday', '2024-09-20')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict
from xml.sax.saxutils import escape, quoteattr

from standoff.model import Span, TaggedTime, TimexType
from standoff.tag.times import ResolvedTime, resolve, tag_with_ends
from standoff.tag.times.values import length, timed, type_of

_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
"""Characters that XML 1.0 cannot hold, and what stands for them: one for one, so that offsets stay."""
_RETURN = str.maketrans({"\r": "&#13;"})


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


class TimeRow(TypedDict):
    """A found time as plain data, for JSON."""

    start: int
    end: int
    type: str
    value: str
    text: str


def tag(
    text: str,
    published: date | str | None = None,
    *,
    narrative: bool = False,
    vague: bool = True,
    ranges: bool = False,
) -> list[FoundTime]:
    """The TIMEX3 expressions of `text` in order, none overlapping.

    `published` (a date or "YYYY-MM-DD") resolves them to ISO 8601; without it, values keep X for what is not known.
    `narrative` reads the text as history: a date without a year takes that of the date told before it. Without `vague`
    words like "now" and "recently" are left out. A range ("27 June to 2 July") is two expressions, as in TimeML, or
    with `ranges` one, whose value is "first/last".
    Raises `ValueError` when `published` is not a date.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    found = []
    for time, ends in tag_with_ends(text, narrative=narrative, vague=vague):
        known = resolve(time.symbol, day)
        if day is not None and time.symbol.kind == "clock" and time.symbol.first is None and not narrative:
            # no day is told: the value takes that of print, as in TimeML; which day is meant stays open
            known = replace(known, value=timed(day.isoformat(), time.symbol))
        if _counted(time, known, narrative=narrative):
            found.append(_measured(text, time, known))
        elif ends is None or ranges:
            found.append(_found(time.span, time.type, known))
        else:
            found.extend(_ends(time, ends, known))
    return found


def _found(span: Span, kind: TimexType, known: ResolvedTime) -> FoundTime:
    """One expression as users see it."""
    return FoundTime(start=span.start, end=span.end, text=span.quote, type=kind, value=known.value, span=known.span)


def _counted(time: TaggedTime, known: ResolvedTime, *, narrative: bool) -> bool:
    """Whether it is "two days later" or a year later than a day unknown: TimeBank gives such words as a length.

    "A year earlier" compares two points, and stays one where the other is known; in the telling of history all do.
    """
    symbol = time.symbol
    if symbol.kind != "event" or not symbol.amount or symbol.direction == 0 or time.type == "DURATION":
        return False
    if known.span is None:
        return True
    if narrative or not time.span.quote.endswith(("later", "earlier")):
        return False
    year = symbol.unit in ("quarter", "year") or (symbol.unit == "month" and symbol.amount == -12)
    return not year or symbol.amount > 0


def _measured(text: str, time: TaggedTime, known: ResolvedTime) -> FoundTime:
    """The length of "two days later", with the days that it leads to; the signal "later" is no part of it."""
    span, symbol = time.span, time.symbol
    words = span.quote.removesuffix("later").rstrip()
    value = length(symbol.amount, symbol.unit or "day")
    return _found(Span.of(text, span.start, span.start + len(words)), "DURATION", replace(known, value=value))


def _ends(time: TaggedTime, ends: tuple[Span, Span], known: ResolvedTime) -> Iterator[FoundTime]:
    """The two ends of a range, each with its own value and days."""
    values, days = known.value.split("/"), (known.span or "").split("/")
    for n, symbol in enumerate((time.symbol.first, time.symbol.last)):
        kind = type_of(symbol) if symbol is not None else time.type
        yield _found(ends[n], kind, ResolvedTime(value=values[n], span=days[min(n, len(days) - 1)] or None))


def to_json(found: Iterable[FoundTime]) -> list[TimeRow]:
    """The found times as plain data: one object each, with `start`, `end`, `type`, `value` and `text`."""
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value, "text": t.text} for t in found]


def to_timeml(text: str, found: Iterable[FoundTime], published: date | str | None = None) -> str:
    """`text` as a TimeML 1.2.1 document: its DCT, and in TEXT a TIMEX3 element around each found time.

    The character data of TEXT is `text` itself, so offsets into it stay true; a character that XML cannot hold is
    replaced by U+FFFD. `found` is as `tag` gives it: in order, none overlapping; else `ValueError`.
    """
    parts, at = [], 0
    for number, time in enumerate(found, 1):
        if time.start < at:
            raise ValueError(f"the times overlap or are out of order at {time.start}")
        parts.append(_escaped(text[at : time.start]))
        attributes = f'tid="t{number}" type={quoteattr(time.type)} value={quoteattr(time.value)}'
        parts.append(f"<TIMEX3 {attributes}>{_escaped(text[time.start : time.end])}</TIMEX3>")
        at = time.end
    parts.append(_escaped(text[at:]))
    day = "" if published is None else str(published)
    shown = day or "unknown"
    dct = (
        f'<TIMEX3 tid="t0" type="DATE" value={quoteattr(day or "XXXX-XX-XX")} temporalFunction="false" '
        f'functionInDocument="CREATION_TIME">{escape(shown)}</TIMEX3>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DCT>{dct}</DCT>\n<TEXT>{''.join(parts)}</TEXT>\n</TimeML>\n"
    )


def _escaped(text: str) -> str:
    """`text` as XML character data: mark-up and carriage returns escaped, what XML cannot hold replaced."""
    return escape(text.translate(_NO_XML)).translate(_RETURN)
