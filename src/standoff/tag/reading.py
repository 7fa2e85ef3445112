"""Tagging: all that one report yields alone, a pure function of its text and of this stage's version.

text → set-asides → sentences → parse → times → cast → statements → moves → tallies
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.model import Reading, Sentence, SetAside, TaggedTime
from standoff.tag.actors import find_cast
from standoff.tag.asides import headline, set_aside, stamp
from standoff.tag.moves import find_moves
from standoff.tag.parse import Parsed, parse
from standoff.tag.sentences import sentences
from standoff.tag.statements import find_statements
from standoff.tag.tallies import find_tallies
from standoff.tag.times import tag_times

TAGGER = "1"
"""Raised with every change of what the tag stage finds, so that kept readings are made anew."""


def tag_texts(texts: Iterable[str]) -> Iterator[Reading]:
    """The reading of each text, in order, parsed in one stream."""
    laid_out = [(text, asides, sentences(text, asides)) for text in texts for asides in (set_aside(text),)]
    parsed = parse((text, sents) for text, _, sents in laid_out)
    for (_, asides, sents), tree in zip(laid_out, parsed, strict=True):
        yield _reading(tree, asides, sents)


def _reading(parsed: Parsed, asides: tuple[SetAside, ...], sents: tuple[Sentence, ...]) -> Reading:
    text = parsed.text
    body = next((s.span.start for s in sents if s.aside is None), len(text))
    times = tag_times(text)
    cast = find_cast(parsed)
    statements = find_statements(parsed, cast)
    stamped = stamp(text)
    return Reading(
        tagger=TAGGER,
        language="en",
        title=headline(asides, body),
        stamped=stamped[1] if stamped else None,
        printed=_printed(asides, times),
        set_aside=asides,
        sentences=sents,
        times=times,
        actors=cast.actors,
        statements=statements,
        moves=find_moves(parsed, cast, times, statements),
        tallies=find_tallies(text, sents),
    )


def _printed(asides: tuple[SetAside, ...], times: tuple[TaggedTime, ...]) -> int | None:
    """The first full calendar date that stands in a byline: the publication date the page itself prints."""
    lines = [a.span for a in asides if a.reason == "byline"]
    for number, time in enumerate(times):
        symbol = time.symbol
        full = symbol.kind == "calendar" and None not in (symbol.year, symbol.month, symbol.day)
        if full and any(line.holds(time.span) for line in lines):
            return number
    return None
