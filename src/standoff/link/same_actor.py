"""Whether two names can be one actor's: full names, offices, bodies, spellings."""

from __future__ import annotations

from rapidfuzz import fuzz

from standoff.link.spelling import name_words
from standoff.model import TaggedActor
from standoff.tag.actors.bodies import same_body
from standoff.tag.actors.lexicon import org_heads, singular, terms
from standoff.tag.actors.offices import role_words
from standoff.tag.actors.sorting import key_of

_ALIKE_BODIES = 94.0


def is_office(actor: TaggedActor) -> bool:
    """Whether a person is known by an office alone: "the Health Secretary"."""
    words = role_words(actor.name)
    return (
        bool(words)
        and (words[-1] in terms("roles") or (actor.role is not None and role_words(actor.role) == words))
        and (
            actor.role is None or set(role_words(actor.role)) <= set(words) or set(words) <= set(role_words(actor.role))
        )
    )


def full_name(actor: TaggedActor) -> tuple[str, ...]:
    """A person's name as words in lower case, honorifics dropped."""
    key = key_of([part for w in name_words(actor.name) for part in w.replace("-", " - ").split()])
    while len(key) > 1 and key[0] in {t.strip(".") for t in terms("titles")}:
        key = key[1:]
    return key


def body_names(actor: TaggedActor) -> frozenset[tuple[str, ...]]:
    """The proper names of a body, as words in lower case; nouns such as "the company" left out."""
    found = set()
    for form in (actor.name, *actor.aliases):
        key = key_of(form.replace("’s", "").replace("'s", "").split())
        if not key or form == form.lower() or singular(key[-1]) in terms("groups", "authority"):
            continue
        plain = all(w in org_heads() or singular(w) in terms("nouns", "bodies") or w in terms("portfolios")
                    or w in terms("role_modifiers") for w in key)  # fmt: skip
        if len(key) == 1 and (plain or singular(key[0]) in terms("groups", "general")):
            continue
        if plain and len(key) < 2:
            continue
        found.add(key)
    return frozenset(found)


def same_full_body(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one body's name is short for the other's, a part's name without the whole, or another spelling."""
    if same_body(short, full):
        return True
    if (
        len(short) > 1
        and len(full) > len(short)
        and full[-len(short) :] == short
        and short[-1] in terms("nouns", "parts")
    ):
        return True
    if len(short) > 2 and full[: len(short)] == short and short[0] in terms("heads", "ministry"):
        return True  # "Department of Health" for "Department of Health and Care"
    if len(short) > 1 and len(full) > len(short) + 1 and full[: len(short)] == short and full[len(short)] == "of":
        return True  # "National Industrial Court" for "National Industrial Court of Ruritania"
    if len(short) > 3 and full[1:] == short:
        return True  # "Review Body on Pay" for "Independent Review Body on Pay"
    if len(short) > 1 and full[-len(short) :] == short and short[0] in terms("names", "numbered"):
        return True  # "Local 7" for "NUX Local 7"
    a, b = " ".join(short), " ".join(full)
    return len(short) == len(full) and min(len(a), len(b)) >= 8 and fuzz.ratio(a, b) >= _ALIKE_BODIES
