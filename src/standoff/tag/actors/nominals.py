"""Noun phrases that stand for an actor without naming one: "the striking nurses", "the state government", "the CM"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from standoff.tag.actors.found import Found, heads_of
from standoff.tag.actors.lexicon import low, occupations, org_heads, role_of, singular, subject_verb, terms
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["government", "org", "group", "member", "role", "voice"]
_LEFT = 8
_CENTRAL = frozenset(("centre", "center"))
_COLLECTIVE = frozenset(("staff", "personnel", "police", "workforce", "crew", "opposition", "management", "delegation", "counsel", "public"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A phrase and its words: `head` in the singular, `words` the telling modifiers in lower case, in order.

    `dispute` tells that a participle such as "striking" stands before it, `definite` that it points back ("the").
    """

    kind: Kind
    found: Found
    token: int
    head: str
    words: tuple[str, ...]
    surface: str
    definite: bool
    dispute: bool
    many: bool
    subject: bool
    owner: tuple[int, int] | None = None


def nominals(sentence: ParsedSentence, taken: Collection[int]) -> Iterator[Nominal]:
    """The nominal mentions of a sentence; `taken` are tokens that already belong to a name."""
    doc = sentence.doc
    for token in doc:
        if token.i in taken or (token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") and low(token) not in ("cm", "pm")):
            continue
        kind = _kind(token)
        if kind is not None:
            yield _nominal(sentence, token, kind)


def _kind(token: Token) -> Kind | None:
    word, one = low(token), singular(low(token))
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.pos_ in ("NOUN", "PROPN") and not _possessive(token) and token.dep_ in (
        "compound", "nmod", "amod", "npadvmod"
    ):
        return _inside(token, word, one)
    if after is not None and after.text == "-" and not token.whitespace_:
        return None
    if word in terms("heads", "government") or (word in _CENTRAL and token.text[0].isupper() and _bare_the(token)):
        return "government"
    many = token.tag_ in ("NNS", "NNPS") or one != word or word in _COLLECTIVE
    if many and _is_group(one, word, token):
        return "group"
    if word in terms("voices"):
        return "voice"
    if (token.pos_ in ("NOUN", "PROPN") and word in org_heads() and token.tag_ in ("NN", "NNP")) or word == "management":
        return "org"
    if one in occupations() or one in terms("groups", "protest") or one in terms("groups", "general"):
        return "member"
    if role_of(token):
        return "role"
    return None


def _inside(token: Token, word: str, one: str) -> Kind | None:
    """A noun before another noun is a mention where the second belongs to the dispute: "government offer"."""
    head = token.head.lemma_.lower()
    tied = head in terms("verbs", "authority_objects") or head in terms("verbs", "protest_objects") or head in ("source", "refusal")
    if word in terms("heads", "government") and tied:
        return "government"
    if tied and token.tag_ in ("NNS", "NNPS") and _is_group(one, word, token):
        return "group"
    return None


def _possessive(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS"


def _bare_the(token: Token) -> bool:
    return token.i > 0 and low(token.nbor(-1)) == "the" and token.dep_ not in ("compound", "nmod")


def _is_group(one: str, word: str, token: Token) -> bool:
    if any(one in group for group in (occupations(), terms("groups", "protest"), terms("groups", "general"),
                                      terms("groups", "authority"), terms("groups", "others"))):  # fmt: skip
        return True
    if word in _COLLECTIVE:
        return True
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    worker = one.endswith(("er", "or", "ist", "ian", "man", "ee"))
    return worker and (_in_dispute(token) or _protests(token))


def _in_dispute(token: Token) -> bool:
    return any(low(t) in terms("groups", "in_dispute") for t in token.doc[max(0, token.i - 4) : token.i] if t.head == token)


def _protests(token: Token) -> bool:
    verb = subject_verb(token)
    return verb is not None and protest_act(verb)


def protest_act(verb: Token) -> bool:
    """Whether the verb is an act of those who protest: "strike", "resume their agitation", "walk out", "demand"."""
    lemma = verb.lemma_.lower()
    if lemma in terms("verbs", "protest"):
        return True
    if lemma == "walk" and any(low(c) in ("out", "off") for c in verb.children):
        return True
    for child in verb.children:
        if child.dep_ in ("xcomp", "conj") and child.i > verb.i and child.pos_ == "VERB" and (
            child.lemma_.lower() in terms("verbs", "protest")
        ):
            return True
    if lemma in terms("verbs", "protest_governors") or lemma in ("plan", "decide", "vow", "threaten", "vote", "set"):
        return any(t.lemma_.lower() in terms("verbs", "protest_objects") or low(t) in terms("verbs", "protest_objects")
                   for t in _complements(verb))  # fmt: skip
    return False


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "dobj":
            yield child
            yield from (c for c in child.children if c.dep_ in ("compound", "conj") or (c.dep_ == "prep" and low(c) == "of") for c in [c, *c.children])
        elif child.dep_ == "prep" and low(child) in ("on", "with", "for", "in"):
            yield from (c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ == "xcomp":
            yield from (c for c in child.children if c.dep_ in ("dobj",))
            yield from (c for p in child.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj")


def _nominal(sentence: ParsedSentence, token: Token, kind: Kind) -> Nominal:
    doc = sentence.doc
    first = _left(doc, token.i)
    inner = doc[first : token.i]
    led = max((t.i for t in inner if t.text == "-" and t.i + 1 < token.i and doc[t.i + 1].lower_ in ("led", "run", "headed", "ruled", "backed")), default=-1)
    skip = led + 1 if led >= 0 else -1
    words, dispute, definite = [], False, False
    for t in inner:
        word = low(t)
        definite = definite or word in ("the", "this", "that", "its", "their", "these", "those", "his", "her") or t.dep_ == "poss"
        if word in terms("groups", "in_dispute"):
            dispute = True
        elif t.i > skip and _telling(t, word):
            words.append(word)
    start = first
    while start < token.i and doc[start].pos_ in ("PUNCT", "SYM"):
        start += 1
    surface = str(doc[_after_article(doc, start, token.i) : token.i + 1].text)
    found = Found(sentence=sentence.index, first=start, last=token.i, form="nominal",
                  heads=heads_of(doc, token.i, token.i), text=surface)  # fmt: skip
    one = singular(low(token)) if low(token) not in org_heads() or kind in ("group", "member") else low(token)
    return Nominal(
        kind=kind, found=found, token=token.i, head=one, words=tuple(words), surface=surface, definite=definite,
        dispute=dispute or _in_dispute(token), many=kind == "group", subject=subject_verb(token) is not None,
    )  # fmt: skip


def _telling(token: Token, word: str) -> bool:
    if word in terms("groups", "measures") or token.pos_ in ("DET", "NUM", "PUNCT", "PART", "PRON", "CCONJ", "ADP", "SYM", "ADV"):
        return word in ("junior",)
    if token.tag_ in ("VBG", "VBN", "VBD", "JJS", "JJR"):
        return False
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text[0].isupper()


def _left(doc: Doc, head: int) -> int:
    """The first token of the phrase that ends in the noun at `head`: its modifiers, without commas and prepositions."""
    i = head
    while i > 0 and head - i < _LEFT:
        t = doc[i - 1]
        if t.text == "-" or t.tag_ == "POS" or t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
            i -= 1
        elif t.pos_ == "DET" or t.tag_ == "PRP$":
            return i - 1
        elif (t.tag_ in ("VBG", "VBN") and i - 1 >= doc[head].left_edge.i) or low(t) in terms("groups", "in_dispute") or (t.pos_ in ("ADV", "X") and t.head.i in range(i, head + 1)):
            i -= 1
        else:
            break
    while i < head and (doc[i].tag_ == "POS" or doc[i].text == "-"):
        i += 1
    return i


def _after_article(doc: Doc, first: int, head: int) -> int:
    while first < head and (doc[first].pos_ == "DET" or doc[first].tag_ == "PRP$" or low(doc[first]) in terms("groups", "measures")):
        first += 1
    return first
