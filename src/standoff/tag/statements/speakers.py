"""Who speaks: from a verb of saying to the head of its subject, and from there to the words of the noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.model import Span
from standoff.tag.parse import ParsedSentence
from standoff.tag.statements.clauses import saying_of
from standoff.tag.statements.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 8
"""How many verbs above a verb without a subject are asked for theirs."""
_APPOSED = frozenset({"WP", "WDT", "DT", "NN", "NNS", "JJ", "VBG", "VBN"})
_REACH = 24
"""Words at the start of a sentence among which a cut-off subject is sought."""
_SHARED = frozenset({"advcl", "xcomp", "conj", "pcomp", "prep", "dep", "ccomp"})
_INSIDE = frozenset({"prep", "conj", "cc", "nummod", "case", "npadvmod"})
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})


@dataclass(frozen=True, slots=True, eq=False)
class Speaker:
    """The head of the speaker's noun phrase, in its sentence."""

    sentence: ParsedSentence
    head: Token

    @property
    def pronoun(self) -> bool:
        """Whether a pronoun stands for the speaker."""
        return self.head.tag_ == "PRP"

    @property
    def several(self) -> bool:
        """Whether more than one speak: a plural or names that "and" joins."""
        if self.head.lower_ in ("they", "we"):
            return True
        return self.head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in self.head.children)


def subject(verb: Token) -> Token | None:
    """The noun, name or pronoun that does what `verb` says, shared subjects of linked verbs included.

    "X, who said", "X did it, saying", "X said and added", "a statement saying" (its author), "said by X".
    """
    at, passive_counts = saying_of(verb) or verb, False
    for _ in range(_CLIMB):
        for child in at.children:
            if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass" and passive_counts):
                return _before_apposition(_antecedent(child, at))
            if child.dep_ == "agent" and at is verb:
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        if any(c.dep_ == "nsubjpass" for c in at.children):
            return None
        if at.dep_ in ("acl", "relcl"):
            return author(at.head) if at.head.lemma_.lower() in lexicon().documents else at.head
        if at.dep_ == "ROOT" or at.dep_ not in _SHARED or at.head is at:
            return _across(verb) if at is verb else None
        if at.dep_ == "ccomp" and at.tag_ not in ("VBG", "VBN"):
            return None
        # "X was quoted as saying": the subject of the passive verb is the one who speaks.
        passive_counts = at.dep_ in ("pcomp", "prep", "advcl", "xcomp")
        at = at.head
    return None


def _across(verb: Token) -> Token | None:
    """The subject of a finite verb that the parser cut off from it: "Lee, who …, said", "Lee did this, said that"."""
    doc = verb.doc
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i < 2 or doc[verb.i - 1].text != ",":
        return None
    for child in verb.lefts:
        # "She apologised for the delay, said it would not happen again and left": one subject for all three.
        if child.dep_ == "ccomp" and (first := next((c for c in child.lefts if c.dep_ == "nsubj"), None)) is not None:
            return None if first.lower_ in ("i", "we", "it", "who", "which") else first
    for word in doc[: min(verb.i - 1, _REACH)]:
        if word.text == "," and word.i and doc[word.i + 1].tag_ in _APPOSED:
            before = doc[word.i - 1]
            while before.dep_ == "conj" and before.head.i < before.i:
                before = before.head
            named = before.tag_ == "NNP" and before.dep_ not in ("pobj", "dobj", "poss", "npadvmod")
            return before if named or before.dep_ in ("nsubj", "nsubjpass") else None
    return None


def _before_apposition(head: Token | None) -> Token | None:
    """The name, where the parser took the apposition for the head: "A Lee and B Cole, co-chairs of …, said"."""
    if head is None or head.tag_ in ("NNP", "NNPS", "PRP"):
        return head
    for word in head.doc[head.left_edge.i : head.i]:
        if word.text == "," and word.i > head.left_edge.i:
            before = head.doc[word.i - 1]
            while before.dep_ == "conj" and before.head.i >= head.left_edge.i and before.head.i < before.i:
                before = before.head
            return before if before.tag_ == "NNP" else head
    return head


def _antecedent(found: Token, verb: Token) -> Token | None:
    """For "who" and "which", the noun they stand for."""
    if found.tag_ in ("WDT", "WP"):
        while verb.dep_ == "conj":
            verb = verb.head
        return verb.head if verb.dep_ == "relcl" and verb.head is not verb else None
    if found.lower_ in lexicon().never_speakers or found.tag_ in ("EX", "WRB"):
        return None
    return found


def relative(sentence: ParsedSentence, verb: Token) -> Span | None:
    """The "who" or "which" that stands for the speaker beside the verb of saying: "Ann Lee, who said ...".

    Nothing where the verb has a subject of its own.
    """
    at = verb
    for _ in range(_CLIMB):
        found = next((c for c in at.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return sentence.span(found.i, found.i) if found.tag_ in ("WP", "WDT") else None
        if at.dep_ not in ("xcomp", "conj", "advcl"):
            return None
        at = at.head
    return None


def author(noun: Token) -> Token:
    """Whose `noun` it is: "the union's claim", "a statement by X", "X issued a statement"; else the noun itself."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), noun)
    verb = noun.head
    if noun.dep_ == "pobj" and verb.head is not verb:
        verb = verb.head
    if noun.dep_ in ("dobj", "pobj") and verb.pos_ == "VERB":
        return subject(verb) or noun
    return noun


def phrase(sentence: ParsedSentence, head: Token) -> Span:
    """The noun phrase around `head`, without what follows it in apposition or as a clause.

    "Ann Lee, a spokeswoman" gives "Ann Lee"; "the head of the union" stays whole; "A and B" too.
    """
    first, last = head.i, head.i
    for child in head.lefts:
        if child.dep_ not in ("punct", "cc", "mark", "advcl", "preconj"):
            first = min(first, child.left_edge.i)
    for child in head.rights:
        begins = child.left_edge.i
        if child.dep_ not in _INSIDE or begins > last + 1 or child.tag_ in ("VBG", "VBN"):
            if child.dep_ == "conj" and _joined(child):
                last = max(last, _plain_end(child))
                continue
            break
        if child.dep_ == "prep" and child.lower_ in ("on", "after", "before", "during", "since", "following"):
            break
        last = max(last, _plain_end(child))
    doc = head.doc
    while first < last and (doc[first].is_space or doc[first].is_quote or doc[first].is_punct):
        first += 1
    while last > first and (doc[last].is_space or doc[last].is_punct or doc[last].lower_ in ("and", "'s", "’s")):
        last -= 1
    return sentence.span(first, last)


def _joined(later: Token) -> bool:
    """Whether `later` is a member of a list that "and" closes."""
    doc, begins = later.doc, later.left_edge.i
    return doc[begins - 1].lower_ in ("and", "&") or any(c.dep_ == "cc" for c in later.children)


def _plain_end(token: Token) -> int:
    """The last word of `token`'s phrase before a comma, a dash or a clause."""
    end = token.i
    for word in token.doc[token.i + 1 : token.right_edge.i + 1]:
        if word.dep_ in ("relcl", "appos", "acl", "advcl") or word.text in (",", "(", "–", "—", ";", ":"):
            break
        if word.text == "-" and word.i and word.nbor(-1).whitespace_:
            break
        end = word.i
    return end


def speaks(token: Token | None) -> bool:
    """Whether the subject can speak: not a number, a clause or a thing such as "the move"."""
    if token is None or token.lower_ in lexicon().never_speakers or token.pos_ == "VERB":
        return False
    return token.text[0].isalnum()
