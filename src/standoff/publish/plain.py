"""Frozen types to plain JSON values, under the names of the schema (design, section 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from standoff.record import Actor, Record

# Fields that serve the program and are no part of the schema.
_LEFT_OUT: dict[type, frozenset[str]] = {
    Record: frozenset({"texts"}),
    Actor: frozenset({"why", "reports", "members"}),
}


def plain(value: object) -> Any:
    """`value` as dicts, lists, strings, numbers, booleans and None; `with_` is written `with`.

    Raises `TypeError` for a type that no record holds.
    """
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {_name(str(k)): plain(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        left_out = _LEFT_OUT.get(type(value), frozenset())
        return {_name(f.name): plain(getattr(value, f.name)) for f in fields(value) if f.name not in left_out}
    raise TypeError(f"a record holds no {type(value).__name__}")


def _name(field: str) -> str:
    """A field's name in the schema: `with` is a word of the language, so the types call it `with_`."""
    return field.removesuffix("_")
