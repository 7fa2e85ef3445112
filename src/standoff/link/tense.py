"""Whether a time is told as gone or as coming, by the cue words of its sentence."""

from __future__ import annotations

from standoff.link.chronicle_words import chronicle_words
from standoff.model import Sentence, TaggedTime

REACH = 300
"""Characters on each side of a time expression in which its cues are looked for."""


def tense_at(text: str, sentence: Sentence, time: TaggedTime) -> int:
    """-1 when the sentence tells the time as gone, +1 as coming, 0 when it does not say.

    The cue word nearest before the expression in its sentence decides, or, when there is none, the nearest after
    it, or else the direction of the symbol. "Last", "next" and "until" in the expression itself go before all, and
    "for" right before it: what is called for Friday lies ahead.
    """
    symbol = time.symbol
    if symbol.amount and symbol.direction:
        return symbol.direction
    if symbol.modifier in ("until", "before"):
        return 1
    start, end = sentence.span.start, sentence.span.end
    before = text[max(start, time.span.start - REACH) : time.span.start].casefold().replace("’", "'")
    if before.endswith((" for ", " for the ", " by ")):
        return 1
    cue = _last_cue(before)
    if cue < 0 and _ahead_or_behind(before):
        return 0
    if not cue:
        cue = _first_cue(text[time.span.end : min(end, time.span.end + REACH)].casefold().replace("’", "'"))
    return cue or symbol.direction


def _ahead_or_behind(before: str) -> bool:
    """Whether the last past verb before a time is one like "invited", with a meeting between: the time is of that."""
    lists = chronicle_words()
    for verbs, nouns in lists.ahead_or_behind:
        found = [m.end() for m in verbs.finditer(before)]
        noun = nouns.search(before, found[-1]) if found else None
        if noun and len(before) - found[-1] <= 80 and not lists.setting.search(before, found[-1], noun.start()):
            return True
    return False


def _cues(words: str) -> list[tuple[int, int]]:
    lists = chronicle_words()
    future = [(m.start(), 1) for m in lists.future.finditer(words)]
    past = [(m.start(), -1) for m in lists.past.finditer(words) if m.group() not in lists.not_past]
    return sorted({*future, *past})


def _last_cue(words: str) -> int:
    """The direction of the cue nearest the end; "will have" and "would be" are led by their first word."""
    cues = _cues(words)
    if not cues:
        return 0
    place, direction = cues[-1]
    if direction < 0 and len(cues) > 1 and cues[-2][1] > 0 and place - cues[-2][0] <= 14:
        return 1
    return direction


def _first_cue(words: str) -> int:
    cues = _cues(words)
    return cues[0][1] if cues else 0
