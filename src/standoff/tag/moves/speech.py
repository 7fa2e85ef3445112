"""Whose word it is: which statement a passage lies in, who its "we" are, and moves that only the saying makes.

"We will install cameras", said by the side of which it is asked, is a promise; "there has been no progress" is an
accusation. No verb of a frame stands there, so the rules here look at who speaks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import MoveKind, Side, TaggedActor, TaggedStatement
from standoff.tag.cast import Cast
from standoff.tag.moves import detail, syntax
from standoff.tag.moves.frames import lexicon
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_COLLECTIVE = {"group", "organisation", "government body", "court"}


class Voices:
    """The statements of a report, asked by offset; the innermost that covers it counts."""

    def __init__(self, statements: Sequence[TaggedStatement], cast: Cast) -> None:
        """Lay the statements out by place, so that asking costs the same in a long text as in a short one."""
        self.cast = cast
        by_size = sorted(statements, key=lambda s: -sum(c.end - c.start for c in s.content))
        edges = sorted({e for s in statements for c in s.content for e in (c.start, c.end)})
        self._edges = edges
        self._told: list[TaggedStatement | None] = [None] * (len(edges) + 1)
        for statement in by_size:  # the shorter are laid over the longer
            for content in statement.content:
                for place in range(bisect_right(edges, content.start), bisect_right(edges, content.end - 1) + 1):
                    self._told[place] = statement

    def at(self, offset: int) -> TaggedStatement | None:
        """The shortest statement whose content covers `offset`; None in the reporter's own words."""
        return self._told[bisect_right(self._edges, offset)]

    def party(self, speaker: int | None, plural: bool) -> tuple[int, ...]:
        """Who the speaker's "we" are: the body they speak for; "I" is the speaker alone."""
        if speaker is None:
            return ()
        actor = self.cast.actors[speaker]
        if not plural or actor.kind in _COLLECTIVE:
            return (speaker,)
        bodies = self.bodies(actor.side_guess)
        if actor.affiliation:
            named = [n for n in bodies if _same_body(actor.affiliation, self.cast.actors[n])]
            if named:
                return (named[0],)
        return (bodies[0],) if bodies else (speaker,)

    def bodies(self, side: Side) -> list[int]:
        """The groups and organisations of one side, the most mentioned first; none for an unknown side."""
        if side == "unknown":
            return []
        found = [n for n, a in enumerate(self.cast.actors) if a.kind in _COLLECTIVE and a.side_guess == side]
        return sorted(found, key=lambda n: (-len(self.cast.actors[n].mentions), n))

    def strikers(self) -> tuple[int, ...]:
        """The one body that takes action in this report; none when no single one stands out."""
        return self.foremost("protesters")

    def foremost(self, side: Side) -> tuple[int, ...]:
        """The body of a side that is mentioned at least twice as often as its next; none when there is no such."""
        bodies = self.bodies(side)
        if not bodies:
            return ()
        sizes = [len(self.cast.actors[n].mentions) for n in bodies]
        return (bodies[0],) if len(bodies) == 1 or sizes[0] >= 2 * sizes[1] else ()


def _same_body(name: str, actor: TaggedActor) -> bool:
    low = name.lower()
    return any(
        low == form.lower() or low in form.lower() or form.lower() in low for form in (actor.name, *actor.aliases)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A move that only the saying makes: its kind, verb and the words that do it."""

    kind: MoveKind
    trigger: Token
    subjects: tuple[Token, ...]
    rule: str
    score: float
    actors: tuple[int, ...] | None = None
    """Who acts, where the rule knows; None leaves it to the subject and the speaker."""


def spoken_moves(sentence: ParsedSentence, voices: Voices, told: Sequence[Token]) -> list[Spoken]:
    """Demands and accusations inside statements that no frame found; `told` are verbs it did."""
    found: list[Spoken] = []
    known = {t.i for t in told}
    for token in sentence.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in known:
            continue
        voice = voices.at(sentence.start + token.idx)
        if any(t.i in known for t in token.ancestors) or any(t.i in known for t in token.subtree):
            continue
        subjects, _ = syntax.subjects(token)
        rule = _threat(token, subjects)
        if voice is not None:
            rule = rule or _rule(token, sentence, voices, voice)
        elif rule is not None and not (_whoever(subjects) or _acts(subjects, sentence, voices)):
            rule = None  # "if it rains, the market will close"
        if rule is not None:
            found.append(rule)
    return found


def _rule(token: Token, sentence: ParsedSentence, voices: Voices, voice: TaggedStatement) -> Spoken | None:
    subjects, _ = syntax.subjects(token)
    if token.dep_ in {"xcomp", "aux", "auxpass"}:
        return None
    meant = [a for s in subjects for a in voices.cast.meant(sentence, s)]
    speaker = voices.cast.actors[voice.actor] if voice.actor is not None else None
    own = bool(subjects) and (subjects[0].lower_ in {"we", "i"} or (voice.actor is not None and voice.actor in meant))
    sides = {voices.cast.actors[a].side_guess for a in meant} - {"unknown"}
    same = bool(speaker and speaker.side_guess in sides)
    across = bool(speaker and sides and speaker.side_guess not in sides and speaker.side_guess != "unknown")
    if _wished(token):
        return Spoken("demand", token, (), "speech:let", 0.5)
    if not own and not same and _bound(token, subjects):
        return Spoken("demand", token, tuple(subjects), "speech:must", 0.45)
    if across and any(c.lower_ in {"must", "should"} for c in token.children if c.dep_ == "aux"):
        return Spoken("demand", token, tuple(subjects), "speech:must", 0.45)
    return _complaint(token, subjects, across)


def _wished(token: Token) -> bool:
    """Whether somebody is to let a thing be done: "Let the governor withdraw the advert"; not "let us", "let me"."""
    if token.lemma_.lower() != "let" or token.tag_ != "VB" or any(c.dep_ in {"nsubj", "aux"} for c in token.children):
        return False
    ahead = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return ahead not in {"me", "us", "'s", "’s", "go"} and any(c.dep_ == "ccomp" for c in token.children)


def _acts(subjects: Sequence[Token], sentence: ParsedSentence, voices: Voices) -> bool:
    return any(s.pos_ == "PRON" or voices.cast.meant(sentence, s) for s in subjects)


def _whoever(subjects: Sequence[Token]) -> bool:
    """Whether the subject is whoever does a thing: "any employee who does not report", "anyone absent"."""
    if not subjects:
        return False
    told = any(c.dep_ in {"relcl", "acl", "amod", "prep"} and c.i > subjects[0].i for c in subjects[0].children)
    anyone = subjects[0].lower_ in {"anyone", "anybody", "those", "whoever"}
    return told and (anyone or any(c.lower_ == "any" for c in subjects[0].children))


def _bound(token: Token, subjects: Sequence[Token]) -> bool:
    """Whether somebody is told to do or undergo something: "the bill must be withdrawn"."""
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    if "must" not in aux or "have" in aux or token.lemma_.lower() in words("verbs", "no_duty"):
        return False
    return bool(subjects) and subjects[0].lower_ not in words("verbs", "nobody_bound")


def _threat(token: Token, subjects: Sequence[Token]) -> Spoken | None:
    """An act to come that hangs on what the other does or fails to do: "the wards will close unless ..."."""
    if token.dep_ in {"xcomp", "aux", "auxpass", "relcl"} or syntax.tense(token) != "future":
        return None
    if _whoever(subjects) and not {t.lemma_.lower() for t in token.subtree}.isdisjoint(words("verbs", "adverse")):
        return Spoken("threaten", token, tuple(subjects), "speech:whoever", 0.5)
    clause = detail.condition_clause(token)
    if clause is None:
        return None
    marks = {c.lower_ for c in clause.children} | {clause.head.lower_ if clause.dep_ == "pcomp" else ""}
    below = {t.lower_ for t in clause.subtree}
    failing = "unless" in marks or ("if" in marks and not below.isdisjoint(words("verbs", "failing")))
    above = {t.lemma_.lower() for t in token.subtree if t not in set(clause.subtree)}
    adverse = marks & {"if", "unless"} and not above.isdisjoint(words("verbs", "adverse"))
    if not (failing or adverse) or (subjects and subjects[0].lower_ in words("verbs", "no_threat")):
        return None
    return Spoken("threaten", token, tuple(subjects), "speech:if", 0.5)


def _complaint(token: Token, subjects: Sequence[Token], across: bool) -> Spoken | None:
    """What is said to be lacking: "there has been no progress", "no offer has been made"."""
    lex = lexicon()
    lacked = [
        c
        for c in token.children
        if c.dep_ in {"attr", "dobj", "nsubjpass", "nsubj"} and any(g.lower_ in {"no", "any"} for g in c.children)
    ]
    lacked = [c for c in lacked if syntax.negated(token) and lex.holds(syntax.core(c), ("GRIEVANCE",))]
    if lacked:
        offer = lex.holds(syntax.core(lacked[0]), ("offer", "offers", "proposal", "proposals"))
        kind: MoveKind = "refuse" if offer else "accuse"
        return Spoken(kind, token, tuple(subjects) if across else (), f"speech:no-{lacked[0].lemma_.lower()}", 0.5)
    if across and syntax.negated(token) and syntax.tense(token) in {"past", "present"}:
        return Spoken("accuse", token, tuple(subjects), "speech:has-not", 0.4)
    clause = token.dep_ in {"ROOT", "ccomp", "conj", "parataxis"} and token.pos_ == "VERB"
    if across and clause and syntax.tense(token) == "past" and token.lemma_.lower() not in words("verbs", "blameless"):
        return Spoken("accuse", token, tuple(subjects), "speech:did", 0.4)  # "they wrote our words in a book"
    return None
