"""Who acts where the sentence names nobody: "talks will resume", "the stoppage was suspended", "wages would rise".

News leaves out what goes without saying. Talks are held by the two sides, a strike is the strikers', an offer comes
from whom it is asked of. Only the body of a side that stands out in the report is taken, and only where the sentence
has no doer of its own: a name or a noun for people that could not be told apart stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import Side, TaggedMove
from standoff.tag.actors.lexicon import occupations, singular
from standoff.tag.cast import Cast
from standoff.tag.moves import syntax
from standoff.tag.parse import Parsed, ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_FACING: dict[Side, Side] = {"protesters": "authority", "authority": "protesters"}
_BODIES = {"organisation", "government body", "group"}
_CLEARLY = 1.01
"""So many times the mentions of the next one stand out."""
_TWO: tuple[Side, ...] = ("protesters", "authority")
_SPOKEN = {"demand", "accuse", "refuse", "promise", "invite"}


def fill_doers(parsed: Parsed, cast: Cast, moves: Sequence[TaggedMove]) -> tuple[TaggedMove, ...]:
    """The moves in the same order, those without anyone who acts given to the body of the side whose such acts are."""
    if all(m.actors for m in moves):
        return tuple(moves)
    sides = {side: _foremost(cast, side) for side in _TWO}
    return tuple(m if m.actors else _filled(m, parsed.sentences[m.sentence], cast, sides) for m in moves)


def _filled(move: TaggedMove, sentence: ParsedSentence, cast: Cast, sides: dict[Side, int | None]) -> TaggedMove:
    root = _root(sentence, move)
    if root is None:
        return move
    if move.kind in ("talks", "agree") and (_is_both(root) or not _names_someone(root)):
        both = tuple(n for n in (sides["protesters"], sides["authority"]) if n is not None)
        return replace(move, actors=both, addressees=()) if len(both) == 2 else move
    if _names_someone(root) and not _gets(move, root):
        return move
    speaker = None if move.said_by is None else cast.actors[move.said_by].side_guess
    side = _side(move, root, speaker)
    if side is None:
        return move
    if (
        speaker == side
        and move.said_by is not None
        and move.kind in ("demand", "accuse", "refuse", "promise", "invite")
    ):
        return replace(move, actors=(_party(cast, move.said_by),))
    doer = sides[side]
    return move if doer is None or doer in move.addressees else replace(move, actors=(doer,))


def _root(sentence: ParsedSentence, move: TaggedMove) -> Token | None:
    """The word of the passage that the others hang on."""
    span = move.evidence[0]
    inside = [t for t in sentence.doc if span.start <= sentence.start + t.idx < span.end]
    among = {t.i for t in inside}
    heads = [t for t in inside if t.head == t or t.head.i not in among]
    return next((t for t in heads if t.pos_ in ("VERB", "AUX")), heads[0] if heads else None)


def _names_someone(root: Token) -> bool:
    """Whether somebody does the verb, though nobody the report knows."""
    if root.pos_ not in ("VERB", "AUX"):
        return any(c.dep_ == "poss" for c in root.children)
    subjects, passive = syntax.subjects(root)
    doers = syntax.agents(root) if passive else subjects
    return any(_is_somebody(t) for t in doers)


def _is_both(root: Token) -> bool:
    """Whether "they" or "the parties" do the verb: those who deal with each other."""
    if root.pos_ not in ("VERB", "AUX"):
        return False
    subjects, _ = syntax.subjects(root)
    return bool(subjects) and subjects[0].lower_ in words("doers", "both")


def _gets(move: TaggedMove, root: Token) -> bool:
    """Whether those named are only given something: "nurses would receive an allowance"."""
    return move.kind in ("promise", "offer", "implement") and root.lemma_.lower() in words("doers", "getting")


def _is_somebody(token: Token) -> bool:
    if token.pos_ in ("PROPN", "PRON"):
        return token.lower_ not in words("doers", "nobody")
    word = singular(token.lower_)
    people = word in occupations() or word.endswith(tuple(words("doers", "people_end")))
    return people or token.ent_type_ in ("PERSON", "ORG")


def _side(move: TaggedMove, root: Token, speaker: Side | None) -> Side | None:
    """The side whose acts of this kind are, by the kind and the words of the passage; None where both may do it."""
    low = {t.lemma_.lower() for t in root.subtree}
    if move.kind in ("start", "suspend", "resume", "end", "plan", "vote", "threaten"):
        if low & words("doers", "of_authority"):
            return "authority"
        return "protesters" if move.kind == "vote" or low & words("doers", "of_protesters") else None
    if move.kind in ("offer", "implement", "promise"):
        return None if speaker == "protesters" and low & words("doers", "of_protesters") else "authority"
    if move.kind in ("refuse", "accept"):
        if low & words("doers", "offered"):
            return "protesters"
        return "authority" if low & words("doers", "asked") else _spoken(speaker)
    return _spoken(speaker) if move.kind in ("demand", "accuse", "invite", "deny") else None


def _spoken(speaker: Side | None) -> Side | None:
    return speaker if speaker in _FACING else None


def _party(cast: Cast, speaker: int) -> int:
    """The body a speaker speaks for, where the report names it; else the speaker."""
    actor = cast.actors[speaker]
    if actor.kind != "person" or not actor.affiliation:
        return speaker
    for number, other in enumerate(cast.actors):
        if other.kind not in ("person", "group") and actor.affiliation in (other.name, *other.aliases):
            return number
    return speaker


def _foremost(cast: Cast, side: Side) -> int | None:
    """The body of a side that stands out: one with a name before groups, by its mentions; None where none does."""
    fit = [n for n, a in enumerate(cast.actors) if a.side_guess == side and a.kind in _BODIES]
    named = [n for n in fit if cast.actors[n].kind != "group" and cast.actors[n].name != cast.actors[n].name.lower()]
    for pool in (named, fit):
        ranked = sorted(pool, key=lambda n: (-len(cast.actors[n].mentions), n))
        sizes = [len(cast.actors[n].mentions) for n in ranked]
        if ranked and (len(ranked) == 1 or sizes[0] >= _CLEARLY * sizes[1]):
            return ranked[0]
    return None
