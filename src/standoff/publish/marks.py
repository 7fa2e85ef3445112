"""A report's text as HTML with its passages marked; the text content stays exactly the report's text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from standoff.publish.passages import paragraphs

_SPANS = frozenset({"aside", "unread", "copy"})
"""Marks that are no passage of a line: a `span` is enough for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A line that rests on a passage: its anchor on the page, and its number there."""

    anchor: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A passage to be marked: why (`classes`), what to say of it (`label`), and the lines that rest on it."""

    start: int
    end: int
    classes: tuple[str, ...]
    label: str = ""
    reason: str = ""
    refs: tuple[Ref, ...] = ()

    @property
    def anchor(self) -> str:
        """The fragment that leads to this passage; it holds as long as the text does."""
        return passage_anchor(self.start, self.end)


def passage_anchor(start: int, end: int) -> str:
    """The fragment of the passage `[start, end)` on its report's page."""
    return f"p{start}-{end}"


def escaped(text: str) -> str:
    """`text` for HTML, so that a parser gives back exactly it; a NUL, which HTML cannot hold, becomes U+FFFD."""
    return str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd")


def marked(text: str, marks: Iterable[Mark]) -> Markup:
    """`text` in paragraphs with its marks; each mark's place must be its own.

    Marks that lie one in another are nested. Where two cross, or one runs over the end of a paragraph, the later is
    split into segments; the first of them bears the id. Line ends stay in their paragraph: show it as `pre-wrap`.
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[min(mark.start, len(text))].append(mark)
    breaks = {start for start, _ in paragraphs(text)[1:]}
    ends = {min(m.end, len(text)) for found in opening.values() for m in found}
    places = sorted(opening.keys() | ends | breaks | {0, len(text)})
    writer = _Writer(length=len(text))
    for place, following in zip(places, [*places[1:], len(text)], strict=True):
        writer.turn(place, opening.get(place, []), new_paragraph=place in breaks)
        writer.out.append(escaped(text[place:following]))
    writer.finish()
    return Markup("".join(writer.out))


class _Writer:
    """Keeps the marks that are open while the text goes by."""

    __slots__ = ("length", "out", "stack")

    def __init__(self, length: int) -> None:
        self.length = length
        self.out: list[str] = ["<p>"]
        self.stack: list[Mark] = []

    def turn(self, place: int, opening: list[Mark], *, new_paragraph: bool) -> None:
        """Close what ends at `place`, open what starts there; what only has to make way is opened again."""
        again = self._close(place, everything=new_paragraph)
        if new_paragraph:
            self.out.append("</p><p>")
        empty = [m for m in opening if m.end <= m.start or min(m.end, self.length) <= place]
        for mark in empty:
            self.out.append(f'<span id="{mark.anchor}"></span>{_refs(mark)}')
        full = [m for m in opening if m not in empty]
        fresh = frozenset(m.anchor for m in full)
        for mark in sorted([*again, *full], key=lambda m: (-m.end, m.start)):
            self.out.append(_open(mark, first=mark.anchor in fresh))
            self.stack.append(mark)

    def _close(self, place: int, *, everything: bool) -> list[Mark]:
        """Close all marks down to the lowest that ends here; returns those of them that go on."""
        depth = next((n for n, m in enumerate(self.stack) if everything or self._end(m) <= place), len(self.stack))
        closed, self.stack = self.stack[depth:], self.stack[:depth]
        for mark in reversed(closed):
            self.out.append(f"</{_tag(mark)}>")
            if self._end(mark) <= place:
                self.out.append(_refs(mark))
        return [m for m in closed if self._end(m) > place]

    def _end(self, mark: Mark) -> int:
        return min(mark.end, self.length)

    def finish(self) -> None:
        """Close what is still open."""
        self._close(self.length, everything=True)
        self.out.append("</p>")


def _tag(mark: Mark) -> str:
    return "span" if _SPANS.issuperset(mark.classes) else "mark"


def _open(mark: Mark, *, first: bool) -> str:
    classes = " ".join(mark.classes if first else (*mark.classes, "again"))
    name = f' id="{mark.anchor}"' if first else ""
    label = f' title="{escaped(mark.label)}"' if mark.label and first else ""
    reason = f' data-reason="{escaped(mark.reason)}"' if mark.reason and first else ""
    return f'<{_tag(mark)}{name} class="{escaped(classes)}"{label}{reason}>'


def _refs(mark: Mark) -> str:
    """Links from a passage to its lines; their numbers are drawn by the style sheet, so no text is added."""
    return "".join(
        f'<a class="ref" href="#{r.anchor}" aria-label="line {r.number}" data-n="{r.number}"></a>' for r in mark.refs
    )
