"""Opposed accounts: one side says that a thing is so, the other that it is not, found sentence by sentence.

Each question (was the promise kept, is the action over or paused, how did the talks go, is the point agreed, was the
deadline met) has words for yes and for no in `threads.toml`. A sentence answers it when it holds such words, unhedged
and not as a wish. Only answers of different voices on one matter at about the same time are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from standoff.ledger.scene import Scene
from standoff.ledger.steps import family
from standoff.ledger.voices import Voices, slot
from standoff.link.cues import Question, questions
from standoff.link.settle import line_id
from standoff.record import Disagreement, Evidence, Value

_BEFORE = 40
"""Characters before a cue that may turn it round: "did not", "has yet to be", "urged them to"."""
_SHOWN = 3
"""Passages that stand for one value."""
_LONGEST = 1200
_MOST = 100
"""Answers of one day that are held against one other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A sentence that answers a question: whose voice it is (None: the reporter's) and of whom it speaks."""

    report: str
    index: int
    yes: bool
    voice: str | None
    side: str
    place: Evidence
    words: frozenset[str]
    family: str | None
    named: tuple[str, ...]
    bodies: frozenset[str]


def opposed(scene: Scene, voices: Voices) -> Iterator[Disagreement]:
    """One disagreement for each question and each stretch of time in which it is answered both ways."""
    for question in questions():
        replies = [r for place in _lines(scene) if (r := _reply(scene, voices, question, *place))]
        replies.sort(key=lambda r: (_day(scene, r.report), r.report, r.index))
        yield from _clashes(scene, question, replies)


def _lines(scene: Scene) -> Iterator[tuple[str, int, str]]:
    for read in sorted(scene.linked.reports, key=lambda r: r.report.id):
        for i, sentence in enumerate(read.reading.sentences):
            if sentence.aside != "caption":
                yield read.report.id, i, sentence.span.quote[:_LONGEST]


def _day(scene: Scene, report: str) -> int:
    dating = scene.linked.chronology.published.get(report)
    return dating.latest.toordinal() if dating and dating.latest else 0


def _reply(scene: Scene, voices: Voices, question: Question, report: str, index: int, text: str) -> Reply | None:
    no = _found(scene, question.no, text)
    hit = no or _found(scene, question.yes, text, wished=question.alone)
    if hit is None:
        return None
    before = scene.sentence_text(report, index - 1) if index else ""
    if question.near and not question.near.search(f"{before[:_LONGEST]} {text}"):
        return None
    kind, named = family(scene, text) if question.action else (None, True)
    if not named:
        return None
    span = scene.sentence_span(report, index)
    if span is None:
        return None
    voice = voices.speaker(report, span.start + hit[0], span.start + hit[1])
    first = scene.sentence_span(report, index - 1) if question.sides and index else None
    named_here = [name for _, name in voices.named(report, span.start, span.start + hit[0])]
    named_here = named_here or [n for _, n in voices.named(report, first.start, span.start)] if first else named_here
    side = scene.side(voice) if voice else "unknown"
    if side == "unknown" and question.sides and named_here:
        side = scene.side(named_here[0])
    return Reply(
        report=report, index=index, yes=no is None, voice=voice, side=side, words=scene.subject(text), family=kind,
        place=Evidence(report=report, start=span.start, end=span.end), named=tuple(dict.fromkeys(named_here)),
        bodies=voices.bodies(report, span.start, span.start + hit[0]),
    )  # fmt: skip


def _found(scene: Scene, pattern: re.Pattern[str], text: str, *, wished: bool = False) -> tuple[int, int] | None:
    """Where the first cue stands that nothing before it turns round or makes a wish; any with `wished`."""
    for m in pattern.finditer(text):
        if wished or not scene.cues.has("disagreements.turned", text[max(0, m.start() - _BEFORE) : m.start()]):
            return m.start(), m.end()
    return None


def _clashes(scene: Scene, question: Question, replies: Sequence[Reply]) -> Iterator[Disagreement]:
    pairs = list(islice(_pairs(scene, question, replies), _MOST * _SHOWN))
    while pairs:
        start = min(min(_day(scene, y.report), _day(scene, n.report)) for y, n in pairs)
        batch = [p for p in pairs if max(_day(scene, r.report) for r in p) - start <= 2 * question.days + 1]
        pairs = [p for p in pairs if p not in batch]
        yes = tuple(dict.fromkeys(y for y, _ in batch))
        no = tuple(dict.fromkeys(n for _, n in batch))
        values = (_value(scene, yes), _value(scene, no))
        first = min((*yes, *no), key=lambda r: (r.report, r.index))
        yield Disagreement(
            id=line_id("x", question.name, first.report, first.place.start), about=question.about,
            slot=slot(scene, {(r.report, r.index) for r in (*yes, *no)}, question.name), values=values,
        )  # fmt: skip


def _pairs(scene: Scene, question: Question, replies: Sequence[Reply]) -> Iterator[tuple[Reply, Reply]]:
    """Answers that oppose each other: of each day, those of the days up to `question.days` before and after."""
    by_day: dict[int, list[Reply]] = {}
    for reply in replies:
        if not reply.yes:
            by_day.setdefault(_day(scene, reply.report), []).append(reply)
    for yes in (r for r in replies if r.yes):
        day = _day(scene, yes.report)
        for near in range(day - question.days, day + question.days + 1):
            for no in islice(by_day.get(near, ()), _MOST):
                if _oppose(scene, question, yes, no):
                    yield yes, no


def _oppose(scene: Scene, question: Question, yes: Reply, no: Reply) -> bool:
    if abs(_day(scene, yes.report) - _day(scene, no.report)) > question.days:
        return False
    if question.sides and {yes.side, no.side} != {"protesters", "authority"}:
        return False
    if not question.days and yes.report != no.report:
        return False
    same_voice = yes.voice == no.voice or (yes.voice and no.voice and scene.same_party(yes.voice, no.voice))
    if yes.report == no.report and same_voice and not question.alone:
        return False
    if question.action and None not in (yes.family, no.family) and yes.family != no.family:
        return False
    if question.later and _day(scene, no.report) < _day(scene, yes.report):
        return False
    if question.subject and not _one_subject(yes, no):
        return False
    if yes.report == no.report and abs(yes.index - no.index) == 1:
        return True
    return not question.shared or bool(scene.scale.telling(yes.words) & scene.scale.telling(no.words))


def _one_subject(yes: Reply, no: Reply) -> bool:
    """Whether both speak of one party of the authority, or, where neither names any, of one party first."""
    mine, yours = (r.bodies for r in (yes, no))
    return bool(mine & yours) if mine or yours else bool(yes.named[:1]) and yes.named[:1] == no.named[:1]


def _value(scene: Scene, replies: Sequence[Reply]) -> Value:
    """What one side of the question says: the sentences, and who says them."""
    spoken: Mapping[str, None] = dict.fromkeys(
        f"{r.voice}: {_text(scene, r)}" if scene.side(r.voice) != "unknown" else _text(scene, r)
        for r in replies[:_SHOWN]
    )
    return Value(
        value="; ".join(spoken),
        reports=tuple(sorted({r.report for r in replies})),
        origins=tuple(sorted({scene.origin(r.place) for r in replies})),
        evidence=tuple(sorted({r.place for r in replies})),
    )


def _text(scene: Scene, reply: Reply) -> str:
    return " ".join(scene.texts[reply.report][reply.place.start : reply.place.end].split())
