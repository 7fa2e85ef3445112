"""Files, folders and standard input as raw reports: bytes with the names they go by."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from standoff.errors import UnreadableReport, WrongUse
from standoff.sources.text import MAX_BYTES, check_size

SUFFIX = ".txt"
"""Files of this suffix are taken from a folder; a file named by itself may have any."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place where a report's bytes lie, before they are read.

    `name` is the path relative to the folder given, or the file's name; `parent` the name of the folder just above
    that. `path` is where to read and how the user named it; None is standard input.
    """

    path: str | None
    name: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes of one report with the names it goes by.

    `locator` is the SHA-256 of where it lies, so that the same place is known again without its path in the record.
    """

    locator: str
    name: str
    parent: str
    sha256: str
    data: bytes


def find(paths: Iterable[str | Path]) -> Iterator[Found | UnreadableReport]:
    """Every report that the files and folders in `paths` hold; what cannot be read is yielded as its error.

    Folders are read with all below them, hidden ones left out, in the order of their names. A symbolic link to a
    file is followed, one to a folder below the one given is not.
    """
    for given in paths:
        path = os.fspath(given)
        if os.path.isdir(path):
            yield from _folder(path)
        elif os.path.lexists(path):
            yield Found(path=path, name=_clean(os.path.basename(path)), parent=_parent(path))
        else:
            yield UnreadableReport(f"there is no file or folder {shown(path)}; check the path")


def _folder(folder: str) -> Iterator[Found | UnreadableReport]:
    """The reports in `folder` and below it, and an error when there is none."""
    broken: list[OSError] = []
    empty = True
    above = os.path.basename(os.path.realpath(folder))
    for at, folders, files in os.walk(folder, onerror=broken.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            if file.startswith(".") or not file.lower().endswith(SUFFIX):
                continue
            empty = False
            path = os.path.join(at, file)
            name = os.path.relpath(path, folder).replace(os.sep, "/")
            yield Found(path=path, name=_clean(name), parent=_clean(above))
    for error in broken:
        yield _os_error(error.filename, error)
    if empty and not broken:
        yield UnreadableReport(f"the folder {shown(folder)} holds no report; put {SUFFIX} files in it")


def stdin_name(name: str) -> Found:
    """Standard input under the name a user gave it; raises `WrongUse` for a name that cannot stand in a record."""
    if not name.strip() or _CONTROL.search(name) or name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        raise WrongUse(f"{shown(name)!r} cannot name a report; give a plain name such as --id morning-brief")
    return Found(path=None, name=_clean(name), parent="stdin")


def load(found: Found, stdin: BinaryIO | None = None) -> Source:
    """The bytes at `found`; raises `UnreadableReport` when they cannot be had or are too many for a report."""
    if found.path is None:
        if stdin is None:
            raise UnreadableReport("standard input is closed; pipe the report's text into it")
        data = stdin.read(MAX_BYTES + 1)
        place = f"stdin\0{found.name}"
    else:
        data = _read(found.path)
        place = os.path.realpath(found.path)
    check_size(len(data), display(found))
    return Source(
        locator=hashlib.sha256(os.fsencode(place)).hexdigest(),
        name=found.name,
        parent=found.parent,
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
    )


def _read(path: str) -> bytes:
    """The bytes of a regular file, one more than the limit at most."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnreadableReport(
                f"{shown(path)} is not a regular file; pipe it into standard input, with - and --id NAME"
            )
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _os_error(path, error) from error


def display(found: Found) -> str:
    """How to name a place to the user: as it was given."""
    return found.name if found.path is None else shown(found.path)


def shown(path: str) -> str:
    """A path fit for a terminal: what cannot be printed is replaced."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", path)


def _clean(name: str) -> str:
    """A name fit for a record: composed (NFC), so that it is the same on every file system, and printable."""
    return unicodedata.normalize("NFC", shown(name))


def _parent(path: str) -> str:
    """The name of the folder a file was given in; empty at the root."""
    return _clean(os.path.basename(os.path.dirname(os.path.abspath(path))))


def _os_error(path: str, error: OSError) -> UnreadableReport:
    """One sentence for what the system said, without its number."""
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        return UnreadableReport(f"{shown(path)} is a link to a file that is not there; mend the link or remove it")
    if isinstance(error, PermissionError):
        return UnreadableReport(f"{shown(path)} may not be read; change its permissions")
    reason = (error.strerror or "unknown error").lower()
    return UnreadableReport(f"{shown(path)} cannot be read ({reason}); check the file")
