"""When every report was published and what every time expression means, from all reports of a record together.

Known dates and clues become a Simple Temporal Network (`network`), solved again as long as narrower intervals make
more clues usable. What cannot be dated stays undated; what cannot all be right is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from standoff.link.clues import gather
from standoff.link.dating import (
    COUNT,
    TOLD_TOGETHER,
    Interval,
    State,
    of_beginnings,
    of_copies,
    of_counts,
    of_datelines,
    of_dates,
    of_own_weekdays,
    of_weekdays,
    point,
)
from standoff.link.linked import Chronology, Dating, Resolved
from standoff.link.network import ORIGIN, Conflict, Constraint, Solution, solve
from standoff.link.resolving import resolve_times
from standoff.link.same_news import NewsWords, of_same_news
from standoff.link.trusted import Known, known_dates
from standoff.model import ReadReport
from standoff.record import Copy

_ROUNDS = 6
"""Solutions after which no further clue is waited for; two or three are the rule."""
_INFERRED, _TOLD = 10, 60
"""Widest interval in days that counts as a date inferred, and widest that is told at all."""


def solve_chronology(reports: Sequence[ReadReport], copies: Sequence[Copy]) -> Chronology:
    """Publication dates with reasons, and all time expressions resolved by them.

    The same for any order of `reports` and `copies`.
    """
    ordered = sorted(reports, key=lambda r: r.report.id)
    clues = {read.report.id: gather(read) for read in ordered}
    known = known_dates(ordered, clues)
    fixed = [*_of_known(known), *of_copies(copies)]
    dated = {name: k.first for name, k in known.items() if k.first == k.last}
    news = NewsWords(ordered)
    intervals: Mapping[str, Interval] = {}
    before: frozenset[Constraint] = frozenset()
    solution = solve(fixed)
    premises: dict[str, tuple[str, ...]] = {}
    for _ in range(_ROUNDS):
        intervals = {name: solution.intervals.get(point(name), (None, None)) for name in clues}
        state = State(clues=clues, dated=dated, intervals=intervals)
        made = frozenset([*fixed, *_inferred(state, news)])
        if made == before:
            break
        for constraint in made:
            premises.setdefault(constraint.key, _premises(constraint, solution))
        before, solution = made, solve(made)
    published = {read.report.id: _dating(read, known.get(read.report.id), solution, premises) for read in ordered}
    times: dict[tuple[str, int], Resolved] = {}
    for read in ordered:
        times.update(resolve_times(read, published[read.report.id]))
    return Chronology(published=published, times=times, contradictions=_contradictions(known, solution.conflicts))


def _inferred(state: State, news: NewsWords) -> Iterable[Constraint]:
    """All constraints that the clues make in this state of knowledge."""
    yield from of_dates(state)
    yield from of_datelines(state)
    yield from of_weekdays(state)
    yield from of_own_weekdays(state)
    yield from of_beginnings(state)
    yield from of_counts(state)
    yield from of_same_news(state, news)


def _of_known(known: Mapping[str, Known]) -> Iterable[Constraint]:
    for name, k in sorted(known.items()):
        yield Constraint(
            a=ORIGIN,
            b=point(name),
            low=k.first.toordinal(),
            high=k.last.toordinal(),
            firmness=k.firmness,
            why=k.why,
            key=f"known {name}",
        )


def _premises(constraint: Constraint, solution: Solution) -> tuple[str, ...]:
    """What narrowed the interval of a report before a constraint could be made that rests on it."""
    if constraint.a != ORIGIN or constraint.firmness >= COUNT:
        return ()
    paths = (solution.lower_path.get(constraint.b, ()), solution.upper_path.get(constraint.b, ()))
    return tuple(dict.fromkeys(c.why for path in paths for c in path))


def _dating(
    read: ReadReport, known: Known | None, solution: Solution, premises: Mapping[str, tuple[str, ...]]
) -> Dating:
    """The date of one report with its reasons."""
    name, stamped = read.report.id, read.reading.stamped
    if known is not None and known.first == known.last:
        basis: Literal["given", "inferred", "unknown"] = "inferred" if known.overruled else "given"
        return Dating(earliest=known.first, latest=known.last, basis=basis, stamped=stamped, why=(known.why,))
    low, high = solution.intervals.get(point(name), (None, None))
    if low is None or high is None or high - low > _TOLD or not _is_day(low) or not _is_day(high):
        why = (f"nothing in the record fixes when {name} was published",)
        return Dating(earliest=None, latest=None, basis="unknown", stamped=stamped, why=why)
    earliest, latest = date.fromordinal(low), date.fromordinal(high)
    basis = "inferred" if high - low <= _INFERRED else "unknown"
    return Dating(
        earliest=earliest, latest=latest, basis=basis, stamped=stamped, why=_reasons(name, solution, premises)
    )


def _is_day(ordinal: int) -> bool:
    return date.min.toordinal() <= ordinal <= date.max.toordinal()


def _reasons(name: str, solution: Solution, premises: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The sentences that lead to both ends of the interval, known dates first, each once."""
    where = point(name)
    steps: list[str] = []
    for constraint in (*solution.lower_path[where], *solution.upper_path[where]):
        steps += [*premises.get(constraint.key, ()), constraint.why]
    return tuple(dict.fromkeys(steps))


def _contradictions(known: Mapping[str, Known], conflicts: Sequence[Conflict]) -> tuple[str, ...]:
    """Stamps that were overruled, and what gave way in the network; soft expectations are not worth telling."""
    told = [k.overruled for _, k in sorted(known.items()) if k.overruled]
    for conflict in conflicts:
        if conflict.dropped.firmness >= TOLD_TOGETHER:
            others = "; ".join(dict.fromkeys(c.why for c in conflict.cycle if c != conflict.dropped))
            told.append(f"{conflict.dropped.why}, which does not fit: {others}")
    return tuple(dict.fromkeys(told))
