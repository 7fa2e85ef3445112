"""Times told from an event ("a week after the raid"), once the record knows one day, and no other, for that event.

Only an event that is named as known ("the raid", not "a shift" nor "that letter") counts, and a move of its kind whose
words hold all the words that name it and that falls on one day. The report's own account goes first, then that of all
reports together; where there are two days, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from standoff.link.chronicle_words import chronicle_words
from standoff.link.linked import Dating, Resolved
from standoff.model import ReadReport, TimeSymbol

_WORD = re.compile(r"[^\W\d_]{4,}")
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MOST, _LONG = 40, 400
"""Words of a move that are looked at, and days from publication beyond which an event of one name is another."""
_AFTER = 60
"""Characters after an expression in which the event is named."""
_PASSING = frozenset(
    ["that", "this", "these", "those", "they", "their", "them", "when", "which", "with", "from", "over"]
)

Key = tuple[str, int]


class Anchors:
    """The days of events by the words that name them; kept as reports come and as their dates change."""

    def __init__(self) -> None:
        self._days: dict[str, dict[str, dict[tuple[str, frozenset[str]], set[date]]]] = defaultdict(dict)
        self._words: dict[str, set[str]] = {}
        self._open: dict[Key, tuple[TimeSymbol, str, str, frozenset[str]]] = {}

    def put(self, read: ReadReport, times: dict[Key, Resolved]) -> None:
        """Take in the moves of a report, and its times that are told from an event, as its date now resolves them."""
        name = read.report.id
        for word in self._words.pop(name, ()):
            self._days[word].pop(name, None)
        for number, time in enumerate(read.reading.times):
            event = _naming(time.symbol, read.report.text[time.span.start : time.span.end + _AFTER])
            if event is not None:
                self._open[name, number] = (time.symbol, time.span.quote, *event)
        mine = self._words[name] = set()
        for move in read.reading.moves:
            days = {day for n in move.times if (day := _day(times.get((name, n)))) is not None}
            if len(days) != 1 or move.modality != "happened":
                continue
            words = frozenset(_stems(" ".join(e.quote for e in move.evidence)))
            for word in words:
                mine.add(word)
                self._days[word].setdefault(name, {}).setdefault((move.kind, words), set()).update(days)

    def resolved(self, published: dict[str, Dating]) -> Iterator[tuple[Key, Resolved]]:
        """The times told from an event whose day is known."""
        for key, (symbol, quote, kind, words) in self._open.items():
            dating = published[key[0]]
            if dating.latest is None:
                continue
            found = self._known(kind, words, key[0], dating.latest)
            if found is not None:
                day, report = found
                when = day + timedelta(days=int(symbol.amount or 0) * _UNIT_DAYS[symbol.unit or "day"])
                why = f"{report} tells of it on {day.isoformat()}, so {quote!r} is {when.isoformat()}"
                yield key, Resolved(value=when.isoformat(), span=when.isoformat(), why=why)

    def _known(self, kind: str, words: frozenset[str], name: str, published: date) -> tuple[date, str] | None:
        """The one day of the event that these words name, and a report that tells it."""
        rarest = min(sorted(words), key=lambda w: len(self._days.get(w, ())))
        told = {
            (day, report)
            for report, moves in self._days.get(rarest, {}).items()
            for (what, held), days in moves.items()
            if what == kind and words <= held
            for day in days
            if abs((published - day).days) <= _LONG
        }
        for some in ({t for t in told if t[1] == name}, told):
            if len({day for day, _ in some}) == 1:
                return min(some)
            if some:
                return None
        return None


def _naming(symbol: TimeSymbol, text: str) -> tuple[str, frozenset[str]] | None:
    """The kind of the event that a time is told from, and the words that name it; None for other times and for hours.

    `text` is the expression and what follows it.
    """
    whole = symbol.amount is not None and symbol.amount == int(symbol.amount)
    if symbol.kind != "event" or not symbol.of or symbol.unit not in _UNIT_DAYS or not whole:
        return None
    named = text.casefold().partition(symbol.of.casefold())[0].endswith(" the ")
    names, events = symbol.of.casefold().split(), chronicle_words().events
    end = next((n for n, name in enumerate(names) if name in events), None)
    if not named or end is None:
        return None
    words = frozenset(_stems(" ".join(names[: end + 1])))
    return (events[names[end]], words) if words else None


def _stems(text: str) -> Iterator[str]:
    """Words in lower case without the s of the plural."""
    for n, match in enumerate(_WORD.finditer(text)):
        if n >= _MOST:
            return
        word = match.group().casefold()
        if word not in _PASSING:
            yield word.removesuffix("s")


def _day(resolved: Resolved | None) -> date | None:
    """The one day that a time falls on; None when it is more, or unknown."""
    try:
        return date.fromisoformat(resolved.span) if resolved is not None and resolved.span else None
    except ValueError:
        return None
