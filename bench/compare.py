"""Which moves another revision tells and this one does not, and the other way round, line by line.

    python bench/compare.py REV [--corpus DIR] [--only GROUP …] [--summary]
    make bench-compare REV=<revision>

The reports of the gold disputes and of `corpus/` are read by the code of REV (in a work tree of its own, which is
taken away afterwards) and by the code as it stands now. A move is the same when it has the same kind and shares half
of the shorter passage. Each line gained or lost is printed with its report, kind and passage, and whether it is right,
wrong, or the second telling of a known move (`again`).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from measured import CORPUS, ROOT, KnownReport, Told, judge, known_reports

_READER = """
import json, sys
sys.path.insert(0, sys.argv[1])
sys.path.insert(1, sys.argv[2])
from standoff.tag.reading import tag_texts
from measured import told
texts = json.load(sys.stdin)
json.dump([[m.to_json() for m in told(r)] for r in tag_texts(texts)], sys.stdout)
"""
_WIDEST = 160


def main() -> int:
    """Read with both, print what differs and a summary."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rev", help="a commit, tag or branch")
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--only", nargs="*", default=[], help="groups, such as gold/uaw")
    options.add_argument("--summary", action="store_true", help="print no single lines")
    chosen = options.parse_args()
    reports = [r for r in known_reports(chosen.corpus) if not chosen.only or r.group in chosen.only]
    if not reports:
        print("there are no reports with known moves: neither ../shared/gold nor corpus/")
        return 0
    with work_tree(chosen.rev) as tree:
        before, after = read_with(tree / "src", reports), read_with(ROOT / "src", reports)
    counts: dict[str, Counter[str]] = {}
    for report, old, new in zip(reports, before, after, strict=True):
        counted = counts.setdefault(report.group, Counter())
        for line in differences(report, old, new, counted):
            if not chosen.summary:
                print(line)
    _summary(counts)
    return 0


@contextmanager
def work_tree(rev: str) -> Iterator[Path]:
    """The repository as it was at `rev`, in a folder that is taken away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", tree, rev], cwd=ROOT, check=True, capture_output=True
        )
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def read_with(source: Path, reports: Sequence[KnownReport]) -> list[list[Told]]:
    """The moves that the code under `source` tells of each report."""
    run = subprocess.run(
        [sys.executable, "-c", _READER, source, ROOT / "bench"],
        input=json.dumps([r.text for r in reports]), capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(source)},
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"the code in {source} does not read the reports:\n{run.stderr}")
    return [
        [Told(**(m | {"spans": tuple(map(tuple, m["spans"])), "actors": tuple(m["actors"])})) for m in moves]
        for moves in json.loads(run.stdout)
    ]


def differences(report: KnownReport, old: Sequence[Told], new: Sequence[Told], counted: Counter[str]) -> Iterator[str]:
    """The lines lost and gained in one report, by their place; the counts go into `counted`."""
    pairs = same(old, new)
    stayed, still = {i for i, _ in pairs}, {j for _, j in pairs}
    lines: list[tuple[int, str]] = []
    for sign, moves, kept in (("lost", old, stayed), ("gained", new, still)):
        verdicts = judge(report.moves, moves)
        counted.update(f"{'before' if sign == 'lost' else 'now'} {v}" for v in verdicts)
        for number, (move, verdict) in enumerate(zip(moves, verdicts, strict=True)):
            if number not in kept:
                counted[f"{sign} {verdict}"] += 1
                lines.append((move.spans[0][0], _line(sign, verdict, report, move)))
    for i, j in pairs:
        counted["modality changed"] += old[i].modality != new[j].modality
        counted["actor changed"] += old[i].actors != new[j].actors
    yield from (line for _, line in sorted(lines))


def same(old: Sequence[Told], new: Sequence[Told]) -> list[tuple[int, int]]:
    """Which moves of two readings are one: the same kind on the same words, each paired once."""
    found: list[tuple[int, int]] = []
    left = set(range(len(new)))
    for i, a in enumerate(old):
        shared = {j: _shared(a, new[j]) for j in left if new[j].kind == a.kind}
        best = max(shared, key=lambda j: (shared[j], -j), default=None)
        if best is not None and shared[best] >= 0.5:
            left.remove(best)
            found.append((i, best))
    return found


def _shared(a: Told, b: Told) -> float:
    """The share of the shorter passage that both have."""
    mine, yours = ({c for s in m.spans for c in range(*s)} for m in (a, b))
    return len(mine & yours) / max(1, min(len(mine), len(yours)))


def _line(sign: str, verdict: str, report: KnownReport, move: Told) -> str:
    words = " ".join(" / ".join(report.text[slice(*s)] for s in move.spans).split())
    if len(words) > _WIDEST:
        words = f"{words[: _WIDEST - 1]}…"
    return f"{sign:7}{verdict:6} {report.group}/{report.name} {move.kind} ({move.rule}, {move.score:.2f}): {words}"


def _summary(counts: dict[str, Counter[str]]) -> None:
    """For each group and for all: lines gained and lost, and how many were right before and now."""
    names = [f"{sign} {verdict}" for sign in ("gained", "lost") for verdict in ("right", "wrong", "again")]
    names += ["actor changed", "modality changed", "before right", "before wrong", "now right", "now wrong"]
    total: Counter[str] = sum(counts.values(), Counter())
    print("\n" + f"{'':28}" + "".join(f"{name.replace(' changed', ''):>13}" for name in names))
    for group, counted in [*counts.items(), ("all", total)]:
        if any(counted[n] for n in names[:8]) or group == "all" or group.startswith("gold"):
            print(f"{group:28}" + "".join(f"{counted[name]:13}" for name in names))


if __name__ == "__main__":
    raise SystemExit(main())
