"""Linking: what the readings of many reports say together.

actors · copies → chronology → moves settled (who, when, origin) → happenings
"""

from __future__ import annotations

from collections.abc import Sequence

from standoff.decisions import Decision
from standoff.link.actors import unify_actors
from standoff.link.chronology import solve_chronology
from standoff.link.copies import find_copies
from standoff.link.happenings import group
from standoff.link.linked import Linked
from standoff.link.settle import settle
from standoff.model import ReadReport


def link(reports: Sequence[ReadReport], decisions: Sequence[Decision] = ()) -> Linked:
    """Everything the ledger folds; the same for any order of `reports` and of `decisions`."""
    links = unify_actors(reports, decisions)
    ordered = links.reports
    copies = find_copies(ordered)
    chronology = solve_chronology(ordered, copies)
    settled = settle(ordered, links, chronology, copies)
    moves, happenings = group(settled.moves, ordered, settled.tagged, chronology.published)
    return Linked(
        reports=ordered,
        actors=links.actors,
        chronology=chronology,
        copies=copies,
        statements=settled.statements,
        times=settled.times,
        moves=moves,
        happenings=happenings,
        tagged=settled.tagged,
        decisions=links.decisions,
    )
