"""What editors decide about actors: frozen data, stored row by row and passed into linking.

A decision names actors as text and carries the passages in which they stood when it was taken, so that it finds them
again after every new reading. Decisions are never changed: what takes one back is a decision of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from standoff.model import ActorKind, Side, Span

DecisionKind = Literal["merge", "split", "side", "hint", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One mention of an actor: the report's id and digest, and the offsets (code points) with the exact quote."""

    report: str
    sha256: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor as an editor named it, with mentions that were its own at that time."""

    name: str
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """These actors are one; the first name is kept."""

    actors: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """These names, and these single mentions, are of another actor than `actor`."""

    actor: Named
    aliases: tuple[Named, ...] = ()
    mentions: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSide:
    """This actor stands on this side."""

    actor: Named
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """An entry of a hints file: these names are one actor, called `name`; fields that are None are left open."""

    name: str
    aliases: tuple[str, ...] = ()
    side: Side | None = None
    kind: ActorKind | None = None
    role: str | None = None
    affiliation: str | None = None

    def values(self) -> dict[str, str]:
        """The fields that the entry fills in, by name."""
        pairs = (("side", self.side), ("kind", self.kind), ("role", self.role), ("affiliation", self.affiliation))
        return {field: value for field, value in pairs if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The decision of this number is taken back."""

    decision: int


What = Merge | Split | SetSide | Hint | Undo
KINDS: Mapping[DecisionKind, type[What]] = {
    "merge": Merge, "split": Split, "side": SetSide, "hint": Hint, "undo": Undo,
}  # fmt: skip
"""The type of a decision by the name under which it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, `at` which moment (ISO 8601, UTC), by whom and why; `source` is the hints file it came from.

    `number` gives the order: where two contradict each other, the later stands.
    """

    number: int
    what: What
    at: str
    by: str | None = None
    why: str | None = None
    source: str | None = None

    @property
    def id(self) -> str:
        """The id that people see: `e` and the number."""
        return f"e{self.number}"


def kind_of(what: What) -> DecisionKind:
    """The name under which a decision is kept."""
    return next(kind for kind, cls in KINDS.items() if isinstance(what, cls))


def undone(decisions: Iterable[Decision]) -> dict[int, int]:
    """Which decisions are taken back, each with the number of the undo; an undo that is itself undone counts not."""
    gone: dict[int, int] = {}
    for decision in sorted(decisions, key=lambda d: d.number, reverse=True):
        if isinstance(decision.what, Undo) and decision.number not in gone and decision.what.decision < decision.number:
            gone.setdefault(decision.what.decision, decision.number)
    return gone


def told(what: What) -> str:
    """What was decided, in one sentence without a full stop."""
    match what:
        case Merge():
            return f"{_quoted([a.name for a in what.actors])} are one actor"
        case Split():
            places = [f"{m.span.quote} ({m.report}:{m.span.start}-{m.span.end})" for m in what.mentions]
            names = [*(a.name for a in what.aliases), *places]
            return f"{_quoted(names)} {'is' if len(names) == 1 else 'are'} another actor than “{what.actor.name}”"
        case SetSide():
            return f"“{what.actor.name}” stands on the side: {what.side}"
        case Hint():
            also = f", also called {_quoted(what.aliases)}" if what.aliases else ""
            facts = "".join(f"; {field}: {value}" for field, value in what.values().items())
            return f"“{what.name}” is one actor{also}{facts}"
        case Undo():
            return f"e{what.decision} is taken back"


def _quoted(names: Iterable[str]) -> str:
    *first, last = [f"“{name}”" for name in names]
    return f"{', '.join(first)} and {last}" if first else last
