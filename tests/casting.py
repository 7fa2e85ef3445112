"""Reports with a cast, made by hand: who is meant stands in the text as `[words|key]`, one sentence to a line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from standoff.model import (
    ActorKind,
    Mention,
    MoveKind,
    Reading,
    ReadReport,
    Report,
    Sentence,
    Side,
    Span,
    TaggedActor,
    TaggedMove,
    TaggedStatement,
)
from standoff.sources import Decoded, Source
from standoff.store import Store

_MARK = re.compile(r"\[([^\]|]+)\|(\w+)\]")
_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "her", "its", "their"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What a report shows of an actor besides its names."""

    kind: ActorKind = "person"
    side: Side = "unknown"
    role: str | None = None


def told(
    name: str,
    marked: str,
    who: Mapping[str, Who] | None = None,
    moves: Sequence[tuple[MoveKind, int, str]] = (),
    said: Sequence[tuple[int, str]] = (),
) -> ReadReport:
    """A report with its reading. `moves` are (kind, line, key of the actor), `said` are (line, key of the speaker)."""
    text, found = "", []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        found.append((match[2], Span(start=len(text), end=len(text) + len(match[1]), quote=match[1])))
        text += match[1]
        at = match.end()
    text += marked[at:]
    lines = [Span.of(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    keys = list(dict.fromkeys(key for key, _ in found))
    actors = [_actor([s for k, s in found if k == key], (who or {}).get(key, Who())) for key in keys]
    reading = Reading(
        tagger="hand",
        language="en",
        title=None,
        stamped=None,
        printed=None,
        set_aside=(),
        sentences=tuple(Sentence(span=s, paragraph=n) for n, s in enumerate(lines)),
        times=(),
        actors=tuple(actors),
        statements=tuple(
            TaggedStatement(kind="indirect", content=(lines[line],), actor=keys.index(key)) for line, key in said
        ),
        moves=tuple(
            TaggedMove(
                kind=kind, actors=(keys.index(key),), addressees=(), what=lines[line].quote, evidence=(lines[line],),
                sentence=line, modality="happened", rule="hand",
            )
            for kind, line, key in moves
        ),
        tallies=(),
    )  # fmt: skip
    reading.check(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ReadReport(report=Report(id=name, sha256=digest, text=text, sources=(name,)), reading=reading)


def _actor(spans: Sequence[Span], who: Who) -> TaggedActor:
    mentions = tuple(Mention(span=s, form=_form(s.quote)) for s in spans)
    names = dict.fromkeys(m.span.quote.removeprefix("the ").removeprefix("The ") for m in mentions
                          if m.form != "pronoun")  # fmt: skip
    first, *others = names
    return TaggedActor(
        name=first, kind=who.kind, aliases=tuple(others), role=who.role, side_guess=who.side, mentions=mentions
    )


def _form(words: str) -> Literal["name", "nominal", "pronoun"]:
    return "pronoun" if words.lower() in _PRONOUNS else "nominal" if words == words.lower() else "name"


def keep(store: Store, reports: Sequence[ReadReport], tagger: str) -> None:
    """Put reports and their readings into a record, as reading and tagging would."""
    for read in reports:
        source = Source(
            locator=read.report.id, name=read.report.id, parent="", sha256=read.report.sha256,
            data=read.report.text.encode(),
        )  # fmt: skip
        with store.transaction():
            store.put(source, Decoded(text=read.report.text, encoding="utf-8"))
        store.save_reading(read.report.sha256, tagger, read.reading)
