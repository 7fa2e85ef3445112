"""Words that stand for others by where they stand: "both sides", "the latter", "the letter" for who sent it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from standoff.model import Side
from standoff.tag.actors.found import Entity, Found
from standoff.tag.actors.lexicon import low, subject_verb, terms
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

Heads = Mapping[tuple[int, int], list[Entity]]
Standing = tuple[Found, list[Entity]]
_BACK, _REACH = 3, 120
_BODIES = frozenset(("union", "body", "company", "ministry", "agency", "party", "government", "org", "group"))


def letters(parsed: Parsed, heads: Heads) -> list[Standing]:
    """Papers that act, with their senders: "the letter turned down the demand" tells what its sender did.

    The sender is named with the paper, in this sentence or the three before; else the last sentence's subject, when
    it is a body.
    """
    found: list[Standing] = []
    for sentence in parsed.sentences:
        for token in sentence.among(terms("nouns", "papers")):
            if (sentence.index, token.i) in heads:
                continue
            verb = subject_verb(token)
            if verb is None or token.dep_ != "nsubj" or verb.lemma_.lower() not in terms("verbs", "of_papers"):
                continue
            sender = _sender(parsed, heads, sentence.index, token)
            if sender is not None:
                found.append((_found(sentence.index, token), [sender]))
    return found


def _sender(parsed: Parsed, heads: Heads, at: int, token: Token) -> Entity | None:
    for index in range(at, max(-1, at - _BACK - 1), -1):
        doc = parsed.sentences[index].doc
        end = token.i + 1 if index == at else len(doc)
        for paper in reversed(doc[max(0, end - _REACH) : end]):
            if low(paper) not in terms("nouns", "papers"):
                continue
            by = [e for t in _senders(paper) for e in heads.get((index, t.i), [])]
            if by:
                return by[0]
    for t in parsed.sentences[at - 1].doc[:_REACH] if at else ():
        own = heads.get((at - 1, t.i), [])
        if t.dep_ == "nsubj" and t.head.dep_ == "ROOT" and len(own) == 1 and own[0].sort in _BODIES:
            return own[0]
    return None


def _senders(paper: Token) -> Iterator[Token]:
    """The words that tell who a paper is from: "X's letter", "a letter sent by X", "X wrote a letter"."""
    for child in paper.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and low(child) in ("from", "by"):
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "acl" and child.lemma_.lower() in terms("verbs", "sending"):
            yield from (c for a in child.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj")
    verb = paper.head
    if paper.dep_ == "dobj" and verb.lemma_.lower() in terms("verbs", "sending"):
        yield from (c for c in verb.children if c.dep_ == "nsubj")
    if paper.dep_ in ("nsubj", "nsubjpass"):
        yield from (c for a in verb.children if a.dep_ == "agent" for c in a.children if c.dep_ == "pobj")
        if verb.lemma_.lower() in ("come", "arrive"):
            preps = (p for p in verb.children if p.dep_ == "prep" and low(p) == "from")
            yield from (c for p in preps for c in p.children if c.dep_ == "pobj")


class Parties:
    """The bodies and groups of each side, by where they are mentioned; sides must be set."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._named: dict[Side, list[tuple[tuple[int, int], int]]] = {}
        self._entities = entities
        for at, entity in enumerate(entities):
            if entity.sort in _BODIES:
                self._named.setdefault(entity.side, []).extend((place, at) for place in entity.places)
        for places in self._named.values():
            places.sort()

    def last(self, side: Side, place: tuple[int, int]) -> Entity | None:
        """The party of the side that was named last before the place, else first after it; None without one."""
        named = self._named.get(side, [])
        if not named:
            return None
        return self._entities[named[max(0, bisect_left(named, (place, -1)) - 1)][1]]


def pairs(parsed: Parsed, heads: Heads, parties: Parties) -> list[Standing]:
    """Words such as "both sides" and "the latter", with those they stand for; sides must be set."""
    found: list[Standing] = []
    either = terms("nouns", "pairs") | {"latter", "former"}
    for sentence in parsed.sentences:
        for token in sentence.among(either):
            if (sentence.index, token.i) in heads:
                continue
            place = (sentence.index, token.i)
            if _is_pair(token):
                ours, theirs = (parties.last(side, place) for side in ("protesters", "authority"))
                if ours is not None and theirs is not None:
                    found.append((_found(sentence.index, token), [ours, theirs]))
            elif low(token) in ("latter", "former") and _alone(token):
                one = _of_pair(parsed, heads, place, low(token) == "latter")
                if one is not None:
                    found.append((_found(sentence.index, token), [one]))
    return found


def _is_pair(token: Token) -> bool:
    if low(token) not in terms("nouns", "pairs"):
        return False
    before = {low(c) for c in token.children if c.i < token.i}
    if before & {"both", "two"}:
        return True
    return before == {"the"} and low(token) == "sides"


def _alone(token: Token) -> bool:
    """Whether "the latter" stands for somebody, not before a noun."""
    article = token.i > 0 and low(token.nbor(-1)) == "the"
    return article and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj")


def _of_pair(parsed: Parsed, heads: Heads, place: tuple[int, int], last: bool) -> Entity | None:
    """The last or the first of the two actors named last before the place, in its sentence or the one before."""
    named: list[Entity] = []
    for index in (place[0] - 1, place[0]):
        if index < 0:
            continue
        doc = parsed.sentences[index].doc
        end = len(doc) if index < place[0] else place[1]
        for i in range(max(0, end - _REACH), end):
            for entity in heads.get((index, i), [])[:1]:
                named = [e for e in named if e is not entity] + [entity]
    if len(named) < 2:
        return None
    return named[-1] if last else named[-2]


def _found(sentence: int, token: Token) -> Found:
    return Found(sentence=sentence, first=token.i, last=token.i, form="nominal", heads=(token.i,), text=token.text)
