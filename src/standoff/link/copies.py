"""Who copied whom, passage by passage: wire copy, one party's statement quoted twice, repeats in one report.

Whole-document resemblance sees nothing of two reports that share a few paragraphs, so candidates are found sentence
by sentence, by shared word shingles in an inverted index (Broder, *On the resemblance and containment of
documents*, 1997), and only those are aligned word by word. Sentences that match are then extended to their
neighbours and joined to passages: seed and extend, as in text alignment for plagiarism (Sanchez-Perez, Gelbukh &
Sidorov, PAN 2014).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from standoff.link.quoted import quoted_spans
from standoff.model import ReadReport, Span
from standoff.record import Copy, Evidence, SharedPassage

_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_SHINGLE = 4
"""Words in a shingle: short enough that a sentence with every sixth word changed keeps two."""
_HITS = 2
"""Shared shingles that make two sentences candidates."""
_COMMON, _SHARE, _MOST = 24, 3, 200
"""A shingle in more than so many reports, or in more than a third of them where that is more, but 200 at most, is
boilerplate (comment forms, legal lines) and proposes nothing."""
_PER_REPORT = 4
"""Sentences of one report that one shingle may propose: keeps a text of one repeated line from costing squares."""
_LONGEST = 400
"""Words of one sentence that are looked at; what is longer is no sentence but a table or noise."""
_SEED, _NEAR, _SAME = 0.68, 0.5, 0.9
"""Share of the shorter sentence's words that must be found again, in order or in clauses: to match at all, to be
taken along beside a match, to be a repeat within one report."""
_SHORT = 7
"""Sentences of fewer words match by chance."""
_FREE = 12
"""Shared words that let a freely rewritten sentence count between two reports already known to share wire copy."""
_ENOUGH = 30
"""Words that one single shared sentence needs to be a copy by itself."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence as words: `ids` one number per word, `quoted` how many of them stand in somebody's mouth."""

    report: int
    index: int
    span: Span
    ids: tuple[int, ...]
    quoted: int


@dataclass(frozen=True, slots=True)
class _Match:
    """Two sentences that say the same in the same words; `words` of the shorter are found in the other."""

    a: _Line
    b: _Line
    score: float
    words: int

    @property
    def voiced(self) -> bool:
        """Whether most of what is shared is quoted in one of the two at least."""
        return max(line.quoted / len(line.ids) for line in (self.a, self.b)) >= 0.5


def find_copies(reports: Sequence[ReadReport]) -> tuple[Copy, ...]:
    """What the reports share, one `Copy` per pair of reports and one per report that repeats itself.

    `wire` where narrative is shared, `voice` where only quoted words are; a single short sentence is neither. The
    result is sorted and does not depend on the order of `reports`.
    """
    ordered = sorted(reports, key=lambda r: r.report.id)
    lines = _lines_of(ordered)
    copies = [copy for i, read in enumerate(ordered) if (copy := _repeats(read, lines[i])) is not None]
    for (i, j), candidates in sorted(_matches(lines).items()):
        copy = _pair((ordered[i].report.id, ordered[j].report.id), candidates, lines[i], lines[j])
        if copy is not None:
            copies.append(copy)
    return tuple(sorted(copies, key=lambda c: (c.reports, c.kind)))


def _lines_of(reports: Sequence[ReadReport]) -> list[list[_Line]]:
    """The sentences of every report's own text as words, equal words as equal numbers."""
    numbers: dict[str, int] = {}
    found: list[list[_Line]] = []
    for r, read in enumerate(reports):
        quotes = quoted_spans(read)
        lines: list[_Line] = []
        for sentence in read.reading.sentences:
            if sentence.aside is not None:
                continue
            words = list(itertools.islice(_WORD.finditer(sentence.span.quote), _LONGEST))
            ids = tuple(numbers.setdefault(_plain(w.group()), len(numbers)) for w in words)
            places = [sentence.span.start + w.start() for w in words]
            quoted = _count_inside(places, quotes)
            lines.append(_Line(report=r, index=len(lines), span=sentence.span, ids=ids, quoted=quoted))
        found.append(lines)
    return found


def _plain(word: str) -> str:
    """A word for comparison: lower case, one kind of apostrophe."""
    return word.casefold().replace("’", "'")


def _count_inside(places: Sequence[int], spans: Sequence[tuple[int, int]]) -> int:
    """How many of the sorted places lie in one of the sorted, disjoint spans."""
    count = at = 0
    for place in places:
        while at < len(spans) and spans[at][1] <= place:
            at += 1
        count += at < len(spans) and spans[at][0] <= place
    return count


def _shingles(line: _Line) -> set[tuple[int, ...]]:
    """The word shingles of a sentence; none of a short one, which others match by chance."""
    if len(line.ids) < _SHORT:
        return set()
    return {line.ids[k : k + _SHINGLE] for k in range(len(line.ids) - _SHINGLE + 1)}


def _matches(lines: list[list[_Line]]) -> Mapping[tuple[int, int], list[_Match]]:
    """Sentences of different reports that match at least nearly, by pair of report numbers."""
    index: dict[tuple[int, ...], dict[int, list[_Line]]] = defaultdict(dict)
    for line in itertools.chain.from_iterable(lines):
        for shingle in _shingles(line):
            places = index[shingle].setdefault(line.report, [])
            if len(places) < _PER_REPORT:
                places.append(line)
    hits: Counter[tuple[int, int, int, int]] = Counter()
    common = max(_COMMON, min(len(lines) // _SHARE, _MOST))
    for by_report in index.values():
        if len(by_report) <= common:
            for (i, left), (j, right) in itertools.combinations(sorted(by_report.items()), 2):
                hits.update((i, j, a.index, b.index) for a in left for b in right)
    found: dict[tuple[int, int], list[_Match]] = defaultdict(list)
    for (i, j, m, n), count in sorted(hits.items()):
        if count >= _HITS:
            match = _compare(lines[i][m], lines[j][n])
            if match.score >= _NEAR:
                found[(i, j)].append(match)
    return found


def _compare(a: _Line, b: _Line) -> _Match:
    """How much of the shorter sentence stands in the longer: in order (longest common subsequence), or as clauses
    of three words and more in any order, whichever is more.
    """
    shorter, longer = (a, b) if len(a.ids) <= len(b.ids) else (b, a)
    in_order = LCSseq.similarity(shorter.ids, longer.ids)
    triples = {longer.ids[k : k + 3] for k in range(len(longer.ids) - 2)}
    covered: set[int] = set()
    for k in range(len(shorter.ids) - 2):
        if shorter.ids[k : k + 3] in triples:
            covered.update((k, k + 1, k + 2))
    words = max(int(in_order), len(covered))
    return _Match(a=a, b=b, score=words / max(1, len(shorter.ids)), words=words)


def _extended(matches: list[_Match], lines_a: list[_Line], lines_b: list[_Line]) -> list[_Match]:
    """The matches, each sentence of `a` once, with their neighbours that match a little less well."""
    taken: dict[int, _Match] = {}
    for match in sorted(matches, key=lambda m: (-m.words, m.a.index, m.b.index)):
        taken.setdefault(match.a.index, match)
    queue = list(taken.values())
    while queue:
        match = queue.pop()
        for step_a, step_b in ((1, 1), (-1, -1), (1, 0), (-1, 0)):
            m, n = match.a.index + step_a, match.b.index + step_b
            if m in taken or not (0 <= m < len(lines_a) and 0 <= n < len(lines_b)):
                continue
            near = _compare(lines_a[m], lines_b[n])
            if near.score >= _NEAR and min(len(near.a.ids), len(near.b.ids)) >= _SHORT:
                taken[m] = near
                queue.append(near)
    return [taken[m] for m in sorted(taken)]


def _pair(ids: tuple[str, str], candidates: list[_Match], lines_a: list[_Line], lines_b: list[_Line]) -> Copy | None:
    """The copy that the candidates of two reports make, or None when they share too little.

    Between reports that share narrative, longer sentences that were rewritten more freely count as well.
    """
    seeds = [m for m in candidates if m.score >= _SEED]
    matches = _extended(seeds, lines_a, lines_b)
    told = [m for m in matches if not m.voiced]
    said = [m for m in matches if m.voiced]
    if _is_enough(told):
        free = [m for m in candidates if m.words >= _FREE]
        return Copy(reports=ids, kind="wire", passages=_passages(ids, _extended([*seeds, *free], lines_a, lines_b)))
    if _is_enough(said):
        return Copy(reports=ids, kind="voice", passages=_passages(ids, said))
    return None


def _is_enough(matches: list[_Match]) -> bool:
    """Two sentences, or one long one: a single short sentence is shared by chance."""
    return len(matches) >= 2 or sum(m.words for m in matches) >= _ENOUGH


def _passages(ids: tuple[str, str], matches: list[_Match]) -> tuple[SharedPassage, ...]:
    """Matches of neighbouring sentences in both reports joined to passages, in the order of the first report."""
    runs: list[list[_Match]] = []
    for match in matches:
        if runs and match.a.index - runs[-1][-1].a.index <= 1 and 0 <= match.b.index - runs[-1][-1].b.index <= 1:
            runs[-1].append(match)
        else:
            runs.append([match])
    return tuple(
        SharedPassage(
            a=Evidence(report=ids[0], start=run[0].a.span.start, end=run[-1].a.span.end),
            b=Evidence(report=ids[1], start=run[0].b.span.start, end=run[-1].b.span.end),
        )
        for run in runs
    )


def _repeats(read: ReadReport, lines: list[_Line]) -> Copy | None:
    """What one report says twice: passages set aside as repeats, and sentences that stand twice in its text."""
    name, text = read.report.id, read.report.text
    found: set[SharedPassage] = set()
    for aside in read.reading.set_aside:
        if aside.reason == "repeat" and aside.first is not None:
            end = text.find("\n", aside.first)
            first = Span.of(text, aside.first, len(text) if end < 0 else end)
            length = len(aside.span.quote)
            found.add(_shared(name, first.start, min(first.end, first.start + length + length // 5), aside.span))
    buckets: dict[tuple[int, ...], list[_Line]] = defaultdict(list)
    for line in lines:
        for shingle in _shingles(line):
            buckets[shingle].append(line)
    pairs = {
        (a.index, b.index) for places in buckets.values() for a, b in itertools.pairwise(places) if a.index < b.index
    }
    for m, n in sorted(pairs):
        match = _compare(lines[m], lines[n])
        if match.score >= _SAME and match.words >= _SAME * max(len(match.a.ids), len(match.b.ids)):
            found.add(_shared(name, match.a.span.start, match.a.span.end, match.b.span))
    if not found:
        return None
    passages = sorted(found, key=lambda p: (p.a, p.b))
    return Copy(reports=(name,), kind="repeat", passages=tuple(passages))


def _shared(name: str, start: int, end: int, again: Span) -> SharedPassage:
    """A passage of one report and its second copy."""
    return SharedPassage(
        a=Evidence(report=name, start=start, end=end), b=Evidence(report=name, start=again.start, end=again.end)
    )


def families(copies: Sequence[Copy]) -> Mapping[str, str]:
    """The origin of every report that shares wire copy: the smallest report id of its family.

    Families are the connected components of the wire copies. Reports without wire copy are left out.
    """
    leader: dict[str, str] = {}

    def root(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for copy in copies:
        if copy.kind == "wire":
            for name in copy.reports:
                leader.setdefault(name, name)
            low, high = sorted(root(name) for name in copy.reports)
            leader[high] = low
    return {name: root(name) for name in sorted(leader)}


class Origins:
    """Where passages come from; built once for a record, asked for every line."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        self._families = families(copies)
        self._copied: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place in _wire_places(copies):
            self._copied[place.report].append((place.start, place.end))

    def of(self, report_id: str, start: int, end: int) -> str:
        """The family's origin when at least half of `[start, end)` lies in wire copy, else the report's own id."""
        for a, b in self._copied.get(report_id, ()):
            if 2 * (min(b, end) - max(a, start)) >= max(1, end - start):
                return self._families[report_id]
        return report_id


def _wire_places(copies: Sequence[Copy]) -> Iterator[Evidence]:
    for copy in copies:
        if copy.kind == "wire":
            for passage in copy.passages:
                yield passage.a
                yield passage.b


@lru_cache(maxsize=8)
def _origins(copies: tuple[Copy, ...]) -> Origins:
    return Origins(copies)


def origin_of(report_id: str, start: int, end: int, copies: Sequence[Copy]) -> str:
    """The origin of one passage; see `Origins`, which answers many such questions faster."""
    return _origins(tuple(copies)).of(report_id, start, end)
