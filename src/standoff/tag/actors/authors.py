"""Who writes in the first person: the body whose bulletin or letter a text is, and to whom a letter speaks.

Only texts that say "we" outside quotation marks again and again are taken as a party's own; a newspaper's "told us"
does not make one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from standoff.tag.actors.found import Entity, Found
from standoff.tag.actors.lexicon import low, terms
from standoff.tag.parse import Parsed, ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Heads = Mapping[tuple[int, int], list[Entity]]
_WE = frozenset(("we", "us", "our", "ours", "ourselves"))
_YOU = frozenset(("you", "your", "yours"))
_OFTEN = 2
_SIGNED = 14
_LAST = 2
_FIRST = 6


def is_header(sentence: ParsedSentence) -> bool:
    """Whether a title tells whose paper the text is: "Newsletter of the Dockers' Union"."""
    return sentence.sentence.aside == "title" and any(low(t) in terms("nouns", "bulletins") for t in sentence.doc)


def authors(
    parsed: Parsed, heads: Heads, entities: Sequence[Entity], quoted: Mapping[int, frozenset[int]]
) -> list[tuple[Found, list[Entity]]]:
    """The "we" of a party's own text with that party, and the "you" of a letter with those it is addressed to."""
    found: list[tuple[Found, list[Entity]]] = []
    ours = list(_said(parsed, quoted, _WE))
    if sum(t.dep_ in ("nsubj", "nsubjpass") for _, t in ours) >= _OFTEN:
        author = _author(parsed, heads, entities)
        if author is not None:
            _organs(parsed, heads, author)
            found += [(_found(at, t), [author]) for at, t in ours if (at, t.i) not in heads]
    addressed = _addressed(parsed, heads)
    if addressed:
        found += [(_found(at, t), addressed) for at, t in _said(parsed, quoted, _YOU) if (at, t.i) not in heads]
    return found


def _said(parsed: Parsed, quoted: Mapping[int, frozenset[int]], words: frozenset[str]) -> Iterator[tuple[int, Token]]:
    for sentence in parsed.sentences:
        inside = quoted.get(sentence.index, frozenset())
        for token in sentence.among(words):
            if token.i not in inside and token.text != "US":
                yield sentence.index, token


def _author(parsed: Parsed, heads: Heads, entities: Sequence[Entity]) -> Entity | None:
    """The body of the header, else the one that signs, else the committee or union that the text calls "your"."""
    for sentence in parsed.sentences[:_FIRST]:
        if is_header(sentence):
            named = _bodies(heads, sentence)
            if named:
                return named[0]
    for sentence in parsed.sentences[-_LAST:]:
        if len(sentence.doc) <= _SIGNED:
            signing = _bodies(heads, sentence)
            if signing:
                return signing[0]
    for sentence in parsed.sentences:
        for token in sentence.doc:
            if token.dep_ == "poss" and low(token) in ("our", "your"):
                own = [e for e in heads.get((sentence.index, token.head.i), []) if e.sort in ("union", "body")]
                if own:
                    return own[0]
    unions = [e for e in entities if e.sort == "union"]
    return unions[0] if len(unions) == 1 else None


def _organs(parsed: Parsed, heads: Heads, author: Entity) -> None:
    """What a union calls "your committee" stands with it."""
    if author.sort not in ("union", "body"):
        return
    for sentence in parsed.sentences:
        for token in sentence.doc:
            if token.dep_ == "poss" and low(token) in ("our", "your"):
                for entity in heads.get((sentence.index, token.head.i), []):
                    entity.protest += 2 * (entity.sort == "body")


def _bodies(heads: Heads, sentence: ParsedSentence) -> list[Entity]:
    """The bodies named in a sentence, unions and ministries first."""
    named: list[Entity] = []
    for token in sentence.doc:
        for e in heads.get((sentence.index, token.i), []):
            if e.sort not in ("person", "group", "place", "court") and e not in named:
                named.append(e)
    return sorted(named, key=lambda e: e.sort not in ("union", "ministry", "company"))


def _addressed(parsed: Parsed, heads: Heads) -> list[Entity]:
    """Those named in the opening of a letter: "Dear Dr A and Dr B", "To: A, chair of the union"."""
    for sentence in parsed.sentences[:_FIRST]:
        doc = sentence.doc
        opening = low(doc[0]) if len(doc) else ""
        if opening != "dear" and not (opening == "to" and len(doc) > 1 and doc[1].text == ":"):
            continue
        named: list[Entity] = []
        for token in doc:
            for e in heads.get((sentence.index, token.i), []):
                if e.sort == "person" and e not in named:
                    named.append(e)
        if named:
            return named
    return []


def _found(sentence: int, token: Token) -> Found:
    return Found(sentence=sentence, first=token.i, last=token.i, form="pronoun", heads=(token.i,), text=token.text)
