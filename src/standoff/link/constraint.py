"""What the network of days is made of: constraints between points, and what is told when they cannot all hold."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.record import Evidence

ORIGIN = "the calendar"
"""The point from which calendar days are counted: its day is 0."""
FAR = 10**9
"""Days beyond which there is nothing, for bounds that are not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """`low <= b - a <= high` in days; a bound may be None.

    `firmness` tells which of several constraints that cannot all hold gives way: the smallest. `why` is a plain
    sentence for the reader, `key` names the constraint and breaks ties, so that the result never depends on order.
    `evidence` are the passages it rests on, `says` their words in short.
    """

    a: str
    b: str
    low: int | None
    high: int | None
    firmness: int
    why: str
    key: str
    evidence: tuple[Evidence, ...] = ()
    says: str = ""

    @property
    def rank(self) -> tuple[int, str, str, str, int, int, str]:
        """Softest first; total over all constraints that differ in what they say."""
        low, high = -FAR if self.low is None else self.low, FAR if self.high is None else self.high
        return (self.firmness, self.key, self.a, self.b, low, high, self.why)

    @property
    def fixed(self) -> bool:
        """Whether it gives its second point one calendar day."""
        return self.a == ORIGIN and self.b != ORIGIN and self.low is not None and self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Constraints that cannot all hold, though any all but one of them can, and the one of them that gave way."""

    cycle: tuple[Constraint, ...]
    dropped: Constraint
