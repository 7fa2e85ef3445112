"""What speaks for and against a word telling a move, as named clues that weights can be learned for.

A clue is a short text such as `verb reject` or `object OFFER`. Most are of the dependency parse around the word; some
say who acts and who speaks, what the frames found there, and what surrounds the sentence. Nothing here names a dispute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.model import TaggedStatement
from standoff.tag.cast import Cast
from standoff.tag.moves import detail, syntax
from standoff.tag.moves.frames import lexicon
from standoff.tag.moves.match import Match
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = {"VERB", "AUX"}
_NOUNS = {"NOUN", "PROPN"}
_THINGS = {"dobj", "attr", "oprd", "nsubjpass"}
_CLAUSES = {"xcomp", "ccomp", "acl", "relcl"}
_COMPLEMENTS = {"xcomp", "ccomp", "advcl", "pcomp", "acl", "conj"}
_BESIDE = {"advmod", "neg", "prt", "amod", "compound", "det", "poss"}
_FIRST = {"we", "i", "our", "us"}
_MONEY = ("$", "£", "€", "₹", "million", "billion")
_LONGEST = 8


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What is known of a sentence before its words are weighed: its cast, whose words it holds, what frames found.

    `possible` are the matches of single frames, `told` those that were left when they were set against each other.
    """

    sentence: ParsedSentence
    cast: Cast
    possible: Sequence[Match]
    told: Sequence[Match]
    _tells: dict[int, list[str]] = field(default_factory=dict)
    _classes: dict[int, list[str]] = field(default_factory=dict)

    def tells(self, token: Token) -> list[str]:
        """The kinds of all frames that the word can set off; looked up once a word."""
        if token.i not in self._tells:
            self._tells[token.i] = tells(token)
        return self._tells[token.i]

    def classes(self, noun: Token) -> list[str]:
        """The classes of nouns that the phrase around the noun holds a word of; looked up once a word."""
        if noun.i not in self._classes:
            self._classes[noun.i] = lexicon().named(syntax.core(noun))
        return self._classes[noun.i]

    def sides(self, nouns: Sequence[Token]) -> str:
        """The sides of those the nouns refer to: "protesters", "authority+protesters"; "none" when to nobody."""
        found = {self.cast.actors[a].side_guess for n in nouns for a in self.cast.meant(self.sentence, n)}
        return "+".join(sorted(found)) or "none"


def may_tell(token: Token) -> bool:
    """Whether a word is looked at: full verbs, nouns of acts and of speech, and what stands for a whole sentence."""
    if token.pos_ in _VERBS:
        return token.dep_ not in {"aux", "auxpass"}
    lex = lexicon()
    if token.pos_ in _NOUNS and (token.lemma_.lower() in lex.nouns or lex.holds(token.text, ("ACTION",))):
        return True
    return token.dep_ == "ROOT" and bool(token.is_alpha)


@dataclass(frozen=True, slots=True, eq=False)
class _Word:
    """The word that is weighed, with its subjects and objects, and the side of who speaks it."""

    token: Token
    verb: bool
    tense: str
    negated: bool
    passive: bool
    subjects: Sequence[Token]
    things: Sequence[Token]
    by: str
    to: str
    speaker: str
    voice: TaggedStatement | None


def clues(token: Token, setting: Setting, voice: TaggedStatement | None) -> list[str]:
    """The clues of one word, with repeats left out; `voice` is the statement the word stands in."""
    verb = token.pos_ in _VERBS
    subjects, passive = syntax.subjects(token) if verb else (syntax.possessors(token), False)
    things = syntax.objects(token) if verb else []
    word = _Word(
        token=token,
        verb=verb,
        tense=syntax.tense(token) if verb else "noun",
        negated=syntax.negated(token),
        passive=passive,
        subjects=subjects,
        things=things,
        by=setting.sides(subjects),
        to=setting.sides(things),
        speaker=_speaker(voice, setting.cast),
        voice=voice,
    )
    parts = (
        _own(word),
        _children(word),
        _parties(word, setting),
        _kinds(word, setting),
        _arguments(word, setting),
        _frames(word, setting),
    )
    found = [clue for part in parts for clue in part]
    return list(dict.fromkeys([*found, *_around(word, setting.sentence)]))


def _speaker(voice: TaggedStatement | None, cast: Cast) -> str:
    if voice is None:
        return "none"
    return cast.actors[voice.actor].side_guess if voice.actor is not None else "open"


def _own(word: _Word) -> Iterator[str]:
    token, lemma = word.token, word.token.lemma_.lower()
    yield from ("any", f"word {lemma}", f"pos {token.pos_}", f"tense {word.tense}", f"link {token.dep_}")
    yield f"word {lemma} {word.tense}"
    if word.negated:
        yield from ("not", f"not {lemma}")
    if word.passive:
        yield from ("passive", f"passive {lemma}")
    if word.verb:
        yield from (f"phrase {name}" for name in syntax.names_of(token)[:-1])
    if token.head != token:
        above = token.head.lemma_.lower()
        yield from (f"above {above}", f"above {above} {token.dep_}")
    up = token
    while up.dep_ in {"xcomp", "conj", "ccomp"} and up.head != up:
        up = up.head
        yield f"over {up.lemma_.lower()}"


def _children(word: _Word) -> Iterator[str]:
    lemma = word.token.lemma_.lower()
    for child in word.token.children:
        link, inner = child.dep_, child.lemma_.lower()
        if link in _THINGS:
            yield from (f"thing {inner}", f"{lemma} thing {inner}")
        elif link == "nsubj":
            yield from (f"subject {inner}", f"{lemma} subject {inner}")
        elif link in {"prep", "agent", "dative"}:
            yield from (f"prep {child.lower_}", f"{lemma} {child.lower_}")
            below = (c for c in child.children if c.dep_ in {"pobj", "pcomp"})
            yield from (f"prep {child.lower_} {c.lemma_.lower()}" for c in below)
        elif link in _CLAUSES:
            yield from (f"{link} {inner}", f"{lemma} {link}")
        elif link == "aux":
            yield f"aux {child.lower_}"
        elif link == "advcl":
            yield "clause"
            yield from (f"clause {mark.lower_}" for mark in child.children if mark.dep_ == "mark")
        elif link == "mark" or link in _BESIDE:
            yield f"{link} {child.lower_}"


def _parties(word: _Word, setting: Setting) -> Iterator[str]:
    yield from (f"by {word.by}", f"to {word.to}", f"by {word.by} to {word.to}", f"voice {word.speaker}")
    yield from (f"voice {word.speaker} by {word.by}", f"voice {word.speaker} {word.tense}")
    if word.voice is not None:
        yield from ("said", f"said {word.voice.kind}")
    if word.subjects:
        yield f"doer {word.subjects[0].lemma_.lower()}"
        if word.subjects[0].lower_ in _FIRST:
            yield from ("first person", f"first person {word.tense}", f"first person {word.speaker}")
    yield f"doers {min(2, sum(len(setting.cast.meant(setting.sentence, s)) for s in word.subjects))}"


def _kinds(word: _Word, setting: Setting) -> Iterator[str]:
    """What the lexicon says the word can tell, whether one of its frames holds or not."""
    token = word.token
    mine = setting.tells(token)
    objects = [name for thing in word.things[:2] for name in setting.classes(thing)]
    acts = [kind for thing in word.things[:2] for kind in setting.tells(thing)]
    yield f"tells {min(3, len(mine))}"
    for kind in mine:
        yield f"tells {kind}"
        yield from (f"tells {kind} {x}" for x in (word.tense, f"by {word.by}", f"voice {word.speaker}", token.dep_))
        yield from (f"tells {kind} object {name}" for name in objects)
        yield from (f"tells {kind} thing {other}" for other in acts)
        if word.negated:
            yield f"tells {kind} not"
        if word.passive:
            yield f"tells {kind} passive"
        if not word.subjects:
            yield f"tells {kind} by none named"
    if token.head != token:
        for kind in setting.tells(token.head):
            yield from (f"above tells {kind}", f"above tells {kind} {token.dep_}")
    for child in token.children:
        if child.dep_ in _COMPLEMENTS:
            yield from (f"{child.dep_} tells {kind}" for kind in setting.tells(child))
            yield f"{child.dep_} {syntax.tense(child) if child.pos_ in _VERBS else 'noun'}"


def _arguments(word: _Word, setting: Setting) -> Iterator[str]:
    """The classes of nouns that stand around the word."""
    lex, lemma = lexicon(), word.token.lemma_.lower()
    for thing in word.things[:2]:
        for name in setting.classes(thing):
            yield from (f"object {name}", f"{lemma} object {name}")
        for kind in setting.tells(thing):
            yield from (f"thing tells {kind}", f"{lemma} thing tells {kind}")
    for name in setting.classes(word.subjects[0]) if word.subjects else ():
        yield from (f"subject class {name}", f"{lemma} subject class {name}")
    if not word.verb:
        yield from (f"class {name}" for name in setting.classes(word.token))
    token = word.token
    inside = token.doc[token.left_edge.i : token.right_edge.i + 1].text
    yield from (f"inside {name}" for name in lex.named(inside))


def tells(token: Token) -> list[str]:
    """The kinds of all frames that the word can set off."""
    lex = lexicon()
    if token.pos_ in _VERBS:
        return sorted({f.kind for name in syntax.names_of(token) for f in lex.verbs.get(name, ())})
    return sorted({f.kind for f in lex.nouns.get(token.lemma_.lower(), ())})


def _frames(word: _Word, setting: Setting) -> Iterator[str]:
    token = word.token
    for match in setting.possible:
        if match.trigger.i == token.i:
            yield from (f"may {match.kind}", f"may {match.kind} {match.frame.score:.1f}")
    if not setting.told:
        yield "nothing found"
        return
    above, first, last = {a.i for a in token.ancestors}, token.left_edge.i, token.right_edge.i
    for match in setting.told:
        if match.trigger.i == token.i:
            yield from (f"found {match.kind}", f"found {match.kind} {match.frame.score:.1f}")
        elif match.trigger.i in above:
            yield from (f"found above {match.kind}", f"found above {match.kind} {token.dep_}")
        elif first <= match.trigger.i <= last:
            yield f"found below {match.kind}"


def _around(word: _Word, sentence: ParsedSentence) -> Iterator[str]:
    quote = sentence.sentence.span.quote
    yield f"in {sentence.sentence.aside or 'body'}"
    yield "lead" if sentence.index <= 1 else "later"
    yield f"length {min(_LONGEST, len(sentence.doc) // 6)}"
    yield from (f"root {t.lemma_.lower()}" for t in sentence.doc if t.dep_ == "ROOT")
    if any(c.isdigit() for c in quote):
        yield "figures"
    if "%" in quote or "per cent" in quote or "percent" in quote:
        yield "per cent"
    if any(sign in quote for sign in _MONEY):
        yield "money"
    if detail.condition_clause(word.token) is not None:
        yield from ("condition", f"condition {word.tense}")
    if detail.is_condition(word.token):
        yield "in condition"
