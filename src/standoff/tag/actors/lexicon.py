"""The words of `actors.toml`, checked, and small questions about a token."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from standoff.data import load
from standoff.errors import DataFileError

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def terms(*path: str) -> frozenset[str]:
    """The list under `path` in `actors.toml` as a set; raises `DataFileError` on a repeated or non-text entry."""
    entries = load("actors")
    for key in path:
        entries = entries.get(key) if isinstance(entries, dict) else None  # type: ignore[assignment]
    found: object = entries
    where = ".".join(path)
    if not isinstance(found, list) or not all(isinstance(e, str) and e == e.lower().strip() != "" for e in found):
        raise DataFileError(f"actors.toml: {where!r} must be a list of words in lower case")
    if len(set(found)) != len(found):
        twice = next(e for e in found if found.count(e) > 1)
        raise DataFileError(f"actors.toml: {twice!r} stands twice in {where!r}")
    return frozenset(found)


@cache
def occupations() -> Mapping[str, str]:
    """Each occupation's noun (singular) and the name of its kind: "medic" and "physician" are "doctor"."""
    rows = load("actors")["groups"].get("same")
    if not isinstance(rows, list) or not all(isinstance(r, list) and r for r in rows):
        raise DataFileError("actors.toml: 'groups.same' must be a list of rows of words")
    found = {word: word for word in sorted(terms("groups", "occupations"))}
    for row in rows:
        for word in row:
            found.setdefault(word, row[0])
    return found


@cache
def rank_kin() -> Mapping[str, str]:
    """Each rank of a job and the name of its kind: "resident" and "trainee" are "junior"."""
    rows = load("actors")["groups"].get("rank_kin")
    if not isinstance(rows, list) or not all(isinstance(r, list) and r for r in rows):
        raise DataFileError("actors.toml: 'groups.rank_kin' must be a list of rows of words")
    return {word: row[0] for row in rows for word in row}


@cache
def kin_offices() -> Mapping[str, str]:
    """Each office that has another word for it, and the first word of its row: "justice" is "judge"."""
    rows = load("actors")["sides"].get("kin_offices")
    if not isinstance(rows, list) or not all(isinstance(r, list) and r for r in rows):
        raise DataFileError("actors.toml: 'sides.kin_offices' must be a list of rows of words")
    return {word: row[0] for row in rows for word in row}


@cache
def title_jobs() -> frozenset[tuple[str, str]]:
    """Titles that go with an occupation, as (title, occupation)."""
    rows = load("actors")["sides"].get("title_jobs")
    if not isinstance(rows, list) or not all(isinstance(r, list) and len(r) == 2 for r in rows):
        raise DataFileError("actors.toml: 'sides.title_jobs' must be a list of pairs")
    return frozenset((title, job) for title, job in rows)


@cache
def org_heads() -> Mapping[str, str]:
    """Last word of an organisation's name and what it is: union, body, company, ministry, court, ..."""
    found: dict[str, str] = {}
    for sort in ("government", "court", "ministry", "union", "body", "party", "institution", "agency", "company"):
        for word in sorted(terms("heads", sort)):
            found.setdefault(word, sort)
    return found


@cache
def singular(word: str) -> str:
    """The singular of a plural noun by its ending, in lower case; a word that looks singular stays."""
    word = word.lower()
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def plural(word: str) -> str:
    """The plural of a singular noun, in lower case; collective nouns stay."""
    if word in terms("nouns", "collective") or word == "management":
        return word
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def members_of(name: str) -> frozenset[str]:
    """The plurals in a body's name, in the singular: of whom "Port Employers' Alliance" is, an employer."""
    words = (w.strip("'’,") for w in name.lower().replace("'s", "").replace("’s", "").split())
    return frozenset(singular(w) for w in words if w.endswith("s"))


def low(token: Token) -> str:
    """The token's words in lower case, with straight quotes."""
    word: str = token.lower_
    return word.replace("’", "'") if "’" in word else word


def role_of(token: Token) -> str | None:
    """The role that the token names, in the singular; None when it names none."""
    word = low(token)
    if word in terms("roles"):
        return word
    one = singular(word)
    return one if one in terms("roles") else None


def subject_verb(token: Token) -> Token | None:
    """The verb whose doer the token is (also over "and", "of ... " heads and passives with "by"); else None."""
    seen = token
    for _ in range(6):
        if seen.dep_ in ("nsubj", "csubj"):
            return seen.head
        if seen.dep_ == "nsubjpass":
            return seen.head if seen.head.lemma_.lower() in terms("verbs", "about_to") else None
        if seen.dep_ == "pobj" and seen.head.dep_ == "agent":
            return seen.head.head
        if seen.dep_ == "pobj" and low(seen.head) == "of" and low(seen.head.head) in terms("nouns", "wholes"):
            seen = seen.head.head
            continue
        floating = seen.dep_ == "nmod" and low(seen.head) in ("both", "each", "all")  # "A and B both said"
        if (floating or seen.dep_ in ("conj", "appos")) and seen.head.i != seen.i:
            seen = seen.head
            continue
        return None
    return None
