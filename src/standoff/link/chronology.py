"""When every report was published and what every time expression means, from all reports of a record together.

Known dates and clues become a Simple Temporal Network (`network`), solved again as long as narrower intervals make
more clues usable. What cannot be dated stays undated; what cannot all be right is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from standoff.link.anchors import Anchors
from standoff.link.cluster import Solved
from standoff.link.constraint import Conflict
from standoff.link.linked import Chronology, Dating, Resolved
from standoff.link.resolving import resolve_times
from standoff.link.told import clashes, contradictions
from standoff.link.trusted import Known
from standoff.link.undated import Undated
from standoff.link.world import point
from standoff.model import ReadReport
from standoff.record import Copy

_INFERRED, _TOLD = 10, 60
"""Widest interval in days that counts as a date inferred, and widest that is told at all."""


def solve_chronology(
    reports: Sequence[ReadReport], copies: Sequence[Copy], *, file_dates: Mapping[str, date] | None = None
) -> Chronology:
    """Publication dates with reasons, and all time expressions resolved by them.

    The same for any order of `reports` and `copies`. `file_dates` are the days on which files were last changed, by
    report id, for those who trust them: they date what nothing else does.
    """
    state = ChronologyState()
    state.add(reports, copies, file_dates=file_dates)
    return state.chronology()


class ChronologyState:
    """The chronology of a growing record: what a new report touches is solved again, the rest is kept.

    Whatever the order and the portions in which reports come, the chronology is that of `solve_chronology` for all.
    """

    def __init__(self) -> None:
        self._undated = Undated()
        self._published: dict[str, Dating] = {}
        self._times: dict[tuple[str, int], Resolved] = {}
        self._anchors = Anchors()

    def add(
        self,
        reports: Iterable[ReadReport],
        copies: Iterable[Copy] = (),
        *,
        file_dates: Mapping[str, date] | None = None,
    ) -> None:
        """Take in new reports, and what they share with each other and with those already there.

        Raises `ValueError` for a report that is already there: a changed one needs a new state.
        """
        for name in self._undated.add(reports, copies, file_dates or {}):
            read, known = self._undated.reads[name], self._undated.known.get(name)
            dating = _dating(read, known, self._undated.solved_for(name))
            if dating != self._published.get(name):
                self._published[name] = dating
                times = dict(resolve_times(read, dating))
                self._times.update(times)
                self._anchors.put(read, times)

    def chronology(self) -> Chronology:
        """The chronology of all reports so far."""
        conflicts: set[Conflict] = set()
        for solved in self._undated.all_solved():
            conflicts.update(solved.conflicts)
        ordered = sorted(conflicts, key=lambda c: c.dropped.rank, reverse=True)
        published = {name: self._published[name] for name in sorted(self._published)}
        return Chronology(
            published=published,
            times={**self._times, **dict(self._anchors.resolved(published))},
            contradictions=contradictions(self._undated.known, ordered),
            clashes=clashes(self._undated.world(), ordered, published),
        )


def _dating(read: ReadReport, known: Known | None, solved: Solved | None) -> Dating:
    """The date of one report with its reasons."""
    name, stamped = read.report.id, read.reading.stamped
    if known is not None and known.first == known.last:
        basis: Literal["given", "inferred", "unknown"] = "inferred" if known.overruled else "given"
        return Dating(earliest=known.first, latest=known.last, basis=basis, stamped=stamped, why=(known.why,))
    low, high = solved.intervals.get(point(name), (None, None)) if solved else (None, None)
    if solved is None or low is None or high is None or high - low > _TOLD or not _is_day(low) or not _is_day(high):
        why = (f"nothing in the record fixes when {name} was published",)
        return Dating(earliest=None, latest=None, basis="unknown", stamped=stamped, why=why)
    return Dating(
        earliest=date.fromordinal(low),
        latest=date.fromordinal(high),
        basis="inferred" if high - low <= _INFERRED else "unknown",
        stamped=stamped,
        why=solved.reasons(name),
    )


def _is_day(ordinal: int) -> bool:
    return date.min.toordinal() <= ordinal <= date.max.toordinal()
