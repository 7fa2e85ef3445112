"""What each name of a report is: a person, a sort of organisation, a place, or nobody; judged over all its mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.tag.actors.beside import Beside, after, before
from standoff.tag.actors.capitals import opens
from standoff.tag.actors.found import Sort, heads_of
from standoff.tag.actors.lexicon import low, org_heads, singular, subject_verb, terms
from standoff.tag.actors.names import Name
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LABELS = {"PERSON": "person", "ORG": "org", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "other",
           "EVENT": "other", "PRODUCT": "other", "WORK_OF_ART": "other", "LAW": "other"}  # fmt: skip
_SORTS: tuple[Sort, ...] = (
    "union", "ministry", "body", "company", "agency", "court", "party", "institution", "government",
)  # fmt: skip
_AT = frozenset(("in", "at", "outside", "near", "across", "inside", "around"))
_FACING = frozenset(("with", "between", "against", "from", "by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A name at one place with its description."""

    name: Name
    beside: Beside | None
    acronym: str | None = None


def key_of(words: Sequence[str]) -> tuple[str, ...]:
    """A name's words for comparing: lower case, without "the", dots and possessive marks."""
    found = (w.lower().strip(".'’") for w in words)
    return tuple(w for w in found if w and w not in ("the", "s", "-"))


def sort_names(parsed: Parsed, found: Sequence[Name]) -> tuple[Mapping[tuple[str, ...], Sort], list[Sighting]]:
    """The sort of each name (by key) that may be an actor, and all sightings with their descriptions."""
    sightings = [_sighting(parsed, n) for n in found]
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for seen in sightings:
        if seen.name.words:
            _vote(parsed.sentences[seen.name.sentence].doc, seen, votes[key_of(seen.name.words)])
    known = _share(votes)
    sorts: dict[tuple[str, ...], Sort] = {}
    for key, vote in votes.items():
        sort = _sort(key, vote, known)
        if sort is not None:
            sorts[key] = sort
    return sorts, sightings


def _share(votes: Mapping[tuple[str, ...], Counter[str]]) -> set[str]:
    """Let names of one word lean on the full names that hold them; the surnames and firms' first words are returned."""
    surnames = {k[-1] for k, v in votes.items() if len(k) > 1 and _best(v) == "person"}
    firsts = {k[0] for k, v in votes.items() if len(k) > 1 and _best(v) == "org" and v["sort:company"]}
    acronyms = {a for k in votes for a in initials(k) if len(k) > 1}
    inner = Counter(
        w for k, v in votes.items() if len(k) > 1 and _best(v) == "person" for w in set(k[:-1]) if len(w) > 2
    )
    for key, vote in votes.items():
        if len(key) == 1 and inner[key[0]] == 1 and key[0] not in surnames | firsts and not vote["head"]:
            vote["person"] += 5
        if len(key) == 1 and key[0] in surnames:
            vote["person"] += 5
        if len(key) == 1 and key[0] in firsts and key[0] not in surnames:
            vote["org"] += 5
        if len(key) == 1 and key[0] in acronyms:
            vote["org"] += 3
    return surnames | firsts


def _sort(key: tuple[str, ...], vote: Counter[str], known: set[str]) -> Sort | None:
    """What a name is by its votes; None when it is no actor."""
    if len(key) == 1 and not (vote["mid"] or vote["named"] or vote["told_of"]) and key[0] not in known:
        return None  # only ever seen at the start of a sentence
    if " ".join(key) in terms("not_actors", "states"):
        return None
    best = _best(vote)
    if best == "person":
        return "person" if vote["act"] or vote["person"] >= 4 or (vote["named"] and vote["faced"]) else None
    if best == "place":
        return "place" if vote["said"] else None
    if best != "org" or _is_media(key, vote):
        return None
    sort: Sort = next((s for s in _SORTS if vote[f"sort:{s}"]), "org")
    if sort == "institution" and not vote["said"]:
        return None
    sure = sort in ("union", "company", "government", "court", "ministry", "party")
    told = vote["act"] or vote["faced"] or (sort in ("body", "agency") and vote["n"] > 1)
    return sort if sure or told else None


def initials(key: Sequence[str]) -> set[str]:
    """The abbreviations that a name's words may make, with and without its small words."""
    small = {"of", "and", "for", "the", "&", "in", "on"}
    return {"".join(w[0] for w in key if w), "".join(w[0] for w in key if w not in small)} - {""}


def _best(vote: Counter[str]) -> str:
    return (
        max(("person", "org", "place", "other"), key=lambda k: vote[k])
        if any(vote[k] > 0 for k in ("person", "org", "place", "other"))
        else "none"
    )


def _is_media(key: tuple[str, ...], vote: Counter[str]) -> bool:
    if " ".join(key) in terms("not_actors", "media"):
        return True
    if vote["told"] >= 1 and vote["told"] == vote["n"]:
        return True
    # "Canada Post" carries mail: a body that others deal with is no newspaper
    return key[-1] in terms("not_actors", "media_heads") and not (len(key) > 1 and vote["faced"] >= 1)


def _sighting(parsed: Parsed, name: Name) -> Sighting:
    doc = parsed.sentences[name.sentence].doc
    if not name.words:
        return Sighting(name=name, beside=None)
    described = after(doc, name.last)
    if described is None and name.role is None:
        described = before(doc, name.from_)
    return Sighting(name=name, beside=described, acronym=None if name.acronym is None else doc[name.acronym].text)


def _vote(doc: Doc, seen: Sighting, vote: Counter[str]) -> None:
    """Count what one sighting tells of a name: its own words, what stands beside it, the tagger's label, the clause."""
    name = seen.name
    token = next(
        (doc[i - 1] for i in range(name.first + 1, name.last) if low(doc[i]) in ("of", "on", "for")), doc[name.last]
    )
    vote["n"] += 1
    vote["faced"] += name.has_officer
    vote["mid"] += not opens(doc[name.from_])
    local = (
        len(name.words) > 1
        and low(doc[name.last]) == "council"
        and low(doc[name.last - 1]) in terms("nouns", "local_councils")
    )
    vote["sort:ministry"] += local
    tail = singular(low(token)) if low(token) not in org_heads() else low(token)
    sort = org_heads().get(tail) or org_heads().get(low(doc[name.first])) if len(name.words) > 1 else None
    if sort:
        vote["org"] += 4
        vote["head"] += 1
        vote[f"sort:{sort}"] += 1
    if len(name.words) > 1 and low(token) in terms("not_actors", "place_heads") and sort not in ("union", "ministry"):
        vote["place"] += 5
    if low(token) in terms("not_actors", "other_heads"):
        vote["other"] += 12
    if [low(t) for t in doc[name.last + 1 : name.last + 3]] == [",", "who"]:
        vote["person"] += 3
    _vote_beside(doc, seen, token, sort, vote)
    label = _label(doc, name)
    if label:
        vote[_LABELS[label]] += 1
        vote["named"] += label == "PERSON" and len(name.words) > 1
        vote["told_of"] += (
            label in ("PERSON", "ORG", "GPE")
            and doc[name.last].pos_ == "PROPN"
            and (name.last + 1 >= len(doc) or doc[name.last + 1].pos_ in ("VERB", "AUX", "PUNCT", "PART"))
        )
    if name.from_ > 0 and low(doc[name.from_ - 1]) == "the":
        vote["org"] += 1
    elif name.from_ > 0 and low(doc[name.from_ - 1]) in _AT:
        vote["place"] += 1
    _vote_place_in_clause(doc, name, vote)


def _vote_beside(doc: Doc, seen: Sighting, token: Token, sort: str | None, vote: Counter[str]) -> None:
    """Count titles, roles, descriptions and abbreviations."""
    name = seen.name
    ship = name.title in terms("female") | terms("male") and name.from_ > 0 and low(doc[name.from_ - 1]) == "the"
    if name.title and ship and not name.role:
        vote["other"] += 8  # "the Lady Anselma"
    elif name.title or name.role:
        vote["person"] += 4
        vote["told_of"] += 1
    if seen.beside and seen.beside.org:
        vote["org"] += 3
        vote[f"sort:{seen.beside.org}"] += 1
    elif seen.beside and (seen.beside.role or seen.beside.home) and not sort:
        vote["person"] += 3
    if low(doc[name.first]) in terms("names", "numbered") and doc[name.last].like_num:
        vote["org"] += 5
        vote["sort:union"] += 1
    if len(name.words) == 1 and token.text.isupper() and 2 <= len(token.text) <= 8:
        vote["org"] += 3 if len(token.text) <= 5 else 1
        vote["told_of"] += len(token.text) <= 5
    kind = doc[name.from_ - 1] if name.from_ > 0 else None
    if kind is not None and low(kind) in terms("nouns", "bodies") and kind.pos_ == "NOUN" and kind.dep_ == "compound":
        vote["org"] += 5  # "the services union X", "airport operator X"
        vote["head"] += 1
        vote[f"sort:{org_heads().get(low(kind), 'org')}"] += 1
    if name.acronym is not None:
        vote["org"] += 3
        vote["faced"] += 1


def _label(doc: Doc, name: Name) -> str | None:
    inner = [e for e in doc.ents if e.start >= name.from_ - 1 and e.end - 1 <= name.last and e.end > name.first]
    best = max(inner, key=lambda e: (e.end - max(e.start, name.first), -e.start), default=None)
    return best.label_ if best is not None and best.label_ in _LABELS else None


def _unlabelled(doc: Doc, name: Name) -> bool:
    """Whether a name of one word, no abbreviation and without "the", is one that the entity tagger does not know."""
    token = doc[name.last]
    bare = len(name.words) == 1 and name.from_ == name.last and not token.text.isupper() and not token.ent_type_
    return bare and token.pos_ == "PROPN" and not (token.i > 0 and low(doc[token.i - 1]) in ("the", "a", "an"))


def deals(preposition: Token) -> bool:
    """Whether somebody deals with somebody in "talks with X", not "coinciding with X"."""
    return preposition.head.lemma_.lower() not in terms("verbs", "alongside")


def _vote_place_in_clause(doc: Doc, name: Name, vote: Counter[str]) -> None:
    for i in heads_of(doc, name.from_, name.last):
        token: Token = doc[i]
        verb = subject_verb(token)
        vote["act"] += any(c.dep_ == "relcl" and any(low(w) == "who" for w in c.children) for c in token.children)
        of = token.head.head if token.dep_ == "pobj" and low(token.head) in ("for", "with", "of") else token.head
        if of is not token and low(of).startswith("spokes"):
            vote["org"] += 10  # "a spokeswoman for X"
            vote["told_of"] += 1
        elif of is not token and token.dep_ == "pobj" and low(token.head) == "with" and low(of) == "talks":
            vote["org"] += 2
        if verb is not None:
            lemma = verb.lemma_.lower()
            vote["act"] += verb.pos_ in ("VERB", "AUX")
            vote["said"] += lemma in terms("verbs", "speech")
            vote["person"] += 2 * (lemma in terms("verbs", "speech") and _unlabelled(doc, name))
        elif token.dep_ in ("dobj", "dative", "pobj") and token.head.lemma_ in ("tell", "to"):
            told = token.head.lemma_ == "tell"
            vote["told"] += told
            vote["faced"] += not told
        elif (
            (token.dep_ in ("poss", "compound") and token.head.lemma_.lower() in terms("nouns", "ties"))
            or (token.dep_ == "pobj" and token.head.head.lemma_.lower() in ("negotiator", "spokesman", "spokesperson"))
            or token.dep_ in ("dobj", "nsubjpass", "dative")
            or (
                token.dep_ in ("pobj", "conj")
                and ((token.head.lower_ in _FACING and deals(token.head)) or token.dep_ == "conj")
            )
        ):
            vote["faced"] += 1
