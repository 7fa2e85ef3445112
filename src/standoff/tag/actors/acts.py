"""What verbs tell of who does them: acts of protest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from standoff.tag.actors.lexicon import low, terms

if TYPE_CHECKING:
    from spacy.tokens import Token


def protest_act(verb: Token) -> bool:
    """Whether the verb is an act of those who protest: "strike", "resume their agitation", "walk out", "demand"."""
    lemma = verb.lemma_.lower()
    if lemma in terms("verbs", "protest"):
        return True
    if lemma == "walk" and any(low(c) in ("out", "off") for c in verb.children):
        return True
    if lemma in ("come", "go") and any(low(c) == "out" and c.dep_ == "prt" for c in verb.children):
        return True  # "we are coming out", "thousands more went out"
    if lemma == "be" and any(low(p) == "on" and any(_names_protest(c) for c in p.children) for p in verb.children):
        return True  # "have been on strike"
    if lemma in ("return", "go", "get") and any(
        low(p) == "to" and any(low(c) in ("work", "duty", "duties", "picket") for c in p.children) for p in _preps(verb)
    ):
        return True
    if _towards(verb, 2):
        return True
    for child in verb.children:
        goes_on = child.dep_ in ("xcomp", "conj", "acomp") and child.i > verb.i
        if goes_on and child.pos_ == "VERB" and child.lemma_.lower() in terms("verbs", "protest"):
            return True
        if (
            goes_on
            and child.dep_ in ("acomp", "xcomp")
            and any(c.dep_ == "xcomp" and c.lemma_.lower() in terms("verbs", "protest") for c in child.children)
        ):
            return True
    if lemma in terms("verbs", "protest_governors"):
        if any(c.dep_ == "oprd" for c in verb.children):
            return False  # "called the strike unlawful"
        return any(_names_protest(t) for t in _complements(verb))
    return False


def _towards(verb: Token, depth: int) -> bool:
    """Whether the verb leads to an act of protest: "voted to suspend their strike", "sat down to demand pay"."""
    for child in verb.children:
        if child.dep_ == "xcomp" and child.i > verb.i and child.pos_ == "VERB" and depth:
            lemma = child.lemma_.lower()
            if lemma in terms("verbs", "protest_governors") and any(_names_protest(t) for t in _complements(child)):
                return True
            out = lemma == "walk" and any(low(c) in ("out", "off") for c in child.children)
            if out or lemma in terms("verbs", "protest") or _towards(child, depth - 1):
                return True
        aim = child.dep_ == "advcl" and child.i > verb.i and any(low(c) == "to" for c in child.children)
        if aim and child.lemma_.lower() in ("demand", "protest", "press"):
            return True
    return False


def _preps(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "prep":
            yield child
        elif child.dep_ == "advmod":
            yield from (c for c in child.children if c.dep_ == "prep")


def _names_protest(token: Token) -> bool:
    return token.lemma_.lower() in terms("verbs", "protest_objects") or low(token) in terms("verbs", "protest_objects")


def _complements(verb: Token) -> Iterator[Token]:
    """The nouns a verb takes: its object, the object's own "of", and what follows "on", "with", "for"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "dobj":
            yield child
            yield from (c for c in child.children if c.dep_ in ("compound", "conj"))
            yield from (c for p in child.children if p.dep_ == "prep" and low(p) == "of" for c in p.children)
        elif child.dep_ == "prep" and low(child) in ("on", "with", "for", "in"):
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "xcomp":
            yield from (c for c in child.children if c.dep_ == "dobj")
            yield from (c for p in child.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj")
