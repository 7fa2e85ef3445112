"""The desk: decisions looked up, kept, taken back, and found again after every new reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import standoff
from casting import Who, keep, told
from standoff import intake, pipeline
from standoff.errors import HintsError, RecordError, UnknownName, WrongUse
from standoff.model import ReadReport
from standoff.record import Actor, Record
from standoff.review.actors import Desk
from standoff.store import Store

CROWD = Who(kind="group")
MINISTER = Who(role="minister", side="authority")
FIRST = told(
    "r1.txt",
    "[Mina Farrow|f] met [the tram workers|t].\n[Farrow|f] made an offer.\n[Tobias Crane|c] wrote.\n",
    {"f": MINISTER, "t": Who(kind="group", side="protesters")},
    moves=[("offer", 1, "f"), ("demand", 2, "c")],
)
SECOND = told(
    "r2.txt", "[Odo Winter|k] spoke.\n[Farrow|f] said no.\n", {"k": Who(side="protesters"), "f": MINISTER},
    moves=[("refuse", 1, "f")],
)  # fmt: skip
THIRD = told("r3.txt", "[Growers|g] and [Tanners|a] looked on.\n", {"g": CROWD, "a": CROWD})
REPORTS = (FIRST, SECOND, THIRD)
NOW = "2031-05-06T09:30:00Z"


@pytest.fixture(autouse=True)
def _by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The readings are made by hand: a tagger of this name has been through all the texts."""
    monkeypatch.setattr(pipeline, "TAGGER_VERSION", "hand")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "tram.db", REPORTS)


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def made(path: Path, reports: tuple[ReadReport, ...]) -> Path:
    with Store.open(path, create=True) as store:
        keep(store, reports, "hand")
    return path


def desk(store: Store) -> Desk:
    return Desk(store, by="Ines", at=NOW)


def actors(store: Store) -> dict[str, Actor]:
    return {a.name: a for a in intake.build(store).actors}


def test_what_is_decided_is_kept_with_who_when_and_why(store: Store) -> None:
    line = desk(store).merge(["Tobias Crane", "Odo Winter"], "one byline photo")
    assert (line.id, line.by, line.when, line.why, line.state) == ("e1", "Ines", NOW, "one byline photo", "holds")
    record = intake.build(store)
    assert record.decisions == (line,)
    assert {a.name for a in record.actors} >= {"Tobias Crane"}
    assert {a.name for a in record.actors}.isdisjoint({"Odo Winter"})
    assert [(e.report, e.start, e.end) for e in line.evidence] == [("r1.txt", 56, 68), ("r2.txt", 0, 10)]


def test_names_ids_and_aliases_are_understood(store: Store) -> None:
    crane = actors(store)["Tobias Crane"]
    assert desk(store).side(crane.id, "authority").names == ("Tobias Crane",)
    assert desk(store).side("odo winter", "authority").names == ("Odo Winter",)
    assert desk(store).side("Farrow", "third party").names == ("Farrow",)
    assert actors(store)["Mina Farrow"].side == "third party"


UNKNOWN = [
    (lambda d: d.side("Toby Crane", "authority"), "no actor called 'Toby Crane'; the nearest are Tobias Crane"),
    (lambda d: d.side("zzzz", "authority"), "`standoff show RECORD actors` lists the names"),
    (lambda d: d.merge(["Growers", "Tannners"]), "no actor called 'Tannners'; the nearest are Tanners"),
    (lambda d: d.split("Mina Farrow", ["Growers"]), "'Growers' is no name of Mina Farrow"),
    (lambda d: d.split("Mina Farrow", ["Farow"]), "the nearest are Farrow"),
    (lambda d: d.split("Mina Farrow", ["r1.txt:0-3000"]), "more than one mention of Mina Farrow at 0-3000"),
    (lambda d: d.split("Mina Farrow", ["r3.txt:0-3"]), "no mention of Mina Farrow at 0-3"),
    (lambda d: d.split("Mina Farrow", ["r4.txt:0-3"]), "no report 'r4.txt'; the nearest are r3.txt, r2.txt, r1.txt"),
    (lambda d: d.split("Mina Farrow", ["Farrow"], reports=["r3.txt"]), "'r3.txt' has no mention of Mina Farrow as"),
    (lambda d: d.undo("e7"), "no decision 'e7'; there is none yet"),
]
WRONG = [
    (lambda d: d.side("Growers", "left"), "'left' is no side; the sides are protesters"),
    (lambda d: d.merge(["Growers"]), "takes two names or more"),
    (lambda d: d.merge(["Growers", "growers"]), "takes two names or more"),
    (lambda d: d.split("Growers", []), "give one"),
    (lambda d: d.split("Growers", ["Growers"]), "nothing would be left of “Growers”"),
]


@pytest.mark.parametrize(("decide", "words"), UNKNOWN)
def test_a_name_that_is_not_there_is_told_with_the_nearest(decide: object, words: str, store: Store) -> None:
    with pytest.raises(UnknownName) as error:
        decide(desk(store))  # type: ignore[operator]
    assert words in str(error.value)
    assert store.decisions() == ()


@pytest.mark.parametrize(("decide", "words"), WRONG)
def test_what_cannot_be_decided_is_refused_and_nothing_kept(decide: object, words: str, store: Store) -> None:
    with pytest.raises(WrongUse) as error:
        decide(desk(store))  # type: ignore[operator]
    assert words in str(error.value)
    assert store.decisions() == ()


def test_a_name_of_two_asks_which(tmp_path: Path) -> None:
    other = told("r4.txt", "[Rosa Farrow|f] objects.\n[Farrow|f] left.\n", {"f": Who(role="mayor")})
    words = r"more than one actor: Mina Farrow \(a\w{8}\), Rosa Farrow \(a\w{8}\)"
    with Store.open(made(tmp_path / "two.db", (FIRST, other))) as store, pytest.raises(UnknownName, match=words):
        desk(store).side("Farrow", "authority")


def test_a_split_in_one_report_leaves_the_others(store: Store) -> None:
    line = desk(store).split("Mina Farrow", ["Farrow"], reports=["r2.txt"])
    assert line.state == "holds"
    found = actors(store)
    assert found["Mina Farrow"].aliases == ("Farrow",)
    assert (found["Mina Farrow"].reports, found["Farrow"].reports) == (("r1.txt",), ("r2.txt",))


def test_a_single_mention_by_its_place(store: Store) -> None:
    start = FIRST.report.text.index("Farrow made")
    desk(store).split("Mina Farrow", [f"r1.txt:{start}-{start + 6}"])
    moves = {(m.report, m.kind): m.actor for m in intake.build(store).moves}
    assert moves["r1.txt", "offer"] == "Farrow"
    assert moves["r2.txt", "refuse"] == "Mina Farrow"


def test_undo_is_a_row_more_and_can_be_undone(store: Store) -> None:
    before = intake.build(store).actors
    desk(store).side("Growers", "authority")
    desk(store).undo("e1", "the letter was forged")
    record = intake.build(store)
    assert record.actors == before
    assert [(d.id, d.state, d.note) for d in record.decisions] == [
        ("e1", "undone", "taken back by e2"), ("e2", "holds", None),
    ]  # fmt: skip
    with pytest.raises(WrongUse, match="e1 is taken back already, by e2"):
        desk(store).undo("1")
    desk(store).undo("e2")
    assert actors(store)["Growers"].side == "authority"
    assert [d.state for d in intake.build(store).decisions] == ["holds", "undone", "holds"]


def test_rows_are_neither_changed_nor_deleted(store: Store) -> None:
    desk(store).side("Growers", "authority")
    for sql in ("DELETE FROM decisions", "UPDATE decisions SET reason = 'x'"):
        with pytest.raises(RecordError, match="take it back by a new one"):
            store._run(sql)
    assert len(store.decisions()) == 1


def retagged(read: ReadReport) -> ReadReport:
    """What another tagger may find in the same text: other names for the same mentions, in another order."""
    actors = tuple(
        replace(a, name=(a.aliases or (a.name,))[0], aliases=(), role=None, side_guess="unknown")
        for a in read.reading.actors
    )
    return replace(read, reading=replace(read.reading, actors=actors))


def test_decisions_stand_after_a_new_reading(path: Path) -> None:
    with Store.open(path) as store:
        desk(store).merge(["Tobias Crane", "Odo Winter"])
        desk(store).side("Mina Farrow", "third party")
        desk(store).split("Mina Farrow", ["Farrow"], reports=["r2.txt"])
        keep(store, [retagged(r) for r in REPORTS], "hand")
        record = intake.build(store)
        assert [d.state for d in record.decisions] == ["holds", "holds", "holds"]
        assert next(a for a in record.actors if "r1.txt" in a.reports and "Farrow" in a.name).side == "third party"


def test_a_decision_outlives_the_report_it_was_taken_on(store: Store) -> None:
    desk(store).side("Growers", "authority")
    store.remove("r3.txt")
    line = intake.build(store).decisions[0]
    assert (line.state, line.note, line.evidence) == ("orphan", "nobody is called “Growers”", ())
    keep(store, [THIRD], "hand")
    assert intake.build(store).decisions[0].state == "holds"


def test_hints_of_a_file_replace_those_taken_from_it_before(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "hints.toml"
    file.write_text(
        '[[actor]]\nname = "Toby"\naliases = ["Tobias Crane", "Odo Winter"]\n'
        '[[actor]]\nname = "Growers"\nside = "authority"\n'
    )
    taken = desk(store).hints(file)
    assert (taken.added, taken.unchanged, taken.taken_back) == (2, 0, 0)
    assert taken.lines[0].by == taken.lines[0].source == "hints.toml"
    assert actors(store)["Toby"].aliases == ("Odo Winter", "Tobias Crane")
    rows = len(store.decisions())
    assert desk(store).hints(file).unchanged == 2
    assert len(store.decisions()) == rows
    file.write_text('[[actor]]\nname = "Growers"\nside = "third party"\n')
    taken = desk(store).hints(file)
    assert (taken.added, taken.unchanged, taken.taken_back) == (1, 0, 2)
    found = actors(store)
    assert "Toby" not in found
    assert found["Growers"].side == "third party"
    file.write_text('[[actor]]\nname = "Growers"\nside = "left"\n')
    with pytest.raises(HintsError):
        desk(store).hints(file)
    assert actors(store)["Growers"].side == "third party"


def test_a_hint_can_be_taken_back_and_overruled(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "hints.toml"
    file.write_text('[[actor]]\nname = "Growers"\nside = "authority"\n')
    desk(store).hints(file)
    desk(store).side("Growers", "third party")
    assert actors(store)["Growers"].side == "third party"
    desk(store).undo("e2")
    desk(store).undo("e1")
    assert actors(store)["Growers"].side == "unknown"
    assert desk(store).hints(file).added == 1


DECISIONS = [
    lambda d: d.merge(["Tobias Crane", "Odo Winter"]),
    lambda d: d.merge(["Growers", "Tanners"]),
    lambda d: d.side("Growers", "authority"),
    lambda d: d.split("Mina Farrow", ["Farrow"]),
    lambda d: d.split("Mina Farrow", ["Farrow"], reports=["r2.txt"]),
    lambda d: d.side("Farrow", "third party"),
    lambda d: d.undo("e1"),
    lambda d: d.undo("e2"),
]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(DECISIONS), max_size=5), st.permutations(REPORTS))
def test_reading_again_in_any_order_gives_the_same_record(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[object], order: list[ReadReport]
) -> None:
    with Store.open(made(tmp_path_factory.mktemp("again") / "r.db", REPORTS)) as store:
        for decide in decisions:
            try:
                decide(desk(store))  # type: ignore[operator]
            except (UnknownName, WrongUse):
                continue
        kept = intake.build(store)
        keep(store, order, "hand")
        assert intake.build(store) == kept
        fresh = made(tmp_path_factory.mktemp("fresh") / "r.db", tuple(order))
        with Store.open(fresh) as other:
            for row in store.decisions():
                other.decide(row.what, at=row.at, by=row.by, why=row.why, source=row.source)
            assert intake.build(other) == kept


# The Python interface.


def test_the_python_interface(path: Path, tmp_path: Path) -> None:
    assert standoff.merge(path, "Tobias Crane", "Odo Winter", by="Ines", why="one person").id == "e1"
    assert standoff.side(path, "Growers", "third party").by is None
    assert standoff.split(path, "Mina Farrow", "Farrow", reports=["r2.txt"]).state == "holds"
    assert standoff.undo(path, "e2", by="Ines").what == "e2 is taken back"
    (tmp_path / "h.toml").write_text('[[actor]]\nname = "Growers"\nrole = "onlookers"\n')
    assert [line.source for line in standoff.hints(path, tmp_path / "h.toml")] == ["h.toml"]
    record: Record = standoff.open_record(path)
    assert [d.state for d in record.decisions] == ["holds", "undone", "holds", "holds", "holds"]
    with pytest.raises(standoff.UnknownName):
        standoff.side(path, "Nobody", "authority")
    with pytest.raises(standoff.RecordError):
        standoff.merge(tmp_path / "none.db", "A", "B")
