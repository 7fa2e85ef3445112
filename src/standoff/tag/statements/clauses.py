"""Clauses as the finder of statements sees them: their subjects, their marks, and where one voice ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.tag.statements.lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def that_of(clause: Token) -> Token | None:
    """The "that" which begins the clause, if any."""
    return next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "that"), None)


def cut(verb: Token, first: int, end: int) -> int:
    """Where the content of `verb` ends that the parse lets end at token `end`: before another statement.

    ", adding that ..." starts one of its own, and so does "and said that ..." where the parser took it for a part of
    what is said, and ", while others said ...".
    """
    doc, lex = verb.doc, lexicon()
    for word in doc[first:end]:
        if word.text == "," and word.i + 1 < end:
            follower = doc[word.i + 1]
            if follower.tag_ == "VBG" and follower.lemma_.lower() in lex.clause:
                return word.i
        if word.tag_ in FINITE and word.i > first and (begins := _begins(word, verb)) is not None and begins > first:
            return begins
    return end


def _begins(word: Token, verb: Token) -> int | None:
    """Where the statement begins of which `word`, inside another's content, is the cue; None where it is none."""
    if word.tag_ != verb.tag_ or word.lemma_.lower() not in lexicon().clause:
        return None
    if not any(c.dep_ == "ccomp" and (has_subject(c) or that_of(c) is not None) for c in word.rights):
        return None
    if word.dep_ == "advcl":
        mark = word.left_edge
        return mark.i - 1 if mark.lower_ == "while" and mark.i and mark.nbor(-1).text == "," else None
    if saying_of(word) is None:
        return None
    before = [c for c in word.lefts if c.dep_ not in ("advmod", "aux", "neg")]
    start = min((c.left_edge.i for c in (*before, word)), default=word.i)
    joint = word.doc[start - 1] if start else None
    return start - 1 if joint is not None and joint.tag_ == "CC" and not before else None


def saying_of(verb: Token) -> Token | None:
    """The verb of saying beside which `verb` belongs: in "said they had met and noted that ..." the parser hangs
    "noted" on what is said.

    None where the parse needs no such help.
    """
    if verb.dep_ != "conj" or has_subject(verb) or verb.lemma_.lower() not in lexicon().clause:
        return None
    clause = verb.head
    while clause.dep_ == "conj" and clause.head is not clause:
        clause = clause.head
    if any(c.lemma_ in ("have", "be") for c in verb.head.lefts if c.dep_ in ("aux", "auxpass")):
        return None  # "he has met them and assured them that ...": one "has" for both
    above = clause.head
    says = clause.dep_ == "ccomp" and above.tag_ == verb.tag_ and above.lemma_.lower() in lexicon().clause
    return above if says and verb.tag_ in FINITE else None
