"""Clues turned into constraints between publication days, calendar days and the starts of running things.

Weekdays and dates without a year allow many days and no interval; they are used once other constraints have left
only one of these days, so `chronology` calls here again with the intervals of the last solution until nothing is
added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from standoff.link.clues import DateClue
from standoff.link.network import ORIGIN, Constraint
from standoff.link.world import (
    COUNT,
    NEWS,
    PAST_DATE,
    SAME_DAY,
    WIRE,
    YEARLESS,
    Interval,
    State,
    bounds,
    nearest_year,
    point,
    undated,
    yearless,
)
from standoff.record import Copy, Evidence

WIRE_DAYS, NEWS_DAYS = 2, 2
_SPAN_SLACK = 45
"""Days beyond the record's dated reports in which a date without a year may still lie."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def of_copies(copies: Iterable[Copy]) -> Iterator[Constraint]:
    """Wire copy is printed within two days, most of it on the same or the next."""
    for copy in copies:
        if copy.kind == "wire":
            a, b = copy.reports
            passages = f"{len(copy.passages)} passage{'s' if len(copy.passages) > 1 else ''}"
            why = f"{a} shares {passages} with {b}: within two days of it"
            shared = (copy.passages[0].a, copy.passages[0].b) if copy.passages else ()
            wire = bounds(point(a), point(b), -WIRE_DAYS, WIRE_DAYS, WIRE, why, f"wire {a} {b}")
            yield replace(wire, evidence=shared)
            soft = f"{a} and {b} share wire copy: the same or the next day"
            yield bounds(point(a), point(b), -1, 1, SAME_DAY, soft, f"wire {a} {b} soft")


def of_dates(state: State) -> Iterator[Constraint]:
    """Dates told as past lie before publication, coming ones after it; undated reports only."""
    for name, clues in undated(state):
        same = _year_of_same_dates(name, state)
        for n, clue in enumerate(clues.dates):
            tense = -1 if clue.caption else clue.tense
            if not tense:
                continue
            day, firmness = _day_of(clue, tense, state.intervals.get(name, (None, None)), state, same)
            if day is not None:
                yield from _one_date(name, clue, day, tense, min(firmness, COUNT - 1 if clue.caption else 99), n)


def _one_date(name: str, clue: DateClue, day: date, tense: int, firmness: int, n: int) -> Iterator[Constraint]:
    ordinal, at = day.toordinal(), Evidence(report=name, start=clue.start, end=clue.end)
    if tense < 0:
        how = "a picture of" if clue.caption else "tells of"
        why = f"{name} {how} “{clue.quote}” ({day.isoformat()}) as past: not before it"
        yield bounds(ORIGIN, point(name), ordinal, None, firmness, why, f"date {name} {n}", at=at)
        if clue.lead:
            why = f"{name} begins with the news of “{clue.quote}” ({day.isoformat()}): at most two days after it"
            yield bounds(ORIGIN, point(name), ordinal, ordinal + NEWS_DAYS, NEWS, why, f"news {name} {n}", at=at)
    else:
        why = f"{name} tells of “{clue.quote}” ({day.isoformat()}) as still to come: not after it"
        yield bounds(ORIGIN, point(name), None, ordinal, firmness, why, f"date {name} {n}", at=at)


def _day_of(clue: DateClue, tense: int, interval: Interval, state: State, same: int | None) -> tuple[date | None, int]:
    """The day a clue means and how firm that is; None while its year is open.

    The year is the one given, or the one of a dated report that names the same days, or the only one that fits the
    interval known so far, or the only one near the dated reports of the record.
    """
    if clue.year is not None:
        return clue.in_year(clue.year), PAST_DATE
    if same is not None and clue.in_year(same) is not None:
        return clue.in_year(same), YEARLESS
    low, high = interval
    if low is not None and high is not None and high - low <= 120:
        middle = date.fromordinal((low + high) // 2)
        days = [d for y in (middle.year - 1, middle.year, middle.year + 1) if (d := clue.in_year(y)) is not None]
        near = [d for d in days if abs((d - middle).days) <= 180]
        return (near[0], YEARLESS) if len(near) == 1 else (None, 0)
    if state.span is None:
        return None, 0
    first, last = state.span[0] - timedelta(days=_SPAN_SLACK), state.span[1] + timedelta(days=_SPAN_SLACK)
    days = [d for y in range(first.year, last.year + 1) if (d := clue.in_year(y)) is not None and first <= d <= last]
    days = [d for d in days if _fits(d, tense, interval)]
    return (days[0], YEARLESS) if len(days) == 1 else (None, 0)


def _fits(day: date, tense: int, interval: Interval) -> bool:
    low, high = interval
    if tense < 0:
        return high is None or day.toordinal() <= high
    return low is None or day.toordinal() >= low


def _year_of_same_dates(name: str, state: State) -> int | None:
    """The year of the dated reports that speak of the same two or more days, when they are of one year."""
    mine = yearless(state.clues[name])
    found = Counter(other for key in mine for other in state.world.naming.get(key, ()))
    years: set[int] = set()
    for other in (o for o, shared in found.items() if shared >= 2):
        theirs = {(d.month, d.day): d for d in state.clues[other].dates if d.year is None}
        years |= {nearest_year(theirs[s], state.dated[other]).year for s in mine & set(theirs)}
    return years.pop() if len(years) == 1 else None


def days_in_span(name: str, state: State) -> tuple[object, ...]:
    """All that the constraints of an undated report take from the span of the record, and nothing else of it."""
    clues, span = state.clues[name], state.span
    if span is None:
        return ()
    first, last = span[0] - timedelta(days=_SPAN_SLACK), span[1] + timedelta(days=_SPAN_SLACK)
    without = [d for d in (*clues.dates, *((clues.dateline,) if clues.dateline else ())) if d.year is None]
    years = range(first.year, last.year + 1)
    days = tuple(
        tuple(d for y in years if (d := clue.in_year(y)) is not None and first <= d <= last) for clue in without
    )
    return (True, days, span if clues.counts else None, years if clues.coming else None)


def of_datelines(state: State) -> Iterator[Constraint]:
    """A date at the head without a year, as in `PORTSIDE, April 30 -`: the day the report was published."""
    for name, clues in undated(state):
        clue = clues.dateline
        if clue is None:
            continue
        day, _ = _day_of(clue, -1, state.intervals.get(name, (None, None)), state, None)
        if day is not None:
            why = f"{name} is headed “{clue.quote}” ({day.isoformat()})"
            first = day.toordinal()
            yield bounds(ORIGIN, point(name), first, first, YEARLESS + 1, why, f"dateline {name}")


def of_weekdays(state: State) -> Iterator[Constraint]:
    """The weekday of the lead, once the interval leaves but one such day: news is at most two days old."""
    for name, clues in undated(state):
        clue = clues.lead_weekday
        low, high = state.intervals.get(name, (None, None))
        if clue is None or low is None or high is None or high - low > 9:
            continue
        days = [d for d in range(low - NEWS_DAYS, high + 1) if date.fromordinal(d).weekday() == clue.weekday]
        if len(days) == 1:
            day = date.fromordinal(days[0]).isoformat()
            why = f"{name} begins with the news of “{clue.quote}”, which was {day}: at most two days after it"
            yield bounds(ORIGIN, point(name), days[0], days[0] + NEWS_DAYS, NEWS, why, f"lead {name}")


def of_own_weekdays(state: State) -> Iterator[Constraint]:
    """The weekday of publication ("last night, Wednesday"), once the interval holds but one such day."""
    for name, clues in undated(state):
        low, high = state.intervals.get(name, (None, None))
        if clues.own_weekday is None or low is None or high is None or high - low > 9:
            continue
        quote, weekday = clues.own_weekday
        days = [d for d in range(low, high + 1) if date.fromordinal(d).weekday() == weekday]
        if len(days) == 1:
            why = f"{name} says “{quote}”: published on a {WEEKDAYS[weekday]}, {date.fromordinal(days[0]).isoformat()}"
            yield bounds(ORIGIN, point(name), days[0], days[0], NEWS, why, f"own weekday {name}")


def of_beginnings(state: State) -> Iterator[Constraint]:
    """`The strike begins this Friday` and `from 25 to 30 July`: a week at most before a 25 July that is a Friday.

    Only when the report names one such day, and exactly one year near the dated reports fits.
    """
    for name, clues in undated(state):
        coming = clues.coming
        if coming is None or state.span is None:
            continue
        starts = [d for d in clues.dates if d.tense > 0 and (d.begins or d.weekday == coming.weekday)]
        first, last = state.span[0] - timedelta(days=_SPAN_SLACK), state.span[1] + timedelta(days=_SPAN_SLACK)
        years = range(first.year, last.year + 1)
        days = {d for clue in starts for y in years if (d := clue.in_year(y)) is not None and first <= d <= last}
        days = {d for d in days if d.weekday() == coming.weekday}
        if len(days) == 1 and len({(d.month, d.day) for d in starts}) == 1:
            day = days.pop()
            why = (
                f"{name} tells of “{coming.quote}” and “{starts[0].quote}” as still to come, which is "
                f"{day.isoformat()}: less than a week before it"
            )
            yield bounds(ORIGIN, point(name), day.toordinal() - 6, day.toordinal(), NEWS, why, f"beginning {name}")
