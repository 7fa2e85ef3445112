"""What the views say of each thread: the same neutral words in the terminal and on the site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standoff.publish.index import Entry, RecordIndex
from standoff.publish.lines import who
from standoff.publish.views import STATES, named_beside
from standoff.publish.words import NO_DUE, joined, plural, when_words
from standoff.record import (
    Action,
    Actor,
    Commitment,
    Copy,
    Decided,
    DecisionLine,
    Demand,
    Disagreement,
    Happening,
    Move,
    Order,
    Record,
    ReportLine,
    Talks,
    Tally,
    Thread,
)

COPY_WORDS = {"wire": "one wire copy", "voice": "one voice, quoted in each", "repeat": "repeated within the report"}
BASIS_WORDS = {"given": "given", "inferred": "inferred", "unknown": "not known"}
PHASE_WORDS = {"start": "started", "suspend": "suspended", "resume": "resumed", "end": "ended"}
STATE_WORDS = {
    "holds": "holds",
    "partly": "holds in part",
    "orphan": "stands, but names nobody in the record now",
    "overruled": "overruled by a later one",
    "undone": "taken back",
}
RESPONSE_WORDS = {
    "accept": "accepted", "refuse": "refused", "promise": "promised", "offer": "answered with an offer",
    "agree": "agreed", "implement": "being carried out", "deny": "denied", "order": "ordered",
    "invite": "answered with an invitation", "talks": "answered with talks", "accuse": "answered with an accusation",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something dated that belongs to a thread, and the move that says so (None: the calendar alone)."""

    when: str | None
    words: str
    move: str | None


def status_words(thread: Thread) -> str:
    """`refused`, or `refused, contested` when the sides say different things."""
    return f"{thread.status}, contested" if thread.contested else thread.status


def parties(thread: Thread) -> str:
    """Between whom a thread runs: `by A, of B`; that a report names nobody is said, not hidden."""
    match thread:
        case Demand():
            return joined([_by(thread.by), f"of {thread.of}" if thread.of else None])
        case Commitment() | Order():
            return joined([_by(thread.by), f"to {thread.to}" if thread.to else None])
        case Action():
            return _by(thread.by)
        case Talks():
            return f"with {', '.join(thread.with_)}" if thread.with_ else "who took part is not said"
    return ""


def _by(actor: str | None) -> str:
    return f"by {actor}" if actor else "by whom is not said"


def told_once(steps: Iterable[Step]) -> list[str]:
    """Steps in words with their dates, those that read the same shown once with their number."""
    count = Counter(f"{s.words}, {when_words(s.when)}" for s in steps)
    return [words if number == 1 else f"{words} ({number} lines)" for words, number in count.items()]


def outcome(talks: Talks) -> str | None:
    """What came of a round, where that says more than its status does."""
    return talks.outcome if talks.outcome != talks.status else None


def details(thread: Thread) -> list[tuple[str, str]]:
    """The fields of a thread that a reader asks for, as label and words; unknown ones are left out, but for `due`."""
    found: list[tuple[str, str | None]] = []
    match thread:
        case Commitment():
            found = [
                ("nature", thread.nature),
                ("form", thread.form),
                ("condition", thread.condition),
                ("due", when_words(thread.due, NO_DUE)),
            ]
        case Order():
            found = [("due", when_words(thread.due, NO_DUE))]
        case Talks():
            found = _talks(thread)
        case Action():
            found = [
                ("start", when_words(thread.start) if thread.start else None),
                ("end", when_words(thread.end) if thread.end else None),
            ]
    return [(label, value) for label, value in found if value]


def _talks(talks: Talks) -> list[tuple[str, str | None]]:
    return [
        ("round", str(talks.round) if talks.round is not None else None),
        ("date", when_words(talks.date)),
        ("invited", when_words(talks.invited) if talks.invited else None),
        ("terms", talks.terms),
        ("scheduled", when_words(talks.scheduled) if talks.scheduled else None),
        ("begun", when_words(talks.begun) if talks.begun else None),
        ("ended", when_words(talks.ended) if talks.ended else None),
        ("lasted", talks.lasted),
        ("venue", talks.venue),
        ("delegation", str(talks.delegation) if talks.delegation is not None else None),
        ("minutes", talks.minutes),
        ("outcome", outcome(talks)),
    ]


def responses(demand: Demand) -> list[Step]:
    """How a demand was answered, in the record's order."""
    return [
        Step(
            when=r.when,
            words=f"{RESPONSE_WORDS.get(r.kind, r.kind)} by {r.by or 'somebody not named'}",
            move=r.move,
        )
        for r in demand.responses
    ]


def phases(action: Action) -> list[Step]:
    """The phases of an action, in the record's order."""
    return [
        Step(when=p.when, words=PHASE_WORDS[p.phase] + (" in part" if p.partial else ""), move=p.move)
        for p in action.phases
    ]


def history(thread: Thread) -> list[Step]:
    """Each change of status."""
    return [
        Step(when=c.when, words=c.status if c.move else f"{c.status} (by the calendar alone)", move=c.move)
        for c in thread.history
    ]


def publication(report: ReportLine) -> str:
    """`published 18 Sep 2024 (inferred)`."""
    if not report.published:
        return "date of publication not known"
    return f"published {when_words(report.published)} ({BASIS_WORDS[report.published_basis]})"


def tallies(record: Record) -> list[tuple[str, tuple[Tally, ...]]]:
    """Each count that reports give, in words, and everything that gives it."""
    found: dict[str, list[Tally]] = {}
    for tally in record.tallies:
        found.setdefault(tally_words(record, tally), []).append(tally)
    return [(words, tuple(same)) for words, same in found.items()]


def tally_words(record: Record, tally: Tally) -> str:
    """`demands accepted: 7 of 8; 8 said, 5 named`."""
    words = f"{tally.what}: {tally.value}" + (f" of {tally.of}" if tally.of is not None else "")
    named = named_beside(record, tally)
    said = tally.of if tally.of is not None else tally.value
    return words if named is None else f"{words}; {said} said, {named} named in this record"


def left_out(record: Record) -> str | None:
    """`3 moves below 0.5 are not shown`; None for a record that shows all its moves."""
    made, number = record.made_by, record.made_by.left_out
    return f"{plural(number, 'move')} below {made.min_score:g} {_are(number)} not shown" if made.min_score else None


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def copy_words(copy: Copy) -> str:
    """`one wire copy: 3 passages shared`."""
    return f"{COPY_WORDS[copy.kind]}: {plural(len(copy.passages), 'passage')} shared"


def thread_words(thread: Thread) -> str:
    """A thread in one line: for talks the round leads."""
    if isinstance(thread, Talks) and thread.round is not None and "round" not in thread.what.lower():
        return f"{thread.what} (round {thread.round})"
    return thread.what


def slot_entries(index: RecordIndex, slot: str) -> Iterator[Entry]:
    """What a disagreement's slot (`<id>.<field>`) names, if the record has it."""
    for name, _ in _slot_parts(slot):
        if (entry := index.get(name)) is not None:
            yield entry


def slot_words(index: RecordIndex, disagreement: Disagreement) -> str:
    """Which line a disagreement concerns: `strike of the crane drivers: start`; its slot as it stands if unknown."""
    for name, field in _slot_parts(disagreement.slot):
        if (entry := index.get(name)) is not None:
            return f"{_title(index, entry)}: {field.replace('_', ' ').strip()}"
    return disagreement.slot


def _title(index: RecordIndex, entry: Entry) -> str:
    """What an entry is about: a thread's or a move's words, a happening's surest move, else its kind."""
    match entry.item:
        case Thread() | Move():
            return entry.item.what
        case Happening():
            moves = index.moves_at(entry.id)
            return f"{entry.item.kind}: {moves[0].what}" if moves else entry.item.kind
    return entry.kind


def _slot_parts(slot: str) -> Iterator[tuple[str, str]]:
    """Every way to part a slot into an id and a field."""
    for separator in (".", ":", "/", "#", " "):
        name, found, field = slot.rpartition(separator)
        if found:
            yield name, field


def move_words(kind: str, actor: str | None, addressee: str | None, what: str) -> str:
    """A move in one line: `refuse: A to B: minutes in writing`."""
    return f"{kind}: {who(actor, addressee)}: {what}"


def by_whom(decision: DecisionLine) -> str:
    """`by Anna, 22 Nov 2026, 13:05`; the hints file where it came from one."""
    by = f"hints in {decision.source}" if decision.source else f"by {decision.by}" if decision.by else "by an editor"
    return f"{by}, {when_words(decision.when.removesuffix('Z'))}"


def decisions_counted(decisions: tuple[DecisionLine, ...]) -> str:
    """`3 hold, 1 taken back`."""
    words = {"holds": "hold", "partly": "hold in part", "orphan": "name nobody now"}
    counts = [(sum(d.state == s for d in decisions if d.kind != "undo"), words.get(s, STATE_WORDS[s])) for s in STATES]
    return joined(f"{count} {word}" for count, word in counts if count)


def decided_words(index: RecordIndex, actor: Actor) -> list[str]:
    """Beside an actor: each thing decided of it, what was suggested, by whom and why."""
    return [joined([_field(d), because(index, d)], "; ") for d in actor.decided]


def _field(decided: Decided) -> str:
    if decided.field in ("joined", "parted"):
        return f"{decided.field}: {decided.decided} ({decided.decision})"
    return f"{decided.field} decided: {decided.decided} ({decided.decision}), suggested: {decided.suggested or 'none'}"


def because(index: RecordIndex, decided: Decided) -> str:
    """By whom, when and why one thing was decided of an actor."""
    entry = index.get(decided.decision)
    if entry is None or not isinstance(entry.item, DecisionLine):
        return ""
    return joined([by_whom(entry.item), f"why: {entry.item.why}" if entry.item.why else None], "; ")
