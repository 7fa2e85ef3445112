"""Roles without a name: "the chief secretary", "the CM", "a spokesperson for the ministry"."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import occupations, org_heads, plural, role_of, singular, subject_verb, terms
from standoff.tag.actors.nominals import Nominal
from standoff.tag.parse import Parsed

_SMALL = frozenset(["the", "a", "an", "of", "for", "and", "to", "at", "in", "his", "her", "its", "their", "former", "ex", "then", "new", "-", "'", "'s", "by", "with"])
_OFFICES = frozenset(
    ["secretary", "minister", "president", "governor", "mayor", "premier", "chancellor", "ceo", "chairman", "chairwoman", "chairperson", "chair", "commissioner", "director", "principal", "superintendent", "cm", "pm", "md", "dg", "mediator", "arbitrator", "conciliator", "judge", "magistrate", "executive", "vice-chancellor", "ombudsman", "registrar"]
)  # fmt: skip


def role_words(text: str) -> tuple[str, ...]:
    """The telling words of a role, nouns in the singular: "Co-Chairmen of the BMA" gives ("co-chairman", "bma")."""
    cleaned = text.replace("’", "'").replace("'s", " ").replace(" - ", "-")
    return tuple(singular(w) if singular(w) in terms("roles") else w.lower() for w in cleaned.split() if w.lower() not in _SMALL)


def holds_role(role: str, mention: Sequence[str]) -> bool:
    """Whether a person whose role is `role` may be meant by the role words `mention`."""
    own = role_words(role)
    if not own or not mention:
        return False
    if len(mention) == 1 and len(mention[0]) in (2, 3) and mention[0] == "".join(w[0] for w in own):
        return True
    head = mention[-1]
    return set(mention) <= set(own) and (head == own[-1] or any(head == w for w in own if w in terms("roles")))


def offices(parsed: Parsed, found: Sequence[Nominal], people: Sequence[Entity]) -> list[Entity]:
    """Give each role without a name to the person who holds it; return new persons known by their role alone."""
    fresh: dict[tuple[str, ...], Entity] = {}
    for n in sorted(found, key=lambda n: n.found):
        if n.kind != "role" or n.head in occupations():
            continue
        words = (*n.words, n.head)
        holders = [p for p in people if any(holds_role(r, words) for r in p.roles)]
        if not holders and len(words) > 2:
            holders = [p for p in people if any(holds_role(r, words[-2:]) for r in p.roles)]
        if len(holders) > 1 and not n.definite:
            continue
        if len(holders) > 1:
            holders = _nearest(holders, n)
        if holders:
            holders[0].add(n.found, n.surface)
        elif n.head in _OFFICES and (len(words) > 1 or n.definite) and _matters(parsed, n):
            host = _wider(fresh, words)
            entity = fresh.setdefault(host, Entity(name="", sort="person"))
            entity.add(n.found, n.surface)
            entity.roles[n.surface] += 1
    for entity in fresh.values():
        entity.name = max(entity.aliases, key=lambda a: (len(a.split()), a[0].isupper(), entity.aliases[a], a))
    return list(fresh.values())


def _wider(fresh: dict[tuple[str, ...], Entity], words: tuple[str, ...]) -> tuple[str, ...]:
    fit = [k for k in fresh if set(words) <= set(k) and k[-1] == words[-1]]
    return fit[0] if len(fit) == 1 else words


def _nearest(holders: Sequence[Entity], n: Nominal) -> list[Entity]:
    here = (n.found.sentence, n.found.first)
    earlier = [(max(p for p in ((f.sentence, f.first) for f in h.found) if p < here), h) for h in holders if h.first() < here]
    return [max(earlier, key=lambda pair: pair[0])[1]] if earlier else []


def _matters(parsed: Parsed, n: Nominal) -> bool:
    """Whether the role acts or is acted on: subject, object or party, not "the minister's residence"."""
    token = parsed.sentences[n.found.sentence].doc[n.token]
    return n.subject or token.dep_ in ("nsubjpass", "dobj", "pobj", "conj", "dative")


def voices(parsed: Parsed, found: Sequence[Nominal], bodies: Sequence[Entity], heads: dict[tuple[int, int], list[Entity]]) -> None:
    """Give "a spokesperson for the ministry" and "a company spokesman" to the body they speak for."""
    for n in sorted(found, key=lambda n: n.found):
        if n.kind != "voice":
            continue
        doc = parsed.sentences[n.found.sentence].doc
        token = doc[n.token]
        host = next((e for i in range(n.found.first, n.token) for e in heads.get((n.found.sentence, i), [])), None)
        for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "from", "with", "at")):
            host = host or next((e for c in prep.children for e in heads.get((n.found.sentence, c.i), [])), None)
        verb = subject_verb(token)
        if host is None and n.head.startswith("spokes") and verb is not None:
            host = _last_acting(parsed, n, bodies)
        if host is not None:
            host.add(n.found, None)


def _last_acting(parsed: Parsed, n: Nominal, bodies: Sequence[Entity]) -> Entity | None:
    """The body that last acted as a subject, in this sentence or the two before."""
    best: tuple[tuple[int, int], str] | None = None
    chosen: Entity | None = None
    for e in bodies:
        for f in e.found:
            at = (f.sentence, f.first)
            if not n.found.sentence - 2 <= f.sentence <= n.found.sentence or at >= (n.found.sentence, n.found.first):
                continue
            doc = parsed.sentences[f.sentence].doc
            if any(subject_verb(doc[i]) is not None for i in f.heads) and (best is None or (at, e.name) > best):
                best, chosen = (at, e.name), e
    return chosen


_ = (org_heads, plural, role_of)
