"""Pieces of terminal output: headings, tables that fold and never cut, and cells in which markup is inert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from standoff.publish.words import harmless

_NARROW = 20
"""An id of at most this many characters is kept on one line, so that it can be copied in one piece."""

Cell = str | Text


def cell(text: Cell, style: str = "") -> Text:
    """Text as it stands: no markup, no control character, folded when it is too long."""
    if isinstance(text, Text):
        return text
    return Text(harmless(text), style=style, overflow="fold")


def stacked(*lines: str | None) -> Text:
    """Several lines in one cell, the first plain, the others dim; empty ones are left out."""
    first, *rest = [line for line in lines if line] or ["-"]
    text = cell(first)
    for line in rest:
        text.append("\n")
        text.append_text(cell(line, "dim"))
    return text


def heading(text: str) -> Text:
    """A heading: bold, and underlined by a rule of its own so that it stands out without colour as well."""
    title = harmless(text)
    return Text.assemble((title, "bold"), "\n", ("─" * min(len(title), 60), "dim"), overflow="fold")


def table(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> Table:
    """A table of `(heading, share of the width)` columns; a share of 0 is as wide as its content.

    The last column holds ids and stays on one line as long as they are short.
    """
    cells = [tuple(cell(c) for c in row) for row in rows]
    made = Table(box=box.SIMPLE_HEAD, expand=False, show_edge=False, pad_edge=False, header_style="bold")
    for number, (title, share) in enumerate(columns):
        widest = max((c.cell_len for row in cells for c in row[number].split("\n")), default=0)
        whole = share == 0 and widest <= _NARROW
        made.add_column(title, ratio=share or None, overflow="fold", no_wrap=whole, min_width=widest if whole else None)
    made.expand = any(share for _, share in columns)
    for row in cells:
        made.add_row(*row)
    return made


def fields(pairs: Iterable[tuple[str, Cell | None]]) -> Table:
    """Labels and values in two columns; those without a value are left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in pairs:
        if value:
            grid.add_row(label, cell(value))
    return grid


def steps(lines: Iterable[str]) -> Table:
    """Numbered steps."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, line in enumerate(lines, 1):
        grid.add_row(f"{number}.", cell(line))
    return grid


def section(title: str, *content: RenderableType) -> Group:
    """A heading and what stands under it, with an empty line after."""
    return Group(heading(title), *content, Text(""))


def indented(content: RenderableType) -> Padding:
    """`content`, two columns in."""
    return Padding(content, (0, 0, 0, 2))
