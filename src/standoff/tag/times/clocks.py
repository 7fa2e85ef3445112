"""Times of day: "6:30 pm", "6.30pm", "10 AM", "around 7.30 p.m.", "18:30", "0600 hrs", "7 o'clock", "noon"."""

from __future__ import annotations

from standoff.model import TimeSymbol
from standoff.tag.times.dates import range_mark
from standoff.tag.times.lexicon import lexicon
from standoff.tag.times.tokens import Hit, Tokens


def half_of_day(t: Tokens, i: int) -> tuple[int, str] | None:
    """As "am", "p.m.", "PM" at `i`: (token after it, "am" or "pm"); the last full stop only if one is inside."""
    word = t.low[i]
    if word in ("am", "pm"):
        end = i + 1
        # "6.30 pm." at the end of a sentence keeps its stop out; "pm.," does not occur
        return end, word
    if word in ("a", "p") and t.low[i + 1] == "." and t.glued(i + 1) and t.low[i + 2] == "m":
        end = i + 3
        if t.low[end] == "." and t.glued(end):
            end += 1
        return end, word + "m"
    if word in ("a", "p") and t.low[i + 1] == "m" and t.low[i + 2] == "." and t.glued(i + 2):
        return i + 2, word + "m"
    return None


def _digits(t: Tokens, i: int) -> tuple[int, int, int, str] | None:
    """Hour and minute at `i`: (token after, hour, minute, mark); the mark is "" for a bare hour."""
    hour = t.number(i)
    if hour is None or len(t.low[i]) > 2 or hour > 24:
        return None
    if t.glued(i) and (t.low[i - 1].isalnum() or t.low[i - 1] in ("$", "£", "€", ":", ".", ",", "/")):
        return None
    mark, minute = t.low[i + 1], t.number(i + 2)
    if mark in (":", ".") and t.glued(i + 1) and t.glued(i + 2) and minute is not None and len(t.low[i + 2]) == 2:
        if minute > 59:
            return None
        end = i + 3
        if t.low[end] == ":" and t.glued(end) and t.glued(end + 1) and len(t.low[end + 1]) == 2:
            if t.low[i - 1] == "in":
                return None  # "won in 2:03:15"
            end += 2 if t.low[end + 1].isdecimal() else 0
        return end, hour, minute, mark
    return i + 1, hour, 0, ""


def _clock(t: Tokens, i: int, half: str | None = None) -> tuple[int, str] | None:
    """A clock time at `i` as (token after it, "HH:MM"); `half` is lent by the later end of a range."""
    lex = lexicon()
    word = lex.clock_words.get(t.low[i])
    if word is not None:
        return i + 1, word
    if t.low[i] == "12" and t.low[i + 1] in lex.clock_words:
        return i + 2, lex.clock_words[t.low[i + 1]]
    military = t.number(i)
    if military is not None and len(t.low[i]) == 4 and military < 2400:
        hour, minute = divmod(military, 100)
        end = i + 2 if t.low[i + 1] in ("hrs", "hours") else _zone(t, i + 1)
        return (end, f"{hour:02}:{minute:02}") if end > i + 1 and minute < 60 else None
    found = _digits(t, i)
    if found is None:
        return _oclock(t, i)
    j, hour, minute, mark = found
    k = j + 1 if t.low[j] == "-" else j
    told = half_of_day(t, k)
    if told is not None and 1 <= hour <= 12:
        return told[0], _twelve(hour, minute, told[1])
    if told is not None and mark and hour <= 24:
        return told[0], f"{hour:02}:{minute:02}"  # "18:30 pm" is said too
    if mark and t.low[j] in ("hrs", "hours", "h"):
        return j + 1, f"{hour:02}:{minute:02}"
    if half is not None and 1 <= hour <= 12:
        return j, _twelve(hour, minute, half)
    if mark == ":" and len(t.low[i + 2]) == 2 and t.low[i - 1] not in ("score", "chapter"):
        return _in_the_morning(t, j, hour, minute)
    if mark == "." and _zone(t, j) > j:
        return j, f"{hour:02}:{minute:02}"
    on = t.low[j] == "on" and not mark and 1 <= hour <= 12 and t.low[i - 1] in lex.words["before_hour"]
    if on and t.low[j + 1] in lex.weekdays and t.low[j + 2] in ("morning", "afternoon", "evening", "night"):
        return j, _twelve(hour, minute, "am" if t.low[j + 2] == "morning" else "pm")  # "at 9 on Friday morning"
    if not mark and t.low[j : j + 2] == ["in", "the"] and t.low[j + 2] in ("morning", "afternoon", "evening"):
        return _in_the_morning(t, j, hour, 0)
    if mark == "." and t.low[i - 1] == "at" and 1 <= hour <= 24 and t.low[j] not in lexicon().words["after_decimal"]:
        return _in_the_morning(t, j, hour, minute)
    return _oclock(t, i)


def _twelve(hour: int, minute: int, half: str) -> str:
    """As "HH:MM" in 24 hours of an hour in 1..12 and "am" or "pm"."""
    return f"{hour % 12 + (12 if half == 'pm' else 0):02}:{minute:02}"


def _in_the_morning(t: Tokens, j: int, hour: int, minute: int) -> tuple[int, str]:
    """Take in "in the evening", "at night" after a clock time without am or pm."""
    part = ""
    if t.low[j : j + 2] == ["in", "the"]:
        part, end = t.low[j + 2], j + 3
    elif t.low[j : j + 2] == ["at", "night"]:
        part, end = "evening", j + 2
    if part in ("morning", "afternoon", "evening") and 1 <= hour <= 12:
        return end, _twelve(hour, minute, "am" if part == "morning" else "pm")
    return j, f"{hour:02}:{minute:02}"


def _oclock(t: Tokens, i: int) -> tuple[int, str] | None:
    """As "7 o'clock", "seven o’clock in the evening"."""
    number = t.number(i)
    hour = lexicon().numbers.get(t.low[i], 0) if number is None else number
    if not 1 <= hour <= 12 or t.low[i + 1] != "o" or t.low[i + 2] not in ("'", "’", "`"):
        return None
    return _in_the_morning(t, i + 4, hour, 0) if t.low[i + 3] == "clock" else None


def clock_time(t: Tokens, i: int) -> Hit | None:
    """A clock time at `i`, with "around" before and a time zone after; a range of two: "10am-5pm"."""
    words = lexicon().words
    j, about = i, None
    if t.low[i] in words["approx"]:
        j, about = i + 1, "approx"
    elif f"{t.low[i]} {t.low[i + 1]}" in words["approx_pairs"]:
        j, about = i + 2, "after" if t.low[i + 1] == "after" else "approx"
    span = _clock_range(t, j)
    if span is not None:
        return Hit(i, span.end, span.symbol, span.mark)
    found = _clock(t, j)
    if found is None:
        return None
    return Hit(i, _zone(t, found[0]), TimeSymbol(kind="clock", clock=found[1], modifier=about))


def _zone(t: Tokens, j: int) -> int:
    """The token after a time zone at `j`: "ET", "GMT", "local time"; `j` itself when there is none."""
    if t.low[j] in lexicon().words["time_zones"] and t.raw[j].isupper():
        return j + 1
    if t.low[j : j + 2] == ["local", "time"]:
        return j + 2
    return j


def _clock_range(t: Tokens, i: int) -> Hit | None:
    """As "10am-5pm", "10 am to 5 pm", "between 9 and 11 am", "8-10pm"."""
    hour = _digits(t, i)
    if hour is None:
        return None
    first = _clock(t, i)
    joined = range_mark(t, first[0] if first else hour[0], between=t.low[i - 1] == "between")
    if joined is None:
        return None
    last = _clock(t, joined)
    if last is None:
        return None
    if first is None:
        # "8-10 pm": the first hour takes the half of the day of the last
        if half_of_day(t, last[0] - 1) is None and half_of_day(t, last[0] - 4) is None:
            return None
        lent = "pm" if int(last[1][:2]) >= 12 else "am"
        first = _clock(t, i, lent)
    if first is None:
        return None
    begin = TimeSymbol(kind="clock", clock=first[1])
    end = TimeSymbol(kind="clock", clock=last[1])
    return Hit(i, _zone(t, last[0]), TimeSymbol(kind="range", first=begin, last=end), joined - 1)
