"""A chronology that grows report by report is that of all reports at once."""

from __future__ import annotations

import pytest
from handmade import SHARED, as_read, tagged
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.link.chronology import ChronologyState, solve_chronology
from standoff.link.copies import find_copies
from standoff.link.linked import Chronology
from standoff.model import ReadReport
from standoff.record import Copy, Evidence, SharedPassage

LINES = (
    "Today is the 12th day of the strike.",
    "It was the 14th day of the strike, and it rained.",
    "Today marks the 20th day of our protest.",
    "Pilots met the company on Monday.",
    "Late on Wednesday the pilots closed the Marlin lock in Port Ewell. Section 862 shut both gates.",
    "Pilots closed the Marlin lock at Port Ewell late on Wednesday. Section 862 had voted for it.",
    "Pilots met the company on May 6. They will meet it again on May 14.",
    "HARWICK, May 9 - The minister wrote to the pilots on Thursday.",
    "The strike began on May 1.",
    "They went back after a 12-day strike.",
    "The letter came last night, Thursday, by hand.",
)
STAMPS = (None, None, "2024-05-03", "2024-05-10", "2024-05-12", "2024-05-13", "2024-05-21", "2024-08-30", "2025-05-12")


@st.composite
def records(draw: st.DrawFn) -> tuple[list[ReadReport], list[Copy]]:
    reports = []
    for n in range(draw(st.integers(1, 8))):
        text = "\n".join(draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique=True)))
        reports.append(tagged(f"r{n}", text, stamped=draw(st.sampled_from(STAMPS))))
    pairs = [(a, b) for a in range(len(reports)) for b in range(a)]
    wires = draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
    return reports, [wire(f"r{b}", f"r{a}") for a, b in wires]


def wire(a: str, b: str) -> Copy:
    passage = SharedPassage(a=Evidence(report=a, start=0, end=5), b=Evidence(report=b, start=0, end=5))
    return Copy(reports=(a, b), kind="wire", passages=(passage,))


def grown(reports: list[ReadReport], copies: list[Copy]) -> Chronology:
    state, there = ChronologyState(), set[str]()
    for read in reports:
        there.add(read.report.id)
        state.add([read], [c for c in copies if read.report.id in c.reports and there.issuperset(c.reports)])
        state.chronology()
    return state.chronology()


@settings(max_examples=150, deadline=None)
@given(records(), st.randoms(use_true_random=False))
def test_grown_is_solved_at_once(record: tuple[list[ReadReport], list[Copy]], random: st.DataObject) -> None:
    reports, copies = record
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert grown(shuffled, copies) == solve_chronology(reports, copies)


def test_a_report_comes_once() -> None:
    state = ChronologyState()
    state.add([tagged("a", LINES[0])])
    with pytest.raises(ValueError, match="already"):
        state.add([tagged("a", LINES[0])])


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="needs the shared development reports")
@pytest.mark.parametrize("dispute", ["seeds", "reports/uaw", "reports/nhs"])
def test_grown_is_solved_at_once_on_real_reports(dispute: str) -> None:
    reports = as_read(SHARED / dispute)
    copies = list(find_copies(reports))
    assert grown(reports[::-1], copies) == solve_chronology(reports, copies)
