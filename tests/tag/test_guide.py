"""The guide to moves, `docs/moves.md`, held to the program: its examples come out as told, but for a list of misses."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from standoff.model import MoveKind, Reading, TaggedMove
from standoff.tag.reading import tag_texts

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "moves.md").read_text(encoding="utf-8")
MISSED = Path(__file__).with_name("guide_missed.txt")
LEAST_RIGHT = 0.8
_BLOCK = re.compile(r"^```moves\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARKED = re.compile(r"^```marked\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SIGN = re.compile(r"[\[\]{}]")
EXAMPLES = [line for block in _BLOCK.findall(PAGE) for line in block.splitlines() if line.strip()]


def passage(marked: str, first: str, last: str) -> tuple[int, int] | None:
    """The offsets, in the text without signs, of what stands between two signs."""
    start, end = marked.find(first), marked.find(last)
    return None if start < 0 else (len(_SIGN.sub("", marked[:start])), len(_SIGN.sub("", marked[:end])))


def covers(move: TaggedMove, span: tuple[int, int]) -> bool:
    """Whether a move's passage holds half of the span."""
    shared = sum(max(0, min(e.end, span[1]) - max(e.start, span[0])) for e in move.evidence)
    return 2 * shared >= span[1] - span[0]


def fault(line: str) -> str | None:
    """What is wrong with how an example is read; None when it comes out as told."""
    wanted, marked = (part.strip() for part in line.split("|", 1))
    reading = next(tag_texts([_SIGN.sub("", marked)]))
    told = [m.kind for m in reading.moves]
    for number, entry in enumerate(wanted.split(", ")):
        kind, _, modality = entry.removesuffix(")").partition("(")
        if kind.startswith("-"):
            if kind[1:] in told:
                return f"{kind[1:]} is told"
            continue
        found = [m for m in reading.moves if m.kind == kind]
        if number == 0:
            found = [m for m in found if _fits(m, marked, reading)]
        if modality:
            found = [m for m in found if m.modality == modality]
        if not found:
            return f"told are {[(m.kind, m.modality, m.evidence[0].quote) for m in reading.moves]}"
    return None


def _fits(move: TaggedMove, marked: str, reading: Reading) -> bool:
    """Whether a move has the passage and the actor that the signs mark."""
    span, actor = passage(marked, "{", "}"), passage(marked, "[", "]")
    if span is not None and not covers(move, span):
        return False
    if actor is None:
        return True
    name = _SIGN.sub("", marked)[slice(*actor)].lower()
    spoken = [m.span.quote.lower() for i in move.actors for m in reading.actors[i].mentions]
    return any(s in name or name in s for s in spoken) or (name in {"we", "it", "the two sides"} and bool(move.actors))


@cache
def missed() -> dict[str, str]:
    """The examples that do not come out, each with what is wrong."""
    return {line: why for line in EXAMPLES if (why := fault(line)) is not None}


def named() -> list[str]:
    """The examples that are known not to come out."""
    return [line for line in MISSED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_no_example_is_lost() -> None:
    lost = {line: why for line, why in missed().items() if line not in named()}
    assert not lost, "\n".join(f"{line}\n    {why}" for line, why in lost.items())


def test_the_list_of_misses_only_shrinks() -> None:
    done = [line for line in named() if line not in missed()]
    assert not done, "these come out now, or the page has them no more; take them off guide_missed.txt:\n" + "\n".join(
        done
    )


def test_most_examples_come_out() -> None:
    assert len(set(EXAMPLES)) == len(EXAMPLES) > 100
    assert len(named()) <= (1 - LEAST_RIGHT) * len(EXAMPLES)


@pytest.mark.parametrize("kind", get_args(MoveKind))
def test_every_kind_has_an_example(kind: str) -> None:
    told = {e.partition("(")[0] for line in EXAMPLES for e in line.split("|", 1)[0].strip().split(", ")}
    assert kind in told


def test_the_marked_report_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("marked", ROOT / "bench" / "marked.py")
    assert spec is not None
    assert spec.loader is not None
    marked = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "marked", marked)
    spec.loader.exec_module(marked)
    (block,) = _MARKED.findall(PAGE)
    report = tmp_path / "01.txt"
    report.write_text(block, encoding="utf-8")
    moves = marked.load_report(report, frozenset({"CREWS", "LINE"})).moves
    assert [(m.kind, m.modality, len(m.also)) for m in moves] == [
        ("refuse", "happened", 1),
        ("plan", "planned", 0),
        ("refuse", "alleged", 0),
    ]
