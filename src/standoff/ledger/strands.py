"""Clusters of moves about one subject, and the fields that every thread has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypedDict, TypeVar

from standoff.ledger.scene import Scene
from standoff.link.responses import Answer, Topic
from standoff.link.settle import line_id
from standoff.link.wording import SAME, stem, stems
from standoff.record import Change, Evidence, Move, Thread

T = TypeVar("T", bound=Thread)

_LIST = re.compile(r"[,;]\s+(?:and\s+|or\s+)?|\s+and\s+(?=(?:an?|the|more|no|to|full|better)\s)")
_LONGEST = 1000
"""Characters of a wording in which a list is sought."""
_PLAIN = 30
"""Characters of a wording that says enough and not too much."""
_COMPARED = 60
"""Different wordings of one thread that are held against each other for its title."""
_NEARLY = 0.75
"""Share of the best likeness from which a wording may stand for all."""
_QUOTES = {ord(c): None for c in '“”"‘'}
_MANY = 32
"""Bundles held against one strand: those that share the most telling words with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One telling of a subject: a move, or one item of it, with the stems of its wording."""

    move: Move
    what: str
    words: frozenset[str]
    evidence: tuple[Evidence, ...]
    item: int | None = None
    part: int = 0

    @property
    def name(self) -> str:
        """What tells this strand from every other."""
        return f"{self.move.id} {self.item} {self.part}"


@dataclass(slots=True, kw_only=True)
class Bundle:
    """The strands of one thread while it grows; `terms` say more of it, `joined` are later moves that speak of it."""

    strands: list[Strand] = field(default_factory=list)
    terms: list[Strand] = field(default_factory=list)
    joined: list[Move] = field(default_factory=list)
    number: int = 0

    @property
    def told(self) -> list[Strand]:
        """All strands, the terms last."""
        return [*self.strands, *self.terms]

    @property
    def moves(self) -> tuple[Move, ...]:
        """Every move of the thread, once."""
        return tuple({m.id: m for m in (*(s.move for s in self.told), *self.joined)}.values())

    def topic(self, scene: Scene, key: str) -> Topic:
        """The bundle as something that can be answered."""
        sides = Counter(scene.side(s.move.actor) for s in self.strands)
        sides.pop("unknown", None)
        return Topic(
            key=key,
            wordings=tuple(dict.fromkeys(s.words for s in self.told)),
            side=min(sides, key=lambda s: (-sides[s], s), default="unknown"),
            sentences=frozenset((s.move.report, scene.sentence_index(s.move)) for s in self.told),
        )


class Base(TypedDict):
    """The fields that every thread has."""

    id: str
    what: str
    status: str
    contested: bool
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    history: tuple[Change, ...]
    slots: Mapping[str, tuple[Evidence, ...]]


def strands(scene: Scene, move: Move) -> list[Strand]:
    """The move's items as strands, or the move itself where it has none; those that name no subject are left out."""
    parts = [
        Strand(move=move, what=item.what, words=scene.subject(item.what), item=i,
               evidence=tuple(Evidence(report=move.report, start=p.start, end=p.end) for p in item.evidence))
        for i, item in enumerate(move.items)
    ]  # fmt: skip
    if not parts and move.kind == "leave" and move.actor:
        what = f"departure of {move.actor}"
        parts = [Strand(move=move, what=what, words=stems(what), evidence=scene.evidence(move))]
    if not parts and move.kind == "demand":
        parts = _listed(scene, move)
    if not parts:
        parts = [Strand(move=move, what=move.what, words=scene.words(move), evidence=scene.evidence(move))]
    if move.kind == "demand":
        parts = _substance(scene, parts, move)
    return [p for p in parts if scene.scale.telling(p.words)]


def _substance(scene: Scene, parts: list[Strand], move: Move) -> list[Strand]:
    """Those that ask for something: not a clause that tells, not a bare name, not "the name" or "an answer"."""
    kept = [p for p in parts if has_substance(scene, p.what)]
    if len(parts) > 1 and len(kept) < len(parts) and any(_is_piece(scene, p.what) for p in parts):
        whole = Strand(move=move, what=move.what, words=scene.words(move), evidence=scene.evidence(move))
        return [whole] if has_substance(scene, move.what) else []
    return kept


def _is_piece(scene: Scene, what: str) -> bool:
    """Whether a wording is a clause torn from a sentence."""
    return scene.cues.found["demands.relative"].match(what) is not None


def has_substance(scene: Scene, what: str) -> bool:
    """Whether a wording names something that can be granted."""
    wording = plain(scene, what)
    if _is_piece(scene, wording) or scene.is_name(wording):
        return False
    if what.lower().startswith("that ") and scene.cues.has("demands.told", wording[:60]):
        return False
    trivial = frozenset(stem(w) for w in scene.cues.trivial)
    return bool(scene.scale.telling(scene.subject(wording)) - trivial)


def _listed(scene: Scene, move: Move) -> list[Strand]:
    """The members of a list that the reader left whole, "a rise, two-person crews and paid breaks"; [] for no list."""
    wordings = [w.strip(" ,;") for w in _LIST.split(move.what[:_LONGEST])]
    if len(wordings) < 3 or not all(scene.scale.telling(scene.subject(w)) for w in wordings):
        return []
    if any(_is_piece(scene, w) or scene.is_name(w) for w in wordings):
        return []
    found = []
    for part, wording in enumerate(wordings):
        places = [
            Evidence(report=move.report, start=at, end=at + len(wording))
            for p in move.evidence
            if (at := scene.texts.get(move.report, "").find(wording, p.start, p.end)) >= 0
        ]
        found.append(
            Strand(move=move, what=wording, words=scene.subject(wording), part=part,
                   evidence=tuple(places) or scene.evidence(move))
        )  # fmt: skip
    return found


def bundle(
    scene: Scene, found: Iterable[Strand], fits: Callable[[Strand, Strand], bool], enough: float = SAME
) -> list[Bundle]:
    """Group strands by likeness of wording; each joins the nearest bundle none of whose strands it cannot go with."""
    bundles: list[Bundle] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for strand in found:
        best, score = None, 0.0
        telling = sorted(scene.scale.telling(strand.words))
        near = Counter(i for word in telling for i in by_word[word])
        for number in sorted(near, key=lambda i: (-near[i], i))[:_MANY]:
            each = bundles[number]
            likeness = max(scene.scale.likeness(strand.words, other.words) for other in each.strands[:20])
            if likeness > score and all(fits(strand, other) for other in each.strands[:20]):
                best, score = each, likeness
        if best is None or score < enough:
            best = Bundle(number=len(bundles))
            bundles.append(best)
        best.strands.append(strand)
        for word in telling:
            if not by_word[word] or by_word[word][-1] != best.number:
                by_word[word].append(best.number)
    return bundles


def answer(scene: Scene, move: Move) -> Answer:
    """A move as a response."""
    return Answer(
        words=scene.words(move),
        side=scene.side(move.actor),
        sentence=(move.report, scene.sentence_index(move)),
        text=f"{move.what} {scene.passage(move)}",
    )


def common(values: Iterable[str | None], prefer: Callable[[str], bool] = bool) -> str | None:
    """The value that stands most often, those that `prefer` likes first; None when there is none."""
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (not prefer(v), -counted[v], v), default=None)


def title(found: Sequence[Strand], scene: Scene) -> str:
    """The wording that stands for all: of those nearly most like the others the clearest, without a weak beginning."""
    counted = Counter(s.words for s in found)
    common_ = sorted(counted, key=lambda w: (-counted[w], sorted(w)))[:_COMPARED]
    nearness = {w: sum(scene.scale.likeness(w, o) * counted[o] for o in common_) for w in common_}
    enough = _NEARLY * max(nearness.values(), default=0.0)

    wordings = Counter(plain(scene, s.what) for s in found if nearness.get(s.words, -1.0) >= enough)

    def unclear(wording: str) -> tuple[int, int, int, str]:
        tells = len(scene.cues.found["wordings.telling"].findall(wording[:200]))
        return tells + (len(wording) > 4 * _PLAIN), -wordings[wording], abs(len(wording) - _PLAIN), wording

    return min(wordings, key=unclear)


def plain(scene: Scene, wording: str) -> str:
    """A wording without odd quotation marks and without the weak words that it begins with: "that", "then for"."""
    words = " ".join(wording.translate(_QUOTES).split())
    while (m := scene.cues.found["wordings.weak"].match(words)) and len(words) > m.end() + 3:
        words = words[m.end() :].lstrip(" ,;:")
    return words or wording


def trace(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Only those changes that alter the status."""
    kept: list[Change] = []
    for change in changes:
        if not kept or kept[-1].status != change.status:
            kept.append(change)
    return tuple(kept)


def base(
    prefix: str,
    what: str,
    founder: str,
    moves: Sequence[Move],
    history: tuple[Change, ...],
    slots: Mapping[str, Sequence[Evidence]],
    *,
    contested: bool = False,
) -> Base:
    """The common fields; the id comes from `founder`, the name of what began the thread; status is the last one."""
    return Base(
        id=line_id(prefix, founder),
        what=what,
        status=history[-1].status,
        contested=contested,
        reports=tuple(sorted({m.report for m in moves})),
        origins=tuple(sorted({m.origin for m in moves})),
        history=history,
        slots={k: tuple(sorted(set(v))) for k, v in sorted(slots.items()) if v},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[T]):
    """Threads of one sort, and which of them each move (and each item of a move) belongs to."""

    threads: tuple[T, ...]
    members: Mapping[str, tuple[str, ...]]
    items: Mapping[tuple[str, int], str]


def lay_out(told: Iterable[tuple[Bundle, T]]) -> Found[T]:
    """The threads in the order in which they were first heard, with their moves and items."""
    threads: list[T] = []
    members: dict[str, list[str]] = {}
    items: dict[tuple[str, int], str] = {}
    for each, thread in told:
        threads.append(thread)
        for move in each.moves:
            members.setdefault(move.id, []).append(thread.id)
        for strand in each.told:
            if strand.item is not None:
                items[(strand.move.id, strand.item)] = thread.id
    threads.sort(key=lambda t: (t.history[0].when is None, t.history[0].when or "", t.what, t.id))
    return Found(threads=tuple(threads), members={k: tuple(v) for k, v in members.items()}, items=items)


_SURE = 0.75
"""Chance from which a move that no frame knows may begin a thread, though it does not say of what."""


def says_of_what(scene: Scene, move: Move) -> bool:
    """Whether a thread can be begun on the move: no frame knows it, and all it tells is its passage, is too little."""
    if not move.rule.startswith("weighed:") or move.score >= _SURE:
        return True
    return bool(move.items or move.quantities) or move.what != scene.passage(move)
