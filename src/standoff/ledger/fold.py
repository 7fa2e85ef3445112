"""Fold linked moves into the record: threads with a status, disagreements, and what was left unread.

A fold and nothing else: moves are taken in the order of their moments, reports and places, so the same reports give
the same record in whatever order they were read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from standoff.ledger.actions import actions
from standoff.ledger.claims import claims, deal_dates
from standoff.ledger.clashes import clashed
from standoff.ledger.commitments import commitments
from standoff.ledger.copied import copied
from standoff.ledger.counted import counted
from standoff.ledger.demands import demands
from standoff.ledger.disagreements import denials, figures, kept, outcomes, steps
from standoff.ledger.exits import exits
from standoff.ledger.opposed import opposed
from standoff.ledger.orders import orders
from standoff.ledger.scene import Scene
from standoff.ledger.talks import talks
from standoff.ledger.tallies import tallies
from standoff.ledger.unread import report_line
from standoff.ledger.voices import Voices
from standoff.link.linked import Linked
from standoff.record import Disagreement, Made, Move, Record, Threads


def fold(linked: Linked, dispute: str | None, made_by: Made) -> Record:
    """The record of `linked`."""
    scene = Scene(linked=linked)
    asked, made, met, done, told = demands(scene), commitments(scene), talks(scene), actions(scene), orders(scene)
    items, members = {**asked.items, **made.items}, (asked, made, met, done, told)
    moves = tuple(
        _threaded(m, items, tuple(f.members for f in members))
        for m in sorted(linked.moves, key=lambda m: (m.report, m.evidence[0].start if m.evidence else 0, m.id))
    )
    scene = Scene(linked=replace(linked, moves=moves))
    voices = Voices(scene)
    found = [
        *copied(scene), *outcomes(scene, met.threads), *opposed(scene, voices), *exits(scene, voices),
        *counted(scene, voices), *claims(scene), *deal_dates(scene, voices), *steps(scene, done.courses),
        *clashed(scene), *figures(scene, asked.threads), *kept(scene, made.threads), *denials(scene),
    ]  # fmt: skip
    return Record(
        dispute=dispute,
        as_of=None,
        made_by=made_by,
        reports=tuple(report_line(linked, r) for r in sorted(linked.reports, key=lambda r: r.report.id)),
        actors=tuple(sorted(linked.actors, key=lambda a: (a.name, a.id))),
        statements=tuple(sorted(linked.statements, key=lambda s: (s.report, s.content, s.id))),
        times=tuple(sorted(linked.times, key=lambda t: (t.report, t.start, t.end, t.id))),
        moves=moves,
        happenings=tuple(sorted(linked.happenings, key=lambda h: (h.when is None, h.when or "", h.id))),
        threads=Threads(
            demands=asked.threads, commitments=made.threads, talks=met.threads, actions=done.threads,
            orders=told.threads,
        ),
        tallies=tallies(linked),
        disagreements=_once(found),
        copies=linked.copies,
        decisions=linked.decisions,
        texts={r.report.id: r.report.text for r in sorted(linked.reports, key=lambda r: r.report.id)},
    )  # fmt: skip


def _once(found: list[Disagreement]) -> tuple[Disagreement, ...]:
    """Each once: not again what an earlier finder told of the same question, or with the same passages."""
    kept: list[Disagreement] = []
    for each in found:
        if not any(_same(each, other) for other in kept):
            kept.append(each)
    return tuple(sorted({d.id: d for d in kept}.values(), key=lambda d: (d.slot, d.id)))


def _same(a: Disagreement, b: Disagreement) -> bool:
    reports = [{r for v in d.values for r in v.reports} for d in (a, b)]
    one = a.about == b.about or all(d.about.startswith("outcome of") for d in (a, b))
    if one and not reports[0].isdisjoint(reports[1]):
        return True
    places = [[e for v in d.values for e in v.evidence] for d in (a, b)]
    return all(
        any(e.report == o.report and e.start < o.end and o.start < e.end for o in places[1]) for e in places[0]
    ) and a.about.startswith("figure") == b.about.startswith("figure")


def _threaded(
    move: Move, items: Mapping[tuple[str, int], str], members: tuple[Mapping[str, tuple[str, ...]], ...]
) -> Move:
    """The move with the threads it belongs to, and its items with theirs."""
    own = tuple(replace(item, thread=items.get((move.id, i))) for i, item in enumerate(move.items))
    return replace(move, items=own, threads=tuple(sorted({t for m in members for t in m.get(move.id, ())})))
