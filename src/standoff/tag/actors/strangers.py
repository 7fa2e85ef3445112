"""People of a sentence who are no actors, yet may be whom "he" or "she" means: "the victim's father said he ..."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from standoff.tag.actors.capitals import capital
from standoff.tag.actors.found import Entity, heads_of
from standoff.tag.actors.lexicon import low, occupations, singular, terms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WINDOW = 120
_PARTS = frozenset(("nsubj", "nsubjpass", "dobj", "poss", "pobj", "conj"))


def strangers(
    doc: Doc, known: Mapping[tuple[int, int], list[Entity]], index: int, end: int
) -> Iterator[tuple[Token, Entity]]:
    """Heads of names and of nouns for one person before token `end` that mean no actor, each with a stand-in.

    A stand-in has no mentions (`found` is empty); two sightings of one surname share it.
    """
    made: dict[str, Entity] = {}
    start = max(0, end - _WINDOW)
    taken = {i for i in range(start, end) if (index, i) in known}
    for first in range(start, end):
        if doc[first].ent_iob_ != "B" or doc[first].ent_type_ != "PERSON":
            continue
        last = first
        while last + 1 < end and doc[last + 1].ent_iob_ == "I":
            last += 1
        inside = set(range(first, last + 1))
        if not inside & taken:
            taken |= inside
            key = doc[last].text.lower()
            yield doc[heads_of(doc, first, last)[0]], made.setdefault(key, Entity(name=key, sort="person"))
    for i in range(start, end):
        token = doc[i]
        if i not in taken and _unread_name(token):
            key = token.text.lower()
            yield token, made.setdefault(key, Entity(name=key, sort="person"))
        elif i not in taken and token.tag_ == "NN" and token.dep_ not in ("compound", "appos", "attr"):
            gender = _gender(low(token))
            if gender is not None:
                yield token, Entity(name=low(token), sort="person", gender=gender)


def crowds(
    doc: Doc, known: Mapping[tuple[int, int], list[Entity]], index: int, end: int
) -> Iterator[tuple[Token, Entity]]:
    """Plural nouns for people before token `end` that do something and mean no actor, each with a stand-in."""
    for token in doc[max(0, end - _WINDOW) : end]:
        if (index, token.i) in known or token.tag_ != "NNS" or token.ent_type_ in ("DATE", "TIME"):
            continue
        if token.dep_ in ("nsubj", "nsubjpass") and _people(singular(low(token))):
            yield token, Entity(name=low(token), sort="group")


def _people(word: str) -> bool:
    """Whether a noun in the singular is one for people."""
    if word in occupations() or word in terms("roles") or word in terms("nouns", "crowds"):
        return True
    return word in terms("nouns", "men") or word in terms("nouns", "women") or word.endswith(("ist", "ian", "ee"))


def _unread_name(token: Token) -> bool:
    """Whether the word may be somebody's name that the entity tagger did not know for one."""
    if token.pos_ != "PROPN" or token.dep_ not in _PARTS or not capital(token) or low(token) in terms("nouns", "men"):
        return False
    return token.ent_type_ == "" or (token.ent_type_ in ("ORG", "GPE") and token.dep_ in ("nsubj", "poss"))


def _gender(word: str) -> Literal["m", "f", None]:
    return "m" if word in terms("nouns", "men") else "f" if word in terms("nouns", "women") else None
