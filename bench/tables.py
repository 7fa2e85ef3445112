"""Put the figures of one stored result into the documents, or check that they are those of the result they name.

    python bench/tables.py bench/results/RESULT.json
    python bench/tables.py --check

A table stands between `<!-- figures: NAME RESULT -->` and `<!-- end -->`; what lies between is written by this alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "docs" / "scope-and-doubt.md")
_BLOCK = re.compile(r"<!-- figures: (\w+) ([\w.-]+) -->\n.*?<!-- end -->", re.DOTALL)
_FIRST = {"seeds"}

SHORT = (
    ("moves found (F1)", "record.moves_loose.2"),
    ("their actor right", "record.move_actor"),
    ("their date right", "record.move_date"),
    ("statements (F1)", "record.statements.2"),
    ("time expressions (F1)", "record.times.2"),
    ("dates of reports right", "record.report_dates"),
    ("demands (F1)", "story.demands.f1"),
    ("commitments (F1)", "story.commitments.f1"),
    ("talks (F1)", "story.talks.f1"),
    ("actions (F1)", "story.actions.f1"),
    ("disagreements found (recall)", "story.disagreements.recall"),
)
QUALITY = (
    ("reports with gold", "record.counts.reports"),
    ("moves in gold", "record.counts.gold_moves"),
    ("moves, kinds merged: precision", "record.moves_loose.0"),
    ("moves, kinds merged: recall", "record.moves_loose.1"),
    ("moves, kinds merged: F1", "record.moves_loose.2"),
    ("moves, same kind: F1", "record.moves_strict.2"),
    ("moves, same kind, actor and date: F1", "record.moves_complete.2"),
    ("of moves found: actor right", "record.move_actor"),
    ("of moves found and dated in gold: date right", "record.move_date"),
    ("of moves found and undated in gold: given a date", "record.false_dates"),
    ("of moves found: modality right", "record.move_modality"),
    ("statements: precision", "record.statements.0"),
    ("statements: recall", "record.statements.1"),
    ("statements: F1", "record.statements.2"),
    ("of statements found: speaker right", "record.statement_speaker"),
    ("times: precision", "record.times.0"),
    ("times: recall", "record.times.1"),
    ("of times in gold: value right", "record.times_value"),
    ("dates of reports right", "record.report_dates"),
    ("share of the text unread", "record.unread_share"),
)
THREADS = tuple(
    (f"{kind}: {what}", f"story.{kind}.{key}")
    for kind, keys in {
        "demands": ("gold", "said", "precision", "recall", "f1", "status", "by"),
        "commitments": ("gold", "said", "precision", "recall", "f1", "status", "by", "form", "due"),
        "talks": ("gold", "said", "precision", "recall", "f1", "date"),
        "actions": ("gold", "said", "precision", "recall", "f1", "start", "end"),
        "disagreements": ("gold", "said", "recall"),
    }.items()
    for key in keys
    for what in ({"gold": "in gold", "said": "in the record", "f1": "F1", "status": "status right", "by": "actor right",
                  "form": "form right", "due": "due date right", "date": "date right", "start": "start right",
                  "end": "end right"}.get(key, key),)
)  # fmt: skip


def _at(figures: Any, path: str) -> Any:
    """The value at a dotted path, or None."""
    for key in path.split("."):
        if isinstance(figures, list):
            figures = figures[int(key)]
        else:
            figures = figures.get(key) if isinstance(figures, dict) else None
    return figures


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "{} of {} ({})".format(*value)
    if isinstance(value, float):
        return f"{value:.2f}"
    return "–" if value is None else str(value)


def _order(dispute: str) -> tuple[bool, str]:
    """The dispute with floors first, the others after it."""
    return dispute not in _FIRST, dispute


def _table(result: Any, rows: tuple[tuple[str, str], ...]) -> str:
    """One row a figure, one column a dispute."""
    quality = {name: result["quality"][name] for name in sorted(result["quality"], key=_order)}
    lines = ["| | " + " | ".join(f"`{name}`" for name in quality) + " |", "| --- " * (len(quality) + 1) + "|"]
    lines += [
        f"| {label} | " + " | ".join(_cell(_at(of, path)) for of in quality.values()) + " |" for label, path in rows
    ]
    return "\n".join(lines)


def _kinds(result: Any) -> str:
    """Moves by kind: found of gold, and how many the record tells."""
    found = {kind for of in result["quality"].values() for kind in of["record"]["recall_by_kind"]}
    return _table(result, tuple((kind, f"record.recall_by_kind.{kind}") for kind in sorted(found)))


def _speed(result: Any) -> str:
    speed = result["speed"]
    return (
        f"{speed['reports']} example reports are read at {speed['reports_per_second']:.0f} reports a second in one "
        f"process, with a peak of {speed['peak_memory_mb']:.0f} MB. `standoff --help` takes "
        f"{speed['start_up_seconds']:.2f} s."
    )


def _source(result: Any) -> str:
    """Which commit was measured."""
    clean = "" if result["clean"] else ", with changes that were not committed"
    return f"Measured at commit `{result['commit'][:10]}`{clean}, Python {result['python']}."


TABLES: dict[str, Callable[[Any], str]] = {
    "short": lambda result: _table(result, SHORT),
    "quality": lambda result: _table(result, QUALITY),
    "threads": lambda result: _table(result, THREADS),
    "kinds": _kinds,
    "speed": _speed,
    "source": _source,
}


def filled(page: str, result: str | None = None) -> str:
    """The page with every table anew, from the result given or else from the one each names."""

    def anew(block: re.Match[str]) -> str:
        name = result or block[2]
        figures = json.loads((ROOT / "bench" / "results" / name).read_text(encoding="utf-8"))
        return f"<!-- figures: {block[1]} {name} -->\n{TABLES[block[1]](figures)}\n<!-- end -->"

    return _BLOCK.sub(anew, page)


def main() -> int:
    """Write the tables anew, or with --check tell whether they are what they say; 1 when they are not."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    stale = 0
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        if sys.argv[1] == "--check":
            if filled(page) != page:
                print(f"{path.name}: a figure is not that of the result named; run bench/tables.py on the result")
                stale = 1
        else:
            path.write_text(filled(page, Path(sys.argv[1]).name), encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
