"""Commitments: what one side undertook, in which form, by when, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from standoff.ledger.deadlines import due
from standoff.ledger.packages import deal_title, packed
from standoff.ledger.scene import Scene
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
from standoff.ledger.voices import Voices
from standoff.link.responses import Topics, scope
from standoff.link.when import Days, edtf
from standoff.link.wording import figures
from standoff.model import Form
from standoff.record import Change, Commitment, Evidence, Move

_MADE = frozenset(("promise", "offer", "agree"))
_ONE_DEAL = 21
"""Days within which the same parties make one deal."""
_ONE_OFFER = 60
"""Days after which "the offer" is thought to be another."""
_HEAD, _TITLE = 400, 60
"""Characters at the head of a report, and of a line there, in which it calls itself a press release."""
_FINAL = frozenset(("met", "refused", "lapsed", "withdrawn"))


def commitments(scene: Scene) -> Found[Commitment]:
    """All commitments of the record, in the order in which they were first heard."""
    made = [m for m in scene.moves if _commits(scene, m)]
    told = [s for m in made if m.kind != "agree" for s in strands(scene, m) if _says_what(scene, s)]
    bundles = bundle(scene, told, lambda a, b: _one_undertaking(scene, a, b))
    voices = Voices(scene)
    bundles += _deals(scene, voices, [m for m in made if m.kind == "agree" and _is_deal(scene, m)])
    bundles = packed(scene, bundles)
    _answers(scene, voices, bundles)
    _work(scene, bundles)
    deals: dict[str, list[Move]] = {}
    for made_ in (s.move for b in bundles for s in b.strands if s.move.kind == "agree"):
        for name in scene.authority(made_) if made_.modality == "happened" else ():
            deals.setdefault(name, []).append(made_)
    unwritten: dict[str, list[Move]] = {}
    for move in scene.moves:
        if _unwritten(scene, move):
            unwritten.setdefault(move.report, []).append(move)
    told_of = ((each, _thread(scene, each, _superseding(scene, each, deals), unwritten)) for each in bundles)
    return lay_out((each, t) for each, t in told_of if t.by is not None or t.nature == "deal")


def _commits(scene: Scene, move: Move) -> bool:
    """Promises, offers and deals; and an acceptance whose sentence says that something was undertaken."""
    if move.modality == "denied" or scene.side(move.actor) == "third party" or not says_of_what(scene, move):
        return False
    if move.kind in _MADE:
        return True
    if move.kind != "accept" or scope(f"{move.what} {scene.passage(move)}") is not None:
        return False
    return _is_undertaking(scene, move) or scene.cues.has("commitments.words", scene.sentence(move))


def _says_what(scene: Scene, strand: Strand) -> bool:
    """Whether a wording says what is undertaken, if only by a figure: "the table" and "us" do not."""
    return bool(strand.move.quantities) or has_substance(scene, strand.what)


def _is_undertaking(scene: Scene, move: Move) -> bool:
    """Whether an acceptance is of something to do, "agreed to reopen the plant", and so undertakes it; no vote is."""
    return move.what.lower().startswith("to ") and not scene.cues.has("commitments.vote", move.what)


def _one_undertaking(scene: Scene, a: Strand, b: Strand) -> bool:
    """One maker, and no two figures: five percent and three percent are two offers."""
    x, y = figures(a.words), figures(b.words)
    return scene.same_party(a.move.actor, b.move.actor) and not (x and y and x.isdisjoint(y))


def _is_deal(scene: Scene, move: Move) -> bool:
    """Whether an agreement is told with its parties, or by name and day."""
    named = scene.cues.has("commitments.agreed", move.what) and move.when is not None
    return bool(scene.parties(move)) or (named and move.modality == "happened")


def _deals(scene: Scene, voices: Voices, agreed: Sequence[Move]) -> list[Bundle]:
    """One deal for the same parties within a few weeks, however it is called: tentative, reached, to be approved.

    `agreed` stands in the order of moments, so only the deals of the last weeks are looked at.
    """
    bundles: list[Bundle] = []
    lately: list[tuple[Bundle, set[str]]] = []
    for move in agreed:
        strand = Strand(move=move, what=move.what, words=scene.words(move), evidence=scene.evidence(move))
        mine = partners(scene, voices, move)
        lately = [e for e in lately if (scene.moment(move) - scene.moment(e[0].strands[-1].move)).days <= _ONE_DEAL]
        fits = [e for e in lately if _same_partners(scene, mine, e[1])]
        home = next((e for e in fits if mine and e[1] & mine), fits[0] if fits else None)
        if home is None:
            home = (Bundle(), set())
            bundles.append(home[0])
            lately.append(home)
        home[0].strands.append(strand)
        home[1].update(mine)
    return bundles


def partners(scene: Scene, voices: Voices, move: Move) -> frozenset[str]:
    """The parties of the authority to a deal: those that the move names, else those that its sentence does."""
    span = scene.sentence_span(move.report, scene.sentence_index(move))
    if (named := scene.authority(move)) or span is None:
        return named
    return voices.bodies(move.report, span.start, span.end)


def _same_partners(scene: Scene, mine: Iterable[str], yours: Collection[str]) -> bool:
    """Whether a deal is with the same party of the authority, as far as the parties are told."""
    names = list(mine)
    return not names or not yours or any(scene.same_party(a, b) for a in names for b in yours)


def _answers(scene: Scene, voices: Voices, bundles: Sequence[Bundle]) -> None:
    """Attach acceptances and refusals by the other side, and accusations that it is not kept."""
    topics = Topics([b.topic(scene, str(i)) for i, b in enumerate(bundles)], scene.scale)
    mine = {s.move.id for b in bundles for s in b.told}
    for move in scene.moves:
        if move.kind not in ("accept", "refuse", "vote", "accuse") or move.id in mine:
            continue
        key = _ratified(scene, voices, bundles, move)
        if move.actor is None and key is None:
            continue
        key = _latest(scene, bundles, move) if key is None else key
        key = _figure(scene, bundles, move) if key is None else key
        key = topics.best(answer(scene, move)) if key is None else key
        if key is not None:
            bundles[int(key)].joined.append(move)


def _latest(scene: Scene, bundles: Sequence[Bundle], move: Move) -> str | None:
    """What "the offer" or "the deal" means: the last one of the other side told before it, in its report first.

    A vote of the members may also mean a deal that both sides made.
    """
    precise = {q.value for q in move.quantities if q.unit != "percent"}
    named = scene.cues.has("commitments.offers", move.what) and len(scene.scale.telling(scene.words(move))) <= 1
    if move.kind not in ("accept", "refuse") or not named or precise:
        return None
    voted = scene.cues.has("commitments.vote", f"{move.what} {scene.passage(move)}")
    found = []
    for i, each in enumerate(bundles):
        undated = voted and each.strands[-1].move.kind == "agree" and scene.moment(each.strands[-1].move) == date.max
        told = [s.move for s in each.strands if undated or _is_before(scene, s.move, move)]
        if not told:
            continue
        last = told[-1]
        if move.quantities and last.kind == "promise" and not any(s.move.quantities for s in each.strands):
            continue  # "the offer of 4 percent" is no promise without a figure
        deal = last.kind == "agree"
        across = "unknown" not in (scene.side(last.actor), scene.side(move.actor))
        across = across and scene.side(last.actor) != scene.side(move.actor)
        days = 0 if undated else (scene.moment(move) - scene.moment(last)).days
        if (across or (deal and voted)) and days <= _ONE_OFFER:
            likely = (deal and voted) or last.kind == "offer"
            found.append((last.report == move.report, likely, scene.order(last), str(i)))
    return max(found)[3] if found else None


def _ratified(scene: Scene, voices: Voices, bundles: Sequence[Bundle], move: Move) -> str | None:
    """The deal that a vote of the members took: the last one with the party named beside it, or the last of all."""
    sentence = scene.sentence(move)
    if move.kind not in ("accept", "refuse") or scene.side(move.actor) == "authority":
        return None
    if not scene.cues.has("actions.ratified", sentence):
        return None
    mine = partners(scene, voices, move)
    found = [
        (scene.order(last), str(i))
        for i, b in enumerate(bundles)
        if (last := b.strands[-1].move).kind == "agree" and _not_long_before(scene, last, move)
        and (not mine or any(mine & partners(scene, voices, s.move) for s in b.strands))
    ]  # fmt: skip
    return max(found)[1] if found and (mine or len(found) == 1) else None


def _not_long_before(scene: Scene, made: Move, answer_: Move) -> bool:
    """Whether a deal can be what a vote was on: made in the weeks before it, or on a day that nothing tells."""
    if scene.moment(made) == date.max:
        return True
    return 0 <= (scene.moment(answer_) - scene.moment(made)).days <= _ONE_OFFER


def _is_before(scene: Scene, made: Move, answer_: Move) -> bool:
    return made.report == answer_.report or scene.order(made) < scene.order(answer_)


def _figure(scene: Scene, bundles: Sequence[Bundle], move: Move) -> str | None:
    """The other side's latest offer with a figure that the answer names: "rejected the 21 percent"."""
    told = {q.value for q in move.quantities}
    if move.kind not in ("accept", "refuse") or not told:
        return None
    for i in range(len(bundles) - 1, -1, -1):
        first = bundles[i].strands[0].move
        named = {q.value for s in bundles[i].strands for q in s.move.quantities}
        if told & named and scene.side(first.actor) != scene.side(move.actor):
            return str(i)
    return None


def _work(scene: Scene, bundles: Sequence[Bundle]) -> None:
    """Attach work begun or done: by subject, else to what its side promised nearest before it in the same report."""
    topics = Topics([b.topic(scene, str(i)) for i, b in enumerate(bundles)], scene.scale)
    for move in scene.moves:
        if move.kind not in ("implement", "leave"):
            continue
        key = topics.best(answer(scene, move), own=True)
        if key is not None:
            bundles[int(key)].joined.append(move)
        elif move.kind == "implement" and not scene.scale.telling(scene.words(move)):
            for each in _nearest(scene, bundles, move):
                each.joined.append(move)


def _nearest(scene: Scene, bundles: Sequence[Bundle], move: Move) -> list[Bundle]:
    at = move.evidence[0].start if move.evidence else 0
    found = [
        (at - s.evidence[0].start, i)
        for i, b in enumerate(bundles)
        for s in b.strands
        if s.evidence and s.move.report == move.report and s.evidence[0].start < at
        and scene.same_party(s.move.actor, move.actor)
    ]  # fmt: skip
    return [bundles[min(found)[1]]] if found else _last_promised(scene, bundles, move)


def _last_promised(scene: Scene, bundles: Sequence[Bundle], move: Move) -> list[Bundle]:
    """For work on "the improvements" with no promise beside it: what its side promised last, like words first."""
    told = [
        (scene.moment(s.move), s.move.report, i)
        for i, b in enumerate(bundles)
        for s in b.strands
        if s.move.kind != "agree" and s.move.report != move.report and s.move.actor
        and scene.same_party(s.move.actor, move.actor) and scene.side(s.move.actor) == scene.side(move.actor)
        and 0 <= (scene.moment(move) - scene.moment(s.move)).days <= _ONE_DEAL
    ]  # fmt: skip
    last = max((t[0] for t in told), default=None)
    near = sorted({t[2] for t in told if last and (last - t[0]).days <= 1})
    named = [i for i in near if any(scene.words(move) & s.words for s in bundles[i].strands)]
    return [bundles[i] for i in named or near]


def _thread(scene: Scene, each: Bundle, superseded: Move | None, unwritten: Mapping[str, Sequence[Move]]) -> Commitment:
    first = each.strands[0]
    makers = [s.move for s in each.strands]
    by = common((m.actor for m in makers), scene.is_body)
    to = common((m.addressee for m in makers), scene.is_body)
    if first.move.kind == "agree":
        by, to = _parties(scene, each, by, to)
    deadline = due(scene, [s.move for s in each.told])
    form, form_evidence = _form(scene, each, unwritten)
    history = _fold(scene, each, by, deadline.days if deadline.binding else None)
    if superseded is not None and first.move.kind == "offer" and history[-1].status == "open":
        history = (*history, Change(when=superseded.when, status="lapsed", move=superseded.id))
    blamed = any(m.kind == "accuse" and not scene.same_party(m.actor, by) for m in each.joined)
    natures: dict[str, Literal["promise", "offer", "deal"]] = {"agree": "deal", "offer": "offer"}
    slots: dict[str, Sequence[Evidence]] = {
        "what": [e for s in each.told for e in s.evidence], "due": deadline.evidence, "form": form_evidence,
        "status": [e for m in each.moves if m.id == history[-1].move for e in scene.evidence(m)],
    }  # fmt: skip
    deal = first.move.kind == "agree"
    what = deal_title(scene, each.terms) if deal and each.terms else title(each.strands, scene)
    conditions = [t.condition for m in makers if (t := scene.tag(m)) and t.condition]
    return Commitment(
        **base("c", what, first.name, each.moves, history, slots, contested=blamed),
        by=by, to=to, nature=natures.get(first.move.kind, "promise"), form=form,
        condition=min(conditions, key=lambda c: (len(c), c), default=None), due=edtf(deadline.days),
    )  # fmt: skip


def _parties(scene: Scene, each: Bundle, by: str | None, to: str | None) -> tuple[str | None, str | None]:
    """The sides of a deal: those that its moves name, the one missing from who acts for that side."""
    names = [n for s in each.strands for n in sorted(scene.parties(s.move)) if scene.is_body(n)]
    authority = common(n for n in names if scene.side(n) == "authority")
    protesters = common(n for n in names if scene.side(n) == "protesters")
    authority = authority or scene.other_side(protesters)
    protesters = protesters or scene.other_side(authority)
    return (authority, protesters) if authority and protesters else (by, to)


def _superseding(scene: Scene, each: Bundle, deals: Mapping[str, Sequence[Move]]) -> Move | None:
    """The deal that the same party made after this offer was last told: it takes the offer's place."""
    last = each.strands[-1].move
    if last.kind != "offer" or last.actor is None:
        return None
    later = (d for d in deals.get(last.actor, ()) if scene.moment(d) > scene.moment(last))
    return min(later, key=scene.order, default=None)


def _form(scene: Scene, each: Bundle, unwritten: Mapping[str, Sequence[Move]]) -> tuple[Form, list[Evidence]]:
    """As the tagger says, else by the words of the sentence; a refusal to put it in writing makes it spoken.

    What a party's own letter or press release tells is written, whichever verb of saying tells it.
    """
    by = each.strands[0].move.actor
    for report in sorted({s.move.report for s in each.strands}):
        for move in unwritten.get(report, ()):
            if scene.same_party(move.actor, by):
                return "spoken", list(scene.evidence(move))
    ranked: tuple[Form, ...] = ("signed", "written", "spoken")
    told = {t.form: s.move for s in each.strands if (t := scene.tag(s.move)) and t.form}
    paper = next((s.move for s in each.told if _on_paper(scene, s.move)), None)
    if paper is not None and not told.keys() & {"signed", "written"}:
        return "written", list(scene.evidence(paper))
    for form in ranked:
        if form in told:
            return form, list(scene.evidence(told[form]))
    for form in ranked:
        for strand in each.strands:
            if scene.cues.has(f"commitments.{form}", scene.sentence(strand.move)):
                return form, list(scene.evidence(strand.move))
    return "unclear", []


def _on_paper(scene: Scene, move: Move) -> bool:
    """Whether a move is told from a paper of its maker: after a sentence on its letter, or in its press release."""
    head = scene.texts.get(move.report, "")[:_HEAD].lower().strip().splitlines()[:3]
    if any(scene.cues.has("commitments.release", line[:40]) and len(line) <= _TITLE for line in head):
        return move.said_by is None
    before = scene.sentence_index(move) - 1
    return (
        before >= 0
        and scene.cues.has("commitments.letter", scene.sentence_text(move.report, before))
        and any(m.actor and scene.same_party(m.actor, move.actor) for m in scene.moves_in(move.report, before))
    )


def _unwritten(scene: Scene, move: Move) -> bool:
    """Whether a move refuses to put something in writing."""
    return move.kind == "refuse" and scene.cues.has("commitments.not_written", f"{move.what} {scene.passage(move)}")


def _fold(scene: Scene, each: Bundle, by: str | None, last: Days | None) -> tuple[Change, ...]:
    first = each.strands[0].move
    opening = "accepted" if first.kind in ("agree", "accept") and first.modality == "happened" else "open"
    changes = [Change(when=first.when, status=opening, move=first.id)]
    for move in sorted({m.id: m for m in each.joined}.values(), key=scene.order):
        status = _status(scene, move, by)
        if status and changes[-1].status not in _FINAL:
            changes.append(Change(when=move.when, status=status, move=move.id))
    today: date | None = scene.today
    if last and today and last[1] < today and changes[-1].status in ("open", "accepted", "ratified"):
        changes.append(Change(when=last[1].isoformat(), status="overdue", move=None))
    return trace(changes)


def _status(scene: Scene, move: Move, by: str | None) -> str | None:
    """What a later move makes of a commitment; None where it changes nothing."""
    own = move.actor is not None and scene.same_party(move.actor, by)
    text = f"{move.what} {scene.passage(move)}"
    if move.modality in ("denied", "planned", "conditional"):
        return None
    voted = scene.cues.has("commitments.vote", text) or scene.cues.has("actions.ratified", scene.sentence(move))
    if move.kind == "accept" and (move.actor is None or scene.side(move.actor) not in ("unknown", scene.side(by))):
        return "ratified" if voted else "accepted"
    if move.kind == "refuse":
        if _unwritten(scene, move):
            return None
        return "withdrawn" if own else "refused"
    if move.kind == "implement":
        ongoing = scene.cues.has("commitments.ongoing", text) or not scene.cues.has("commitments.complete", text)
        return "begun" if ongoing else "met"
    return "met" if move.kind == "leave" else None
