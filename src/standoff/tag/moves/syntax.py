"""Questions to a dependency parse (ClearNLP labels, as spaCy's English models give them)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from standoff.data import words

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "present", "future", "infinitive"]
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CLIMB = {"xcomp", "conj", "advcl", "pcomp", "dep", "parataxis"}
_PLAIN_CHILDREN = {
    "det",
    "poss",
    "amod",
    "compound",
    "nummod",
    "nmod",
    "quantmod",
    "case",
    "punct",
    "advmod",
    "npadvmod",
    "predet",
}
_FUTURE_AUX = {"will", "wo", "'ll", "’ll", "shall", "would", "'d", "’d"}


def names_of(token: Token) -> list[str]:
    """The forms under which a verb is looked up: "turn down" before "turn"."""
    lemma = token.lemma_.lower()
    joined = [c.lower_ for c in token.children if _joins(c) and 0 < c.i - token.i <= 4]
    joined += ["for" for c in token.children if c.dep_ == "advcl" and c.i > token.i and _is_for(c)]
    # The parser hangs it on what comes after: "said no to the deal".
    joined += [t.lower_ for t in token.doc[token.i + 1 : token.i + 2] if t.lower_ in {"yes", "no"} and t.dep_ != "det"]
    return [f"{lemma} {p}" for p in joined] + [lemma]


def _joins(word: Token) -> bool:
    """Whether a word makes one verb with the one it hangs on: "turn down", "be willing"."""
    return word.dep_ in {"prt", "advmod", "prep", "acomp"}


def subjects(token: Token) -> tuple[list[Token], bool]:
    """Who does the verb, and whether the verb is passive (then these are done to).

    Climbs from infinitives, participles and conjuncts to the clause that names the subject; a verb in the complement
    of "urge X to ..." has X for its subject, one in a relative clause the noun it belongs to.
    """
    seen = 0
    verb = token
    while seen < 6:
        own = [c for c in verb.children if c.dep_ in _SUBJECTS and c.dep_ != "expl"]
        if not own and verb.dep_ == "ROOT" and verb.tag_ in {"VBP", "VBZ", "VBD"}:  # "negotiations restart"
            own = [c for c in verb.children if c.dep_ in {"compound", "nmod"} and c.i < verb.i][-1:]
        if own:
            passive = own[0].dep_ == "nsubjpass" and verb == token
            if own[0].tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return [verb.head, *verb.head.conjuncts], passive
            return [own[0], *own[0].conjuncts], passive
        if verb.dep_ in {"acl", "relcl"} and verb.tag_ != "VBN":
            noun = verb.head
            if verb.tag_ == "VB":
                return possessors(noun), False
            return [noun], False
        if verb.dep_ not in _CLIMB:
            break
        head = verb.head
        if verb.dep_ == "xcomp" and verb.tag_ != "VBG":
            controlled = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
            if controlled and head.lemma_ in words("verbs", "object_control"):
                return controlled, False
        if verb.dep_ == "pcomp":
            head = head.head
        verb = head
        seen += 1
    return [], token.tag_ == "VBN" and any(c.dep_ in {"auxpass", "agent"} for c in token.children)


def agents(token: Token) -> list[Token]:
    """The `by` phrase of a passive."""
    return [p for c in token.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]


def objects(token: Token) -> list[Token]:
    """Direct objects, and what a passive or a past participle after a noun is done to."""
    found = [c for c in token.children if c.dep_ in {"dobj", "attr", "oprd"}]
    found += [c for c in token.children if c.dep_ == "nsubjpass"]
    if not found and token.dep_ == "conj" and any(c.dep_ == "nsubjpass" for c in token.head.children):
        found += [c for c in token.head.children if c.dep_ == "nsubjpass" and token.tag_ == "VBN"]
    if not found and token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"}:
        found.append(token.head)
    return found


def datives(token: Token) -> list[Token]:
    """The one to whom something is given: "offered the union a raise"."""
    plain = [c for c in token.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    return plain + [p for c in token.children if c.dep_ == "dative" and c.pos_ == "ADP" for p in c.children]


def under(token: Token, preposition: str) -> list[Token]:
    """The nouns (or verbs) that stand under this preposition of the token, or of its particle ("come back to")."""
    holders = [token, *(c for c in token.children if c.dep_ in {"advmod", "prt", "acomp"} and c.i > token.i)]
    return [
        p
        for holder in holders
        for c in holder.children
        if c.dep_ in {"prep", "agent", "dative", "prt", "advmod"} and c.lower_ == preposition
        for p in _complements(c)
    ]


def _complements(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp", "ccomp"}:
            yield child
        elif child.dep_ == "prep":
            yield from _complements(child)


def clauses(token: Token, kinds: tuple[str, ...]) -> list[Token]:
    """Complement clauses of these kinds; an infinitive after a noun counts as `acl`."""
    found = [c for c in token.children if c.dep_ in kinds and (c.dep_ != "acl" or c.tag_ == "VB")]
    found += [c for a in token.children if a.dep_ == "acomp" for c in a.children if c.dep_ in kinds]
    if "xcomp" in kinds:
        found += [
            c for c in token.children if c.dep_ == "advcl" and c.tag_ in {"VB", "VBN"} and _to(c) and c.i > token.i
        ]
        called = [p for prep in ("on", "upon", "to", "with") for p in under(token, prep)]
        found += [c for p in called for c in p.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB" and _to(c)]
    if "acl" in kinds and token.pos_ in {"NOUN", "PROPN"}:
        found += [c for c in token.children if is_asked(c)]
    if "ccomp" in kinds and token.pos_ in {"NOUN", "PROPN"}:
        found += [c for c in token.children if c.dep_ == "relcl" and any(m.lower_ == "that" for m in c.children)]
    return list(dict.fromkeys(found))


def is_asked(clause: Token) -> bool:
    """Whether a clause under a noun says what is called for: "calls for the minister to attend"."""
    return clause.dep_ == "advcl" and clause.tag_ == "VB" and clause.head.pos_ in {"NOUN", "PROPN"} and _to(clause)


def _is_for(clause: Token) -> bool:
    """Whether a clause says for whom to do what: "called for the bill to be withdrawn"."""
    return _to(clause) and any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)


def is_question(clause: Token) -> bool:
    """Whether a complement is a question told: "asked whether he would resign", "asked what it would take"."""
    first = clause.doc[clause.left_edge.i]
    asks = first.tag_ in {"WDT", "WP", "WP$", "WRB"} or first.lower_ in {"whether", "if"}
    return asks or (clause.dep_ == "ccomp" and clause.i < clause.head.i and clause.head.lemma_.lower() == "ask")


def _to(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def possessors(noun: Token) -> list[Token]:
    """Whose noun it is: "the union's demand", "a demand by the union"; else who does the verb above it."""
    own = [c for c in noun.children if c.dep_ == "poss"]
    if own:
        return [own[0], *own[0].conjuncts]
    by = [p for prep in ("by", "from") for p in under(noun, prep)]
    if by:
        return by
    governor = noun.head
    if noun.dep_ in {"dobj", "pobj"}:
        while governor.dep_ in {"prep", "pobj", "dobj", "conj"} and governor.head != governor:
            governor = governor.head
        if governor.pos_ in {"VERB", "AUX"}:
            found, passive = subjects(governor)
            return agents(governor) if passive else found
    return []


def is_list_part(token: Token) -> bool:
    """Whether a noun read as an apposition is the middle of a list: "higher pay, a shorter week and safer cranes"."""
    return token.dep_ in {"appos", "npadvmod"} and any(c.dep_ == "conj" for c in token.children)


def members(noun: Token) -> list[Token]:
    """The members of a list that begins with `noun`, in order; the noun alone when it is none."""
    found = [noun]
    for child in noun.children:
        if child.dep_ == "conj" or is_list_part(child):
            found += members(child)
    return sorted(found, key=lambda t: int(t.i))


def core(noun: Token) -> str:
    """The noun with what stands before it, and its `of` phrase: "a second round of talks"."""
    left = min((c.left_edge.i for c in noun.children if c.i < noun.i and c.dep_ in _PLAIN_CHILDREN), default=noun.i)
    last = noun.i
    while last + 2 < len(noun.doc) and noun.doc[last + 1].text == "-" and not noun.doc[last].whitespace_:
        last += 2  # "work-to-rule" is three words to the parser
    text = noun.doc[left : last + 1].text
    for inner in under(noun, "of"):
        text += " " + noun.doc[inner.left_edge.i : inner.i + 1].text
    return text


def _of_infinitive(negation: Token, verb: Token) -> bool:
    """Whether a "not" after the verb belongs to what follows it: "urged them not to apply"."""
    following = negation.i + 1
    return negation.i > verb.i and following < len(verb.doc) and verb.doc[following].lower_ == "to"


def negated(token: Token) -> bool:
    """Whether the act is said not to be: "did not accept", "never", "refused neither", "no offer was made"."""
    if any(
        (c.dep_ == "neg" and not _of_infinitive(c, token))
        or (c.lower_ == "longer" and c.i > 0 and c.nbor(-1).lower_ == "no")
        for c in token.children
    ):
        return True
    if any(
        c.lower_ in {"never", "neither", "nor", "hardly"}
        for c in token.children
        if c.dep_ in {"advmod", "cc", "preconj"}
    ):
        return True
    if token.dep_ == "xcomp" and token.head.lemma_.lower() in words("verbs", "prospective") and negated(token.head):
        return True  # "is no longer planning to strike"
    if token.dep_ == "acl" and any(c.lower_ == "no" for c in token.head.children):
        return True  # "has no plans to end the strike"
    done_to = [c for c in token.children if c.dep_ in {"dobj", "nsubjpass", "nsubj", "attr"}]
    return any(g.lower_ in {"no", "neither"} for c in done_to for g in c.children if g.dep_ == "det")


def tense(token: Token) -> Tense:
    """When the verb's act lies: "will strike", "is set to strike", "to strike", "struck", "strikes"."""
    aux = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if aux & _FUTURE_AUX:
        return "future"
    if "to" in aux:
        head = token.head
        if token.tag_ == "VBN" and "have" in aux and head.lemma_.lower() in words("verbs", "seeming"):
            return "past"
        if token.dep_ in {"xcomp", "advcl", "acl", "ccomp"} and head.lemma_.lower() in words("verbs", "prospective"):
            return "future"
        if head.lower_ in {"is", "are", "was", "were", "'s", "’s"} and token.dep_ == "xcomp":
            aims = any(c.lemma_.lower() in words("verbs", "aims") for c in head.children if c.dep_ == "nsubj")
            return "infinitive" if aims else "future"
        return "infinitive"
    if token.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in token.children):
        above = tense(token.head) if token.head.pos_ in {"VERB", "AUX"} else "past"
        if above in {"future", "infinitive"} and token.tag_ == "VB":
            return above
    if token.tag_ == "VBG" and not aux:
        if token.dep_ in {"xcomp", "advcl", "conj", "pcomp"} and token.head.pos_ in {"VERB", "AUX"}:
            return tense(token.head)
        return "present"
    if _scheduled(token):
        return "future"
    if (
        token.tag_ == "VBG"
        and aux & {"is", "are", "'re", "’re", "am"}
        and token.lemma_ not in words("verbs", "progressive_future")
    ):
        return "present"
    if aux & {"must", "should", "may", "might", "could", "can"}:
        return "infinitive"
    if token.tag_ in {"VBD", "VBN"}:
        return "past"
    if token.tag_ == "VB" and aux & {"did"}:
        return "past"
    return "present"


def dated(token: Token) -> bool:
    """Whether a day, month or week is named within what hangs on the token: "Monday's walkout"."""
    return any(_is_day(t) for t in token.subtree)


def _is_day(token: Token) -> bool:
    if token.text in {"March", "May"}:  # the months, and not the acts
        return token.ent_type_ == "DATE"
    return token.lower_ in words("verbs", "days")


def _scheduled(token: Token) -> bool:
    """Whether a present tense tells what is to come: "the strike begins on Monday", "they are meeting next week"."""
    aux = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if token.tag_ not in {"VBZ", "VBP"} and not (token.tag_ == "VBG" and aux & {"is", "are", "'re", "’re", "am"}):
        return False
    if (aux and token.tag_ != "VBG") or token.lemma_.lower() not in words("verbs", "scheduled"):
        return False
    for child in token.children:
        if child.dep_ == "npadvmod" and child.i > token.i and (_is_day(child) or child.ent_type_ == "DATE"):
            return not any(c.lower_ in {"last", "this", "every", "each"} for c in child.children)
        if child.dep_ == "prep" and child.lower_ in {"on", "from", "at", "next"} and dated(child):
            return True
        if child.dep_ in {"advmod", "npadvmod"} and child.lower_ in {"tomorrow", "tonight"}:
            return True
    return False
