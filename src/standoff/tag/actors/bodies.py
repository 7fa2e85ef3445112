"""Organisations, governments and courts: the names and the nouns of each put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.found import Entity, Found, Sort, heads_of, nearest
from standoff.tag.actors.lexicon import members_of, org_heads, singular, subject_verb, terms
from standoff.tag.actors.nominals import Nominal
from standoff.tag.actors.sorting import Sighting, initials, key_of
from standoff.tag.parse import Parsed

_STATE = frozenset(("state", "provincial", "regional"))
_CENTRAL = frozenset(("central", "centre", "center", "federal", "union", "national"))
_LOCAL = frozenset(("local", "municipal", "city", "county", "district"))
_SURE = 3.0
_BODIES = ("org", "body", "party")
_MANY_SORTED = ("body", "agency")
"""Sorts of many sorts: a council is not meant by "the committee"."""


def organisations(parsed: Parsed, sorts: Mapping[tuple[str, ...], Sort], sightings: Sequence[Sighting]) -> list[Entity]:
    """The organisations that the report names, one entity for name, short name and abbreviation."""
    seen = [s for s in sightings if sorts.get(key_of(s.name.words), "person") not in ("person", "place")]
    owner = _owners(seen, sorts)
    entities: dict[tuple[str, ...], Entity] = {}
    for s in seen:
        name, doc = s.name, parsed.sentences[s.name.sentence].doc
        key = owner[key_of(name.words)]
        entity = entities.setdefault(key, Entity(name="", sort=sorts.get(key, "org")))
        own = sorts[key_of(name.words)]
        if entity.sort in ("org", "body") and own not in ("org", "body"):
            entity.sort = own
        heads = heads_of(doc, name.first, name.last)
        at = name.sentence
        entity.add(
            Found(sentence=at, first=name.first, last=name.last, form="name", heads=heads, text=name.text), name.text
        )
        if name.acronym is not None:
            a = name.acronym
            short = doc[a].text
            entity.add(Found(sentence=at, first=a, last=a, form="name", heads=(a,), text=short), short)
        for token in (doc[h] for h in heads):
            verb = subject_verb(token)
            entity.protest += verb is not None and protest_act(verb)
            tied = token.dep_ in ("compound", "amod", "poss", "nmod")
            noun = token.head.lemma_.lower()
            entity.protest += 0.5 * (tied and noun in terms("nouns", "of_unions") - terms("nouns", "stoppages"))
    for entity in entities.values():
        entity.name = max(entity.aliases, key=lambda n: (not n.isupper(), len(key_of(n.split())), len(n), n))
    return list(entities.values())


def _owners(seen: Sequence[Sighting], sorts: Mapping[tuple[str, ...], Sort]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For each name (as key) the fullest name of the same body."""
    keys = sorted({key_of(s.name.words) for s in seen}, key=lambda k: (-len(k), k))
    told = {key_of([a]): key_of(s.name.words) for s in seen if (a := s.acronym) is not None}
    owner: dict[tuple[str, ...], tuple[str, ...]] = {}
    like: dict[str, list[tuple[str, ...]]] = {}
    for key in keys:
        near = like.get(key[0].replace(".", ""), [])
        hosts = {owner[k] for k in near if same_body(key, k, sorts.get(k, "org")) or told.get(key) == k}
        owner[key] = hosts.pop() if len(hosts) == 1 else key
        for word in {key[0].replace(".", ""), *initials(key), *(a[0] for a, k in told.items() if k == key)}:
            like.setdefault(word, []).append(key)
    return owner


def same_body(short: Sequence[str], full: Sequence[str], sort: str = "org") -> bool:
    """Whether `short` is an abbreviation or the short name of `full` (both as keys)."""
    if len(short) >= len(full):
        return tuple(short) == tuple(full)
    if len(short) == 1 and len(short[0]) > 1 and short[0].replace(".", "") in initials(full):
        return True
    if list(full[: len(short)]) != list(short):
        return False
    tail = full[-1]
    return tail in org_heads() and tail not in terms("nouns", "parts") and sort in ("company", "org", "union") and (
        sort != "union" or len(short[0]) > 3)  # fmt: skip


def governments(found: Iterable[Nominal]) -> list[Entity]:
    """The governments of the report: bare "the government" joins the one most spoken of; the centre stays apart."""
    levels: dict[str, list[Nominal]] = defaultdict(list)
    for n in found:
        if not n.vague:
            levels[_level(n)].append(n)
    plain = levels.pop("", [])
    named = [k for k in levels if k not in ("state", "central", "local")]
    if "state" in levels and len(named) == 1:
        levels[named[0]].extend(levels.pop("state"))
    if plain:
        target = max(sorted(levels), key=lambda k: (k != "central" or not named, len(levels[k])), default="")
        levels[target].extend(plain)
    return [_government(level, mentions) for level, mentions in sorted(levels.items())]


def _government(level: str, mentions: Sequence[Nominal]) -> Entity:
    entity = Entity(name="government", sort="government")
    for n in sorted(mentions, key=lambda n: n.found):
        entity.add(n.found, n.surface)
    if level in ("state", "local"):
        forms = Counter(n.surface.lower() for n in mentions if _level(n) == level)
        entity.name = max(sorted(forms), key=lambda f: forms[f])
    elif level == "central":
        entity.name = Counter(n.surface for n in mentions if _level(n) == "central").most_common(1)[0][0]
    elif level:
        entity.name = " ".join((*next(_places(n) for n in mentions if _level(n) == level), "government"))
    return entity


def _places(n: Nominal) -> list[str]:
    """The words before "government" that name a place or a people."""
    return [s for s, w in zip(n.shown, n.words, strict=True) if s[0].isupper() and w not in _STATE]


def _level(n: Nominal) -> str:
    """Which government the phrase names: a place's name, "state", "central", "local" or nothing."""
    if n.head in ("centre", "center"):
        return "central"
    if n.head in terms("nouns", "governments"):
        return ""
    words = [w for w in n.words if w not in terms("nouns", "unnamed")]
    for name, level in ((_STATE, "state"), (_CENTRAL, "central"), (_LOCAL, "local")):
        if words and words[-1] in name and len(words) == 1:
            return level
    return " ".join(_places(n)).lower()


class _Named:
    """The bodies found so far, those whose names hold a word found by that word."""

    def __init__(self, named: Sequence[Entity], persons: Sequence[Entity]) -> None:
        self.all: list[Entity] = []
        self.homes = Counter(a.strip("'’s ") for p in persons for a in p.affiliations)
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        for entity in named:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Take one more body."""
        self.all.append(entity)
        for word in sorted({w for alias in entity.aliases for w in key_of(alias.split())}):
            self._by_word[word].append(entity)

    def called(self, n: Nominal) -> Entity | None:
        """The one body that the words before the noun name outright: the NUP for "the NUP union"."""
        if not any(w[0].isupper() for w in n.shown):
            return None
        words = _telling(n)
        fit = [e for e in self._by_word.get(words[0], ()) if any(key_of(a.split()) == words for a in e.aliases)]
        fit = [e for e in fit if e.sort in _BODIES or (e.sort == "union") == (n.head in terms("nouns", "unions"))]
        return fit[0] if len(fit) == 1 else None

    def saying(self, n: Nominal) -> list[Entity]:
        """The bodies whose name holds all the words of the phrase: the Ministry of Health for "the health ministry"."""
        return [e for e in self._by_word.get(n.head, ()) if _says(e, n)]


def noun_bodies(
    parsed: Parsed, found: Sequence[Nominal], named: Sequence[Entity], persons: Sequence[Entity]
) -> list[Entity]:
    """Give "the union", "the company", "the court" to the named body that is meant; return bodies that have no name."""
    fresh: dict[tuple[str, ...], Entity] = {}
    named_at = {(f.sentence, i): e for e in named for f in e.found for i in range(f.first, f.last + 1)}
    beside = {n.found: e for n in found if (e := _apposed(parsed, n, named_at)) is not None}
    for place in sorted(beside, key=lambda f: (f.sentence, f.first)):
        beside[place].add(place, place.text)
    found = [n for n in found if n.found not in beside]
    known = _Named(named, persons)
    for bare in (False, True):
        for n in sorted((n for n in found if bare == (not _telling(n))), key=_unions_first if bare else _in_order):
            host = _candidate(n, known)
            if host is not None:
                _give(host, n)
            elif _worth(n, _telling(n)) and (entity := _new(fresh, n)) is not None:
                known.add(entity)
    return list(fresh.values())


def _in_order(n: Nominal) -> tuple[bool, Found]:
    return False, n.found


def _unions_first(n: Nominal) -> tuple[bool, Found]:
    """Unions before companies: what is the union is not the company."""
    return n.head not in terms("nouns", "unions"), n.found


def _apposed(parsed: Parsed, n: Nominal, named: Mapping[tuple[int, int], Entity]) -> Entity | None:
    """The body named beside the noun: "the porters' union NUP", "the NUP, a major body of porters"."""
    at, doc = n.found.sentence, parsed.sentences[n.found.sentence].doc
    token = doc[n.token]
    host: Entity | None = None
    if token.dep_ == "appos":
        host = named.get((at, token.head.i))
        between = doc[min(token.head.i, n.token) + 1 : n.found.first]
        if not any(t.text in (",", "(", "–", "—") for t in between) or any(t.pos_ == "CCONJ" for t in between):
            host = None
    elif token.dep_ in ("compound", "nmod") and n.token + 1 < len(doc):
        host = named.get((at, n.token + 1))
    if host is None or host.sort in ("person", "place"):
        return None
    unions = n.head in terms("nouns", "unions")
    return host if not unions or host.sort not in ("company", "court", "ministry") else None


def _telling(n: Nominal) -> tuple[str, ...]:
    return tuple(w for w in n.words if w not in terms("nouns", "unnamed"))


def _give(host: Entity, n: Nominal) -> None:
    host.add(n.found, n.surface)
    if n.head in terms("nouns", "unions") and not members_of(host.name) & terms("nouns", "customers"):
        host.protest += 1
        host.sort = "union" if host.sort in _BODIES else host.sort
    elif n.head in terms("nouns", "companies") and n.head != "group" and host.sort == "org":
        host.sort = "company"


def _new(fresh: dict[tuple[str, ...], Entity], n: Nominal) -> Entity | None:
    """The body of the phrase, when it is a new one."""
    key = (*_telling(n), n.head)
    entity = fresh.get(key)
    if entity is None:
        name = n.surface if n.surface.lower().endswith(n.head) else " ".join((*n.shown, n.head))
        entity = fresh[key] = Entity(name=name, sort=org_heads().get(n.head, "org"))  # type: ignore[arg-type]
        if {singular(w) for w in n.words} & terms("nouns", "business"):
            entity.sort = "body"
            employers = {singular(w) for w in n.words} & terms("nouns", "employers")
            entity.authority, entity.third = 4.0 * bool(employers), 4.0 * (not employers)
    is_new = not entity.found
    entity.add(n.found, n.surface)
    return entity if is_new else None


def _worth(n: Nominal, telling: tuple[str, ...]) -> bool:
    """Whether a body without a name is an actor: it acts, or is a body whose words tell which one."""
    sort = org_heads().get(n.head)
    if n.head in ("management", "ministry", "court"):
        return n.subject or n.definite
    if not telling and (n.vague or n.head in terms("nouns", "loose")):
        return False
    return n.subject or bool(telling and n.definite and sort in ("union", "body", "ministry", "court"))


def _candidate(n: Nominal, known: _Named) -> Entity | None:
    """The named body that a noun means: of the noun's sort, and the only one or the last mentioned before it."""
    saying = known.saying(n)
    if _telling(n):
        return saying[0] if len(saying) == 1 else known.called(n) or _only(n, known, saying)
    if n.vague:
        return None
    place = (n.found.sentence, n.found.first)
    if n.head in terms("nouns", "unions"):
        return _union(n, known, saying)
    if n.head in terms("nouns", "companies") and n.head != "group":
        fit = [e for e in known.all if e.sort == "company"]
        fit = fit or [e for e in known.all if e.sort == "org" and e.protest <= 0]
    elif n.head in ("group", "body"):
        fit = [e for e in known.all if e.sort in ("union", "body", "org", "company")]
        return nearest(fit, place) if n.subject and n.found.sentence > 0 else None
    elif saying or org_heads().get(n.head) in _MANY_SORTED:
        fit = saying  # "the trust" is no other body than a trust
    else:
        fit = [e for e in known.all if e.sort == org_heads().get(n.head, "org")]
    return fit[0] if len(fit) == 1 else nearest(fit, place)


def _only(n: Nominal, known: _Named, saying: Sequence[Entity]) -> Entity | None:
    """The only company or the only union of the report for "the ferry operator", "the drivers' union"."""
    if saying or n.vague or not n.definite or any(w[0].isupper() for w in n.shown) or _of_others(n):
        return None
    if n.surface.split()[-1][0].isupper() and n.surface.split()[0][0].isupper():
        return None  # "Parents' Association" is a name of its own
    if n.found.text.split()[0].lower() in terms("nouns", "rivals") or set(n.words) & terms("nouns", "rivals"):
        return None
    sort = "union" if n.head in terms("nouns", "unions") else "company" if n.head in terms("nouns", "companies") else ""
    fit = [e for e in known.all if e.sort == sort]
    return fit[0] if len(fit) == 1 and fit[0].name != fit[0].name.lower() else None


def _of_others(n: Nominal) -> bool:
    """Whether the body's words tell of people who are no workers: "the passengers' federation"."""
    words = {singular(w) for w in n.words}
    return bool(words & terms("nouns", "business") or words & terms("groups", "others"))


def _union(n: Nominal, known: _Named, saying: Sequence[Entity]) -> Entity | None:
    """The union: by name, by what it does, or an abbreviation whose officer speaks."""

    def weight(e: Entity) -> float:
        held = sum(known.homes[a] for a in e.aliases)
        return 2 * e.protest + 3 * (e.sort == "union") + held + any(a.isupper() for a in e.aliases)

    fit = [e for e in saying if e.sort != "government"]
    fit = fit or [e for e in known.all if e.sort in ("union", "body", "org") and weight(e) > 0 and _may_be(e, n)]
    if n.head != "union" and not any(e.sort == "union" or e in saying for e in fit):
        return None
    named = [e for e in fit if e.sort == "union" and weight(e) >= _SURE]
    if len(named) > 1:
        return nearest(named, (n.found.sentence, n.found.first))
    return max(fit, key=lambda e: (weight(e), len(e.found), e.name), default=None)


def _may_be(entity: Entity, n: Nominal) -> bool:
    """Whether a body may be called by a noun that its names do not hold: a council is no union, a union no guild."""
    heads = {singular(key[-1]) for a in entity.aliases if len(key := key_of(a.split())) > 1}
    if heads & terms("nouns", "no_unions"):
        return entity.sort == "union"
    if n.head == "union":
        return True
    return not heads & (terms("nouns", "unions") - {"front"})


def _says(entity: Entity, n: Nominal) -> bool:
    """Whether the entity's name holds all the words of the phrase: "the health ministry" for "Ministry of Health"."""
    for alias in entity.aliases:
        key = set(key_of(alias.split()))
        if n.head in key and set(n.words) - terms("nouns", "unnamed") <= key:
            return True
    return False
