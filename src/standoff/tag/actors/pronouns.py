"""Pronouns of the third person, resolved only where one candidate stands out.

After the salience rules of Lappin & Leass, "An algorithm for pronominal anaphora resolution" (Computational
Linguistics 20, 1994), reduced to what dispute reports need: a subject of this or the last sentence wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from standoff.tag.actors.found import Entity, Found
from standoff.tag.actors.lexicon import low, subject_verb
from standoff.tag.parse import Parsed

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 120
Heads = Mapping[tuple[int, int], list[Entity]]
_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
_IT = frozenset(("it", "its", "itself"))
_BODIES = frozenset(
    ("union", "body", "company", "ministry", "agency", "court", "party", "institution", "government", "org")
)


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
    back = 1 if word in _IT or word in ("them", "their", "his", "her", "its") else 2
    for index in range(at, max(-1, at - back - 1), -1):
        doc = parsed.sentences[index].doc
        end = token.i if index == at else len(doc)
        if index < at and parsed.sentences[index].sentence.aside != parsed.sentences[at].sentence.aside:
            break
        candidates = [(i, known[(index, i)]) for i in range(max(0, end - _WINDOW), end) if (index, i) in known]
        fit = [
            (i, es)
            for i, es in candidates
            if _fits(word, es, doc[i]) and (is_quoted or not (index == at and i in inside))
        ]
        chosen = _stands_out(fit, doc, word)
        if chosen:
            return chosen
        if fit:
            return None
    return None


def _fits(word: str, entities: list[Entity], token: Token) -> bool:
    if word in _HE | _SHE:
        wanted = "m" if word in _HE else "f"
        return len(entities) == 1 and entities[0].sort == "person" and entities[0].gender in (None, wanted)
    if word in _IT:
        return len(entities) == 1 and entities[0].sort in _BODIES and low(token) not in _THEY
    return (
        len(entities) > 1
        or entities[0].sort == "group"
        or entities[0].sort in _BODIES
        or bool([c for c in token.conjuncts if c.i > token.i])
    )


def _stands_out(fit: list[tuple[int, list[Entity]]], doc: object, word: str) -> list[Entity] | None:
    """The one candidate, or the one that is a subject, or (for "they") the group before the body."""
    distinct = {tuple(sorted(id(e) for e in es)) for _, es in fit}
    if len(distinct) == 1:
        return fit[-1][1]
    if not fit:
        return None
    if word in _THEY:
        for several in (True, False):
            some = [(i, es) for i, es in fit if (len(es) > 1 if several else _crowd(es))]
            if len({tuple(sorted(id(e) for e in es)) for _, es in some}) == 1:
                return some[-1][1]
    subjects = [(i, es) for i, es in fit if _subject(doc[i])]  # type: ignore[index]
    if len({tuple(sorted(id(e) for e in es)) for _, es in subjects}) == 1:
        return subjects[-1][1]
    if subjects and word not in _IT:
        roots = [(i, es) for i, es in subjects if doc[i].head.dep_ == "ROOT"]  # type: ignore[index]
        if len({tuple(sorted(id(e) for e in es)) for _, es in roots}) == 1:
            return roots[-1][1]
    return None


def _crowd(entities: list[Entity]) -> bool:
    return all(e.sort in ("group", "union") for e in entities)


def _subject(token: Token) -> bool:
    return subject_verb(token) is not None or token.dep_ == "nsubjpass"
