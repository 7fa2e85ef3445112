"""Orders of a court or authority: deadline, and whether they were followed, by whose account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.ledger.scene import Scene
from standoff.ledger.strands import Bundle, Strand, answer, base, bundle, common, strands, title, trace
from standoff.link.responses import Topics
from standoff.link.when import Days, edtf
from standoff.record import Change, Evidence, Move, Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The threads, and which of them each move belongs to."""

    threads: tuple[Order, ...]
    members: Mapping[str, tuple[str, ...]]


def orders(scene: Scene) -> Found:
    """All orders of the record; one that is only heard of because it was defied is one too."""
    given = [s for m in scene.moves if m.kind == "order" and m.modality != "denied" for s in strands(scene, m)]
    bundles = bundle(scene, given, lambda a, b: scene.same_party(a.move.actor, b.move.actor))
    for move in scene.moves:
        if move.kind in ("refuse", "accept", "implement") and _about_order(scene, move):
            _attach(scene, bundles, move)
    threads, members = [], dict[str, list[str]]()
    for each in bundles:
        thread = _thread(scene, each)
        threads.append(thread)
        for move in each.moves:
            members.setdefault(move.id, []).append(thread.id)
    ordered = sorted(threads, key=lambda t: (t.history[0].when is None, t.history[0].when or "", t.what, t.id))
    return Found(threads=tuple(ordered), members={k: tuple(v) for k, v in members.items()})


def _about_order(scene: Scene, move: Move) -> bool:
    text = f"{move.what} {scene.passage(move)}"
    return scene.cues.has("orders.nouns", text) and (
        scene.side(move.addressee) == "third party" or scene.cues.has("orders.defied", text)
    )


def _attach(scene: Scene, bundles: list[Bundle], move: Move) -> None:
    topics = Topics([b.topic(scene, str(i)) for i, b in enumerate(bundles)], scene.scale)
    key = topics.best(answer(scene, move))
    near = [b for b in bundles if scene.same_party(b.strands[0].move.actor, move.addressee)]
    if key is not None:
        bundles[int(key)].joined.append(move)
    elif len(near) == 1:
        near[0].joined.append(move)
    elif move.kind == "refuse":
        strand = Strand(move=move, what=move.what, words=scene.words(move), evidence=scene.evidence(move))
        bundles.append(Bundle(strands=[strand], joined=[move]))


def _thread(scene: Scene, each: Bundle) -> Order:
    given = [s.move for s in each.strands if s.move.kind == "order"]
    first = each.strands[0].move
    changes = [Change(when=first.when if given else None, status="open", move=first.id)]
    for move in sorted(each.joined, key=scene.order):
        changes.append(
            Change(when=move.when, status="defied" if move.kind == "refuse" else "complied", move=move.id)
        )
    due, evidence = _due(scene, given)
    if due and scene.today and due[1] < scene.today and changes[-1].status == "open":
        changes.append(Change(when=due[1].isoformat(), status="lapsed", move=None))
    statuses = {c.status for c in changes} - {"open"}
    slots: dict[str, Sequence[Evidence]] = {"what": [e for s in each.strands for e in s.evidence], "due": evidence}
    return Order(
        **base("o", title(each.strands, scene), first.id, each.moves, trace(changes), slots,
               contested={"defied", "complied"} <= statuses),
        by=common(m.actor for m in given) or common(m.addressee for m in each.joined),
        to=common(m.addressee for m in given) or common(m.actor for m in each.joined),
        due=edtf(due),
    )  # fmt: skip


def _due(scene: Scene, given: Sequence[Move]) -> tuple[Days | None, list[Evidence]]:
    for move in reversed(given):
        for days, place in scene.deadlines(move):
            return days, [place]
    return None, []
