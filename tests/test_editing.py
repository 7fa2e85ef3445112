"""The commands of editors: what they print, keep, and end with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from casting import Who, keep, told
from standoff import cli, pipeline
from standoff.editing import SIDES
from standoff.model import Side
from standoff.store import Store

CROWD = Who(kind="group")
REPORTS = (
    told("r1.txt", "[Mina Farrow|f] met [Tobias Crane|c].\n[Farrow|f] left.\n", moves=[("offer", 1, "f")]),
    told("r2.txt", "[Odo Winter|k] spoke of [growers|g].\n", {"g": CROWD}, moves=[("demand", 0, "k")]),
)


# The readings are made by hand: a tagger of this name has been through all the texts.
PROGRAM = """
from standoff import cli, pipeline
pipeline.TAGGER_VERSION = "hand"
cli.main()
"""


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pipeline, "TAGGER_VERSION", "hand")
    with Store.open(tmp_path / "tram.db", create=True) as store:
        keep(store, REPORTS, "hand")
    return tmp_path / "tram.db"


def run(*args: object, code: int = 0) -> Result:
    result = CliRunner(env={"COLUMNS": "400"}).invoke(cli.main, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result


def process(*args: object) -> str:
    """What a command prints in a process of its own."""
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, args)],
        capture_output=True, text=True, timeout=60, env={**os.environ, "LOGNAME": "hugo"},
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


def listed(db: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("decisions", db, "--json").stdout)
    return found


def test_decide_list_show_and_take_back(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    merged = run("merge", db, "Tobias Crane", "Odo Winter", "--by", "Ines", "--why", "one byline photo")
    assert merged.stdout == f"{db}: e1: “Tobias Crane” and “Odo Winter” are one actor\n"
    monkeypatch.setenv("LOGNAME", "hugo")
    run("side", db, "growers", "third party")
    run("split", db, "Mina Farrow", "Farrow", "--by", "Ines", "--quiet")
    assert [(d["id"], d["kind"], d["by"], d["why"], d["state"]) for d in listed(db)] == [
        ("e1", "merge", "Ines", "one byline photo", "holds"),
        ("e2", "side", "hugo", None, "holds"),
        ("e3", "split", "Ines", None, "holds"),
    ]
    shown = " ".join(run("show", db, "actors").stdout.split())
    assert "joined: Tobias Crane, Odo Winter (e1); by Ines" in shown
    assert "side decided: third party (e2), suggested: unknown; by hugo" in shown
    (crane,) = [a for a in json.loads(run("show", db, "actors", "--json").stdout) if a["name"] == "Tobias Crane"]
    why = " ".join(run("why", db, crane["id"]).stdout.split())
    for words in ("What editors decided", "one byline photo", "What the reports call it", "r2.txt", "protests demand"):
        assert words in why
    assert "Whom it bears on" in run("why", db, "e1").stdout
    run("undo", db, "e1", "--why", "two men")
    assert [d["state"] for d in listed(db)] == ["undone", "holds", "holds", "holds"]
    table = " ".join(run("decisions", db).stdout.split())
    for words in ("e1 is taken back", "two men", "taken back by e4"):
        assert words in table
    export = json.loads(run("export", db, "--format", "json").stdout)
    assert [d["id"] for d in export["decisions"]] == ["e1", "e2", "e3", "e4"]
    assert {a["name"] for a in export["actors"]} >= {"Tobias Crane", "Odo Winter", "Farrow", "Mina Farrow"}


def test_what_one_process_decides_another_shows(db: Path) -> None:
    assert process("merge", db, "Tobias Crane", "Odo Winter").startswith(f"{db}: e1: ")
    (line,) = json.loads(process("decisions", db, "--json"))
    assert (line["by"], line["actors"]) == ("hugo", ["Tobias Crane"])


def test_hints_are_taken_and_replaced(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "who.toml"
    file.write_text('[[actor]]\nname = "Toby"\naliases = ["Tobias Crane", "Odo Winter", "Old Toby"]\n')
    taken = run("hints", db, file)
    assert taken.stdout == f"{db}: who.toml: 1 new, 0 unchanged, 0 taken back\n"
    assert taken.stderr == "standoff: e1 (Toby): nobody is called “Old Toby”\n"
    assert "hints in who.toml" in run("show", db, "actors").stdout
    assert "0 new, 1 unchanged" in run("hints", db, file).stdout
    file.write_text('[[actor]]\nname = "Toby"\nside = "left"\n')
    wrong = run("hints", db, file, code=1)
    assert wrong.stderr.startswith("standoff: who.toml, entry 1 ('Toby'): the side 'left' is none of protesters")
    assert len(listed(db)) == 1


WRONG = [
    (["merge", "Tobias Crane", "Tobias Crone"], 2, "no actor called 'Tobias Crone'; the nearest are Tobias"),
    (["merge", "Tobias Crane"], 2, "two names or more"),
    (["merge"], 2, "missing argument"),
    (["side", "growers", "left"], 2, "'left' is not one of"),
    (["side", "grower", "authority"], 2, "the nearest are growers"),
    (["split", "growers", "tanners"], 2, "is no name of growers"),
    (["split", "growers", "growers"], 2, "nothing would be left of “growers”"),
    (["undo", "e9"], 2, "no decision 'e9'; there is none yet"),
    (["hints", "none.toml"], 1, "the hints file none.toml cannot be read"),
]


@pytest.mark.parametrize(("args", "code", "words"), WRONG)
def test_what_is_wrong_is_one_sentence_and_nothing_is_kept(args: list[str], code: int, words: str, db: Path) -> None:
    before = db.read_bytes()
    result = run(args[0], db, *args[1:], code=code)
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert db.read_bytes() == before


def test_what_names_nobody_now_is_in_sight(db: Path) -> None:
    run("side", db, "growers", "third party")
    run("remove", db, "r2.txt")
    shown = " ".join(run("decisions", db).stdout.split())
    assert "stands, but names nobody in the record now" in shown
    assert "nobody is called “growers”" in shown
    assert "1 name nobody now" in run("show", db).stdout
    assert json.loads(run("show", db, "--json").stdout)["decisions"]["orphan"] == 1
    assert json.loads(run("export", db, "--format", "json").stdout)["decisions"][0]["state"] == "orphan"


def test_a_record_that_may_not_be_written_takes_no_decision(db: Path) -> None:
    db.chmod(0o444)
    if os.access(db, os.W_OK):
        pytest.skip("whoever runs the tests may write everything")
    assert "may not be written" in run("side", db, "growers", "third party", code=1).stderr


def test_the_sides_offered_are_those_there_are() -> None:
    assert get_args(Side) == SIDES
