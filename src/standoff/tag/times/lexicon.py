"""The words of time expressions, read once from `data/times.toml` and checked on loading."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from standoff.errors import DataFileError

Unit = Literal[
    "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "season", "half", "year",
    "decade", "century",
]  # fmt: skip
FILE = "times.toml"
TELLING = ("future", "future_before", "past", "past_weak", "negated")
"""The lists of cues that tell a tense by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """What "last", "next", "same" do to a unit: its direction, and whether it counts from a day told before."""

    direction: int
    anchor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """How a named day is found: days from Easter Sunday; or the `nth` (-1 last) `weekday` of a month, `plus` days."""

    easter: int | None = None
    month: int = 1
    weekday: int = 0
    nth: int = 1
    plus: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Word lists of the time tagger; keys lower case. See `data/times.toml` for what each is for."""

    months: Mapping[str, int]
    month_abbreviations: Mapping[str, int]
    weekdays: Mapping[str, int]
    weekday_abbreviations: Mapping[str, int]
    parts: Mapping[str, str]
    clock_words: Mapping[str, str]
    seasons: Mapping[str, str]
    units: Mapping[str, Unit]
    long_words: Mapping[str, Unit]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    holidays: Mapping[str, tuple[int, int]]
    day_rules: Mapping[str, DayRule]
    moon_days: Mapping[str, tuple[date, ...]]
    day_words: Mapping[str, int]
    decade_words: Mapping[str, int]
    set_words: Mapping[str, Unit]
    which: Mapping[str, Which]
    modifiers: Mapping[str, str]
    prepositions: Mapping[str, str]
    vague: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    cues: Mapping[str, frozenset[str]]
    cue_words: frozenset[str]


def _table(data: Mapping[str, Any], name: str, kind: type, allowed: tuple[Any, ...] = ()) -> dict[str, Any]:
    """The table `name`, every value of `kind` and, where `allowed` is given, one of these."""
    table = data.get(name)
    if not isinstance(table, dict) or not table:
        raise DataFileError(f"{FILE} has no table [{name}]; reinstall Standoff")
    for key, value in table.items():
        if key != key.lower() or type(value) is not kind or (allowed and value not in allowed):
            raise DataFileError(f"{FILE}: [{name}] {key} = {value!r} is not usable; reinstall Standoff")
    return table


def _lists(data: Mapping[str, Any], name: str) -> dict[str, frozenset[str]]:
    """The table `name` of word lists, as sets."""
    table = _table(data, name, list)
    for key, value in table.items():
        if not value or not all(isinstance(word, str) and word == word.lower() for word in value):
            raise DataFileError(f"{FILE}: [{name}] {key} must be a list of lower-case words; reinstall Standoff")
    return {key: frozenset(value) for key, value in table.items()}


def _month_days(data: Mapping[str, Any], name: str) -> dict[str, tuple[int, int]]:
    """A table of "MM-DD" as (month, day)."""
    found = {}
    for key, value in _table(data, name, str).items():
        month, dash, day = value.partition("-")
        if not (dash and month.isdecimal() and day.isdecimal() and int(month) <= 12 and int(day) <= 31):
            raise DataFileError(f"{FILE}: [{name}] {key} must be written MM-DD; reinstall Standoff")
        found[key] = (int(month), int(day))
    return found


def _day_rules(data: Mapping[str, Any], name: str) -> dict[str, DayRule]:
    """A table of rules for named days."""
    found = {}
    for key, value in _table(data, name, dict).items():
        try:
            rule = DayRule(**value)
        except TypeError as error:
            raise DataFileError(f"{FILE}: [{name}] {key} is not a rule ({error}); reinstall Standoff") from error
        if not (1 <= rule.month <= 12 and 0 <= rule.weekday <= 6 and rule.nth in (-1, 1, 2, 3, 4)):
            raise DataFileError(f"{FILE}: [{name}] {key} names no day; reinstall Standoff")
        found[key] = rule
    return found


def _dates(data: Mapping[str, Any], name: str) -> dict[str, tuple[date, ...]]:
    """A table of lists of ISO dates."""
    try:
        return {key: tuple(map(date.fromisoformat, value)) for key, value in _table(data, name, list).items()}
    except (TypeError, ValueError) as error:
        raise DataFileError(f"{FILE}: [{name}] holds no date ({error}); reinstall Standoff") from error


def _directions(data: Mapping[str, Any], name: str) -> dict[str, Which]:
    """A table of words that point backward (-1), forward (+1) or here (0)."""
    found = {}
    for key, value in _table(data, name, dict).items():
        direction, anchor = value.get("direction"), value.get("anchor", False)
        if direction not in (-1, 0, 1) or not isinstance(anchor, bool):
            raise DataFileError(f"{FILE}: [{name}] {key} needs a direction of -1, 0 or 1; reinstall Standoff")
        found[key] = Which(direction=direction, anchor=anchor)
    return found


def parse_lexicon(source: str) -> Lexicon:
    """The lexicon written in `source` (TOML). Raises `DataFileError` when a table is missing or malformed."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{FILE} is not valid TOML ({error}); reinstall Standoff") from error
    units = get_args(Unit)
    cues = _lists(data, "cues")
    ints = {
        name: _table(data, name, int) for name in ("months", "month_abbreviations", "weekdays", "weekday_abbreviations")
    }
    return Lexicon(
        **ints,
        parts=_table(data, "parts", str, ("MO", "MI", "AF", "EV", "NI")),
        clock_words=_table(data, "clock_words", str),
        seasons=_table(data, "seasons", str, ("SP", "SU", "FA", "WI")),
        units=_table(data, "units", str, units),
        long_words=_table(data, "long_words", str, units),
        numbers=_table(data, "numbers", int),
        ordinals=_table(data, "ordinals", int),
        holidays=_month_days(data, "holidays"),
        day_rules=_day_rules(data, "day_rules"),
        moon_days=_dates(data, "moon_days"),
        day_words=_table(data, "day_words", int),
        decade_words=_table(data, "decade_words", int),
        set_words=_table(data, "set_words", str, units),
        which=_directions(data, "which"),
        modifiers=_table(data, "modifiers", str, ("start", "mid", "end")),
        prepositions=_table(data, "prepositions", str, ("before", "until", "since", "after", "within")),
        vague={key: which.direction for key, which in _directions(data, "vague").items()},
        words=_lists(data, "words"),
        cues=cues,
        cue_words=frozenset(("to", *(pair.split()[0] for pair in cues["future_pairs"]))).union(
            *(cues[name] for name in TELLING)
        ),
    )


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, loaded on first use. Raises `DataFileError` when the file is damaged."""
    return parse_lexicon(resources.files("standoff.data").joinpath(FILE).read_text(encoding="utf-8"))
