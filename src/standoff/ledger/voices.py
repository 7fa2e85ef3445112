"""Who speaks in a passage and who is named in it, under the names of the record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from standoff.ledger.scene import Scene


class Voices:
    """Lookups of speakers and mentions by place; built once for a fold."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Names and aliases that belong to one actor alone, in lower case."""
        owners: dict[str, set[str]] = {}
        for actor in self._scene.linked.actors:
            for name in (actor.name, *actor.aliases):
                owners.setdefault(name.lower(), set()).add(actor.name)
        return {name: min(who) for name, who in owners.items() if len(who) == 1}

    @cached_property
    def _mentions(self) -> Mapping[str, list[tuple[int, int, str]]]:
        """By report: place and name of each mention of an actor of the record."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for read in self._scene.linked.reports:
            rows = found.setdefault(read.report.id, [])
            for actor in read.reading.actors:
                name = self._names.get(actor.name.lower())
                rows.extend((m.span.start, m.span.end, name) for m in actor.mentions if name)
            rows.sort()
        return found

    @cached_property
    def _spoken(self) -> Mapping[str, list[tuple[int, int, str]]]:
        found: dict[str, list[tuple[int, int, str]]] = {}
        for said in self._scene.linked.statements:
            if said.speaker:
                found.setdefault(said.report, []).extend((c.start, c.end, said.speaker) for c in said.content)
        for rows in found.values():
            rows.sort()
        return found

    def named(self, report: str, start: int, end: int) -> list[tuple[int, str]]:
        """Place and name of the actors mentioned in `[start, end)`, in order."""
        rows = self._mentions.get(report, [])
        return [(a, name) for a, _, name in rows[bisect_left(rows, (start, 0, "")) : bisect_left(rows, (end, 0, ""))]]

    def bodies(self, report: str, start: int, end: int) -> frozenset[str]:
        """The bodies of the authority that stand in `[start, end)`, as mentions or by names that are theirs alone."""
        told = {n for _, n in self.named(report, start, end)}
        here = {n for n in told if self._scene.side(n) == "authority" and self._scene.is_body(n)}
        return self._scene.bodies(self._scene.texts[report][start:end]) | here

    def speaker(self, report: str, start: int, end: int) -> str | None:
        """Who is reported to say most of `[start, end)`; None for the reporter's own words."""
        rows = self._spoken.get(report, [])
        shares: dict[str, int] = {}
        for a, b, name in rows[max(0, bisect_left(rows, (start, 0, "")) - 8) : bisect_left(rows, (end, 0, ""))]:
            shared = min(b, end) - max(a, start)
            if shared > 0:
                shares[name] = shares.get(name, 0) + shared
        return min(shares, key=lambda n: (-shares[n], n), default=None)


def slot(scene: Scene, places: Iterable[tuple[str, int]], field: str, thread: str = "") -> str:
    """What sentences (report, index) are of: a thread whose id begins with `thread`, else a happening, with the field.

    Where no move stands in any of them, the report of the first sentence and its place.
    """
    ordered = sorted(places)
    moves = [m for place in ordered for m in scene.moves_in(*place)]
    for name in (t for m in moves for t in m.threads if t.startswith(thread)):
        return f"{name}.{field}"
    for move in moves:
        if move.happening:
            return f"{move.happening}.{field}"
    report, index = ordered[0]
    span = scene.sentence_span(report, index)
    return f"{report}:{span.start if span else 0}.{field}"
