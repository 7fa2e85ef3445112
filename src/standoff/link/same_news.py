"""An undated report whose lead tells, by weekday, what a dated report tells by the same weekday.

Two reports speak of one happening when the sentences around the weekday share enough rare words of the record
(inverse document frequency, Spärck Jones 1972). Thresholds are strict: a false tie dates a report wrongly.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from standoff.link.chronicle_words import chronicle_words
from standoff.link.dating import NEWS_DAYS, TOLD_TOGETHER, State, day_of_weekday, point
from standoff.link.network import ORIGIN, Constraint
from standoff.model import ReadReport

_WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,:]\d+)*")
_NAMES, _RARITY, _SHARED, _WEIGHT = 3, 2.2, 4, 6.0
"""So many rare names or figures must be shared, that weigh as much as `_RARITY` names which these two reports alone
have; and so many rare words in all, of so much weight (natural logarithm of reports per report that has the word).
Measured on two disputes and the examples, every report taken as undated in turn: all ties right."""
_COMMON_FIGURE = 100
"""Smaller figures are dates, ages and hours."""
_LEAD, _AFTER = 3, 3
"""Sentences from the head in which the other report must tell it, and sentences after it that are compared."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """The rare words of some sentences, and those of them that are names or figures."""

    words: frozenset[str]
    names: frozenset[str]


class NewsWords:
    """The words of every report's sentences and how rare they are in the record; built once."""

    def __init__(self, reports: Sequence[ReadReport]) -> None:
        self._sentences: dict[str, list[_Passage]] = {}
        seen: Counter[str] = Counter()
        for read in reports:
            body = [s for s in read.reading.sentences if s.aside is None]
            lines = [_content(s.span.quote) for s in body[: _LEAD + _AFTER + 1]]
            self._sentences[read.report.id] = lines
            seen.update(frozenset().union(*(_content(s.span.quote).words for s in body)))
        total = len(reports)
        self._rarest = math.log(max(3, total) / 2)
        self._weight = {w: math.log(total / n) for w, n in seen.items() if n <= max(3, total // 3)}

    def until(self, report_id: str, sentence: int) -> _Passage:
        """The rare words of a report from its head to a few sentences after the given one."""
        lines = self._sentences[report_id][: sentence + _AFTER + 1]
        words = frozenset(w for line in lines for w in line.words if w in self._weight)
        return _Passage(words=words, names=words & frozenset().union(*(line.names for line in lines)))

    def alike(self, a: _Passage, b: _Passage) -> bool:
        """Whether two passages share enough rare words to tell of one happening."""
        shared = a.words & b.words
        weight = sum(self._weight[w] for w in sorted(shared))
        names = sorted(a.names & b.names)
        rarity = sum(self._weight[w] for w in names) / self._rarest
        return len(names) >= _NAMES and rarity >= _RARITY and len(shared) >= _SHARED and weight >= _WEIGHT


def _content(text: str) -> _Passage:
    """Words of a sentence in lower case; names are those with a capital that do not begin it."""
    lists = chronicle_words()
    words, names = set(), set()
    for match in _WORD.finditer(text):
        raw, word = match.group(), match.group().casefold()
        if word in lists.calendar:
            continue
        words.add(word)
        figure = raw[0].isdigit()
        if (figure and (not raw.isdigit() or int(raw[:9]) >= _COMMON_FIGURE)) or (match.start() and raw[0].isupper()):
            names.add(word)
    return _Passage(words=frozenset(words), names=frozenset(names))


def of_same_news(state: State, news: NewsWords) -> Iterator[Constraint]:
    """At most two days lie between a happening of the lead and its report; the happening is dated by the other."""
    told = _dated_leads(state, news)
    for name in sorted(state.clues):
        clue = state.clues[name].lead_weekday
        if name in state.dated or clue is None:
            continue
        mine = news.until(name, clue.sentence)
        shared = Counter(n for word in sorted(mine.names) for n in told.by_name.get(word, ()))
        found = [
            told.leads[n]
            for n, count in sorted(shared.items())
            if count >= _NAMES and told.leads[n].weekday == clue.weekday and news.alike(mine, told.leads[n].passage)
        ]
        if len({lead.day for lead in found}) == 1:
            yield _tied(name, clue.quote, found[0])


@dataclass(frozen=True, slots=True)
class _Lead:
    """A past weekday in the lead of a dated report."""

    report: str
    weekday: int
    day: date
    quote: str
    passage: _Passage


@dataclass(frozen=True, slots=True)
class _Leads:
    """All such leads, and which of them hold a name."""

    leads: list[_Lead]
    by_name: dict[str, list[int]]


def _dated_leads(state: State, news: NewsWords) -> _Leads:
    found = _Leads([], defaultdict(list))
    for name, published in sorted(state.dated.items()):
        for clue in state.clues[name].weekdays:
            if clue.tense < 0 and clue.sentence <= _LEAD:
                passage = news.until(name, clue.sentence)
                for word in passage.names:
                    found.by_name[word].append(len(found.leads))
                day = day_of_weekday(clue, published)
                found.leads.append(_Lead(name, clue.weekday, day, clue.quote, passage))
    return found


def _tied(name: str, quote: str, lead: _Lead) -> Constraint:
    why = (
        f"{name} begins with the news of “{quote}” that {lead.report} tells of as “{lead.quote}” "
        f"({lead.day.isoformat()}): at most two days after it"
    )
    first = lead.day.toordinal()
    return Constraint(
        a=ORIGIN,
        b=point(name),
        low=first,
        high=first + NEWS_DAYS,
        firmness=TOLD_TOGETHER,
        why=why,
        key=f"told {name} {lead.report}",
    )
