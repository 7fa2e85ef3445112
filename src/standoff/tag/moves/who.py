"""Who acts in a move, towards whom, and on whose word: actors found in the places where a frame says they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import Modality, Span, TaggedStatement
from standoff.tag.cast import Cast
from standoff.tag.moves import detail, syntax
from standoff.tag.moves.frames import lexicon
from standoff.tag.moves.match import Match
from standoff.tag.moves.speech import Voices
from standoff.tag.parse import Parsed, ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_ACTIONS = {"start", "suspend", "resume", "end", "plan"}
_ANSWERS = {"refuse", "accept", "deny"}


class Who:
    """The parties of one sentence's moves, with its report's cast and statements at hand."""

    def __init__(self, parsed: Parsed, sentence: ParsedSentence, cast: Cast, voices: Voices) -> None:
        self.parsed, self.sentence, self.cast, self.voices = parsed, sentence, cast, voices

    def voice(self, token: Token) -> TaggedStatement | None:
        """The statement the word stands in."""
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

    def guessed(self, match: Match, actors: tuple[int, ...], addressees: tuple[int, ...]) -> tuple[int, ...]:
        """Who does what no frame knows: the speaker blames and asks; what is to be given comes from the authority."""
        voice = self.voice(match.trigger)
        speaker = (voice.actor,) if voice and voice.actor is not None else ()
        if match.kind in {"accuse", "demand"} and speaker:
            return speaker
        if match.kind not in {"promise", "offer", "implement"}:
            return actors or speaker
        if actors and match.trigger.lemma_.lower() not in words("verbs", "getting"):
            return actors
        return self.counterpart(actors or addressees) or speaker or self.voices.foremost("authority")

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
        """Whether it is one side's word about the other."""
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
        """Whether the cue claims rather than says."""
        sentence = self.parsed.at(cue.start)
        token = sentence.token_at(cue.start) if sentence else None
        return token is not None and token.lemma_.lower() in words("verbs", "alleging")
