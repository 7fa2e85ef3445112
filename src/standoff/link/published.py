"""Which reports had been published by a day, as far as the whole record can tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from standoff.decisions import Decision
from standoff.link.actors import unify_actors
from standoff.link.chronology import solve_chronology
from standoff.link.copies import find_copies
from standoff.model import ReadReport


def latest_days(reports: Sequence[ReadReport], decisions: Sequence[Decision] = ()) -> dict[str, date | None]:
    """The latest day on which each report can have come out, by its id; None for one that nothing dates.

    All reports are looked at, later ones too: on which day a report came out is a fact about it, whenever it became
    known. So a day once inferred from later reports holds for every `as_of`, while what the record says as of a
    day rests on the reports of that day alone.
    """
    ordered = unify_actors(reports, decisions).reports
    published = solve_chronology(ordered, find_copies(ordered)).published
    return {r.report.id: published[r.report.id].latest if r.report.id in published else None for r in ordered}
