"""Dates as people read them, in the order people expect; control characters shown, not obeyed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.publish.words import harmless, plural, when_key, when_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "no date"),
        ("2031-05-04", "4 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-05-04T18:30", "4 May 2031, 18:30"),
        ("2031-05~", "about May 2031"),
        ("2031-05-04?", "perhaps 4 May 2031"),
        ("2031-05-04/2031-05-05", "4–5 May 2031"),
        ("2031-05-30/2031-06-02", "30 May – 2 Jun 2031"),
        ("2030-12-30/2031-01-02", "30 Dec 2030 – 2 Jan 2031"),
        ("2031-05/2031-06", "May – Jun 2031"),
        ("2031-05-04/2031-05-04", "4 May 2031"),
        ("2031-01-01/2031-12-31", "2031"),
        ("2032-02-01/2032-02-29", "Feb 2032"),
        ("2032-02-01/2032-02-28", "1–28 Feb 2032"),
        ("2031-xx-01/2031-xx-30", "2031-xx-01/2031-xx-30"),
        ("0000-02-01/0000-02-29", "0000-02-01/0000-02-29"),
        ("../2031-05-04", "until 4 May 2031"),
        ("2031-05-04/..", "from 4 May 2031"),
        ("2031-W18", "2031-W18"),
        ("2031-02-30", "2031-02-30"),
        ("2031-21", "2031-21"),
        ("2031-00", "2031-00"),
        ("2031-05-04/soon", "2031-05-04/soon"),
        ("18:30", "18:30"),
    ],
)
def test_a_date_in_words(edtf: str | None, words: str) -> None:
    assert when_words(edtf) == words


def test_dates_stand_in_order_and_no_date_comes_last() -> None:
    order = ["2031", "2031-05", "../2031-05-03", "2031-05-04", "2031-05-04/2031-05-05", "2031-05-04T18:30", None]
    for turned in (order[::-1], order[3:] + order[:3]):
        assert sorted(turned, key=when_key) == order


@given(st.text())
def test_harmless_text_has_the_same_length_and_nothing_a_terminal_obeys(text: str) -> None:
    found = harmless(text)
    assert len(found) == len(text)
    assert not any((ord(c) < 32 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 for c in found)


def test_plurals() -> None:
    assert [plural(1, "tally"), plural(2, "tally"), plural(1200, "day")] == ["1 tally", "2 tallies", "1,200 days"]
