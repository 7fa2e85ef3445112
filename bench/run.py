"""Measure Standoff: quality against the gold disputes, speed, memory, start-up; keep the figures with the commit.

    python bench/run.py [--shared DIR] [--no-store]

Prints one table, writes `bench/results/<commit>.json`, and ends with 1 when a figure is under its floor in
`bench/floors.json`. The gold disputes and their scorers stand beside the repository, in `../shared`; where they are
missing only speed is measured, and the table says so.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results"
FLOORS = ROOT / "bench" / "floors.json"
DISPUTES = {"seeds": "seeds", "uaw": "reports/uaw", "nhs": "reports/nhs"}
STANDOFF = Path(sys.executable).with_name("standoff")
_STARTS = 7


def main() -> int:
    """Measure everything, print it, store it, and compare it with the floors."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--no-store", action="store_true", help="print only")
    chosen = options.parse_args()
    commit, clean = _commit()
    figures: dict[str, Any] = {"commit": commit, "clean": clean, "python": platform.python_version()}
    figures["speed"] = _speed()
    if (chosen.shared / "gold").is_dir():
        figures["quality"] = {name: _quality(name, where, chosen.shared) for name, where in DISPUTES.items()}
        figures["events"] = _events(chosen.shared / "data" / "events" / "plover_dev.json")
    else:
        print(f"no gold disputes in {chosen.shared}: quality is not measured")
    _print(figures)
    if not chosen.no_store:
        RESULTS.mkdir(exist_ok=True)
        target = RESULTS / f"{commit[:10]}{'' if clean else '-changed'}.json"
        target.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"\nstored in {target.relative_to(ROOT)}")
    return _under_floor(figures)


def _commit() -> tuple[str, bool]:
    """The commit measured, and whether the tracked files are as it has them."""
    name = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no", "--", "src", "bench/run.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return name.stdout.strip(), not changed.stdout.strip()


def _quality(name: str, where: str, shared: Path) -> dict[str, Any]:
    """The scores of one dispute, read as one record."""
    with tempfile.TemporaryDirectory() as folder:
        record, export = Path(folder) / f"{name}.db", Path(folder) / f"{name}.json"
        subprocess.run([STANDOFF, "read", "--quiet", record, shared / where], check=True)
        subprocess.run([STANDOFF, "export", record, "--format", "json", "-o", export], check=True)
        gold = shared / "gold" / name
        lines = _scores(shared / "score" / "score_record.py", export, gold, "--texts", shared / where)
        story = _scores(shared / "score" / "score_story.py", export, gold / "story.json")
        known = json.loads(export.read_text(encoding="utf-8"))
        texts = {r["id"]: (shared / where / r["id"]).read_text(encoding="utf-8") for r in known["reports"]}
    unread = sum(p["end"] - p["start"] for r in known["reports"] for p in r["unread"])
    lines["unread_share"] = unread / sum(len(t) for t in texts.values())
    return {"record": lines, "story": story}


def _scores(scorer: Path, *arguments: str | Path) -> dict[str, Any]:
    run = subprocess.run([sys.executable, scorer, *arguments, "--json"], capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(run.stdout)
    return scores


def _events(records: Path) -> dict[str, float]:
    """The share of PLOVER records that are answered right, over all categories that moves cover and for each."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "events.json"
        program = ROOT / "bench" / "plover.py"
        subprocess.run([sys.executable, program, records, "--json", found], check=True, stdout=subprocess.DEVNULL)
        shares: dict[str, float] = json.loads(found.read_text(encoding="utf-8")) if found.exists() else {}
    return shares


def _speed() -> dict[str, float]:
    """Reading the examples afresh: speed, memory, and against bare spaCy; the start-up time of the command line."""
    starts = []
    for _ in range(_STARTS):
        begun = time.perf_counter()
        subprocess.run([STANDOFF, "--help"], stdout=subprocess.DEVNULL, check=True)
        starts.append(time.perf_counter() - begun)
    reports = sorted((ROOT / "examples").glob("*/*.txt"))
    program = (
        "import resource, sys, time, standoff\n"
        "paths = sys.argv[1:]\n"
        "standoff.read(paths[:1])\n"
        "begun = time.perf_counter(); standoff.read(paths); took = time.perf_counter() - begun\n"
        "print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *map(str, reports)], capture_output=True, text=True, check=True,
        env={**os.environ, "STANDOFF_PROCESSES": "1"},
    )  # fmt: skip
    took, memory = map(float, run.stdout.split())
    beside = subprocess.run(
        [sys.executable, ROOT / "bench" / "speed.py", "--json"], capture_output=True, text=True, check=True
    )
    against: dict[str, float] = json.loads(beside.stdout)
    return {
        "ratio_to_bare_spacy": against["ratio"],
        "ratio_to_bare_spacy_all_cores": against["ratio_all"],
        "tag_words_per_second": against["tag_words_per_second"],
        "statements_words_per_second": against["statements_words_per_second"],
        "reports": len(reports),
        "reports_per_second": len(reports) / took,
        "peak_memory_mb": memory,
        "start_up_seconds": statistics.median(starts),
    }


def _print(figures: dict[str, Any]) -> None:
    speed = figures["speed"]
    print(f"{speed['reports']} example reports: {speed['reports_per_second']:.1f} reports/s in one process, ", end="")
    print(f"peak {speed['peak_memory_mb']:.0f} MB; standoff --help {speed['start_up_seconds']:.3f} s")
    print(f"tag stage: {speed['ratio_to_bare_spacy']:.2f} times bare spaCy on one core, ", end="")
    print(f"{speed['ratio_to_bare_spacy_all_cores']:.2f} on all; {speed['tag_words_per_second']:.0f} words/s, ", end="")
    print(f"statements alone {speed['statements_words_per_second']:.0f}, on one core")
    quality: dict[str, Any] = figures.get("quality", {})
    if not quality:
        return
    if events := figures.get("events"):
        print(f"PLOVER records of the categories that moves cover: {events['right']:.3f} right")
    print(f"\n{'':26}" + "".join(f"{name:>10}" for name in quality))
    first = next(iter(quality.values()))
    for key, value in first["record"].items():
        if isinstance(value, list):
            for place, letter in enumerate(("P", "R", "F1")):
                print(
                    f"{key + ' ' + letter:26}" + "".join(f"{q['record'][key][place]:10.3f}" for q in quality.values())
                )
        elif isinstance(value, float):
            print(f"{key:26}" + "".join(f"{q['record'][key]:10.3f}" for q in quality.values()))
    for kind, row in first["story"].items():
        for key, value in row.items():
            if isinstance(value, float):
                print(
                    f"{kind + ' ' + key:26}"
                    + "".join(f"{q['story'][kind].get(key, 0):10.3f}" for q in quality.values())
                )


def _under_floor(figures: dict[str, Any]) -> int:
    """1 when a figure stands under its floor (or over its ceiling), each named; else 0."""
    missed = 0
    for path, bound in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        value: Any = figures
        for key in path.split("."):
            value = value[int(key)] if isinstance(value, list) else value.get(key) if isinstance(value, dict) else None
        if value is None:
            continue
        bad = value > bound["at_most"] if "at_most" in bound else value < bound["at_least"]
        if bad:
            print(f"under its floor: {path} is {value:.3f}, the bound is {bound}")
            missed = 1
    return missed


if __name__ == "__main__":
    sys.exit(main())
