"""How long a running thing has lasted and when it began, as reports tell it in words other than a day count.

"The strike began on 3 May", "on strike since Monday", "a sit-in for the past ten days", "six weeks into the strike",
"after a 42-day strike". What is only planned ("a 72-hour strike in March") tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from standoff.link.chronicle_words import chronicle_words, running_thing
from standoff.link.clues import (
    Clues,
    CountClue,
    DateClue,
    RunClue,
    WeekdayClue,
    date_clue,
    gather,
    placed,
    weekday_clue,
)
from standoff.link.tense import REACH, tense_at
from standoff.model import ReadReport, Sentence, TaggedTime

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_MOST = 60
"""Such clues of one report that are looked at."""
_INTO = re.compile(r"\s(?:long\s)?into\s(?:the|their|its|our|a|an|this)\s")
_THING = re.compile(r"[\s-]+(?:long\s|old\s|of\s)?(?P<thing>[\w-]{3,20}(?:\sstrike)?)", re.IGNORECASE)
_NEAR, _VERB = 70, 30
"""Characters between a running thing and its time, and between its verb and the time."""


def read_clues(read: ReadReport) -> Clues:
    """All clues of one report: those of `gather`, and how long running things have lasted and when they began."""
    clues, counts, runs = gather(read), list[CountClue](), list[RunClue]()
    places = {s.span.start: n for n, s in enumerate(s for s in read.reading.sentences if s.aside is None)}
    for _, sentence, time in placed(read):
        if len(counts) + len(runs) >= _MOST:
            break
        if time.symbol.kind == "duration":
            counts += _so_far(read.report.text, sentence, time)
            runs += _over(read, sentence, time)
        elif time.symbol.kind in ("calendar", "weekday"):
            runs += _began(read.report.text, sentence, time, places.get(sentence.span.start, 99))
    return replace(clues, counts=(*clues.counts, *dict.fromkeys(counts)), runs=tuple(dict.fromkeys(runs)))


def _days(time: TaggedTime) -> int | None:
    """The days of a duration; None for hours, for none told and for more than a few years."""
    symbol = time.symbol
    each = _UNIT_DAYS.get(symbol.unit or "")
    if each is None or symbol.amount is None or symbol.amount != int(symbol.amount):
        return None
    days = int(symbol.amount) * each
    return days if 3 <= days <= 2000 else None


def _so_far(text: str, sentence: Sentence, time: TaggedTime) -> list[CountClue]:
    """Days since the start in "six weeks into the strike" and "have held a sit-in for the past ten days"."""
    days = _days(time)
    if days is None:
        return []
    after = text[time.span.end : min(sentence.span.end, time.span.end + _NEAR)]
    before = text[max(sentence.span.start, time.span.start - _NEAR) : time.span.start].casefold()
    into, kind = _INTO.match(after), None
    if into is not None:
        kind = running_thing(after[into.end() : into.end() + 30])
    elif time.symbol.direction < 0 and before.endswith(" for "):
        kind = running_thing(before[-40:])
    if kind is None:
        return []
    unit = _UNIT_DAYS[time.symbol.unit or "day"]
    span = (time.span.start, time.span.end)
    wide = unit > 1 or time.symbol.modifier is not None
    low, high = (days - unit, days + unit) if wide else (days - 1, days + 1)
    quote = text[time.span.start : time.span.end]
    return [CountClue(quote=quote, kind=kind, number=days, low=low, high=high, wide=True, start=span[0], end=span[1])]


def _over(read: ReadReport, sentence: Sentence, time: TaggedTime) -> list[RunClue]:
    """The length of what is over: "after a 42-day strike", with the day of its end where the sentence tells one."""
    text, days = read.report.text, _days(time)
    if days is None or time.symbol.unit != "day":
        return []
    after = text[time.span.end : min(sentence.span.end, time.span.end + 40)]
    thing = _THING.match(after)
    kind = running_thing(thing["thing"]) if thing else None
    lead = text[max(sentence.span.start, time.span.start - _NEAR) : time.span.start].casefold()
    if kind is None and lead.endswith(" of "):
        kind = running_thing(lead[-25:], last=True)
    if kind is None or not chronicle_words().over.search(lead):
        return []
    end: DateClue | None = None
    for _, where, other in placed(read):
        symbol = other.symbol
        if where == sentence and other.span < time.span and symbol.kind == "calendar" and symbol.month and symbol.day:
            end = date_clue(symbol, other, -1) if tense_at(text, where, other) < 0 else end
    start = end_start = time.span.start
    if end is not None:
        end_start = text.find(end.quote, sentence.span.start, time.span.start)
    quote = time.span.quote + (after[: thing.end()] if thing and running_thing(thing["thing"]) else "")
    return [RunClue(quote=quote, kind=kind, day=end, days=days, start=min(start, end_start), end=time.span.end)]


def _began(text: str, sentence: Sentence, time: TaggedTime, place: int) -> list[RunClue]:
    """The day on which a running thing began: "the strike began on 3 May", "on strike since Monday"."""
    symbol = time.symbol
    if (symbol.kind == "calendar" and not (symbol.month and symbol.day)) or tense_at(text, sentence, time) >= 0:
        return []
    before = text[max(sentence.span.start, time.span.start - REACH) : time.span.start].casefold()
    verbs = [m for m in chronicle_words().began.finditer(before) if len(before) - m.end() <= _VERB]
    if symbol.modifier == "since" and re.search(r"\bsince\s(?:\w+\s){0,2}$", before):
        kind = running_thing(before[-_NEAR // 2 :], last=True)
    elif verbs:
        kind = _subject(before[: verbs[-1].start()])
    else:
        return []
    if kind is None:
        return []
    day: DateClue | WeekdayClue
    if symbol.kind == "calendar":
        day = date_clue(symbol, time, -1)
    else:
        day = replace(weekday_clue(text, sentence, time, place), tense=-1)
    quote = re.sub(r"\s+", " ", text[max(sentence.span.start, time.span.start - 25) : time.span.end]).strip()
    quote = quote.partition(" ")[2] or quote if time.span.start - 25 > sentence.span.start else quote
    return [RunClue(quote=quote, kind=kind, day=day, days=None, start=time.span.start, end=time.span.end)]


def _subject(words: str) -> str | None:
    """The running thing that these words end in: "the strike", "the strike, which"."""
    tail = words[-30:].rstrip(" ,")
    for relative in (" which", " that", " who"):
        tail = tail.removesuffix(relative).rstrip(" ,")
    kind = running_thing(tail, last=True)
    last = tail.split()[-1] if tail.split() else ""
    return kind if kind and running_thing(last) else None
