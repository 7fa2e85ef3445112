from __future__ import annotations

from datetime import date

import pytest
from handmade import SHARED, as_read, tagged
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.link.chronology import solve_chronology
from standoff.link.copies import find_copies
from standoff.link.linked import Chronology
from standoff.model import ReadReport

WIRE = """The two sides met at the customs house for almost four hours, an hour later than the company had announced.
Pilots have refused night shifts since the tug Marlin ran aground in the outer basin last spring.
A spokesman for the mayor declined to say whether the city would pay for the new radar."""
DATED_WIRE = "Talks at the port of Harwick came to nothing late on Tuesday.\n" + WIRE
UNDATED_WIRE = "Pilots at Harwick left empty-handed on Tuesday night.\n" + WIRE


def solved(*reports: ReadReport) -> Chronology:
    return solve_chronology(reports, find_copies(reports))


def published(chronology: Chronology, name: str) -> tuple[str | None, str]:
    dating = chronology.published[name]
    return dating.edtf, dating.basis


def test_a_user_knows_better_than_page_and_stamp() -> None:
    text = "Published 4 May 2023\n\nThe pilots stay ashore."
    everything = solved(tagged("a", text, stamped="2023-05-09", given="2023-05-01", printed="4 May 2023"))
    assert published(everything, "a") == ("2023-05-01", "given")


def test_a_stamp_is_trusted_beside_a_printed_date_of_the_day_before() -> None:
    text = "Published 4 May 2023\n\nThe pilots stay ashore."
    assert published(solved(tagged("a", text, stamped="2023-05-05", printed="4 May 2023")), "a")[0] == "2023-05-05"


def test_a_stamp_that_the_page_contradicts_is_told() -> None:
    text = "Published 4 May 2023\n\nThe pilots stay ashore."
    chronology = solved(tagged("a", text, stamped="2023-06-20", printed="4 May 2023"))
    assert published(chronology, "a") == ("2023-05-04", "inferred")
    assert chronology.contradictions == ("a is stamped 2023-06-20 and prints “4 May 2023”: the printed date is taken",)


def test_a_stamp_before_what_the_lead_tells_is_overruled() -> None:
    text = "The pilots went back on board on Tuesday, May 9, 2023. Ships sailed at noon."
    chronology = solved(tagged("a", text, stamped="2023-05-04"))
    assert published(chronology, "a") == ("2023-05-09/2023-05-11", "inferred")
    assert chronology.contradictions == ("a is stamped 2023-05-04, tells of 2023-05-09",)


def test_old_dates_without_a_year_do_not_overrule_a_stamp() -> None:
    text = "The pilots stay ashore. They met on November 3. They were paid on December 9."
    assert published(solved(tagged("a", text, stamped="2023-09-20")), "a") == ("2023-09-20", "given")


def test_an_invitation_to_the_next_day_does_not_overrule_a_stamp() -> None:
    text = (
        "The minister invited the pilots to a meeting on Thursday evening. They were asked to talks on Thursday night."
    )
    assert published(solved(tagged("a", text, stamped="2024-09-18")), "a") == ("2024-09-18", "given")


def test_a_page_printed_the_day_before_its_news() -> None:
    text = "Oct. 29, 2023\nThe deal came early on Monday.\nThe pilots settled early on Monday with the last company."
    chronology = solved(tagged("a", text, printed="Oct. 29, 2023"))
    assert published(chronology, "a") == ("2023-10-30", "inferred")


def test_wire_copy_dates_the_undated_one() -> None:
    chronology = solved(tagged("known", DATED_WIRE, stamped="2024-03-06"), tagged("open", UNDATED_WIRE))
    assert published(chronology, "open") == ("2024-03-05/2024-03-07", "inferred")
    why = " ".join(chronology.published["open"].why)
    assert "known is stamped 2024-03-06" in why
    assert "share" in why
    assert "“Tuesday night”, which was 2024-03-05" in why


def test_wire_copy_of_reports_weeks_apart_is_a_contradiction() -> None:
    chronology = solved(tagged("a", DATED_WIRE, stamped="2024-03-06"), tagged("b", UNDATED_WIRE, stamped="2024-04-17"))
    assert published(chronology, "b") == ("2024-04-17", "given")
    (told,) = chronology.contradictions
    assert "2024-03-06" in told
    assert "2024-04-17" in told


def test_day_counts_date_a_report() -> None:
    chronology = solved(
        tagged("first", "It was the 41st day of the protest, a pilot said.", stamped="2024-09-20"),
        tagged("second", "Today marks the 52nd day of our protest."),
    )
    assert published(chronology, "second") == ("2024-09-30/2024-10-01", "inferred")
    assert chronology.published["second"].why == (
        "first is stamped 2024-09-20",
        "first speaks of “the 41st day” of the protest: 40 or 41 days after its start",
        "second speaks of “the 52nd day” of the protest: 51 days after its start",
    )


def test_counts_of_unlike_things_are_not_held_against_each_other() -> None:
    chronology = solved(
        tagged("first", "It was the 41st day of the strike.", stamped="2024-09-20"),
        tagged("second", "Today marks the 12th day of the fast."),
    )
    assert published(chronology, "second") == (None, "unknown")


def test_small_counts_do_not_date_in_a_long_record() -> None:
    chronology = solved(
        tagged("first", "Today is the second day of the strike.", stamped="2023-04-12"),
        tagged("later", "Nothing moves in Harwick.", stamped="2024-09-20"),
        tagged("open", "Today is the third day of the strike."),
    )
    assert published(chronology, "open") == (None, "unknown")


def test_a_stamp_that_count_and_weekday_contradict() -> None:
    chronology = solved(
        tagged("a", "Today is the 10th day of the strike.", stamped="2024-05-10"),
        tagged("b", "Today is the 12th day of the strike.", stamped="2024-05-12"),
        tagged("c", "Pilots marched on Monday. Today is the 28th day of the strike.", stamped="2024-05-23"),
    )
    assert published(chronology, "c") == ("2024-05-28", "inferred")
    assert chronology.contradictions == ("c is stamped 2024-05-23, tells of 2024-05-28",)


def test_dates_told_as_past_and_as_coming_bound_a_report() -> None:
    chronology = solved(
        tagged("known", "Nothing moves in Harwick.", stamped="2024-05-03"),
        tagged("open", "Pilots met the company on May 6. They will meet it again on May 14."),
    )
    assert published(chronology, "open") == ("2024-05-06/2024-05-14", "inferred")


def test_a_date_that_fits_several_years_dates_nothing() -> None:
    chronology = solved(
        tagged("one", "Nothing moves in Harwick.", stamped="2023-05-03"),
        tagged("two", "Nothing moves in Harwick again.", stamped="2025-05-03"),
        tagged("open", "Pilots met the company on May 6. They will meet it again on May 14."),
    )
    assert published(chronology, "open") == (None, "unknown")


def test_the_year_in_which_the_day_is_that_weekday() -> None:
    chronology = solved(
        tagged("one", "Nothing moves in Harwick.", stamped="2023-05-03"),
        tagged("two", "Nothing moves in Harwick again.", stamped="2025-12-16"),
        tagged("open", "Pilots will begin a strike this Friday. They are to stay ashore from 25-30 July."),
    )
    assert published(chronology, "open") == ("2025-07-19/2025-07-25", "inferred")


def test_weekday_and_date_of_the_lead() -> None:
    chronology = solved(
        tagged("known", "Nothing moves in Harwick.", stamped="2023-10-02"),
        tagged("open", "Pilots settled with the company on Saturday (October 28). Ships sailed."),
    )
    assert published(chronology, "open") == ("2023-10-28/2023-10-30", "inferred")


def test_a_dateline_takes_the_year_of_the_record() -> None:
    chronology = solved(
        tagged("known", "Nothing moves in Harwick.", stamped="2025-04-28"),
        tagged("open", "HARWICK, April 30 - The minister wrote to the pilots on Wednesday. More is to come."),
    )
    assert published(chronology, "open") == ("2025-04-30", "inferred")


def test_the_eve_with_its_weekday_picks_the_day() -> None:
    chronology = solved(
        tagged("known", "Today is the 18th day of the strike.", stamped="2025-05-15"),
        tagged("open", "It was the 19th day of the strike. The letter came last night, Thursday, by hand."),
    )
    assert published(chronology, "open") == ("2025-05-16", "inferred")


def test_the_same_news_told_elsewhere_by_weekday() -> None:
    others = [
        tagged(f"z{n}", f"Weather report number {n}. Fog lay on the coast.", stamped=f"2023-1{n}-02") for n in range(3)
    ]
    chronology = solved(
        tagged(
            "known",
            "Late on Wednesday the pilots closed the Marlin lock in Port Ewell. Section 862 shut both gates.",
            stamped="2023-10-13",
        ),
        tagged("open", "Pilots closed the Marlin lock at Port Ewell late on Wednesday. Section 862 had voted for it."),
        *others,
    )
    assert published(chronology, "open") == ("2023-10-11/2023-10-13", "inferred")


def test_other_news_of_the_same_weekday_dates_nothing() -> None:
    others = [
        tagged(f"z{n}", f"Weather report number {n}. Fog lay on the coast.", stamped=f"2023-1{n}-02") for n in range(3)
    ]
    chronology = solved(
        tagged("known", "Late on Wednesday the pilots closed the Marlin lock in Port Ewell.", stamped="2023-10-13"),
        tagged("open", "Pilots at Port Ewell voted late on Wednesday to accept the offer."),
        *others,
    )
    assert published(chronology, "open") == (None, "unknown")


def test_nothing_known_is_said_so() -> None:
    chronology = solved(tagged("open", "The pilots stay ashore on Wednesday."))
    assert published(chronology, "open") == (None, "unknown")
    assert chronology.published["open"].why == ("nothing in the record fixes when open was published",)


def test_times_are_resolved_by_the_day_or_the_interval() -> None:
    first = tagged("first", "It was the 41st day of the protest. They met yesterday.", stamped="2024-09-20")
    second = tagged("second", "Today marks the 52nd day of our protest. In 2019 there was none.")
    chronology = solved(first, second)
    spans = {
        (name, read.reading.times[number].span.quote): resolved.span
        for read in (first, second)
        for (name, number), resolved in chronology.times.items()
        if name == read.report.id
    }
    assert spans["first", "yesterday"] == "2024-09-19"
    assert spans["second", "Today"] == "2024-09-30/2024-10-01"
    assert spans["second", "2019"] == "2019"
    assert len(chronology.times) == len(first.reading.times) + len(second.reading.times)


REPORTS = [
    tagged("wire1", DATED_WIRE, stamped="2024-09-18"),
    tagged("wire2", UNDATED_WIRE),
    tagged("count1", "It was the 41st day of the protest.", stamped="2024-09-20"),
    tagged("count2", "Today marks the 52nd day of our protest. They will march on October 2."),
    tagged("plain", "Pilots met the company on Saturday (September 28)."),
    tagged("none", "The pilots stay ashore."),
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(REPORTS))
def test_order_of_reports_does_not_matter(reports: list[ReadReport]) -> None:
    assert solved(*reports) == solved(*REPORTS)


@settings(max_examples=20, deadline=None)
@given(st.dates(date(2001, 1, 1), date(2040, 1, 1)), st.integers(8, 60), st.integers(1, 40))
def test_counts_date_in_any_year(day: date, number: int, later: int) -> None:
    chronology = solved(
        tagged("a", f"Today is day one of many. Today is the {number}th day of the strike.", stamped=day.isoformat()),
        tagged("b", f"Today is the {number + later}th day of the strike."),
    )
    dating = chronology.published["b"]
    assert dating.day is not None
    assert (dating.day - day).days == later


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs the shared development reports")
def test_seeds_are_dated() -> None:
    chronology = solved(*as_read(SHARED / "seeds"))
    found = {name[:3]: dating.edtf for name, dating in chronology.published.items()}
    assert found == {
        "000": "2024-09-20",
        "001": "2024-09-18/2024-09-20",
        "002": "2024-09-12",
        "003": "2024-09-19",
        "004": "2024-09-30/2024-10-01",
    }


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="needs the shared development reports")
@pytest.mark.parametrize("dispute", ["uaw", "nhs"])
def test_no_development_report_is_dated_wrongly(dispute: str) -> None:
    true = {
        "uaw-03.txt": "2023-09-15", "uaw-07.txt": "2023-10-11", "uaw-11.txt": "2023-10-29", "uaw-12.txt": "2023-10-30",
        "nhs-13.txt": "2025-07-23", "nhs-05.txt": "2023-07-14", "nhs-15.txt": "2025-12-16", "nhs-11.txt": "2024-07-29",
    }  # fmt: skip
    for name, dating in solved(*as_read(SHARED / "reports" / dispute)).published.items():
        if name in true and dating.earliest is not None and dating.latest is not None:
            assert dating.earliest <= date.fromisoformat(true[name]) <= dating.latest
