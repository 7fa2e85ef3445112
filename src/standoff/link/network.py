"""A Simple Temporal Network over whole days: what is the earliest and latest day that each point can have?

Constraints `low <= b - a <= high` between points, as in Dechter, Meiri & Pearl, *Temporal constraint networks*,
Artificial Intelligence 49 (1991); shortest paths in the distance graph give every point its tightest interval.

Constraints are admitted firmest first; one that cannot hold together with those admitted before it is let go, and
the negative cycle that it closes names the constraints it fails with. So what is kept is a function of the set
alone, and what is let go is always the softest of its cycle. Admission is by difference-constraint propagation with
a queue that starts from the last feasible days (Ramalingam, Song, Joskowicz & Miller, *Solving systems of difference
constraints incrementally*, Algorithmica 23, 1999), all at once, and one by one where not all can hold; whether they
can is seen by walking up the graph of parents whenever a path's length reaches a power of two (amortized search;
Cherkassky & Goldberg, *Negative-cycle detection algorithms*, Mathematical Programming 85, 1999). Intervals then come
from Dijkstra's algorithm on lengths made non-negative by the feasible days (Johnson 1977).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.link.constraint import ORIGIN, Conflict, Constraint
from standoff.link.difference import Net

__all__ = ["ORIGIN", "Conflict", "Constraint", "Solution", "solve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The tightest interval of every point, in days from `ORIGIN`; None for a side that nothing bounds.

    `upper_path` and `lower_path` hold the constraints whose sum gives the latest and the earliest day of a point,
    in order from the calendar to the point; they are put together when asked for.
    """

    intervals: Mapping[str, tuple[int | None, int | None]]
    upper_path: Mapping[str, tuple[Constraint, ...]]
    lower_path: Mapping[str, tuple[Constraint, ...]]
    conflicts: tuple[Conflict, ...]
    kept: tuple[Constraint, ...]


def solve(constraints: Iterable[Constraint]) -> Solution:
    """The tightest interval of every point that the constraints name, after the softest of each conflict gave way.

    The result is a function of the set of constraints: order and duplicates change nothing. Each connected part of
    the network is solved by itself; the calendar, and points whose day is known more firmly than anything else, join
    no parts. A part that does not touch `ORIGIN` has no bounds but may have conflicts. Intervals of n points under m
    constraints are found in O((m + n) log n) once the constraints are in.
    """
    ordered = sorted(set(constraints), key=lambda c: c.rank, reverse=True)
    pins = _pins(ordered)
    intervals: dict[str, tuple[int | None, int | None]] = {ORIGIN: (0, 0)}
    upper, lower = _Paths(), _Paths()
    conflicts: set[Conflict] = set()
    kept: set[Constraint] = set(pins.values())
    for point, pin in pins.items():
        intervals[point] = (pin.low, pin.high)
        upper.whole[point] = lower.whole[point] = (pin,)
    upper.whole[ORIGIN] = lower.whole[ORIGIN] = ()
    for part in _parts(ordered, pins):
        net = Net(part)
        conflicts.update(net.admit(part))
        kept.update(net.held())
        if ORIGIN in net.number:
            latest, over = net.shortest()
            earliest, under = net.shortest(back=True)
        else:
            latest, earliest, over, under = {}, {}, {}, {}
        for point, n in net.number.items():
            if point != ORIGIN and point not in pins:
                intervals[point] = (-earliest[n] if n in earliest else None, latest.get(n))
                upper.parts[point], lower.parts[point] = (net, over, False), (net, under, True)
    return Solution(
        intervals=dict(sorted(intervals.items())),
        upper_path=upper,
        lower_path=lower,
        conflicts=tuple(sorted(conflicts, key=lambda c: c.dropped.rank, reverse=True)),
        kept=tuple(sorted(kept, key=lambda c: c.rank)),
    )


def _pins(constraints: Sequence[Constraint]) -> dict[str, Constraint]:
    """The points whose day is fixed, by one constraint each that is firmer than all that fix none."""
    top = max((c.firmness for c in constraints if not c.fixed), default=-1)
    found: dict[str, Constraint] = {}
    twice: set[str] = set()
    for c in constraints:
        if c.fixed:
            twice.update([c.b] if c.b in found else [])
            found.setdefault(c.b, c)
    return {p: c for p, c in found.items() if c.firmness > top and p not in twice}


def _parts(constraints: Sequence[Constraint], pins: Mapping[str, Constraint]) -> Iterator[list[Constraint]]:
    """The constraints by connected part, firmest first, each with the pins that it touches."""
    leader: dict[str, str] = {}

    def root(point: str) -> str:
        leader.setdefault(point, point)
        while leader[point] != point:
            leader[point] = leader[leader[point]]
            point = leader[point]
        return point

    free = [(c, [p for p in (c.a, c.b) if p != ORIGIN and p not in pins]) for c in constraints]
    for _, points in free:
        if len(points) == 2:
            low, high = sorted((root(points[0]), root(points[1])))
            leader[high] = low
    groups: dict[str, list[Constraint]] = defaultdict(list)
    for n, (c, points) in enumerate(free):
        if points:
            groups[root(points[0])].append(c)
        elif not (c.fixed and pins.get(c.b) == c):
            groups[f"\0{n:09}"].append(c)
    for name in sorted(groups):
        held = {pins[p] for c in groups[name] for p in (c.a, c.b) if p in pins}
        yield sorted([*groups[name], *held], key=lambda c: c.rank, reverse=True)


class _Paths(Mapping[str, tuple[Constraint, ...]]):
    """The constraints that lead from the calendar to each point, walked when asked for."""

    def __init__(self) -> None:
        self.whole: dict[str, tuple[Constraint, ...]] = {}
        self.parts: dict[str, tuple[Net, dict[int, int], bool]] = {}

    def __getitem__(self, point: str) -> tuple[Constraint, ...]:
        if point in self.whole:
            return self.whole[point]
        net, parent, back = self.parts[point]
        steps, n = [], net.number[point]
        while n in parent:
            edge = parent[n]
            steps.append(net.constraint[edge])
            n = net.target[edge] if back else net.source[edge]
        return tuple(reversed(steps))

    def __iter__(self) -> Iterator[str]:
        return iter(sorted([*self.whole, *self.parts]))

    def __len__(self) -> int:
        return len(self.whole) + len(self.parts)
