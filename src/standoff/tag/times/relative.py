"""Times counted from print or from a day told before: "yesterday", "Wednesday night", "last week", "the next day"."""

from __future__ import annotations

from dataclasses import replace

from standoff.model import TimeSymbol
from standoff.tag.times.dates import calendar_date, day_range, is_weekday, month_name, weekday_name
from standoff.tag.times.lexicon import Unit, Which, lexicon
from standoff.tag.times.numbers import year_number
from standoff.tag.times.tokens import Hit, Tokens


def with_part(t: Tokens, hit: Hit) -> Hit:
    """Take in the part of the day that follows a day: "Wednesday night", "tomorrow morning", "May 5 evening"."""
    lex = lexicon()
    j = hit.end
    if hit.symbol.part is not None:
        return hit
    modifier = hit.symbol.modifier
    if t.low[j] in ("early", "late", "mid"):
        following = t.low[j + 1] if t.low[j + 1] != "-" else t.low[j + 2]
        if following in lex.parts:
            modifier = lex.modifiers[t.low[j]]
            j += 1 + (t.low[j + 1] == "-")
    part = lex.parts.get(t.low[j])
    if part is None or t.low[j + 1] == "-":
        return hit
    return Hit(hit.start, j + 1, replace(hit.symbol, part=part, modifier=modifier))


def weekday(t: Tokens, i: int) -> Hit | None:
    """As "Wednesday", "last Monday", "Friday evening", "next Tuesday night", "Saturday week"."""
    lex = lexicon()
    if t.low[i] == "a" and t.low[i + 1] == "week" and t.low[i + 2] in ("on", "from"):
        named = weekday_name(t, i + 3)
        symbol = TimeSymbol(kind="weekday", weekday=named[1] if named else 0, amount=2.0, direction=1)
        return Hit(i, named[0], symbol) if named else None
    nth = _nth_weekday(t, i)
    if nth is not None:
        return nth
    j = i + 1 if t.low[i] in ("the", "a") or (t.low[i] == "this" and t.low[i + 1] in ("coming", "past")) else i
    which = Which(direction=-1) if t.low[j] == "past" and j > i else lex.which.get(t.low[j])
    named = weekday_name(t, j + 1 if which else j)
    if named is None or (j > i and which is None) or not is_weekday(t, named[0] - 1):
        return None
    amount, direction = None, 0
    if which is not None:
        amount, direction = float(abs(which.direction)), which.direction
    end = named[0]
    if t.low[end] == "week" and which is None:
        return Hit(i, end + 1, TimeSymbol(kind="weekday", weekday=named[1], amount=2.0, direction=1))
    symbol = TimeSymbol(kind="weekday", weekday=named[1], amount=amount, direction=direction)
    if which is not None and t.low[end] == ",":
        full = calendar_date(t, end - 1)  # "next Sunday, March 8"
        if full is not None and full.symbol.weekday is not None:
            return Hit(i, full.end, full.symbol)
    return with_part(t, _of_week(t, Hit(i, end, symbol)) if which is None else Hit(i, end, symbol))


def _nth_weekday(t: Tokens, i: int) -> Hit | None:
    """As "the last Friday of March", "the first Monday in May 2024"; a weekday of its own kind, with the unit month."""
    j = i + 1 if t.low[i] == "the" else i
    number = -1 if t.low[j] == "last" else lexicon().ordinals.get(t.low[j], 0)
    named = weekday_name(t, j + 1) if -1 <= number <= 5 and number else None
    if named is None or t.low[named[0]] not in ("of", "in"):
        return None
    month = calendar_date(t, named[0] + 1)
    if month is None or month.symbol.month is None or month.symbol.day is not None:
        return None
    symbol = TimeSymbol(kind="weekday", weekday=named[1], amount=float(number), unit="month", first=month.symbol)
    return Hit(i, month.end, symbol)


def _of_week(t: Tokens, hit: Hit) -> Hit:
    """Take in the week of "Monday next week", "Tuesday of last week"; such a weekday has the unit week."""
    j = hit.end + 1 if t.low[hit.end] == "of" else hit.end
    which = lexicon().which.get(t.low[j])
    if which is None or which.anchor or t.low[j + 1] != "week":
        return hit
    way = which.direction
    return Hit(hit.start, j + 2, replace(hit.symbol, amount=float(abs(way)), direction=way, unit="week"))


def day_word(t: Tokens, i: int) -> Hit | None:
    """As "today", "tonight", "yesterday morning", "the day after tomorrow", "overnight", "last night", "recently"."""
    lex = lexicon()
    vague = _vague(t, i)
    if vague is not None:
        return vague
    j = i + 1 if t.low[i] == "the" else i
    if t.low[j] == "day" and t.low[j + 1] in ("before", "after") and t.low[j + 2] in ("yesterday", "tomorrow"):
        amount = -2.0 if t.low[j + 2] == "yesterday" else 2.0
        if (t.low[j + 1] == "before") == (amount < 0):
            return with_part(t, Hit(i, j + 3, TimeSymbol(kind="offset", amount=amount, unit="day")))
    days = lex.day_words.get(t.low[i])
    if days is not None and t.raw[i][:1].isupper() and t.raw[i - 1][:1].isupper() and t.raw[i - 1].isalpha():
        return None  # "USA Today"
    if days is not None:
        part = "NI" if t.low[i] == "tonight" else None
        symbol = TimeSymbol(kind="offset", amount=float(days), unit="day", part=part)
        return with_part(t, Hit(i, i + 1, symbol))
    if t.low[i] == "overnight":
        return Hit(i, i + 1, TimeSymbol(kind="clock", part="NI"))
    return _next_to_event(t, i) if t.low[i] == "the" else None


def _vague(t: Tokens, i: int) -> Hit | None:
    """As "now", "currently", "recently", "the near future": a time no calendar holds."""
    lex = lexicon()
    vague, words = lex.vague, lex.words
    name, best = t.low[i], None
    for j in range(i + 1, i + 5):
        if name in vague:
            best = (j, vague[name])
        name = f"{name} {t.low[j]}"
    if best is None or t.low[best[0]] in (("of", "-") if t.low[i] == "the" else ("-", "that")):
        return None
    one = best[0] == i + 1
    if one and t.low[i - 1] == "as" and t.low[i + 1] == "as":
        return None  # "as recently as last week"
    if one and t.low[i] == "soon":
        if t.low[i - 1] in words["not_before_vague"] or t.low[i + 1] in words["not_after_vague"]:
            return None
        if words["soon_with"].isdisjoint(t.low[max(i - 4, 0) : i + 2]):
            return None  # "they soon left" follows what was told
    elif (one and t.low[i] in ("recent", "current")) or t.low[i + 1] == "past":
        # "current wages", "in the past," but "recent months", "the current week", "the past century"
        after = t.low[best[0]]
        if one and (not after.isalpha() or t.low[i - 1] in words["not_before_vague"] or t.low[i - 1] == "most"):
            return None
        if (
            after in lex.units
            or after in words["fiscal"]
            or (not one and (t.low[i - 1] != "in" or _counts(t, best[0])))
        ):
            return None
    return Hit(i, best[0], TimeSymbol(kind="vague", direction=best[1]))


def _counts(t: Tokens, j: int) -> bool:
    """Whether a number or a unit follows at `j`, which makes "the past" a part of a length."""
    lex = lexicon()
    word = t.low[j]
    vague = word in lex.words["vague_numbers"] or word in lex.words["before_number"] or word in ("couple", "half", "a")
    return j in t.numbers or word in lex.numbers or word in lex.units or vague or t.low[j + 1] in lex.units


def _next_to_event(t: Tokens, i: int) -> Hit | None:
    """As "the day after the talks", "the day before", "the day following": one day from an event or a day told."""
    wide = lexicon().units.get(t.low[i + 1]) if t.low[i + 1] in ("week", "month", "year") else None
    if wide is not None and t.low[i + 2] == "before" and not t.low[i + 3].isalnum():
        return Hit(i, i + 3, TimeSymbol(kind="event", amount=-1.0, unit=wide))  # "from 4% the year before"
    named = t.low[i + 1] in ("day", "night", "morning", "evening")
    if not named or t.low[i + 2] not in ("before", "after", "following"):
        return None
    amount = -1.0 if t.low[i + 2] == "before" else 1.0
    part = lexicon().parts.get(t.low[i + 1])
    of = thing(t, i + 3)
    return Hit(i, i + 3, TimeSymbol(kind="event", amount=amount, unit="day", part=part, of=of))


def thing(t: Tokens, j: int) -> str | None:
    """The few words that name an event or a running thing at `j`, articles left out: "the raid" gives "raid"."""
    words = lexicon().words
    while t.low[j] in words["possessives"] or t.low[j] in ("that", "s", "’", "'"):
        j += 1
    k = j
    while k < j + 4 and t.low[k].isalpha() and t.low[k] not in words["after_bare_ordinal"]:
        if k > j and t.end[k - 1] + 1 < t.start[k]:
            break
        k += 1
    return t.quote(j, k) or None


def part_of_day(t: Tokens, i: int) -> Hit | None:
    """As "this morning", "last night", "that evening", "the same night", "in the early morning"."""
    lex = lexicon()
    j = i + 1 if t.low[i] in ("the", "late", "early", "earlier", "later") else i
    j += t.low[j : j + 2] == ["that", "same"]
    which = lex.which.get(t.low[j])
    if which is None:
        return _bare_part(t, i)
    k = j + 1
    modifier = None
    if t.low[k] in ("early", "late", "mid"):
        modifier = lex.modifiers[t.low[k]]
        k += 1 + (t.low[k + 1] == "-")
    part = lex.parts.get(t.low[k])
    if part is None or t.low[k] == "overnight":
        return None
    word = t.low[j]
    if word == "this" or (word == "last" and t.low[i] != "the"):
        amount = -1.0 if word == "last" else 0.0  # "late last night"
        return Hit(i, k + 1, TimeSymbol(kind="offset", amount=amount, unit="day", part=part, modifier=modifier))
    symbol = TimeSymbol(kind="event", amount=float(which.direction), unit="day", part=part, modifier=modifier)
    return Hit(i, k + 1, symbol)


def _bare_part(t: Tokens, i: int) -> Hit | None:
    """As "in the morning", "in the late evening", "at night", "at dawn": the day stands elsewhere."""
    lex = lexicon()
    j = i
    if t.low[i] == "mid" and t.low[i + 1] == "-" and t.low[i + 2] in lex.parts:
        return Hit(i, i + 3, TimeSymbol(kind="clock", part=lex.parts[t.low[i + 2]], modifier="mid"))
    if t.low[i - 1] == "at" or (t.low[i - 1] in ("by", "before", "until", "after", "from") and t.low[i] != "the"):
        part = lex.parts.get(t.low[i])
        return Hit(i, i + 1, TimeSymbol(kind="clock", part=part)) if part and t.low[i] != "overnight" else None
    if t.low[i] != "the" or t.low[i - 1] not in ("in", "during", "by", "into", "through", "on", "of", "until"):
        return None
    j, modifier = i + 1, None
    if t.low[j] in ("early", "late", "mid"):
        modifier = lex.modifiers[t.low[j]]
        j += 1 + (t.low[j + 1] == "-")
    part = lex.parts.get(t.low[j])
    if part is None:
        return None
    end = j + 2 if t.low[j + 1] in ("hours", "hour") else j + 1
    return Hit(i, end, TimeSymbol(kind="clock", part=part, modifier=modifier))


def which_unit(t: Tokens, i: int) -> Hit | None:
    """As "last week", "this month", "next year", "the previous day", "the following week", "earlier this month"."""
    lex = lexicon()
    j, modifier = i, None
    if t.low[i] in lex.modifiers and t.low[i] != "end":
        modifier = lex.modifiers[t.low[i]]
        j = i + 1
        if t.low[j] in ("in", "on") and t.low[j + 1] in ("the", "this"):
            j += 1
    the = t.low[j] == "the"
    k = (
        j + 1
        if the or t.low[j : j + 2] == ["that", "same"] or (t.low[j] == "this" and t.low[j + 1] in ("coming", "past"))
        else j
    )
    which = Which(direction=-1) if t.low[k] == "past" and not the else lex.which.get(t.low[k])
    if which is None:
        # "earlier in the week", "later in the day": the unit we are in
        if modifier and the and t.low[j - 1] in ("in", "on") and t.low[k] in lex.units:
            return _unit_hit(t, i, k, t.low[k], Which(direction=0, anchor=t.low[k] != "year"), modifier)
        return None
    return _unit_hit(t, i, k + 1, t.low[k], which, modifier, the=the)


def _unit_hit(
    t: Tokens, i: int, j: int, word: str, which: Which, modifier: str | None, *, the: bool = False
) -> Hit | None:
    """The hit for the unit, month or season at `j` that `which` (printed `word`) points at."""
    lex = lexicon()
    season = lex.seasons.get(t.low[j])
    if season is not None and (t.low[j] != "fall" or (not the and word in ("this", "last", "next"))):
        return Hit(i, j + 1, TimeSymbol(kind="offset", amount=float(which.direction), unit="season", part=season))
    month = month_name(t, j, short=False)
    if month is not None:
        direction = -1 if which.direction < 0 else which.direction
        return Hit(i, month[0], TimeSymbol(kind="calendar", month=month[1], amount=1.0, direction=direction))
    unit = lex.units.get(t.low[j])
    if unit is None or unit in ("second", "minute", "hour") or t.low[j].endswith("s") or t.low[j] in ("night", "yr"):
        return None
    if t.low[j + 1] == "-" and t.glued(j + 1):
        return None
    if t.low[j + 1] == "of" and (the or t.low[i - 1] in lex.words["possessives"]):
        return None
    if the and word in ("last", "next", "coming", "upcoming"):
        return _the_last(t, i, j, word, modifier)
    if unit == "day" and word in ("last", "next"):
        if word == "last":
            return None  # "last day of" names no day by itself
        which = Which(direction=1, anchor=True)
    kind = "event" if which.anchor else "offset"
    if kind == "event" and t.low[j + 1] == "as":
        return None
    symbol = TimeSymbol(kind="offset", amount=float(which.direction), unit=unit, modifier=modifier)
    if which.anchor:
        symbol = replace(symbol, kind="event")
    return with_part(t, Hit(i, j + 1, symbol)) if unit == "day" else Hit(i, j + 1, symbol)


def _the_last(t: Tokens, i: int, j: int, word: str, modifier: str | None) -> Hit | None:
    """As "the last week" is seven days back from print; "the next day" follows a day told before."""
    unit = lexicon().units[t.low[j]]
    direction = -1 if word == "last" else 1
    if t.low[j + 1] == "of" and word == "last":
        return None
    if word == "next" and unit in ("decade", "century"):
        return Hit(i, j + 1, TimeSymbol(kind="duration", amount=1.0, unit=unit, direction=direction))
    if word == "next":
        symbol = TimeSymbol(kind="event", amount=1.0, unit=unit, modifier=modifier)
        return with_part(t, Hit(i, j + 1, symbol)) if unit == "day" else Hit(i, j + 1, symbol)
    if word == "last" and unit == "day":
        return None
    return Hit(i, j + 1, TimeSymbol(kind="duration", amount=1.0, unit=unit, direction=direction))


def weekend(t: Tokens, i: int) -> Hit | None:
    """As "the weekend", "over the bank holiday weekend": the one nearest to print that the tense allows."""
    unit: Unit = "week" if t.low[i + 1] == "week" else "weekend"
    if t.low[i] != "the" or t.low[i + 1] not in ("week", "weekend"):
        return None
    if t.low[i + 2] == "of" or (unit == "week" and t.low[i + 2] in ("beginning", "starting", "ending", "ended")):
        day = day_range(t, i + 3) or calendar_date(t, i + 3)  # "the weekend of 14-15 September"
        first = day.symbol.first if day is not None and day.symbol.kind == "range" else day and day.symbol
        if day is not None and first is not None and first.day is not None:
            return Hit(i, day.end, TimeSymbol(kind="event", amount=0.0, unit=unit, first=first, of=None))
    return Hit(i, i + 2, TimeSymbol(kind="offset", amount=None, unit="weekend")) if unit == "weekend" else None


def edge(t: Tokens, i: int) -> tuple[int, str] | None:
    """As "early", "the end of", "mid-", "late on" at `i`: (token of what it is the edge of, start / mid / end)."""
    j = i + 1 if t.low[i] == "the" else i
    word = t.low[j]
    words = lexicon().words
    if j > i and t.low[j + 1] in words["edge_units"] and t.low[j + 2] == "of":
        # "the last week of August", "the first half of 2023"
        half = "start" if word in words["first_half"] else "end" if word in words["second_half"] else None
        return (j + 3, half) if half else None
    modifier = lexicon().modifiers.get(word)
    if modifier is None:
        return None
    if word in ("earlier", "later"):
        k = j + 2 if t.low[j + 1] == "on" else j + 1
        return (k, modifier) if t.low[k] in lexicon().day_words or t.low[k] in lexicon().weekdays else None
    if t.low[j + 1] == "-" and t.glued(j + 1):
        return j + 2, modifier
    if word in ("end", "beginning", "start", "middle"):
        return (j + 2, modifier) if t.low[j + 1] == "of" else None
    return (j + 2 if t.low[j + 1] in ("in", "on") else j + 1), modifier


def unit_at_edge(t: Tokens, i: int) -> Hit | None:
    """As "the week", "the night" after "the end of", "late in": the one we are in or that is being told."""
    part = lexicon().parts.get(t.low[i + 1]) if t.low[i] == "the" else None
    if part is not None:
        return Hit(i, i + 2, TimeSymbol(kind="clock", part=part))
    unit = lexicon().units.get(t.low[i + 1]) if t.low[i] == "the" else None
    if unit is None or unit in ("second", "minute", "hour") or t.low[i + 1].endswith("s"):
        return None
    amount = None if unit == "weekend" else 0.0
    return Hit(i, i + 2, TimeSymbol(kind="offset", amount=amount, unit=unit))


def season(t: Tokens, i: int) -> Hit | None:
    """As "summer 2023", "the spring of 2024", "the winter of 1978-79", "in the autumn"."""
    lex = lexicon()
    j = i + 1 if t.low[i] == "the" else i
    name = lex.seasons.get(t.low[j])
    if name is None:
        return None
    k = j + 2 if t.low[j + 1] in ("of", ",") else j + 1
    year = year_number(t, k, 1500)
    symbol = TimeSymbol(kind="calendar", unit="season", part=name)
    if year is not None:
        end = year[0]
        if t.low[end] in lex.words["dashes"] and t.glued(end) and len(t.low[end + 1]) == 2:
            end += 2 if t.low[end + 1].isdecimal() else 0
        return Hit(i, end, replace(symbol, year=year[1]))
    led = t.low[i - 1] in lex.words["season_prepositions"]
    plain = t.raw[j + 1][:1].isupper() or t.low[j + 1] in ("of", "-", "in")
    fall = t.low[j] == "fall" and not (j > i and t.low[i - 1] == "in" and t.low[j + 1] in (".", ","))
    if not led or plain or fall or (j == i and t.low[j] == "spring"):
        return None
    return Hit(i, j + 1, symbol)
