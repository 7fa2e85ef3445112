"""The wider kind of attribution: what is told, thought, wanted or felt, and words that were not said.

PARC 3 and PolNeAR (Pareti 2016; Newell, Margolin & Ruths, LREC 2018) count these beside speech: beliefs, intentions,
feelings and acts of speech without their words ("praised the plan"). The frames are those of `cues`: source, cue and
content, found on the dependency parse; which word is used in which is told by `data/cues.toml`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from standoff.tag.parse import ParsedSentence
from standoff.tag.statements.clauses import cut, has_subject, that_of
from standoff.tag.statements.cues import Saying, after, complement, make, unsaid
from standoff.tag.statements.lexicon import lexicon
from standoff.tag.statements.sorts import Sort
from standoff.tag.statements.speakers import Speaker, author, speaks, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASKING = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})
_GOES_WITH = frozenset({"for", "as", "over", "about", "on", "to", "of", "in"})
_REACH = 8
"""Words between a verb and the preposition that belongs to it."""
_EMPTY = frozenset({"it", "there", "that", "which", "who"})


def attitude(sentence: ParsedSentence, word: Token) -> Saying | None:
    """What `word` tells of somebody's words or mind, where it says nothing outright; None where it is no cue."""
    if (found := _feeling(sentence, word)) is not None:
        return found
    if word.tag_.startswith("VB") and word.dep_ != "amod":
        for frame in (_clause, _wish, _seeming, _talk, _regard, _name, _act):
            if (found := frame(sentence, word)) is not None:
                return found
    if word.pos_ == "NOUN":
        return _noun(sentence, word)
    return None


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.lefts)


def _speaker(sentence: ParsedSentence, verb: Token) -> Speaker | None:
    """Who does what `verb` says: of a passive the one that "by" names, or nobody."""
    if _passive(verb) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl")):
        agent = next((c for c in verb.children if c.dep_ == "agent"), None)
        found = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    else:
        found = subject(verb)
    return Speaker(sentence, found) if found is not None and speaks(found) else None


def _of(sort: Sort, found: Saying | None) -> Saying | None:
    return replace(found, sort=sort) if found is not None else None


def _tells(
    sort: Sort, sentence: ParsedSentence, word: Token, speaker: Speaker | None, first: int, end: int
) -> Saying | None:
    """The attribution of one stretch of words, cut before a statement of its own; "called for" is one cue."""
    beside = first == word.i + 2 and word.nbor().dep_ == "prep"
    last = word.i + 1 if beside else word.i
    return _of(sort, make(sentence, word, word.i, last, speaker, (first, cut(word, first, end))))


def _asks(clause: Token) -> Token | None:
    """The word with which an indirect question begins."""
    first = clause.left_edge
    return first if first.lower_ in _ASKING and first.i < clause.i else None


def _clause(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X believes that S", "X asked whether S", "the figures show that S", "X did not say that S"."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    thinks, says = lemma in lex.thinks, lemma in lex.clause
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return None
    if not (thinks or says or lemma in lex.shows or lemma in lex.asks):
        return None
    sort = Sort.MEANT if thinks else Sort.UNSAID if says and unsaid(verb) else Sort.TOLD
    speaker = _speaker(sentence, verb)
    for child in verb.rights:
        if child.dep_ not in ("ccomp", "xcomp", "advcl"):
            continue
        if (asked := _asks(child)) is not None and asked.i > verb.i:
            if child.dep_ == "advcl" and asked.lower_ not in ("whether", "how", "why"):
                continue
            return _tells(sort, sentence, verb, speaker, asked.i, child.right_edge.i + 1)
        if child.dep_ == "ccomp" and lemma not in lex.asks and (has_subject(child) or that_of(child) is not None):
            if any(c.tag_ == "TO" for c in child.lefts):
                continue
            return _of(sort, complement(sentence, verb, child, speaker))
    return _of(sort, after(sentence, verb)) if thinks else None


def _wish(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X wants to S", "X refused to S", "X urged Y to S", "Y is expected to S"."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    supposed = _passive(verb) and (lemma in lex.thinks or lemma in lex.clause)
    if lemma not in lex.wants and lemma not in lex.asks_to and not supposed:
        return None
    urges = lemma in lex.asks_to and lemma not in lex.thinks and lemma != "want"
    sort = Sort.TOLD if urges else Sort.MEANT
    speaker = _speaker(sentence, verb)
    for child in verb.rights:
        if child.dep_ not in ("xcomp", "ccomp", "advcl") or not any(c.tag_ == "TO" for c in child.lefts):
            continue
        if child.dep_ == "advcl" and lemma != "call":
            continue
        to = next(c for c in child.lefts if c.tag_ == "TO")
        if not urges and child.lemma_.lower() in lex.clause:
            sort = Sort.UNSAID  # "declined to say", "is expected to announce"
        first = to.i
        if lemma in lex.wants and (lemma not in lex.asks_to or lemma in ("expect", "want")):
            first = max(child.left_edge.i, verb.i + 1)
            thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
            if thing is not None and verb.i < thing.left_edge.i < first:
                first = thing.left_edge.i
        end = cut(verb, first, child.right_edge.i + 1)
        spans = [(first, end)]
        if _passive(verb) and not urges:
            thing = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
            if thing is not None and thing.lower_ not in _EMPTY:
                spans.insert(0, (thing.left_edge.i, thing.right_edge.i + 1))
        return _of(sort, make(sentence, verb, verb.i, verb.i, speaker, *spans))
    return None


def _seeming(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X seems to S", "it appears that S"."""
    if verb.lemma_.lower() not in lexicon().seems:
        return None
    thing = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    for child in verb.rights:
        if child.dep_ not in ("xcomp", "ccomp", "oprd", "acomp"):
            continue
        spans = [(max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)]
        if thing is not None and thing.lower_ not in _EMPTY and child.dep_ != "ccomp":
            spans.insert(0, (thing.left_edge.i, thing.right_edge.i + 1))
        return _of(Sort.MEANT, make(sentence, verb, verb.i, verb.i, None, *spans))
    return None


def _talk(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X called for a vote", "X spoke of a plot", "X accused Y of S"."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    for child in verb.rights:
        if child.dep_ == "prep" and f"{lemma} {child.lower_}" in lex.talks:
            between = next((c for c in verb.rights if c.i < child.i and c.dep_ in ("dobj", "oprd")), None)
            if child.i - verb.i > _REACH or (between is not None and lemma not in lex.talks_to):
                return None
            return _tells(Sort.TOLD, sentence, verb, _speaker(sentence, verb), child.i + 1, child.right_edge.i + 1)
    return None


def _regard(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X saw the offer as an insult"."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    bridge = "to" if lemma in lex.likens else "as"
    if lemma not in lex.regards and lemma not in lex.naming_as and lemma not in lex.likens:
        return None
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    for child in verb.subtree:
        if child.i > verb.i and child.lower_ == bridge and child.dep_ == "prep" and child.head in (verb, thing):
            first = thing.left_edge.i if thing is not None and thing.i < child.i else child.i
            if first <= verb.i:
                return None
            return _tells(Sort.TOLD, sentence, verb, _speaker(sentence, verb), first, child.right_edge.i + 1)
    return None


def _name(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "calling X a bully", whoever does."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    if lemma not in lex.naming or lemma in lex.naming_as or verb.tag_ == "VBN":
        return None
    children = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp", "xcomp")]
    named = len(children) > 1 or any(c.dep_ in ("ccomp", "xcomp") or c.left_edge.is_quote for c in children)
    if not named or any(c.tag_ == "TO" for child in children for c in child.lefts):
        return None
    first, end = max(children[0].left_edge.i, verb.i + 1), children[-1].right_edge.i + 1
    return _tells(Sort.TOLD, sentence, verb, _speaker(sentence, verb), first, end)


def _act(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X criticised the board for the delay", "the plan was criticised by X"."""
    lex, lemma = lexicon(), verb.lemma_.lower()
    if lemma not in lex.acts and lemma not in lex.minds and lemma not in lex.acts_for:
        return None
    sort = Sort.MEANT if lemma in lex.minds else Sort.TOLD
    speaker = _speaker(sentence, verb)
    if _passive(verb):
        thing = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
        if speaker is None or thing is None:
            return None
        return _tells(sort, sentence, verb, speaker, thing.left_edge.i, thing.right_edge.i + 1)
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if thing is None:
        return None
    end, with_for = thing.right_edge.i + 1, False
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in _GOES_WITH and child.left_edge.i <= end:
            end = max(end, child.right_edge.i + 1)
            with_for = with_for or child.lower_ == "for"
    if lemma in lex.acts_for and not with_for:
        return None
    first = max(thing.left_edge.i, verb.i + 1)
    return _tells(sort, sentence, verb, speaker, first, end)


def _noun(sentence: ParsedSentence, noun: Token) -> Saying | None:
    """Find "the fear that S", "its refusal to S", "criticism of the plan"."""
    lex, lemma = lexicon(), noun.lemma_.lower()
    for child in noun.rights:
        first = None
        if child.dep_ in ("acl", "ccomp", "relcl"):
            that = that_of(child)
            if that is not None and has_subject(child) and (lemma in lex.nouns_that or lemma in lex.nouns):
                first = that.i + 1
            elif lemma in lex.nouns_to and any(c.tag_ == "TO" for c in child.lefts):
                first = child.left_edge.i
        elif child.dep_ == "prep" and f"{lemma} {child.lower_}" in lex.nouns_of:
            first = child.i + 1
        if first is not None and first > noun.i:
            source = author(noun)
            speaker = Speaker(sentence, source) if source is not noun and speaks(source) else None
            return _tells(Sort.MEANT, sentence, noun, speaker, first, child.right_edge.i + 1)
    return None


def _feeling(sentence: ParsedSentence, word: Token) -> Saying | None:
    """Find "X is sure that S", "X is determined to S", "X is worried about Y"."""
    if word.tag_ not in ("JJ", "VBN", "VBD"):
        return None
    lex = lexicon()
    beside = (c for c in word.head.rights if c.i > word.i) if word.dep_ == "acomp" else ()
    for child in (*word.rights, *beside):
        first = None
        if child.dep_ == "prep" and f"{word.lower_} {child.lower_}" in lex.adjectives:
            first = child.i + 1
        elif child.dep_ in ("ccomp", "xcomp"):
            to = next((c for c in child.lefts if c.tag_ == "TO"), None)
            that = that_of(child)
            if to is not None and f"{word.lower_} to" in lex.adjectives:
                first = to.i
            elif (asked := _asks(child)) is not None and f"{word.lower_} whether" in lex.adjectives:
                first = asked.i
            elif to is None and has_subject(child) and f"{word.lower_} that" in lex.adjectives:
                first = that.i + 1 if that is not None else max(child.left_edge.i, word.i + 1)
        if first is not None:
            return _tells(Sort.MEANT, sentence, word, _feels(sentence, word), first, child.right_edge.i + 1)
    return None


def _feels(sentence: ParsedSentence, word: Token) -> Speaker | None:
    """Who is sure, worried, determined: the subject of the verb beside, or the noun so described."""
    verb = word.head if word.dep_ in ("acomp", "oprd") else word
    found = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if found is None:
        found = word.head if word.dep_ in ("amod", "acl") else subject(verb)
    elif found.tag_ in ("WDT", "WP"):
        found = subject(verb) or found
    return Speaker(sentence, found) if found is not None and speaks(found) and found.lower_ != "it" else None
