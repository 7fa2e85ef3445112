"""Which nouns in different reports ("the government", "the nurses", "the union") mean one actor of the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from standoff.link.clusters import Clusters, Node, opposed, side_of
from standoff.link.same_actor import body_names
from standoff.model import Side
from standoff.tag.actors.belonging import telling
from standoff.tag.actors.lexicon import occupations, rank_kin, singular, terms

_CENTRAL = frozenset(("central", "federal", "union"))
_STATE = frozenset(("state", "provincial", "regional"))
_NO_PLACE = frozenset(("state", "local", "central"))


def _government(node: Node) -> bool:
    last = node.actor.name.split()[-1].lower()
    return node.actor.kind == "government body" and (
        last in terms("heads", "government") | {"centre", "center"} or last in terms("nouns", "governments")
    )


def _level(node: Node) -> str:
    """Which government a name names: a place's, "state", "local", "central" or, for "government" alone, nothing."""
    *words, last = node.actor.name.lower().split()
    words = [w for w in words if w not in terms("nouns", "unnamed")]
    if last in ("centre", "center") or _CENTRAL & set(words):
        return "central"
    if last == "state" or _STATE & set(words):
        return "state"
    return "" if last in terms("nouns", "governments") else " ".join(words)


def _national(nodes: Iterable[Node]) -> frozenset[str]:
    """The places whose government a name calls central: "ruritanian" for "the Ruritanian federal government"."""
    forms = (f.lower().split() for n in nodes if _government(n) for f in (n.actor.name, *n.actor.aliases))
    return frozenset(
        " ".join(w for w in words[:-1] if w not in _CENTRAL | terms("nouns", "unnamed") | {"the"})
        for words in forms
        if _CENTRAL & set(words[:-1])
    ) - {""}


def join_governments(clusters: Clusters) -> None:
    """All names of a government are one where the record has one named government, the central one apart."""
    found: dict[str, list[Node]] = {}
    for node in clusters.nodes:
        if _government(node):
            found.setdefault(_level(node), []).append(node)
    for _, same in sorted(found.items()):
        for node in same[1:]:
            clusters.join([same[0]], [node], f"“{node.actor.name}” is the same name")
    for place in sorted(_national(clusters.nodes) & set(found)):
        why = f"the {found[place][0].actor.name} is the central one"
        if "central" in found:
            clusters.join([found["central"][0]], [found[place][0]], why)
            found["central"] += found.pop(place)
    named = [k for k in found if k not in _NO_PLACE | {""}]
    if len(named) > 1:
        return
    host = named[0] if named else next((k for k in ("state", "central", "local") if k in found), None)
    joining = ("", "state") if named else ("",)
    for level in joining:
        if host is not None and level in found and level != host:
            one = found[host][0]
            why = f"only one government is meant in the record, the {one.actor.name}"
            clusters.join([one], [found[level][0]], why)


def join_groups(clusters: Clusters) -> None:
    """Groups of one occupation are one, except across sides and ranks; general words join the only group in dispute.

    Two ranks of one occupation ("junior" and "senior" doctors) are two groups; a group without a rank is the main one.
    """
    groups = [n for n in clusters.nodes if n.actor.kind == "group"]
    protest: dict[str, list[Node]] = {}
    other: dict[tuple[str, Side], list[Node]] = {}
    bodies = _body_words(clusters)
    jobs = {_occupation(n, bodies) for n in groups if n.actor.side_guess == "protesters"} - {""}
    main = _main_ranks(groups, bodies)
    for node in groups:
        job, rank = _occupation(node, bodies), _rank(node)
        side = node.actor.side_guess
        apart = bool(rank) and rank != main.get(job, rank)
        if not apart and (side == "protesters" or (side == "unknown" and (job in jobs or not job))):
            protest.setdefault(job, []).append(node)
        else:
            other.setdefault((_plain(node.actor.name), side), []).append(node)
    for same in (s for _, s in sorted(protest.items())):
        _one_group(clusters, same)
    _join_others(clusters, other)
    hosts = [s for k, s in sorted(protest.items()) if k]
    hosts = hosts if len(hosts) == 1 else [s for k, s in sorted(protest.items()) if k in occupations().values()]
    if "" in protest and len(hosts) == 1:
        (host,) = hosts
        clusters.join([host[0]], [protest[""][0]], f"those in dispute are the {host[0].actor.name}")


def _one_group(clusters: Clusters, same: Sequence[Node]) -> None:
    for node in same[1:]:
        why = f"“{node.actor.name}” and “{same[0].actor.name}” are one group in the reports"
        clusters.join([same[0]], [node], why)


def _join_others(clusters: Clusters, other: dict[tuple[str, Side], list[Node]]) -> None:
    """Groups beside those in dispute: one where the name is the same and no two reports put them on different sides."""
    told: dict[str, set[Side]] = {}
    for name, side in other:
        told.setdefault(name, set()).add(side)
    for (name, side), same in sorted(other.items()):
        _one_group(clusters, same)
        known = sorted(told[name] - {"unknown"})
        if side == "unknown" and len(known) == 1:
            _one_group(clusters, [other[name, known[0]][0], same[0]])


def _main_ranks(groups: Iterable[Node], bodies: frozenset[str]) -> dict[str, str]:
    """For each occupation the rank of those in dispute: the one most often told of protesters."""
    told: dict[str, Counter[str]] = {}
    for node in groups:
        rank = _rank(node)
        if rank and node.actor.side_guess == "protesters":
            told.setdefault(_occupation(node, bodies), Counter())[rank] += len(node.actor.mentions)
    return {job: min(ranks, key=lambda r: (-ranks[r], r)) for job, ranks in told.items()}


def _rank(node: Node) -> str:
    return next((rank_kin()[w] for w in node.actor.name.lower().split() if w in rank_kin()), "")


def _body_words(clusters: Clusters) -> frozenset[str]:
    """The words of the names of bodies in the record, which tell nothing of an occupation: "Calder workers"."""
    return frozenset(
        w
        for n in clusters.nodes
        if n.actor.kind == "organisation"
        for key in body_names(n.actor)
        for w in (*telling(" ".join(key)), *key)
    )


def _occupation(node: Node, bodies: frozenset[str]) -> str:
    """The kind of occupation a group's name tells, or nothing for "workers", "protesters" and "Calder workers"."""
    words = node.actor.name.lower().split()
    last = singular(words[-1])
    if last in terms("groups", "general") or last in terms("groups", "protest"):
        plain = all(w in bodies for w in words[:-1]) or last in terms("groups", "protest")
        return "" if plain else node.actor.name.lower()
    return occupations().get(last, last)


def _plain(name: str) -> str:
    return name.lower().replace("’", "'")


def join_nouns(clusters: Clusters) -> None:
    """A bare "union", "company", "court" or "ministry" joins the only body of its side and sort in the record."""
    bodies = ("organisation", "court", "government body")
    bare = [n for n in clusters.nodes if n.actor.kind in bodies and not body_names(n.actor) and not _government(n)]
    keys: dict[str, dict[Side, list[Node]]] = {}
    for node in bare:
        keys.setdefault(_plain(node.actor.name), {}).setdefault(node.actor.side_guess, []).append(node)
    for _, by_side in sorted(keys.items()):
        for same in (*by_side.values(), *_together(by_side)):
            for node in same[1:]:
                clusters.join([same[0]], [node], f"“{node.actor.name}” is the same name")
    for name, by_side in sorted(keys.items(), key=lambda pair: (-len(pair[0].split()), pair[0])):
        for side, same in sorted(by_side.items()):
            _to_named(clusters, name, side, same)


def _together(by_side: dict[Side, list[Node]]) -> list[list[Node]]:
    """One node of each side that may be one body: not the two sides of the dispute."""
    if "protesters" in by_side and "authority" in by_side:
        return []
    return [[nodes[0] for _, nodes in sorted(by_side.items())]]


def _to_named(clusters: Clusters, name: str, side: Side, same: Sequence[Node]) -> None:
    """Join a body without a name of its own to the one named body that is meant, where there is one."""
    named = [n for n in clusters.nodes if n.actor.kind != "person" and n.actor.kind != "group" and body_names(n.actor)]
    own = telling(name)
    cluster = clusters.of[same[0].id]
    if len(name.split()) > 1:
        hosts = {
            clusters.of[n.id][0].id: n
            for n in named
            if any(own <= telling(" ".join(k)) for k in body_names(n.actor)) and not opposed(cluster, [n])
        }
    elif name in terms("nouns", "unions") | terms("nouns", "companies"):
        wanted: Side = "protesters" if name in terms("nouns", "unions") else "authority"
        if side not in (wanted, "unknown"):
            return
        hosts = {
            clusters.of[n.id][0].id: n
            for n in named
            if n.actor.kind == "organisation" and side_of(clusters.of[n.id]) == wanted
        }
    elif name in terms("heads", "court"):
        hosts = {clusters.of[n.id][0].id: n for n in named if n.actor.kind == "court"}
    elif name in terms("heads", "ministry"):
        hosts = {clusters.of[n.id][0].id: n for n in named if own <= telling(n.actor.name)}
    else:
        return
    if len(hosts) == 1:
        (host,) = hosts.values()
        clusters.join([same[0]], [host], f"the only {name} in the record is {host.actor.name}")
