"""The commands that ask a record about days: what changed since one, what is due on one; and how a record is opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standoff.console import AS_OF, MIN_SCORE, QUIET, RECORD, complain, example, quiet, render
from standoff.days import the_day

if TYPE_CHECKING:
    from standoff.record import Record

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")


def opened(record: Path, as_of: str | None = None, min_score: float = 0.0) -> Record:
    """All that a record file knows, or knew on the day `as_of`, without moves below `min_score`.

    What cannot have been published by any day, for nothing dates it, is told on stderr.
    """
    from standoff.api import open_record, undatable

    known = open_record(record, as_of=as_of, min_score=min_score)
    if as_of is not None and not quiet():
        for name in undatable(record):
            complain(f"{name} is left out, for nothing tells when it came out; give its day with --published")
    return known


@click.command(epilog=example("standoff changes port.db --since 2025-05-01"))
@RECORD
@click.option("--since", metavar="DATE", required=True, help="The first day, as YYYY-MM-DD.")
@click.option("--until", metavar="DATE", help="The last day; without it, that of the newest report.")
@_JSON
@QUIET
def changes(record: Path, since: str, until: str | None, as_json: bool) -> None:
    """Tell what became known from day to day.

    For each day on which reports came out: threads and happenings that were new in them, statuses and deadlines that
    changed, each with the passage that did it, and what reports came to differ on.
    """
    import json

    from standoff.api import changes as found_changes
    from standoff.publish import followed

    days = found_changes(record, since=since, until=until)
    if as_json:
        click.echo(json.dumps(followed.changes_json(days), ensure_ascii=False, indent=1, sort_keys=True).encode())
    else:
        render(followed.changes_table(days))


@click.command(epilog=example("standoff due port.db --on 2025-06-01"))
@RECORD
@click.option("--on", metavar="DATE", help="The day that deadlines are held against; today without it.")
@_JSON
@AS_OF
@MIN_SCORE
@QUIET
def due(record: Path, on: str | None, as_json: bool, as_of: str | None, min_score: float) -> None:
    """Tell what is overdue, what falls due and what never had a date.

    Of commitments and orders that were not settled by that day, by the calendar alone: nobody is said to have broken
    anything.
    """
    import json

    from standoff.publish import followed

    day = date.today() if on is None else the_day(on)
    known = opened(record, as_of, min_score)
    found = known.due(day)
    if as_json:
        value = followed.due_json(known, found, day)
        click.echo(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode())
    else:
        render(followed.due_table(known, found, day))


COMMANDS: tuple[click.Command, ...] = (changes, due)
