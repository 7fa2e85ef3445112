"""Noun phrases that stand for an actor without naming one: "the striking nurses", "the state government", "the CM"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.found import Found, heads_of
from standoff.tag.actors.lexicon import low, occupations, role_of, singular, subject_verb, terms
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kind = Literal["government", "org", "group", "member", "role", "voice"]
_LEFT = 10
_CENTRAL = frozenset(("centre", "center"))
_TIMES = frozenset(("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "ORDINAL", "QUANTITY"))
_NO_NAME = frozenset(("DET", "NUM", "PUNCT", "PART", "PRON", "CCONJ", "ADP", "SYM", "ADV"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A phrase and its words.

    `head` is in the singular, `words` are the telling modifiers in lower case and `shown` the same as printed.
    `dispute`: a participle such as "striking" stands before it; `definite`: it points at something known; `vague`:
    "a" or "any" stands before it; `strikes`: it stands inside "doctor strikes".
    """

    kind: Kind
    found: Found
    token: int
    head: str
    words: tuple[str, ...]
    shown: tuple[str, ...]
    surface: str
    definite: bool
    vague: bool
    dispute: bool
    many: bool
    subject: bool
    strikes: bool


def nominals(sentence: ParsedSentence, taken: Collection[int]) -> Iterator[Nominal]:
    """The nominal mentions of a sentence; `taken` are tokens that already belong to a name."""
    for token in sentence.doc:
        if (
            token.i in taken
            or (token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") and low(token) not in ("cm", "pm"))
            or _clock(token)
        ):
            continue
        kind = _kind(token)
        if kind is not None:
            yield _nominal(sentence, token, kind)


def _clock(token: Token) -> bool:
    """The "pm" of a time of day, not the prime minister."""
    return low(token) in ("pm", "cm", "md", "dg") and not token.text.isupper()


def _kind(token: Token) -> Kind | None:
    word, one = low(token), singular(low(token))
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    inside = after is not None and after.pos_ in ("NOUN", "PROPN") and not possessive(token)
    if inside and token.dep_ in ("compound", "nmod", "amod", "npadvmod"):
        return _inside(token, word, one)
    if after is not None and after.text == "-" and not token.whitespace_:
        return None
    if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_ and role_of(token):
        return None  # the tail of "vice-president"
    if word in terms("nouns", "bodies") and _in_a_name(token):
        return None
    if word in terms("heads", "government") or (word in _CENTRAL and token.text[0].isupper() and _bare_the(token)):
        return "government"
    if word in terms("nouns", "governments") and _rules(token):
        return "government"
    if possessive(token) and token.tag_ == "NNS" and low(token.head) in terms("nouns", "bodies"):
        return None  # "the dockers' union" tells of the union
    many = token.tag_ in ("NNS", "NNPS") or one != word or word in terms("nouns", "collective")
    if many and _is_group(one, word, token):
        return "group"
    if word in terms("voices"):
        return "voice"
    if token.pos_ in ("NOUN", "PROPN") and word in terms("nouns", "bodies"):
        return None if word == "front" and token.dep_ == "pobj" and low(token.nbor(-1)) == "in" else "org"
    if one in occupations() or one in terms("groups", "protest") or one in terms("groups", "general"):
        return "member"
    return "role" if role_of(token) else None


def _in_a_name(token: Token) -> bool:
    """Whether the noun belongs to a name that is no actor's: "Chamber" in "Chamber of Commerce"."""
    doc, i = token.doc, token.i
    return token.text[0].isupper() and i + 2 < len(doc) and low(doc[i + 1]) == "of" and doc[i + 2].text[0].isupper()


def _inside(token: Token, word: str, one: str) -> Kind | None:
    """A noun before another noun is a mention where the second belongs to the dispute: "government offer"."""
    if word in terms("nouns", "unions") and token.head.i == token.i + 1 and token.head.pos_ == "PROPN":
        return "org" if token.text.islower() else None  # "the porters' union NUP"
    head = token.head.lemma_.lower()
    strikes = head in terms("verbs", "protest_objects")
    tied = strikes or head in terms("verbs", "authority_objects") or head in ("source", "refusal", "dispute")
    if word in terms("heads", "government") and tied:
        return "government"
    if word in terms("nouns", "unions") and tied:
        return "org"
    if strikes and (one in occupations() or token.tag_ in ("NNS", "NNPS")) and _is_group(one, word, token):
        return "group"
    return None


def possessive(token: Token) -> bool:
    """Whether the token carries a possessive mark."""
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ == "POS"


def _rules(token: Token) -> bool:
    """Whether "the state" or "the authorities" stands bare and does what a government does, or owns its answer."""
    bare = [low(c) for c in token.children if c.i < token.i] == ["the"]
    if not bare or any(low(c) == "of" for c in token.children):
        return False
    if possessive(token):
        return token.head.lemma_.lower() in terms("verbs", "authority_objects") | terms("nouns", "papers")
    verb = subject_verb(token) or (token.head if token.dep_ == "dobj" else None)
    lemma = verb.lemma_.lower() if verb is not None else ""
    return any(lemma in terms("verbs", kind) for kind in ("speech", "authority", "act", "answers"))


def _bare_the(token: Token) -> bool:
    return token.i > 0 and low(token.nbor(-1)) == "the" and token.dep_ not in ("compound", "nmod")


def _is_group(one: str, word: str, token: Token) -> bool:
    if one in occupations() or any(one in terms("groups", k) for k in ("protest", "general", "authority", "others")):
        return True
    if word in terms("nouns", "collective"):
        return True
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    worker = one.endswith(("er", "or", "ist", "ian", "man", "ee"))
    verb = subject_verb(token)
    return worker and (_in_dispute(token) or (verb is not None and protest_act(verb)))


def _in_dispute(token: Token) -> bool:
    before = token.doc[max(0, token.i - 4) : token.i]
    return any(low(t) in terms("groups", "in_dispute") and token in (t.head, t.head.head) for t in before)


def _nominal(sentence: ParsedSentence, token: Token, kind: Kind) -> Nominal:
    doc = sentence.doc
    first = _left(doc, token.i)
    inner = [t for t in doc[first : token.i] if t.tag_ != "POS"]
    skip = max(_made(doc, first, token.i), _owner_end(doc, first, token.i))
    telling = [t for t in inner if t.i > skip and _telling(t)]
    lead = low(doc[first])
    start = _start(doc, first, token.i)
    surface = str(doc[start : token.i + 1].text)
    found = Found(
        sentence=sentence.index, first=first, last=token.i, form="nominal", heads=heads_of(doc, token.i, token.i),
        text=surface,
    )  # fmt: skip
    word = low(token)
    owned = any(t.tag_ in ("PRP$", "POS") or t.dep_ == "poss" for t in doc[first : token.i])
    articled = lead in ("a", "an", "any", "no", "another", "each", "every", "some")
    return Nominal(
        kind=kind, found=found, token=token.i,
        head=word if kind in ("org", "government") else singular(word),
        words=tuple(low(t) for t in telling), surface=surface,
        shown=tuple(_shown(t, place=kind == "government") for t in telling),
        definite=owned or (not articled and token.tag_ not in ("NNS", "NNPS")), vague=articled,
        dispute=_in_dispute(token) or any(low(t) in terms("groups", "in_dispute") for t in inner),
        many=kind == "group", subject=subject_verb(token) is not None,
        strikes=token.head.lemma_.lower() in terms("verbs", "protest_objects")
        and token.dep_ in ("compound", "poss", "nmod", "amod"),
    )  # fmt: skip


def _made(doc: Doc, first: int, head: int) -> int:
    """The last token of "Rao-led" before the head; `first` - 1 where there is none."""
    ends = [i + 1 for i in range(first, head - 1) if doc[i].text == "-" and low(doc[i + 1]) in terms("names", "made")]
    return max(ends, default=first - 1)


def _owner_end(doc: Doc, first: int, head: int) -> int:
    """The last token of a possessor before the head: of "Ruritania's" but not of "dockers'", which tells the kind."""
    ends = [i for i in range(first, head) if possessive(doc[i]) and not (doc[i].tag_ == "NNS" and doc[i].i >= first)]
    return max(ends, default=first - 1)


def _shown(token: Token, *, place: bool) -> str:
    """The modifier as printed where its capitals tell something: of a government always, else of names."""
    keep = (
        (place and token.i > 0)
        or (token.text.isupper() and len(token.text) > 1)
        or token.ent_type_ in ("GPE", "ORG", "NORP", "LOC")
    )
    return token.text if keep else token.text.lower()


def _telling(token: Token) -> bool:
    word = low(token)
    if word in terms("groups", "ranks"):
        return True
    if word in terms("groups", "measures") or word in terms("groups", "in_dispute") or token.pos_ in _NO_NAME:
        return False
    if token.tag_ in ("VBG", "VBN", "VBD", "JJS", "JJR", "PRP$") or token.ent_type_ in _TIMES:
        return False
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or token.text[0].isupper()


def _left(doc: Doc, head: int) -> int:
    """The first token of the phrase that ends in the noun at `head`: its modifiers, without commas and prepositions."""
    edge = doc[head].left_edge.i
    i = head
    while i > 0 and head - i < _LEFT:
        t = doc[i - 1]
        disputing = low(t) in terms("groups", "in_dispute")
        if i - 1 < edge and not disputing:
            break
        if t.ent_type_ in ("DATE", "TIME") and t.dep_ not in ("poss", "compound", "amod", "nummod"):
            break
        if t.pos_ == "DET" or t.tag_ == "PRP$":
            return i - 1
        plain = (
            t.text == "-" or t.tag_ in ("POS", "VBG", "VBN") or t.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "ADV", "X")
        )
        if not plain and not disputing:
            break
        i -= 1
    while i < head and (doc[i].tag_ == "POS" or doc[i].text in ("-", "–", "—") or doc[i].ent_type_ in ("DATE", "TIME")):
        i += 1
    return i


def _start(doc: Doc, first: int, head: int) -> int:
    """Where the words begin that name somebody: behind articles, numbers and measures."""
    while first < head and (
        doc[first].pos_ in ("DET", "NUM", "ADV", "PUNCT", "SYM")
        or doc[first].tag_ in ("PRP$", "POS")
        or doc[first].ent_type_ in _TIMES
        or (low(doc[first]) in terms("groups", "measures"))
    ):
        first += 1
    return first
