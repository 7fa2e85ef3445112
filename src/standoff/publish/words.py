"""The few words that every view shares: dates for people, counts, and modality. Nothing here rules on anything."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from standoff.model import Modality

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_DATE = "no date"
NO_DUE = "none given"

MODALITY_WORDS: dict[Modality, str] = {
    "happened": "reported",
    "planned": "planned",
    "conditional": "conditional",
    "alleged": "alleged",
    "denied": "denied",
}
"""`happened` is what a report tells as done; that is the report's word, so people read "reported"."""

_POINT = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d))?(?:-(?P<d>\d\d))?(?:T(?P<t>\d\d:\d\d)(?::\d\d)?)?(?P<q>[~?%]?)")
# C0 controls but tab and line feed become their pictures, DEL and C1 too: what a terminal would obey is only shown.
_CONTROLS = {c: 0x2400 + c for c in range(0x20) if c not in (0x09, 0x0A)} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
# Direction overrides could make a line of the record read as another one.
_CONTROLS |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)


def harmless(text: str) -> str:
    """`text` with every control character that a terminal would obey made visible; of the same length."""
    return text.translate(_CONTROLS)


def plural(number: int, noun: str) -> str:
    """`1 report`, `2 reports`; nouns that end in `y` after a consonant take `ies`."""
    if number != 1:
        noun = noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"
    return f"{number:,} {noun}"


def joined(parts: Iterable[str | None], separator: str = ", ") -> str:
    """The parts that are there, joined."""
    return separator.join(p for p in parts if p)


def modality_words(modalities: Iterable[Modality]) -> str:
    """`alleged`, or `reported and denied` when reports differ."""
    return " and ".join(MODALITY_WORDS[m] for m in modalities)


def when_key(edtf: str | None) -> tuple[bool, str, str]:
    """Sorts EDTF dates as a reader would: by first day, then last; an open start by its end; no date comes last."""
    if not edtf:
        return (True, "", "")
    first, _, last = edtf.partition("/")
    closed_first = "" if first in ("", "..") else first.rstrip("~?%")
    closed_last = "" if last in ("", "..") else last.rstrip("~?%")
    return (False, closed_first or closed_last, closed_last or closed_first)


def when_words(edtf: str | None, missing: str = NO_DATE) -> str:
    """An EDTF date in words: `18 Sep 2024`, `10–11 Aug 2024`, `about Sep 2024`, `until 21 Sep 2024`.

    What this does not know (ISO 8601-2 level 2) is shown as it stands.
    """
    if not edtf:
        return missing
    if "/" not in edtf:
        return _point(edtf) or edtf
    first, _, last = edtf.partition("/")
    if first in ("", ".."):
        point = _point(last)
        return f"until {point}" if point else edtf
    if last in ("", ".."):
        point = _point(first)
        return f"from {point}" if point else edtf
    return _interval(first, last) or edtf


def _point(text: str) -> str | None:
    """One EDTF point in words; None when it is not a plain one."""
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = match["y"], int(match["m"] or 0), int(match["d"] or 0)
    if month > 12 or (match["m"] and not month) or not _exists(int(year), month or 1, day or 1):
        return None
    words = joined([str(day) if day else None, MONTHS[month - 1] if month else None, year], " ")
    words += f", {match['t']}" if match["t"] else ""
    return {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}[match["q"]] + words


def _exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _interval(first: str, last: str) -> str | None:
    """`10–11 Aug 2024`, `30 Aug – 2 Sep 2024`: what both ends share is said once, a whole month or year as one."""
    if whole := _whole(first, last):
        return _point(whole)
    start, end = _point(first), _point(last)
    if start is None or end is None:
        return None
    if start == end:
        return start
    a, b = start.split(" "), end.split(" ")
    if len(a) == len(b) == 3 and a[1:] == b[1:]:
        return f"{a[0]}–{end}"
    if len(a) == len(b) and len(a) > 1 and a[-1] == b[-1]:
        return f"{' '.join(a[:-1])} – {end}"
    return f"{start} – {end}"


def _whole(first: str, last: str) -> str | None:
    """The month or year, as EDTF, that runs from `first` to `last`."""
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    month = first[:7]
    if first[7:] == "-01" and last[:7] == month and _point(last):
        days = monthrange(int(month[:4]), int(month[5:]))[1]
        return month if last == f"{month}-{days}" else None
    return None
