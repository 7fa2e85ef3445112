"""The frames of `data/moves/`, checked and indexed by the words that set them off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from typing import Any, cast, get_args

from standoff.data import load
from standoff.errors import DataFileError
from standoff.model import Modality, MoveKind

_WORDS = re.compile(r"[\w%£$€]+(?:[-‑][\w]+)*")
_PRICED = re.compile(r"[£$€₹¥]\s?\d|\b(?:Rs|Tk|Sh|Ksh|KSh|RM|N|R|K|P)\.?\s?\d")
_LONGEST_PHRASE = 3
FILES = ("asking", "offering", "answering", "acting", "ruling")
"""The files of `data/moves/` that hold frames."""
_MIXED = ("inner", "inner_without", "mentions", "without", "without_subject")
"""Fields that hold words and classes side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of telling a move; the head of `data/moves/classes.toml` says what each field means."""

    kind: MoveKind
    name: str
    score: float
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    prep: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clause: tuple[str, ...] = ()
    any: bool = False
    subject: tuple[str, ...] = ()
    require_subject: tuple[str, ...] = ()
    require: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    inner_without: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    figure: bool = False
    without: tuple[str, ...] = ()
    without_subject: tuple[str, ...] = ()
    without_governor: tuple[str, ...] = ()
    intransitive: tuple[str, ...] = ()
    bare: bool = False
    lone: bool = False
    party: bool = False
    authority: bool = False
    subject_court: bool = False
    judge: bool = False
    protesters: bool = False
    timed: bool = False
    determined: bool = False
    one_side: bool = False
    both_sides: bool = False
    inside_statement: bool = False
    finite: bool = False
    active: bool = False
    passive_only: bool = False
    present_only: bool = False
    past_only: bool = False
    future_only: bool = False
    not_past: bool = False
    future: MoveKind | None = None
    negated: str | None = None
    actor: str = "subject"
    addressee: tuple[str, ...] = ()
    modality: Modality | None = None
    yields: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by trigger: verbs by lemma or "lemma particle", nouns by lemma; and the noun classes."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    of: Mapping[str, tuple[str, ...]]
    """The classes each word or phrase is in."""

    def has_figure(self, text: str) -> bool:
        """Whether `text` names a share or a sum of money."""
        return _PRICED.search(text) is not None or self.holds(text, ("FIGURE",))

    def holds(self, text: str, names: tuple[str, ...]) -> bool:
        """Whether `text` holds a word or phrase of one of the classes `names`; a name that is no class is a word."""
        found = phrases(text)
        return any(not found.isdisjoint(self.classes.get(n, (n,))) for n in names)

    def named(self, text: str) -> list[str]:
        """The classes of which `text` holds a word or phrase."""
        return sorted({name for phrase in phrases(text) for name in self.of.get(phrase, ())})


@lru_cache(maxsize=4096)
def phrases(text: str) -> frozenset[str]:
    """All runs of one to three words of `text`, in lower case; hyphened words also in their parts."""
    words = _WORDS.findall(text.lower())
    found = {" ".join(words[i : i + n]) for n in range(1, _LONGEST_PHRASE + 1) for i in range(len(words) - n + 1)}
    found.update(part for word in words if "-" in word for part in word.split("-"))
    if "%" in text:
        found.add("%")
    return frozenset(found)


@cache
def lexicon() -> Lexicon:
    """The lexicon of moves; raises `DataFileError` when the data file names what does not exist."""
    classes = {name: frozenset(entries) for name, entries in load("moves/classes")["classes"].items()}
    counts: Counter[str] = Counter()
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for entry in (e for file in FILES for e in load(f"moves/{file}")["frame"]):
        kind = str(entry.get("kind"))
        counts[kind] += 1
        frame = _frame(entry, counts[kind], classes)
        for lemma in frame.verbs:
            verbs.setdefault(lemma, []).append(frame)
        for lemma in frame.nouns:
            nouns.setdefault(lemma, []).append(frame)
    of: dict[str, tuple[str, ...]] = {}
    for name, entries in classes.items():
        for phrase in entries:
            of[phrase] = (*of.get(phrase, ()), name)
    return Lexicon(_surest_first(verbs), _surest_first(nouns), classes, of)


def _surest_first(frames: Mapping[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    """Once a frame holds, those of a lower score need not be tried."""
    return {word: tuple(sorted(found, key=lambda f: -f.score)) for word, found in frames.items()}


def _frame(entry: dict[str, Any], number: int, classes: Mapping[str, frozenset[str]]) -> Frame:
    known = {f.name for f in fields(Frame)} - {"name"}
    trigger = (entry.get("verbs") or entry.get("nouns") or ["?"])[0]
    name = f"{entry.get('kind')}:{trigger}#{number}"
    if unknown := sorted(set(entry) - known):
        raise DataFileError(f"data/moves: frame {name} has an unknown field {unknown[0]!r}")
    for key in ("kind", "future"):
        if key in entry and entry[key] not in get_args(MoveKind):
            raise DataFileError(f"data/moves: frame {name} has no such kind as {entry[key]!r}")
    if not 0 < entry.get("score", 0) <= 1:
        raise DataFileError(f"data/moves: frame {name} needs a score in 0..1")
    under_preps = [wanted for group in entry.get("prep", {}).values() for wanted in group]
    for wanted in [*entry.get("object", ()), *entry.get("subject", ()), *under_preps]:
        if not wanted.startswith("*") and wanted not in classes:
            raise DataFileError(f"data/moves: frame {name} asks for an unknown class {wanted!r}")
    for wanted in (w for key in _MIXED for w in entry.get(key, ())):
        if wanted.isupper() and wanted not in classes:
            raise DataFileError(f"data/moves: frame {name} asks for an unknown class {wanted!r}")
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items() if k != "prep"}
    prep = {k: tuple(v) for k, v in entry.get("prep", {}).items()}
    return Frame(name=name, prep=prep, **cast("dict[str, Any]", values))
