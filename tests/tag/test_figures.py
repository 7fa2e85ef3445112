"""Quantities and tallies: figures with units as they are printed."""

from __future__ import annotations

import pytest

from standoff.model import Sentence, Span
from standoff.tag.quantities import find_quantities
from standoff.tag.tallies import find_tallies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a raise of 4.5 per cent", [("4.5", "percent", None)]),
        ("a 21% raise and 5 percent more", [("21", "percent", None), ("5", "percent", None)]),
        ("a payment of £1,250", [("1,250", "£", None)]),
        ("worth $25 billion a year", [("25 billion", "$", None)]),
        ("Rs 5 lakh each", [("5 lakh", "Rs", None)]),
        ("a delegation of 30 junior staff", [("30", "people", "delegation")]),
        ("The delegation has been restricted to 15 people", [("15", "people", "delegation")]),
        ("some 3,900 union members left", [("3,900", "members", "union members")]),
        ("4,000 training places", [("4,000", "places", "training places")]),
        ("after 42 days", []),
        ("page 12 of the letter", []),
    ],
)
def test_figures_keep_their_units(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    found = find_quantities(text, 0, len(text))
    assert [(q.value, q.unit, q.of) for q in found] == expected
    for quantity in found:
        quantity.span.check(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry agreed to seven of the eight demands.", [("demands accepted", 7, 8)]),
        ("It rejected three of their five demands.", [("demands refused", 3, 5)]),
        ("The union has put forward six demands.", [("demands put", 6, None)]),
        ("The crews presented a 10-point charter of demands.", [("demands put", 10, None)]),
        ("Nine of the eight demands were met.", [("demands put", 8, None)]),
        ("Seven of the eight ships left.", []),
    ],
)
def test_tallies_say_what_was_counted(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    sentence = Sentence(span=Span.of(text, 0, len(text)), paragraph=0)
    assert [(t.what, t.value, t.of) for t in find_tallies(text, [sentence])] == expected
