"""Which capitals are a name's and which only open a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.tag.actors.lexicon import low, role_of, terms

if TYPE_CHECKING:
    from spacy.tokens import Token

_MARKS = 6
_DATELINE = 10
_FUNCTION = frozenset(
    ("DET", "PRON", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "VERB", "INTJ", "PART", "NUM", "PUNCT", "SYM")
)


def capital(token: Token) -> bool:
    """Whether the token can be part of a name by its looks."""
    text = token.text
    if not text[0].isupper() or low(token) in terms("not_actors", "words"):
        return False
    ordinal = token.ent_type_ == "ORDINAL" and token.pos_ == "PROPN"  # "First Valley"
    if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY") and not ordinal:
        return len(text) > 1 and text.isupper() and text.isalpha()
    if dateline(token):
        return False
    if not opens(token):
        return token.pos_ not in ("DET", "PRON") or len(text) > 3
    return _capital_at_start(token)


def opens(token: Token) -> bool:
    """Whether the token is the first word of its sentence or of a quotation, where a capital tells nothing."""
    i = token.i - 1
    if i >= 0 and (token.doc[i].is_quote or token.doc[i].text in ":.?!"):
        return True
    while i >= 0 and token.i - i <= _MARKS and not token.doc[i].is_alpha:
        i -= 1
    return i < 0


def dateline(token: Token) -> bool:
    """Whether the token belongs to a place and date before the report's first words: "NAIROBI, May 3 - Nurses ..."."""
    if token.i >= _DATELINE:
        return False
    for t in token.doc[token.i : token.i + _DATELINE]:
        if t.text in ("-", "–", "—", "--") and t.i > 0 and token.doc[t.i - 1].whitespace_ and t.i > token.i:
            return all(
                d.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "CARDINAL", "ORG", "PERSON")
                or not d.is_alpha
                or d.text.isupper()
                for d in token.doc[: t.i]
            ) and any(d.text in (",", "(") or d.text.isupper() for d in token.doc[: t.i])
    return False


def _capital_at_start(token: Token) -> bool:
    text = token.text
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if low(token) in terms("names", "numbered") and after is not None and after.like_num:
        return True
    common = after is not None and after.pos_ in ("NOUN", "ADJ") and after.text[0].islower() and not role_of(after)
    if common and not token.ent_type_ and not (text.isupper() and len(text) > 1):
        return False  # "Healthcare services have stopped"
    if token.pos_ == "PROPN" or token.ent_type_ or role_of(token) or low(token) in terms("titles"):
        return low(token) not in ("the", "a", "an")
    if token.pos_ in _FUNCTION:
        return False
    return (text.isupper() and len(text) > 1) or bool(
        after is not None and after.text[0].isupper() and token.pos_ != "ADV"
    )
