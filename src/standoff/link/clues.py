"""What in one report bears on its date: weekdays of its lead, calendar dates with their direction, day counts.

Only surface cues are used, so that a clue can be quoted as a reason. A clue whose direction is not clear is left
out: a report is better undated than dated wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from standoff.link.chronicle_words import chronicle_words, running_thing
from standoff.link.tense import REACH, tense_at
from standoff.model import ReadReport, Sentence, TaggedTime, TimeSymbol

LEAD_SENTENCES = 2
"""A report tells its news in the first two sentences; what they tell is at most two days old."""
_MOST = 200
"""Clues of one report that are looked at, from its head on: a table of dates is no news."""
_HEAD = 2000
"""Characters at the head of a page in which its own date is looked for."""
_FULL_DATE = re.compile(
    r"(?:(?<!\d)(?P<day>\d{1,2})\s(?P<month>[A-Za-z]{3,9})\.?,?\s(?P<year>(?:19|20)\d\d)"
    r"|(?P<month2>[A-Z][a-z]{2,8})\.?\s(?P<day2>\d{1,2}),?\s(?P<year2>(?:19|20)\d\d))(?!\d)"
)
_DASH_AFTER = re.compile(
    r"\s{0,3}(?:\([^()\n]{1,40}\)|,\s?[A-Z][^,:;\n–—-]{1,30})?\s{0,3}(?:--|[-–—:])"
    r"|\s{0,3}\([A-Z][^()\n]{1,30}\)\s+[A-Z“‘\"']|\)\s"
)
"""What follows the date of a dateline: " (Agency) -", ": ", ", Portside –", "(Agency) The minister"."""
_PLACE_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]{0,30}|\([^()\n]{0,30}\)?|[,/:&|–—-]|of|de|la|del|da|\s)*")
_PREPOSITION = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|on|by|since|from|until|till|for|in|at|after|before|and|to|between)[\s(]*$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(r"^by\s|\||\b(?:updated|published|posted|modified|edited)\b", re.IGNORECASE)
_BY_ITSELF = re.compile(r"(?:(?:first )?(?:published|posted|updated|date|on|last|at)\W{0,3}){0,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClue:
    """A calendar date as given. `tense` is -1 told as past, +1 as coming; `lead` when it is news of the lead.

    `begins` when something is to begin on it and last: "from 7am on 14 June", "25-30 July".
    """

    quote: str
    year: int | None
    month: int
    day: int
    weekday: int | None
    tense: int
    lead: bool = False
    caption: bool = False
    begins: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def in_year(self, year: int) -> date | None:
        """The day in `year`; None when that year has no such day or it is not the weekday named beside it."""
        try:
            day = date(self.year or year, self.month, self.day)
        except ValueError:
            return None
        return day if self.weekday is None or day.weekday() == self.weekday else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekdayClue:
    """A weekday told as past (-1) or coming (+1). `near` when the words make it the day just gone.

    `begins` when its sentence names something that lasts, as a strike.
    """

    quote: str
    weekday: int
    tense: int
    sentence: int
    lead: bool
    near: bool
    begins: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountClue:
    """Day `low..high` after the start of a running thing was the day of publication: its nth day.

    `weekday` when the day told of is named; a report whose date is known then fixes it. `wide` when weeks or months
    are counted roughly: that bears out a start, but makes none. `told` how the start is known: by a `count` of days,
    as a `start` that is told, by the length of what is `over`.
    """

    quote: str
    kind: str
    number: int
    low: int
    high: int
    weekday: int | None = None
    wide: bool = False
    told: Literal["count", "start", "over"] = "count"
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunClue:
    """A running thing that began on `day`, or that had lasted `days` when it was over, on `day` if told."""

    quote: str
    kind: str
    day: DateClue | WeekdayClue | None
    days: int | None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """All clues of one report. `printed` is a full publication date of the page, `dateline` one without a year."""

    report: str
    printed: DateClue | None
    dateline: DateClue | None
    dates: tuple[DateClue, ...]
    weekdays: tuple[WeekdayClue, ...]
    counts: tuple[CountClue, ...]
    runs: tuple[RunClue, ...] = ()
    own_weekday: tuple[str, int] | None = None
    """The words, and the weekday of publication, of "last night, Wednesday" (a Thursday) and the like."""

    @property
    def coming(self) -> WeekdayClue | None:
        """The first weekday of the lead on which something that lasts is to begin."""
        return next((w for w in self.weekdays if w.lead and w.tense > 0 and w.begins), None)

    @property
    def lead_weekday(self) -> WeekdayClue | None:
        """The first weekday of the lead that is told as past."""
        return next((w for w in self.weekdays if w.lead and w.tense < 0), None)


def gather(read: ReadReport) -> Clues:
    """The clues of one report; a pure function of its text and reading."""
    text, reading = read.report.text, read.reading
    body = [s for s in reading.sentences if s.aside is None]
    places = {s.span.start: n for n, s in enumerate(body)}
    dates: list[DateClue] = []
    weekdays: list[WeekdayClue] = []
    counts: list[CountClue] = []
    dateline: DateClue | None = None
    own: tuple[str, int] | None = None
    printed = _printed(read)
    before: TaggedTime | None = None
    for number, sentence, time in placed(read):
        last, before = before, time
        if len(dates) + len(weekdays) + len(counts) >= _MOST:
            break
        if number == reading.printed:
            continue
        symbol, place = time.symbol, places.get(sentence.span.start)
        lead = place is not None and place < LEAD_SENTENCES
        if symbol.kind == "calendar" and symbol.month and symbol.day:
            if place == 0 and _is_dateline(text, sentence, time):
                dateline = dateline or date_clue(symbol, time, 0)
                continue
            dates.append(_calendar(text, sentence, time, last, lead))
        elif symbol.kind == "range" and symbol.first and symbol.first.month and symbol.first.day:
            dates += _range_start(text, sentence, time)
        elif symbol.kind == "weekday" and symbol.weekday is not None and place is not None:
            own = own or _own_weekday(text, symbol, time, last)
            weekdays.append(weekday_clue(text, sentence, time, place))
        elif symbol.kind == "count" and symbol.amount:
            counts += _count(read, sentence, time)
    if printed is None and dateline is not None and dateline.year is not None:
        printed, dateline = dateline, None
    return Clues(
        report=read.report.id,
        printed=printed,
        dateline=dateline,
        dates=tuple(dates),
        weekdays=tuple(weekdays),
        counts=tuple(dict.fromkeys(counts)),
        own_weekday=own,
    )


def placed(read: ReadReport) -> Iterator[tuple[int, Sentence, TaggedTime]]:
    """The times that lie in a sentence that is read, with it, in the order of the text."""
    sentences = sorted(read.reading.sentences, key=lambda s: s.span)
    at = 0
    for number, time in sorted(enumerate(read.reading.times), key=lambda pair: pair[1].span):
        while at < len(sentences) and sentences[at].span.end <= time.span.start:
            at += 1
        if at < len(sentences) and sentences[at].span.start <= time.span.start:
            yield number, sentences[at], time


def _printed(read: ReadReport) -> DateClue | None:
    """The publication date that the page prints above its third sentence.

    Named by the reading, or a full date on a line of its own, or one glued to a word as page furniture is ("A staff
    writer14 July 2023").
    """
    reading, text = read.reading, read.report.text
    if reading.printed is not None:
        time = reading.times[reading.printed]
        if time.symbol.month and time.symbol.day:
            return date_clue(time.symbol, time, 0)
    body = [s.span.start for s in reading.sentences if s.aside is None]
    head = body[0] if body else 0
    captions = [a.span for a in reading.set_aside if a.reason in ("caption", "credit")]
    stamp = max((a.span.end for a in reading.set_aside if a.reason == "stamp"), default=0)
    reach = min(body[LEAD_SENTENCES] if len(body) > LEAD_SENTENCES else len(text), _HEAD)
    for time in sorted(reading.times, key=lambda t: t.span):
        symbol = time.symbol
        if time.span.start >= reach:
            break
        if symbol.kind == "calendar" and symbol.year and symbol.month and symbol.day and time.span.start >= stamp:
            start = text.rfind("\n", 0, time.span.start) + 1
            end = text.find("\n", time.span.end)
            after = text[time.span.end : len(text) if end < 0 else min(end, time.span.end + 40)]
            if _BY_ITSELF.fullmatch(text[start : time.span.start].strip()) and not re.search(r"[a-z]{4}", after):
                return date_clue(symbol, time, 0)
            line = text[start : time.span.start]
            in_head = time.span.start < head and len(line) <= 120 and not any(c.holds(time.span) for c in captions)
            if in_head and _FURNITURE.search(line):
                return date_clue(symbol, time, 0)
    return _glued(text[:reach])


def _glued(head: str) -> DateClue | None:
    """The first full date of `head` that runs into a word on either side."""
    months = chronicle_words().months
    for match in _FULL_DATE.finditer(head):
        name = (match["month"] or match["month2"]).casefold()
        before, after = head[match.start() - 1 : match.start()], head[match.end() : match.end() + 1]
        if name in months and (before.isalpha() or after.isalpha()):
            day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"])
            quote = match.group()
            return DateClue(quote=quote, year=year, month=months[name], day=day, weekday=None, tense=0)
    return None


def _is_dateline(text: str, sentence: Sentence, time: TaggedTime) -> bool:
    """Whether a date stands as in "PORTSIDE, April 30 - The minister …" at the head of the report."""
    if time.span.start - sentence.span.start > 60:
        return False
    before = text[sentence.span.start : time.span.start]
    if not _PLACE_BEFORE.fullmatch(before) or _PREPOSITION.search(before):
        return False
    return _DASH_AFTER.match(text, time.span.end) is not None


def date_clue(
    symbol: TimeSymbol, time: TaggedTime, tense: int, *, lead: bool = False, caption: bool = False
) -> DateClue:
    """The clue of an expression that names a month and a day."""
    return DateClue(
        quote=time.span.quote,
        year=symbol.year,
        month=symbol.month or 1,
        day=symbol.day or 1,
        weekday=symbol.weekday,
        tense=tense,
        lead=lead,
        caption=caption,
        begins=tense > 0 and symbol.modifier == "since",
        start=time.span.start,
        end=time.span.end,
    )


def _calendar(text: str, sentence: Sentence, time: TaggedTime, last: TaggedTime | None, lead: bool) -> DateClue:
    """The clue of a month and day; without a direction where the tagger's reading of the tense and ours differ."""
    tense = tense_at(text, sentence, time)
    if time.symbol.direction and tense and time.symbol.direction != tense:
        tense = 0
    symbol = _with_weekday(text, time.symbol, time, last)
    news = lead and tense < 0 and symbol.weekday is not None
    return date_clue(symbol, time, tense, lead=news, caption=sentence.aside == "caption")


def _with_weekday(text: str, symbol: TimeSymbol, time: TaggedTime, last: TaggedTime | None) -> TimeSymbol:
    """The symbol of "October 28" in "Saturday (October 28)", with its weekday."""
    if last is None or last.symbol.kind != "weekday" or symbol.weekday is not None:
        return symbol
    between = text[last.span.end : time.span.start]
    return replace(symbol, weekday=last.symbol.weekday) if between.strip(" ,(") == "" else symbol


def _own_weekday(text: str, symbol: TimeSymbol, time: TaggedTime, last: TaggedTime | None) -> tuple[str, int] | None:
    """The weekday of publication where "today", "yesterday" or "tomorrow" stands right before a weekday's name."""
    if last is None or symbol.weekday is None or last.symbol.kind != "offset" or last.symbol.unit != "day":
        return None
    if last.symbol.amount not in (-1.0, 0.0, 1.0) or text[last.span.end : time.span.start].strip(" ,(–—-"):
        return None
    quote = text[last.span.start : time.span.end]
    return quote, (symbol.weekday - int(last.symbol.amount)) % 7


def _range_start(text: str, sentence: Sentence, time: TaggedTime) -> list[DateClue]:
    """A range that lies ahead bounds the report by its first day, one that is over by its last."""
    symbol, tense = time.symbol, tense_at(text, sentence, time)
    end = symbol.first if tense > 0 else symbol.last
    if tense == 0 or end is None or not end.month or not end.day:
        return []
    if end.year is None and symbol.last is not None and symbol.last.year and tense < 0:
        return []
    clue = date_clue(end, time, tense, caption=sentence.aside == "caption")
    return [replace(clue, begins=tense > 0)]


def weekday_clue(text: str, sentence: Sentence, time: TaggedTime, place: int) -> WeekdayClue:
    """The clue of a weekday in the sentence that is number `place` of the body."""
    around = text[max(0, time.span.start - 12) : time.span.end + 12].casefold()
    near = time.symbol.part is not None or re.search(r"\b(?:early|late|morning|night|evening)\b", around) is not None
    after = text[time.span.end : time.span.end + 20].casefold()
    last = re.search(r"\blast(?:\b.*\||\s(?:week|month|year))", f"{time.span.quote.casefold()} |{after}") is not None
    return WeekdayClue(
        quote=time.span.quote,
        weekday=time.symbol.weekday or 0,
        tense=tense_at(text, sentence, time),
        sentence=place,
        lead=place < LEAD_SENTENCES and not last,
        near=near and not last,
        begins=running_thing(window(text, sentence, time)) is not None,
        start=time.span.start,
        end=time.span.end,
    )


def window(text: str, sentence: Sentence, time: TaggedTime) -> str:
    """The sentence around a time, within reach."""
    return text[max(sentence.span.start, time.span.start - REACH) : min(sentence.span.end, time.span.end + REACH)]


def _count(read: ReadReport, sentence: Sentence, time: TaggedTime) -> list[CountClue]:
    """Days since the start of a running thing: `Today is the 12th day of our strike` makes it 11, exactly.

    Where today is not said, the day told of may have been the day before publication.
    """
    symbol = time.symbol
    kind = running_thing(symbol.of) or _counted(read.report.text, sentence, time)
    if kind is None and sentence.aside == "title":  # "Strike bulletin" and, below it, "Day 18"
        kind = running_thing(" ".join(s.span.quote for s in read.reading.sentences[:9] if s.aside == "title")[:999])
    if kind is None or symbol.unit not in ("day", "week") or symbol.amount is None or not 2 <= symbol.amount <= 2000:
        return []
    number, weekday = int(symbol.amount), None
    today = chronicle_words().today.search(window(read.report.text, sentence, time).casefold()) is not None
    if symbol.unit == "week":
        low, high = 7 * (number - 1) - 1, 7 * number
    else:
        low, high = number - 1, number - 1 if today else number
        if symbol.first is not None and symbol.first.kind == "weekday" and not today:
            weekday, high = symbol.first.weekday, number + 1
    return [
        CountClue(
            quote=time.span.quote,
            kind=kind,
            number=number,
            low=low,
            high=high,
            weekday=weekday,
            start=time.span.start,
            end=time.span.end,
        )
    ]


def _counted(text: str, sentence: Sentence, time: TaggedTime) -> str | None:
    """The kind of running thing that a count without one counts: right after "of", else nearest before, else after."""
    after = text[time.span.end : min(sentence.span.end, time.span.end + REACH)]
    before = text[max(sentence.span.start, time.span.start - REACH) : time.span.start]
    if after.lstrip().startswith("of "):
        return running_thing(after[:60])
    return running_thing(before, last=True) or running_thing(after)
