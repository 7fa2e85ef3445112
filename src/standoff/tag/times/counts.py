"""Counts and repeats: "41st day", "its third week", "Day 12", "every Friday", "twice a week", "Mondays"."""

from __future__ import annotations

from standoff.model import TimeSymbol
from standoff.tag.times.dates import weekday_name
from standoff.tag.times.lexicon import Unit, lexicon
from standoff.tag.times.numbers import cardinal, ordinal
from standoff.tag.times.relative import thing
from standoff.tag.times.tokens import Hit, Tokens


def count(t: Tokens, i: int) -> Hit | None:
    """As "the 52nd day of our protest", "41st day", "a fourth consecutive day", "its third week", "Day 12"."""
    lex = lexicon()
    spelled = t.raw[i][:1].isupper() and not t.low[i - 1].isdecimal()
    told = (t.low[i + 1].isdecimal() or (t.low[i + 1] in lex.numbers and t.low[i + 2] == "of")) and (
        t.low[i - 1] in lex.words["before_day_number"] or t.low[i + 2] == "of"
    )
    if t.low[i] == "day" and (spelled or told):
        number = cardinal(t, i + 1)
        if number is not None and number[1] is not None and number[1] < 1000 and number[1] == int(number[1]):
            return _counted(t, i, number[0], number[1], "day")
        return None
    j = i + 1 if t.low[i] in lex.words["possessives"] else i
    found = ordinal(t, j)
    if found is None:
        return None
    k = found[0]
    straight = False
    if t.low[k] in lex.words["consecutive"]:
        straight, k = True, k + 1
        k += t.low[k] in lex.words["consecutive"]
    unit = lex.units.get(t.low[k])
    if (
        unit is None
        or unit in ("second", "minute", "quarter", "decade", "century")
        or t.low[k].endswith("s")
        or t.low[k + 1] == "-"
    ):
        return None
    if t.low[k - 1] == "-" or (found[1] == 2 and unit == "hour"):
        return None
    led = straight or j > i or t.low[k + 1] in ("of", "running") or t.low[j].isdecimal() or t.low[i - 1] == "for"
    if not led or (unit == "year" and t.low[k + 1] not in ("of", "running", ",", ".", "in") and not straight):
        return None
    end = k + 2 if t.low[k + 1] == "running" else k + 1
    return _counted(t, i, end, float(found[1]), unit)


def _counted(t: Tokens, i: int, end: int, amount: float, unit: Unit) -> Hit:
    """The hit of a count, with the running thing that "of" names after it."""
    of = thing(t, end + 1) if t.low[end] in ("of", "into") else None
    return Hit(i, end, TimeSymbol(kind="count", amount=amount, unit=unit, of=of))


def repeat(t: Tokens, i: int) -> Hit | None:
    """As "every Friday", "each week", "every two hours", "daily", "Mondays", "twice a week"."""
    lex = lexicon()
    word = t.low[i]
    if word in lex.set_words:
        if t.raw[i][:1].isupper() or t.low[i + 1] in lex.words["papers"]:
            return None
        if word == "quarterly" and t.low[i + 1].isalpha():
            return None
        return Hit(i, i + 1, TimeSymbol(kind="set", amount=1.0, unit=lex.set_words[word]))
    if word in ("every", "each"):
        return _every(t, i)
    times = _times(t, i)
    if t.low[times] in ("a", "an", "every", "per", "each") and times > i:
        unit = lex.units.get(t.low[times + 1])
        if unit is not None:
            return Hit(i, times + 2, TimeSymbol(kind="set", amount=1.0, unit=unit))
    if word in lex.weekdays and t.raw[i][:1].isupper() and t.low[i + 1] in lex.words["plural_parts"]:
        return Hit(i, i + 2, TimeSymbol(kind="set", weekday=lex.weekdays[word], part=lex.parts[t.low[i + 1][:-1]]))
    if word == "weekends" and t.low[i - 1] in ("at", "on"):
        return Hit(i, i + 1, TimeSymbol(kind="set", amount=1.0, unit="weekend"))
    if word.endswith("days") and t.raw[i][:1].isupper() and word[:-1] in lex.weekdays:
        return Hit(i, i + 1, TimeSymbol(kind="set", weekday=lex.weekdays[word[:-1]]))
    return None


def _times(t: Tokens, i: int) -> int:
    """The token after "once", "twice", "three times", "two days" as of "two days a week"; `i` when there is none."""
    if t.low[i] in ("once", "twice"):
        return i + 1
    number = cardinal(t, i)
    return number[0] + 1 if number is not None and t.low[number[0]] in lexicon().words["times_of"] else i


def _every(t: Tokens, i: int) -> Hit | None:
    """As "every Friday night", "each month", "every other day", "every two hours"."""
    lex = lexicon()
    j, amount = i + 1, 1.0
    if t.low[j] in ("other", "second"):
        j, amount = j + 1, 2.0
    else:
        number = cardinal(t, j)
        if number is not None and number[1] is not None:
            j, amount = number[0], number[1]
        elif number is not None and t.low[number[0]] in lex.units:
            some = TimeSymbol(kind="set", unit=lex.units[t.low[number[0]]])
            return Hit(i, number[0] + 1, some)  # "every few years"
    named = weekday_name(t, j)
    if named is not None:
        part = lex.parts.get(t.low[named[0]])
        end = named[0] + (part is not None)
        return Hit(i, end, TimeSymbol(kind="set", weekday=named[1], amount=amount, part=part))
    unit = lex.units.get(t.low[j])
    if unit is not None:
        return Hit(i, j + 1, TimeSymbol(kind="set", amount=amount, unit=unit))
    month = lex.months.get(t.low[j]) if t.raw[j][:1].isupper() else None
    if month is not None:
        return Hit(i, j + 1, TimeSymbol(kind="set", month=month))
    season = lex.seasons.get(t.low[j])
    if season is not None:
        return Hit(i, j + 1, TimeSymbol(kind="set", unit="season", part=season))
    part = lex.parts.get(t.low[j])
    if part is not None:
        return Hit(i, j + 1, TimeSymbol(kind="set", amount=amount, unit="day", part=part))
    return None
