"""Indirect speech in one sentence: the word that says so, who speaks, and the clause that is said.

The frames follow the annotation of PARC 3 and PolNeAR (Pareti 2016; Newell, Margolin & Ruths, LREC 2018): source, cue
and content, each a span. Found on the dependency parse, with the punctuation as a check on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.tag.parse import ParsedSentence
from standoff.tag.statements.clauses import FINITE, SUBJECTS, cut, has_subject, that_of
from standoff.tag.statements.lexicon import lexicon
from standoff.tag.statements.sorts import Sort
from standoff.tag.statements.speakers import Speaker, author, speaks, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

EDGES = frozenset(" \t\r\n\xa0.,;:–—-")
"""What is left out at both ends of indirect speech."""
_CLOSERS = {"”": "“", "’": "‘", '"': '"', "'": "'", "»": "«", ")": "("}
LONGEST = 600
"""Words from which on a "sentence" is none: a table, a dump, an attack. Its parse is not asked, which keeps the cost
linear (the longest sentence of the news texts this was tried on has 130)."""
_REACH = 12
"""Words between a verb of saying and the "that" of its clause."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Saying:
    """One cue: `first` to `last` are its words, `pieces` the report offsets of what is said."""

    sentence: ParsedSentence
    word: Token
    first: int
    last: int
    speaker: Speaker | None
    pieces: tuple[tuple[int, int], ...]
    sort: Sort = Sort.SAID


_CUES = frozenset({"VB", "NN", "JJ"})
"""The tags of words that may be cues, by their first two letters: nothing else is looked at, which is most words."""
_BEFORE = frozenset({",", "”", '"', "’", "'", "''"})
"""What stands before the cue of the sentence it reports."""
Frame = Callable[[ParsedSentence, "Token"], Saying | None]


def sayings(sentence: ParsedSentence, further: Frame | None = None) -> Iterator[Saying]:
    """All cues of indirect speech in `sentence`, in order; those inside another's content are left out.

    `further` is asked of each word that says nothing here.
    """
    if len(sentence.doc) > LONGEST:
        return
    kept: list[tuple[int, int]] = []
    found: list[Saying] = []
    for word in sentence.doc:
        if word.tag_[:2] not in _CUES:
            continue
        item = saying(sentence, word)
        if item is None and further is not None:
            item = further(sentence, word)
        if item is not None:
            found.append(item)
    for item in sorted(found, key=lambda s: (s.pieces[0][0], -s.pieces[-1][1])):
        at = sentence.start + item.word.idx
        if not any(a <= at < b for a, b in kept):
            kept.extend(item.pieces)
            yield item


def saying(sentence: ParsedSentence, word: Token) -> Saying | None:
    """What `word` says was said; None where it is no cue."""
    if word.lower_ == "according":
        return _according(sentence, word)
    lemma, lex = word.lemma_.lower(), lexicon()
    if word.pos_ == "NOUN" and lemma in lex.nouns:
        return _noun(sentence, word)
    if not word.tag_.startswith("VB") or unsaid(word):
        return None
    frames: list[Frame] = []
    if lemma in lex.after:
        frames.append(after)
    if lemma in lex.clause or lemma in lex.documents_say:
        frames.append(_clause)
    if lemma in lex.infinitive:
        frames.append(_infinitive)
    if lemma in lex.naming:
        frames.append(_naming)
    if lemma in lex.blaming:
        frames.append(_blaming)
    if lemma == "make":
        frames.append(_made_clear)
    for frame in frames:
        if (found := frame(sentence, word)) is not None:
            return found
    return None


def unsaid(verb: Token) -> bool:
    """Whether the verb tells of something not said: denied, possible, asked for or conditional."""
    lex = lexicon()
    for child in verb.lefts:
        if child.dep_ == "neg" or child.tag_ == "MD" or child.lower_ in lex.unsaid or child.lower_ in lex.nobody:
            return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if verb.tag_ != "VB":
        return False
    return not (verb.dep_ in ("xcomp", "conj", "advcl") and verb.head.lemma_.lower() in lex.goes_on)


def speaker_of(sentence: ParsedSentence, verb: Token) -> Speaker | None:
    """The one who says what `verb` says; None where nobody is named."""
    found = subject(verb)
    return Speaker(sentence, found) if found is not None and speaks(found) else None


def make(
    sentence: ParsedSentence, word: Token, first: int, last: int, speaker: Speaker | None, *spans: tuple[int, int]
) -> Saying | None:
    """The saying whose content are the words from and to each of `spans` (token indexes, end exclusive)."""
    pieces = tuple(p for a, b in spans if a < b and (p := _trimmed(sentence, a, b)) is not None)
    if not pieces:
        return None
    return Saying(sentence=sentence, word=word, first=first, last=last, speaker=speaker, pieces=pieces)


def _trimmed(sentence: ParsedSentence, first: int, end: int) -> tuple[int, int] | None:
    """Report offsets of the words, without the punctuation around them and without the mark of a quotation cut off."""
    doc, text = sentence.doc, sentence.quote
    while end > first + 1 and (doc[end - 1].tag_ == "CC" or doc[end - 1].is_space or doc[end - 1].text == ","):
        end -= 1
    a, b = doc[first].idx, doc[end - 1].idx + len(doc[end - 1])
    while a < b and text[a] in EDGES:
        a += 1
    while b > a and text[b - 1] in EDGES:
        b -= 1
    mark = b + (text[b : b + 1] in (",", "."))
    if mark < len(text) and (opener := _CLOSERS.get(text[mark])) is not None:
        inside = text.count(opener, a, b)
        if inside % 2 if opener == text[mark] else inside > text.count(text[mark], a, b):
            b = mark + 1
    return (sentence.start + a, sentence.start + b) if any(ch.isalnum() for ch in text[a:b]) else None


def _clause(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X said (that) S", "X told Y that S", "X noted, that S"."""
    speaker = speaker_of(sentence, verb)
    if any(c.dep_ == "nsubjpass" and c.lower_ != "it" for c in verb.lefts) and verb.lemma_ not in lexicon().addressed:
        return None
    if verb.lemma_.lower() in lexicon().documents_say and (
        speaker is None or speaker.head.lemma_.lower() not in lexicon().documents
    ):
        return None
    for child in verb.rights:
        if child.dep_ == "ccomp" and (has_subject(child) or that_of(child) is not None):
            return complement(sentence, verb, child, speaker)
    if verb.lemma_.lower() in lexicon().after and (span := _misread(verb)) is not None:
        return make(sentence, verb, verb.i, verb.i, speaker, span)
    doc = verb.doc
    for word in doc[verb.i + 1 : verb.i + 1 + _REACH]:
        if word.tag_ in FINITE:
            break
        if word.lower_ == "that" and word.dep_ == "mark" and word.i + 1 < len(doc) and _hangs_on(word, verb):
            end = max(word.head.right_edge.i + 1, word.i + 1) if word.head.i > word.i else len(doc)
            return make(sentence, verb, verb.i, verb.i, speaker, (word.i + 1, cut(verb, word.i + 1, end)))
    return None


def _hangs_on(word: Token, verb: Token) -> bool:
    """Whether `word` depends on `verb`, over a few words at most."""
    for _ in range(_REACH):
        if word.head == verb:
            return True
        word = word.head
    return False


def _misread(verb: Token) -> tuple[int, int] | None:
    """The words of a clause that the parser took for something else.

    "said crews and drivers from three yards - all of them - would stop" (the subject as an object), "said after the
    meeting he would stop" (an adverbial clause without a conjunction).
    """
    thing = None
    for child in verb.rights:
        if child.dep_ == "dobj":
            thing = child
        elif child.dep_ == "ccomp" and thing is not None and any(c.tag_ in FINITE for c in child.lefts):
            return thing.left_edge.i, child.right_edge.i + 1
        elif child.dep_ == "advcl" and not any(c.dep_ in ("mark", "advmod") for c in child.lefts):
            first = next((c for c in child.lefts if c.dep_ in SUBJECTS), None)
            if first is not None and first.left_edge.i > verb.i and child.tag_ != "VBG":
                return first.left_edge.i, child.right_edge.i + 1
    return None


def complement(
    sentence: ParsedSentence, verb: Token, clause: Token, speaker: Speaker | None, last: int | None = None
) -> Saying | None:
    """The content clause to the right of its verb."""
    that = that_of(clause)
    first = that.i + 1 if that is not None else max(clause.left_edge.i, verb.i + 1)
    if that is None and any(c.tag_ == "WRB" or c.lower_ in lexicon().unsaid for c in clause.lefts):
        return None
    if that is None and verb.doc[first].tag_ == "WP" and verb.doc[first - 1].pos_ == "PRON":
        # "told anyone who would listen that S"
        inner = (c for c in clause.rights if c.dep_ == "ccomp")
        that = next((mark for c in inner if (mark := that_of(c)) is not None), None)
        if that is None:
            return None
        first = that.i + 1
    # The parser hangs the second of two clauses that "and" or a semicolon joins on the verb of saying as well.
    # So it does with a bare infinitive: "said she wanted to meet the crews and let them know".
    mine = [c for c in verb.rights if c.dep_ == "ccomp" or (c.dep_ == "conj" and c.tag_ == "VB" != verb.tag_)]
    end = max([clause.right_edge.i, *(c.right_edge.i for c in mine)]) + 1
    last = verb.i if last is None else last
    return make(sentence, verb, verb.i, last, speaker, (first, cut(verb, first, end)))


def after(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "S, X said", "S, said X, who ...", "S1, X said, S2", "As X said, S"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    found = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if found is None or found.tag_ in ("WDT", "WP") or verb.dep_ == "relcl":
        return None
    doc = verb.doc
    inverted = found.i > verb.i
    first = verb.i if inverted else min(found.left_edge.i, verb.i, *(c.i for c in verb.lefts if c.dep_ == "aux"))
    if first == 0:
        return None
    speaker = Speaker(sentence, found) if speaks(found) and found.lower_ != "it" else None
    before = doc[first - 1]
    if before.lower_ == "as":
        return _as_said(sentence, verb, first, speaker)
    right = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    end = _parenthesis(verb, found.i if inverted else verb.i)
    parenthetical = end < len(doc) and doc[end].text == ","
    if before.text not in _BEFORE or (right is not None and not parenthetical):
        return None
    left_says = any(t.tag_ in FINITE or (t.tag_ == "VBN" and t.dep_ == "ccomp") for t in doc[: first - 1])
    resumes = parenthetical and not inverted and end + 1 < len(doc)
    if left_says:
        hangs = first > 1 and (doc[first - 2].tag_ in FINITE or doc[first - 2].lower_ in lexicon().resumes)
        says_on = doc[end + 1].lower_ in lexicon().resumes if resumes else False
        rest_leads = (right is not None and right.i > end) or (verb.dep_ == "parataxis" and verb.head.i > end)
        does_more = any(c.dep_ == "conj" and c.tag_ == verb.tag_ and not has_subject(c) for c in verb.rights)
        resumes = resumes and (hangs or (says_on and not does_more) or rest_leads)
    elif not resumes:
        return None
    tail = (end + 1, len(doc)) if resumes else (0, 0)
    return make(sentence, verb, verb.i, verb.i, speaker, (0, first - 1), tail)


def _parenthesis(verb: Token, last: int) -> int:
    """The word after "X said earlier in the week" up to its comma; the one after `last` where there is none."""
    for word in verb.doc[last + 1 : last + 1 + _REACH]:
        if word.text == ",":
            return word.i
        if word.tag_ in FINITE or word.tag_ == "VBG" or word.text in (":", "“", '"'):
            break
    return last + 1


def _as_said(sentence: ParsedSentence, verb: Token, first: int, speaker: Speaker | None) -> Saying | None:
    """Find "As X said last week, S" and "S, as X said"."""
    doc = verb.doc
    if any(t.tag_ in FINITE for t in doc[: first - 1]):
        return make(sentence, verb, verb.i, verb.i, speaker, (0, first - 1)) if doc[first - 2].text == "," else None
    for word in doc[verb.i + 1 : verb.i + 1 + _REACH]:
        if word.text == ",":
            return make(sentence, verb, verb.i, verb.i, speaker, (word.i + 1, len(doc)))
    return None


def _according(sentence: ParsedSentence, word: Token) -> Saying | None:
    """Find "According to X, S" and "S, according to X"."""
    doc = word.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return None
    to = doc[word.i + 1]
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None or source.lemma_.lower() in lexicon().never_sources:
        return None
    speaker = Speaker(sentence, source)
    end = min(source.right_edge.i + 1, len(doc))
    comma = next((t.i for t in doc[source.i + 1 : end + 1] if t.text == ","), end)
    if word.i == 0:
        return make(sentence, word, 0, to.i, speaker, (comma + 1, len(doc)))
    begin = word.i - 1 if doc[word.i - 1].text == "," else word.i
    if any(t.tag_ in FINITE for t in doc[:begin]):
        return make(sentence, word, word.i, to.i, speaker, (0, begin))
    return make(sentence, word, word.i, to.i, speaker, (0, begin), (comma + 1, len(doc)))


def _noun(sentence: ParsedSentence, noun: Token) -> Saying | None:
    """Find "the union's claim that S"."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and (that := that_of(child)) is not None and has_subject(child):
            source = author(noun)
            speaker = Speaker(sentence, source) if source is not noun and _owns(source) else None
            return make(sentence, noun, noun.i, noun.i, speaker, (that.i + 1, child.right_edge.i + 1))
    return None


def _owns(source: Token) -> bool:
    """Whether the one who owns a claim can have made it: not "Monday's announcement"."""
    known = source.lemma_.lower() in lexicon().speakers or source.pos_ == "PRON" or source.tag_ in ("PRP$", "NNS")
    return known or (source.pos_ == "PROPN" and source.ent_type_ not in ("DATE", "TIME"))


def _infinitive(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X claimed to have S", "X vowed to S"."""
    for child in verb.rights:
        if child.dep_ == "xcomp" and any(c.tag_ == "TO" for c in child.lefts):
            first = max(child.left_edge.i, verb.i + 1)
            span = (first, cut(verb, first, child.right_edge.i + 1))
            return make(sentence, verb, verb.i, verb.i, speaker_of(sentence, verb), span)
    return None


def _naming(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X called the offer "a bad joke"", "X described it as unworkable"."""
    doc = verb.doc
    speaker = speaker_of(sentence, verb)
    if speaker is None or verb.dep_ == "acl" or any(c.dep_ in ("prt", "nsubjpass") for c in verb.children):
        return None
    end, named, takes_as = verb.i + 1, False, verb.lemma_.lower() in lexicon().naming_as
    thing = None
    for child in verb.rights:
        begins = child.left_edge.i
        by_as = takes_as and "as" in (child.lower_, doc[begins].lower_) and doc[begins - 1].text != ","
        by_as = by_as and not (child.dep_ == "advcl" and has_subject(child))  # "condemned it as talks began"
        whole = child.dep_ in ("ccomp", "xcomp") and has_subject(child)
        plain = whole or (child.dep_ == "oprd" and thing is not None)
        thing = child if child.dep_ in ("dobj", "oprd") and thing is None else thing
        named = named or by_as or (plain and not takes_as)
        if by_as or child.dep_ in ("dobj", "oprd", "ccomp", "xcomp"):
            end = max(end, child.right_edge.i + 1)
        if by_as:
            break
    # "called the offer "a joke"": the name stands in quotation marks after the thing named.
    named = named or (thing is not None and any(t.is_quote for t in doc[thing.i + 1 : end]))
    if not named:
        return None
    return make(sentence, verb, verb.i, verb.i, speaker, (verb.i + 1, _with_mark(verb, end)))


def _with_mark(verb: Token, end: int) -> int:
    """`end`, or one further when a closing mark stands there."""
    return end + 1 if end < len(verb.doc) and verb.doc[end].text in ("”", '"', "’", "'") else end


def _blaming(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X accused Y of S"."""
    speaker = speaker_of(sentence, verb)
    if speaker is None or not any(c.dep_ == "dobj" for c in verb.children):
        return None
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return make(sentence, verb, verb.i, verb.i, speaker, (verb.i + 1, child.right_edge.i + 1))
    return None


def _made_clear(sentence: ParsedSentence, verb: Token) -> Saying | None:
    """Find "X made (it) clear that S"."""
    for word in verb.doc[verb.i + 1 : verb.i + 5]:
        if word.lower_ in ("clear", "plain", "known"):
            for clause in (*word.rights, *verb.rights):
                if clause.dep_ == "ccomp" and clause.i > word.i and has_subject(clause):
                    return complement(sentence, verb, clause, speaker_of(sentence, verb), word.i)
    return None
