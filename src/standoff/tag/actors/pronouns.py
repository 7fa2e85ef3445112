"""Pronouns of the third person, resolved only where one candidate stands out.

After the salience rules of Lappin & Leass, "An algorithm for pronominal anaphora resolution" (Computational
Linguistics 20, 1994), reduced to what dispute reports need: a subject of this or the last sentence wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from standoff.tag.actors.acts import protest_act
from standoff.tag.actors.found import Entity, Found
from standoff.tag.actors.lexicon import low, subject_verb, terms
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 120
_FAR = 4
Heads = Mapping[tuple[int, int], list[Entity]]
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_BODIES = frozenset(
    ("union", "body", "company", "ministry", "agency", "court", "party", "institution", "government", "org")
)

_RULING = frozenset(("government", "ministry", "agency", "court", "company"))


def pronouns(parsed: Parsed, heads: Heads, quoted: Mapping[int, frozenset[int]]) -> list[tuple[Found, list[Entity]]]:
    """The pronouns with those they stand for. `quoted` gives for each sentence the tokens inside quotation marks."""
    result: list[tuple[Found, list[Entity]]] = []
    known = {k: list(v) for k, v in heads.items()}
    for sentence in parsed.sentences:
        inside = quoted.get(sentence.index, frozenset())
        for token in sentence.doc:
            word = low(token)
            if word not in _HE | _SHE | _THEY | _IT or token.pos_ not in ("PRON", "DET"):
                continue
            meant = _antecedent(parsed, known, sentence.index, token, token.i in inside, inside)
            if meant:
                for e in meant:
                    if word in _HE | _SHE and e.gender is None:
                        e.gender = "m" if word in _HE else "f"
                known[(sentence.index, token.i)] = meant
                found = Found(
                    sentence=sentence.index,
                    first=token.i,
                    last=token.i,
                    form="pronoun",
                    heads=(token.i,),
                    text=token.text,
                )
                result.append((found, meant))
    return result


def _antecedent(
    parsed: Parsed, known: Heads, at: int, token: Token, is_quoted: bool, inside: frozenset[int]
) -> list[Entity] | None:
    word = low(token)
    if word == "it" and (not _acts(token) if is_quoted else token.dep_ == "nsubjpass" or token.head.lemma_ == "be"):
        return None  # "it is a victory": mostly nobody
    barred = _barred(known, at, token)
    own_protest = word == "their" and token.head.lemma_.lower() in terms("sides", "our_protest")
    back = _FAR if own_protest else 1 if word in _IT or word in ("them", "their", "his", "her", "its") else 2
    for index in range(at, max(-1, at - back - 1), -1):
        here = parsed.sentences[index]
        end = token.i if index == at else len(here.doc)
        if index < at and here.sentence.aside != parsed.sentences[at].sentence.aside:
            break
        fit = [
            (here.doc[i], meant)
            for i in range(max(0, end - _WINDOW), end)
            if (index, i) in known
            and (meant := _joint(known, index, here.doc[i], word))
            and _fits(word, meant, here.doc[i])
            and (is_quoted or not (index == at and i in inside))
            and not (index == at and _in_content(here.doc[i], token))
            and not any(e in barred for e in meant)
            and not (own_protest and all(e.sort in _RULING for e in meant))
        ]
        chosen = _stands_out(fit, token)
        if chosen or fit:
            return chosen
    return None


def _acts(token: Token) -> bool:
    """Whether the pronoun does something that only an actor does: "it finally offered 5%"."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in terms("verbs", "authority")


def _in_content(candidate: Token, pronoun: Token) -> bool:
    """Whether the candidate stands in what the pronoun is reported to say: "the director would go, she said"."""
    if not _speaks(pronoun):
        return False
    said = [c for c in pronoun.head.children if c.dep_ in ("ccomp", "parataxis") and c.i < pronoun.i]
    return any(c.left_edge.i <= candidate.i <= c.right_edge.i for c in said)


def _barred(known: Heads, at: int, token: Token) -> list[Entity]:
    """Those whom the pronoun cannot mean: the doer of what is done to it, or of an answer to what is its own.

    "The ministry invited them" and "the ministry turned down their demand": not the ministry.
    """
    verb: Token | None = None
    if token.dep_ in ("dobj", "dative") or (token.dep_ == "pobj" and token.head.head.pos_ == "VERB"):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        if token.dep_ == "dative" and token.head.pos_ == "ADP":
            verb = token.head.head
    elif token.dep_ == "poss":
        noun = token.head
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        answers = over.lemma_.lower() in terms("verbs", "answers")
        verb = over if answers and noun.dep_ in ("dobj", "pobj") else None
    if verb is None or low(token).endswith(("self", "selves")):
        return []
    return [e for s in _doers(verb) for e in known.get((at, s.i), [])]


def _doers(verb: Token) -> list[Token]:
    """The subjects of a verb, those of the verb it is joined to where it has none of its own."""
    for _ in range(4):
        own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if own or verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head is verb:
            return own
        verb = verb.head
    return []


def _joint(known: Heads, index: int, token: Token, word: str) -> list[Entity]:
    """Those a noun stands for; for "they", persons joined by "and" are meant together."""
    own = known[(index, token.i)]
    if word not in _THEY or len(own) != 1 or own[0].sort != "person":
        return own
    more = [e for c in token.conjuncts if c.i > token.i for e in known.get((index, c.i), []) if e.sort == "person"]
    return [*own, *(e for e in more if e is not own[0])]


def _fits(word: str, entities: list[Entity], token: Token) -> bool:
    if word in _HE | _SHE:
        wanted = "m" if word in _HE else "f"
        return len(entities) == 1 and entities[0].sort == "person" and entities[0].gender in (None, wanted)
    if word in _IT:
        return len(entities) == 1 and entities[0].sort in _BODIES and low(token) not in _THEY
    return len(entities) > 1 or entities[0].sort == "group" or entities[0].sort in _BODIES


def _stands_out(fit: list[tuple[Token, list[Entity]]], pronoun: Token) -> list[Entity] | None:
    """The one candidate; else the one speaker, the one group (for "they"), the one subject, the sentence's subject."""
    word = low(pronoun)
    tests: list[Callable[[Token, list[Entity]], bool]] = [lambda _t, _es: True]
    granted = _granting(pronoun)
    if granted is not None:
        tests.append(lambda t, _es: t.dep_ in ("nsubj", "nsubjpass") and t.head.i == granted.i)
    if _speaks(pronoun):
        tests.append(lambda t, _es: _speaks(t) and t.head.dep_ == "ROOT")
    if word in _THEY:
        tests += [lambda _t, es: len(es) > 1, lambda _t, es: all(e.sort == "group" for e in es)]
        tests.append(lambda _t, es: all(e.sort in ("group", "union") for e in es))
    tests.append(lambda t, _es: subject_verb(t) is not None or t.dep_ == "nsubjpass")
    if word not in _IT:
        tests.append(lambda t, _es: t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT")
    for test in tests:
        some = [meant for t, meant in fit if test(t, meant)]
        if len({tuple(sorted(id(e) for e in meant)) for meant in some}) == 1:
            return some[-1]
    return None


def _speaks(token: Token) -> bool:
    verb = subject_verb(token)
    return verb is not None and verb.lemma_.lower() in terms("verbs", "speech")


def _granting(pronoun: Token) -> Token | None:
    """The verb of "although the ministry agreed" before "they refrained from signing": its subject goes on acting.

    None where what follows is an act of the other side: "although the ministry raised its offer, they walked out".
    """
    verb = pronoun.head
    if pronoun.dep_ != "nsubj" or protest_act(verb) or verb.lemma_.lower() in terms("verbs", "answers"):
        return None
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.i < pronoun.i]
    return next((c for c in clauses if any(low(m) in ("although", "though") for m in c.children)), None)
