"""Score the time tagger alone on a folder of TimeML files, and time it.

    python bench/times.py GOLD_DIR [--shared DIR] [--narrative] [--errors N] [--log]

Every `.tml` file of the folder is read as the scorer reads it, tagged through `standoff.times.tag` with its document
creation time as the day of publication, and scored against its own TIMEX3. Prints the scorer's table and the speed on
one core. `--log` adds one line to `bench/te3.log`: when, which commit, which folder, the figures. A test set is run
once for a milestone, and always with `--log`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from standoff import times

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "bench" / "te3.log"
WORDS = 350
"""Words of a report of the usual length; speed is given in such reports."""
_LEAST = 2.0


def main() -> int:
    """Tag, score, time, print and, where asked, log."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path, metavar="GOLD_DIR")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="where score/score_times.py is")
    options.add_argument("--narrative", action="store_true", help="the texts tell history and are no news")
    options.add_argument(
        "--errors", type=int, default=0, metavar="N", help="list N errors of each kind; development only"
    )
    options.add_argument("--log", action="store_true", help="add a line to bench/te3.log")
    chosen = options.parse_args()
    paths = sorted(chosen.gold.glob("*.tml"))
    if not paths:
        print(f"no .tml files in {chosen.gold}", file=sys.stderr)
        return 2
    texts = {path.stem: read_timeml(path) for path in paths}
    found = {
        name: times.to_json(times.tag(text, day, narrative=chosen.narrative)) for name, (text, day) in texts.items()
    }
    scorer = chosen.shared / "score" / "score_times.py"
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "found.json"
        answers.write_text(json.dumps({"docs": found}), encoding="utf-8")
        print(_score(scorer, chosen.gold, answers, "--errors", str(chosen.errors)), end="")
        figures = json.loads(_score(scorer, chosen.gold, answers, "--json"))
    speed = reports_per_second(list(texts.values()), narrative=chosen.narrative)
    print(f"speed     {speed:.0f} reports of {WORDS} words a second, one core")
    if chosen.log:
        _log(chosen.gold.resolve().name, figures, speed)
    return 0


def read_timeml(path: Path) -> tuple[str, date | None]:
    """The character data of TEXT, nothing stripped, and the document creation time where it names a day."""
    root = ElementTree.parse(path).getroot()
    body = root if root.tag == "TEXT" else root.find("TEXT")
    created = root.find(".//DCT//TIMEX3")
    value = "" if created is None else created.get("value", "")
    day = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", value)
    return "".join(body.itertext()) if body is not None else "", date(*map(int, day.groups())) if day else None


def _score(scorer: Path, *arguments: Path | str) -> str:
    """What the scorer prints."""
    done = subprocess.run([sys.executable, scorer, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def reports_per_second(texts: list[tuple[str, date | None]], *, narrative: bool) -> float:
    """Reports of `WORDS` words tagged in a second of processor time, once warm."""
    words, begun = 0, time.process_time()
    while (spent := time.process_time() - begun) < _LEAST:
        for text, day in texts:
            times.tag(text, day, narrative=narrative)
            words += len(text.split())
    return words / WORDS / spent


def _log(name: str, figures: dict[str, Any], speed: float) -> None:
    """Add the line of this run to the log."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no", "--", "src"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    shown = {
        "strict": figures["strict"][2],
        "relaxed": figures["relaxed"][2],
        "type": figures["type"][1],
        "value": figures["value"][1],
        "value~": figures["loose"][1],
        "calendar": figures["calendar"][2],
    }
    line = "  ".join(f"{key} {100 * value:.1f}" for key, value in shown.items())
    state = commit.stdout.strip() + ("+changed" if changed.stdout.strip() else "")
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z  {state}  {name}  {line}  reports/s {speed:.0f}\n")


if __name__ == "__main__":
    sys.exit(main())
