"""The Python interface, without a model."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import standoff
from conftest import StubPipeline


@pytest.fixture
def news(tmp_path: Path, stub_pipeline: StubPipeline) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("The drivers stopped work.\n")
    (folder / "b.txt").write_text("The city made an offer.\n")
    return folder


def test_read_without_a_record_keeps_nothing(news: Path, tmp_path: Path) -> None:
    record = standoff.read(news, title="The tram strike")
    assert isinstance(record, standoff.Record)
    assert record.dispute == "The tram strike"
    assert [line.id for line in record.reports] == ["a.txt", "b.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["news"]


def test_read_into_a_record_and_open_it(news: Path, tmp_path: Path, stub_pipeline: StubPipeline) -> None:
    path = tmp_path / "tram.db"
    record = standoff.read([news / "a.txt"], record=path, published=date(2024, 9, 18), source="Gazette")
    assert (record.reports[0].published, record.reports[0].source) == ("2024-09-18", "Gazette")
    both = standoff.read([str(news)], record=path)
    assert standoff.open_record(path) == both
    assert len(both.reports) == 2
    assert len(stub_pipeline.tagged) == 2


def test_what_cannot_be_read_is_warned_of(news: Path) -> None:
    (news / "c.txt").write_text("")
    with pytest.warns(standoff.SkippedReport, match="is empty"):
        record = standoff.read(news)
    assert len(record.reports) == 2


def test_nothing_read_is_an_error(tmp_path: Path, stub_pipeline: StubPipeline) -> None:
    with pytest.raises(standoff.UnreadableReport):
        standoff.read(tmp_path / "missing", record=tmp_path / "r.db")
    assert not (tmp_path / "r.db").exists()


def test_wrong_use(news: Path, tmp_path: Path) -> None:
    with pytest.raises(standoff.WrongUse):
        standoff.read(news, published="18 September")
    with pytest.raises(standoff.RecordError):
        standoff.open_record(tmp_path / "none.db")


def test_every_public_name_is_there_and_told() -> None:
    for name in standoff.__all__:
        assert getattr(standoff, name)
    assert set(dir(standoff)) >= set(standoff.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        standoff.nothing  # noqa: B018


def test_moves_below_a_score_are_left_out_and_counted(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("The dockers' union rejected the offer on Monday. The dockers went on strike.", encoding="utf-8")
    everything = standoff.read(report, record=tmp_path / "a.db")
    scores = sorted(m.score for m in everything.moves)
    assert scores, "the sentence tells moves"
    none = standoff.open_record(tmp_path / "a.db", min_score=1.0)
    assert none.made_by.left_out == sum(s < 1 for s in scores)
    assert len(none.moves) == len(scores) - none.made_by.left_out
    assert sum(len(r.unread) + len(r.noted) for r in none.reports) >= none.made_by.left_out > 0
    least = standoff.open_record(tmp_path / "a.db", min_score=scores[0])
    assert least.moves == everything.moves, "a move at the bound stays"
