"""Days and EDTF: the little calendar arithmetic that joining moves needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

Days = tuple[date, date]
"""First and last day, both included; `date.min` and `date.max` stand for open ends."""


@lru_cache(maxsize=20_000)
def bounds(value: str | None) -> Days | None:
    """First and last day of an ISO or EDTF level 0-1 date, week, month, year or interval; None when it has none."""
    if not value or value.startswith("P"):
        return None
    plain = value.translate({ord(c): None for c in "~?%"})
    if "/" in plain:
        first, _, last = plain.partition("/")
        a = (date.min, date.min) if first in ("", "..") else bounds(first)
        b = (date.max, date.max) if last in ("", "..") else bounds(last)
        return (a[0], b[1]) if a and b and a[0] <= b[1] else None
    return _point(plain.partition("T")[0])


def _point(value: str) -> Days | None:
    try:
        if m := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            first = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return first, first + timedelta(days=6)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            day = date.fromisoformat(value)
            return day, day
        if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
            first = date(int(m[1]), int(m[2]), 1)
            following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return first, following - timedelta(days=1)
        if re.fullmatch(r"\d{4}", value):
            return date(int(value), 1, 1), date(int(value), 12, 31)
    except (ValueError, OverflowError):
        return None
    return None


def edtf(days: Days | None) -> str | None:
    """A day or `first/last`; open ends are `..`; None for None."""
    if days is None:
        return None
    first = ".." if days[0] == date.min else days[0].isoformat()
    last = ".." if days[1] == date.max else days[1].isoformat()
    return first if first == last else f"{first}/{last}"


def shifted(day: date, days: int) -> date:
    """`day` plus so many days, held within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def gap(a: Days, b: Days) -> int:
    """Days between two intervals, 0 when they touch or overlap."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def width(days: Days) -> int:
    """Days from first to last: 0 for one day."""
    return (days[1] - days[0]).days


def meet(all_days: Iterable[Days]) -> Days | None:
    """The days common to all, or, where there are none, those of the narrowest; None for no days at all."""
    ordered = sorted(set(all_days), key=lambda d: (width(d), d))
    if not ordered:
        return None
    common = ordered[0]
    for days in ordered[1:]:
        if gap(common, days) == 0:
            common = (max(common[0], days[0]), min(common[1], days[1]))
    return common
