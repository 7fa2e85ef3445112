"""Actors of one report: names from many places, nouns and pronouns that stand for them, and their sides."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model import TaggedActor
from standoff.tag.actors import find_cast
from standoff.tag.asides import set_aside
from standoff.tag.cast import Cast
from standoff.tag.parse import Parsed, parse
from standoff.tag.sentences import sentences

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "actors_cases.toml").read_text("utf-8"))["case"]
FOUND = [pytest.param(c["name"], f, id=f"{c['name']}: {f['name']}") for c in CASES for f in c["find"]]


def read(text: str) -> tuple[Parsed, Cast]:
    parsed = next(iter(parse([(text, sentences(text, set_aside(text)))])))
    return parsed, find_cast(parsed)


@cache
def cast_of(name: str) -> Cast:
    return read(next(c["text"] for c in CASES if c["name"] == name))[1]


def named(cast: Cast, name: str) -> TaggedActor | None:
    wanted = name.lower()
    exact = [a for a in cast.actors if a.name.lower() == wanted]
    return next(iter(exact or [a for a in cast.actors if wanted in {x.lower() for x in a.aliases}]), None)


@pytest.mark.parametrize(("case", "want"), FOUND)
def test_actor_is_found(case: str, want: dict[str, Any]) -> None:
    cast = cast_of(case)
    actor = named(cast, want["name"])
    assert actor is not None, [a.name for a in cast.actors]
    assert actor.kind == want["kind"]
    assert actor.side_guess == want["side"]
    if "role" in want:
        assert actor.role == want["role"]
    quotes = {m.span.quote for m in actor.mentions}
    assert set(want.get("also", ())) <= quotes


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_what_is_no_actor_is_left_out(case: dict[str, Any]) -> None:
    cast = cast_of(case["name"])
    names = {form.lower() for a in cast.actors for form in (a.name, *a.aliases)}
    assert not names & {n.lower() for n in case["not"]}
