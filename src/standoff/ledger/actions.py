"""Actions: each strike, sit-in, march or fast once, with its steps in time order and its start by every account."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from standoff.ledger.scene import Scene
from standoff.ledger.steps import Step, family, length, step
from standoff.ledger.strands import base, common, plain, trace
from standoff.link.when import Days, bounds, edtf, gap, meet, shifted, width
from standoff.model import TaggedTime
from standoff.record import Action, Change, Evidence, Move, Phase

_T = TypeVar("_T")

_ONE_START = 2
"""Days within which two starts are one."""
_VAGUE = 3
"""Days beyond which a start is vague: "in August"."""
_SETTLED = 120
"""Days after a start within which a ratified deal ends it."""
_PLAIN = 30
"""Characters of a title that says enough and not too much."""
_LATELY = 12
"""Steps of an action held against a new one: the last."""
_STATUS = {"start": "running", "resume": "resumed", "suspend": "suspended", "end": "ended"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """A day count of an action: the words, the day on which it was said, and the start that follows from it."""

    text: str
    start: Days
    evidence: Evidence
    origin: str


@dataclass(slots=True, kw_only=True)
class Course:
    """One action while it grows."""

    family: str | None
    steps: list[Step] = field(default_factory=list)
    counts: list[DayCount] = field(default_factory=list)
    settled: list[tuple[Days, Move]] = field(default_factory=list)
    thread: str = ""
    memo: dict[str, tuple[int, Any]] = field(default_factory=dict)

    def known(self, name: str, find: Callable[[], _T]) -> _T:
        """What `find` gives, worked out once for as many steps and counts as there are."""
        size = len(self.steps) + len(self.counts)
        if name not in self.memo or self.memo[name][0] != size:
            self.memo[name] = (size, find())
        found: _T = self.memo[name][1]
        return found

    def actors(self) -> tuple[str | None, ...]:
        """Those who act in it, each once."""
        return self.known("actors", lambda: tuple(dict.fromkeys(s.actor for s in self.steps)))

    def starts(self) -> list[Days]:
        """The days on which the steps say it began."""
        return [s.days for s in self.steps if s.phase == "start" and s.days]

    def began(self) -> Days | None:
        """Its start by all accounts, or None; a vague one made narrower by day counts."""
        return self.known("began", self._began)

    def _began(self) -> Days | None:
        start = meet(self.starts())
        if start is not None and width(start) <= _VAGUE:
            return start
        return meet(c.start for c in self.counts if start is None or gap(c.start, start) == 0) or start

    def over(self) -> date | None:
        """The day by which it was ended or suspended for good, as far as told."""
        return self.known("over", self._over)

    def _over(self) -> date | None:
        days = [s.days[0] for s in self.steps if s.phase in ("end", "suspend") and s.days]
        days += [s.until for s in self.steps if s.until]
        back = [s.days[0] for s in self.steps if s.phase == "resume" and s.days]
        last = max(days, default=None)
        return None if last and back and max(back) >= last else last


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The threads, their courses for comparison, and which of them each move belongs to."""

    threads: tuple[Action, ...]
    courses: tuple[Course, ...]
    members: Mapping[str, tuple[str, ...]]


def actions(scene: Scene) -> Found:
    """All actions of the record by start; those without one last."""
    steps = [s for m in scene.moves if (s := step(scene, m)) is not None]
    steps.sort(key=lambda s: (s.moment, s.phase is None, s.days is None, scene.order(s.move)))
    courses: list[Course] = []
    steps = [_again(scene, s, steps) for s in steps]
    dated = [s for s in steps if s.phase == "start" and s.days and s.family]
    for each in sorted(dated, key=lambda s: width(s.days) if s.days else 0):
        _begin(scene, courses, each)
    for each in (s for s in steps if not (s.phase == "start" and s.days and s.family)):
        _follow(scene, courses, each)
    _settle(scene, courses)
    said = list(_said_counts(scene))
    for course in courses:
        course.counts.extend(_counts(scene, course, courses, said))
    threads, members = [], dict[str, list[str]]()
    for course in courses:
        thread = _thread(scene, course)
        course.thread = thread.id
        threads.append(thread)
        for told in course.steps:
            members.setdefault(told.move.id, []).append(thread.id)
    ordered = sorted(threads, key=lambda t: (t.start is None, t.start or "", t.what, t.id))
    return Found(threads=tuple(ordered), courses=tuple(courses), members={k: tuple(v) for k, v in members.items()})


def _running(scene: Scene, courses: Sequence[Course], each: Step) -> Course | None:
    """The action that "the strike" means when it is told to have begun again later and nothing sets it apart."""
    apart = scene.scale.telling(each.words) - scene.action_stems
    if scene.cues.has("actions.wider", scene.sentence(each.move)):
        return None
    if apart or each.planned or each.move.place or each.move.quantities or not each.days:
        return None
    for course in reversed(courses):
        began, over = course.began(), course.over()
        if course.family == each.family and began and began[1] < each.days[0] and _same_actor(scene, course, each):
            return course if over is None or over > each.days[1] else None
    return None


def _again(scene: Scene, each: Step, steps: Sequence[Step]) -> Step:
    """A start on the day on which the same side resumes the same action is that resumption."""
    if each.phase != "start" or not each.days or width(each.days) > _ONE_START:
        return each
    resumed = any(
        s.phase == "resume" and s.days and gap(s.days, each.days) == 0 and s.family in (None, each.family)
        and scene.same_party(s.actor, each.actor)
        for s in steps
    )  # fmt: skip
    return replace(each, phase="resume") if resumed else each


def _begin(scene: Scene, courses: list[Course], each: Step) -> None:
    """A dated start: of an action that began about then, of one planned for then, else of a new one."""
    near = [
        (min(gap(each.days, d) for d in course.starts()), -i)
        for i, course in enumerate(courses)
        if each.days and course.family == each.family and course.starts() and _same_actor(scene, course, each)
    ]
    best = min(near, default=(_ONE_START + 1, 0))
    running = _running(scene, courses, each) if best[0] > _ONE_START else None
    if best[0] <= _ONE_START:
        courses[-best[1]].steps.append(each)
    elif running is not None:
        running.steps.append(replace(each, phase=None))
    else:
        courses.append(Course(family=each.family, steps=[each]))


def _same_actor(scene: Scene, course: Course, each: Step) -> bool:
    return any(scene.same_party(a, each.actor) for a in course.actors())


def _follow(scene: Scene, courses: list[Course], each: Step) -> None:
    """Any other step: of the action that its words name, or of the one that ran at the time."""
    fits = [c for c in courses if _same_actor(scene, c, each) and (each.family in (None, c.family))]
    fits = [c for c in fits if (b := c.began()) is None or b[0] <= each.moment] or (
        fits if each.days is None or each.phase in ("start", None) else []
    )
    if not fits:
        if each.family is not None or each.phase == "start":
            courses.append(Course(family=each.family, steps=[each]))
        return

    def rank(course: Course) -> tuple[bool, bool, bool, float, int, date]:
        """One begun for what was done; a strike before a march for "the protest"; the running; by words; the latest."""
        began, over = course.began(), course.over()
        done = each.planned or any(not s.planned for s in course.steps)
        running = over is None or over >= each.moment or each.phase == "resume"
        likeness = max(scene.scale.likeness(each.words, s.words) for s in course.steps[-_LATELY:])
        lasting = course.family in ("strike", "fast", "lockout", "overtime") if each.family is None else True
        return done, lasting, running, round(likeness, 3), -(began is None), began[0] if began else date.min

    max(fits, key=rank).steps.append(each)


def _settle(scene: Scene, courses: Sequence[Course]) -> None:
    """A deal that the members ratified ends what they had begun before it and not begun again since."""
    taken = {s.move.id for c in courses for s in c.steps}
    for move in scene.moves:
        if move.kind != "accept" or move.modality != "happened" or move.id in taken:
            continue
        if scene.side(move.actor) == "authority" or not scene.cues.has("actions.ratified", scene.sentence(move)):
            continue
        days = scene.days(move) or _published(scene, move.report)
        for course in courses if days else ():
            began = course.began()
            if course.family != "strike" or began is None or days is None:
                continue
            if not 0 <= (days[0] - began[1]).days <= _SETTLED:
                continue
            mine = {scene.side(s.actor) for s in course.steps} - {"unknown"}
            if mine == {"protesters"} and not any(s.phase == "end" and not s.planned for s in course.steps):
                course.settled.append((days, move))
    for course in courses:
        if course.settled and not _since(course):
            days, move = max(course.settled, key=lambda d: (d[0], scene.order(d[1])))
            course.steps.append(
                Step(move=move, family="strike", phase="end", days=days, until=None, actor=None, planned=False,
                     partial=False, words=scene.words(move), moment=days[1])
            )  # fmt: skip


def _since(course: Course) -> bool:
    """Whether a step was done after the last ratified deal."""
    last = max(d[1] for d, _ in course.settled)
    return any(s.days and s.days[0] > last and not s.planned for s in course.steps)


def _said_counts(scene: Scene) -> Iterator[tuple[str, TaggedTime, Days | None, str, int]]:
    """All counts and lengths in days told beside an action: report, time, its days, family, sentence."""
    for read in sorted(scene.linked.reports, key=lambda r: r.report.id):
        name = read.report.id
        for i, time in enumerate(read.reading.times):
            if time.symbol.kind not in ("count", "duration") or not time.symbol.amount:
                continue
            near = read.report.text[time.span.start : time.span.end + 30]
            kind, named = family(scene, f"{time.symbol.of or ''} {near}")
            if named:
                day = scene.resolved(name, i) or _published(scene, name)
                yield name, time, day, kind or "strike", scene.sentence_at(name, time.span.start)


def _counts(
    scene: Scene, course: Course, courses: Sequence[Course],
    said: Sequence[tuple[str, TaggedTime, Days | None, str, int]],
) -> Iterator[DayCount]:  # fmt: skip
    """Day counts of this action: "the 41st day of the strike", "a 42-day strike" that ended on a known day."""
    if course.starts() and course.family != "strike":
        return
    lasting = [c for c in courses if c.family in ("strike", None)]
    for name, time, day, kind, sentence in said:
        if kind != (course.family or "strike"):
            continue
        start = _first_day(scene, course, time, day, name, sentence)
        if start and (len(lasting) == 1 or _is_of(course, start)):
            yield DayCount(
                text=time.span.quote, start=start, origin=name,
                evidence=Evidence(report=name, start=time.span.start, end=time.span.end),
            )  # fmt: skip


def _is_of(course: Course, start: Days) -> bool:
    return any(gap(start, d) <= 2 * _ONE_START for d in course.starts())


def _published(scene: Scene, report: str) -> Days | None:
    dating = scene.linked.chronology.published.get(report)
    return (dating.earliest, dating.latest) if dating and dating.earliest and dating.latest else None


def _first_day(
    scene: Scene, course: Course, time: TaggedTime, day: Days | None, report: str, sentence: int
) -> Days | None:
    """The start that a count implies: n-th day minus n-1; a length back from the day the same report ends it."""
    amount = time.symbol.amount or 0
    if time.symbol.kind == "count":
        if day is None or time.symbol.unit != "day" or width(day) > 3 or not 1 <= amount <= 3000:
            return None
        return shifted(day[0], 1 - int(amount)), shifted(day[1], 1 - int(amount))
    days = length(time.symbol)
    ends = [
        s.days for s in course.steps
        if s.move.report == report and s.phase in ("suspend", "end") and s.days
        and scene.sentence_index(s.move) == sentence
    ]  # fmt: skip
    if not days or not ends or days < 7:
        return None
    return shifted(ends[0][0], -days), shifted(ends[0][1], -days)


def _thread(scene: Scene, course: Course) -> Action:
    steps = sorted(course.steps, key=lambda s: (s.moment, scene.order(s.move)))
    moves = list({s.move.id: s.move for s in steps}.values())
    history = _fold(steps)
    start, ends = course.began(), [s for s in steps if s.phase == "end" and s.days]
    end = edtf(ends[-1].days) if ends else None
    if end is None and (lasts := [s.until for s in steps if s.until]):
        end = max(lasts).isoformat()
    if ends and any(s.phase == "resume" and s.moment > ends[-1].moment for s in steps):
        end = None
    slots = {
        "start": [e for s in steps if s.phase == "start" for e in scene.evidence(s.move)]
        + [c.evidence for c in course.counts],
        "end": [e for s in ends for e in scene.evidence(s.move)],
        "phases": [e for s in steps if s.phase for e in scene.evidence(s.move)],
    }
    first = min(moves, key=scene.order)
    return Action(
        **base("w", _title(scene, course), first.id, moves, history, slots, contested=_contested(steps)),
        by=common((s.actor for s in steps), scene.is_body), start=edtf(start), end=end,
        phases=_phases(steps),
    )  # fmt: skip


def _phases(steps: Sequence[Step]) -> tuple[Phase, ...]:
    """Each step once a day; an undated one only where no dated one of its kind is told."""
    told = {s.phase for s in steps if s.days}
    seen: dict[tuple[str, str | None], Phase] = {}
    for each in steps:
        if each.phase and (each.days or each.phase not in told):
            phase = Phase(phase=each.phase, when=edtf(each.days), partial=each.partial, move=each.move.id)
            seen.setdefault((phase.phase, phase.when), phase)
    return tuple(seen.values())


def _title(scene: Scene, course: Course) -> str:
    """The clearest wording of a start that names the action, else of any step that does, without its weak beginning."""
    named = [s for s in course.steps if family(scene, s.move.what)[0]] or course.steps
    starts = [s for s in named if s.phase == "start"] or named

    def unclear(wording: str) -> tuple[int, int, str]:
        tells = len(scene.cues.found["wordings.telling"].findall(wording[:200]))
        return tells + (len(wording) > 3 * _PLAIN), abs(len(wording) - _PLAIN), wording

    return min((_named(scene, s.move.what) for s in starts), key=unclear)


def _named(scene: Scene, wording: str) -> str:
    """A wording without weak beginning, article or "when"."""
    words = plain(scene, wording).split(" ")
    while len(words) > 1 and scene.cues.found["actions.weak"].fullmatch(words[0]):
        words = words[1:]
    return " ".join(words)


def _fold(steps: Sequence[Step]) -> tuple[Change, ...]:
    """Planned until something was done; a step that was only planned changes no status but the first."""
    done = [s for s in steps if not s.planned]
    if not done:
        first = steps[0]
        return (Change(when=edtf(first.days), status="planned", move=first.move.id),)
    changes = [
        Change(when=edtf(s.days), status="planned", move=s.move.id)
        for s in steps[:1] if s.planned and s.phase == "start"
    ]  # fmt: skip
    for each in done:
        if each.phase in ("start", None) and each.days is None and changes and changes[-1].status == "ended":
            continue  # what is told without a day looks back
        status = _STATUS[each.phase] if each.phase and not each.exempts else _going_on(changes)
        changes.append(Change(when=edtf(each.days), status=status, move=each.move.id))
    return trace(changes)


def _going_on(changes: Sequence[Change]) -> str:
    return "resumed" if changes and changes[-1].status in ("resumed", "suspended") else "running"


def _contested(steps: Sequence[Step]) -> bool:
    """Whether one account ends it on a day on which another only suspends it."""
    ends = [d for s in steps if s.phase == "end" and (d := bounds(s.move.when))]
    stops = [d for s in steps if s.phase == "suspend" and (d := bounds(s.move.when))]
    return any(gap(a, b) == 0 for a in ends for b in stops)
