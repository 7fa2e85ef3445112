"""Disagreements: the same slot of the same thing with values that cannot all hold, each with who says so.

Only like is held against like: one round's outcome, one action's step on one day, one action's start by its day
counts, one demand's figure in one unit, one happening's figures of one thing, one side's promises kept or not.
Rounded and vague figures are no disagreements, nor are figures of different days.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from standoff.ledger.actions import Course
from standoff.ledger.scene import Scene
from standoff.ledger.steps import Step
from standoff.link.settle import line_id
from standoff.link.when import gap
from standoff.record import Commitment, Demand, Disagreement, Evidence, Move, Talks, Value

_QUOTES = {ord(c): None for c in '“”‘"'}
_SLACK = 1
"""Days by which day counts may differ: whether the first day counts is nowhere agreed."""
_ROUND = 0.05
"""Relative difference below which a rounded figure and a full one are one."""


def outcomes(scene: Scene, threads: Sequence[Talks]) -> Iterator[Disagreement]:
    """One round of talks told as going well and as having failed."""
    numbered: dict[int, list[tuple[str, int]]] = {}
    for name, index, text in scene.all_sentences():
        for number in _rounds(scene, text):
            numbered.setdefault(number, []).append((name, index))
    for thread in threads:
        held = [m for m in _of_thread(scene, thread.id) if m.kind == "talks"]
        places = {(m.report, scene.sentence_index(m)) for m in held}
        places.update(p for p in numbered.get(thread.round or 0, ()) if p[0] in thread.reports)
        good, bad = list[tuple[str, int]](), list[tuple[str, int]]()
        for place in sorted(places):
            text = scene.sentence_text(*place)
            if scene.cues.has("talks.failed", text):
                bad.append(place)
            elif scene.cues.has("talks.positive", text):
                good.append(place)
        if good and bad:
            values = tuple(_told(scene, group) for group in (good, bad))
            yield _line(f"outcome of {thread.what}", f"{thread.id}.outcome", values)


def _rounds(scene: Scene, text: str) -> set[int]:
    """Numbers of the rounds that a sentence names: "the second round"."""
    words = re.findall(r"\w+", text.lower()) if scene.cues.has("talks.rounds", text) else []
    return {
        scene.cues.ordinals.index(a) + 1
        for a, b in pairwise(words)
        if a in scene.cues.ordinals and scene.cues.found["talks.rounds"].fullmatch(b)
    }


def _told(scene: Scene, places: Sequence[tuple[str, int]]) -> Value:
    """The sentences at `places` as one value."""
    spans = [(name, scene.sentence_span(name, i)) for name, i in places]
    found = [Evidence(report=n, start=s.start, end=s.end) for n, s in spans if s]
    return Value(
        value="; ".join(sorted({s.quote for _, s in spans if s}, key=lambda t: (len(t), t))[:2]),
        reports=_sorted(e.report for e in found),
        origins=_sorted(scene.origin(e) for e in found),
        evidence=tuple(sorted(set(found))),
    )


def _of_thread(scene: Scene, name: str) -> Sequence[Move]:
    return scene.by_thread.get(name, ())


def steps(scene: Scene, courses: Sequence[Course]) -> Iterator[Disagreement]:
    """One action ended by one account and suspended by another on the same days; one plan with two lengths."""
    for course in courses:
        ends = [s for s in course.steps if s.phase == "end"]
        stops = [s for s in course.steps if s.phase == "suspend"]
        pairs = [(a, b) for a in ends for b in stops if _at_once(a, b)]
        if pairs:
            groups = [[p[0].move for p in pairs], [p[1].move for p in pairs]]
            yield _made(scene, "whether the action was ended or suspended", f"{course.thread}.phases", groups)
        yield from _lengths(scene, course)
        yield from _day_counts(course)


def _at_once(a: Step, b: Step) -> bool:
    """Whether two steps are told of the same days; an undated plan counts as of its report's other plans."""
    if a.days and b.days:
        return gap(a.days, b.days) == 0
    plans = a.move.modality == b.move.modality == "planned"
    return plans and a.move.report == b.move.report


def _lengths(scene: Scene, course: Course) -> Iterator[Disagreement]:
    told = [s for s in course.steps if s.phase == "start" and s.until and s.days and s.days[0] < s.until]
    lasts: dict[int, list[Move]] = {}
    for each in told:
        if each.days and each.until:
            lasts.setdefault((each.until - each.days[0]).days, []).append(each.move)
    if len(lasts) > 1:
        yield _made(scene, "length of the action", f"{course.thread}.end", [lasts[n] for n in sorted(lasts)])


def _day_counts(course: Course) -> Iterator[Disagreement]:
    for a, b in combinations(sorted(course.counts, key=lambda c: (c.start, c.evidence)), 2):
        if gap(a.start, b.start) > _SLACK:
            values = tuple(
                Value(value=f"{c.text}: began {c.start[0].isoformat()}", reports=(c.evidence.report,),
                      origins=(c.origin,), evidence=(c.evidence,))
                for c in (a, b)
            )  # fmt: skip
            yield _line("length of the action", f"{course.thread}.start", values)
            return


def figures(scene: Scene, demands: Sequence[Demand]) -> Iterator[Disagreement]:
    """One demand with two figures of one unit; one happening with two full figures of one thing."""
    for thread in demands:
        asked = [m for m in _of_thread(scene, thread.id) if m.kind == "demand"]
        yield from _unequal(scene, asked, f"figure of the demand: {thread.what}", f"{thread.id}.what", of=False)
    told: dict[str, list[Move]] = {}
    for move in scene.moves:
        if move.happening:
            told.setdefault(move.happening, []).append(move)
    for name in sorted(told):
        if len(told[name]) > 1:
            yield from _unequal(scene, told[name], f"figure: {told[name][0].what}", f"{name}.quantities", of=True)


def _unequal(scene: Scene, moves: Sequence[Move], about: str, slot: str, *, of: bool) -> Iterator[Disagreement]:
    found: dict[tuple[str, str], list[tuple[float, str, bool, Move, Evidence]]] = {}
    for move in moves:
        for q in move.quantities:
            number = _number(q.value)
            if number is None or (of and not (q.of or q.unit)):
                continue
            key = (q.unit.lower(), (q.of or "").lower() if of else "")
            text = scene.texts.get(move.report, "")
            hedged = scene.cues.has("disagreements.hedges", text[max(0, q.start - 16) : q.start])
            place = Evidence(report=move.report, start=q.start, end=q.end)
            found.setdefault(key, []).append((number, q.value, hedged, move, place))
    for key in sorted(found):
        apart: dict[float, list[tuple[float, str, bool, Move, Evidence]]] = {}
        for entry in sorted(found[key], key=lambda e: (e[0], e[4])):
            home = next((n for n in apart if _alike(n, entry[0], entry[2] or apart[n][0][2])), entry[0])
            apart.setdefault(home, []).append(entry)
        several = {e[3].report for entries in apart.values() for e in entries}
        if len(apart) > 1 and (len(several) > 1 or not of) and _never_together(apart.values()):
            values = tuple(
                Value(value=f"{entries[0][1]} {key[0]}".strip(), reports=_sorted(e[3].report for e in entries),
                      origins=_sorted(e[3].origin for e in entries), evidence=tuple(sorted({e[4] for e in entries})))
                for _, entries in sorted(apart.items())
            )  # fmt: skip
            yield _line(about, slot, values)


def _never_together(apart: Iterable[list[tuple[float, str, bool, Move, Evidence]]]) -> bool:
    """Whether no single move gives two of the values: then they are two figures, not two values of one."""
    seen: set[str] = set()
    for entries in apart:
        mine = {e[3].id for e in entries}
        if mine & seen:
            return False
        seen |= mine
    return True


def _alike(a: float, b: float, hedged: bool) -> bool:
    return a == b or (hedged and abs(a - b) <= _ROUND * max(abs(a), abs(b)))


def _number(value: str) -> float | None:
    digits = value.replace(",", "").lstrip("£$€").rstrip("%")
    try:
        return float(digits) if len(digits) <= 15 and digits.replace(".", "", 1).isdigit() else None
    except ValueError:
        return None


def kept(scene: Scene, threads: Sequence[Commitment]) -> Iterator[Disagreement]:
    """One side says that what it promised is being done, the other that nothing is."""
    blames = [m for m in scene.moves if m.kind in ("accuse", "refuse", "implement") and _is_blame(scene, m)]
    named = {m.id for m in blames}
    works = [m for m in scene.moves if m.kind == "implement" and m.id not in named]
    works = [m for m in works if scene.cues.has("disagreements.kept", f"{m.what} {scene.sentence(m)}")]
    pairs = [
        (w, b) for w in works for b in blames
        if "unknown" not in (sides := {scene.side(w.actor or w.said_by), scene.side(b.said_by or b.actor)})
        and len(sides) == 2
        and abs((scene.moment(w) - scene.moment(b)).days) <= 14
    ]  # fmt: skip
    if pairs:
        yes = list({p[0].id: p[0] for p in pairs}.values())
        no = list({p[1].id: p[1] for p in pairs}.values())
        slot = next((t.id for t in threads if any(m.id == c.move for m in yes for c in t.history)), pairs[0][0].id)
        yield _made(scene, "whether what was promised is being kept", f"{slot}.status", [yes, no])


def _is_blame(scene: Scene, move: Move) -> bool:
    text = f"{move.what} {scene.passage(move)}".translate(_QUOTES)
    if move.kind == "implement":
        text = scene.sentence(move).translate(_QUOTES)
        return move.modality == "denied" or scene.cues.has("disagreements.not_kept", text)
    return scene.cues.has("disagreements.not_kept", text) and (move.kind == "accuse" or move.modality == "alleged")


def denials(scene: Scene) -> Iterator[Disagreement]:
    """One happening that some tell as having been and others deny."""
    told: dict[str, list[Move]] = {}
    for move in scene.moves:
        if move.kind not in ("accuse", "deny", "demand"):
            told.setdefault(move.happening or move.id, []).append(move)
    for name in sorted(told):
        yes = [m for m in told[name] if m.modality in ("happened", "alleged")]
        no = [m for m in told[name] if m.modality == "denied"]
        if yes and no:
            yield _made(scene, f"whether it happened: {yes[0].what}", f"{name}.modality", [yes, no])


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _made(scene: Scene, about: str, slot: str, groups: Sequence[Sequence[Move]]) -> Disagreement:
    """A disagreement of groups of moves; each value is what its moves say, the shortest wording first."""
    values = tuple(
        Value(
            value="; ".join(sorted({scene.passage(m) for m in moves}, key=lambda t: (len(t), t))[:2]),
            reports=_sorted(m.report for m in moves),
            origins=_sorted(m.origin for m in moves),
            evidence=tuple(sorted({e for m in moves for e in scene.evidence(m)})),
        )
        for moves in groups
    )
    return _line(about, slot, values)


def _line(about: str, slot: str, values: tuple[Value, ...]) -> Disagreement:
    return Disagreement(id=line_id("x", slot, *(v.value for v in values)), about=about, slot=slot, values=values)
