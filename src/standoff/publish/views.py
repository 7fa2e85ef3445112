"""The views of a record as JSON values: what `standoff show --json` writes."""

from __future__ import annotations

from typing import Any, Literal, get_args

from standoff.errors import UnknownName
from standoff.publish.index import RecordIndex, copy_id
from standoff.publish.lines import Line, timeline
from standoff.publish.plain import plain
from standoff.publish.words import harmless, when_key
from standoff.record import DecisionLine, Record, ReportLine, Tally, Thread, Unread

ViewName = Literal[
    "summary", "timeline", "demands", "commitments", "talks", "actions", "orders", "disagreements", "reports",
    "actors", "decisions", "unread",
]  # fmt: skip
VIEWS: tuple[str, ...] = get_args(ViewName)
"""The names of the views, in the order they are offered."""

READ_ASIDES = ("title", "caption")
"""What is set aside and read for lines all the same (design, section 1)."""

STATES = ("holds", "partly", "orphan", "overruled", "undone")
"""How a decision can stand in the record."""

THREAD_VIEWS = ("demands", "commitments", "talks", "actions", "orders")


def view(record: Record, name: str) -> Any:
    """One view of the record as JSON values.

    `summary` is an object, every other view a list; threads, disagreements, reports, actors and decisions are those of
    the export, threads with their `voices` and `moves` besides. Raises `UnknownName` for a view there is not.
    """
    check_view(name)
    index = RecordIndex(record)
    if name == "summary":
        return _summary(index)
    if name == "timeline":
        return [_line(line) for line in timeline(index)]
    if name in THREAD_VIEWS:
        return [_thread(index, t) for t in thread_list(record, name)]
    if name == "unread":
        return [
            {
                "report": report,
                "start": p.start,
                "end": p.end,
                "chance": p.chance,
                "text": index.text(report)[p.start : p.end],
            }
            for report, p in unread(record)
        ]
    return plain(getattr(record, name))


def check_view(name: str) -> None:
    """Raise `UnknownName` unless there is a view of this name."""
    if name not in VIEWS:
        raise UnknownName(f"there is no view called {harmless(name)!r}; the views are {', '.join(VIEWS)}")


def thread_list(record: Record, name: str) -> tuple[Thread, ...]:
    """The threads that a view of threads shows, in the record's order."""
    found: tuple[Thread, ...] = getattr(record.threads, name)
    return found


def unread(record: Record) -> list[tuple[str, Unread]]:
    """Every unread sentence with its report, those first that most look like missed moves."""
    found = [(r.id, p) for r in record.reports for p in r.unread]
    return sorted(found, key=lambda f: (-(f[1].chance or 0.0), f[0], f[1].start))


def unread_share(record: Record) -> float | None:
    """The share, 0 to 1, of the words to be read that stand in unread sentences; None without texts.

    To be read are all words but those set aside; titles and captions are set aside and read all the same.
    """
    total = missed = 0
    for report in record.reports:
        text = record.texts.get(report.id, "")
        aside = sum(len(text[p.start : p.end].split()) for p in report.set_aside if p.reason not in READ_ASIDES)
        total += max(len(text.split()) - aside, 0)
        missed += sum(len(text[p.start : p.end].split()) for p in report.unread)
    return min(missed / total, 1.0) if total else None


def shared_words(index: RecordIndex, report: str, places: list[tuple[int, int]]) -> int:
    """The number of words of a report in these passages, overlaps counted once."""
    count, reached = 0, 0
    text = index.text(report)
    for start, end in sorted(places):
        count += len(text[max(start, reached) : end].split())
        reached = max(reached, end)
    return count


def undated(record: Record) -> tuple[ReportLine, ...]:
    """The reports that came without a date, whether or not one could be inferred."""
    return tuple(r for r in record.reports if r.published_basis != "given")


def attention(record: Record) -> tuple[DecisionLine, ...]:
    """The decisions that do not find all they name, or were overruled, and were not taken back."""
    return tuple(d for d in record.decisions if d.state in ("orphan", "partly", "overruled"))


def named_beside(record: Record, tally: Tally) -> int | None:
    """How many demands the record names, to be held against a tally of demands; None for a tally of other things."""
    return len(record.threads.demands) if "demand" in tally.what.lower() else None


def _line(line: Line) -> dict[str, Any]:
    return {
        "id": line.id,
        "kind": line.kind,
        "actor": line.actor,
        "addressee": line.addressee,
        "what": line.what,
        "when": line.when,
        "place": line.place,
        "partial": line.partial,
        "modality": list(line.modality),
        "said_by": list(line.said_by),
        "reports": list(line.support.reports),
        "origins": list(line.support.origins),
        "voices": list(line.support.voices),
        "moves": [m.id for m in line.moves],
    }


def _thread(index: RecordIndex, thread: Thread) -> dict[str, Any]:
    moves = [m.id for m in index.moves_of(thread.id)]
    return {**plain(thread), "voices": list(index.thread_support(thread).voices), "moves": moves}


def _summary(index: RecordIndex) -> dict[str, Any]:
    """Where everything stands, with counts."""
    record = index.record
    dates = sorted((r.published for r in record.reports if r.published), key=when_key)
    return {
        "dispute": record.dispute,
        "as_of": record.as_of,
        "counts": {
            "reports": len(record.reports),
            "actors": len(record.actors),
            "statements": len(record.statements),
            "moves": len(record.moves),
            "happenings": len(record.happenings),
            "unread": len(unread(record)),
            "left_out": record.made_by.left_out,
            **{name: len(thread_list(record, name)) for name in THREAD_VIEWS},
        },
        "published": {"first": dates[0] if dates else None, "last": dates[-1] if dates else None},
        "unread_share": None if (share := unread_share(record)) is None else round(share, 4),
        **{name: [_thread(index, t) for t in thread_list(record, name)] for name in THREAD_VIEWS},
        "tallies": [{**plain(t), "named": named_beside(record, t)} for t in record.tallies],
        "disagreements": plain(record.disagreements),
        "copies": [{"id": copy_id(c), "kind": c.kind, "reports": list(c.reports)} for c in record.copies],
        "decisions": {
            **{s: sum(d.state == s for d in record.decisions if d.kind != "undo") for s in STATES},
            "attention": plain(attention(record)),
        },
        "undated": [
            {"id": r.id, "published": r.published, "published_basis": r.published_basis, "why": list(r.why)}
            for r in undated(record)
        ],
    }
