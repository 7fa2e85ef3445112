"""The threads of a record: the moves about one thing over time, with how it stands (design, sections 5 and 7).

Field names are those of the export. `standoff.record` has the rest of the record and gives these names too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from standoff.model import Form, MoveKind


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """A passage of a named report."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a thread's status and the move that caused it; `move` is null when the calendar alone did."""

    when: str | None
    status: str
    move: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one side answered to a demand."""

    kind: MoveKind
    by: str | None
    when: str | None
    move: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A step of an action: start, suspend, resume or end."""

    phase: Literal["start", "suspend", "resume", "end"]
    when: str | None
    partial: bool
    move: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The moves about one thing over time. `slots` leads from a field's name to its evidence."""

    id: str
    what: str
    status: str
    contested: bool
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    history: tuple[Change, ...]
    slots: Mapping[str, tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand(Thread):
    """What one side asks of the other, and how it was answered."""

    by: str | None
    of: str | None
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Thread):
    """What one side undertook, in which form, and by when; `due` is null when none was given."""

    by: str | None
    to: str | None
    nature: Literal["promise", "offer", "deal"]
    form: Form
    condition: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks(Thread):
    """One round of talks. `with_` is written `with`; clock times are `HH:MM`, dates EDTF."""

    round: int | None
    date: str | None
    invited: str | None
    terms: str | None
    scheduled: str | None
    begun: str | None
    ended: str | None
    lasted: str | None
    venue: str | None
    with_: tuple[str, ...]
    delegation: int | None
    minutes: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Thread):
    """A strike, sit-in, march or the like, with its phases."""

    by: str | None
    start: str | None
    end: str | None
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Thread):
    """What a court or authority directed, and its deadline."""

    by: str | None
    to: str | None
    due: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """All threads of the record."""

    demands: tuple[Demand, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    talks: tuple[Talks, ...] = ()
    actions: tuple[Action, ...] = ()
    orders: tuple[Order, ...] = ()
