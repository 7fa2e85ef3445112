"""Statements that a colon attributes: "Union: strike goes on", "Strike goes on: union", "LEE: We go on."."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.tag.parse import ParsedSentence
from standoff.tag.statements.clauses import FINITE
from standoff.tag.statements.cues import Saying, make
from standoff.tag.statements.lexicon import lexicon
from standoff.tag.statements.speakers import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 6
"""Words a speaker has beside the colon of a headline."""
_SHORTEST = 3
"""Words that are said beside such a colon."""
_NAMES = frozenset({"PERSON", "ORG", "NORP"})


def colon(sentence: ParsedSentence, first: bool) -> Saying | None:
    """The statement of a headline with a colon; of a paragraph's `first` sentence too where a bare name opens it."""
    title = sentence.sentence.aside == "title"
    if not (title or first) or ":" not in sentence.low:
        return None
    words = list(sentence.doc)
    mark = next((w.i for w in words[: _LONGEST + 1] if w.text == ":"), None)
    if mark is not None and len(words) - mark > _SHORTEST and not words[mark + 1].is_quote:
        head = _speaker(words[:mark])
        if head is not None and (title or _bare_name(words[:mark])):
            return make(sentence, words[mark], mark, mark, Speaker(sentence, head), (mark + 1, len(words)))
    last = next((w.i for w in reversed(words[-_LONGEST - 1 :]) if w.text == ":"), None)
    if title and last is not None and last >= _SHORTEST and not words[last - 1].is_quote:
        head = _speaker(words[last + 1 :])
        if head is not None and any(w.tag_.startswith(("VB", "MD")) for w in words[:last]):
            return make(sentence, words[last], last, last, Speaker(sentence, head), (0, last))
    return None


def _speaker(words: Sequence[Token]) -> Token | None:
    """The head of the words beside the colon where they are somebody who can speak."""
    head = None
    for word in words:
        if word.pos_ == "ADP" or word.text == ",":
            break
        head = word if word.pos_ in ("NOUN", "PROPN") else head
    if head is None or any(w.tag_ in FINITE or w.is_digit for w in words):
        return None
    known = head.ent_type_ in _NAMES or {head.lemma_.lower(), head.lower_} & lexicon().speakers
    return head if known else None


def _bare_name(words: Sequence[Token]) -> bool:
    """Whether the words are a name and nothing else: "LEE", "Ann Lee"."""
    return all(w.pos_ == "PROPN" for w in words) and (words[-1].is_upper or words[-1].ent_type_ == "PERSON")
