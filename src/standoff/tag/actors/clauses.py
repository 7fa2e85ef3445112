"""What the clause of a pronoun tells of whom it may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.lexicon import low, subject_verb, terms

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 8
_FRONT = 8
_THINGS = frozenset(("with", "in", "on", "of", "about", "at", "into", "like", "over", "under", "without"))


def is_thing(token: Token) -> bool:
    """Whether "it" or "them" stands where things stand: "denied it", "asked about it", "it lasted"."""
    verb = token.head
    lemma = verb.lemma_.lower()
    if token.dep_ in ("dobj", "dative"):
        return lemma not in terms("verbs", "to_somebody") or lemma in terms("verbs", "answers")
    if token.dep_ == "pobj":
        some = low(token.head) == "of" and (
            token.head.head.like_num or low(token.head.head) in terms("nouns", "wholes")
        )
        return low(token.head) in _THINGS and not some
    return False


def may_be_thing(token: Token) -> bool:
    """Whether "it" does what things do as well as actors: then only the last sentence's subject is meant."""
    verb = token.head
    if token.dep_ != "nsubj" or low(token) != "it" or protest_act(verb):
        return False
    return not any(verb.lemma_.lower() in terms("verbs", k) for k in ("speech", "authority", "act", "answers"))


def governor(token: Token) -> Token | None:
    """The subject of the clause that a pronoun's own clause belongs to: "the union" in "the union said it would"."""
    own = token.dep_ != "poss"
    at = token.head
    for _ in range(_STEPS):
        if at.pos_ in ("VERB", "AUX"):
            subject = None if own else next((c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is not None and subject.i < token.i:
                if low(subject) in ("which", "who", "that") and at.dep_ == "relcl":
                    return at.head
                return subject if subject.right_edge.i < token.i else None
            if subject is not None or (own and at.dep_ == "conj"):
                return None
            own = False
        if at.head is at:
            return None
        at = at.head
    return None


def cataphor(token: Token) -> Token | None:
    """The subject named behind a possessive that opens its sentence: "In her letter, Rao said ..."; else None."""
    if token.dep_ != "poss" or token.i > _FRONT:
        return None
    at = token.head
    for _ in range(_STEPS):
        if at.dep_ in ("prep", "advcl") and at.head.dep_ == "ROOT" and at.right_edge.i < at.head.i:
            subjects = (c for c in at.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > token.i)
            subject = next(subjects, None)
            named = subject is not None and subject.pos_ == "PROPN"
            return subject if named and (at.left_edge.i == 0 or low(at.doc[0]) in ("and", "but")) else None
        if at.head is at or at.pos_ in ("VERB", "AUX"):
            return None
        at = at.head
    return None


def is_rival(token: Token, subject: Token) -> bool:
    """Whether a noun that is no actor agrees in number with the pronoun and so may be what it means."""
    if subject.pos_ != "NOUN":
        return False
    many = subject.tag_ in ("NNS", "NNPS")
    return many == (low(token) in ("they", "them", "their", "theirs", "themselves"))


def in_content(candidate: Token, pronoun: Token) -> bool:
    """Whether the candidate stands in what the pronoun is reported to say: "the director would go, she said"."""
    if not speaks(pronoun):
        return False
    said = [c for c in pronoun.head.children if c.dep_ in ("ccomp", "parataxis") and c.i < pronoun.i]
    return any(c.left_edge.i <= candidate.i <= c.right_edge.i for c in said)


def doers(verb: Token) -> list[Token]:
    """The subjects of a verb, those of the verb it is joined to where it has none of its own."""
    for _ in range(4):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own or verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head is verb:
            return own
        verb = verb.head
    return []


def speaks(token: Token) -> bool:
    """Whether the word is the subject of a verb of saying."""
    verb = subject_verb(token)
    return verb is not None and verb.lemma_.lower() in terms("verbs", "speech")


def granting(pronoun: Token) -> Token | None:
    """The verb of "although the ministry agreed" before "they refrained from signing": its subject goes on acting.

    None where what follows is an act of the other side: "although the ministry raised its offer, they walked out".
    """
    verb = pronoun.head
    if pronoun.dep_ != "nsubj" or protest_act(verb) or verb.lemma_.lower() in terms("verbs", "answers"):
        return None
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.i < pronoun.i]
    return next((c for c in clauses if any(low(m) in ("although", "though") for m in c.children)), None)
