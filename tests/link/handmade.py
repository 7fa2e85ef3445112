"""Reports made by hand for the tests of linking: sentences split at line ends and ". ", times marked in brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from standoff.model import (
    Reading,
    ReadReport,
    Report,
    Sentence,
    SetAside,
    Span,
    TaggedTime,
    TimeSymbol,
)
from standoff.tag.asides import set_aside, stamp
from standoff.tag.sentences import sentences as split_sentences
from standoff.tag.times import tag_times

SHARED = Path(__file__).resolve().parents[3] / "shared"
_END = re.compile(r"(?<=[.!?])(?<![A-Z]\.)(?<!Dr\.)[”’\"']?\s+(?=[“‘\"'A-Z])|\n+")


def sentences(text: str, start: int = 0) -> tuple[Sentence, ...]:
    """A rough split that is good enough for texts written for tests."""
    found: list[Sentence] = []
    at = start
    for mark in [*_END.finditer(text, start), None]:
        end = mark.start() if mark else len(text)
        if mark and text[mark.start()] in "”’\"'":
            end += 1
        span = Span.of(text, at, end)
        if span.quote:
            found.append(Sentence(span=span, paragraph=text.count("\n", 0, span.start)))
        at = mark.end() if mark else len(text)
    return tuple(found)


def made(
    name: str,
    text: str,
    *,
    symbols: Mapping[str, TimeSymbol] | None = None,
    stamped: str | None = None,
    printed: str | None = None,
    given: str | None = None,
    set_aside: tuple[SetAside, ...] = (),
) -> ReadReport:
    """A report of this text; `symbols` leads from the words of each time expression to what it means."""
    times: list[TaggedTime] = []
    for words, symbol in (symbols or {}).items():
        at = text.find(words)
        assert at >= 0, f"{words!r} does not stand in {name}"
        while at >= 0:
            span = Span.of(text, at, at + len(words))
            times.append(TaggedTime(span=span, type="DATE", value="XXXX", symbol=symbol))
            at = text.find(words, at + len(words))
    times.sort(key=lambda t: t.span)
    reading = Reading(
        tagger="hand",
        language="en",
        title=None,
        stamped=stamped,
        printed=next((i for i, t in enumerate(times) if t.span.quote == printed), None),
        set_aside=set_aside,
        sentences=sentences(text),
        times=tuple(times),
        actors=(),
        statements=(),
        moves=(),
        tallies=(),
    )
    report = Report(
        id=name, sha256=sha256(text.encode()).hexdigest(), text=text, sources=(name,), given_published=given
    )
    return ReadReport(report=report, reading=reading)


def tagged(
    name: str, text: str, *, stamped: str | None = None, given: str | None = None, printed: str | None = None
) -> ReadReport:
    """A report whose times are found by the tagger; sentences are split by hand."""
    read, found = made(name, text, stamped=stamped, given=given), tag_times(text)
    number = next((i for i, t in enumerate(found) if t.span.quote == printed), None)
    assert printed is None or number is not None, f"{printed!r} is no time of {name}"
    return replace(read, reading=replace(read.reading, times=found, printed=number))


def as_read(path: Path) -> list[ReadReport]:
    """The reports of a folder with what the tag stage finds without a model: set-asides, sentences, times."""
    reports = []
    for file in sorted(path.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        asides, times, stamped = set_aside(text), tag_times(text), stamp(text)
        bylines = [a.span for a in asides if a.reason == "byline"]
        full = [
            i
            for i, t in enumerate(times)
            if t.symbol.year and t.symbol.month and t.symbol.day and any(b.holds(t.span) for b in bylines)
        ]
        read = made(file.name, text, stamped=stamped[1] if stamped else None, set_aside=asides)
        reading = replace(
            read.reading,
            sentences=split_sentences(text, asides),
            times=times,
            printed=full[0] if full else None,
        )
        reports.append(replace(read, reading=reading))
    return reports


def folder(path: Path) -> list[ReadReport]:
    """The reports of a folder beside the repository, roughly read; their stamps are kept."""
    reports: list[ReadReport] = []
    for file in sorted(path.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        stamp = re.match(r" date (\d{4}-\d\d-\d\d) ", text)
        body = made(file.name, text, stamped=stamp.group(1) if stamp else None)
        reports.append(body)
    return reports
