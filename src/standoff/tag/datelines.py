"""Where a report's first words begin behind its place, date and agency: "PORTSIDE, May 3 (Agency) - Nurses ...".

A parser takes the place for the subject of the sentence, so it is shown what comes after it. Nothing is cut out of the
text: offsets go on counting from where the report begins.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_PLACE = r"[A-Z][\w.'’-]{1,24}(?: (?:de|la|del|da|do|of|el|al)\b| [A-Z][\w.'’-]{1,24}){0,4}"
_AGENCY = r"\([A-Z][\w .,/&’'-]{1,40}\)"
_HEAD = re.compile(
    rf"(?P<place>{_PLACE})(?P<region>(?: \({_PLACE}\))?(?:[,/] ?{_PLACE})?(?<!day))"
    rf"(?P<date>,? ?\(?{_DAY}\)?)?(?P<agency>,? ?{_AGENCY}|,? [A-Z]{{2,8}}(?![\w’']))?"
    r"(?P<end> {0,3}(?:--|[—–:-]) {0,3})"
)
_UNMARKED = re.compile(rf"{_PLACE}(?: \({_PLACE}\))?(?:[,/] ?{_PLACE})?(?<!day),? ?{_DAY},? {_AGENCY} {{1,3}}")
_DATED = re.compile(rf"{_DAY} {_AGENCY}(?: {{0,3}}(?:--|[—–:-]))? {{0,3}}")
_LONGEST = 110
_SHORTEST = 4
"""Letters below which capitals are an abbreviation rather than a place."""


def dateline(sentence: str) -> int:
    """How many characters at the head of the sentence are a dateline; 0 where there is none.

    A place in capitals before a dash is enough; one in small letters needs a date or an agency with it.
    """
    head = sentence[:_LONGEST]
    whole = _DATED.match(head) or _UNMARKED.match(head)
    found = _HEAD.match(head)
    if found is None and whole is not None:
        return whole.end() if _opens(sentence, whole.end()) else 0
    if found is None or not _opens(sentence, found.end()):
        return 0
    mark, place = found["end"].strip(), found["place"]
    date, agency = bool(found["date"]), found["agency"] or ""
    if mark == ":":
        told = date
    elif not found["end"].endswith(" "):
        told = False
    else:
        shouted = place.isupper() and sum(c.isalpha() for c in place) >= _SHORTEST and found["end"].startswith(" ")
        told = date or "(" in agency or shouted
    return found.end() if told and not sentence[found.end() :].isupper() else 0


def _opens(sentence: str, at: int) -> bool:
    """Whether a sentence may begin at `at`."""
    first = sentence[at : at + 2].lstrip("“\"'‘(")[:1]
    return first.isupper() or first.isdigit()
