"""Measure the tag stage against the bare spaCy pipeline: the same model, the same reports, in the same run.

    python bench/speed.py [FOLDER ...] [--rounds N] [--json]

The bare pipeline has all its components and reads with `nlp.pipe`, in batches of 16 reports (its default of 256 is
slower). One core: processor seconds, which other work on the machine troubles little; all cores: seconds on the clock,
with the start of the processes. The ways take turns; the best of all rounds stands for each. Without a folder the
examples are read.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_BATCH = 16
_ROUNDS = 3


def main() -> None:
    """Measure the reports of the folders and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="*", type=Path, default=[ROOT / "examples"])
    options.add_argument("--rounds", type=int, default=_ROUNDS)
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    chosen = options.parse_args()
    paths = sorted(path for folder in chosen.folders for path in folder.rglob("*.txt"))
    figures = measure([path.read_text(encoding="utf-8") for path in paths], chosen.rounds)
    if chosen.json:
        print(json.dumps(figures))
    else:
        show(figures)


def measure(texts: Sequence[str], rounds: int = _ROUNDS) -> dict[str, float]:
    """Reports and words a second of each way of reading `texts`, and the ratios to the bare pipeline."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy

    from standoff import statements
    from standoff.tag.many import cores, tag_many
    from standoff.tag.parse import model_name
    from standoff.tag.reading import tag_texts

    bare = spacy.load(model_name())
    count = cores()
    one: dict[str, Callable[[], Iterable[Any]]] = {
        "bare": lambda: bare.pipe(texts, batch_size=_BATCH),
        "tag": lambda: tag_texts(texts),
        "statements": lambda: map(statements.find, texts),
    }
    every: dict[str, Callable[[], Iterable[Any]]] = {
        "bare_all": lambda: bare.pipe(texts, batch_size=_BATCH, n_process=count),
        "tag_all": lambda: tag_many(texts, count),
    }
    for way in one.values():
        _spent(way)
    took: dict[str, float] = {}
    for _ in range(rounds):
        for name, way in {**one, **every}.items():
            processor, clock = _spent(way)
            took[name] = min(took.get(name, float("inf")), processor if name in one else clock)
    words = sum(len(text.split()) for text in texts)
    figures: dict[str, float] = {"reports": len(texts), "words": words, "cores": count}
    for name, seconds in took.items():
        figures[f"{name}_reports_per_second"] = len(texts) / seconds
        figures[f"{name}_words_per_second"] = words / seconds
    figures["ratio"] = took["bare"] / took["tag"]
    figures["ratio_all"] = took["bare_all"] / took["tag_all"]
    figures["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["peak_memory_helper_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return figures


def _spent(way: Callable[[], Iterable[Any]]) -> tuple[float, float]:
    """Processor seconds of this process and seconds on the clock until all is read."""
    processor, clock = time.process_time(), time.perf_counter()
    for _ in way():
        pass
    return time.process_time() - processor, time.perf_counter() - clock


def show(figures: dict[str, float]) -> None:
    """Print what was measured."""
    print(f"{figures['reports']:.0f} reports, {figures['words']:.0f} words")
    for title, name, cores in (
        ("bare spaCy", "bare", 1), ("tag stage", "tag", 1), ("statements.find", "statements", 1),
        ("bare spaCy", "bare_all", figures["cores"]), ("tag stage", "tag_all", figures["cores"]),
    ):  # fmt: skip
        reports, words = figures[f"{name}_reports_per_second"], figures[f"{name}_words_per_second"]
        print(f"{title:16} {cores:2.0f} core{'s' if cores > 1 else ' '} {reports:7.1f} reports/s {words:8.0f} words/s")
    print(f"tag stage to bare spaCy: {figures['ratio']:.2f} on one core, {figures['ratio_all']:.2f} on all")


if __name__ == "__main__":
    main()
