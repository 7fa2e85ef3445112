"""What the words around an expression add: the tense of its clause, and the day that a bare clock time belongs to."""

from __future__ import annotations

from dataclasses import replace

from standoff.model import TimeSymbol
from standoff.tag.times.grammar import is_day
from standoff.tag.times.lexicon import lexicon
from standoff.tag.times.tense import LIKELY, Layout, lay_out, tense
from standoff.tag.times.tokens import Hit, Tokens

LATELY = 10
"""Sentences in which "a year earlier" still leans on the quarter or the year told before."""
DEEPEST = 6
"""How many "the next day"s may lean on one another before the day counts as lost."""


def _directed(t: Tokens, hit: Hit, layout: Layout) -> Hit:
    """Give a bare weekday, weekend, month or count the direction of its clause."""
    symbol = hit.symbol
    if symbol.kind == "range" and symbol.first is not None and symbol.last is not None:
        if symbol.first.kind != "weekday" and symbol.first.kind != "calendar":
            return hit
        way = min(tense(t, hit, layout), 1)
        first = replace(symbol.first, direction=symbol.first.direction or way)
        last = replace(symbol.last, direction=symbol.last.direction or way)
        return hit._replace(symbol=replace(symbol, first=first, last=last))
    open_weekday = symbol.kind == "weekday" and symbol.amount is None
    open_weekend = symbol.kind == "offset" and symbol.amount is None
    open_month = symbol.kind == "calendar" and symbol.year is None and symbol.first is None
    open_month = open_month and (symbol.amount is None or symbol.unit in ("quarter", "half"))
    if symbol.direction == 0 and (open_weekday or open_weekend or open_month or symbol.kind == "count"):
        way = tense(t, hit, layout)
        back = t.low[hit.start - 1] == "on" and t.low[hit.start] not in ("its", "their", "our")
        if symbol.kind == "count" and not back:
            way = max(way, 0)  # "entered its third day" is news of the day, "on the third day" a look back
        if not open_weekday:
            way = min(way, 1)
        if symbol.unit == "quarter" and way > 0 and t.low[hit.start - 1] == "for":
            way = 0  # "a loss for the third quarter" tells no time to come
        if way:
            return hit._replace(symbol=replace(symbol, direction=way))
    return hit


def _day_of(symbol: TimeSymbol) -> TimeSymbol | None:
    """The one day that a symbol means, as an anchor for others; None when it means none."""
    if symbol.kind == "range" and symbol.first is not None:
        return _day_of(symbol.first)
    if is_day(symbol) and (symbol.kind != "event" or symbol.first is not None):
        return symbol
    return None


def _wide(symbol: TimeSymbol) -> TimeSymbol | None:
    """What "the following month" may lean on: any point with a place on the calendar."""
    if symbol.kind in ("calendar", "offset", "weekday") or (symbol.kind == "event" and symbol.first is not None):
        return symbol
    return _day_of(symbol)


def _depth(symbol: TimeSymbol | None) -> int:
    """How many anchors the symbol leans on."""
    deep = 0
    while symbol is not None and symbol.first is not None:
        symbol, deep = symbol.first, deep + 1
    return deep


def _same_sentence(hits: list[Hit], n: int, sentence: list[int]) -> TimeSymbol | None:
    """The day told nearest to hit `n` in its own sentence, those before it first."""
    here = sentence[hits[n].start]
    for k in range(n - 1, max(n - 6, -1), -1):
        if sentence[hits[k].start] != here:
            break
        day = _day_of(hits[k].symbol)
        if day is not None:
            return day
    for k in range(n + 1, min(n + 6, len(hits))):
        if sentence[hits[k].start] != here:
            break
        day = _day_of(hits[k].symbol)
        if day is not None:
            return day
    return None


def in_order(hits: list[Hit], told: int | None = None) -> list[Hit]:
    """Fill in years from the last date told with one, as in the telling of history rather than of news.

    `told` is the month told last, in months since the year 0.
    """
    filled = []
    for hit in hits:
        symbol = hit.symbol
        ends = (symbol.first, symbol.last) if symbol.kind == "range" else (None, None)
        if ends[0] is not None and ends[1] is not None and ends[0].kind == "calendar" and ends[0].day is None:
            pair = in_order([hit._replace(symbol=ends[0]), hit._replace(symbol=ends[1])], told)
            symbol = replace(symbol, first=pair[0].symbol, last=pair[1].symbol)
        if symbol.kind == "calendar" and symbol.unit is None:
            if symbol.year is None and told is not None and symbol.amount is None:
                month = symbol.month if symbol.month is not None else told % 12 + 1
                year = min((told // 12 + n for n in (0, 1, -1)), key=lambda y: abs(y * 12 + month - 1 - (told or 0)))
                symbol = replace(symbol, year=year, month=month)
            if symbol.year is not None and symbol.month is not None:
                told = symbol.year * 12 + symbol.month - 1
            elif symbol.year is not None and (told is None or told // 12 != symbol.year):
                told = symbol.year * 12 + 5
        elif symbol.kind == "calendar" and symbol.unit == "season" and symbol.year is None and told is not None:
            symbol = replace(symbol, year=told // 12)
        elif symbol.kind == "offset" and symbol.amount == 0 and symbol.unit != "day":
            symbol = replace(symbol, kind="event")  # "the end of the year": of the year being told
        filled.append(hit._replace(symbol=symbol))
    return filled


def settle(t: Tokens, hits: list[Hit], *, narrative: bool = False) -> list[Hit]:
    """Give every hit what its surroundings tell: a direction, or as `first` the day that it leans on.

    A clock time, a count of days and "the next day" lean on a day: one in the same sentence, else the last one told.
    With `narrative`, years are filled in first by `in_order`.
    """
    if not hits:
        return []
    layout = lay_out(t)
    sentence = layout.sentence
    hits = _agreed([_directed(t, hit, layout) for hit in (in_order(hits) if narrative else hits)])
    hits = _in_pairs(t, hits)
    told = _Told()
    for n, hit in enumerate(hits):
        symbol = hit.symbol
        leaned = None
        if symbol.kind == "clock" or (symbol.kind == "count" and symbol.unit == "day"):
            leaned = _same_sentence(hits, n, sentence)
            if leaned is None and symbol.kind == "clock":
                leaned = told.gone if tense(t, hit, layout) < 0 else told.day
        elif symbol.kind == "calendar" and symbol.first is not None and symbol.first.kind == "event":
            year = told.wide
            if year is not None and _depth(year) < DEEPEST - 1:
                leaned = replace(symbol.first, first=year)
        elif symbol.unit in ("quarter", "year") and not narrative and _year_ago(t, hit):
            hits[n] = hit._replace(symbol=told.year_ago(symbol, sentence[hit.start]))
        elif symbol.kind == "weekday" and symbol.amount is not None and "following" in t.low[hit.start : hit.end]:
            leaned = told.day
        elif symbol.kind == "event" and symbol.of is None and symbol.first is None:
            small = symbol.unit in ("second", "minute", "hour", "day")
            leaned = told.day if small or (symbol.direction and told.day is not None) else told.wide
            within = symbol.amount == 0 and symbol.modifier is not None and t.low[hit.end - 2] == "the"
            if leaned is None and (within or symbol.amount == -12):
                # "earlier in the week", "the same month last year": of print where nothing was told before
                hits[n] = hit._replace(symbol=replace(symbol, kind="offset"))
        if leaned is not None and _depth(leaned) < DEEPEST:
            hits[n] = hit._replace(symbol=replace(symbol, first=leaned))
        quarter = symbol.kind == "calendar" and symbol.unit == "quarter"
        if not (quarter and tense(t, hit, layout) > 0):  # "a year earlier" is no year from a quarter to come
            told.note(hits[n].symbol, sentence[hit.start])
    return hits


def _year_ago(t: Tokens, hit: Hit) -> bool:
    """Whether the hit is "a year ago", "a year earlier", "the quarter" or "the year-ago quarter"."""
    symbol = hit.symbol
    if symbol.unit == "quarter":
        return symbol.kind == "event" and symbol.of is None
    one = t.low[hit.start] in ("a", "one", "year") and symbol.modifier in (None, "since")  # "up from a year ago"
    one = one or "period" in t.low[hit.end - 5 : hit.end]  # "the same period last year"
    return one and symbol.kind in ("offset", "event") and symbol.amount == -1 and symbol.of is None


def _agreed(hits: list[Hit]) -> list[Hit]:
    """Settle the likely futures: past where the same weekday is told as past, for one name mostly means one day."""
    gone = {hit.symbol.weekday for hit in hits if hit.symbol.kind == "weekday" and hit.symbol.direction < 0}
    return [
        hit._replace(symbol=replace(hit.symbol, direction=-1 if hit.symbol.weekday in gone else 1))
        if hit.symbol.direction == LIKELY
        else hit
        for hit in hits
    ]


def _in_pairs(t: Tokens, hits: list[Hit]) -> list[Hit]:
    """Give the second of "10 p.m. Friday to 6 a.m. Saturday" the direction of the first."""
    range_words, paired = lexicon().words["range_words"], hits[:1]
    for hit in hits[1:]:
        before, symbol = paired[-1], hit.symbol
        if before.end == hit.start - 1 and t.low[before.end] in range_words:
            open_ = symbol.kind == before.symbol.kind == "weekday" and symbol.amount is before.symbol.amount is None
            if open_:
                hit = hit._replace(symbol=replace(symbol, direction=before.symbol.direction))
        paired.append(hit)
    return paired


class _Told:
    """What has been told so far: the last day, the last day not in the future, the last point of any size."""

    __slots__ = ("day", "gone", "month", "period", "wide", "year")

    def __init__(self) -> None:
        self.day: TimeSymbol | None = None
        self.gone: TimeSymbol | None = None
        self.wide: TimeSymbol | None = None
        self.period: tuple[TimeSymbol, int] | None = None
        self.month: tuple[TimeSymbol, int] | None = None
        self.year: tuple[TimeSymbol, int] | None = None

    def year_ago(self, symbol: TimeSymbol, sentence: int) -> TimeSymbol:
        """What "a year earlier" means beside a quarter told lately, a year told lately, or neither."""
        near = self.period is not None and sentence - self.period[1] <= LATELY
        if symbol.unit == "quarter":
            first = self.period[0] if self.period else TimeSymbol(kind="offset", amount=-1.0, unit="quarter")
            if symbol.year is not None and self.period is not None:  # "the 2012 quarter": its number was told
                return replace(first, year=symbol.year, direction=0, first=None)
            if symbol.year is not None:
                return TimeSymbol(kind="calendar", year=symbol.year)
            return replace(symbol, first=symbol.first or first)
        if self.period is not None and near:
            return replace(symbol, kind="event", amount=-4.0, unit="quarter", first=self.period[0])
        if self.month is not None and self.month[1] == sentence:  # "rose 3% in February from a year earlier"
            return replace(symbol, kind="event", amount=-12.0, unit="month", first=self.month[0])
        if symbol.kind == "event":
            if self.year is not None and sentence - self.year[1] <= LATELY:
                return replace(symbol, first=self.year[0])
            return replace(symbol, kind="offset")
        return symbol

    def note(self, symbol: TimeSymbol, sentence: int) -> None:
        """Remember `symbol` where later expressions can lean on it."""
        if symbol.kind == "calendar" and symbol.unit == "quarter":
            self.period = (symbol, sentence)
        elif symbol.kind == "event" and symbol.unit == "quarter" and not symbol.amount and self.period is not None:
            self.period = (self.period[0], sentence)  # "in the quarter": still of that one
        elif symbol.kind == "duration" and symbol.unit in ("month", "year"):
            self.period = None
        if symbol.kind == "calendar" and symbol.year is not None and symbol.unit is None:
            self.year = (symbol, sentence)
        if symbol.kind == "calendar" and symbol.month is not None and symbol.day is None and symbol.modifier is None:
            self.month = (symbol, sentence)
        day = _day_of(symbol)
        self.day = day or self.day
        self.wide = _wide(symbol) or self.wide
        if day is not None and not (day.kind == "offset" and (day.amount or 0) > 0) and day.direction <= 0:
            self.gone = day
