"""What stands before a report's first words, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.tag.datelines import dateline
from standoff.tag.reading import tag_texts


@pytest.mark.parametrize(
    "text",
    [
        "PORT ALDER, Mo. (XNS) — |The porters",
        "Alder (Northland), Dec 2 (XNA): |The porters",
        "Nov 27 (XNS) - |The porters",
        "ALDERVILLE, Thursday (XN) – |The porters",
        "ALDERVILLE, Northland (Updated) -- |The porters",
        "|SMITH: We walked out.",
        "|ALDER PORTERS – WHO THEY ARE",
        "|Alder - Porters walked out.",
        "PORTSIDE (Wire) - |Ferry crews",
        "PORTSIDE, May 3 (Wire) – |Ferry crews",
        "Portside, May 3 (Wire) |The crews",
        "PORTSIDE, Ky. (Wire) — |Some 700 workers",
        "NORTH PORTSIDE, Sept. 24, 2030 — |Harbour Lines today",
        "Portside, 16 December 2025 - |Resident crews",
        "MIRPORT, Oct 13: |Young doctors",
        "|FCU – the ferry crews' union – said",
        "|Harbour master (FCU) said",
        "|Sept. 14 - the day the strike began - was",
        "|The crews said: we",
        "|Crews — and clerks — struck",
        "|The Ferry Crews' Union (FCU) has",
        "|",
    ],
)
def test_the_first_words_come_after_place_and_day(text: str) -> None:
    head, _, rest = text.partition("|")
    assert dateline(head + rest) == len(head)


@given(st.text(alphabet="AZaz (),.:-—/'12 JanMay", max_size=200))
def test_never_beyond_the_text(text: str) -> None:
    assert 0 <= dateline(text) <= len(text)


def test_hostile_text_is_read_in_linear_time() -> None:
    assert dateline("AB, " * 250_000) == 0
    assert dateline("A" * 1_000_000) == 0


def test_a_dateline_is_nobody_and_its_sentence_keeps_its_places() -> None:
    text = "PORTSIDE, May 3 (Wire) - The ferry crews' union rejected the company's offer on Tuesday."
    (reading,) = tag_texts([text])
    reading.check(text)
    (refusal,) = (m for m in reading.moves if m.kind == "refuse")
    assert refusal.evidence[0].quote.startswith("The ferry crews' union rejected")
    assert all("PORTSIDE" not in (a.name, *a.aliases) for a in reading.actors)
