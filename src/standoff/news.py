"""What became known from one day to the next: two records of one dispute laid side by side.

A thread or a happening keeps its identity by its moves: the ids of moves rest on the bytes of a report and a place in
it, so they stay when more is known, while that of a thread changes when an earlier beginning is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from standoff.record import Commitment, Disagreement, Evidence, Move, Order, Record, Thread

NewsKind = Literal["thread", "status", "due", "contested", "disagreement", "joined", "gone", "line"]
"""`thread` a new one; `status`, `due` it changed; `contested` the sides now differ; `joined` into another thread,
`gone` told by no thread any more, both because more is known; `line` a happening that changed none of these."""

_KINDS = ("demands", "commitments", "talks", "actions", "orders")
_RANK = {"thread": 0, "status": 1, "due": 2, "contested": 3, "disagreement": 4, "joined": 5, "gone": 6, "line": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that became known. `about` is what kind of thing `id` names in the record of the day.

    `before` and `after` are the status, the deadline (EDTF) or the number of values; `after` of a joined thread is the
    id of the other. `when` (EDTF) is when it happened, not when it became known; `move` is null when the calendar
    alone changed a status. `evidence` are the passages, `quotes` their words.
    """

    kind: NewsKind
    about: str
    id: str
    what: str
    who: str | None
    before: str | None
    after: str | None
    when: str | None
    move: str | None
    evidence: tuple[Evidence, ...]
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsDay:
    """A day (ISO) on which reports came out: their ids, and what became known by them."""

    day: str
    reports: tuple[str, ...]
    news: tuple[News, ...]


def compare(before: Record, after: Record) -> tuple[News, ...]:
    """What `after` knows that `before`, a record of fewer reports of the same dispute, did not."""
    old, new = _Known(before), _Known(after)
    found = [n for name in _KINDS for n in _threads(name, old, new)]
    found += _disagreements(before, after)
    told = {m for n in found if n.move for m in new.beside(n.move)}
    fresh = [moves for moves in new.happenings() if not old.holds(moves)]
    found += [_line(new, moves) for moves in fresh if not told & {m.id for m in moves}]
    texts = {**before.texts, **after.texts}
    return tuple(replace(n, quotes=tuple(_words(e, texts) for e in n.evidence)) for n in sorted(found, key=_order))


def _words(place: Evidence, texts: Mapping[str, str]) -> str:
    return texts.get(place.report, "")[place.start : place.end]


def _order(news: News) -> tuple[int, bool, str, Evidence, str, str]:
    first = news.evidence[0] if news.evidence else Evidence(report="", start=0, end=0)
    return _RANK[news.kind], news.when is None, news.when or "", first, news.about, news.id


class _Known:
    """A record with its moves by thread and by happening."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reports = {r.id for r in record.reports}
        self.moves: Mapping[str, Move] = {m.id: m for m in record.moves}
        self._members: dict[str, set[str]] = {}
        self._happenings = {h.id: tuple(self.moves[m] for m in h.moves if m in self.moves) for h in record.happenings}
        for move in record.moves:
            for name in (*move.threads, *(i.thread for i in move.items if i.thread)):
                self._members.setdefault(name, set()).add(move.id)

    def members(self, thread: Thread) -> set[str]:
        """The ids of a thread's moves."""
        return self._members.get(thread.id, set())

    def happenings(self) -> Iterator[tuple[Move, ...]]:
        """The moves of each happening."""
        yield from (moves for moves in self._happenings.values() if moves)

    def holds(self, moves: Iterable[Move]) -> bool:
        """Whether one of the moves is known here."""
        return any(m.id in self.moves for m in moves)

    def beside(self, move: str) -> set[str]:
        """The moves that tell the same happening as this one, itself included."""
        home = self.moves[move].happening if move in self.moves else None
        return {move, *(m.id for m in self._happenings.get(home or "", ()))}

    def passages(self, move: str | None) -> tuple[Evidence, ...]:
        """The passages of a move."""
        told = self.moves.get(move or "")
        return tuple(Evidence(report=told.report, start=p.start, end=p.end) for p in told.evidence) if told else ()


def _threads(name: str, old: _Known, new: _Known) -> Iterator[News]:
    """The news of one kind of thread."""
    past: tuple[Thread, ...] = getattr(old.record.threads, name)
    present: tuple[Thread, ...] = getattr(new.record.threads, name)
    about = name.removesuffix("s") if name != "talks" else name
    pairs = _pairs(past, present, old, new)
    for thread in present:
        if thread.id in pairs:
            yield from _changed(about, pairs[thread.id], thread, old, new)
        else:
            first = thread.history[0]
            yield _news(
                "thread", about, thread, (None, thread.status), (first.when, first.move), new.passages(first.move)
            )
    kept = {t.id for t in pairs.values()}
    for thread in past:
        if thread.id not in kept:
            mine = old.members(thread)
            home = max(present, key=lambda t: (len(mine & new.members(t)), t.id), default=None)
            joined = home is not None and bool(mine & new.members(home))
            evidence = old.passages(thread.history[0].move)
            after = home.id if joined and home else None
            yield _news("joined" if joined else "gone", about, thread, (thread.status, after), (None, None), evidence)


def _pairs(past: tuple[Thread, ...], present: tuple[Thread, ...], old: _Known, new: _Known) -> dict[str, Thread]:
    """What each thread was before: that of its id, else the one with most of its moves, each taken once."""
    shared = [
        (a.id != b.id, -len(mine & old.members(b)), a.id, b.id, b)
        for a in present
        for mine in [new.members(a)]
        for b in past
        if mine & old.members(b)
    ]
    found: dict[str, Thread] = {}
    taken: set[str] = set()
    for _, _, mine_id, was_id, was in sorted(shared, key=lambda s: s[:4]):
        if mine_id not in found and was_id not in taken:
            found[mine_id] = was
            taken.add(was_id)
    return found


def _changed(about: str, was: Thread, now: Thread, old: _Known, new: _Known) -> Iterator[News]:
    """What changed of one thread."""
    if was.status != now.status:
        last = now.history[-1]
        evidence = new.passages(last.move) or now.slots.get("due", ())
        yield _news("status", about, now, (was.status, now.status), (last.when, last.move), evidence)
    if isinstance(was, Commitment | Order) and isinstance(now, Commitment | Order) and was.due != now.due:
        yield _news("due", about, now, (was.due, now.due), (None, None), now.slots.get("due", ()))
    if now.contested and not was.contested:
        fresh = sorted(m for m in new.members(now) if new.moves[m].report not in old.reports)
        evidence = tuple(e for m in fresh for e in new.passages(m))
        yield _news("contested", about, now, (None, None), (None, fresh[0] if fresh else None), evidence)


def _news(
    kind: NewsKind,
    about: str,
    thread: Thread,
    change: tuple[str | None, str | None],
    cause: tuple[str | None, str | None],
    evidence: tuple[Evidence, ...],
) -> News:
    """News of a thread: `change` is before and after, `cause` when it happened and the move that tells it."""
    return News(
        kind=kind, about=about, id=thread.id, what=thread.what, who=getattr(thread, "by", None), before=change[0],
        after=change[1], when=cause[0], move=cause[1], evidence=evidence,
    )  # fmt: skip


def _line(new: _Known, moves: tuple[Move, ...]) -> News:
    """A happening that was not known, by its surest move."""
    best = min(moves, key=lambda m: (-m.score, m.report, m.id))
    return News(
        kind="line", about=best.kind, id=best.happening or best.id, what=best.what, who=best.actor, before=None,
        after=None, when=best.when, move=best.id, evidence=new.passages(best.id),
    )  # fmt: skip


def _disagreements(before: Record, after: Record) -> Iterator[News]:
    """New disagreements, and those that have more values now."""
    known = {d.id for d in before.disagreements}
    for each in after.disagreements:
        if each.id in known:
            continue
        was = next((d for d in before.disagreements if _is_the_same(d, each)), None)
        if was is None or len(was.values) < len(each.values):
            yield News(
                kind="disagreement", about="disagreement", id=each.id, what=each.about, who=None,
                before=str(len(was.values)) if was else None, after=" / ".join(v.value for v in each.values), when=None,
                move=None, evidence=tuple(e for v in each.values for e in v.evidence),
            )  # fmt: skip


def _is_the_same(was: Disagreement, now: Disagreement) -> bool:
    """Whether two are about one thing: two or more of the passages of the one stand in the other."""
    places = {e for v in now.values for e in v.evidence}
    return was.about == now.about and sum(any(e in places for e in v.evidence) for v in was.values) >= 2
