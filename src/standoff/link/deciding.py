"""Taking editors' decisions into the actors of a record, in their order, and telling how each of them stands.

Where two contradict each other the later stands, and both are shown. A decision that finds nobody under its names is
kept and shown as an orphan; nobody is put in the place of those it named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from standoff.decisions import Decision, Hint, Merge, Named, SetSide, Split, Undo, kind_of, told, undone
from standoff.link.breaking import folded
from standoff.link.decided import NOBODY, Claim, Company, Group, NodeId
from standoff.record import Actor, Decided, DecisionLine, Evidence

State = Literal["holds", "partly", "orphan", "overruled", "undone"]
_FIELDS: tuple[Literal["name", "kind", "role", "affiliation", "side"], ...] = (
    "name", "kind", "role", "affiliation", "side",
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Applied:
    """What came of one decision: the nodes that each of its names led to, and what was not found, in words.

    Of a split the first set stays and the second goes.
    """

    decision: Decision
    sets: list[frozenset[NodeId]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    orphan: bool = False
    event: Decided | None = None

    @property
    def nodes(self) -> frozenset[NodeId]:
        """All nodes it bears on."""
        return frozenset().union(*self.sets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """All decisions in their order: what came of each that was taken in, and which are taken back, by which."""

    decisions: tuple[Decision, ...]
    applied: Mapping[int, Applied]
    undone: Mapping[int, int]


def decide(company: Company, decisions: Sequence[Decision]) -> Settled:
    """Take what is decided into `company`, the earliest first."""
    ordered = tuple(sorted(decisions, key=lambda d: d.number))
    gone = undone(ordered)
    applied: dict[int, Applied] = {}
    for decision in ordered:
        if decision.number in gone:
            continue
        match decision.what:
            case Merge() as merge:
                applied[decision.number] = _merge(company, decision, merge)
            case Split() as split:
                applied[decision.number] = _split(company, decision, split)
            case SetSide() as side:
                applied[decision.number] = _side(company, decision, side)
            case Hint() as hint:
                applied[decision.number] = _hint(company, decision, hint)
            case Undo():
                pass
    return Settled(decisions=ordered, applied=applied, undone=gone)


def _found(company: Company, names: Sequence[Named], into: Applied) -> list[tuple[Named, Group]]:
    """Those of the named that are there; the others are noted."""
    found: list[tuple[Named, Group]] = []
    for named in names:
        group = company.find(named)
        if isinstance(group, str):
            into.missing.append(group)
        else:
            found.append((named, group))
            into.sets.append(group.ids)
    return found


def _joined(company: Company, found: Sequence[tuple[Named, Group]], name: str, made: Applied) -> Group:
    """The groups found as one, under this name."""
    names = {id(g): n.name for n, g in reversed(found)}
    group = company.join([(n.name, g) for n, g in found])
    _claim(company, group, made.decision, "name", _bare(name, group))
    if len(names) > 1:
        joined = ", ".join(n.name for n, g in found if names[id(g)] == n.name)
        made.event = Decided(field="joined", suggested="apart", decided=joined, decision=made.decision.id)
    return group


def _claim(company: Company, group: Group, decision: Decision, name: str, value: str) -> None:
    company.claims.append(Claim(field=name, value=value, decision=decision, nodes=group.ids))


def _bare(name: str, group: Group) -> str:
    """A name without the bracket that told its bearer from another of that name, where the reports print it so."""
    base = name.rpartition(" (")[0] if name.endswith(")") else ""
    printed = {folded(f): f for n in group.nodes for f in (n.actor.name, *n.actor.aliases)}
    return name if folded(name) in printed else printed.get(folded(base), name)


def _merge(company: Company, decision: Decision, merge: Merge) -> Applied:
    made = Applied(decision=decision)
    found = _found(company, merge.actors, made)
    if len(found) < 2:
        made.orphan = True
        made.sets = []
    else:
        kinds = Counter(n.actor.kind for n in found[0][1].nodes)
        group = _joined(company, found, found[0][0].name, made)
        _claim(company, group, decision, "kind", min(kinds, key=lambda k: (-kinds[k], k)))
    return made


def _split(company: Company, decision: Decision, split: Split) -> Applied:
    made = Applied(decision=decision)
    found = _found(company, [split.actor], made)
    mentions = [place for a in split.mentions if (place := company.at(a)) is not None]
    made.missing += [f"“{a.span.quote}” stands for nobody in {a.report}" for a in split.mentions if not company.at(a)]
    known = [a.name for a in split.aliases if company.bearers(a.name)]
    for alias in (a for a in split.aliases if a.name not in known):
        places = [place for a in alias.anchors if (place := company.at(a)) is not None]
        mentions += places
        made.missing += [] if places else [NOBODY.format(alias.name)]
    if not found or not (known or mentions):
        made.orphan = True
        made.sets = []
        return made
    (group,) = [g for _, g in found]
    name = company.name(group)
    inside = [(n, m) for n, m in mentions if company.of[n.id] is group]
    held = [a for a in known if any(company.of[n] is group for n in company.bearers(a))]
    apart = company.part(group, held, inside) if held or inside else group
    if apart is None:
        made.orphan = True
        made.missing.append(f"nothing would be left of “{name}”")
        made.sets = []
    elif apart is not group:
        names = ", ".join([*held, *(m.span.quote for _, m in inside)])
        made.event = Decided(field="parted", suggested=f"one with {name}", decided=names, decision=decision.id)
        made.sets = [group.ids, apart.ids]
    return made


def _side(company: Company, decision: Decision, side: SetSide) -> Applied:
    made = Applied(decision=decision)
    found = _found(company, [side.actor], made)
    made.orphan = not found
    for _, group in found:
        _claim(company, group, decision, "side", side.side)
    return made


def _hint(company: Company, decision: Decision, hint: Hint) -> Applied:
    made = Applied(decision=decision)
    found = _found(company, [Named(name=n) for n in (hint.name, *hint.aliases)], made)
    made.orphan = not found
    if found:
        made.missing = [m for m in made.missing if m != NOBODY.format(hint.name)]  # it may be a new name
        group = _joined(company, found, hint.name, made)
        for name, value in hint.values().items():
            _claim(company, group, decision, name, value)
    return made


class Overlay:
    """What was decided of each actor, to be laid over what is suggested of it."""

    def __init__(self, company: Company, settled: Settled) -> None:
        self._by_id = {d.id: d for d in settled.decisions}
        self._given: dict[int, dict[str, Claim]] = {}
        self._events: dict[int, list[Decided]] = {}
        for group in {id(g): g for c in company.claims for n in sorted(c.nodes) for g in [company.of[n]]}.values():
            self._given[id(group)] = company.given(group)
        for made in settled.applied.values():
            if made.event is None or overruling(company, settled, made) is not None:
                continue
            touched = Counter(each for names in made.sets for each in {id(company.of[n]) for n in names})
            for number, count in touched.items():
                if count >= (2 if made.event.field == "joined" else 1):
                    self._events.setdefault(number, []).append(made.event)

    def over(self, actor: Actor, group: Group) -> Actor:
        """An actor as suggested with what was decided of it in its place, told apart."""
        decided = list(self._events.get(id(group), ()))
        words = {"joined": "joined by", "parted": "parted from what was one by"}
        why = [f"{e.decided}: {words[e.field]} {who(self._by_id[e.decision])}" for e in decided]
        given = self._given.get(id(group), {})
        changes: dict[str, Any] = {}
        for name in _FIELDS:
            claim, before = given.get(name), getattr(actor, name)
            if claim is not None and (claim.value != before or name == "side"):
                changes[name] = claim.value
                decided.append(Decided(field=name, suggested=before, decided=claim.value, decision=claim.decision.id))
                why.append(f"{name}: {claim.value}, decided by {who(claim.decision)}; suggested was {before or 'none'}")
        return replace(actor, **changes, why=(*actor.why, *why), decided=tuple(decided))


def who(decision: Decision) -> str:
    """By whom and when: an editor, or the hints file it came from."""
    by = f"the hints in {decision.source}" if decision.source else decision.by or "an editor"
    why = f": {decision.why}" if decision.why else ""
    return f"{by} on {decision.at[:10]} ({decision.id}){why}"


def lines(company: Company, settled: Settled, names: Mapping[NodeId, str]) -> tuple[DecisionLine, ...]:
    """How every decision stands; `names` are those of the nodes in the record."""
    found = []
    for decision in settled.decisions:
        state, note = _state(company, settled, decision)
        made = settled.applied.get(decision.number)
        found.append(
            DecisionLine(
                id=decision.id,
                kind=kind_of(decision.what),
                what=told(decision.what),
                names=_names(decision),
                values=_values(decision),
                by=decision.by,
                when=decision.at,
                why=decision.why,
                source=decision.source,
                state=state,
                note=note,
                actors=tuple(sorted({names[n] for n in made.nodes if n in names})) if made else (),
                evidence=_evidence(company, decision),
            )
        )
    return tuple(found)


def _state(company: Company, settled: Settled, decision: Decision) -> tuple[State, str | None]:
    if decision.number in settled.undone:
        return "undone", f"taken back by e{settled.undone[decision.number]}"
    made = settled.applied.get(decision.number)
    if made is None:
        return "holds", None
    note = "; ".join(dict.fromkeys(made.missing)) or None
    if made.orphan:
        return "orphan", note
    by = overruling(company, settled, made)
    if by is not None:
        return "overruled", f"overruled by {by.id}"
    return ("partly" if note and not isinstance(decision.what, Hint) else "holds"), note


def overruling(company: Company, settled: Settled, made: Applied) -> Decision | None:
    """The later decision because of which this one no longer shows in the record."""
    of = company.of
    what = made.decision.what
    if isinstance(what, SetSide):
        own = [c for c in company.claims if c.decision is made.decision]
        now = company.given(of[min(own[0].nodes)])["side"].decision
        return now if now is not made.decision else None
    if len(made.sets) < 2:
        return None
    groups = [{id(of[n]) for n in each} for each in made.sets]
    parted = isinstance(what, Split)
    lost = groups[1] <= groups[0] if parted else any(groups[0].isdisjoint(each) for each in groups[1:])
    if not lost:
        return None
    later = [
        a for n, a in settled.applied.items() if n > made.decision.number and not a.orphan and a.nodes & made.nodes
    ]
    against = [a for a in later if isinstance(a.decision.what, Split) != parted]
    against = [a for a in against if not isinstance(a.decision.what, SetSide)]
    return against[-1].decision if against else None


def _names(decision: Decision) -> tuple[str, ...]:
    match decision.what:
        case Merge(actors=actors):
            return tuple(a.name for a in actors)
        case Split() as split:
            return (split.actor.name, *(a.name for a in split.aliases), *(m.span.quote for m in split.mentions))
        case SetSide(actor=actor):
            return (actor.name,)
        case Hint() as hint:
            return (hint.name, *hint.aliases)
    return ()


def _values(decision: Decision) -> dict[str, str]:
    match decision.what:
        case SetSide(side=side):
            return {"side": side}
        case Hint() as hint:
            return hint.values()
        case Undo(decision=number):
            return {"undoes": f"e{number}"}
    return {}


def _evidence(company: Company, decision: Decision) -> tuple[Evidence, ...]:
    """The passages a decision was taken on, as far as they still stand."""
    match decision.what:
        case Merge(actors=actors):
            anchors = [x for a in actors for x in a.anchors]
        case Split() as split:
            anchors = [*split.actor.anchors, *(x for a in split.aliases for x in a.anchors), *split.mentions]
        case SetSide(actor=actor):
            anchors = list(actor.anchors)
        case _:
            return ()
    standing = [(a, place) for a in anchors if (place := company.at(a)) is not None]
    return tuple(sorted({Evidence(report=n.report, start=a.span.start, end=a.span.end) for a, (n, _) in standing}))
