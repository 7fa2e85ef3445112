"""Statements of one report: direct and indirect speech put together, each with the actor who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from standoff.data import words
from standoff.model import Span, StatementKind, TaggedStatement
from standoff.tag.cast import Cast
from standoff.tag.parse import Parsed
from standoff.tag.statements.attitudes import attitude
from standoff.tag.statements.cues import EDGES, Saying, sayings
from standoff.tag.statements.direct import Spoken, spoken
from standoff.tag.statements.headlines import colon
from standoff.tag.statements.quotes import Quotation, quotations
from standoff.tag.statements.sorts import Sort
from standoff.tag.statements.speakers import Speaker, phrase, relative

_MIXED = 3
"""Quoted words from which indirect speech counts as mixed."""
_MOSTLY = 0.5
_BACK = 3
"""Paragraphs within which a quotation without a cue has the speaker of the statement before it."""
_WORDS = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Draft:
    """A statement before its speaker is known for good."""

    kind: StatementKind
    pieces: tuple[tuple[int, int], ...]
    paragraph: int
    cue: Span | None
    speaker: Speaker | None
    sort: Sort = Sort.SAID
    relative: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A statement with its sort; of whole turns, and with the pronoun that stands for the speaker ("who said")."""

    statement: TaggedStatement
    sort: Sort
    relative: Span | None


def find_statements(parsed: Parsed, cast: Cast) -> tuple[TaggedStatement, ...]:
    """All that is said in the report, in order of its content; linear in the length of the text."""
    return tuple(s for _, s in _finish(parsed, cast, _drafts(parsed, wide=False)))


def find_attributions(parsed: Parsed, *, wide: bool) -> tuple[Attribution, ...]:
    """What is said and, with `wide`, what is told, meant or left unsaid; the quotations of one turn are one."""
    found = _finish(parsed, Cast(actors=()), _turns(_drafts(parsed, wide=wide)))
    return tuple(Attribution(statement=s, sort=d.sort, relative=d.relative) for d, s in found)


def _drafts(parsed: Parsed, *, wide: bool) -> list[_Draft]:
    quotes = quotations(parsed)
    direct = spoken(parsed, quotes)
    drafts = _join((_direct(s) for s in direct), parsed.text)
    said, quoted = _Quoted(parsed.text, [s.quotation for s in direct]), _Quoted(parsed.text, quotes)
    paragraph = -1
    for sentence in parsed.sentences:
        attributed = colon(sentence, sentence.sentence.paragraph != paragraph)
        paragraph = sentence.sentence.paragraph
        further = attitude if wide else None
        drafts.extend(_indirect([attributed] if attributed else sayings(sentence, further), said, quoted))
    drafts.sort(key=lambda d: d.pieces)
    return drafts


def _turns(drafts: Iterable[_Draft]) -> list[_Draft]:
    """Join the quotations of one turn: "The offer is dead," she said. "We told them so."

    A quotation without a cue belongs to the one before it in its paragraph, unless somebody else is named as saying
    something between them.
    """
    joined: list[_Draft] = []
    turn = -1
    for draft in drafts:
        last = joined[turn] if turn >= 0 else None
        if draft.kind != "direct":
            if draft.sort is Sort.SAID and last is not None and not _same_voice(last, draft):
                turn = -1
        elif last is not None and _goes_on(last, draft):
            joined[turn] = replace(last, pieces=last.pieces + draft.pieces)
            continue
        else:
            turn = len(joined)
        joined.append(draft)
    return joined


def _goes_on(last: _Draft, draft: _Draft) -> bool:
    """Whether a quotation is of the same turn as the last one."""
    if draft.cue is not None and draft.cue != last.cue:
        return False
    return last.paragraph == draft.paragraph


def _same_voice(last: _Draft, draft: _Draft) -> bool:
    """Whether indirect speech after a quotation is the same speaker's, or stands in the clause that names them."""
    if draft.speaker is None or draft.speaker.pronoun:
        return True
    return last.speaker is not None and last.speaker.sentence.index == draft.speaker.sentence.index


def _direct(item: Spoken) -> _Draft:
    quote, cue = item.quotation, item.cue
    return _Draft(
        kind="direct", pieces=((quote.start, quote.end),), paragraph=quote.paragraph,
        cue=cue.sentence.span(cue.first, cue.last) if cue else None,
        speaker=item.speaker, relative=relative(cue.sentence, cue.sentence.doc[cue.first]) if cue else None,
    )  # fmt: skip


def _join(drafts: Iterable[_Draft], text: str) -> list[_Draft]:
    """Join the parts of a sentence that its cue interrupts: "The offer," she said, "is dead"."""
    joined: list[_Draft] = []
    for draft in drafts:
        last = joined[-1] if joined else None
        if last and draft.cue is not None and last.cue == draft.cue:
            ended, begins = text[last.pieces[-1][1] - 1], text[draft.pieces[0][0]]
            if ended not in ".!?…" and begins.islower() and last.pieces[-1][1] <= draft.cue.start < draft.pieces[0][0]:
                joined[-1] = replace(last, pieces=last.pieces + draft.pieces)
                continue
        joined.append(draft)
    return joined


def _indirect(found: Iterable[Saying], said: _Quoted, quotes: _Quoted) -> Iterator[_Draft]:
    """Indirect speech, where the words are not already a direct statement's."""
    for saying in found:
        sentence = saying.sentence
        at = sentence.start + saying.word.idx
        begins = saying.pieces[0]
        if (
            said.inside(at)
            or said.inside(begins[0])
            or (begins[0] < at and not any(True for _ in said.without(*begins)))
        ):
            continue
        *first, (start, end) = saying.pieces
        pieces = [p for a, b in (*first, (start, quotes.whole(start, end))) for p in said.without(a, b)]
        size = sum(b - a for a, b in saying.pieces)
        if not pieces or sum(b - a for a, b in pieces) < _MOSTLY * size:
            continue
        yield _Draft(
            kind="mixed" if sum(quotes.words(a, b) for a, b in pieces) >= _MIXED else "indirect",
            pieces=tuple(pieces), paragraph=sentence.sentence.paragraph,
            cue=sentence.span(saying.first, saying.last), speaker=saying.speaker, sort=saying.sort,
            relative=relative(sentence, saying.word),
        )  # fmt: skip


class _Quoted:
    """Quotations in order, asked by offset."""

    def __init__(self, text: str, quotes: Sequence[Quotation]) -> None:
        self._text, self._quotes = text, quotes
        self._starts = [q.outer_start for q in quotes]

    def _over(self, start: int, end: int) -> Iterator[Quotation]:
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._quotes)):
            quote = self._quotes[number]
            if quote.outer_start >= end:
                return
            if quote.outer_end > start:
                yield quote

    def inside(self, at: int) -> bool:
        """Whether the offset lies in a quotation."""
        return any(True for _ in self._over(at, at + 1))

    def whole(self, start: int, end: int) -> int:
        """`end`, or the end of the quotation that begins after `start` and that `end` would cut in two."""
        return next((q.outer_end for q in self._over(end, end + 1) if start <= q.outer_start < end < q.end), end)

    def words(self, start: int, end: int) -> int:
        """How many quoted words lie between the offsets."""
        return sum(
            len(_WORDS.findall(self._text, max(q.start, start), min(q.end, end))) for q in self._over(start, end)
        )

    def without(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What the quotations leave of the passage, white space and punctuation at both ends left out."""
        at = start
        for quote in self._over(start, end):
            yield from self._trimmed(at, quote.outer_start)
            at = max(at, quote.outer_end)
        yield from self._trimmed(at, end) if at > start else [(start, end)]

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while start < end and self._text[start] in EDGES:
            start += 1
        while end > start and self._text[end - 1] in EDGES:
            end -= 1
        if _WORDS.search(self._text, start, end):
            yield start, end


@dataclass(slots=True)
class _Floor:
    """Who spoke last."""

    speaker: Speaker | None = None
    actor: int | None = None
    paragraph: int = -1


def _who(cast: Cast, speaker: Speaker, floor: _Floor | None, draft: _Draft) -> int | None:
    """The actor who speaks; for "he added" and "they" right after a statement the one who made it, if number allows."""
    meant = cast.meant(speaker.sentence, speaker.head)
    if floor is not None and floor.speaker is not None and floor.speaker.head == speaker.head:
        return floor.actor
    if floor is not None and floor.actor is not None and speaker.pronoun:
        person = cast.actors[floor.actor].kind == "person"
        several = floor.speaker is not None and (floor.speaker.several or not person)
        adds = draft.cue is not None and draft.cue.quote.lower() in words("cues", "adds")
        fits = several if speaker.head.lower_ == "they" else person and adds
        if not meant or (fits and draft.paragraph - floor.paragraph <= 1):
            return floor.actor
    return meant[0] if meant else None


def _finish(parsed: Parsed, cast: Cast, drafts: Iterable[_Draft]) -> Iterator[tuple[_Draft, TaggedStatement]]:
    """The statements with their speakers; a pronoun nobody resolved and a quotation alone take the last speaker's."""
    floor = _Floor()
    for draft in drafts:
        speaker, actor = draft.speaker, None
        recent = draft.paragraph - floor.paragraph <= _BACK
        if speaker is not None:
            actor = _who(cast, speaker, floor if recent else None, draft)
        elif draft.kind == "direct" and recent:
            speaker, actor = floor.speaker, floor.actor
        if speaker is not None and draft.sort is Sort.SAID:
            floor.speaker, floor.actor, floor.paragraph = speaker, actor, draft.paragraph
        yield (
            draft,
            TaggedStatement(
                kind=draft.kind,
                content=tuple(Span.of(parsed.text, a, b) for a, b in draft.pieces),
                cue=draft.cue,
                speaker=phrase(speaker.sentence, speaker.head) if speaker is not None else None,
                actor=actor,
            ),
        )
