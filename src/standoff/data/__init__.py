"""Word lists and patterns, as TOML beside this file, checked when they are loaded."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from standoff.errors import DataFileError


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed TOML data file `name` (without suffix); raises `DataFileError` when it is missing or malformed."""
    try:
        return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as err:
        raise DataFileError(f"the data file {name}.toml cannot be used: {err}") from err


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list `key` of data file `name` as a set; raises `DataFileError` on a repeated or non-text entry."""
    entries = load(name).get(key)
    if not isinstance(entries, list) or not all(isinstance(e, str) and e.strip() for e in entries):
        raise DataFileError(f"{name}.toml: {key!r} must be a list of words")
    if len(set(entries)) != len(entries):
        twice = next(e for e in entries if entries.count(e) > 1)
        raise DataFileError(f"{name}.toml: {twice!r} stands twice in {key!r}")
    return frozenset(entries)
