"""How long a thing has run: day counts, lengths and told beginnings held against each other through its start.

Dated reports whose counts agree on a start within three days speak of one thing; that start is a point of the
network. An undated report is tied to it when it is the only one, or the only one that fits what else is known of that
report. A protest may be counted as the strike that it is, and the other way round, when the weekday of the lead bears
it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from standoff.link.clues import Clues, CountClue
from standoff.link.constraint import Constraint
from standoff.link.world import (
    COUNT,
    ROUGH,
    Members,
    State,
    bounds,
    bounds_of_count,
    point,
    starts_of,
    undated,
)
from standoff.record import Evidence

_FEW, _SHORT_RECORD = 7, 90
"""A count below `_FEW` dates a report only in a record of at most `_SHORT_RECORD` days: small counts recur."""
ALSO, _MANY = {"protest": "strike", "strike": "protest"}, 14
"""Kinds that one outlet counts under the one name and another under the other; only long counts tell them apart
from chance."""
_FRESH = 2
"""Days for which the weekday of the lead is fresh news."""


def of_counts(state: State) -> Iterator[Constraint]:
    """The counts of the undated reports looked at, tied to the starts that the dated ones make."""
    groups = state.world.groups
    for name, clues in undated(state):
        for clue in clues.counts:
            kind, other = clue.kind, ALSO.get(clue.kind, clue.kind)
            mine = groups.get(kind, [])
            only = _only_group(name, clue, mine, state)
            if only is not None:
                yield _count(name, clue, start_point(kind, mine[only], state), None)
            elif not mine and other in groups and clue.number >= _MANY and not clue.wide:
                only = _only_group(name, clue, groups[other], state)
                if only is not None and _borne_out(clues, clue, groups[other][only], state):
                    yield _count(name, clue, start_point(other, groups[other][only], state), None)


def of_dated_counts(kind: str, state: State) -> Iterator[Constraint]:
    """The counts of one kind in dated reports."""
    for group in state.world.groups.get(kind, []):
        start = start_point(kind, group, state)
        for name, clue in group:
            yield _count(name, clue, start, state.dated[name])


def start_point(kind: str, group: Members, state: State) -> str:
    """The point that is the day on which a running thing began; named after the earliest day that a count implies."""
    first = min(low for low, _ in starts_of(group, state.dated))
    return f"start of {kind} {date.fromordinal(max(1, first)).isoformat()}"


def _count(name: str, clue: CountClue, start: str, published: date | None) -> Constraint:
    low, high = bounds_of_count(clue, published)
    days = f"{low}" if low == high else f"{low} or {high}" if high - low == 1 else f"{low} to {high}"
    if clue.told == "start":
        why = f"{name} says that the {clue.kind} began: “{clue.quote}”, {days} days before it was published"
    elif clue.told == "over":
        why = f"{name} gives the {clue.kind} a length, “{clue.quote}”: begun {days} days before it was published"
    else:
        why = f"{name} speaks of “{clue.quote}” of the {clue.kind}: {days} days after its start"
    at = Evidence(report=name, start=clue.start, end=clue.end)
    key = f"count {name} {clue.number}{'' if clue.told == 'count' else ' ' + clue.told}"
    return bounds(start, point(name), low, high, ROUGH if clue.wide else COUNT, why, key, at=at, says=clue.quote)


def _borne_out(clues: Clues, clue: CountClue, group: Members, state: State) -> bool:
    """Whether the days that the count allows lie in the time of the record, and its lead's weekday is fresh then."""
    lead, span = clues.lead_weekday, state.span
    first, last = _days_of_count(clue, group, state)
    if lead is None or span is None or not 0 <= last - first <= 3:
        return False
    days = [date.fromordinal(d) for d in range(first, last + 1)]
    fresh = any((d.weekday() - lead.weekday) % 7 <= _FRESH for d in days)
    return fresh and span[0] <= days[-1] and days[0] <= span[1]


def _days_of_count(clue: CountClue, group: Members, state: State) -> tuple[int, int]:
    """First and last ordinal day on which the count can have been published, by all counts of the group."""
    starts = starts_of(group, state.dated)
    return max(first for first, _ in starts) + clue.low, min(last for _, last in starts) + clue.high


def _only_group(name: str, clue: CountClue, groups: list[Members], state: State) -> int | None:
    """The number of the one group that this count can belong to, None for none or several."""
    span = state.span
    if span is None or (clue.number < _FEW and (span[1] - span[0]).days > _SHORT_RECORD):
        return None
    low, high = state.intervals.get(name, (None, None))
    fitting: list[int] = []
    for k, group in enumerate(groups):
        starts = starts_of(group, state.dated)
        first, last = min(s for s, _ in starts) + clue.low, max(s for _, s in starts) + clue.high
        if (high is None or first <= high + 1) and (low is None or last >= low - 1):
            fitting.append(k)
    return fitting[0] if len(fitting) == 1 else None
