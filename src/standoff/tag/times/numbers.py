"""Numbers as news prints them: 10, ten, twenty-one, 1.5, "two and a half", several; 21st, twenty-first; years."""

from __future__ import annotations

from standoff.tag.times.lexicon import lexicon
from standoff.tag.times.tokens import Tokens

MULTIPLES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
SUFFIXES = frozenset(("st", "nd", "rd", "th"))
LAST_YEAR = 2199


def cardinal(t: Tokens, i: int) -> tuple[int, float | None] | None:
    """The number at `i`: (token after it, amount); the amount is None for "several". No number: None.

    "10", "1,000", "3.5", "ten", "twenty-one", "two and a half", "a few", "a couple of", "a dozen".
    """
    lex = lexicon()
    words = lex.words
    j = i
    if t.low[j] in ("a", "an", "another"):
        following = t.low[j + 1]
        if following in words["vague_numbers"]:
            return j + 2, None
        if following == "couple":
            return j + (3 if t.low[j + 2] == "of" else 2), 2.0
        if following == "dozen":
            return j + 2, 12.0
    while t.low[j] in words["plural_numbers"] and t.low[j + 1] == "of":
        j += 2  # "tens of thousands of"
    if j > i:
        return j, None
    if t.low[j] in words["vague_numbers"] and t.low[j - 1] != "as":
        if t.low[j + 1 : j + 3] == ["a", "dozen"]:
            return j + 3, 12.0
        return (j + 2 if t.low[j + 1] in MULTIPLES else j + 1), None  # "several hundred"
    found = _digits(t, j) if t.low[j].isdecimal() else _spelled(t, j)
    if found is None:
        return None
    j, amount = found
    while t.low[j] in MULTIPLES and amount < 1e12:
        j, amount = j + 1, amount * MULTIPLES[t.low[j]]
    if t.low[j] == "-" and t.low[j + 1] == "and":
        j += 1
    if t.low[j] == "and" and t.low[j + 1 : j + 3] == ["a", "half"]:
        return j + 3, amount + 0.5
    if t.low[j] == "and" and t.low[j + 1 : j + 4] == ["-", "a", "-"] and t.low[j + 4] == "half":
        return j + 5, amount + 0.5
    if t.low[j] == "-" and t.low[j + 1] in ("odd", "plus", "some", "something"):
        j += 2
    if t.low[j : j + 2] == ["or", "more"] and t.low[j + 2] in lex.units:
        j += 2
    return j, amount


def _digits(t: Tokens, i: int) -> tuple[int, float] | None:
    """A number in digits: "10", "1,000", "3.5"; not one glued to letters or to a longer number before it."""
    number = t.number(i)
    if number is None or (t.glued(i) and (t.low[i - 1].isalnum() or t.low[i - 1] in ("$", "£", "€", "₹", "#"))):
        return None
    if t.low[i - 1] in (".", ",") and t.glued(i) and t.low[i - 2].isdecimal():
        return None
    j = i + 1
    if t.low[j] == "," and t.glued(j) and t.glued(j + 1) and len(t.low[j + 1]) == 3 and t.low[j + 1].isdecimal():
        return j + 2, float(number * 1000 + int(t.low[j + 1]))
    if t.low[j] == "." and t.glued(j) and t.glued(j + 1) and t.low[j + 1].isdecimal() and len(t.low[j + 1]) < 4:
        return j + 2, float(f"{number}.{t.low[j + 1]}")
    k = j + 1 if t.low[j] == "-" else j
    if t.low[k : k + 3] == ["1", "/", "2"] and t.glued(k + 1) and t.glued(k + 2):
        return k + 3, number + 0.5
    if t.low[j] == "½":
        return j + 1, number + 0.5
    return j, float(number)


def _spelled(t: Tokens, i: int) -> tuple[int, float] | None:
    """A number in words below a thousand: "ten", "twenty-one", "a hundred", "one hundred"."""
    numbers = lexicon().numbers
    if t.low[i] == "couple" and t.low[i + 1] == "of":
        return i + 2, 2.0
    if t.low[i] in ("a", "one") and t.low[i + 1] == "hundred":
        return i + 2, 100.0
    value = numbers.get(t.low[i])
    if value is None:
        return None
    j = i + 1
    if value >= 20:
        k = j + 1 if t.low[j] == "-" else j
        unit = numbers.get(t.low[k], 0)
        if 0 < unit < 10:
            return k + 1, float(value + unit)
    return j, float(value)


def ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """The ordinal at `i`: (token after it, number): "21st", "third", "fifty-second". No ordinal: None."""
    lex = lexicon()
    number = t.number(i)
    if number is not None:
        if t.low[i + 1] in SUFFIXES and t.glued(i + 1) and len(t.low[i]) <= 4:
            return i + 2, number
        return None
    value = lex.ordinals.get(t.low[i])
    if value is not None:
        return i + 1, value
    tens = lex.numbers.get(t.low[i], 0)
    if tens >= 20:
        k = i + 2 if t.low[i + 1] == "-" else i + 1
        unit = lex.ordinals.get(t.low[k], 99)
        if unit < 10:
            return k + 1, tens + unit
    return None


def day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month at `i`: "21", "21st", "first": (token after it, day); not part of a longer figure."""
    found = ordinal(t, i)
    if found is None:
        number = t.number(i)
        if number is None or len(t.low[i]) > 2:
            return None
        j = i + 1
        if t.glued(j) and (t.low[j] == "%" or t.low[j].isalpha()):
            return None
        if t.low[j] in (".", ",", ":") and t.glued(j) and t.glued(j + 1) and t.low[j + 1].isdecimal():
            return None
        if t.glued(i) and (t.low[i - 1] in ("$", "£", "€", ".", ",", ":") or t.low[i - 1].isalnum()):
            return None
        found = (j, number)
    return found if 1 <= found[1] <= 31 else None


def year_number(t: Tokens, i: int, first: int = 1000) -> tuple[int, int] | None:
    """A year of four digits at `i`, from `first` on: (token after it, year); not part of a longer figure."""
    word = t.low[i]
    if len(word) != 4 or not word.isdecimal():
        return spoken_year(t, i) if word in CENTURIES else None
    number = int(word)
    if not first <= number <= LAST_YEAR:
        return None
    j = i + 1
    if t.glued(j) and (t.low[j].isalpha() or t.low[j] == "%"):
        return None
    if t.low[j] in (".", ",", ":") and t.glued(j) and t.glued(j + 1) and t.low[j + 1].isdecimal():
        return None
    if t.glued(i) and (t.low[i - 1].isalnum() or t.low[i - 1] in ("$", "£", "€", "₹", "#", ".", ",", ":", "/")):
        return None
    return j, number


CENTURIES = {"eighteen": 1800, "nineteen": 1900}


def spoken_year(t: Tokens, i: int) -> tuple[int, int] | None:
    """A year in words at `i`: "nineteen ninety-one", "nineteen seventeen", "two thousand": (token after it, year)."""
    numbers = lexicon().numbers
    if t.low[i] == "two" and t.low[i + 1] == "thousand":
        return i + 2, 2000
    century = CENTURIES.get(t.low[i])
    j = i + 2 if t.low[i + 1] == "-" else i + 1
    tens = numbers.get(t.low[j], 0)
    if century is None or tens < 10 or t.start[j] > t.end[i] + 1:
        return None
    k = j + 2 if t.low[j + 1] == "-" else j + 1
    unit = numbers.get(t.low[k], 0) if tens >= 20 else 0
    if 0 < unit < 10:
        return k + 1, century + tens + unit
    after = t.low[j + 1]
    return None if after == "-" or after in lexicon().units else (j + 1, century + tens)
