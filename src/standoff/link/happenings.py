"""One act, told many times: moves that tell the same happening, in one report or in several, are put together.

A move joins a group of the same kind when parties and dates do not speak against it and the wording is close enough;
only when one group stands out. Where two would do, the move stays by itself and says which it may be the same as.
The order in which reports come in changes nothing: moves are taken in the order of their dates, reports and places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from standoff.link.linked import Dating
from standoff.link.settle import line_id
from standoff.link.when import Days, bounds, edtf, gap, meet, shifted, width
from standoff.link.wording import Scale, stems
from standoff.model import ReadReport, TaggedMove
from standoff.record import Happening, Move

_CLASS = {"offer": "promise", "agree": "accept"}
"""Kinds that tellers use for one act; all others stand for themselves."""
_ENOUGH, _CLEAR = 0.6, 0.12
"""Likeness that makes two moves one act, and by how much the best group must lead the next."""
_NARROW = 3
"""Days beyond which an interval says too little to make two meetings one."""
_BACK = 21
"""Days before publication in which an undated act of a report is thought to lie."""
_RECENT = 7
"""The same for meetings, which follow each other closely."""
_LONGEST = 2000
"""Characters of a passage that are compared."""
_MANY = 24
"""Groups looked at for one move: those that share the most telling words."""


@dataclass(slots=True, kw_only=True)
class _Told:
    """A move with what is compared: `days` as told, `about` where undated acts of this report lie."""

    move: Move
    kind: str
    days: Days | None
    about: Days | None
    words: frozenset[str]
    round: int | None
    headline: bool
    sides: frozenset[str]
    names: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Group:
    members: list[_Told] = field(default_factory=list)
    maybe: tuple[str, ...] = ()


def group(
    moves: Sequence[Move],
    reports: Sequence[ReadReport],
    tagged: Mapping[str, TaggedMove],
    published: Mapping[str, Dating],
) -> tuple[tuple[Move, ...], tuple[Happening, ...]]:
    """The moves with `happening` and `maybe_same_as` set, and the happenings; both sorted by report and place.

    `tagged` leads from move ids to what the tagger said, `published` from report ids to their dating.
    """
    by_report = {r.report.id: r for r in reports}
    told = sorted((_told(m, by_report.get(m.report), tagged.get(m.id), published) for m in moves), key=_order)
    scale = Scale.of_names(n for m in moves for n in (m.actor, m.addressee) if n)
    groups: dict[str, list[_Group]] = defaultdict(list)
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for each in told:
        _place(each, groups[each.kind], index, scale)
    everything = [g for kind in sorted(groups) for g in groups[kind]]
    _join_headlines(everything, scale)
    return _written(moves, [g for g in everything if g.members])


def _told(move: Move, report: ReadReport | None, tag: TaggedMove | None, published: Mapping[str, Dating]) -> _Told:
    text = report.report.text if report else ""
    words = stems(f"{move.what} {' '.join(text[p.start : min(p.end, p.start + _LONGEST)] for p in move.evidence)}")
    dating, days = published.get(move.report), bounds(move.when)
    about = None
    if dating and dating.earliest and dating.latest:
        back = _RECENT if move.kind in ("talks", "invite") else _BACK
        ahead = back if move.modality in ("planned", "conditional") else 0
        about = (shifted(dating.earliest, -back), shifted(dating.latest, ahead))
    sides: set[str] = set()
    headline = False
    if report and tag:
        actors, cut = report.reading.actors, report.reading.sentences
        sides.update(actors[i].side_guess for i in tag.actors if 0 <= i < len(actors))
        sides.discard("unknown")
        headline = 0 <= tag.sentence < len(cut) and cut[tag.sentence].aside is not None
    return _Told(
        move=move, kind=_CLASS.get(move.kind, move.kind), days=days, about=about, words=words,
        round=tag.round if tag else None, headline=headline, sides=frozenset(sides),
        names=stems(f"{move.actor or ''} {(move.addressee or '') if move.kind in ('talks', 'agree') else ''}"),
    )  # fmt: skip


def _order(told: _Told) -> tuple[bool, date, date, bool, str, int, str]:
    first, last = told.days or (date.max, date.max)
    start = told.move.evidence[0].start if told.move.evidence else 0
    return told.days is None, first, last, told.headline, told.move.report, start, told.move.id


def _place(each: _Told, groups: list[_Group], index: dict[tuple[str, str], list[int]], scale: Scale) -> None:
    """Put one move into the group that stands out, or into one of its own."""
    hits: dict[int, int] = defaultdict(int)
    keys = [(each.kind, w) for w in sorted(scale.telling(each.words))] + [(each.kind, k) for k in _handles(each)]
    for key in keys:
        for number in index[key]:
            hits[number] += 1
    near = sorted(hits, key=lambda n: (-hits[n], n))[:_MANY]
    scored = sorted(((_fit(each, groups[n], scale), -n) for n in near), reverse=True)
    good = [(s, -n) for s, n in scored if s >= _ENOUGH]
    if good and (len(good) == 1 or good[0][0] - good[1][0] >= _CLEAR or good[0][0] >= 1.0 > good[1][0]):
        number = good[0][1]
    else:
        groups.append(_Group(maybe=tuple(groups[n].members[0].move.id for _, n in good[:3])))
        number = len(groups) - 1
    groups[number].members.append(each)
    for key in keys:
        if not index[key] or index[key][-1] != number:
            index[key].append(number)


def _handles(each: _Told) -> list[str]:
    """Besides words, talks are found by their round and by their day."""
    if each.kind != "talks":
        return []
    handles = [f"round {each.round}"] if each.round else []
    if each.days and width(each.days) <= _NARROW:
        handles += [shifted(each.days[0], n).isoformat() for n in range(width(each.days) + 1)]
    return handles


def _fit(each: _Told, group_: _Group, scale: Scale) -> float:
    """How well a move fits a group: its best likeness to a member, 0 when any member speaks against it."""
    scores = [_alike(each, other, scale) for other in group_.members[:12]]
    return 0.0 if min(scores) < 0 else max(scores)


def _alike(a: _Told, b: _Told, scale: Scale) -> float:
    """0..1, or -1 where dates, rounds or parties speak against one act."""
    if a.round and b.round and a.round != b.round:
        return -1.0
    if a.days and b.days and gap(a.days, b.days) > 0:
        return -1.0
    denied = (a.move.modality == "denied") != (b.move.modality == "denied")
    if denied and (a.days is None or b.days is None):
        return -1.0
    if not _same_parties(a, b):
        return -1.0
    both = a.days is not None and b.days is not None
    likeness = scale.likeness(a.words, b.words)
    if a.kind == "talks":
        return _alike_talks(a, b, likeness)
    if both:
        return likeness + (0.1 if width(a.days or _DAY) <= 1 and width(b.days or _DAY) <= 1 else 0.0)
    if not _may_be_near(a, b):
        return 0.0
    return likeness if a.move.report == b.move.report else likeness - 0.05


_DAY: Days = (date.min, date.min)


def _alike_talks(a: _Told, b: _Told, likeness: float) -> float:
    """Talks are one when the round is, or the day: the sides seldom meet twice a day."""
    if a.round and a.round == b.round and (a.days is None or b.days is None):
        return 1.0 if _may_be_near(a, b) else 0.0
    if a.days and b.days:
        return 1.0 if max(width(a.days), width(b.days)) <= _NARROW else likeness
    return likeness if _may_be_near(a, b) else 0.0


def _may_be_near(a: _Told, b: _Told) -> bool:
    """Whether an undated move and another may be of one time, by when their reports came out."""
    mine, yours = a.days or a.about, b.days or b.about
    return mine is None or yours is None or gap(mine, yours) == 0


def _same_parties(a: _Told, b: _Told) -> bool:
    shared = a.names & b.names
    if not a.names or not b.names or shared in (a.names, b.names) or a.kind == "talks":
        return True
    return bool(a.sides & b.sides) or 2 * len(shared) >= len(a.names | b.names)


def _join_headlines(groups: list[_Group], scale: Scale) -> None:
    """Give a move that stands alone in a title to the act of the same report's body that it announces."""
    homes: dict[tuple[str, str], list[_Group]] = defaultdict(list)
    for each in groups:
        for key in {(m.move.report, m.kind) for m in each.members if not m.headline}:
            homes[key].append(each)
    for each in groups:
        if len(each.members) != 1 or not each.members[0].headline:
            continue
        head = each.members[0]
        fits = [(scale.likeness(head.words, m.words), i, g)
                for i, g in enumerate(homes[(head.move.report, head.kind)])
                for m in g.members if m.move.report == head.move.report and _alike(head, m, scale) >= 0]  # fmt: skip
        best = max(fits, key=lambda f: (f[0], -f[1]), default=None)
        if best and (best[0] >= 0.3 or len(fits) == 1):
            best[2].members.append(head)
            each.members = []


def _says_less(member: _Told, days: Days) -> bool:
    """Whether others date the act within what this telling leaves open: "in October" where one says 4 October."""
    if member.days is None or width(days) > _NARROW:
        return False
    return member.days[0] <= days[0] and days[1] <= member.days[1] and width(days) < width(member.days)


def _as_others_say(move: Move, days: Days, members: Sequence[_Told]) -> Move:
    others = sorted({m.move.report for m in members if m.days and width(m.days) <= _NARROW and m.move.id != move.id})
    why = f"it is taken for the same act as in {' and '.join(others)}, where it is of {edtf(days)}"
    return replace(move, when=edtf(days), when_why=(*move.when_why, why))


def _written(moves: Sequence[Move], groups: list[_Group]) -> tuple[tuple[Move, ...], tuple[Happening, ...]]:
    where, maybe, happenings = dict[str, str](), dict[str, tuple[str, ...]](), []
    told: dict[str, Move] = {}
    for each in groups:
        members = sorted(each.members, key=_order)
        name = line_id("h", members[0].move.id)
        days = meet(m.days for m in members if m.days)
        happenings.append(
            Happening(id=name, kind=members[0].move.kind, when=edtf(days), moves=tuple(m.move.id for m in members))
        )
        for member in members:
            where[member.move.id] = name
            if days and _says_less(member, days):
                told[member.move.id] = _as_others_say(member.move, days, members)
        if len(members) == 1:
            maybe[members[0].move.id] = each.maybe
    known = (told.get(m.id, m) for m in moves)
    done = (replace(m, happening=where[m.id], maybe_same_as=maybe.get(m.id, ())) for m in known)
    ordered = sorted(done, key=lambda m: (m.report, m.evidence[0].start if m.evidence else 0, m.id))
    return tuple(ordered), tuple(sorted(happenings, key=lambda h: (h.when is None, h.when or "", h.id)))
