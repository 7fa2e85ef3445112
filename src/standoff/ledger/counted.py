"""Figures of one thing that differ between reports: the result of one vote, one count told in much the same words.

What grows is no disagreement, so only reports of about the same days are compared; what is rounded is none either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from standoff.ledger.copied import phrase
from standoff.ledger.numerals import Figure, alike, figures_in
from standoff.ledger.scene import Scene
from standoff.ledger.voices import Voices, slot
from standoff.link.settle import line_id
from standoff.record import Disagreement, Evidence, Value

_VOTE_DAYS, _COUNT_DAYS = 10, 3
"""Days between reports that may tell of one vote, and of one count."""
_LIKE, _SHARED = 0.5, 3
"""Likeness of two sentences, and telling words in common, from which their counts are of one thing."""
_CLAUSE = 60
"""Characters beside a figure that say which share it is."""
_PAIRS = 400
"""Sentences with one counted noun that are compared: a noun that stands in more is no single count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A figure in its sentence."""

    report: str
    index: int
    day: int
    figure: Figure
    words: frozenset[str]
    bodies: frozenset[str]
    place: Evidence


def counted(scene: Scene, voices: Voices) -> Iterator[Disagreement]:
    """Disagreements on votes, then on counts."""
    told = [t for t in _told(scene, voices) if not _is_past(scene, t)]
    yield from _votes(scene, [t for t in told if _is_share(scene, t)][:_PAIRS])
    by_noun: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for each in told:
        if _is_count(scene, each):
            by_noun[(each.figure.unit, each.figure.of[0])].append(each)
    done: set[tuple[str, int]] = set()
    for key in sorted(by_noun):
        for pair in _clashes(scene, by_noun[key][:_PAIRS]):
            places = {(t.report, t.index) for t in pair}
            if places.isdisjoint(done):
                done |= places
                yield _line(scene, f"figure: {phrase(scene, pair[0].report, pair[0].figure)}", pair)


def _told(scene: Scene, voices: Voices) -> Iterator[_Told]:
    for read in sorted(scene.linked.reports, key=lambda r: r.report.id):
        name, cut = read.report.id, read.reading.sentences
        dating = scene.linked.chronology.published.get(name)
        if dating is None or dating.latest is None:
            continue
        bodies: frozenset[str] = frozenset()
        for i, sentence in enumerate(cut):
            if sentence.aside is not None:
                continue
            span = sentence.span
            here = voices.bodies(name, span.start, span.end)
            found = figures_in(read.report.text, span.start, span.end)
            for figure in found:
                yield _Told(
                    report=name, index=i, day=dating.latest.toordinal(), figure=figure, bodies=here or bodies,
                    words=scene.subject(span.quote[:1200]) if len(found) < 8 else frozenset(),
                    place=Evidence(report=name, start=span.start, end=span.end),
                )  # fmt: skip
            bodies = here


def _is_past(scene: Scene, told: _Told) -> bool:
    """Whether the sentence names a day well before its report: it looks back to another vote or count."""
    return any(days[1].toordinal() < told.day - _VOTE_DAYS for days in scene.days_in(told.report, told.index))


def _is_share(scene: Scene, told: _Told) -> bool:
    """Whether a percentage is the share that voted yes in a final count."""
    text = scene.texts[told.report]
    sentence = text[told.place.start : told.place.end]
    if told.figure.unit != "percent" or not scene.cues.has("votes.vote", sentence):
        return False
    before = text[max(told.place.start, told.figure.start - _CLAUSE) : told.figure.start]
    after = text[told.figure.end : min(told.place.end, told.figure.end + _CLAUSE)]
    if before.rstrip().endswith(" to") and ("%" in before or scene.cues.has("votes.share", before)):
        return False
    near = f"{before} {after}"
    if scene.cues.has("votes.turnout", near) or scene.cues.has("votes.open", sentence):
        return False
    return scene.cues.has("votes.yes", near) and not scene.cues.has("votes.no", after.split(" to ")[0][:24])


def _votes(scene: Scene, shares: Sequence[_Told]) -> Iterator[Disagreement]:
    """Two shares of one vote: of the same body, or of none that is named, within some days."""
    done: set[tuple[str, int]] = set()
    for a, b in combinations(sorted(shares, key=lambda t: t.place), 2):
        if abs(a.day - b.day) > _VOTE_DAYS or alike(a.figure, b.figure) or (a.report, a.index) == (b.report, b.index):
            continue
        if (a.bodies and b.bodies and a.bodies.isdisjoint(b.bodies)) or a.report == b.report:
            continue
        places = {(a.report, a.index), (b.report, b.index)}
        if places.isdisjoint(done):
            done |= places
            yield _line(scene, "result of the vote", (a, b))


def _is_count(scene: Scene, told: _Told) -> bool:
    """Whether a figure counts things: no year, clock time, length of time or ordinal."""
    figure = told.figure
    if not figure.of or not told.words or scene.cues.found["votes.time"].fullmatch(figure.of[0]):
        return False
    return not (figure.unit == "" and 1900 <= figure.value <= 2100) and figure.unit != "percent"


def _clashes(scene: Scene, told: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    for a, b in combinations(sorted(told, key=lambda t: (t.place, t.figure.start)), 2):
        if a.report == b.report or abs(a.day - b.day) > _COUNT_DAYS or alike(a.figure, b.figure):
            continue
        if a.figure.hedged or b.figure.hedged or a.figure.of[:1] != b.figure.of[:1]:
            continue
        shared = scene.scale.telling(a.words) & scene.scale.telling(b.words)
        if len(shared) < _SHARED or scene.scale.likeness(a.words, b.words) < _LIKE:
            continue
        same = figures_of(scene, a) & figures_of(scene, b)
        if a.figure.value not in same and b.figure.value not in same:
            yield a, b


def figures_of(scene: Scene, told: _Told) -> frozenset[float]:
    """The values of the figures of one unit and noun in a sentence."""
    found = figures_in(scene.texts[told.report], told.place.start, told.place.end)
    return frozenset(f.value for f in found if f.unit == told.figure.unit and f.of[:1] == told.figure.of[:1])


def _line(scene: Scene, about: str, pair: tuple[_Told, _Told]) -> Disagreement:
    first = min(pair, key=lambda t: t.place)
    values = tuple(
        Value(
            value=f"{phrase(scene, t.report, t.figure)}: {_quote(scene, t)}", reports=(t.report,),
            origins=(scene.origin(t.place),), evidence=(t.place,),
        )
        for t in sorted(pair, key=lambda t: (t.figure.value, t.place))
    )  # fmt: skip
    return Disagreement(
        id=line_id("x", "count", first.report, first.figure.start), about=about,
        slot=slot(scene, [(t.report, t.index) for t in pair], "figure"), values=values,
    )  # fmt: skip


def _quote(scene: Scene, told: _Told) -> str:
    return " ".join(scene.texts[told.report][told.place.start : told.place.end].split())
