"""Which dates of reports are taken as given: what a user said, the stamp, the date a page prints.

A stamp is trusted unless the text firmly contradicts it; then the better date is taken and both are told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from standoff.link.clues import Clues
from standoff.link.dating import NEWS_DAYS
from standoff.link.world import GIVEN, STAMP, Members, count_groups, nearest_year, starts_of
from standoff.model import ReadReport

_LATEST, _LATEST_YEARLESS = 180, 14
"""Days after a stamp up to which a date told as past contradicts it: with its year given, and with none."""
_LATE_COPY, _NEAR_STAMP, _YEAR = 4, 90, (330, 400)
"""Days by which the stamp of a later copy may be late where the weekday shows it; days from the stamp within which a
firm date bears it out; days that make about a year."""
_CLOSE = 1
"""Days by which a stamp and a printed date may differ without a word: time zones and late updates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A publication date known before anything is inferred.

    `first` and `last` are equal but where a stamp was overruled by something that leaves a choice. `overruled`
    tells in a sentence which date was set aside, and for what.
    """

    first: date
    last: date
    firmness: int
    why: str
    overruled: str | None = None


def _parsed(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def known_date(read: ReadReport, clues: Clues) -> Known | None:
    """The date of one report from what a user, a stamp or the page says of it, None where nothing does."""
    name = read.report.id
    given = _parsed(read.report.given_published)
    if given is not None:
        return Known(first=given, last=given, firmness=GIVEN, why=f"{name} was given the date {given.isoformat()}")
    stamp = _parsed(read.reading.stamped)
    printed = clues.printed.in_year(clues.printed.year or 1) if clues.printed is not None else None
    if stamp is not None and printed is not None and abs((stamp - printed).days) > _CLOSE:
        quote = clues.printed.quote if clues.printed is not None else ""
        return Known(
            first=printed,
            last=printed,
            firmness=STAMP,
            why=f"{name} prints “{quote}”",
            overruled=f"{name} is stamped {stamp.isoformat()} and prints “{quote}”: the printed date is taken",
        )
    if stamp is not None:
        why = f"{name} is stamped {stamp.isoformat()}"
        return _against_text(name, clues, "stamped", stamp, why)
    if printed is not None and clues.printed is not None:
        why = f"{name} prints its date, “{clues.printed.quote}”"
        return _against_text(name, clues, "dated", printed, why)
    return None


def _against_text(name: str, clues: Clues, how: str, day: date, why: str) -> Known:
    """The date unless the text tells, as past, of what had not yet come on that day."""
    known = Known(first=day, last=day, firmness=STAMP, why=why)
    later = sorted(
        {
            (told, clue.quote, clue.lead)
            for clue in clues.dates
            if clue.tense < 0
            and not clue.caption
            and (clue.year or clue.lead)
            and (told := clue.in_year(clue.year) if clue.year else nearest_year(clue, day)) is not None
            and day < told <= day + timedelta(days=_LATEST if clue.year else _LATEST_YEARLESS)
        }
    )
    if later and (later[-1][2] or len({told for told, _, _ in later}) > 1):
        told, quote, _ = later[-1]
        return Known(
            first=told,
            last=told + timedelta(days=NEWS_DAYS),
            firmness=STAMP,
            why=f"{name} is {how} {day.isoformat()} but tells of “{quote}” ({told.isoformat()}) as past",
            overruled=f"{name} is {how} {day.isoformat()}, tells of {told.isoformat()}",
        )
    lead = clues.lead_weekday
    following = day + timedelta(days=1)
    again = [w for w in clues.weekdays if w.near and w.tense < 0 and lead is not None and w.weekday == lead.weekday]
    if lead is not None and lead.near and lead.weekday == following.weekday() and len({w.sentence for w in again}) > 1:
        text = f"{name} is {how} {day.isoformat()} but begins with the news of “{lead.quote}”, the day after"
        told_of = f"{name} is {how} {day.isoformat()}, tells of {following.isoformat()}"
        return replace(known, first=following, last=following, why=text, overruled=told_of)
    return _too_late(name, clues, how, known) or known


def _too_late(name: str, clues: Clues, how: str, known: Known) -> Known | None:
    """A better date where a stamp is that of a later copy: a weekday too late, or about a year.

    "Today, Friday" in a report stamped on the Monday after; a lead that names weekday and date of about a year
    before, with no firm date near the stamp.
    """
    day = known.first
    if clues.own_weekday is not None:
        quote, weekday = clues.own_weekday
        back = (day.weekday() - weekday) % 7
        if 0 < back <= _LATE_COPY:
            better = day - timedelta(days=back)
            told_of = f"{name} is {how} {day.isoformat()}, tells of {better.isoformat()}"
            why = f"{name} is {how} {day.isoformat()} but says “{quote}”: published on {better.isoformat()}"
            return replace(known, first=better, last=better, why=why, overruled=told_of)
    firm = [(c, nearest_year(c, day)) for c in clues.dates if c.year is None and c.weekday is not None]
    firm += [(c, told) for c in clues.dates if c.year is not None and (told := c.in_year(c.year)) is not None]
    lead = min((told for c, told in firm if c.lead), default=None)
    if lead is None or not _YEAR[0] <= (day - lead).days <= _YEAR[1]:
        return None
    if any(abs((day - told).days) <= _NEAR_STAMP for _, told in firm):
        return None
    quote = next(c.quote for c, told in firm if c.lead and told == lead)
    return replace(
        known,
        first=lead,
        last=lead + timedelta(days=NEWS_DAYS),
        why=f"{name} is {how} {day.isoformat()} but begins with the news of “{quote}” ({lead.isoformat()})",
        overruled=f"{name} is {how} {day.isoformat()}, tells of {lead.isoformat()}",
    )


def is_suspect(known: Known, clues: Clues) -> bool:
    """Whether a known date does not go with the weekday of the lead, so that day counts may contradict it."""
    lead = clues.lead_weekday
    open_to_doubt = known.firmness < GIVEN and known.first == known.last and lead is not None
    return open_to_doubt and lead is not None and not _is_recent(lead.weekday, known.first)


def against_counts(
    name: str, known: Known, clues: Clues, members: Mapping[str, Members], dated: Mapping[str, date]
) -> Known:
    """The known date of a suspect report, or a better one where day count and weekday of the lead both contradict it.

    At least two other reports must agree on when the running thing began, and the weekday must fit the day that the
    count yields. `members` are the counts of dated reports by kind.
    """
    lead = clues.lead_weekday
    if lead is None:
        return known
    for clue in clues.counts:
        others = [(n, c) for n, c in members.get(clue.kind, ()) if n != name]
        for group in count_groups(others, dated):
            starts = starts_of(group, dated)
            low, high = max(s for s, _ in starts) + clue.low, min(s for _, s in starts) + clue.high
            days = [date.fromordinal(d) for d in range(low, high + 1)] if high - low <= NEWS_DAYS else []
            fitting = [d for d in days if _is_recent(lead.weekday, d)]
            close = fitting and min(abs((d - known.first).days) for d in days) <= 3
            if len({n for n, _ in group}) >= 2 and fitting and not close and not clue.wide:
                first, last = fitting[0].isoformat(), fitting[-1].isoformat()
                told = first if first == last else f"{first} to {last}"
                overruled = f"{name} is stamped {known.first.isoformat()}, tells of {told}"
                why = f"{overruled}: “{clue.quote}” and “{lead.quote}” agree on it"
                return replace(known, first=fitting[0], last=fitting[-1], why=why, overruled=overruled)
    return known


def _is_recent(weekday: int, day: date) -> bool:
    """Whether the weekday was `day` itself or at most two days before."""
    return (day.weekday() - weekday) % 7 <= NEWS_DAYS
