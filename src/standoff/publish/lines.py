"""The timeline: each happening once, whichever reports tell of it, in the order of its date."""

from __future__ import annotations

from dataclasses import dataclass

from standoff.model import Modality, MoveKind
from standoff.publish.index import RecordIndex, Support
from standoff.publish.words import MODALITY_WORDS, joined, modality_words, when_key, when_words
from standoff.record import Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A happening, or a move that stands alone, as the timeline shows it.

    `id` is the happening's, or the move's where it has none. Actor, addressee, `what` and place are those of the
    move read most surely (`lead`); `modality` and `said_by` hold every value the moves give. `when` is EDTF, as is
    `published`, the date of the report that the lead stands in.
    """

    id: str
    kind: MoveKind
    actor: str | None
    addressee: str | None
    what: str
    when: str | None
    place: str | None
    partial: bool
    modality: tuple[Modality, ...]
    said_by: tuple[str, ...]
    support: Support
    published: str | None
    lead: Move
    moves: tuple[Move, ...]

    @property
    def who(self) -> str:
        """`A to B`, or `not named` where the reports name nobody."""
        return who(self.actor, self.addressee)

    @property
    def told(self) -> str | None:
        """For a line without a date: when the report that tells it was published."""
        return f"told {when_words(self.published)}" if self.published and not self.when else None

    @property
    def word(self) -> str:
        """Modality and whose word it is: `alleged, said by the union`."""
        return joined(
            [modality_words(self.modality), f"said by {' and '.join(self.said_by)}" if self.said_by else None]
        )


def who(actor: str | None, addressee: str | None) -> str:
    """`A to B`; `not named` stands for an actor that the reports leave open."""
    return f"{actor or 'not named'} to {addressee}" if addressee else actor or "not named"


def word_of(move: Move) -> str:
    """Modality and whose word one move is."""
    return joined([MODALITY_WORDS[move.modality], f"said by {move.said_by}" if move.said_by else None])


def timeline(index: RecordIndex) -> tuple[Line, ...]:
    """All lines of the record: dated ones first, by date, then the undated; ties in the order of the reports."""
    lines = []
    shown: set[str] = set()
    for happening in index.record.happenings:
        moves = index.moves_at(happening.id) or tuple(m for n in happening.moves if (m := index.move(n)))
        if moves:
            shown.update(m.id for m in moves)
            lines.append(_line(index, happening.id, happening.kind, happening.when, moves))
    for move in index.record.moves:
        if move.id not in shown:
            lines.append(_line(index, move.id, move.kind, move.when, (move,)))
    return tuple(sorted(lines, key=lambda x: (when_key(x.when), *_told(index, x.lead), x.id)))


def _told(index: RecordIndex, move: Move) -> tuple[tuple[bool, str, str], str, int]:
    """Where a move is told: by its report's date, its report, and its place in the text."""
    report = index.reports.get(move.report)
    start = min((p.start for p in move.evidence), default=0)
    return when_key(report.published if report else None), move.report, start


def _line(index: RecordIndex, name: str, kind: MoveKind, when: str | None, moves: tuple[Move, ...]) -> Line:
    """One line over the moves that tell of it, the surest of them leading."""
    lead = moves[0]
    return Line(
        id=name,
        kind=kind,
        actor=lead.actor,
        addressee=lead.addressee,
        what=lead.what,
        when=when,
        place=lead.place,
        partial=lead.partial,
        modality=tuple(m for m in MODALITY_WORDS if any(m == x.modality for x in moves)),
        said_by=tuple(sorted({m.said_by for m in moves if m.said_by})),
        support=index.support(moves),
        published=index.reports[lead.report].published if lead.report in index.reports else None,
        lead=lead,
        moves=moves,
    )
