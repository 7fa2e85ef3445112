"""What changed and what is due, for a terminal and as JSON values: every line with its report and its passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rich.console import Group, RenderableType

from standoff.news import News, NewsDay
from standoff.publish.plain import plain
from standoff.publish.tables import cell, indented, section, stacked, table
from standoff.publish.words import NO_DUE, joined, plural, when_words
from standoff.record import Due, Evidence, Record

_SHOWN, _LONGEST = 2, 300
"""Passages quoted under a line, and characters of each, in a terminal; JSON has all of them."""
_TITLES = {"overdue": "Overdue", "due": "Falls due", "no date": "Never had a date"}


def changes_table(days: Sequence[NewsDay]) -> RenderableType:
    """Day by day: the reports that came out, and what became known by them."""
    if not days:
        return cell("No report came out in these days.")
    parts = []
    for day in days:
        rows = [
            (
                stacked(_told(n), joined([n.who, n.what], ": "), *_quotes(n.evidence, n.quotes)),
                when_words(n.when, "-"),
                n.id,
            )
            for n in day.news
        ]
        body = table((("what became known", 5), ("when", 1), ("id", 0)), rows) if rows else cell("Nothing new by them.")
        parts.append(section(f"{when_words(day.day)}: {', '.join(day.reports)}", indented(body)))
    return Group(*parts)


def changes_json(days: Iterable[NewsDay]) -> list[dict[str, Any]]:
    """The same as JSON values."""
    return [
        {
            "day": day.day,
            "reports": list(day.reports),
            "news": [
                {k: v for k, v in plain(n).items() if k != "quotes"} | _places(n.evidence, n.quotes) for n in day.news
            ],
        }
        for day in days
    ]


def _told(news: News) -> str:
    """The first words of a line: what kind of news it is."""
    match news.kind:
        case "thread":
            return f"new {news.about}: {news.after}"
        case "status":
            cause = "" if news.move else ", by the calendar alone"
            return f"{news.about}: {news.before} → {news.after}{cause}"
        case "due":
            return f"{news.about}: due {when_words(news.before, NO_DUE)} → {when_words(news.after, NO_DUE)}"
        case "contested":
            return f"{news.about}: contested now"
        case "disagreement":
            more = f" (had {news.before} values)" if news.before else ""
            return f"reports differ: {news.after}{more}"
        case "joined":
            return f"{news.about}: one with {news.after}, as more is known"
        case "gone":
            return f"{news.about}: no thread of its own any more, as more is known"
        case "line":
            return news.about


def _quotes(evidence: Iterable[Evidence], quotes: Iterable[str]) -> list[str]:
    """The first passages, each with its report."""
    found = []
    for place, quote in list(zip(evidence, quotes, strict=True))[:_SHOWN]:
        words = " ".join(quote.split())
        short = f"{words[:_LONGEST].rstrip()} …" if len(words) > _LONGEST else words
        found.append(f"{place.report}: »{short}«")
    return found


def _places(evidence: Iterable[Evidence], quotes: Iterable[str]) -> dict[str, Any]:
    """The passages with their words."""
    return {"evidence": [{**plain(e), "text": q} for e, q in zip(evidence, quotes, strict=True)]}


def due_table(record: Record, dues: Sequence[Due], on: date) -> RenderableType:
    """What is overdue on the day `on`, what falls due, and what never had a date."""
    if not dues:
        return cell(
            f"Nothing is due on {when_words(on.isoformat())}: the record holds no commitment or order still open."
        )
    parts = []
    for standing, title in _TITLES.items():
        rows = [
            (
                stacked(_what(d), *_quotes(d.evidence, _words(record, d))),
                stacked(when_words(d.thread.due, NO_DUE), _left(d.days)),
                d.status,
                d.thread.id,
            )
            for d in dues
            if d.standing == standing
        ]
        if rows:
            columns = (("what", 5), ("due", 2), ("status", 0), ("id", 0))
            parts.append(section(f"{title} on {when_words(on.isoformat())}" if standing == "overdue" else title,
                                 table(columns, rows)))  # fmt: skip
    return Group(*parts)


def _what(due: Due) -> str:
    thread = due.thread
    to = f" to {thread.to}" if thread.to else ""
    nature = getattr(thread, "nature", due.kind)
    return f"{nature} by {thread.by or 'nobody named'}{to}: {thread.what}"


def _words(record: Record, due: Due) -> list[str]:
    """What its passages say."""
    return [record.texts.get(e.report, "")[e.start : e.end] for e in due.evidence]


def _left(days: int | None) -> str | None:
    if days is None:
        return None
    if days < 0:
        return f"{plural(-days, 'day')} ago"
    return f"{plural(days, 'day')} left" if days else "that day"


def due_json(record: Record, dues: Iterable[Due], on: date) -> dict[str, Any]:
    """The same as a JSON object: `overdue`, `due` and `no_date`, each a list."""
    found: dict[str, Any] = {"on": on.isoformat(), "as_of": record.as_of, "overdue": [], "due": [], "no_date": []}
    for due in dues:
        thread = due.thread
        found[due.standing.replace(" ", "_")].append(
            {
                "id": thread.id, "kind": due.kind, "nature": getattr(thread, "nature", None), "what": thread.what,
                "by": thread.by, "to": thread.to, "due": thread.due, "days": due.days, "status": due.status,
                "contested": thread.contested, "reports": list(thread.reports),
                **_places(due.evidence, _words(record, due)),
            }
        )  # fmt: skip
    return found
