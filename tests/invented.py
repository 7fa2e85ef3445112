"""A tiny builder of linked reports about an invented dispute: ferry crews against Northgate Ferries, in 2031."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from standoff.ledger import fold
from standoff.link.happenings import group
from standoff.link.linked import Chronology, Dating, Linked, Resolved
from standoff.link.settle import line_id
from standoff.link.when import bounds
from standoff.model import (
    Form,
    Modality,
    MoveKind,
    Quantity,
    Reading,
    ReadReport,
    Report,
    Sentence,
    Side,
    Span,
    TaggedItem,
    TaggedMove,
    TaggedTime,
    TimeSymbol,
)
from standoff.record import Actor, Item, Made, Move, Place, QuantityLine, Record

CREWS, FERRIES, MINISTRY = "ferry crews", "Northgate Ferries", "transport ministry"
CHAIR, COURT = "Ilse Brandt", "Harbour Court"
_SIDES: dict[str, Side] = {
    CREWS: "protesters", FERRIES: "authority", MINISTRY: "authority", CHAIR: "authority", COURT: "third party",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Act:
    """A move to be: `says` is its evidence within its sentence (all of it when None), `times` (words, symbol, EDTF)."""

    kind: MoveKind
    by: str | None = None
    to: str | None = None
    what: str = ""
    when: str | None = None
    says: str | None = None
    modality: Modality = "happened"
    said_by: str | None = None
    items: tuple[str, ...] = ()
    round: int | None = None
    form: Form | None = None
    partial: bool = False
    place: str | None = None
    times: tuple[tuple[str, TimeSymbol, str | None], ...] = ()
    figures: tuple[tuple[str, str, str | None], ...] = ()
    rule: str = "hand"
    score: float = 0.9


@dataclass(frozen=True, kw_only=True)
class Told:
    """A report to be: its day and its sentences, each with the acts that it tells."""

    name: str
    day: str | None
    lines: Sequence[tuple[str, Sequence[Act]]]
    titled: bool = False


@dataclass
class _Parts:
    moves: list[Move] = field(default_factory=list)
    tagged: dict[str, TaggedMove] = field(default_factory=dict)
    times: dict[tuple[str, int], Resolved] = field(default_factory=dict)
    reports: list[ReadReport] = field(default_factory=list)
    published: dict[str, Dating] = field(default_factory=dict)


def linked(*told: Told) -> Linked:
    """The reports as the link stage would lay them out."""
    parts = _Parts()
    for each in told:
        _report(parts, each)
    moves, happenings = group(parts.moves, parts.reports, parts.tagged, parts.published)
    return Linked(
        reports=tuple(parts.reports),
        actors=tuple(
            Actor(id=line_id("a", n), name=n, aliases=(), role=None, affiliation=None, side=side,
                  kind="person" if n == CHAIR else "group" if n == CREWS else "organisation")
            for n, side in _SIDES.items()
        ),
        chronology=Chronology(published=parts.published, times=parts.times),
        copies=(), statements=(), times=(), moves=moves, happenings=happenings, tagged=parts.tagged,
    )  # fmt: skip


def record(*told: Told) -> Record:
    """The record folded from the reports."""
    return fold(linked(*told), "ferries", Made(standoff="0", tagger="hand"))


def _report(parts: _Parts, told: Told) -> None:
    text, cut, times, tags = "", [], list[TaggedTime](), []
    for i, (line, _) in enumerate(told.lines):
        start = len(text)
        text += line + "\n"
        aside = "title" if told.titled and i == 0 else None
        cut.append(Sentence(span=Span.of(text, start, start + len(line)), paragraph=i, aside=aside))  # type: ignore[arg-type]
    for i, (_, acts) in enumerate(told.lines):
        for act in acts:
            move, tag = _move(parts, told, text, cut[i].span, i, act, times)
            if move.id in parts.tagged:
                continue
            parts.moves.append(move)
            parts.tagged[move.id] = tag
            tags.append(tag)
    day = date.fromisoformat(told.day) if told.day else None
    parts.published[told.name] = Dating(
        earliest=day, latest=day, basis="given" if day else "unknown", stamped=None, why=()
    )
    report = Report(id=told.name, sha256=sha256(text.encode()).hexdigest(), text=text, sources=(told.name,))
    reading = Reading(
        tagger="hand", language="en", title=None, stamped=None, printed=None, set_aside=(), sentences=tuple(cut),
        times=tuple(times), actors=(), statements=(), moves=tuple(tags), tallies=(),
    )  # fmt: skip
    parts.reports.append(ReadReport(report=report, reading=reading))


def _move(
    parts: _Parts, told: Told, text: str, line: Span, number: int, act: Act, times: list[TaggedTime]
) -> tuple[Move, TaggedMove]:
    def find(words: str) -> Span:
        at = text.index(words, line.start, line.end)
        return Span.of(text, at, at + len(words))

    mine = []
    for words, symbol, days in act.times:
        mine.append(len(times))
        times.append(TaggedTime(span=find(words), type="DATE", value=days or "", symbol=symbol))
        parts.times[(told.name, mine[-1])] = Resolved(value=days or "", span=days if bounds(days) else None)
    evidence = find(act.says) if act.says else line
    figures = tuple(Quantity(value=v, unit=u, of=of, span=find(v)) for v, u, of in act.figures)
    tag = TaggedMove(
        kind=act.kind, actors=(), addressees=(), what=act.what, evidence=(evidence,), sentence=number,
        modality=act.modality, times=tuple(mine), round=act.round, form=act.form, partial=act.partial,
        items=tuple(TaggedItem(what=w, evidence=(find(w),)) for w in act.items), quantities=figures, place=act.place,
    )  # fmt: skip
    place = (Place(start=evidence.start, end=evidence.end),)
    move = Move(
        id=line_id("m", told.name, act.kind, evidence.start, act.what), report=told.name, kind=act.kind, actor=act.by,
        addressee=act.to, what=act.what, when=act.when, when_why=(), place=act.place, modality=act.modality,
        items=tuple(Item(what=i.what, thread=None, evidence=tuple(Place(start=e.start, end=e.end) for e in i.evidence))
                    for i in tag.items),
        partial=act.partial, said_by=act.said_by, evidence=place, origin=told.name, happening=None, maybe_same_as=(),
        quantities=tuple(QuantityLine(value=q.value, unit=q.unit, of=q.of, start=q.span.start, end=q.span.end)
                         for q in figures),
        threads=(), score=act.score, rule=act.rule,
    )  # fmt: skip
    return move, tag


def one(name: str, day: str | None, line: str, *acts: Act) -> Told:
    """A report of one sentence."""
    return Told(name=name, day=day, lines=((line, acts),))


def renamed(told: Told, name: str) -> Told:
    """The same report under another name."""
    return replace(told, name=name)
