"""Clues turned into constraints between publication days, calendar days and the starts of running things.

Weekdays and dates without a year allow many days and no interval; they are used once other constraints have left
only one of these days, so `chronology` calls here again with the intervals of the last solution until nothing is
added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from standoff.link.clues import Clues, CountClue, DateClue, WeekdayClue
from standoff.link.network import ORIGIN, Constraint
from standoff.record import Copy

GIVEN, STAMP, PAST_DATE, WIRE, COUNT, YEARLESS, TOLD_TOGETHER, NEWS, SAME_DAY = 100, 80, 60, 55, 50, 45, 40, 30, 10
"""Firmness: what a user said, the stamp or printed date, a full date told as past or coming, shared wire copy, day
counts, a date whose year was worked out, the same happening told elsewhere, that news is at most two days old, that
wire copy runs the same or next day."""

WIRE_DAYS, NEWS_DAYS = 2, 2
_SPAN_SLACK = 45
"""Days beyond the record's dated reports in which a date without a year may still lie."""
_FEW, _SHORT_RECORD = 7, 90
"""A count below `_FEW` dates a report only in a record of at most `_SHORT_RECORD` days: small counts recur."""

_ALSO, _MANY = {"protest": "strike", "strike": "protest"}, 14
"""Kinds that one outlet counts under the one name and another under the other; only long counts tell them apart
from chance."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Interval = tuple[int | None, int | None]


def point(report_id: str) -> str:
    """The point in the network that is the publication day of a report."""
    return f"published {report_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known when constraints are made: clues and intervals by report id, and which reports are dated.

    `dated` holds the day of every report whose date is given, stamped or printed.
    """

    clues: Mapping[str, Clues]
    dated: Mapping[str, date]
    intervals: Mapping[str, Interval]

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the dated reports."""
        return (min(self.dated.values()), max(self.dated.values())) if self.dated else None


def of_copies(copies: Sequence[Copy]) -> Iterator[Constraint]:
    """Wire copy is printed within two days, most of it on the same or the next."""
    for copy in copies:
        if copy.kind == "wire":
            a, b = copy.reports
            passages = f"{len(copy.passages)} passage{'s' if len(copy.passages) > 1 else ''}"
            why = f"{a} shares {passages} with {b}: within two days of it"
            yield _bounds(point(a), point(b), -WIRE_DAYS, WIRE_DAYS, WIRE, why, f"wire {a} {b}")
            soft = f"{a} and {b} share wire copy: the same or the next day"
            yield _bounds(point(a), point(b), -1, 1, SAME_DAY, soft, f"wire {a} {b} soft")


def of_dates(state: State) -> Iterator[Constraint]:
    """Dates told as past lie before publication, coming ones after it; undated reports only."""
    for name, clues in _undated(state):
        same = _year_of_same_dates(name, state)
        for n, clue in enumerate(clues.dates):
            tense = -1 if clue.caption else clue.tense
            if not tense:
                continue
            day, firmness = _day_of(clue, tense, state.intervals.get(name, (None, None)), state, same)
            if day is not None:
                yield from _one_date(name, clue, day, tense, min(firmness, COUNT - 1 if clue.caption else 99), n)


def _one_date(name: str, clue: DateClue, day: date, tense: int, firmness: int, n: int) -> Iterator[Constraint]:
    ordinal = day.toordinal()
    if tense < 0:
        how = "a picture of" if clue.caption else "tells of"
        why = f"{name} {how} “{clue.quote}” ({day.isoformat()}) as past: not before it"
        yield _bounds(ORIGIN, point(name), ordinal, None, firmness, why, f"date {name} {n}")
        if clue.lead:
            why = f"{name} begins with the news of “{clue.quote}” ({day.isoformat()}): at most two days after it"
            yield _bounds(ORIGIN, point(name), ordinal, ordinal + NEWS_DAYS, NEWS, why, f"news {name} {n}")
    else:
        why = f"{name} tells of “{clue.quote}” ({day.isoformat()}) as still to come: not after it"
        yield _bounds(ORIGIN, point(name), None, ordinal, firmness, why, f"date {name} {n}")


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
    mine = {(d.month, d.day) for d in state.clues[name].dates if d.year is None}
    years: set[int] = set()
    for other, day in state.dated.items():
        theirs = {(d.month, d.day): d for d in state.clues[other].dates if d.year is None}
        shared = mine & set(theirs)
        if len(shared) >= 2:
            years |= {nearest_year(theirs[s], day).year for s in shared}
    return years.pop() if len(years) == 1 else None


def nearest_year(clue: DateClue, around: date) -> date:
    """The day of a clue without a year that is nearest to `around`."""
    years = (around.year - 1, around.year, around.year + 1)
    days = [d for y in years if (d := clue.in_year(y)) is not None]
    return min(days, key=lambda d: abs((d - around).days), default=around)


def of_datelines(state: State) -> Iterator[Constraint]:
    """A date at the head without a year, as in `PORTSIDE, April 30 -`: the day the report was published."""
    for name, clues in _undated(state):
        clue = clues.dateline
        if clue is None:
            continue
        day, _ = _day_of(clue, -1, state.intervals.get(name, (None, None)), state, None)
        if day is not None:
            why = f"{name} is headed “{clue.quote}” ({day.isoformat()})"
            first = day.toordinal()
            yield _bounds(ORIGIN, point(name), first, first, YEARLESS + 1, why, f"dateline {name}")


def of_weekdays(state: State) -> Iterator[Constraint]:
    """The weekday of the lead, once the interval leaves but one such day: news is at most two days old."""
    for name, clues in _undated(state):
        clue = clues.lead_weekday
        low, high = state.intervals.get(name, (None, None))
        if clue is None or low is None or high is None or high - low > 9:
            continue
        days = [d for d in range(low - NEWS_DAYS, high + 1) if date.fromordinal(d).weekday() == clue.weekday]
        if len(days) == 1:
            day = date.fromordinal(days[0]).isoformat()
            why = f"{name} begins with the news of “{clue.quote}”, which was {day}: at most two days after it"
            yield _bounds(ORIGIN, point(name), days[0], days[0] + NEWS_DAYS, NEWS, why, f"lead {name}")


def of_own_weekdays(state: State) -> Iterator[Constraint]:
    """The weekday of publication ("last night, Wednesday"), once the interval holds but one such day."""
    for name, clues in _undated(state):
        low, high = state.intervals.get(name, (None, None))
        if clues.own_weekday is None or low is None or high is None or high - low > 9:
            continue
        quote, weekday = clues.own_weekday
        days = [d for d in range(low, high + 1) if date.fromordinal(d).weekday() == weekday]
        if len(days) == 1:
            why = f"{name} says “{quote}”: published on a {WEEKDAYS[weekday]}, {date.fromordinal(days[0]).isoformat()}"
            yield _bounds(ORIGIN, point(name), days[0], days[0], NEWS, why, f"own weekday {name}")


def of_beginnings(state: State) -> Iterator[Constraint]:
    """`The strike begins this Friday` and `from 25 to 30 July`: a week at most before a 25 July that is a Friday.

    Only when the report names one such day, and exactly one year near the dated reports fits.
    """
    for name, clues in _undated(state):
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
            yield _bounds(ORIGIN, point(name), day.toordinal() - 6, day.toordinal(), NEWS, why, f"beginning {name}")


def day_of_weekday(clue: WeekdayClue, published: date) -> date:
    """The day that a past or coming weekday means in a report published on `published`; its own day included."""
    back = (published.weekday() - clue.weekday) % 7
    if clue.tense > 0:
        return published + timedelta(days=(7 - back) % 7)
    return published - timedelta(days=back)


def of_counts(state: State) -> Iterator[Constraint]:
    """Day counts of one kind of running thing, held against each other through the day on which it began.

    Dated reports whose counts agree on a start within three days speak of one thing. An undated report is tied to
    it when it is the only one, or the only one that fits what else is known of that report. A protest may be
    counted as the strike that it is, and the other way round, when the weekday of the lead bears it out.
    """
    kinds = sorted({c.kind for clues in state.clues.values() for c in clues.counts})
    groups = {kind: count_groups(kind, state) for kind in kinds}
    for kind in kinds:
        for k, group in enumerate(groups[kind]):
            for name, clue in group:
                yield _count(name, clue, _start(kind, k), state)
    for name, clues in _undated(state):
        for clue in clues.counts:
            kind, other = clue.kind, _ALSO.get(clue.kind, clue.kind)
            only = _only_group(name, clue, groups[kind], state)
            if only is not None:
                yield _count(name, clue, _start(kind, only), state)
            elif not groups[kind] and other in groups and clue.number >= _MANY:
                only = _only_group(name, clue, groups[other], state)
                if only is not None and _borne_out(clues, clue, groups[other][only], state):
                    yield _count(name, clue, _start(other, only), state)


def _start(kind: str, number: int) -> str:
    """The point that is the day before which a running thing had not begun."""
    return f"start of {kind} {number}"


def _borne_out(clues: Clues, clue: CountClue, group: list[tuple[str, CountClue]], state: State) -> bool:
    """Whether the days that the count allows lie in the time of the record, and its lead's weekday is fresh then."""
    lead, span = clues.lead_weekday, state.span
    first, last = _days_of_count(clue, group, state)
    if lead is None or span is None or not 0 <= last - first <= 3:
        return False
    days = [date.fromordinal(d) for d in range(first, last + 1)]
    fresh = any((d.weekday() - lead.weekday) % 7 <= NEWS_DAYS for d in days)
    return fresh and span[0] <= days[-1] and days[0] <= span[1]


def _days_of_count(clue: CountClue, group: list[tuple[str, CountClue]], state: State) -> tuple[int, int]:
    """First and last ordinal day on which the count can have been published, by all counts of the group."""
    starts = [(state.dated[n].toordinal(), bounds_of_count(c, state.dated[n])) for n, c in group]
    return max(day - far for day, (_, far) in starts) + clue.low, min(
        day - near for day, (near, _) in starts
    ) + clue.high


def _count(name: str, clue: CountClue, start: str, state: State) -> Constraint:
    low, high = bounds_of_count(clue, state.dated.get(name))
    day = f"{low}" if low == high else f"{low} or {high}" if high - low == 1 else f"{low} to {high}"
    why = f"{name} speaks of “{clue.quote}” of the {clue.kind}: {day} days after its start"
    return _bounds(start, point(name), low, high, COUNT, why, f"count {name} {clue.number}")


def bounds_of_count(clue: CountClue, published: date | None) -> tuple[int, int]:
    """Days from the start to publication; exact where the count names a weekday and the report has a date."""
    if clue.weekday is None or published is None:
        return clue.low, clue.high
    days = clue.number - 1 + (published.weekday() - clue.weekday) % 7
    return days, days


def count_groups(kind: str, state: State) -> list[list[tuple[str, CountClue]]]:
    """The counts of dated reports, grouped by the start they imply, in time order."""
    counted: list[tuple[int, int, str, CountClue]] = []
    for name, day in state.dated.items():
        for clue in state.clues[name].counts:
            if clue.kind == kind:
                low, high = bounds_of_count(clue, day)
                counted.append((day.toordinal() - high, day.toordinal() - low, name, clue))
    counted.sort(key=lambda c: (c[0], c[1], c[2], c[3].number, c[3].quote))
    groups: list[list[tuple[str, CountClue]]] = []
    reach = 0
    for first, last, name, clue in counted:
        if groups and first <= reach + 3:
            groups[-1].append((name, clue))
            reach = max(reach, last)
        else:
            groups.append([(name, clue)])
            reach = last
    return groups


def _only_group(name: str, clue: CountClue, groups: list[list[tuple[str, CountClue]]], state: State) -> int | None:
    """The number of the one group that this count can belong to, None for none or several."""
    span = state.span
    if span is None or (clue.number < _FEW and (span[1] - span[0]).days > _SHORT_RECORD):
        return None
    low, high = state.intervals.get(name, (None, None))
    fitting: list[int] = []
    for k, group in enumerate(groups):
        starts = [(state.dated[n].toordinal(), bounds_of_count(c, state.dated[n])) for n, c in group]
        start = min(day - far for day, (_, far) in starts)
        last_start = max(day - near for day, (near, _) in starts)
        first, last = start + clue.low, last_start + clue.high
        if (high is None or first <= high + 1) and (low is None or last >= low - 1):
            fitting.append(k)
    return fitting[0] if len(fitting) == 1 else None


def _undated(state: State) -> Iterator[tuple[str, Clues]]:
    for name in sorted(state.clues):
        if name not in state.dated:
            yield name, state.clues[name]


def _bounds(a: str, b: str, low: int | None, high: int | None, firmness: int, why: str, key: str) -> Constraint:
    return Constraint(a=a, b=b, low=low, high=high, firmness=firmness, why=why, key=key)
