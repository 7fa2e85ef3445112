"""Quotations: what stands between quotation marks, mark by mark and paragraph by paragraph.

Curly, straight, angled and single marks; a mark is opening or closing by its form, and where the form does not tell,
by the white space around it (the rule of most typographers' "smart quotes"). Marks that do not pair: an opening mark
without its partner holds to the end of its paragraph, a closing one from its start, and a paragraph that opens with a
mark while the one before was left open continues that quotation, as English newspapers print it. One pass; linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from standoff.tag.parse import Parsed
from standoff.tag.statements.lexicon import lexicon

_MARK = re.compile(r"""[“”„«»"‘]|``|''|[’']""")
_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_STOPS = frozenset(".,!?…")
_FAR, _TRIES = 3000, 40
"""Code points, and marks, after which the search for the partner of a single mark is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """`start` to `end` is what is quoted, without the marks; `outer_start` to `outer_end` holds the marks too.

    `continues` tells that the paragraph before left its quotation open and this one goes on with it.
    """

    outer_start: int
    start: int
    end: int
    outer_end: int
    paragraph: int
    opened: bool
    closed: bool
    continues: bool
    words: int


@dataclass(frozen=True, slots=True)
class _Pair:
    mark: int
    inner: int
    end: int
    after: int
    opened: bool = True
    closed: bool = True


def quotations(parsed: Parsed) -> tuple[Quotation, ...]:
    """All quotations of the report, in order, without overlap; those inside another are left out."""
    text = parsed.text
    found: list[Quotation] = []
    left_open = False
    blocks = list(paragraphs(parsed))
    for place, (number, start, end) in enumerate(blocks):
        goes_on = left_open and bool(_MARK.match(text, start))
        left_open = False
        after = text[blocks[place + 1][1]] if place + 1 < len(blocks) else ""
        for pair in _pairs(text, start, end, goes_on=goes_on, next_opens=after):
            size = len(_WORD.findall(text, pair.inner, pair.end))
            if not size:
                continue
            quotation = Quotation(
                outer_start=pair.mark, start=pair.inner, end=pair.end, outer_end=pair.after, paragraph=number,
                opened=pair.opened, closed=pair.closed, continues=goes_on and pair.mark == start, words=size,
            )  # fmt: skip
            found.append(quotation)
            left_open = not pair.closed
    return tuple(found)


def paragraphs(parsed: Parsed) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each paragraph that has sentences of its own."""
    current: tuple[int, int, int] | None = None
    for item in parsed.sentences:
        span, number = item.sentence.span, item.sentence.paragraph
        if current and current[0] == number and item.sentence.aside is None:
            current = (number, current[1], span.end)
            continue
        if current:
            yield current
        current = (number, span.start, span.end)
    if current:
        yield current


def _pairs(text: str, start: int, end: int, *, goes_on: bool, next_opens: str) -> Iterator[_Pair]:
    """The pairs of marks in one paragraph, in order.

    `goes_on` tells that the paragraph before left its quotation open, `next_opens` is what the next one begins with:
    only between such paragraphs may a single mark stay open, else an apostrophe would swallow the rest.
    """
    marks = [m.start() for m in _MARK.finditer(text, start, end)]
    opened: int | None = None
    last_end = start
    closed_until = start
    for number, at in enumerate(marks):
        if at < closed_until:
            continue
        ch = text[at]
        width = 2 if text[at : at + 2] in ("``", "''") else 1
        if ch in "‘’'" and width == 1:
            if opened is not None:
                continue
            close = _single_close(text, marks, number, start, end)
            heads = (at == start or text[max(start, at - 2) : at] == ": ") and _can_open(text, at, 1, start, end)
            if heads and (goes_on or next_opens == ch) and (close is None or text[close - 1] not in _STOPS):
                yield _Pair(at, at + 1, end, end, closed=False)
                return
            if close is not None:
                yield _Pair(at, at + 1, close, close + 1)
                closed_until = last_end = close + 1
            continue
        if opened is None and _opens(text, at, width, start, end):
            opened = at
        elif opened is None:
            if last_end == start and at > start and not text[start:at].isspace():
                yield _Pair(start, start, at, at + width, opened=False)
            last_end = at + width
        elif ch in _OPENING and not _can_close(text, at, width, start, end):
            if _nested(text, marks, number):
                closed_until = marks[number + 1] + 1
            else:
                opened = at  # the mark before never closed: which words it quoted nobody can tell
        else:
            yield _Pair(opened, opened + _width(text, opened), at, at + width)
            opened, last_end = None, at + width
    if opened is not None:
        yield _Pair(opened, opened + _width(text, opened), end, end, closed=False)


def _width(text: str, at: int) -> int:
    return 2 if text[at : at + 2] in ("``", "''") else 1


def _nested(text: str, marks: Sequence[int], number: int) -> bool:
    """Whether the opening mark starts a quotation inside another: two closing marks come next."""
    ahead = [text[m] for m in marks[number + 1 : number + 3]]
    return len(ahead) == 2 and all(ch in _CLOSING for ch in ahead)


def _can_open(text: str, at: int, width: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    return (before.isspace() or before in '([—–-/:…“"‘') and not after.isspace()


def _can_close(text: str, at: int, width: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + width] if at + width < end else " "
    return not before.isspace() and not after.isalnum()


def _opens(text: str, at: int, width: int, start: int, end: int) -> bool:
    """Whether a double mark opens a quotation, no other being open."""
    if text[at] in _OPENING or text[at] == "`":
        return True
    can_open = _can_open(text, at, width, start, end)
    if text[at] in _CLOSING:
        return can_open and not _can_close(text, at, width, start, end)
    return can_open or not _can_close(text, at, width, start, end)


def _single_close(text: str, marks: Sequence[int], number: int, start: int, end: int) -> int | None:
    """Where the quotation that the single mark `marks[number]` opens is closed; None when it opens none.

    A plural's apostrophe ("the doctors' demands") looks like a closing mark: it is passed over where a mark that
    stands at the end of a clause follows.
    """
    at = marks[number]
    if text[at] == "’" or not _can_open(text, at, 1, start, end):
        return None
    word = _WORD.match(text, at + 1, end)
    if word is None or word[0][0].isdigit() or word[0].lower() in lexicon().elisions:
        return None
    doubtful: int | None = None
    depth = 0
    for close in marks[number + 1 : number + 1 + _TRIES]:
        if close - at > _FAR:
            break
        if text[close] in "‘'" and _can_open(text, close, 1, start, end):
            if doubtful is not None:
                break
            depth += 1
        elif text[close] in "’'" and _can_close(text, close, 1, start, end):
            follower = text[close + 1 : close + 3]
            plural = text[close - 1] in "sS" and follower[:1] == " " and follower[1:].islower()
            if not depth and not plural:
                return close
            depth = max(0, depth - (not plural))
            doubtful = close if plural and doubtful is None and not depth else doubtful
    return doubtful
