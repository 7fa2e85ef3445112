"""Organisations, governments and courts: the names and the nouns of each put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from standoff.tag.actors.found import Entity, Found, Sort, heads_of
from standoff.tag.actors.lexicon import low, org_heads, subject_verb, terms
from standoff.tag.actors.nominals import Nominal, protest_act
from standoff.tag.actors.sorting import Sighting, initials, key_of
from standoff.tag.parse import Parsed

_STATE = frozenset(("state", "provincial", "regional"))
_CENTRAL = frozenset(("central", "centre", "center", "federal", "union", "national"))
_LOCAL = frozenset(("local", "municipal", "city", "county", "district"))
_PARTS = frozenset(("committee", "council", "branch", "local", "department", "office", "division", "board", "chapter", "unit", "panel"))
_UNION_NOUNS = frozenset(("union", "federation", "confederation", "front", "association", "guild", "brotherhood"))
_COMPANY_NOUNS = terms("heads", "company")
_OF_MEMBERS = frozenset(("member", "striker", "ballot", "strike", "picket", "negotiator", "worker", "leadership", "walkout", "local"))


def organisations(parsed: Parsed, sorts: Mapping[tuple[str, ...], Sort], sightings: Sequence[Sighting]) -> list[Entity]:
    """The organisations that the report names, one entity for name, short name and abbreviation."""
    seen = [s for s in sightings if s.name.words and sorts.get(key_of(s.name.words), "person") not in ("person", "place")]
    owner = _owners(seen, sorts)
    entities: dict[tuple[str, ...], Entity] = {}
    for s in seen:
        name, doc = s.name, parsed.sentences[s.name.sentence].doc
        key = owner[key_of(name.words)]
        entity = entities.setdefault(key, Entity(name="", sort=sorts.get(key, "org")))
        if entity.sort in ("org", "body") and sorts[key_of(name.words)] not in ("org", "body"):
            entity.sort = sorts[key_of(name.words)]
        found = Found(sentence=name.sentence, first=name.first, last=name.last, form="name",
                      heads=heads_of(doc, name.first, name.last), text=name.text)  # fmt: skip
        entity.add(found, name.text)
        if name.acronym is not None:
            a = name.acronym
            entity.add(Found(sentence=name.sentence, first=a, last=a, form="name", heads=(a,), text=doc[a].text), doc[a].text)
        for head in found.heads:
            token = doc[head]
            verb = subject_verb(token)
            entity.protest += verb is not None and protest_act(verb)
            entity.protest += 0.5 * (token.dep_ in ("compound", "amod", "poss", "nmod") and token.head.lemma_.lower() in _OF_MEMBERS)
    for entity in entities.values():
        entity.name = max(entity.aliases, key=lambda n: (not n.isupper(), len(key_of(n.split())), len(n), n))
    return list(entities.values())


def _owners(seen: Sequence[Sighting], sorts: Mapping[tuple[str, ...], Sort]) -> dict[tuple[str, ...], tuple[str, ...]]:
    explicit: dict[str, tuple[str, ...]] = {}
    for s in seen:
        if s.name.acronym is not None:
            explicit.setdefault("acronym", ())
    keys = sorted({key_of(s.name.words) for s in seen}, key=lambda k: (-len(k), k))
    owner: dict[tuple[str, ...], tuple[str, ...]] = {}
    for key in keys:
        hosts = sorted({owner[k] for k in owner if same_body(key, k, sorts.get(k, "org"))})
        owner[key] = hosts[0] if len(hosts) == 1 else key
    return owner


def same_body(short: Sequence[str], full: Sequence[str], sort: str = "org") -> bool:
    """Whether `short` is an abbreviation or the short name of `full` (both as keys)."""
    if len(short) >= len(full):
        return tuple(short) == tuple(full)
    if len(short) == 1 and short[0].replace(".", "") in initials(full) and len(short[0]) > 1:
        return True
    rest = list(full[len(short) :])
    if list(full[: len(short)]) == list(short):
        return rest[-1] in org_heads() and rest[-1] not in _PARTS and sort in ("company", "org", "union") and (
            sort != "union" or len(short[0]) > 3)
    return False


def is_union_like(entity: Entity) -> bool:
    """Whether a named body acts as a union in this report."""
    return entity.sort == "union" or (entity.sort in ("org", "body") and entity.protest > 0)


def governments(found: Iterable[Nominal]) -> list[Entity]:
    """The governments of the report: bare "the government" joins the one most spoken of; the centre stays apart."""
    levels: dict[str, list[Nominal]] = defaultdict(list)
    for n in found:
        levels[_level(n)].append(n)
    plain = levels.pop("", [])
    named = [k for k in levels if k not in ("state", "central", "local")]
    if "state" in levels and len(named) == 1:
        levels[named[0]].extend(levels.pop("state"))
    if plain:
        target = max(sorted(levels), key=lambda k: (k != "central" or not named, len(levels[k])), default="")
        levels[target].extend(plain)
    entities = []
    for _, mentions in sorted(levels.items()):
        entity = Entity(name="", sort="government")
        for n in sorted(mentions, key=lambda n: n.found):
            entity.add(n.found, n.surface)
        full = Counter(" ".join(_proper(n)) for n in mentions if n.words)
        entity.name = max(full, key=lambda k: (sum(c.isupper() for c in k) > 0, full[k], k)) if full else mentions[0].head
        entities.append(entity)
    return entities


def _proper(n: Nominal) -> list[str]:
    words = [w for w in n.surface.split() if w.lower() in n.words]
    return [*words, n.surface.split()[-1]]


def _level(n: Nominal) -> str:
    if n.head in ("centre", "center"):
        return "central"
    words = [w for w in n.words if w not in ("own", "current", "present", "new", "incumbent", "previous")]
    for name, level in ((_STATE, "state"), (_CENTRAL, "central"), (_LOCAL, "local")):
        if words and words[-1] in name and len(words) == 1:
            return level
    proper = [w for w in _proper(n)[:-1] if w[0].isupper() and w.lower() not in _STATE]
    return " ".join(proper).lower()


def noun_bodies(found: Sequence[Nominal], named: list[Entity]) -> list[Entity]:
    """Give "the union", "the company", "the court" to the named body that is meant; return bodies that have no name."""
    fresh: dict[tuple[str, ...], Entity] = {}
    for n in sorted(found, key=lambda n: n.found):
        telling = tuple(w for w in n.words if w not in ("own", "trade", "labour", "labor"))
        host = None if telling and not _names_it(n, named) else _candidate(n, named)
        if telling and host is None:
            host = next((e for e in named if _says(e, n)), None)
        if host is not None:
            host.add(n.found, n.surface)
        elif n.subject or n.head in ("management", "ministry", "department", "court") or (telling and n.definite and (
            org_heads().get(n.head) in ("union", "body", "ministry", "court")
        )):
            key = (*telling, n.head)
            entity = fresh.setdefault(key, Entity(name=n.surface, sort=org_heads().get(n.head, "org")))  # type: ignore[arg-type]
            entity.add(n.found, n.surface)
    return list(fresh.values())


def _says(entity: Entity, n: Nominal) -> bool:
    """Whether the entity's name holds all the words of the phrase: "the health ministry" for "Ministry of Health"."""
    for alias in entity.aliases:
        key = set(key_of(alias.split()))
        if n.head in key and set(n.words) <= key:
            return True
    return False


def _names_it(n: Nominal, named: Sequence[Entity]) -> bool:
    return any(_says(e, n) for e in named)


def _candidate(n: Nominal, named: Sequence[Entity]) -> Entity | None:
    """The named body that a bare noun means: of the noun's sort, and the only one or the last mentioned before it."""
    saying = [e for e in named if _says(e, n)]
    if n.words and saying:
        return saying[0] if len(saying) == 1 else None
    if not n.definite and n.head != "management":
        return None
    sort = org_heads().get(n.head, "org")
    if n.head in _UNION_NOUNS:
        fit = saying or [e for e in named if is_union_like(e)] or [e for e in named if e.sort == "body"]
        if fit and n.head == "union":
            return max(fit, key=lambda e: (e.protest + (e.sort == "union"), len(e.found), e.name))
    elif n.head in _COMPANY_NOUNS:
        fit = [e for e in named if e.sort == "company" or (e.sort == "org" and not is_union_like(e))]
    else:
        fit = saying or [e for e in named if e.sort == sort]
    if len(fit) <= 1:
        return fit[0] if fit else None
    here = (n.found.sentence, n.found.first)
    earlier = [(max(p for p in ((f.sentence, f.first) for f in e.found) if p < here), e) for e in fit if e.first() < here]
    return max(earlier, key=lambda pair: pair[0])[1] if earlier else min(fit, key=lambda e: e.first())


def courts_in(named: Sequence[Entity]) -> list[Entity]:
    """The courts among the named bodies."""
    return [e for e in named if e.sort == "court"]


_ = (low, terms)
