"""`standoff why`: the words that a line rests on, in their paragraph, and how its date came about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from standoff.publish import describe, edited
from standoff.publish.index import Entry, RecordIndex
from standoff.publish.lines import word_of
from standoff.publish.passages import Excerpt, excerpts
from standoff.publish.tables import Cell, cell, fields, indented, section, stacked, steps, table
from standoff.publish.words import harmless, joined, modality_words, plural, when_key, when_words
from standoff.record import (
    Actor,
    Copy,
    DecisionLine,
    Demand,
    Disagreement,
    Evidence,
    Happening,
    Move,
    Record,
    ReportLine,
    Statement,
    Tally,
    Thread,
    Time,
)

Pairs = list[tuple[str, Cell | None]]


def explain(record: Record, name: str) -> RenderableType:
    """What `name` (an id, or the beginning of one) is, how its date came about, and the passages it rests on.

    Passages stand between » and « in their paragraph, with report, date of publication and offsets (Unicode code
    points, end exclusive). Raises `UnknownName`.
    """
    index = RecordIndex(record)
    entry = index.find(name)
    title, pairs, more = _about(index, entry)
    parts: list[RenderableType] = [section(title, fields([("id", f"{entry.id} ({entry.kind})"), *pairs]))]
    parts += more
    if how := _how_dated(index, entry):
        parts.append(section("How the date came about", steps(how)))
    if passages := index.evidence(entry.id):
        parts += [
            section("What it rests on" if entry.kind != "actor" else "Where it is first named"),
            *_passages(index, passages),
        ]
    elif entry.kind not in ("report", "decision"):
        parts.append(cell("No passage: this rests on nothing that the record can show."))
    return Group(*parts)


def _about(index: RecordIndex, entry: Entry) -> tuple[str, Pairs, list[RenderableType]]:
    """Title, fields, and further tables of an entry."""
    match entry.item:
        case Move() as move:
            return _move(index, move)
        case Happening() as happening:
            return _happening(index, happening)
        case Thread() as thread:
            return _thread(index, thread)
        case ReportLine() as report:
            return _report(index, report)
        case Actor() as actor:
            return _actor(index, actor)
        case DecisionLine() as decision:
            return _decision(index, decision)
        case Disagreement() as found:
            rows = [(v.value, ", ".join(v.reports), plural(len(v.origins), "origin")) for v in found.values]
            values = table((("value", 2), ("reports", 3), ("origins", 0)), rows)
            return found.about, [("about", describe.slot_words(index, found))], [values, Text("")]
        case Copy() as copy:
            return describe.copy_words(copy), [("reports", ", ".join(copy.reports))], []
        case Statement() as said:
            who: Pairs = [("said by", said.speaker or "not named"), ("kind", said.kind), ("cue", said.cue)]
            return "Statement", who, []
        case Tally() as tally:
            return describe.tally_words(index.record, tally), [("said in", tally.report)], []
        case Time() as time:
            facts: Pairs = [
                ("type", time.type),
                ("value", time.value),
                ("days meant", when_words(time.span, "not known")),
            ]
            return f"“{time.text}”", facts, []
    raise AssertionError(entry.kind)


def _move(index: RecordIndex, move: Move) -> tuple[str, Pairs, list[RenderableType]]:
    same = [index.moves_at(move.happening)] if move.happening else []
    support = index.support(same[0] if same and same[0] else (move,))
    pairs: Pairs = [
        ("date", when_words(move.when)),
        ("modality", word_of(move)),
        ("in part", "yes" if move.partial else None),
        ("place", move.place),
        ("items", "\n".join(i.what for i in move.items)),
        ("figures", "\n".join(joined([q.value, q.unit, f"of {q.of}" if q.of else None], " ") for q in move.quantities)),
        ("told in", f"{support.words()}: {', '.join(support.reports)}"),
        ("happening", move.happening),
        ("threads", ", ".join(sorted({*move.threads, *(i.thread for i in move.items if i.thread)}))),
        ("maybe same as", ", ".join(move.maybe_same_as)),
        ("found by", f"{move.rule or 'a rule without a name'}, score {move.score:.2f}"),
    ]
    return describe.move_words(move.kind, move.actor, move.addressee, move.what), pairs, []


def _happening(index: RecordIndex, happening: Happening) -> tuple[str, Pairs, list[RenderableType]]:
    moves = index.moves_at(happening.id) or tuple(m for n in happening.moves if (m := index.move(n)))
    support = index.support(moves)
    pairs: Pairs = [
        ("date", when_words(happening.when)),
        ("modality", modality_words(dict.fromkeys(m.modality for m in moves))),
        ("said by", " and ".join(sorted({m.said_by for m in moves if m.said_by}))),
        ("told in", f"{support.words()}: {', '.join(support.reports)}"),
    ]
    rows = [(m.report, stacked(m.what, word_of(m), when_words(m.when)), m.id) for m in moves]
    told = table((("report", 2), ("what it tells", 4), ("id", 0)), rows)
    title = (
        describe.move_words(happening.kind, moves[0].actor, moves[0].addressee, moves[0].what)
        if moves
        else happening.kind
    )
    return title, pairs, [told, Text("")]


def _thread(index: RecordIndex, thread: Thread) -> tuple[str, Pairs, list[RenderableType]]:
    support = index.thread_support(thread)
    pairs: Pairs = [
        ("stands", describe.status_words(thread)),
        ("between", describe.parties(thread)),
        *describe.details(thread),
        ("rests on", f"{support.words()}: {', '.join(support.reports)}"),
    ]
    changes = [*describe.history(thread), *(describe.responses(thread) if isinstance(thread, Demand) else [])]
    rows = [(when_words(c.when), stacked(c.words, _word(index, c.move)), c.move or "-") for c in dict.fromkeys(changes)]
    return (
        describe.thread_words(thread),
        pairs,
        [table((("when", 0), ("change", 4), ("because of", 0)), rows), Text("")] if rows else [],
    )


def _word(index: RecordIndex, name: str | None) -> str | None:
    """Modality and speaker of the move behind a change."""
    move = index.move(name)
    return word_of(move) if move else None


def _report(index: RecordIndex, report: ReportLine) -> tuple[str, Pairs, list[RenderableType]]:
    pairs: Pairs = [
        ("source", report.source),
        ("date", describe.publication(report)),
        ("stamped", report.stamped),
        ("language", report.language),
        ("read from", "\n".join(report.sources)),
        ("SHA-256", report.sha256),
        ("lines", str(len(index.moves_in(report.id)))),
        ("unread", plural(len(report.unread), "sentence")),
    ]
    text = index.text(report.id)
    rows = [(a.reason, " ".join(text[a.start : a.end].split()), f"{a.start}-{a.end}") for a in report.set_aside]
    aside: list[RenderableType] = (
        [section("Set aside", table((("reason", 0), ("passage", 1), ("at", 0)), rows))] if rows else []
    )
    return report.title or report.id, pairs, aside


def _actor(index: RecordIndex, actor: Actor) -> tuple[str, Pairs, list[RenderableType]]:
    pairs: Pairs = [
        ("also", ", ".join(actor.aliases)),
        ("kind", actor.kind),
        ("side", actor.side),
        ("role", joined([actor.role, actor.affiliation])),
        ("how known", "\n".join(actor.why)),
    ]
    moves = [m for m in index.record.moves if actor.name in (m.said_by, *(m.actor or "").split(" + "))]
    moves.sort(key=lambda m: (when_key(m.when), m.id))
    rows = [(when_words(m.when), stacked(f"{m.kind}: {m.what}", word_of(m)), m.id) for m in moves]
    lines: list[RenderableType] = (
        [section("Its lines", table((("when", 0), ("line", 4), ("id", 0)), rows))] if rows else []
    )
    return actor.name, pairs, [*edited.actor_sections(index, actor), *lines]


def _decision(index: RecordIndex, decision: DecisionLine) -> tuple[str, Pairs, list[RenderableType]]:
    pairs: Pairs = [
        ("decided", describe.by_whom(decision)),
        ("why", decision.why),
        ("stands", joined([describe.STATE_WORDS[decision.state], decision.note], ": ")),
    ]
    return decision.what, pairs, edited.decision_group(index, decision)


def _how_dated(index: RecordIndex, entry: Entry) -> list[str]:
    """The steps that led to a date: of a report, a move, a happening (its moves'), or a time expression."""
    match entry.item:
        case ReportLine() as report:
            return list(report.why) or [f"{describe.publication(report)}; no step is recorded"]
        case Move() as move:
            return list(move.when_why) or (["the report fixes no date"] if move.when is None else [])
        case Happening() as happening:
            moves = index.moves_at(happening.id)
            return [f"{m.report}: {step}" for m in moves for step in m.when_why]
        case Time() as time:
            return _time_steps(index, time)
    return []


def _time_steps(index: RecordIndex, time: Time) -> list[str]:
    """From the words to the days they mean, by way of the date of publication."""
    report = index.reports.get(time.report)
    found = [f"“{time.text}” stands in {time.report} at {time.start}-{time.end}"]
    found.append(f"read as TIMEX3 {time.type} {time.value}")
    if report is not None:
        found.append(f"{time.report}: {describe.publication(report)}")
        found += [f"{time.report}: {step}" for step in report.why]
    found.append(f"the days meant are {when_words(time.span)}" if time.span else "so the days meant are not known")
    return found


def _passages(index: RecordIndex, passages: Iterable[Evidence]) -> list[RenderableType]:
    """Each paragraph that holds passages, its report and date above it."""
    by_report: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for passage in passages:
        by_report[passage.report].append((passage.start, passage.end))
    parts: list[RenderableType] = []
    for name, spans in by_report.items():
        report, text = index.reports.get(name), index.text(name)
        parts.append(
            stacked(
                name,
                joined([report.title if report else None, report.source if report else None]) or None,
                describe.publication(report) if report else "this report is not in the record",
            )
        )
        if not text:
            at = ", ".join(f"{a}-{b}" for a, b in spans)
            parts.append(indented(cell(f"characters {at}; the record holds no text of it")))
        for excerpt in excerpts(text, spans) if text else []:
            inside = [(a, b) for a, b in spans if excerpt.start <= a < excerpt.end]
            parts.append(indented(cell("characters " + ", ".join(f"{a}-{b}" for a, b in inside), "dim")))
            parts.append(indented(highlighted(text, excerpt)))
        parts.append(Text(""))
    return parts


def highlighted(text: str, excerpt: Excerpt) -> Text:
    """An excerpt with its passages between » and «, bold where the terminal can; … where a paragraph goes on."""
    shown = Text(overflow="fold")
    at = excerpt.start
    if excerpt.cut_before:
        shown.append("… ")
    for start, end in excerpt.marks:
        shown.append(harmless(text[at:start]))
        shown.append(f"»{harmless(text[start:end])}«", "bold")
        at = end
    shown.append(harmless(text[at : excerpt.end]))
    if excerpt.cut_after:
        shown.append(" …")
    return shown
