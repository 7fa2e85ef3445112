"""What the reports tell differently, and what only looks so."""

from __future__ import annotations

import pytest

from invented import CREWS, FERRIES, Act, Told, one, record
from standoff.model import TimeSymbol
from standoff.record import Record


def told(name: str, line: str, **act: object) -> Told:
    return one(name, "2031-05-10", line, Act(**{"by": CREWS, "what": line, **act}))  # type: ignore[arg-type]


def about(known: Record) -> list[set[str]]:
    return [{r for v in d.values for r in v.reports} for d in known.disagreements]


def test_the_outcome_of_one_round() -> None:
    known = record(
        told("r1", "The second round ended on a positive note.", kind="talks", to=FERRIES, when="2031-05-09", round=2),
        told("r2", "The second round failed to end the dispute.", kind="talks", to=FERRIES, when="2031-05-09", round=2),
    )  # fmt: skip
    assert about(known) == [{"r1", "r2"}]
    assert known.disagreements[0].slot == f"{known.threads.talks[0].id}.outcome"
    texts = known.texts
    for value in known.disagreements[0].values:
        for place in value.evidence:
            assert texts[place.report][place.start : place.end] in value.value


def test_two_rounds_may_end_differently() -> None:
    known = record(
        told("r1", "The first round ended on a positive note.", kind="talks", to=FERRIES, when="2031-05-05", round=1),
        told("r2", "The second round failed to end the dispute.", kind="talks", to=FERRIES, when="2031-05-09", round=2),
    )  # fmt: skip
    assert about(known) == []


def test_ended_or_suspended() -> None:
    known = record(
        told("r0", "The strike began.", kind="start", when="2031-05-01"),
        told("r1", "They ended the strike.", kind="end", when="2031-05-09"),
        told("r2", "They suspended the strike.", kind="suspend", when="2031-05-09"),
    )
    assert about(known) == [{"r1", "r2"}]
    assert known.threads.actions[0].contested


def test_kept_or_not() -> None:
    known = record(
        told("r1", "Work on the gangways has commenced.", kind="implement", by=FERRIES),
        told("r2", "There were no efforts to fulfil the promises.", kind="accuse", to=FERRIES, modality="alleged"),
    )  # fmt: skip
    assert about(known) == [{"r1", "r2"}]


def count(name: str, day: str, number: int) -> Told:
    symbol = TimeSymbol(kind="count", amount=number, unit="day", of="strike")
    act = Act(kind="plan", by=CREWS, what="continue the strike", modality="planned",
              times=((f"day {number}", symbol, day),))  # fmt: skip
    return one(name, day, f"They continue the strike on day {number} of the strike.", act)


@pytest.mark.parametrize(("days", "differ"), [((10, 11), False), ((10, 12), False), ((10, 15), True)])
def test_day_counts(days: tuple[int, int], differ: bool) -> None:
    known = record(count("r1", "2031-05-10", days[0]), count("r2", "2031-05-11", days[1]))
    assert bool(known.disagreements) == differ


FIGURES = [
    ("two full figures", "120 crews walked out", "180 crews walked out", True),
    ("nearly", "nearly 120 crews walked out", "118 crews walked out", False),
    ("the same", "120 crews walked out", "120 crews walked out", False),
]


@pytest.mark.parametrize(("a", "b", "differ"), [f[1:] for f in FIGURES], ids=[f[0] for f in FIGURES])
def test_figures_of_one_happening(a: str, b: str, differ: bool) -> None:
    def walkout(name: str, line: str) -> Told:
        number = next(w for w in line.split() if w.isdigit())
        return one(name, "2031-05-10", line, Act(kind="start", by=CREWS, what="crews walked out", when="2031-05-10",
                                                 figures=((number, "people", "crews"),)))  # fmt: skip

    known = record(walkout("r1", a), walkout("r2", b))
    assert bool(known.disagreements) == differ


def test_told_and_denied_by_another() -> None:
    known = record(
        told("r1", "The line shut the gangways.", kind="start", by=FERRIES, when="2031-05-09"),
        told("r2", "The line never shut the gangways.", kind="start", by=FERRIES, when="2031-05-09", modality="denied"),
    )
    assert about(known) == [{"r1", "r2"}]
