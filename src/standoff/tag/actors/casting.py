"""Puts a report's cast together: finders first, then roles, pronouns and sides."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from standoff.model import Mention, TaggedActor
from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.authors import authors, is_header
from standoff.tag.actors.bodies import governments, noun_bodies, organisations
from standoff.tag.actors.capitals import opens
from standoff.tag.actors.found import Entity, Found, heads_of
from standoff.tag.actors.groups import groups
from standoff.tag.actors.homes import Homes, clean
from standoff.tag.actors.lexicon import low, occupations, singular, subject_verb, terms
from standoff.tag.actors.names import Name, names
from standoff.tag.actors.nominals import Nominal, nominals
from standoff.tag.actors.offices import homes_of_voices, offices, owners, role_words, seated, speakers, voices
from standoff.tag.actors.people import people
from standoff.tag.actors.pronouns import Scene, pronouns
from standoff.tag.actors.sides import settle, speakers_of
from standoff.tag.actors.sorting import deals, key_of, sort_names
from standoff.tag.actors.standins import Parties, Standing, letters, pairs
from standoff.tag.cast import Cast
from standoff.tag.parse import Parsed, ParsedSentence
from standoff.tag.statements.quotes import quotations

Heads = dict[tuple[int, int], list[Entity]]
_SCARE = 2
"""So many words in quotation marks are a term, not speech."""


def find_cast(parsed: Parsed) -> Cast:
    """The actors of one report and the words that refer to them.

    Names are judged over the whole report by the titles, roles and descriptions beside them; nouns ("the company",
    "the striking nurses", "the chief secretary") and pronouns are given to the actor they stand for.
    """
    body = [s for s in parsed.sentences if s.sentence.aside != "title" or not _title_case(s) or is_header(s)]
    found = [n for s in body for n in names(s) if key_of(n.words) and not _plain(n, s)]
    sorts, sightings = sort_names(parsed, found)
    persons = people(parsed, sorts, sightings)
    bodies = organisations(parsed, sorts, sightings)
    _in_titles(parsed, [*persons, *bodies])
    _at_starts(parsed, persons, _taken([*persons, *bodies]))
    taken = _taken([*persons, *bodies])
    spoken = [n for s in parsed.sentences for n in nominals(s, taken[s.index])]
    bodies += governments(n for n in spoken if n.kind == "government")
    spoken = [_as_body(n) for n in spoken]
    persons += offices(parsed, spoken, persons)
    bodies += noun_bodies(parsed, [n for n in spoken if n.kind == "org"], bodies, persons)
    heads = _heads([*persons, *bodies])
    seated(persons, heads)
    joint: Heads = {}
    spoken = [n for n in spoken if not _owned(parsed, n, persons, heads, joint)]
    quoted = _quoted(parsed)
    voices(parsed, spoken, bodies, heads, quoted)
    homes_of_voices(parsed, persons, bodies, quoted)
    entities = [*persons, *bodies, *groups(parsed, spoken)]
    heads = _heads(entities) | joint
    _wholes(parsed, heads, next((e for e in entities if e.sort == "group" and e.protest), None))
    _stand(authors(parsed, heads, entities, quoted), heads)
    _stand(letters(parsed, heads), heads)
    _stand(pronouns(Scene(parsed=parsed, heads=heads, quoted=quoted), in_quotes=False), heads)
    settle(parsed, entities, heads, quoted)
    speakers = speakers_of(parsed, heads, quoted)
    parties = Parties(entities)
    scene = Scene(parsed=parsed, heads=heads, quoted=quoted, parties=parties, speakers=speakers)
    _stand(pronouns(scene, in_quotes=True), heads)
    _stand(pairs(parsed, heads, parties), heads)
    return _cast(parsed, [e for e in entities if not _idle(parsed, e, persons)], heads)


def _stand(found: Sequence[Standing], heads: Heads) -> None:
    """Take words that stand for actors into the actors' mentions and into `heads`."""
    for mention, meant in found:
        for entity in meant:
            entity.add(mention)
        heads[(mention.sentence, mention.first)] = meant


def _title_case(sentence: ParsedSentence) -> bool:
    """Whether capitals tell nothing in this headline: most of its longer words have one."""
    long = [t.text for t in sentence.doc if t.is_alpha and len(t.text) > 3]
    return 2 * sum(w[0].isupper() for w in long) > len(long)


def _as_body(n: Nominal) -> Nominal:
    """Take "union leaders" and "government officials" as the union and the government."""
    if n.kind != "group" or n.head not in terms("groups", "authority") or not n.words:
        return n
    last = n.words[-1]
    if last in terms("heads", "government"):
        kind: Literal["government", "org"] = "government"
    elif last in terms("nouns", "bodies"):
        kind = "org"
    else:
        return n
    return replace(n, kind=kind, head=last, words=n.words[:-1], shown=n.shown[:-1], vague=False, definite=True)


def _idle(parsed: Parsed, entity: Entity, persons: Sequence[Entity]) -> bool:
    """Whether a name that nothing tells of does nothing either: a product, a festival, a place."""
    if entity.sort == "place":
        return not any(_said(parsed, f) for f in entity.found)
    if (
        (entity.side != "unknown" and not entity.weak)
        or entity.roles
        or entity.affiliations
        or entity.sort not in ("org", "person", "institution")
    ):
        return False
    if entity.sort == "person" and (entity.gender is not None or entity.title is not None):
        return False
    if any(a in p.affiliations for p in persons for a in entity.aliases):
        return False
    return not any(_said(parsed, f) for f in entity.found)


def _said(parsed: Parsed, found: Found) -> bool:
    doc = parsed.sentences[found.sentence].doc
    parties = (doc[i].head for i in found.heads if doc[i].dep_ == "pobj")
    if any(low(p) in ("with", "between", "against") and deals(p) for p in parties):
        return True
    verbs = (subject_verb(doc[i]) for i in found.heads)
    return any(
        v is not None and (v.lemma_ in terms("verbs", "speech") or v.lemma_ in terms("verbs", "act")) for v in verbs
    )


def _owned(parsed: Parsed, n: Nominal, persons: Sequence[Entity], heads: Heads, joint: Heads) -> bool:
    """Give "officials of the ministry" and "A and B negotiators" to their bodies; True when that was done."""
    token = parsed.sentences[n.found.sentence].doc[n.token]
    if (
        n.kind == "member"
        and n.definite
        and low(parsed.sentences[n.found.sentence].doc[n.found.first]) == "the"
        and not n.words
    ):
        told = [p for p in persons if any(n.head in role_words(r) for r in p.roles)]
        if len(told) == 1:
            told[0].add(n.found)  # "the lecturer" for "Kaye, a senior lecturer"
            return True
    if n.kind in ("role", "voice", "member") and token.dep_ == "appos":
        named = heads.get((n.found.sentence, token.head.i), [])
        for person in (e for e in named if e.sort == "person" and any(f.form == "name" for f in e.found)):
            person.add(n.found)
            return True
    if not (n.kind == "group" and n.head in terms("groups", "authority")) and not speakers(parsed, n):
        return False
    hosts = owners(parsed, n, heads)
    for host in hosts:
        host.add(n.found, n.surface if len(hosts) == 1 else None)
    if hosts:
        joint[n.found.sentence, n.token] = hosts
    return bool(hosts)


def _plain(name: Name, sentence: ParsedSentence) -> bool:
    """Whether a name is only a group's noun in capitals ("Junior Doctors") or the first part of a government's name."""
    words = [singular(w.lower()) for w in name.words]
    group = words[-1] in occupations() or any(
        words[-1] in terms("groups", kind) for kind in ("protest", "general", "authority", "others")
    )
    if group and name.words[-1].lower() != words[-1] and all(w in terms("groups", "ranks") for w in words[:-1]):
        return True
    nxt = sentence.doc[name.last + 1] if name.last + 1 < len(sentence.doc) else None
    if nxt is not None and low(nxt) in terms("heads", "government"):
        return True  # "the Ruritania government" is the name of the government
    if len(words) == 1 and (words[0] in terms("heads", "institution") or words[0] in terms("nouns", "unions")):
        return True  # "the Union", "the Hospital", and the rest of "Medical College and Hospital"
    return len(words) == 1 and name.words[0].lower() in terms("heads", "government") | {"centre", "center"}


def _taken(named: Sequence[Entity]) -> dict[int, set[int]]:
    taken: dict[int, set[int]] = defaultdict(set)
    for entity in named:
        for f in entity.found:
            taken[f.sentence].update(range(f.first, f.last + 1))
    return taken


def _in_titles(parsed: Parsed, named: Sequence[Entity]) -> None:
    """Find names known from the body in headlines, where capitals tell nothing."""
    known: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for at, entity in enumerate(named):
        for alias in entity.aliases:
            known[key_of(alias.split())].add(at)
    longest = max((len(k) for k in known), default=0)
    for sentence in parsed.sentences:
        if sentence.sentence.aside != "title" or not _title_case(sentence) or is_header(sentence):
            continue
        doc, i = sentence.doc, 0
        while i < len(doc):
            for size in range(min(longest, len(doc) - i), 0, -1):
                key = key_of([t.text for t in doc[i : i + size]])
                if len(key) == size and len(known.get(key, ())) == 1 and doc[i].text[0].isupper():
                    text = str(doc[i : i + size].text)
                    found = Found(sentence=sentence.index, first=i, last=i + size - 1, form="name",
                                  heads=(i + size - 1,), text=text)  # fmt: skip
                    named[next(iter(known[key]))].add(found)
                    i += size - 1
                    break
            i += 1


def _at_starts(parsed: Parsed, persons: Sequence[Entity], taken: Mapping[int, set[int]]) -> None:
    """Find the first or last word of a full name where a capital that opens a sentence was no sign of a name."""
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for person in persons:
        keys = [k for a in person.aliases if len(k := key_of(a.split())) > 1]
        for word in sorted({w for k in keys for w in (k[0], k[-1]) if len(w) > 2}):
            bearers[word].append(person)
    for sentence in parsed.sentences:
        if sentence.sentence.aside == "title":
            continue
        for token in sentence.doc:
            fit = bearers.get(low(token), [])
            if (
                len(fit) == 1
                and token.text[0].isupper()
                and opens(token)
                and token.i not in taken.get(sentence.index, ())
            ):
                fit[0].add(Found(sentence=sentence.index, first=token.i, last=token.i, form="name",
                                 heads=heads_of(sentence.doc, token.i, token.i), text=token.text))  # fmt: skip


def _heads(entities: Sequence[Entity]) -> Heads:
    heads: Heads = {}
    for entity in entities:
        for f in entity.found:
            for i in f.heads:
                meant = heads.setdefault((f.sentence, i), [])
                if entity not in meant and not meant:
                    meant.append(entity)
    return heads


def _wholes(parsed: Parsed, heads: Heads, main: Entity | None) -> None:
    """Let the first word of "one of the doctors" and "a delegation of 30 nurses" stand for the group."""
    for sentence in parsed.sentences:
        for token in sentence.among(terms("nouns", "wholes")):
            if (sentence.index, token.i) in heads:
                continue
            inner = (
                c for p in token.children if p.dep_ == "prep" and low(p) == "of" for c in p.children if c.dep_ == "pobj"
            )
            meant = next((heads[(sentence.index, c.i)] for c in inner if (sentence.index, c.i) in heads), None)
            verb = subject_verb(token)
            if meant is None and main is not None and verb is not None and protest_act(verb) and token.tag_ == "NNS":
                meant = [main]  # "thousands at the plant walked out"
            if meant and all(e.sort != "person" for e in meant):
                heads[(sentence.index, token.i)] = meant


def _quoted(parsed: Parsed) -> dict[int, frozenset[int]]:
    """For each sentence the tokens inside quotation marks."""
    quotes = quotations(parsed)
    starts = [q.start for q in quotes]
    result: dict[int, frozenset[int]] = {}
    for sentence in parsed.sentences:
        inside: set[int] = set()
        final = bisect_right(starts, sentence.sentence.span.end) - 1
        if final < 0 or (quotes[final].start < sentence.start and quotes[final].end <= sentence.start):
            result[sentence.index] = frozenset()
            continue
        for token in sentence.doc:
            at = sentence.start + token.idx
            last = bisect_right(starts, at) - 1
            if last >= 0 and at < quotes[last].end and quotes[last].words > _SCARE:
                inside.add(token.i)
        result[sentence.index] = frozenset(inside)
    return result


def _cast(parsed: Parsed, entities: Sequence[Entity], heads: Heads) -> Cast:
    order = sorted((e for e in entities if e.found), key=lambda e: (e.first(), e.sort, e.name))
    index = {id(e): at for at, e in enumerate(order)}
    links = {k: tuple(index[id(e)] for e in meant if id(e) in index) for k, meant in sorted(heads.items())}
    homes = Homes(order)
    return Cast(actors=tuple(_actor(parsed, e, homes) for e in order), heads={k: v for k, v in links.items() if v})


def _actor(parsed: Parsed, entity: Entity, homes: Homes) -> TaggedActor:
    mentions = sorted({(f.sentence, f.first, f.last, f.form) for f in entity.found})
    name = clean(entity.name)
    aliases = sorted({clean(a) for a in entity.aliases} - {name, ""})
    return TaggedActor(
        name=name, kind=entity.kind, aliases=tuple(aliases), role=_best(entity.roles),
        affiliation=homes.of(entity), side_guess=entity.side,
        mentions=tuple(Mention(span=parsed.sentences[s].span(a, b), form=form) for s, a, b, form in mentions),
    )  # fmt: skip


def _best(roles: Counter[str]) -> str | None:
    return max(sorted(roles), key=lambda r: (roles[r], len(r))) if roles else None
