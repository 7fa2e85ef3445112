from __future__ import annotations

from datetime import date

import pytest
from handmade import tagged
from hypothesis import given
from hypothesis import strategies as st

from standoff.link.chronology import solve_chronology
from standoff.link.clues import WeekdayClue
from standoff.link.linked import Chronology
from standoff.link.runs import read_clues
from standoff.model import ReadReport


def solved(*reports: ReadReport) -> Chronology:
    return solve_chronology(reports, [])


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("The pilots are six weeks into their strike.", "strike", 35, 49),
        ("They have held a sit-in at the customs house for the past 10 days.", "sit-in", 9, 11),
    ],
)
def test_lengths_so_far(text: str, kind: str, low: int, high: int) -> None:
    (count,) = read_clues(tagged("a", text)).counts
    assert (count.kind, count.low, count.high, count.wide) == (kind, low, high, True)


@pytest.mark.parametrize(
    "text",
    [
        "The pilots announced a 72-hour strike in March.",
        "They will stage a five-day strike.",
        "After 10 days of rain the strike goes on.",
        "The mayor has been in office for the past 10 years.",
        "The company will pay 40 days of wages.",
    ],
)
def test_plans_and_other_lengths_tell_nothing(text: str) -> None:
    clues = read_clues(tagged("a", text))
    assert clues.counts == ()
    assert clues.runs == ()


@pytest.mark.parametrize(
    ("text", "days", "day"),
    [
        ("They returned to work on May 9 after a 42-day strike.", 42, "May 9"),
        ("Pilots end 33-day strike.", 33, None),
        ("They went back on 21 September, ending a strike of 42 days.", 42, "21 September"),
    ],
)
def test_lengths_of_what_is_over(text: str, days: int, day: str | None) -> None:
    (run,) = read_clues(tagged("a", text)).runs
    assert (run.kind, run.days) == ("strike", days)
    assert (run.day and run.day.quote) == day


@pytest.mark.parametrize("text", ["The strike began on Monday.", "They have been on strike since Monday."])
def test_told_beginnings(text: str) -> None:
    (run,) = read_clues(tagged("a", text)).runs
    assert (run.kind, run.days) == ("strike", None)
    assert isinstance(run.day, WeekdayClue)


def test_a_told_start_dates_a_count() -> None:
    chronology = solved(
        tagged("a", "The strike began on April 1.", stamped="2024-05-11"),
        tagged("b", "Today is the 50th day of the strike."),
    )
    assert chronology.published["b"].edtf == "2024-05-19/2024-05-21"


def test_counts_of_one_day_that_differ_clash() -> None:
    chronology = solved(
        tagged("a", "Today is the 41st day of the strike.", stamped="2024-05-11"),
        tagged("b", "Today is the 40th day of the strike.", stamped="2024-05-11"),
    )
    (clash,) = chronology.clashes
    assert clash.about == "when the strike began"
    assert {v.value for v in clash.values} == {
        "“the 40th day”: began 2024-04-02",
        "“the 41st day”: began 2024-04-01",
    }
    assert [e.report for v in clash.values for e in v.evidence] == ["b", "a"]


def test_what_was_over_and_is_counted_on_clashes() -> None:
    chronology = solved(
        tagged("a", "The pilots returned on May 9 after a 42-day strike.", stamped="2024-05-11"),
        tagged("b", "Today is the 52nd day of our protest.", stamped="2024-05-18"),
    )
    (clash,) = chronology.clashes
    assert clash.about == "how long the strike lasted"
    assert [v.evidence[0].report for v in clash.values] == ["a", "b"]


def test_lengths_that_agree_do_not_clash() -> None:
    chronology = solved(
        tagged("a", "The pilots returned on May 9 after a 42-day strike.", stamped="2024-05-11"),
        tagged("b", "It was the 41st day of the strike.", stamped="2024-05-08"),
        tagged("c", "Today is the second day of the strike.", stamped="2024-09-02"),
    )
    assert chronology.clashes == ()


@pytest.mark.parametrize(
    ("text", "stamped", "better"),
    [
        ("The pilots went back today, Friday, after a night of talks.", "2024-05-06", "2024-05-03"),
        ("The pilots went back on Tuesday, May 9. More is to come.", "2024-05-11", "2023-05-09/2023-05-11"),
        ("The pilots went back on Tuesday, May 9, 2023. More is to come.", "2024-05-11", "2023-05-09/2023-05-11"),
    ],
)
def test_stamps_of_later_copies(text: str, stamped: str, better: str) -> None:
    chronology = solved(tagged("a", text, stamped=stamped))
    assert chronology.published["a"].edtf == better
    assert chronology.contradictions == (f"a is stamped {stamped}, tells of {better[:10]}",)


def test_a_look_back_does_not_overrule_a_stamp() -> None:
    text = "The pilots struck on Tuesday, May 9, 2023. They met the company again on Friday, May 10."
    assert solved(tagged("a", text, stamped="2024-05-11")).published["a"].edtf == "2024-05-11"


def test_dates_of_files_only_where_asked_and_softest() -> None:
    reads = [
        tagged("a", "Nothing moves in Harwick."),
        tagged("b", "Today is the 12th day of the strike."),
        tagged("c", "Today is the 10th day of the strike.", stamped="2024-05-10"),
    ]
    assert solved(*reads).published["a"].edtf is None
    files = {"a": date(2024, 6, 1), "b": date(2024, 6, 1), "c": date(2024, 6, 1)}
    published = solve_chronology(reads, [], file_dates=files).published
    assert [published[n].edtf for n in "abc"] == ["2024-06-01", "2024-05-12", "2024-05-10"]
    assert published["a"].why == ("the file of a was last changed on 2024-06-01",)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read_clues(tagged("a", text + " after a 42-day strike that began on Monday " + text))
