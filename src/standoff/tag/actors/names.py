"""Capitalised names in a sentence, with the titles, roles and affiliations that stand beside them.

Names of people from most of the world are not in the training data of English entity taggers, so the words around a
name count more than the tagger's label: "Chief Secretary", "Dr", "one of the striking nurses", "UAW President".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.tag.actors.lexicon import low, org_heads, role_of, singular, terms
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUNCTION = frozenset(
    ("DET", "PRON", "ADP", "ADV", "CCONJ", "SCONJ", "AUX", "VERB", "INTJ", "PART", "NUM", "PUNCT", "SYM")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a sentence: its tokens, its words, and what stands beside it.

    `first`..`last` are the name's own tokens; `from_` is the leftmost token of the phrase with title and role, `role`
    the role's words, `home` the token range of the affiliation's name or noun phrase.
    """

    sentence: int
    first: int
    last: int
    from_: int
    words: tuple[str, ...]
    title: str | None = None
    role: str | None = None
    home: tuple[int, int] | None = None
    member_of: int | None = None
    acronym: int | None = None

    @property
    def text(self) -> str:
        """The name as written, white space made single."""
        return " ".join(self.words).replace(" - ", "-").replace(" 's", "'s").replace(" '", "'").replace(" ’", "’")


def capital(token: Token) -> bool:
    """Whether the token can be part of a name by its looks."""
    text = token.text
    if not text[0].isupper() or low(token) in terms("not_actors", "words"):
        return False
    if token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"):
        return len(text) > 1 and text.isupper() and text.isalpha()
    before = [t for t in token.doc[: token.i] if t.is_alpha][-1:]
    opening = not before or (token.i > 0 and token.nbor(-1).is_quote) or (token.i > 0 and token.nbor(-1).text in ":.?!")
    if not opening:
        return token.pos_ not in ("DET", "PRON") or len(text) > 3
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if low(token) in terms("names", "numbered") and after is not None and after.like_num:
        return True
    if after is not None and after.pos_ in ("NOUN", "ADJ") and after.text[0].islower() and not role_of(after):
        if not token.ent_type_ and not (text.isupper() and len(text) > 1):
            return False  # "Healthcare services have stopped"
    if token.pos_ == "PROPN" or token.ent_type_ or role_of(token) or low(token) in terms("titles"):
        return low(token) not in ("the", "a", "an")
    if token.pos_ in _FUNCTION:
        return False
    return (text.isupper() and len(text) > 1) or bool(
        after is not None and after.text[0].isupper() and token.pos_ != "ADV"
    )


def runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of tokens that look like one name, particles and inner "of" and "and" included, as (first, last)."""
    i = 0
    while i < len(doc):
        if not capital(doc[i]):
            i += 1
            continue
        last = i
        while (step := _next(doc, i, last)) is not None:
            last = step
        yield i, last
        i = last + 1


def _next(doc: Doc, first: int, last: int) -> int | None:
    """The token with which the name goes on after `last`; None when it ends there."""
    n = len(doc)
    if last + 1 >= n:
        return None
    t = doc[last + 1]
    tight = not doc[last].whitespace_ and not t.whitespace_
    if capital(t):
        return last + 1
    if t.like_num and t.text.isdigit() and low(doc[last]) in terms("names", "numbered"):
        return last + 1
    if t.text in ("-", "–") and tight and last + 2 < n and doc[last + 2].text[0].isalpha():
        return (
            last + 2
            if low(doc[last + 2]) not in terms("names", "made")
            and (doc[last + 2].text[0].isupper() or (doc[last].text[0].isupper() and doc[last + 2].pos_ == "PROPN"))
            else None
        )
    if last + 2 >= n:
        return None
    if low(t) in terms("names", "particles"):
        for ahead in (last + 2, last + 3):
            if ahead < n and capital(doc[ahead]):
                return ahead
            if ahead < n and low(doc[ahead]) not in terms("names", "particles"):
                break
    if t.text in ("'", "’", "'s", "’s") and capital(doc[last + 2]) and not doc[last].whitespace_:
        generic = low(doc[last]) in terms("names", "people") or (t.text in ("'", "’") and _common_plural(doc[last]))
        return last + 2 if generic and (_ends_as_org(doc, last + 2) or _after_of(doc, first, last)) else None
    if low(t) in ("of", "for", "on"):
        ahead = last + 3 if low(doc[last + 2]) == "the" and last + 3 < n else last + 2
        inner = org_heads().get(singular(low(doc[last]))) or org_heads().get(low(doc[last]))
        if capital(doc[ahead]) and _goes_on_after_of(doc, first, last, ahead, bool(inner)):
            return ahead
    if t.text in ("and", "&") and capital(doc[last + 2]):
        return last + 2 if t.text == "&" or _and_inside(doc, first, last) else None
    if t.text in ("'", "’") and low(doc[last + 2]) in ("and", "&") and last + 3 < n and capital(doc[last + 3]):
        return (
            last + 3
            if _common_plural(doc[last]) and (_ends_as_org(doc, last + 3) or _after_of(doc, first, last))
            else None
        )
    return None


def _goes_on_after_of(doc: Doc, first: int, last: int, ahead: int, is_head: bool) -> bool:
    word = low(doc[last + 1])
    if word == "on":
        return is_head and singular(low(doc[last])) not in terms("not_actors", "place_heads")
    role = role_of(doc[last]) is not None
    in_role = low(doc[last]) in terms("portfolios") and any(role_of(t) for t in doc[first:last])
    return is_head or role or in_role or _one_entity(doc, last, ahead)


def _after_of(doc: Doc, first: int, last: int) -> bool:
    """Whether an organisation's head and "of" or "on" stand before: "Review Body on Doctors' ..."."""
    return any(low(t) in ("of", "on") and singular(low(doc[t.i - 1])) in org_heads() for t in doc[first + 1 : last])


def _common_plural(token: Token) -> bool:
    """A plural such as "Workers" before an apostrophe, not a surname in s."""
    from standoff.tag.actors.lexicon import occupations

    word = low(token)
    one = singular(word)
    return word.endswith("s") and (
        one in occupations()
        or one in terms("groups", "general")
        or word in terms("names", "people")
        or one.endswith(("er", "or", "ee", "ist"))
    )


def _ends_as_org(doc: Doc, at: int) -> bool:
    """Whether the capitalised words from `at` on end in the head of an organisation's name."""
    for t in doc[at : at + 7]:
        if low(t) in org_heads() and t.text[0].isupper():
            return True
        if not (t.text[0].isupper() or t.text in ("'", "’", "and", "&", "of")):
            return False
    return False


def _one_entity(doc: Doc, a: int, b: int) -> bool:
    """Whether the entity tagger sees both tokens in one name."""
    return any(e.start <= a and b < e.end and e.label_ in ("ORG", "PERSON", "LAW") for e in doc.ents)


def _and_inside(doc: Doc, first: int, last: int) -> bool:
    """Whether "and" after `last` stands inside a name: "Department of Health and Social Care"."""
    ahead = last + 2
    if low(doc[ahead]) in terms("titles"):
        return False
    left = [low(t) for t in doc[first : last + 1]]
    if left[-1] in terms("portfolios") and low(doc[ahead]) in terms("portfolios"):
        return True
    if role_of(doc[last]) and role_of(doc[ahead]):
        return True
    return (
        _one_entity(doc, last, ahead)
        and "of" in left
        and not any(e.start == ahead and e.label_ in ("ORG", "PERSON") for e in doc.ents)
    )


def names(sentence: ParsedSentence) -> Iterator[Name]:
    """The names of a sentence, each split from the role and the affiliation that are written with it."""
    doc = sentence.doc
    for first, last in runs(doc):
        yield from _split(sentence, first, last)


def _split(sentence: ParsedSentence, first: int, last: int) -> Iterator[Name]:
    doc = sentence.doc
    title = next((i for i in range(first, last + 1) if _is_title(doc, i, last)), None)
    role = _role_in(doc, first, last if title is None else title)
    begin = first
    if role:
        if role[0] > first:
            yield _name(sentence, first, role[0] - 1)
        begin = role[1] + 1
        if begin > last:
            yield Name(
                sentence=sentence.index, first=role[0], last=role[1], from_=role[0], words=(),
                role=_words(doc, role[0], role[1]), home=(first, role[0] - 1) if role[0] > first else None,
            )  # fmt: skip
            return
    elif title is not None and title > first:
        yield _name(sentence, first, title - 1)
        begin = title
    spoken = None
    while begin < last and low(doc[begin]) in terms("titles"):
        spoken = low(doc[begin])
        begin += 1
    outer = role[0] if role else begin - (1 if spoken else 0)
    role_text = _words(doc, role[0], role[1]) if role else None
    home = (first, role[0] - 1) if role and role[0] > first else None
    if role_text is None:
        left = _role_left(doc, outer)
        if left is not None:
            outer, role_text = left, _words(doc, left, outer - 1)
            home = _home_left(doc, left)
    yield _name(sentence, begin, last, from_=outer, title=spoken, role=role_text, home=home)


def _name(
    sentence: ParsedSentence, first: int, last: int, *, from_: int | None = None, title: str | None = None,
    role: str | None = None, home: tuple[int, int] | None = None,
) -> Name:  # fmt: skip
    doc = sentence.doc
    while last > first and doc[last].text in (".", "-", "'", "’", ","):
        last -= 1
    return Name(
        sentence=sentence.index, first=first, last=last, from_=first if from_ is None else from_,
        words=tuple(t.text for t in doc[first : last + 1]), title=title, role=role, home=home,
        acronym=_acronym_after(doc, last),
    )  # fmt: skip


def _words(doc: Doc, first: int, last: int) -> str:
    return str(doc[first : last + 1].text).strip(" ,")


def _is_title(doc: Doc, i: int, last: int) -> bool:
    return (
        i < last
        and low(doc[i]) in terms("titles")
        and not (
            role_of(doc[i])
            and (i + 1 <= last and (role_of(doc[i + 1]) is not None or low(doc[i + 1]) in terms("role_modifiers")))
        )
    )


def _role_in(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """The role written with capitals inside a run, as (first, last) token; None when there is none."""
    heads = [i for i in range(first, last + 1) if role_of(doc[i]) and not _org_tail(doc, i, last)]
    if not heads:
        return None
    end = heads[-1]
    start = heads[0]
    while start > first and (
        low(doc[start - 1]) in terms("role_modifiers") or low(doc[start - 1]) in terms("portfolios")
        or doc[start - 1].text in ("-", "and", "&", ",")
    ) and not doc[start - 1].text.isupper():  # fmt: skip
        start -= 1
    while start < heads[0] and doc[start].text in ("-", "and", "&", ","):
        start += 1
    while end < last and low(doc[end + 1]) in terms("role_tails") and low(doc[end]) in terms("names", "with_tails"):
        end += 1
    if end < last and low(doc[end + 1]) in ("of", "for"):
        at = end + 2
        ner = {e.start for e in doc.ents if e.label_ == "PERSON"}
        while (
            at <= last
            and at not in ner
            and (low(doc[at]) in terms("portfolios") or low(doc[at]) in ("and", "for", "of", "the", "&", "in"))
        ):
            at += 1
        if at > last or at > end + 2:
            end = at - 1
        else:
            while at <= last and at not in ner:
                at += 1
            end = min(at - 1, last)
    return start, end


def _org_tail(doc: Doc, i: int, last: int) -> bool:
    """A role's word inside an organisation's name: "Workers Union", "Teachers Federation", "Police Officers Association"."""
    return (
        any(low(doc[k]) in org_heads() and role_of(doc[k]) is None for k in range(i + 1, last + 1))
        and (low(doc[i]).endswith("s") or any(low(doc[k]) in org_heads() for k in range(last, last + 1)))
    ) or (low(doc[i]).endswith("s") and low(doc[i]) in org_heads() and i == last)


def _role_left(doc: Doc, at: int) -> int | None:
    """Where the role in small letters that ends just before token `at` begins; None when there is none."""
    i, found = at - 1, None
    while i >= 0 and at - i <= 8:
        word = low(doc[i])
        if role_of(doc[i]):
            found = i
        elif (doc[i].text[0].isupper() and doc[at - 1].text[0].islower()) or not (
            word in terms("role_modifiers")
            or word in terms("portfolios")
            or word in terms("role_tails")
            or word == "-"
            or (found is not None and word == "and")
        ):
            break
        i -= 1
    if found is None:
        return None
    start = found
    while start - 1 > i and (
        low(doc[start - 1]) in terms("role_modifiers")
        or low(doc[start - 1]) in terms("portfolios")
        or doc[start - 1].text == "-"
    ):
        start -= 1
    return start


def _home_left(doc: Doc, at: int) -> tuple[int, int] | None:
    """The capitalised name just before token `at`, where a role's organisation or place is written."""
    i = at - 1
    while i >= 0 and doc[i].text in ("'s", "’s", "'", "’"):
        i -= 1
    last = i
    while i >= 0 and (
        capital(doc[i]) or (i < last and doc[i].text in ("'", "’", "of", "and", "&") and i > 0 and capital(doc[i - 1]))
    ):
        i -= 1
    return (i + 1, last) if i < last else None


def _acronym_after(doc: Doc, last: int) -> int | None:
    """The token of an abbreviation in brackets after the name: "United Auto Workers (UAW)"."""
    if last + 3 < len(doc) + 0 and doc[last + 1].text == "(" and doc[last + 3].text == ")":
        text = doc[last + 2].text
        if 2 <= len(text) <= 10 and sum(c.isupper() for c in text) >= 2:
            return last + 2
    return None
