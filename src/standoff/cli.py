"""The command line. The commands of editors are in `editing`; what all of them share is in `console`.

Whatever is heavy is imported inside the command that needs it, so that `standoff --help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn

import click

from standoff import __version__, asking, editing
from standoff.asking import opened
from standoff.console import AS_OF, MIN_SCORE, QUIET, RECORD, complain, example, quiet, render, tell_left_out
from standoff.errors import StandoffError
from standoff.output import save, writing

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from standoff.intake import Intake

VIEWS = (
    "summary", "timeline", "demands", "commitments", "talks", "actions", "orders", "disagreements", "reports",
    "actors", "decisions", "unread",
)  # fmt: skip
PATIENCE = 2.0
"""Seconds after which a progress bar appears."""

_INTERRUPTED = 130
_BROKEN_PIPE = 141


class StandoffCommand(click.Command):
    """A command whose every error is one sentence on stderr and an exit code, never a traceback."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command line and exit with its code."""
        kwargs["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a letter shows a ? for it
                stream.reconfigure(errors="replace")
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            code = error.exit_code
        except click.ClickException as error:
            complain(_usage(error))
            code = error.exit_code
        except click.Abort:
            code = _INTERRUPTED
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; errors are told here, before click makes its own of them."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except StandoffError as error:
            complain(str(error))
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader has gone, as with `| head`: what is still buffered must not raise again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(_BROKEN_PIPE)
        except KeyboardInterrupt:
            ctx.exit(_INTERRUPTED)
        return result


class StandoffGroup(StandoffCommand, click.Group):
    """Commands under one name, all told as `StandoffCommand` tells them."""


def _usage(error: click.ClickException) -> str:
    """Click's message as one sentence that leads to the help."""
    message = " ".join(error.format_message().split()).rstrip(".")
    ctx = getattr(error, "ctx", None)
    path = ctx.command_path if ctx is not None else "standoff"
    return f"{message[:1].lower()}{message[1:]} (see {path} --help)"


class Bar:
    """Progress on stderr, from `PATIENCE` seconds after it was made, when stderr is a terminal and it is wanted."""

    def __init__(self, *, wanted: bool) -> None:
        self._begun = monotonic()
        self._wanted = wanted and sys.stderr.isatty()
        self._shown: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` reports are read."""
        if self._shown is None:
            if not self._wanted or monotonic() - self._begun < PATIENCE:
                return
            from rich.console import Console
            from rich.progress import Progress

            progress = Progress(console=Console(stderr=True), transient=True)
            self._shown = (progress, progress.add_task("reading", total=total))
            progress.start()
        progress, task = self._shown
        progress.update(task, completed=done, total=total)

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown is not None:
            self._shown[0].stop()


@click.group(cls=StandoffGroup, epilog=example('standoff read port.db reports/ --title "The port strike"'))
@click.version_option(__version__, prog_name="standoff", message="%(prog)s %(version)s")
@QUIET
def main() -> None:
    """Read dated press reports of one public dispute and keep its sourced record.

    A record is one file. Every line of it leads back to the sentence of the report it rests on.
    """


@main.command(epilog=example("standoff read port.db reports/ brief.txt --source 'Harbour Gazette'"))
@RECORD
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="The day these reports appeared, as YYYY-MM-DD.")
@click.option("--source", metavar="NAME", help="The outlet these reports appeared in.")
@click.option("--title", metavar="DISPUTE", help="What the dispute is called.")
@click.option("--id", "name", metavar="NAME", help="What to call the report on standard input (for the path -).")
@QUIET
def read(
    record: Path,
    paths: tuple[str, ...],
    published: str | None,
    source: str | None,
    title: str | None,
    name: str | None,
) -> int:
    """Read reports into RECORD.

    RECORD is made when it is not there. PATH is a file or a folder. A folder gives every .txt file in it and below;
    - is standard input, named with --id. Files that were read before and have not changed cost nothing; a changed
    file becomes a new version of its report. Dates and outlets given here are kept when the file is read again.
    A report is plain text of at most 1 MB with no line over 100,000 characters. Exits with 1 when some report could
    not be read; the others are kept.
    """
    from standoff import intake
    from standoff.days import iso_day
    from standoff.sources import stdin_name

    if ("-" in paths) != (name is not None):
        raise click.UsageError("give --id NAME together with the path -, to name the report on standard input")
    if published is not None:
        iso_day(published)
    stdin = (stdin_name(name), sys.stdin.buffer) if name is not None else None
    with intake.record_file(record) as store:
        places = [path for path in paths if path != "-"]
        result = intake.take_in(store, places, stdin=stdin, published=published, source=source)
        if title is not None:
            store.set_title(title)
        _tell(result)
        with Bar(wanted=not quiet()) as bar:
            failed = intake.tag(store, bar)
        for failure in failed:
            complain(str(failure))
        if not quiet():
            click.echo(_line(record, result, len(store.named())))
    return 1 if result.refused or failed else 0


def _tell(result: Intake) -> None:
    """What the user must know of single reports: those refused, and those in another encoding."""
    for error in result.refused:
        complain(str(error))
    if not quiet():
        for taken in result.taken:
            if taken.encoding is not None:
                click.echo(f"{taken.shown}: the text is encoded as {taken.encoding}", err=True)


def _line(record: Path, result: Intake, total: int) -> str:
    """One line that says what reading did."""
    counts = {
        "new": result.count("new"),
        "unchanged": result.count("unchanged"),
        "changed": result.count("changed"),
        "same as another": result.count("same text"),
        "refused": len(result.refused),
    }
    always = ("new", "unchanged", "changed")
    parts = ", ".join(f"{count} {what}" for what, count in counts.items() if count or what in always)
    return f"{record}: {parts}; {total} {'report' if total == 1 else 'reports'} in the record"


@main.command(epilog=example("standoff remove port.db reports/brief.txt"))
@RECORD
@click.argument("report")
@QUIET
def remove(record: Path, report: str) -> None:
    """Take one report out of RECORD.

    The record is then as if it had never been read. REPORT is an id as `standoff show RECORD reports` prints it.
    All its sources and earlier versions go with it.
    """
    from standoff.store import Store

    with Store.open(record) as store:
        store.remove(report)
        left = len(store.named())
    if not quiet():
        click.echo(f"{record}: {report} removed; {left} {'report' if left == 1 else 'reports'} in the record")


@main.command(epilog=example("standoff show port.db demands"))
@RECORD
@click.argument("view", type=click.Choice(VIEWS), default="summary", metavar="[VIEW]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as in the export, instead of tables.")
@AS_OF
@MIN_SCORE
@QUIET
def show(record: Path, view: str, as_json: bool, as_of: str | None, min_score: float) -> None:
    """Show one side of RECORD: the summary, or a VIEW.

    VIEW is one of summary, timeline, demands, commitments, talks, actions, orders, disagreements, reports, actors,
    decisions, unread. Each line carries its id, which `standoff why` takes.
    """
    known = opened(record, as_of, min_score)
    if as_json:
        import json

        from standoff.publish import export

        tell_left_out(known)
        found = json.dumps(export.view(known, view), ensure_ascii=False, indent=1, sort_keys=True)
        click.echo(found.encode())  # JSON is UTF-8 whatever the terminal takes
    else:
        from standoff.publish import terminal

        render(terminal.render(known, view))


@main.command(epilog=example("standoff why port.db d678a73bbdc"))
@RECORD
@click.argument("line", metavar="ID")
@AS_OF
@MIN_SCORE
@QUIET
def why(record: Path, line: str, as_of: str | None, min_score: float) -> None:
    """Show what a line of RECORD rests on.

    That is its sentences, each in its paragraph, with report, date and offsets; for a date, how it came about. ID
    is any id that `standoff show` prints.
    """
    from standoff.publish import terminal

    render(terminal.why(opened(record, as_of, min_score), line))


@main.command(epilog=example("standoff export port.db --format json -o port.json"))
@RECORD
@click.option("--format", "form", type=click.Choice(["json"]), required=True, help="The format to write.")
@click.option("-o", "--output", metavar="PATH", default="-", help="The file to write; standard output without it.")
@AS_OF
@MIN_SCORE
@QUIET
def export(record: Path, form: str, output: str, as_of: str | None, min_score: float) -> None:  # noqa: ARG001
    """Write RECORD for other programs.

    The same reports always give the same bytes. The schema is in docs/.
    """
    from standoff.publish.export import to_json

    known = opened(record, as_of, min_score)
    tell_left_out(known)
    data = to_json(known)
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    with writing(output):
        save(Path(output), data)


@main.command(epilog=example("standoff publish port.db site/"))
@RECORD
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@AS_OF
@MIN_SCORE
@QUIET
def publish(record: Path, directory: Path, as_of: str | None, min_score: float) -> None:
    """Write RECORD as web pages.

    The folder DIR is made when it is not there. The pages need no server: open index.html in a browser. Every line
    links to its passage in the report.
    """
    from standoff.publish import site

    known = opened(record, as_of, min_score)
    with writing(str(directory)):
        site.write(known, directory)
    tell_left_out(known)
    if not quiet():
        click.echo(f"{directory / 'index.html'} written")


@main.command(epilog=example("standoff times brief.txt --published 2024-09-19 --format json"))
@click.argument("file", metavar="FILE")
@click.option("--published", metavar="DATE", help="The day the text appeared, as YYYY-MM-DD; dates are resolved by it.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "timeml"]), default="table", help="What to print."
)
@QUIET
def times(file: str, published: str | None, form: str) -> None:
    """Find the time expressions of FILE, an English text; - is standard input.

    Each is printed with its place, its TIMEX3 type and value, and its words. Without --published, values keep an X
    for what is not known. No record is needed or made.
    """
    import json

    from standoff import times as tagger
    from standoff.days import iso_day

    day = iso_day(published) if published is not None else None
    text = _read_one(file)
    times_found = tagger.tag(text, day)
    if form == "table":
        from standoff.publish.tables import table

        rows = [(t.text, t.type, t.value, f"{t.start}-{t.end}") for t in times_found]
        render(table([("words", 2), ("type", 0), ("value", 1), ("at", 0)], rows))
    elif form == "json":
        click.echo(json.dumps(tagger.to_json(times_found), ensure_ascii=False, indent=1))
    else:
        click.echo(tagger.to_timeml(text, times_found, day), nl=False)


@main.command(epilog=example("standoff statements brief.txt --format json"))
@click.argument("file", metavar="FILE")
@click.option("--said", is_flag=True, help="Only what is said: no wishes, beliefs, feelings, nor words not spoken.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "marked"]), default="table", help="What to print."
)
@QUIET
def statements(file: str, said: bool, form: str) -> None:
    """Find who says what in FILE, an English text; - is standard input.

    Each statement is printed with its speaker, the word that says so, and what is said. No record is needed or made.
    """
    import json

    from standoff import statements as finder

    text = _read_one(file)
    found = finder.find(text, said_only=said)
    if form == "table":
        from standoff.publish.tables import table

        render(table([("speaker", 1), ("sort", 0), ("kind", 0), ("cue", 0), ("what", 3)], finder.to_rows(found)))
    elif form == "json":
        lines = (json.dumps(row, ensure_ascii=False) for row in finder.to_json(found))
        click.echo("[" + ",\n ".join(lines) + "]")
    else:
        click.echo(finder.to_marked(text, found), nl=False)


def _read_one(file: str) -> str:
    """The text of one file, or of standard input for "-"."""
    from standoff.sources import decode, find, load, stdin_name

    found = stdin_name("standard input") if file == "-" else next(find([file]))
    if isinstance(found, StandoffError):
        raise found
    return decode(load(found, sys.stdin.buffer if file == "-" else None).data, file).text


for command in (*asking.COMMANDS, *editing.COMMANDS):
    main.add_command(command)

if __name__ == "__main__":
    main()
