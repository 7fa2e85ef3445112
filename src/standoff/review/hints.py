"""Hints files: what a user knows of the actors, in TOML, checked before any of it is taken."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from standoff.decisions import Hint
from standoff.errors import HintsError
from standoff.link.breaking import folded
from standoff.model import ActorKind, Side

_LARGEST = 1_000_000
_TEXTS = ("name", "role", "affiliation")
_CHOICES: Mapping[str, tuple[str, ...]] = {"side": get_args(Side), "kind": get_args(ActorKind)}
_FIELDS = ("name", "aliases", "side", "kind", "role", "affiliation")


def load(path: str | Path) -> tuple[Hint, ...]:
    """The `[[actor]]` entries of a hints file (TOML 1.0), in their order.

    Raises `HintsError`, which names the file and the entry, when the file cannot be read, is no TOML, or an entry
    has a field, side or kind that there is not, lacks a name, or shares a name with another entry.
    """
    path = Path(path)
    data = _read(path)
    if unknown := sorted(set(data) - {"actor"}):
        raise HintsError(f"{path.name} holds {unknown[0]!r}, which is no hint; write each actor under [[actor]]")
    entries = data.get("actor")
    if not isinstance(entries, list) or not entries or not all(isinstance(e, dict) for e in entries):
        raise HintsError(f"{path.name} holds no [[actor]]; write each actor under a line [[actor]]")
    hints: list[Hint] = []
    owners: dict[str, str] = {}
    for number, entry in enumerate(entries, 1):
        where = f"{path.name}, entry {number}"
        if isinstance(entry.get("name"), str):
            where += f" ({entry['name']!r})"
        hint = _hint(entry, where)
        for name in dict.fromkeys(map(folded, (hint.name, *hint.aliases))):
            if name in owners:
                raise HintsError(f"{where}: {name!r} is a name of {owners[name]} as well; let one entry have it")
            owners[name] = f"entry {number}"
        hints.append(hint)
    return tuple(hints)


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise HintsError(f"the hints file {path} cannot be read ({reason}); name another") from error
    if len(data) > _LARGEST:
        raise HintsError(f"the hints file {path.name} is larger than 1 MB; write hints by hand and keep them few")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise HintsError(f"the hints file {path.name} is not UTF-8; save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise HintsError(f"the hints file {path.name} is not TOML ({error}); mend it there") from error


def _hint(entry: Mapping[str, object], where: str) -> Hint:
    """One entry, checked; `where` names it in errors."""
    if unknown := sorted(set(entry) - set(_FIELDS)):
        raise HintsError(f"{where}: there is no field {unknown[0]!r}; the fields are {', '.join(_FIELDS)}")
    if "name" not in entry:
        raise HintsError(f"{where} has no name; give it the name the actor is to have")
    for field in _TEXTS:
        if field in entry:
            _text(entry[field], field, where)
    for field, choices in _CHOICES.items():
        if field in entry and entry[field] not in choices:
            raise HintsError(f"{where}: the {field} {entry[field]!r} is none of {', '.join(choices)}")
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        raise HintsError(f"{where}: aliases is no list; write them as aliases = ['one', 'another']")
    name = _text(entry["name"], "name", where)
    others = dict.fromkeys(_text(a, "alias", where) for a in aliases)
    return Hint(
        name=name,
        aliases=tuple(a for a in others if a != name),
        side=cast("Side | None", entry.get("side")),
        kind=cast("ActorKind | None", entry.get("kind")),
        role=cast("str | None", entry.get("role")),
        affiliation=cast("str | None", entry.get("affiliation")),
    )


def _text(value: object, field: str, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or value != " ".join(value.split()):
        raise HintsError(f"{where}: the {field} {value!r} is no text on one line; put words between quotation marks")
    return value
