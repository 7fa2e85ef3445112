"""Word classes and morphology from the tagger's and the parser's labels: spaCy's attribute ruler, with a memory.

The ruler tries all its patterns on every word. Here what the patterns say of a word is kept under what they look at
(tag, label, white space, and its letters where a pattern names them), so each kind of word is tried once. The patterns
are those of the model.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, IDS, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.matcher import Matcher

from standoff.tag.encoder import Words, keys

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_SEEN = (LOWER, TAG, DEP, IS_SPACE)
_SET = (TAG, POS, MORPH, LEMMA, DEP)
_KEPT = 1 << 17
"""Kinds of words kept at most; then all are forgotten."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern: the conditions of its words, one after another, and what it sets on the word at `index`."""

    conditions: tuple[int, ...]
    index: int
    values: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the patterns say of a word alone: the rules of one word it meets, and conditions of longer ones."""

    alone: tuple[int, ...]
    begins: frozenset[int]


class Attributes:
    """Sets what the attribute ruler would set, document by document."""

    def __init__(self, ruler: AttributeRuler, rules: Sequence[_Rule], matcher: Matcher) -> None:
        self._rules, self._matcher, self._strings = rules, matcher, ruler.vocab.strings
        self._longer = [(n, rule) for n, rule in enumerate(rules) if len(rule.conditions) > 1]
        self._in_longer = frozenset(c for _, rule in self._longer for c in rule.conditions)
        self._named, self._shapes = _words(ruler.patterns, ruler.vocab.strings)
        self._letters: dict[int, int] = {}
        self._kinds: dict[int, int] = {}
        self._known: list[_Kind] = []
        self._values: list[tuple[list[int], list[bool]]] = []

    @classmethod
    def of(cls, ruler: Any) -> Attributes | None:
        """The same rules; None when a pattern is of a kind not known here (repeated words, other attributes)."""
        matcher = Matcher(ruler.vocab)
        rules = []
        number = 0
        for entry, values in zip(ruler.patterns, ruler.attrs, strict=True):
            if not set(values) <= set(_SET):
                return None
            for pattern in entry["patterns"]:
                conditions = []
                for condition in pattern:
                    if not _understood(condition):
                        return None
                    matcher.add(str(number), [[condition]])
                    conditions.append(number)
                    number += 1
                index = entry.get("index", 0)
                if not 0 <= index < len(conditions):
                    return None
                rules.append(_Rule(tuple(conditions), index, dict(values)))
        return cls(ruler, rules, matcher)

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the attributes of all words of `docs`, which are tagged and parsed."""
        seen = np.concatenate([doc.to_array(list(_SEEN)).reshape(len(doc), len(_SEEN)) for doc in docs])
        if len(self._letters) > _KEPT or len(self._kinds) > _KEPT:
            self._letters, self._kinds, self._known, self._values = {}, {}, [], []
        lower, back = np.unique(seen[:, 0], return_inverse=True)
        seen[:, 0] = np.array([self._letter(word) for word in lower.tolist()], dtype=np.uint64)[back]
        unique, first, back = np.unique(keys(seen), return_index=True, return_inverse=True)
        places = [self._kinds.get(key, -1) for key in unique.tolist()]
        ends = np.cumsum([len(doc) for doc in docs])
        for n, place in enumerate(places):
            if place < 0:
                number = int(np.searchsorted(ends, first[n], side="right"))
                doc = docs[number]
                places[n] = self._learn(int(unique[n]), doc, int(first[n] - ends[number] + len(doc)))
        values = np.array([self._values[p][0] for p in places], dtype=np.uint64)[back]
        told = np.array([self._values[p][1] for p in places], dtype=bool)[back]
        kinds = np.array(places, dtype=np.intp)[back]
        start = 0
        for doc, end in zip(docs, ends.tolist(), strict=True):
            if len(doc):
                self._write(doc, values[start:end], told[start:end], kinds[start:end].tolist())
            start = end

    def _letter(self, word: int) -> int:
        """The word where a pattern may know it, else 0."""
        known = self._letters.get(word)
        if known is None:
            text = self._strings[word]
            known = word if word in self._named or any(shape.search(text) for shape in self._shapes) else 0
            self._letters[word] = known
        return known

    def _write(self, doc: Doc, values: Words, told: NDArray[np.bool_], kinds: list[int]) -> None:
        rows = np.where(told, values, doc.to_array(list(_SET)))
        longer: dict[int, set[int]] = defaultdict(set)
        for at, rule in self._long(kinds):
            longer[at].add(rule)
        for at, found in longer.items():
            numbers = sorted(found.union(self._known[kinds[at]].alone))
            for attribute, value in self._fold(numbers).items():
                rows[at, _SET.index(attribute)] = value
        doc.from_array(list(_SET), rows)  # type: ignore[arg-type]  # spaCy's own type is too narrow

    def _long(self, kinds: list[int]) -> Iterator[tuple[int, int]]:
        """Where a rule of several words holds: the word it sets, and the rule."""
        for at, kind in enumerate(kinds):
            begins = self._known[kind].begins
            if not begins:
                continue
            for number, rule in self._longer:
                words = kinds[at : at + len(rule.conditions)]
                if len(words) == len(rule.conditions) and all(
                    condition in self._known[word].begins
                    for condition, word in zip(rule.conditions, words, strict=True)
                ):
                    yield at + rule.index, number

    def _learn(self, key: int, doc: Doc, at: int) -> int:
        """Try all conditions on a word of a kind not met before, and keep the answer; its number."""
        met = {int(self._strings[name]) for name, _, _ in self._matcher(doc[at : at + 1], allow_missing=True)}
        alone = tuple(
            n for n, rule in enumerate(self._rules) if len(rule.conditions) == 1 and rule.conditions[0] in met
        )
        folded = self._fold(alone)
        self._kinds[key] = number = len(self._known)
        self._known.append(_Kind(alone, frozenset(met & self._in_longer)))
        self._values.append(([folded.get(a, 0) for a in _SET], [a in folded for a in _SET]))
        return number

    def _fold(self, numbers: Sequence[int]) -> dict[int, int]:
        """What the rules set together: a later one has the last word."""
        told: dict[int, int] = {}
        for number in numbers:
            told.update(self._rules[number].values)
        return told


def _understood(condition: Mapping[str, Any]) -> bool:
    """Whether the condition looks only at what is kept here, and at letters only in ways that can be told ahead."""
    letters = condition.get("LOWER", "")
    told = isinstance(letters, str) or set(letters) <= {"IN", "NOT_IN", "REGEX"}
    return told and {IDS.get(name) for name in condition} <= set(_SEEN)


def _words(patterns: Sequence[Mapping[str, Any]], strings: Any) -> tuple[frozenset[int], tuple[re.Pattern[str], ...]]:
    """The words that patterns name, and the expressions they look for in words."""
    named: set[int] = set()
    shapes: list[re.Pattern[str]] = []
    for entry in patterns:
        for condition in (c for pattern in entry["patterns"] for c in pattern):
            wanted = condition.get("LOWER")
            if isinstance(wanted, str):
                named.add(strings[wanted])
            elif wanted is not None:
                for predicate, value in wanted.items():
                    if predicate == "REGEX":
                        shapes.append(re.compile(value))
                    else:
                        named.update(strings[word] for word in value)
    return frozenset(named), tuple(shapes)
