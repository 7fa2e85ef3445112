"""Difference constraints taken in one after another, and shortest paths under them; see `network` for the methods."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from standoff.link.constraint import FAR, ORIGIN, Conflict, Constraint

_BLOCK = 256
"""Constraints of which not all can hold are tried one by one when they are no more than so many."""


def _is_impossible(c: Constraint) -> bool:
    """Whether no two days satisfy the constraint, whatever else is known."""
    low, high = (-FAR if c.low is None else c.low), (FAR if c.high is None else c.high)
    return low > high or (c.a == c.b and not low <= 0 <= high)


class Net:
    """The distance graph of one part: `day[target] - day[source] <= weight` for every edge.

    An upper bound runs with its constraint, a lower one against it. `day` is feasible for all edges at all times.
    """

    def __init__(self, part: Sequence[Constraint]) -> None:
        self.number = {p: n for n, p in enumerate(sorted({p for c in part for p in (c.a, c.b)}))}
        self.source: list[int] = []
        self.target: list[int] = []
        self.weight: list[int] = []
        self.constraint: list[Constraint] = []
        self.leaving: list[list[int]] = [[] for _ in self.number]
        self.day = self._guess(part)

    def _guess(self, part: Sequence[Constraint]) -> list[int]:
        """A day for each point that satisfies a spanning tree of the firmest constraints: what is left is little."""
        leader = list(range(len(self.number)))
        beside: list[list[tuple[int, int]]] = [[] for _ in leader]
        for c in part:
            low, high = (c.high if c.low is None else c.low), (c.low if c.high is None else c.high)
            if low is None or high is None:
                continue
            a, b = self.number[c.a], self.number[c.b]
            roots = []
            for n in (a, b):
                while leader[n] != n:
                    leader[n] = leader[leader[n]]
                    n = leader[n]
                roots.append(n)
            if roots[0] != roots[1]:
                leader[max(roots)] = min(roots)
                step = (low + high) // 2
                beside[a].append((b, step))
                beside[b].append((a, -step))
        day = [0] * len(leader)
        seen = [False] * len(leader)
        for root in range(len(leader)):
            waiting = [] if seen[root] else [root]
            seen[root] = True
            while waiting:
                n = waiting.pop()
                for other, step in beside[n]:
                    if not seen[other]:
                        seen[other] = True
                        day[other] = day[n] + step
                        waiting.append(other)
        return day

    def admit(self, part: Sequence[Constraint]) -> Iterator[Conflict]:
        """Take in the constraints in the order given; what cannot hold with those before it is left out and told."""
        at, size = 0, len(part)
        while at < len(part):
            block = part[at : at + size]
            if self._add_all(block):
                size *= 2
            elif size > _BLOCK:
                size = max(_BLOCK, size // 8)
                continue
            else:
                for c in block:
                    cycle = (c,) if _is_impossible(c) else self._take_in([c])
                    if cycle:
                        yield Conflict(cycle=cycle, dropped=c)
            at += len(block)

    def held(self) -> set[Constraint]:
        """The constraints taken in that bound anything."""
        return set(self.constraint)

    def _add_all(self, block: Sequence[Constraint]) -> bool:
        """Take in all of `block`, or none of it where it cannot all hold."""
        return self._take_in(block) is None

    def _take_in(self, block: Sequence[Constraint]) -> tuple[Constraint, ...] | None:
        """Take in all of `block`; or none of it, and the negative cycle that it would close."""
        first = len(self.source)
        for c in block:
            self._edges(c)
        saved: dict[int, int] = {}
        cycle = self._propagate(first, saved)
        if cycle is not None:
            for n, day in saved.items():
                self.day[n] = day
            self._take_back(first)
        return cycle

    def _edges(self, c: Constraint) -> None:
        a, b = self.number[c.a], self.number[c.b]
        if c.high is not None:
            self._edge(a, b, c.high, c)
        if c.low is not None:
            self._edge(b, a, -c.low, c)

    def _take_back(self, first: int) -> None:
        """Take out all edges from number `first` on."""
        for n in reversed(range(first, len(self.source))):
            self.leaving[self.source[n]].pop()
        for column in (self.source, self.target, self.weight, self.constraint):
            del column[first:]

    def _edge(self, source: int, target: int, weight: int, constraint: Constraint) -> None:
        self.leaving[source].append(len(self.source))
        self.source.append(source)
        self.target.append(target)
        self.weight.append(weight)
        self.constraint.append(constraint)

    def _propagate(self, first: int, saved: dict[int, int]) -> tuple[Constraint, ...] | None:
        """Make `day` feasible for the edges from number `first` on, or find a negative cycle.

        Days as they were go to `saved`. Where but one edge is not satisfied, every cycle goes through its source.
        """
        day, target, weight = self.day, self.target, self.weight
        fresh = range(first, len(self.source))
        queue = deque(dict.fromkeys(self.source[e] for e in fresh if day[self.source[e]] + weight[e] < day[target[e]]))
        waiting = set(queue)
        only = queue[0] if len(self.source) - first <= 2 and queue else None
        parent: dict[int, int] = {}
        length: dict[int, int] = defaultdict(int)
        relaxed = 0
        while queue:
            point = queue.popleft()
            waiting.discard(point)
            for edge in self.leaving[point]:
                to, reached = target[edge], day[point] + weight[edge]
                if reached >= day[to]:
                    continue
                saved.setdefault(to, day[to])
                day[to], parent[to] = reached, edge
                length[to] = steps = length[point] + 1
                relaxed += 1
                # Round a negative cycle both numbers grow without end, so that it is met however it is entered.
                look = to == only or steps & (steps - 1) == 0 or relaxed % len(day) == 0
                if look and (cycle := self._cycle_above(to, parent)) is not None:
                    return cycle
                if to not in waiting:
                    waiting.add(to)
                    queue.append(to)
        return None

    def _cycle_above(self, point: int, parent: Mapping[int, int]) -> tuple[Constraint, ...] | None:
        """The cycle of parents that lies above `point`, its constraints in order; None when the walk ends at a root."""
        seen: set[int] = set()
        while point not in seen:
            if point not in parent:
                return None
            seen.add(point)
            point = self.source[parent[point]]
        start, steps = point, []
        while True:
            edge = parent[point]
            steps.append(self.constraint[edge])
            point = self.source[edge]
            if point == start:
                return tuple(dict.fromkeys(reversed(steps)))

    def shortest(self, *, back: bool = False) -> tuple[dict[int, int], dict[int, int]]:
        """Distances from the calendar, or with `back` to it, by point, and the edge that each is reached over."""
        if back:
            leaving: list[list[int]] = [[] for _ in self.number]
            for edge, to in enumerate(self.target):
                leaving[to].append(edge)
            ends, sign = self.source, -1
        else:
            leaving, ends, sign = self.leaving, self.target, 1
        day, weight, origin = self.day, self.weight, self.number[ORIGIN]
        reached, parent, done = {origin: 0}, dict[int, int](), set[int]()
        heap = [(0, origin)]
        while heap:
            near, point = heapq.heappop(heap)
            if point in done:
                continue
            done.add(point)
            for edge in leaving[point]:
                to = ends[edge]
                far = near + weight[edge] + sign * (day[point] - day[to])
                if to not in done and (to not in reached or far < reached[to]):
                    reached[to], parent[to] = far, edge
                    heapq.heappush(heap, (far, to))
        return {n: far + sign * (day[n] - day[origin]) for n, far in reached.items()}, parent
