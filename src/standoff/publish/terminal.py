"""The views of a record for a terminal, made with Rich: readable at 80 columns and without colour, nothing cut off.

Everything returned is a Rich renderable; only the command line prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from standoff.publish import describe, edited
from standoff.publish.index import RecordIndex, copy_id
from standoff.publish.lines import Line, timeline
from standoff.publish.tables import cell, fields, indented, section, stacked, steps, table
from standoff.publish.views import THREAD_VIEWS, check_view, shared_words, thread_list, undated, unread, unread_share
from standoff.publish.why import explain
from standoff.publish.words import NO_DUE, joined, plural, when_key, when_words
from standoff.record import Action, Commitment, Demand, Order, Record, Talks, Thread

__all__ = ["render", "why"]

_NONE = {
    "timeline": "No line yet.",
    "demands": "No demand yet.",
    "commitments": "No commitment yet.",
    "talks": "No talks yet.",
    "actions": "No action yet.",
    "orders": "No order yet.",
    "disagreements": "The reports do not differ on anything the record holds.",
    "reports": "No report yet.",
    "actors": "No actor yet.",
    "decisions": "No editor has decided anything yet.",
    "unread": "Every sentence is read, noted or set aside.",
}
_SUMMARY_TITLES = {
    "demands": "Where each demand stands",
    "commitments": "Commitments",
    "talks": "Talks",
    "actions": "Actions",
    "orders": "Orders",
}


def render(record: Record, view: str) -> RenderableType:
    """One view (`standoff.publish.views.VIEWS`) as a Rich renderable; raises `UnknownName` for another name.

    Last of all it says how many moves were left out for their score.
    """
    check_view(view)
    return _told_with_what_is_left_out(record, _view(RecordIndex(record), view))


def why(record: Record, name: str) -> RenderableType:
    """What `name` is and what it rests on, as `standoff.publish.why.explain` tells it; raises `UnknownName`."""
    return _told_with_what_is_left_out(record, explain(record, name))


def _told_with_what_is_left_out(record: Record, shown: RenderableType) -> RenderableType:
    left_out = describe.left_out(record)
    return Group(shown, cell(f"{left_out}.")) if left_out else shown


def _view(index: RecordIndex, view: str) -> RenderableType:
    if view == "summary":
        return _summary(index)
    if view in THREAD_VIEWS:
        threads = thread_list(index.record, view)
        return Group(*(_thread(index, t) for t in threads)) if threads else cell(_NONE[view])
    return _LISTS[view](index)


def _summary(index: RecordIndex) -> RenderableType:
    record = index.record
    parts: list[RenderableType] = [_head(index)]
    for name, title in _SUMMARY_TITLES.items():
        if threads := thread_list(record, name):
            parts.append(section(title, _thread_table(index, name, threads), *_tallies(index, name)))
        elif name != "orders":
            parts.append(section(title, cell(_NONE[name])))
    parts.append(section("What the reports disagree on", _disagreements(index)))
    if any(c.kind == "wire" for c in record.copies):
        parts.append(section("Which reports are one wire copy", _copies(index)))
    if late := undated(record):
        rows = [
            (
                stacked(r.id, r.title),
                stacked(when_words(r.published, "not known"), *(f"{n}. {step}" for n, step in enumerate(r.why, 1))),
            )
            for r in late
        ]
        parts.append(section("Reports without a date", table((("report", 1), ("date inferred, and how", 1)), rows)))
    parts += edited.summary(index)
    parts.append(_unread_words(index))
    return Group(*parts)


def _head(index: RecordIndex) -> RenderableType:
    record = index.record
    dates = sorted((r.published for r in record.reports if r.published), key=when_key)
    first, last = (when_words(dates[0]), when_words(dates[-1])) if dates else ("", "")
    span = "" if not dates else f", published {first}" if first == last else f", published {first} to {last}"
    facts = joined(
        [
            f"{plural(len(record.reports), 'report')}{span}",
            plural(len(record.actors), "actor"),
            plural(len(timeline(index)), "line"),
        ],
        "; ",
    )
    as_of = f"As of {when_words(record.as_of)}: only what had been published by then." if record.as_of else ""
    return section(record.dispute or "Record", *(cell(x) for x in (facts, as_of) if x))


def _thread_table(index: RecordIndex, name: str, threads: Iterable[Thread]) -> RenderableType:
    """What each thread is about, how it stands, and its id."""
    rows = []
    for thread in threads:
        about = stacked(describe.thread_words(thread), describe.parties(thread), index.thread_support(thread).words())
        rows.append((about, stacked(describe.status_words(thread), *_standing(thread)), thread.id))
    return table(((name.removesuffix("s") if name != "talks" else name, 3), ("stands", 2), ("id", 0)), rows)


def _standing(thread: Thread) -> list[str]:
    """Under a thread's status: the answers, the form and due date, the date of talks, the phases."""
    match thread:
        case Demand():
            return describe.told_once(describe.responses(thread))
        case Commitment():
            return [f"{thread.nature}, form {thread.form}", f"due: {when_words(thread.due, NO_DUE)}"]
        case Order():
            return [f"due: {when_words(thread.due, NO_DUE)}"]
        case Talks():
            return [when_words(thread.date), *([f"outcome: {found}"] if (found := describe.outcome(thread)) else [])]
        case Action():
            return describe.told_once(describe.phases(thread))
    return []


def _tallies(index: RecordIndex, name: str) -> list[RenderableType]:
    """Under the demands: the counts that the reports give."""
    if name != "demands":
        return []
    found = describe.tallies(index.record)
    return [
        stacked(words, *(f"{', '.join(t.id for t in same if t.report == report)}: {report}" for report in reports))
        for words, same in found
        for reports in [dict.fromkeys(t.report for t in same)]
    ]


def _thread(index: RecordIndex, thread: Thread) -> RenderableType:
    """A thread with all its fields, its history and its lines."""
    support = index.thread_support(thread)
    pairs: list[tuple[str, str | Text | None]] = [
        ("id", thread.id),
        ("stands", describe.status_words(thread)),
        ("between", describe.parties(thread)),
        *describe.details(thread),
        ("rests on", f"{support.words()}: {', '.join(support.reports)}"),
    ]
    parts: list[RenderableType] = [indented(fields(pairs))]
    for title, found in (
        ("answers", describe.responses(thread) if isinstance(thread, Demand) else []),
        ("phases", describe.phases(thread) if isinstance(thread, Action) else []),
        ("history", describe.history(thread)),
    ):
        if found:
            rows = [(when_words(s.when), s.words, s.move or "-") for s in found]
            parts.append(indented(table((("when", 0), (title, 3), ("because of", 0)), rows)))
    return section(describe.thread_words(thread), *parts)


def _timeline(index: RecordIndex) -> RenderableType:
    lines = timeline(index)
    return _line_table(lines) if lines else cell(_NONE["timeline"])


def _line_table(lines: Iterable[Line]) -> RenderableType:
    rows = [
        (
            stacked(when_words(x.when), x.told),
            x.kind,
            stacked(
                x.who,
                x.what,
                joined([x.word, "in part" if x.partial else None, f"at {x.place}" if x.place else None]),
                f"{x.support.words()}: {', '.join(x.support.reports)}",
            ),
            x.id,
        )
        for x in lines
    ]
    return table((("when", 2), ("kind", 0), ("who and what", 5), ("id", 0)), rows)


def _disagreements(index: RecordIndex) -> RenderableType:
    if not index.record.disagreements:
        return cell(_NONE["disagreements"])
    parts: list[RenderableType] = []
    for found in index.record.disagreements:
        rows = [(v.value, ", ".join(v.reports), plural(len(v.origins), "origin")) for v in found.values]
        parts += [
            stacked(found.about, f"{describe.slot_words(index, found)}; {found.id}"),
            indented(table((("value", 2), ("reports", 3), ("origins", 0)), rows)),
        ]
    return Group(*parts)


def _copies(index: RecordIndex) -> RenderableType:
    rows = []
    for copy in index.record.copies:
        if copy.kind == "wire":
            first = [(p.a.start, p.a.end) for p in copy.passages if p.a.report == copy.reports[0]]
            words = shared_words(index, copy.reports[0], first)
            rows.append(
                (
                    ", ".join(copy.reports),
                    joined([plural(len(copy.passages), "passage"), plural(words, "word") if words else None]),
                    copy_id(copy),
                )
            )
    return table((("reports", 3), ("shared", 2), ("id", 0)), rows)


def _unread_words(index: RecordIndex) -> RenderableType:
    count = len(unread(index.record))
    share = unread_share(index.record)
    if not count:
        return cell(_NONE["unread"])
    part = f", {share:.1%} of the words to be read" if share is not None else ""
    return cell(f"{plural(count, 'sentence')} unread{part}.")


def _reports(index: RecordIndex) -> RenderableType:
    record = index.record
    if not record.reports:
        return cell(_NONE["reports"])
    parts: list[RenderableType] = []
    for report in record.reports:
        counts = joined(
            [
                plural(len(index.moves_in(report.id)), "line"),
                f"{len(report.noted)} noted",
                f"{len(report.unread)} unread",
                f"{len(report.set_aside)} set aside",
            ]
        )
        pairs: list[tuple[str, str | Text | None]] = [
            ("title", report.title),
            ("source", report.source),
            ("date", describe.publication(report)),
            ("sentences", counts),
        ]
        parts += [section(report.id, indented(fields(pairs)), *([indented(steps(report.why))] if report.why else []))]
    if any(c.kind == "wire" for c in record.copies):
        parts.append(section("Which reports are one wire copy", _copies(index)))
    return Group(*parts)


def _actors(index: RecordIndex) -> RenderableType:
    rows = [
        (
            stacked(a.name, f"also: {', '.join(a.aliases)}" if a.aliases else None, *describe.decided_words(index, a)),
            stacked(a.side, a.kind, joined([a.role, a.affiliation])),
            a.id,
        )
        for a in index.record.actors
    ]
    return table((("actor", 3), ("side, kind, role", 2), ("id", 0)), rows) if rows else cell(_NONE["actors"])


def _decisions(index: RecordIndex) -> RenderableType:
    found = index.record.decisions
    return edited.decision_table(found) if found else cell(_NONE["decisions"])


def _unread(index: RecordIndex) -> RenderableType:
    rows = [
        (
            "-" if p.chance is None else f"{p.chance:.2f}",
            " ".join(index.text(report)[p.start : p.end].split()),
            stacked(report, f"{p.start}-{p.end}"),
        )
        for report, p in unread(index.record)
    ]
    parts: list[RenderableType] = []
    if rows:
        parts += [table((("chance", 0), ("unread sentence", 3), ("where", 2)), rows), Text("")]
    parts.append(_unread_words(index))
    return Group(*parts)


_LISTS: dict[str, Callable[[RecordIndex], RenderableType]] = {
    "timeline": _timeline,
    "disagreements": _disagreements,
    "reports": _reports,
    "actors": _actors,
    "decisions": _decisions,
    "unread": _unread,
}
