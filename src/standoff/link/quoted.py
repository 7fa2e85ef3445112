"""Which characters of a report are somebody's words in quotation marks, and which the reporter's own.

Wire copy is shared narrative; a statement that two outlets both quote is one voice. To tell them apart, `copies`
asks here what is quoted.
"""

from __future__ import annotations

from standoff.model import ReadReport

_PAIRS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}
_SCARE_WORDS = 4
"""Up to so many words in quotation marks are a name or a turn of phrase ('cease work'), not a statement."""


def quoted_spans(read: ReadReport) -> tuple[tuple[int, int], ...]:
    """The stretches of a report that quote somebody: direct statements of the reading, and quotation marks.

    Returns sorted, disjoint `(start, end)` code-point offsets. Linear in the length of the text.
    """
    spans = [(s.start, s.end) for t in read.reading.statements if t.kind == "direct" for s in t.content]
    start = 0
    for line in read.report.text.splitlines(keepends=True):
        spans += _of_paragraph(line, start)
        start += len(line)
    return _merged(spans)


def _of_paragraph(line: str, offset: int) -> list[tuple[int, int]]:
    """Quotations of one paragraph; one that opens and does not close runs to its end, as in a long quotation."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    closer = ""
    for at, char in enumerate(line):
        before = line[at - 1] if at else " "
        after = line[at + 1] if at + 1 < len(line) else " "
        if opened is None:
            if char in _PAIRS and not before.isalnum() and not after.isspace():
                opened, closer = at, _PAIRS[char]
        elif char == closer and not before.isspace() and not after.isalnum():
            if closer in "'’" and before in "sS" and _closes_later(line, at, closer):
                continue  # the doctors' demands
            found.append((opened, at + 1))
            opened = None
    if opened is not None and (line[opened] != "'" or line[:opened].rstrip()[-1:] in ("", ":", ",")):
        found.append((opened, len(line)))
    return [(offset + a, offset + b) for a, b in found if len(line[a:b].split()) > _SCARE_WORDS]


def _closes_later(line: str, at: int, closer: str) -> bool:
    """Whether the next mark of the kind, within reach, closes: then the one at `at` is an apostrophe."""
    reach = line[at + 1 : at + 1001]
    nxt = reach.find(closer)
    while nxt >= 0:
        before, after = reach[nxt - 1] if nxt else " ", reach[nxt + 1] if nxt + 1 < len(reach) else " "
        if before.isspace():
            return False  # a new quotation opens first
        if not after.isalnum():
            return True
        nxt = reach.find(closer, nxt + 1)
    return False


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans sorted, those that touch or overlap joined."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)
