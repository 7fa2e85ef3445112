"""A record as of a day is the record of the reports of that day: nothing later has a say, no order, no history."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import standoff
from ovens import TEXTS, readings, record_file, reports
from standoff import intake, pipeline
from standoff.days import bounds
from standoff.errors import WrongUse
from standoff.news import compare
from standoff.publish.export import to_json
from standoff.store import Store

FIRST = date(2031, 3, 4)

_DAY = st.integers(0, 20).map(lambda n: FIRST + timedelta(n))
_SETS = st.dictionaries(st.integers(0, len(TEXTS) - 1), st.none() | _DAY, min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(chosen=_SETS, day=_DAY)
def test_as_of_is_the_record_of_what_was_out(chosen: dict[int, date | None], day: date) -> None:
    given_ = reports(chosen)
    whole = pipeline.build(given_, "ovens")
    out = {r.id for r in whole.reports if (days := bounds(r.published)) and days[1] <= day}
    alone = pipeline.build([r for r in given_ if r.report.id in out], "ovens")
    then = pipeline.build(given_, "ovens", as_of=day.isoformat())
    assert then == replace(alone, as_of=day.isoformat())
    assert to_json(replace(then, as_of=None)) == to_json(alone)


@settings(max_examples=30, deadline=None)
@given(chosen=_SETS, day=st.none() | _DAY, seed=st.randoms(use_true_random=False))
def test_reports_in_any_order_give_the_same(
    chosen: dict[int, date | None], day: date | None, seed: random.Random
) -> None:
    given_ = reports(chosen)
    mixed = list(given_)
    seed.shuffle(mixed)
    as_of = day.isoformat() if day else None
    assert pipeline.build(mixed, "ovens", as_of) == pipeline.build(given_, "ovens", as_of)


@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(["read", "read", "remove"]), st.integers(0, 4)), max_size=8))
def test_only_what_is_in_the_record_counts(steps: list[tuple[str, int]]) -> None:
    """Reading again adds nothing, and what was removed might never have been read."""
    with tempfile.TemporaryDirectory() as folder, Store.in_memory() as store, Store.in_memory() as fresh:
        names = [Path(folder) / f"r{n}.txt" for n in range(len(TEXTS))]
        for name, text in zip(names, TEXTS, strict=True):
            name.write_text(text, encoding="utf-8")
        held: set[int] = set()
        for what, n in steps:
            if what == "read":
                _take(store, names[n])
                held.add(n)
            elif n in held:
                store.remove(f"r{n}.txt")
                held.remove(n)
        for n in sorted(held, reverse=True):
            _take(fresh, names[n])
        assert to_json(intake.build(store)) == to_json(intake.build(fresh))


def _take(store: Store, path: Path) -> None:
    """Read one file, its reading taken from those made once."""
    intake.take_in(store, [path], published=FIRST.isoformat())
    text = path.read_text(encoding="utf-8")
    store.save_reading(sha256(text.encode()).hexdigest(), pipeline.TAGGER_VERSION, readings()[text])


def test_a_day_inferred_from_later_reports_holds_but_they_say_nothing_else() -> None:
    """A report that counts five days of a strike is dated by one of three days later that counts eight."""
    given_ = reports({7: None, 2: date(2031, 3, 10)})
    undated = next(r for r in pipeline.build(given_, "ovens").reports if r.id == "r7.txt")
    days = bounds(undated.published)
    assert undated.published_basis == "inferred"
    assert days is not None
    assert days[1] < date(2031, 3, 10)
    then = pipeline.build(given_, "ovens", as_of=days[1].isoformat())
    assert [(r.id, r.published_basis) for r in then.reports] == [("r7.txt", "unknown")]
    assert pipeline.build(given_, "ovens", as_of=(days[1] - timedelta(1)).isoformat()).reports == ()


def test_what_nothing_dates_is_never_out() -> None:
    alone = pipeline.Archive(reports({4: None}), "ovens")
    assert alone.undatable() == ("r4.txt",)
    assert alone.as_of(date(2099, 1, 1)).reports == ()


def test_each_day_is_made_once() -> None:
    archive = pipeline.Archive(reports({0: FIRST, 1: FIRST + timedelta(2)}), "ovens")
    assert archive.as_of(FIRST).moves is archive.as_of(FIRST + timedelta(1)).moves
    assert list(archive.days()) == [FIRST, FIRST + timedelta(2)]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record file of three reports of three days."""
    return record_file(tmp_path)


def test_decisions_count_whenever_they_were_made(record: Path) -> None:
    name = next(a.name for a in standoff.open_record(record, as_of="2031-03-04").actors if "Union" in a.name)
    standoff.side(record, name, "third party", why="a trial")
    then = standoff.open_record(record, as_of="2031-03-04")
    assert [r.id for r in then.reports] == ["r0.txt"]
    assert next(a.side for a in then.actors if a.name == name) == "third party"
    assert len(then.decisions) == 1


def test_changes_tell_what_became_known(record: Path) -> None:
    days = standoff.changes(record, since="2031-03-05")
    assert [d.day for d in days] == ["2031-03-06", "2031-03-14"]
    assert [d.reports for d in days] == [("r1.txt",), ("r4.txt",)]
    changed = [n for n in days[1].news if n.kind == "status" and n.about == "demand"]
    assert [(n.before, n.after) for n in changed] == [("open", "accepted")]
    assert all(len(n.quotes) == len(n.evidence) and all(n.quotes) for d in days for n in d.news)
    assert changed[0].evidence[0].report == "r4.txt"
    assert any(n.kind == "thread" and n.about == "commitment" for n in days[0].news)
    assert standoff.changes(record, since="2031-03-05", until="2031-03-06") == days[:1]
    assert standoff.changes(record, since="2031-03-15") == ()
    everything = standoff.changes(record, since=date.min)
    assert len(everything) == 3
    assert everything[1:] == days


def test_changes_want_days_in_order(record: Path) -> None:
    with pytest.raises(WrongUse, match="before"):
        standoff.changes(record, since="2031-03-05", until="2031-03-04")
    with pytest.raises(WrongUse, match="not a date"):
        standoff.changes(record, since="soon")
    with pytest.raises(WrongUse, match="not a date"):
        standoff.open_record(record, as_of="soon")


@settings(max_examples=25, deadline=None)
@given(chosen=_SETS)
def test_news_of_the_days_lead_to_the_record(chosen: dict[int, date | None]) -> None:
    """Every thread of the last day was new on some day, and the same record twice is no news."""
    archive = pipeline.Archive(reports(chosen), "ovens")
    before = archive.as_of(date(1900, 1, 1))
    statuses: dict[str, int] = {}
    for day in archive.days():
        after = archive.as_of(day)
        for news in compare(before, after):
            statuses[news.kind] = statuses.get(news.kind, 0) + 1
        before = after
        assert compare(after, after) == ()
    threads = before.threads
    count = sum(map(len, (threads.demands, threads.commitments, threads.talks, threads.actions, threads.orders)))
    assert statuses.get("thread", 0) - statuses.get("joined", 0) - statuses.get("gone", 0) == count
