"""What editors decided, for people: the list of decisions, and beside an actor what was suggested and what decided."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from standoff.publish.describe import STATE_WORDS, because, by_whom, decisions_counted, move_words
from standoff.publish.index import RecordIndex
from standoff.publish.lines import word_of
from standoff.publish.tables import Cell, cell, section, stacked, table
from standoff.publish.views import attention
from standoff.publish.words import when_key
from standoff.record import Actor, DecisionLine, Move

# What moves tell of sides in any dispute: who strikes and demands, who offers, orders and is asked.
_PROTEST = frozenset(("demand", "threaten", "plan", "start", "suspend", "resume", "end"))
_AUTHORITY = frozenset(("offer", "order", "implement"))
_ASKED = frozenset(("demand", "threaten"))


def decision_table(decisions: Iterable[DecisionLine]) -> RenderableType:
    """Each decision: what, by whom, when and why, and how it stands."""
    rows = [
        (
            stacked(d.what, by_whom(d), f"why: {d.why}" if d.why else None),
            stacked(STATE_WORDS[d.state], d.note),
            d.id,
        )
        for d in decisions
    ]
    return table((("decided", 4), ("stands", 2), ("id", 0)), rows)


def summary(index: RecordIndex) -> list[RenderableType]:
    """For the summary: how many decisions stand, and those that need a look."""
    decisions = index.record.decisions
    if not decisions:
        return []
    late = attention(index.record)
    return [
        section(
            "What editors decided", cell(f"{decisions_counted(decisions)}."), *([decision_table(late)] if late else [])
        )
    ]


def actor_sections(index: RecordIndex, actor: Actor) -> list[RenderableType]:
    """For `why`: what was decided of an actor, what each report calls it, and which lines bear on its side."""
    parts: list[RenderableType] = []
    if actor.decided:
        decided: list[tuple[Cell, ...]] = [
            (d.field, d.suggested or "none", stacked(d.decided, because(index, d)), d.decision) for d in actor.decided
        ]
        columns = (("what", 0), ("suggested", 2), ("decided", 3), ("id", 0))
        parts.append(section("What editors decided", table(columns, decided)))
    if actor.members:
        members = [
            (m.report, stacked(m.name, f"also: {', '.join(m.aliases)}" if m.aliases else None), m.side, str(m.mentions))
            for m in actor.members
        ]
        columns = (("report", 2), ("called", 3), ("side there", 0), ("mentions", 0))
        parts.append(section("What the reports call it", table(columns, members)))
    if rows := [(how, stacked(words, word_of(m)), m.id) for m, how, words in _bearing(index, actor)]:
        parts.append(section("Lines that bear on its side", table((("as", 0), ("line", 4), ("id", 0)), rows)))
    return [*parts, Text("")] if parts else []


def _bearing(index: RecordIndex, actor: Actor) -> list[tuple[Move, str, str]]:
    """Its moves by which sides are told: those of protest, those of authority, and those it is the object of."""
    found = []
    for move in sorted(index.record.moves, key=lambda m: (when_key(m.when), m.id)):
        acts, meets = (actor.name in (n or "").split(" + ") for n in (move.actor, move.addressee))
        how = (
            "protests" if acts and move.kind in _PROTEST
            else "has authority" if acts and move.kind in _AUTHORITY
            else "is asked" if meets and move.kind in _ASKED
            else None
        )  # fmt: skip
        if how is not None:
            found.append((move, how, move_words(move.kind, move.actor, move.addressee, move.what)))
    return found


def decision_group(index: RecordIndex, decision: DecisionLine) -> list[RenderableType]:
    """For `why`: the actors that a decision bears on now."""
    actors = [a for a in index.record.actors if a.name in decision.actors]
    rows = [(stacked(a.name, ", ".join(a.aliases)), a.side, a.id) for a in actors]
    found = table((("actor", 3), ("side", 1), ("id", 0)), rows)
    return [Group(section("Whom it bears on", found))] if rows else []
