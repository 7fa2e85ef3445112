"""The reports whose moves are known, and which of the moves that are told of them are right.

Known are the gold disputes beside the repository (`../shared/gold`, read in place) and the marked reports of
`corpus/`. What is told comes from the tag stage alone, report by report. A told move is right when it is paired with
a marked one of near kind half of whose words it covers, as in the gold scorer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from marked import load_dispute
from standoff.model import Reading

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = ROOT / "corpus"
TEXTS = {"seeds": "seeds", "uaw": "reports/uaw", "nhs": "reports/nhs"}
NEAR = {
    "offer": "promise", "agree": "accept", "threaten": "plan", "resume": "start",
    "suspend": "stop", "end": "stop", "invite": "talks",
}  # fmt: skip
"""Kinds merged as the gold scorer merges them."""
Span = tuple[int, int]
Verdict = Literal["right", "wrong", "again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A move that is known to be in a report: its kind, its passage, and where the report tells it again."""

    kind: str
    span: Span
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReport:
    """A report whose moves are known; `group` is `gold/uaw` or `corpus/<dispute>`."""

    group: str
    name: str
    text: str
    moves: tuple[Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A move as it was told: kind, passages, modality, names of who acts, score and rule."""

    kind: str
    spans: tuple[Span, ...]
    modality: str
    actors: tuple[str, ...]
    score: float
    rule: str

    def to_json(self) -> dict[str, object]:
        """As plain values."""
        return asdict(self)


def told(reading: Reading) -> list[Told]:
    """The moves of a reading."""
    return [
        Told(
            kind=m.kind, spans=tuple((e.start, e.end) for e in m.evidence), modality=m.modality,
            actors=tuple(reading.actors[a].name for a in m.actors), score=m.score, rule=m.rule,
        )
        for m in reading.moves
    ]  # fmt: skip


def known_reports(corpus: Path = CORPUS, shared: Path = SHARED) -> Iterator[KnownReport]:
    """Every report whose moves are known, of the gold disputes that are there and of the corpus if it is."""
    for dispute, where in TEXTS.items():
        for path in sorted((shared / "gold" / dispute).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if "report" in gold:
                text = (shared / where / gold["report"]).read_text(encoding="utf-8")
                yield KnownReport(
                    group=f"gold/{dispute}", name=gold["report"], text=text, moves=_located(text, gold["moves"])
                )
    for folder in sorted(p.parent for p in corpus.glob("*/dispute.toml")):
        for report in load_dispute(folder).reports:
            moves = tuple(Known(kind=m.kind, span=m.span, also=m.also) for m in report.moves)
            yield KnownReport(group=f"corpus/{folder.name}", name=report.name, text=report.text, moves=moves)


def _located(text: str, moves: Sequence[dict[str, str]]) -> tuple[Known, ...]:
    """Gold moves with their places; the same words marked twice are two places where the text has two."""
    found: list[Known] = []
    for move in moves:
        words = move["evidence"]
        at, taken = text.find(words), {k.span[0] for k in found if text[slice(*k.span)] == words}
        while at in taken and text.find(words, at + 1) >= 0:
            at = text.find(words, at + 1)
        found.append(Known(kind=move["kind"], span=(at, at + len(words))))
    return tuple(found)


def judge(known: Sequence[Known], moves: Sequence[Told]) -> list[Verdict]:
    """Of each told move whether it is right, wrong, or another telling of a move that is told already."""
    right = {j for _, j in pairs([[_likeness(k, k.span, t) for t in moves] for k in known])}
    again = {
        j for j, t in enumerate(moves) if any(_likeness(k, span, t) > 0 for k in known for span in k.also)
    }  # fmt: skip
    return ["right" if j in right else "again" if j in again else "wrong" for j in range(len(moves))]


def pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Greedy one-to-one pairs of row and column by falling weight; nothing pairs at 0."""
    ranked = sorted((-w, i, j) for i, row in enumerate(weights) for j, w in enumerate(row) if w > 0)
    rows, columns, found = set[int](), set[int](), list[tuple[int, int]]()
    for _, i, j in ranked:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            found.append((i, j))
    return found


def near(a: str, b: str) -> bool:
    """Whether two kinds are one when near kinds are merged."""
    return NEAR.get(a, a) == NEAR.get(b, b)


def share_of(span: Span, passages: Sequence[Span]) -> float:
    """The share of `span` that the passages cover; 0 below half, and where they sprawl."""
    covered = {c for start, end in passages for c in range(start, end)}
    size = max(1, span[1] - span[0])
    share = sum(c in covered for c in range(*span)) / size
    return 0.0 if share < 0.5 or len(covered) > max(400, 3 * size) else share


def _likeness(known: Known, span: Span, move: Told) -> float:
    share = share_of(span, move.spans) if near(known.kind, move.kind) else 0.0
    return share + (known.kind == move.kind) if share else 0.0
