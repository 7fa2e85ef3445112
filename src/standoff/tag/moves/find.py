"""From matches to moves: who, to whom, what, when, where, in what modality, on whose word, and the passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import SAID_KINDS, Modality, MoveKind, TaggedMove, TaggedStatement, TaggedTime
from standoff.tag.cast import Cast
from standoff.tag.moves import detail, lists, syntax
from standoff.tag.moves.clues import Setting
from standoff.tag.moves.judge import Verdict, verdicts
from standoff.tag.moves.match import Match, possible, resolve
from standoff.tag.moves.scenes import Scenes
from standoff.tag.moves.speech import Spoken, Voices, spoken_moves
from standoff.tag.moves.undertake import undertakings
from standoff.tag.moves.unframed import KEPT, unframed
from standoff.tag.moves.who import Who
from standoff.tag.parse import Parsed, ParsedSentence
from standoff.tag.quantities import find_quantities

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONDITIONED = {"plan", "threaten", "promise", "refuse"}


def find_moves(
    parsed: Parsed, cast: Cast, times: Sequence[TaggedTime], statements: Sequence[TaggedStatement]
) -> tuple[TaggedMove, ...]:
    """All moves of one report, in order of the text; what a headline tells stands only where the body does not."""
    voices = Voices(statements, cast)
    scenes = Scenes(parsed, times, voices)
    found: list[TaggedMove] = []
    for sentence in parsed.sentences:
        if sentence.sentence.span.quote.rstrip("\"'”’ ").endswith("?"):
            continue  # a question tells no move
        reader = _Reader(parsed, sentence, cast, times, voices, scenes)
        for move in reader.moves():
            if not any(_same(move, other) for other in found):
                found.append(move)
    kept = [m for m in found if not _told_again(m, found, parsed)]
    return tuple(sorted(kept, key=lambda m: (m.evidence[0].start, m.evidence[0].end, m.kind)))


def _told_again(move: TaggedMove, found: Sequence[TaggedMove], parsed: Parsed) -> bool:
    """Whether a headline's or caption's move is told by the body too, with the same kind and nobody else acting."""
    if parsed.sentences[move.sentence].sentence.aside is None:
        return False
    body = (m for m in found if parsed.sentences[m.sentence].sentence.aside is None and m.kind == move.kind)
    return any(not move.actors or set(move.actors) & set(m.actors) for m in body)


def _same(a: TaggedMove, b: TaggedMove) -> bool:
    """Two finds of one act: the same kind on the same words."""
    if a.kind != b.kind or a.sentence != b.sentence:
        return False
    x, y = a.evidence[0], b.evidence[0]
    shared = min(x.end, y.end) - max(x.start, y.start)
    return shared > 0.7 * min(x.end - x.start, y.end - y.start) and a.what == b.what


class _Reader(Who):
    """The moves of one sentence, with all that surrounds it at hand."""

    def __init__(
        self,
        parsed: Parsed,
        sentence: ParsedSentence,
        cast: Cast,
        times: Sequence[TaggedTime],
        voices: Voices,
        scenes: Scenes,
    ) -> None:
        super().__init__(parsed, sentence, cast, voices)
        self.times, self.scenes = times, scenes
        self.judged: dict[int, Verdict] = {}

    def moves(self) -> list[TaggedMove]:
        found = possible(self.sentence, self.cast, lambda t: self.voice(t) is not None)
        told = resolve(found)
        self.judged = verdicts(Setting(self.sentence, self.cast, found, told), self.voices)
        conditions = [(m, c) for m in told if m.kind in _CONDITIONED and (c := detail.condition_clause(m.trigger))]
        inside = {t.i for _, clause in conditions for t in clause.subtree}
        told = [m for m in told if m.trigger.i not in inside and not self.asked_for(m, told)]
        told = [m for m in told if not detail.is_condition(m.trigger) and self.likely(m)]
        spoken = spoken_moves(self.sentence, self.voices, [m.trigger for m in told])
        triggers = {m.trigger.i for m in told} | {s.trigger.i for s in spoken}
        spoken = [s for s in [*spoken, *undertakings(self.sentence, self.voices, triggers | inside)] if self.likely(s)]
        told += unframed(self.judged, [*told, *spoken], inside)
        triggers = {m.trigger.i for m in told} | {s.trigger.i for s in spoken}
        moves = [self.from_match(m, triggers) for m in told] + [self.from_spoken(s, triggers) for s in spoken]
        asked = [self.from_condition(m, clause) for m, clause in conditions if m.trigger.i not in inside]
        return moves + [a for a in asked if a is not None]

    def likely(self, match: Match | Spoken) -> bool:
        """Whether the weights do not rule out what a frame found."""
        return match.trigger.i not in self.judged or self.judged[match.trigger.i].of(match.kind) >= KEPT

    def asked_for(self, match: Match, told: Sequence[Match]) -> bool:
        """Whether a promise or plan is only what a demand of the sentence asks for: "wants a guarantee of ..."."""
        if match.frame.nouns and match.kind in {"promise", "plan"}:
            for demand in (m for m in told if m.kind == "demand" and m.trigger.i < match.trigger.i):
                listed = lists.pieces(demand.trigger, demand.complements)
                last = max([*(b for _, b in listed), *(c.right_edge.i for c in demand.complements)], default=0)
                if match.trigger.i <= last:
                    return True
        return False

    def from_condition(self, match: Match, clause: Token) -> TaggedMove | None:
        """What a plan, threat or promise makes its condition is asked for: "strike until the roster is written"."""
        actors = self.actors(match)
        subjects, passive = syntax.subjects(clause)
        asked = self.meant(syntax.agents(clause) if passive else subjects)
        marks = {c.lower_ for c in clause.children} | {clause.head.lower_}
        if marks.isdisjoint({"until", "till"}):
            return None
        if not actors or set(asked) & set(actors) or clause.lemma_.lower() in words("verbs", "no_request"):
            return None
        return self.move(
            kind="demand",
            trigger=clause,
            subjects=tuple(subjects),
            complements=(),
            actors=actors,
            addressees=asked,
            modality="conditional",
            rule="condition",
            score=0.45,
            triggers={clause.i},
        )

    def from_match(self, match: Match, triggers: set[int]) -> TaggedMove:
        actors = self.actors(match)
        addressees = tuple(a for a in self.addressees(match) if a not in actors)
        if match.frame.name.startswith("weighed"):
            actors = self.guessed(match, actors, addressees)
        elif not actors and match.passive and match.kind in {"promise", "offer", "refuse"}:
            actors = self.counterpart(addressees)  # "we have been assured that ..."
            voice = self.voice(match.trigger)
            if match.kind == "refuse" and not actors and voice and voice.actor is not None:
                actors = self.counterpart((voice.actor,))  # "no offer has been made", says the other side
        kind = "threaten" if match.kind == "plan" and detail.is_threat(match.trigger) else match.kind
        return self.move(
            kind=kind,
            trigger=match.trigger,
            subjects=match.subjects,
            complements=match.complements,
            actors=actors,
            addressees=addressees,
            modality=self.modality(match, actors),
            rule=match.frame.name,
            score=match.frame.score,
            triggers=triggers,
        )

    def from_spoken(self, spoken: Spoken, triggers: set[int]) -> TaggedMove:
        voice = self.voice(spoken.trigger)
        speaker = (voice.actor,) if voice and voice.actor is not None else ()
        others = self.meant(spoken.subjects)
        accusing = spoken.kind in {"accuse", "demand"}
        actors = speaker if accusing else (others or speaker)
        if spoken.rule == "speech:if" and not others:
            actors = self.own(voice, plural=True)
        actors = actors if spoken.actors is None else spoken.actors
        modality: Modality = (
            "alleged" if spoken.kind == "accuse" or spoken.rule.startswith("speech:no-") else "happened"
        )
        if detail.condition(spoken.trigger) and not accusing:
            modality = "conditional"
        return self.move(
            kind=spoken.kind,
            trigger=spoken.trigger,
            subjects=spoken.subjects,
            complements=(),
            actors=actors,
            addressees=tuple(o for o in others if o not in actors),
            modality=modality,
            rule=spoken.rule,
            score=spoken.score,
            triggers=triggers,
        )

    def move(
        self,
        *,
        kind: MoveKind,
        trigger: Token,
        subjects: Sequence[Token],
        complements: Sequence[Token],
        actors: tuple[int, ...],
        addressees: tuple[int, ...],
        modality: Modality,
        rule: str,
        score: float,
        triggers: set[int],
    ) -> TaggedMove:
        sentence, voice = self.sentence, self.voice(trigger)
        listed = lists.pieces(trigger, complements) if kind == "demand" else []
        reach = listed[-1][1] if listed else 0
        evidence = detail.evidence(sentence, trigger, subjects, complements, reach, triggers)
        what = detail.what(sentence, trigger, complements, evidence, reach)
        return TaggedMove(
            kind=kind,
            actors=actors,
            addressees=addressees,
            what=what,
            evidence=(evidence,),
            sentence=sentence.index,
            modality=modality,
            items=lists.items(sentence, trigger, complements) if kind == "demand" else (),
            times=self.dated(kind, trigger, complements, triggers),
            place=detail.place(trigger, complements),
            partial=detail.partial(trigger, evidence.quote),
            said_by=voice.actor if voice else None,
            form=detail.form(sentence.sentence.span.quote, voice is not None),
            round=detail.ordinal_round(evidence.quote),
            condition=detail.condition(trigger),
            fresh=detail.fresh(kind, trigger, voice is not None),
            quantities=find_quantities(self.parsed.text, evidence.start, evidence.end),
            score=self.judged[trigger.i].of(kind) if trigger.i in self.judged else score,
            rule=rule,
        )

    def dated(
        self, kind: MoveKind, trigger: Token, complements: Sequence[Token], triggers: set[int]
    ) -> tuple[int, ...]:
        """The times that date the move, the best first; what is said without any was said when the scene plays."""
        own = detail.times(self.sentence, kind, trigger, complements, self.times, triggers)
        scene = self.scenes.of(self.sentence, trigger) if kind in SAID_KINDS else None
        return own if scene is None or scene in own else (*own, scene)
