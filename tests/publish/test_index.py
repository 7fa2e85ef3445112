"""Any id leads to its thing and its passages; an unknown one to the nearest."""

from __future__ import annotations

import pytest
from tram_record import BRIEF, LEDGER, SHARED, TEXTS, WIRE, seen, tram_record

from standoff.errors import UnknownName
from standoff.publish.index import EntryKind, RecordIndex, copy_id
from standoff.record import Evidence

COPY = copy_id(tram_record().copies[0])
IDS: list[tuple[str, EntryKind, tuple[Evidence, ...]]] = [
    (BRIEF, "report", ()),
    ("ac-lead", "actor", (seen(LEDGER, "Mira Oldane"),)),
    ("st1", "statement", (seen(LEDGER, "“We want a pay rise of nine percent and an end to split shifts,”"),)),
    ("ti1", "time", (seen(BRIEF, "Friday morning"),)),
    ("m04", "move", (seen(LEDGER, "The board promised to replace the old brakes by 1 June."),)),
    ("ha1", "happening", (seen(WIRE, SHARED), seen(LEDGER, SHARED))),
    ("de1", "demand", (seen(LEDGER, "a pay rise of nine percent"),)),
    ("co1", "commitment", (seen(LEDGER, "The board promised to replace the old brakes by 1 June."),)),
    ("or1", "order", (seen(WIRE, "A city court ordered the drivers to keep night trams running until Friday."),)),
    ("tl1", "tally", (seen(LEDGER, "Three of the five demands"),)),
    ("di1", "disagreement", (seen(WIRE, "began at 7 pm"), seen(LEDGER, "began at 6.30 pm"))),
    (COPY, "copy", (seen(WIRE, SHARED), seen(LEDGER, SHARED))),
]


@pytest.mark.parametrize(("name", "kind", "passages"), IDS)
def test_an_id_leads_to_its_thing_and_its_passages(name: str, kind: EntryKind, passages: tuple[Evidence, ...]) -> None:
    index = RecordIndex(tram_record())
    assert index.find(name).kind == kind
    assert index.evidence(name) == passages


def test_every_passage_lies_in_its_report() -> None:
    index = RecordIndex(tram_record())
    for name in (*(i for i, _, _ in IDS), "ta1", "ac1", "de2"):
        for passage in index.evidence(name):
            assert 0 <= passage.start < passage.end <= len(TEXTS[passage.report])


def test_the_beginning_of_an_id_is_enough_when_it_is_the_only_one() -> None:
    index = RecordIndex(tram_record())
    assert index.find("brief").id == BRIEF
    assert index.find("copy-").id == COPY
    assert index.find("ac1").kind == "action"
    with pytest.raises(UnknownName, match=r"'de' begins more than one id: de1, de2; give more of it"):
        index.find("de")


@pytest.mark.parametrize(
    ("name", "hint"), [("br1ef.txt", "brief.txt"), ("st2", "st1"), ("", "lists? the ids"), ("zzzz", "list")]
)
def test_an_unknown_id_is_named_with_what_is_near(name: str, hint: str) -> None:
    with pytest.raises(UnknownName, match=hint):
        RecordIndex(tram_record()).find(name)


def test_a_thread_knows_its_moves_also_those_that_only_an_item_or_its_history_names() -> None:
    index = RecordIndex(tram_record())
    assert [m.id for m in index.moves_of("de2")] == ["m01", "m03"]
    assert [m.id for m in index.moves_of("ta1")] == ["m02", "m01", "m05"]


def test_support_counts_reports_origins_and_voices_apart() -> None:
    index = RecordIndex(tram_record())
    assert index.support(index.moves_at("ha1")).words() == "2 reports, 1 origin, 1 voice"
    assert index.support([m for m in index.record.moves if m.id == "m07"]).words() == "1 report, 1 origin"
