"""The static site on disk: written beside its place and swapped in whole, so that a failure loses nothing."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from standoff.errors import SiteError
from standoff.publish.pages import pages
from standoff.record import Record

MARKER = ".standoff-site"
"""Names the files of a site: a folder without it is somebody else's."""

_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave in any folder they show; nobody misses it."""


def write(record: Record, directory: Path) -> None:
    """Write the site of `record` into `directory`, which is made, or replaced if it holds an earlier site.

    The folder works from disk and from any server; nothing in it asks for anything outside. Raises `SiteError`
    when the directory holds anything that is not of a site, or cannot be written; what was there is then left.
    """
    try:
        target = directory.resolve()
        _check(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        try:
            _fill(beside / "new", pages(record))
            _swap(beside / "new", target, beside / "old")
        finally:
            if target.exists() or not (beside / "old").exists():  # else the only copy lies beside
                shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SiteError(f"{directory}: the site could not be written ({reason}); nothing there was changed") from error


def _check(target: Path) -> None:
    """Raise `SiteError` unless `target` is free, empty, or holds nothing but an earlier site."""
    if not target.exists():
        return
    if not target.is_dir():
        raise SiteError(f"{target} is a file; name a folder for the site")
    files = (p for p in target.rglob("*") if p.name not in _LITTER and (not p.is_dir() or p.is_symlink()))
    found = {p.relative_to(target).as_posix() for p in files}
    if all(p.name in _LITTER for p in target.iterdir()):
        return
    if MARKER not in found:
        raise SiteError(f"{target} holds files and is no Standoff site; name an empty or a new folder")
    others = sorted(found - _files(target / MARKER) - {MARKER})
    if others:
        raise SiteError(f"{target} also holds {others[0]}, which is not of the site; move it away first")


def _files(marker: Path) -> set[str]:
    """The files that a marker names; none when it cannot be understood."""
    try:
        named = json.loads(marker.read_text("utf-8"))["files"]
    except (ValueError, KeyError, TypeError):
        return set()
    return {n for n in named if isinstance(n, str)} if isinstance(named, list) else set()


def _fill(folder: Path, files: dict[str, str]) -> None:
    """Write the files and the marker that names them."""
    for name, text in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "replace"))
    marker = {"files": sorted(files), "standoff-site": 1}
    (folder / MARKER).write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`; when that fails, `target` is put back."""
    if not target.exists():
        new.rename(target)
        return
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
