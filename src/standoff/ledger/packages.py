"""Terms told one by one that belong together: those of a deal, and what "it" goes on to say of an offer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from standoff.ledger.scene import Scene
from standoff.ledger.strands import Bundle, Strand, plain
from standoff.link.when import gap

_FIGURE = re.compile(r"\d")
_SHOWN = 3
"""Terms in the title of a deal."""
_LONGEST = 120
_APART = 7
"""Days between a deal and what is told as its terms."""


def packed(scene: Scene, bundles: Sequence[Bundle]) -> list[Bundle]:
    """The bundles, with terms moved to the deal or the offer that they are of.

    Terms of a deal are promises on pay that its own party is told to make in a report that tells the deal.
    """
    deals = [b for b in bundles if b.strands[0].move.kind == "agree"]
    gone: set[int] = set()
    for at, each in enumerate(bundles):
        if each in deals:
            continue
        homes = [d for d in deals if _is_term(scene, each, d)]
        if len(homes) == 1:
            homes[0].terms.extend(each.told)
            gone.add(at)
            continue
        home = next((b for n, b in enumerate(bundles) if n != at and n not in gone and _goes_on(scene, each, b)), None)
        if home is not None:
            home.terms.extend(each.told)
            gone.add(at)
    return [b for n, b in enumerate(bundles) if n not in gone]


def _is_term(scene: Scene, each: Bundle, deal: Bundle) -> bool:
    """Whether a promise is one of the terms of a deal."""
    reports = {s.move.report for s in deal.strands}
    names = {n for s in deal.strands for n in scene.authority(s.move)}
    for strand in each.strands:
        move = strand.move
        if move.kind != "promise" or move.report not in reports or scene.side(move.actor) != "authority":
            return False
        if not scene.cues.has("commitments.pay", f"{strand.what} {scene.passage(move)}"):
            return False
        if names and not any(scene.same_party(move.actor, n) for n in names):
            return False
    moments = [scene.moment(s.move) for s in deal.strands]
    days = (min(moments), max(moments))
    return all(gap((m, m), days) <= _APART for m in (scene.moment(s.move) for s in each.strands))


def _goes_on(scene: Scene, each: Bundle, other: Bundle) -> bool:
    """Whether all that a bundle tells begins with "it" or "this" beside what the same party offered just before."""
    if len(each.strands) > 1:
        return False
    mine = each.strands[0]
    head = scene.passage(mine.move)[:20]
    if scene.cues.found["commitments.pronoun"].match(head) is None:
        return False
    return any(_follows(scene, mine, s) for s in other.strands)


def _follows(scene: Scene, mine: Strand, before: Strand) -> bool:
    if mine.move.report != before.move.report or mine.move.actor is None or mine.move.kind == "agree":
        return False
    if before.move.kind == "agree" or not scene.same_party(mine.move.actor, before.move.actor):
        return False
    steps = scene.sentence_index(mine.move) - scene.sentence_index(before.move)
    return 0 <= steps <= 1 and before.evidence < mine.evidence


def deal_title(scene: Scene, terms: Sequence[Strand]) -> str:
    """The first of a deal's terms in the order of their reports, for a title."""
    return "; ".join(list(_wordings(scene, terms))[:_SHOWN])


def _wordings(scene: Scene, terms: Sequence[Strand]) -> Iterator[str]:
    told: set[frozenset[str]] = set()
    for strand in sorted(terms, key=lambda s: (s.move.report, s.evidence, s.name)):
        if any(scene.scale.same(strand.words, w) for w in told):
            continue
        told.add(strand.words)
        words = plain(scene, strand.what)
        whole = " ".join(scene.passage(strand.move).split())
        if len(whole) <= _LONGEST and _FIGURE.search(words) is None and _FIGURE.search(whole):
            words = plain(scene, whole)  # "raise each grade by 6 per cent", not "each grade"
        yield f"{words[:_LONGEST].rsplit(' ', 1)[0]} …" if len(words) > _LONGEST else words
