"""The words by which moves are joined into threads: one data file (`data/threads.toml`), checked when first used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.data import load
from standoff.errors import DataFileError

_GROUPS = ("scope", "talks", "commitments", "disagreements", "demands", "orders", "votes", "wordings", "time")


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `phrases` as whole words, the longest first; it never backtracks over text."""
    ordered = sorted({p.lower() for p in phrases}, key=lambda p: (-len(p), p))
    body = "|".join(re.escape(p).replace(r"\ ", r"\s") for p in ordered)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The checked word lists. `found` holds a compiled pattern by dotted name, as `talks.broken_off`."""

    stop: frozenset[str]
    generic: frozenset[str]
    documents: frozenset[str]
    trivial: frozenset[str]
    company: frozenset[str]
    numbers: Mapping[str, int]
    ordinals: tuple[str, ...]
    suffixes: tuple[str, ...]
    least: int
    irregular: Mapping[str, str]
    action_names: tuple[str, ...]
    families: Mapping[str, re.Pattern[str]]
    found: Mapping[str, re.Pattern[str]]

    def has(self, name: str, text: str) -> bool:
        """Whether `text` holds one of the phrases of the list `name`."""
        return self.found[name].search(text) is not None


def _texts(value: Any, name: str) -> tuple[str, ...]:
    """The phrases of a list, or the words of one string; raises `DataFileError` for anything else or nothing."""
    words = tuple(value.split()) if isinstance(value, str) else value
    if not isinstance(words, list | tuple) or not words or not all(isinstance(w, str) and w for w in words):
        raise DataFileError(f"threads.toml: {name} must be words or a list of phrases; mend the list")
    return tuple(words)


@cache
def cues() -> Cues:
    """The word lists of `threads.toml`, read once; raises `DataFileError` when one is missing or malformed."""
    data = load("threads")
    try:
        found = {
            f"{group}.{key}": phrase_pattern(_texts(value, f"{group}.{key}"))
            for group in _GROUPS
            for key, value in data[group].items()
        }
        actions = data["actions"]
        found["tails"] = phrase_pattern(_texts(data["tails"], "tails"))
        found |= {f"actions.{k}": phrase_pattern(_texts(v, k)) for k, v in actions["cues"].items()}
        found["actions.generic"] = phrase_pattern(_texts(actions["generic"], "actions.generic"))
        return Cues(
            stop=frozenset(_texts(data["stop"], "stop")),
            generic=frozenset(_texts(data["generic"], "generic")),
            documents=frozenset(_texts(data["documents"], "documents")),
            trivial=frozenset(_texts(data["demands"]["trivial"], "demands.trivial")),
            company=frozenset(_texts(data["wordings"]["company"], "wordings.company")),
            numbers={str(k): int(v) for k, v in data["number_words"].items()},
            ordinals=_texts(data["talks"]["ordinals"], "talks.ordinals"),
            suffixes=_texts(data["stem"]["suffixes"], "stem.suffixes"),
            least=int(data["stem"]["least"]),
            irregular={str(k): str(v) for k, v in data["stem"]["irregular"].items()},
            action_names=tuple(p for k, v in sorted(actions["families"].items()) for p in _texts(v, k)),
            families={k: phrase_pattern(_texts(v, k)) for k, v in actions["families"].items()},
            found=found,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise DataFileError(f"threads.toml: {err} is missing or malformed; mend the list") from err


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that two sides may answer differently.

    `near` names what the sentence (or the one before it) must speak of, if anything; `days` how far apart two answers
    may be published, 0 for one report; `shared` asks for a telling word in both, `sides` for speakers of different
    sides, `action` for an action, `subject` for one party in both; with `later` a no that is older than the yes was
    true in its day; with `alone` one voice may tell both, as what it is told and what it answers.
    """

    name: str
    about: str
    yes: re.Pattern[str]
    no: re.Pattern[str]
    near: re.Pattern[str] | None
    days: int
    shared: bool
    sides: bool
    action: bool
    subject: bool
    later: bool
    alone: bool


@cache
def questions() -> tuple[Question, ...]:
    """The questions of `threads.toml`; raises `DataFileError` when one is malformed."""
    try:
        return tuple(
            Question(
                name=str(q["name"]), about=str(q["about"]), yes=phrase_pattern(q["yes"]), no=phrase_pattern(q["no"]),
                near=phrase_pattern(q["near"]) if q.get("near") else None, days=int(q["days"]),
                shared=bool(q.get("shared")), sides=bool(q.get("sides")), action=bool(q.get("action")),
                subject=bool(q.get("subject")), later=bool(q.get("later")),
                alone=bool(q.get("alone")),
            )
            for q in load("threads")["questions"]
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise DataFileError(f"threads.toml: questions: {err} is missing or malformed; mend the table") from err


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Number words: values below a hundred, scales, words to skip before what is counted, and words that end it."""

    small: Mapping[str, int]
    scales: Mapping[str, float]
    skipped: frozenset[str]
    ending: frozenset[str]


@cache
def numerals() -> Numerals:
    """The number words of `threads.toml`; raises `DataFileError` when they are missing or malformed."""
    try:
        data = load("threads")["numerals"]
        return Numerals(
            small={str(k): int(v) for k, v in data["small"].items()},
            scales={str(k): float(v) for k, v in data["scales"].items()},
            skipped=frozenset(data["skipped"]),
            ending=frozenset(data["ending"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise DataFileError(f"threads.toml: numerals: {err} is missing or malformed; mend the table") from err
