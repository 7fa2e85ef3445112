"""TIMEX3 values of symbols (ISO 8601 with X for what is not known), after TimeML's annotation guidelines."""

from __future__ import annotations

from standoff.model import TimeSymbol, TimexType

DURATION_UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "season": "S", "year": "Y", "decade": "DE", "century": "C",
}  # fmt: skip
UNKNOWN = {
    "second": "XXXX-XX-XXTXX:XX:XX",
    "minute": "XXXX-XX-XXTXX:XX", "hour": "XXXX-XX-XXTXX", "day": "XXXX-XX-XX", "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE", "fortnight": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "season": "XXXX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip


def type_of(symbol: TimeSymbol) -> TimexType:
    """The TIMEX3 type of a symbol."""
    if symbol.kind == "set":
        return "SET"
    if symbol.kind == "range" and symbol.first is not None:
        return type_of(symbol.first)
    if symbol.kind == "duration" or is_measured(symbol):
        return "DURATION"
    season = symbol.unit == "season"
    if symbol.kind in ("event", "vague") and symbol.amount is None:
        return "DATE"
    if (
        symbol.kind == "clock"
        or symbol.clock
        or (symbol.part and not season)
        or symbol.unit in ("second", "minute", "hour")
    ):
        return "TIME"
    return "DATE"


def timed(day: str, symbol: TimeSymbol) -> str:
    """The value of a day with the clock or the part of day of `symbol`."""
    if symbol.clock is not None:
        return f"{day}T{symbol.clock}"
    return f"{day}T{symbol.part}" if symbol.part is not None and symbol.unit != "season" else day


def length(amount: float | None, unit: str) -> str:
    """The ISO 8601 duration of `amount` of `unit`: "P10D", "PT48H", "P2.5Y"; X for an unknown amount."""
    if unit == "fortnight":
        unit, amount = "week", None if amount is None else amount * 2
    if unit == "season":
        unit, amount = "month", None if amount is None else amount * 3
    if amount is not None and unit in YEARS:
        unit, amount = "year", amount * YEARS[unit]  # TimeBank writes two decades P20Y
    if amount == 0.5 and unit in HALVES:
        unit, amount = HALVES[unit]
    if amount is not None and amount % 1 == 0.5 and unit in HALVES and unit != "day":
        return compound(length(amount - 0.5, unit), length(0.5, unit))  # as TimeBank writes 2 1/2 years
    shown = "X" if amount is None else f"{abs(amount):.12g}"
    code = DURATION_UNITS[unit]
    return f"PT{shown}{code[1]}" if code[0] == "T" else f"P{shown}{code}"


YEARS = {"decade": 10, "century": 100}
HALVES: dict[str, tuple[str, float]] = {
    "minute": ("second", 30.0),
    "hour": ("minute", 30.0),
    "day": ("hour", 12.0),
    "year": ("month", 6.0),
}


def is_measured(symbol: TimeSymbol) -> bool:
    """Whether the symbol is a length counted from an event: "two weeks" after the raid, "an hour" later."""
    short = symbol.unit in ("second", "minute", "hour")
    return (
        symbol.kind == "event"
        and symbol.direction != 0
        and (symbol.of is not None or (short and symbol.amount is not None))
    )


def compound(larger: str, smaller: str) -> str:
    """One ISO 8601 duration of two: "P2Y" and "P3M" make "P2Y3M", "PT4H" and "PT58M" make "PT4H58M"."""
    return larger + smaller.removeprefix("PT" if "T" in larger else "P")


def open_value(symbol: TimeSymbol) -> str:
    """The value of a symbol while the publication date is unknown: "XXXX-09-21", "XXXX-WXX-3TNI", "P10D"."""
    kind = symbol.kind
    if kind == "calendar":
        return calendar_value(symbol)
    if kind == "weekday":
        return timed(f"XXXX-WXX-{(symbol.weekday or 0) + 1}", symbol)
    if kind == "clock":
        return timed("XXXX-XX-XX", symbol)
    if kind == "duration" and symbol.first is not None and symbol.last is not None:
        return compound(open_value(symbol.first), open_value(symbol.last))
    if symbol.unit is not None and (kind == "duration" or is_measured(symbol)):
        return length(symbol.amount, symbol.unit)
    if kind == "set":
        return set_value(symbol)
    if kind == "range" and symbol.part is not None and symbol.first is not None:
        return open_value(symbol.first)
    if kind == "range" and symbol.first is not None and symbol.last is not None:
        return f"{open_value(symbol.first)}/{open_value(symbol.last)}"
    if kind == "vague" or symbol.unit is None:
        return {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[max(-1, min(1, symbol.direction))]
    if symbol.unit == "season" and symbol.part:
        return f"XXXX-{symbol.part}"
    return timed(UNKNOWN[symbol.unit], symbol)


def calendar_value(symbol: TimeSymbol) -> str:
    """The value of calendar fields, X for those not given: "2024-09-21", "XXXX-09", "199", "2023-Q3", "2023-SU"."""
    year = "XXXX" if symbol.year is None else f"{symbol.year:04}"
    if symbol.unit == "decade":
        return year[:3]
    if symbol.unit == "century":
        return year[:2]
    if symbol.unit in ("quarter", "half"):
        return f"{year}-{symbol.unit[0].upper()}{symbol.amount or 0:g}"
    if symbol.unit == "season":
        return f"{year}-{symbol.part}"
    if symbol.of is not None:
        return timed(f"{year}-XX-XX", symbol)
    if symbol.month is None and symbol.day is None:
        return year
    month = "XX" if symbol.month is None else f"{symbol.month:02}"
    return f"{year}-{month}" if symbol.day is None else timed(f"{year}-{month}-{symbol.day:02}", symbol)


def set_value(symbol: TimeSymbol) -> str:
    """The value of a repeated time: "XXXX-WXX-5" for every Friday, "P2D" for every other day."""
    if symbol.weekday is not None:
        return timed(f"XXXX-WXX-{symbol.weekday + 1}", symbol)
    if symbol.month is not None:
        return f"XXXX-{symbol.month:02}"
    if symbol.part is not None and symbol.unit == "season":
        return f"XXXX-{symbol.part}"
    if symbol.part is not None:
        return timed("XXXX-XX-XX", symbol)
    return length(symbol.amount, symbol.unit or "day")
