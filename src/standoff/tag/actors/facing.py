"""Who sits across the table from a union: "talks between X and the union", "the union and X reached a deal"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import low, terms
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRM = 2.0
"""So much shown protest keeps a body with those who protest."""


def across(parsed: Parsed, heads: Mapping[tuple[int, int], list[Entity]]) -> None:
    """Put a body that deals with a union, and shows no protest of its own, on the other side.

    Sides of bodies must be set; both must be named together as the two that deal with each other.
    """
    for (index, i), meant in sorted(heads.items()):
        token = parsed.sentences[index].doc[i]
        if not token.conjuncts or not _deals(token):
            continue
        joined = [e for c in token.conjuncts if c.i > i for e in heads.get((index, c.i), [])[:1]]
        if len(joined) != 1 or len(meant) != 1:
            continue
        for ours, other in ((meant[0], joined[0]), (joined[0], meant[0])):
            if _union(ours) and _may_face(other):
                other.side = "authority"
                other.weak = False


def _union(entity: Entity) -> bool:
    return entity.side == "protesters" and (entity.sort in ("union", "group") or entity.protest >= _FIRM)


def _may_face(entity: Entity) -> bool:
    if entity.sort not in ("org", "company", "body") or entity.protest >= _FIRM:
        return False
    return entity.side == "unknown" or (entity.side == "protesters" and entity.protest <= 1)


def _deals(token: Token) -> bool:
    """Whether the nouns joined to the token deal with each other, and with nobody else."""
    if token.dep_ == "pobj" and low(token.head) == "between":
        return token.head.head.lemma_.lower() in terms("verbs", "dealings") | terms("nouns", "ties")
    if token.dep_ == "appos" and low(token.head) in terms("nouns", "pairs"):
        return True  # "the two sides, A and B,"
    verb = token.head
    if verb.lemma_.lower() in terms("verbs", "speech"):
        told = (c for c in verb.children if c.dep_ == "ccomp" and any(low(s) == "they" for s in c.children))
        verb = next(told, verb)  # "A and B said they had reached a deal"
    if token.dep_ != "nsubj" or verb.lemma_.lower() not in terms("verbs", "together"):
        return False
    taken = [c for c in verb.children if c.dep_ in ("dobj", "prep")]
    return not any(low(c) in ("with", "against", "from") for t in taken for c in (t, *t.children))
