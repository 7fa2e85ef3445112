"""Where in a sentence the words of a role stand, before a name or inside a run of capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.tag.actors.capitals import capital, opens
from standoff.tag.actors.lexicon import low, org_heads, role_of, terms

if TYPE_CHECKING:
    from spacy.tokens import Doc


def role_in(doc: Doc, first: int, last: int) -> tuple[int, int] | None:
    """The role written with capitals inside a run, as (first, last) token; None when there is none."""
    heads = [
        i
        for i in range(first, last + 1)
        if role_of(doc[i]) and not _genitive(doc, i) and not _org_tail(doc, i, last) and not _seated(doc, i, first)
    ]
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
    if end + 2 <= last and doc[end + 1].text == "-" and low(doc[end + 2]) in terms("role_tails"):
        end += 2  # "President-elect"
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


def _genitive(doc: Doc, i: int) -> bool:
    """A plural with its apostrophe, as in "Doctors' and Dentists' Union"."""
    return low(doc[i]).endswith("s") and i + 1 < len(doc) and doc[i + 1].text in ("'", "’")


def _seated(doc: Doc, i: int, first: int) -> bool:
    """A plural of those who sit in a body, as in "Council of Governors", "Chamber of Deputies"."""
    at = i - 1
    while at > first and doc[at].text[0].isupper():
        at -= 1
    return low(doc[i]).endswith("s") and at > first and low(doc[at]) == "of" and low(doc[at - 1]) in org_heads()


def _org_tail(doc: Doc, i: int, last: int) -> bool:
    """Whether a role's word belongs to an organisation's name: "Teachers Federation", "Police Officers Association"."""
    if i < last and low(doc[i + 1]) in ("of", "for", "at"):
        return False
    return (
        any(low(doc[k]) in org_heads() and role_of(doc[k]) is None for k in range(i + 1, last + 1))
        and (low(doc[i]).endswith("s") or any(low(doc[k]) in org_heads() for k in range(last, last + 1)))
    ) or (low(doc[i]).endswith("s") and low(doc[i]) in org_heads() and i == last)


def role_left(doc: Doc, at: int) -> int | None:
    """Where the role in small letters that ends just before token `at` begins; None when there is none."""
    i, found = at - 1, None
    while i >= 0 and at - i <= 8:
        word = low(doc[i])
        if role_of(doc[i]) and doc[i].pos_ not in ("VERB", "AUX"):
            found = i
        elif (doc[i].text[0].isupper() and doc[at - 1].text[0].islower() and not opens(doc[i])) or not (
            word in terms("role_modifiers")
            or word in terms("portfolios")
            or word in terms("role_tails")
            or word == "-"
            or (found is not None and word == "and")
            or (found is not None and word == "," and i > 0 and _looks_after(doc, i - 1) and _looks_after(doc, i + 1))
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
        or (doc[start - 1].text == "and" and _looks_after(doc, start - 2) and _looks_after(doc, start))
        or (doc[start - 1].text == "," and _looks_after(doc, start - 2) and _looks_after(doc, start))
    ):
        start -= 1
    return start


def _looks_after(doc: Doc, i: int) -> bool:
    """Whether the word at `i` is one of what a minister looks after: "law, justice and works minister"."""
    return 0 <= i < len(doc) and low(doc[i]) in terms("portfolios")


def home_left(doc: Doc, at: int) -> tuple[int, int] | None:
    """The capitalised name just before token `at`, where a role's organisation or place is written."""
    i = at - 1
    while i >= 0 and doc[i].text in ("'s", "’s", "'", "’"):
        i -= 1
    if i >= 3 and doc[i].text == ")" and doc[i - 2].text == "(" and doc[i - 1].text.isupper():
        i -= 3  # "National Union of Porters (NUP) president Anna Blake"
    last = i
    while i >= 0 and (
        capital(doc[i]) or (i < last and doc[i].text in ("'", "’", "of", "and", "&") and i > 0 and capital(doc[i - 1]))
    ):
        i -= 1
    return (i + 1, last) if i < last else None
