"""Lengths: "42-day", "the past 10 days", "two weeks ago", "4 hours 58 minutes", "a week" after the raid."""

from __future__ import annotations

from dataclasses import replace

from standoff.model import TimeSymbol
from standoff.tag.times.lexicon import Unit, lexicon
from standoff.tag.times.numbers import cardinal
from standoff.tag.times.relative import thing
from standoff.tag.times.tokens import Hit, Tokens


def _lead(t: Tokens, i: int) -> tuple[int, str | None, int]:
    """What may stand before a number, "more than", "the past": (token after it, modifier, direction)."""
    words = lexicon().words
    j, modifier = i, None
    if f"{t.low[j]} {t.low[j + 1]}" in words["approx_pairs"] and not t.low[j].startswith(("shortly", "just")):
        j, modifier = j + 2, "approx"
        j += t.low[j] == "than"
        j += t.low[j] in ("about", "around")
    elif t.low[j] in words["approx"] or (t.low[j] in ("over", "under") and t.low[j - 1] in words["length_verbs"]):
        j, modifier = j + 1, "approx"
        j += t.low[j] == "than"
    k = j + 1 if t.low[j] in words["possessives"] else j
    if t.low[k] == "last" and t.low[k - 1] in words["before_verb_last"]:
        return i, None, 0  # "will last six weeks"
    if t.low[k] in ("past", "last") and t.low[k + 1] not in ("a", "an"):
        return k + 1, modifier, -1
    if t.low[k] in ("next", "coming", "following"):
        return k + 1, modifier, 1
    if t.low[k] in words["before_number"] or t.low[k] == "previous":
        return k + 1, modifier, 0
    # "the 42-day strike": the article is no part of the length
    return j, modifier, 0


def _unit(t: Tokens, j: int) -> tuple[int, Unit] | None:
    """The unit at `j`, past a hyphen and an adjective: (token after it, unit): "-day", "consecutive days"."""
    lex = lexicon()
    if t.low[j] in ("-", "‑", "–") and t.low[j + 1] in lex.units and t.glued(j + 1):
        return j + 2, lex.units[t.low[j + 1]]
    if t.low[j] == "-" and t.low[j + 1] == "second" and t.glued(j + 1) and t.low[j - 1].isdecimal():
        return j + 2, "second"  # "a 30-second clip", while "twenty-second" is an ordinal
    for _ in range(2):
        unit = lex.units.get(t.low[j])
        if unit is not None:
            return j + 1, unit
        if t.low[j] not in lex.words["between_number_and_unit"]:
            return None
        j += 1
    unit = lex.units.get(t.low[j])
    return (j + 1, unit) if unit is not None else None


def _described_unit(t: Tokens, j: int, amount: float | None) -> tuple[int, Unit] | None:
    """The unit behind one adjective: "ten brutal months"; only plural units after a number above one."""
    lex = lexicon()
    word, unit = t.low[j], lex.units.get(t.low[j + 1])
    if unit is None or amount is None or amount < 2 or not t.low[j + 1].endswith("s") or unit == "quarter":
        return None
    if not word.isalpha() or not t.raw[j].islower() or word in lex.words["unnamed_adjectives"] or word.endswith("s"):
        return None
    return j + 2, unit


def duration(t: Tokens, i: int) -> Hit | None:
    """As "42-day", "the past 10 days", "more than a month", "five weeks", "two weeks ago", "half an hour"."""
    lex = lexicon()
    if t.low[i] in lex.long_words:
        return Hit(i, i + 1, TimeSymbol(kind="duration", amount=1.0, unit=lex.long_words[t.low[i]]))
    if t.low[i] == "the":
        fixed = _ended(t, i)
        if fixed is not None:
            return fixed
    start, modifier, direction = _lead(t, i)
    if start > i and t.low[start - 1] == "past" and t.low[start] in lex.units and t.low[start - 2] in ("the", "this"):
        return _past_unit(t, i, start)
    number = _amount(t, start)
    if number is None and start > i:
        start, modifier, direction = i, None, 0  # "some weeks": the number itself was taken for "about"
        number = _amount(t, i)
    if number is None:
        return None
    number = _or_more(t, number)
    found = _unit(t, number[0])
    described = None if found or t.low[start] in ("a", "an") else _described_unit(t, *number)
    if described is not None:
        symbol = TimeSymbol(kind="duration", amount=number[1], unit=described[1], modifier=modifier)
        return Hit(i, described[0], replace(symbol, direction=direction))
    if found is None:
        return None
    end, unit = found
    old = _old(t, end, unit)
    if old is not None and number[1] is not None:
        return Hit(start, old, TimeSymbol(kind="duration", amount=number[1], unit=unit, direction=-1))
    if not _is_length(t, i, start, number, found, direction):
        return None
    if t.low[start] in ("a", "an") and number[1] is None and t.low[end - 2] == "-":
        i = start + 1  # "a several-year tenure"
    symbol = TimeSymbol(kind="duration", amount=number[1], unit=unit, direction=direction, modifier=modifier)
    return _turned(t, _long(t, _completed(t, Hit(i, end, symbol))))


def _is_length(
    t: Tokens, i: int, start: int, number: tuple[int, float | None], found: tuple[int, Unit], direction: int
) -> bool:
    """Whether a number and a unit are a length: not "some day", "a day's pay", "60 Minutes" the programme."""
    end, unit = found
    words = lexicon().words
    if number[1] is None and not t.low[end - 1].endswith("s") and t.low[end - 2] != "-":
        return False
    if t.low[start] in ("a", "an") and number[1] == 1.0 and not _one_unit(t, i, start, end, direction):
        return False
    if t.low[start] == "one" and unit == "day" and end == start + 2 and t.low[end - 2] == "one":
        led = t.low[i - 1] in words["before_one_unit"] or t.low[end] in words["after_one_day"]
        if not (led or i < start):
            return False
    if t.raw[end - 1][:1].isupper() and t.low[i - 1] in ('"', "'", "“", "‘", "`"):
        return False
    if unit == "quarter" and number[1] in (1.0, 3.0) and not direction:
        return False
    return not _is_rate(t, i, number[0], end)


def _ended(t: Tokens, i: int) -> Hit | None:
    """As "the six months ended June 30", "the nine months": a reporting period, with its article."""
    number = cardinal(t, i + 1)
    if number is None or number[1] is None or t.low[number[0]] not in ("months", "weeks", "days"):
        return None
    end = number[0] + 1
    led = t.low[i - 1] in ("in", "for", "of") and not t.low[end].isalpha()
    if not led and t.low[end] not in ("ended", "ending", "to", "through"):
        return None
    return Hit(i, end, TimeSymbol(kind="duration", amount=number[1], unit=lexicon().units[t.low[number[0]]]))


def _completed(t: Tokens, hit: Hit) -> Hit:
    """Take in "and a half", a smaller length ("4 hours 58 minutes", "two years and a month"), "or so", "or two"."""
    j, symbol = hit.end, hit.symbol
    if symbol.amount is None or symbol.unit is None or (t.low[j - 2] == "-" and t.glued(j - 1)):
        return hit
    if t.low[j : j + 3] == ["and", "a", "half"]:
        return Hit(hit.start, j + 3, replace(symbol, amount=symbol.amount + 0.5))
    smaller = SMALLER.get(symbol.unit)
    k = j + 1 if t.low[j] in ("and", ",") else j
    k += t.low[j] == "," and t.low[k] == "and"
    number = cardinal(t, k) if smaller else None
    if number is not None and number[1] is not None and smaller:
        unit = lexicon().units.get(t.low[number[0]])
        if unit in smaller:
            larger = replace(symbol, direction=0, modifier=None)
            last = TimeSymbol(kind="duration", amount=number[1], unit=unit)
            return Hit(hit.start, number[0] + 1, replace(symbol, first=larger, last=last))
    loose = ("so", "more", "two") if symbol.amount == 1 else ("so", "more")
    if t.low[j] == "or" and t.low[j + 1] in loose and t.low[j + 2] not in lexicon().units:
        return Hit(hit.start, j + 2, symbol)
    return hit


SMALLER: dict[str, tuple[Unit, ...]] = {
    "year": ("month", "week", "day"), "month": ("week", "day"), "week": ("day",), "day": ("hour",), "hour": ("minute",),
    "minute": ("second",),
}  # fmt: skip


def _or_more(t: Tokens, number: tuple[int, float | None]) -> tuple[int, float | None]:
    """The second number of "two or three weeks", "10 to 15 days", "5-7 years"; the first when there is none."""
    j = number[0]
    if number[1] is None or t.low[j] not in ("or", "to", "-", "–"):
        return number
    second = cardinal(t, j + 1)
    return second if second is not None and (second[1] or 0) > number[1] else number


def _old(t: Tokens, j: int, unit: Unit) -> int | None:
    """The token after "-old" of "a six-day-old strike", which began as long ago; None for the age of a person."""
    if t.low[j] != "-" or t.low[j + 1] != "old" or unit not in ("day", "week", "month"):
        return None
    aged = lexicon().words["aged"]
    return None if t.low[j + 2] in aged or t.low[j + 3] in aged or not t.low[j + 2].isalpha() else j + 2


def _past_unit(t: Tokens, i: int, j: int) -> Hit | None:
    """As "the past week", "over the past few": one unit back from print."""
    unit = lexicon().units[t.low[j]]
    amount = None if t.low[j].endswith("s") else 1.0
    return Hit(i, j + 1, TimeSymbol(kind="duration", amount=amount, unit=unit, direction=-1))


def _amount(t: Tokens, i: int) -> tuple[int, float | None] | None:
    """A number, or "a", "an", "half an", "half a" as one."""
    if t.low[i] == "half":
        if t.low[i + 1] in ("a", "an", "-"):
            return i + 2, 0.5
        return None
    j = i + 1 if t.low[i] == "a" else i
    if t.low[j] == "half" and j > i and t.low[j + 1] in lexicon().units:
        return j + 1, 0.5
    if t.low[j] == "quarter" and (t.low[j + 1] == "century" or t.low[j + 1 : j + 3] == ["-", "century"]):
        return j + 1, 0.25
    if t.low[j : j + 4] == ["quarter", "of", "a", "century"]:
        return j + 3, 0.25
    found = cardinal(t, i)
    if found is not None:
        return found
    if t.low[i] in ("a", "an"):
        return i + 1, 1.0
    return None


def _one_unit(t: Tokens, i: int, start: int, end: int, direction: int) -> bool:
    """Whether "a day", "an hour" is a length, not a rate: "for a day", "a week ago", "more than a month"."""
    words = lexicon().words
    if direction or i < start or t.low[start + 1] == "half":
        return True
    if t.low[end] == "and" and end + 1 in t.numbers and t.low[end + 2] in lexicon().units:
        return True  # "an hour and 20 minutes"
    if t.low[end] == "since" or (t.low[end : end + 2] == ["on", ","]):
        return True  # "it is a week since the raid", "a year on, little has changed"
    after = t.low[end]
    if after == "-" and t.low[end + 1] == "long":
        return False  # "week-long" is read without its article
    if after in words["ago"] or after in words["earlier"] or after in words["later"]:
        return True
    if after in ("'", "’") and t.low[end + 1 : end + 3] == ["s", "time"]:
        return True  # "in a month's time"
    if after == "long" or (t.low[end - 2] == "-" and after.isalpha()) or end > start + 2:
        return True  # "an additional year"
    if t.low[start - 1] in words["before_one_unit"] or t.low[end : end + 2] == ["and", "a"]:
        return True
    if t.low[end : end + 2] in (["or", "so"], ["or", "two"], ["or", "more"]):
        return True
    if after == "to" and t.raw[end + 1].islower() and t.low[start - 1].isalpha():
        return t.low[start - 1] not in words["times_of"] and t.low[start - 1] not in (
            "once",
            "twice",
        )  # "gave them a week to"
    lasts = t.low[start - 1] in words["length_verbs"] or t.low[start - 2 : start] == ["long", "as"]
    return lasts and t.low[end - 1] in ("week", "month", "year", "decade", "fortnight") and after not in ("'", "’", "-")


def _is_rate(t: Tokens, i: int, j: int, end: int) -> bool:
    """Whether it is an age, pay or a name: "31-year-old", "40 hours' pay", "24-hour news channel", "24 hours a day"."""
    words = lexicon().words
    k = end + 1 if t.low[end] in ("-", " ") else end
    if t.low[k] in words["after_length"] or t.low[end : end + 2] == ["of", "age"] or t.low[i - 1] == "aged":
        return True
    k = end + 1 if t.low[end] in ("'", "’") else end
    if t.low[k] in words["rate_nouns"]:
        return True
    if t.low[j] == "-" and (t.low[end] in words["after_round_the_clock"] or t.low[end] in ("week", "day")):
        return True
    return t.low[end] in ("a", "per", "each", "every") and t.low[end + 1] in lexicon().units


def _long(t: Tokens, hit: Hit) -> Hit:
    """Take in "-long" or " long" after a length."""
    if t.low[hit.end] == "-" and t.low[hit.end + 1] == "long" and t.glued(hit.end + 1):
        return Hit(hit.start, hit.end + 2, hit.symbol)
    return hit


def _turned(t: Tokens, hit: Hit) -> Hit:
    """A length that "ago", "later", "before" turns into a point: "two weeks ago", "a week after the raid"."""
    words = lexicon().words
    j, symbol = hit.end, hit.symbol
    if symbol.direction or symbol.first is not None or (t.low[j - 2] == "-" and t.glued(j - 1)):
        return hit
    after = t.low[j]
    amount, unit = symbol.amount, symbol.unit
    if after in words["ago"] or (after == "from" and t.low[j + 1] in ("now", "today")):
        sign = 1 if after in ("hence", "from") else -1
        end = j + 2 if after == "from" else j + 1
        if after == "back" and t.low[j + 1] in ("to", "in", "at", "on", "from"):
            return hit
        if amount is None:
            return Hit(hit.start, end, TimeSymbol(kind="vague", unit=unit, direction=sign))
        return Hit(hit.start, end, replace(symbol, kind="offset", amount=sign * amount))
    k = j + 2 if t.low[j + 1] == "s" else j + 1
    if t.low[j] in ("'", "’") and t.low[k] == "time":
        if amount is None:
            return Hit(hit.start, k + 1, TimeSymbol(kind="vague", unit=unit, direction=1))
        return Hit(hit.start, k + 1, replace(symbol, kind="offset", direction=1))
    back, forth = after in words["earlier"], after in words["later"]
    if not (back or forth):
        return hit
    sign = -1 if back else 1
    if amount is None and after in ("later", "earlier", "afterward", "afterwards"):
        return hit  # "a few days" later: TimeBank marks the length alone
    event = TimeSymbol(
        kind="event", amount=None if amount is None else sign * amount, unit=unit,
        direction=sign, modifier=symbol.modifier,
    )  # fmt: skip
    k = j + 2 if t.low[j : j + 2] == ["prior", "to"] else j + 1
    if after not in ("before", "after", "following", "prior") or not t.low[k].isalnum():
        return Hit(hit.start, j if unit in ("second", "minute", "hour") and amount is not None else k, event)
    return Hit(hit.start, j, replace(event, of=thing(t, k) or t.raw[k]))


def plural_length(t: Tokens, i: int) -> Hit | None:
    """As "for months", "in recent weeks", "hours later", "days of talks": lengths that nobody counted."""
    lex = lexicon()
    j = i
    direction = 0
    if t.low[i] in ("recent", "coming"):
        j, direction = i + 1, -1 if t.low[i] == "recent" else 1
    unit = lex.units.get(t.low[j])
    if unit is None or not t.low[j].endswith("s") or unit == "weekend" or len(t.low[j]) < 4:
        return None
    if unit == "quarter" and not direction:
        return None
    short = unit in ("second", "minute") and t.low[i - 1] != "within"
    if short and t.low[j + 1] not in lex.words["later"] | lex.words["earlier"] | {"ago"}:
        return None
    if t.low[j + 1 : j + 3] == ["from", "now"]:
        return Hit(i, j + 3, TimeSymbol(kind="vague", unit=unit, direction=1))
    if t.low[j + 1] == "ahead" or t.low[j + 1 : j + 3] == ["to", "come"]:
        end = j + 2 if t.low[j + 1] == "ahead" else j + 3
        start = i - 1 if t.low[i - 1] == "the" else i
        return Hit(start, end, TimeSymbol(kind="duration", unit=unit, direction=1))
    if t.low[i - 1] == "the" and t.low[i - 2] in ("over", "through", "down") and t.low[i] == "years":
        return Hit(i - 1, i + 1, TimeSymbol(kind="duration", unit=unit))
    if t.low[i - 1] == "of" and t.low[i - 2] == "matter":
        return None
    if t.low[j + 1] == "-" and t.low[j + 2] == "long":
        return Hit(i, j + 3, TimeSymbol(kind="duration", unit=unit))
    led = t.low[i - 1] in lex.words["before_plural"] or direction
    followed = t.low[j + 1] in lex.words["after_plural"]
    if t.low[j + 1] in ("'", "’") or not (led or followed) or (unit == "hour" and t.low[j + 1] == "of" and not led):
        return None
    if direction:
        start = i - 1 if direction > 0 and t.low[i - 1] == "the" else i
        return Hit(start, j + 1, TimeSymbol(kind="duration", unit=unit, direction=direction))
    return _turned(t, Hit(i, j + 1, TimeSymbol(kind="duration", unit=unit)))


def unit_long(t: Tokens, i: int) -> Hit | None:
    """As "week-long", "month-long", "half-hour"."""
    lex = lexicon()
    unit = lex.units.get(t.low[i])
    if unit is not None and t.low[i + 1] == "-" and t.low[i + 2] == "long" and t.glued(i + 2):
        amount = None if t.low[i].endswith("s") else 1.0
        return Hit(i, i + 3, TimeSymbol(kind="duration", amount=amount, unit=unit))
    return None
