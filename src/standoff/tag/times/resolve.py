"""From symbol to calendar once the publication date is known: TIMEX3 values and the days meant, as EDTF.

The rules are those of press style: "on Wednesday" printed on a Wednesday is that day, else the one before or, in a
clause about the future, the one after; a month and day without a year is the nearest to the day of print.
"""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from standoff.model import TimeSymbol
from standoff.tag.times.named import named_date, nth_weekday
from standoff.tag.times.values import calendar_value, open_value, timed

Tense = Literal["past", "future"]
Days = tuple[date, date]
FAR = 90
"""Days; further ahead no strike is called."""
AGAINST = 10
"""How much farther a month may lie on the side the tense speaks for."""
FRESH = 25
"""Days since the end of a month that is still "last month" and not "last May"."""
WIDEST = {"week": 14, "fortnight": 14, "weekend": 14, "month": 35, "quarter": 95, "year": 400}
"""Days an anchor may have for "the following month" and the like to be counted from it: not from a year."""
LONGEST = 400_000
"""Days; nobody prints a longer stretch, and dates end at the year 9999."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedTime:
    """A TIMEX3 `value`, and the calendar days meant as EDTF (`2024-09-18`, `2024-09`, `first/last`) or None."""

    value: str
    span: str | None


def resolve(symbol: TimeSymbol, published: date | None, *, tense: Tense | None = None) -> ResolvedTime:
    """What `symbol` means in a text published on `published`; what that leaves open stays X, its span None.

    `tense` tells of the clause where the symbol itself has no direction.
    """
    if symbol.direction == 0 and tense is not None and symbol.kind in ("weekday", "calendar", "offset", "count"):
        symbol = replace(symbol, direction=-1 if tense == "past" else 1)
    try:
        return _resolved(symbol, published)
    except (OverflowError, ValueError):  # beyond the years 1 to 9999, or 30 February
        return ResolvedTime(value=open_value(symbol), span=None)


def resolve_between(symbol: TimeSymbol, first: date, last: date, *, tense: Tense | None = None) -> ResolvedTime:
    """What `symbol` means when the publication date lies in `[first, last]`.

    One answer when both ends agree; else the open value, with the span from the earliest to the latest day it can mean.
    """
    a, b = resolve(symbol, first, tense=tense), resolve(symbol, last, tense=tense)
    if a == b:
        return a
    x, y = span_days(a.span), span_days(b.span)
    if x is None or y is None:
        return ResolvedTime(value=open_value(symbol), span=None)
    return ResolvedTime(value=open_value(symbol), span=edtf(min(x[0], y[0]), max(x[1], y[1])))


def edtf(first: date, last: date) -> str:
    """A day or an interval as EDTF."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def span_days(span: str | None) -> Days | None:
    """First and last day of a span as this module writes it: day, month, year or `first/last`."""
    if span is None:
        return None
    if "/" in span:
        a, b = (span_days(part) for part in span.split("/"))
        return (a[0], b[1]) if a and b else None
    fields = [int(field) for field in span.split("-")]
    if len(fields) == 3:
        day = date(*fields)
        return day, day
    if len(fields) == 2:
        return date(fields[0], fields[1], 1), date(fields[0], fields[1], monthrange(*fields)[1])
    return date(fields[0], 1, 1), date(fields[0], 12, 31)


def _resolved(symbol: TimeSymbol, published: date | None) -> ResolvedTime:
    """`resolve`, raising `OverflowError` or `ValueError` where a date does not exist."""
    kind = symbol.kind
    if kind == "calendar":
        return _calendar(symbol, published)
    if kind == "range" and symbol.part is not None:
        return _night(symbol, published)
    if kind == "range" and symbol.first is not None and symbol.last is not None:
        return _range(symbol.first, symbol.last, published)
    if kind in ("clock", "count"):
        return _leaning(symbol, published)
    if kind == "event":
        return _event(symbol, published)
    if published is None:
        return ResolvedTime(value=open_value(symbol), span=None)
    if kind == "weekday" and symbol.unit == "month" and symbol.first is not None:
        return _nth_of_month(symbol, symbol.first, published)
    if kind == "weekday":
        leans = _single_day(_resolved(symbol.first, published)) if symbol.first is not None else None
        day = _weekday(symbol, published, leans)
        return ResolvedTime(value=timed(day.isoformat(), symbol), span=day.isoformat())
    if kind == "offset":
        return _offset(symbol, published)
    if kind == "duration":
        return ResolvedTime(value=open_value(symbol), span=_stretch(symbol, published))
    return ResolvedTime(value=open_value(symbol), span=None)


def _calendar(symbol: TimeSymbol, published: date | None) -> ResolvedTime:
    """Calendar fields, the year filled in from the day of print."""
    if symbol.first is not None and symbol.year is None:
        told = span_days(_resolved(symbol.first, published).span)
        symbol = replace(symbol, year=told[0].year, first=None) if told else symbol
    if symbol.year is None or (symbol.month is None and symbol.day is not None):
        if published is None or symbol.first is not None:
            return ResolvedTime(value=calendar_value(symbol), span=None)
        symbol = _filled(symbol, published)
    if symbol.of is not None:
        symbol = next((found for _, found in _choice(symbol)), symbol)
    value, year = calendar_value(symbol), symbol.year or 0
    if not MINYEAR <= year <= MAXYEAR:
        return ResolvedTime(value=value, span=None)
    if symbol.unit == "decade":
        return ResolvedTime(value=value, span=f"{year:04}/{year + 9:04}")
    if symbol.unit == "century":
        return ResolvedTime(value=value, span=f"{max(year, 1):04}/{year + 99:04}")
    if symbol.unit in ("quarter", "half"):
        months = 3 if symbol.unit == "quarter" else 6
        end = int(symbol.amount or 1) * months
        last = date(year, end, monthrange(year, end)[1])
        return ResolvedTime(value=value, span=edtf(date(year, end - months + 1, 1), last))
    if symbol.of is not None:
        return ResolvedTime(value=value, span=None)
    if symbol.unit == "season":
        return ResolvedTime(value=value, span=None)  # which months it is depends on the hemisphere
    if symbol.month is not None and symbol.day is not None:
        return ResolvedTime(value=value, span=date(year, symbol.month, symbol.day).isoformat())
    return ResolvedTime(value=value, span=value)


def _filled(symbol: TimeSymbol, published: date) -> TimeSymbol:
    """The symbol with year (and month, for "the 21st") such that it lies nearest to the day of print."""
    choices: list[tuple[Days, TimeSymbol]] = []
    if symbol.month is None and symbol.day is not None:
        for back in (-1, 0, 1):
            y, m = divmod(published.year * 12 + published.month - 1 + back, 12)
            choices += _choice(replace(symbol, year=y, month=m + 1))
    elif symbol.amount is not None and symbol.unit is None and symbol.direction == 0:
        choices = _choice(replace(symbol, year=published.year))  # "this September"
    else:
        for back in (-2, -1, 0, 1, 2) if symbol.day == 29 and symbol.month == 2 else (-1, 0, 1):
            choices += _choice(replace(symbol, year=published.year + back))
    if symbol.weekday is not None:
        choices = [c for c in choices if c[0][0].weekday() == symbol.weekday] or choices
    if not choices:
        return symbol
    return min(choices, key=lambda c: _distance(c[0], symbol, published))[1]


def _choice(symbol: TimeSymbol) -> list[tuple[Days, TimeSymbol]]:
    """The symbol with the days it would mean; empty when there is no such day."""
    year, month = symbol.year or 0, symbol.month
    if not MINYEAR <= year <= MAXYEAR:
        return []
    if symbol.unit in ("quarter", "half"):
        months = 3 if symbol.unit == "quarter" else 6
        month = int(symbol.amount or 1) * months
        size = monthrange(year, month)[1]
        return [((date(year, month - months + 1, 1), date(year, month, size)), symbol)]
    if symbol.unit == "season":
        month = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}.get(symbol.part or "", 6)
    if symbol.of is not None:
        day = named_date(symbol.of, year)
        return [((day, day), replace(symbol, month=day.month, day=day.day, of=None))] if day is not None else []
    if month is None:
        return [((date(year, 1, 1), date(year, 12, 31)), symbol)]
    size = monthrange(year, month)[1]
    if symbol.day is not None:
        return [((date(year, month, symbol.day),) * 2, symbol)] if symbol.day <= size else []
    return [((date(year, month, 1), date(year, month, size)), symbol)]


def _distance(days: Days, symbol: TimeSymbol, published: date) -> float:
    """Days between `days` and the day of print; the side that the tense speaks against counts for more.

    "last March", "next May" (`amount` set) never lie on the other side.
    """
    if days[0] <= published <= days[1]:
        return LONGEST if symbol.amount is not None and symbol.direction and symbol.unit is None else 0
    away = (days[0] - published).days if days[0] > published else (days[1] - published).days
    if symbol.amount is not None and symbol.direction < 0 and symbol.unit is None and away > -FRESH:
        return LONGEST  # "last February" in March is that of the year before; the one just over is "last month"
    if away * symbol.direction < 0:
        strict = symbol.amount is not None and symbol.unit is None
        # past verbs announce days to come, but not those far off
        if symbol.unit == "quarter":
            return abs(away) * 4
        return abs(away) * (1000 if strict else AGAINST if symbol.day is None else 3 if abs(away) > FAR else 1.5)
    if symbol.direction == 0 and away > FAR:
        return away * 2  # what nothing tells of lies more often behind
    return abs(away)


def _weekday(symbol: TimeSymbol, published: date, told: date | None) -> date:
    """The day of the week meant: on or before print, or on or after it; "last", "next" and "this" by the week.

    "The following Tuesday" comes after the day `told`.
    """
    weekday = symbol.weekday or 0
    if told is not None:
        return told + timedelta(days=(weekday - told.weekday() - 1) % 7 + 1)
    if symbol.amount is None:
        if symbol.direction > 0:
            return published + timedelta(days=(weekday - published.weekday()) % 7)
        return published - timedelta(days=(published.weekday() - weekday) % 7)
    if symbol.direction < 0 and symbol.unit is None:
        back = (published.weekday() - weekday - 1) % 7 + 1
        return published - timedelta(days=8 if back == 1 else back)  # nobody calls yesterday "last Wednesday"
    monday = published - timedelta(days=published.weekday())
    if symbol.amount == 2:  # "Monday week": a week after the coming one
        return published + timedelta(days=(weekday - published.weekday() - 1) % 7 + 8)
    return monday + timedelta(days=weekday + 7 * symbol.direction)


def _nth_of_month(symbol: TimeSymbol, month: TimeSymbol, published: date) -> ResolvedTime:
    """The day of "the last Friday of March"; `ValueError` where the month has no such day."""
    days = span_days(_resolved(month, published).span)
    if days is None:
        raise ValueError("no such month")
    day = nth_weekday(days[0].year, days[0].month, symbol.weekday or 0, round(symbol.amount or 1))
    return ResolvedTime(value=timed(day.isoformat(), symbol), span=day.isoformat())


def _months(day: date, months: int) -> date:
    """The same day of the month, or the last one there is, `months` later."""
    y, m = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(y, m + 1, min(day.day, monthrange(y, m + 1)[1]))


def _shift(day: date, amount: float, unit: str) -> date:
    """The day `amount` of `unit` later (earlier when negative)."""
    per_month = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit in per_month:
        return _months(day, round(amount * per_month[unit]))
    per_day = {
        "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "weekend": 7.0,
        "fortnight": 14.0,
    }  # fmt: skip
    days = amount * per_day[unit]
    if abs(days) > LONGEST:
        raise OverflowError("no such day")
    return day + timedelta(days=math.ceil(days) if days > 0 else math.floor(days))


def _offset(symbol: TimeSymbol, published: date) -> ResolvedTime:
    """As "yesterday", "last week", "two weeks ago", "this month", "the weekend"."""
    unit = symbol.unit or "day"
    if unit == "weekend":
        return _weekend(symbol, published)
    amount = symbol.amount or 0.0
    if unit == "season":
        return _season(symbol, published)
    if unit in ("second", "minute", "hour"):
        return ResolvedTime(value=open_value(symbol), span=edtf(*sorted((published, _shift(published, amount, unit)))))
    if unit == "century" and amount % 1:
        amount, unit = amount * 100, "year"  # "half a century ago"
    day = _shift(published, amount, unit)
    if unit == "day":
        return ResolvedTime(value=timed(day.isoformat(), symbol), span=day.isoformat())
    return unit_around(day, unit)


def _season(symbol: TimeSymbol, published: date) -> ResolvedTime:
    """As "last winter", "this summer": the latest one over, the next one to come, or the nearest; by its first year."""
    begin = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[symbol.part or "SU"]
    here = published.year * 12 + published.month - 1
    starts = [year * 12 + begin - 1 for year in range(published.year - 2, published.year + 3)]
    if (symbol.amount or 0) < 0:
        start = max(s for s in starts if s + 3 <= here)
    elif (symbol.amount or 0) > 0:
        start = min(s for s in starts if s > here)
    else:
        start = min(starts, key=lambda s: abs(s + 1 - here))
    return _calendar(TimeSymbol(kind="calendar", year=start // 12, unit="season", part=symbol.part), None)


def unit_around(day: date, unit: str) -> ResolvedTime:
    """The calendar week, month, quarter, year or decade that holds `day`."""
    if unit in ("week", "fortnight"):
        year, week, _ = day.isocalendar()
        monday = day - timedelta(days=day.weekday())
        return ResolvedTime(value=f"{year:04}-W{week:02}", span=edtf(monday, monday + timedelta(days=6)))
    if unit == "month":
        return ResolvedTime(value=f"{day:%Y-%m}", span=f"{day:%Y-%m}")
    if unit == "quarter":
        number = (day.month + 2) // 3
        return _calendar(TimeSymbol(kind="calendar", year=day.year, unit="quarter", amount=float(number)), None)
    if unit == "decade":
        return _calendar(TimeSymbol(kind="calendar", year=day.year // 10 * 10, unit="decade"), None)
    if unit == "century":
        return _calendar(TimeSymbol(kind="calendar", year=day.year // 100 * 100, unit="century"), None)
    if unit == "year":
        return ResolvedTime(value=f"{day.year:04}", span=f"{day.year:04}")
    return ResolvedTime(value=day.isoformat(), span=day.isoformat())


def _weekend(symbol: TimeSymbol, published: date) -> ResolvedTime:
    """As "the weekend", "last weekend", "this weekend": a Saturday and Sunday."""
    saturday = published + timedelta(days=5 - published.weekday())
    if symbol.amount is not None:
        saturday += timedelta(days=7 * round(symbol.amount))
    elif symbol.direction <= 0 and published.weekday() < 5:
        saturday -= timedelta(days=7)
    year, week, _ = saturday.isocalendar()
    return ResolvedTime(value=f"{year:04}-W{week:02}-WE", span=edtf(saturday, saturday + timedelta(days=1)))


def _stretch(symbol: TimeSymbol, published: date) -> str | None:
    """The days of "the past 10 days" or "the next 48 hours", print included; None for other lengths."""
    if symbol.amount is None or symbol.unit is None or symbol.direction == 0 or symbol.kind != "duration":
        return None
    other = _shift(published, symbol.amount * symbol.direction, symbol.unit)
    return edtf(*sorted((published, other)))


def _single_day(resolved: ResolvedTime) -> date | None:
    """The day of a resolved time that means one day."""
    days = span_days(resolved.span)
    return days[0] if days is not None and days[0] == days[1] else None


def _leaning(symbol: TimeSymbol, published: date | None) -> ResolvedTime:
    """A clock time or a count of days: the day that it leans on; "41st day" in the present is print or the eve."""
    day = _single_day(_resolved(symbol.first, published)) if symbol.first is not None else None
    value = open_value(symbol)
    if day is not None:
        return ResolvedTime(value=timed(day.isoformat(), symbol), span=day.isoformat())
    if symbol.kind == "count" and symbol.unit == "day" and symbol.direction >= 0 and published is not None:
        return ResolvedTime(value=value, span=edtf(published - timedelta(days=1), published))
    return ResolvedTime(value=value, span=None)


def _range(first: TimeSymbol, last: TimeSymbol, published: date | None) -> ResolvedTime:
    """From the first day of one to the last day of the other, the second never before the first."""
    a, b = _resolved(first, published), _resolved(last, published)
    x, y = span_days(a.span), span_days(b.span)
    if x is not None and y is not None and y[1] < x[0]:
        if last.kind == "weekday":
            later = x[0] + timedelta(days=((last.weekday or 0) - x[0].weekday()) % 7)
            b = ResolvedTime(value=timed(later.isoformat(), last), span=later.isoformat())
        elif last.year is None and published is not None:
            return _range(first, replace(_filled(last, x[0]), direction=0), published)
        y = span_days(b.span)
    span = None
    if a.span is not None and b.span is not None and x is not None and y is not None and x[0] <= y[1]:
        ends = a.span.split("/")[0], b.span.split("/")[-1]  # years stay years, months months
        span = ends[0] if ends[0] == ends[1] else "/".join(ends)
    return ResolvedTime(value=f"{a.value}/{b.value}", span=span)


def _night(symbol: TimeSymbol, published: date | None) -> ResolvedTime:
    """A night with two dates: the value is that of the evening, the days are both."""
    if symbol.first is None or symbol.last is None:
        return ResolvedTime(value=open_value(symbol), span=None)
    evening = _resolved(symbol.first, published)
    return replace(_range(symbol.first, symbol.last, published), value=evening.value)


def _event(symbol: TimeSymbol, published: date | None) -> ResolvedTime:
    """As "the next day", "two weeks before", "that month": counted from the day it leans on; without one, open."""
    if symbol.amount is None or symbol.unit is None or symbol.first is None:
        open_ = replace(symbol, kind="vague") if symbol.amount is None and symbol.of is None else symbol
        return ResolvedTime(value=open_value(open_), span=None)
    days = span_days(_resolved(symbol.first, published).span)
    small = symbol.unit in ("second", "minute", "hour", "day") or (
        symbol.unit in ("week", "fortnight") and symbol.direction
    )
    wide = days is not None and (days[1] - days[0]).days > WIDEST.get(symbol.unit, LONGEST)
    if days is None or wide or (small and days[0] != days[1]):
        return ResolvedTime(value=open_value(symbol), span=None)
    day = _shift(days[0], symbol.amount, symbol.unit)
    ahead = published is not None and days[0] <= published < day and symbol.direction > 0
    if ahead and symbol.unit in ("month", "year", "decade", "century"):
        return ResolvedTime(value=open_value(symbol), span=None)  # "two years later" is told, not foretold
    if symbol.unit == "weekend":
        return _weekend(TimeSymbol(kind="offset", amount=0.0, unit="weekend"), day)
    if not small:
        return unit_around(day, symbol.unit)
    if symbol.unit in ("second", "minute", "hour"):
        return ResolvedTime(value=open_value(symbol), span=day.isoformat())
    return ResolvedTime(value=timed(day.isoformat(), symbol), span=day.isoformat())
