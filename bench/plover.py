"""Score moves as events: one PLOVER category for each record of a set of coded sentences.

    python bench/plover.py [FILE] [--misses] [--json FILE]

FILE is a JSON list of records with `text` and `category`, as in `../shared/data/events/plover_dev.json` (half of the
gold records of the PLOVER manual), read in place. Each text is read alone; of its moves the one with the highest score
answers, the first in the text where two score alike. Counted are the categories that moves cover.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from standoff.model import Reading
from standoff.plover import category
from standoff.tag.reading import tag_texts

ROOT = Path(__file__).resolve().parent.parent
RECORDS = ROOT.parent / "shared" / "data" / "events" / "plover_dev.json"
COVERED = ("ACCUSE", "AGREE", "CONCEDE", "CONSULT", "PROTEST", "REJECT", "REQUEST", "RETREAT", "THREATEN")
NOTHING = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One record: its text, the category it was coded as, the one answered, and all that its moves were told as."""

    text: str
    gold: str
    answer: str
    told: tuple[str, ...]


def main() -> int:
    """Read every record, print the share right and what was taken for what."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path, nargs="?", default=RECORDS)
    options.add_argument("--misses", action="store_true", help="print each record that was answered wrong")
    options.add_argument("--json", type=Path, help="write the figures here")
    chosen = options.parse_args()
    if not chosen.file.is_file():
        print(f"no records in {chosen.file}: events are not measured")
        return 0
    found = answers(chosen.file)
    _print(found)
    if chosen.misses:
        for each in found:
            if each.gold in COVERED and each.answer != each.gold:
                print(f"{each.gold:9} {each.answer:9} {' '.join(each.told)}\n    {each.text}")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures(found), indent=1) + "\n", encoding="utf-8")
    return 0


def answers(file: Path) -> list[Answered]:
    """One answer for each record of `file`."""
    records = json.loads(file.read_text(encoding="utf-8"))
    readings = tag_texts(r["text"] for r in records)
    return [
        Answered(
            text=record["text"], gold=record["category"], answer=answer(reading),
            told=tuple(f"{m.kind}({m.modality},{m.score:.2f},{m.rule})" for m in reading.moves),
        )
        for record, reading in zip(records, readings, strict=True)
    ]  # fmt: skip


def answer(reading: Reading) -> str:
    """The category of the surest move that has one."""
    moves = sorted(reading.moves, key=lambda m: (-m.score, m.evidence[0].start))
    return next((name for m in moves if (name := category(m.kind, m.modality)) is not None), NOTHING)


def figures(found: list[Answered]) -> dict[str, float]:
    """The share right of the covered categories together (`right`), of each, and precision of what was answered."""
    covered = [f for f in found if f.gold in COVERED]
    shares = {"right": _share(covered), "records": float(len(covered))}
    answered = [f for f in found if f.answer != NOTHING]
    shares["precision"] = _share(answered)
    for name in COVERED:
        shares[name] = _share([f for f in covered if f.gold == name])
    return shares


def _share(found: list[Answered]) -> float:
    return sum(f.answer == f.gold for f in found) / max(1, len(found))


def _print(found: list[Answered]) -> None:
    shares = figures(found)
    print(f"covered categories: {shares['right']:.3f} of {shares['records']:.0f} records right; ", end="")
    print(f"of all answers {shares['precision']:.3f} right\n")
    counts = Counter((f.gold, f.answer) for f in found)
    told = [*sorted({f.answer for f in found} - {NOTHING}), NOTHING]
    print(f"{'coded, answered':16}{'right':>7}" + "".join(f"{name[:8]:>9}" for name in told))
    for name in [*COVERED, *sorted({f.gold for f in found} - set(COVERED))]:
        row = "".join(f"{counts[name, each] or '.':>9}" for each in told)
        share = f"{shares[name]:7.2f}" if name in COVERED else f"{'':7}"
        print(f"{name:16}{share}{row}")


if __name__ == "__main__":
    raise SystemExit(main())
