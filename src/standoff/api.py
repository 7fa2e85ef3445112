"""The Python interface: the same way through as the command line, for programs."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from standoff import intake
from standoff.days import iso_day, the_day
from standoff.errors import SkippedReport, WrongUse
from standoff.news import NewsDay
from standoff.record import DecisionLine, Record
from standoff.review.actors import Desk
from standoff.store import Store


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    record: str | Path | None = None,
    published: str | date | None = None,
    source: str | None = None,
    title: str | None = None,
) -> Record:
    """Read report files and folders, and return all that is known of the dispute.

    `record` is the SQLite file to keep it in, made when it is not there; without one nothing is kept. `published`
    (YYYY-MM-DD) and `source` say when and where all these reports appeared, `title` what the dispute is called.

    A report that cannot be read is told through a `SkippedReport` warning and the others are kept; when none can,
    its `UnreadableReport` is raised. Raises `WrongUse` for a date that is none, and `RecordError` when the record
    cannot be opened or written.
    """
    places = [paths] if isinstance(paths, (str, Path)) else list(paths)
    day = published.isoformat() if isinstance(published, date) else published
    if day is not None:
        iso_day(day)
    with Store.in_memory() if record is None else intake.record_file(record) as store:
        result = intake.take_in(store, places, published=day, source=source)
        if result.refused and not result.taken:
            raise result.refused[0]
        for error in result.refused:
            warnings.warn(str(error), SkippedReport, stacklevel=2)
        if title is not None:
            store.set_title(title)
        for failure in intake.tag(store):
            warnings.warn(str(failure), SkippedReport, stacklevel=2)
        return intake.build(store)


def open_record(path: str | Path, *, as_of: str | date | None = None, min_score: float = 0.0) -> Record:
    """What the record file at `path` knows; moves with a score below `min_score` (0 to 1) are left out and counted.

    With `as_of` (YYYY-MM-DD) as it stood with what had been published by that day. Raises `RecordError` when it is no
    record, or from a newer version, and `WrongUse` for a score or a day that is none.
    """
    if not 0 <= min_score <= 1:
        raise WrongUse(f"a score lies between 0 and 1, and {min_score} does not; give one that does")
    day = None if as_of is None else the_day(as_of)
    with Store.open(path) as store:
        return intake.build(store, min_score=min_score, as_of=day)


def changes(path: str | Path, *, since: str | date, until: str | date | None = None) -> tuple[NewsDay, ...]:
    """What became known on each day, from `since` to `until`, on which reports of the record file came out.

    Days are given as such or as YYYY-MM-DD. Raises `WrongUse` for a day that is none, and for an `until` before
    `since`; `RecordError` when the file is no record.
    """
    first, last = the_day(since), None if until is None else the_day(until)
    if last is not None and last < first:
        raise WrongUse(f"{last} lies before {first}; give the earlier day as the first")
    with Store.open(path) as store:
        return intake.changes(store, first, last)


def undatable(path: str | Path) -> tuple[str, ...]:
    """The ids of the reports that are left out as of any day: nothing tells when they came out."""
    with Store.open(path) as store:
        return intake.archive(store).undatable()


def merge(record: str | Path, *names: str, by: str | None = None, why: str | None = None) -> DecisionLine:
    """Decide that these actors of the record file are one; the first name is kept.

    Names are those the record or a report gives, or ids. `by` is the editor. Raises `UnknownName` and `WrongUse`,
    and `RecordError` when the record cannot be opened or written; then nothing is kept. So do the others.
    """
    with _desk(record, by) as desk:
        return desk.merge(names, why)


def split(
    record: str | Path,
    name: str,
    *aliases: str,
    reports: Iterable[str] = (),
    by: str | None = None,
    why: str | None = None,
) -> DecisionLine:
    """Decide that these names, or mentions (`REPORT:START-END`), of an actor are another actor's.

    With `reports` (ids) the names go in those reports alone.
    """
    with _desk(record, by) as desk:
        return desk.split(name, aliases, reports=tuple(reports), why=why)


def side(record: str | Path, name: str, side: str, *, by: str | None = None, why: str | None = None) -> DecisionLine:
    """Decide on which side an actor stands: `protesters`, `authority`, `third party` or `unknown`."""
    with _desk(record, by) as desk:
        return desk.side(name, side, why)


def hints(record: str | Path, file: str | Path) -> tuple[DecisionLine, ...]:
    """Take a hints file (TOML) as decisions, in place of those from a file of this name; those newly taken.

    Raises `HintsError`, which names the file and the entry; then nothing is taken.
    """
    with _desk(record, None) as desk:
        return desk.hints(file).lines


def undo(record: str | Path, decision: str, *, by: str | None = None, why: str | None = None) -> DecisionLine:
    """Take the decision of this id (`e3`) back, by a new one."""
    with _desk(record, by) as desk:
        return desk.undo(decision, why)


@contextmanager
def _desk(record: str | Path, by: str | None) -> Iterator[Desk]:
    """The record file open for decisions."""
    with Store.open(record) as store:
        yield Desk(store, by=by)
