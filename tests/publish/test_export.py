"""The export holds exactly the keys of the design, and the same record gives the same bytes."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from tram_record import TEXTS, tram_record

from standoff.errors import UnknownName
from standoff.publish.export import to_json, view
from standoff.publish.views import VIEWS

THREAD = "id what status contested reports origins history slots "
KEYS = {
    "reports": "id sha256 sources source title published stamped published_basis why language set_aside noted unread",
    "actors": "id name aliases kind role affiliation side decided",
    "statements": "id report speaker kind cue content",
    "times": "id report start end text type value span",
    "moves": (
        "id report kind actor addressee what items when when_why place modality partial said_by quantities evidence "
        "origin happening maybe_same_as threads score rule"
    ),
    "happenings": "id kind when moves",
    "tallies": "id what value of report start end",
    "disagreements": "id about slot values",
    "copies": "reports kind passages",
    "decisions": "id kind what names values by when why source state note actors evidence",
}
THREAD_KEYS = {
    "demands": THREAD + "by of responses",
    "commitments": THREAD + "by to nature form condition due",
    "talks": THREAD + "round date invited terms scheduled begun ended lasted venue with delegation minutes outcome",
    "actions": THREAD + "by start end phases",
    "orders": THREAD + "by to due",
}
PARTS = {
    ("reports", "set_aside"): "start end reason",
    ("reports", "noted"): "start end",
    ("reports", "unread"): "start end chance",
    ("statements", "content"): "start end",
    ("moves", "evidence"): "start end",
    ("moves", "items"): "what evidence thread",
    ("moves", "quantities"): "value unit of start end",
    ("disagreements", "values"): "value reports origins evidence",
    ("copies", "passages"): "a b",
    ("actors", "decided"): "field suggested decided decision",
}


def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(tram_record()))
    return found


def test_the_record_has_the_keys_of_the_schema() -> None:
    assert set(data()) == {"schema", "dispute", "as_of", "made_by", "threads", *KEYS}
    assert set(data()["made_by"]) == {"standoff", "tagger", "models", "min_score", "left_out"}
    assert data()["schema"] == 1


@pytest.mark.parametrize(("name", "keys"), KEYS.items())
def test_each_object_has_the_keys_of_the_schema(name: str, keys: str) -> None:
    assert data()[name]
    assert all(set(x) == set(keys.split()) for x in data()[name])


@pytest.mark.parametrize(("name", "keys"), THREAD_KEYS.items())
def test_each_thread_has_the_keys_of_the_schema(name: str, keys: str) -> None:
    assert set(data()["threads"]) == set(THREAD_KEYS)
    assert all(set(x) == set(keys.split()) for x in data()["threads"][name])
    assert all(set(c) == {"when", "status", "move"} for x in data()["threads"][name] for c in x["history"])


@pytest.mark.parametrize(("where", "keys"), PARTS.items())
def test_each_part_has_the_keys_of_the_schema(where: tuple[str, str], keys: str) -> None:
    parts = [part for x in data()[where[0]] for part in x[where[1]]]
    assert parts
    assert all(set(p) == set(keys.split()) for p in parts)


def test_responses_phases_and_slots_have_the_keys_of_the_schema() -> None:
    threads = data()["threads"]
    assert set(threads["demands"][1]["responses"][0]) == {"kind", "by", "when", "move"}
    assert set(threads["actions"][0]["phases"][0]) == {"phase", "when", "partial", "move"}
    assert set(threads["talks"][0]["slots"]) == {"begun", "with"}
    assert set(threads["talks"][0]["slots"]["begun"][0]) == {"report", "start", "end"}
    assert threads["talks"][0]["with"] == ["drivers' union", "transport board"]


def test_the_same_record_gives_the_same_bytes_whatever_the_order_of_its_maps() -> None:
    record = tram_record()
    turned = dataclasses.replace(record, texts=dict(reversed(TEXTS.items())))
    assert to_json(record) == to_json(turned)


def test_keys_are_sorted_text_is_utf_8_and_the_last_byte_a_line_end() -> None:
    found = to_json(tram_record())
    assert found.endswith(b"}\n")
    assert "“Friday morning”".encode() in found
    text = json.dumps(json.loads(found), ensure_ascii=False, indent=1, sort_keys=True)
    assert found.decode("utf-8") == f"{text}\n"


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_json(name: str) -> None:
    assert json.loads(json.dumps(view(tram_record(), name)))


def test_the_timeline_stands_in_the_order_of_dates_and_the_undated_last() -> None:
    lines = view(tram_record(), "timeline")
    assert [x["when"] for x in lines][:3] == ["2031-05-02", "2031-05-04", None]
    assert [x["id"] for x in lines] == ["m07", "ha1", "m08", "m03", "m04", "m05", "m06"]
    assert lines[1]["moves"] == ["m01", "m02"]
    assert len(lines[1]["reports"]) == 2
    assert lines[1]["origins"] == ["family-1"]
    assert (lines[1]["modality"], lines[1]["said_by"]) == (["alleged"], ["drivers' union"])


def test_the_summary_counts_what_is_unread() -> None:
    found = view(tram_record(), "summary")
    assert found["counts"]["unread"] == 1
    assert 0 < found["unread_share"] < 0.1
    assert [r["published_basis"] for r in found["undated"]] == ["inferred", "unknown"]
    assert found["tallies"][0]["named"] == 2


def test_a_view_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=r"no view called 'demand'; the views are summary, timeline"):
        view(tram_record(), "demand")
