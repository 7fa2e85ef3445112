"""Passages stand in their paragraph, whole."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.publish.passages import excerpts, paragraphs


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        (" \n ", []),
        ("one", ["one"]),
        ("one\ntwo\n", ["one", "two"]),
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("\n\none  \n \n two\n", ["one", "two"]),
        ("one\r\n\r\ntwo", ["one", "two"]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_by_line_ends_where_none_is_blank(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in paragraphs(text)] == parts


@given(st.text("ab \n", max_size=60), st.data())
def test_every_passage_lies_whole_in_one_excerpt(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(places, places).map(lambda p: (min(p), max(p))), max_size=6))
    found = excerpts(text, spans, around=4)
    assert found == sorted(found, key=lambda x: x.start)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for start, end in spans:
        if start < end:
            assert sum(a <= start and end <= b for x in found for a, b in x.marks) == 1
            assert any(x.start <= start and end <= x.end for x in found)


def test_of_a_very_long_paragraph_only_what_is_near_is_shown_and_that_is_said() -> None:
    text = "x " * 5000
    (found,) = excerpts(text, [(4000, 4001)], around=100)
    assert (found.start, found.end, found.cut_before, found.cut_after) == (3900, 4101, True, True)


@pytest.mark.parametrize("unit", [" ", "\n", "\n ", "\t\n x", "\n\n"])
def test_a_hostile_megabyte_is_parted_quickly(unit: str) -> None:
    text = unit * (1_000_000 // len(unit)) + "x"
    began = time.perf_counter()
    paragraphs(text)
    assert time.perf_counter() - began < 5
