"""Lists of what is asked for: "a raise of 9 per cent, permanent contracts, two-person crews and a limit on shifts".

Parsers attach the members of a long list in many ways, so it is read off the surface: pieces between commas, the last
one after an "and", none of them a clause of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import Span, TaggedItem
from standoff.tag.moves import syntax
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_LEAST = 3
_LONGEST_PIECE = 20


def pieces(trigger: Token, complements: Sequence[Token]) -> list[tuple[int, int]]:
    """First and last token of each member of the list that begins with the complement; empty when it is no list."""
    nouns = [c for c in complements if c.dep_ in {"dobj", "pobj", "attr"} and c.i > trigger.i]
    if not nouns:
        return []
    start = min(n.left_edge.i for n in nouns)
    doc, end = trigger.doc, len(trigger.doc)
    cuts = [i for i in range(start, end) if doc[i].text in {",", ";"}]
    ranges: list[tuple[int, int]] = []
    for cut in [*cuts, end]:
        if cut > start:
            ranges.append((start, cut - 1))
        start = cut + 1
    kept: list[tuple[int, int]] = []
    for first, last in ranges:
        parts = (
            _at_and([doc[i] for i in range(first, last + 1)])
            if (first, last) == ranges[-1] or kept
            else [(first, last)]
        )
        for a, b in parts:
            if not _is_member(doc, a, b):
                return kept if len(kept) >= _LEAST else []
            kept.append((a, b))
        if len(parts) > 1:
            break
    return kept if len(kept) >= _LEAST else []


def _at_and(span: Sequence[Token]) -> list[tuple[int, int]]:
    """The piece cut at the "and" that closes the list: the last whose next word begins a noun phrase."""
    first, last = span[0].i, span[-1].i
    if span[0].lower_ in {"and", "or"} and len(span) > 1:
        return [(first + 1, last)]
    for token in reversed(span[1:-1]):
        if token.lower_ == "and" and token.nbor(1).pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "VERB"}:
            return [(first, token.i - 1), (token.i + 1, last)]
    return [(first, last)]


def _is_member(doc: Doc, first: int, last: int) -> bool:
    """Whether the words are a noun phrase or an infinitive, not a clause or an aside."""
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    tokens = [doc[i] for i in range(first, last + 1)]
    head = tokens[0]
    if (
        len(tokens) > _LONGEST_PIECE
        or head.tag_ in {"WDT", "WP", "WRB", "PRP"}
        or head.lower_ in words("verbs", "asides")
    ):
        return False
    finite = [
        t
        for t in tokens
        if t.tag_ in _FINITE and not any(w.tag_ in {"WDT", "WP"} or w.lower_ == "that" for w in tokens)
    ]
    return not finite and any(t.pos_ in {"NOUN", "PROPN"} for t in tokens)


def items(sentence: ParsedSentence, trigger: Token, complements: Sequence[Token]) -> tuple[TaggedItem, ...]:
    """The members of the list a demand asks for, each with its own words; none when it asks for one thing."""
    found = [_trimmed(sentence, a, b) for a, b in pieces(trigger, complements)] or _joined(sentence, complements)
    return tuple(TaggedItem(what=span.quote, evidence=(span,)) for span in found)


def _trimmed(sentence: ParsedSentence, first: int, last: int) -> Span:
    while last > first and (sentence.doc[last].is_punct or sentence.doc[last].is_space):
        last -= 1
    return sentence.span(first, last)


def _joined(sentence: ParsedSentence, complements: Sequence[Token]) -> list[Span]:
    """Two nouns joined by "and", as the parser has them: "better pay and safer roads"."""
    for complement in complements:
        members = syntax.members(complement)
        if len(members) < 2 or complement.dep_ in {"xcomp", "ccomp", "acl"}:
            continue
        found = []
        for place, member in enumerate(members):
            right = member.right_edge.i
            if place + 1 < len(members):
                right = min(right, members[place + 1].left_edge.i - 1)
            while right > member.i and sentence.doc[right].dep_ in {"cc", "punct"}:
                right -= 1
            found.append(sentence.span(member.left_edge.i, max(right, member.i)))
        return found
    return []
