"""Which nouns in different reports ("the government", "the nurses", "the union") mean one actor of the record."""

from __future__ import annotations

from standoff.link.clusters import Clusters, Node, side_of
from standoff.link.same_actor import body_names
from standoff.model import Side
from standoff.tag.actors.lexicon import occupations, singular, terms


def _government(node: Node) -> bool:
    last = node.actor.name.split()[-1].lower()
    return node.actor.kind == "government body" and last in terms("heads", "government") | {"centre", "center"}


def _level(node: Node) -> str:
    """Which government a name names: a place's, "state", "local", "central" or, for "government" alone, nothing."""
    *words, last = node.actor.name.lower().split()
    if last not in terms("heads", "government") or {"central", "federal", "union"} & set(words):
        return "central"
    return " ".join(words)


def join_governments(clusters: Clusters) -> None:
    """All names of a government are one where the record has one named government, the central one apart."""
    found: dict[str, list[Node]] = {}
    for node in clusters.nodes:
        if _government(node):
            found.setdefault(_level(node), []).append(node)
    for _, same in sorted(found.items()):
        for node in same[1:]:
            clusters.join([same[0]], [node], f"“{node.actor.name}” is the same name")
    named = [k for k in found if k not in ("", "state", "local", "central")]
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
    """Groups of one occupation are one, except across sides; general words for those in dispute join the only one."""
    groups = [n for n in clusters.nodes if n.actor.kind == "group"]
    protest: dict[str, list[Node]] = {}
    other: dict[tuple[str, Side], list[Node]] = {}
    jobs = {_occupation(n) for n in groups if n.actor.side_guess == "protesters"} - {""}
    for node in groups:
        job = _occupation(node)
        side = node.actor.side_guess
        if side == "protesters" or (side == "unknown" and (job in jobs or not job)):
            protest.setdefault(job, []).append(node)
        else:
            other.setdefault((node.actor.name.lower(), side), []).append(node)
    for same in [*(s for _, s in sorted(protest.items())), *(s for _, s in sorted(other.items()))]:
        for node in same[1:]:
            clusters.join(
                [same[0]], [node], f"“{node.actor.name}” and “{same[0].actor.name}” are one group in the reports"
            )
    if "" in protest and len(protest) == 2:
        (host,) = (s for k, s in protest.items() if k)
        clusters.join([host[0]], [protest[""][0]], f"those in dispute are the {host[0].actor.name}")


def _occupation(node: Node) -> str:
    """The kind of occupation a group's name tells, or nothing for "workers" and "protesters"."""
    last = singular(node.actor.name.split()[-1])
    if last in terms("groups", "general") or last in terms("groups", "protest"):
        return (
            "" if len(node.actor.name.split()) == 1 or last in terms("groups", "protest") else node.actor.name.lower()
        )
    return occupations().get(last, last)


def join_nouns(clusters: Clusters) -> None:
    """A bare "union", "company" or "court" joins the only body of its side and sort that the record names."""
    bare = [n for n in clusters.nodes if n.actor.kind in ("organisation", "court") and not body_names(n.actor)]
    keys: dict[tuple[str, Side], list[Node]] = {}
    for node in bare:
        keys.setdefault((node.actor.name.lower(), node.actor.side_guess), []).append(node)
    for (name, side), same in sorted(keys.items()):
        for node in same[1:]:
            clusters.join([same[0]], [node], f"“{node.actor.name}” is the same name")
        word = name.split()[-1]
        wanted: Side = "protesters" if word in terms("nouns", "unions") else "authority"
        if (
            len(name.split()) > 1
            or word not in terms("nouns", "unions") | terms("nouns", "companies")
            or side not in (wanted, "unknown")
        ):
            continue
        hosts = {
            clusters.of[n.id][0].id: n
            for n in clusters.nodes
            if n.actor.kind == "organisation" and body_names(n.actor) and side_of(clusters.of[n.id]) == wanted
        }
        if len(hosts) == 1:
            (host,) = hosts.values()
            clusters.join([same[0]], [host], f"the only {word} in the record is {host.actor.name}")
