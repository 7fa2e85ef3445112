"""Standoff: a sourced record of a public dispute from press reports.

    import standoff
    record = standoff.read(["reports/"], title="The port strike")
    for demand in record.threads.demands:
        print(demand.what, demand.status)

`read` takes report files and folders and gives a `Record`; `open_record` gives that of a record file. What a record
holds is told in `standoff.record`; `Record.due` says what is due, `changes` what became known since a day. `merge`,
`split`, `side`, `hints` and `undo` keep an editor's decisions in a record file; `Record.decisions` lists them. Every
error is a `StandoffError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standoff.api import changes, hints, merge, open_record, read, side, split, undo
    from standoff.errors import (
        HintsError,
        LostAnchor,
        RecordError,
        SkippedReport,
        StandoffError,
        UnknownName,
        UnreadableReport,
        WrongUse,
    )
    from standoff.record import Record

__version__ = "0.1.0"

__all__ = [
    "HintsError",
    "LostAnchor",
    "Record",
    "RecordError",
    "SkippedReport",
    "StandoffError",
    "UnknownName",
    "UnreadableReport",
    "WrongUse",
    "__version__",
    "changes",
    "hints",
    "merge",
    "open_record",
    "read",
    "side",
    "split",
    "undo",
]

_HOMES = dict.fromkeys(("changes", "hints", "merge", "open_record", "read", "side", "split", "undo"), "standoff.api")
_HOMES["Record"] = "standoff.record"


def __getattr__(name: str) -> object:
    """Import what is asked for on first use, so that `import standoff` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'standoff' has no attribute {name!r}")
    value: object = getattr(import_module(_HOMES.get(name, "standoff.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
