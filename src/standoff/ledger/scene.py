"""What every thread module asks of the linked reports: order in time, sides, sentences, words, clock times."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from standoff.link.copies import Origins
from standoff.link.cues import Cues, cues, phrase_pattern
from standoff.link.linked import Dating, Linked
from standoff.link.when import Days, bounds, shifted
from standoff.link.wording import Scale, stem, stems
from standoff.model import Sentence, Span, TaggedMove, TaggedTime
from standoff.record import Actor, Evidence, Move

TALKS = "\u00a7talks"
"""Stands for talks as the subject of a demand, an invitation or a refusal; no word of a text is like it."""
_CONTEXT = 30
"""Characters before a passage that may say it was earlier."""
_LONGEST = 4000
"""Characters of a sentence or passage that are looked at: what is longer is no sentence."""
_EARLIER = 3
"""Days by which "earlier" puts an undated act before the rest of its report."""
_PARTIES = ("group", "organisation", "government body")


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The linked reports with lookups, built once for a fold."""

    linked: Linked

    @cached_property
    def cues(self) -> Cues:
        """The word lists."""
        return cues()

    @cached_property
    def action_stems(self) -> frozenset[str]:
        """Stems of the names of all actions."""
        return stems(" ".join(self.cues.action_names))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Text by report id."""
        return {r.report.id: r.report.text for r in self.linked.reports}

    @cached_property
    def _actors(self) -> Mapping[str, Actor]:
        return {a.name: a for a in self.linked.actors}

    @cached_property
    def scale(self) -> Scale:
        """Weights of words: those of the two parties' names say little."""
        return Scale.of_names(
            a.name for a in self.linked.actors if a.side in ("protesters", "authority") and a.kind in _PARTIES
        )

    @cached_property
    def _sentences(self) -> Mapping[str, tuple[Sentence, ...]]:
        return {r.report.id: r.reading.sentences for r in self.linked.reports}

    @cached_property
    def _times(self) -> Mapping[str, tuple[TaggedTime, ...]]:
        return {r.report.id: r.reading.times for r in self.linked.reports}

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The moves in the order of their moments, reports and places."""
        return tuple(sorted(self.linked.moves, key=self.order))

    @cached_property
    def by_thread(self) -> Mapping[str, Sequence[Move]]:
        """The moves of each thread, in order."""
        found: dict[str, list[Move]] = {}
        for move in self.moves:
            for name in move.threads:
                found.setdefault(name, []).append(move)
        return found

    @cached_property
    def today(self) -> date | None:
        """The day the record speaks of: the latest on which one of its reports may have come out."""
        return max((d.latest for d in self.linked.chronology.published.values() if d.latest), default=None)

    def dating(self, move: Move) -> Dating | None:
        """When the move's report was published."""
        return self.linked.chronology.published.get(move.report)

    def days(self, move: Move) -> Days | None:
        """The days of the move itself; None where no report fixes any."""
        return bounds(move.when)

    def moment(self, move: Move) -> date:
        """The day of `_moment`, worked out once."""
        known = self._moments.get(move.id)
        if known is None:
            known = self._moments[move.id] = self._moment(move)
        return known

    @cached_property
    def _moments(self) -> dict[str, date]:
        return {}

    def _moment(self, move: Move) -> date:
        """A day to order moves by: that of the move, else that of its report; the far future where neither is known."""
        days, dating = self.days(move), self.dating(move)
        if days and move.modality not in ("planned", "conditional"):
            return days[0] if days[0] > date.min else days[1]
        if dating is None or dating.latest is None:
            return days[0] if days else date.max
        early = days is None and self.is_earlier(move)
        return shifted(dating.latest, -_EARLIER) if early else dating.latest

    def is_earlier(self, move: Move) -> bool:
        """Whether the words at the move's passage put it before the rest of the report."""
        text = self.texts.get(move.report, "")
        near = " ".join(text[max(0, p.start - _CONTEXT) : p.end] for p in move.evidence[:1])
        return self.cues.has("time.earlier", f"{near} {move.what}")

    def order(self, move: Move) -> tuple[date, str, int, str]:
        """A total order of moves that does not depend on the order of the input."""
        return self.moment(move), move.report, move.evidence[0].start if move.evidence else 0, move.id

    def tag(self, move: Move) -> TaggedMove | None:
        """What the tagger said of the move."""
        return self.linked.tagged.get(move.id)

    def sentence_index(self, move: Move) -> int:
        """Index of the sentence in which the move's evidence begins; -1 when there is none."""
        cut = self._sentences.get(move.report, ())
        tag = self.tag(move)
        if tag is not None and 0 <= tag.sentence < len(cut):
            return tag.sentence
        return self.sentence_at(move.report, move.evidence[0].start) if move.evidence else -1

    @cached_property
    def _sentence_starts(self) -> Mapping[str, list[int]]:
        return {name: [s.span.start for s in cut] for name, cut in self._sentences.items()}

    def sentence_at(self, report: str, offset: int) -> int:
        """Index of the sentence of `report` that holds `offset`; -1 when none does."""
        at = bisect_right(self._sentence_starts.get(report, []), offset) - 1
        return at if at >= 0 and offset < self._sentences[report][at].span.end else -1

    def sentence_span(self, report: str, index: int) -> Span | None:
        """Place of a sentence by its index."""
        cut = self._sentences.get(report, ())
        return cut[index].span if 0 <= index < len(cut) else None

    def all_sentences(self) -> Iterator[tuple[str, int, str]]:
        """Report, index and text of every sentence."""
        for name in sorted(self._sentences):
            for i, sentence in enumerate(self._sentences[name]):
                yield name, i, sentence.span.quote[:_LONGEST]

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self.linked.copies)

    def origin(self, place: Evidence) -> str:
        """Where a passage comes from."""
        return self._origins.of(place.report, place.start, place.end)

    def sentence_text(self, report: str, index: int) -> str:
        """Text of a sentence by its index; empty for none."""
        cut = self._sentences.get(report, ())
        return cut[index].span.quote if 0 <= index < len(cut) else ""

    def sentence(self, move: Move, offset: int = 0) -> str:
        """Text of the move's sentence, or of one `offset` after it; its evidence where sentences are unknown."""
        cut, at = self._sentences.get(move.report, ()), self.sentence_index(move)
        if at >= 0 and 0 <= at + offset < len(cut):
            return cut[at + offset].span.quote[:_LONGEST]
        return self.passage(move) if offset == 0 else ""

    def lead(self, move: Move) -> int:
        """For a move in a title, the index of the report's first own sentence; else -1."""
        cut, at = self._sentences.get(move.report, ()), self.sentence_index(move)
        if not 0 <= at < len(cut) or cut[at].aside != "title":
            return -1
        return next((i for i, s in enumerate(cut) if s.aside is None), -1)

    def passage(self, move: Move) -> str:
        """The words of the move's evidence."""
        text = self.texts.get(move.report, "")
        return " ".join(text[p.start : min(p.end, p.start + _LONGEST)] for p in move.evidence)

    def evidence(self, move: Move) -> tuple[Evidence, ...]:
        """The move's passages with their report."""
        return tuple(Evidence(report=move.report, start=p.start, end=p.end) for p in move.evidence)

    def words(self, move: Move) -> frozenset[str]:
        """Stems of what the move is about, less its actor's own name; of its evidence where `what` is empty."""
        words = self.subject((move.what or self.passage(move))[:_LONGEST])
        actor = self._actors.get(move.actor or "")
        return words - stems(f"{actor.name} {actor.role or ''}") if actor and actor.kind == "person" else words

    def subject(self, what: str) -> frozenset[str]:
        """Stems of a wording up to its "so that" or "which".

        Where talks themselves are the subject ("a fresh round of talks") it is `TALKS` alone.
        """
        if (meeting := self.cues.found["talks.names"].search(what)) and not self.scale.telling(
            stems(what[: meeting.start()])
        ):
            return frozenset((TALKS,))
        if (tail := self.cues.found["tails"].search(what)) and self.scale.telling(stems(what[: tail.start()])):
            return stems(what[: tail.start()])
        return stems(what)

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[str, int], Sequence[Move]]:
        found: dict[tuple[str, int], list[Move]] = {}
        for move in self.moves:
            found.setdefault((move.report, self.sentence_index(move)), []).append(move)
        return found

    def moves_in(self, report: str, index: int) -> Sequence[Move]:
        """The moves of a sentence, in order."""
        return self._by_sentence.get((report, index), ())

    def move_at(self, report: str, offset: int) -> Move | None:
        """The first move of the sentence that holds `offset`, one with a thread before others."""
        found = self.moves_in(report, self.sentence_at(report, offset))
        return min(found, key=lambda m: not m.threads, default=None)

    def times(self, move: Move) -> Iterator[tuple[TaggedTime, Days | None]]:
        """The times that date the move, each with its calendar days where they are known."""
        tag, all_times = self.tag(move), self._times.get(move.report, ())
        for i in tag.times if tag else ():
            if 0 <= i < len(all_times):
                yield all_times[i], self.resolved(move.report, i)

    def times_near(self, move: Move) -> Iterator[tuple[TaggedTime, Days | None]]:
        """All times of the move's sentence."""
        cut, at = self._sentences.get(move.report, ()), self.sentence_index(move)
        if at < 0:
            return
        order, starts = self._time_order.get(move.report, ((), ()))
        for n in range(bisect_left(starts, cut[at].span.start), bisect_left(starts, cut[at].span.end)):
            yield self._times[move.report][order[n]], self.resolved(move.report, order[n])

    def days_in(self, report: str, index: int) -> Iterator[Days]:
        """The calendar days of the times in a sentence, as far as they are known; lengths of time are left out."""
        span = self.sentence_span(report, index)
        order, starts = self._time_order.get(report, ((), ()))
        for n in range(bisect_left(starts, span.start), bisect_left(starts, span.end)) if span else ():
            days = self.resolved(report, order[n])
            if days and self._times[report][order[n]].symbol.kind not in ("duration", "count", "set", "vague"):
                yield days

    @cached_property
    def _time_order(self) -> Mapping[str, tuple[Sequence[int], Sequence[int]]]:
        """By report: indexes of its times in the order of their places, and those places."""
        found = {}
        for name, times in self._times.items():
            order = sorted(range(len(times)), key=lambda i, t=times: (t[i].span.start, i))  # type: ignore[misc]
            found[name] = (order, [times[i].span.start for i in order])
        return found

    def resolved(self, report: str, index: int) -> Days | None:
        """Calendar days of a time of a report."""
        found = self.linked.chronology.times.get((report, index))
        return bounds(found.span) if found else None

    def side(self, name: str | None) -> str:
        """The side of an actor or of joint actors: `unknown` for none, and where the parts differ."""
        if name not in self._sides:
            self._sides[name] = self._side(name)
        return self._sides[name]

    @cached_property
    def _sides(self) -> dict[str | None, str]:
        return {}

    def _side(self, name: str | None) -> str:
        sides = {a.side for part in (name or "").split(" + ") if (a := self._actors.get(part))}
        return sides.pop() if len(sides) == 1 else "unknown"

    @cached_property
    def _proper(self) -> tuple[re.Pattern[str] | None, Mapping[str, str]]:
        """A pattern for the proper names of the two sides' bodies, and whose each is; shared names are nobody's."""
        owners: dict[str, set[str]] = {}
        for actor in self.linked.actors:
            if actor.kind in _PARTIES and actor.side in ("protesters", "authority"):
                for name in (actor.name, *actor.aliases):
                    owners.setdefault(name.lower(), set()).add(actor.name)
        alone = {name: next(iter(who)) for name, who in owners.items() if len(who) == 1}
        return (phrase_pattern(alone) if alone else None), alone

    def bodies(self, text: str) -> frozenset[str]:
        """The bodies of the authority that a passage names, by names that are theirs alone."""
        pattern, owners = self._proper
        found = {owners.get(m[0].lower()) for m in pattern.finditer(text[:_LONGEST])} if pattern else set()
        return frozenset(n for n in found if n and self.side(n) == "authority")

    def parties(self, move: Move) -> frozenset[str]:
        """Who takes part: actor and addressee; for a side that neither is of, the one body its passage names."""
        if move.id not in self._partakers:
            self._partakers[move.id] = self._parties(move)
        return self._partakers[move.id]

    def authority(self, move: Move) -> frozenset[str]:
        """Those of its parties that are of the authority."""
        return frozenset(n for n in self.parties(move) if self.side(n) == "authority")

    @cached_property
    def _partakers(self) -> dict[str, frozenset[str]]:
        return {}

    def _parties(self, move: Move) -> frozenset[str]:
        told = {p for name in (move.actor, move.addressee) if name for p in name.split(" + ")}
        pattern, owners = self._proper
        sides = {self.side(p) for p in told}
        if pattern is None or {"protesters", "authority"} <= sides:
            return frozenset(told)
        near = {owners[m[0].lower()] for m in pattern.finditer(self.passage(move)) if m[0].lower() in owners}
        for side in ("protesters", "authority"):
            named = {n for n in near if self.side(n) == side}
            if side not in sides and len(named) == 1:
                told |= named
        return frozenset(told)

    @cached_property
    def _mains(self) -> Mapping[str, str]:
        counts = Counter(p for m in self.moves for p in (m.actor or "").split(" + ") if self.is_body(p))
        found: dict[str, str] = {}
        for name in sorted(counts, key=lambda n: (-counts[n], n)):
            found.setdefault(self.side(name), name)
        return found

    def other_side(self, name: str | None) -> str | None:
        """The body that acts most on the side across from `name`; None when there is none or `name` is on neither."""
        across = {"protesters": "authority", "authority": "protesters"}.get(self.side(name))
        return self._mains.get(across) if across else None

    @cached_property
    def _all_names(self) -> frozenset[str]:
        return frozenset(n.lower().removeprefix("the ") for a in self.linked.actors for n in (a.name, *a.aliases))

    def is_name(self, text: str) -> bool:
        """Whether a wording is the name of an actor and nothing else."""
        return text.lower().removeprefix("the ").strip() in self._all_names

    def is_court(self, name: str | None) -> bool:
        """Whether the actor is a court."""
        actor = self._actors.get(name or "")
        return actor is not None and actor.kind == "court"

    def is_body(self, name: str | None) -> bool:
        """Whether the actor is a group, an organisation or a government body, not one person."""
        actor = self._actors.get((name or "").split(" + ")[0])
        return actor is not None and actor.kind in _PARTIES

    def same_party(self, a: str | None, b: str | None) -> bool:
        """Whether two actors may speak for one party: unknown ones may, two companies may not."""
        if a is None or b is None or a == b or set(a.split(" + ")) & set(b.split(" + ")):
            return True
        x, y = self.side(a), self.side(b)
        if "unknown" in (x, y):
            return True
        if x != y:
            return False
        one, two = self._actors.get(a), self._actors.get(b)
        companies = one is not None and two is not None and one.kind == two.kind == "organisation"
        if not (companies and x == "authority"):
            return True
        mine, yours = (stems(n) - self._company for n in (a, b))
        return bool(mine) and bool(yours) and (mine <= yours or yours <= mine)

    @cached_property
    def _company(self) -> frozenset[str]:
        return frozenset(stem(w) for w in self.cues.company)
