"""What on the page is not the article's own text: marked with a reason, never cut out.

Works line by line on the frozen text; every rule is a comparison or a pattern without backtracking, so the cost is
linear in the length of the text. Titles and captions are set aside too, yet read for moves later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from standoff.data import load
from standoff.model import AsideReason, SetAside, Span

_STAMP = re.compile(r"\s{0,8}date[ \t]+(\d{4}-\d{2}-\d{2})(?!\d)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:{_DAY} {_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}})"
)
_GALLERY = re.compile(r"\d{1,2} of \d{1,2} \|")
_BYLINE = re.compile(
    r"[Bb][Yy] (?:[A-Z][\w.'’-]*,? ?){1,6}(?:and (?:[A-Z][\w.'’-]* ?){1,4})?(?:,? ?[a-z][a-z ]{2,40})?$"
)
_TICKER = re.compile(r"[•·]?\s*[-+]?[£$€₹]?[\d.,]+\s*(?:\([-+]?[\d.,]+%\))?$|\s*[•·] ?[A-Z][A-Za-z ]{1,20}[\d]*$")
_ENDS = re.compile(r"""[.!?…]["”’'»)\]]*$""")
_UNFINISHED = re.compile(r"""[.!…,;:]["”’'»)\]]*$""")
_LETTERS = re.compile(r"[^\W\d_]+")
_MAX_TITLE_WORDS = 28
_MAX_HEADING_WORDS = 12
_MIN_REPEAT = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without its white space at both ends; never empty."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """The lines of `text` that hold more than white space, with their offsets."""
    at = 0
    for raw in text.splitlines(keepends=True):
        inner = raw.strip()
        if inner:
            start = at + raw.index(inner[0])
            yield Line(start, start + len(inner), inner)
        at += len(raw)


def stamp(text: str) -> tuple[Span, str] | None:
    """A leading ` date YYYY-MM-DD`, its span and the date as printed; None where there is none."""
    found = _STAMP.match(text)
    return (Span.of(text, found.start(), found.end()), found[1]) if found else None


def set_aside(text: str) -> tuple[SetAside, ...]:
    """All passages of `text` that are not the article's own words, in order, without overlap.

    The first `title` is the report's title; later ones are headings inside it.
    """
    found: list[SetAside] = []
    rest = list(lines(text))
    marked = stamp(text)
    if marked and rest:
        found.append(SetAside(span=marked[0], reason="stamp"))
        tail = Span.of(text, marked[0].end, rest[0].end)
        rest[0:1] = [Line(tail.start, tail.end, tail.quote)] if tail.quote else []
    seen: dict[str, int] = {}
    longest_after = [0] * (len(rest) + 1)
    for number in range(len(rest) - 1, -1, -1):
        longest_after[number] = max(longest_after[number + 1], len(rest[number].text))
    top = True
    for number, line in enumerate(rest):
        top = top and (number == 0 or (number <= 2 and len(rest[number - 1].text.split()) <= _MAX_TITLE_WORDS))
        plain = " ".join(_LETTERS.findall(line.text.lower()))
        if len(line.text) >= _MIN_REPEAT and plain in seen:
            found.append(SetAside(span=Span.of(text, line.start, line.end), reason="repeat", first=seen[plain]))
            continue
        seen.setdefault(plain, line.start)
        reason = _reason(line, top, longest_after[number + 1])
        if reason:
            found.append(SetAside(span=Span.of(text, line.start, line.end), reason=reason))
        else:
            found.extend(_within(text, line))
    return tuple(found)


def _within(text: str, line: Line) -> Iterator[SetAside]:
    """A stray word such as "Advertisement" at the head of a paragraph, a photo credit or "(PTI)" at its end."""
    rules = load("asides")
    for word in rules["advert"]["leading"]:
        if line.text.startswith(word + " "):
            yield SetAside(span=Span.of(text, line.start, line.start + len(word)), reason="advert")
    if gallery := _GALLERY.match(line.text):
        stop = line.text.find("File photo")
        end = line.start + (stop + len("File photo") if stop >= 0 else gallery.end())
        yield SetAside(span=Span.of(text, line.start, end), reason="caption")


def _reason(line: Line, top: bool, longest_after: int) -> AsideReason | None:
    """Why the whole line is set aside; None when it is the article's own text."""
    rules, low = load("asides"), line.text.lower()
    bare = low.strip(".:…! ")
    words = line.text.split()
    if bare in rules["advert"]["whole"] or low.startswith(tuple(rules["advert"]["starts"])):
        return "advert"
    if low.startswith(tuple(rules["promo"]["starts"])) and len(words) <= 40:
        return "promo"
    if low.startswith(tuple(rules["credit"]["starts"])) and len(words) <= 30:
        return "credit"
    if _TICKER.fullmatch(line.text) or low.startswith("• "):
        return None if len(words) > 5 else "promo"
    if _is_keywords(line.text):
        return "keywords"
    if len(words) <= 30 and any(mark in low for mark in rules["caption"]["inside"]):
        return "caption"
    if _is_byline(line.text, low, words, rules["byline"]["starts"]):
        return "byline"
    if _is_title(line, top, longest_after):
        return "title"
    return None


def _is_keywords(text: str) -> bool:
    """A line of tags: "port strike, dock workers, harbour protest, wage talks"."""
    parts = [p.strip() for p in text.split(",")]
    if len(parts) < 4 or _ENDS.search(text) or any(not p for p in parts):
        return False
    sizes = [len(p.split()) for p in parts]
    capitals = sum(p[0].isupper() for p in parts)
    return max(sizes) <= 6 and sum(sizes) / len(sizes) <= 4 and (capitals <= 1 or capitals == len(parts))


def _is_byline(text: str, low: str, words: list[str], starts: list[str]) -> bool:
    if len(words) > 14 or (_ENDS.search(text) and not _DATE.search(text)):
        return False
    if low.startswith(tuple(starts)) or _BYLINE.fullmatch(text):
        return True
    dated = _DATE.search(text)
    if dated is not None and low.startswith("by "):
        return True
    return dated is not None and (len(text) - len(dated[0]) <= 24 or "updated" in low)


def _is_title(line: Line, top: bool, longest_after: int) -> bool:
    """A line without a closing stop that stands over text: the headline at the top, a short heading further down."""
    if longest_after <= len(line.text) or not any(ch.isalpha() for ch in line.text):
        return False
    if _UNFINISHED.search(line.text) or (line.text[0] in '“"‘' and line.text[-1] in '”"’'):
        return False
    return len(line.text.split()) <= (_MAX_TITLE_WORDS if top else _MAX_HEADING_WORDS)


def headline(asides: tuple[SetAside, ...], body_start: int) -> str | None:
    """The report's title: the longest line set aside as title before the article's own text starts at `body_start`."""
    above = [a.span.quote for a in asides if a.reason == "title" and a.span.start < body_start]
    return max(above, key=len) if above else None
