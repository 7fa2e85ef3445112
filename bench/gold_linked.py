"""A development tool: lay gold annotations out as `Linked`, so the ledger can be measured with perfect moves.

    python bench/gold_linked.py GOLD_DIR TEXTS_DIR OUT.json

GOLD_DIR holds one JSON file a report and TEXTS_DIR the texts. Reports without gold come in empty.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from standoff.ledger import fold
from standoff.link.copies import Origins, find_copies
from standoff.link.happenings import group
from standoff.link.linked import Chronology, Dating, Linked, Resolved
from standoff.link.settle import line_id
from standoff.link.when import bounds
from standoff.model import (
    Quantity,
    Reading,
    ReadReport,
    Report,
    Sentence,
    Span,
    TaggedMove,
    TaggedTime,
    TimeSymbol,
)
from standoff.publish.export import to_json
from standoff.record import Actor, Made, Move, Place, QuantityLine

_SENTENCE = re.compile(r"[^\n]+?(?:[.?!][”\"’']*(?=\s+[“\"A-Z])|(?=\n)|$)")
_COUNT = re.compile(r"(\d+)(?:st|nd|rd|th) day")
_LENGTH = re.compile(r"(\d+)[- ](day|week|hour)")
_FIGURE = re.compile(r"(\d[\d,.]*\d|\d)(%| percent| per cent)?")


def sentences(text: str) -> tuple[Sentence, ...]:
    """A rough split that is good enough for gold."""
    out = []
    for m in _SENTENCE.finditer(text):
        span = Span.of(text, m.start(), m.end())
        if span.quote:
            out.append(Sentence(span=span, paragraph=text.count("\n", 0, span.start)))
    return tuple(out)


def times(text: str, gold: list[dict[str, Any]]) -> Iterator[tuple[TaggedTime, str]]:
    """The gold times, with a symbol as far as the ledger looks at one."""
    for item in gold:
        at = text.find(item["text"])
        if at < 0 or not item["value"]:
            continue
        value = item["value"]
        symbol = TimeSymbol(kind="calendar")
        if m := _COUNT.search(item["text"]):
            symbol = TimeSymbol(kind="count", amount=float(m[1]), unit="day")
        elif "/" in value:
            symbol = TimeSymbol(kind="range")
        elif "T" in value and not value.startswith("P"):
            symbol = TimeSymbol(kind="clock", clock=value.partition("T")[2])
        elif value.startswith("P") and (m := _LENGTH.search(item["text"])):
            symbol = TimeSymbol(kind="duration", amount=float(m[1]), unit=m[2])  # type: ignore[arg-type]
        span = Span.of(text, at, at + len(item["text"]))
        yield TaggedTime(span=span, type="DATE", value=value, symbol=symbol), value


def read(path: Path, gold: Mapping[str, Any]) -> tuple[ReadReport, list[Move], dict[str, TaggedMove], list[str]]:
    """One report with its gold moves."""
    text = path.read_text(encoding="utf-8")
    cut, found = sentences(text), list(times(text, gold.get("times", [])))
    moves, tagged, taken = [], {}, set[int]()
    for m in gold.get("moves", []):
        at = text.find(m["evidence"])
        while at in taken and text.find(m["evidence"], at + 1) >= 0:
            at = text.find(m["evidence"], at + 1)
        taken.add(at)
        end = at + len(m["evidence"])
        where = next((i for i, s in enumerate(cut) if s.span.start <= at < s.span.end), 0)
        sentence = cut[where].span
        figures = tuple(
            Quantity(value=f[1], unit="percent" if f[2] else "", of=None,
                     span=Span.of(text, at + f.start(), at + f.end()))
            for f in _FIGURE.finditer(m["evidence"])
        )
        name = line_id("m", path.name, m["kind"], str(at), m["what"])
        tagged[name] = TaggedMove(
            kind=m["kind"], actors=(), addressees=(), what=m["what"], evidence=(Span.of(text, at, end),),
            sentence=where, modality=m["modality"], quantities=figures,
            times=tuple(i for i, (t, _) in enumerate(found) if sentence.overlaps(t.span)),
            round=2 if "second round" in m["what"] else None,
        )  # fmt: skip
        if m["modality"] == "planned" and "/" in (m["when"] or ""):
            told = Span.of(text, at, end)
            found.append(
                (TaggedTime(span=told, type="DATE", value=m["when"], symbol=TimeSymbol(kind="range")), m["when"])
            )
        moves.append(Move(
            id=name, report=path.name, kind=m["kind"], actor=m["actor"], addressee=m["addressee"], what=m["what"],
            items=(), when=m["when"], when_why=(), place=None, modality=m["modality"], partial=False, said_by=None,
            quantities=tuple(QuantityLine(value=q.value, unit=q.unit, of=q.of, start=q.span.start, end=q.span.end)
                             for q in figures),
            evidence=(Place(start=at, end=end),), origin=path.name, happening=None, maybe_same_as=(), threads=(),
            score=1.0, rule="gold",
        ))  # fmt: skip
    report = Report(id=path.name, sha256=sha256(text.encode()).hexdigest(), text=text, sources=(path.name,))
    reading = Reading(
        tagger="gold", language="en", title=None, stamped=None, printed=None, set_aside=(), sentences=cut,
        times=tuple(t for t, _ in found), actors=(), statements=(), moves=tuple(tagged.values()), tallies=(),
    )  # fmt: skip
    return ReadReport(report=report, reading=reading), moves, tagged, [v for _, v in found]


def linked(gold_dir: Path, texts: Path) -> Linked:
    """All reports of one dispute, laid out as the link stage would."""
    golds = {g["report"]: g for p in sorted(gold_dir.glob("*.json")) if "report" in (g := json.loads(p.read_text()))}
    reports, moves, tagged, resolved, published = [], list[Move](), {}, {}, {}
    actors: dict[str, dict[str, Any]] = {}
    for path in sorted(texts.glob("*.txt")):
        gold = golds.get(path.name, {})
        read_report, its_moves, its_tagged, values = read(path, gold)
        reports.append(read_report)
        moves.extend(its_moves)
        tagged.update(its_tagged)
        resolved.update({(path.name, i): Resolved(value=v, span=v.partition("T")[0] if bounds(v) else None)
                         for i, v in enumerate(values)})  # fmt: skip
        day = date.fromisoformat(gold["published"]) if gold.get("published") else None
        published[path.name] = Dating(
            earliest=day, latest=day, basis="given" if day else "unknown", stamped=None, why=()
        )
        for actor in gold.get("actors", []):
            actors.setdefault(actor["name"], actor)
    copies = find_copies(reports)
    origins = Origins(copies)
    moves = [replace(m, origin=origins.of(m.report, m.evidence[0].start, m.evidence[0].end)) for m in moves]
    grouped, happenings = group(moves, reports, tagged, published)
    return Linked(
        reports=tuple(reports), actors=tuple(_actor(a) for a in actors.values()),
        chronology=Chronology(published=published, times=resolved), copies=copies, statements=(), times=(),
        moves=grouped, happenings=happenings, tagged=tagged,
    )  # fmt: skip


def _actor(gold: Mapping[str, Any]) -> Actor:
    return Actor(
        id=line_id("a", gold["name"]), name=gold["name"], aliases=(), kind=gold["kind"].split("/")[0],
        role=gold.get("role"), affiliation=gold.get("affiliation"), side=gold["side"].split("/")[0],
    )  # fmt: skip


def main() -> int:
    """Write the export of a record folded from gold moves."""
    gold, texts, out = map(Path, sys.argv[1:4])
    record = fold(linked(gold, texts), None, Made(standoff="0", tagger="gold"))
    out.write_bytes(to_json(record))
    return 0


if __name__ == "__main__":
    sys.exit(main())
