"""The details of a move: its shortest passage, what it is about, when, where, under which condition, in what form."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import SAID_KINDS, Form, MoveKind, Span, TaggedTime
from standoff.tag.moves import syntax
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 380
_OUTSIDE = {"advcl", "conj", "cc", "punct", "parataxis", "mark", "dep", "intj", "preconj", "meta", "relcl", "appos"}
_CLIMB = {"ccomp", "xcomp", "conj", "advcl", "dobj", "pobj", "prep", "pcomp", "relcl"}
_BESIDE = {"advcl", "conj", "dep", "parataxis"}
_FAR = 30
"""Words beyond which a clause is thought to tell something else."""
_ROUND = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th)) round\b", re.I
)
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


def evidence(
    sentence: ParsedSentence,
    trigger: Token,
    subjects: Sequence[Token],
    complements: Sequence[Token],
    reach: int = 0,
    triggers: Set[int] = frozenset(),
) -> Span:
    """The clause of the trigger: subject, verb, complements, and what hangs on beside them unless it tells a move.

    It reaches at least to the token `reach`, the end of a list; `triggers` are the words that tell moves.
    """
    left, right = trigger.i, max(trigger.i, reach)
    for child in trigger.children:
        outside = child.dep_ in _OUTSIDE and child not in complements and not _binds(child, trigger)
        if outside and not _tells_along(child, trigger, triggers):
            continue
        a, b = _edges(child)
        left, right = min(left, a), max(right, b)
    for word in subjects:
        if word.sent == trigger.sent and abs(word.i - trigger.i) < 25 and word.i < trigger.i:
            left = min(left, _edges(word)[0])
    for word in complements:
        a, b = _edges(word)
        left, right = min(left, a), max(right, b)
    if trigger.dep_ == "acl" and trigger.head.i < trigger.i:
        left = min(left, _edges(trigger.head)[0])
    if trigger.pos_ in {"NOUN", "PROPN"}:
        left = min([left, *(c.left_edge.i for c in trigger.children if c.i < trigger.i)])
        beside = [c for c in trigger.head.children if c.dep_ == "prep" and c.left_edge.i == right + 1]
        right = max([right, *(_edges(c)[1] for c in beside)])
        if trigger.dep_ == "ROOT":  # a sentence the parser found no verb for
            right = max(right, trigger.right_edge.i - (trigger.doc[trigger.right_edge.i].is_punct))
    return _cut(sentence, left, right, trigger.i)


def _tells_along(clause: Token, trigger: Token, triggers: Set[int]) -> bool:
    """Whether a short clause beside the verb tells more of the same move: "and the rest in July", "hours after ..."."""
    if clause.dep_ not in _BESIDE or not trigger.i < clause.right_edge.i <= trigger.i + _FAR or clause.i < trigger.i:
        return False
    return bool(triggers) and not any(t.i in triggers for t in clause.subtree)


def _binds(clause: Token, trigger: Token) -> bool:
    """Whether a clause belongs to what the move says: since, until, if, unless; before it, if and unless."""
    if clause.dep_ != "advcl":
        return False
    marks = {m.lower_ for m in clause.children}
    if clause.i < trigger.i:
        return not marks.isdisjoint({"if", "unless"})
    return not marks.isdisjoint(words("verbs", "binding_marks"))


def _edges(token: Token) -> tuple[int, int]:
    """First and last word of a phrase; a noun's relative clauses and appositions, and their commas, stay outside."""
    left, right = token.i, token.i
    for child in token.children:
        if child.dep_ in {"punct", "cc"}:
            continue
        beside = child.dep_ in {"relcl", "appos", "advcl", "parataxis"}
        beside = beside and not syntax.is_list_part(child) and not syntax.is_asked(child)
        if beside and token.pos_ in {"NOUN", "PROPN", "PRON"}:
            continue
        a, b = _edges(child)
        left, right = min(left, a), max(right, b)
    return left, right


def _cut(sentence: ParsedSentence, left: int, right: int, keep: int) -> Span:
    span = sentence.span(left, right)
    while span.end - span.start > _LONGEST and right > keep:
        right -= 1
        span = sentence.span(left, right)
    while span.end - span.start > _LONGEST and left < keep:
        left += 1
        span = sentence.span(left, right)
    return span


def what(sentence: ParsedSentence, trigger: Token, complements: Sequence[Token], whole: Span, reach: int = 0) -> str:
    """What the move is about: the words of its complement, else of its passage."""
    if not complements:
        return whole.quote
    first = min(_edges(c)[0] for c in complements)
    last = max(reach, *(_edges(c)[1] for c in complements))
    if first <= trigger.i <= last:
        return whole.quote
    return _cut(sentence, first, last, first).quote


def times(
    sentence: ParsedSentence,
    kind: MoveKind,
    trigger: Token,
    complements: Sequence[Token],
    tagged: Sequence[TaggedTime],
    triggers: set[int],
) -> tuple[int, ...]:
    """The times that date the move, nearest first: of the saying for what is said, of the doing for what is done.

    A time belongs to the verb it hangs on; going up from it, the first verb that tells a move must be this one.
    What is said in a clause after another move ("ended on Monday after they agreed") borrows that move's time.
    """
    said = kind in SAID_KINDS
    inside = {t.i for c in complements if c.pos_ in {"VERB", "AUX"} for t in c.subtree}
    own: list[tuple[int, int, int]] = []
    for number, time in enumerate(tagged):
        if not (sentence.sentence.span.start <= time.span.start < sentence.sentence.span.end) or _idle(time, said):
            continue
        token = sentence.token_at(time.span.start)
        if token is None or (said and token.i in inside) or _names_a_year(token, time):
            continue
        rank = _rank(token, triggers, trigger, said)
        if rank is not None:
            own.append((rank, abs(token.i - trigger.i), number))
    best = min((rank for rank, _, _ in own), default=0)
    return tuple(number for rank, _, number in sorted(own) if rank == best)


def _names_a_year(token: Token, time: TaggedTime) -> bool:
    """Whether a year only names a thing: "the 2019 agreement"."""
    return time.symbol.kind == "calendar" and time.symbol.month is None and token.dep_ in {"nummod", "compound", "amod"}


def _idle(time: TaggedTime, said: bool) -> bool:
    """Whether the time dates nothing: a length, a vague one; for what is said also a deadline, or a bare year."""
    symbol = time.symbol
    if symbol.kind in {"duration", "set", "vague"} and symbol.direction == 0:
        return True
    if said and symbol.kind == "clock" and symbol.clock is None:
        return True  # "crews at night" is no hour of saying
    first = symbol.first if symbol.kind == "range" and symbol.first else symbol
    bare_year = first.kind == "calendar" and first.month is None
    return said and (bare_year or symbol.modifier in {"since", "until", "before", "within"})


def _rank(token: Token, triggers: set[int], wanted: Token, said: bool) -> int | None:
    """How near the time at `token` is to the wanted trigger: 0 its own, 1 of the cue above, 2 borrowed; else None."""
    at = token
    while at.i not in triggers and at.head != at:
        at = at.head
    if at.i in triggers:
        if at == wanted:
            return 0
        return 2 if said and syntax.tense(at) == "past" and _follows(wanted, at) else None
    up = wanted
    while up.head != up and up.dep_ in _CLIMB:
        up = up.head
        if up.i in triggers:
            return None
        if up == at:
            return 1
    return None


def _follows(wanted: Token, told: Token) -> bool:
    """Whether the wanted move stands in a clause that tells what came with the other: "after", "following", "as"."""
    up = wanted
    while up.head != up and up.head != told:
        up = up.head
    marks = {c.lower_ for c in up.children if c.dep_ == "mark"} | {up.lower_}
    return up.head == told and not marks.isdisjoint(words("verbs", "alongside"))


def fresh(kind: MoveKind, trigger: Token, voiced: bool) -> bool:
    """Whether it is told as news: "accuses", "has rejected", "We call on ..." in a letter, "we will" in a statement."""
    if kind not in SAID_KINDS or any(c.lower_ in words("verbs", "not_fresh") for c in trigger.subtree):
        return False
    now = trigger.pos_ in {"VERB", "AUX"} and syntax.tense(trigger) in {"present", "future"}
    first_person = any(c.dep_ == "nsubj" and c.lower_ in {"we", "i"} for c in trigger.children)
    if now and (voiced or first_person):
        return True
    if (
        kind in {"demand", "threaten"}
        or voiced
        or syntax.negated(trigger)
        or trigger.dep_ not in {"ROOT", "ccomp", "conj"}
    ):
        return False
    aux = {c.lower_ for c in trigger.children if c.dep_ in {"aux", "auxpass"}}
    if trigger.tag_ in {"VBZ", "VBP"}:
        return not aux
    return trigger.tag_ == "VBN" and bool(aux & {"has", "have", "'ve", "’ve"}) and "to" not in aux


def place(trigger: Token, complements: Sequence[Token]) -> str | None:
    """Where: a named place or a building under "at" or "in" of the trigger or its complements."""
    for word in (trigger, *complements):
        for preposition in ("at", "in", "outside", "inside"):
            for noun in syntax.under(word, preposition):
                if noun.ent_type_ in {"GPE", "FAC", "LOC", "ORG"} or noun.lemma_.lower() in words("places", "venues"):
                    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)
    return None


@cache
def _told(name: str) -> re.Pattern[str]:
    """Any word of the list `name` of `data/figures.toml`, whole."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(words("figures", name)))) + r")\b", re.I)


def partial(trigger: Token, quote: str) -> bool:
    """Whether the act is done only in part: "partially returned", "emergency services only"."""
    near = " ".join(c.text for c in trigger.children)
    return bool(_told("partial").search(near)) or bool(re.search(r"\bpartial(?:ly)?\b", quote, re.I))


def form(sentence: str, said: bool) -> Form:
    """In which form something was undertaken, by the words of its sentence."""
    if _told("signed").search(sentence):
        return "signed"
    if _told("written").search(sentence):
        return "written"
    return "spoken" if said or _told("spoken").search(sentence) else "unclear"


def ordinal_round(quote: str) -> int | None:
    """The number of a round of talks: "the second round"."""
    found = _ROUND.search(quote)
    if found is None:
        return None
    word = found[1].lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def condition_clause(trigger: Token) -> Token | None:
    """The verb of an if, unless, until or till that hangs on the trigger or on the verb above it."""
    for verb in (trigger, trigger.head):
        for child in verb.children:
            if child.dep_ == "advcl" and any(m.lower_ in words("verbs", "conditions") for m in child.children):
                return child
            if child.dep_ == "prep" and child.lower_ in words("verbs", "conditions"):
                inner = [c for c in child.children if c.dep_ == "pcomp"]
                if inner:
                    return inner[0]
        if verb.dep_ not in {"xcomp", "conj"}:
            break
    return None


def is_threat(trigger: Token) -> bool:
    """Whether an act to come hangs on an if or unless: "will strike unless ..."."""
    clause = condition_clause(trigger)
    return clause is not None and any(c.lower_ in {"if", "unless"} for c in clause.children)


def is_condition(trigger: Token) -> bool:
    """Whether the act stands in a condition itself, and so did not come about: "until our demands are met"."""
    up = trigger
    while up.dep_ in {"conj", "xcomp"} and up.head != up:
        up = up.head
    return up.dep_ in {"advcl", "pcomp"} and any(
        m.lower_ in words("verbs", "conditions") for m in (*up.children, up.head if up.dep_ == "pcomp" else up)
    )


def condition(trigger: Token) -> str | None:
    """The words of the condition that hangs on the trigger."""
    clause = condition_clause(trigger)
    if clause is None:
        return None
    holder = clause.head if clause.dep_ == "pcomp" else clause
    return str(clause.doc[holder.left_edge.i : holder.right_edge.i + 1].text)
