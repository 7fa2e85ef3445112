"""The network held against scipy and against trying every assignment."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.link.network import ORIGIN, Constraint, solve

POINTS = (ORIGIN, "a", "b", "c", "d")
FAR = 10**6


@st.composite
def constraints(draw: st.DrawFn, most: int = 9) -> list[Constraint]:
    """Constraints on few points; some fix a point more firmly than anything else."""
    rows = []
    for n in range(draw(st.integers(1, most))):
        if draw(st.integers(0, 3)) == 0:
            day = draw(st.integers(-4, 4))
            point = draw(st.sampled_from(POINTS[1:]))
            rows.append(row(ORIGIN, point, day, day, 9, f"k{n}"))
            continue
        a, b = draw(st.permutations(POINTS))[:2]
        low = draw(st.none() | st.integers(-4, 4))
        width = draw(st.none() | st.integers(0, 4))
        high = None if width is None else (low or 0) + width
        rows.append(row(a, b, low, high, draw(st.integers(1, 3)), f"k{n}"))
    return rows


def row(a: str, b: str, low: int | None, high: int | None, firmness: int, key: str) -> Constraint:
    return Constraint(a=a, b=b, low=low, high=high, firmness=firmness, why=f"{a} {b}", key=key)


def can_hold(rows: list[Constraint]) -> bool:
    """Whether the constraints can all hold: all shortest paths, without a library (Floyd 1962)."""
    far = {(p, q): 0 if p == q else FAR for p in POINTS for q in POINTS}
    for c in rows:
        far[c.a, c.b] = min(far[c.a, c.b], FAR if c.high is None else c.high)
        far[c.b, c.a] = min(far[c.b, c.a], FAR if c.low is None else -c.low)
    for k, i, j in itertools.product(POINTS, repeat=3):
        far[i, j] = min(far[i, j], far[i, k] + far[k, j])
    return all(far[p, p] >= 0 for p in POINTS)


@settings(max_examples=150, deadline=None)
@given(constraints())
def test_intervals_are_those_of_scipy(rows: list[Constraint]) -> None:
    numpy, graph = pytest.importorskip("numpy"), pytest.importorskip("scipy.sparse.csgraph")
    solution = solve(rows)
    number = {p: n for n, p in enumerate(POINTS)}
    matrix = numpy.full((len(POINTS), len(POINTS)), numpy.inf)
    for c in solution.kept:
        a, b = number[c.a], number[c.b]
        matrix[a, b] = min(matrix[a, b], numpy.inf if c.high is None else c.high)
        matrix[b, a] = min(matrix[b, a], numpy.inf if c.low is None else -c.low)
    far = graph.floyd_warshall(graph.csgraph_from_dense(matrix, null_value=numpy.inf))
    for point, (low, high) in solution.intervals.items():
        n = number[point]
        assert (numpy.inf if high is None else high) == far[0, n]
        assert (numpy.inf if low is None else -low) == far[n, 0]


@settings(max_examples=150, deadline=None)
@given(constraints())
def test_what_is_kept_can_hold_and_each_loss_could_not(rows: list[Constraint]) -> None:
    solution = solve(rows)
    lost = {c.dropped for c in solution.conflicts}
    held = [c for c in set(rows) if c not in lost]
    assert can_hold(held)
    for c in lost:
        assert not can_hold([h for h in held if h.rank > c.rank] + [c])


@settings(max_examples=150, deadline=None)
@given(constraints())
def test_a_conflict_is_irreducible_and_the_softest_goes(rows: list[Constraint]) -> None:
    for conflict in solve(rows).conflicts:
        assert not can_hold(list(conflict.cycle))
        for left_out in conflict.cycle:
            assert can_hold([c for c in conflict.cycle if c != left_out])
        assert conflict.dropped == min(conflict.cycle, key=lambda c: c.rank)


@settings(max_examples=100, deadline=None)
@given(constraints(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(rows: list[Constraint], random: object) -> None:
    shuffled = [*rows, *rows[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert solve(shuffled) == solve(rows)


@settings(max_examples=100, deadline=None)
@given(constraints(), constraints(1))
def test_one_more_that_conflicts_with_none_never_widens(rows: list[Constraint], more: list[Constraint]) -> None:
    (one,) = more
    before, after = solve(rows), solve([*rows, row(one.a, one.b, one.low, one.high, one.firmness, "more")])
    same = {c.dropped for c in after.conflicts} == {c.dropped for c in before.conflicts}
    for name, (low, high) in before.intervals.items() if same else ():
        new_low, new_high = after.intervals[name]
        assert low is None or (new_low is not None and new_low >= low)
        assert high is None or (new_high is not None and new_high <= high)


@settings(max_examples=100, deadline=None)
@given(constraints(), st.integers(2, 30), st.integers(1, 5), st.data())
def test_a_contradiction_planted_round_a_ring_is_named(
    rows: list[Constraint], size: int, short: int, data: st.DataObject
) -> None:
    ring = [row(f"r{n}", f"r{(n + 1) % size}", 1, 1, 5, f"ring{n:02}") for n in range(size - 1)]
    last = row(f"r{size - 1}", "r0", 1 - size - short, 1 - size - short, 4, "last")
    everything = data.draw(st.permutations([*rows, *ring, last]))
    planted = [c for c in solve(everything).conflicts if c.dropped == last]
    assert [set(c.cycle) for c in planted] == [{*ring, last}]


def test_paths_lead_to_both_ends() -> None:
    solution = solve([row(ORIGIN, "a", 1, 1, 9, "pin"), row("a", "b", 2, 3, 5, "step"), row("b", "c", 0, 1, 5, "on")])
    assert [c.key for c in solution.upper_path["c"]] == ["pin", "step", "on"]
    assert [c.key for c in solution.lower_path["c"]] == ["pin", "step", "on"]
    assert solution.intervals["c"] == (3, 5)
    assert len(solution.upper_path) == len(list(solution.upper_path)) == 4
