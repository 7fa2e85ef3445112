"""Undated reports that bear on each other, and the running things they count, solved together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.link.constraint import ORIGIN, Conflict, Constraint
from standoff.link.counting import of_counts
from standoff.link.dating import of_beginnings, of_datelines, of_dates, of_own_weekdays, of_weekdays
from standoff.link.network import Solution, solve
from standoff.link.same_news import News, of_same_news
from standoff.link.trusted import Known
from standoff.link.world import CORRECTED, COUNT, Interval, State, World, point

_ROUNDS = 6
"""Solutions after which no further clue is waited for; two or three are the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The solution of one cluster: intervals by point, conflicts, and what led to each constraint and each interval."""

    intervals: Mapping[str, Interval]
    conflicts: tuple[Conflict, ...]
    solution: Solution
    premises: Mapping[str, tuple[str, ...]]

    def reasons(self, report_id: str) -> tuple[str, ...]:
        """The sentences that lead to both ends of the interval of a report, known dates first, each once."""
        where, steps = point(report_id), list[str]()
        for constraint in (*self.solution.lower_path[where], *self.solution.upper_path[where]):
            steps += [*self.premises.get(constraint.key, ()), constraint.why]
        return tuple(dict.fromkeys(steps))


def solve_cluster(
    names: Sequence[str], fixed: Sequence[Constraint], files: Sequence[Constraint], world: World, news: News
) -> Solved:
    """Solve `fixed` and what the clues of the undated reports `names` add, until nothing more is added.

    `files` are added in the end, for the reports that are still without a date.
    """
    before: frozenset[Constraint] = frozenset()
    solution = solve(fixed)
    premises: dict[str, tuple[str, ...]] = {}
    for _ in range(_ROUNDS):
        intervals = {name: solution.intervals.get(point(name), (None, None)) for name in names}
        made = frozenset(_inferred(State(world=world, names=names, intervals=intervals), news))
        if made == before:
            break
        for constraint in made:
            premises.setdefault(constraint.key, _premises(constraint, solution))
        before, solution = made, solve([*fixed, *made])
    wanting = [c for c in files if None in solution.intervals.get(c.b, (None, None))]
    if wanting:
        solution = solve([*fixed, *before, *wanting])
    return Solved(intervals=solution.intervals, conflicts=solution.conflicts, solution=solution, premises=premises)


def _inferred(state: State, news: News) -> Iterator[Constraint]:
    """All constraints that the clues make in this state of knowledge."""
    yield from of_dates(state)
    yield from of_datelines(state)
    yield from of_weekdays(state)
    yield from of_own_weekdays(state)
    yield from of_beginnings(state)
    yield from of_counts(state)
    yield from of_same_news(state, news)


def _premises(constraint: Constraint, solution: Solution) -> tuple[str, ...]:
    """What narrowed the interval of a report before a constraint could be made that rests on it."""
    if constraint.a != ORIGIN or constraint.firmness >= COUNT or constraint.b not in solution.intervals:
        return ()
    paths = (solution.lower_path[constraint.b], solution.upper_path[constraint.b])
    return tuple(dict.fromkeys(c.why for path in paths for c in path))


def of_known(known: Mapping[str, Known], names: Iterable[str]) -> Iterator[Constraint]:
    """The known dates of these reports; those without any are left out."""
    for name in sorted(set(names)):
        k = known.get(name)
        if k is not None:
            yield Constraint(
                a=ORIGIN,
                b=point(name),
                low=k.first.toordinal(),
                high=k.last.toordinal(),
                firmness=k.firmness if k.first == k.last else CORRECTED,
                why=k.why,
                key=f"known {name}",
            )
