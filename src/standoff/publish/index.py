"""Look-ups over a record: from any id to the thing it names, to the passages it rests on, and to what tells of it."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from standoff.errors import UnknownName
from standoff.model import SAID_KINDS
from standoff.publish.words import harmless, plural, when_key
from standoff.record import (
    Action,
    Actor,
    Commitment,
    Copy,
    DecisionLine,
    Demand,
    Disagreement,
    Evidence,
    Happening,
    Move,
    Order,
    Place,
    Record,
    ReportLine,
    Statement,
    Talks,
    Tally,
    Thread,
    Time,
)

EntryKind = Literal[
    "report", "actor", "statement", "time", "move", "happening", "demand", "commitment", "talks", "action", "order",
    "tally", "disagreement", "copy", "decision",
]  # fmt: skip
Item = ReportLine | Actor | Statement | Time | Move | Happening | Thread | Tally | Disagreement | Copy | DecisionLine

_THREAD_KINDS: tuple[tuple[type[Thread], EntryKind], ...] = (
    (Demand, "demand"),
    (Commitment, "commitment"),
    (Talks, "talks"),
    (Action, "action"),
    (Order, "order"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something of the record that has an id."""

    id: str
    kind: EntryKind
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a line rests on: report ids, origins, and voices (those whose word the reports give), each sorted."""

    reports: tuple[str, ...]
    origins: tuple[str, ...]
    voices: tuple[str, ...]

    def words(self) -> str:
        """`3 reports, 2 origins, 1 voice`; voices are left out where nobody is quoted."""
        said = f", {plural(len(self.voices), 'voice')}" if self.voices else ""
        return f"{plural(len(self.reports), 'report')}, {plural(len(self.origins), 'origin')}{said}"


class RecordIndex:
    """A record with every look-up that views need; built once, never changed."""

    __slots__ = ("_by_happening", "_by_report", "_by_thread", "_entries", "_ids", "_moves", "record", "reports")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports: Mapping[str, ReportLine] = {r.id: r for r in record.reports}
        self._moves: Mapping[str, Move] = {m.id: m for m in record.moves}
        self._entries: dict[str, Entry] = {}
        for entry in _entries(record):
            self._entries.setdefault(entry.id, entry)
        self._ids = sorted(self._entries)
        self._by_report: dict[str, list[Move]] = defaultdict(list)
        self._by_thread: dict[str, set[str]] = defaultdict(set)
        self._by_happening: dict[str, list[Move]] = defaultdict(list)
        for move in record.moves:
            self._by_report[move.report].append(move)
            if move.happening:
                self._by_happening[move.happening].append(move)
            for thread in (*move.threads, *(i.thread for i in move.items if i.thread)):
                self._by_thread[thread].add(move.id)
        for thread_ in self.threads():
            self._by_thread[thread_.id].update(m for m in _named_moves(thread_) if m in self._moves)

    def threads(self) -> Iterator[Thread]:
        """Every thread: demands, commitments, talks, actions, orders."""
        threads = self.record.threads
        yield from threads.demands
        yield from threads.commitments
        yield from threads.talks
        yield from threads.actions
        yield from threads.orders

    def find(self, name: str) -> Entry:
        """What has this id, or an id that alone begins so.

        Raises `UnknownName`, with the nearest ids, when there is none or more than one.
        """
        if name in self._entries:
            return self._entries[name]
        at = bisect_left(self._ids, name)
        found = [i for i in self._ids[at : at + 6] if name and i.startswith(name)]
        if len(found) == 1:
            return self._entries[found[0]]
        shown = harmless(name)
        if found:
            more = " and others" if len(found) > 5 else ""
            raise UnknownName(f"{shown!r} begins more than one id: {', '.join(found[:5])}{more}; give more of it")
        raise UnknownName(f"the record has nothing called {shown!r}; {self._hint(name)}")

    def move(self, name: str | None) -> Move | None:
        """The move of exactly this id."""
        return self._moves.get(name) if name else None

    def get(self, name: str | None) -> Entry | None:
        """What has exactly this id, or None."""
        return self._entries.get(name) if name else None

    def text(self, report: str) -> str:
        """The frozen text of a report; empty when the record came without texts."""
        return self.record.texts.get(report, "")

    def moves_in(self, report: str) -> tuple[Move, ...]:
        """The moves a report tells, in the order of its text."""
        return tuple(sorted(self._by_report.get(report, ()), key=lambda m: (_first(m.evidence), m.id)))

    def moves_of(self, thread: str) -> tuple[Move, ...]:
        """The moves of a thread, by date, undated last."""
        found = (self._moves[m] for m in self._by_thread.get(thread, ()))
        return tuple(sorted(found, key=lambda m: (when_key(m.when), m.report, _first(m.evidence), m.id)))

    def moves_at(self, happening: str) -> tuple[Move, ...]:
        """The moves that tell of one happening, the surest first."""
        found = self._by_happening.get(happening, ())
        return tuple(sorted(found, key=lambda m: (-m.score, m.report, _first(m.evidence), m.id)))

    def support(self, moves: Iterable[Move]) -> Support:
        """The reports, origins and voices behind these moves."""
        moves = tuple(moves)
        return Support(
            reports=tuple(sorted({m.report for m in moves})),
            origins=tuple(sorted({m.origin for m in moves})),
            voices=tuple(sorted({v for m in moves if (v := voice(m))})),
        )

    def thread_support(self, thread: Thread) -> Support:
        """What a thread rests on: its own reports and origins, and the voices of its moves."""
        voices = self.support(self.moves_of(thread.id)).voices
        return Support(reports=thread.reports, origins=thread.origins, voices=voices)

    def evidence(self, name: str) -> tuple[Evidence, ...]:
        """The passages that what is called exactly `name` rests on, in order, each once.

        For an actor: where its name or an alias first stands in each report. For a report: none.
        Raises `UnknownName`.
        """
        entry = self.get(name)
        if entry is None:
            raise UnknownName(f"the record has nothing called {harmless(name)!r}; {self._hint(name)}")
        return tuple(sorted(set(self._evidence(entry.item))))

    def _evidence(self, item: Item) -> Iterator[Evidence]:
        match item:
            case Statement():
                yield from _at(item.report, item.content)
            case Time() | Tally():
                yield Evidence(report=item.report, start=item.start, end=item.end)
            case Move():
                yield from move_evidence(item)
            case Happening():
                for name in item.moves:
                    if (move := self._moves.get(name)) is not None:
                        yield from move_evidence(move)
            case Thread():
                for move in self.moves_of(item.id):
                    yield from thread_evidence(move, item.id)
                for passages in item.slots.values():
                    yield from passages
            case Disagreement():
                for value in item.values:
                    yield from value.evidence
            case Copy():
                for passage in item.passages:
                    yield from (passage.a, passage.b)
            case DecisionLine():
                yield from item.evidence
            case Actor():
                yield from self._first_named(item)
            case ReportLine():
                return

    def _first_named(self, actor: Actor) -> Iterator[Evidence]:
        # A bracket at the end keeps actors of one name apart in the record; no report prints it.
        bare = actor.name.rpartition(" (")[0] if actor.name.endswith(")") else ""
        names = sorted({actor.name, bare, *actor.aliases}, key=lambda n: (-len(n), n))
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in names if n)})(?!\w)")
        for report in actor.reports or self.reports:
            if (match := pattern.search(self.text(report))) and match.end() > match.start():
                yield Evidence(report=report, start=match.start(), end=match.end())

    def _hint(self, name: str) -> str:
        near = get_close_matches(name, self._ids, n=3, cutoff=0.5)
        if near:
            return f"the nearest are {', '.join(harmless(n) for n in near)}"
        return "`standoff show RECORD timeline` and `standoff show RECORD reports` list the ids"


def copy_id(copy: Copy) -> str:
    """The id of a copy, derived from its kind and its reports, for the export gives it none."""
    content = "\n".join((copy.kind, *copy.reports))
    return f"copy-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def voice(move: Move) -> str | None:
    """Whose word a move is: who is said to have told it, or who did it where doing is saying."""
    return move.said_by or (move.actor if move.kind in SAID_KINDS else None)


def move_evidence(move: Move) -> Iterator[Evidence]:
    """Every passage of a move, its items' and its figures' with it."""
    yield from _at(move.report, move.evidence)
    for item in move.items:
        yield from _at(move.report, item.evidence)


def thread_evidence(move: Move, thread: str) -> Iterator[Evidence]:
    """The passages of a move that speak of this thread: of a list, only the items that belong to it."""
    items = [place for item in move.items if item.thread == thread for place in item.evidence]
    yield from _at(move.report, items or move.evidence)


def thread_kind(thread: Thread) -> EntryKind:
    """The kind of a thread by its type."""
    return next(kind for cls, kind in _THREAD_KINDS if isinstance(thread, cls))


def _entries(record: Record) -> Iterator[Entry]:
    """Everything of a record that has an id, reports first."""
    plain: tuple[tuple[EntryKind, tuple[Item, ...]], ...] = (
        ("report", record.reports),
        ("actor", record.actors),
        ("statement", record.statements),
        ("time", record.times),
        ("move", record.moves),
        ("happening", record.happenings),
        ("demand", record.threads.demands),
        ("commitment", record.threads.commitments),
        ("talks", record.threads.talks),
        ("action", record.threads.actions),
        ("order", record.threads.orders),
        ("tally", record.tallies),
        ("disagreement", record.disagreements),
        ("decision", record.decisions),
    )
    for kind, items in plain:
        for item in items:
            assert not isinstance(item, Copy)
            yield Entry(id=item.id, kind=kind, item=item)
    for copy in record.copies:
        yield Entry(id=copy_id(copy), kind="copy", item=copy)


def _named_moves(thread: Thread) -> Iterator[str]:
    """The ids of the moves that a thread's own fields name."""
    yield from (c.move for c in thread.history if c.move)
    if isinstance(thread, Demand):
        yield from (r.move for r in thread.responses)
    if isinstance(thread, Action):
        yield from (p.move for p in thread.phases)


def _at(report: str, places: Iterable[Place]) -> Iterator[Evidence]:
    return (Evidence(report=report, start=p.start, end=p.end) for p in places)


def _first(places: tuple[Place, ...]) -> int:
    return min((p.start for p in places), default=0)
