"""Who broke off the talks: each side's word for who left the room, held against the other's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from standoff.ledger.scene import Scene
from standoff.ledger.voices import Voices, slot
from standoff.link.settle import line_id
from standoff.record import Disagreement, Evidence, Value

_LONGEST = 1200
_DAYS = 40
"""Days between reports that may tell of one round."""
_LEFT_ALONE = re.compile(r"\bleft(?=\s*[.;,:!?]|\s*$)", re.IGNORECASE)
"""Left and no more: "he closed his folder and left"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Exit:
    """One sentence that tells who left or did not."""

    who: str
    side: str
    left: bool
    day: int
    place: Evidence


def exits(scene: Scene, voices: Voices) -> Iterator[Disagreement]:
    """At most one disagreement for each stretch of time: both sides are said to have left, or one to have and not."""
    found = sorted(_exits(scene, voices), key=lambda e: (e.day, e.place))
    while found:
        batch = [e for e in found if e.day - found[0].day <= _DAYS]
        found = found[len(batch) :]
        values: dict[tuple[str, bool], list[_Exit]] = {}
        for each in batch:
            values.setdefault((each.side, each.left), []).append(each)
        for key in [k for k in values if not k[1]]:
            after = min((e.day for e in values.get((key[0], True), ())), default=None)
            values[key] = [e for e in values[key] if after is not None and e.day >= after]
            values = {k: v for k, v in values.items() if v}
        gone = [k for k in values if k[1]]
        if len(gone) < 2 and len(values) < 2:
            continue
        lines = tuple(_value(scene, values[k]) for k in sorted(values, key=lambda k: (not k[1], k)))
        batch = [e for told in values.values() for e in told]
        first = min(e.place for e in batch)
        yield Disagreement(
            id=line_id("x", "exit", first.report, first.start), about="who left the talks",
            slot=slot(scene, {(p.report, scene.sentence_at(p.report, p.start)) for p in (e.place for e in batch)},
                      "outcome", "k"), values=lines,
        )  # fmt: skip


def _exits(scene: Scene, voices: Voices) -> Iterator[_Exit]:
    for read in sorted(scene.linked.reports, key=lambda r: r.report.id):
        name, cut = read.report.id, read.reading.sentences
        dating = scene.linked.chronology.published.get(name)
        day = dating.latest.toordinal() if dating and dating.latest else 0
        for i, sentence in enumerate(cut):
            text = sentence.span.quote[:_LONGEST]
            for start, end in _places(scene, text):
                near = " ".join(s.span.quote[:_LONGEST] for s in cut[max(0, i - 2) : i + 2])
                if not scene.cues.has("talks.room", near) or scene.cues.has("talks.not_room", text[start : end + 40]):
                    continue
                if scene.cues.has("talks.mutual", text[:end]):
                    continue
                who = _subject(scene, voices, name, sentence.span.start, start, end)
                if who is None or scene.side(who) not in ("protesters", "authority"):
                    continue
                left = not scene.cues.has("disagreements.turned", text[max(0, start - 24) : end])
                after = cut[i + 1].span.quote if i + 1 < len(cut) else ""
                untrue = scene.cues.found["talks.not_so"].match(after) is not None
                stop = cut[i + 1].span.end if untrue else sentence.span.end
                place = Evidence(report=name, start=sentence.span.start, end=stop)
                left = left and not untrue
                yield _Exit(who=who, side=scene.side(who), left=left, day=day, place=place)


def _places(scene: Scene, text: str) -> Iterator[tuple[int, int]]:
    for pattern in (scene.cues.found["talks.left"], _LEFT_ALONE):
        for m in pattern.finditer(text):
            yield m.start(), m.end()


def _subject(scene: Scene, voices: Voices, report: str, base: int, start: int, end: int) -> str | None:
    """The actor named last before the words, of the same sentence; for "I" and "we" the speaker."""
    text = scene.texts[report]
    before = text[max(base, base + start - 24) : base + start].lower().split()
    said_by = voices.speaker(report, base + start, base + end)
    if said_by and {"i", "we"} & set(before[-3:]):
        return said_by
    named = voices.named(report, base, base + start)
    return named[-1][1] if named else None


def _value(scene: Scene, told: list[_Exit]) -> Value:
    spans = sorted({e.place for e in told})
    texts = dict.fromkeys(" ".join(scene.texts[p.report][p.start : p.end].split()) for p in spans[:3])
    return Value(
        value="; ".join(texts),
        reports=tuple(sorted({p.report for p in spans})),
        origins=tuple(sorted({scene.origin(p) for p in spans})),
        evidence=tuple(spans),
    )
