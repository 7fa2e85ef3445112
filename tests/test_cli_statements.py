"""`standoff statements`: the statement finder on the command line, without a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from standoff.cli import main

TEXT = "Ann Lee, who leads the crews, said that the offer was dead. The port wants to talk on Friday.\n"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def words(places: list[list[int]]) -> list[str]:
    return [TEXT[start:end] for start, end in places]


def test_json_gives_places_in_code_points(brief: Path) -> None:
    rows = json.loads(CliRunner().invoke(main, ["statements", str(brief), "--format", "json"]).output)
    assert [(r["kind"], r["sort"]) for r in rows] == [("indirect", "said"), ("indirect", "meant")]
    assert [words(r["content"]) for r in rows] == [["the offer was dead"], ["to talk on Friday"]]
    assert [words(r["speaker"]) for r in rows] == [["Ann Lee"], ["The port"]]
    assert [words(r["cue"]) for r in rows] == [["said"], ["wants"]]


def test_said_alone(brief: Path) -> None:
    rows = json.loads(CliRunner().invoke(main, ["statements", str(brief), "--said", "--format", "json"]).output)
    assert [r["sort"] for r in rows] == ["said"]


def test_marked_text_is_the_text_and_its_marks(brief: Path) -> None:
    result = CliRunner().invoke(main, ["statements", str(brief), "--format", "marked"])
    assert result.output == (
        "[Ann Lee]S1, who leads the crews, [said]C1 that {the offer was dead}I1. "
        "[The port]S2 [wants]C2 {to talk on Friday}I2.\n"
    )


def test_the_table_names_speakers(brief: Path) -> None:
    result = CliRunner().invoke(main, ["statements", str(brief)])
    assert result.exit_code == 0
    assert "Ann Lee" in result.output


def test_a_dash_reads_standard_input_and_nothing_is_an_empty_list() -> None:
    result = CliRunner().invoke(main, ["statements", "-", "--format", "json"], input="The crews left.")
    assert json.loads(result.output) == []


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["statements", str(tmp_path / "none.txt")])
    assert (missing.exit_code, missing.output.startswith("standoff: there is no file")) == (1, True)
