"""Roles without a name: "the chief secretary", "the CM", "a spokesperson for the ministry"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.tag.actors.found import Entity, nearest
from standoff.tag.actors.lexicon import kin_offices, low, occupations, singular, subject_verb, terms
from standoff.tag.actors.nominals import Nominal
from standoff.tag.parse import Parsed

_OF = 7
Quoted = Mapping[int, frozenset[int]]
"""For each sentence the tokens inside quotation marks."""
_SMALL = frozenset(("the", "a", "an", "of", "and", "for", "to", "at", "in", "his", "her", "its", "their",
                    "then", "new", "-", "'", "s", "by", "with", "&"))  # fmt: skip


def role_words(text: str) -> tuple[str, ...]:
    """The telling words of a role, nouns in the singular: "Co-Chairmen of the NUX" gives ("co-chairman", "nux")."""
    cleaned = text.lower().replace("’", "'").replace("'s", " ").replace(" - ", "-")
    words = (w.strip(",.'\"()") for w in cleaned.split())
    return tuple(singular(w) if singular(w) in terms("roles") else w for w in words if w and w not in _SMALL)


def holds_role(role: str, mention: Sequence[str], home: Sequence[str] = ()) -> bool:
    """Whether a person whose role is `role`, held at `home`, may be meant by the role words `mention`."""
    own = role_words(role)
    if not own or not mention:
        return False
    if len(mention[-1]) in (2, 3) and set(mention[:-1]) <= {*own, *home} and _shortened(mention[-1], own):
        return True
    if (set(own) & terms("sides", "lesser")) - set(mention):
        return False  # the shadow minister is not the minister
    *rest, last = mention
    around = {*own, *home}
    if last in terms("sides", "heads_of_bodies") and rest and set(rest) & set(home) and set(rest) <= around:
        return _head(own) in terms("sides", "headed")  # "the NUX boss" is its president
    kin = {kin_offices().get(w, w) for w in around}
    return {kin_offices().get(w, w) for w in mention} <= kin and _kin_head(mention) in {
        kin_offices().get(w, w) for w in own
    }


def _shortened(short: str, own: Sequence[str]) -> bool:
    """Whether letters stand for words of a role one after another: "CS" in "Health Cabinet Secretary"."""
    size = len(short)
    return any("".join(w[0] for w in own[i : i + size]) == short for i in range(len(own) - size + 1))


def _kin_head(words: Sequence[str]) -> str | None:
    head = _head(words)
    return None if head is None else kin_offices().get(head, head)


def offices(parsed: Parsed, found: Sequence[Nominal], people: Sequence[Entity]) -> list[Entity]:
    """Give each role without a name to the person who holds it; return new persons known by their role alone."""
    fresh: dict[tuple[str, ...], Entity] = {}
    for n in sorted(found, key=lambda n: n.found):
        if n.kind != "role" or n.head in occupations() or speakers(parsed, n):
            continue
        token = parsed.sentences[n.found.sentence].doc[n.token]
        several = token.tag_ in ("NNS", "NNPS") or singular(token.text) != token.text.lower()
        words = role_words(_with_of(parsed, n))
        words = tuple(w for w in words if w not in terms("nouns", "bodies")) or words
        holders = _holders(people, words)
        if len(holders) > 1 and not several:
            close = nearest(holders, (n.found.sentence, n.found.first))
            holders = [close] if close else []
        for holder in holders:
            holder.add(n.found, n.surface if len(holders) == 1 else None)
        if holders or several or n.vague or n.head not in terms("sides", "offices"):
            continue
        if _matters(parsed, n):
            entity = fresh.setdefault(_wider(fresh, words), Entity(name="", sort="person"))
            full = _with_of(parsed, n)
            entity.add(n.found, full)
            entity.roles[full] += 1
    for entity in fresh.values():
        entity.name = max(entity.aliases, key=lambda a: (len(a.split()), a[0].isupper(), entity.aliases[a], a))
    return _given_to_the_roleless(list(fresh.values()), people)


def _with_of(parsed: Parsed, n: Nominal) -> str:
    """The role with what it is over: "commissioner of police", "director of medical education"."""
    doc = parsed.sentences[n.found.sentence].doc
    end = n.token + 1
    if end >= len(doc) or doc[end].lower_ not in ("of", "for"):
        return n.surface
    end += 1
    while (
        end < len(doc)
        and end - n.token <= _OF
        and (doc[end].lower_ in terms("portfolios") or (doc[end].lower_ in ("and", "for") and end > n.token + 2))
    ):
        end += 1
    while end > n.token + 1 and doc[end - 1].lower_ in ("and", "for", "of"):
        end -= 1
    return n.surface + str(doc[n.token : end].text)[len(doc[n.token].text) :]


def _holders(people: Sequence[Entity], words: tuple[str, ...]) -> list[Entity]:
    for mention in (words, words[-2:]):
        found = [
            p for p in people
            if any(holds_role(r, mention, [w for a in p.affiliations for w in role_words(a)]) for r in p.roles)
        ]  # fmt: skip
        if found:
            return found
    return []


def _given_to_the_roleless(fresh: list[Entity], people: Sequence[Entity]) -> list[Entity]:
    """Where one person of note has no role and one office close behind has no name, they are one: the premier, say."""
    free = [p for p in people if not p.roles and not p.affiliations and not p.member and len(p.found) > 1]
    if len(free) != 1:
        return fresh
    person = free[0]
    high = [o for o in fresh if set(role_words(o.name)) & terms("sides", "state")]
    close = [o for o in high if any(_follows(person, place) for place in o.places)]
    if len(close) != 1:
        return fresh
    office = close[0]
    for f in office.found:
        person.add(f)
    person.aliases.update(office.aliases)
    person.roles.update(office.roles)
    return [o for o in fresh if o is not office]


def _follows(person: Entity, place: tuple[int, int]) -> bool:
    last = person.last_before(place)
    return last is not None and 0 < place[0] - last[0] <= 2


def _wider(fresh: Mapping[tuple[str, ...], Entity], words: tuple[str, ...]) -> tuple[str, ...]:
    fit = [k for k in fresh if (set(words) <= set(k) or set(k) <= set(words)) and _head(k) == _head(words)]
    return fit[0] if len(fit) == 1 else words


def _head(words: Sequence[str]) -> str | None:
    """The word of a role that names the office: "director" in "director of medical education"."""
    return next((w for w in reversed(words) if w in terms("roles")), None)


def _matters(parsed: Parsed, n: Nominal) -> bool:
    """Whether the role acts or is acted on: subject, object or party, not "the minister's residence"."""
    token = parsed.sentences[n.found.sentence].doc[n.token]
    if n.head in terms("nouns", "loose_roles") and not n.words:
        verb = subject_verb(token)
        lemma = verb.lemma_.lower() if verb is not None else ""
        return lemma in terms("verbs", "speech") or lemma in terms("verbs", "act")
    return n.subject or token.dep_ in ("nsubjpass", "dobj", "pobj", "conj", "dative")


def voices(
    parsed: Parsed,
    found: Sequence[Nominal],
    bodies: Sequence[Entity],
    heads: Mapping[tuple[int, int], list[Entity]],
    quoted: Quoted,
) -> None:
    """Give "a spokesperson for the ministry" and "a company spokesman" to the body they speak for."""
    for n in sorted(found, key=lambda n: n.found):
        if n.kind != "voice":
            continue
        host = next(iter(owners(parsed, n, heads)), None)
        token = parsed.sentences[n.found.sentence].doc[n.token]
        if host is None and n.head.startswith("spokes") and subject_verb(token) is not None:
            host = _last_acting(parsed, (n.found.sentence, n.found.first), bodies, quoted)
        if host is not None:
            host.add(n.found, None)


def seated(people: Sequence[Entity], heads: Mapping[tuple[int, int], list[Entity]]) -> None:
    """Tell where an office without a name is held when its words name the body: "the NUP president"."""
    for person in people:
        if person.affiliations or any(f.form == "name" for f in person.found):
            continue
        for f in person.found:
            inside = (e for i in range(f.first, f.last) for e in heads.get((f.sentence, i), []))
            person.affiliations += [e.name for e in inside if e is not person and e.sort not in ("person", "place")][:1]


def homes_of_voices(parsed: Parsed, people: Sequence[Entity], bodies: Sequence[Entity], quoted: Quoted) -> None:
    """Give a named spokesperson without an affiliation to the body that last acted before the name."""
    for person in people:
        if person.affiliations or not (person.owned or any("spokes" in r.lower() for r in person.roles)):
            continue
        at = person.found[0]
        host = _last_acting(parsed, (at.sentence, at.first), bodies, quoted)
        if host is not None:
            person.affiliations.append(host.name)


def speakers(parsed: Parsed, n: Nominal) -> bool:
    """Whether the phrase means several people who speak or bargain for a body: "negotiators", "representatives"."""
    token = parsed.sentences[n.found.sentence].doc[n.token]
    return n.kind in ("role", "voice") and n.head in terms("voices_for_many") and low(token) != n.head


def owners(parsed: Parsed, n: Nominal, heads: Mapping[tuple[int, int], list[Entity]]) -> list[Entity]:
    """The bodies to which the people of the phrase belong: "its leaders", "officials of A", "A and B negotiators"."""
    doc = parsed.sentences[n.found.sentence].doc
    at = n.found.sentence
    within = [e for i in range(min(n.found.first, doc[n.token].left_edge.i), n.token) for e in heads.get((at, i), [])]
    for prep in (c for c in doc[n.token].children if c.dep_ == "prep" and c.lower_ in ("of", "for", "from", "at")):
        nouns = [w for c in prep.children if c.dep_ == "pobj" for w in (c, *c.conjuncts)]
        within += [e for c in nouns for e in heads.get((at, c.i), [])]
    found: list[Entity] = []
    for e in within:
        if e.sort not in ("person", "group", "place") and e not in found:
            found.append(e)
    return found


def _last_acting(parsed: Parsed, place: tuple[int, int], bodies: Sequence[Entity], quoted: Quoted) -> Entity | None:
    """The body that last acted as a subject outside quotations, in this sentence or the two before."""
    found = []
    for e in bodies:
        last = e.last_before(place)
        if last is None or place[0] - last[0] > 2:
            continue
        acting = [
            (f.sentence, f.first) for f in e.found
            if place[0] - 2 <= f.sentence and (f.sentence, f.first) < place
            and any(
                i not in quoted.get(f.sentence, ()) and subject_verb(parsed.sentences[f.sentence].doc[i]) is not None
                for i in f.heads
            )
        ]  # fmt: skip
        if acting:
            found.append((max(acting), e.name, e))
    return max(found, key=lambda t: t[:2])[2] if found else None
