"""Hide the known date of each report in turn, let the others date it, and compare: a false date is worse than none.

    python bench/redate.py [FOLDER ...]

Each folder holds the reports of one dispute as `*.txt`; without any, the examples and, where they stand beside the
repository, the disputes in `../shared`. A date is right when the known day lies in the interval told. Ends with 1
when a date is wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from unittest import mock

from standoff.link.chronology import solve_chronology
from standoff.link.clues import Clues
from standoff.link.copies import find_copies
from standoff.link.linked import Dating
from standoff.link.runs import read_clues
from standoff.model import ReadReport, Report
from standoff.record import Copy
from standoff.tag.reading import tag_texts

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("examples/doctors", "examples/port", "../shared/seeds", "../shared/reports/uaw", "../shared/reports/nhs")


def main(folders: Sequence[str]) -> int:
    """Measure every folder and print one line for each, and one for every wrong date."""
    wrong = 0
    for folder in folders or [f for f in FOLDERS if (ROOT / f).is_dir()]:
        wrong += _measure(ROOT / folder)
    return int(wrong > 0)


def _measure(folder: Path) -> int:
    """The number of wrong dates in one folder."""
    reads = _read(folder)
    copies = find_copies(reads)
    known = {n: d.day for n, d in solve_chronology(reads, copies).published.items() if d.basis == "given"}
    found = {name: _without(name, reads, copies) for name in sorted(known)}
    told = {n: d for n, d in found.items() if d.earliest is not None and d.latest is not None}
    wrong = [n for n, d in told.items() if not _holds(d, known[n])]
    days = [((d.latest or date.min) - (d.earliest or date.min)).days for d in told.values()]
    print(
        f"{folder.name}: {len(known)} known dates hidden in turn, {len(told)} found again, {len(wrong)} wrong; "
        f"to the day {days.count(0)}, within three days {sum(d <= 2 for d in days)}"
    )
    for name in wrong:
        print(f"  {name}: {known[name]} taken for {found[name].edtf}: {'; '.join(found[name].why)}")
    return len(wrong)


def _holds(dating: Dating, day: date | None) -> bool:
    return day is not None and (dating.earliest or date.max) <= day <= (dating.latest or date.min)


def _read(folder: Path) -> list[ReadReport]:
    """The reports of a folder, read by the tagger."""
    files = sorted(folder.glob("*.txt"))
    texts = [f.read_text(encoding="utf-8") for f in files]
    return [
        ReadReport(report=Report(id=f.name, sha256=sha256(t.encode()).hexdigest(), text=t), reading=reading)
        for f, t, reading in zip(files, texts, tag_texts(texts), strict=True)
    ]


def _without(name: str, reads: Sequence[ReadReport], copies: Sequence[Copy]) -> Dating:
    """What the others make of a report whose stamp, printed date and dateline are hidden."""
    hidden = [
        replace(r, reading=replace(r.reading, stamped=None, printed=None)) if r.report.id == name else r for r in reads
    ]

    def blind(read: ReadReport) -> Clues:
        clues = read_clues(read)
        return replace(clues, printed=None, dateline=None) if read.report.id == name else clues

    with mock.patch("standoff.link.undated.read_clues", blind):
        return solve_chronology(hidden, copies).published[name]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
