from __future__ import annotations

import re

import pytest
from handmade import made, tagged
from hypothesis import given
from hypothesis import strategies as st

from standoff.data import load
from standoff.errors import DataFileError
from standoff.link import chronicle_words as words
from standoff.link.chronology import solve_chronology
from standoff.link.clues import gather
from standoff.link.tense import tense_at
from standoff.model import TimeSymbol

TENSES = [
    ("The pilots went back on board [on Friday].", -1),
    ("They had met [on Friday], said the harbour master.", -1),
    ("The pilots will go back on board [on Friday].", 1),
    ("They plan to march to the customs house [on Friday].", 1),
    ("The company is to meet the pilots [on Friday].", 1),
    ("The ballot closes at noon, and the strike would begin [on Friday].", 1),
    ("[On Friday] the company wrote to the pilots.", -1),
    ("[On Friday] the company will write to the pilots.", 1),
    ("Ferries and trains: the [Friday] timetables", 0),
    ("The minister invited the pilots to a meeting [on Friday].", 0),
    ("The union announced a walkout [on Friday].", 0),
    ("The union called a march for [Friday].", 1),
    ("The union was given until [Friday].", 1),
    ("The minister spoke after meeting the pilots [on Friday].", -1),
    ("The company announced [on Friday] that the pier is closed.", -1),
    ("The talks, which would have been the fourth, were broken off [on Friday].", -1),
]


@pytest.mark.parametrize(("marked", "wanted"), TENSES)
def test_tense_of_the_clause(marked: str, wanted: int) -> None:
    text = marked.replace("[", "").replace("]", "")
    quote = re.sub(r"^on ", "", marked[marked.index("[") + 1 : marked.index("]")], flags=re.IGNORECASE)
    read = made("a", text, symbols={quote: TimeSymbol(kind="weekday", weekday=4)})
    assert tense_at(text, read.reading.sentences[0], read.reading.times[0]) == wanted


def test_a_last_or_next_weekday_says_its_own_tense() -> None:
    text = "The pilots went back on board next Friday."
    read = made("a", text, symbols={"next Friday": TimeSymbol(kind="weekday", weekday=4, amount=1.0, direction=1)})
    assert tense_at(text, read.reading.sentences[0], read.reading.times[0]) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pilots dig in\nA staff writer14 July 2023\n\nThe pilots stay ashore.", (2023, 7, 14)),
        ("Pilots dig in\nSeptember 17, 2023Politicsshare\n\nThe pilots stay ashore.", (2023, 9, 17)),
        ("Pilots dig in\nPublished: 3 January 2024\n\nThe pilots stay ashore.", (2024, 1, 3)),
        ("Pilots dig in\n30 March 2022\nThe pilots stay ashore.", (2022, 3, 30)),
        ("HARWICK, 16 December 2025 - The pilots stay ashore. More is to come.", (2025, 12, 16)),
        ("HARWICK (Agency), 19 September 2024: The pilots stay ashore. More is to come.", (2024, 9, 19)),
        ("19 September 2024, Harwick – The pilots stay ashore. More is to come.", (2024, 9, 19)),
        ("Pilots met on September 19, 2024 – a day after the ferry ran aground. More is to come.", None),
        ("On September 19, 2024 - a wet day - the pilots met. More is to come.", None),
        ("The pilots have stayed ashore since 30 March 2022. Nobody knows for how long.", None),
    ],
)
def test_dates_that_a_page_prints(text: str, wanted: tuple[int, int, int] | None) -> None:
    printed = gather(tagged("a", text)).printed
    assert (printed and (printed.year, printed.month, printed.day)) == wanted


def test_a_dateline_without_a_year() -> None:
    clues = gather(tagged("a", "HARWICK, April 30 - The pilots stayed ashore on Wednesday. More is to come."))
    assert clues.dateline is not None
    assert (clues.dateline.month, clues.dateline.day, clues.dateline.year) == (4, 30, None)
    assert clues.printed is None


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("Today is the 12th day of our strike.", "strike", 11, 11),
        ("It was the 12th day of the strike, and it rained.", "strike", 11, 12),
        ("The hunger strike, now in its ninth day, goes on.", "fast", 8, 8),
        ("The sit-in began before the strike did; the crowd cheered the 30th day of the march.", "march", 29, 30),
        ("The walkout is in its third week.", "strike", 13, 21),
    ],
)
def test_day_counts(text: str, kind: str, low: int, high: int) -> None:
    (count,) = gather(tagged("a", text)).counts
    assert (count.kind, count.low, count.high) == (kind, low, high)


def test_a_count_without_a_running_thing_is_no_clue() -> None:
    assert gather(tagged("a", "It was the 12th day of the month.")).counts == ()


def test_a_bulletin_counts_its_strike_in_the_title() -> None:
    clues = gather(tagged("a", "The pilots met. It came last night, Wednesday, by hand."))
    assert clues.own_weekday == ("last night, Wednesday", 3)


@given(st.text(max_size=300))
def test_any_text_has_clues(text: str) -> None:
    gather(tagged("a", text))


@pytest.mark.parametrize("end", [" ", ". ", "\n"])
def test_a_page_of_nothing_but_dates_stays_fast(end: str) -> None:
    text = ("On Monday it was the 12th day of the strike, on 5 May, they said" + end) * 2000
    read = tagged("a", text, stamped="2024-05-05")
    chronology = solve_chronology([read, tagged("b", text)], [])
    assert chronology.published["a"].edtf == "2024-05-05"


def test_a_damaged_word_list_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    words.chronicle_words.cache_clear()
    monkeypatch.setattr(words, "load", lambda name: {**load(name), "running": {"strike": []}})
    with pytest.raises(DataFileError, match=r"running\.strike"):
        words.chronicle_words()
    words.chronicle_words.cache_clear()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("our protest", "protest", "protest"),
        ("a hunger strike", "fast", "fast"),
        ("the strike, the fast", "strike", "fast"),
    ],
)
def test_running_things(text: str, first: str, last: str) -> None:
    assert words.running_thing(text) == first
    assert words.running_thing(text, last=True) == last
