"""Reports of an invented dispute, bakers against Corvell Mills in 2031, read once by the real tagger."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from standoff import intake, pipeline
from standoff.model import Reading, ReadReport, Report
from standoff.tag.reading import tag_texts

TEXTS = (
    "Bakers at Corvell Mills walked out on 3 March 2031, demanding a raise of 9 percent.\n\n"
    "The Corvell Bakers' Union said that the strike would go on until the demand was met.\n",
    "Corvell Mills promised on Wednesday to repair the ovens by 20 March 2031.\n\n"
    "The union rejected the offer of 4 percent and called on the company to return to the table.\n",
    "The strike at Corvell Mills entered its eighth day on Monday.\n\nThe bakers again demanded a 9 percent raise.\n",
    "The company and the Corvell Bakers' Union met for a second round of talks on 12 March 2031.\n\n"
    "The union alleged that Corvell Mills had refused to put its promise in writing.\n",
    "Corvell Mills accepted the demand for a raise of 9 percent, the company said on Friday.\n\n"
    "The bakers will return to work on 15 March 2031, the union said.\n",
    "Corvell Mills accepted the demand for a raise of 9 percent, the company said on Friday.\n\n"
    "The bakers will return to work on 17 March 2031, the union said. The mayor welcomed it.\n",
    "Corvell Mills said the ovens had been repaired.\n\nA court ordered the union to lift its blockade by Sunday.\n",
    "The strike at Corvell Mills entered its fifth day on Friday.\n\nThe union said that no talks were planned.\n",
)


@cache
def readings() -> dict[str, Reading]:
    """What the tagger finds in each text, by the text."""
    found = tuple(tag_texts(TEXTS))
    assert all(isinstance(r, Reading) for r in found)
    return dict(zip(TEXTS, found, strict=True))


def reports(chosen: dict[int, date | None]) -> list[ReadReport]:
    """Reports of these texts, published on these days; None for those that carry no date."""
    return [
        ReadReport(
            report=Report(
                id=f"r{n}.txt", sha256=sha256(TEXTS[n].encode()).hexdigest(), text=TEXTS[n], sources=(f"r{n}.txt",),
                given_published=day.isoformat() if day else None,
            ),
            reading=readings()[TEXTS[n]],
        )
        for n, day in chosen.items()
    ]  # fmt: skip


def record_file(folder: Path) -> Path:
    """A record of three reports of three days."""
    file = folder / "ovens.db"
    with intake.record_file(file) as store:
        for n, day in ((0, "2031-03-04"), (1, "2031-03-06"), (4, "2031-03-14")):
            path = folder / f"r{n}.txt"
            path.write_text(TEXTS[n], encoding="utf-8")
            intake.take_in(store, [path], published=day)
            store.save_reading(sha256(TEXTS[n].encode()).hexdigest(), pipeline.TAGGER_VERSION, readings()[TEXTS[n]])
    return file
