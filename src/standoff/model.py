"""What one report yields: the frozen types that pass from `read` over `tag` to `link`.

All offsets are Unicode code points into the frozen text of a report, end exclusive. A `Span` carries the exact
words it points at, so a lost anchor is seen and never guessed back (W3C Web Annotation: position and quote
selectors together).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from standoff.errors import LostAnchor

AsideReason = Literal["stamp", "title", "byline", "caption", "keywords", "advert", "promo", "credit", "repeat"]
ActorKind = Literal["person", "organisation", "group", "government body", "court"]
Side = Literal["protesters", "authority", "third party", "unknown"]
StatementKind = Literal["direct", "indirect", "mixed"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modality = Literal["happened", "planned", "conditional", "alleged", "denied"]
Form = Literal["spoken", "written", "signed", "unclear"]
MoveKind = Literal[
    "demand", "offer", "promise", "accept", "refuse", "agree", "invite", "talks", "plan", "threaten",
    "start", "suspend", "resume", "end", "implement", "order", "vote", "leave", "incident", "accuse", "deny",
]  # fmt: skip

SAID_KINDS: frozenset[str] = frozenset(
    ["demand", "offer", "promise", "accept", "refuse", "agree", "invite", "threaten", "accuse", "deny", "order", "vote"]
)
"""Kinds whose `when` is the time of saying; the others are dated by the doing (design, section 7)."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """`[start, end)` in a report's text, with the exact quote."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`, white space at both ends left out."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start=start, end=end, quote=text[start:end])

    def check(self, text: str) -> None:
        """Raise `LostAnchor` unless the quote stands in `text` at these offsets."""
        if text[self.start : self.end] != self.quote:
            raise LostAnchor(f"the passage at {self.start}-{self.end} no longer reads {self.quote[:60]!r}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text as it was read, with what a user said of it.

    `id` is the name in the record, `sha256` is of the bytes read, `given_*` come from the user and are kept when
    the report is read again; `given_published` is an ISO date.
    """

    id: str
    sha256: str
    text: str
    encoding: str = "utf-8"
    sources: tuple[str, ...] = ()
    version: int = 1
    given_source: str | None = None
    given_published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A passage that is not the article's own text, and why; kept, never deleted.

    `first` is the start of the copy that stands, for the reason `repeat`.
    """

    span: Span
    reason: AsideReason
    first: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that is read for moves: of the article's own text, of its title or of a caption.

    `chance` is how likely it tells a move, 0 to 1; None where that was not weighed.
    """

    span: Span
    paragraph: int
    aside: Literal["title", "caption"] | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSymbol:
    """What a time expression means before the publication date is known.

    kind       calendar   year / month / day, as far as given (a month and day without a year: nearest that fits)
               weekday    `weekday` 0 = Monday; `direction` -1 past, +1 future, 0 open
               offset     `amount` of `unit` from publication: today (0 day), last week (-1 week), March (calendar)
               clock      a time of day alone; its day stands elsewhere or is unknown
               duration   `amount` of `unit`; "the past 10 days" also has `direction` -1 (ends at publication)
               count      the `amount`-th `unit` of a running thing ("the 52nd day of our protest", `of` = "protest")
               set        a recurring time
               range      from `first` to `last`
               event      `amount` of `unit` before (-) or after (+) the event that `of` names
               vague      a time no calendar can hold ("recently", "a few weeks ago")
    part       TIMEX3 part of day (MO AF EV NI ...), `clock` "HH:MM" in 24 hours.
    modifier   approx, start, mid, end, before, after, since (also "from"), until, within, as the phrase says.
    of         what a count or an event is of; of a calendar day with a rule of its own ("Easter Monday") its name.
    first      of a range its start; of a duration with two units ("two years and three months") the larger one, with
               `last` the smaller; of a clock, a count, an event ("the next day") and of "August of that year"
               the day or year told elsewhere in the text that it leans on, None when there is none.
    """

    kind: Literal["calendar", "weekday", "offset", "clock", "duration", "count", "set", "range", "event", "vague"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    amount: float | None = None
    unit: (
        Literal[
            "second", "minute", "hour", "day", "week", "weekend", "fortnight", "month", "quarter", "season", "half",
            "year", "decade", "century",
        ]
        | None
    ) = None  # fmt: skip
    direction: int = 0
    part: str | None = None
    clock: str | None = None
    modifier: str | None = None
    of: str | None = None
    first: TimeSymbol | None = None
    last: TimeSymbol | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedTime:
    """A TIMEX3 expression: its words, type, and meaning; `value` is TIMEX3 with X for what is not yet known."""

    span: Span
    type: TimexType
    value: str
    symbol: TimeSymbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in the text that refers to an actor, by name, by role or by pronoun."""

    span: Span
    form: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedActor:
    """Someone or some body that acts in this report; `side_guess` rests on this report alone."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    side_guess: Side = "unknown"
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedStatement:
    """What someone is reported to have said. `actor` is an index into `Reading.actors`, or None when left open."""

    kind: StatementKind
    content: tuple[Span, ...]
    cue: Span | None = None
    speaker: Span | None = None
    actor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure with its unit and what it counts, as printed: value "30", unit "people", of "delegation"."""

    value: str
    unit: str
    of: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedItem:
    """One member of a list inside a move: one demand of several."""

    what: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedMove:
    """One act of the dispute that this report tells.

    `actors`, `addressees` and `said_by` are indexes into `Reading.actors`; `times` into `Reading.times`, those that
    date the move; without any, `fresh` says that it is told as news of the day ("has accused"). `score` is the
    reader's confidence in 0..1 and `rule` the name of the pattern that found it.
    """

    kind: MoveKind
    actors: tuple[int, ...]
    addressees: tuple[int, ...]
    what: str
    evidence: tuple[Span, ...]
    sentence: int
    modality: Modality
    items: tuple[TaggedItem, ...] = ()
    times: tuple[int, ...] = ()
    place: str | None = None
    partial: bool = False
    said_by: int | None = None
    form: Form | None = None
    round: int | None = None
    condition: str | None = None
    quantities: tuple[Quantity, ...] = ()
    fresh: bool = False
    score: float = 0.5
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedTally:
    """A count of demands or points as the report gives it: "seven of the eight demands"."""

    what: str
    value: int
    of: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one report yields alone, a pure function of its text and of the tagger's version.

    `stamped` is the date of a leading ` date YYYY-MM-DD`; `printed` the index in `times` of a publication date that
    the page itself prints.
    """

    tagger: str
    language: str
    title: str | None
    stamped: str | None
    printed: int | None
    set_aside: tuple[SetAside, ...]
    sentences: tuple[Sentence, ...]
    times: tuple[TaggedTime, ...]
    actors: tuple[TaggedActor, ...]
    statements: tuple[TaggedStatement, ...]
    moves: tuple[TaggedMove, ...]
    tallies: tuple[TaggedTally, ...]

    def spans(self) -> Iterator[Span]:
        """Every span of the reading, for checking against the text."""
        yield from (a.span for a in self.set_aside)
        yield from (s.span for s in self.sentences)
        yield from (t.span for t in self.times)
        yield from (m.span for a in self.actors for m in a.mentions)
        for statement in self.statements:
            yield from statement.content
            yield from (s for s in (statement.cue, statement.speaker) if s is not None)
        for move in self.moves:
            yield from move.evidence
            yield from (e for i in move.items for e in i.evidence)
            yield from (q.span for q in move.quantities)
        yield from (t.span for t in self.tallies)

    def check(self, text: str) -> None:
        """Raise `LostAnchor` when any span of the reading is not what stands in `text`."""
        for span in self.spans():
            span.check(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report together with its reading: what `link` works on."""

    report: Report
    reading: Reading
