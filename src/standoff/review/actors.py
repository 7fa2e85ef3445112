"""Decisions about actors: what an editor names is looked up in the record, and the decision is kept with its evidence.

A decision that would find nobody is refused, in a sentence with the nearest names; nothing is kept of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import get_args

from standoff import intake, pipeline
from standoff.decisions import Anchor, Decision, Hint, Merge, Named, SetSide, Split, Undo, What, undone
from standoff.errors import UnknownName, WrongUse
from standoff.link.breaking import folded, form_of
from standoff.link.linked import ActorLinks
from standoff.model import Mention, Side, TaggedActor
from standoff.record import Actor, DecisionLine
from standoff.review.hints import load
from standoff.store import Store

_KEPT = 8
"""So many reports, at most, give a decision the passage in which they name an actor."""

_PLACE = re.compile(r"(?P<report>.+):(?P<start>\d{1,9})-(?P<end>\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class HintsTaken:
    """What taking a hints file changed: entries that are new, unchanged, and taken back; how the new ones stand."""

    added: int
    unchanged: int
    taken_back: int
    lines: tuple[DecisionLine, ...]


class Desk:
    """A record open for decisions: its actors as they stand, and the ways to decide on them.

    `by` is the editor; `at` the moment (ISO 8601, UTC), now when it is not given.
    """

    def __init__(self, store: Store, *, by: str | None = None, at: str | None = None) -> None:
        self._store = store
        self._by = by
        self._at = at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._reports = intake.read_reports(store)
        self._decisions = store.decisions()
        self._links = pipeline.cast(self._reports, self._decisions)

    def merge(self, names: Sequence[str], why: str | None = None) -> DecisionLine:
        """Decide that these actors are one, called by the first of the names.

        A name is one that the record or a report gives, or an actor's id. Raises `UnknownName`, and `WrongUse` for
        fewer than two names.
        """
        if len({folded(n) for n in names}) < 2:
            raise WrongUse("a merge takes two names or more of actors that are one; give another name")
        return self._keep(Merge(actors=tuple(self._named(n) for n in names)), why)

    def split(
        self, name: str, aliases: Sequence[str], *, reports: Sequence[str] = (), why: str | None = None
    ) -> DecisionLine:
        """Decide that these names of an actor are another actor's.

        An alias is a name of the actor's or one of its mentions, as `REPORT:START-END`. With `reports` the names go
        in those reports alone, mention by mention. Raises `UnknownName` for what is no name of the actor, and
        `WrongUse` when nothing would be left of it.
        """
        actor, _ = find(self._links, name)
        plain: list[Named] = []
        places: list[Anchor] = []
        known = {folded(f): f for f in (*_printed(actor), actor.name)}
        for alias in aliases:
            if folded(alias) not in known and (place := _PLACE.fullmatch(alias)) is not None:
                places += self._mention(actor, place["report"], int(place["start"]), int(place["end"]))
            elif folded(alias) not in known:
                raise UnknownName(f"{alias!r} is no name of {actor.name}; {_near(alias, known.values())}")
            elif reports:
                places += [a for r in reports for a in self._mentions(actor, r, folded(alias))]
            else:
                shown = known[folded(alias)]
                plain.append(Named(name=shown, anchors=self._anchors(actor, shown, alone=True)))
        if not plain and not places:
            raise WrongUse("a split takes the names that are another actor's; give one")
        what = Split(actor=self._named(name), aliases=tuple(plain), mentions=tuple(dict.fromkeys(places)))
        return self._keep(what, why)

    def side(self, name: str, side: str, why: str | None = None) -> DecisionLine:
        """Decide on which side an actor stands; raises `UnknownName`, and `WrongUse` for a side there is not."""
        if side not in get_args(Side):
            raise WrongUse(f"{side!r} is no side; the sides are {', '.join(get_args(Side))}")
        sides: dict[str, Side] = {s: s for s in get_args(Side)}
        return self._keep(SetSide(actor=self._named(name), side=sides[side]), why)

    def undo(self, decision: str, why: str | None = None) -> DecisionLine:
        """Take a decision back (its id: `e3`), by a new one; to undo an undo puts the first back.

        Raises `UnknownName` when there is none of that id, and `WrongUse` when it is taken back already.
        """
        ids = {d.id: d for d in self._decisions}
        found = ids.get(decision if decision.startswith("e") else f"e{decision}")
        if found is None:
            few = f"the last is {self._decisions[-1].id}" if ids else "there is none yet"
            raise UnknownName(f"the record has no decision {decision!r}; {few}")
        gone = undone(self._decisions)
        if found.number in gone:
            raise WrongUse(f"{found.id} is taken back already, by e{gone[found.number]}; undo that to put it back")
        return self._keep(Undo(decision=found.number), why)

    def hints(self, path: str | Path) -> HintsTaken:
        """Take the entries of a hints file as decisions, in place of those taken before from a file of this name.

        All or nothing. Raises `HintsError` when the file or an entry of it is wrong.
        """
        source = Path(path).name
        wanted = load(path)
        gone = undone(self._decisions)
        standing = {
            d.what: d for d in self._decisions
            if isinstance(d.what, Hint) and d.source == source and d.number not in gone
        }  # fmt: skip
        dropped = [d for hint, d in standing.items() if hint not in wanted]
        added = [hint for hint in wanted if hint not in standing]
        whats: list[What] = [*(Undo(decision=d.number) for d in dropped), *added]
        with self._store.transaction():
            made = [self._store.decide(w, at=self._at, by=source, why=None, source=source) for w in whats]
        self._settle(made)
        kept = {d.id for d in made if isinstance(d.what, Hint)}
        return HintsTaken(
            added=len(added),
            unchanged=len(wanted) - len(added),
            taken_back=len(dropped),
            lines=tuple(line for line in self._links.decisions if line.id in kept),
        )

    def _settle(self, made: Iterable[Decision]) -> None:
        self._decisions = (*self._decisions, *made)
        self._links = pipeline.cast(self._reports, self._decisions)

    def _keep(self, what: What, why: str | None) -> DecisionLine:
        """Try a decision, and keep it when it finds those it names."""
        number = max((d.number for d in self._decisions), default=0) + 1
        trial = Decision(number=number, what=what, at=self._at, by=self._by, why=why)
        line = pipeline.cast(self._reports, (*self._decisions, trial)).decisions[-1]
        if line.state == "orphan":
            raise WrongUse(f"this cannot be decided: {line.note}; see `standoff show RECORD actors`")
        self._settle([self._store.decide(what, at=self._at, by=self._by, why=why)])
        return self._links.decisions[-1]

    def _named(self, name: str) -> Named:
        actor, shown = find(self._links, name)
        return Named(name=shown, anchors=self._anchors(actor, shown))

    def _nodes(self, actor: Actor) -> list[tuple[str, TaggedActor]]:
        """What each report holds for an actor."""
        readings = {r.report.id: r.reading for r in self._links.reports}
        return [(r, readings[r].actors[i]) for (r, i), name in self._links.names.items() if name == actor.name]

    def _anchors(self, actor: Actor, name: str, *, alone: bool = False) -> tuple[Anchor, ...]:
        """The first best mention of an actor in each of its reports: by this name, or by another, or by a noun.

        With `alone` only mentions by this name.
        """

        def rank(mention: Mention) -> int:
            return 0 if folded(mention.span.quote) == folded(name) else 1 if mention.form == "name" else 2

        best: dict[str, tuple[int, Mention]] = {}
        for report, tagged in self._nodes(actor):
            for mention in tagged.mentions:
                if mention.form != "pronoun" and (not alone or form_of(mention, tagged) == folded(name)):
                    now = (rank(mention), mention)
                    then = best.get(report, now)
                    best[report] = min(then, now, key=lambda pair: (pair[0], pair[1].span))
        chosen = sorted(best, key=lambda r: (best[r][0], r))[:_KEPT]
        return tuple(self._anchor(r, best[r][1]) for r in sorted(chosen))

    def _anchor(self, report: str, mention: Mention) -> Anchor:
        shas = {r.report.id: r.report.sha256 for r in self._reports}
        return Anchor(report=report, sha256=shas[report], span=mention.span)

    def _mention(self, actor: Actor, report: str, start: int, end: int) -> list[Anchor]:
        """The mention of an actor that stands at a place of a report."""
        known = {r.report.id for r in self._reports}
        if report not in known:
            raise UnknownName(f"the record has no report {report!r}; {_near(report, known, 'reports')}")
        mentions = [m for r, tagged in self._nodes(actor) if r == report for m in tagged.mentions]
        same = [m for m in mentions if (m.span.start, m.span.end) == (start, end)]
        found = same or [m for m in mentions if m.span.start < end and start < m.span.end]
        if len(found) != 1:
            places = [f"{m.span.start}-{m.span.end} {m.span.quote!r}" for m in found or mentions]
            raise UnknownName(
                f"{report} has {'more than one' if found else 'no'} mention of {actor.name} at {start}-{end}; "
                f"its mentions are {', '.join(places[:12]) or 'in other reports'}"
            )
        return [self._anchor(report, found[0])]

    def _mentions(self, actor: Actor, report: str, alias: str) -> list[Anchor]:
        """The mentions of an actor by one of its names in a report."""
        held = [(m, tagged) for r, tagged in self._nodes(actor) if r == report for m in tagged.mentions]
        found = [m for m, tagged in held if form_of(m, tagged) == alias]
        if not found:
            raise UnknownName(
                f"{report!r} has no mention of {actor.name} as {alias!r}; `standoff why` of the actor lists its reports"
            )
        return [self._anchor(report, m) for m in found]


def find(links: ActorLinks, name: str) -> tuple[Actor, str]:
    """The actor of this id, name or alias, and the name as the record writes it.

    Raises `UnknownName` with the nearest names when there is none, and with those there are when it names several.
    """
    for test in (
        lambda a: a.name if name in (a.id, a.name) else None,
        lambda a: a.name if folded(a.name) == folded(name) else None,
        lambda a: next((f for f in sorted(_printed(a)) if folded(f) == folded(name)), None),
    ):
        found = [(a, shown) for a in links.actors if (shown := test(a)) is not None]
        if len(found) == 1:
            return found[0]
        if found:
            those = ", ".join(f"{a.name} ({a.id})" for a, _ in found)
            raise UnknownName(f"{name!r} is a name of more than one actor: {those}; give the full name or the id")
    names = {f for a in links.actors for f in (a.name, *_printed(a))}
    raise UnknownName(f"the record has no actor called {name!r}; {_near(name, names)}")


def _printed(actor: Actor) -> set[str]:
    """The names that reports give an actor."""
    return {f for m in actor.members for f in (m.name, *m.aliases)}


def _near(name: str, names: Iterable[str], view: str = "actors") -> str:
    """The nearest names, for an error; without any, the view that lists them."""
    by_fold = {folded(n): n for n in sorted(names)}
    inside = [k for k in by_fold if k and folded(name) and (folded(name) in k or (len(k) > 3 and k in folded(name)))]
    near = list(dict.fromkeys([*get_close_matches(folded(name), by_fold, n=3, cutoff=0.6), *inside]))[:4]
    if near:
        return f"the nearest are {', '.join(by_fold[k] for k in near)}"
    return f"`standoff show RECORD {view}` lists the names"
