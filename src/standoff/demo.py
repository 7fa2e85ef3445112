"""`make demo`: every folder of examples/ becomes a record, a summary on the terminal and a site under demo/."""

from __future__ import annotations

import html
import os
import shlex
import sys
import tomllib
from pathlib import Path

import click

from standoff import cli
from standoff.console import example, render
from standoff.errors import RecordError, StandoffError, UnreadableReport
from standoff.output import save, writing
from standoff.record import Record

EXAMPLES = Path("examples")
OUT = Path("demo")


@click.command(cls=cli.StandoffCommand, epilog=example("python -m standoff.demo"))
@click.pass_context
def main(ctx: click.Context) -> int:
    """Read each folder under examples/ into a record under demo/, show it, and write its web pages."""
    from standoff.api import open_record
    from standoff.publish import site, terminal

    titles = _titles()
    code = 0
    for name, title in titles.items():
        path = OUT / f"{name}.db"
        with writing(str(OUT)):
            OUT.mkdir(exist_ok=True)
            _forget_if_stale(path, EXAMPLES / name)
        _heading(title)
        code |= ctx.invoke(cli.read, record=path, paths=(str(EXAMPLES / name),), title=title)
        known = open_record(path)
        click.echo()
        render(terminal.render(known, "summary"))
        with writing(str(OUT / "site")):
            site.write(known, OUT / "site" / name)
    with writing(str(OUT / "site")):
        save(OUT / "site" / "index.html", _index(titles).encode())
    _heading("What to try next")
    click.echo(f"The pages: open {OUT / 'site' / 'index.html'} in a browser.\n")
    for line in _next(path, known):
        click.echo(f"    {line}")
    return code


def _titles() -> dict[str, str]:
    """The folders of the examples in the order of their names, each with the title of its dispute."""
    if not EXAMPLES.is_dir():
        raise StandoffError(f"there is no folder {EXAMPLES} here; run this where Standoff was cloned to")
    folders = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise StandoffError(f"the folder {EXAMPLES} holds no example; get a fresh clone of Standoff")
    file = EXAMPLES / "titles.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {name: str(told.get(name, name)) for name in folders}


def _forget_if_stale(path: Path, folder: Path) -> None:
    """Delete a record that an earlier run made of other examples than there are now; it is made anew."""
    from standoff.sources import find, load
    from standoff.store import Store

    if not path.exists():
        return
    now = {(f.name, load(f).sha256) for f in find([folder]) if not isinstance(f, UnreadableReport)}
    try:
        with Store.open(path) as store:
            held = {(name, named.sha256) for named in store.named() for name in named.sources}
    except RecordError:
        held = None
    if held != now:
        path.unlink()


def _heading(text: str) -> None:
    """A line that sets one part of the output off from the next."""
    click.echo()
    click.secho(f"== {text} ==", bold=True)


def _index(titles: dict[str, str]) -> str:
    """The page that leads to the site of each record."""
    items = "\n".join(
        f'<li><a href="{html.escape(name)}/index.html">{html.escape(title)}</a></li>' for name, title in titles.items()
    )
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<title>Standoff: examples</title>\n'
        f"<h1>Examples</h1>\n<ul>\n{items}\n</ul>\n</html>\n"
    )


def _next(path: Path, record: Record) -> list[str]:
    """Three commands that work on the record at `path`."""
    threads = record.threads
    answered = [demand.id for demand in threads.demands if demand.responses]
    ids = [
        *answered,
        *(line.id for line in record.disagreements),
        *(thread.id for thread in (*threads.demands, *threads.talks, *threads.actions)),
        *(move.id for move in record.moves),
        *(report.id for report in record.reports),
    ]
    commands = (
        ["show", str(path), "demands"],
        ["why", str(path), ids[0]],
        ["export", str(path), "--format", "json", "-o", str(path.with_suffix(".json"))],
    )
    return [shlex.join([_program(), *command]) for command in commands]


def _program() -> str:
    """How to call Standoff from here: `.venv/bin/standoff` when it was set up by make."""
    script = Path(sys.executable).parent / "standoff"
    if not script.exists():
        return "standoff"
    near = os.path.relpath(script)
    return str(script) if near.startswith("..") else near


if __name__ == "__main__":
    main()
