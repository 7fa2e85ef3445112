"""Moves as PLOVER categories: every kind has its place, and a malformed table is named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from standoff import plover
from standoff.errors import DataFileError
from standoff.model import Modality, MoveKind

PAGE = Path(__file__).parents[1] / "docs" / "moves.md"
KINDS: dict[str, str] = dict.fromkeys(get_args(MoveKind), "AGREE")


@pytest.mark.parametrize(
    ("kind", "modality", "name"),
    [
        ("demand", "happened", "REQUEST"),
        ("plan", "planned", "THREATEN"),
        ("plan", "happened", "PROTEST"),
        ("end", "happened", "RETREAT"),
        ("accept", "denied", "REJECT"),
        ("vote", "happened", None),
    ],
)
def test_kind_and_modality_give_a_category(kind: MoveKind, modality: Modality, name: str | None) -> None:
    assert plover.category(kind, modality) == name


def test_the_page_shows_the_table_as_it_is() -> None:
    rows = re.findall(r"^\| `([a-z]+)` \| `([A-Z]+|-)`(.*?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    told: dict[tuple[str, str | None], str | None] = {}
    for kind, name, rest in rows:
        told[kind, None] = None if name == "-" else name
        told.update({(kind, modality): other for modality, other in re.findall(r"([a-z]+): `([A-Z]+)`", rest)})
    assert told == dict(plover.mapping())


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ({"kinds": {"demand": "REQUEST"}}, "must name each kind"),
        ({"kinds": KINDS | {"vote": "BALLOT"}}, "'BALLOT' is no category"),
        ({"kinds": KINDS, "modalities": {"plan": {"perhaps": "AGREE"}}}, "[modalities.plan]"),
    ],
)
def test_a_malformed_table_is_named(held: Mapping[str, object], message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plover.mapping.cache_clear()
    monkeypatch.setattr(plover, "load", lambda name: held)
    try:
        with pytest.raises(DataFileError, match=re.escape(message)):
            plover.mapping()
    finally:
        plover.mapping.cache_clear()
