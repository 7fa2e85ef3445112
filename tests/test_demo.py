"""`make demo`, over small examples and without a model."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import StubPipeline
from standoff import cli, demo


@pytest.fixture
def clone(tmp_path: Path, stub_pipeline: StubPipeline, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two examples, as the working folder."""
    for name in ("bus", "tram"):
        folder = tmp_path / "examples" / name
        folder.mkdir(parents=True)
        (folder / "1.txt").write_text(f"The {name} drivers stopped work.\n")
    (tmp_path / "examples" / "titles.toml").write_text('tram = "The <tram> strike"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run() -> Result:
    return CliRunner().invoke(demo.main, [])


def test_records_pages_and_commands_that_work(clone: Path) -> None:
    result = run()
    assert result.exit_code == 0, result.output
    assert "The <tram> strike" in result.output
    page = (clone / "demo" / "site" / "index.html").read_text()
    assert "The &lt;tram&gt; strike" in page
    for name in ("bus", "tram"):
        assert (clone / "demo" / f"{name}.db").is_file()
        assert (clone / "demo" / "site" / name / "index.html").is_file()
    commands = [line.strip() for line in result.output.splitlines() if line.startswith("    ")][-3:]
    assert len(commands) == 3
    for command in commands:
        program, *args = shlex.split(command)
        assert program.endswith("standoff")
        again = CliRunner().invoke(cli.main, args)
        assert again.exit_code == 0, (command, again.output)


def test_the_second_run_reads_nothing_anew(clone: Path, stub_pipeline: StubPipeline) -> None:
    run()
    assert len(stub_pipeline.tagged) == 2
    assert run().exit_code == 0
    assert len(stub_pipeline.tagged) == 2


def test_an_example_that_changed_or_went_is_not_kept(clone: Path) -> None:
    (clone / "examples" / "bus" / "2.txt").write_text("A second report.\n")
    run()
    (clone / "examples" / "bus" / "2.txt").unlink()
    assert "demo/bus.db: 1 new, 0 unchanged, 0 changed; 1 report in the record" in run().output
    (clone / "demo" / "bus.db").write_text("Not a record at all, but a text.")
    assert run().exit_code == 0


def test_somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run()
    assert result.exit_code == 1
    assert result.stderr.startswith("standoff: there is no folder examples here")
    (tmp_path / "examples").mkdir()
    assert "holds no example" in run().stderr
