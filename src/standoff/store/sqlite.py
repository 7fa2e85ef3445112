"""A record as one SQLite file: what was read, from where, and what the tagger found in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from standoff.decisions import KINDS, Decision, What, kind_of
from standoff.errors import RecordError, StandoffError, UnknownName
from standoff.model import Reading, Report
from standoff.store.migrations import APPLICATION_ID, MIGRATIONS, migrate
from standoff.store.names import Named, Origin, name_reports

if TYPE_CHECKING:
    from standoff.sources import Decoded, Source

Outcome = Literal["new", "changed", "unchanged", "same text"]
"""What reading a source did to the record; `same text`: a report already there, now under one more source."""


class Store:
    """An open record file. Use it as a context manager; every method raises `RecordError` when the file fails it."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Store:
        """The record at `path`; with `create` it is made when there is none.

        Raises `RecordError` when it is not there, is not a record, or was written by a newer version.
        """
        name, path = str(path), Path(path)
        if path.is_dir():
            raise RecordError(f"{name} is a folder; name the record's file first, such as dispute.db")
        if not path.exists() and not create:
            raise RecordError(f"there is no record {name}; make it with: standoff read {name} REPORTS")
        if not path.absolute().parent.is_dir():
            raise RecordError(f"the folder for the record {name} is not there; make it first")
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        with _told(name):
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5.0)
        return cls._prepared(connection, name, create=create)

    @classmethod
    def in_memory(cls) -> Store:
        """A record that lives as long as this object does."""
        return cls._prepared(sqlite3.connect(":memory:", isolation_level=None), "in memory", create=True)

    @classmethod
    def _prepared(cls, connection: sqlite3.Connection, name: str, *, create: bool) -> Store:
        """The store over a fresh connection, its file checked and brought to the newest version."""
        store = cls(connection, name)
        try:
            store._prepare(create=create)
        except StandoffError:
            store.close()
            raise
        return store

    def _prepare(self, *, create: bool) -> None:
        """Check that the file is a record and migrate it."""
        version = int(self._value("PRAGMA user_version"))
        marked = self._value("PRAGMA application_id") == APPLICATION_ID
        fresh = not self._value("SELECT count(*) FROM sqlite_master") and not version
        if not (marked and version) and not (fresh and create):
            raise RecordError(f"{self._name} is not a Standoff record; name the record's file first")
        if version > len(MIGRATIONS):
            raise RecordError(
                f"the record {self._name} was written by a newer Standoff "
                f"(version {version} of the file, this one knows {len(MIGRATIONS)}); install the newer one"
            )
        self._run("PRAGMA foreign_keys = ON")
        self._run("PRAGMA secure_delete = ON")  # what is removed is gone from the file too
        if version < len(MIGRATIONS):
            with self.transaction(), _told(self._name):
                migrate(self._connection, version)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is dropped."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: whatever is raised inside undoes what was written inside."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            # A full disk makes SQLite roll back by itself; then there is nothing left to undo.
            if self._connection.in_transaction:
                self._connection.rollback()
            raise

    def _run(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement; its rows."""
        with _told(self._name):
            return self._connection.execute(sql, values).fetchall()

    def _value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        rows = self._run(sql, *values)
        return rows[0][0] if rows else None

    @property
    def title(self) -> str | None:
        """What the dispute is called, when a user said so."""
        value = self._value("SELECT value FROM meta WHERE key = 'title'")
        return None if value is None else str(value)

    def set_title(self, title: str) -> None:
        """Call the dispute `title`."""
        self._run("INSERT OR REPLACE INTO meta VALUES ('title', ?)", title)

    def has_text(self, sha256: str) -> bool:
        """Whether the bytes of this digest have been read before."""
        return self._value("SELECT 1 FROM texts WHERE sha256 = ?", sha256) is not None

    def put(
        self,
        source: Source,
        decoded: Decoded | None,
        *,
        published: str | None = None,
        credited: str | None = None,
    ) -> Outcome:
        """Enter what `source` holds now, and say what that changed. Call it inside a `transaction`.

        `decoded` is its text, None when `has_text`. `published` (an ISO date) and `credited` (the outlet) are what
        the user said of it; None keeps what was said before.
        """
        if decoded is not None:
            self._run("INSERT OR IGNORE INTO texts VALUES (?, ?, ?)", source.sha256, decoded.encoding, decoded.text)
        before = self._latest(source.locator)
        shared = self._value(
            """SELECT 1 FROM versions AS this WHERE sha256 = ? AND version =
               (SELECT max(version) FROM versions WHERE locator = this.locator)""", source.sha256
        )  # fmt: skip
        said = self._describe(source.locator, published, credited)
        self._run("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", source.locator, source.name, source.parent)
        if before is not None and before[1] == source.sha256:
            return "changed" if said else "unchanged"
        version = 1 if before is None else before[0] + 1
        self._run("INSERT INTO versions VALUES (?, ?, ?)", source.locator, version, source.sha256)
        if before is not None:
            return "changed"
        return "same text" if shared is not None else "new"

    def _latest(self, locator: str) -> tuple[int, str] | None:
        """The newest version of a source and its digest."""
        rows = self._run(
            "SELECT version, sha256 FROM versions WHERE locator = ? ORDER BY version DESC LIMIT 1", locator
        )
        return (int(rows[0][0]), str(rows[0][1])) if rows else None

    def _describe(self, locator: str, published: str | None, credited: str | None) -> bool:
        """Keep what a user said of a source; whether that differs from what was kept."""
        self._run("INSERT OR IGNORE INTO sources (locator) VALUES (?)", locator)
        changed = self._run(
            """UPDATE sources SET given_published = coalesce(?2, given_published),
                                  given_source = coalesce(?3, given_source)
               WHERE locator = ?1 AND (given_published IS NOT coalesce(?2, given_published)
                                       OR given_source IS NOT coalesce(?3, given_source)) RETURNING 1""",
            locator, published, credited,
        )  # fmt: skip
        return bool(changed)

    def has_reports(self) -> bool:
        """Whether the record holds any report."""
        return self._value("SELECT 1 FROM versions LIMIT 1") is not None

    def named(self) -> tuple[Named, ...]:
        """Every report with its id, digest and sources, without its text; sorted by id."""
        names: dict[str, list[tuple[str, str]]] = {}
        for locator, name, parent in self._run("SELECT locator, name, parent FROM names ORDER BY 1, 2, 3"):
            names.setdefault(locator, []).append((name, parent))
        rows = self._run(
            """SELECT locator, sha256, max(version), given_published, given_source
               FROM versions JOIN sources USING (locator) GROUP BY locator"""
        )
        return name_reports(
            Origin(
                locator=locator,
                names=tuple(names[locator]),
                sha256=sha,
                version=version,
                given_published=published,
                given_source=credited,
            )
            for locator, sha, version, published, credited in rows
        )

    def reports(self) -> tuple[Report, ...]:
        """Every report in its latest version, sorted by id."""
        return tuple(self._report(named) for named in self.named())

    def _report(self, named: Named) -> Report:
        """The report with its text; of several sources the first that a user said something of is believed."""
        text, encoding = self._run("SELECT text, encoding FROM texts WHERE sha256 = ?", named.sha256)[0]
        dates = [o.given_published for o in named.origins if o.given_published is not None]
        outlets = [o.given_source for o in named.origins if o.given_source is not None]
        return Report(
            id=named.id,
            sha256=named.sha256,
            text=text,
            encoding=encoding,
            sources=named.sources,
            version=max(o.version for o in named.origins),
            given_source=outlets[0] if outlets else None,
            given_published=dates[0] if dates else None,
        )

    def remove(self, report: str) -> None:
        """Take out the report of this id, with all its sources and earlier versions, as if it had not been read.

        Raises `UnknownName` when the record has no such report.
        """
        for named in self.named():
            if named.id == report:
                break
        else:
            raise UnknownName(
                f"the record has no report {report}; see the ids with: standoff show {self._name} reports"
            )
        with self.transaction():
            for origin in named.origins:
                self._run("DELETE FROM sources WHERE locator = ?", origin.locator)
            self._run("DELETE FROM texts WHERE sha256 NOT IN (SELECT sha256 FROM versions)")

    def text(self, sha256: str) -> str:
        """The text of these bytes; raises `UnknownName` when they have not been read."""
        text = self._value("SELECT text FROM texts WHERE sha256 = ?", sha256)
        if text is None:
            raise UnknownName(f"the record has no text with the digest {sha256}; read its file first")
        return str(text)

    def unread(self, tagger: str) -> tuple[str, ...]:
        """Digests of the reports that this version of the tagger has not been through, sorted."""
        done = {row[0] for row in self._run("SELECT sha256 FROM readings WHERE tagger = ?", tagger)}
        return tuple(sorted({named.sha256 for named in self.named()} - done))

    def reading(self, sha256: str, tagger: str) -> Reading | None:
        """What this version of the tagger found in the text, or None when it has not been through it."""
        blob = self._value("SELECT reading FROM readings WHERE sha256 = ? AND tagger = ?", sha256, tagger)
        if blob is None:
            return None
        try:
            return _decoder().decode(blob)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None  # written by another shape of the types: as good as absent, for it can be made again

    def decisions(self) -> tuple[Decision, ...]:
        """All that editors decided, in the order it was decided, taken back or not."""
        rows = self._run(
            "SELECT number, kind, what, decided_at, decided_by, reason, source FROM decisions ORDER BY number"
        )
        found = []
        for number, kind, what, at, by, why, source in rows:
            try:
                read: What = msgspec.json.decode(what, type=KINDS[kind])
            except (KeyError, msgspec.DecodeError, msgspec.ValidationError) as error:
                raise RecordError(
                    f"decision e{number} of the record {self._name} cannot be read ({error}); install a newer Standoff"
                ) from error
            found.append(Decision(number=number, what=read, at=at, by=by, why=why, source=source))
        return tuple(found)

    def decide(self, what: What, *, at: str, by: str | None, why: str | None, source: str | None = None) -> Decision:
        """Keep a decision as a new row; `at` is the moment (ISO 8601, UTC)."""
        rows = self._run(
            """INSERT INTO decisions (kind, what, decided_at, decided_by, reason, source)
               VALUES (?, ?, ?, ?, ?, ?) RETURNING number""",
            kind_of(what), msgspec.json.encode(what).decode(), at, by, why, source,
        )  # fmt: skip
        return Decision(number=int(rows[0][0]), what=what, at=at, by=by, why=why, source=source)

    def save_reading(self, sha256: str, tagger: str, reading: Reading) -> None:
        """Keep what this version of the tagger found in the text, in place of what another did."""
        blob = msgspec.json.encode(reading)
        self._run("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", sha256, tagger, blob)


@cache
def _decoder() -> msgspec.json.Decoder[Reading]:
    """Built on first use: walking the types takes longer than reading a small record."""
    return msgspec.json.Decoder(Reading)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what SQLite raises into one sentence about the record `name`."""
    try:
        yield
    except sqlite3.Error as error:
        raise RecordError(_sentence(name, error)) from error


def _sentence(name: str, error: sqlite3.Error) -> str:
    """What went wrong with the record file, and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return f"the disk is full, so {name} could not be written; what it held is kept: free some space, run again"
    if code == sqlite3.SQLITE_NOTADB:
        return f"{name} is not a Standoff record; name the record's file first"
    if code == sqlite3.SQLITE_READONLY:
        return f"the record {name} may not be written; change its permissions or copy it elsewhere"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"the record {name} is being written by another program; try again when that has ended"
    if code == sqlite3.SQLITE_CORRUPT:
        return f"the record {name} is damaged; make it anew by reading its reports into a new one"
    if code == sqlite3.SQLITE_CANTOPEN:
        return f"the record {name} cannot be opened; check its permissions and those of its folder"
    return f"the record {name} cannot be used ({error}); check the disk it lies on"
