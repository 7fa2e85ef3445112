"""Files written whole or not at all, and what the system says of them in one sentence."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from standoff.errors import StandoffError


@contextmanager
def writing(what: str) -> Iterator[None]:
    """Turn what the system raises while `what` is written into one sentence."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise StandoffError(f"the disk is full, so {what} could not be written; free some space") from error
        reason = (error.strerror or "unknown error").lower()
        raise StandoffError(f"{what} cannot be written ({reason}); name another place") from error


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: what stood there stays until all of the new one is on the disk."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)  # a device or a pipe has nothing to keep
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with open(part, "wb") as file:
            _flushed(file, data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _flushed(file: IO[bytes], data: bytes) -> None:
    """Write and wait until the disk has it."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
