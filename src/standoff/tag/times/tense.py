"""The tense of the clause around an expression: gone by or to come, as the nearest verb tells it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from standoff.tag.times.lexicon import lexicon
from standoff.tag.times.tokens import PAD, Hit, Tokens

BACK, AHEAD = 40, 40
"""How many tokens of the clause are looked at before and after an expression."""
LIKELY = 2
"""A future that gives way when the report tells of the same weekday as gone by."""


def sentence_ends(t: Tokens) -> list[int]:
    """The tokens that sentences end with, in order: a line end, or a mark before a gap and a capital."""
    found = []
    stopped = {*lexicon().month_abbreviations, *lexicon().words["titles"]}
    for i in [i for i, word in enumerate(t.low) if word in ENDINGS]:
        word, j = t.low[i], i + 1
        if word != "\n":
            if t.low[j] in ('"', "”", "'", "’", ")") and t.glued(j):
                j += 1
            if t.glued(j) or not (t.raw[j][:1].isupper() or not t.raw[j][:1].isalnum()):
                continue
            before = t.low[i - 1]
            short = (len(before) == 1 and before.isalpha()) or before in stopped
            if word == "." and t.glued(i) and short and not _after_noon(t, i):
                continue
        found.append(i)
    return found


def _after_noon(t: Tokens, i: int) -> bool:
    """Whether the stop at `i` closes "a.m." or "p.m." and a sentence too: "at 2 a.m. The crews", not "a.m. Friday"."""
    lex, word = lexicon(), t.low[i + 1]
    half = t.low[i - 1] == "m" and t.low[i - 2] == "." and t.low[i - 3] in ("a", "p")
    return half and not (word in lex.weekdays or word in lex.months or word in lex.words["time_zones"])


ENDINGS = frozenset(("\n", ".", "!", "?"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where sentences and clauses end, and which tokens may tell a tense; made once for a text.

    `ends` whether a sentence ends with a token, `sentence` its number, `begin` the first token of its clause,
    `hot` the tokens that may be cues, in order.
    """

    ends: list[bool]
    sentence: list[int]
    begin: list[int]
    hot: list[int]


def lay_out(t: Tokens) -> Layout:
    """The layout of a text, in one pass."""
    cues, closing = lexicon().cue_words, sentence_ends(t)
    ends = [False] * len(t.low)
    sentence: list[int] = []
    begin: list[int] = []
    for number, i in enumerate([*closing, len(t.low) - 1]):
        ends[i] = number < len(closing)
        sentence += [number] * (i + 1 - len(sentence))
    first = PAD
    for i in [i for i, word in enumerate(t.low) if ends[i] or word == ";"]:
        begin += [first] * (i + 1 - len(begin))
        first = i + 1
    begin += [first] * (len(t.low) - len(begin))
    hot = [i for i, word in enumerate(t.low) if word in cues or word[-2:] == "ed" or word[-3:] == "ing"]
    return Layout(ends=ends, sentence=sentence, begin=begin, hot=hot)


def _headline(t: Tokens, hit: Hit, ends: list[bool]) -> bool:
    """Whether the words before `hit` in its sentence are written as in a headline, all long ones with a capital."""
    k, long_words = hit.start - 1, 0
    while t.low[k] and k > hit.start - BACK and not ends[k]:
        if len(t.low[k]) > 3 and t.low[k].isalpha():
            if not t.raw[k][:1].isupper():
                return False
            long_words += 1
        k -= 1
    return long_words > 1


def _cue(t: Tokens, k: int, stop: int, headline: bool = False) -> int:
    """What token `k` says of the time of its clause: -1 past, +1 future, 0 nothing. `stop`: the expression."""
    cues = lexicon().cues
    word, after = t.low[k], t.low[k + 1]
    if word == "to":
        verb = k + 1 < stop and after.isalpha() and (headline or t.raw[k + 1].islower())
        if (
            not verb
            or after in cues["not_verbs_after_to"]
            or (after.endswith("s") and not after.endswith("ss"))
            or after.endswith("ing")
        ):
            return 0
        return -1 if t.low[k - 1] in cues["backward_before_to"] or _had_been(t, k - 1) else 1
    if f"{word} {after}" in cues["future_pairs"] and t.low[k - 1] != "to":
        return 1  # "the law takes effect in January"
    if word in cues["future_before"]:
        if after in ("to", "for", "of"):
            return 1
        over = word == "set" and after in ("up", "off", "out") and t.low[k - 1] not in cues["before_infinitive_perfect"]
        return -1 if over or word.endswith("ed") or word in cues["past"] else 0
    if word in ("would", "wouldn") and t.low[k + 2 + (word != "would")] in cues["no_answer"]:
        return -1  # "would not comment on Tuesday"
    if word in cues["negated"] and (
        after in ("not", "'", "’") or cues["neither"].intersection(t.low[max(k - 8, 0) : k])
    ):
        return -1  # "could not be reached on Monday"
    if word in cues["future"]:
        if _had_been(t, k):
            return -1
        if word == "next" and after == "to":
            return 0
        return 0 if word == "due" and after == "to" and t.low[k + 2] in cues["not_verbs_after_to"] else 1
    if word.endswith("ing") and t.low[k - 1] in cues["auxiliaries"]:
        return 1
    if t.low[k - 1] in cues["passive"]:
        return 0  # "will be paid", "to be held": what stands before tells
    if word in cues["past"]:
        return -1
    if word.endswith("ed") and len(word) > 4 and (headline or t.raw[k].islower()) and word not in cues["not_past"]:
        return -1
    return 0


def _had_been(t: Tokens, k: int) -> bool:
    """Whether the plan named at `k` is over: "had been due to expire on Friday"."""
    return t.low[k - 1] == "been" and "had" in t.low[k - 3 : k - 1]


def tense(t: Tokens, hit: Hit, layout: Layout) -> int:
    """The time of the clause around `hit`: -1 past, +1 future, `LIKELY` future, 0 when no word tells."""
    modifier, before = hit.symbol.modifier, t.low[hit.start - 1]
    cues = lexicon().cues
    if (modifier == "since" and before == "since") or _past_event(t, hit):
        return -1
    ranged = before == "to" and "from" in t.low[max(hit.start - 8, 0) : hit.start]  # "bought from 14 May to Thursday"
    led = before in ("for", "to") and not ranged and t.low[hit.start - 2] not in cues["compared"]
    if led or (modifier in ("before", "until") and before != "through"):
        if layout.begin[hit.start] == hit.start - 1 and before == "by" and _told_after(t, hit, layout) < 0:
            return -1  # "By Wednesday, forty were out"
        return -1 if t.low[hit.start - 2] in cues["lasting"] or _had(t, hit, layout.ends) else 1
    opening = layout.begin[hit.start] == hit.start and t.low[hit.end] in ("is", "marks")  # "Wednesday marks a year"
    if opening or before in ("is", "are") or (t.low[hit.start - 2] in ("is", "are") and before in ("on", "at")):
        return 1
    month = hit.symbol.first is not None and hit.symbol.first.kind == "calendar" and hit.symbol.first.day is None
    return (
        _told_before(t, hit, layout) or _told_after(t, hit, layout) or (1 if modifier == "since" and not month else 0)
    )


def _told_before(t: Tokens, hit: Hit, layout: Layout) -> int:
    """What the nearest cue before `hit` in its clause tells."""
    weak, weakly, announcing = 0, lexicon().cues["past_weak"], lexicon().cues["announcing"]
    last = hit.start - 1
    first = hit.start if layout.begin[hit.start] == hit.start else max(layout.begin[last], hit.start - BACK + 1)
    n = bisect_left(layout.hot, hit.start) - 1
    headline = n >= 0 and layout.hot[n] >= first and _headline(t, hit, layout.ends)
    while n >= 0 and layout.hot[n] >= first:
        k = layout.hot[n]
        cue = _cue(t, k, hit.start, headline)
        if cue < 0 and hit.symbol.modifier != "since" and hit.symbol.kind == "weekday" and _perfect(t, k):
            return LIKELY  # "has called a strike on Monday": the perfect does not go with a day gone by
        if cue < 0 and hit.symbol.kind == "calendar" and t.low[k] in announcing and k < hit.start - 2:
            return 0  # "announced walkouts in January": either side, the nearest
        if cue > 0 and t.low[k] == "would" and hit.symbol.kind == "weekday":
            return LIKELY  # "said he would go on Wednesday" may be told after that Wednesday
        if cue:
            return cue
        weak = weak or -(t.low[k] in weakly)
        n -= 1
    # "Speaking to reporters on Monday, the minister ...": what comes with the saying is past
    opening = t.low[first].endswith("ing") and hit.start - first < BACK // 2 and first < hit.start - 1
    return -1 if weak or opening else 0


def _told_after(t: Tokens, hit: Hit, layout: Layout) -> int:
    """What the nearest cue after `hit` in its clause tells."""
    weakly = lexicon().cues["past_weak"]
    stop = min(hit.end + AHEAD, len(t.low) - 1)
    clause = layout.begin[hit.end]
    n = bisect_left(layout.hot, hit.end)
    for k in layout.hot[n : n + AHEAD]:
        if k >= stop or layout.begin[k] != clause:
            break
        cue = _cue(t, k, len(t.low)) or -(t.low[k] in weakly)
        if cue:
            return cue
    return 0


def _past_event(t: Tokens, hit: Hit) -> bool:
    """Whether the expression dates what is past by its name: "Wednesday's ruling", "the October attack"."""
    k = hit.end + 2 if t.low[hit.end] in ("'", "’") and t.low[hit.end + 1] == "s" else hit.end
    return t.low[k] in lexicon().words["past_events"] and (k > hit.end or t.low[hit.start - 1] in ("the", "a"))


def _had(t: Tokens, hit: Hit, ends: list[bool]) -> bool:
    """Whether the clause is told in the pluperfect: "had filed reports by Wednesday", "until Thursday they had not"."""
    k = hit.start - 1
    while t.low[k] and k > hit.start - BACK // 3 and not ends[k]:
        if t.low[k] == "had":
            return t.low[k + 1] not in lexicon().cues["future"] and t.low[k + 2] not in lexicon().cues["future"]
        k -= 1
    opening = k >= hit.start - 3  # the expression begins its sentence
    return opening and "had" in t.low[hit.end : hit.end + 5]


def _perfect(t: Tokens, k: int) -> bool:
    """Whether the participle at `k` follows "has" or "have": "has called", "have also announced"."""
    cues = lexicon().cues
    j = k - 1
    if t.low[j] in cues["perfect_adverbs"] or t.low[j].endswith("ly"):
        j -= 1
    return t.low[j] in cues["perfect"] and t.low[j - 1] not in cues["before_infinitive_perfect"]
