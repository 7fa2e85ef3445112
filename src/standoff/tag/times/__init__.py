"""Time expressions of English news: found by a token scan and a grammar, meant as symbols, resolved later.

`tag_times` needs no publication date; `resolve` turns a symbol into TIMEX3 value and calendar days once there is one.
TIMEX3 and its span conventions are those of TimeML 1.2.1 (Pustejovsky et al., ISO 24617-1).
"""

from standoff.model import Span, TaggedTime
from standoff.tag.times.context import settle
from standoff.tag.times.grammar import expressions
from standoff.tag.times.resolve import ResolvedTime, resolve, resolve_between
from standoff.tag.times.tokens import lex
from standoff.tag.times.values import open_value, type_of

__all__ = ["ResolvedTime", "resolve", "resolve_between", "tag_times", "tag_with_ends"]

Ends = tuple[Span, Span]
"""The passages of the first and the last point of a range."""


def tag_times(text: str, *, narrative: bool = False, vague: bool = False) -> tuple[TaggedTime, ...]:
    """All time expressions of `text` in order, none overlapping, with meanings that need no publication date.

    `narrative` reads the text as history: a date without a year takes that of the date told before it. `vague` also
    gives the words no calendar holds ("now", "recently", "in the future"), whose value is PRESENT_REF and the like.
    Linear in the length of the text. Never raises for any text; `DataFileError` when the word list is damaged.
    """
    return tuple(time for time, _ in tag_with_ends(text, narrative=narrative, vague=vague))


def tag_with_ends(text: str, *, narrative: bool = False, vague: bool = False) -> list[tuple[TaggedTime, Ends | None]]:
    """As `tag_times`; beside each range ("27 June to 2 July") the passages of its two ends, beside the rest None."""
    tokens = lex(text)
    tagged: list[tuple[TaggedTime, Ends | None]] = []
    for hit in settle(tokens, expressions(tokens), narrative=narrative):
        if not vague and hit.symbol.kind == "vague" and hit.symbol.unit is None:
            continue
        span = Span.of(text, tokens.start[hit.start], tokens.end[hit.end - 1])
        time = TaggedTime(span=span, type=type_of(hit.symbol), value=open_value(hit.symbol), symbol=hit.symbol)
        ends = None
        if hit.start < hit.mark < hit.end - 1:
            first = Span.of(text, span.start, tokens.end[hit.mark - 1])
            ends = first, Span.of(text, tokens.start[hit.mark + 1], span.end)
        tagged.append((time, ends))
    return tagged
