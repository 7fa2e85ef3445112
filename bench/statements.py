"""Score the statement finder alone on a PolNeAR folder, and time it.

    OMP_NUM_THREADS=1 python bench/statements.py GOLD_DIR [--shared DIR] [--said] [--out FILE] [--log]

GOLD_DIR holds `text/` and `attributions/` (brat stand-off), as `data/dev` of PolNeAR does. Every text is read through
`standoff.statements.find` and scored by the scorer in the shared folder: content at Jaccard 0.5, the speaker too, and
recall by type. `--said` leaves out what is only believed, wanted or felt. Speed is counted in words a second on one
core, the parse included, once the parser is warm. `--out` writes what was found as the scorer's JSONL, `--log` adds a
line to `bench/statements.log`. A test set is run once for a milestone, and always with `--log`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standoff import statements

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "bench" / "statements.log"
WARM = "The port said that it would close on Friday. " * 20


def main() -> int:
    """Find, score, time, print and, where asked, log."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, metavar="GOLD_DIR")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where score_statements.py is")
    options.add_argument("--said", action="store_true", help="only what is said")
    options.add_argument("--out", type=Path, metavar="FILE", help="write what was found")
    options.add_argument("--log", action="store_true", help="add a line to bench/statements.log")
    chosen = options.parse_args()
    paths = sorted((chosen.gold / "text").glob("*.txt"))
    if not paths:
        print(f"no texts in {chosen.gold / 'text'}", file=sys.stderr)
        return 2
    statements.find(WARM)
    rows = [answer(path, said_only=chosen.said) for path in paths]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    if chosen.out:
        chosen.out.write_text(lines, encoding="utf-8")
    figures = score(chosen.shared / "score" / "score_statements.py", chosen.gold, lines)
    print(table(figures))
    if chosen.log:
        _log(chosen.gold.resolve().name, figures)
    return 0


def answer(path: Path, *, said_only: bool) -> dict[str, Any]:
    """What was found in one text, as the scorer reads it, and the seconds of processor time it took."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    begun = time.process_time()
    found = statements.find(text, said_only=said_only)
    seconds = time.process_time() - begun
    return {"doc": path.stem, "seconds": seconds, "quotes": statements.to_json(found)}


def score(scorer: Path, gold: Path, lines: str) -> dict[str, Any]:
    """The scorer's figures for the answers."""
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "found.jsonl"
        answers.write_text(lines, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, scorer, "--gold", gold, "--pred", answers], check=True, capture_output=True, text=True
        )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def table(figures: dict[str, Any]) -> str:
    """The figures one looks for, a line each."""
    content, speaker = figures["content_j50"], figures["content_j50+speaker"]
    by_type = figures["recall_j50_by_type"]
    kinds = ", ".join(f"{kind} {by_type[kind]:.3f} of {figures['gold_types'][kind]}" for kind in by_type if
                      kind != "speech")  # fmt: skip
    return "\n".join(
        [
            f"texts     {figures['docs']} with {figures['gold']} attributions; {figures['pred']} found",
            f"content   P {content['p']:.3f}  R {content['r']:.3f}  F1 {content['f1']:.3f}",
            f"+speaker  P {speaker['p']:.3f}  R {speaker['r']:.3f}  F1 {speaker['f1']:.3f}",
            f"recall    {kinds}",
            f"speed     {figures['words_per_s']} words a second, one core",
        ]
    )


def _log(name: str, figures: dict[str, Any]) -> None:
    """Add the line of this run to the log."""
    commit, changed = (
        subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
        for words in (
            ["rev-parse", "--short", "HEAD"],
            ["status", "--porcelain", "--untracked-files=no", "--", "src"],
        )
    )
    state = commit + ("+changed" if changed else "")
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z  {state}  {name}  {'  '.join(table(figures).splitlines())}\n")


if __name__ == "__main__":
    sys.exit(main())
