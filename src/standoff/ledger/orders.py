"""Orders of a court or authority: deadline, and whether they were followed, by whose account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.ledger.deadlines import stated
from standoff.ledger.scene import Scene
from standoff.ledger.strands import Bundle, Strand, answer, base, bundle, common, strands, title, trace
from standoff.ledger.voices import Voices
from standoff.link.responses import Topics
from standoff.link.when import Days, edtf
from standoff.record import Change, Evidence, Move, Order

_AFTER = 45
"""Days after an order in which reports say how it was followed."""
_LONGEST = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """A sentence that says how an order was followed, and by whom."""

    status: str
    parties: tuple[str, ...]
    day: int
    place: Evidence
    move: Move | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The threads, and which of them each move belongs to."""

    threads: tuple[Order, ...]
    members: Mapping[str, tuple[str, ...]]


def orders(scene: Scene) -> Found:
    """All orders of the record; one that is only heard of because it was defied is one too."""
    given = [s for m in scene.moves if m.kind == "order" and m.modality != "denied" for s in strands(scene, m)]
    named = [s for s in given if _says_what(scene, s)]
    bundles = bundle(scene, named, lambda a, b: _one_order(scene, a, b))
    for strand in given:
        if not _says_what(scene, strand):
            _again(scene, bundles, strand)
    for move in scene.moves:
        if move.kind in ("refuse", "accept", "implement") and _about_order(scene, move):
            _attach(scene, bundles, move)
    threads, members = [], dict[str, list[str]]()
    told = list(_accounts(scene, Voices(scene)))
    for each in bundles:
        thread = _thread(scene, each, told)
        threads.append(thread)
        for move in each.moves:
            members.setdefault(move.id, []).append(thread.id)
    ordered = sorted(threads, key=lambda t: (t.history[0].when is None, t.history[0].when or "", t.what, t.id))
    return Found(threads=tuple(ordered), members={k: tuple(v) for k, v in members.items()})


def _says_what(scene: Scene, strand: Strand) -> bool:
    """Whether a wording says what was ordered: "the order" does not."""
    left = scene.cues.found["orders.nouns"].sub(" ", strand.what)
    return bool(scene.scale.telling(scene.subject(left)))


def _one_order(scene: Scene, a: Strand, b: Strand) -> bool:
    to = (a.move.addressee, b.move.addressee)
    return scene.same_party(a.move.actor, b.move.actor) and (None in to or scene.same_party(*to))


def _again(scene: Scene, bundles: list[Bundle], strand: Strand) -> None:
    """An order named and no more is the one that its report tells nearest to it; else one by itself."""
    at = scene.order(strand.move)[2]
    near = [
        (abs(scene.order(s.move)[2] - at), i)
        for i, b in enumerate(bundles) for s in b.strands if s.move.report == strand.move.report
    ]  # fmt: skip
    if near:
        bundles[min(near)[1]].joined.append(strand.move)
    else:
        bundles.append(Bundle(strands=[strand]))


def _accounts(scene: Scene, voices: Voices) -> Iterator[_Account]:
    """Sentences that tell of complying or not, where an order, a court or a deadline is spoken of."""
    for name, index, text in scene.all_sentences():
        text = text[:_LONGEST]
        status = next((s for s in ("late", "complied") if scene.cues.has(f"orders.{s}", text)), None)
        if status is None:
            continue
        hit = scene.cues.found[f"orders.{status}"].search(text)
        near = " ".join(scene.sentence_text(name, i)[:_LONGEST] for i in range(max(0, index - 2), index + 1))
        if hit is None or not scene.cues.has("orders.court", near):
            continue
        if scene.cues.has("orders.turned", text[max(0, hit.start() - 24) : hit.start()]):
            continue
        span = scene.sentence_span(name, index)
        dating = scene.linked.chronology.published.get(name)
        if span is None or dating is None or dating.latest is None:
            continue
        before = [n for _, n in voices.named(name, span.start, span.start + hit.start())]
        parties = before[-1:] or [n for _, n in voices.named(name, span.start + hit.start(), span.end)][:1]
        yield _Account(
            status="complied" if status == "complied" else "lapsed", parties=tuple(parties),
            day=dating.latest.toordinal(), place=Evidence(report=name, start=span.start, end=span.end),
            move=scene.move_at(name, span.start),
        )  # fmt: skip


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


def _thread(scene: Scene, each: Bundle, told: Sequence[_Account]) -> Order:
    given = [s.move for s in each.strands if s.move.kind == "order"]
    first = each.strands[0].move
    changes = [Change(when=first.when if given else None, status="open", move=first.id)]
    to = common(m.addressee for m in given) or common(m.actor for m in each.joined if m.kind != "order")
    for move in sorted((m for m in each.joined if m.kind != "order"), key=scene.order):
        changes.append(Change(when=move.when, status="defied" if move.kind == "refuse" else "complied", move=move.id))
    heard = [a for a in told if _is_of(scene, a, to, first)]
    for account in sorted(heard, key=lambda a: (a.day, a.place)) if len(changes) == 1 else ():
        move_id = account.move.id if account.move else None
        changes.append(Change(when=account.move.when if account.move else None, status=account.status, move=move_id))
    each.joined.extend(a.move for a in heard if a.move)
    due, evidence = _due(scene, given)
    if due and scene.today and due[1] < scene.today and changes[-1].status == "open":
        changes.append(Change(when=due[1].isoformat(), status="lapsed", move=None))
    statuses = {c.status for c in changes} - {"open"}
    slots: dict[str, Sequence[Evidence]] = {"what": [e for s in each.strands for e in s.evidence], "due": evidence,
                                            "status": [a.place for a in heard]}  # fmt: skip
    return Order(
        **base("o", title(each.strands, scene), first.id, each.moves, trace(changes), slots,
               contested=len(statuses & {"defied", "complied", "lapsed"}) > 1),
        by=common(m.actor for m in given) or common(m.addressee for m in each.joined),
        to=to,
        due=edtf(due),
    )  # fmt: skip


def _is_of(scene: Scene, account: _Account, to: str | None, first: Move) -> bool:
    """Whether an account is of the party that the order was given to, in the weeks after it."""
    if to is None or not any(scene.same_party(p, to) and scene.side(p) == scene.side(to) for p in account.parties):
        return False
    return 0 <= account.day - scene.moment(first).toordinal() <= _AFTER


def _due(scene: Scene, given: Sequence[Move]) -> tuple[Days | None, list[Evidence]]:
    for move in reversed(given):
        for days, place in stated(scene, move):
            return days, [place]
    return None, []
