"""What linking yields: reports laid side by side, with dates, names, copies and happenings shared between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from standoff.model import ReadReport, TaggedMove
from standoff.record import Actor, Copy, DecisionLine, Evidence, Happening, Move, Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """When a report was published: the tightest interval known, how firm that is, and the steps that led there.

    `earliest` and `latest` are both set or both None; equal when the day is known.
    """

    earliest: date | None
    latest: date | None
    basis: Literal["given", "inferred", "unknown"]
    stamped: str | None
    why: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The day of publication when it is known to the day."""
        return self.earliest if self.earliest == self.latest else None

    @property
    def edtf(self) -> str | None:
        """The interval as EDTF: a day, or `first/last`; None when nothing is known."""
        if self.earliest is None or self.latest is None:
            return None
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        return first if first == last else f"{first}/{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A time expression once the publication date is known: TIMEX3 `value`, calendar `span` (EDTF), and why."""

    value: str
    span: str | None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashValue:
    """What one side of a clash says, and the passages it rests on."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Times told in reports that cannot all be right: `about` what, and the two or more values given for it."""

    about: str
    values: tuple[ClashValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronology:
    """Publication dates by report id, and resolved times by (report id, index in `Reading.times`).

    `contradictions` are sentences, one for each stamp that was overruled and each constraint that gave way;
    `clashes` the same for those that rest on two or more passages.
    """

    published: Mapping[str, Dating]
    times: Mapping[tuple[str, int], Resolved]
    contradictions: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLinks:
    """The actors of the record, and the name in the record of each (report id, index in `Reading.actors`).

    `reports` are those linked, sorted by id, and the ones that the indexes refer to: where an editor parted what a
    report's reading holds for one actor, the reading has two. `decisions` say how each decision stands.
    """

    actors: tuple[Actor, ...]
    names: Mapping[tuple[str, int], str]
    reports: tuple[ReadReport, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """All that the ledger folds. `tagged` leads from a move's id back to what the tagger said of it."""

    reports: tuple[ReadReport, ...]
    actors: tuple[Actor, ...]
    chronology: Chronology
    copies: tuple[Copy, ...]
    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
    moves: tuple[Move, ...]
    happenings: tuple[Happening, ...]
    tagged: Mapping[str, TaggedMove]
    decisions: tuple[DecisionLine, ...] = ()
