"""Datelines: what stands before a report's first words, and what only looks like it."""

import pytest

from standoff.tag.datelines import dateline

HEADS = [
    "PORT ALDER, Mo. (XNS) — ",
    "Port Alder, July 8, XNA – ",
    "ALDERVILLE — ",
    "LAKE ALDER, Feb. 27, 2031 – ",
    "Alder (Northland), Dec 2 (XNA): ",
    "Alder Nagar, Aug 18 (XNA) ",
    "Nov 27 (XNS) - ",
    "ALDERVILLE, Thursday (XN) – ",
    "ALDERVILLE, Northland (Updated) -- ",
    "ALDERVILLE (Xena) – ",
]
NONE = [
    "Porters at Alder – and their cooks – walked out.",
    "XPU - the largest union - walked out.",
    "Alder, where porters work, is shut.",
    "ALDER PORTERS – WHO THEY ARE",
    "SMITH: We walked out.",
    "On July 8 the porters walked out.",
    "The union (XPU) said so.",
    "Alder - Porters walked out.",
    "",
]


@pytest.mark.parametrize("head", HEADS)
def test_heads_are_passed(head: str) -> None:
    assert dateline(head + "The porters walked out on Monday.") == len(head)


@pytest.mark.parametrize("text", NONE)
def test_sentences_without_one(text: str) -> None:
    assert dateline(text) == 0
