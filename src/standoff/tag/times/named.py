"""Named days: fixed ones ("Christmas Day"), those with a rule ("Thanksgiving", "Easter Monday"), those of the moon."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from standoff.model import TimeSymbol
from standoff.tag.times.lexicon import Unit, lexicon
from standoff.tag.times.numbers import year_number
from standoff.tag.times.tokens import Hit, Tokens


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian `year` (the anonymous algorithm, as in Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def named_date(name: str, year: int) -> date | None:
    """The date in `year` of the named day; None where it is not known, as for a feast of the moon far ahead.

    Raises `OverflowError` or `ValueError` when the calendar has no such year.
    """
    lex = lexicon()
    rule = lex.day_rules.get(name)
    if rule is None:
        return next((day for day in lex.moon_days.get(name, ()) if day.year == year), None)
    if rule.easter is not None:
        return easter(year) + timedelta(days=rule.easter)
    return nth_weekday(year, rule.month, rule.weekday, rule.nth) + timedelta(days=rule.plus)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` (-1 last) `weekday` (0 = Monday) of a month; `ValueError` where the month has none."""
    first, size = date(year, month, 1), monthrange(year, month)[1]
    day = 1 + (weekday - first.weekday()) % 7
    day += 7 * (nth - 1) if nth > 0 else (size - day) // 7 * 7
    return date(year, month, day)


def holiday(t: Tokens, i: int) -> Hit | None:
    """As "Christmas Day", "New Year's Eve 2023", "Thanksgiving", "Easter Monday", "Diwali"."""
    if not t.raw[i][:1].isupper():
        return None
    lex = lexicon()
    name, best, j = "", None, i
    while j < i + 5 and (t.low[j].isalpha() or t.low[j] in ("'", "’")):
        if t.low[j].isalpha():
            name = f"{name} {t.low[j]}" if name else t.low[j]
            if name in lex.holidays or name in lex.day_rules or name in lex.moon_days:
                best = (j + 1, name)
        j += 1
    if best is None or (t.raw[best[0]][:1].isupper() and t.low[best[0]] in lex.words["not_weekday_before"]):
        return None
    k = best[0] + 1 if t.low[best[0]] in (",", "of") else best[0]
    found = year_number(t, k, 1000)
    end, year = found or (best[0], None)
    fixed = lex.holidays.get(best[1])
    symbol = TimeSymbol(kind="calendar", year=year, of=best[1])
    if fixed is not None:
        symbol = TimeSymbol(kind="calendar", year=year, month=fixed[0], day=fixed[1])
    if t.low[end] in ("week", "weekend"):
        unit: Unit = "week" if t.low[end] == "week" else "weekend"
        return Hit(i, end + 1, TimeSymbol(kind="event", amount=0.0, unit=unit, first=symbol))
    return Hit(i, end, symbol)
