"""From tokens to expressions: the longest reading at each place, days joined with clocks, ranges and prepositions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from standoff.model import TimeSymbol
from standoff.tag.times.clocks import clock_time
from standoff.tag.times.counts import count, repeat
from standoff.tag.times.dates import (
    bare_day,
    calendar_date,
    day_list,
    day_range,
    decade,
    more_days,
    numeric_date,
    range_mark,
    year_alone,
)
from standoff.tag.times.fiscal import century, fiscal_year, quarter
from standoff.tag.times.lengths import duration, plural_length, unit_long
from standoff.tag.times.lexicon import lexicon
from standoff.tag.times.named import holiday
from standoff.tag.times.numbers import CENTURIES, MULTIPLES, SUFFIXES, day_number, year_number
from standoff.tag.times.relative import (
    day_word,
    edge,
    part_of_day,
    season,
    unit_at_edge,
    weekday,
    weekend,
    which_unit,
    with_part,
)
from standoff.tag.times.tokens import PAD, Hit, Tokens

Rule = Callable[[Tokens, int], Hit | None]
DIGITS = "#"
"""The key of `rules_by_word` for every number in digits."""


class Start(NamedTuple):
    """What can begin with a word: points on the calendar, other expressions, and "early", "the end of"."""

    points: tuple[Rule, ...]
    others: tuple[Rule, ...]
    edge: bool


NOTHING = Start((), (), False)


@cache
def rules_by_word() -> dict[str, Start]:
    """For each word that an expression can begin with, the rules to try; on a tie the earlier rule wins."""
    lex, the = lexicon(), {"the"}
    words = lex.words
    months, weekdays = {*lex.months, *lex.month_abbreviations}, {*lex.weekdays, *lex.weekday_abbreviations}
    tens = {word for word, value in lex.numbers.items() if value >= 20}
    ordinals = {*lex.ordinals, *tens}
    approx = {*words["approx"], *(pair.split()[0] for pair in words["approx_pairs"])}
    numbers = {*lex.numbers, *words["vague_numbers"], *words["plural_numbers"], "half", "quarter", DIGITS}
    points: list[tuple[Rule, set[str]]] = [
        (numeric_date, {DIGITS}),
        (calendar_date, {*months, *weekdays, *ordinals, *the, DIGITS}),
        (holiday, {name.split()[0] for names in (lex.holidays, lex.day_rules, lex.moon_days) for name in names}),
        (weekday, {*lex.weekdays, *lex.which, *the, "a", "first", "second", "third", "fourth", "fifth"}),
        (day_word, {*(name.split()[0] for name in lex.vague), *lex.day_words, *the, "overnight"}),
        (which_unit, {*lex.which, *lex.modifiers, *the}),
        (part_of_day, {*lex.which, *the, *lex.modifiers, *lex.parts}),
        (weekend, the),
        (season, {*lex.seasons, *the}),
        (quarter, {*ordinals, *the, *lex.which, *words["fiscal"], "latter", "year", "q", "h", DIGITS}),
        (fiscal_year, {*the, *lex.which, "fiscal", "year", "fy"}),
        (century, {*ordinals, *the, "this", DIGITS}),
        (decade, {*the, *lex.decade_words, "'", "’", "‘", DIGITS}),
        (bare_day, the),
        (year_alone, {*the, *CENTURIES, DIGITS}),
    ]
    others: list[tuple[Rule, set[str]]] = [
        (clock_time, {*approx, *lex.clock_words, *lex.numbers, DIGITS}),
        (day_range, {*ordinals, *the, DIGITS}),
        (repeat, {*lex.set_words, *(f"{day}s" for day in lex.weekdays), "every", "each", "once", "twice",
                  "weekends", *lex.weekdays, *lex.numbers, *words["vague_numbers"], DIGITS}),
        (count, {*words["possessives"], *ordinals, "day", DIGITS}),
        (unit_long, {*lex.units}),
        (duration, {*lex.long_words, *approx, *words["possessives"], *words["before_number"], *numbers,
                    "past", "last", "next", "coming", "following", "previous", "over", "under"}),
        (plural_length, {*lex.units, "recent", "coming"}),
    ]  # fmt: skip
    edges = {*lex.modifiers, *the}
    every = edges.union(*(found for _, found in points), *(found for _, found in others))
    return {
        word: Start(
            tuple(rule for rule, found in points if word in found),
            tuple(rule for rule, found in others if word in found),
            word in edges,
        )
        for word in every
    }


@cache
def followers() -> tuple[frozenset[str], frozenset[str]]:
    """The words that can follow an article or the like in an expression that begins with it, and a short number.

    They spare the rules a look at most places; digits may follow an article besides.
    """
    lex, words = lexicon(), lexicon().words
    lists = ("edge_units", "first_half", "second_half", "before_number", "fiscal", "between_number_and_unit")
    vague = {word for name in lex.vague for word in name.split()}
    tables = (lex.units, lex.decade_words, lex.parts, lex.seasons, lex.which, lex.modifiers, lex.clock_words, vague)
    article = frozenset(rules_by_word()).union(*tables, *(words[name] for name in lists), words["after_article"])
    joins = (words["dashes"], words["range_words"], words["between_number_and_unit"], words["time_zones"])
    number = frozenset(words["after_number"]).union(
        lex.months, lex.month_abbreviations, lex.units, lex.clock_words, SUFFIXES, MULTIPLES, *joins
    )
    return article, number


def _idle(t: Tokens, i: int) -> bool:
    """Whether what follows rules out that an expression begins at token `i`: an article or a number before a thing."""
    article, number = followers()
    word, after = t.low[i], t.low[i + 1]
    if i in t.numbers:
        if len(word) == 4 or after in number or t.low[i + 2] in lexicon().units:
            return False
        return not (after == "1" and t.low[i + 2] == "/")
    return word in lexicon().words["articles"] and after not in article and i + 1 not in t.numbers


def _start(t: Tokens, i: int) -> Start:
    """What can begin at token `i`."""
    return rules_by_word().get(DIGITS if i in t.numbers else t.low[i], NOTHING)


def _longest(t: Tokens, i: int, rules: tuple[Rule, ...]) -> Hit | None:
    """The hit of `rules` at `i` that reaches farthest."""
    best: Hit | None = None
    for rule in rules:
        hit = rule(t, i)
        if hit is not None and (best is None or hit.end > best.end):
            best = hit
    return best


def _point(t: Tokens, i: int) -> Hit | None:
    """A point on the calendar, with the edge named before it ("early Tuesday", "the end of April") and its part."""
    start = _start(t, i)
    hit = _longest(t, i, start.points)
    found = edge(t, i) if start.edge else None
    if found is not None:
        inner = unit_at_edge(t, found[0]) or _longest(t, found[0], _start(t, found[0]).points)
        if inner is not None and inner.symbol.kind != "vague" and (hit is None or inner.end > hit.end):
            hit = Hit(i, inner.end, replace(inner.symbol, modifier=found[1]))
    if hit is not None and hit.symbol.kind == "calendar":
        hit = _of_that_year(t, hit)
    if (
        hit is not None
        and hit.start == i
        and t.low[i : i + 4] == ["the", "early", "hours", "of"]
        and is_day(hit.symbol)
    ):
        return hit._replace(symbol=replace(hit.symbol, part=hit.symbol.part or "MO"))
    return with_part(t, hit) if hit is not None and is_day(hit.symbol) else hit


def _of_that_year(t: Tokens, hit: Hit) -> Hit:
    """As "August of that year", "March 3 of this year", "June last year": the year is told by what it follows."""
    symbol = hit.symbol
    if symbol.month is None or symbol.year is not None:
        return hit
    year = which_unit(t, hit.end + 1 if t.low[hit.end] == "of" else hit.end)
    if year is None or year.symbol.unit != "year" or year.symbol.kind not in ("offset", "event"):
        return hit
    return Hit(hit.start, year.end, replace(symbol, first=year.symbol, direction=0))


def is_day(symbol: TimeSymbol) -> bool:
    """Whether the symbol means one calendar day, known or not."""
    if symbol.kind == "calendar":
        return symbol.day is not None or symbol.of is not None
    if symbol.kind in ("offset", "event"):
        return symbol.unit == "day"
    return symbol.kind == "weekday"


def _clock_joined(t: Tokens, hit: Hit) -> Hit:
    """A clock time or part of day with the day beside it: "6:30 pm on Wednesday", "the night of Sept. 14"."""
    j = hit.end
    j += t.low[j] == ","
    if t.low[j] in ("on", "of"):
        j += 1
    elif t.low[j] == "the" and t.low[hit.end] != ",":
        pass
    day = _point(t, j)
    if day is None or not is_day(day.symbol) or day.symbol.clock is not None:
        return hit
    own = hit.symbol
    if own.kind == "range":
        if own.first is None or own.last is None or day.symbol.part is not None:
            return hit
        ends = (replace(day.symbol, clock=own.first.clock), replace(day.symbol, clock=own.last.clock))
        return Hit(hit.start, day.end, replace(own, first=ends[0], last=ends[1]), hit.mark)
    return Hit(
        hit.start,
        day.end,
        replace(
            day.symbol,
            clock=own.clock,
            part=own.part or day.symbol.part,
            modifier=own.modifier or day.symbol.modifier,
        ),
    )


def _night_of(t: Tokens, i: int) -> Hit | None:
    """As "the intervening night of August 8-9", "the night of 8 and 9 August": a night that has two dates."""
    j = i + 1
    j += t.low[j] == "intervening"
    if t.low[j] not in ("night", "midnight") or t.low[j + 1] not in ("of", "between"):
        return None
    days = day_list(t, j + 2)
    if not days:
        day = day_range(t, j + 2) or _point(t, j + 2)
        day = _range_joined(t, day) if day is not None and is_day(day.symbol) else day
        days = [day, *more_days(t, day)] if day is not None and day.symbol.kind in ("calendar", "range") else []
    first, last = (days[0].symbol, days[-1].symbol) if days else (None, None)
    if days and days[0].symbol.kind == "range":
        first, last = days[0].symbol.first, days[0].symbol.last
    if first is None or last is None or first == last or not (is_day(first) and is_day(last)):
        return None
    symbol = TimeSymbol(kind="range", first=replace(first, part="NI"), last=last, part="NI")
    return Hit(i, days[-1].end, symbol)


def _part_of(t: Tokens, i: int) -> Hit | None:
    """As "the evening of 5 May", "the morning of Sunday, September 8"."""
    part = lexicon().parts.get(t.low[i + 1])
    day = _point(t, i + 3) if part is not None and t.low[i + 2] == "of" else None
    if day is None or not is_day(day.symbol) or day.symbol.part is not None:
        return None
    return Hit(i, day.end, replace(day.symbol, part=part))


def _day_joined(t: Tokens, hit: Hit) -> Hit:
    """A day with the clock time after it: "Wednesday at 6:30 pm", "tomorrow, around 10 am", "Sept. 14 11:59 p.m."."""
    if hit.symbol.clock is not None:
        return hit
    j = hit.end
    j += t.low[j] == ","
    j += t.low[j] in ("at", "by", "from")
    clock = clock_time(t, j)
    if clock is None or (t.low[j - 1] == "from" and clock.symbol.kind != "range"):
        return hit
    own = clock.symbol
    if own.kind == "range":
        if own.first is None or own.last is None:
            return hit
        ends = (replace(hit.symbol, clock=own.first.clock), replace(hit.symbol, clock=own.last.clock))
        return Hit(hit.start, clock.end, replace(own, first=ends[0], last=ends[1]), clock.mark)
    modifier = own.modifier or hit.symbol.modifier
    return Hit(hit.start, clock.end, replace(hit.symbol, clock=own.clock, modifier=modifier))


def _range_joined(t: Tokens, hit: Hit) -> Hit:
    """Two days as one range: "27 June to 2 July", "August 8-9", "between Monday and Tuesday"."""
    j = range_mark(t, hit.end, between=t.low[hit.start - 1] == "between")
    if j is not None and _is_month(hit.symbol):
        return _months_joined(t, hit, j)
    if j is None or not is_day(hit.symbol) or hit.symbol.kind == "event":
        return hit
    first = hit.symbol
    bare = day_number(t, j) if first.kind == "calendar" and first.month is not None else None
    last = _point(t, j)
    if last is not None and last.symbol.day is None and bare is not None:
        last = None
    if last is None and bare is not None and bare[1] > (first.day or 0) and not t.low[bare[0]].startswith("%"):
        year = year_number(t, bare[0] + (t.low[bare[0]] == ","))
        symbol = replace(first, day=bare[1], weekday=None, year=year[1] if year else first.year)
        last = Hit(j, year[0] if year else bare[0], symbol)
    if last is None or not is_day(last.symbol) or last.symbol.kind == "event":
        return hit
    last = _day_joined(t, last)
    if first.year is None and last.symbol.year is not None and first.kind == "calendar":
        first = replace(first, year=last.symbol.year)
    if last.symbol.kind == "range":
        return hit
    if last.symbol.unit == "week" and first.kind == "weekday" and first.amount is None:
        # "Tuesday to Thursday last week"
        first = replace(first, amount=last.symbol.amount, direction=last.symbol.direction, unit="week")
    return Hit(hit.start, last.end, TimeSymbol(kind="range", first=first, last=last.symbol), j - 1)


def _is_month(symbol: TimeSymbol) -> bool:
    """Whether the symbol means a month of some year, and no day of it."""
    bare = symbol.kind == "calendar" and symbol.unit is None and symbol.day is None and symbol.of is None
    return bare and symbol.month is not None and symbol.first is None and symbol.amount is None


def _months_joined(t: Tokens, hit: Hit, j: int) -> Hit:
    """Two months as one range: "January to March", "the July-September quarter", "October 2012 to March 2013"."""
    last = _point(t, j)
    if last is None or not _is_month(last.symbol):
        return hit
    first, year = hit.symbol, last.symbol.year
    if year is not None and first.year is None:
        first = replace(first, year=year - ((first.month or 0) > (last.symbol.month or 0)))
    return Hit(hit.start, last.end, TimeSymbol(kind="range", first=first, last=last.symbol), j - 1)


def _preposition(t: Tokens, hit: Hit) -> Hit:
    """Note what "by", "until", "since", "from", "within" before the expression does to it."""
    if hit.symbol.modifier is not None:
        return hit
    j = hit.start - 1
    if t.low[j] == "the" and t.low[j - 1] in lexicon().prepositions:
        j -= 1
    said = lexicon().prepositions.get(t.low[j])
    if said is None or (hit.symbol.kind == "duration" and said != "within"):
        return hit
    return hit._replace(symbol=replace(hit.symbol, modifier=said))


def _at(t: Tokens, i: int) -> list[Hit]:
    """All that begins at token `i`: mostly one expression, several for a list of days; [] when nothing does."""
    if (i in t.numbers and len(t.low[i]) <= 2) or t.low[i] in lexicon().weekdays:
        listed = day_list(t, i)
        if listed:
            last = _of_that_year(t, listed[-1])
            return [*(Hit(h.start, h.end, replace(h.symbol, first=last.symbol.first)) for h in listed[:-1]), last]
    if t.low[i] == "the" and (t.low[i + 1] in lexicon().words["nights_of"] or t.low[i + 1] in lexicon().parts):
        night = _night_of(t, i) or _part_of(t, i)
        if night is not None:
            return [night]
    hit = _point(t, i)
    other = _longest(t, i, _start(t, i).others)
    if other is not None and (hit is None or other.end > hit.end):
        hit = other
    if hit is None:
        return []
    symbol = hit.symbol
    if symbol.kind == "clock" or (symbol.kind == "range" and symbol.first and symbol.first.kind == "clock"):
        hit = _clock_joined(t, hit)
    elif is_day(symbol) or _is_month(symbol):
        hit = _range_joined(t, _day_joined(t, hit) if is_day(symbol) else hit)
    listed = more_days(t, hit) if hit.symbol.kind == "calendar" else []
    return [_preposition(t, hit), *listed]


def expressions(t: Tokens) -> list[Hit]:
    """All time expressions of the text in order, none overlapping; each place is looked at once."""
    found: list[Hit] = []
    rules, numbers = rules_by_word(), t.numbers
    free, stop = PAD, len(t.low) - PAD
    for i, word in enumerate(t.low):
        if (word not in rules and i not in numbers) or i < free or _idle(t, i):
            continue
        hits = [hit for hit in _at(t, i) if hit.end <= stop]
        if hits:
            found.extend(hits)
            free = max(hits[-1].end, i + 1)
    return found
