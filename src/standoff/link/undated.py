"""The undated reports of a growing record: which of them a new report touches, and what they come to.

Constraints reach from one undated report to another by wire copy and through the start of a running thing that both
count, and nowhere else: a report whose date is known passes nothing on. So undated reports and kinds of running
things fall into clusters that are solved one by one, and only those touched are solved again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from standoff.link.clues import Clues
from standoff.link.cluster import Solved, of_known, solve_cluster
from standoff.link.constraint import ORIGIN, Constraint
from standoff.link.counting import ALSO, of_dated_counts
from standoff.link.dating import days_in_span, of_copies
from standoff.link.runs import read_clues
from standoff.link.same_news import News
from standoff.link.trusted import Known, against_counts, is_suspect, known_date
from standoff.link.world import FILE, Members, State, World, bounds, count_groups, counted, point, yearless
from standoff.model import ReadReport
from standoff.record import Copy

Node = tuple[str, str]
"""("report", id), ("kind", name) or, for wire copy between two dated reports, ("wire", both ids)."""


class Undated:
    """All that is known of the reports so far, with indexes from each clue to the undated reports that it bears on."""

    def __init__(self) -> None:
        self.reads: dict[str, ReadReport] = {}
        self.known: dict[str, Known] = {}
        self._clues: dict[str, Clues] = {}
        self._stated = Stated()
        self._dated: dict[str, date] = {}
        self._span: tuple[date, date] | None = None
        self._naming: dict[tuple[int, int], set[str]] = defaultdict(set)
        self._members: dict[str, dict[str, Members]] = defaultdict(dict)
        self._groups: dict[str, list[Members]] = {}
        self._open: set[str] = set()
        self._open_naming: dict[tuple[int, int], set[str]] = defaultdict(set)
        self._open_counting: dict[str, set[str]] = defaultdict(set)
        self._signs: dict[str, tuple[object, ...]] = {}
        self._wires: dict[str, dict[Node, Copy]] = defaultdict(dict)
        self._files: dict[str, date] = {}
        self._news = News()
        self._home: dict[Node, Node] = {}
        self._inside: dict[Node, set[Node]] = {}
        self._solved: dict[Node, Solved] = {}

    def world(self) -> World:
        """What is known before anything is inferred."""
        return World(clues=self._clues, dated=self._dated, groups=self._groups, span=self._span, naming=self._naming)

    def solved_for(self, report_id: str) -> Solved | None:
        """The solution of the cluster in which an undated report is; None for a dated one."""
        home = self._home.get(("report", report_id))
        return self._solved.get(home) if home else None

    def all_solved(self) -> Iterator[Solved]:
        """The solutions of all clusters."""
        return iter(self._solved.values())

    def add(self, reports: Iterable[ReadReport], copies: Iterable[Copy], files: Mapping[str, date]) -> set[str]:
        """Take in new reports, copies and dates of files; the ids of all reports whose date may be another now."""
        names = []
        for read in sorted(reports, key=lambda r: r.report.id):
            name = read.report.id
            if name in self.reads:
                raise ValueError(f"{name} is already in the chronology; make a new one")
            names.append(name)
            self.reads[name], self._clues[name] = read, read_clues(read)
            self._stated.add(name, known_date(read, self._clues[name]), self._clues[name])
        self._files.update({n: day for n, day in files.items() if n in self.reads})
        moved = self._stated.settle(names, self._clues, self.known)
        dirty: set[Node] = {("report", n) for n in files if n in self._open}
        kinds: set[str] = set()
        fresh = frozenset(names)
        for name in sorted(fresh | moved):
            dirty |= self._place(name, name in fresh, kinds)
        dirty |= self._wire(copies)
        for kind in sorted(kinds):
            members = [m for name in sorted(self._members[kind]) for m in self._members[kind][name]]
            self._groups[kind] = count_groups(members, self._dated)
            dirty |= {("kind", kind), *self._counting(kind)}
        dirty |= self._spanned()
        return {*fresh, *moved, *self._solve(dirty)}

    def _place(self, name: str, new: bool, kinds: set[str]) -> set[Node]:
        """Enter a report as dated or undated; what that touches. `kinds` are those of its counts if it is dated."""
        clues, known = self._clues[name], self.known.get(name)
        day = known.first if known is not None and known.first == known.last else None
        if not new:
            self._forget(name, kinds)
        touched = self._news.add(self.reads[name], clues, day) if new else self._news.redate(name, clues, day)
        dirty: set[Node] = {("report", n) for n in touched}
        for wire in self._wires.get(name, {}):
            dirty |= {wire, *self._ends(wire)}
        if day is None:
            self._open.add(name)
            for key in yearless(clues):
                self._open_naming[key].add(name)
            for clue in clues.counts:
                self._open_counting[clue.kind].add(name)
            return {*dirty, ("report", name)}
        self._dated[name] = day
        for key in yearless(clues):
            self._naming[key].add(name)
            dirty |= {("report", n) for n in self._open_naming.get(key, ())}
        for clue in counted(clues, day):
            self._members[clue.kind].setdefault(name, []).append((name, clue))
            kinds.add(clue.kind)
        return dirty

    def _forget(self, name: str, kinds: set[str]) -> None:
        """Take a report out of the indexes that depend on its date."""
        for key in yearless(self._clues[name]):
            self._naming[key].discard(name)
            self._open_naming[key].discard(name)
        for kind, members in self._members.items():
            if members.pop(name, None):
                kinds.add(kind)
        for clue in self._clues[name].counts:
            self._open_counting[clue.kind].discard(name)
        self._dated.pop(name, None)
        self._open.discard(name)
        self._signs.pop(name, None)

    def _wire(self, copies: Iterable[Copy]) -> set[Node]:
        """Take in wire copy between reports that are there; what it touches."""
        dirty: set[Node] = set()
        for copy in copies:
            if copy.kind == "wire" and all(name in self.reads for name in copy.reports):
                node = ("wire", " \0 ".join(copy.reports))
                for name in copy.reports:
                    self._wires[name][node] = copy
                dirty |= {node, *(("report", n) for n in copy.reports if n in self._open)}
        return dirty

    def _ends(self, wire: Node) -> set[Node]:
        return {("report", n) for n in wire[1].split(" \0 ") if n in self._open}

    def _counting(self, kind: str) -> set[Node]:
        """The undated reports that count this kind of running thing, or the kind that may be meant by it."""
        names = self._open_counting.get(kind, set()) | self._open_counting.get(ALSO.get(kind, kind), set())
        return {("report", n) for n in names}

    def _spanned(self) -> set[Node]:
        """Set the span of the record; the undated reports to which that makes a difference."""
        days = self._dated.values()
        span = (min(days), max(days)) if days else None
        looked_at = self._open if span != self._span else self._open - self._signs.keys()
        self._span = span
        dirty: set[Node] = set()
        state = State(world=self.world(), names=(), intervals={})
        for name in looked_at:
            sign = days_in_span(name, state)
            if self._signs.get(name) != sign:
                self._signs[name] = sign
                dirty.add(("report", name))
        return dirty

    def _beside(self, node: Node) -> set[Node]:
        """The nodes that constraints join to this one."""
        what, name = node
        if what == "kind":
            return self._counting(name)
        if what == "wire":
            return set()
        kinds = {c.kind for c in self._clues[name].counts}
        found: set[Node] = {("kind", k) for kind in kinds for k in (kind, ALSO.get(kind, kind))}
        for wire in self._wires.get(name, {}):
            found |= self._ends(wire)
        return found - {node}

    def _exists(self, node: Node) -> bool:
        if node[0] == "wire":
            return not self._ends(node)
        return node[1] in self._open if node[0] == "report" else True

    def _solve(self, dirty: set[Node]) -> set[str]:
        """Solve again every cluster that holds a dirty node; the undated reports in them."""
        touched: set[str] = set()
        waiting, done = sorted(dirty, reverse=True), set[Node]()
        while waiting:
            node = waiting.pop()
            if node in done:
                continue
            cluster = self._cluster(node) if self._exists(node) else {node}
            done |= cluster
            for old in {self._home.pop(n) for n in cluster if n in self._home}:
                self._solved.pop(old, None)
                waiting += sorted(self._inside.pop(old, set()) - done)
            if not self._exists(node):
                continue
            names = sorted(n for what, n in cluster if what == "report")
            touched.update(names)
            home = min(cluster)
            self._inside[home] = cluster
            self._home.update(dict.fromkeys(cluster, home))
            files = [self._of_file(n) for n in names if n in self._files]
            self._solved[home] = solve_cluster(names, list(self._fixed(cluster)), files, self.world(), self._news)
        return touched

    def _cluster(self, node: Node) -> set[Node]:
        found, waiting = {node}, [node]
        while waiting:
            for other in self._beside(waiting.pop()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def _of_file(self, name: str) -> Constraint:
        day = self._files[name]
        why = f"the file of {name} was last changed on {day.isoformat()}"
        return bounds(ORIGIN, point(name), day.toordinal(), day.toordinal(), FILE, why, f"file {name}")

    def _fixed(self, cluster: set[Node]) -> Iterator[Constraint]:
        """What a cluster has that rests on nothing inferred: known dates, wire copy, counts."""
        state = State(world=self.world(), names=(), intervals={})
        named: set[str] = set()
        wires: dict[Node, Copy] = {}
        for what, name in cluster:
            if what == "report":
                named.add(name)
                wires.update(self._wires.get(name, {}))
            elif what == "kind":
                yield from of_dated_counts(name, state)
                named.update(n for group in self._groups.get(name, []) for n, _ in group)
            else:
                first = name.split(" \0 ")[0]
                wires.update({n: c for n, c in self._wires.get(first, {}).items() if n == (what, name)})
        yield from of_copies(wires.values())
        named.update(n for copy in wires.values() for n in copy.reports)
        yield from of_known(self.known, named)


class Stated:
    """What reports, stamps and users say of dates, and which of these day counts contradict."""

    def __init__(self) -> None:
        self._own: dict[str, Known] = {}
        self._day: dict[str, date] = {}
        self._counts: dict[str, Members] = defaultdict(list)
        self._suspects: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str, known: Known | None, clues: Clues) -> None:
        """Take in what one report is said to be dated."""
        if known is None:
            return
        self._own[name] = known
        if known.first == known.last:
            self._day[name] = known.first
            for clue in counted(clues, known.first):
                self._counts[clue.kind].append((name, clue))
        if is_suspect(known, clues):
            for clue in clues.counts:
                self._suspects[clue.kind].add(name)

    def settle(self, names: Iterable[str], clues: Mapping[str, Clues], known: dict[str, Known]) -> set[str]:
        """Bring `known` up to date after the reports `names` came; the other reports whose known date changed."""
        fresh, kinds = set(names), set[str]()
        for name in fresh & self._own.keys():
            known[name] = self._own[name]
            if name in self._day:
                kinds.update(c.kind for c in counted(clues[name], self._day[name]))
        moved: set[str] = set()
        for name in sorted({n for kind in kinds for n in self._suspects.get(kind, ())}):
            better = against_counts(name, self._own[name], clues[name], self._counts, self._day)
            if better != known[name]:
                known[name] = better
                moved.add(name)
        return moved - fresh
