"""The words by which reports are dated: `data/chronology.toml`, checked when first used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from standoff.data import load, words
from standoff.errors import DataFileError
from standoff.tag.times.lexicon import lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Compiled word lists.

    `ahead_or_behind` pairs verbs with nouns after which a day may lie ahead or behind, unless a word of `setting`
    stands between; `running` leads from each kind of running thing to its pattern, `months` from lower-case names
    to numbers; `calendar` holds the names of months and weekdays.
    """

    future: re.Pattern[str]
    past: re.Pattern[str]
    not_past: frozenset[str]
    today: re.Pattern[str]
    running: Mapping[str, re.Pattern[str]]
    ahead_or_behind: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    setting: re.Pattern[str]
    began: re.Pattern[str]
    over: re.Pattern[str]
    events: Mapping[str, str]
    months: Mapping[str, int]
    calendar: frozenset[str]


def _any_of(phrases: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])")


def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The verbs and nouns of `ahead_or_behind`; raises `DataFileError` when they are malformed."""
    pairs = []
    for row in load("chronology").get("ahead_or_behind", []):
        verbs, nouns = (row.get(key) for key in ("verbs", "nouns"))
        for entries in (verbs, nouns):
            if not isinstance(entries, list) or not entries or not all(isinstance(e, str) and e for e in entries):
                raise DataFileError("chronology.toml: each ahead_or_behind needs lists of verbs and nouns; mend it")
        pairs.append((_any_of(frozenset(verbs)), _any_of(frozenset(nouns))))
    return tuple(pairs)


def _events() -> dict[str, str]:
    """The kind of move by the noun that names one; raises `DataFileError` when the table is malformed."""
    table = load("chronology").get("events")
    if not isinstance(table, dict) or not all(
        isinstance(nouns, list) and all(isinstance(n, str) and n for n in nouns) for nouns in table.values()
    ):
        raise DataFileError("chronology.toml: 'events' must be a table of word lists; mend it")
    return {noun: kind for kind, nouns in table.items() for noun in nouns}


@cache
def chronicle_words() -> Words:
    """The lists of `chronology.toml`, read once; raises `DataFileError` when one is missing or malformed."""
    running = load("chronology").get("running")
    if not isinstance(running, dict) or not running:
        raise DataFileError("chronology.toml: 'running' must be a table of word lists; mend it")
    patterns: dict[str, re.Pattern[str]] = {}
    for kind, entries in running.items():
        if not isinstance(entries, list) or not entries or not all(isinstance(e, str) and e for e in entries):
            raise DataFileError(f"chronology.toml: running.{kind} must be a list of words; mend it")
        patterns[kind] = _any_of(frozenset(entries))
    past = words("chronology", "past")
    body = "|".join(map(re.escape, sorted(past, key=lambda p: (-len(p), p))))
    months = {**lexicon().months, **lexicon().month_abbreviations}
    return Words(
        future=_any_of(words("chronology", "future")),
        past=re.compile(rf"(?<![\w-])(?:{body}|[a-z]{{2,20}}ed)(?![\w-])"),
        not_past=words("chronology", "not_past"),
        today=_any_of(words("chronology", "today")),
        running=patterns,
        ahead_or_behind=_pairs(),
        setting=_any_of(words("chronology", "setting")),
        began=_any_of(words("chronology", "began")),
        over=_any_of(words("chronology", "over")),
        events=_events(),
        months=months,
        calendar=frozenset([*months, *lexicon().weekdays, *lexicon().weekday_abbreviations]),
    )


def running_thing(text: str | None, *, last: bool = False) -> str | None:
    """The kind of running thing that `text` names first or last ("our protest" is a protest), None when it has none."""
    if not text:
        return None
    low = text.casefold()
    hits = [(m.start(), m.end(), kind) for kind, p in chronicle_words().running.items() for m in p.finditer(low)]
    if not hits:
        return None
    return max(hits, key=lambda h: (h[1], -h[0]))[2] if last else min(hits, key=lambda h: (h[0], -h[1]))[2]
