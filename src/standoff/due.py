"""What is overdue, what falls due and what never had a date: stated deadlines held against a day of the calendar.

Nobody is said to have broken anything (design, section 5): a deadline that a report states lies before a day, and
the record does not hold that what was due was done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from standoff.days import bounds, the_day
from standoff.threads import Change, Commitment, Evidence, Order, Thread, Threads

_SETTLED: dict[type, frozenset[str]] = {
    Commitment: frozenset(("met", "refused", "lapsed", "withdrawn")),
    Order: frozenset(("complied",)),
}
_BY_CALENDAR = frozenset(("overdue", "lapsed"))
_RANK = {"overdue": 0, "due": 1, "no date": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A commitment or an order that was not settled on a day, and how its deadline lies to that day.

    `days` are those left to the last day of the deadline, below zero when it has passed, None without a deadline.
    `evidence` is the passage that states the deadline; without one, where there is one, that which says so.
    `status` is that of the day; `overdue` and `lapsed` by the calendar alone are told by `standing`.
    """

    thread: Commitment | Order
    kind: Literal["commitment", "order"]
    standing: Literal["overdue", "due", "no date"]
    status: str
    days: int | None
    evidence: tuple[Evidence, ...]


def dues(threads: Threads, on: date | str | None = None) -> tuple[Due, ...]:
    """What of `threads` is overdue on `on`, falls due, and has no date; today when it is None.

    What was undertaken or settled only after that day counts as not yet so. Raises `WrongUse` when `on` is no day.
    """
    day = date.today() if on is None else the_day(on)
    found = enumerate(_all(threads, day))
    ranked = sorted(found, key=lambda f: (_RANK[f[1].standing], f[1].days if f[1].days is not None else 0, f[0]))
    return tuple(each for _, each in ranked)


def _all(threads: Threads, day: date) -> Iterator[Due]:
    both: tuple[Commitment | Order, ...] = (*threads.commitments, *threads.orders)
    for thread in both:
        status = _status(thread.history, day)
        if status is None or status in _SETTLED[type(thread)]:
            continue
        last = _last_day(thread.due)
        left = (last - day).days if last else None
        yield Due(
            thread=thread,
            kind="commitment" if isinstance(thread, Commitment) else "order",
            standing="no date" if left is None else "overdue" if left < 0 else "due",
            status=status,
            days=left,
            evidence=tuple(dict.fromkeys(_around(p, thread) for p in thread.slots.get("due", ()))),
        )


def _around(place: Evidence, thread: Thread) -> Evidence:
    """The passage of the undertaking that holds a deadline's words; those words themselves where none does."""
    wider = (
        e
        for e in thread.slots.get("what", ())
        if e.report == place.report and e.start <= place.start and place.end <= e.end
    )
    return next(wider, place)


def _status(history: tuple[Change, ...], day: date) -> str | None:
    """The status that reports had given a thread by `day`, None when it was not there yet; undated changes count."""
    status: str | None = None
    for change in history:
        days = bounds(change.when)
        if change.move is None and change.status in _BY_CALENDAR:
            continue
        if days is None or days[0] <= day:
            status = change.status
        elif status is None:
            return None
    return status


def _last_day(due: str | None) -> date | None:
    """The last day of a deadline; of one with an open end its first."""
    days = bounds(due)
    if days is None:
        return None
    return days[1] if days[1] < date.max else days[0] if days[0] > date.min else None
