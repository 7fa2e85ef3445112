"""The pages of a site as text: which there are, and what stands on each. Pure: the same record, the same pages."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from standoff.publish import describe, lines, views, words
from standoff.publish.index import RecordIndex, copy_id, thread_kind
from standoff.publish.marks import Mark, Ref, marked, passage_anchor
from standoff.record import Evidence, Move, Record, ReportLine, Thread

STYLE = "style.css"
THREAD_TITLES = {
    "demands": "Demands",
    "commitments": "Commitments",
    "talks": "Talks",
    "actions": "Actions",
    "orders": "Orders",
}
_PAGE_OF = {"demand": "demands", "commitment": "commitments", "talks": "talks", "action": "actions", "order": "orders"}
_ASIDE_WORDS = {
    "stamp": "date stamp", "title": "title", "byline": "byline", "caption": "caption", "keywords": "keywords",
    "advert": "advertisement", "promo": "promotion", "credit": "credit", "repeat": "repeated passage",
}  # fmt: skip
_PLAIN_ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d){0,2}|\d{4}-\d\d-\d\dT\d\d:\d\d")
_TURNED = str.maketrans({"\n": " ", "\r": " ", "\t": " "})


def pages(record: Record) -> dict[str, str]:
    """Every file of the site: its path, relative and with `/`, and its text."""
    site = _Site(record)
    made = {
        "index.html": site.page("index.html", title="Summary"),
        "timeline.html": site.page("timeline.html", title="Timeline", lines=site.timeline),
        "disagreements.html": site.page("disagreements.html", title="Disagreements"),
        "reports.html": site.page("reports.html", title="Reports"),
        "actors.html": site.page("actors.html", title="Actors"),
        "unread.html": site.page("unread.html", title="Unread sentences"),
        STYLE: _style(),
    }
    for name, title in THREAD_TITLES.items():
        threads = views.thread_list(record, name)
        made[f"{name}.html"] = site.page("threads.html", path=f"{name}.html", title=title, threads=threads)
    for report in record.reports:
        made[report_path(report.id)] = site.report_page(report)
    return made


def report_path(report: str) -> str:
    """The path of a report's page: what its id says, and a hash that keeps it apart from all others."""
    slug = re.sub(r"[^a-z0-9]+", "-", report.lower()).strip("-")[:60].strip("-") or "report"
    return f"reports/{slug}-{_digest(report)}.html"


def anchor(name: str) -> str:
    """The fragment for an id: the id itself wherever HTML and URLs take it as it is."""
    return name if _PLAIN_ANCHOR.fullmatch(name) else f"x-{_digest(name)}"


@dataclass(slots=True)
class _Passage:
    """What one passage is marked for."""

    classes: set[str] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    reason: str = ""
    refs: list[Ref] = field(default_factory=list)


class _Site:
    """A record and the look-ups of its pages."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.index = RecordIndex(record)
        self.timeline = lines.timeline(self.index)
        self.happening_of = {m.id: line for line in self.timeline for m in line.moves}
        self.shared: dict[str, list[tuple[Evidence, str, str]]] = defaultdict(list)
        for kind, label, passages in _shared(record):
            for passage in passages:
                self.shared[passage.report].append((passage, kind, label))

    def page(self, template: str, *, title: str, path: str | None = None, root: str = "", **values: Any) -> str:
        """One page from its template; `root` leads from it to the site's own folder."""
        return (
            _templates()
            .get_template(template)
            .render(
                record=self.record,
                index=self.index,
                site=self,
                page=path or template,
                title=title,
                root=root,
                thread_titles=THREAD_TITLES,
                left_out=describe.left_out(self.record),
                **values,
            )
        )

    def report_page(self, report: ReportLine) -> str:
        """The page of one report: its text with every passage marked, and its lines."""
        moves = self.index.moves_in(report.id)
        text = self.index.text(report.id)
        return self.page(
            "report.html",
            path=report_path(report.id),
            title=report.title or report.id,
            root="../",
            report=report,
            moves=moves,
            text=marked(text, self.marks(report, moves)) if text else None,
            statements=[s for s in self.record.statements if s.report == report.id],
        )

    def marks(self, report: ReportLine, moves: Iterable[Move]) -> list[Mark]:
        """Everything to be marked in a report, each place once."""
        found: dict[tuple[int, int], _Passage] = defaultdict(_Passage)
        for aside in report.set_aside:
            passage = found[aside.start, aside.end]
            passage.classes.add("aside")
            passage.reason = _ASIDE_WORDS[aside.reason]
            passage.labels.append(f"set aside: {passage.reason}")
        for missed in report.unread:
            found[missed.start, missed.end].classes.add("unread")
            found[missed.start, missed.end].labels.append("unread: no line rests on this sentence")
        for number, move in enumerate(moves, 1):
            words_ = describe.move_words(move.kind, move.actor, move.addressee, move.what)
            for place in move.evidence:
                found[place.start, place.end].classes.add("move")
                found[place.start, place.end].labels.append(f"{words_} ({lines.word_of(move)})")
                found[place.start, place.end].refs.append(Ref(anchor=anchor(move.id), number=number))
            for item in move.items:
                for place in item.evidence:
                    found[place.start, place.end].classes.add("item")
                    found[place.start, place.end].labels.append(item.what)
        for shared, kind, label in self.shared.get(report.id, ()):
            found[shared.start, shared.end].classes.add(kind)
            found[shared.start, shared.end].labels.append(label)
        return [
            Mark(
                start=start,
                end=end,
                classes=tuple(sorted(p.classes)),
                label="; ".join(dict.fromkeys(p.labels)).translate(_TURNED),
                reason=p.reason,
                refs=tuple(p.refs),
            )
            for (start, end), p in sorted(found.items())
        ]

    def line_url(self, move: str, root: str = "") -> str:
        """Where a move stands on the timeline."""
        line = self.happening_of.get(move)
        return f"{root}timeline.html#{anchor(line.id)}" if line else f"{root}timeline.html"

    def thread_url(self, name: str, root: str = "") -> str | None:
        """Where a thread stands; None when the record has no thread of this id."""
        entry = self.index.get(name)
        if entry is None or entry.kind not in _PAGE_OF:
            return None
        return f"{root}{_PAGE_OF[entry.kind]}.html#{anchor(name)}"

    def slot_url(self, slot: str) -> str | None:
        """Where the thread or happening stands that a disagreement's slot names."""
        found = next((e for e in describe.slot_entries(self.index, slot)), None)
        if found is None:
            return None
        if found.kind == "happening":
            return f"timeline.html#{anchor(found.id)}"
        return self.thread_url(found.id)

    def passages(self, move: Move, thread: str | None = None) -> list[Evidence]:
        """The passages of a move; of a list in it, those of the items that belong to `thread`."""
        places = [p for i in move.items if i.thread == thread for p in i.evidence] if thread else []
        return [Evidence(report=move.report, start=p.start, end=p.end) for p in places or move.evidence]

    def quote(self, passage: Evidence) -> str:
        """The words of a passage."""
        return self.index.text(passage.report)[passage.start : passage.end]

    def report_label(self, report: str) -> str:
        """A report in a few words: who published it, and when."""
        line = self.index.reports.get(report)
        if line is None:
            return report
        day = f", {words.when_words(line.published)}" if line.published else ""
        return f"{line.source or line.id}{day}"


def _shared(record: Record) -> Iterator[tuple[str, str, Iterable[Evidence]]]:
    """What besides moves points at passages: class of the mark, label, passages."""
    for said in record.statements:
        label = f"{said.kind} statement by {said.speaker or 'somebody not named'}"
        yield "statement", label, [Evidence(report=said.report, start=p.start, end=p.end) for p in said.content]
    for time in record.times:
        days = words.when_words(time.span, "days not known")
        yield "time", f"time: {days}", [Evidence(report=time.report, start=time.start, end=time.end)]
    for tally in record.tallies:
        yield "tally", f"tally: {tally.what}", [Evidence(report=tally.report, start=tally.start, end=tally.end)]
    for found in record.disagreements:
        for value in found.values:
            yield "slot", f"{found.about}: {value.value}", value.evidence
    for name in views.THREAD_VIEWS:
        for thread in views.thread_list(record, name):
            for slot, passages in sorted(thread.slots.items()):
                yield "slot", f"{slot.strip('_')}: {thread.what}", passages
    for copy in record.copies:
        for passage in copy.passages:
            for one, other in ((passage.a, passage.b), (passage.b, passage.a)):
                yield "copy", f"{describe.COPY_WORDS[copy.kind]}: the same words stand in {other.report}", (one,)


def _when(edtf: str | None, missing: str = words.NO_DATE) -> Markup:
    """A date in words, machine-readable where HTML has a form for it."""
    text = words.when_words(edtf, missing)
    if edtf and _PLAIN_DATE.fullmatch(edtf):
        return Markup('<time datetime="{}">{}</time>').format(edtf, text)
    return escape(text)


def _web(source: str) -> bool:
    """Whether a source is an address on the web; nothing else becomes a link."""
    return source.startswith(("https://", "http://"))


def _slots(thread: Thread, *names: str) -> list[Evidence]:
    """The passages of these fields of a thread, each once."""
    found = [e for n in names for key in (n, f"{n}_") for e in thread.slots.get(key, ())]
    return sorted(set(found))


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@cache
def _templates() -> Environment:
    """The templates; every value is escaped, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("standoff.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(when=_when, plural=words.plural, anchor=anchor, status=describe.status_words)
    made.globals.update(
        describe=describe,
        views=views,
        words=words,
        word_of=lines.word_of,
        who=lines.who,
        copy_id=copy_id,
        report_path=report_path,
        passage_anchor=passage_anchor,
        thread_kind=thread_kind,
        slots=_slots,
        web=_web,
    )
    return made


def _style() -> str:
    return resources.files("standoff.publish").joinpath("templates", STYLE).read_text("utf-8")
