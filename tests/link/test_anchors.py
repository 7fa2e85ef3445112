from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import tagged

from standoff.link.chronology import solve_chronology
from standoff.model import MoveKind, ReadReport, TaggedMove


def telling(read: ReadReport, kind: MoveKind, day: str) -> ReadReport:
    """The report with its first sentence as a move dated by the time expression `day`."""
    number = next(n for n, t in enumerate(read.reading.times) if t.span.quote == day)
    first = read.reading.sentences[0].span
    move = TaggedMove(
        kind=kind, actors=(), addressees=(), what=first.quote, evidence=(first,), sentence=0, modality="happened",
        times=(number,),
    )  # fmt: skip
    return replace(read, reading=replace(read.reading, moves=(move,)))


def spans(*reports: ReadReport) -> dict[str, str | None]:
    chronology = solve_chronology(reports, [])
    return {t.span.quote: chronology.times[r.report.id, n].span for r in reports for n, t in enumerate(r.reading.times)}


RAID = telling(
    tagged("raid", "Police made a raid on the union hall on May 6.", stamped="2024-05-08"), "incident", "May 6"
)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Two days after the raid the hall was open again.", "Two days", "2024-05-08"),
        ("A week after the raid the hall was open again.", "A week", "2024-05-13"),
        ("Two days after a raid people are tired.", "Two days", None),
        ("Two days after the letter the hall was open again.", "Two days", None),
    ],
)
def test_a_time_told_from_an_event(text: str, words: str, wanted: str | None) -> None:
    found = spans(RAID, tagged("b", text, stamped="2024-05-20"))
    assert found[words] == wanted


def test_two_raids_are_one_too_many() -> None:
    other = telling(tagged("c", "Police made a raid on a flat on May 7.", stamped="2024-05-08"), "incident", "May 7")
    found = spans(RAID, other, tagged("b", "Two days after the raid the hall was open.", stamped="2024-05-20"))
    assert found["Two days"] is None


def test_another_kind_of_move_is_not_the_event() -> None:
    threat = telling(tagged("raid", "Police spoke of a raid on May 6.", stamped="2024-05-08"), "threaten", "May 6")
    found = spans(threat, tagged("b", "Two days after the raid the hall was open.", stamped="2024-05-20"))
    assert found["Two days"] is None
