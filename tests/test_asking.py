"""The commands that ask about days, on a record of three reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ovens import record_file
from standoff import cli
from standoff.publish.words import harmless

CALLS = [
    ["changes", "--since", "soon"],
    ["changes", "--since", "2031-03-05", "--until", "2031-03-04"],
    ["changes"],
    ["due", "--on", "tomorrow"],
    ["show", "--as-of", "20310304"],
    ["export", "--format", "json", "--as-of", "2031-02-30"],
]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The record."""
    return record_file(tmp_path)


def run(name: str, db: Path, *args: object) -> Result:
    return CliRunner().invoke(cli.main, [name, str(db), *map(str, args)])


def squeezed(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("call", CALLS, ids=[" ".join(c) for c in CALLS])
def test_a_wrong_day_is_one_sentence_and_2(call: list[str], db: Path) -> None:
    result = run(call[0], db, *call[1:])
    assert result.exit_code == 2
    assert result.stderr.startswith("standoff: ")
    assert result.stderr.count("\n") == 1


def test_changes_in_a_table(db: Path) -> None:
    text = squeezed(run("changes", db, "--since", "2031-03-06"))
    assert "6 Mar 2031: r1.txt" in text
    assert "14 Mar 2031: r4.txt" in text
    assert "demand: open → accepted" in text
    assert "r4.txt: »" in text
    assert "No report came out in these days." in squeezed(run("changes", db, "--since", "2031-03-15"))


def test_changes_as_json(db: Path) -> None:
    days = json.loads(run("changes", db, "--since", "2031-03-06", "--json").stdout)
    assert [d["day"] for d in days] == ["2031-03-06", "2031-03-14"]
    for news in (n for d in days for n in d["news"]):
        assert set(news) == {"kind", "about", "id", "what", "who", "before", "after", "when", "move", "evidence"}
        assert all(set(e) == {"report", "start", "end", "text"} for e in news["evidence"])


def test_due_in_a_table(db: Path) -> None:
    text = squeezed(run("due", db, "--on", "2031-03-15"))
    assert "Falls due" in text
    assert "5 days left" in text
    assert "by 20 March 2031«" in text
    assert "Overdue on 21 Mar 2031" in squeezed(run("due", db, "--on", "2031-03-21"))
    assert "1 day ago" in squeezed(run("due", db, "--on", "2031-03-21"))
    assert "that day" in squeezed(run("due", db, "--on", "2031-03-20"))
    assert "Nothing is due on 1 Jan 2031" in squeezed(run("due", db, "--on", "2031-01-01", "--as-of", "2031-03-04"))


def test_due_as_json_today(db: Path) -> None:
    found = json.loads(run("due", db, "--json").stdout)
    assert set(found) == {"on", "as_of", "overdue", "due", "no_date"}
    for each in (*found["overdue"], *found["due"]):
        assert each["days"] is not None
    assert all(each["days"] is None and each["due"] is None for each in found["no_date"])


def test_the_record_as_of_a_day(db: Path) -> None:
    assert "As of 6 Mar 2031" in squeezed(run("show", db, "--as-of", "2031-03-06"))
    exported = json.loads(run("export", db, "--format", "json", "--as-of", "2031-03-06").stdout)
    assert exported["as_of"] == "2031-03-06"
    assert [r["id"] for r in exported["reports"]] == ["r0.txt", "r1.txt"]
    (demand,) = exported["threads"]["demands"]
    assert demand["status"] == "open"
    assert "r0.txt" in squeezed(run("why", db, demand["id"], "--as-of", "2031-03-06"))


def test_pages_as_of_a_day(db: Path, tmp_path: Path) -> None:
    assert run("publish", db, tmp_path / "site", "--as-of", "2031-03-06").exit_code == 0
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "6 Mar 2031</time>: only what had been published by then." in index
    assert not any("r4" in path.name for path in (tmp_path / "site").rglob("*"))


def test_what_cannot_be_dated_is_named(db: Path, tmp_path: Path) -> None:
    lost = tmp_path / "lost.txt"
    lost.write_text("The bakers met.\n", encoding="utf-8")
    assert CliRunner().invoke(cli.main, ["read", str(db), str(lost)]).exit_code == 0
    result = run("show", db, "reports", "--as-of", "2031-03-06")
    assert result.exit_code == 0
    assert "lost.txt is left out" in result.stderr
    assert "lost.txt" not in result.stdout
    assert run("show", db, "--as-of", "2031-03-06", "--quiet").stderr == ""


def test_a_report_cannot_steer_the_terminal_by_its_passages(db: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("The bakers rejected the offer of 5 percent \x1b[31mat once.\n", encoding="utf-8")
    CliRunner().invoke(cli.main, ["read", str(db), str(odd), "--published", "2031-03-20"])
    result = run("changes", db, "--since", "2031-03-20")
    assert result.exit_code == 0
    assert result.stdout == harmless(result.stdout)
