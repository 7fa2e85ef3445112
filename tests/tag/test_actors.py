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


WORDS = st.sampled_from(
    """Dr Chief Secretary President of the Union and Rao Mina O'Neill van der Berg said , . ( ) \" “ ” strike nurses
    company's government's they He BMA - 's who is one workers' led""".split()  # noqa: SIM905
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=40))
def test_any_text_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    parsed, cast = read(text)
    for actor in cast.actors:
        assert actor.name
        for mention in actor.mentions:
            mention.span.check(text)
    for (sentence, token), meant in cast.heads.items():
        assert 0 <= token < len(parsed.sentences[sentence].doc)
        assert all(0 <= i < len(cast.actors) for i in meant)


def test_reading_twice_gives_the_same() -> None:
    for case in CASES[:3]:
        assert read(case["text"])[1].actors == read(case["text"])[1].actors


def test_joint_speakers_are_meant_together() -> None:
    case = next(c for c in CASES if c["name"] == "two chairs of one committee")
    parsed, cast = read(case["text"])
    heads = {
        cast.actors[i].name
        for s in parsed.sentences
        for t in s.doc
        if t.lower_ == "they" and s.index == 1
        for i in cast.meant(s, t)
    }
    assert heads == {"Aoife Brannigan", "Kwame Boateng"}
