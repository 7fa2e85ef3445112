"""The day on which a passage of a report plays: what is said in it without a day of its own was said on that one.

A report tells one scene after another. "On Tuesday the union turned the offer down. Its leader urged members to stay
out": the second sentence goes on where the first began. A scene ends where the report turns to older things.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import TaggedTime
from standoff.tag.moves import syntax
from standoff.tag.moves.speech import Voices
from standoff.tag.parse import Parsed, ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 4
"""Sentences for which a scene lasts without another word of its day."""
_LEAD = 3
_DAYS = {"weekday", "calendar", "offset"}
_BREAKS = {"year", "month", "quarter", "season", "half", "decade", "century", "fortnight", "week"}
_CLOSED = {"since", "until", "before", "after", "within"}


class Scenes:
    """For each sentence of a report, the index of the time that dates its scene; None where no scene is running."""

    def __init__(self, parsed: Parsed, times: Sequence[TaggedTime], voices: Voices) -> None:
        body = [s for s in parsed.sentences if s.sentence.aside is None]
        told = {s.index: _told_in(s, times, voices) for s in body}
        days = {index: [n for n in numbers if _is_day(times[n])] for index, numbers in told.items()}
        self._running: dict[int, int] = {}
        # The lead may leave the day to the sentence after it.
        scene = next((days[s.index][0] for s in body[:_LEAD] if days[s.index]), None)
        left = _REACH
        for sentence in body:
            if days[sentence.index]:
                scene, left = days[sentence.index][0], _REACH
            elif left == 0 or any(_is_old(times[n]) for n in told[sentence.index]):
                scene = None
            left = max(0, left - 1)
            if scene is not None:
                self._running[sentence.index] = scene

    def of(self, sentence: ParsedSentence, trigger: Token) -> int | None:
        """The time that dates what the verb says happened, where the scene does; None where it tells of before."""
        return None if _told_before(trigger) else self._running.get(sentence.index)


def _told_in(sentence: ParsedSentence, times: Sequence[TaggedTime], voices: Voices) -> list[int]:
    inside = ((n, t) for n, t in enumerate(times) if sentence.start <= t.span.start < sentence.sentence.span.end)
    return [n for n, t in inside if t.symbol.kind not in {"set", "duration"} and _told(sentence, t, voices)]


def _told(sentence: ParsedSentence, time: TaggedTime, voices: Voices) -> bool:
    """Whether the report itself, and not someone it quotes, tells what was done then."""
    token = sentence.token_at(time.span.start)
    if token is None or voices.at(time.span.start) is not None:
        return False
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    return verb.pos_ in {"VERB", "AUX"} and syntax.tense(verb) in {"past", "present"}


def _is_day(time: TaggedTime) -> bool:
    symbol = time.symbol
    if symbol.kind not in _DAYS or symbol.modifier in _CLOSED or symbol.direction > 0:
        return False
    if symbol.kind == "offset":
        return symbol.unit == "day" and symbol.amount in {0, -1}
    return symbol.kind == "weekday" or symbol.day is not None


def _is_old(time: TaggedTime) -> bool:
    symbol = time.symbol
    return symbol.kind == "vague" or symbol.unit in _BREAKS or (symbol.kind == "calendar" and symbol.day is None)


def _told_before(trigger: Token) -> bool:
    """Whether the verb, or the one it hangs on, stands in the pluperfect or beside a word of before."""
    at = trigger
    while True:
        near = {c.lower_ for c in at.children if c.dep_ in {"aux", "auxpass", "advmod"}}
        if "had" in near or not near.isdisjoint(words("verbs", "not_fresh")):
            return True
        if at.head == at or at.dep_ not in {"ccomp", "xcomp", "conj", "dobj", "pobj", "prep", "advcl", "relcl", "acl"}:
            return at.dep_ in {"relcl", "acl"}
        at = at.head
