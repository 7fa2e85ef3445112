"""The shape of a record file, step by step: each migration brings a file from one version to the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x53746F66
"""`Stof`: marks an SQLite file as a Standoff record (SQLite file format, section 1.3.15)."""


def _first(connection: sqlite3.Connection) -> None:
    """Version 1: texts by digest, where they were read from, and what was read in them."""
    for statement in (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, encoding TEXT NOT NULL, text TEXT NOT NULL)",
        "CREATE TABLE sources (locator TEXT PRIMARY KEY, given_published TEXT, given_source TEXT)",
        """CREATE TABLE names (
            locator TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
            name TEXT NOT NULL, parent TEXT NOT NULL, PRIMARY KEY (locator, name, parent))""",
        """CREATE TABLE versions (
            locator TEXT NOT NULL REFERENCES sources ON DELETE CASCADE,
            version INTEGER NOT NULL, sha256 TEXT NOT NULL REFERENCES texts, PRIMARY KEY (locator, version))""",
        "CREATE INDEX versions_by_text ON versions (sha256)",
        """CREATE TABLE readings (
            sha256 TEXT PRIMARY KEY REFERENCES texts ON DELETE CASCADE,
            tagger TEXT NOT NULL, reading BLOB NOT NULL)""",
        f"PRAGMA application_id = {APPLICATION_ID}",
    ):
        connection.execute(statement)


def _second(connection: sqlite3.Connection) -> None:
    """Version 2: what editors decided, a row each; a row that stands is neither changed nor deleted."""
    for statement in (
        """CREATE TABLE decisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, what TEXT NOT NULL,
            decided_at TEXT NOT NULL, decided_by TEXT, reason TEXT, source TEXT)""",
        """CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
            BEGIN SELECT RAISE(ABORT, 'a decision is not changed; take it back by a new one'); END""",
        """CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
            BEGIN SELECT RAISE(ABORT, 'a decision is not deleted; take it back by a new one'); END""",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first, _second)
"""Migration n (from 0) brings a file of version n to n + 1; the version is SQLite's `user_version`."""


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the open file from `version` to the newest, inside the caller's transaction."""
    for step in MIGRATIONS[version:]:
        step(connection)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
