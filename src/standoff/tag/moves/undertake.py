"""What is undertaken by a bare future: "arrears would be paid by Friday", "no worker will be dismissed".

No verb of promising stands there. That something is done for the other side, or not done against it, makes the words
a promise; that a party will not do what is asked of it, a refusal; that it will come or comply, an acceptance.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import MoveKind, TaggedStatement
from standoff.tag.moves import detail, syntax
from standoff.tag.moves.frames import lexicon
from standoff.tag.moves.speech import Spoken, Voices
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = {"nobody", "none", "nothing", "no-one"}
_COUNTERFACTUAL = {"have", "'ve", "’ve"}
_ASIDES = {"relcl", "csubj", "csubjpass", "aux", "auxpass"}
_OPEN_MARKS = {
    "if",
    "whether",
    "when",
    "how",
    "what",
    "where",
    "why",
    "who",
    "which",
    "because",
    "as",
    "unless",
    "until",
}
_TO_BE = {"is", "are", "was", "were"}
_ABLE = {"can", "ca", "could"}
_CLAUSES = {"advcl", "relcl", "acl", "conj", "parataxis", "pcomp"}
_OWN = {"we", "i"}


def undertakings(sentence: ParsedSentence, voices: Voices, told: Set[int]) -> list[Spoken]:
    """The bare futures of a sentence that promise, refuse or accept; `told` are the words that tell moves already."""
    found: list[Spoken] = []
    taken: set[int] = set(told)
    for token in sentence.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in taken or _is_open(token):
            continue
        if not (_is_future(token) or _is_withheld(token)):
            continue
        if any(t.i in taken for t in token.ancestors if not _stands_apart(token, t)):
            continue
        one = _Future(sentence, voices, token).told()
        if one is not None and not any(t.i in told and not _beside(t, token) for t in token.subtree):
            found.append(one)
            taken.add(token.i)
    return found


def _is_future(token: Token) -> bool:
    if token.dep_ in {"aux", "auxpass"} or syntax.tense(token) != "future":
        return False
    if token.dep_ in {"xcomp", "advcl", "acl"}:  # "is to be paid"; but "plans to pay" is told by its own verb
        beside = any(c.dep_ in {"attr", "acomp", "expl", "prep"} and c.i < token.i for c in token.head.children)
        return bool(token.head.lower_ in _TO_BE and token.dep_ == "xcomp" and not beside)
    return not any(c.lower_ in _COUNTERFACTUAL and c.dep_ == "aux" for c in token.children)


def _is_withheld(token: Token) -> bool:
    """Whether the verb tells what a party cannot or did not do: "cannot sign", "never replied"."""
    if token.dep_ in {"aux", "auxpass", "xcomp", "advcl", "acl", "pcomp"}:
        return False
    able = any(c.lower_ in _ABLE and c.dep_ == "aux" for c in token.children)
    if able:
        return syntax.negated(token)
    if _is_denial(token):
        return True
    nobody = any(c.dep_ == "nsubj" and c.lower_ in _NOBODY for c in token.children)
    done = token.lemma_.lower() in words("verbs", "expected")
    to_reporters = any(t.lower_ == "comment" for t in token.subtree)
    return done and not to_reporters and (nobody or syntax.negated(token)) and syntax.tense(token) == "past"


def _is_denial(token: Token) -> bool:
    """Whether something is said not to have been done: "no such order was given", "it had not asked for talks"."""
    if any(c.lower_ in {"yet", "since"} for c in token.children):
        return False
    if syntax.tense(token) != "past" or token.dep_ not in {"ccomp", "ROOT", "conj", "parataxis"}:
        return False
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
    nobody = any(c.lower_ in _NOBODY or any(g.lower_ in {"no", "neither"} for g in c.children) for c in subjects)
    before = any(c.lower_ == "had" and c.dep_ == "aux" for c in token.children)
    passive = any(c.dep_ == "nsubjpass" for c in subjects)
    named = any(c.pos_ in {"NOUN", "PROPN"} for c in subjects)
    if nobody:
        return passive or (named and token.lemma_.lower() != "be")
    there = any(c.dep_ == "expl" for c in token.children)
    return syntax.negated(token) and before and not there


def _is_open(token: Token) -> bool:
    """Whether the clause asserts nothing: a relative clause, a condition, an indirect question."""
    if token.dep_ in _ASIDES or detail.is_condition(token):
        return True
    return any(c.lower_ in _OPEN_MARKS and c.dep_ in {"mark", "advmod", "dobj", "nsubj"} for c in token.children)


def _stands_apart(token: Token, above: Token) -> bool:
    """Whether a clause with a subject of its own is only joined to, or reported by, the verb above it."""
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
    return own and (token.dep_ == "conj" or (token.dep_ == "ccomp" and above.dep_ == "never"))


def _beside(inner: Token, token: Token) -> bool:
    """Whether a word below the verb stands in a clause of its own: "will be paid once they have signed"."""
    while inner not in (token, inner.head):
        if inner.dep_ in _CLAUSES:
            return True
        inner = inner.head
    return False


class _Future:
    """One bare future, with who says it and of whom."""

    def __init__(self, sentence: ParsedSentence, voices: Voices, token: Token) -> None:
        self.sentence, self.voices, self.token = sentence, voices, token
        self.voice: TaggedStatement | None = voices.at(sentence.start + token.idx)
        self.subjects, self.passive = syntax.subjects(token)
        self.lemma = token.lemma_.lower()
        cast = voices.cast
        self.meant = [a for s in self.subjects for a in cast.meant(sentence, s)]
        self.sides = {cast.actors[a].side_guess for a in self.meant}
        speaker = self.voice.actor if self.voice else None
        self.speaker = speaker
        self.side = cast.actors[speaker].side_guess if speaker is not None else "unknown"
        self.own = bool(self.subjects) and self.subjects[0].lower_ in _OWN
        self.own = self.own or (speaker is not None and speaker in self.meant)

    def told(self) -> Spoken | None:
        """The move that this future is; None for one that says nothing of the kind."""
        about = [*self.subjects, *syntax.objects(self.token)]
        if any(lexicon().holds(syntax.core(n), ("ACTION", "BALLOT")) for n in about):
            return None
        if not _is_future(self.token):
            return self._unable()
        if self._is_negative():
            return self._withheld()
        if self.lemma in words("verbs", "complying") and (self.own or self.meant) and not self.passive:
            return self._as("accept", "future:comply", 0.5, self._doer())
        return self._favour()

    def _unable(self) -> Spoken | None:
        """What a party says it cannot do, or is told not to have done though it was asked to."""
        lemma, bound = self.lemma, self.own or bool(self.meant)
        if _is_denial(self.token):
            who = self.voices.party(self.speaker, plural=True) if self.speaker is not None else ()
            return self._as("deny", "past:denied", 0.45, who) if self.voice is not None else None
        if syntax.tense(self.token) == "past":
            return self._as("refuse", "past:did-not", 0.4, self._doer()) if bound and not self.passive else None
        if lemma not in words("verbs", "cannot"):
            return None
        if self.passive:
            speakers = self.voices.party(self.speaker, plural=True) if self.speaker is not None else ()
            return self._as("refuse", "cannot:passive", 0.4, speakers) if speakers else None
        return self._as("refuse", "cannot", 0.45, self._doer()) if bound else None

    def _is_negative(self) -> bool:
        nobody = any(s.lower_ in _NOBODY for s in self.subjects)
        lone = any(g.lower_ == "no" for s in self.subjects for g in s.children if g.dep_ == "det")
        return nobody or lone or syntax.negated(self.token)

    def _withheld(self) -> Spoken | None:
        if self.lemma == "appeal" and self.meant:
            return self._as("accept", "future:comply", 0.5, self._doer())
        doing = self.own or bool(self.meant)
        spared = self.lemma in words("verbs", "harms") and (self.passive or not doing)
        if spared or (self.lemma == "be" and self._lacks()):
            return self._as("promise", "future:no-harm", 0.5, self._giver())
        if self.passive or not doing or self.lemma in words("verbs", "reticence"):
            return None
        return self._as("refuse", "future:will-not", 0.5, self._doer())

    def _lacks(self) -> bool:
        there = [c for c in self.token.children if c.dep_ in {"attr", "nsubj", "dobj"}]
        return any(lexicon().holds(syntax.core(c), ("HARM",)) for c in there)

    def _favour(self) -> Spoken | None:
        if self._threatens():
            return None
        if self.lemma in words("verbs", "receipts") and self._is_terms():
            return self._as("promise", "future:gets", 0.5, self._giver())
        if self._money():
            return self._as("promise", "future:pay", 0.5, self._giver())
        striking = "protesters" in self.sides and not self.passive
        loose = self.voice is not None and not striking and not (self.own and self.side == "protesters")
        if self.lemma not in words("verbs", "favours" if loose else "sure_favours"):
            return None
        doubtful = not self.passive and (self.voice is None or self.side == "protesters")
        if doubtful and self.lemma in words("verbs", "light") and not self._is_given():
            return None
        if self.voice is None and not self.passive and not self.meant:
            return None
        return self._as("promise", "future:favour", 0.45, self._giver())

    def _threatens(self) -> bool:
        """Whether it is said of services or members that are to be withdrawn, or under "if not"."""
        about = [*self.subjects, *syntax.objects(self.token)] if self.lemma in words("verbs", "withholding") else []
        if any(lexicon().holds(syntax.core(n), ("WORK",)) for n in about):
            return True
        clause = detail.condition_clause(self.token)
        if clause is None:
            return False
        return syntax.negated(clause) or any(c.lower_ == "unless" for c in clause.children)

    def _is_terms(self) -> bool:
        about = [*self.subjects, *syntax.objects(self.token)]
        about += [p for n in ("to", "at", "from") for p in syntax.under(self.token, n)]
        people = any(lexicon().holds(syntax.core(s), ("PERSON",)) for s in self.subjects) or "protesters" in self.sides
        return people and any(lexicon().holds(syntax.core(n), ("PAY", "OFFER")) for n in about)

    def _is_given(self) -> bool:
        """Whether a light verb ("take", "put") has pay, a measure or people for its object."""
        about = syntax.objects(self.token)
        about += [p for n in ("to", "on", "into", "for") for p in syntax.under(self.token, n)]
        classes = ("PAY", "MEASURE", "BODY", "OFFER", "PERSON", "THEM", "DEMAND")
        return any(lexicon().holds(syntax.core(n), classes) for n in about)

    def _money(self) -> bool:
        return any(lexicon().holds(syntax.core(s), ("PAY",)) for s in self.subjects) and self.lemma in words(
            "verbs", "pay_moves"
        )

    def _doer(self) -> tuple[int, ...]:
        if self.own and self.speaker is not None:
            return self.voices.party(self.speaker, plural=True) if self.subjects[0].lower_ == "we" else (self.speaker,)
        return tuple(self.meant)

    def _giver(self) -> tuple[int, ...]:
        """Who undertakes it: who acts, else who says so for the body they speak for, else the authority."""
        recipient = self.passive or self.lemma in words("verbs", "receipts")
        if self.own and not recipient:
            return self._doer()
        if self.meant and not recipient and self.lemma != "be":
            return tuple(self.meant)
        if self.speaker is not None and self.side != "protesters":
            return self.voices.party(self.speaker, plural=True) or (self.speaker,)
        cover = self.lemma in words("verbs", "covering")
        if self.speaker is not None and cover:
            return self.voices.party(self.speaker, plural=True)
        return self.voices.foremost("authority")

    def _as(self, kind: MoveKind, rule: str, score: float, actors: Sequence[int]) -> Spoken:
        return Spoken(kind, self.token, tuple(self.subjects), rule, score, tuple(actors))
