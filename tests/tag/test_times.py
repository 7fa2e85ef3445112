"""The time tagger: a table of marked cases, and what must hold for any text."""

from __future__ import annotations

import dataclasses
import json
import re
import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff import times
from standoff.errors import DataFileError
from standoff.model import TimeSymbol
from standoff.tag.times import ResolvedTime, resolve, resolve_between, tag_times
from standoff.tag.times.lexicon import parse_lexicon
from standoff.tag.times.named import easter
from standoff.tag.times.resolve import span_days

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "times_cases.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
MARK = re.compile(r"\[\[(.*?)\]\]")


def plain(marked: str) -> tuple[str, int, int]:
    """The text without its mark, and where the marked words stand."""
    match = MARK.search(marked)
    if match is None:
        return marked, 0, 0
    text = marked[: match.start()] + match.group(1) + marked[match.end() :]
    return text, match.start(), match.start() + len(match.group(1))


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 400
    assert len({row[4] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("published", "kind", "value", "span", "marked"), ROWS, ids=[row[4] for row in ROWS])
def test_case(published: str, kind: str, value: str, span: str, marked: str) -> None:
    text, start, end = plain(marked)
    found = times.tag(text, published=published, ranges="/" in value)
    if kind == "none":
        assert found == []
        return
    (hit,) = [t for t in found if t.start < end and start < t.end]
    assert (hit.text, hit.type, hit.value, hit.span or "") == (text[start:end], kind, value, span)


WORDS = """
on Monday Friday night the 21st of May 2024 , . 6 : 30 pm last next week day days a an two ago - – for past 10 48
hour hours September Sept. to until between and every 2023-09-01 later before end early mid half noon Christmas
New Year's Q3 1990s it will was ordinal third of strike ( ) " ’s é ² ٣ 99999999
"""
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=60).map(" ".join),
    st.lists(st.sampled_from(list("0123456789:.-/,'’ stndrhpmaQ\n")), max_size=60).map("".join),
)


@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_text_gives_spans_in_order_that_hold_their_words(text: str) -> None:
    found = tag_times(text)
    for one in found:
        one.span.check(text)
        assert one.span.quote
    for one, following in pairwise(found):
        assert one.span.end <= following.span.start


@given(text=TEXTS, published=st.dates())
@settings(max_examples=300, deadline=None)
def test_any_expression_resolves_for_any_day(text: str, published: date) -> None:
    for one in (*tag_times(text), *tag_times(text, narrative=True)):
        for tense in (None, "past", "future"):
            known = resolve(one.symbol, published, tense=tense)
            days = span_days(known.span)
            assert days is None or days[0] <= days[1]
        assert resolve(one.symbol, None).value
        assert resolve_between(one.symbol, min(published, date(9000, 1, 1)), published).value


@given(published=st.dates(date(1900, 1, 1), date(2100, 1, 1)), weekday=st.integers(0, 6))
def test_a_weekday_is_print_or_the_six_days_before_or_after(published: date, weekday: int) -> None:
    symbol = TimeSymbol(kind="weekday", weekday=weekday)
    past = span_days(resolve(symbol, published, tense="past").span)
    future = span_days(resolve(symbol, published, tense="future").span)
    assert past is not None
    assert future is not None
    assert past[0].weekday() == future[0].weekday() == weekday
    assert timedelta(0) <= published - past[0] < timedelta(7)
    assert timedelta(0) <= future[0] - published < timedelta(7)


def test_between_two_days_one_answer_stands_only_when_both_ends_agree() -> None:
    wednesday = TimeSymbol(kind="weekday", weekday=2)
    agreed = resolve_between(wednesday, date(2024, 9, 19), date(2024, 9, 20))
    assert agreed == ResolvedTime(value="2024-09-18", span="2024-09-18")
    open_ = resolve_between(TimeSymbol(kind="offset", amount=0.0, unit="day"), date(2024, 9, 19), date(2024, 9, 20))
    assert open_ == ResolvedTime(value="XXXX-XX-XX", span="2024-09-19/2024-09-20")
    vague = resolve_between(TimeSymbol(kind="vague", direction=-1), date(2024, 9, 19), date(2024, 9, 20))
    assert vague == ResolvedTime(value="PAST_REF", span=None)


def test_without_a_publication_date_values_keep_x() -> None:
    text = "On Wednesday night they met; on September 21 they meet again, after 42 days, in April 2025."
    assert [t.value for t in times.tag(text)] == ["XXXX-WXX-3TNI", "XXXX-09-21", "P42D", "2025-04"]


def test_deadlines_carry_their_preposition() -> None:
    def modifier(text: str) -> str | None:
        (one,) = tag_times(text)
        return one.symbol.modifier

    assert modifier("Answer by Friday evening!") == "before"
    assert modifier("Answer within 24 hours!") == "within"
    assert modifier("They wait till 5 pm on Tuesday.") == "until"
    assert modifier("They have waited since Tuesday.") == "since"
    assert modifier("They come around 5 pm on Tuesday.") == "approx"


def test_counts_and_events_name_what_they_count_from() -> None:
    (count,) = tag_times("It is the 52nd day of our protest.")
    assert (count.symbol.kind, count.symbol.amount, count.symbol.of) == ("count", 52.0, "protest")
    (event,) = tag_times("It came a week after the raid.")
    assert (event.symbol.kind, event.symbol.amount, event.symbol.of) == ("event", 1.0, "raid")


def test_a_clock_time_leans_on_a_day_of_its_own_tense() -> None:
    text = "They met on Monday. We will write tomorrow, she said.\n\nThe talks began around 7.30 pm."
    assert times.tag(text, published="2024-09-19")[-1].value == "2024-09-16T19:30"


def test_a_list_of_days_gives_each_day() -> None:
    text = "Crews stop on December 20, 21 and 22, and on 3 and 5 January."
    found = times.tag(text, published="2023-12-05")
    assert [t.span for t in found] == ["2023-12-20", "2023-12-21", "2023-12-22", "2024-01-03", "2024-01-05"]


def test_in_narratives_a_date_takes_the_year_of_the_one_before() -> None:
    text = "In March 1984 the pit closed. On 18 June police came. It was over by the following spring."
    found = times.tag(text, published="2009-12-19", narrative=True)
    assert [t.value for t in found][:2] == ["1984-03", "1984-06-18"]
    assert times.tag(text, published="2009-12-19")[1].value == "2009-06-18"


def test_published_may_be_a_date_and_must_be_one() -> None:
    assert times.tag("today", date(2024, 9, 19)) == times.tag("today", "2024-09-19")
    with pytest.raises(ValueError, match="isoformat"):
        times.tag("today", "soon")


def test_found_times_are_frozen() -> None:
    (one,) = times.tag("today")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.text = "tomorrow"  # type: ignore[misc]


def test_a_range_is_two_expressions_or_with_ranges_one() -> None:
    text = "They stay out from 27 June to 2 July and meet 10am-1pm on Friday."
    two = times.tag(text, "2024-05-29")
    assert [(t.text, t.value) for t in two] == [
        ("27 June", "2024-06-27"),
        ("2 July", "2024-07-02"),
        ("10am", "2024-05-31T10:00"),
        ("1pm on Friday", "2024-05-31T13:00"),
    ]
    assert [t.span for t in two] == ["2024-06-27", "2024-07-02", "2024-05-31", "2024-05-31"]
    one, _ = times.tag(text, "2024-05-29", ranges=True)
    assert (one.text, one.value) == ("27 June to 2 July", "2024-06-27/2024-07-02")


def test_vague_words_are_told_and_never_dated() -> None:
    text = "Now they wait. Recently a deal fell through; in the near future none is likely."
    found = times.tag(text, "2024-09-19")
    assert [(t.text, t.value, t.span) for t in found] == [
        ("Now", "PRESENT_REF", None),
        ("Recently", "PAST_REF", None),
        ("the near future", "FUTURE_REF", None),
    ]
    assert times.tag(text, "2024-09-19", vague=False) == []
    assert tag_times(text) == ()
    assert {t.symbol.kind for t in tag_times(text, vague=True)} == {"vague"}


ODD = "\x00\x0b <b>&amp; \ud800 ]]> \r\n \"'é👩‍⚕️ on Friday & \ufffe Monday\r"


def plain_xml(text: str) -> str:
    """`text` as XML can hold it."""
    return "".join("\ufffd" if (ord(c) < 32 and c not in "\t\n\r") or c in "\ufffe\uffff" else c for c in text)


@given(text=st.one_of(TEXTS, st.just(ODD)), published=st.one_of(st.none(), st.dates()))
@settings(max_examples=150, deadline=None)
def test_timeml_gives_back_the_text_and_the_times(text: str, published: date | None) -> None:
    found = times.tag(text, published)
    root = ElementTree.fromstring(times.to_timeml(text, found, published).encode())
    body = root.find("TEXT")
    assert body is not None
    told = "".join(body.itertext())
    assert told == plain_xml("".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text))
    at, rows = len(body.text or ""), []
    for element in body:
        words = element.text or ""
        rows.append((at, at + len(words), element.get("type"), element.get("value"), element.get("tid")))
        at += len(words) + len(element.tail or "")
    assert rows == [(t.start, t.end, t.type, t.value, f"t{n}") for n, t in enumerate(found, 1)]
    dct = root.find("DCT/TIMEX3")
    assert dct is not None
    assert dct.get("functionInDocument") == "CREATION_TIME"
    assert dct.get("value") == (published.isoformat() if published else "XXXX-XX-XX")


def test_timeml_refuses_times_that_overlap() -> None:
    found = times.tag("They met on Friday and on Monday.", "2024-09-19")
    with pytest.raises(ValueError, match="out of order"):
        times.to_timeml("They met on Friday and on Monday.", found[::-1])


def test_json_rows_are_plain() -> None:
    rows = times.to_json(times.tag("Talks resume on Friday.", "2024-09-19"))
    assert json.loads(json.dumps(rows)) == [
        {"start": 16, "end": 22, "type": "DATE", "value": "2024-09-20", "text": "Friday"}
    ]


@pytest.mark.parametrize(
    ("year", "day"), [(1818, "03-22"), (1943, "04-25"), (2000, "04-23"), (2024, "03-31"), (2038, "04-25")]
)
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


PIECES = [
    "in the ", "the year ", "first quarter of ", "two years and ", "the year-ago ", "this past ", "nineteen ninety-",
    "Easter ", "the weekend of ", "last year's ", "the night of ", "day 3 of ", "Wednesday's ", "had by Friday ",
    "the ", "a an the last ", "1 ", "1-", "1.", "Monday ", "the next day ", "two weeks before ", "first of the ", "'",
    "10, ", "May ", "6:30 pm on ", "3 and 5 and ", "early late mid ", "x" * 1000, "1" * 1000,
]  # fmt: skip


def seconds(text: str) -> float:
    """Processor seconds that tagging and resolving take."""
    begun = time.process_time()
    for one in tag_times(text):
        resolve(one.symbol, date(2024, 9, 19))
    return time.process_time() - begun


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    size = 30_000
    tag_times("warm up")
    assert seconds(piece * (size // len(piece))) < 10


@pytest.mark.parametrize("piece", ["Monday ", "1 ", "in the "])
def test_a_megabyte_of_one_word_is_read_in_seconds(piece: str) -> None:
    assert seconds(piece * (1_000_000 // len(piece))) < 30


def test_a_megabyte_of_hostile_text_is_read_in_seconds() -> None:
    assert seconds("".join(piece * (1_000_000 // len(PIECES) // len(piece)) for piece in PIECES)) < 60


@pytest.mark.parametrize(
    "source",
    ["", "months = 3", '[months]\njanuary = "one"', "not toml ["],
)
def test_a_damaged_word_list_is_named(source: str) -> None:
    with pytest.raises(DataFileError, match=r"times\.toml"):
        parse_lexicon(source)


SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = [("seeds", SHARED / "seeds"), ("uaw", SHARED / "reports" / "uaw"), ("nhs", SHARED / "reports" / "nhs")]


def _meant(value: str) -> tuple[date, date] | None:
    """First and last day of a gold value; None for lengths and for none."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + timedelta(6)
    return None if value.startswith("P") else span_days("/".join(part.split("T")[0] for part in value.split("/")))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the gold annotations are not here")
@pytest.mark.parametrize(("name", "texts"), GOLD, ids=[name for name, _ in GOLD])
def test_gold_times_are_found_with_their_values(name: str, texts: Path) -> None:
    wanted = found = right = 0
    for path in sorted((SHARED / "gold" / name).glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "report" not in gold:
            continue
        text = (texts / gold["report"]).read_text(encoding="utf-8")
        tagged = times.tag(text, gold["published"], ranges=True)
        for want in gold["times"]:
            start = text.index(want["text"])
            hits = [t for t in tagged if t.start < start + len(want["text"]) and start < t.end]
            wanted, found = wanted + 1, found + bool(hits)
            days = _meant(want["value"]) if want["value"] else None
            for hit in hits[:1]:
                said = span_days(hit.span)
                same = days is not None and said is not None and days[0] <= said[1] and said[0] <= days[1]
                right += same or want["value"] in (hit.value, hit.span) or want["value"] is None
    assert found >= 0.95 * wanted
    assert right >= 0.9 * wanted


def test_a_wrapped_line_does_not_end_a_clause_or_an_expression() -> None:
    text = "The mayor will meet the crews in the hall next\nweek, but not on\nthe wharf."
    (found,) = times.tag(text, "2024-09-19")
    assert (found.text, found.value) == ("next\nweek", "2024-W39")
