"""The record of one dispute: the types of the export (design, section 7) and ways to ask them.

Field names are those of the export; `standoff.publish.export` writes them out as they stand. Ids are hashes of what
identifies a line, so reading again gives the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from standoff.due import Due, dues
from standoff.model import ActorKind, AsideReason, Modality, MoveKind, Side, StatementKind, TimexType
from standoff.threads import (
    Action,
    Change,
    Commitment,
    Demand,
    Evidence,
    Order,
    Phase,
    Response,
    Talks,
    Thread,
    Threads,
)

__all__ = [
    "SCHEMA", "Action", "Actor", "AsidePlace", "Change", "Commitment", "Copy", "Decided", "DecisionLine", "Demand",
    "Disagreement", "Due", "Evidence", "Happening", "Item", "Made", "Member", "Move", "Order", "Phase", "Place",
    "QuantityLine", "Record", "ReportLine", "Response", "SharedPassage", "Statement", "Talks", "Tally", "Thread",
    "Threads", "Time", "Unread", "Value",
]  # fmt: skip

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """`[start, end)` in the text of a report whose id stands elsewhere in the line."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AsidePlace:
    """A passage set aside, and why."""

    start: int
    end: int
    reason: AsideReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A sentence of which nothing was taken, and how likely it tells a move, 0 to 1; null where not weighed."""

    start: int
    end: int
    chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in the record. `published` is EDTF; `why` tells how the date came about, one step a sentence."""

    id: str
    sha256: str
    sources: tuple[str, ...]
    source: str | None
    title: str | None
    published: str | None
    stamped: str | None
    published_basis: Literal["given", "inferred", "unknown"]
    why: tuple[str, ...]
    language: str
    set_aside: tuple[AsidePlace, ...]
    noted: tuple[Place, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What an editor decided of an actor beside what was suggested; `decision` is an id in `decisions`."""

    field: Literal["name", "kind", "role", "affiliation", "side", "joined", "parted"]
    suggested: str | None
    decided: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What one report calls an actor, how often it means it, and the side it shows it on."""

    report: str
    name: str
    aliases: tuple[str, ...]
    mentions: int
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or some body that acts in the dispute. `reports` are those that mention it.

    The fields hold what stands: what the reader suggested, save where an editor decided; `decided` tells both apart.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    role: str | None
    affiliation: str | None
    side: Side
    why: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    decided: tuple[Decided, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What someone is reported to have said."""

    id: str
    report: str
    speaker: str | None
    kind: StatementKind
    cue: str | None
    content: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A TIMEX3 expression, resolved: `span` is the calendar days meant (EDTF), null while they are unknown."""

    id: str
    report: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str
    span: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One member of a list inside a move, and the thread it belongs to."""

    what: str
    evidence: tuple[Place, ...]
    thread: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityLine:
    """A figure of a move, as printed."""

    value: str
    unit: str
    of: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One line: an act as one report tells it, attributed and dated."""

    id: str
    report: str
    kind: MoveKind
    actor: str | None
    addressee: str | None
    what: str
    items: tuple[Item, ...]
    when: str | None
    when_why: tuple[str, ...]
    place: str | None
    modality: Modality
    partial: bool
    said_by: str | None
    quantities: tuple[QuantityLine, ...]
    evidence: tuple[Place, ...]
    origin: str
    happening: str | None
    maybe_same_as: tuple[str, ...]
    threads: tuple[str, ...]
    score: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One act told by one or more moves."""

    id: str
    kind: MoveKind
    when: str | None
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count as a report gives it, to be held against what the record can name."""

    id: str
    what: str
    value: int
    of: int | None
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One of the values that reports give for the same thing."""

    value: str
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two or more values for the same thing; the record shows them and does not choose."""

    id: str
    about: str
    slot: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """The same words in two reports."""

    a: Evidence
    b: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Reports that share passages: one wire copy, one voice quoted in both, or a repeat within one report."""

    reports: tuple[str, ...]
    kind: Literal["wire", "voice", "repeat"]
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """An editor's decision and how it stands now: an `orphan` names nobody in the record, `note` says what is missing.

    `names` are those it names, `values` what it sets, `actors` whom it bears on, `evidence` its passages that stand.
    """

    id: str
    kind: Literal["merge", "split", "side", "hint", "undo"]
    what: str
    names: tuple[str, ...]
    values: Mapping[str, str]
    by: str | None
    when: str
    why: str | None
    source: str | None
    state: Literal["holds", "partly", "orphan", "overruled", "undone"]
    note: str | None
    actors: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What made the record. Moves with a score below `min_score` were left out of it; `left_out` is their number."""

    standoff: str
    tagger: str
    models: Mapping[str, str] = field(default_factory=dict)
    min_score: float = 0.0
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The dispute as known. `texts` holds each report's frozen text; it is not part of the export."""

    dispute: str | None
    as_of: str | None
    made_by: Made
    reports: tuple[ReportLine, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
    moves: tuple[Move, ...]
    happenings: tuple[Happening, ...]
    threads: Threads
    tallies: tuple[Tally, ...]
    disagreements: tuple[Disagreement, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[DecisionLine, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    schema: int = SCHEMA

    def due(self, on: date | str | None = None) -> tuple[Due, ...]:
        """What is overdue on the day `on` (a day or `YYYY-MM-DD`, today when None), falls due, and never had a date.

        Overdue first, then what falls due, the nearest deadline first, then what has none. A deadline is one that a
        report states, and `on` is held against it by the calendar alone. Raises `WrongUse` for a day that is none.
        """
        return dues(self.threads, on)
