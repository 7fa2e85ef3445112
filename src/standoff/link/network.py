"""A Simple Temporal Network over whole days: what is the earliest and latest day that each point can have?

Constraints `low <= b - a <= high` between points, as in Dechter, Meiri & Pearl, *Temporal constraint networks*,
Artificial Intelligence 49 (1991); shortest paths in the distance graph give every point its tightest interval.
Paths are found by Bellman-Ford with a queue, and a negative cycle is looked for by walking up the graph of parents
whenever the number of edges to a point reaches a power of two (amortized search; Cherkassky & Goldberg,
*Negative-cycle detection algorithms*, Mathematical Programming 85, 1999). On a negative cycle the softest constraint
of it gives way.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ORIGIN = "the calendar"
"""The point from which calendar days are counted: its day is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """`low <= b - a <= high` in days; a bound may be None.

    `firmness` tells which of several constraints that cannot all hold gives way: the smallest. `why` is a plain
    sentence for the reader, `key` names the constraint and breaks ties, so that the result never depends on order.
    """

    a: str
    b: str
    low: int | None
    high: int | None
    firmness: int
    why: str
    key: str

    @property
    def rank(self) -> tuple[int, str, str, str, int, int]:
        """Softest first; total over all constraints that differ."""
        low, high = -(10**9) if self.low is None else self.low, 10**9 if self.high is None else self.high
        return (self.firmness, self.key, self.a, self.b, low, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Constraints that cannot all hold (a negative cycle), and the one of them that gave way."""

    cycle: tuple[Constraint, ...]
    dropped: Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The tightest interval of every point, in days from `ORIGIN`; None for a side that nothing bounds.

    `upper_path` and `lower_path` hold the constraints whose sum gives the latest and the earliest day of a point,
    in order from the calendar to the point.
    """

    intervals: Mapping[str, tuple[int | None, int | None]]
    upper_path: Mapping[str, tuple[Constraint, ...]]
    lower_path: Mapping[str, tuple[Constraint, ...]]
    conflicts: tuple[Conflict, ...]
    kept: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    """`target - source <= weight`, from one side of a constraint."""

    source: str
    target: str
    weight: int
    constraint: Constraint


def solve(constraints: Iterable[Constraint]) -> Solution:
    """The tightest interval of every point that the constraints name, after the softest of each conflict gave way.

    The result is a function of the set of constraints: order and duplicates change nothing. Each connected part of
    the network is solved by itself; a part that does not touch `ORIGIN` has no bounds but may have conflicts.
    Worst case O(conflicts * points * constraints).
    """
    ordered = sorted(set(constraints), key=lambda c: c.rank)
    intervals: dict[str, tuple[int | None, int | None]] = {ORIGIN: (0, 0)}
    upper: dict[str, tuple[Constraint, ...]] = {ORIGIN: ()}
    lower: dict[str, tuple[Constraint, ...]] = {ORIGIN: ()}
    conflicts: list[Conflict] = []
    kept: list[Constraint] = []
    for component in _components(ordered):
        remaining, found = _made_consistent(component)
        conflicts += found
        kept += remaining
        points = sorted({p for c in component for p in (c.a, c.b)})
        forward = _shortest(_edges(remaining), ORIGIN)
        backward = _shortest([_turned(e) for e in _edges(remaining)], ORIGIN)
        for point in points:
            low, high = backward.day.get(point), forward.day.get(point)
            intervals[point] = (None if low is None else -low, high)
            upper[point] = forward.path(point)
            lower[point] = backward.path(point)
    intervals[ORIGIN], upper[ORIGIN], lower[ORIGIN] = (0, 0), (), ()
    return Solution(
        intervals=dict(sorted(intervals.items())),
        upper_path=upper,
        lower_path=lower,
        conflicts=tuple(conflicts),
        kept=tuple(sorted(kept, key=lambda c: c.rank)),
    )


def _components(constraints: Sequence[Constraint]) -> list[list[Constraint]]:
    """The constraints grouped by connected part, each group in the order given; the calendar joins parts."""
    leader: dict[str, str] = {}

    def root(point: str) -> str:
        leader.setdefault(point, point)
        while leader[point] != point:
            leader[point] = leader[leader[point]]
            point = leader[point]
        return point

    for c in constraints:
        low, high = sorted((root(c.a), root(c.b)))
        leader[high] = low
    groups: dict[str, list[Constraint]] = defaultdict(list)
    for c in constraints:
        groups[root(c.a)].append(c)
    return [groups[name] for name in sorted(groups)]


def _made_consistent(constraints: list[Constraint]) -> tuple[list[Constraint], list[Conflict]]:
    """The constraints less the softest of each negative cycle, and the conflicts, firmest loss first.

    What gave way to one cycle and fits again, because a later cycle took another of its constraints, is put back.
    """
    held = list(constraints)
    lost: list[Conflict] = []
    day: dict[str, int] = {}
    while (cycle := _negative_cycle(held, day)) is not None:
        softest = min(cycle, key=lambda c: c.rank)
        held.remove(softest)
        lost.append(Conflict(cycle=cycle, dropped=softest))
    lost.sort(key=lambda c: c.dropped.rank, reverse=True)
    conflicts: list[Conflict] = []
    for conflict in lost:
        if len(lost) > 1 and _negative_cycle([*held, conflict.dropped], {}) is None:
            held.append(conflict.dropped)
        else:
            conflicts.append(conflict)
    return sorted(held, key=lambda c: c.rank), conflicts


def _edges(constraints: Iterable[Constraint]) -> list[_Edge]:
    """The distance graph: an upper bound runs with the constraint, a lower one against it."""
    edges: list[_Edge] = []
    for c in constraints:
        if c.high is not None:
            edges.append(_Edge(c.a, c.b, c.high, c))
        if c.low is not None:
            edges.append(_Edge(c.b, c.a, -c.low, c))
    return edges


def _turned(edge: _Edge) -> _Edge:
    return _Edge(edge.target, edge.source, edge.weight, edge.constraint)


class _Paths:
    """Shortest distances from a source, and the edges they run over."""

    def __init__(self, day: dict[str, int], parent: dict[str, _Edge]) -> None:
        self.day = day
        self.parent = parent

    def path(self, point: str) -> tuple[Constraint, ...]:
        """The constraints on the way from the source to `point`, empty when it is not reached."""
        steps: list[Constraint] = []
        while point in self.parent and len(steps) <= len(self.parent):
            edge = self.parent[point]
            steps.append(edge.constraint)
            point = edge.source
        return tuple(reversed(steps))


def _shortest(edges: Sequence[_Edge], source: str) -> _Paths:
    """Shortest paths from `source` by Bellman-Ford with a queue, in a graph without negative cycles."""
    leaving: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        leaving[edge.source].append(edge)
    day: dict[str, int] = {source: 0}
    parent: dict[str, _Edge] = {}
    queue, waiting = deque([source]), {source}
    while queue:
        point = queue.popleft()
        waiting.discard(point)
        for edge in leaving[point]:
            reached = day[point] + edge.weight
            if edge.target not in day or reached < day[edge.target]:
                day[edge.target] = reached
                parent[edge.target] = edge
                if edge.target not in waiting:
                    waiting.add(edge.target)
                    queue.append(edge.target)
    return _Paths(day, parent)


def _negative_cycle(constraints: Sequence[Constraint], day: dict[str, int]) -> tuple[Constraint, ...] | None:
    """The constraints of one negative cycle, in order, or None when there is none.

    `day` holds where each point starts, any values, and is left where it came to: whether there is a cycle does not
    depend on it, and a second search that starts where the first ended is short.
    """
    leaving: dict[str, list[_Edge]] = defaultdict(list)
    for edge in _edges(constraints):
        leaving[edge.source].append(edge)
        day.setdefault(edge.source, 0)
        day.setdefault(edge.target, 0)
    points = sorted(leaving)
    parent: dict[str, _Edge] = {}
    length = dict.fromkeys(day, 0)
    queue, waiting, relaxed = deque(points), set(points), 0
    while queue:
        point = queue.popleft()
        waiting.discard(point)
        for edge in leaving[point]:
            if day[point] + edge.weight >= day[edge.target]:
                continue
            day[edge.target] = day[point] + edge.weight
            parent[edge.target] = edge
            length[edge.target] = steps = length[point] + 1
            relaxed += 1
            # Round a negative cycle both numbers grow without end, so that it is met however it is entered.
            look = steps & (steps - 1) == 0 or relaxed % len(points) == 0
            if look and (cycle := _cycle_above(edge.target, parent)) is not None:
                return cycle
            if edge.target not in waiting:
                waiting.add(edge.target)
                queue.append(edge.target)
    return None


def _cycle_above(point: str, parent: Mapping[str, _Edge]) -> tuple[Constraint, ...] | None:
    """The cycle of parents that lies above `point`, its constraints in order; None when the walk ends at a root."""
    seen: set[str] = set()
    while point not in seen:
        if point not in parent:
            return None
        seen.add(point)
        point = parent[point].source
    start, steps = point, []
    while True:
        edge = parent[point]
        steps.append(edge.constraint)
        point = edge.source
        if point == start:
            return tuple(dict.fromkeys(reversed(steps)))
