"""The record file: what is kept, what is taken out again, and what is said when the file fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import StubPipeline, plain_reading
from standoff import intake
from standoff.decisions import Undo
from standoff.errors import RecordError, UnknownName, WrongUse
from standoff.model import Report
from standoff.sources import decode, find, load
from standoff.store import Store
from standoff.store.migrations import MIGRATIONS


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Report {name}.\r\nSecond line.")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "r.db", create=True) as opened:
        yield opened


def outcomes(store: Store, *paths: Path, **said: str) -> list[str]:
    return [taken.outcome for taken in intake.take_in(store, paths, **said).taken]  # type: ignore[arg-type]


def test_what_was_read_comes_back_exactly(store: Store, news: Path) -> None:
    assert outcomes(store, news) == ["new"] * 3
    first = store.reports()[0]
    assert (first.id, first.text, first.sources, first.version) == (
        "a.txt", "Report a.\r\nSecond line.", ("a.txt",), 1,
    )  # fmt: skip
    assert store.text(first.sha256) == first.text
    with pytest.raises(UnknownName):
        store.text("0" * 64)


def test_reading_again_changes_nothing(store: Store, news: Path, tmp_path: Path) -> None:
    outcomes(store, news)
    before = (tmp_path / "r.db").read_bytes()
    assert outcomes(store, news) == ["unchanged"] * 3
    assert (tmp_path / "r.db").read_bytes() == before


def test_a_changed_file_is_a_new_version(store: Store, news: Path) -> None:
    outcomes(store, news)
    (news / "b.txt").write_text("Report b, corrected.")
    assert outcomes(store, news) == ["unchanged", "changed", "unchanged"]
    assert [(r.id, r.version) for r in store.reports()] == [("a.txt", 1), ("b.txt", 2), ("c.txt", 1)]
    assert store.reports()[1].text == "Report b, corrected."


def test_a_change_taken_back_is_a_third_version(store: Store, news: Path) -> None:
    for text in ("one", "two", "one"):
        (news / "b.txt").write_text(text)
        outcomes(store, news / "b.txt")
    assert [(r.text, r.version) for r in store.reports()] == [("one", 3)]


def test_the_same_bytes_under_two_names(store: Store, news: Path) -> None:
    (news / "d.txt").write_bytes((news / "a.txt").read_bytes())
    assert outcomes(store, news) == ["new", "new", "new", "same text"]
    assert store.reports()[0].sources == ("a.txt", "d.txt")


def test_what_a_user_said_is_kept_when_read_again(store: Store, news: Path) -> None:
    a = news / "a.txt"
    outcomes(store, a, published="2024-09-18", source="Gazette")
    assert outcomes(store, a) == ["unchanged"]
    assert outcomes(store, a, published="2024-09-18") == ["unchanged"]
    assert outcomes(store, a, published="2024-09-19") == ["changed"]
    a.write_text("Another text.")
    outcomes(store, a)
    report = store.reports()[0]
    assert (report.given_published, report.given_source, report.version) == ("2024-09-19", "Gazette", 2)


@pytest.mark.parametrize("day", ["18/09/2024", "2024-13-01", "20240918", "yesterday", ""])
def test_a_date_that_is_none(store: Store, news: Path, day: str) -> None:
    with pytest.raises(WrongUse, match="is not a date"):
        outcomes(store, news, published=day)
    assert store.reports() == ()


def test_removed_as_if_never_read(store: Store, news: Path, tmp_path: Path, stub_pipeline: StubPipeline) -> None:
    outcomes(store, news)
    (news / "b.txt").write_text("Report b, corrected secretly.")
    outcomes(store, news)
    intake.tag(store)
    store.remove("b.txt")
    assert [r.id for r in store.reports()] == ["a.txt", "c.txt"]
    raw = (tmp_path / "r.db").read_bytes()
    assert b"Report b" not in raw
    assert b"secretly" not in raw
    assert outcomes(store, news / "b.txt") == ["new"]
    assert store.reports()[1].version == 1


def test_removing_what_is_not_there(store: Store) -> None:
    with pytest.raises(UnknownName, match=r"no report z\.txt; see the ids with: standoff show"):
        store.remove("z.txt")


def test_readings_are_kept_by_version_of_the_tagger(store: Store, news: Path) -> None:
    outcomes(store, news / "a.txt")
    report = store.reports()[0]
    reading = plain_reading(report.text)
    assert store.unread("t1") == (report.sha256,)
    store.save_reading(report.sha256, "t1", reading)
    assert store.unread("t1") == ()
    assert store.reading(report.sha256, "t1") == reading
    assert store.reading(report.sha256, "t2") is None
    store.save_reading(report.sha256, "t2", reading)
    assert store.reading(report.sha256, "t1") is None


def test_a_reading_of_another_shape_is_made_again(
    store: Store, news: Path, tmp_path: Path, stub_pipeline: StubPipeline
) -> None:
    outcomes(store, news)
    intake.tag(store)
    with sqlite3.connect(tmp_path / "r.db") as raw:
        raw.execute("UPDATE readings SET reading = '{\"tagger\": 3}'")
    raw.close()
    assert len(intake.read_reports(store)) == 3
    assert len(stub_pipeline.tagged) == 6
    intake.read_reports(store)
    assert len(stub_pipeline.tagged) == 6


def test_a_failure_undoes_its_batch_and_no_more(store: Store, news: Path) -> None:
    outcomes(store, news / "a.txt")

    def fail() -> None:
        with store.transaction():
            store._run("DELETE FROM sources")
            assert not store.reports()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert len(store.reports()) == 1


def test_a_full_disk_keeps_what_was_there(store: Store, news: Path) -> None:
    outcomes(store, news / "a.txt")
    pages = store._value("PRAGMA page_count")
    store._run(f"PRAGMA max_page_count = {pages}")
    (news / "long.txt").write_text("A sentence of some length.\n" * 30_000)
    with pytest.raises(RecordError, match=r"the disk is full, so .* could not be written; what it held is kept"):
        outcomes(store, news / "b.txt", news / "long.txt")
    assert [r.id for r in store.reports()] == ["a.txt"]
    store._run("PRAGMA max_page_count = 1000000")
    assert outcomes(store, news / "long.txt") == ["new"]


def test_a_kill_leaves_nothing_half_written(tmp_path: Path, news: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path, create=True) as store:
        outcomes(store, news / "a.txt")
        store._run("BEGIN IMMEDIATE")
        store._run("DELETE FROM names")
    with Store.open(path) as store:
        assert len(store.reports()) == 1


def test_the_title(store: Store) -> None:
    assert store.title is None
    store.set_title("The tram dispute")
    assert store.title == "The tram dispute"


def test_it_is_one_file(store: Store, news: Path, tmp_path: Path) -> None:
    outcomes(store, news)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news", "r.db"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: None, "there is no record"),
        (lambda p: p.mkdir(), "is a folder"),
        (lambda p: p.write_bytes(b""), "is not a Standoff record"),
        (lambda p: p.write_text("Just a text, and a good deal of it. " * 99), "is not a Standoff record"),
        (lambda p: _sqlite(p, "CREATE TABLE t (x)"), "is not a Standoff record"),
        (lambda p: _sqlite(p, "PRAGMA user_version = 1"), "is not a Standoff record"),
    ],
)
def test_what_is_no_record(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    with pytest.raises(RecordError, match=words):
        Store.open(path)


def _sqlite(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_foreign_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    _sqlite(path, "CREATE TABLE t (x)")
    before = path.read_bytes()
    with pytest.raises(RecordError, match="is not a Standoff record"):
        Store.open(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"the folder for the record .* is not there"):
        Store.open(tmp_path / "no" / "x.db", create=True)


def test_a_record_of_a_newer_version(tmp_path: Path, store: Store) -> None:
    store._run(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(RecordError, match=r"written by a newer Standoff .*; install the newer one"):
        Store.open(tmp_path / "r.db")


def test_an_older_record_is_brought_up(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def second(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE later (x)")

    store.set_title("kept")
    monkeypatch.setattr("standoff.store.migrations.MIGRATIONS", (*MIGRATIONS, second))
    monkeypatch.setattr("standoff.store.sqlite.MIGRATIONS", (*MIGRATIONS, second))
    with Store.open(tmp_path / "r.db") as newer:
        assert newer.title == "kept"
        assert newer._run("SELECT * FROM later") == []
        assert newer._value("PRAGMA user_version") == len(MIGRATIONS) + 1


def test_a_record_of_the_first_version_is_brought_up(tmp_path: Path, news: Path) -> None:
    with Store.open(tmp_path / "old.db", create=True) as store:
        outcomes(store, news)
        for sql in ("DROP TABLE decisions", "PRAGMA user_version = 1"):
            store._run(sql)
        named = store.named()
    with Store.open(tmp_path / "old.db") as store:
        assert store._value("PRAGMA user_version") == len(MIGRATIONS)
        assert store.named() == named
        assert store.decisions() == ()
        made = store.decide(Undo(decision=1), at="2031-05-06T09:30:00Z", by=None, why="a trial")
        assert store.decisions() == (made,)
    with Store.open(tmp_path / "old.db") as store:
        assert store.decisions() == (made,)


def test_a_decision_that_cannot_be_read_is_told(store: Store) -> None:
    store._run("INSERT INTO decisions (kind, what, decided_at) VALUES ('rename', '{}', '2031-05-06T09:30:00Z')")
    with pytest.raises(RecordError, match=r"decision e1 of the record .* cannot be read"):
        store.decisions()


def test_a_record_that_may_not_be_written(store: Store, news: Path, stub_pipeline: StubPipeline) -> None:
    outcomes(store, news)
    store._run("PRAGMA query_only = ON")
    with pytest.raises(RecordError, match="may not be written"):
        store.set_title("x")
    assert len(intake.build(store).reports) == 3  # shown all the same


def test_a_record_in_use(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db") as other:
        other._run("PRAGMA busy_timeout = 1")
        with (
            store.transaction(),
            pytest.raises(RecordError, match="is being written by another program"),
            other.transaction(),
        ):
            pass


def test_a_damaged_record(tmp_path: Path, news: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path, create=True) as store:
        outcomes(store, news)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xaa" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(RecordError, match="is damaged"), Store.open(path) as store:
        store.reports()


TREE = {
    "one/a.txt": "A", "one/b.txt": "B", "two/a.txt": "A2", "two/b.txt": "B", "two/one/a.txt": "A3",
    "three/one/a.txt": "A4", "c.txt": "A",
}  # fmt: skip
PLACES = ["one", "two", "three", ".", "c.txt", "two/a.txt", "two/one/a.txt", "one/b.txt"]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for name, text in TREE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def reports_of(tree: Path, calls: list[list[str]]) -> tuple[Report, ...]:
    with Store.in_memory() as store:
        for call in calls:
            intake.take_in(store, [tree / place for place in call])
        return store.reports()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6), st.data())
def test_order_and_calls_do_not_matter(tree: Path, places: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(places))
    cut = data.draw(st.integers(0, len(places)))
    once = reports_of(tree, [places])
    assert reports_of(tree, [shuffled[:cut], shuffled[cut:], places[:1]]) == once
    assert not any(str(tree) in repr(report) for report in once)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_removing_is_never_having_read(tree: Path, data: st.DataObject) -> None:
    with Store.in_memory() as store:
        intake.take_in(store, [tree])
        gone = data.draw(st.sampled_from(store.reports()))
        store.remove(gone.id)
        left = store.reports()
    kept = [name for name, text in TREE.items() if text != gone.text]
    with Store.in_memory() as store:
        for found in find([tree]):
            assert not isinstance(found, Exception)
            if found.name in kept:
                source = load(found)
                with store.transaction():
                    store.put(source, decode(source.data, found.name))
        assert store.reports() == left
