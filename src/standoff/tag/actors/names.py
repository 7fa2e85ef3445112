"""Capitalised names in a sentence, with the titles, roles and affiliations that stand beside them.

Names of people from most of the world are not in the training data of English entity taggers, so the words around a
name count more than the tagger's label: "Chief Secretary", "Dr", "one of the striking nurses", "UAW President".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from standoff.tag.actors.capitals import capital
from standoff.tag.actors.lexicon import low, org_heads, role_of, singular, terms
from standoff.tag.actors.rolespans import home_left, role_in, role_left
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_LINKING = frozenset(("of", "for", "on", "and", "&"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in a sentence: its tokens, its words, and what stands beside it.

    `first`..`last` are the name's own tokens; `from_` is the leftmost token of the phrase with title and role, `role`
    the role's words, `home` the token range of the affiliation's name or noun phrase; `has_officer`: a role and its
    holder's name follow ("the DQWU president Maren Tolley").
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
    has_officer: bool = False

    @property
    def text(self) -> str:
        """The name as written, white space made single."""
        return (
            " ".join(self.words)
            .replace(" - ", "-")
            .replace(" ,", ",")
            .replace(" 's", "'s")
            .replace(" '", "'")
            .replace(" ’", "’")
        )


def runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Runs of tokens that look like one name, particles and inner "of" and "and" included, as (first, last)."""
    found: list[tuple[int, int]] = []
    i = 0
    while i < len(doc):
        if not capital(doc[i]):
            i += 1
            continue
        last = i
        while (step := _next(doc, i, last)) is not None:
            last = step
        found.append((_listed(doc, found, i, last), last))
        i = last + 1
    yield from found


def _listed(doc: Doc, found: list[tuple[int, int]], first: int, last: int) -> int:
    """Where a name with a list inside begins, and take its parts out of `found`; `first` where there is no list.

    The abbreviation in brackets tells: "Ruritania Porters, Cleaners and Cooks Union (RPCCU)".
    """
    acronym = _acronym_after(doc, last)
    letters = "" if acronym is None else "".join(c for c in doc[acronym].text.lower() if c.isalpha())
    if len(letters) < 3 or _spelled(doc, first, last, letters):
        return first
    begin, size = first, len(found)
    while size and len(found) - size < 4:
        if begin - found[size - 1][1] > 3:
            return first
        between = [t.text for t in doc[found[size - 1][1] + 1 : begin]]
        if not between or any(w not in (",", "and", "&") for w in between):
            return first
        size -= 1
        begin = found[size][0]
        if _spelled(doc, begin, last, letters):
            del found[size:]
            return begin
    return first


def _spelled(doc: Doc, first: int, last: int, letters: str) -> bool:
    """Whether the letters are first letters of the name's words, in order, the first of them included."""
    words = iter([t.text[0].lower() for t in doc[first : last + 1] if t.text[0].isupper()])
    return doc[first].text[0].lower() == letters[0] and all(letter in words for letter in letters)


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
        return last + 2 if _hyphened(doc, last) else None
    if last + 2 >= n:
        return None
    if low(t) in terms("names", "particles"):
        for ahead in (last + 2, last + 3):
            if ahead < n and capital(doc[ahead]):
                return ahead
            if ahead < n and low(doc[ahead]) not in terms("names", "particles"):
                break
    if t.text in ("'", "’", "'s", "’s") and capital(doc[last + 2]) and not doc[last].whitespace_:
        generic = (
            low(doc[last]) in terms("names", "people")
            or (len(low(doc[last])) > 5 and low(doc[last]).endswith("men"))
            or (t.text in ("'", "’") and _common_plural(doc[last]))
        )
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


def _hyphened(doc: Doc, last: int) -> bool:
    """Whether the name goes on behind a hyphen: "Al-Amin", "Park Ji-yeon"; not "Rao-led"."""
    t = doc[last + 2]
    if low(t) in terms("names", "made"):
        return False
    return t.text[0].isupper() or (doc[last].text[0].isupper() and (t.pos_ == "PROPN" or t.ent_type_ == "PERSON"))


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
    role = role_in(doc, first, last if title is None else title)
    begin = first
    if role:
        if role[0] > first:
            yield replace(_name(sentence, first, role[0] - 1), has_officer=role[1] < last)
        begin = role[1] + 1
        if begin > last:
            yield from _home_after(sentence, role)
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
        left = role_left(doc, outer)
        if left is not None:
            outer, role_text = left, _words(doc, left, outer - 1)
            home = home_left(doc, left)
    yield _name(sentence, begin, last, from_=outer, title=spoken, role=role_text, home=home)


def _home_after(sentence: ParsedSentence, role: tuple[int, int]) -> Iterator[Name]:
    """The organisation inside a role without a person's name: "Bosses of the Nurses Association"."""
    doc = sentence.doc
    of = next((i for i in range(role[0], role[1]) if low(doc[i]) in ("of", "for", "at")), None)
    if of is None:
        return
    at = of + 2 if low(doc[of + 1]) == "the" else of + 1
    if at <= role[1] and not all(
        low(t) in terms("portfolios") or low(t) in ("of", "and", "for") for t in doc[at : role[1] + 1]
    ):
        yield _name(sentence, at, role[1])


def _name(
    sentence: ParsedSentence, first: int, last: int, *, from_: int | None = None, title: str | None = None,
    role: str | None = None, home: tuple[int, int] | None = None,
) -> Name:  # fmt: skip
    doc = sentence.doc
    while last > first and (doc[last].text in (".", "-", "'", "’", ",") or low(doc[last]) in _LINKING):
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


def _acronym_after(doc: Doc, last: int) -> int | None:
    """The token of an abbreviation in brackets after the name: "United Auto Workers (UAW)"."""
    if last + 3 < len(doc) + 0 and doc[last + 1].text == "(" and doc[last + 3].text == ")":
        text = doc[last + 2].text
        if 2 <= len(text) <= 10 and sum(c.isupper() for c in text) >= 2:
            return last + 2
    return None
