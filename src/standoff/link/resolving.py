"""Time expressions of a report resolved by its publication date, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.link.linked import Dating, Resolved
from standoff.model import ReadReport, TimeSymbol
from standoff.tag.times import ResolvedTime, resolve, resolve_between


def resolve_times(read: ReadReport, dating: Dating) -> Iterator[tuple[tuple[str, int], Resolved]]:
    """`((report id, index), Resolved)` for each time expression of the report.

    In a report dated to an interval, "today" is that interval; in one without a date only what needs none is
    resolved.
    """
    for number, time in enumerate(read.reading.times):
        found = _resolved(time.symbol, dating)
        yield (read.report.id, number), Resolved(value=found.value, span=found.span)


def _resolved(symbol: TimeSymbol, dating: Dating) -> ResolvedTime:
    if dating.earliest is None or dating.latest is None:
        return resolve(symbol, None)
    if dating.earliest == dating.latest:
        return resolve(symbol, dating.earliest)
    return resolve_between(symbol, dating.earliest, dating.latest)
