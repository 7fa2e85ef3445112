"""What of the chronology cannot all be right, told as sentences and as passages held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from standoff.link.constraint import Conflict, Constraint
from standoff.link.counting import ALSO
from standoff.link.linked import Clash, ClashValue, Dating
from standoff.link.trusted import Known
from standoff.link.world import TOLD_TOGETHER, World, day_of_run
from standoff.record import Evidence


def contradictions(known: Mapping[str, Known], conflicts: Sequence[Conflict]) -> tuple[str, ...]:
    """Stamps that were overruled, and what gave way in the network; soft expectations are not worth telling."""
    told = [k.overruled for _, k in sorted(known.items()) if k.overruled]
    for conflict in conflicts:
        if conflict.dropped.firmness >= TOLD_TOGETHER:
            others = "; ".join(dict.fromkeys(c.why for c in conflict.cycle if c != conflict.dropped))
            told.append(f"{conflict.dropped.why}, which does not fit: {others}")
    return tuple(dict.fromkeys(told))


def clashes(world: World, conflicts: Sequence[Conflict], published: Mapping[str, Dating]) -> tuple[Clash, ...]:
    """The same with passages, and lengths of one running thing that differ."""
    found = [_of_conflict(c, published) for c in conflicts if c.dropped.firmness >= TOLD_TOGETHER]
    found += _of_lengths(world, published)
    return tuple(dict.fromkeys(c for c in found if c is not None))


def _of_conflict(conflict: Conflict, published: Mapping[str, Dating]) -> Clash | None:
    """The constraints of a conflict that rest on passages, or the dates of reports that share wire copy."""
    told = [c for c in conflict.cycle if c.evidence]
    if len(told) == 1 and len(told[0].evidence) == 2:
        values = tuple(
            ClashValue(value=f"{e.report}: {published[e.report].edtf}", evidence=(e,)) for e in told[0].evidence
        )
        return Clash(about="when reports that share wire copy were published", values=values)
    if len(told) < 2:
        return None
    told.sort(key=lambda c: (c == conflict.dropped, c.key))
    starts = {c.a.partition(" of ")[2].rpartition(" ")[0] for c in told if c.a.startswith("start of ")}
    reports = sorted({e.report for c in told for e in c.evidence})
    about = f"when the {starts.pop()} began" if len(starts) == 1 else f"when {reports[0]} was published"
    return Clash(about=about, values=tuple(ClashValue(value=_value(c, published), evidence=c.evidence) for c in told))


def _value(constraint: Constraint, published: Mapping[str, Dating]) -> str:
    """What a constraint comes to: for a count the day of the start, else its sentence."""
    dating = published.get(constraint.evidence[0].report)
    day = dating.day if dating else None
    if not constraint.a.startswith("start of ") or day is None or constraint.low is None or constraint.high is None:
        return constraint.why
    first, last = (day - timedelta(days=n) for n in (constraint.high, constraint.low))
    when = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return f"“{constraint.says}”: began {when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Length:
    """A running thing had lasted `days` on `day`, when it was over or still going on; begun `first` to `last`."""

    kind: str
    days: int
    day: date
    first: date
    last: date
    over: bool
    quote: str
    evidence: Evidence

    @property
    def value(self) -> ClashValue:
        """The length and the day on which it is told."""
        how = "over by" if self.over else "still counted on"
        return ClashValue(
            value=f"“{self.quote}”: {self.days} days, {how} {self.day.isoformat()}", evidence=(self.evidence,)
        )


def _lengths(world: World, published: Mapping[str, Dating]) -> Iterator[_Length]:
    """All lengths of running things that are over, and all day counts, in reports dated to three days at most."""
    for name in sorted(world.clues):
        clues, dating = world.clues[name], published[name]
        early, late = dating.earliest, dating.latest
        if early is None or late is None or (late - early).days > 2:
            continue
        for run in clues.runs:
            if run.days is not None:
                end = day_of_run(run, late)
                ends = (end, end) if end is not None else (early - timedelta(days=2), late)
                first, last = ends[0] - timedelta(days=run.days + 1), ends[1] - timedelta(days=run.days - 1)
                at = Evidence(report=name, start=run.start, end=run.end)
                yield _Length(
                    kind=run.kind,
                    days=run.days,
                    day=ends[0],
                    first=first,
                    last=last,
                    over=True,
                    quote=run.quote,
                    evidence=at,
                )
        for clue in clues.counts:
            if clue.told == "count" and not clue.wide:
                first, last = early - timedelta(days=clue.high), late - timedelta(days=clue.low)
                at = Evidence(report=name, start=clue.start, end=clue.end)
                yield _Length(
                    kind=clue.kind, days=clue.number, day=early, first=first, last=last, over=False,
                    quote=clue.quote, evidence=at,
                )  # fmt: skip


def _of_lengths(world: World, published: Mapping[str, Dating]) -> Iterator[Clash]:
    """A thing that was over after so many days, and is counted on past them; or that was over after more."""
    lengths = list(_lengths(world, published))
    seen: set[tuple[str, int]] = set()
    for over in (x for x in lengths if x.over):
        if (over.kind, over.days) in seen:
            continue
        kinds = {over.kind, ALSO.get(over.kind, over.kind)}
        rivals = [
            x for x in lengths
            if x.kind in kinds and x.days > over.days + 1 and x.day >= over.day
            and x.first <= over.last + _SLACK and over.first <= x.last + _SLACK
        ]  # fmt: skip
        if rivals:
            seen.add((over.kind, over.days))
            rival = min(rivals, key=lambda x: (x.days, x.evidence))
            yield Clash(about=f"how long the {over.kind} lasted", values=(over.value, rival.value))


_SLACK = timedelta(days=1)
"""Days by which two starts may differ that are one: whether the first day counts is nowhere agreed."""
