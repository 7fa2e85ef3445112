"""What one move says of an action: which family of action, which step, on what days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from standoff.ledger.scene import Scene
from standoff.link.when import Days, shifted, width
from standoff.model import TaggedTime, TimeSymbol
from standoff.record import Move

Phase = Literal["start", "suspend", "resume", "end"]
_LONGEST = 120
"""Days that a planned action may last as one interval; longer ones are uncertainty."""
_BEFORE = 16
"""Characters beside a time that say what it is to the action."""
_LOOKED_AT = 1000
"""Characters in which the name of an action is sought."""
_HOURS, _DAYS = 24, {"day": 1, "week": 7, "fortnight": 14, "month": 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A move as a step of an action. `family` is None for "the protest"; `phase` None for one that goes on."""

    move: Move
    family: str | None
    phase: Phase | None
    days: Days | None
    until: date | None
    actor: str | None
    planned: bool
    partial: bool
    words: frozenset[str]
    moment: date
    exempts: bool = False


def family(scene: Scene, text: str) -> tuple[str | None, bool]:
    """The family of action that `text` names first, and whether it names any, if only "the protest".

    Of overlapping names the longer counts: a hunger strike is a fast.
    """
    text = text[:_LOOKED_AT]
    found: list[tuple[int, int, str]] = []
    for name, pattern in scene.cues.families.items():
        found.extend((m.start(), -m.end(), name) for m in pattern.finditer(text))
    whole = [f for f in found if not any(o != f and o[0] <= f[0] and o[1] <= f[1] and o[:2] != f[:2] for o in found)]
    if whole:
        return min(whole)[2], True
    return None, scene.cues.has("actions.generic", text)


def step(scene: Scene, move: Move) -> Step | None:
    """The step that a move tells, or None where it tells none of an action."""
    if move.kind not in ("start", "suspend", "resume", "end", "plan", "threaten") or move.modality == "denied":
        return None
    passage = scene.passage(move)
    if scene.cues.has("actions.not_one", passage) or _leaves_room(scene, move, passage):
        return None
    kind, named = family(scene, move.what)
    if not named:
        kind, named = family(scene, passage)
    phase, goes_on = _phase(scene, move, f"{move.what} {passage}", named)
    if phase is None and not goes_on:
        return None
    if phase == "start" and _is_counted(scene, move):
        phase = None
    days = scene.days(move) or _days_told(scene, move, phase)
    if move.kind == "threaten" and (days is None or kind is None):
        return None
    planned = move.modality in ("planned", "conditional")
    if phase == "start" and kind is None:
        phase, kind = (phase, "strike") if days and move.kind == "start" else (None, None)
    until = _until(scene, move, days, planned) if phase == "start" else None
    if days is not None and (until is not None or (phase == "start" and _lasts(scene, move))):
        days = (days[0], days[0])
    if planned and days and (dating := scene.dating(move)) and dating.latest and days[1] <= dating.latest:
        planned = False
    return Step(
        move=move, actor=_doer(scene, move, kind), family=kind, phase=phase, days=days, until=until, planned=planned,
        partial=move.partial or (phase == "suspend" and scene.cues.has("actions.partial", f"{move.what} {passage}")),
        exempts=phase == "suspend" and scene.cues.has("actions.exempt", f"{move.what} {passage}"),
        words=scene.words(move), moment=days[0] if days and days[0] > date.min else scene.moment(move),
    )  # fmt: skip


def _leaves_room(scene: Scene, move: Move, passage: str) -> bool:
    """Whether a walk-out is one from a room: out of a building, or by negotiators where talks are told of."""
    out = scene.cues.found["actions.leaving"].search(passage)
    if out is None or scene.cues.has("actions.working", passage):
        return False
    after = passage[out.end() : out.end() + 60]
    if after.lower().startswith(" of ") and scene.cues.has("actions.building", after):
        return True
    near = " ".join(scene.sentence(move, step) for step in (-1, 0, 1))
    who = f"{move.actor or ''} {passage[: out.start()]}"
    return scene.cues.has("talks.room", near) and scene.cues.has("actions.negotiators", who)


def _is_counted(scene: Scene, move: Move) -> bool:
    """Whether a start is told by the day that it has reached, "entered its 38th day": it goes on, it does not start."""
    return any(
        t.symbol.kind == "count" and t.symbol.unit == "day" and (t.symbol.amount or 0) > 1
        and any(p.start <= t.span.start and t.span.end <= p.end for p in move.evidence)
        for t, _ in scene.times_near(move)
    )  # fmt: skip


def _days_told(scene: Scene, move: Move, phase: Phase | None) -> Days | None:
    """For an undated end, pause or return that was done: the one late day of its sentence, or of the lead for a title.

    Late is within a few days before the report came out.
    """
    dating = scene.dating(move)
    if phase not in ("end", "suspend", "resume") or move.modality != "happened":
        return None
    if dating is None or dating.latest is None or scene.is_earlier(move):
        return None
    last = dating.latest
    for index in (scene.sentence_index(move), scene.lead(move)):
        told = {d for d in scene.days_in(move.report, index) if width(d) <= 1 and d[1] <= last}
        if len(told) == 1:
            return told.pop()
    return None


def _doer(scene: Scene, move: Move, kind: str | None) -> str | None:
    """Who acts: where the authority is told to bring an action about or to an end, those whom it moves to it."""
    moved = scene.side(move.actor) == "authority" and scene.side(move.addressee) == "protesters"
    return move.addressee if moved and kind != "lockout" else move.actor


def _phase(scene: Scene, move: Move, text: str, named: bool) -> tuple[Phase | None, bool]:
    """The step, and whether the action merely goes on; (None, False) for a plan of something else."""
    back = scene.cues.has("actions.back_to_work", text)
    if back and move.kind in ("resume", "plan", "suspend", "end", "start"):
        return ("end" if move.kind == "end" else "suspend"), False
    if move.kind in ("start", "suspend", "resume", "end"):
        return move.kind, False
    if not named:
        return None, False
    if scene.cues.has("actions.continue", text):
        return None, True
    if scene.cues.has("actions.suspend", text):
        return "suspend", False
    return ("end", False) if scene.cues.has("actions.end", text) else ("start", False)


def _until(scene: Scene, move: Move, days: Days | None, planned: bool) -> date | None:
    """The last day of an action that is told with its length or from-to dates; None where it is not."""
    if days is None or days[0] == date.min or days[1] == date.max or width(days) > _LONGEST:
        return None
    near = list(scene.times_near(move))
    if width(days) > 0:
        return days[1] if any(t.symbol.kind == "range" for t, _ in (*scene.times(move), *near)) else None
    text = scene.texts.get(move.report, "")
    for time, at in near:
        before = text[max(0, time.span.start - _BEFORE) : time.span.start].split()
        leads = bool(before) and scene.cues.found["actions.up_to"].fullmatch(before[-1].lower()) is not None
        if at and leads and width(at) == 0 and 0 < (at[1] - days[0]).days <= _LONGEST:
            return at[1]
    lengths = [n for t, _ in near if t.symbol.direction == 0 and (n := length(t.symbol)) and _is_own(scene, text, t)]
    return shifted(days[0], lengths[0]) if lengths and (planned or move.kind == "start") else None


def _is_own(scene: Scene, text: str, time: TaggedTime) -> bool:
    """Whether a duration is an action's length: "for 72 hours", "a 72-hour strike"."""
    before = text[max(0, time.span.start - _BEFORE) : time.span.start].split()
    if before[-1:] == ["for"] or time.span.quote.lower().startswith("for "):
        return True
    return family(scene, text[time.span.end : time.span.end + _BEFORE])[0] is not None


def _lasts(scene: Scene, move: Move) -> bool:
    """Whether the move is dated by how long it has lasted: "for the past ten days" begins where the ten days do."""
    return any(t.symbol.kind == "duration" and t.symbol.direction < 0 for t, _ in scene.times(move))


def length(symbol: TimeSymbol) -> int | None:
    """Whole days of a duration; None for what is none, or is too long or short to be an action's."""
    if symbol.kind != "duration" or not symbol.amount or symbol.amount != symbol.amount:
        return None
    if symbol.unit == "hour":
        days = symbol.amount / _HOURS
    elif symbol.unit in _DAYS:
        days = symbol.amount * _DAYS[symbol.unit]
    else:
        return None
    return int(days) if 1 <= days <= 1000 else None
