"""Which response answers which demand, and how many demands a response says it answers.

A response is held against every topic of the other side: by the words of their subjects and by standing in the
same sentence. A response that names no subject ("agreed to most of their demands") speaks
of a share of the demands instead, its `Scope`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from standoff.link.cues import cues
from standoff.link.wording import Scale

_SAME_SENTENCE = 0.3
_ENOUGH = 0.55
_LOOKED_AT = 2000
_MANY = 32
"""Topics held against one answer: those that share the most telling words with it."""

_WHOSE = re.compile(r"(?:\b(?:their|its|our|these|those|his|her)|[’']s?)\s(?:\w+\s)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How many of the demands a sentence speaks of: `value` of `of` where it counts them."""

    share: Literal["all", "most", "some", "none", "counted"]
    value: int | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that can be answered: wordings of its subject, whose it is, and the sentences that tell it."""

    key: str
    wordings: tuple[frozenset[str], ...]
    side: str
    sentences: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response as far as matching looks at it: its subject's stems, its sentence and that sentence's text."""

    words: frozenset[str]
    side: str
    sentence: tuple[str, int]
    text: str


class Topics:
    """Topics found by the telling words of their subjects and by their sentences, so an answer meets only a few."""

    def __init__(self, topics: Sequence[Topic], scale: Scale) -> None:
        self._topics, self._scale = topics, scale
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_sentence: dict[tuple[str, int], list[int]] = defaultdict(list)
        for i, topic in enumerate(topics):
            for word in sorted({w for words in topic.wordings for w in scale.telling(words)}):
                self._by_word[word].append(i)
            for place in sorted(topic.sentences):
                self._by_sentence[place].append(i)

    def best(self, answer: Answer, *, own: bool = False) -> str | None:
        """The key of the topic that `answer` answers, or None where none is near enough.

        `own` looks among the topics of the answering side itself, as for work begun on one's own promise.
        """
        hits = Counter(i for w in self._scale.telling(answer.words) for i in self._by_word.get(w, ()))
        near = set(sorted(hits, key=lambda i: (-hits[i], i))[:_MANY])
        near.update(self._by_sentence.get(answer.sentence, ()))
        found = [self._topics[i] for i in sorted(near) if _may_answer(answer, self._topics[i], own)]
        scored = [(_score(answer, t, self._scale), t.key) for t in found]
        return max(((s, k) for s, k in scored if s >= _ENOUGH), default=(0.0, None))[1]


def _may_answer(answer: Answer, topic: Topic, own: bool) -> bool:
    if "unknown" in (answer.side, topic.side):
        return True
    return (answer.side == topic.side) == own


def _score(answer: Answer, topic: Topic, scale: Scale) -> float:
    likeness = max((scale.likeness(answer.words, w) for w in topic.wordings), default=0.0)
    beside = answer.sentence in topic.sentences
    if likeness == 0.0:
        vague = not scale.telling(answer.words) and scope(answer.text) is None
        return _ENOUGH if beside and vague and answer.side != "unknown" else 0.0
    return likeness + _SAME_SENTENCE * beside


@cache
def _counted() -> re.Pattern[str]:
    number = "|".join(["[0-9]{1,3}", *sorted(cues().numbers, key=len, reverse=True)])
    nouns = cues().found["scope.nouns"].pattern
    count = rf"\b({number})\s(?:out\s)?of\s(?:the\s|their\s|its\s|our\s)?({number})\s"
    return re.compile(count + rf"[^.;:\n]{{0,40}}?{nouns}", re.IGNORECASE)


def scope(text: str) -> Scope | None:
    """The share of the demands that `text` speaks of; None when it speaks of none or of single ones."""
    lists = cues()
    text = text[:_LOOKED_AT]
    if m := _counted().search(text):
        value, of = _number(m[1]), _number(m[2])
        return Scope(share="all" if value == of else "counted", value=value, of=of)
    for noun in lists.found["scope.nouns"].finditer(text):
        before = text[max(0, noun.start() - 30) : noun.start()]
        shares: tuple[Literal["most", "some", "none", "all"], ...] = ("most", "some", "none", "all")
        for share in shares:
            if lists.has(f"scope.{share}", before):
                return Scope(share=share)
        if lists.has("scope.whole", noun[0]) and _WHOSE.search(before):
            return Scope(share="all")
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else cues().numbers[word.lower()]
