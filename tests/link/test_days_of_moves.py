"""The day of a move: of the saying, not of what is said; of other tellings of the same act where it is vague."""

from __future__ import annotations

from hashlib import sha256

import pytest

from standoff.model import ReadReport, Report
from standoff.pipeline import build
from standoff.record import Move
from standoff.tag.reading import tag_texts


def moves(*reports: tuple[str, str]) -> list[Move]:
    texts = [text for _, text in reports]
    read = [
        ReadReport(
            report=Report(
                id=f"{number}.txt", sha256=sha256(text.encode()).hexdigest(), text=text, given_published=published
            ),
            reading=reading,
        )
        for number, ((published, text), reading) in enumerate(zip(reports, tag_texts(texts), strict=True))
    ]
    return list(build(read, "ferries").moves)


@pytest.mark.parametrize(
    ("text", "kind", "when"),
    [
        ("The ferry company promised to pay the crews on Friday.", "promise", None),
        ("On Tuesday the ferry company promised to pay the crews on Friday.", "promise", "2031-03-04"),
        ("The ferry company has rejected the crews' demand.", "refuse", "2031-03-04/2031-03-05"),
        ("We call on the ferry company to pay the crews.", "demand", "2031-03-04/2031-03-05"),
        ("The crews rejected the offer on Tuesday. They accused the company of bad faith.", "accuse", "2031-03-04"),
    ],
)
def test_what_is_said_was_said_by_publication(text: str, kind: str, when: str | None) -> None:
    (move,) = (m for m in moves(("2031-03-05", text)) if m.kind == kind)
    assert move.when == when
    assert bool(move.when_why) == (when is not None)


def test_a_vague_telling_takes_the_day_of_the_same_act_elsewhere() -> None:
    told = moves(
        ("2031-03-05", "The ferry crews began a strike at the port of Alder on March 4, 2031."),
        ("2031-04-20", "The ferry crews began a strike at the port of Alder in March 2031."),
    )
    starts = [m for m in told if m.kind == "start"]
    assert [m.when for m in starts] == ["2031-03-04", "2031-03-04"]
    assert "0.txt" in " ".join(starts[1].when_why)
