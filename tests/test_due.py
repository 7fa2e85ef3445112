"""Deadlines held against a day: what counts, in which order, and how the past is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.due import dues
from standoff.errors import WrongUse
from standoff.threads import Change, Commitment, Evidence, Order, Threads

PLACE = Evidence(report="r", start=3, end=9)


def promise(name: str = "c1", due: str | None = None, *history: tuple[str | None, str, str | None]) -> Commitment:
    """A promise with this deadline and history (when, status, move)."""
    steps = history or (("2031-05-01", "open", "m1"),)
    return Commitment(
        id=name, what="ovens", status=steps[-1][1], contested=False, reports=("r",), origins=("r",),
        history=tuple(Change(when=w, status=s, move=m) for w, s, m in steps), slots={"due": (PLACE,)}, by="mill",
        to=None, nature="promise", form="spoken", condition=None, due=due,
    )  # fmt: skip


def order(due: str | None, *history: tuple[str | None, str, str | None]) -> Order:
    """An order with this deadline and history."""
    return Order(
        id="o1", what="open the gate", status=history[-1][1], contested=False, reports=("r",), origins=("r",),
        history=tuple(Change(when=w, status=s, move=m) for w, s, m in history), slots={}, by="court", to="mill",
        due=due,
    )  # fmt: skip


ONE = [
    ("to come", promise("c", "2031-05-12"), ("due", "open", 2)),
    ("that day", promise("c", "2031-05-10"), ("due", "open", 0)),
    ("gone by", promise("c", "2031-05-08"), ("overdue", "open", -2)),
    ("a month", promise("c", "2031-05"), ("due", "open", 21)),
    ("until", promise("c", "../2031-05-09"), ("overdue", "open", -1)),
    ("from on", promise("c", "2031-05-12/.."), ("due", "open", 2)),
    ("none", promise("c"), ("no date", "open", None)),
    ("no date that is one", promise("c", "P3D"), ("no date", "open", None)),
    ("overdue by the calendar is told by the day", promise(
        "c", "2031-05-08", ("2031-05-01", "accepted", "m1"), ("2031-05-08", "overdue", None)),
     ("overdue", "accepted", -2)),
    ("met later", promise("c", "2031-05-12", ("2031-05-01", "open", "m1"), ("2031-05-11", "met", "m2")),
     ("due", "open", 2)),
    ("met", promise("c", "2031-05-12", ("2031-05-01", "open", "m1"), ("2031-05-09", "met", "m2")), None),
    ("met, no day told", promise("c", "2031-05-12", ("2031-05-01", "open", "m1"), (None, "met", "m2")), None),
    ("refused", promise("c", None, ("2031-05-01", "open", "m1"), ("2031-05-02", "refused", "m2")), None),
    ("begun", promise("c", "2031-05-08", ("2031-05-01", "open", "m1"), ("2031-05-02", "begun", "m2")),
     ("overdue", "begun", -2)),
    ("not yet made", promise("c", "2031-05-12", ("2031-05-11", "open", "m1")), None),
    ("an order gone by", order("2031-05-08", ("2031-05-01", "open", "m1"), ("2031-05-08", "lapsed", None)),
     ("overdue", "open", -2)),
    ("an order defied", order("2031-05-12", ("2031-05-01", "open", "m1"), ("2031-05-02", "defied", "m2")),
     ("due", "defied", 2)),
    ("an order followed", order("2031-05-12", ("2031-05-01", "open", "m1"), ("2031-05-02", "complied", "m2")), None),
]  # fmt: skip


@pytest.mark.parametrize(("thread", "told"), [o[1:] for o in ONE], ids=[o[0] for o in ONE])
def test_how_a_deadline_lies_to_the_tenth_of_may(
    thread: Commitment | Order, told: tuple[str, str, int | None] | None
) -> None:
    threads = Threads(commitments=(thread,)) if isinstance(thread, Commitment) else Threads(orders=(thread,))
    found = [(d.standing, d.status, d.days) for d in dues(threads, "2031-05-10")]
    assert found == ([told] if told else [])


def test_what_is_most_overdue_comes_first_and_what_has_no_date_last() -> None:
    threads = Threads(commitments=tuple(
        promise(name, due) for name, due in
        [("a", None), ("b", "2031-06-01"), ("c", "2031-05-09"), ("d", "2031-05-20"), ("e", "2031-05-02")]
    ))  # fmt: skip
    assert [d.thread.id for d in dues(threads, date(2031, 5, 10))] == ["e", "c", "d", "b", "a"]


def test_the_passage_of_the_promise_is_shown_around_its_deadline() -> None:
    thread = promise("c", "2031-05-12")
    wide = Evidence(report="r", start=0, end=40)
    thread = Commitment(**{f: getattr(thread, f) for f in thread.__dataclass_fields__} | {
        "slots": {"due": (PLACE,), "what": (Evidence(report="q", start=0, end=40), wide)}})  # fmt: skip
    (found,) = dues(Threads(commitments=(thread,)), "2031-05-10")
    assert found.evidence == (wide,)


def test_a_day_that_is_none() -> None:
    with pytest.raises(WrongUse, match="not a date"):
        dues(Threads(), "May")


def test_without_a_day_it_is_today() -> None:
    soon = (date.today() + timedelta(3)).isoformat()
    (found,) = dues(Threads(commitments=(promise("c", soon, (None, "open", "m1")),)))
    assert found.days in (2, 3)


@given(st.lists(st.dates(date(2000, 1, 1), date(2099, 1, 1)) | st.none(), max_size=6), st.dates(date(2031, 5, 1)))
def test_each_is_told_once_and_days_are_those_between(deadlines: list[date | None], on: date) -> None:
    threads = Threads(commitments=tuple(
        promise(f"c{n}", day.isoformat() if day else None) for n, day in enumerate(deadlines)
    ))  # fmt: skip
    found = dues(threads, on)
    assert sorted(d.thread.id for d in found) == sorted(c.id for c in threads.commitments)
    for each in found:
        day = each.thread.due
        assert each.days == ((date.fromisoformat(day) - on).days if day else None)
        assert (each.standing == "overdue") == (each.days is not None and each.days < 0)
