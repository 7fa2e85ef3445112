"""Settling: the tagger's finds of each report under the record's names, dates and origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from standoff.link.copies import Origins
from standoff.link.linked import ActorLinks, Chronology, Dating
from standoff.link.when import bounds
from standoff.model import SAID_KINDS, ReadReport, Span, TaggedMove
from standoff.record import Copy, Item, Move, Place, QuantityLine, Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Statements, times and moves as the record shows them; `tagged` leads back from a move's id."""

    statements: tuple[Statement, ...]
    times: tuple[Time, ...]
    moves: tuple[Move, ...]
    tagged: Mapping[str, TaggedMove]


def line_id(prefix: str, *parts: object) -> str:
    """An id from what identifies a line: `prefix` and ten hexadecimal digits of the SHA-256 of its parts."""
    return f"{prefix}{sha256('|'.join(map(str, parts)).encode()).hexdigest()[:10]}"


def settle(reports: Sequence[ReadReport], links: ActorLinks, chronology: Chronology, copies: Sequence[Copy]) -> Settled:
    """Give every find of every report its id, the record's names and its dates; happenings and threads come later."""
    statements: list[Statement] = []
    times: list[Time] = []
    moves: list[Move] = []
    tagged: dict[str, TaggedMove] = {}
    origins = Origins(copies)
    for read in reports:
        statements += _statements(read, links)
        times += _times(read, chronology)
        for move in read.reading.moves:
            line = _move(read, move, links, chronology, origins)
            if line.id not in tagged:
                tagged[line.id] = move
                moves.append(line)
    return Settled(statements=tuple(statements), times=tuple(times), moves=tuple(moves), tagged=tagged)


def _names(read: ReadReport, actors: Iterable[int], links: ActorLinks) -> str | None:
    """The record's names of joint actors, joined by ` + `; None when there are none."""
    found = (links.names.get((read.report.id, a)) for a in actors)
    return " + ".join(dict.fromkeys(name for name in found if name)) or None


def _places(spans: Iterable[Span]) -> tuple[Place, ...]:
    return tuple(Place(start=s.start, end=s.end) for s in spans)


def _statements(read: ReadReport, links: ActorLinks) -> list[Statement]:
    lines = []
    for said in read.reading.statements:
        linked = _names(read, [said.actor], links) if said.actor is not None else None
        lines.append(
            Statement(
                id=line_id("s", read.report.sha256, *((c.start, c.end) for c in said.content)),
                report=read.report.id,
                speaker=linked or (said.speaker.quote if said.speaker else None),
                kind=said.kind,
                cue=said.cue.quote if said.cue else None,
                content=_places(said.content),
            )
        )
    return lines


def _times(read: ReadReport, chronology: Chronology) -> list[Time]:
    lines = []
    for number, time in enumerate(read.reading.times):
        resolved = chronology.times.get((read.report.id, number))
        lines.append(
            Time(
                id=line_id("t", read.report.sha256, time.span.start, time.span.end),
                report=read.report.id,
                start=time.span.start,
                end=time.span.end,
                text=time.span.quote,
                type=time.type,
                value=resolved.value if resolved else time.value,
                span=resolved.span if resolved else None,
            )
        )
    return lines


def _move(read: ReadReport, move: TaggedMove, links: ActorLinks, chronology: Chronology, origins: Origins) -> Move:
    first = move.evidence[0]
    when, why = _when(read, move, chronology)
    return Move(
        id=line_id("m", read.report.sha256, move.kind, *((e.start, e.end) for e in move.evidence), move.what),
        report=read.report.id,
        kind=move.kind,
        actor=_names(read, move.actors, links),
        addressee=_names(read, move.addressees, links),
        what=move.what,
        items=tuple(Item(what=i.what, evidence=_places(i.evidence), thread=None) for i in move.items),
        when=when,
        when_why=why,
        place=move.place,
        modality=move.modality,
        partial=move.partial,
        said_by=_names(read, [move.said_by], links) if move.said_by is not None else None,
        quantities=tuple(
            QuantityLine(value=q.value, unit=q.unit, of=q.of, start=q.span.start, end=q.span.end)
            for q in move.quantities
        ),
        evidence=_places(move.evidence),
        origin=origins.of(read.report.id, first.start, first.end),
        happening=None,
        maybe_same_as=(),
        threads=(),
        score=round(move.score, 3),
        rule=move.rule,
    )


def _when(read: ReadReport, move: TaggedMove, chronology: Chronology) -> tuple[str | None, tuple[str, ...]]:
    """The first of the move's times that falls on known days, and how it came about."""
    dating = chronology.published.get(read.report.id)
    said = move.kind in SAID_KINDS and move.modality != "planned"
    for number in move.times:
        resolved = chronology.times.get((read.report.id, number))
        if resolved is None or resolved.span is None or (said and _is_to_come(resolved.span, dating)):
            continue
        words = read.reading.times[number].span.quote
        sense = "said" if said else "done"
        sentence = read.reading.sentences[move.sentence].span
        how = "dates" if sentence.holds(read.reading.times[number].span) else "tells in one scene and so dates"
        steps = [f"the report {how} what was {sense} by {words!r}"]
        if dating and dating.edtf:
            steps.append(f"the report was published {dating.edtf} ({dating.basis}), so {words!r} is {resolved.span}")
        if resolved.why:
            steps.append(resolved.why)
        return resolved.span, tuple(steps)
    if move.fresh and dating and dating.day:
        days = f"{dating.day - timedelta(days=1)}/{dating.day}"
        why = f"the report tells it as news and names no day; it was published {dating.day}: that day or the one before"
        return days, (why,)
    return None, ()


def _is_to_come(span: str, dating: Dating | None) -> bool:
    """Whether the days lie after publication: what was promised then was said before."""
    days = bounds(span)
    return bool(days and dating and dating.latest and days[0] > dating.latest)
