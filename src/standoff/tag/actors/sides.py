"""On which side each actor of a report stands, by what the report shows it doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from standoff.model import Side
from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.belonging import BODIES, Names, home_side, sides_by_name, sides_by_officers
from standoff.tag.actors.facing import across
from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import low, members_of, occupations, singular, subject_verb, terms, title_jobs
from standoff.tag.parse import Parsed, ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

Heads = Mapping[tuple[int, int], list[Entity]]
_STATE = frozenset(("government", "ministry", "agency"))
_DECIDES = 3.0
"""So much shown authority makes a government a party to a dispute with a firm."""
_PUTS = frozenset(("issue", "make", "have", "give", "hold", "put", "send", "present"))


def settle(parsed: Parsed, entities: Sequence[Entity], heads: Heads, quoted: Mapping[int, frozenset[int]]) -> None:
    """Set `side` of every entity: behaviour first, then role, then the side of the body they belong to."""
    for (index, i), meant in sorted(heads.items()):
        for entity in meant:
            _behaviour(parsed.sentences[index].doc[i], entity)
    _own_words(parsed, heads, quoted)
    for entity in entities:
        entity.protest += 3 * (entity.sort == "union")
        entity.authority += 1.5 * (entity.sort in ("ministry", "government", "company"))
        if entity.sort in BODIES:
            members = members_of(entity.name)
            entity.authority += 6 * bool(members & terms("nouns", "employers"))
            entity.third += 4 * bool(members & terms("nouns", "customers"))
            entity.third += 2 * bool(members & terms("nouns", "business") - terms("nouns", "employers"))
    firm = _employer_is_firm(entities)
    for entity in entities:
        if entity.sort != "person":
            entity.side = _body_side(entity, firm)
    _crowd(entities)
    _confronted(parsed, heads)
    _dealt_with(entities)
    across(parsed, heads)
    names = Names(entities)
    sides_by_name(entities, names)
    _by_company(parsed, entities, heads, firm)
    main = next((_job(e) for e in entities if e.sort == "group" and e.side == "protesters"), "")
    rules = any(e.sort == "government" and e.side == "authority" for e in entities)
    for entity in entities:
        if entity.sort == "person":
            entity.side = _person_side(entity, names, rules, firm, main)
    sides_by_officers(entities, names)


def _job(group: Entity) -> str:
    word = singular(group.name.split()[-1])
    return occupations().get(word, word)


def _behaviour(token: Token, entity: Entity) -> None:
    """Count what the mention at `token` shows: acts of protest, of authority, of a go-between."""
    verb = subject_verb(token)
    if verb is not None:
        lemma = verb.lemma_.lower()
        entity.protest += protest_act(verb)
        entity.authority += 0.5 * (lemma in terms("verbs", "authority"))
        entity.authority += lemma in _PUTS and any(
            low(c) in terms("verbs", "authority_objects") for c in verb.children if c.dep_ == "dobj"
        )
        entity.third += 2 * (lemma in terms("verbs", "mediation"))
        entity.protest += lemma == "tell" and any(
            singular(low(c)) in ("member", "striker") for c in verb.children if c.dep_ in ("dobj", "dative")
        )
    for child in token.children:
        tells = child.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in child.children)
        entity.protest += tells and protest_act(child)
    head = token.head
    people = head.head if token.dep_ == "pobj" and low(head) == "of" else head
    if token.dep_ in ("pobj", "poss", "compound", "nmod") and singular(low(people)) in occupations():
        verb = subject_verb(people)
        entity.protest += entity.sort in ("org", "body") and verb is not None and protest_act(verb)
    if token.dep_ == "pobj":
        _party(head.lower_, head.head.lemma_.lower(), entity)
        dealing = head.head.lemma_.lower() in terms("verbs", "dealings")
        entity.faced += dealing and low(head) in ("with", "from", "at")
        entity.faced += 0.1 * (head.dep_ == "prep" and low(head) == "at")
    elif token.dep_ in ("poss", "compound", "amod", "nmod"):
        noun = head.lemma_.lower()
        entity.faced += 0.1 * (noun in terms("nouns", "of_firms"))
        entity.authority += noun in terms("verbs", "authority_objects") and noun not in (
            "talk",
            "talks",
            "committee",
            "letter",
        )
        theirs = noun in terms("nouns", "of_unions") or noun in ("demand", "striker", "protest")
        struck = token.dep_ != "poss" and noun in terms("nouns", "stoppages")  # may be against the body named
        entity.protest += (0.5 if noun == "member" else 1) * (theirs and not struck)
        entity.protest += noun in ("decision", "plan", "threat", "move") and any(
            c.dep_ == "acl" and protest_act(c) for c in head.children
        )


def _party(preposition: str, governor: str, entity: Entity) -> None:
    """Count "demand of the nurses", "strike against the company", "offer from the ministry"."""
    asked = governor in ("demand", "strike", "walkout", "protest", "agitation")
    if preposition in ("of", "from", "by"):
        entity.protest += asked
        entity.authority += not asked and governor in terms("verbs", "authority_objects")
    elif preposition in ("against", "on", "to") and (asked or governor in ("picket", "rally", "warning")):
        entity.authority += 1


def speakers_of(parsed: Parsed, heads: Heads, quoted: Mapping[int, frozenset[int]]) -> dict[int, Entity]:
    """Who speaks in each sentence: its own speaker, else the only one of its paragraph.

    A paragraph all in quotation marks goes on with the speaker of the one before.
    """
    own: dict[int, list[Entity]] = {}
    around: dict[int, list[Entity]] = {}
    for (index, i), meant in sorted(heads.items()):
        if len(meant) != 1 or i in quoted.get(index, frozenset()):
            continue
        verb = subject_verb(parsed.sentences[index].doc[i])
        if verb is not None and verb.lemma_.lower() in terms("verbs", "speech"):
            own.setdefault(index, []).extend(meant)
            around.setdefault(parsed.sentences[index].sentence.paragraph, []).extend(meant)
    told = {s.sentence.paragraph for s in parsed.sentences if not _all_quoted(s, quoted.get(s.index, frozenset()))}
    found: dict[int, Entity] = {}
    last: Entity | None = None
    for sentence in parsed.sentences:
        paragraph = sentence.sentence.paragraph
        if paragraph in told:
            last = _single(around.get(paragraph, []))
        who = _single(own.get(sentence.index, [])) or last
        if who is not None:
            found[sentence.index] = who
    return found


def _all_quoted(sentence: ParsedSentence, inside: frozenset[int]) -> bool:
    return bool(inside) and not any(t.i not in inside and t.is_alpha for t in sentence.doc)


def _single(entities: Sequence[Entity]) -> Entity | None:
    return entities[0] if len({id(e) for e in entities}) == 1 else None


def _own_words(parsed: Parsed, heads: Heads, quoted: Mapping[int, frozenset[int]]) -> None:
    """What a speaker calls "our": "our strike" is said by one side, "our offer" by the other."""
    speakers = speakers_of(parsed, heads, quoted)
    for sentence in parsed.sentences:
        who = speakers.get(sentence.index)
        if who is None:
            continue
        for i in quoted.get(sentence.index, frozenset()):
            _count_own(sentence.doc[i], who, heads, sentence.index)


def _count_own(token: Token, speaker: Entity, heads: Heads, index: int) -> None:
    noun = token.head.lemma_.lower()
    if low(token) == "our":
        speaker.protest += noun in terms("sides", "our_protest")
        speaker.authority += noun in terms("sides", "our_authority")
    elif low(token) == "we":
        verb = subject_verb(token)
        speaker.protest += verb is not None and protest_act(verb)
        speaker.authority += verb is not None and verb.lemma_.lower() in ("offer", "employ")
    elif low(token) == "behalf":
        of = (c for p in token.children if p.dep_ == "prep" for c in p.children)
        for entity in (e for c in of for e in heads.get((index, c.i), [])):
            speaker.authority += 2 * (entity.sort in _STATE or entity.sort == "company")
            speaker.protest += 2 * (entity.sort in ("union", "group"))


def _employer_is_firm(entities: Sequence[Entity]) -> bool:
    """Whether those in dispute face companies rather than a government."""
    state = sum(e.authority * len(e.found) for e in entities if e.sort in _STATE)
    firms = sum(
        e.authority * len(e.found) for e in entities if e.sort in ("company", "org") and e.protest < e.authority
    )
    return firms > state


def _body_side(entity: Entity, firm: bool) -> Side:
    if entity.sort == "court":
        return "third party"
    if entity.third and entity.third >= entity.authority and entity.third > entity.protest:
        return "third party"
    if entity.sort in _STATE:
        if entity.sort == "agency" or (firm and entity.authority < _DECIDES):
            return "third party"
        return "protesters" if entity.protest > entity.authority + 4 else "authority"
    if entity.protest > entity.authority:
        return "protesters"
    if entity.authority > entity.protest:
        return "authority"
    return "protesters" if entity.sort == "group" and entity.protest >= 1 else "unknown"


def _confronted(parsed: Parsed, heads: Heads) -> None:
    """A body on which those in dispute turn faces them: "the union accused the council"."""
    for (index, i), meant in sorted(heads.items()):
        token = parsed.sentences[index].doc[i]
        verb = token.head if token.dep_ in ("dobj", "nsubj") else None
        if token.dep_ == "nsubj" and verb is not None:
            verb = verb.head if verb.dep_ == "ccomp" else None
        if verb is None or verb.lemma_.lower() not in terms("verbs", "confront"):
            continue
        doers = [e for c in verb.children if c.dep_ == "nsubj" for e in heads.get((index, c.i), [])]
        ours = any(e.side == "protesters" or e.protest > e.authority for e in doers)
        for entity in meant:
            if ours and entity.side == "unknown" and entity.sort in BODIES and entity not in doers:
                entity.side = "authority"


def _dealt_with(entities: Sequence[Entity]) -> None:
    """A firm with which a deal is made, or whose plants are told of, faces the union of the report."""
    if not any(e.sort == "union" and e.side == "protesters" for e in entities):
        return
    for entity in entities:
        if entity.side == "unknown" and entity.sort in ("org", "company", "body") and entity.faced:
            entity.side = "authority"
            entity.weak = entity.faced < 1


def _crowd(entities: Sequence[Entity]) -> None:
    """Members and workers stand with the union of the report."""
    if any(e.sort == "union" and e.side == "protesters" for e in entities):
        for entity in entities:
            last = singular(entity.name.split()[-1])
            if entity.sort == "group" and entity.side == "unknown" and last in terms("groups", "general"):
                entity.side = "protesters"


def _by_company(parsed: Parsed, entities: Sequence[Entity], heads: Heads, firm: bool) -> None:
    """Put bodies named side by side ("A, B and C") together; where firms are faced, every firm faces the union."""
    for (index, i), meant in sorted(heads.items()):
        token = parsed.sentences[index].doc[i]
        for other in token.conjuncts:
            for a in meant:
                for b in heads.get((index, other.i), []):
                    if (
                        a.sort in ("org", "company")
                        and b.side == "authority"
                        and a.side == "unknown"
                        and b.sort != "person"
                    ):
                        a.side = "authority"
        if len(meant) > 1 and any(e.side == "protesters" for e in meant):
            for e in meant:
                if e.side == "unknown" and e.sort in ("org", "company"):
                    e.side = "authority"  # "UNX and Calder negotiators"
    if firm:
        for entity in entities:
            if entity.sort == "company" and entity.side == "unknown":
                entity.side = "authority"


def _person_side(entity: Entity, names: Names, rules: bool, firm: bool, main: str) -> Side:
    roles = [r.lower().replace("’", "'").replace("'s ", " ").replace("-", " ") for r in entity.roles]
    words = {singular(w.strip(",.'")) for r in roles for w in r.split()}
    whole = " ".join(entity.roles).lower().replace("-", " ")
    home = home_side(entity, names)
    if words & {"shadow", "opposition"}:
        return "third party"
    if entity.member or home == "protesters" or words & terms("groups", "in_dispute"):
        return "protesters"
    if main and main in {occupations().get(w) for w in words} and home != "authority":
        return "protesters"
    if words & terms("sides", "third"):
        return "third party"
    if words & {"company", "management", "government"}:
        return "authority"
    union_officer = (
        words & {"union", "guild", "federation"}
        or "general secretary" in whole
        or "secretary general" in whole
        or "branch secretary" in whole
    )
    union_officer = bool(union_officer) and "minister" not in words
    if words & terms("sides", "state") and not union_officer:
        apart = firm and home != "authority" and entity.authority < 1
        return "third party" if apart and not words & terms("sides", "firm") else "authority"
    if union_officer and home == "unknown":
        return "protesters"
    if words & terms("sides", "firm") or home == "authority":
        return "authority"
    if words & terms("sides", "union") or entity.protest > entity.authority:
        return "protesters"
    if entity.authority > entity.protest:
        return "authority"
    if "police" in words:
        return "authority" if rules and not firm else "third party"
    if "president" in words and not entity.affiliations and rules and not firm:
        return "authority"
    if "leader" in words and entity.affiliations and home == "unknown":
        return "third party"
    if home == "unknown" and entity.title in terms("sides", "comrades"):
        return "protesters"
    if home == "unknown" and not entity.roles and (entity.title or "", main) in title_jobs():
        return "protesters"
    return home
