"""What of each report is read, noted or unread; and the report's own line."""

from __future__ import annotations

from collections.abc import Iterable

from standoff.link.linked import Linked
from standoff.model import ReadReport, Span
from standoff.record import AsidePlace, Place, ReportLine, Unread


def report_line(linked: Linked, report: ReadReport) -> ReportLine:
    """The line of one report: its dating, what is set aside, and which sentences no line rests on."""
    dating = linked.chronology.published.get(report.report.id)
    noted, unread = _sentences(linked, report)
    return ReportLine(
        id=report.report.id,
        sha256=report.report.sha256,
        sources=report.report.sources,
        source=report.report.given_source,
        title=report.reading.title,
        published=dating.edtf if dating else None,
        stamped=report.reading.stamped,
        published_basis=dating.basis if dating else "unknown",
        why=dating.why if dating else (),
        language=report.reading.language,
        set_aside=tuple(
            AsidePlace(start=a.span.start, end=a.span.end, reason=a.reason) for a in report.reading.set_aside
        ),
        noted=noted,
        unread=unread,
    )


def _sentences(linked: Linked, report: ReadReport) -> tuple[tuple[Place, ...], tuple[Unread, ...]]:
    """Sentences that hold only a statement or a time, and those that hold nothing found; read ones are neither.

    One pass over sentences and sorted passages, so a long report costs its length.
    """
    own = [m for m in linked.moves if m.report == report.report.id]
    read = [(p.start, p.end) for m in own for p in (*m.evidence, *(e for i in m.items for e in i.evidence))]
    known: list[Span] = [t.span for t in report.reading.times]
    known += [c for s in report.reading.statements for c in s.content]
    ordered = sorted(report.reading.sentences, key=lambda s: (s.span.start, s.span.end))
    cut = [s.span for s in ordered]
    is_read = _touched(cut, read)
    is_noted = _touched(cut, [(s.start, s.end) for s in known]) - is_read
    noted = tuple(Place(start=s.start, end=s.end) for i, s in enumerate(cut) if i in is_noted)
    unread = tuple(
        Unread(start=s.span.start, end=s.span.end, chance=s.chance)
        for i, s in enumerate(ordered)
        if i not in is_noted and i not in is_read
    )
    return noted, unread


def _touched(cut: list[Span], passages: Iterable[tuple[int, int]]) -> set[int]:
    """Indexes of the sentences that share a character with one of the passages."""
    touched, first = set[int](), 0
    for start, end in sorted(passages):
        while first < len(cut) and cut[first].end <= start:
            first += 1
        at = first
        while at < len(cut) and cut[at].start < end:
            touched.add(at)
            at += 1
    return touched
