"""Quarters, halves and years as business news tells them: "the third quarter", "year-ago", "fiscal 2023"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from standoff.model import TimeSymbol
from standoff.tag.times.lexicon import Unit, lexicon
from standoff.tag.times.numbers import SUFFIXES, ordinal, year_number
from standoff.tag.times.tokens import Hit, Tokens

YEAR_BACK = -4
"""Quarters in a year, backwards."""
LATEST = 2199
LAST_YEAR = TimeSymbol(kind="offset", amount=-1.0, unit="year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What stands before "quarter" or its ordinal: the token after it, and the year it names in one way or another."""

    end: int
    year: int | None = None
    first: TimeSymbol | None = None
    back: bool = False
    told: bool = False


def _whose_year(t: Tokens, i: int) -> tuple[int, TimeSymbol] | None:
    """As "this year's", "last year’s" at `i`: (token after it, the year)."""
    which = lexicon().which.get(t.low[i])
    if which is None or which.anchor or t.low[i + 1] != "year" or t.low[i + 2] not in ("'", "’") or t.low[i + 3] != "s":
        return None
    return i + 4, TimeSymbol(kind="offset", amount=float(which.direction), unit="year")


def _lead(t: Tokens, i: int) -> Lead:
    """The words before "quarter": "the", "the 2019", "the latest", "the year-ago", "last year's", "fiscal"."""
    j = i + 1 if t.low[i] == "the" else i
    lead = Lead(end=j)
    fiscal = lexicon().words["fiscal"]
    for _ in range(4):
        j = lead.end
        whose = _whose_year(t, j)
        year = year_number(t, j, 1900)
        if whose is not None:
            lead = replace(lead, end=whose[0], first=whose[1], told=True)
        elif year is not None:
            lead = replace(lead, end=year[0], year=year[1], told=True)
        elif t.low[j] == "year" and t.low[j + 1] == "-" and t.low[j + 2] in ("ago", "earlier"):
            lead = replace(lead, end=j + 3, back=True, told=True)
        elif t.low[j] in fiscal or (t.low[j] == "same" and t.low[j + 1] in ("quarter", "month", "period")):
            lead = replace(lead, end=j + 1 + (t.low[j + 1] == "-"), told=True)
        else:
            break
    return lead


def _number(t: Tokens, j: int) -> tuple[int, int, str] | None:
    """As "third quarter", "third-quarter", "Q3", "first half" at `j`: (token after it, number, unit)."""
    if t.raw[j] == "Q" and t.glued(j + 1) and t.low[j + 1] in ("1", "2", "3", "4"):
        return j + 2, int(t.low[j + 1]), "quarter"
    if t.raw[j] == "H" and t.glued(j + 1) and t.low[j + 1] in ("1", "2") and year_number(t, j + 2, 1900):
        return j + 2, int(t.low[j + 1]), "half"
    if t.low[j : j + 2] == ["final", "quarter"] and t.low[j + 2] == "of":
        return j + 2, 4, "quarter"
    found = ordinal(t, j) if t.low[j] not in ("last", "latter") else (j + 1, 2)
    if found is None or not 1 <= found[1] <= 4 or t.low[j + 1] in SUFFIXES:
        return None
    k = found[0] + 1 if t.low[found[0]] == "-" else found[0]
    if t.low[k] == "quarter" and t.low[j] not in ("last", "latter"):
        return k + 1, found[1], "quarter"
    if t.low[k] == "half" and found[1] <= 2:
        return k + 1, found[1], "half"
    if t.low[k : k + 2] == ["two", "quarters"] and found[1] == 1:
        return k + 2, 1, "half"
    return None


def _year_named(t: Tokens, j: int) -> tuple[int, int | None, TimeSymbol | None] | None:
    """As "of 2023", "2023", ", 2023", "of last year", "last year", "of the year", "of fiscal 2023" at `j`."""
    k = j + 1 if t.low[j] in ("of", ",", "in") else j
    if t.low[j] == "of" and t.low[k : k + 2] == ["the", "year"]:
        return k + 2, None, TimeSymbol(kind="offset", amount=0.0, unit="year")
    k += t.low[k] == "fiscal"
    year = year_number(t, k, 1500)
    if year is not None and t.low[j] != "in":
        return year[0], year[1], None
    which = lexicon().which.get(t.low[k])
    if which is not None and not which.anchor and t.low[k + 1] == "year" and t.low[k + 2] not in ("'", "’"):
        return k + 2, None, TimeSymbol(kind="offset", amount=float(which.direction), unit="year")
    return None


def quarter(t: Tokens, i: int) -> Hit | None:
    """As "the third quarter of 2023", "Q3", "third-quarter", "the first half of last year", "last year's quarter"."""
    lead = _lead(t, i)
    found = _number(t, lead.end)
    if found is None:
        return _untold(t, i, lead)
    end, number, unit = found
    hyphen = t.low[end - 2] == "-"
    named = _year_named(t, end)
    if t.low[lead.end] == "final" and named is None:
        return None  # the final quarter of a match
    if unit == "half" and named is None and not lead.told:
        nouns = lexicon().words["business_nouns"]
        if not (hyphen and (t.low[end] in nouns or t.low[end + 1] in nouns)):
            return None
    year, first = lead.year, lead.first
    if named is not None:
        end, year, first = named[0], named[1] or year, named[2] or first
    symbol = TimeSymbol(kind="calendar", unit=_unit(unit), amount=float(number), year=year, first=first)
    if lead.back and year is None:
        symbol = replace(symbol, first=TimeSymbol(kind="event", amount=-1.0, unit="year", first=symbol))
    # "the third-quarter loss": the article belongs to the loss
    start = i + 1 if hyphen and t.low[i] == "the" else i
    return Hit(start, end, symbol)


def _unit(name: str) -> Unit:
    """A quarter or a half, for the type checker."""
    return "quarter" if name == "quarter" else "half"


def _untold(t: Tokens, i: int, lead: Lead) -> Hit | None:
    """As "the quarter", "the latest quarter", "the year-ago period", "last year's quarter": of one told before."""
    words, j = lexicon().words, lead.end
    noun = t.low[j]
    ago = _of_year_before(t, j + 1) if j > i and t.low[j - 1] in words["same"] else None
    if ago is not None and noun == "period":
        return Hit(i, ago, TimeSymbol(kind="event", amount=-1.0, unit="year"))
    if ago is not None and noun in ("quarter", "month"):
        amount = -12.0 if noun == "month" else float(YEAR_BACK)
        return Hit(i, ago, TimeSymbol(kind="event", amount=amount, unit=lexicon().units[noun]))
    if noun == "period" and not (lead.back or lead.first or t.low[j - 1] == "latest"):
        return None
    if noun not in ("quarter", "period"):
        return _year_back(t, i, lead)
    if not lead.told and not (t.low[i] == "the" and t.low[i - 1] in words["before_quarter"]):
        return None
    if t.low[j + 1] in ("-", "of") or (not lead.told and t.low[j + 1] in words["after_no_quarter"]):
        return None
    back = lead.back or (lead.first is not None and (lead.first.amount or 0) < 0)
    amount = float(YEAR_BACK) if back else 0.0
    end = j + 1
    if t.low[end : end + 2] == ["a", "year"] and t.low[end + 2] in ("ago", "earlier"):
        amount, end = float(YEAR_BACK), end + 3
    first = TimeSymbol(kind="offset", amount=-1.0, unit="quarter") if t.low[j - 1] == "latest" else None
    symbol = TimeSymbol(kind="event", amount=amount, unit="quarter", direction=-1, first=first)
    return Hit(i, end, replace(symbol, year=lead.year))


def _of_year_before(t: Tokens, j: int) -> int | None:
    """The token after "last year", "of the previous year", "a year earlier", "the year before" at `j`."""
    j += t.low[j] in ("of", "in")
    if t.low[j : j + 2] == ["last", "year"]:
        return j + 2
    told = t.low[j : j + 2] == ["a", "year"] and t.low[j + 2] in ("ago", "earlier")
    told = told or t.low[j : j + 3] == ["the", "year", "before"]
    told = told or (t.low[j] == "the" and t.low[j + 1] in ("previous", "prior") and t.low[j + 2] == "year")
    return j + 3 if told else None


def _year_back(t: Tokens, i: int, lead: Lead) -> Hit | None:
    """As "year-ago", "year-earlier" before a noun: "the year-ago results"."""
    if not lead.back or t.low[i] == "the" or lead.end != i + 3 or not t.low[lead.end].isalpha():
        return None
    return Hit(i, lead.end, LAST_YEAR)


def fiscal_year(t: Tokens, i: int) -> Hit | None:
    """As "fiscal 2023", "the fiscal year", "the latest fiscal year", "the full year", "year-end"."""
    if t.raw[i] == "FY":
        number, size = t.number(i + 1) or 0, len(t.low[i + 1])
        if size == 2 and t.glued(i + 1):
            number += 2000  # "FY14"
        told = 1900 <= number <= LATEST and t.start[i + 1] <= t.end[i] + 1
        return Hit(i, i + 2, TimeSymbol(kind="calendar", year=number)) if told else None
    if t.low[i] == "fiscal":
        j = i + 2 if t.low[i + 1] == "year" else i + 1
        year = year_number(t, j, 1900)
        return Hit(i, year[0], TimeSymbol(kind="calendar", year=year[1])) if year else None
    if t.low[i] == "year":
        return _year_end(t, i)
    if t.low[i] != "the":
        return _which_fiscal(t, i)
    ended = t.low[i + 2] in ("ended", "ending") or (t.low[i + 2] in ("to", "through") and _dated(t, i + 3))
    if ended and t.low[i + 1] == "year":
        return Hit(i, i + 2, TimeSymbol(kind="duration", amount=1.0, unit="year"))
    words = lexicon().words
    if t.low[i + 1] == "year" and t.low[i - 1] in ("for", "of") and t.low[i + 2] not in words["after_no_year"]:
        if t.low[i - 1] == "of" and t.low[i - 2] not in words["part_of_year"]:
            return None
        return Hit(i, i + 2, TimeSymbol(kind="offset", amount=0.0, unit="year"))
    if t.low[i + 1] in ("week", "month") and t.low[i - 1] == "for" and t.low[i + 2] in (",", "."):
        return Hit(i, i + 2, TimeSymbol(kind="offset", amount=0.0, unit=lexicon().units[t.low[i + 1]]))
    if t.low[i + 2] == "year" and t.low[i + 1] in ("fiscal", "full", "financial"):
        if t.low[i + 3] in ("ended", "ending"):
            return Hit(i, i + 3, TimeSymbol(kind="duration", amount=1.0, unit="year"))
        return Hit(i, i + 3, TimeSymbol(kind="offset", amount=0.0, unit="year"))
    return _which_fiscal(t, i)


def _which_fiscal(t: Tokens, i: int) -> Hit | None:
    """As "next fiscal year", "the current financial year", "the 2013 fiscal year"."""
    j = i + 1 if t.low[i] == "the" else i
    year = year_number(t, j, 1900)
    k = year[0] if year is not None else j + 1
    if t.low[k] not in ("fiscal", "financial") or t.low[k + 1] != "year":
        return None
    if year is not None:
        return Hit(i, k + 2, TimeSymbol(kind="calendar", year=year[1])) if j > i else None
    which = lexicon().which.get(t.low[j])
    if which is None and t.low[j] not in ("latest", "past"):
        return None
    return Hit(i, k + 2, TimeSymbol(kind="offset", amount=float(which.direction if which else -1), unit="year"))


def _dated(t: Tokens, j: int) -> bool:
    """Whether a month or a day and a month stand at `j`: "March", "31 March", "the end of June"."""
    if t.low[j : j + 3] == ["the", "end", "of"]:
        j += 3
    j += t.low[j].isdecimal() or t.low[j] in ("mid", "late", "early")
    return t.raw[j][:1].isupper() and (t.low[j] in lexicon().months or t.low[j] in lexicon().month_abbreviations)


def _year_end(t: Tokens, i: int) -> Hit | None:
    """As "year-end", "year end", "year's end" after "by", "at", "before", "since", "until"."""
    j = i + 1
    if t.low[j] in ("'", "’") and t.low[j + 1] == "s":
        j += 2
    elif t.low[j] == "-":
        j += 1
    if t.low[j] != "end" or t.low[i - 1] not in lexicon().words["before_year_end"]:
        return None
    return Hit(i, j + 1, TimeSymbol(kind="offset", amount=0.0, unit="year", modifier="end"))


def century(t: Tokens, i: int) -> Hit | None:
    """As "the 19th century", "the twentieth century", "this century", "the 17th-century"."""
    j = i + 1 if t.low[i] == "the" else i
    if t.low[j] in ("this", "last") and t.low[j + 1] == "century":
        return Hit(i, j + 2, TimeSymbol(kind="offset", amount=-1.0 if t.low[j] == "last" else 0.0, unit="century"))
    found = ordinal(t, j)
    if found is None or not 1 <= found[1] <= 22:
        return None
    hyphen = t.low[found[0]] == "-"
    k = found[0] + hyphen
    if t.low[k] not in ("century", "centuries"):
        return None
    symbol = TimeSymbol(kind="calendar", unit="century", year=100 * (found[1] - 1))
    return Hit(j if hyphen else i, k + 1, symbol)
