"""Talks: each round once, from invitation to outcome, however many reports tell of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from standoff.ledger.scene import Scene
from standoff.ledger.strands import base, common, has_substance, plain, trace
from standoff.link.when import Days, edtf, gap, meet, width
from standoff.record import Change, Evidence, Move, Talks

_TOLD = frozenset(("talks", "invite", "agree"))
_SLACK = 1
"""Days between a meeting's date and that of what was settled there."""
_POINTS = frozenset(("calendar", "weekday", "offset"))
_PLAIN = 40
"""Characters of a title that says enough and not too much."""
_LONG = 10
"""A deal joins talks of a longer span only when it falls inside."""


@dataclass(slots=True, kw_only=True)
class _Round:
    """The moves of one round while it grows."""

    held: list[Move] = field(default_factory=list)
    invites: list[Move] = field(default_factory=list)
    deals: list[Move] = field(default_factory=list)
    answers: list[Move] = field(default_factory=list)

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple({m.id: m for m in (*self.held, *self.invites, *self.deals, *self.answers)}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The threads, and which of them each move belongs to."""

    threads: tuple[Talks, ...]
    members: Mapping[str, tuple[str, ...]]


def talks(scene: Scene) -> Found:
    """All rounds of talks of the record by date; those without a date last."""
    rounds = _held(scene)
    for move in scene.moves:
        if move.kind == "invite" and (days := _meant(scene, move)):
            _home(scene, rounds, move, days).invites.append(move)
    for move in scene.moves:
        if move.kind == "invite" and _meant(scene, move) is None:
            _before(scene, rounds, move).invites.append(move)
    for move in scene.moves:
        if move.kind == "agree" and _is_deal(scene, move):
            _home(scene, rounds, move, scene.days(move)).deals.append(move)
    _answered(scene, rounds)
    rounds = [r for r in rounds if _is_told(scene, r)]
    threads = [_thread(scene, each) for each in rounds]
    members: dict[str, list[str]] = {}
    for each, thread in zip(rounds, threads, strict=True):
        for move in each.moves:
            members.setdefault(move.id, []).append(thread.id)
    ordered = sorted(threads, key=lambda t: (t.date is None, t.date or "", t.id))
    return Found(threads=tuple(ordered), members={k: tuple(v) for k, v in members.items()})


def _is_deal(scene: Scene, move: Move) -> bool:
    """Whether an agreement is told as made, on a known day, by someone."""
    made = move.modality in ("happened", "alleged") and scene.days(move) is not None
    return made and (bool(scene.parties(move)) or scene.cues.has("commitments.agreed", move.what))


def _is_told(scene: Scene, each: _Round) -> bool:
    """Whether enough is told for a line: a round, a day and a party, both parties, or who invited."""
    if _number(scene, each.held) or any(m.actor for m in each.invites) or each.deals:
        return True
    if _days(scene, each):
        sides = {scene.side(p) for m in each.moves for p in scene.parties(m)}
        return bool(sides & {"protesters", "authority"}) or len(each.moves) > 1
    own = (p for m in each.moves for n in (m.actor, m.addressee) if n for p in n.split(" + "))
    return {"protesters", "authority"} <= {scene.side(p) for p in own}


def _held(scene: Scene) -> list[_Round]:
    """Rounds from the happenings, then joined where rounds are numbered alike or one date holds only one."""
    by_happening: dict[str, _Round] = {}
    for move in scene.moves:
        if move.kind == "talks" and move.modality != "denied" and _between_sides(scene, move):
            by_happening.setdefault(move.happening or move.id, _Round()).held.append(move)
    rounds: list[_Round] = []
    for each in sorted(by_happening.values(), key=lambda r: (_days(scene, r) is None, scene.order(r.held[0]))):
        home = next((r for r in rounds if _one_round(scene, r, each)), None)
        if home is None:
            rounds.append(each)
        else:
            home.held.extend(each.held)
    known = [r for r in rounds if _days(scene, r) or _number(scene, r.held)]
    for each in (r for r in rounds if r not in known):
        strangers: list[Move] = []
        for move in each.held:
            home = _spoken_of(scene, known, move)
            (home.held if home else strangers).append(move)
        each.held = strangers
    return [r for r in rounds if r.held]


def _spoken_of(scene: Scene, known: Sequence[_Round], move: Move) -> _Round | None:
    """The round that "the talks" means: the one last told before it in the report, else the first after it."""
    text = f"{scene.passage(move)}"
    meeting = scene.cues.found["talks.names"].search(text)
    if meeting and scene.cues.has("talks.new", " ".join(text[: meeting.start()].split()[-3:])):
        return None
    at = scene.order(move)[2]
    told = sorted(
        (abs(start - at), start > at, i)
        for i, r in enumerate(known) for m in r.held if m.report == move.report and (start := scene.order(m)[2]) >= 0
    )  # fmt: skip
    before = [t for t in told if not t[1]]
    return known[(before or told)[0][2]] if told else None


def _before(scene: Scene, rounds: list[_Round], move: Move) -> _Round:
    """For an undated invitation: the round to which its report tells another by the same side, or a new one."""
    for each in rounds:
        if any(m.report == move.report and scene.same_party(m.actor, move.actor) for m in each.invites):
            return each
    rounds.append(_Round())
    return rounds[-1]


def _between_sides(scene: Scene, move: Move) -> bool:
    """Whether a meeting may be one of the two sides with each other, not of one side with itself or outsiders."""
    parts = [p for name in (move.actor, move.addressee) if name for p in name.split(" + ")]
    sides = {scene.side(p) for p in parts}
    if {"protesters", "authority"} <= sides or len(parts) < 2:
        return True
    if sides == {"third party"}:
        return False
    return "unknown" in sides and "protesters" in sides


def _one_round(scene: Scene, a: _Round, b: _Round) -> bool:
    one, two = _number(scene, a.held), _number(scene, b.held)
    x, y = _days(scene, a), _days(scene, b)
    if one and two:
        return one == two and (x is None or y is None or gap(x, y) <= _SLACK)
    if not _same_counterpart(scene, a.held, b.held):
        return False
    if x and y:
        return gap(x, y) == 0 and (max(width(x), width(y)) <= 1 or min(width(x), width(y)) > _LONG)
    return _twins(scene, a.held, b.held)


def _twins(scene: Scene, held: Sequence[Move], other: Sequence[Move]) -> bool:
    """An undated meeting and another of the same report or copy, told in the same words."""
    return any(
        scene.scale.likeness(scene.words(a), scene.words(b)) >= 0.6 and (a.report == b.report or a.origin == b.origin)
        for a in held
        for b in other
    )


def _same_counterpart(scene: Scene, held: Iterable[Move], other: Iterable[Move]) -> bool:
    """Whether no two different parties of the authority stand against each other."""

    def authority(moves: Iterable[Move]) -> set[str]:
        return {n for m in moves for n in scene.authority(m)}

    mine, yours = authority(held), authority(other)
    return not mine or not yours or any(scene.same_party(a, b) for a in mine for b in yours)


def _number(scene: Scene, held: Iterable[Move]) -> int | None:
    return next((t.round for m in held if (t := scene.tag(m)) and t.round), None)


def _days(scene: Scene, each: _Round) -> Days | None:
    """When it was held, else when it was agreed there, else for when it was called."""
    for days in (
        [_day(scene, m) for m in each.held],
        [scene.days(m) for m in each.deals],
        [_meant(scene, m) for m in each.invites],
    ):
        if met := meet(d for d in days if d):
            return met
    return None


def _day(scene: Scene, move: Move) -> Days | None:
    """The days of a meeting; where the move has none, the only day that its sentence names."""
    if days := scene.days(move):
        return days
    near = {d for t, d in scene.times_near(move) if d and width(d) <= 1 and t.symbol.kind in _POINTS}
    return near.pop() if len(near) == 1 else None


def _meant(scene: Scene, move: Move) -> Days | None:
    """The day for which an invitation calls: the first time of its sentence not before it was given, else that day."""
    said = scene.days(move)
    dating = scene.dating(move)
    floor = said[0] if said else dating.earliest if dating and dating.earliest else date.min
    later = [d for _, d in scene.times(move) if d and d[0] >= floor and width(d) <= 1]
    return min(later, default=said)


def _home(scene: Scene, rounds: list[_Round], move: Move, days: Days | None) -> _Round:
    """The round of that day with that party, or a new one."""
    for each in rounds:
        theirs = _days(scene, each)
        if days and theirs and gap(days, theirs) <= (_SLACK if move.kind == "agree" else 0):
            if width(theirs) > _LONG and move.kind == "invite":
                continue
            if _same_counterpart(scene, [move], each.moves):
                return each
    rounds.append(_Round())
    return rounds[-1]


def _answered(scene: Scene, rounds: Sequence[_Round]) -> None:
    """A refusal of talks answers the latest invitation before it that led to none."""
    for move in scene.moves:
        if move.kind not in ("refuse", "accept") or not scene.cues.has("talks.names", scene.passage(move)):
            continue
        open_ = [
            r for r in rounds
            if r.invites and not r.held and scene.side(r.invites[0].actor) != scene.side(move.actor)
            and scene.order(r.invites[0]) < scene.order(move)
        ]  # fmt: skip
        if open_:
            open_[-1].answers.append(move)


def _thread(scene: Scene, each: _Round) -> Talks:
    days, moves = _days(scene, each), each.moves
    history = _fold(scene, each)
    names = {p for m in moves for p in scene.parties(m)}
    first = min(moves, key=scene.order)
    slots: dict[str, Sequence[Evidence]] = {
        "date": [e for m in (each.held or moves) if m.when for e in scene.evidence(m)],
        "invited": [e for m in each.invites for e in scene.evidence(m)],
        "outcome": [e for m in (*each.held, *each.deals) for e in scene.evidence(m)],
    }
    invited = meet(d for m in each.invites if (d := scene.days(m)))
    return Talks(
        **base("k", _title(scene, each), first.id, moves, history, slots),
        round=_number(scene, each.held), date=edtf(days), invited=edtf(invited),
        terms=min((m.what for m in each.invites if has_substance(scene, m.what)), key=lambda w: (-len(w), w),
                  default=None),
        scheduled=_clock(scene, each.invites, begun=False), begun=_clock(scene, each.held, begun=True), ended=None,
        lasted=_lasted(scene, each.held), venue=common(m.place for m in moves), with_=tuple(sorted(names)),
        delegation=_delegation(scene, moves), minutes=_minutes(scene, moves), outcome=_outcome(scene, each),
    )  # fmt: skip


def _title(scene: Scene, each: _Round) -> str:
    source = each.held or each.deals or each.invites
    named = [plain(scene, m.what) for m in source if scene.cues.has("talks.names", m.what) or m in each.deals]

    def unclear(wording: str) -> tuple[int, int, str]:
        tells = len(scene.cues.found["wordings.telling"].findall(wording[:200]))
        return tells + (len(wording) > 3 * _PLAIN), abs(len(wording) - _PLAIN), wording

    best = min(named, key=unclear, default=None)
    parties = sorted({n for m in source for n in (m.actor, m.addressee) if n})
    if best is not None and (not parties or unclear(best)[0] == 0):
        return best
    return f"talks: {', '.join(parties)}" if parties else source[0].what


def _fold(scene: Scene, each: _Round) -> tuple[Change, ...]:
    changes = [Change(when=m.when, status="invited", move=m.id) for m in sorted(each.invites, key=scene.order)[:1]]
    for move in sorted(each.answers, key=scene.order):
        if move.kind == "refuse":
            changes.append(Change(when=move.when, status="declined", move=move.id))
    for move in sorted((*each.held, *each.deals), key=scene.order):
        text = f"{move.what} {scene.passage(move)}"
        if scene.cues.has("talks.called_off", text):
            status = "called off"
        elif scene.cues.has("talks.broken_off", text):
            status = "broken off"
        elif move.modality in ("planned", "conditional"):
            status = "invited"
        else:
            status = "held"
        if not (status == "held" and changes and changes[-1].status == "broken off"):
            changes.append(Change(when=move.when, status=status, move=move.id))
    if not changes:
        changes = [Change(when=m.when, status="invited", move=m.id) for m in each.answers[:1]]
    return trace(changes)


def _clock(scene: Scene, moves: Iterable[Move], *, begun: bool) -> str | None:
    """HH:MM of the start as told, or as called for."""
    found = []
    for move in moves:
        if begun and not scene.cues.has("talks.begun", scene.sentence(move)):
            continue
        for time, _ in scene.times_near(move):
            clock = time.symbol.clock or (time.symbol.first.clock if time.symbol.first else None)
            if clock:
                found.append(clock)
    return common(found)


def _lasted(scene: Scene, moves: Iterable[Move]) -> str | None:
    return common(
        t.span.quote
        for m in moves
        if "last" in scene.sentence(m)
        for t, _ in scene.times_near(m)
        if t.symbol.kind == "duration"
    )


def _delegation(scene: Scene, moves: Iterable[Move]) -> int | None:
    """Its size: a figure of people in a sentence about a delegation."""
    found = []
    for move in moves:
        about = "delegation" in scene.sentence(move).lower()
        for q in move.quantities:
            named = "delegation" in f"{q.of or ''} {q.unit}".lower()
            if (named or about) and q.value.isdigit() and not q.unit.startswith(("percent", "%", "hour", "day")):
                found.append(q.value)
    size = common(found)
    return int(size[:9]) if size else None


def _minutes(scene: Scene, moves: Iterable[Move]) -> str | None:
    """What the reports mention of a written or other record, in their words."""
    pattern = scene.cues.found["talks.minutes"]
    words = {m[0].lower() for move in moves for m in pattern.finditer(scene.sentence(move))}
    return ", ".join(sorted(words)) or None


def _outcome(scene: Scene, each: _Round) -> str | None:
    if each.deals:
        return "agreement"
    status = _fold(scene, each)[-1].status
    if status != "held":
        return status
    text = " ".join(scene.passage(m) for m in each.held)
    good, bad = scene.cues.has("talks.positive", text), scene.cues.has("talks.negative", text)
    return {(True, False): "held: positive", (False, True): "held: without result"}.get((good, bad), "held")
