"""By when: the deadline that a promise, an offer or an order states, and the words that say none was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from standoff.ledger.scene import Scene
from standoff.link.when import Days, bounds, shifted, width
from standoff.model import TaggedTime, TimeSymbol
from standoff.record import Evidence, Move

_LONGEST = 400
"""Days beyond which an interval is no deadline but a period."""
_NEAR = 24
"""Characters before a time that say what it is to the promise."""
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
_UNTIL = ("until", "before", "within")
_DATED = ("calendar", "weekday", "offset", "event", "range")


def stated(scene: Scene, move: Move) -> Iterator[tuple[Days, Evidence]]:
    """The deadlines inside the move's passage or among the times that date it: "by Friday", "within a week"."""
    told = {time.span for time, _ in scene.times(move)}
    for time, days in scene.times_near(move):
        if not (time.span in told or _inside(move, time)):
            continue
        before = _before(scene, move, time)
        if time.symbol.modifier not in _UNTIL and not scene.cues.has("commitments.deadline", before[-12:]):
            continue
        found = _from_now(scene, move, time) if days is None else _end(time, _ahead(scene, move, time, days))
        if found is not None and width(found) < _LONGEST:
            yield found, Evidence(report=move.report, start=time.span.start, end=time.span.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When a commitment falls due, and the passages; without days, those that say that no day was given.

    `binding` is whether the calendar alone can make it overdue: the day of talks, which may not be held, and a day
    from which something is to have held cannot.
    """

    days: Days | None
    evidence: tuple[Evidence, ...]
    binding: bool = False


def due(scene: Scene, makers: Iterable[Move]) -> Deadline:
    """The latest word on when a commitment falls due.

    A deadline counts before the day on which the thing is to be done or to take effect ("will publish it on Friday",
    "6 per cent from 1 June"), and that before the day of the talks at which it is to be done.
    """
    makers = list(makers)
    for find, binding in ((stated, True), (_to_be_done, True), (_in_force, False), (_at_the_talks, False)):
        last = None
        for move in makers:
            last = next(find(scene, move), last)
        if last is not None:
            return Deadline(days=last[0], evidence=(last[1],), binding=binding)
    return Deadline(days=None, evidence=tuple(dict.fromkeys(e for m in makers for e in _none_given(scene, m))))


def _inside(move: Move, time: TaggedTime) -> bool:
    return any(p.start <= time.span.start and time.span.end <= p.end for p in move.evidence)


def _before(scene: Scene, move: Move, time: TaggedTime) -> str:
    """The few characters before a time."""
    return scene.texts[move.report][max(0, time.span.start - _NEAR) : time.span.start]


def _ends(scene: Scene, name: str, before: str) -> bool:
    """Whether the text ends with a phrase of the list."""
    return any(m.end() == len(before.rstrip()) for m in scene.cues.found[name].finditer(before.rstrip()))


def _said(scene: Scene, move: Move) -> date | None:
    """The latest day on which it can have been said."""
    dating = scene.dating(move)
    return dating.latest if dating else None


def _end(time: TaggedTime, days: Days) -> Days:
    """What is meant by a deadline: "within" and "the end of" name the last day."""
    last = time.symbol.modifier in ("within", "end") or time.span.quote.lower().startswith(("end of", "the end of"))
    return (days[1], days[1]) if last else days


def _ahead(scene: Scene, move: Move, time: TaggedTime, days: Days) -> Days:
    """The days meant by a day or month without a year: the next, where the nearest lies before the report."""
    said, symbol = _said(scene, move), time.symbol
    nameless = symbol.kind == "calendar" and symbol.year is None and symbol.first is None
    if said is None or not nameless or days[1] >= said or days[0] == date.min or width(days) > _DAYS["month"]:
        return days
    following = bounds(f"{_next_year(days[0]).isoformat()}/{_next_year(days[1]).isoformat()}")
    return following if following and (following[1] - said).days <= _DAYS["year"] else days


def _next_year(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=min(day.year + 1, date.max.year), day=28 if leap else day.day)


def _from_now(scene: Scene, move: Move, time: TaggedTime) -> Days | None:
    """The last day of "within 24 hours", counted from when it was said."""
    length = _length(time.symbol)
    said = bounds(move.when) if move.when else None
    start = said[1] if said and said[1] < date.max and width(said) <= _DAYS["week"] else _said(scene, move)
    if length is None or start is None or time.symbol.direction < 0:
        return None
    day = shifted(start, length)
    return day, day


def _length(symbol: TimeSymbol) -> int | None:
    """Whole days of a duration, a part of a day counted as one; None for what is none or has no number."""
    amount = symbol.amount
    if symbol.kind != "duration" or not amount or not 0 < amount < 10_000:
        return None
    if symbol.unit == "hour":
        return max(1, round(amount / 24))
    return round(amount * _DAYS[symbol.unit]) if symbol.unit in _DAYS else None


def _to_be_done(scene: Scene, move: Move) -> Iterator[tuple[Days, Evidence]]:
    """Days still to come on which what was undertaken is to be done or to begin to hold, in the order of the text."""
    said = _said(scene, move)
    for time, days, before in _times_of(scene, move):
        place = Evidence(report=move.report, start=time.span.start, end=time.span.end)
        if days is None:
            whole = "-" not in time.span.quote  # "in six-hour turns"
            found = _from_now(scene, move, time) if whole and _ends(scene, "commitments.after", before) else None
            if found is not None and _is_ahead(scene, move, time):
                yield found, place
            continue
        days = _ahead(scene, move, time, days)
        if said is None or days[1] < said or not (said <= days[0] or width(days) <= _DAYS["week"]):
            continue
        if time.symbol.modifier == "since" and days[0] >= said:
            yield (days[0], days[0]), place
        elif _is_ahead(scene, move, time):
            yield _end(time, days), place


def _in_force(scene: Scene, move: Move) -> Iterator[tuple[Days, Evidence]]:
    """The day from which something is to hold, be it past: "with effect from 1 April"."""
    for time, days, before in _times_of(scene, move):
        if days is not None and _ends(scene, "commitments.effect", before):
            first = days[0] if time.symbol.modifier == "since" else days[1]
            yield (days[0], first), Evidence(report=move.report, start=time.span.start, end=time.span.end)


def _times_of(scene: Scene, move: Move) -> Iterator[tuple[TaggedTime, Days | None, str]]:
    """The times of the passage that may be days of doing, with what stands before them; no periods and lengths."""
    for time, days in sorted(scene.times_near(move), key=lambda t: t[0].span):
        before = _before(scene, move, time)
        dated = days is None or (time.symbol.kind in _DATED and days[0] > date.min and days[1] < date.max)
        if dated and _inside(move, time) and not _ends(scene, "commitments.period", before):
            yield time, days, before


def _is_ahead(scene: Scene, move: Move, time: TaggedTime) -> bool:
    """Whether the words of the passage before a time tell of what is to come: "will be paid on Friday"."""
    first = min(p.start for p in move.evidence)
    return scene.cues.has("commitments.coming", scene.texts[move.report][first : time.span.start])


def _at_the_talks(scene: Scene, move: Move) -> Iterator[tuple[Days, Evidence]]:
    """The day of the talks that the same report tells as coming, for what is to be done at them."""
    said = _said(scene, move)
    if said is None or not scene.cues.has("commitments.event", scene.passage(move)):
        return
    for other in scene.moves:
        days = scene.days(other)
        told = other.report == move.report and other.kind in ("talks", "invite") and other.modality != "denied"
        if told and days is not None and days[0] >= said:
            yield days, scene.evidence(other)[0]


def _none_given(scene: Scene, move: Move) -> Iterator[Evidence]:
    """The passage that says that no date was given: in the move's sentence or the next; else vague words of its own."""
    at = scene.sentence_index(move)
    for index in (at, at + 1) if at >= 0 else ():
        span = scene.sentence_span(move.report, index)
        if span is not None and scene.cues.has("commitments.no_date", scene.sentence_text(move.report, index)):
            yield Evidence(report=move.report, start=span.start, end=span.end)
            return
    if scene.cues.has("commitments.vague", scene.passage(move)):
        yield from scene.evidence(move)
