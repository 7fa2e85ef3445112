"""The stages in their order: what each report yields alone, and the record that all of them yield together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from standoff import __version__
from standoff.decisions import Decision
from standoff.ledger import fold
from standoff.link.actors import unify_actors
from standoff.link.linked import ActorLinks
from standoff.link.published import latest_days
from standoff.link.together import link
from standoff.model import ReadReport
from standoff.record import Made, Record
from standoff.tag.many import tag_many as tag_texts
from standoff.tag.parse import model_name
from standoff.tag.reading import TAGGER

__all__ = ["TAGGER_VERSION", "Archive", "build", "cast", "tag_texts"]

TAGGER_VERSION = f"{TAGGER}+{model_name()}"
"""Names the tagger and its model; a reading made by another is made anew."""


def build(
    reports: Sequence[ReadReport],
    dispute: str | None,
    as_of: str | None = None,
    decisions: Sequence[Decision] = (),
    min_score: float = 0.0,
) -> Record:
    """The record of these reports under these decisions; the same give the same, in whatever order they come.

    With `as_of` (an ISO date) that of the reports published by then, and of nothing else: see `Archive.as_of`. Moves
    with a score below `min_score` are left out before anything is joined, and counted.
    """
    if as_of is not None:
        return Archive(reports, dispute, decisions, min_score).as_of(date.fromisoformat(as_of))
    kept, left_out = _above(reports, min_score)
    return fold(link(kept, decisions), dispute, replace(made_by(), min_score=min_score, left_out=left_out))


def _above(reports: Sequence[ReadReport], least: float) -> tuple[Sequence[ReadReport], int]:
    """The reports without the moves that score below `least`, and how many those were."""
    if least <= 0:
        return reports, 0
    kept = [
        replace(r, reading=replace(r.reading, moves=tuple(m for m in r.reading.moves if m.score >= least)))
        for r in reports
    ]
    return kept, sum(len(r.reading.moves) for r in reports) - sum(len(r.reading.moves) for r in kept)


class Archive:
    """Reports with the days on which they came out, and the record as it stood on any day; each is made once."""

    def __init__(
        self,
        reports: Sequence[ReadReport],
        dispute: str | None,
        decisions: Sequence[Decision] = (),
        min_score: float = 0.0,
    ) -> None:
        self._reports, self._dispute, self._decisions, self._least = reports, dispute, decisions, min_score
        self._latest = latest_days(reports, decisions)
        self._made: dict[frozenset[str], Record] = {}

    def days(self) -> dict[date, tuple[str, ...]]:
        """The ids of the reports by the latest day on which they can have come out, in order; undatable ones not."""
        found: dict[date, list[str]] = {}
        for name, day in sorted(self._latest.items()):
            if day is not None:
                found.setdefault(day, []).append(name)
        return {day: tuple(found[day]) for day in sorted(found)}

    def undatable(self) -> tuple[str, ...]:
        """The ids of the reports that nothing dates, in order."""
        return tuple(sorted(name for name, day in self._latest.items() if day is None))

    def as_of(self, day: date) -> Record:
        """The record read only from the reports published by `day`, under all decisions, whenever they were made.

        Actors, copies, dates, happenings and threads are those of these reports alone. A report whose day is not
        known counts from the latest it can be, by all reports; one that nothing dates never does.
        """
        names = frozenset(name for name, last in self._latest.items() if last is not None and last <= day)
        if names not in self._made:
            chosen = [r for r in self._reports if r.report.id in names]
            self._made[names] = build(chosen, self._dispute, decisions=self._decisions, min_score=self._least)
        return replace(self._made[names], as_of=day.isoformat())


def cast(reports: Sequence[ReadReport], decisions: Sequence[Decision] = ()) -> ActorLinks:
    """The actors alone that these reports have under these decisions."""
    return unify_actors(reports, decisions)


def made_by() -> Made:
    """What makes a record now: versions of Standoff, of its tagger and of the model."""
    name = model_name()
    try:
        model = version(name.replace("_", "-"))
    except PackageNotFoundError:
        model = "unknown"
    return Made(standoff=__version__, tagger=TAGGER, models={name: model})
