"""Pronouns of the third person, resolved only where one candidate stands out.

After the salience rules of Lappin & Leass, "An algorithm for pronominal anaphora resolution" (Computational
Linguistics 20, 1994), reduced to what dispute reports need: a subject of this or the last sentence wins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.model import Side
from standoff.tag.actors.clauses import (
    cataphor,
    doers,
    governor,
    granting,
    in_content,
    is_rival,
    is_thing,
    may_be_thing,
    speaks,
)
from standoff.tag.actors.found import Entity, Found
from standoff.tag.actors.lexicon import low, subject_verb, terms
from standoff.tag.actors.standins import Parties
from standoff.tag.actors.strangers import crowds, strangers
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_WINDOW = 120
_FAR = 4
Heads = Mapping[tuple[int, int], list[Entity]]
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_PRONOUNS = _HE | _SHE | _THEY | _IT
_BODIES = frozenset(
    ("union", "body", "company", "ministry", "agency", "court", "party", "institution", "government", "org")
)

_RULING = frozenset(("government", "ministry", "agency", "court", "company"))


_FACING: Mapping[Side, Side] = {"protesters": "authority", "authority": "protesters"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What pronouns are read against: who each word means so far, what is quoted, and who speaks in which sentence.

    `parties` and `speakers` are needed only for quoted pronouns, and their sides must be set by then.
    """

    parsed: Parsed
    heads: Heads
    quoted: Mapping[int, frozenset[int]]
    parties: Parties | None = None
    speakers: Mapping[int, Entity] = field(default_factory=dict)


def pronouns(scene: Scene, *, in_quotes: bool) -> list[tuple[Found, list[Entity]]]:
    """The pronouns inside quotation marks, or those outside, with those they stand for."""
    result: list[tuple[Found, list[Entity]]] = []
    known = {k: list(v) for k, v in scene.heads.items()}
    for sentence in scene.parsed.sentences:
        inside = scene.quoted.get(sentence.index, frozenset())
        for token in sentence.among(_PRONOUNS):
            word = low(token)
            if token.pos_ not in ("PRON", "DET"):
                continue
            if (token.i in inside) != in_quotes or (sentence.index, token.i) in known:
                continue
            meant = _antecedent(scene, known, sentence.index, token)
            if meant:
                for e in meant:
                    if word in _HE | _SHE and e.gender is None:
                        e.gender = "m" if word in _HE else "f"
                known[(sentence.index, token.i)] = meant
                found = Found(
                    sentence=sentence.index, first=token.i, last=token.i, form="pronoun", heads=(token.i,),
                    text=token.text,
                )  # fmt: skip
                result.append((found, meant))
    return result


def _antecedent(scene: Scene, known: Heads, at: int, token: Token) -> list[Entity] | None:
    word = low(token)
    is_quoted = token.i in scene.quoted.get(at, frozenset())
    if word == "it" and (is_quoted or token.dep_ == "nsubjpass" or token.head.lemma_ == "be") and not _offers(token):
        return None  # "it is a victory": mostly nobody
    if word in ("it", "them") and is_thing(token):
        return None
    speaker = scene.speakers.get(at) if is_quoted else None
    if speaker is not None and word in _THEY and speaker.side in _FACING and not _told_inside(token, known, at):
        other = scene.parties.last(_FACING[speaker.side], (at, token.i)) if scene.parties is not None else None
        return [other] if other is not None else None
    barred = _barred(known, at, token) + ([speaker] if speaker is not None else [])
    own_protest = word == "their" and token.head.lemma_.lower() in terms("sides", "our_protest")
    subject = governor(token)
    if subject is not None and not own_protest:
        meant = known.get((at, subject.i))
        if meant is None and is_rival(token, subject) and word in _IT | _THEY:
            return None
        near = word in _IT or (word in _HE | _SHE and token.dep_ == "poss")
        if meant is None and near and word not in _IT and subject.pos_ == "PROPN":
            return None  # a name that is no actor's
        if meant and near and _fits(word, meant, subject) and not any(e in barred for e in meant):
            return meant
    ahead = cataphor(token) if word in _HE | _SHE and not is_quoted else None
    if ahead is not None:
        coming = known.get((at, ahead.i), [])
        return coming if coming and _fits(word, coming, ahead) else None
    if word == "it" and token.dep_ == "nsubj" and token.head.lemma_.lower() in terms("verbs", "of_things"):
        return None
    return _search(scene, known, at, token, barred, own_protest=own_protest)


def _search(
    scene: Scene, known: Heads, at: int, token: Token, barred: Sequence[Entity], *, own_protest: bool
) -> list[Entity] | None:
    """Who stands out in the pronoun's sentence, else in the one before, and so on."""
    word = low(token)
    inside = scene.quoted.get(at, frozenset())
    back = _FAR if own_protest else 1 if word in _IT or word in ("them", "their", "his", "her", "its") else 2
    for index in range(at, max(-1, at - back - 1), -1):
        here = scene.parsed.sentences[index]
        end = token.i if index == at else len(here.doc)
        if index < at and here.sentence.aside != scene.parsed.sentences[at].sentence.aside:
            break
        fit = [
            (here.doc[i], meant)
            for i in range(max(0, end - _WINDOW), end)
            if (index, i) in known
            and (meant := _joint(known, index, here.doc[i], word))
            and _fits(word, meant, here.doc[i])
            and (token.i in inside or not (index == at and i in inside))
            and not (index == at and in_content(here.doc[i], token))
            and not any(e in barred for e in meant)
            and not (own_protest and any(e.sort in _RULING for e in meant))
        ]
        if word in _IT and index < at and _rivalled(here.doc, token, [t for t, _ in fit]):
            return None
        if word in _HE | _SHE:
            fit += [(t, [e]) for t, e in strangers(here.doc, known, index, end) if _fits(word, [e], t)]
        elif word in _THEY:
            fit += [(t, [e]) for t, e in crowds(here.doc, known, index, end)]
        fit.sort(key=lambda pair: pair[0].i)
        if word == "it" and may_be_thing(token):
            fit = [(t, es) for t, es in fit if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"]
        chosen = _stands_out(fit, token)
        if chosen or fit:
            return chosen if chosen and chosen[0].found else None
    return None


def _rivalled(doc: Doc, pronoun: Token, fit: Sequence[Token]) -> bool:
    """Whether the last sentence was about a thing: its subject is a noun that may be meant, and no actor's."""
    mains = [t for t in doc[:_WINDOW] if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"]
    return any(is_rival(pronoun, t) for t in mains) and not any(t.i == m.i for t in fit for m in mains)


def _barred(known: Heads, at: int, token: Token) -> list[Entity]:
    """Those whom the pronoun cannot mean: the doer of what is done to it, or of an answer to what is its own.

    "The ministry invited them" and "the ministry turned down their demand": not the ministry; and "Rao, a leader of
    the party, appealed to them": neither of the two.
    """
    verb: Token | None = None
    is_object = token.dep_ in ("dobj", "dative", "pobj")
    if is_object:
        verb = token.head.head if token.head.pos_ == "ADP" else token.head
        if token.dep_ == "pobj" and (verb.pos_ != "VERB" or verb.lemma_ in ("bring", "take", "carry")):
            return []
    elif token.dep_ == "poss":
        noun = token.head
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        answers = over.lemma_.lower() in terms("verbs", "answers")
        verb = over if answers and noun.dep_ in ("dobj", "pobj") else None
    if verb is None or low(token).endswith(("self", "selves")):
        return []
    phrases = ((s.left_edge.i, s.right_edge.i + 1) if is_object else (s.i, s.i + 1) for s in doers(verb))
    return [
        e for first, end in phrases for i in range(first, min(end, first + _WINDOW)) for e in known.get((at, i), [])
    ]


def _offers(token: Token) -> bool:
    """Whether the pronoun does something that only an actor does: "it finally offered 5%"."""
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in terms("verbs", "authority")


def _told_inside(token: Token, known: Heads, at: int) -> bool:
    """Whether the quoted sentence itself names, before the pronoun, several whom "they" may mean."""
    return any(
        (t.tag_ in ("NNS", "NNPS") and t.ent_type_ not in ("DATE", "TIME")) or (at, t.i) in known
        for t in token.doc[max(0, token.i - _WINDOW) : token.i]
        if t.pos_ != "PRON"
    )


def _joint(known: Heads, index: int, token: Token, word: str) -> list[Entity]:
    """Those a noun stands for; for "they", those joined by "and" are meant together."""
    own = known[(index, token.i)]
    if word not in _THEY or len(own) != 1 or (own[0].sort != "person" and subject_verb(token) is None):
        return own
    alike = own[0].sort == "person"
    more = [e for c in token.conjuncts if c.i > token.i for e in known.get((index, c.i), [])]
    return [*own, *(e for e in more if e is not own[0] and (e.sort == "person") == alike)]


def _fits(word: str, entities: list[Entity], token: Token) -> bool:
    if low(token) in ("we", "us", "our"):
        return False
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
    granted = granting(pronoun)
    if granted is not None:
        tests.append(lambda t, _es: t.dep_ in ("nsubj", "nsubjpass") and t.head.i == granted.i)
    if speaks(pronoun):
        tests.append(lambda t, _es: speaks(t) and t.head.dep_ == "ROOT")
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
