"""How much a sentence of which nothing was taken looks like a missed move: the likeliest of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.model import Sentence, Span, TaggedMove, TaggedStatement, TaggedTime
from standoff.tag.cast import Cast
from standoff.tag.moves.clues import Setting
from standoff.tag.moves.judge import verdicts
from standoff.tag.moves.speech import Voices
from standoff.tag.parse import Parsed


def weigh_sentences(
    parsed: Parsed,
    cast: Cast,
    times: Sequence[TaggedTime],
    statements: Sequence[TaggedStatement],
    moves: Sequence[TaggedMove],
) -> tuple[Sentence, ...]:
    """The sentences, each with the chance that it tells a move.

    Where moves were found it is the best of their scores; where nothing was found at all, what the weights of
    `standoff.tag.moves.judge` say of its likeliest word. Sentences with only a statement or a time are not weighed.
    """
    voices = Voices(statements, cast)
    scores: dict[int, float] = {}
    for move in moves:
        scores[move.sentence] = max(scores.get(move.sentence, 0.0), move.score)
    told = sorted(_found(times, statements), key=lambda s: (s.start, s.end))
    first, weighed = 0, []
    for number, each in enumerate(parsed.sentences):
        span = each.sentence.span
        while first < len(told) and told[first].end <= span.start:
            first += 1
        if number in scores:
            chance: float | None = scores[number]
        elif first < len(told) and told[first].start < span.end:
            chance = None
        else:
            found = verdicts(Setting(each, cast, (), ()), voices)
            chance = max((v.chance for v in found.values()), default=0.0)
        weighed.append(each.sentence if chance is None else replace(each.sentence, chance=round(chance, 3)))
    return tuple(weighed)


def _found(times: Sequence[TaggedTime], statements: Sequence[TaggedStatement]) -> Iterator[Span]:
    """The places of times and of what is said."""
    yield from (t.span for t in times)
    yield from (c for s in statements for c in s.content)
