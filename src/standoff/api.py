"""The Python interface: the same way through as the command line, for programs."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from standoff import intake
from standoff.days import iso_day
from standoff.errors import SkippedReport
from standoff.record import Record
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
        intake.tag(store)
        return intake.build(store)


def open_record(path: str | Path) -> Record:
    """What the record file at `path` knows. Raises `RecordError` when it is no record, or from a newer version."""
    with Store.open(path) as store:
        return intake.build(store)
