"""Direct speech: which quotations are statements, and the cue and speaker that stand beside each.

A quotation is a statement when it stands by itself: with a cue after or before it, alone in its sentence, or going on
from the one before. A few quoted words inside a reporter's own clause ("the so-called 'cease work'") are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standoff.tag.parse import Parsed, ParsedSentence
from standoff.tag.statements.clauses import FINITE
from standoff.tag.statements.cues import LONGEST, speaker_of, unsaid
from standoff.tag.statements.lexicon import lexicon
from standoff.tag.statements.quotes import Quotation
from standoff.tag.statements.speakers import Speaker, author, speaks, subject

if TYPE_CHECKING:
    from spacy.tokens import Token

_WINDOW = 40
"""Words before and after a quotation that are searched for its cue."""
_FEW = 4
"""Up to so many words a quotation without a cue beside it is no statement (scare quotes, titles, terms)."""
_ENOUGH = 8
"""Words from which a quotation that never closes counts without a cue."""
_CLAUSE_END = frozenset(".,!?…;—–-:")
_SENTENCE_END = frozenset(".!?…")
_SAYS = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_DASHES = frozenset("–—―-") | {"--"}
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_BETWEEN = frozenset({"ADV", "PRON", "PROPN", "ADP"})
_NP = _NOMINAL | frozenset({"DT", "JJ", "JJR", "JJS", "PRP$", "POS", "VBG", "VBN", "HYPH", "PDT", "RBR", "RB"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cue:
    """What tells that a quotation is said: its words `first` to `last` in `sentence`, and who speaks."""

    sentence: ParsedSentence
    first: int
    last: int
    speaker: Speaker | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spoken:
    """A quotation that is a statement; without a cue and speaker it stands alone: the speaker is sought before it."""

    quotation: Quotation
    cue: Cue | None
    speaker: Speaker | None


def spoken(parsed: Parsed, quotes: Sequence[Quotation]) -> list[Spoken]:
    """The quotations that are statements, in order; paragraphs of one quotation share the speaker its end names."""
    found = list(_standing(parsed, quotes))
    for number in range(len(found) - 2, -1, -1):
        one, after = found[number], found[number + 1]
        if one.cue is None and not one.quotation.closed and after.quotation.continues:
            found[number] = Spoken(quotation=one.quotation, cue=None, speaker=after.speaker)
    return found


def _standing(parsed: Parsed, quotes: Sequence[Quotation]) -> Iterator[Spoken]:
    for number, quote in enumerate(quotes):
        before = quotes[number - 1].outer_end if number else 0
        after = quotes[number + 1].outer_start if number + 1 < len(quotes) else len(parsed.text)
        closing = _tail(parsed, quote, after)
        opening = _lead(parsed, quote, before)
        next_continues = number + 1 < len(quotes) and quotes[number + 1].continues
        if _stands(parsed, quote, closing, opening, next_continues):
            cue = closing or opening
            yield Spoken(quotation=quote, cue=cue, speaker=cue.speaker if cue else None)


def _stands(parsed: Parsed, quote: Quotation, closing: Cue | None, opening: Cue | None, next_continues: bool) -> bool:
    """Whether the quotation is a statement by itself, not a few words inside another clause."""
    text = parsed.text
    ends = text[quote.end - 1] in _CLAUSE_END
    if not quote.opened:
        return closing is not None and ends
    if not quote.closed and not (quote.continues or next_continues or opening or quote.words >= _ENOUGH):
        return False
    sentence = parsed.at(quote.outer_start)
    alone = quote.continues or (sentence is not None and sentence.start == quote.outer_start)
    if closing is not None and (ends or text[quote.outer_end : quote.outer_end + 1] == ","):
        return alone or opening is not None
    if not alone and opening is None:
        return False
    if not ends and _runs_on(text, quote.outer_end):
        return False
    if quote.words > _FEW:
        return True
    if opening is not None:
        return ends
    return text[quote.end - 1] in _SENTENCE_END and quote.words > 1


def _runs_on(text: str, at: int) -> bool:
    """Whether the reporter's own clause goes on after the quotation."""
    rest = text[at : at + 2].lstrip(" ")
    return bool(rest) and (rest[0].isalnum() or rest[0] == "(")


def _tail(parsed: Parsed, quote: Quotation, limit: int) -> Cue | None:
    """The cue after the quotation: "…," X said; "…," said X, a nurse; "Why?" Ms X asked."""
    if not quote.closed:
        return None
    sentence = parsed.at(quote.outer_end - 1)
    if sentence is None or len(sentence.doc) > LONGEST:
        return None
    new_sentence = False
    if sentence.sentence.span.end <= quote.outer_end:
        # "Will they come?" Ms Lee asked: the splitter sees two sentences.
        following = sentence.index + 1
        if following >= len(parsed.sentences) or parsed.text[quote.end - 1] not in _SENTENCE_END:
            return None
        after, sentence = sentence, parsed.sentences[following]
        if sentence.sentence.paragraph != after.sentence.paragraph or len(sentence.doc) > LONGEST:
            return None
        new_sentence = True
    start = _first_token(sentence, quote.outer_end)
    words = []
    for word in sentence.doc[start : start + _WINDOW]:
        if sentence.start + word.idx >= limit:
            break
        words.append(word)
    if (signed := _signature(sentence, words)) is not None:
        return signed
    while words and (words[0].is_punct or words[0].is_space or words[0].tag_ == "RB"):
        words.pop(0)
    verb = _cue_after(words) or (None if new_sentence else _any_verb(words, parsed.text[quote.end - 1]))
    if verb is None or (new_sentence and _goes_on(verb, limit - sentence.start)):
        return None
    return _cue(sentence, verb, _tail_speaker(sentence, verb, words))


def _signature(sentence: ParsedSentence, words: Sequence[Token]) -> Cue | None:
    """The name that signs a quotation after a dash: "We go on." — Ann Lee, 42, crane driver."""
    name = [w for w in words[1:] if not w.is_space]
    if not name or words[0].text not in _DASHES or name[0].tag_ not in ("NNP", "NNPS"):
        return None
    if words[-1].i + 1 < len(sentence.doc) or any(w.tag_ in FINITE for w in name):
        return None
    head = _first_noun(name)
    return _cue(sentence, words[0], Speaker(sentence, head)) if head is not None else None


def _first_token(sentence: ParsedSentence, offset: int) -> int:
    """Index of the first word that starts at or after the report offset."""
    low, high = 0, len(sentence.doc)
    inner = offset - sentence.start
    while low < high:
        middle = (low + high) // 2
        if sentence.doc[middle].idx < inner:
            low = middle + 1
        else:
            high = middle
    return low


def _cue_after(words: Sequence[Token]) -> Token | None:
    """The verb of saying right after a quotation: first of all, or after its subject."""
    verbs = lexicon().beside_quotes
    if not words:
        return None
    if words[0].lemma_.lower() in verbs and words[0].tag_ in _SAYS:
        return words[0]
    if words[0].tag_ not in _NP and words[0].tag_ not in ("VBG", "IN"):
        return None
    for word in words:
        if word.tag_ in _SAYS and word.lemma_.lower() in verbs and word.dep_ not in ("relcl", "acl", "amod"):
            return word
        if word.tag_ in FINITE and word.dep_ not in ("relcl", "aux", "auxpass", "acl", "advcl"):
            return None
    return None


def _any_verb(words: Sequence[Token], before: str) -> Token | None:
    """A verb of manner right after a quotation: "…," stormed Ms Lee; "…," Ms Lee grinned. "…," was how Lee put it."""
    if before not in ",!?" or len(words) < 2:
        return None
    first, second = words[0], words[1]
    if first.lemma_ == "be" and second.lower_ == "how":
        return next((w for w in words[2:] if w.tag_ in ("VBD", "VBZ") and w.pos_ == "VERB"), None)
    if first.tag_ in ("VBD", "VBZ") and first.pos_ == "VERB":
        return first if second.tag_ in _NP and second.tag_ not in ("RB", "VBG", "VBN") else None
    verb = next((w for w in words if w.tag_ in FINITE), None)
    if verb is None or verb.tag_ == "MD" or verb.pos_ != "VERB" or words[0].tag_ not in _NP:
        return None
    alone = words[-1] is verb or (verb.nbor().is_punct and verb.nbor().text != ",")
    return verb if alone and not any(w.text in ('"', "“") for w in words[: words.index(verb)]) else None


def _goes_on(verb: Token, limit: int) -> bool:
    """Whether a verb in a sentence of its own reports something else than the quotation before it."""
    if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children) or verb.lower_ in ("continued", "began"):
        return True
    rest = verb.doc[verb.i + 1 : verb.i + 1 + _WINDOW]
    return any(t.lower_ == "that" or t.text == ":" or t.tag_ in FINITE for t in rest if t.idx < limit)


def _tail_speaker(sentence: ParsedSentence, verb: Token, words: Sequence[Token]) -> Speaker | None:
    inside = {w.i for w in words}
    found = subject(verb)
    if found is not None and found.i in inside and speaks(found):
        return Speaker(sentence, found)
    after = [w for w in words if w.i > verb.i]
    head = _first_noun(after) if words[0].i == verb.i else _first_noun([w for w in words if w.i < verb.i])
    return Speaker(sentence, head) if head is not None else None


def _first_noun(words: Sequence[Token]) -> Token | None:
    """The last noun of the noun phrase that `words` begin with."""
    head = None
    for word in words:
        if word.tag_ not in _NP:
            break
        if word.tag_ in _NOMINAL:
            head = word
    return head


def _lead(parsed: Parsed, quote: Quotation, limit: int) -> Cue | None:
    """The cue before the quotation: X said "…"; X, a nurse, said in a statement: "…"; saying that "…"."""
    sentence = parsed.at(quote.outer_start)
    if sentence is None or len(sentence.doc) > LONGEST:
        return None
    if sentence.start == quote.outer_start:
        if sentence.index == 0:
            return None
        previous = parsed.sentences[sentence.index - 1]
        if not previous.sentence.span.quote.endswith(":") or len(previous.doc) > LONGEST:
            return None
        return _cue_before(previous, len(previous.doc), max(0, limit - previous.start))
    return _cue_before(sentence, _first_token(sentence, quote.outer_start), max(0, limit - sentence.start))


def _cue_before(sentence: ParsedSentence, end: int, limit: int) -> Cue | None:
    """The cue among the words before token `end` that start at or after `limit` (offset in the sentence)."""
    doc, lex = sentence.doc, lexicon()
    words = [w for w in doc[max(0, end - _WINDOW) : end] if w.idx >= limit]
    while words and words[-1].is_space:
        words.pop()
    if not words:
        return None
    colon = words[-1].text == ":"
    direct_object = words[-1].text in (",", ":", "–", "—") or words[-1].lower_ == "that"
    noun = None
    for place, word in enumerate(reversed(words)):
        lemma = word.lemma_.lower()
        if word.lower_ == "as" and place == 0:
            return None  # "ruled out as “…”": a name for a thing, not speech
        if word.lower_ == "that" and word.dep_ == "mark" and place:
            return None  # the quotation is part of a longer clause: "said that for the crews, “…”"
        if word.tag_.startswith("VB") and lemma in lex.beside_quotes and not unsaid(word):
            near = place == 0 or direct_object or all(w.pos_ in _BETWEEN for w in words[-place:])
            return _cue(sentence, word, speaker_of(sentence, word)) if near else None
        if word.lower_ == "according":
            source = next((w for w in words[len(words) - place :] if w.dep_ == "pobj"), None)
            return _cue(sentence, word, Speaker(sentence, source) if source else None)
        if colon and noun is None and word.pos_ == "NOUN" and lemma in lex.nouns:
            noun = word
        if word.tag_ in FINITE and not colon:
            return None
    if noun is not None:
        owner = author(noun)
        return _cue(sentence, noun, Speaker(sentence, owner) if owner is not noun else None)
    return _colon(sentence, words) if colon else None


def _cue(sentence: ParsedSentence, word: Token, speaker: Speaker | None) -> Cue:
    return Cue(sentence=sentence, first=word.i, last=word.i, speaker=speaker)


def _colon(sentence: ParsedSentence, words: Sequence[Token]) -> Cue | None:
    """Read "Ms Lee was blunt: …" and "Lee: …": the subject speaks, or the phrase before the colon."""
    mark = words[-1]
    root = next((w for w in words if w.dep_ == "ROOT"), None)
    found = subject(root) if root is not None and root.pos_ in ("VERB", "AUX") else _first_noun(words)
    speaker = Speaker(sentence, found) if found is not None and speaks(found) else None
    return _cue(sentence, mark, speaker)
