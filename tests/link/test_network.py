from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from standoff.link.network import ORIGIN, Constraint, solve

Bounds = tuple[str, str, int | None, int | None, int]


def net(*rows: Bounds) -> list[Constraint]:
    return [
        Constraint(a=a, b=b, low=low, high=high, firmness=firmness, why=f"{a} {b}", key=f"k{n}")
        for n, (a, b, low, high, firmness) in enumerate(rows)
    ]


def test_a_chain_adds_up() -> None:
    solution = solve(net((ORIGIN, "a", 10, 12, 5), ("a", "b", 3, 4, 5), ("c", "b", 1, None, 5)))
    assert solution.intervals == {ORIGIN: (0, 0), "a": (10, 12), "b": (13, 16), "c": (None, 15)}
    assert [c.key for c in solution.upper_path["b"]] == ["k0", "k1"]
    assert solution.lower_path["c"] == ()
    assert solution.conflicts == ()


def test_points_apart_from_the_calendar_have_no_bounds() -> None:
    assert solve(net(("a", "b", 1, 2, 5))).intervals == {ORIGIN: (0, 0), "a": (None, None), "b": (None, None)}


def test_the_softest_of_a_conflict_gives_way() -> None:
    solution = solve(net((ORIGIN, "a", 10, 10, 9), ("a", "b", 5, 5, 3), (ORIGIN, "b", 11, 11, 9)))
    (conflict,) = solution.conflicts
    assert conflict.dropped.key == "k1"
    assert {c.key for c in conflict.cycle} == {"k0", "k1", "k2"}
    assert solution.intervals["b"] == (11, 11)


def test_ties_of_firmness_are_broken_by_key() -> None:
    for order in itertools.permutations(net((ORIGIN, "a", 1, 1, 5), (ORIGIN, "a", 2, 2, 5))):
        assert solve(order).intervals["a"] == (2, 2)


def test_a_constraint_on_itself_can_be_impossible() -> None:
    solution = solve(net(("a", "a", 1, 2, 5), (ORIGIN, "a", 4, 4, 1)))
    assert solution.intervals["a"] == (4, 4)
    assert len(solution.conflicts) == 1


def test_what_fits_again_is_put_back() -> None:
    rows = net((ORIGIN, "a", 0, 0, 9), (ORIGIN, "b", 5, 5, 2), ("a", "b", 5, 5, 3), (ORIGIN, "a", 7, 7, 1))
    solution = solve(rows)
    assert [c.dropped.key for c in solution.conflicts] == ["k3"]


POINTS = (ORIGIN, "a", "b", "c")
BOUND = st.integers(-4, 4)


@st.composite
def constraints(draw: st.DrawFn) -> list[Constraint]:
    rows: list[Bounds] = []
    for _ in range(draw(st.integers(1, 7))):
        a, b = draw(st.sampled_from(POINTS)), draw(st.sampled_from(POINTS))
        assume(a != b)
        low = draw(BOUND)
        high = low + draw(st.integers(0, 4))
        one_sided = draw(st.sampled_from(("both", "both", "low", "high")))
        rows.append(
            (a, b, low if one_sided != "high" else None, high if one_sided != "low" else None, draw(st.integers(1, 3)))
        )
    return net(*rows)


def feasible(rows: list[Constraint], reach: int = 13) -> set[tuple[int, ...]]:
    """All assignments within reach of the calendar that satisfy every constraint, by trying each."""
    found = set()
    for days in itertools.product(range(-reach, reach + 1), repeat=3):
        at = dict(zip(POINTS, (0, *days), strict=True))
        if all(
            (c.low is None or at[c.b] - at[c.a] >= c.low) and (c.high is None or at[c.b] - at[c.a] <= c.high)
            for c in rows
        ):
            found.add(days)
    return found


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_order_and_duplicates_change_nothing(data: st.DataObject) -> None:
    rows = data.draw(constraints())
    shuffled = data.draw(st.permutations([*rows, rows[0]]))
    assert solve(shuffled) == solve(rows)


@settings(max_examples=40, deadline=None)
@given(constraints())
def test_intervals_are_tight_and_what_is_kept_can_hold(rows: list[Constraint]) -> None:
    solution = solve(rows)
    bounded = [p for p in POINTS[1:] if None not in solution.intervals.get(p, (None, None))]
    assignments = feasible(list(solution.kept))
    reach = 13
    for point in bounded:
        low, high = solution.intervals[point]
        assert low is not None
        assert high is not None
        if max(abs(low), abs(high)) <= 4 and len(bounded) == 3:
            days = {d[POINTS.index(point) - 1] for d in assignments}
            assert (min(days), max(days)) == (low, high)
    if len(bounded) == 3 and all(max(map(abs, solution.intervals[p])) <= reach for p in bounded):  # type: ignore[arg-type]
        assert assignments


@settings(max_examples=60, deadline=None)
@given(constraints())
def test_a_conflict_is_reported_exactly_when_there_is_one(rows: list[Constraint]) -> None:
    tight = [c for c in rows if c.low is not None and c.high is not None]
    anchored = [*tight, *net((ORIGIN, "a", -4, 4, 9), (ORIGIN, "b", -4, 4, 9), (ORIGIN, "c", -4, 4, 9))]
    assert bool(solve(anchored).conflicts) == (not feasible(anchored))


@pytest.mark.parametrize("size", [2000])
def test_a_long_chain_is_quick(size: int) -> None:
    rows = [(f"p{n}", f"p{n + 1}", 0, 1, 5) for n in range(size)]
    solution = solve(net((ORIGIN, "p0", 0, 0, 9), *rows))
    assert solution.intervals[f"p{size}"] == (0, size)
