"""`standoff times`: the time tagger on the command line, without a record."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from standoff.cli import main

TEXT = "The ferry crews will meet on Friday at 5 pm & vote. They met on Monday."


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_gives_places_types_and_values(brief: Path) -> None:
    result = CliRunner().invoke(main, ["times", str(brief), "--published", "2025-05-14", "--format", "json"])
    rows = json.loads(result.output)
    assert [(r["type"], r["value"]) for r in rows] == [("TIME", "2025-05-16T17:00"), ("DATE", "2025-05-12")]
    assert all(TEXT[r["start"] : r["end"]] == r["text"] for r in rows)


def test_timeml_keeps_the_text(brief: Path) -> None:
    result = CliRunner().invoke(main, ["times", str(brief), "--format", "timeml"])
    text = ET.fromstring(result.output.encode()).find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == TEXT


def test_the_table_shows_every_expression(brief: Path) -> None:
    result = CliRunner().invoke(main, ["times", str(brief), "--published", "2025-05-14"])
    assert result.exit_code == 0
    assert "2025-05-12" in result.output


def test_a_dash_reads_standard_input() -> None:
    result = CliRunner().invoke(main, ["times", "-", "--format", "json"], input="It rained on Friday.")
    assert [r["value"] for r in json.loads(result.output)] == ["XXXX-WXX-5"]


def test_a_missing_file_and_a_date_that_is_none_are_told(brief: Path, tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["times", str(tmp_path / "none.txt")])
    assert (missing.exit_code, missing.output.startswith("standoff: there is no file")) == (1, True)
    wrong = CliRunner().invoke(main, ["times", str(brief), "--published", "Monday"])
    assert (wrong.exit_code, "'Monday' is not a date" in wrong.output) == (2, True)


def test_no_parser_is_loaded() -> None:
    program = "import sys\nfrom standoff import times\ntimes.tag('On Friday.')\nsys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0
