"""What is said of a name just after it: "X, one of the striking nurses,", "X, who heads the union", "X (the CEO)"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from standoff.tag.actors.capitals import capital
from standoff.tag.actors.lexicon import low, occupations, org_heads, role_of, singular, terms

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REACH = 16
_WITHIN = frozenset(("of", "for", "in", "at", "on"))
_ARTICLES = frozenset(("a", "an", "the", "its", "their", "his", "her", "our", "another"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A description: the role's words, the tokens of the affiliation, whether several people share it, its last token.

    `org` is the sort of organisation when the description says that the name is one ("the company", "a union").
    """

    role: str | None
    home: tuple[int, int] | None
    shared: bool
    first: int
    last: int
    member: bool = False
    org: str | None = None
    owned: bool = False


def after(doc: Doc, last: int) -> Beside | None:
    """The description that follows the name ending at token `last`, behind a comma, dash or bracket."""
    i = last + 1
    if i < len(doc) and doc[i].text == "(" and i + 2 < len(doc) and doc[i + 2].text == ")":
        i += 3
    if i + 1 >= len(doc) or doc[i].text not in (",", "(", "–", "—"):
        return None
    if doc[i + 1].lower_ == "who":
        return _who(doc, i + 1)
    return _described(doc, i + 1)


def before(doc: Doc, first: int) -> Beside | None:
    """The description that ends just before the name at token `first`: "the chairs of the panel, Dr A and Dr B"."""
    if first < 2 or doc[first - 1].text not in (",", ":"):
        return None
    at = first - 2
    while at > 0 and first - at < _REACH and doc[at - 1].text not in (",", ";", ":", "(", ")", '"', "“", "”"):
        if doc[at - 1].pos_ in ("VERB", "AUX") and doc[at - 1].tag_ not in ("VBG", "VBN"):
            break
        at -= 1
    article = next(
        (
            i
            for i in range(first - 3, at - 1, -1)
            if low(doc[i]) in _ARTICLES
            and doc[i].dep_ != "poss"
            and (low(doc[first - 2]) in terms("roles") or not any(low(t) in _WITHIN for t in doc[at:i]))
        ),
        at,
    )
    at = max(at, article)
    while at < first - 2 and (
        doc[at].ent_type_ in ("DATE", "TIME")
        or doc[at].pos_ in ("ADP", "CCONJ", "ADV", "SCONJ", "VERB", "AUX", "PRON")
        or doc[at].text == "that"
    ):
        at += 1
    found = _described(doc, at, until=first - 1)
    if found is None or found.org:
        return None
    placed = low(doc[found.last + 1]) in ("in", "at", "on", "for")  # "the whip in the assembly, A"
    if found.last < first - 3 and found.home is None and not placed:
        return None
    return found


def _who(doc: Doc, at: int) -> Beside | None:
    verb = at + 1
    if verb + 1 >= len(doc):
        return None
    lemma = doc[verb].lemma_.lower()
    if lemma in ("head", "lead", "chair", "run", "represent", "own"):
        home = _home(doc, verb + 1, min(len(doc), verb + 10))
        return Beside(role=None, home=home, shared=False, first=at, last=home[1] if home else verb) if home else None
    if lemma == "speak" and doc[verb + 1].lower_ == "for":
        home = _home(doc, verb + 2, min(len(doc), verb + 11))
        return Beside(role=None, home=home, shared=False, first=at, last=home[1]) if home else None
    if lemma in ("be", "serve"):
        return _described(doc, verb + (2 if doc[verb + 1].lower_ == "as" else 1))
    return None


def _described(doc: Doc, at: int, until: int | None = None) -> Beside | None:
    """A noun phrase from token `at` on that names a role, an organisation's sort or a membership."""
    end = min(len(doc), at + _REACH if until is None else until)
    start = at
    member = False
    owned = at < end and low(doc[at]) in ("its", "their")
    if at + 2 < end and low(doc[at]) == "one" and low(doc[at + 1]) == "of":
        member, at = True, at + 2
    while at < end and (low(doc[at]) in _ARTICLES or low(doc[at]) in ("former", "then", "also", "himself", "herself")):
        at += 1
    for i in range(at, end):
        t, word = doc[i], low(doc[i])
        if t.text in (",", ";", ":", ")", "(", '"', "“", "”") or (
            t.pos_ in ("VERB", "AUX") and t.tag_ not in ("VBG", "VBN")
        ):
            return None
        if t.ent_type_ in ("DATE", "TIME") or (t.text == "-" and t.whitespace_):
            return None
        if word in ("who", "which", "that") or t.pos_ == "PRON":
            return None
        role = role_of(t)
        if role is None and singular(word) in occupations() and t.pos_ == "NOUN":
            role = singular(word)
        if t.dep_ in ("nsubj", "nsubjpass", "csubj") and until is None and not _closed(doc, i):
            return None  # "According to Rao, the company wants ..."
        if role and not _goes_on(doc, i, end):
            found = _role(doc, at, i, end, start)
            shared = (word != role or word.endswith("men")) and not member
            return replace(found, shared=shared, member=member, owned=owned)
        sort = org_heads().get(word)
        if sort and t.pos_ == "NOUN" and not _goes_on(doc, i, end):
            return Beside(role=None, home=None, shared=False, first=start, last=i, org=sort)
        if word in ("of", "for", "at", "in", "from", "and", "with", "to"):
            return None
    return None


def _role(doc: Doc, at: int, i: int, end: int, start: int) -> Beside:
    """The role whose head is token `i` in the phrase from `at` to `end`, with its affiliation."""
    home = _home(doc, i + 1, end) or _home(doc, at, i)
    first = at
    while (
        first < i and (capital(doc[first]) or doc[first].text in ("'s", "’s", "'", "’")) and not _role_word(doc, first)
    ):
        first += 1
    marks = [k for k in range(first, i) if doc[k].tag_ == "POS"]
    first = marks[-1] + 1 if marks else first
    over = home is not None and all(
        low(t) in terms("portfolios") or low(t) in ("and", "of", "for") for t in doc[home[0] : home[1] + 1]
    )
    reach = i
    if (home is None or home[0] > i + 2) and i + 2 < end and low(doc[i + 1]) in ("of", "for"):
        while reach + 2 < end and _over(doc, reach + 1):
            reach += 1
        while reach > i and low(doc[reach]) in ("of", "for", "and"):
            reach -= 1
    end_role = home[1] if over and home is not None and home[1] > i else reach
    if over and home is not None and home[1] < i:
        first = home[0]
    return Beside(
        role=str(doc[first : end_role + 1].text), home=None if over else home, shared=False,
        first=start, last=max(reach, home[1] if home else i),
    )  # fmt: skip


def _over(doc: Doc, at: int) -> bool:
    """Whether the token at `at` goes on telling what a role is over: "director of medical education"."""
    return low(doc[at]) in terms("portfolios") or low(doc[at]) in ("of", "for", "and")


def _closed(doc: Doc, i: int) -> bool:
    """Whether a comma stands between the noun at `i` and its verb, as behind an apposition."""
    return any(t.text in (",", ")", "–", "—") for t in doc[i : min(doc[i].head.i, i + _REACH)])


def _role_word(doc: Doc, i: int) -> bool:
    word = low(doc[i])
    return role_of(doc[i]) is not None or word in terms("role_modifiers") or word in terms("portfolios")


def _goes_on(doc: Doc, i: int, end: int) -> bool:
    """Whether the noun at `i` is only part of a longer one: "the union's president", "co-chair", "chief executive"."""
    if i + 1 >= end:
        return False
    t = doc[i + 1]
    return (
        t.text in ("'s", "’s", "'", "’", "-")
        or (t.pos_ in ("NOUN", "PROPN") and t.text not in (",",))
        or t.text.lower() == "executive"
    )


def _home(doc: Doc, at: int, end: int) -> tuple[int, int] | None:
    """The first name or organisation noun from token `at` on, before the next comma."""
    i = at
    while i < end:
        if doc[i].text in (",", ";", ")", '"', "”", "“") or doc[i].lower_ in ("who", "which", "with", "against", "in"):
            return None
        if capital(doc[i]) and (role_of(doc[i]) is None or _genitive_plural(doc, i)):
            last = i
            while (step := _goes_on_in_name(doc, last, end)) is not None:
                last = step
            stop = last
            while (
                stop + 1 < end
                and stop - last < 4
                and (
                    doc[stop + 1].pos_ in ("NOUN", "ADJ", "PROPN") or doc[stop + 1].text in ("'s", "’s", "'", "’", "-")
                )
            ):
                stop += 1
            if stop > last and low(doc[stop]) in org_heads():
                last = stop
            return i, last
        if low(doc[i]) in org_heads() and doc[i].pos_ == "NOUN":
            first = i
            while (
                first > at
                and doc[first - 1].pos_ in ("NOUN", "ADJ", "PROPN", "PART")
                and low(doc[first - 1]) not in _ARTICLES
            ):
                first -= 1
            return first, i
        i += 1
    return None


def _genitive_plural(doc: Doc, i: int) -> bool:
    """Whether a plural with its apostrophe stands here, as in "Dockers' and Quay Workers' Union"."""
    return low(doc[i]).endswith("s") and i + 1 < len(doc) and doc[i + 1].text in ("'", "’")


def _goes_on_in_name(doc: Doc, last: int, end: int) -> int | None:
    """The token with which the name that holds token `last` goes on; None when it ends there."""
    if last + 1 >= end:
        return None
    if capital(doc[last + 1]):
        return last + 1
    linking = doc[last + 1].text in ("of", "and", "&", "'", "’", "'s", "’s", "for", "-")
    if not linking or last + 2 >= end:
        return None
    if capital(doc[last + 2]) or low(doc[last + 2]) == "junior":
        return last + 1
    listed = _genitive_plural(doc, last) and low(doc[last + 2]) in ("and", "&") and last + 3 < end
    return last + 2 if listed and capital(doc[last + 3]) else None
