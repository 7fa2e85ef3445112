"""Days as users give them."""

from __future__ import annotations

from datetime import date

from standoff.errors import WrongUse


def iso_day(text: str) -> str:
    """`text` when it is a day as YYYY-MM-DD; raises `WrongUse` when it is not."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise WrongUse(f"{text!r} is not a date; write it as YYYY-MM-DD, such as 2024-09-18")
    return text
