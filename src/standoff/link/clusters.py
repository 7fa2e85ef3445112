"""Actors of single reports, put together step by step into actors of the record, each join with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from standoff.model import Side, TaggedActor

_OPPOSITE = {"protesters": "authority", "authority": "protesters"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """One actor of one report."""

    report: str
    index: int
    actor: TaggedActor

    @property
    def id(self) -> tuple[str, int]:
        """What names the node: report id and index in `Reading.actors`."""
        return self.report, self.index


class Clusters:
    """Nodes put together; each join leaves a sentence that tells why."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = sorted(nodes, key=lambda n: (n.report, n.index))
        self.of: dict[tuple[str, int], list[Node]] = {n.id: [n] for n in self.nodes}
        self.why: dict[tuple[str, int], set[str]] = {}

    def all(self) -> list[list[Node]]:
        """Every cluster once, in order of its first node."""
        seen: list[list[Node]] = []
        for node in self.nodes:
            if self.of[node.id][0] is node:
                seen.append(self.of[node.id])
        return seen

    def join(self, a: list[Node], b: list[Node], why: str) -> None:
        """Make two clusters one."""
        one, two = self.of[a[0].id], self.of[b[0].id]
        if one is two:
            return
        merged = sorted(one + two, key=lambda n: (n.report, n.index))
        for node in merged:
            self.of[node.id] = merged
        self.why[merged[0].id] = {*self.why.pop(one[0].id, set()), *self.why.pop(two[0].id, set()), why}

    def reasons(self, cluster: list[Node]) -> set[str]:
        """Why the members of a cluster are one."""
        return self.why.get(cluster[0].id, set())


def opposed(a: Sequence[Node], b: Sequence[Node]) -> bool:
    """Whether what the reports say puts the two on opposite sides."""
    return _OPPOSITE.get(side_of(a)) == side_of(b) and side_of(b) != "unknown"


def side_of(cluster: Sequence[Node]) -> Side:
    """The side that most mentions speak for; unknown when none does or two sides tie."""
    votes: Counter[Side] = Counter()
    for node in cluster:
        if node.actor.side_guess != "unknown":
            votes[node.actor.side_guess] += 2 + min(len(node.actor.mentions), 5)
    ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return "unknown"
    return ranked[0][0]


def side_shown(cluster: Sequence[Node]) -> list[str]:
    """What each side rests on: the reports whose readings show it, and those that show none."""
    reports: dict[Side, set[str]] = {}
    for node in cluster:
        reports.setdefault(node.actor.side_guess, set()).add(node.report)
    silent = reports.pop("unknown", set())
    side = side_of(cluster)
    shown = [f"{', '.join(sorted(names))} {'shows' if len(names) == 1 else 'show'} it on the side: {each}"
             for each, names in sorted(reports.items())]  # fmt: skip
    none = [f"{', '.join(sorted(silent))} {'shows' if len(silent) == 1 else 'show'} no side"] if silent else []
    return [f"side suggested: {side}, by what most mentions show", *shown, *none]
