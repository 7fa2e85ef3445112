"""The command line: what it prints, what it ends with, and what it does not import."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from conftest import StubPipeline
from standoff import __version__, cli
from standoff.console import render
from standoff.store import Store


def run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli.main, [str(arg) for arg in args], input=stdin)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "tram.db"


@pytest.fixture
def news(tmp_path: Path, stub_pipeline: StubPipeline) -> Path:
    """A folder of two reports."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("The drivers stopped work.\n")
    (folder / "b.txt").write_text("The city made an offer.\n")
    return folder


def test_read_says_in_one_line_what_it_did(db: Path, news: Path) -> None:
    result = run("read", db, news, "--title", "The tram strike")
    assert result.exit_code == 0
    assert result.output == f"{db}: 2 new, 0 unchanged, 0 changed; 2 reports in the record\n"
    (news / "b.txt").write_text("The city made a better offer.\n")
    (news / "c.txt").write_text("The drivers stopped work.\n")
    assert run("read", db, news).output == (
        f"{db}: 0 new, 1 unchanged, 1 changed, 1 same as another; 2 reports in the record\n"
    )
    with Store.open(db) as store:
        assert store.title == "The tram strike"


def test_reading_again_tags_nothing(db: Path, news: Path, stub_pipeline: StubPipeline) -> None:
    run("read", db, news)
    before = db.read_bytes()
    assert run("read", db, news).exit_code == 0
    assert len(stub_pipeline.tagged) == 2
    assert db.read_bytes() == before


def test_one_bad_report_does_not_stop_the_others(db: Path, news: Path) -> None:
    (news / "empty.txt").write_text("")
    (news / "line.txt").write_text("x" * 5_000_000)
    (news / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (news / "gone.txt").symlink_to("nowhere")
    result = run("read", db, news, news / "missing.txt")
    assert result.exit_code == 1
    assert "2 new, 0 unchanged, 0 changed, 5 refused; 2 reports" in result.stdout
    said = result.stderr.splitlines()
    assert len(said) == 5
    assert all(line.startswith("standoff: ") for line in said)
    for words in ("is empty", "larger than 1 MB", "not a text file", "is not there", "no file or folder"):
        assert words in result.stderr


def test_an_encoding_is_told_once(db: Path, news: Path) -> None:
    (news / "b.txt").write_bytes("The café owners said “no”.\n".encode("cp1252"))
    assert run("read", db, news).stderr == f"{news / 'b.txt'}: the text is encoded as cp1252\n"
    assert run("read", db, news).stderr == ""


def test_quiet(db: Path, news: Path) -> None:
    (news / "b.txt").write_bytes("The café owners said “no”.\n".encode("cp1252"))
    (news / "c.txt").write_text("")
    result = run("read", db, news, "--quiet")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert len(result.stderr.splitlines()) == 1
    assert run("--quiet", "read", db, news).stdout == ""
    assert run("remove", db, "a.txt", "--quiet").stdout == ""
    assert json.loads(run("--quiet", "export", db, "--format", "json").stdout)["reports"]


def test_a_record_is_not_made_of_nothing(db: Path, news: Path, tmp_path: Path) -> None:
    result = run("read", db, tmp_path / "missing")
    assert result.exit_code == 1
    assert not db.exists()
    assert run("read", db, news, "--published", "Friday").exit_code == 2
    assert not db.exists()


def test_standard_input(db: Path, stub_pipeline: StubPipeline, news: Path) -> None:
    result = run("read", db, "-", news, "--id", "wire brief", stdin=b"Talks failed.\r\n")
    assert result.exit_code == 0
    with Store.open(db) as store:
        assert [r.id for r in store.reports()] == ["a.txt", "b.txt", "wire brief"]
        assert store.reports()[2].text == "Talks failed.\r\n"
    assert run("read", db, "-", "--id", "empty", stdin=b"").exit_code == 1
    assert run("read", db, "-", "--id", "wire brief", stdin=b"Talks failed again.").output.startswith(
        f"{db}: 0 new, 0 unchanged, 1 changed;"
    )


def test_what_a_user_said_is_kept(db: Path, news: Path) -> None:
    run("read", db, news / "a.txt", "--published", "2024-09-18", "--source", "Gazette")
    run("read", db, news)
    line = json.loads(run("export", db, "--format", "json").stdout)["reports"][0]
    assert (line["published"], line["source"]) == ("2024-09-18", "Gazette")


def test_remove(db: Path, news: Path) -> None:
    run("read", db, news)
    result = run("remove", db, "a.txt")
    assert (result.exit_code, result.stdout) == (0, f"{db}: a.txt removed; 1 report in the record\n")
    again = run("remove", db, "a.txt")
    assert again.exit_code == 2
    assert again.stderr.startswith("standoff: the record has no report a.txt")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["raed"], "no such command"),
        (["read", "x.db"], "missing argument"),
        (["read", "x.db", "a.txt", "--published", "soon"], "is not a date"),
        (["read", "x.db", "a.txt", "--publshed", "2024-01-01"], "no such option"),
        (["read", "x.db", "-"], "--id NAME"),
        (["read", "x.db", "a.txt", "--id", "b"], "--id NAME"),
        (["read", "x.db", "-", "--id", "/tmp/x"], "cannot name a report"),
        (["show", "x.db", "everything"], "is not one of"),
        (["export", "x.db"], "--format"),
        (["export", "x.db", "--format", "xml"], "json"),
    ],
)
def test_wrong_usage_is_one_sentence_and_2(args: list[str], words: str, stub_pipeline: StubPipeline) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.startswith("standoff: ")
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


@pytest.mark.parametrize("args", [["show"], ["export", "--format", "json"], ["remove", "a"], ["why", "x"]])
def test_a_record_that_is_not_there(args: list[str], db: Path, stub_pipeline: StubPipeline) -> None:
    result = run(args[0], db, *args[1:])
    assert result.exit_code == 1
    assert result.stderr == f"standoff: there is no record {db}; make it with: standoff read {db} REPORTS\n"


def test_a_newer_record(db: Path, news: Path) -> None:
    run("read", db, news)
    with Store.open(db) as store:
        store._run("PRAGMA user_version = 99")
    for result in (run("read", db, news), run("show", db)):
        assert result.exit_code == 1
        assert "was written by a newer Standoff" in result.stderr


def test_a_full_disk(db: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", db, news / "a.txt")
    real = Store.open.__func__  # type: ignore[attr-defined]

    def cramped(kind: type[Store], path: Path, *, create: bool = False) -> Store:
        store: Store = real(kind, path, create=create)
        store._run(f"PRAGMA max_page_count = {store._value('PRAGMA page_count')}")
        return store

    (news / "long.txt").write_text("A sentence of some length.\n" * 30_000)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "open", classmethod(cramped))
        result = run("read", db, news)
    assert result.exit_code == 1
    assert result.stderr.startswith("standoff: the disk is full, so ")
    assert len(result.stderr.splitlines()) == 1
    assert run("read", db, news).output.startswith(f"{db}: 2 new, 1 unchanged")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the device that is always full is not there")
def test_a_full_disk_while_exporting(db: Path, news: Path) -> None:
    run("read", db, news)
    result = run("export", db, "--format", "json", "-o", "/dev/full")
    assert result.exit_code == 1
    assert result.stderr == "standoff: the disk is full, so /dev/full could not be written; free some space\n"


def test_an_export_that_fails_leaves_the_old_one(
    db: Path, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", db, news)
    out = tmp_path / "out.json"
    out.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run("export", db, "--format", "json", "-o", out).exit_code == 1
    assert out.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news", "out.json", "tram.db"]
    monkeypatch.undo()
    assert run("export", db, "--format", "json", "-o", tmp_path / "no" / "x.json").exit_code == 1


def test_export_to_a_file_and_to_stdout_are_the_same(
    db: Path, news: Path, tmp_path: Path, stub_pipeline: StubPipeline
) -> None:
    run("read", db, news)
    assert run("export", db, "--format", "json", "-o", tmp_path / "o.json").output == ""
    assert run("export", db, "--format", "json").stdout_bytes == (tmp_path / "o.json").read_bytes()
    assert str(tmp_path) not in (tmp_path / "o.json").read_text()


@pytest.mark.parametrize("view", cli.VIEWS)
def test_every_view_and_its_json(view: str, db: Path, news: Path) -> None:
    run("read", db, news)
    shown = run("show", db, view)
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.strip()
    json.loads(run("show", db, view, "--json").stdout)


def test_the_views_are_those_that_publish_has() -> None:
    from standoff.publish.views import VIEWS

    assert set(cli.VIEWS) == set(VIEWS)


def test_why(db: Path, news: Path) -> None:
    run("read", db, news)
    assert "(report)" in run("why", db, "a.txt").stdout
    result = run("why", db, "no-such-line")
    assert result.exit_code == 2
    assert result.stderr.startswith("standoff: ")


def test_a_report_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from rich.text import Text

    render(Text("The \x1b[2Jdrivers \x9b31m stopped\nwork.", style="bold"))
    assert capsys.readouterr().out == "The \ufffd[2Jdrivers \ufffd31m stopped\nwork.\n"


def test_publish(db: Path, news: Path, tmp_path: Path) -> None:
    run("read", db, news)
    result = run("publish", db, tmp_path / "site")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "site" / "index.html").is_file()
    (tmp_path / "file").write_text("x")
    assert run("publish", db, tmp_path / "file").exit_code == 1


def test_an_interrupt_keeps_what_was_tagged(
    db: Path, news: Path, stub_pipeline: StubPipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = stub_pipeline.tag_texts

    def interrupted(texts: object) -> object:
        yield next(iter(real(texts)))  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stub_pipeline, "tag_texts", interrupted)
        result = run("read", db, news)
    assert (result.exit_code, result.output) == (130, "")
    assert run("read", db, news).exit_code == 0
    assert len(stub_pipeline.tagged) == 2


def test_a_bar_only_when_it_takes_long_and_somebody_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "PATIENCE", 0.0)
    with cli.Bar(wanted=True) as bar:
        bar(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with cli.Bar(wanted=False) as bar:
        bar(1, 2)
    assert capsys.readouterr().err == ""
    with cli.Bar(wanted=True) as bar:
        bar(1, 2)
    assert "reading" in capsys.readouterr().err
    monkeypatch.setattr(cli, "PATIENCE", 2.0)
    with cli.Bar(wanted=True) as bar:
        bar(1, 2)
    assert capsys.readouterr().err == ""


def commands() -> list[str]:
    return sorted(cli.main.commands)


@pytest.mark.parametrize("command", [None, *commands()])
def test_every_help_has_an_example_that_parses(command: str | None) -> None:
    args = [command] if command else []
    result = run(*args, "--help")
    assert result.exit_code == 0
    lines = [line.strip() for line in result.output.splitlines() if "Example: standoff " in line]
    assert len(lines) == 1
    words = shlex.split(lines[0].removeprefix("Example: standoff "))
    assert words[0] in commands()
    cli.main.commands[words[0]].make_context(words[0], words[1:], parent=click.Context(cli.main))


def test_version() -> None:
    assert run("--version").output == f"standoff {__version__}\n"


def python(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *args], capture_output=True, text=True, timeout=60, **more)  # type: ignore[call-overload, no-any-return]


HEAVY = ("spacy", "rich", "jinja2", "msgspec", "charset_normalizer", "sqlite3", "standoff.pipeline")


@pytest.mark.parametrize(
    "program",
    [
        "import standoff",
        "import standoff; standoff.StandoffError",
        "import standoff; standoff.Record",
        "from standoff import cli\ntry: cli.main(['--help'])\nexcept SystemExit: pass",
        "from standoff import cli\ntry: cli.main(['read', '--help'])\nexcept SystemExit: pass",
    ],
)
def test_nothing_heavy_is_imported_to_start(program: str) -> None:
    check = f"\nimport sys\nassert not [m for m in {HEAVY!r} if m in sys.modules], 'heavy'"
    result = python("-c", program + check)
    assert result.returncode == 0, result.stderr


def test_reading_what_is_known_does_not_load_the_model(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("The drivers stopped work.\n")
    program = (
        "import sys\nfrom standoff import cli, intake\n"
        "if sys.argv[1] == 'first':\n"
        "    intake.pipeline.tag_texts = __import__('conftest').StubPipeline().tag_texts\n"
        "try: cli.main(['read', *sys.argv[2:]])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "assert sys.argv[1] == 'first' or 'spacy' not in sys.modules, 'spaCy was loaded'\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    for time in ("first", "again"):
        result = python("-c", program, time, str(db), str(folder), env=env)
        assert result.returncode == 0, result.stderr


def test_a_kill_loses_at_most_the_report_in_hand(db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"Report {name}.\n")
    program = (
        "import os, sys\nfrom conftest import StubPipeline\nfrom standoff import cli, intake\n"
        "class Killed(StubPipeline):\n"
        "    def tag_texts(self, texts):\n"
        "        for number, reading in enumerate(super().tag_texts(texts)):\n"
        "            if number == 2: os.kill(os.getpid(), 9)\n"
        "            yield reading\n"
        "intake.pipeline = Killed()\n"
        "cli.main(['read', *sys.argv[1:]])\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    assert python("-c", program, str(db), str(folder), env=env).returncode == -9
    with Store.open(db) as store:
        assert len(store.reports()) == 3
        assert len(store.unread(StubPipeline.TAGGER_VERSION)) == 1


def test_a_terminal_without_the_letters(db: Path, tmp_path: Path) -> None:
    missing = tmp_path / "\u2013 \U0001f6a2.txt"
    result = python(
        "-m", "standoff.cli", "read", str(db), str(missing), env={**os.environ, "PYTHONIOENCODING": "latin-1"}
    )
    assert result.returncode == 1
    assert "/? ?.txt" in result.stderr


def test_a_reader_that_goes_away_leaves_no_traceback(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom standoff import cli\n"
        "@cli.main.command('flood')\n"
        "def flood():\n"
        "    for _ in range(100000): cli.click.echo('a line of no great length')\n"
        "cli.main(['flood'])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(30) == 141


def test_the_installed_program() -> None:
    script = Path(sys.executable).with_name("standoff")
    if not script.exists():
        pytest.skip("standoff is not installed as a program here")
    result = subprocess.run([script, "show", "/nowhere/x.db"], capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("standoff: there is no record")


@pytest.mark.parametrize("args", [["show", "--json"], ["export", "--format", "json"], ["show"], ["publish"]])
def test_a_least_score_is_told(args: list[str], db: Path, news: Path, tmp_path: Path) -> None:
    run("read", db, news)
    result = run(args[0], db, *args[1:], *([tmp_path / "site"] if args == ["publish"] else []), "--min-score", "0.5")
    assert result.exit_code == 0
    assert "0 moves below 0.5 are not shown" in result.output


@pytest.mark.parametrize("score", ["1.5", "-0.1", "nan"])
def test_a_score_that_is_none_is_refused(score: str, db: Path, news: Path) -> None:
    run("read", db, news)
    result = run("export", db, "--format", "json", "--min-score", score)
    assert result.exit_code == 2
    assert "between 0 and 1" in result.output
