"""The commands of editors: what they decide about a record, what was decided, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.console import QUIET, RECORD, complain, example, quiet, render, say

if TYPE_CHECKING:
    from standoff.record import DecisionLine
    from standoff.review.actors import Desk

SIDES = ("protesters", "authority", "third party", "unknown")

BY = click.option("--by", metavar="EDITOR", help="Who decides; without it, the name you are logged in under.")
WHY = click.option("--why", metavar="TEXT", help="The reason, kept with the decision.")


@contextmanager
def _desk(record: Path, by: str | None = None) -> Iterator[Desk]:
    """The record open for decisions by this editor."""
    from standoff.review.actors import Desk
    from standoff.store import Store

    with Store.open(record) as store:
        yield Desk(store, by=by or _user())


def _user() -> str | None:
    """The name of the user, where the system knows one."""
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, ImportError, OSError):
        return None


def _tell(record: Path, line: DecisionLine) -> None:
    """Say what was kept, and what of it was not found."""
    if not quiet():
        say(f"{record}: {line.id}: {line.what}")
    if line.note:
        complain(f"{line.id}: {line.note}")


@click.command(epilog=example('standoff merge port.db "Maren Tolley" "Sister Tolley" --why "same byline photo"'))
@RECORD
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@BY
@WHY
@QUIET
def merge(record: Path, names: tuple[str, ...], by: str | None, why: str | None) -> None:
    """Decide that actors of RECORD are one.

    NAME is a name or an id as `standoff show RECORD actors` prints it. The first is kept as the actor's name. The
    decision is kept beside what was found and survives every new reading.
    """
    with _desk(record, by) as desk:
        _tell(record, desk.merge(names, why))


@click.command(epilog=example('standoff split port.db "Maren Tolley" president --in 09-letter.txt'))
@RECORD
@click.argument("name")
@click.argument("aliases", metavar="ALIAS...", nargs=-1, required=True)
@click.option("--in", "reports", metavar="REPORT", multiple=True, help="Only in this report; may be given again.")
@BY
@WHY
@QUIET
def split(
    record: Path, name: str, aliases: tuple[str, ...], reports: tuple[str, ...], by: str | None, why: str | None
) -> None:
    """Decide that an actor of RECORD is two.

    Each ALIAS is one of the names of the actor NAME, and becomes another actor's; several become one other actor.
    REPORT:START-END is a single mention, by its place in a report. Lines go with the mentions in their sentences.
    """
    with _desk(record, by) as desk:
        _tell(record, desk.split(name, aliases, reports=reports, why=why))


@click.command(epilog=example('standoff side port.db farmers "third party" --why "they sue neither"'))
@RECORD
@click.argument("name")
@click.argument("side", type=click.Choice(SIDES))
@BY
@WHY
@QUIET
def side(record: Path, name: str, side: str, by: str | None, why: str | None) -> None:
    """Decide on which side an actor of RECORD stands.

    The suggested side and its reasons stay on the record beside it.
    """
    with _desk(record, by) as desk:
        _tell(record, desk.side(name, side, why))


@click.command(epilog=example("standoff hints port.db hints.toml"))
@RECORD
@click.argument("file", type=click.Path(path_type=Path))
@QUIET
def hints(record: Path, file: Path) -> None:
    """Take what a TOML file says of the actors of RECORD as decisions.

    Each [[actor]] has a name and may have aliases, side, kind, role and affiliation. A file of the same name that
    was taken before is replaced. A file with an error in it is refused whole.
    """
    with _desk(record) as desk:
        taken = desk.hints(file)
    if not quiet():
        counts = f"{taken.added} new, {taken.unchanged} unchanged, {taken.taken_back} taken back"
        say(f"{record}: {file.name}: {counts}")
    for line in taken.lines:
        if line.note:
            complain(f"{line.id} ({line.names[0]}): {line.note}")


@click.command(epilog=example("standoff decisions port.db"))
@RECORD
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as in the export, instead of a table.")
@QUIET
def decisions(record: Path, as_json: bool) -> None:
    """List what editors decided in RECORD, and how each decision stands.

    What was taken back or overruled is shown too. A decision that names nobody in the record any more stays and
    says so.
    """
    from standoff.api import open_record

    known = open_record(record)
    if as_json:
        import json

        from standoff.publish import export

        found = json.dumps(export.view(known, "decisions"), ensure_ascii=False, indent=1, sort_keys=True)
        click.echo(found.encode())
    else:
        from standoff.publish import terminal

        render(terminal.render(known, "decisions"))


@click.command(epilog=example("standoff undo port.db e3"))
@RECORD
@click.argument("decision", metavar="ID")
@BY
@WHY
@QUIET
def undo(record: Path, decision: str, by: str | None, why: str | None) -> None:
    """Take a decision of RECORD back.

    ID is that of a decision, such as e3. Nothing is deleted: the undo is a decision too, and can be undone.
    """
    with _desk(record, by) as desk:
        _tell(record, desk.undo(decision, why))


COMMANDS: tuple[click.Command, ...] = (merge, split, side, hints, decisions, undo)
