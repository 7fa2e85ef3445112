"""An undated report whose lead tells, by weekday, what a dated report tells by the same weekday.

Two reports speak of one happening when the sentences around the weekday share enough rare words of the record
(inverse document frequency, Spärck Jones 1972). Thresholds are strict: a false tie dates a report wrongly.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from standoff.link.chronicle_words import chronicle_words
from standoff.link.clues import Clues, WeekdayClue
from standoff.link.constraint import ORIGIN, Constraint
from standoff.link.dating import NEWS_DAYS
from standoff.link.world import TOLD_TOGETHER, State, day_of_weekday, point
from standoff.model import ReadReport
from standoff.record import Evidence

_WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,:]\d+)*")
_NAMES, _RARITY, _SHARED, _WEIGHT = 3, 2.2, 4, 6.0
"""So many rare names or figures must be shared, that weigh as much as `_RARITY` names which these two reports alone
have; and so many rare words in all, of so much weight (natural logarithm of reports per report that has the word).
Measured on two disputes and the examples, every report taken as undated in turn: all ties right."""
_COMMON_FIGURE = 100
"""Smaller figures are dates, ages and hours."""
_CAP, _EXACT = 50, 64
"""A word that more than so many reports have is not rare; so many reports are counted exactly, of more the first three
binary digits, so that one more report seldom changes what every word weighs."""
_LEAD, _AFTER = 3, 3
"""Sentences from the head in which the other report must tell it, and sentences after it that are compared."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """The words of some sentences, and those of them that are names or figures."""

    words: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lead:
    """A past weekday in the lead of a report; `day` is the day meant where the report is dated."""

    report: str
    weekday: int
    day: date | None
    quote: str
    passage: _Passage
    start: int
    end: int


class News:
    """Which undated report tells, in its lead, what which dated report tells; kept as reports come.

    The same for any order in which reports are added.
    """

    def __init__(self) -> None:
        self._total = 0
        self._grid = 0
        self._seen: Counter[str] = Counter()
        self._lines: dict[str, list[_Passage]] = {}
        self._told: dict[str, list[_Lead]] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._open: dict[str, _Lead] = {}
        self._open_by_word: dict[str, set[str]] = defaultdict(set)
        self._near: dict[str, tuple[_Lead, ...]] = {}
        self.ties: dict[str, Constraint] = {}

    def add(self, read: ReadReport, clues: Clues, published: date | None) -> set[str]:
        """Take in one report; the undated reports whose tie changed."""
        name = read.report.id
        body = [s for s in read.reading.sentences if s.aside is None]
        self._lines[name] = [_content(s.span.quote) for s in body[: _LEAD + _AFTER + 1]]
        words = frozenset[str]().union(*(_content(s.span.quote).words for s in body))
        self._total += 1
        self._seen.update(words)
        again: set[str] = set()
        for word in words:
            if self._seen[word] <= _CAP + 1:
                # A tie may break when a word gets less rare; one that was never near comes no nearer by it.
                again.update(n for n in self._open_by_word.get(word, ()) if self._near.get(n))
        grid = _grid(self._total)
        if grid != self._grid:
            self._grid = grid
            again.update(self._open)
        again |= self._place(name, clues, published)
        return self._look(again)

    def redate(self, name: str, clues: Clues, published: date | None) -> set[str]:
        """Take in that a report's known date is now another; the undated reports whose tie changed."""
        again = self._shared(self._told.pop(name, []))
        for word in frozenset[str]().union(*(line.names for line in self._lines[name])):
            self._by_name[word].discard(name)
        mine = self._open.pop(name, None)
        for word in mine.passage.words if mine else ():
            self._open_by_word[word].discard(name)
        self.ties.pop(name, None)
        self._near.pop(name, None)
        return self._look((again | self._place(name, clues, published)) - ({name} if published else set()))

    def _place(self, name: str, clues: Clues, published: date | None) -> set[str]:
        """Enter the leads of a report; the undated reports that this may tie."""
        if published is None:
            clue = clues.lead_weekday
            if clue is None:
                return set()
            lead = self._open[name] = self._lead(name, clue, None)
            for word in lead.passage.words:
                self._open_by_word[word].add(name)
            return {name}
        leads = [
            self._lead(name, clue, published) for clue in clues.weekdays if clue.tense < 0 and clue.sentence <= _LEAD
        ]
        if leads:
            self._told[name] = leads
            for lead in leads:
                for word in lead.passage.names:
                    self._by_name[word].add(name)
        return self._shared(leads)

    def _shared(self, leads: Sequence[_Lead]) -> set[str]:
        """The undated reports that share names enough with one of the leads."""
        found: set[str] = set()
        for lead in leads:
            rare = [w for w in lead.passage.names if self._is_rare(w)]
            shared = Counter(n for w in rare for n in self._open_by_word.get(w, ()))
            found.update(n for n, count in shared.items() if count >= _NAMES)
        return found

    def _lead(self, name: str, clue: WeekdayClue, published: date | None) -> _Lead:
        """The lead with all words from the head of the report to a few sentences after it."""
        lines = self._lines[name][: clue.sentence + _AFTER + 1]
        passage = _Passage(
            words=frozenset[str]().union(*(line.words for line in lines)),
            names=frozenset[str]().union(*(line.names for line in lines)),
        )
        day = day_of_weekday(clue, published) if published else None
        return _Lead(name, clue.weekday, day, clue.quote, passage, clue.start, clue.end)

    def _is_rare(self, word: str) -> bool:
        return self._seen[word] <= max(3, min(self._grid // 3, _CAP))

    def _look(self, names: Iterable[str]) -> set[str]:
        """Look again at these undated reports; those whose tie is now another."""
        changed: set[str] = set()
        for name in sorted(names):
            mine = self._open.get(name)
            tie = self._tie(mine) if mine else None
            if tie != self.ties.get(name):
                changed.add(name)
                self.ties.pop(name, None)
                if tie is not None:
                    self.ties[name] = tie
        return changed

    def _tie(self, mine: _Lead) -> Constraint | None:
        """The tie of an undated report to the first of the dated leads that tell the same, when all give one day."""
        rare = [w for w in mine.passage.names if self._is_rare(w)]
        shared = Counter(other for w in rare for other in self._by_name.get(w, ()))
        near = [
            lead
            for other in sorted(o for o, count in shared.items() if count >= _NAMES)
            for lead in self._told[other]
            if lead.weekday == mine.weekday
        ]
        self._near[mine.report] = tuple(near)
        found = [lead for lead in near if self._alike(mine.passage, lead.passage)]
        return _tied(mine, found[0]) if len({lead.day for lead in found}) == 1 else None

    def _alike(self, a: _Passage, b: _Passage) -> bool:
        """Whether two passages share enough rare words to tell of one happening."""
        shared = sorted(w for w in a.words & b.words if self._is_rare(w))
        names = [w for w in shared if w in a.names and w in b.names]
        weights = {w: math.log(max(self._grid, self._seen[w]) / self._seen[w]) for w in shared}
        rarity = sum(weights[w] for w in names) / math.log(max(3, self._grid) / 2)
        return (
            len(names) >= _NAMES
            and rarity >= _RARITY
            and len(shared) >= _SHARED
            and sum(weights[w] for w in shared) >= _WEIGHT
        )


def _grid(total: int) -> int:
    """The number of reports, of more than a few only its first three binary digits."""
    step = 1 << max(0, total.bit_length() - 3)
    return total if total <= _EXACT else total // step * step


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


def of_same_news(state: State, news: News) -> Iterator[Constraint]:
    """At most two days lie between a happening of the lead and its report; the happening is dated by the other."""
    for name in sorted(state.names):
        if name in news.ties:
            yield news.ties[name]


def _tied(mine: _Lead, lead: _Lead) -> Constraint:
    day = lead.day or date.min
    why = (
        f"{mine.report} begins with the news of “{mine.quote}” that {lead.report} tells of as “{lead.quote}” "
        f"({day.isoformat()}): at most two days after it"
    )
    return Constraint(
        a=ORIGIN,
        b=point(mine.report),
        low=day.toordinal(),
        high=day.toordinal() + NEWS_DAYS,
        firmness=TOLD_TOGETHER,
        why=why,
        key=f"told {mine.report} {lead.report}",
        evidence=(
            Evidence(report=mine.report, start=mine.start, end=mine.end),
            Evidence(report=lead.report, start=lead.start, end=lead.end),
        ),
    )
