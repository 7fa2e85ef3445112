"""From matches to moves: who, to whom, what, when, where, in what modality, on whose word, and the passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import SAID_KINDS, Modality, MoveKind, Span, TaggedMove, TaggedStatement, TaggedTime
from standoff.tag.cast import Cast
from standoff.tag.moves import detail, lists, syntax
from standoff.tag.moves.frames import lexicon
from standoff.tag.moves.match import Match, possible, resolve
from standoff.tag.moves.scenes import Scenes
from standoff.tag.moves.speech import Spoken, Voices, spoken_moves
from standoff.tag.moves.undertake import undertakings
from standoff.tag.parse import Parsed, ParsedSentence
from standoff.tag.quantities import find_quantities

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_ACTIONS = {"start", "suspend", "resume", "end", "plan"}
_CONDITIONED = {"plan", "threaten", "promise", "refuse"}
_ANSWERS = {"refuse", "accept", "deny"}


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


class _Reader:
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
        self.parsed, self.sentence, self.cast = parsed, sentence, cast
        self.times, self.voices, self.scenes = times, voices, scenes

    def moves(self) -> list[TaggedMove]:
        told = resolve(possible(self.sentence, self.cast, lambda t: self.voice(t) is not None))
        conditions = [(m, c) for m in told if m.kind in _CONDITIONED and (c := detail.condition_clause(m.trigger))]
        inside = {t.i for _, clause in conditions for t in clause.subtree}
        told = [m for m in told if m.trigger.i not in inside and not self.asked_for(m, told)]
        told = [m for m in told if not detail.is_condition(m.trigger)]
        spoken = spoken_moves(self.sentence, self.voices, [m.trigger for m in told])
        triggers = {m.trigger.i for m in told} | {s.trigger.i for s in spoken}
        spoken += undertakings(self.sentence, self.voices, triggers | inside)
        triggers |= {s.trigger.i for s in spoken}
        found = [self.from_match(m, triggers) for m in told] + [self.from_spoken(s, triggers) for s in spoken]
        asked = [self.from_condition(m, clause) for m, clause in conditions if m.trigger.i not in inside]
        return found + [a for a in asked if a is not None]

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

    def voice(self, token: Token) -> TaggedStatement | None:
        return self.voices.at(self.sentence.start + token.idx)

    def meant(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """The actors these words refer to; "we" and "I" are those of the statement around them."""
        found: list[int] = []
        for token in tokens:
            actors = self.cast.meant(self.sentence, token)
            if not actors and token.lower_ in {"we", "our", "us", "i", "my", "me"}:
                actors = self.own(self.voice(token), plural=token.lower_ in {"we", "our", "us"})
            found += [a for a in actors if a not in found]
        return tuple(found)

    def own(self, voice: TaggedStatement | None, plural: bool) -> tuple[int, ...]:
        """Who "we" or "I" are in a statement: several people who speak together, else the body a speaker speaks for."""
        if voice is None:
            return ()
        sentence = self.parsed.at(voice.speaker.start) if voice.speaker and plural else None
        if voice.speaker and sentence:
            inside = [t for t in sentence.doc if voice.speaker.start <= sentence.start + t.idx < voice.speaker.end]
            heads = [t for t in inside if t.head not in inside or t.head == t]
            together = self.cast.meant(sentence, heads[0]) if heads else ()
            if len(together) > 1 and all(self.cast.actors[a].kind == "person" for a in together):
                return together
        return self.voices.party(voice.actor, plural)

    def from_match(self, match: Match, triggers: set[int]) -> TaggedMove:
        actors = self.actors(match)
        addressees = tuple(a for a in self.addressees(match) if a not in actors)
        if not actors and match.passive and match.kind in {"promise", "offer", "refuse"}:
            actors = self.counterpart(addressees)  # "we have been assured that ..."
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
            score=score,
            rule=rule,
        )

    def dated(
        self, kind: MoveKind, trigger: Token, complements: Sequence[Token], triggers: set[int]
    ) -> tuple[int, ...]:
        """The times that date the move; what is said without any was said when the scene plays."""
        own = detail.times(self.sentence, kind, trigger, complements, self.times, triggers)
        scene = self.scenes.of(self.sentence, trigger) if kind in SAID_KINDS and not own else None
        return own if scene is None else (scene,)

    def actors(self, match: Match) -> tuple[int, ...]:
        """Who acts: by the frame's `actor` field; for an action without anyone named, its owner or the one striker."""
        found = self.placed(match)
        if match.kind == "talks" and not found:
            return self.within(match.subjects or (match.trigger,)) or self.within([match.trigger])
        if match.kind == "agree" and not found:
            return self.settlers(match)
        if match.kind not in _OF_ACTIONS or found:
            return found
        nouns = [n for n in (*match.subjects, *match.complements) if lexicon().holds(syntax.core(n), ("ACTION",))]
        owners = self.owners(nouns)
        return owners or (self.voices.strikers() if nouns else ())

    def settlers(self, match: Match) -> tuple[int, ...]:
        """Between whom a deal stands; "the two sides" are the foremost body of each."""
        nouns = [*syntax.objects(match.trigger), *match.subjects, match.trigger]
        between = self.within([t for n in nouns for t in self.below(n, "between")])
        if between or not any(lexicon().holds(syntax.core(s), ("sides", "parties", "both")) for s in match.subjects):
            return between
        return self.voices.foremost("protesters") + self.voices.foremost("authority")

    def placed(self, match: Match) -> tuple[int, ...]:
        """Who stands where the frame's `actor` field says."""
        place, trigger = match.frame.actor, match.trigger
        if place == "none":
            return ()
        if place == "object":
            return self.meant(syntax.objects(trigger))
        if place in {"authority", "strikers"}:
            return self.voices.foremost("authority" if place == "authority" else "protesters")
        if place == "speaker":
            voice = self.voice(trigger)
            return (voice.actor,) if voice and voice.actor is not None else ()
        if place in {"from", "of"}:
            return self.meant(self.below(trigger, place) or syntax.possessors(trigger))
        if place == "between":
            nouns = match.subjects if trigger.pos_ in {"VERB", "AUX"} else (trigger,)
            return self.within([t for n in nouns for p in ("between", "with") for t in self.below(n, p)])
        if place == "possessor_of_subject":
            return self.meant([p for s in match.subjects for p in syntax.possessors(s)])
        if place == "possessor":
            return self.asker(trigger)
        return self.meant(match.subjects)

    def counterpart(self, side: tuple[int, ...]) -> tuple[int, ...]:
        """The foremost body of the side that faces these actors; nobody when they are on no side or on both."""
        sides = {self.cast.actors[a].side_guess for a in side}
        if sides == {"protesters"}:
            return self.voices.foremost("authority")
        return self.voices.foremost("protesters") if sides == {"authority"} else ()

    def asker(self, noun: Token) -> tuple[int, ...]:
        """Whose demand or refusal it is; "turned down their demand" is never the demand of who turned it down."""
        owners = syntax.possessors(noun)
        found = self.meant(owners)
        governor = noun.head
        if noun.dep_ not in {"dobj", "nsubjpass"} or governor.pos_ != "VERB":
            return found
        answering = any(f.kind in _ANSWERS for n in syntax.names_of(governor) for f in lexicon().verbs.get(n, ()))
        if not answering:
            return found
        deeds, passive = syntax.subjects(governor)
        doers = self.meant(syntax.agents(governor) if passive else deeds)
        named = tuple(a for a in found if a not in doers)
        across = any(self.cast.actors[d].side_guess == "authority" for d in doers)
        return named or (self.voices.strikers() if across else ())

    def within(self, nouns: Sequence[Token]) -> tuple[int, ...]:
        """The actors these phrases refer to, else all that they hold."""
        found: list[int] = []
        for noun in nouns:
            actors = self.meant([noun]) or self.meant(list(noun.subtree))
            found += [a for a in actors if a not in found]
        return tuple(found)

    def below(self, noun: Token, preposition: str) -> list[Token]:
        """What stands under the preposition of the noun, or of its `of` phrase ("round of talks between")."""
        return syntax.under(noun, preposition) or [
            t for inner in syntax.under(noun, "of") for t in syntax.under(inner, preposition)
        ]

    def addressees(self, match: Match) -> tuple[int, ...]:
        """To whom: the first place of the frame's `addressee` list where someone stands."""
        trigger = match.trigger
        for place in match.frame.addressee:
            if place in {"object", "object_person"}:
                nouns = [o for o in syntax.objects(trigger) if place == "object" or self.cast.meant(self.sentence, o)]
            elif place == "dative":
                nouns = syntax.datives(trigger)
            elif place == "possessor":
                nouns = [c for c in trigger.children if c.dep_ == "poss"]
            elif place == "subject":
                nouns = list(match.subjects)
            elif place == "governor_subject":
                nouns = [] if trigger.dep_ not in {"dobj", "pobj"} else syntax.possessors(trigger)
            else:
                nouns = self.below(trigger, place) + [t for o in syntax.objects(trigger) for t in self.below(o, place)]
                if trigger.pos_ in {"VERB", "AUX"}:
                    nouns += [t for s in match.subjects for t in self.below(s, place)]
            found = self.meant(nouns) or self.owners(nouns)
            if found:
                return found
        return self.owners(list(match.complements))

    def owners(self, nouns: Sequence[Token]) -> tuple[int, ...]:
        """Whose the thing is: "turned down the union's demand" is addressed to the union."""
        return self.meant([p for n in nouns for p in n.children if p.dep_ == "poss"])

    def modality(self, match: Match, actors: tuple[int, ...]) -> Modality:
        """Happened, planned, conditional or alleged, by the grammar and by whose word it is."""
        if match.frame.modality:
            return match.frame.modality
        conditional = detail.condition(match.trigger) is not None
        forward = match.tense == "future" or match.kind in {"plan"}
        if conditional and (forward or match.kind in {"threaten", "promise", "accept", "offer"}):
            return "conditional"
        if self.alleged(match, actors):
            return "alleged"
        return (
            "planned"
            if forward and match.kind not in {"demand", "promise", "offer", "refuse", "threaten"}
            else "happened"
        )

    def alleged(self, match: Match, actors: tuple[int, ...]) -> bool:
        if any(c.lower_ in {"allegedly", "alleged"} for c in match.trigger.children):
            return True
        voice = self.voice(match.trigger)
        if voice is None or voice.actor is None:
            return False
        doubted = voice.cue is not None and self.is_alleging(voice.cue) and match.kind in {"promise", "accept"}
        if match.kind != "refuse" and not doubted:
            return False
        speaker = self.cast.actors[voice.actor].side_guess
        sides = {self.cast.actors[a].side_guess for a in actors}
        own = voice.actor in actors or (speaker in sides and speaker != "unknown")
        return not own and speaker != "third party"

    def is_alleging(self, cue: Span) -> bool:
        sentence = self.parsed.at(cue.start)
        token = sentence.token_at(cue.start) if sentence else None
        return token is not None and token.lemma_.lower() in words("verbs", "alleging")
