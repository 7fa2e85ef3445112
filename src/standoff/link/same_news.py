"""An undated report whose lead tells, by weekday, what a dated report tells by the same weekday.

Two reports speak of one happening when the sentences around the weekday share enough rare words of the record
(inverse document frequency, Spärck Jones 1972). Thresholds are strict: a false tie dates a report wrongly.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from standoff.link.clues import Clues
from standoff.link.dating import NEWS_DAYS, TOLD_TOGETHER, State, day_of_weekday, point
from standoff.link.network import ORIGIN, Constraint
from standoff.model import ReadReport

_WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,:]\d+)*")
_SHARED, _WEIGHT = 4, 8.0
"""So many rare words must be shared, of so much weight together (natural logarithm of reports per report)."""


class NewsWords:
    """The words of every report's sentences and how rare they are in the record; built once."""

    def __init__(self, reports: Sequence[ReadReport]) -> None:
        self._sentences: dict[str, list[frozenset[str]]] = {}
        seen: Counter[str] = Counter()
        for read in reports:
            body = [s for s in read.reading.sentences if s.aside is None]
            self._sentences[read.report.id] = [_content(s.span.quote) for s in body]
            seen.update(frozenset().union(*self._sentences[read.report.id]))
        total = len(reports)
        self._weight = {w: math.log(total / n) for w, n in seen.items() if n <= max(3, total // 3)}

    def around(self, report_id: str, sentence: int, before: int, after: int) -> frozenset[str]:
        """The words of the sentences from `before` ones before to `after` ones after the given one."""
        lines = self._sentences[report_id]
        return frozenset().union(*lines[max(0, sentence - before) : sentence + after + 1])

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> tuple[int, float]:
        """How many rare words two passages share, and their weight."""
        shared = [self._weight[w] for w in sorted(a & b) if w in self._weight]
        return len(shared), sum(shared)


def _content(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORD.findall(text))


def of_same_news(state: State, news: NewsWords) -> Iterator[Constraint]:
    """At most two days lie between a happening of the lead and its report; the happening is dated by the other."""
    for name in sorted(state.clues):
        clue = state.clues[name].lead_weekday
        if name in state.dated or clue is None:
            continue
        mine = news.around(name, clue.sentence, clue.sentence, 3)
        found = _told_elsewhere(mine, clue.weekday, state.dated, state.clues, news)
        if len({day for day, _, _ in found}) == 1:
            day, other, quote = min(found, key=lambda f: f[1:])
            why = (
                f"{name} begins with the news of “{clue.quote}” that {other} tells of as “{quote}” "
                f"({day.isoformat()}): at most two days after it"
            )
            first = day.toordinal()
            yield Constraint(
                a=ORIGIN,
                b=point(name),
                low=first,
                high=first + NEWS_DAYS,
                firmness=TOLD_TOGETHER,
                why=why,
                key=f"told {name} {other}",
            )


def _told_elsewhere(
    mine: frozenset[str], weekday: int, dated: Mapping[str, date], clues: Mapping[str, Clues], news: NewsWords
) -> list[tuple[date, str, str]]:
    """Day, report and words of each past weekday of a dated report that speaks of the same happening."""
    found: list[tuple[date, str, str]] = []
    for other, published in sorted(dated.items()):
        for theirs in clues[other].weekdays:
            if theirs.weekday != weekday or theirs.tense >= 0:
                continue
            count, weight = news.likeness(mine, news.around(other, theirs.sentence, 1, 2))
            if count >= _SHARED and weight >= _WEIGHT:
                found.append((day_of_weekday(theirs, published), other, theirs.quote))
    return found
