"""What the whole record tells of an actor that its own reports leave open: the body it belongs to, and so its side.

A report that names a spokeswoman's association may not show on which side that stands; another report does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.link.clusters import Clusters, Node
from standoff.link.same_actor import body_names, full_name, is_office
from standoff.record import Actor
from standoff.tag.actors.lexicon import org_heads, terms
from standoff.tag.actors.sorting import key_of

Key = tuple[str, ...]
_LONGEST = 8
"""Words of a body's name that are looked up."""


def lean(actors: Sequence[Actor]) -> list[Actor]:
    """The actors in the same order, affiliations under the body's name in the record, open sides as their body's.

    A part of a body ("NUP strike committee") stands with the body. Only where one body fits, and never over a side
    that the reports tell.
    """
    bodies: dict[Key, set[int]] = {}
    for at, actor in enumerate(actors):
        if actor.kind not in ("person", "group"):
            for form in _forms(actor):
                bodies.setdefault(key_of(form.split()), set()).add(at)
    named = {key: actors[next(iter(found))] for key, found in bodies.items() if key and len(found) == 1}
    parts = [_as_part(a, named) for a in actors]
    whole = {a.name: a for a in parts if a.kind not in ("person", "group")}
    return [_as_member(a, named, whole) if a.kind == "person" else a for a in parts]


def _forms(actor: Actor) -> set[str]:
    return {actor.name, *(f for m in actor.members for f in (m.name, *m.aliases))}


def _as_member(person: Actor, named: dict[Key, Actor], whole: dict[str, Actor]) -> Actor:
    """A person under the record's name of its body, on that body's side where its own is open."""
    body = named.get(key_of((person.affiliation or "").replace("’s", "").replace("'s", "").split()))
    if body is None or body.name == body.name.lower():
        return person
    body = whole.get(body.name, body)
    person = replace(person, affiliation=body.name)
    if person.side != "unknown" or body.side == "unknown":
        return person
    return replace(person, side=body.side, why=(*person.why, f"side: {body.side}, as {body.name}, where it belongs"))


def _as_part(actor: Actor, named: dict[Key, Actor]) -> Actor:
    """A part of a body on the body's side, where its own is open."""
    if actor.side != "unknown" or actor.kind == "person":
        return actor
    for form in sorted(_forms(actor)):
        key = key_of(form.replace("’s", "").replace("'s", "").split())
        for size in range(min(len(key) - 1, _LONGEST), 0, -1):
            body = named.get(key[:size])
            if body is None or body.side == "unknown" or body is actor or key[-1] not in terms("nouns", "parts"):
                continue
            why = f"side: {body.side}, as {body.name}, of which it is a part"
            return replace(actor, side=body.side, why=(*actor.why, why))
    return actor


def join_miscast(clusters: Clusters) -> None:
    """Give a name that one report takes for a body's to the person who bears it in another."""
    people: dict[Key, Node] = {}
    for node in clusters.nodes:
        if node.actor.kind == "person" and not is_office(node.actor):
            people.setdefault(full_name(node.actor), node)
    for node in clusters.nodes:
        if node.actor.kind != "organisation" or node.actor.side_guess != "unknown":
            continue
        for key in sorted(body_names(node.actor)):
            if len(key) > 1 and key in people and key[-1] not in org_heads():
                clusters.join([people[key]], [node], f"“{node.actor.name}” is a person's name")
