"""What is known before anything is inferred: known dates, how long things have run by them, how firm that is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from standoff.link.clues import Clues, CountClue, DateClue, RunClue, WeekdayClue
from standoff.link.constraint import Constraint
from standoff.record import Evidence

GIVEN, STAMP, CORRECTED, PAST_DATE, WIRE, COUNT = 100, 80, 70, 60, 55, 50
YEARLESS, TOLD_TOGETHER, ROUGH, NEWS, SAME_DAY, FILE = 45, 40, 35, 30, 10, 5
"""Firmness: what a user said, the stamp or printed date, what the text makes of a wrong one, a full date told as past
or coming, shared wire copy, day counts; a date whose year was worked out, the same happening told elsewhere, lengths
in weeks, that news is at most two days old, that wire copy runs the same or next day, when a file was last changed."""

_LONGEST = 800
"""Days back to which a told beginning or end is that of a thing still in the news."""

Interval = tuple[int | None, int | None]


def point(report_id: str) -> str:
    """The point in the network that is the publication day of a report."""
    return f"published {report_id}"


Members = list[tuple[str, CountClue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is known before anything is inferred, by report id, and ways to look it up.

    `dated` holds the day of every report whose date is given, stamped or printed, `groups` what these say of how long
    things have run, by kind and start. `span` is the first and last day of the dated reports,
    `naming` leads from a month and day to the dated reports that name it without a year.
    """

    clues: Mapping[str, Clues]
    dated: Mapping[str, date]
    groups: Mapping[str, list[Members]]
    span: tuple[date, date] | None
    naming: Mapping[tuple[int, int], Collection[str]]


def yearless(clues: Clues) -> set[tuple[int, int]]:
    """The months and days that a report names without a year."""
    return {(d.month, d.day) for d in clues.dates if d.year is None}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The world, the undated reports that are looked at, and their intervals so far."""

    world: World
    names: Collection[str]
    intervals: Mapping[str, Interval]

    @property
    def clues(self) -> Mapping[str, Clues]:
        """Clues by report id."""
        return self.world.clues

    @property
    def dated(self) -> Mapping[str, date]:
        """Known days by report id."""
        return self.world.dated

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the dated reports."""
        return self.world.span


def nearest_year(clue: DateClue, around: date) -> date:
    """The day of a clue without a year that is nearest to `around`."""
    years = (around.year - 1, around.year, around.year + 1)
    days = [d for y in years if (d := clue.in_year(y)) is not None]
    return min(days, key=lambda d: abs((d - around).days), default=around)


def day_of_weekday(clue: WeekdayClue, published: date) -> date:
    """The day that a past or coming weekday means in a report published on `published`; its own day included."""
    back = (published.weekday() - clue.weekday) % 7
    if clue.tense > 0:
        return published + timedelta(days=(7 - back) % 7)
    return published - timedelta(days=back)


def counted(clues: Clues, published: date) -> tuple[CountClue, ...]:
    """What a report published on that day says of how long things have run, told beginnings and ends among it."""
    found = list(clues.counts)
    for run in clues.runs:
        end = day_of_run(run, published)
        if end is not None and not -1 <= (published - end).days <= _LONGEST:
            continue
        if run.days is None and end is not None:
            # Whether the day on which it began counts is nowhere agreed.
            low, high = ((published - end).days + step for step in (-1, 1))
        elif run.days is not None and end is not None:
            low, high = ((published - end).days + run.days + step for step in (-1, 1))
        elif run.days is not None:
            low, high = run.days - 1, run.days + 3
        else:
            continue
        number = max(1, high) if run.days is None else run.days
        told: Literal["start", "over"] = "start" if run.days is None else "over"
        found.append(
            CountClue(
                quote=run.quote,
                kind=run.kind,
                number=number,
                low=low,
                high=high,
                wide=end is None,
                told=told,
                start=run.start,
                end=run.end,
            )
        )
    return tuple(found)


def day_of_run(run: RunClue, published: date) -> date | None:
    """The day that a run began or was over, as a report of that date means it."""
    if isinstance(run.day, DateClue):
        return run.day.in_year(run.day.year) if run.day.year else nearest_year(run.day, published)
    return None if run.day is None else day_of_weekday(run.day, published)


def bounds_of_count(clue: CountClue, published: date | None) -> tuple[int, int]:
    """Days from the start to publication; exact where the count names a weekday and the report has a date."""
    if clue.weekday is None or published is None:
        return clue.low, clue.high
    days = clue.number - 1 + (published.weekday() - clue.weekday) % 7
    return days, days


def starts_of(members: Iterable[tuple[str, CountClue]], dated: Mapping[str, date]) -> list[tuple[int, int]]:
    """First and last ordinal day of the start, by each count."""
    found = []
    for name, clue in members:
        low, high = bounds_of_count(clue, dated[name])
        found.append((dated[name].toordinal() - high, dated[name].toordinal() - low))
    return found


def count_groups(members: Iterable[tuple[str, CountClue]], dated: Mapping[str, date]) -> list[Members]:
    """Counts of one kind in dated reports, grouped by the start they imply, in time order.

    A rough count makes no group; it joins the one that it fits when it fits no other.
    """
    told = list(members)
    placed = [(*start, name, clue) for start, (name, clue) in zip(starts_of(told, dated), told, strict=True)]
    placed.sort(key=lambda c: (c[0], c[1], c[2], c[3].number, c[3].quote, c[3].told))
    groups: list[Members] = []
    spans: list[tuple[int, int]] = []
    for first, last, name, clue in placed:
        if clue.wide:
            continue
        if groups and first <= spans[-1][1] + 3:
            groups[-1].append((name, clue))
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            groups.append([(name, clue)])
            spans.append((first, last))
    for first, last, name, clue in placed:
        fitting = [k for k, span in enumerate(spans) if first <= span[1] and span[0] <= last] if clue.wide else []
        if len(fitting) == 1:
            groups[fitting[0]].append((name, clue))
    return groups


def undated(state: State) -> Iterator[tuple[str, Clues]]:
    """The undated reports that are looked at, with their clues."""
    for name in sorted(state.names):
        yield name, state.clues[name]


def bounds(
    a: str,
    b: str,
    low: int | None,
    high: int | None,
    firmness: int,
    why: str,
    key: str,
    *,
    at: Evidence | None = None,
    says: str = "",
) -> Constraint:
    """The constraint that the day of `b` is `low` to `high` days after that of `a`, resting on the passage `at`."""
    evidence = () if at is None else (at,)
    return Constraint(a=a, b=b, low=low, high=high, firmness=firmness, why=why, key=key, evidence=evidence, says=says)
