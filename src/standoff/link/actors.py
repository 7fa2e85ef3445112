"""Which names in different reports are one actor, and on which side each actor stands.

Clusters grow from names that leave no doubt (the same name, an abbreviation and its expansion) to nouns that need one
fitting actor in the whole record ("the government", "the doctors"). Every step looks at all reports at once and at
nothing that depends on their order. Two actors whose reports put them on opposite sides are never joined by anything
weaker than the same full name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from standoff.decisions import Decision
from standoff.link.actor_nouns import join_governments, join_groups, join_nouns
from standoff.link.clusters import Clusters, Node, opposed, side_of, side_shown
from standoff.link.decided import Company, Group
from standoff.link.deciding import Overlay, Settled, decide, lines
from standoff.link.leaning import join_miscast, lean
from standoff.link.linked import ActorLinks
from standoff.link.same_actor import body_names, full_name, is_office, same_full_body
from standoff.link.spelling import marks, spelled_alike, surname_first
from standoff.model import ReadReport
from standoff.record import Actor, Member
from standoff.tag.actors.lexicon import occupations, singular
from standoff.tag.actors.offices import holds_role, role_words
from standoff.tag.actors.people import same_person
from standoff.tag.actors.sorting import key_of


def unify_actors(reports: Sequence[ReadReport], decisions: Sequence[Decision] = ()) -> ActorLinks:
    """The actors of the record and the name in it of every actor of every report.

    What linking suggests stands, save where an editor's decision says otherwise. Deterministic and independent of the
    order of `reports` and of `decisions`, which have an order of their own. Names in the record are unique.
    """
    company = Company(reports, suggested(reports), _name)
    return _links(company, decide(company, decisions))


def suggested(reports: Sequence[ReadReport]) -> Clusters:
    """Which actors of single reports are one by the rules alone."""
    nodes = [
        Node(report=r.report.id, index=i, actor=a)
        for r in sorted(reports, key=lambda r: r.report.id)
        for i, a in enumerate(r.reading.actors)
    ]
    clusters = Clusters(nodes)
    _join_people(clusters)
    _join_bodies(clusters)
    join_miscast(clusters)
    _join_offices(clusters)
    join_governments(clusters)
    join_groups(clusters)
    join_nouns(clusters)
    return clusters


def _join_people(clusters: Clusters) -> None:
    named = [n for n in clusters.nodes if n.actor.kind == "person" and not is_office(n.actor)]
    keys: dict[tuple[str, ...], list[Node]] = {}
    for node in named:
        keys.setdefault(full_name(node.actor), []).append(node)
    for key, same in sorted(keys.items()):
        if len(key) > 1:
            for node in same[1:]:
                clusters.join([same[0]], [node], f"“{node.actor.name}” is the same name")
    order = sorted(keys, key=lambda k: (-len(k), -sum(map(len, k)), k))
    hosts: dict[tuple[str, str], list[int]] = {}
    for at, key in enumerate(order):
        near = sorted({i for mark in marks(key) for i in hosts.get(mark, ())})
        fit = [h for h in (order[i] for i in near) if _may_be(key, h, keys)]
        owners = {clusters.of[keys[h][0].id][0].id for h in fit}
        if len(owners) == 1 and not opposed(clusters.of[keys[key][0].id], clusters.of[keys[fit[0]][0].id]):
            for node in keys[key]:
                clusters.join(
                    [keys[fit[0]][0]],
                    [node],
                    f"“{node.actor.name}” is short for or a spelling of “{keys[fit[0]][0].actor.name}”",
                )
        elif len(key) == 1 and len(owners) > 1:
            _by_role(clusters, keys[key], [keys[h][0] for h in fit])
        elif len(key) == 1 and not owners:
            for node in keys[key][1:]:
                clusters.join([keys[key][0]], [node], f"“{node.actor.name}” is the same name")
        for mark in marks(key):
            hosts.setdefault(mark, []).append(at)


def _may_be(key: tuple[str, ...], host: tuple[str, ...], keys: Mapping[tuple[str, ...], list[Node]]) -> bool:
    """Whether a name may be short for a full one, or another spelling of it."""
    if len(host) < 2 or (sorted(key) == sorted(host) and _other_roles(keys[key], keys[host])):
        return False
    if key == host[:1]:
        return surname_first(keys[host][0].actor.name)
    return same_person(key, host) or spelled_alike(key, host)


def _other_roles(a: Sequence[Node], b: Sequence[Node]) -> bool:
    """Whether two people whose names are each other's turned round are told apart by what they are."""
    one, two = ({w for n in nodes for w in role_words(n.actor.role or "")} for nodes in (a, b))
    return bool(one and two) and not one & two


def _by_role(clusters: Clusters, nodes: Sequence[Node], hosts: Sequence[Node]) -> None:
    """A surname that two people have goes to the one whose role is told with it."""
    for node in nodes:
        role = node.actor.role
        fit = [h for h in hosts if role and h.actor.role and holds_role(h.actor.role, role_words(role))]
        if len({clusters.of[h.id][0].id for h in fit}) == 1:
            clusters.join([node], [fit[0]], f"“{node.actor.name}” has the role of “{fit[0].actor.name}”, {role}")


def _join_offices(clusters: Clusters) -> None:
    """A bare office joins a person when one person alone ever holds it in the record."""
    offices: dict[tuple[str, ...], list[Node]] = {}
    homes = _homes(clusters)
    for node in clusters.nodes:
        if node.actor.kind == "person" and is_office(node.actor):
            offices.setdefault(role_words(node.actor.name), []).append(node)
    for words, same in sorted(offices.items()):
        for node in same[1:]:
            clusters.join([same[0]], [node], f"“{node.actor.name}” is the same office")
        holders = {
            clusters.of[n.id][0].id: n
            for n in clusters.nodes
            if n.actor.kind == "person"
            and not is_office(n.actor)
            and n.actor.role
            and holds_role(n.actor.role, words, homes.get(n.actor.affiliation or "", ()))
        }
        if len(holders) == 1:
            (holder,) = holders.values()
            if not opposed(clusters.of[same[0].id], clusters.of[holder.id]):
                clusters.join([same[0]], [holder], f"only {holder.actor.name} is ever called {same[0].actor.name}")


def _homes(clusters: Clusters) -> dict[str, tuple[str, ...]]:
    """For each name of a body the words of all its names: at the National Union of Porters also "nup"."""
    words: dict[str, tuple[str, ...]] = {}
    for cluster in clusters.all():
        if cluster[0].actor.kind not in ("person", "group"):
            forms = sorted({f for n in cluster for f in (n.actor.name, *n.actor.aliases)})
            told = tuple(sorted({w for f in forms for w in role_words(f)}))
            words |= dict.fromkeys(forms, told)
    return words


def _join_bodies(clusters: Clusters) -> None:
    bodies = [
        n
        for n in clusters.nodes
        if n.actor.kind in ("organisation", "court", "government body") and body_names(n.actor)
    ]
    exact: dict[tuple[str, ...], list[Node]] = {}
    for node in bodies:
        for key in body_names(node.actor):
            exact.setdefault(key, []).append(node)
    for key, same in sorted(exact.items()):
        for node in same[1:]:
            clusters.join([same[0]], [node], f"both are called “{' '.join(key)}”")
    order = sorted(exact, key=lambda k: (len(k), k))
    for short in order:
        here = clusters.of[exact[short][0].id]
        fit = [k for k in exact if k != short and same_full_body(short, k) and clusters.of[exact[k][0].id] is not here]
        owners = {clusters.of[exact[k][0].id][0].id for k in fit}
        if len(owners) == 1 and not opposed(here, clusters.of[exact[fit[0]][0].id]):
            longest = max(fit, key=lambda k: (len(k), k))
            clusters.join(
                here,
                clusters.of[exact[longest][0].id],
                f"“{' '.join(short)}” is short for or a spelling of “{' '.join(longest)}”",
            )


def _links(company: Company, settled: Settled) -> ActorLinks:
    overlay = Overlay(company, settled)
    groups = company.groups()
    told = lean([_actor(group) for group in groups])
    made = [(group.nodes, overlay.over(actor, group)) for group, actor in zip(groups, told, strict=True)]
    names = _unique(made)
    actors: list[Actor] = []
    links: dict[tuple[str, int], str] = {}
    for (cluster, actor), name in zip(made, names, strict=True):
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        forms = {f for n in cluster for f in (n.actor.name, *n.actor.aliases)}
        aliases = tuple(sorted(forms - {name, actor.name}))
        actors.append(replace(actor, id=f"a{digest}", name=name, aliases=aliases))
        links.update({node.id: name for node in cluster})
    return ActorLinks(
        actors=tuple(sorted(actors, key=lambda a: (a.name.lower(), a.name))),
        names=dict(sorted(links.items())),
        reports=tuple(company.reports[r] for r in sorted(company.reports)),
        decisions=lines(company, settled, links),
    )


def _actor(group: Group) -> Actor:
    """The actor that its reports suggest of a group, as yet without id and aliases."""
    cluster = group.nodes
    kinds = Counter(n.actor.kind for n in cluster)
    return Actor(
        id="",
        name=_name(cluster),
        aliases=(),
        kind=min(kinds, key=lambda k: (k != "person", -kinds[k], k)),
        role=_most(n.actor.role for n in cluster),
        affiliation=_most(n.actor.affiliation for n in cluster),
        side=side_of(cluster),
        why=(*sorted(group.reasons), *side_shown(cluster)),
        reports=tuple(sorted({n.report for n in cluster})),
        members=tuple(
            Member(report=n.report, name=n.actor.name, aliases=n.actor.aliases, mentions=len(n.actor.mentions),
                   side=n.actor.side_guess)
            for n in cluster
        ),
    )  # fmt: skip


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], -len(v), v)) if counted else None


def _name(cluster: Sequence[Node]) -> str:
    """The name that tells most: for a group the commonest, else the fullest."""
    weights: Counter[str] = Counter()
    for node in cluster:
        weights[node.actor.name] += len(node.actor.mentions) or 1
    kind = cluster[0].actor.kind
    if all(n.actor.kind == "group" for n in cluster):
        telling = {n: w for n, w in weights.items() if singular(n.split()[-1].lower()) in occupations()}
        if not telling:
            return min(weights, key=lambda n: (len(n.split()) > 1, -weights[n], n))
        return min(telling, key=lambda n: (len(n.split()) < 2, -telling[n], n))
    if kind == "person":
        real = [n.actor.name for n in cluster if not is_office(n.actor)] or list(weights)
        return min(real, key=lambda n: (-sum(len(w.strip(".")) > 1 for w in n.split()), -len(n), -weights[n], n))
    proper = [n for n in weights if key_of(n.split()) and n != n.lower()] or list(weights)
    return min(proper, key=lambda n: (n.isupper(), -len(key_of(n.split())), -len(n), -weights[n], n))


def _unique(made: Sequence[tuple[list[Node], Actor]]) -> list[str]:
    """Names in the record; the role, affiliation, side or kind is put behind one that stands twice."""
    taken: set[str] = set()
    counts = Counter(actor.name for _, actor in made)
    result = []
    for _, actor in made:
        name = actor.name
        if counts[name] > 1 or name in taken:
            extras = [
                e for e in (actor.role, actor.affiliation, actor.side, actor.kind) if e and e.lower() != name.lower()
            ]
            options = [f"{name} ({e})" for e in extras] + [f"{name} ({i})" for i in range(2, len(made) + 3)]
            name = next(o for o in options if o not in taken and o not in counts)
        taken.add(name)
        result.append(name)
    return result
