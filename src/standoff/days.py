"""Days as users give them and as the record writes them (EDTF)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from standoff.errors import WrongUse

Days = tuple[date, date]
"""First and last day, both included; `date.min` and `date.max` stand for open ends."""


def iso_day(text: str) -> str:
    """`text` when it is a day as YYYY-MM-DD; raises `WrongUse` when it is not."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise WrongUse(f"{text!r} is not a date; write it as YYYY-MM-DD, such as 2024-09-18")
    return text


def the_day(day: str | date) -> date:
    """A day given as such or as YYYY-MM-DD; raises `WrongUse` when it is none."""
    return day if isinstance(day, date) else date.fromisoformat(iso_day(day))


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
