"""Every view and every `why` can be read at any width and without colour, and cuts nothing off."""

from __future__ import annotations

import dataclasses
import io
import re

import pytest
from rich.console import Console, RenderableType
from tram_record import BRIEF, LEDGER, TEXTS, WIRE, tram_record

from standoff.errors import UnknownName
from standoff.publish.index import copy_id
from standoff.publish.terminal import render, why
from standoff.publish.views import VIEWS
from standoff.record import Made, Record, Threads

IDS = {
    "summary": ["de1", "de2", "co1", "ta1", "ac1", "or1", "di1", "tl1", copy_id(tram_record().copies[0]), BRIEF, "e2"],
    "timeline": ["ha1", "m03", "m04", "m05", "m06", "m07", "m08"],
    "demands": ["de1", "de2", "m01", "m03"],
    "commitments": ["co1", "m04"],
    "talks": ["ta1", "m01"],
    "actions": ["ac1", "m07"],
    "orders": ["or1", "m06"],
    "disagreements": ["di1"],
    "reports": [BRIEF, LEDGER, WIRE],
    "actors": ["ac-union", "ac-board", "ac-lead", "ac-court", "e1"],
    "decisions": ["e1", "e2"],
    "unread": [LEDGER, "442-494", "0.25"],
}


def shown(renderable: RenderableType, width: int = 80, colour: bool = False) -> str:
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=colour, no_color=not colour, highlight=False).print(renderable)
    return file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_shows_its_ids_and_fits_the_width(name: str, width: int) -> None:
    text = shown(render(tram_record(), name), width)
    assert all(re.search(rf"(?<![\w-]){re.escape(i)}(?!\w)", text) for i in IDS[name])
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


@pytest.mark.parametrize("name", VIEWS)
def test_nothing_is_cut_off_even_where_it_is_narrow(name: str) -> None:
    wide, narrow = (set(re.findall(r"\w", shown(render(tram_record(), name), w))) for w in (200, 50))
    assert wide == narrow
    assert "…" not in shown(render(tram_record(), name), 50)


def test_the_summary_says_where_everything_stands() -> None:
    text = " ".join(shown(render(tram_record(), "summary"), 120).split())
    for words in (
        "refused, contested",
        "5 said, 2 named in this record",
        "due: 1 Jun 2031",
        "due: none given",
        "started in part, 2 May 2031",
        "talks between union and board (round 2)",
        "when the talks began",
        "1 passage, 19 words",
        "2–3 May 2031",
        "the walk-out was on 2 May 2031",
        "1 sentence unread, 3.8% of the words to be read",
    ):
        assert words in text


def test_a_record_of_nothing_can_be_shown() -> None:
    empty = Record(
        dispute=None, as_of=None, made_by=Made(standoff="0.1.0", tagger="hand"), reports=(), actors=(), statements=(),
        times=(), moves=(), happenings=(), threads=Threads(), tallies=(), disagreements=(), copies=(),
    )  # fmt: skip
    assert all(shown(render(empty, name)).strip() for name in VIEWS)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (LEDGER, ["published 4 May 2031 (given)", "the report is stamped 2031-05-04", "advert", "35-48"]),
        (BRIEF, ["2–3 May 2031 (inferred)", "1. “Friday morning” lies before", "2. the walk-out"]),
        ("ac-union", ["also", "it demands and strikes", "»drivers' union«", "m07"]),
        ("st1", ["said by", "Mira Oldane", "»“We want a pay rise", "split shifts,”«"]),
        ("ti1", ["TIME", "2 May 2031", "1. “Friday morning” stands in brief.txt at 28-42", "»Friday morning«"]),
        ("ti2", ["so the days meant are not known"]),
        ("m01", ["alleged, said by drivers' union", "»The drivers' union said", "50-154", "1. “Sunday” is the last"]),
        ("m04", ["no date", "the report fixes no date", "1 origin"]),
        ("ha1", ["2 reports, 1 origin, 1 voice", "m01", "m02", LEDGER, "0-104", "50-154"]),
        ("de2", ["refused, contested", "refused by transport board", "»an end to split shifts«", "4 May 2031"]),
        ("co1", ["overdue (by the calendar alone)", "unclear", "1 Jun 2031"]),
        ("ta1", ["18:30", "not signed", "»Fourteen drivers«"]),
        ("ac1", ["running", "»Drivers left their trams on Friday morning«"]),
        ("or1", ["none given", "»A city court ordered"]),
        ("tl1", ["demands met: 3 of 5", "»Three of the five demands«"]),
        ("di1", ["18:30", "19:00", "»began at 6.30 pm«", "»began at 7 pm«"]),
        (copy_id(tram_record().copies[0]), ["one wire copy: 1 passage shared", "50-154", "0-104"]),
    ],
)
def test_why_shows_what_an_id_rests_on(name: str, words: list[str]) -> None:
    text = " ".join(shown(why(tram_record(), name), 120).split())
    assert all(w in text for w in words), text


def test_why_highlights_where_the_terminal_can() -> None:
    assert "\x1b[1m»Friday morning«\x1b[0m" in shown(why(tram_record(), "ti1"), colour=True)


def test_why_says_when_the_record_holds_no_text() -> None:
    bare = dataclasses.replace(tram_record(), texts={})
    assert "characters 28-42; the record holds no text of it" in shown(why(bare, "ti1"))


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(UnknownName, match="the nearest are"):
        why(tram_record(), "m0x")
    with pytest.raises(UnknownName, match="there is no view"):
        render(tram_record(), "nothing")


def test_markup_and_control_characters_of_a_report_are_inert() -> None:
    evil = TEXTS[BRIEF].replace("they are heard", "\x1b[31mred\x9b ok")
    assert len(evil) > len("[bold]")
    record = dataclasses.replace(tram_record(), texts={**TEXTS, BRIEF: evil})
    text = shown(why(record, "m07"), colour=True)
    assert "[bold]they said[/bold]" in text
    assert "\x1b[31m" not in text
    assert "\x9b" not in text
    assert "␛[31mred" in text
