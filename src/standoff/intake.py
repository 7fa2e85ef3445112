"""From sources into a record, and from a record to all that is known: the one place where they are joined.

Nothing here prints. What happens is told through `Intake` and a callback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from standoff import pipeline
from standoff.days import iso_day
from standoff.errors import RecordError, UnreadableReport, UntaggedReport
from standoff.model import ReadReport
from standoff.news import NewsDay, compare
from standoff.record import Record
from standoff.sources import Found, Source, decode, display, find, load
from standoff.store import Outcome, Store

Progress = Callable[[int, int], None]
"""Called with how many texts are tagged and how many there are to tag."""

_BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One source that was read: what that changed, and its encoding where the text is new and not plain UTF-8."""

    shown: str
    outcome: Outcome
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What a call of `take_in` did."""

    taken: tuple[Taken, ...]
    refused: tuple[UnreadableReport, ...]

    def count(self, outcome: Outcome) -> int:
        """How many sources had this outcome."""
        return sum(taken.outcome == outcome for taken in self.taken)


@contextmanager
def record_file(path: str | Path) -> Iterator[Store]:
    """The record at `path`, open for reading into; one that was made for it and stayed empty is not left behind."""
    fresh = not Path(path).exists()
    empty = True
    try:
        with Store.open(path, create=True) as store:
            try:
                yield store
            finally:
                empty = not store.has_reports()
    finally:
        if fresh and empty:
            Path(path).unlink(missing_ok=True)


def take_in(
    store: Store,
    paths: Iterable[str | Path],
    *,
    stdin: tuple[Found, BinaryIO | None] | None = None,
    published: str | None = None,
    source: str | None = None,
) -> Intake:
    """Read files and folders (and `stdin`, a name with its stream) into `store`, without tagging them yet.

    `published` and `source` are what the user says of every report in this call. What cannot be read is refused by
    itself; the rest is committed batch by batch. Raises `RecordError` when the record cannot be written.
    """
    if published is not None:
        iso_day(published)
    places: Iterator[Found | UnreadableReport] = find(paths)
    if stdin is not None:
        places = _then(places, stdin[0])
    taken: list[Taken] = []
    refused: list[UnreadableReport] = []
    while batch := tuple(islice(places, _BATCH)):
        with store.transaction():
            for place in batch:
                if isinstance(place, UnreadableReport):
                    refused.append(place)
                    continue
                try:
                    raw = load(place, stdin[1] if stdin else None)
                    taken.append(_put(store, raw, display(place), published, source))
                except UnreadableReport as error:
                    refused.append(error)
    return Intake(taken=tuple(taken), refused=tuple(refused))


def _then(places: Iterator[Found | UnreadableReport], last: Found) -> Iterator[Found | UnreadableReport]:
    """The places, then one more."""
    yield from places
    yield last


def _put(store: Store, raw: Source, shown: str, published: str | None, source: str | None) -> Taken:
    """Enter one source; its bytes are decoded only when they are new."""
    decoded = None if store.has_text(raw.sha256) else decode(raw.data, shown)
    outcome = store.put(raw, decoded, published=published, credited=source)
    other = decoded is not None and decoded.encoding != "utf-8"
    return Taken(shown=shown, outcome=outcome, encoding=decoded.encoding if other and decoded else None)


def tag(store: Store, progress: Progress | None = None) -> tuple[UntaggedReport, ...]:
    """Tag what this version of the tagger has not been through, each reading saved as it comes.

    Uses every core where there is much to tag. Gives back, by name, the reports on which the tagger failed; the next
    call tries them again.
    """
    unread = store.unread(pipeline.TAGGER_VERSION)
    failed: dict[str, str] = {}
    for done, (sha, reading) in enumerate(
        zip(unread, pipeline.tag_texts(map(store.text, unread)) if unread else (), strict=True), 1
    ):
        if isinstance(reading, UntaggedReport):
            failed[sha] = str(reading)
        else:
            store.save_reading(sha, pipeline.TAGGER_VERSION, reading)
        if progress is not None:
            progress(done, len(unread))
    if not failed:
        return ()
    named = sorted((report.id, failed[report.sha256]) for report in store.reports() if report.sha256 in failed)
    return tuple(UntaggedReport(f"{name} is kept but not read: {why}") for name, why in named)


def read_reports(store: Store) -> tuple[ReadReport, ...]:
    """Every report with its reading, sorted by id. Texts without a usable reading are tagged now;
    those on which the tagger fails are left out.

    A record that may not be written, or was read by another version of Standoff, is thus shown all the same.
    """
    reports = store.reports()
    found = {report.sha256: store.reading(report.sha256, pipeline.TAGGER_VERSION) for report in reports}
    missing = {report.sha256: report.text for report in reports if found[report.sha256] is None}
    if missing:
        for sha, reading in zip(missing, pipeline.tag_texts(missing.values()), strict=True):
            if isinstance(reading, UntaggedReport):
                continue
            found[sha] = reading
            with suppress(RecordError):  # what cannot be kept is made again next time
                store.save_reading(sha, pipeline.TAGGER_VERSION, reading)
    pairs = ((report, found[report.sha256]) for report in reports)
    return tuple(ReadReport(report=report, reading=reading) for report, reading in pairs if reading is not None)


def build(store: Store, *, min_score: float = 0.0, as_of: date | None = None) -> Record:
    """The record that the reports in `store` make, under what editors decided.

    Moves with a score below `min_score` (0 to 1) are left out before anything is joined, and counted in `made_by`.
    With `as_of` the record is that of the reports published by that day alone (see `pipeline.Archive`).
    """
    if as_of is not None:
        return archive(store, min_score).as_of(as_of)
    return pipeline.build(read_reports(store), store.title, decisions=store.decisions(), min_score=min_score)


def archive(store: Store, min_score: float = 0.0) -> pipeline.Archive:
    """The reports in `store` by the days on which they came out, for the record as it stood on each."""
    return pipeline.Archive(read_reports(store), store.title, store.decisions(), min_score)


def changes(store: Store, since: date, until: date | None = None) -> tuple[NewsDay, ...]:
    """What became known on each day from `since` to `until` (the last without one) on which reports came out.

    Each day is the record as of it, held against the record as of the one before.
    """
    known = archive(store)
    found = []
    before = known.as_of(since - timedelta(days=1)) if since > date.min else known.as_of(since)
    for day, names in known.days().items():
        if since <= day and (until is None or day <= until):
            after = known.as_of(day)
            found.append(NewsDay(day=day.isoformat(), reports=names, news=compare(before, after)))
            before = after
    return tuple(found)
