"""What one side alleges and the other denies, side by side; and the day of one deal, told differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.ledger.scene import Scene
from standoff.ledger.strands import has_substance
from standoff.ledger.voices import Voices
from standoff.link.settle import line_id
from standoff.link.when import Days, edtf, gap, width
from standoff.record import Disagreement, Evidence, Move, Value

_BACK = 3
"""Sentences before a denial in which the allegation stands."""
_MANY = 40
"""Allegations held against a new one: the last."""
_ONE_DEAL = 7
"""Days within which one party makes one deal."""


def claims(scene: Scene) -> Iterator[Disagreement]:
    """One disagreement for each allegation that its target is reported to deny, however many reports tell of it."""
    pairs: list[tuple[list[Move], list[Move]]] = []
    for move in scene.moves:
        if move.kind == "deny" and (alleged := _alleged(scene, move)):
            home = next((p for p in pairs[-_MANY:] if _one_claim(scene, p[0][0], alleged)), None)
            if home is None:
                home = ([], [])
                pairs.append(home)
            home[0].append(alleged)
            home[1].append(move)
    for yes, no in pairs:
        first = min(yes, key=lambda m: (not has_substance(scene, m.what), scene.order(m)))
        what = first.what if has_substance(scene, first.what) else scene.passage(first)
        yield Disagreement(
            id=line_id("x", "claim", first.id), about=f"whether it is so: {what}",
            slot=f"{first.happening or first.id}.modality", values=(_value(scene, yes), _value(scene, no)),
        )  # fmt: skip


def _one_claim(scene: Scene, a: Move, b: Move) -> bool:
    """Whether two allegations are one: told as one happening, or by one party in words that share what tells."""
    if a.happening and a.happening == b.happening:
        return True
    mine, yours = (scene.scale.telling(scene.subject(scene.sentence(m))) for m in (a, b))
    return scene.same_party(a.actor, b.actor) and bool(mine & yours)


def _alleged(scene: Scene, denial: Move) -> Move | None:
    """The last allegation of another party before a denial in its report, or in its own sentence."""
    at, start = scene.sentence_index(denial), scene.order(denial)[2]
    for index in range(at, max(-1, at - _BACK - 1), -1):
        found = [
            m for m in scene.moves_in(denial.report, index)
            if m.kind == "accuse" and m.actor and denial.actor and m.id != denial.id
            and not scene.same_party(m.actor, denial.actor) and (index < at or scene.order(m)[2] < start)
        ]  # fmt: skip
        if found:
            return max(found, key=lambda m: (m.addressee is not None, scene.order(m)))
    return None


def _value(scene: Scene, moves: Sequence[Move], lead: str = "") -> Value:
    places = set()
    for move in moves:
        span = scene.sentence_span(move.report, scene.sentence_index(move))
        places |= {Evidence(report=move.report, start=span.start, end=span.end)} if span else set(scene.evidence(move))
    texts = dict.fromkeys(" ".join(scene.texts[p.report][p.start : p.end].split()) for p in sorted(places))
    return Value(
        value=lead + "; ".join(texts),
        reports=tuple(sorted({p.report for p in places})),
        origins=tuple(sorted({scene.origin(p) for p in places})),
        evidence=tuple(sorted(places)),
    )


def deal_dates(scene: Scene, voices: Voices) -> Iterator[Disagreement]:
    """Days that cannot both be those on which one party of the authority came to terms."""
    dated: dict[str, dict[Days, list[Move]]] = {}
    for move in scene.moves:
        days = scene.days(move)
        if move.kind == "agree" and move.modality == "happened" and days and width(days) == 0:
            who = _counterpart(scene, voices, move)
            if who is not None:
                dated.setdefault(who, {}).setdefault(days, []).append(move)
    for who in sorted(dated):
        days_told = sorted(dated[who])
        near = [d for d in days_told if 0 < gap(d, days_told[0]) <= _ONE_DEAL]
        if near:
            groups = {d: dated[who][d] for d in (days_told[0], *near)}
            yield Disagreement(
                id=line_id("x", "deal", who, edtf(days_told[0])), about=f"when {who} came to terms",
                slot=f"{groups[days_told[0]][0].happening}.when",
                values=tuple(_value(scene, moves, f"{edtf(d)}: ") for d, moves in sorted(groups.items())),
            )  # fmt: skip


def _counterpart(scene: Scene, voices: Voices, move: Move) -> str | None:
    """The one body of the authority that the move, or else its sentence, names; None for none or several."""
    named = frozenset(n for n in scene.authority(move) if scene.is_body(n))
    if not named and (span := scene.sentence_span(move.report, scene.sentence_index(move))):
        named = voices.bodies(move.report, span.start, span.end)
    return min(named) if len(named) == 1 else None
