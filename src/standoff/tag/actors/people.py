"""Persons: one entity for all names of a person in the report, with role, affiliation and gender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from standoff.tag.actors.beside import Beside
from standoff.tag.actors.found import Entity, Found, Sort, heads_of
from standoff.tag.actors.lexicon import low, role_of, terms
from standoff.tag.actors.names import Name
from standoff.tag.actors.sorting import Sighting, key_of
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BRACKET = 4
"""Tokens from an affiliation to the role: at most an abbreviation in brackets."""
_DOING = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative"))


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names (as keys) may be one person's: the same surname, and first names that do not differ.

    One name may be the surname alone, have initials, or leave out middle names. A name of one word also matches a
    first name that stands alone elsewhere only when it is the whole of it.
    """
    short, full = sorted((list(a), list(b)), key=len)
    if not short:
        return False
    if short[-1] != full[-1]:
        return False
    rest, given = short[:-1], full[:-1]
    at = 0
    for part in rest:
        while at < len(given) and not _fits(part, given[at]):
            at += 1
        if at == len(given):
            return False
        at += 1
    return True


def _fits(a: str, b: str) -> bool:
    return (
        a == b
        or (len(a) == 1 and b.startswith(a))
        or (len(b) == 1 and a.startswith(b))
        or (len(a) >= 3 and len(b) >= 3 and a + "a" != b and b + "a" != a and (a.startswith(b) or b.startswith(a)))
    )


def _owners(keys: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """For each name (as key, fullest first) the fullest name of the same person, where only one fits."""
    owner: dict[tuple[str, ...], tuple[str, ...]] = {}
    by_surname: dict[str, list[tuple[str, ...]]] = {}
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for key in keys:
        hosts = {owner[k] for k in by_surname.get(key[-1], ()) if same_person(key, k)}
        if not hosts and len(key) == 1 and len(key[0]) > 2:
            hosts = {owner[k] for k in by_word.get(key[0], ())}
        owner[key] = hosts.pop() if len(hosts) == 1 else key
        by_surname.setdefault(key[-1], []).append(key)
        for word in set(key) if len(key) > 1 else ():
            by_word.setdefault(word, []).append(key)
    return owner


def people(parsed: Parsed, sorts: Mapping[tuple[str, ...], Sort], sightings: Sequence[Sighting]) -> list[Entity]:
    """The persons of the report, in order of their first mention."""
    persons = [s for s in sightings if s.name.words and sorts.get(key_of(s.name.words)) == "person"]
    keys = sorted({key_of(s.name.words) for s in persons}, key=lambda k: (-len(k), -sum(map(len, k)), k))
    owner = _owners(keys)
    entities: dict[tuple[str, ...], Entity] = {}
    shared: Beside | None = None
    for at, seen in enumerate(persons):
        name, doc = seen.name, parsed.sentences[seen.name.sentence].doc
        entity = entities.setdefault(owner[key_of(name.words)], Entity(name="", sort="person"))
        found = Found(sentence=name.sentence, first=name.from_, last=name.last, form="name",
                      heads=_heads(doc, name), text=name.text)  # fmt: skip
        entity.add(found, name.text)
        entity.title = entity.title or name.title
        if name.title in terms("male"):
            entity.gender = "m"
        elif name.title in terms("female"):
            entity.gender = "f"
        if name.role:
            entity.roles[name.role] += 1
        if name.home:
            entity.affiliations.append(_whole(doc, *name.home))
        for beside in (seen.beside, _shared(persons, at), shared):
            if beside is not None and beside.org is None:
                _take(entity, beside, doc_text(parsed, seen, beside))
        shared = (
            seen.beside
            if seen.beside and seen.beside.shared and seen.beside.last < name.first and _joined(persons, at)
            else None
        )
    for entity in entities.values():
        entity.name = max(entity.aliases, key=lambda n: (len(key_of(n.split())), len(n), n))
    return list(entities.values())


def _heads(doc: Doc, name: Name) -> tuple[int, ...]:
    """What may stand for the phrase; of "National Union of Porters (NUP) president A" also "Union", if it is the doer.

    The parser takes now the first, now the last word of such a chain for its head.
    """
    own = heads_of(doc, name.from_, name.last)
    over = _over_role(doc, name.last)
    if over is not None:
        own = tuple(sorted({*own, over}))
    if name.home is None or name.home[1] >= name.from_ or name.from_ - name.home[1] > _BRACKET:
        return own
    outer = heads_of(doc, name.home[0], name.last)
    return tuple(sorted({*own, *(i for i in outer if doc[i].dep_ in _DOING)}))


def _over_role(doc: Doc, i: int) -> int | None:
    """The doer that the name at `i` explains over a role: "Union" in "the Porters' Union president, Dr A, said"."""
    crossed = False
    for _ in range(3):
        if doc[i].dep_ != "appos":
            break
        i = doc[i].head.i
        if crossed and doc[i].dep_ in _DOING and doc[i].pos_ == "PROPN":
            return i
        crossed = crossed or any(role_of(t) for t in (doc[i], *doc[i].lefts))
    return None


def doc_text(parsed: Parsed, seen: Sighting, beside: Beside) -> str | None:
    """The words of the affiliation in a description."""
    doc = parsed.sentences[seen.name.sentence].doc
    return _whole(doc, *beside.home) if beside.home else None


def _whole(doc: Doc, first: int, last: int) -> str:
    """The words of an affiliation; of a part its whole: "NUP" for "the Calder Branch of the NUP"."""
    for i in range(first + 1, last):
        if low(doc[i]) == "of" and low(doc[i - 1]) in terms("nouns", "parts"):
            first = i + 2 if low(doc[i + 1]) == "the" and i + 2 <= last else i + 1
    return str(doc[first : last + 1].text)


def _take(entity: Entity, beside: Beside, home: str | None) -> None:
    if beside.role:
        entity.roles[beside.role] += 1
    entity.member = entity.member or beside.member
    entity.owned = entity.owned or beside.owned
    if home:
        entity.affiliations.append(home)


def _joined(persons: Sequence[Sighting], at: int) -> bool:
    """Whether the next person is joined to this one: "A and B"."""
    return (
        at + 1 < len(persons)
        and persons[at + 1].name.sentence == persons[at].name.sentence
        and (persons[at + 1].name.from_ - persons[at].name.last <= 3)
    )


def _shared(persons: Sequence[Sighting], at: int) -> Beside | None:
    """The description in the plural that follows the next name, when this one is joined to it."""
    if not _joined(persons, at):
        return None
    beside = persons[at + 1].beside
    return beside if beside and beside.shared and beside.first > persons[at + 1].name.last else None
