"""Calendar dates: "Sept. 15", "15 September 2023", "Monday, March 13", "25-30 July", "the 21st", "1990s"."""

from __future__ import annotations

from dataclasses import replace

from standoff.model import TimeSymbol
from standoff.tag.times.lexicon import lexicon
from standoff.tag.times.numbers import day_number, ordinal, spoken_year, year_number
from standoff.tag.times.tokens import Hit, Tokens

LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_name(t: Tokens, i: int, *, short: bool = True) -> tuple[int, int] | None:
    """A capitalised month at `i`, with its full stop: (token after it, month); `short` allows "Sept."."""
    if not t.raw[i][:1].isupper():
        return None
    lex = lexicon()
    month = lex.months.get(t.low[i])
    if month is not None:
        return i + 1, month
    month = lex.month_abbreviations.get(t.low[i]) if short else None
    if month is None:
        return None
    return (i + 2 if t.low[i + 1] == "." and t.glued(i + 1) else i + 1), month


def weekday_name(t: Tokens, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A capitalised weekday at `i`: (token after it, weekday); `short` allows "Mon."."""
    if not t.raw[i][:1].isupper():
        return None
    lex = lexicon()
    weekday = lex.weekdays.get(t.low[i])
    if weekday is not None:
        return i + 1, weekday
    weekday = lex.weekday_abbreviations.get(t.low[i]) if short else None
    if weekday is None:
        return None
    return (i + 2 if t.low[i + 1] == "." and t.glued(i + 1) else i + 1), weekday


def _year_after(t: Tokens, j: int, *, day_before: bool = False) -> tuple[int, int | None]:
    """The year that follows a month or a day, past a comma or "of": (token after it, year or None).

    After a full date words may run on without a gap, as pages print them: "September 17, 2023Politics".
    """
    k = j + 1 if t.low[j] in (",", "of") else j
    found = year_number(t, k, 1000)
    if found is None and day_before and len(t.low[k]) == 4 and t.raw[k + 1][:1].isupper() and t.glued(k + 1):
        year = t.number(k)
        found = (k + 1, year) if year is not None and 1900 <= year <= 2100 else None
    return found if found is not None else (j, None)


def calendar_date(t: Tokens, i: int) -> Hit | None:
    """A date with a month, a weekday before it or not; or a month with or without a year."""
    j, weekday = i, None
    named = weekday_name(t, i, short=True)
    if named is not None:
        j, weekday = named
        j += t.low[j] == ","
        j += t.low[j] == "the"
    hit = _month_first(t, j) or _day_first(t, j)
    if hit is None and weekday is not None:
        hit = _plain_day(t, j)
    if hit is None:
        return None
    if weekday is None:
        return hit
    if hit.symbol.day is None or not is_weekday(t, i):
        return None
    return Hit(i, hit.end, replace(hit.symbol, weekday=weekday))


def _plain_day(t: Tokens, i: int) -> Hit | None:
    """The bare day of "Tuesday 24" or "Tuesday the 24th"; no count of what follows."""
    day = day_number(t, i)
    if day is None or half_follows(t, day[0]):
        return None
    after = t.low[day[0]]
    if after.isalpha() and after not in lexicon().words["after_bare_ordinal"]:
        return None
    return Hit(i, day[0], TimeSymbol(kind="calendar", day=day[1]))


def half_follows(t: Tokens, j: int) -> bool:
    """Whether "am", "p.m." or minutes stand at `j`, so that the number before is an hour."""
    word = t.low[j]
    if word == ":":
        return t.glued(j) and t.glued(j + 1) and t.low[j + 1].isdecimal()
    return word in ("am", "pm", "o") or (word in ("a", "p") and t.low[j + 1] in (".", "m"))


def is_weekday(t: Tokens, i: int) -> bool:
    """Whether the weekday at `i` is one: not "Good Friday" nor the "Sunday Times"."""
    words = lexicon().words
    if t.raw[i + 1][:1].isupper() and t.low[i + 1] in words["not_weekday_before"]:
        return False
    if t.low[i - 1] == "one" or t.low[i - 2 : i] == ["on", "a"]:
        return False  # "on a Monday" is any
    return not (t.raw[i - 1][:1].isupper() and t.low[i - 1] in words["not_weekday_after"])


def _month_first(t: Tokens, i: int) -> Hit | None:
    """As "September 21", "Sept. 15, 2023", "March the 3rd", "March 2023", "the month of May", "August"."""
    if t.low[i : i + 3] == ["the", "month", "of"]:
        inner = month_name(t, i + 3, short=False)
        end, year = _year_after(t, inner[0]) if inner else (0, None)
        return Hit(i, end, TimeSymbol(kind="calendar", year=year, month=inner[1])) if inner else None
    found = month_name(t, i)
    if found is None:
        return None
    j, month = found
    k = j + 1 if t.low[j] == "the" else j
    day = day_number(t, k)
    if day is not None and day[1] <= LONGEST_MONTHS[month - 1] and not half_follows(t, day[0]):
        end, year = _year_after(t, day[0], day_before=True)
        return Hit(i, end, TimeSymbol(kind="calendar", year=year, month=month, day=day[1]))
    end, year = _year_after(t, j)
    if year is None and not _lone_month(t, i, j) and t.low[j] != "of":
        return None
    return Hit(i, end, TimeSymbol(kind="calendar", year=year, month=month))


def _lone_month(t: Tokens, i: int, j: int) -> bool:
    """Whether the month at `i` can stand without day or year: not "May" the verb or "March" the walk."""
    lex = lexicon()
    if t.low[i] not in lex.months:
        return False
    if t.low[i - 1] in lex.words["dashes"] and (t.low[i - 2] in lex.modifiers or t.low[i - 2] in lex.months):
        return True  # "mid-March", "January-March"
    if t.low[j] in lex.words["dashes"] and t.low[j + 1] in lex.months:
        return True
    if lex.months[t.low[i]] in (3, 5) or (t.raw[i].isupper() and len(t.raw[i]) > 1):
        if t.low[i - 1] == "the" and t.raw[j].islower():
            return t.low[j] not in lex.words["after_march"]  # "the March accord", not "the March on Rome"
        return t.low[i - 1] in lex.words["month_prepositions"] and not (t.low[i - 1] == "to" and t.low[j] == "for")
    before, after = t.raw[i - 1], t.raw[j]
    if t.low[i] in lex.words["name_months"] and t.low[i - 1] not in lex.words["month_prepositions"]:
        # also given names: "April Smith", "Dr June"
        return not (after[:1].isupper() and after.isalpha()) and not (
            before[:1].isupper() and before.isalpha() and before != "The"
        )
    return True


def _day_first(t: Tokens, i: int) -> Hit | None:
    """As "15 September 2023", "the 15th of September", "21st Sept"."""
    j = i + 1 if t.low[i] == "the" else i
    day = day_number(t, j) or _day_after_noise(t, i)
    if day is None or (j > i and day[0] == j + 1 and t.low[j].isdecimal() and t.low[day[0]] != "of"):
        return None  # "the 9 August attack" is read without its article
    hyphens = t.low[day[0]] == "-" and t.glued(day[0]) and t.low[day[0] + 2] == "-"
    k = day[0] + 1 if t.low[day[0]] == "of" or hyphens else day[0]
    month = month_name(t, k)
    if month is None or day[1] > LONGEST_MONTHS[month[1] - 1]:
        return None
    end, year = _year_after(t, month[0] + hyphens, day_before=True)
    return Hit(i, end, TimeSymbol(kind="calendar", year=year, month=month[1], day=day[1]))


def _day_after_noise(t: Tokens, i: int) -> tuple[int, int] | None:
    """The day of "writer14 July 2023", as pages print it when a name and a date run together."""
    day = t.number(i)
    if day is None or not 1 <= day <= 31 or not t.glued(i) or not t.low[i - 1].isalpha():
        return None
    return (i + 1, day) if t.low[i + 1] in lexicon().months and year_number(t, i + 2, 1900) else None


def numeric_date(t: Tokens, i: int) -> Hit | None:
    """As "2024-09-20", "20/09/2024", "20.9.2024"; "03/04/2024" could be two days, so only its year is kept."""
    numbers = [t.number(i), t.number(i + 2), t.number(i + 4)]
    mark = t.low[i + 1]
    if mark not in ("-", "/", ".", "–") or t.low[i + 3] != mark or None in numbers:
        return None
    if not all(t.glued(k) for k in range(i + 1, i + 5)) or (t.glued(i) and t.low[i - 1].isalnum()):
        return None
    a, b, c = (n or 0 for n in numbers)
    if len(t.low[i]) == 4 and 1000 <= a <= 2199:
        year, month, day = a, b, c
    elif len(t.low[i + 4]) == 4 and 1000 <= c <= 2199 and len(t.low[i]) <= 2:
        if a <= 12 and b <= 12 and a != b and mark == "/":
            return Hit(i, i + 5, TimeSymbol(kind="calendar", year=c))
        year, month, day = (c, b, a) if b <= 12 else (c, a, b)
    elif len(t.low[i + 4]) == 2 and 12 < a <= 31 and 1 <= b <= 12 and mark != "-":
        year, month, day = 2000 + c, b, a  # "18/09/24"
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= LONGEST_MONTHS[month - 1]):
        return None
    symbol = TimeSymbol(kind="calendar", year=year, month=month, day=day)
    return _iso_clock(t, Hit(i, i + 5, symbol)) if mark == "-" else Hit(i, i + 5, symbol)


def _iso_clock(t: Tokens, hit: Hit) -> Hit:
    """Take in the "T10:30" or "T10:30:00Z" of an ISO time stamp."""
    j = hit.end
    hour, minute = t.number(j + 1), t.number(j + 3)
    if t.low[j] != "t" or t.low[j + 2] != ":" or hour is None or minute is None or hour > 24 or minute > 59:
        return hit
    if not all(t.glued(k) for k in range(j, j + 4)):
        return hit
    end = j + 4
    if t.low[end] == ":" and t.glued(end) and t.low[end + 1].isdecimal() and t.glued(end + 1):
        end += 2
    end += t.low[end] == "z" and t.glued(end)
    return Hit(hit.start, end, replace(hit.symbol, clock=f"{hour:02}:{minute:02}"))


def day_range(t: Tokens, i: int) -> Hit | None:
    """As "25-30 July", "10 to 21 September 2024", "between 3 and 5 May": days first, one month."""
    j = i + 1 if t.low[i] == "the" else i
    first = day_number(t, j)
    if first is None:
        return None
    joined = range_mark(t, first[0], between=t.low[i - 1] == "between")
    if joined is None and t.low[first[0]] == "/" and t.glued(first[0]):
        joined = first[0] + 1  # "14/15 September"
    if joined is None:
        return None
    last = _day_first(t, joined)
    if last is None or (last.symbol.day or 0) <= first[1]:
        return None
    begin = TimeSymbol(kind="calendar", year=last.symbol.year, month=last.symbol.month, day=first[1])
    return Hit(i, last.end, TimeSymbol(kind="range", first=begin, last=last.symbol), joined - 1)


def range_mark(t: Tokens, i: int, *, between: bool) -> int | None:
    """The token after a dash, "to", "until" or, after "between", "and" at `i`; None when there is none."""
    words = lexicon().words
    if t.low[i] in words["dashes"] or t.low[i] in words["range_words"] or (between and t.low[i] == "and"):
        return i + 1
    return None


def day_list(t: Tokens, i: int) -> list[Hit]:
    """As "22 and 23 July", "3, 5 and 7 May": each day for itself; [] when `i` does not begin such a list."""
    days: list[tuple[int, int, int]] = []
    j = i
    while len(days) < 8:
        named = weekday_name(t, j)
        day = day_number(t, named[0] if named else j)
        if day is None:
            return []
        days.append((j, *day))
        j = day[0]
        month = month_name(t, j)
        if month is not None:
            break
        j += t.low[j] == ","
        j += t.low[j] in ("and", "&", "or")
        if j == day[0]:
            return []
    last = calendar_date(t, days[-1][0]) if len(days) > 1 else None
    if last is None or last.symbol.month is None:
        return []
    hits = [Hit(a, b, replace(last.symbol, day=day, weekday=None)) for a, b, day in days[:-1]]
    return [*hits, last]


def more_days(t: Tokens, hit: Hit) -> list[Hit]:
    """The bare days that follow a month and day: "December 20, 21 and 22"."""
    hits: list[Hit] = []
    j = hit.end
    words = lexicon().words
    if hit.symbol.day is None or t.low[hit.end - 1] in lexicon().months:
        return []
    while len(hits) < 8:
        k = j + (t.low[j] == ",")
        k += t.low[k] in ("and", "&", "or")
        day = day_number(t, k) if k > j else None
        if day is None or day[1] <= (hit.symbol.day or 0) or month_name(t, day[0]) is not None:
            break
        after = t.low[day[0]]
        plain = not after or not after.isalpha() or after in words["after_bare_ordinal"]
        if not plain or t.low[day[0]] in ("%", "$") or year_number(t, k) is not None:
            break
        end, year = _year_after(t, day[0])
        hits.append(Hit(k, end, replace(hit.symbol, day=day[1], weekday=None, year=year or hit.symbol.year)))
        j = end
    return hits


def bare_day(t: Tokens, i: int) -> Hit | None:
    """As "on the 21st", "by the 3rd": a day of the month nearest to the day of print or of the telling."""
    words = lexicon().words
    if t.low[i] != "the" or t.low[i - 1] not in words["before_bare_ordinal"] or not t.low[i + 1].isdecimal():
        return None
    found = ordinal(t, i + 1)
    if found is None or found[1] > 31:
        return None
    after = t.low[found[0]]
    if after.isalpha() and after not in words["after_bare_ordinal"]:
        return None
    end = found[0]
    if t.low[end : end + 2] == ["of", "this"] and t.low[end + 2] == "month":
        end += 3
    return Hit(i, end, TimeSymbol(kind="calendar", day=found[1]))


def year_alone(t: Tokens, i: int) -> Hit | None:
    """As "2019", "in 1984", "the 2023 strike", "the year 2000"; not "2000 workers", "$2023", "over 1900"."""
    if t.low[i] == "the":
        found = year_number(t, i + 2, 1000) or spoken_year(t, i + 2) if t.low[i + 1] == "year" else None
        return Hit(i, found[0], TimeSymbol(kind="calendar", year=found[1])) if found else None
    found = year_number(t, i, 1000)
    if found is None:
        return None
    words = lexicon().words
    before, after = t.low[i - 1], t.low[found[0]]
    if found[1] < 1500 and (before not in ("in", "since") or after.isalnum()):
        return None
    if (before == "." and t.low[i - 2] == "no") or before.isdecimal():
        return None
    compared = before == "than" and t.low[i - 2] in ("earlier", "later", "sooner")  # "no later than 2017"
    if (before in words["not_year_before"] and not compared) or after in words["number_nouns"]:
        return None
    led = before in words["year_prepositions"] or before in ("(", "the", "’s", "s", "-", "–", "/")
    if not led and not 1900 <= found[1] <= 2100:
        return None
    ranged = _year_range(t, i, found[0], found[1])
    if ranged is not None:
        return ranged
    count = found[1] % 100 == 0 or not led
    if count and after.isalpha() and t.raw[found[0]].islower() and after.endswith("s") and len(after) > 3:
        return None
    return Hit(i, found[0], TimeSymbol(kind="calendar", year=found[1]))


def _year_range(t: Tokens, i: int, j: int, first: int) -> Hit | None:
    """As "2022-24", "2024/25", "1914–1918": years joined by a mark without gaps."""
    if t.low[j] not in ("-", "–", "/", "‑") or not t.glued(j) or not t.glued(j + 1):
        return None
    last, digits = t.number(j + 1), len(t.low[j + 1])
    if last is None or digits not in (2, 4) or (t.glued(j + 2) and (t.low[j + 2].isalnum() or t.low[j + 2] == "-")):
        return None
    last = first // 100 * 100 + last if digits == 2 else last
    if not first < last <= first + 99:
        return None
    begin, end = (TimeSymbol(kind="calendar", year=year) for year in (first, last))
    return Hit(i, j + 2, TimeSymbol(kind="range", first=begin, last=end), 0 if t.low[j] == "/" else j)


def decade(t: Tokens, i: int) -> Hit | None:
    """As "1990s", "the 1980s", "the '70s", "the 90's"."""
    j = i + 1 if t.low[i] == "the" else i
    spoken = lexicon().decade_words.get(t.low[j]) if t.low[i - 1] not in lexicon().words["possessives"] else None
    if spoken is not None and (j > i or t.low[i - 1] in lexicon().modifiers or t.low[i - 1] == "-"):
        plain = t.low[j + 1] not in lexicon().units and not t.low[j + 1].startswith("somethings")
        return Hit(i, j + 1, TimeSymbol(kind="calendar", year=spoken, unit="decade")) if plain else None
    short = t.low[j] in ("'", "’", "‘")
    k = j + 1 if short else j
    number = t.number(k)
    if number is None or number % 10 or not t.glued(k + 1) or len(t.low[k]) not in ((2,) if short else (4,)):
        return None
    end = k + 2 if t.low[k + 1] == "s" else 0
    if t.low[k + 1] in ("'", "’") and t.low[k + 2] == "s" and t.glued(k + 2):
        end = k + 3
    year = number + 1900 if short else number
    if not end or not 1500 <= year <= 2100:
        return None
    return Hit(i, end, TimeSymbol(kind="calendar", year=year, unit="decade"))
