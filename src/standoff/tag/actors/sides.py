"""On which side each actor of a report stands, by what the report shows it doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import low, singular, subject_verb, terms
from standoff.tag.actors.nominals import protest_act
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNION_ROLES = frozenset(["organiser", "organizer", "convener", "convenor", "steward", "negotiator", "activist", "delegate", "campaigner", "striker"])
_STATE_ROLES = frozenset(
    ["minister", "secretary", "premier", "chancellor", "governor", "mayor", "commissioner", "cm", "pm", "superintendent", "principal", "dg", "envoy"]
)
_FIRM_ROLES = frozenset(["ceo", "cfo", "coo", "cmd", "md", "executive", "manager", "director", "chairman", "chairwoman", "chairperson", "owner", "boss", "founder"])
_THIRD_ROLES = frozenset(
    ["judge", "justice", "magistrate", "analyst", "expert", "economist", "professor", "lecturer", "mediator", "arbitrator", "conciliator", "lawyer", "historian", "researcher", "scientist", "ombudsman", "archbishop", "bishop"]
)
_STATE = frozenset(("government", "ministry", "agency"))


def settle(parsed: Parsed, entities: Sequence[Entity], heads: Mapping[tuple[int, int], list[Entity]]) -> None:
    """Set `side` of every entity: behaviour first, then role, then the side of the body they belong to."""
    for (index, i), meant in sorted(heads.items()):
        token = parsed.sentences[index].doc[i]
        for entity in meant:
            _behaviour(token, entity)
    for entity in entities:
        _nature(entity)
    firm = _employer_is_firm(entities)
    for entity in entities:
        if entity.sort != "person":
            entity.side = _body_side(entity, firm)
    for entity in entities:
        if entity.sort == "person":
            entity.side = _person_side(entity, entities, firm)


def _behaviour(token: Token, entity: Entity) -> None:
    verb = subject_verb(token)
    if verb is not None:
        lemma = verb.lemma_.lower()
        negotiable = entity.sort != "court"
        entity.protest += (protest_act(verb) and lemma != "demand") or lemma == "demand"
        if lemma in terms("verbs", "authority") and negotiable:
            entity.authority += 0.5
        if lemma in ("offer", "employ", "sack", "fire", "hire") or any(
            low(c) in terms("verbs", "authority_objects") for c in verb.children if c.dep_ == "dobj" and lemma in ("issue", "make", "have", "give", "hold", "put")
        ):
            entity.authority += 1
        if lemma in terms("verbs", "mediation"):
            entity.third += 2
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("of", "from", "by", "against", "on", "to"):
        governor = head.head.lemma_.lower()
        if governor in ("demand", "assurance", "offer", "commitment", "concession", "invitation", "strike", "walkout", "refusal"):
            entity.authority += 1 if not (governor in ("demand", "strike", "walkout") and head.lower_ in ("of", "by", "from")) else 0
            entity.protest += governor in ("demand", "strike", "walkout") and head.lower_ in ("of", "by", "from")
    if token.dep_ in ("poss", "compound", "amod", "nmod"):
        noun = head.lemma_.lower()
        entity.authority += noun in ("offer", "refusal", "invitation", "assurance", "directive")
        entity.protest += noun in ("demand", "strike", "agitation", "protest", "ballot", "picket", "walkout", "striker")


def _nature(entity: Entity) -> None:
    if entity.sort == "union":
        entity.protest += 3
    elif entity.sort in ("ministry", "government") or entity.sort == "company":
        entity.authority += 1.5


def _employer_is_firm(entities: Sequence[Entity]) -> bool:
    """Whether those in dispute face companies rather than a government."""
    state = sum(e.authority * len(e.found) for e in entities if e.sort in _STATE)
    firms = sum(e.authority * len(e.found) for e in entities if e.sort in ("company", "org") and e.protest < e.authority)
    return firms > state


def _body_side(entity: Entity, firm: bool) -> str:  # type: ignore[return]
    if entity.sort == "court":
        return "third party"
    if entity.third and entity.third >= entity.authority and entity.third > entity.protest:
        return "third party"
    if entity.sort in _STATE:
        if entity.protest > entity.authority + 2:
            return "protesters"
        return "third party" if entity.sort == "agency" or (firm and entity.authority < 4) else "authority"
    if entity.protest > entity.authority:
        return "protesters"
    if entity.authority > entity.protest:
        return "authority"
    return "unknown"


def _person_side(entity: Entity, entities: Sequence[Entity], firm: bool) -> str:
    heads = {singular(w.strip(",.'")) for r in entity.roles for w in r.lower().replace("-", " ").split()}
    whole = " ".join(entity.roles).lower()
    if "shadow" in heads or "opposition" in heads:
        return "third party"
    home = _home_side(entity, entities)
    if entity.member or home == "protesters" or heads & terms("groups", "in_dispute"):
        return "protesters"
    if heads & _THIRD_ROLES:
        return "third party"
    if heads & _STATE_ROLES and not ("general" in heads and "secretary" in heads and "general secretary" in whole):
        state = not (heads & _FIRM_ROLES)
        return "third party" if firm and state else "authority"
    if heads & _FIRM_ROLES or home == "authority":
        return "authority"
    if heads & _UNION_ROLES:
        return "protesters"
    if home != "unknown":
        return home
    if entity.protest > entity.authority:
        return "protesters"
    if "president" in heads and not entity.affiliations:
        return "third party"
    return "unknown"


def _home_side(entity: Entity, entities: Sequence[Entity]) -> str:
    for text in entity.affiliations:
        words = {w.lower().strip("'’s") for w in text.split()} - {"the", "of", "and", ""}
        for other in entities:
            if other.sort == "person" or other.side == "unknown":
                continue
            for alias in (other.name, *other.aliases):
                own = {w.lower().strip("'’s") for w in alias.split()} - {"the", "of", "and", ""}
                if own and (own == words or (own <= words and len(own) >= 1 and other.sort != "group") or words <= own):
                    return other.side
    return "unknown"
