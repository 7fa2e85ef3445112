"""Figures that differ between copies: a copy that changes a figure disagrees with the other, it does not confirm it.

Shared passages are aligned word by word (longest matching blocks, Ratcliff & Obershelp, as `difflib` finds them); a
figure of one that stands where the other has a different one is a disagreement with both passages as its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from standoff.ledger.numerals import Figure, alike, figures_in, tokens
from standoff.ledger.scene import Scene
from standoff.ledger.voices import slot
from standoff.link.cues import numerals
from standoff.link.settle import line_id
from standoff.record import Disagreement, Evidence, SharedPassage, Value

_MOST = 500
"""Words of one shared passage that are aligned."""
_BESIDE = 2
"""Aligned words of five beside a figure that must be the same in both."""

_Place = tuple[str, int]


def copied(scene: Scene) -> Iterator[Disagreement]:
    """One disagreement for each figure that shared passages of different reports give differently."""
    told: dict[_Place, Figure] = {}
    homes: dict[_Place, _Place] = {}

    def home(place: _Place) -> _Place:
        while homes.setdefault(place, place) != place:
            place = homes[place]
        return place

    for copy in scene.linked.copies:
        for passage in copy.passages if copy.kind != "repeat" else ():
            for (a, x), (b, y) in _pairs(scene, passage):
                told[a], told[b] = x, y
                first, second = sorted((home(a), home(b)))
                homes[second] = first
    groups: dict[_Place, list[_Place]] = {}
    for place in sorted(told):
        groups.setdefault(home(place), []).append(place)
    for first in sorted(groups):
        if any(not alike(told[groups[first][0]], told[p]) for p in groups[first][1:]):
            yield _disagreement(scene, groups[first], told)


def _pairs(scene: Scene, passage: SharedPassage) -> Iterator[tuple[tuple[_Place, Figure], tuple[_Place, Figure]]]:
    """Figures of one unit that stand in the same place of the two passages."""
    a, b = passage.a, passage.b
    one, two = scene.texts.get(a.report, ""), scene.texts.get(b.report, "")
    mine, yours = tokens(one, a.start, a.end)[:_MOST], tokens(two, b.start, b.end)[:_MOST]
    xs = {f.start: f for f in figures_in(one, a.start, a.end)}
    ys = {f.start: f for f in figures_in(two, b.start, b.end)}
    if not xs or not ys:
        return
    left = ["#" if t.start in xs else t.text for t in mine]
    right = ["#" if t.start in ys else t.text for t in yours]
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        for n in range(block.size):
            if left[block.a + n] != "#" or not _is_beside(left, right, block.a + n, block.b + n):
                continue
            x, y = xs[mine[block.a + n].start], ys[yours[block.b + n].start]
            if x.unit == y.unit:
                yield ((a.report, x.start), x), ((b.report, y.start), y)


def _is_beside(left: Sequence[str], right: Sequence[str], i: int, j: int) -> bool:
    """Whether the words beside a figure are mostly the same on both sides."""
    near = [k for k in (-3, -2, -1, 1, 2, 3) if 0 <= i + k < len(left) and 0 <= j + k < len(right)]
    return sum(left[i + k] == right[j + k] for k in near) >= min(_BESIDE, len(near))


def _disagreement(scene: Scene, places: Sequence[_Place], told: dict[_Place, Figure]) -> Disagreement:
    values: dict[float, list[_Place]] = {}
    for place in places:
        values.setdefault(told[place].value, []).append(place)
    first = places[0]
    thing = phrase(scene, first[0], told[first])
    lines = tuple(_value(scene, values[number], told) for number in sorted(values))
    of = slot(scene, {(report, scene.sentence_at(report, start)) for report, start in places}, "figure")
    return Disagreement(
        id=line_id("x", "copy", *first), about=f"figure in copied words: {thing}", slot=of, values=lines
    )


def phrase(scene: Scene, report: str, figure: Figure) -> str:
    """The figure as printed with up to two words that say what it counts."""
    text = scene.texts[report]
    after = tokens(text, figure.end, figure.end + 40)[: 0 if figure.unit else 2]
    near = takewhile(lambda t: t.text not in numerals().ending, after)
    clean = [t for t in near if not any(c in ".,;:()\n" for c in text[figure.end : t.start])]
    return " ".join(text[figure.start : clean[-1].end if clean else figure.end].split())


def _value(scene: Scene, places: Sequence[_Place], told: dict[_Place, Figure]) -> Value:
    found = []
    for report, start in places:
        sentence = scene.sentence_span(report, scene.sentence_at(report, start))
        found.append(
            Evidence(report=report, start=sentence.start, end=sentence.end) if sentence
            else Evidence(report=report, start=start, end=told[(report, start)].end)
        )  # fmt: skip
    return Value(
        value=phrase(scene, places[0][0], told[places[0]]),
        reports=tuple(sorted({e.report for e in found})),
        origins=(min(e.report for e in found),),
        evidence=tuple(sorted(set(found))),
    )
