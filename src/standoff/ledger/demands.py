"""Demands: one thread for one subject asked by one side, however worded, and how it was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from standoff.ledger.numerals import plain_number
from standoff.ledger.scene import TALKS, Scene
from standoff.ledger.strands import (
    Bundle,
    Found,
    Strand,
    answer,
    base,
    bundle,
    common,
    has_substance,
    lay_out,
    says_of_what,
    strands,
    title,
    trace,
)
from standoff.link.responses import Topics, scope
from standoff.link.wording import figures
from standoff.record import Change, Demand, Move, Response

ANSWERS = frozenset(("accept", "refuse", "promise", "offer", "agree", "implement", "leave", "invite"))
_RANK = {"open": 0, "promised": 1, "partly": 2, "accepted": 3, "met": 4}
_ONE_FIGURE = 180
"""Days after which another figure is another demand, no longer another telling of the same."""
_BEFORE = 60
"""Days before a demand is first heard in which a response to it may have been made."""
_BLAME = frozenset(("accuse", "deny"))


def demands(scene: Scene) -> Found[Demand]:
    """All demands of the record, in the order in which they were first heard."""
    answered = _answered(scene)
    asked = [s for m in scene.moves if _asks(scene, m) for s in strands(scene, _with_asker(scene, m, answered))]
    bundles = bundle(scene, asked, lambda a, b: _one_asker(scene, a, b))
    left = _join(scene, bundles, (m for m in scene.moves if m.kind in ANSWERS and not _drops(scene, m)))
    implied = [_as_asked(s) for m in left if _implies(scene, m) for s in strands(scene, m)]
    fresh = bundle(scene, implied, lambda a, b: scene.same_party(a.move.actor, b.move.actor))
    _join(scene, [*bundles, *fresh], (m for m in scene.moves if m.kind in _BLAME or _drops(scene, m)))
    return lay_out(_told(scene, bundles, fresh))


def _asks(scene: Scene, move: Move) -> bool:
    """Demands of the two sides; what outsiders ask stays a move, and the authority's call to talks is an invitation."""
    if move.kind != "demand" or move.modality == "denied" or scene.side(move.actor) == "third party":
        return False
    if not says_of_what(scene, move):
        return False
    if scene.cues.found["demands.relative"].match(move.what):
        return False
    calls = scene.side(move.actor) == "authority" and scene.words(move) == {TALKS}
    return not calls


def _drops(scene: Scene, move: Move) -> bool:
    """Whether a side gives up a demand of its own."""
    if move.kind not in ("refuse", "end", "suspend", "accept") or move.modality not in ("happened", "alleged"):
        return False
    text = f"{move.what} {scene.passage(move)}"
    return scene.cues.has("demands.dropped", text) and scene.cues.has("demands.noun", text)


def _answered(scene: Scene) -> Mapping[tuple[str, int], list[Move]]:
    """Acceptances and refusals by their sentence."""
    found: dict[tuple[str, int], list[Move]] = {}
    for move in scene.moves:
        if move.kind in ("accept", "refuse"):
            found.setdefault((move.report, scene.sentence_index(move)), []).append(move)
    return found


def _with_asker(scene: Scene, move: Move, answered: Mapping[tuple[str, int], list[Move]]) -> Move:
    """The demand without its actor where that side is the one that answers it in the same sentence."""
    for reply in answered.get((move.report, scene.sentence_index(move)), ()):
        side = scene.side(reply.actor)
        if (
            side != "unknown"
            and side == scene.side(move.actor)
            and scene.scale.same(scene.words(move), scene.words(reply))
        ):
            return replace(move, actor=None, addressee=move.addressee or reply.actor)
    return move


def _one_asker(scene: Scene, a: Strand, b: Strand) -> bool:
    if not scene.same_party(a.move.actor, b.move.actor):
        return False
    x, y = figures(a.words), figures(b.words)
    days = abs((scene.moment(a.move) - scene.moment(b.move)).days)
    return days <= _ONE_FIGURE or not x or not y or not x.isdisjoint(y)


def _join(scene: Scene, bundles: Sequence[Bundle], moves: Iterable[Move]) -> list[Move]:
    """Attach each response to the demand it answers; those that answer none come back."""
    topics = [b.topic(scene, str(i)) for i, b in enumerate(bundles)]
    asked = Topics(topics, scene.scale)
    left = []
    for move in moves:
        key = asked.best(answer(scene, move), own=move.kind == "accuse" or _drops(scene, move))
        if key is not None:
            if not _is_older(scene, move, bundles[int(key)]):
                bundles[int(key)].joined.append(move)
            continue
        if scene.scale.telling(scene.words(move)) and move.kind == "refuse":
            left.append(move)
            continue
        share = scope(f"{move.what} {scene.passage(move)}")
        if share is not None and share.share == "all" and move.kind in ("accept", "agree", "refuse"):
            for each, topic in zip(bundles, topics, strict=True):
                if topic.side != scene.side(move.actor) and scene.moment(each.strands[0].move) <= scene.moment(move):
                    each.joined.append(move)
        left.append(move)
    return left


def _is_older(scene: Scene, move: Move, asked: Bundle) -> bool:
    """Whether a response was long before the demand was first heard: an offer of two years ago answers another one."""
    first, own = scene.moment(asked.strands[0].move), scene.moment(move)
    return date.max not in (first, own) and (first - own).days > _BEFORE


def _implies(scene: Scene, move: Move) -> bool:
    """Whether a refusal, an acceptance or a forced departure tells a demand that no report put as one."""
    if move.kind == "leave":
        return move.modality == "happened" and scene.cues.has("demands.forced", scene.passage(move))
    if move.kind not in ("refuse", "accept") or scene.side(move.actor) != "authority":
        return False
    claim = scene.cues.found["demands.claim"].match(move.what)
    if claim or scene.side(move.addressee) in ("authority", "third party"):
        return False
    text = f"{move.what} {scene.passage(move)}"
    if move.kind == "accept" and move.what.lower().startswith("to "):
        return False
    if not has_substance(scene, move.what) or move.what.lower().startswith((move.actor or "\0").lower()[:12]):
        return False
    if move.kind == "accept" and (scope(text) is not None or scene.cues.has("commitments.words", scene.sentence(move))):
        return False
    return scene.cues.found["orders.nouns"].search(move.what) is None


def _as_asked(strand: Strand) -> Strand:
    """What was asked for where "no serious offer" was made."""
    first, _, rest = strand.what.partition(" ")
    return replace(strand, what=rest) if first.lower() == "no" and rest else strand


def _told(scene: Scene, bundles: list[Bundle], fresh: list[Bundle]) -> Iterator[tuple[Bundle, Demand]]:
    for each, was_asked in [*((b, True) for b in bundles), *((b, False) for b in fresh)]:
        if not was_asked:
            each.joined.extend(m for m in (s.move for s in each.strands))
        thread = _thread(scene, each, was_asked)
        if not _is_outside(scene, thread):
            yield each, thread


def _is_outside(scene: Scene, thread: Demand) -> bool:
    """Whether nobody is known to have asked, or somebody of no side whom nobody answered."""
    if (thread.by is None and thread.of is None) or scene.is_court(thread.of):
        return True
    stranger = thread.by is not None and scene.side(thread.by) == "unknown"
    return stranger and scene.side(thread.of) != "authority" and not thread.responses


def _thread(scene: Scene, each: Bundle, was_asked: bool) -> Demand:
    first = each.strands[0]
    answers = sorted({m.id: m for m in each.joined if m.kind in ANSWERS or _drops(scene, m)}.values(), key=scene.order)
    if was_asked:
        by = common((s.move.actor for s in each.strands), scene.is_body)
        of = common((s.move.addressee for s in each.strands), scene.is_body)
        across = (m.actor for m in answers if by is None or scene.side(m.actor) != scene.side(by))
        of = of or common(across, scene.is_body)
    else:
        by = common((m.addressee for m in answers), scene.is_body)
        of = common((m.actor for m in answers), scene.is_body)
    by, of = by or scene.other_side(of), of or scene.other_side(by)
    opening = Change(when=first.move.when, status="open", move=first.move.id)
    history, hard_no, hard_yes = _fold(scene, answers, by, opening, each.strands)
    blamed = any(m.kind == "accuse" and scene.same_party(m.actor, by) for m in each.joined)
    settled = history[-1].status in ("promised", "accepted", "partly", "met")
    slots = {"what": [e for s in each.strands for e in s.evidence]}
    slots["status"] = list(scene.evidence(next((m for m in answers if m.id == history[-1].move), first.move)))
    slots["responses"] = [e for m in answers for e in scene.evidence(m)]
    return Demand(
        **base("d", title(each.strands, scene), first.name, each.moves, history, slots,
               contested=(settled and blamed) or (hard_no and hard_yes)),
        by=by, of=of,
        responses=tuple(Response(kind=m.kind, by=m.actor, when=m.when, move=m.id) for m in answers),
    )  # fmt: skip


def _is_less(move: Move, asked: Sequence[Strand]) -> bool:
    """Whether an answer names a figure of the same unit as the demand, and all that it names are below it."""
    wanted: dict[str, float] = {}
    for strand in asked:
        for q in strand.move.quantities:
            inside = any(e.start <= q.start < e.end for e in strand.evidence)
            if inside and (number := plain_number(q.value)) is not None:
                wanted[q.unit] = min(number, wanted.get(q.unit, number))
    given: dict[str, float] = {}
    for q in move.quantities:
        if q.unit in wanted and (number := plain_number(q.value)) is not None:
            given[q.unit] = max(number, given.get(q.unit, number))
    return any(number < wanted[unit] for unit, number in given.items())


def _fold(
    scene: Scene, answers: Sequence[Move], by: str | None, opening: Change, asked: Sequence[Strand]
) -> tuple[tuple[Change, ...], bool, bool]:
    """The statuses in time order; and whether one side's bare word for no or for yes stands against the other's."""
    changes, status = [opening], "open"
    no_said, yes_told = False, False
    for move in answers:
        own = move.actor is not None and scene.side(move.actor) == scene.side(by)
        said = "withdrawn" if own and _drops(scene, move) else _status(scene, move)
        said = "partly" if said in ("promised", "accepted", "met") and _is_less(move, asked) else said
        if said is None:
            continue
        own_word = move.modality == "alleged" and scene.same_party(move.said_by, by) and move.said_by is not None
        if said == "refused" and own_word and status in ("accepted", "met", "partly"):
            no_said = True
            continue
        yes_told = yes_told or said in ("accepted", "met", "partly")
        if said in _RANK and status in _RANK and _RANK[said] <= _RANK[status]:
            continue
        status = said
        changes.append(Change(when=move.when, status=said, move=move.id))
    return trace(changes), no_said, yes_told


def _status(scene: Scene, move: Move) -> str | None:
    """What a response makes of the demand it answers; None where it changes nothing."""
    if move.kind in ("promise", "offer"):
        return None if move.modality == "denied" else "promised"
    if move.modality not in ("happened", "alleged"):
        return None
    if move.kind == "refuse":
        return "refused"
    if move.kind == "invite":
        return "accepted"
    if move.kind in ("accept", "agree"):
        share = scope(f"{move.what} {scene.passage(move)}")
        limited = move.partial or (share is not None and share.share == "some")
        return "partly" if limited else "accepted"
    if move.kind == "leave":
        return "met" if move.modality in ("happened", "alleged") else "promised"
    done = move.modality == "happened" and not scene.cues.has("commitments.ongoing", scene.passage(move))
    return "met" if done and scene.cues.has("commitments.complete", scene.passage(move)) else "accepted"
