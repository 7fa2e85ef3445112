"""The actors that linking suggests, while editors' decisions are taken into them.

The suggestion is made first and by itself; decisions are laid over it one by one, in the order they were made. So
nothing that is decided changes what is suggested, and without decisions the suggestion is the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from standoff.decisions import Anchor, Decision, Merge, Named
from standoff.link.breaking import broken, folded, forms, parted
from standoff.link.clusters import Clusters, Node
from standoff.model import Mention, ReadReport, Span

NOBODY = "nobody is called “{}”"

NodeId = tuple[str, int]
"""What names a node: report id and index in `Reading.actors`."""


@dataclass(slots=True, kw_only=True, eq=False)
class Group:
    """Nodes that are one actor, and why they are."""

    nodes: list[Node]
    reasons: set[str] = field(default_factory=set)

    @property
    def ids(self) -> frozenset[NodeId]:
        """The ids of its nodes."""
        return frozenset(n.id for n in self.nodes)


@dataclass(slots=True, kw_only=True)
class Claim:
    """What a decision says of one field of an actor, and the nodes it was said of."""

    field: str
    value: str
    decision: Decision
    nodes: frozenset[NodeId]


class Company:
    """The actors of a record, with the ways to find one of them and to join and part them."""

    def __init__(
        self, reports: Sequence[ReadReport], clusters: Clusters, name_of: Callable[[Sequence[Node]], str]
    ) -> None:
        self.reports = {r.report.id: r for r in reports}
        self.of: dict[NodeId, Group] = {}
        self.claims: list[Claim] = []
        self._called: set[tuple[int, str]] = set()
        self._name_of = name_of
        self._ids = {r.report.sha256: r.report.id for r in reports if r.report.sha256}
        self._nodes: dict[NodeId, Node] = {}
        self._base: dict[NodeId, int] = {}
        self._bearing: dict[str, set[NodeId]] = {}
        for number, cluster in enumerate(clusters.all()):
            group = Group(nodes=list(cluster), reasons=set(clusters.reasons(cluster)))
            for node in cluster:
                self._base[node.id] = number
                self._enter(node, group)

    def _enter(self, node: Node, group: Group) -> None:
        self._nodes[node.id] = node
        self.of[node.id] = group
        for form in forms(node.actor):
            self._bearing.setdefault(folded(form), set()).add(node.id)

    def groups(self) -> list[Group]:
        """Every group once, in order of its first node."""
        return _once(self.of[n] for n in sorted(self.of))

    def given(self, group: Group) -> dict[str, Claim]:
        """What was decided of a group, by field; of several decisions the latest.

        A name kept in a merge stays with those whom it was taken from.
        """
        ids = group.ids
        found: dict[str, Claim] = {}
        for claim in self.claims:
            if claim.nodes.isdisjoint(ids):
                continue
            kept = claim.field == "name" and isinstance(claim.decision.what, Merge)
            if not kept or any(n in ids for n in self.bearers(claim.value)):
                found[claim.field] = claim
        return found

    def name(self, group: Group) -> str:
        """The name of a group: the decided one, else the one suggested."""
        claim = self.given(group).get("name")
        return claim.value if claim else self._name_of(group.nodes)

    def bearers(self, name: str) -> list[NodeId]:
        """The nodes that bear a name in their reports."""
        key = folded(name)
        found = sorted(self._bearing.get(key, ()))
        return [n for n in found if any(folded(f) == key for f in forms(self._nodes[n].actor))]

    def find(self, named: Named) -> Group | str:
        """Who is named, or why it cannot be said: nobody bears the name, or more than one and no passage tells which.

        A record's name goes before an alias; passages decide between several, and alone where the name is gone.
        """
        by_name = _once([*(self.of[n] for n in self.bearers(named.name)), *self._renamed(named.name)])
        shown = _once(self.of[n.id] for n, _ in filter(None, map(self.at, named.anchors)))
        if not by_name:
            base = named.name.rpartition(" (")[0] if named.name.endswith(")") else ""
            alike = [g for g in _once(self.of[n] for n in self.bearers(base)) if g in shown]
            fit = alike if len(alike) == 1 else shown
            return fit[0] if len(fit) == 1 else NOBODY.format(named.name)
        called = [g for g in by_name if folded(self.name(g)) == folded(named.name)]
        fit = [g for g in called or by_name if g in shown]
        if len(called) == 1 or len(fit) == 1:
            return (called if len(called) == 1 else fit)[0]
        if len(by_name) == 1:
            if not named.anchors:
                return by_name[0]
            owner = self.name(by_name[0])
            return f"“{named.name}” is another name of “{owner}” now, whom the passages decided on do not show"
        return f"“{named.name}” is a name of more than one actor"

    def _renamed(self, name: str) -> list[Group]:
        """The groups to which a decision gave this name."""
        key = folded(name)
        named = [n for c in self.claims if c.field == "name" and folded(c.value) == key for n in sorted(c.nodes)]
        return [g for g in _once(self.of[n] for n in named) if folded(self.name(g)) == key]

    def at(self, anchor: Anchor) -> tuple[Node, Mention] | None:
        """Whose mention stands at an anchor; None when its words no longer stand there or more than one might be meant.

        The same mention is looked for first, then one that shares words with it.
        """
        report = self._ids.get(anchor.sha256, anchor.report)
        read = self.reports.get(report)
        span = anchor.span
        if read is None or read.report.text[span.start : span.end] != span.quote:
            return None
        nodes = [self._nodes[report, i] for i in range(len(read.reading.actors))]
        mentions = [(n, m) for n in nodes for m in n.actor.mentions]
        same = [(n, m) for n, m in mentions if m.span == span]
        near = [(n, m) for n, m in mentions if m.form != "pronoun" and m.span.overlaps(span)]
        for found in (same, near):
            if len(_once(self.of[n.id] for n, _ in found)) == 1:
                return found[0]
        return None

    def join(self, named: Sequence[tuple[str, Group]]) -> Group:
        """Make groups one, each under the name it was joined by."""
        self._called |= {(self._base[n.id], folded(name)) for name, g in named for n in g.nodes}
        groups = _once(g for _, g in named)
        if len(groups) == 1:
            return groups[0]
        nodes = sorted((n for g in groups for n in g.nodes), key=lambda n: n.id)
        made = Group(nodes=nodes, reasons={r for g in groups for r in g.reasons})
        for node in nodes:
            self.of[node.id] = made
        return made

    def part(self, group: Group, names: Iterable[str], mentions: Sequence[tuple[Node, Mention]]) -> Group | None:
        """Take names and single mentions out of a group, into one of their own; None when nothing would be left.

        What an editor joined under such a name goes whole.
        """
        keys = {folded(n) for n in names}
        brought = self._brought(group, keys)
        whole: list[tuple[Node, frozenset[Span]]] = []
        cut: list[tuple[Node, frozenset[Span]]] = []
        for node in group.nodes:
            spans = frozenset(m.span for n, m in mentions if n.id == node.id)
            if self._base[node.id] in brought:
                whole.append((node, frozenset()))
            elif spans or keys & {folded(f) for f in forms(node.actor)}:
                stays = parted(node.actor, keys, spans)[0].name
                (cut if stays else whole).append((node, spans))
        if len(whole) == len(group.nodes) or not (whole or cut):
            return None
        return self._leave(group, [n for n, _ in whole], [self._cut(n, keys, spans) for n, spans in cut])

    def _brought(self, group: Group, keys: set[str]) -> set[int]:
        """The suggested actors that were joined to this group under one of these names, or are called so."""
        name = folded(self.name(group))
        bases: dict[int, list[Node]] = {}
        for node in group.nodes:
            bases.setdefault(self._base[node.id], []).append(node)
        own = {b for b, nodes in bases.items() if any(name in map(folded, forms(n.actor)) for n in nodes)}
        called = {b for b, nodes in bases.items() if folded(self._name_of(nodes)) in keys}
        return (called | {b for b, key in self._called if b in bases and key in keys}) - own

    def _cut(self, node: Node, keys: set[str], spans: frozenset[Span]) -> Node:
        """Part one node in its report; what goes, as a node of its own."""
        stays, goes = parted(node.actor, keys, spans)
        read, index = broken(self.reports[node.report], node.index, stays, goes)
        self.reports[node.report] = read
        kept = replace(node, actor=stays)
        group = self.of[node.id]
        group.nodes = [kept if n is node else n for n in group.nodes]
        self._nodes[node.id] = kept
        made = Node(report=node.report, index=index, actor=goes)
        self._base[made.id] = self._base[node.id]
        return made

    def _leave(self, group: Group, whole: Sequence[Node], cut: Sequence[Node]) -> Group:
        """Make the nodes that leave a group, and those cut out of its nodes, a group."""
        gone = {n.id for n in whole}
        made = Group(nodes=sorted([*whole, *cut], key=lambda n: n.id))
        group.nodes = [n for n in group.nodes if n.id not in gone]
        for node in made.nodes:
            self._enter(node, made)
        for claim in self.claims:  # what was decided of the whole stays; what was decided of the part goes with it
            if not claim.nodes <= made.ids:
                before, claim.nodes = claim.nodes, claim.nodes - made.ids
                if isinstance(claim.decision.what, Merge) and self._single(claim.nodes) and not self._single(before):
                    claim.nodes = frozenset()  # nothing is left of what it joined
        return made

    def _single(self, nodes: frozenset[NodeId]) -> bool:
        """Whether the suggestion holds all these for one actor."""
        return len({self._base[n] for n in nodes}) == 1


def _once(groups: Iterable[Group]) -> list[Group]:
    """Each group once, in order."""
    return list({id(g): g for g in groups}.values())
