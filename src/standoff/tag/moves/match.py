"""Frames against the parse: which words of a sentence tell a move, with which arguments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.data import words
from standoff.model import MoveKind, TaggedActor
from standoff.tag.cast import Cast
from standoff.tag.moves import syntax
from standoff.tag.moves.frames import Frame, Lexicon, lexicon
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABSORBING = {"plan", "refuse", "accept", "promise", "offer", "demand", "threaten", "order", "vote", "agree", "invite"}
_TYING = {"with", "to", "about", "among", "of"}
"""Prepositions that tie a complement to a verb."""
_ASSERTED = {
    "order",
    "incident",
    "plan",
    "start",
    "suspend",
    "resume",
    "end",
    "agree",
    "talks",
    "implement",
    "offer",
    "accept",
    "leave",
}


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A frame that holds at `trigger`: its kind after negation and tense, and its arguments' head words."""

    frame: Frame
    kind: MoveKind
    trigger: Token
    tense: syntax.Tense
    subjects: tuple[Token, ...]
    passive: bool
    complements: tuple[Token, ...]


def possible(sentence: ParsedSentence, cast: Cast, in_statement: Callable[[Token], bool]) -> list[Match]:
    """What frames find in a sentence, each word by itself: the best frame for each trigger."""
    lex = lexicon()
    found: list[Match] = []
    for token in sentence.doc:
        best: Match | None = None
        for frame in _candidates(token, lex):
            if best is not None and frame.score <= best.frame.score:
                continue
            match = _try(frame, token, sentence, cast, lex, in_statement)
            best = match or best
        if best is not None:
            found.append(best)
    return found


def _candidates(token: Token, lex: Lexicon) -> Iterator[Frame]:
    if _is_verb(token):
        for name in syntax.names_of(token):
            yield from lex.verbs.get(name, ())
    elif token.pos_ in {"NOUN", "PROPN"}:
        yield from lex.nouns.get(token.lemma_.lower(), ())


def _try(
    frame: Frame,
    token: Token,
    sentence: ParsedSentence,
    cast: Cast,
    lex: Lexicon,
    in_statement: Callable[[Token], bool],
) -> Match | None:
    """The match of `frame` at `token`; None where a condition fails."""
    verb = _is_verb(token)
    subjects, passive = syntax.subjects(token) if verb else ([], False)
    if passive and frame.kind != "plan":  # "is slated to attend" plans for its own subject
        subjects = syntax.agents(token)
    if frame.active and any(c.dep_ == "auxpass" for c in token.children):
        return None  # "was struck by how quiet it was"
    if frame.passive_only and not any(c.dep_ == "auxpass" for c in token.children):
        return None
    arguments = _arguments(frame, token, sentence, cast, lex)
    if arguments is None:
        return None
    tense: syntax.Tense = syntax.tense(token) if verb else "past"
    if token.tag_ == "VBG" and token.dep_ == "pcomp" and token.head.lower_ not in words("verbs", "done_prepositions"):
        tense = "infinitive"  # "a condition for resolving the dispute" resolves nothing
    if token.tag_ == "VBG" and token.dep_ == "acl" and frame.future:
        tense = "future"  # "a strike beginning on Monday" is still to come
    if verb and _only_named(token, tense):
        return None
    kind = _kind(frame, token, tense)
    if kind is None:
        return None
    if verb and not _subject_fits(frame, subjects, arguments, passive, sentence, cast, lex):
        return None
    if not verb and not _noun_fits(frame, token):
        return None
    if frame.timed and not syntax.dated(token):
        return None
    if frame.inside_statement and not in_statement(token):
        return None
    return Match(frame, kind, token, tense, tuple(subjects), passive, arguments)


def _is_verb(token: Token) -> bool:
    """Whether a token is read as a verb; "down tools" is one that parsers take for a preposition."""
    return token.pos_ in {"VERB", "AUX"} or (token.lower_ == "down" and token.dep_ in {"ROOT", "ccomp", "xcomp"})


def _only_named(token: Token, tense: syntax.Tense) -> bool:
    """Whether the act is named and not told: "what we ask for is just", "recommends that members accept"."""
    if token.dep_ in {"csubj", "csubjpass"}:
        return any(c.tag_ == "WP" for c in token.subtree if c.i < token.i + 3)
    advised = token.dep_ == "ccomp" and token.head.lemma_.lower() in words("verbs", "advising")
    return advised and tense == "present" and token.tag_ in {"VB", "VBP"}


def _kind(frame: Frame, token: Token, tense: syntax.Tense) -> MoveKind | None:
    """The kind after tense and negation; None when the frame does not hold so."""
    if frame.future_only and tense != "future":
        return None
    if frame.not_past and tense not in {"present", "future"}:
        return None
    if frame.present_only and (tense != "present" or token.tag_ == "VBG"):
        return None
    if frame.past_only and (tense in {"future", "infinitive"} or (tense == "present" and token.tag_ == "VB")):
        return None
    planning = frame.kind == "plan" and token.lemma_.lower() in words("verbs", "planning")
    unasserted = tense == "infinitive" and frame.kind in _ASSERTED and not planning
    if unasserted and token.head.lemma_.lower() not in words("verbs", "causing"):
        return None  # "failed to reach a deal" tells of no deal
    if frame.finite and token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in token.children):
        return None
    kind: MoveKind = frame.kind
    if tense == "future" and frame.future:
        kind = frame.future
    if syntax.negated(token):
        if frame.negated == "same":
            return kind
        return None if frame.negated in {None, "none"} else frame.negated  # type: ignore[return-value]
    return kind


def _arguments(
    frame: Frame, token: Token, sentence: ParsedSentence, cast: Cast, lex: Lexicon
) -> tuple[Token, ...] | None:
    """The complements that the frame asks for; None when they are not there or hold what they may not."""
    objects = syntax.objects(token)
    cores = " ; ".join(syntax.core(o) for o in objects)
    kinds_found: list[bool] = []
    taken: list[Token] = []
    if frame.object:
        fit = [o for o in objects if _fits(o, frame.object, sentence, cast, lex)]
        kinds_found.append(bool(fit))
        taken += fit
    if frame.prep:
        fit = [
            p
            for prep, wanted in frame.prep.items()
            for p in syntax.under(token, prep)
            if _fits(p, wanted, sentence, cast, lex)
        ]
        kinds_found.append(bool(fit))
        taken += fit
    if frame.clause:
        fit = syntax.clauses(token, frame.clause)
        if frame.kind == "demand":
            fit = [c for c in fit if not syntax.is_question(c)]
        kinds_found.append(bool(fit))
        taken += fit
    if kinds_found and not (any(kinds_found) if frame.any else all(kinds_found)):
        return None
    if set(frame.intransitive) & {token.lemma_.lower()} and any(_is_thing(o) for o in objects):
        return None
    if frame.require and not lex.holds(cores, frame.require):
        return None
    inner = [c for c in taken if c.pos_ in {"VERB", "AUX"}]
    if frame.kind == "promise" and any(c.dep_ == "ccomp" and syntax.tense(c) == "past" for c in inner):
        return None  # "assured them that work had begun" promises nothing
    if frame.inner_without and any(lex.holds(c.lemma_, frame.inner_without) for c in inner):
        return None
    if frame.inner and inner and not any(lex.holds(_text(c) + " " + c.lemma_, frame.inner) for c in inner):
        return None
    whole = _text(token)
    if (frame.bare and not _is_bare(token)) or (frame.figure and not lex.has_figure(whole)):
        return None
    if frame.mentions and not lex.holds(whole, frame.mentions):
        return None
    near = cores + " ; " + " ; ".join(syntax.core(t) for t in (*taken, *syntax.datives(token)))
    if frame.without and lex.holds(near, frame.without):
        return None
    return tuple(dict.fromkeys(taken or objects))


def _is_bare(verb: Token) -> bool:
    """Whether a verb stands without any complement: "the union refused on Tuesday", not "refused to meet"."""
    complements = {"dobj", "xcomp", "ccomp", "attr", "oprd", "dative"}
    return not any(c.dep_ in complements or (c.dep_ == "prep" and c.lower_ in _TYING) for c in verb.children)


def _is_thing(noun: Token) -> bool:
    """Whether a direct object is more than a time that the parser took for one ("strike ... to 7am")."""
    return noun.dep_ == "dobj" and noun.pos_ != "NUM" and noun.ent_type_ not in {"TIME", "DATE"}


def _text(token: Token) -> str:
    return str(token.doc[token.left_edge.i : token.right_edge.i + 1].text)


def _fits(noun: Token, wanted: Sequence[str], sentence: ParsedSentence, cast: Cast, lex: Lexicon) -> bool:
    if "*" in wanted:
        return True
    meant = cast.meant(sentence, noun)
    if "*actor" in wanted and meant:
        return True
    if "*person_actor" in wanted and any(cast.actors[a].kind == "person" for a in meant):
        return True
    return lex.holds(syntax.core(noun), tuple(w for w in wanted if not w.startswith("*")))


def _subject_fits(
    frame: Frame,
    subjects: Sequence[Token],
    complements: Sequence[Token],
    passive: bool,
    sentence: ParsedSentence,
    cast: Cast,
    lex: Lexicon,
) -> bool:
    text = " ; ".join(syntax.core(s) for s in subjects)
    if frame.subject and not (subjects and not passive and lex.holds(text, frame.subject)):
        return False
    if frame.require_subject and not lex.holds(text, frame.require_subject):
        return False
    if frame.without_subject and lex.holds(text, frame.without_subject):
        return False
    actors = [cast.actors[a] for s in subjects for a in cast.meant(sentence, s)]
    told_to = any(c.pos_ in {"VERB", "AUX"} for c in complements)
    if frame.party and not passive and not _can_act(subjects, actors, text, lex):
        return False
    if frame.judge and not _is_judge(actors, text, lex):
        return False
    if frame.protesters and any(a.side_guess == "authority" or a.kind == "court" for a in actors):
        return False
    if frame.authority and not passive and not _is_authority(subjects, actors, text, lex):
        return False
    if frame.subject_court and not _is_court(actors, text, lex) and not (passive and told_to):
        return False  # goods are ordered too; without a court, only an order to do something is one
    if frame.one_side or frame.both_sides:
        both = _both_sides(actors, text)
        return both if frame.both_sides else not both
    return True


def _can_act(subjects: Sequence[Token], actors: Sequence[TaggedActor], text: str, lex: Lexicon) -> bool:
    if actors or not subjects:
        return True
    if subjects[0].pos_ == "PRON":
        return subjects[0].lower_ not in {"this", "what", "there"}
    lemma = subjects[0].lemma_.lower()
    if subjects[0].tag_ == "NNS" and lemma.endswith(tuple(words("verbs", "doers"))):
        return lemma not in words("verbs", "no_doers")
    named = subjects[0].ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}  # "Paris refused": its government
    return named or lex.holds(text, ("PERSON", "OFFICE", "COURT", "MEN", "ORGS"))


def _is_authority(subjects: Sequence[Token], actors: Sequence[TaggedActor], text: str, lex: Lexicon) -> bool:
    if actors:
        return all(a.side_guess != "protesters" for a in actors)
    if not subjects:
        return False
    return subjects[0].lower_ in {"we", "they", "he", "she"} or lex.holds(text, ("COURT", "OFFICE"))


def _is_court(actors: Sequence[TaggedActor], text: str, lex: Lexicon) -> bool:
    return lex.holds(text, ("COURT",)) or any(a.kind == "court" or lex.holds(a.role or "", ("COURT",)) for a in actors)


def _is_judge(actors: Sequence[TaggedActor], text: str, lex: Lexicon) -> bool:
    return lex.holds(text, ("JUDGE",)) or any(a.kind == "court" or lex.holds(a.role or "", ("JUDGE",)) for a in actors)


def _both_sides(actors: Sequence[TaggedActor], text: str) -> bool:
    sides = {a.side_guess for a in actors}
    plain = text.lower().split()
    return {"protesters", "authority"} <= sides or "both" in plain or "sides" in plain or "parties" in plain


def _noun_fits(frame: Frame, token: Token) -> bool:
    if frame.determined and token.tag_ == "NN" and not any(c.dep_ in {"det", "poss"} for c in token.children):
        return False  # "demand for copper" is the market's
    governor = token.head
    while governor.pos_ == "ADP" and governor.head != governor:
        governor = governor.head
    if governor.lemma_.lower() in frame.without_governor and token.dep_ in {"dobj", "nsubjpass", "pobj", "nsubj"}:
        return False
    return not any(c.lower_ in {"no", "any"} for c in token.children if c.dep_ == "det")


def resolve(found: Sequence[Match]) -> list[Match]:
    """Leave out what an outer move says already ("agreed to implement"), and outer ones that yield to an inner."""
    by_token = {m.trigger.i: m for m in found}
    dropped: set[int] = set()
    for match in found:
        outer = _outer(match.trigger, by_token)
        if outer is None:
            continue
        if outer.frame.yields:
            dropped.add(outer.trigger.i)
        elif (outer.kind in _ABSORBING or outer.kind == match.kind == "accuse") and _is_part(match.trigger, outer):
            dropped.add(match.trigger.i)
    for match in found:
        if match.frame.lone:
            governor = _outer(match.trigger, by_token, nominal=True)
            if governor is not None:
                dropped.add(match.trigger.i)
    return [m for m in found if m.trigger.i not in dropped]


def _outer(token: Token, by_token: dict[int, Match], nominal: bool = False) -> Match | None:
    """The match whose complement holds `token`, climbing; through noun phrases too where `nominal`."""
    steps = {"xcomp", "ccomp", "acl", "pcomp", "prep", "advcl", "conj", "aux"}
    if nominal:
        steps |= {"dobj", "pobj", "nsubj", "nsubjpass", "compound", "attr"}
    seen = 0
    while token.dep_ in steps and token.head != token and seen < 8:
        token = token.head
        seen += 1
        if token.i in by_token:
            return by_token[token.i]
    return None


def _is_part(inner: Token, outer: Match) -> bool:
    """Whether the inner verb only says what is planned, refused, asked for: an infinitive or gerund under it."""
    token = inner
    while token != outer.trigger and token.head != token:
        if token.dep_ == "advcl" and token.tag_ != "VB":
            return False
        if token.dep_ == "ccomp":
            told = syntax.tense(token) in {"future", "infinitive"} or outer.kind == "demand"
            return told and outer.kind in {"plan", "demand", "promise", "threaten"}
        if token.dep_ == "conj" and (token.head == outer.trigger or (token.tag_ == "VBD" and token.head.tag_ == "VB")):
            return False
        if token.dep_ == "pcomp" and token.head.lower_ in words("verbs", "time_prepositions"):
            return False
        token = token.head
    return True
