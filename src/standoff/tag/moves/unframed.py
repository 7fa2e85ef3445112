"""Moves that no frame knows and the weights do: their arguments are read off the grammar alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from standoff.model import MoveKind
from standoff.tag.moves import syntax
from standoff.tag.moves.clues import tells
from standoff.tag.moves.frames import Frame
from standoff.tag.moves.judge import Verdict
from standoff.tag.moves.match import Match
from standoff.tag.moves.speech import Spoken

if TYPE_CHECKING:
    from spacy.tokens import Token

KEPT = 0.02
"""Chance below which what a frame found is let go."""
TOLD = 0.5
"""Chance from which a word tells a move without a frame."""
_TO = ("dative", "object_person", "to", "with", "from", "of", "against", "on")
_NOBODY = {"incident"}
_SAID_NO = {"refuse", "deny", "accuse"}
"""Kinds that a negated verb can tell: "would not talk", "has not kept its word"."""
_INNER = {
    "xcomp",
    "ccomp",
    "acl",
    "pcomp",
    "prep",
    "dobj",
    "pobj",
    "nsubj",
    "nsubjpass",
    "attr",
    "compound",
    "poss",
    "aux",
}


def _one_clause(a: Token, b: Token) -> bool:
    """Whether two words tell one thing: one stands in what the other says, asks or does."""
    inner, outer = (a, b) if b.is_ancestor(a) else (b, a)
    while inner != outer:
        if inner.dep_ not in _INNER or inner.head == inner:
            return False
        inner = inner.head
    return True


def _undone(verdict: Verdict) -> bool:
    """Whether the verb is negated and would tell the act: "did not reject the offer" refuses nothing."""
    if not syntax.negated(verdict.token):
        return False
    return verdict.kind not in _SAID_NO or verdict.kind in tells(verdict.token)


@cache
def _plain(kind: MoveKind, verb: bool, passive: bool) -> Frame:
    """A frame that asks for nothing: who does the verb acts; of a noun its owner; who leaves by being removed."""
    if kind in _NOBODY:
        actor = "none"
    elif kind == "leave" and passive:
        actor = "object"
    else:
        actor = "subject" if verb else "possessor"
    return Frame(kind=kind, name=f"weighed:{kind}", score=TOLD, actor=actor, addressee=_TO)


def unframed(judged: dict[int, Verdict], told: Sequence[Match | Spoken], closed: set[int]) -> Iterator[Match]:
    """Matches for the words whose chance is high enough, the likeliest first, and that stand in no other of their kind.

    `told` are the matches of frames; words in `closed` belong to a condition and are left alone.
    """
    taken = [m.trigger for m in told]
    for verdict in sorted(judged.values(), key=lambda v: (-v.chance, v.token.i)):
        token = verdict.token
        if verdict.chance < TOLD or token.i in closed or _undone(verdict):
            continue
        if any(_one_clause(token, other) for other in taken):
            continue
        verb = token.pos_ in {"VERB", "AUX"}
        subjects, passive = syntax.subjects(token) if verb else ([], False)
        things = syntax.objects(token) if verb else []
        clauses = syntax.clauses(token, ("xcomp", "ccomp") if verb else ("acl", "ccomp"))
        taken.append(token)
        yield Match(
            frame=_plain(verdict.kind, verb, passive),
            kind=verdict.kind,
            trigger=token,
            tense=syntax.tense(token) if verb else "past",
            subjects=tuple(syntax.agents(token) if passive else subjects),
            passive=passive,
            complements=tuple(dict.fromkeys([*things, *clauses])),
        )
