"""How fast the chronology is: one more report in a large record, and a large network solved.

    python bench/chronology.py [--reports 10000] [--constraints 100000] [--more 20]

Records are made here, from nothing but numbers: a strike of many weeks with counts, wire copy, undated reports and
a few contradictions. Ends with 1 when a bar of 0.2 s for one more report or of 10 s for the network is missed. The
last network, where everything hangs together and contradicts itself besides, is like no record and held to no bar.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import time
from datetime import date, timedelta
from hashlib import sha256

from standoff.link.chronology import ChronologyState
from standoff.link.network import ORIGIN, Constraint, solve
from standoff.model import Reading, ReadReport, Report, Sentence, Span
from standoff.record import Copy, Evidence, SharedPassage
from standoff.tag.times import tag_times

ONE_MORE, NETWORK = 0.2, 10.0
_FIRST = date(2021, 1, 4)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def main() -> int:
    """Measure both and print them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=10_000)
    options.add_argument("--constraints", type=int, default=100_000)
    options.add_argument("--more", type=int, default=20)
    chosen = options.parse_args()
    worst = _one_more(chosen.reports, chosen.more)
    slowest = max(_network(chosen.constraints, kind) for kind in ("record", "chain", "web"))
    _network(chosen.constraints, "web with contradictions")
    return int(worst > ONE_MORE or slowest > NETWORK)


def _one_more(size: int, more: int) -> float:
    """Seconds that one more report takes at the median, of `more`, in a record of `size`."""
    rng = random.Random(7)
    reads = [_report(rng, n, size) for n in range(size + more)]
    state = ChronologyState()
    began = time.perf_counter()
    state.add(reads[:size], [c for n in range(size) for c in _copies(rng, n)])
    found = state.chronology()
    undated = [d for d in found.published.values() if d.basis != "given"]
    dated = sum(d.earliest is not None for d in undated)
    print(f"{size} reports at once: {time.perf_counter() - began:.1f} s; {dated} of {len(undated)} undated dated")
    gc.collect()
    gc.freeze()  # A pass over all that was read and stays is the collector's doing, at no time of ours.
    took = []
    for n in range(size, size + more):
        copies = _copies(rng, n)
        began = time.perf_counter()
        state.add([reads[n]], copies)
        state.chronology()
        took.append(time.perf_counter() - began)
    middle = statistics.median(took)
    print(f"one more report: {middle:.3f} s at the median of {more}, {max(took):.3f} s at most (bar {ONE_MORE} s)")
    return middle


def _report(rng: random.Random, n: int, size: int) -> ReadReport:
    """Report number `n`: every tenth undated, every eighth counts the strike, all tell of weekdays and dates."""
    day = _FIRST + timedelta(days=n * 1500 // size)
    told = day - timedelta(days=rng.randrange(3))
    names = rng.sample(range(3 * size), 3)
    places = " ".join(f"Kar{_letters(k)}" for k in names)
    lines = [
        f"Late on {_WEEKDAYS[told.weekday()]} the drivers met at {places} with the company.",
        f"They had met on {told.day} {told:%B} before, and spoke of {names[0]} letters.",
    ]
    if n % 8 == 0:
        slip = rng.choice((0,) * 60 + (9,))
        lines.append(f"Today is the {(day - _FIRST).days % 200 + 2 + slip}th day of the strike.")
    if n % 5 == 0:
        lines.append(f"They will meet again on {(day + timedelta(days=4)).day} {day + timedelta(days=4):%B}.")
    text = "\n".join(lines)
    sentences, at = [], 0
    for line in lines:
        sentences.append(Sentence(span=Span.of(text, at, at + len(line)), paragraph=0))
        at += len(line) + 1
    reading = Reading(
        tagger="bench", language="en", title=None, stamped=None if n % 10 == 3 else day.isoformat(), printed=None,
        set_aside=(), sentences=tuple(sentences), times=tag_times(text), actors=(), statements=(), moves=(), tallies=(),
    )  # fmt: skip
    return ReadReport(report=Report(id=f"{n:06}", sha256=sha256(text.encode()).hexdigest(), text=text), reading=reading)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _copies(rng: random.Random, n: int) -> list[Copy]:
    """Every sixth report shares wire copy with one printed shortly before."""
    if n % 6 or n < 8:
        return []
    a, b = f"{n - rng.randrange(1, 8):06}", f"{n:06}"
    passage = SharedPassage(a=Evidence(report=a, start=0, end=9), b=Evidence(report=b, start=0, end=9))
    return [Copy(reports=(a, b), kind="wire", passages=(passage,))]


def _network(size: int, kind: str) -> float:
    """Seconds to solve `size` constraints."""
    rng = random.Random(1)
    rows = {"record": _as_record, "chain": _chain}.get(kind, _web)(size, rng, kind)
    began = time.perf_counter()
    solution = solve(rows)
    took = time.perf_counter() - began
    print(
        f"{len(rows)} constraints, {kind}: {took:.1f} s, {len(solution.intervals)} points, "
        f"{len(solution.conflicts)} gave way (bar {NETWORK} s)"
    )
    return took


def _row(a: str, b: str, low: int, high: int, firmness: int, n: int) -> Constraint:
    return Constraint(a=a, b=b, low=low, high=high, firmness=firmness, why=f"constraint {n}", key=f"{n:07}")


def _as_record(size: int, rng: random.Random, _: str) -> list[Constraint]:
    """As records are: most reports dated, a third of the rest tied to a start or to each other, one in fifty wrong."""
    points = size // 3
    day = [738_000 + n * 1500 // points for n in range(points)]
    rows = [_row(ORIGIN, f"p{n:06}", day[n], day[n], 80, n) for n in range(points) if n % 10]
    while len(rows) < size:
        n = len(rows)
        a = rng.randrange(points)
        b = min(points - 1, a + rng.randrange(1, 30))
        wrong = 9 if n % 50 == 0 else 0
        if n % 4 == 0:
            start = day[a] // 60 * 60
            rows.append(_row(f"start {start}", f"p{a:06}", day[a] - start + wrong, day[a] - start + 1 + wrong, 50, n))
        else:
            rows.append(_row(f"p{a:06}", f"p{b:06}", day[b] - day[a] - 2 + wrong, day[b] - day[a] + 2 + wrong, 55, n))
    return rows


def _chain(size: int, rng: random.Random, _: str) -> list[Constraint]:
    """Each point tied to the next, in any order: the longest paths there are."""
    rows = [_row(f"p{n:06}", f"p{n + 1:06}", 0, 1, 50, n) for n in range(size - 1)]
    rng.shuffle(rows)
    return [_row(ORIGIN, "p000000", 738_000, 738_000, 40, size), *rows]


def _web(size: int, rng: random.Random, kind: str) -> list[Constraint]:
    """Any point tied to any other, loosely; with contradictions, one soft constraint in a thousand is wrong."""
    points = size * 3 // 10
    day = [rng.randrange(738_000, 741_000) for _ in range(points)]
    rows = []
    for n in range(size):
        a, b = rng.randrange(points), rng.randrange(points)
        wrong = 9 if "contradictions" in kind and n % 1000 == 7 else 0
        step = day[b] - day[a] + wrong
        if n % 20 == 0:
            rows.append(_row(ORIGIN, f"p{a:06}", day[a], day[a], 70, n))
        else:
            low, high = step - rng.randrange(3), step + rng.randrange(3)
            rows.append(_row(f"p{a:06}", f"p{b:06}", low, high, 40 if wrong else 55, n))
    return rows


if __name__ == "__main__":
    sys.exit(main())
