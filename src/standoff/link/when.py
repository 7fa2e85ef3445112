"""Days and EDTF: the little calendar arithmetic that joining moves needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from standoff.days import Days, bounds

__all__ = ["Days", "bounds", "edtf", "gap", "meet", "shifted", "width"]


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
