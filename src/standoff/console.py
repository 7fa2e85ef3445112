"""What all commands share: how they are told to be quiet, how they complain, how they print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

    from standoff.record import Record

_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\N{REPLACEMENT CHARACTER}")


def complain(sentence: str) -> None:
    """Tell the user, on stderr, what could not be done."""
    click.echo(f"standoff: {sentence.translate(_CONTROL)}", err=True)


def say(sentence: str) -> None:
    """Tell the user, on stdout, what was done; what a report says in it cannot steer the terminal."""
    click.echo(sentence.translate(_CONTROL))


def _quietly(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    """Remember --quiet, wherever it stands."""
    ctx.ensure_object(dict)
    ctx.obj["quiet"] = ctx.obj.get("quiet", False) or value
    return bool(ctx.obj["quiet"])


QUIET = click.option(
    "--quiet", is_flag=True, expose_value=False, callback=_quietly, help="Print only errors and what was asked for."
)
RECORD = click.argument("record", type=click.Path(path_type=Path))
AS_OF = click.option(
    "--as-of", metavar="DATE", help="The record as it stood with what had been published by DATE (YYYY-MM-DD)."
)
MIN_SCORE = click.option(
    "--min-score", type=float, default=0.0, metavar="X", help="Leave out moves with a score below X (0 to 1)."
)


def quiet() -> bool:
    """Whether --quiet was given."""
    known: dict[str, bool] | None = click.get_current_context().obj
    return known is not None and known.get("quiet", False)


def tell_left_out(known: Record) -> None:
    """Say on stderr, where it spoils no output, how many moves were left out; tables and pages say so themselves."""
    from standoff.publish.describe import left_out

    if (words := left_out(known)) and not quiet():
        click.echo(words, err=True)


def example(line: str) -> str:
    """The epilogue of a help text; the mark keeps click from breaking the line."""
    return f"\b\nExample: {line}"


def render(renderable: RenderableType) -> None:
    """Print something of Rich's, in colour when stdout is a terminal that wants it.

    Control characters are replaced: a report must not be able to steer the terminal it is read on.
    """
    from rich.console import Console
    from rich.segment import Segment, Segments

    console = Console(highlight=False)
    safe = [Segment(s.text.translate(_CONTROL), s.style) for s in console.render(renderable) if not s.control]
    # Captured, so that a reader who has gone is noticed here and not inside Rich, which would exit in its own way.
    with console.capture() as capture:
        console.print(Segments(safe), end="")
    click.echo(capture.get(), nl=False, color=True)
