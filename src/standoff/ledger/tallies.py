"""Tallies as the reports give them: "seven of the eight demands"."""

from __future__ import annotations

from standoff.link.linked import Linked
from standoff.link.settle import line_id
from standoff.record import Tally


def tallies(linked: Linked) -> tuple[Tally, ...]:
    """Every tally of every report, by report and place."""
    found = [
        Tally(
            id=line_id("y", r.report.id, t.span.start, t.span.end, t.what),
            what=t.what,
            value=t.value,
            of=t.of,
            report=r.report.id,
            start=t.span.start,
            end=t.span.end,
        )
        for r in linked.reports
        for t in r.reading.tallies
    ]
    return tuple(sorted({t.id: t for t in found}.values(), key=lambda t: (t.report, t.start, t.end, t.id)))
