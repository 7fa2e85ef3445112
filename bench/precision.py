"""Precision against recall of moves as the least score rises, as a table and a plot.

    python bench/precision.py [--corpus DIR] [--plot FILE.svg] [--steps N]

Known moves are those of the gold disputes and of `corpus/` (see `measured.py`), read by the tag stage alone. For each
threshold the moves below it are left out. The last columns hold how well the score says what it should: the share of
moves that are right among those whose score lies from this threshold up to the next, beside their mean score.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from measured import CORPUS, judge, known_reports, told
from standoff.tag.reading import tag_texts

_SIZE, _EDGE = 420, 44
_COLOURS = ("#1b6ca8", "#b8472a", "#3d7a3a", "#6b4a9c")


@dataclass(slots=True)
class Judged:
    """All told moves of a set of reports, as score and whether it is right, and how many moves are known."""

    known: int
    moves: list[tuple[float, bool]]

    def at(self, least: float) -> tuple[float, float, float]:
        """Precision, recall and F1 of the moves with a score of at least `least`."""
        kept = [right for score, right in self.moves if score >= least]
        hits = sum(kept)
        p, r = hits / len(kept) if kept else 1.0, hits / max(1, self.known)
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    def between(self, low: float, high: float) -> tuple[int, float, float]:
        """How many moves score from `low` up to `high`, the share of them that is right, and their mean score."""
        found = [(s, right) for s, right in self.moves if low <= s < high]
        size = max(1, len(found))
        return len(found), sum(right for _, right in found) / size, sum(s for s, _ in found) / size


def main() -> int:
    """Read every report, print a table for golds and corpus, and draw the curves."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--plot", type=Path, help="write the curves here, as SVG")
    options.add_argument("--steps", type=int, default=20)
    chosen = options.parse_args()
    curves = {name: one for name, one in judged(chosen.corpus).items() if one.known}
    if not curves:
        print("there are no reports with known moves: neither ../shared/gold nor corpus/")
        return 0
    steps = [n / chosen.steps for n in range(chosen.steps + 1)]
    for name, one in curves.items():
        print(f"{name}: {one.known} known moves, {len(one.moves)} told")
        print(
            f"{'score from':>11}{'precision':>11}{'recall':>9}{'F1':>7}{'moves here':>13}{'right':>8}{'mean score':>12}"
        )
        for low, high in pairwise([*steps, 1.01]):
            p, r, f = one.at(low)
            count, share, mean = one.between(low, high)
            tail = f"{count:13}{share:8.2f}{mean:12.2f}" if count else f"{0:13}"
            print(f"{low:11.2f}{p:11.3f}{r:9.3f}{f:7.3f}{tail}")
        print()
    if chosen.plot:
        chosen.plot.write_text(drawn({n: _points(one, steps) for n, one in curves.items()}), encoding="utf-8")
    return 0


def judged(corpus: Path) -> dict[str, Judged]:
    """The golds (development disputes, and the seeds apart) and the corpus, with every told move judged."""
    found = {name: Judged(known=0, moves=[]) for name in ("gold/seeds", "gold/uaw, gold/nhs", "corpus")}
    reports = list(known_reports(corpus))
    for report, reading in zip(reports, tag_texts(r.text for r in reports), strict=True):
        group = report.group if report.group == "gold/seeds" else report.group.partition("/")[0]
        one = found["gold/uaw, gold/nhs" if group == "gold" else group]
        one.known += len(report.moves)
        moves = told(reading)
        verdicts = judge(report.moves, moves)
        one.moves += [(m.score, v == "right") for m, v in zip(moves, verdicts, strict=True) if v != "again"]
    return found


def _points(one: Judged, steps: Sequence[float]) -> list[tuple[float, float]]:
    """Recall and precision at each threshold that leaves anything."""
    return [(r, p) for p, r, _ in map(one.at, steps) if r > 0]


def drawn(curves: dict[str, list[tuple[float, float]]]) -> str:
    """The curves as an SVG: recall to the right, precision upwards, both from 0 to 1."""
    inner = _SIZE - 2 * _EDGE

    def at(x: float, y: float) -> str:
        return f"{_EDGE + inner * x:.1f},{_SIZE - _EDGE - inner * y:.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif" '
        f'font-size="11"><rect width="{_SIZE}" height="{_SIZE}" fill="#fff"/>'
    ]
    for tenth in range(0, 11, 2):
        share = tenth / 10
        for line in ((at(share, 0), at(share, 1)), (at(0, share), at(1, share))):
            parts.append(f'<polyline points="{line[0]} {line[1]}" stroke="#ddd" fill="none"/>')
        x, y = at(share, 0).split(",")
        parts.append(f'<text x="{x}" y="{float(y) + 15:.1f}" text-anchor="middle">{share:g}</text>')
        x, y = at(0, share).split(",")
        parts.append(f'<text x="{float(x) - 6:.1f}" y="{float(y) + 4:.1f}" text-anchor="end">{share:g}</text>')
    parts.append(f'<text x="{_SIZE / 2}" y="{_SIZE - 10}" text-anchor="middle">recall</text>')
    parts.append(f'<text transform="rotate(-90)" x="{-_SIZE / 2}" y="12" text-anchor="middle">precision</text>')
    for number, (name, points) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        track = " ".join(at(*p) for p in points)
        parts.append(f'<polyline points="{track}" stroke="{colour}" stroke-width="2" fill="none"/>')
        for x, y in (at(*p).split(",") for p in points):
            parts.append(f'<circle cx="{x}" cy="{y}" r="2" fill="{colour}"/>')
        parts.append(f'<text x="{_EDGE + 10}" y="{_SIZE - _EDGE - 12 - 15 * number}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    raise SystemExit(main())
