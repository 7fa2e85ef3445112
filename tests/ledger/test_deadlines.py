"""By when something was undertaken, in which form, and what shows that no date was given."""

from __future__ import annotations

import pytest

from invented import CREWS, FERRIES, Act, Told, one, record
from standoff.model import TimeSymbol
from standoff.record import Commitment

BY = TimeSymbol(kind="calendar", month=5, day=12, modifier="before")
ON = TimeSymbol(kind="calendar", month=5, day=12)
WITHIN = TimeSymbol(kind="duration", amount=24, unit="hour", modifier="within")
WEEKS = TimeSymbol(kind="duration", amount=2, unit="week")
NEXT = TimeSymbol(kind="offset", amount=1, unit="month")
FROM = TimeSymbol(kind="calendar", year=2031, month=6, day=1, modifier="since")
END = TimeSymbol(kind="calendar", month=5, modifier="end")
PAST = TimeSymbol(kind="calendar", month=2, day=1)
TERM = TimeSymbol(kind="calendar", year=2032)
WHAT = "repair the gangways"


def commitment(*told: Told) -> Commitment:
    """The one commitment of these reports."""
    (found,) = record(*told).threads.commitments
    return found


def promised(line: str, words: str | None = None, symbol: TimeSymbol = ON, days: str | None = None) -> Told:
    """A promise of 2 May 2031 in this line, with a time in it."""
    times = ((words, symbol, days),) if words else ()
    return one("r1", "2031-05-02", line, Act(kind="promise", by=FERRIES, to=CREWS, what=WHAT, times=times))


DUE = [
    ("by a day", "It will repair the gangways by May 12.", "May 12", BY, "2031-05-12", "2031-05-12"),
    ("within hours", "It will repair the gangways within 24 hours.", "24 hours", WITHIN, None, "2031-05-03"),
    ("in weeks", "It will repair the gangways in two weeks.", "two weeks", WEEKS, None, "2031-05-16"),
    ("weeks as a measure", "It will man the gangways in two-week turns.", "two-week", WEEKS, None, None),
    ("on a day", "It will repair the gangways on May 12.", "May 12", ON, "2031-05-12", "2031-05-12"),
    ("told on a day", "On May 12 it promised that it will repair them.", "May 12", ON, "2031-05-12", None),
    ("next month", "It would repair the gangways next month.", "next month", NEXT, "2031-06", "2031-06-01/2031-06-30"),
    ("from a day", "Six per cent from 1 June.", "1 June", FROM, "2031-06-01", "2031-06-01"),
    ("the end of", "It will repair them by the end of May.", "the end of May", END, "2031-05", "2031-05-31"),
    ("a day gone by", "It will repair what broke on 1 March.", "1 March", FROM, "2031-03-01", None),
    ("a nameless day comes round", "It will repair them before 1 February.", "1 February", PAST, "2031-02-01",
     "2032-02-01"),
    ("a period", "It will repair the gangways for 2032.", "2032", TERM, "2032", None),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words", "symbol", "days", "due"), [d[1:] for d in DUE], ids=[d[0] for d in DUE])
def test_when_a_promise_falls_due(line: str, words: str, symbol: TimeSymbol, days: str | None, due: str | None) -> None:
    found = commitment(promised(line, words, symbol, days))
    assert found.due == due
    assert bool(found.slots.get("due")) == (due is not None)


def test_from_a_day_gone_by_holds_and_is_not_overdue() -> None:
    line = "It will give six per cent with effect from 1 March 2031."
    found = commitment(promised(line, "1 March 2031", FROM, "2031-03-01"), one("r2", "2031-05-20", "Other news."))
    assert (found.due, found.status) == ("2031-03-01", "open")


def test_what_is_to_be_done_at_talks_is_due_on_their_day() -> None:
    talks = Act(kind="invite", by=FERRIES, to=CREWS, what="talks", when="2031-05-04")
    told = Told(name="r1", day="2031-05-02", lines=(
        ("It called the crews to talks on Sunday.", (talks,)),
        ("It would allow a recording of the meeting.", (Act(kind="promise", by=FERRIES, what="a recording"),)),
    ))  # fmt: skip
    found = commitment(told, one("r2", "2031-05-20", "Other news."))
    assert (found.due, found.status) == ("2031-05-04", "open")


NO_DATE = [
    ("It will repair the gangways, but it has not been specified when.", True),
    ("It will repair the gangways and gave no date.", True),
    ("It will repair the gangways soon.", True),
    ("It will repair the gangways.", False),
    ("It published a timetable and will repair the gangways.", False),
]


@pytest.mark.parametrize(("line", "shown"), NO_DATE)
def test_what_shows_that_no_date_was_given(line: str, shown: bool) -> None:
    found = commitment(promised(line))
    assert found.due is None
    assert bool(found.slots.get("due")) == shown


def test_the_sentence_that_says_so_is_shown() -> None:
    told = Told(name="r1", day="2031-05-02", lines=(
        ("It will repair the gangways.", (Act(kind="promise", by=FERRIES, to=CREWS, what=WHAT),)),
        ("The line did not say when the work would begin.", ()),
    ))  # fmt: skip
    known = record(told)
    (place,) = known.threads.commitments[0].slots["due"]
    assert known.texts[place.report][place.start : place.end] == "The line did not say when the work would begin."


def test_a_letter_in_the_sentence_before_and_a_press_release_are_written() -> None:
    letter = Told(name="r1", day="2031-05-02", lines=(
        ("A letter of the line turned down the raise.", (Act(kind="refuse", by=FERRIES, what="the raise"),)),
        ("It said that it would repair the gangways.", (Act(kind="promise", by=FERRIES, what=WHAT, form="spoken"),)),
    ))  # fmt: skip
    assert commitment(letter).form == "written"
    release = Told(name="r1", day="2031-05-02", lines=(
        ("Press release", ()), ("The line will repair the gangways.", (Act(kind="promise", by=FERRIES, what=WHAT),)),
    ))  # fmt: skip
    assert commitment(release).form == "written"
    other = Told(name="r1", day="2031-05-02", lines=(
        ("A letter of the crews asked for a raise.", (Act(kind="demand", by=CREWS, what="a raise"),)),
        ("It said that it would repair the gangways.", (Act(kind="promise", by=FERRIES, what=WHAT, form="spoken"),)),
    ))  # fmt: skip
    assert commitment(other).form == "spoken"
