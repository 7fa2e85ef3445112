"""The scenes of a report: which day dates what is said without one."""

from __future__ import annotations

import pytest

from standoff.tag.reading import tag_texts

CASES = [
    pytest.param(
        "The bakers' union rejected the offer on Tuesday. It also accused the owners of bad faith.",
        {"refuse": "on Tuesday", "accuse": "on Tuesday"},
        id="the next sentence goes on where the first began",
    ),
    pytest.param(
        "The bakers' union rejected the offer on Tuesday. Last year it had accused the owners of bad faith.",
        {"refuse": "on Tuesday", "accuse": "Last year"},
        id="a day of its own goes before the scene",
    ),
    pytest.param(
        "The bakers' union rejected the offer on Tuesday. It had accused the owners of bad faith.",
        {"refuse": "on Tuesday", "accuse": None},
        id="what had been said before lies before the scene",
    ),
    pytest.param(
        "The bakers' union rejected the offer on Tuesday. In 2019 the shops were sold. The union accused the owners of"
        " bad faith.",
        {"refuse": "on Tuesday", "accuse": None},
        id="a turn to older things ends the scene",
    ),
    pytest.param(
        "The bakers' union rejected the offer. The owners met it on Tuesday.",
        {"refuse": "on Tuesday"},
        id="the lead may leave the day to the sentence after it",
    ),
    pytest.param(
        "The bakers' union rejected the offer. It will strike on Tuesday.",
        {"refuse": None},
        id="a day to come is no scene",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_said_is_dated_by_its_scene(text: str, expected: dict[str, str | None]) -> None:
    (reading,) = tag_texts([text])
    told = {
        move.kind: next((reading.times[n].span.quote for n in move.times), None)
        for move in reading.moves
        if move.kind in expected
    }
    assert {kind: day and day.removeprefix("on ") for kind, day in told.items()} == {
        kind: day and day.removeprefix("on ") for kind, day in expected.items()
    }
