"""How alike two wordings of one subject are: stems of the telling words, weighed, held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from standoff.link.cues import cues

_WORD = re.compile(r"[£$€]?\d+(?:[.,]\d+)*%?|[^\W\d_]+")
_GENERIC = 0.15
_PARTY = 0.2
_FIGURE = 0.3
"""A figure says how much, not what: 40 and 46 percent are asked of one thing."""
_REMEMBERED = 100_000
SAME = 0.55
"""Likeness from which two wordings are of one subject: two of three telling words, or one that is all of one side."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case word by one pass of suffix stripping (after Harman, JASIS 42, 1991, widened)."""
    lists = cues()
    if word in lists.irregular:
        return lists.irregular[word]
    for suffix in lists.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= lists.least and not word.endswith("ss"):
            return word[: -len(suffix)]
    return word


def tokens(text: str) -> list[str]:
    """Lower-case words and figures of `text`; "per cent" and "%" become the word percent after their figure."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("per cent", "percent").replace("’", "'")):
        found.extend((word[:-1], "percent") if word.endswith("%") else (word,))
    return found


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Stems of the words of `text` that are not stop words."""
    stop = cues().stop
    return frozenset(stem(w) for w in tokens(text) if w not in stop and (len(w) > 1 or w.isdigit()))


@cache
def _fixed() -> tuple[frozenset[str], frozenset[str]]:
    lists = cues()
    return frozenset(map(stem, lists.generic)), frozenset(map(stem, lists.documents))


def documents(words: frozenset[str]) -> frozenset[str]:
    """Those stems that name a paper rather than what it is about: minutes, directives, a signature."""
    return words & _fixed()[1]


@lru_cache(maxsize=50_000)
def _is_figure(word: str) -> bool:
    return any(c.isdigit() for c in word) or word in cues().numbers


def figures(words: frozenset[str]) -> frozenset[str]:
    """Those stems that are figures, in digits or in words."""
    return frozenset(w for w in words if _is_figure(w))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Weights of stems: words of the parties' own names and of any demand weigh little."""

    party: frozenset[str] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)
    _known: dict[frozenset[str], tuple[frozenset[str], float]] = field(default_factory=dict, repr=False, compare=False)
    """Telling stems and their weight by wording: the same wordings are compared over and over."""
    _pairs: dict[tuple[frozenset[str], frozenset[str]], float] = field(default_factory=dict, repr=False, compare=False)
    """Likeness by pair of wordings."""

    @classmethod
    def of_names(cls, names: Iterable[str]) -> Scale:
        """A scale on which the words of `names` weigh little."""
        return cls(party=frozenset(s for name in names for s in stems(name)))

    def weight(self, word: str) -> float:
        """What one stem weighs, 0..1."""
        if word in _fixed()[1]:
            return 1.0
        if word in _fixed()[0]:
            return _GENERIC
        if _is_figure(word):
            return _FIGURE
        return _PARTY if word in self.party else self.weights.get(word, 1.0)

    def mass(self, words: Iterable[str]) -> float:
        """The sum of the weights."""
        return sum(self.weight(w) for w in sorted(words))

    def telling(self, words: frozenset[str]) -> frozenset[str]:
        """The stems that say what it is about."""
        return self._weighed(words)[0]

    def _weighed(self, words: frozenset[str]) -> tuple[frozenset[str], float]:
        known = self._known.get(words)
        if known is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            telling = frozenset(w for w in words if self.weight(w) >= 0.5)
            known = self._known[words] = (telling, self.mass(telling))
        return known

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """0..1: the mean of weighted overlap and Dice coefficients; 0 when a paper is held against its subject.

        The overlap coefficient lets a short wording match a long one; Dice keeps one shared word of many from it.
        """
        known = self._pairs.get((a, b))
        if known is None:
            if len(self._pairs) > _REMEMBERED:
                self._pairs.clear()
            known = self._pairs[(a, b)] = self._likeness(a, b)
        return known

    def _likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        (mine, x), (yours, y) = self._weighed(a), self._weighed(b)
        if mine.isdisjoint(yours) or bool(documents(mine)) != bool(documents(yours)):
            return 0.0
        if documents(mine) and not documents(mine) & documents(yours):
            return 0.0
        shared = self.mass(mine & yours)
        return 0.5 * shared / min(x, y) + shared / (x + y)

    def same(self, a: frozenset[str], b: frozenset[str]) -> bool:
        """Whether two wordings may be of one subject."""
        return self.likeness(a, b) >= SAME
