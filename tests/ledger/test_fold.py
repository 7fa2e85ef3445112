"""What holds of every fold: order of input, as-of, unread sentences, and that nothing makes it fall over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from invented import CHAIR, COURT, CREWS, FERRIES, MINISTRY, Act, Told, linked, one, record
from standoff.ledger import fold
from standoff.model import MoveKind, TimeSymbol
from standoff.publish.export import to_json
from standoff.record import Made, Record

T = TypeVar("T")
MADE = Made(standoff="0", tagger="hand")
_WORDS = [
    "night", "allowance", "rota", "deckhands", "drills", "canteen", "quay", "meeting", "talks", "strike", "sit-in",
    "march", "rally", "protest", "demands", "most", "all", "of", "the", "written", "minutes", "promise",
    "by", "work", "resumed", "services", "began", "failed", "positive", "court", "order", "5", "percent",
]
_KINDS: tuple[MoveKind, ...] = get_args(MoveKind)
_DAYS = st.integers(0, 40).map(lambda n: (date(2031, 4, 20) + timedelta(n)).isoformat())
_ODD = ["2031-05", "2031", "2031-05-01/2031-05-04", "../2031-05-03", "never", "9999-12-31", "0001-01-01"]
_WHEN = st.none() | _DAYS | st.sampled_from(_ODD)
_SYMBOLS = st.builds(
    TimeSymbol,
    kind=st.sampled_from(["count", "duration", "clock", "calendar", "offset"]),
    amount=st.none() | st.floats(-5, 1e12),
    unit=st.sampled_from(["day", "hour", "week", "decade", None]),
    modifier=st.sampled_from(["before", "within", "until", None]),
    clock=st.sampled_from(["19:00", None]),
    of=st.sampled_from(["strike", None]),
)
_ACTORS = st.sampled_from([CREWS, FERRIES, MINISTRY, CHAIR, COURT, "nobody known", f"{CREWS} + {FERRIES}", None])
_LINES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join)


@st.composite
def acts(draw: st.DrawFn, line: str) -> Act:
    return draw(
        st.builds(
            Act,
            kind=st.sampled_from(_KINDS), by=_ACTORS, to=_ACTORS, what=_LINES, when=_WHEN,
            modality=st.sampled_from(["happened", "planned", "conditional", "alleged", "denied"]),
            said_by=_ACTORS, items=st.lists(st.just(line.split()[0]), max_size=2).map(tuple),
            round=st.sampled_from([None, 1, 2]), form=st.sampled_from([None, "signed", "unclear"]),
            partial=st.booleans(), place=st.sampled_from([None, "the quay"]),
            times=st.lists(st.tuples(st.just(line), _SYMBOLS, _WHEN), max_size=2).map(tuple),
            figures=st.lists(st.tuples(st.just(line.split()[-1]), st.sampled_from(["people", "", "percent"]),
                                       st.sampled_from([None, "delegation"])), max_size=1).map(tuple),
        )
    )  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[Told]:
    told = []
    for i in range(draw(st.integers(0, 5))):
        lines = draw(st.lists(_LINES, max_size=3))
        told.append(Told(name=f"r{i}", day=draw(st.none() | _DAYS), titled=draw(st.booleans()),
                         lines=[(line, draw(st.lists(acts(line), max_size=2))) for line in lines]))  # fmt: skip
    return told


def mixed(parts: tuple[T, ...], random: Random) -> tuple[T, ...]:
    return tuple(random.sample(parts, len(parts)))


def everything(known: Record) -> str:
    return to_json(known).decode()


@settings(max_examples=80, deadline=None)
@given(told=stories(), shuffle=st.randoms(use_true_random=False))
def test_any_moves_fold_the_same_in_any_order(told: list[Told], shuffle: Random) -> None:
    first = linked(*told)
    again = replace(
        first, reports=mixed(first.reports, shuffle), moves=mixed(first.moves, shuffle),
        actors=mixed(first.actors, shuffle), happenings=mixed(first.happenings, shuffle),
    )  # fmt: skip
    assert everything(fold(first, None, MADE)) == everything(fold(again, None, MADE))
    shuffle.shuffle(told)
    assert everything(record(*told)) == everything(fold(first, "ferries", MADE))


@settings(max_examples=60, deadline=None)
@given(told=stories())
def test_threads_and_disagreements_hold_together(told: list[Told]) -> None:
    known = record(*told)
    moves = {m.id: m for m in known.moves}
    threads = [
        *known.threads.demands, *known.threads.commitments, *known.threads.talks, *known.threads.actions,
        *known.threads.orders,
    ]  # fmt: skip
    assert len({t.id for t in threads}) == len(threads)
    for thread in threads:
        assert thread.status == thread.history[-1].status
        assert all(c.move in moves for c in thread.history if c.move is not None)
        assert all(c.move or c.status in ("overdue", "lapsed") for c in thread.history)
        mine = [m for m in known.moves if thread.id in m.threads]
        assert mine
        assert thread.reports == tuple(sorted({m.report for m in mine}))
        for places in thread.slots.values():
            for place in places:
                assert 0 <= place.start <= place.end <= len(known.texts[place.report])
    for line in known.disagreements:
        assert len(line.values) >= 2
        assert all(v.evidence for v in line.values)
    for report in known.reports:
        assert not {(p.start, p.end) for p in report.noted} & {(p.start, p.end) for p in report.unread}


def test_an_empty_record() -> None:
    known = record()
    assert json.loads(everything(known))["threads"]["demands"] == []


def test_sentences_are_read_noted_or_unread() -> None:
    time = (("at noon", TimeSymbol(kind="clock", clock="12:00"), None),)
    told = Told(name="r", day="2031-05-02", lines=(
        ("The crews want a rest day at noon.", (Act(kind="demand", by=CREWS, what="a rest day", times=time),)),
        ("Gulls were seen.", ()),
    ))  # fmt: skip
    line = record(told).reports[0]
    text = linked(told).reports[0].report.text
    assert [text[p.start : p.end] for p in line.unread] == ["Gulls were seen."]
    assert line.noted == ()


def test_ids_do_not_change_when_later_reports_come() -> None:
    first = one("a", "2031-05-02", "They want lifeboats.", Act(kind="demand", by=CREWS, what="two lifeboats"))
    later = one("b", "2031-05-03", "Lifeboats again.", Act(kind="demand", by=CREWS, what="two lifeboats"))
    one_only, both = record(first), record(first, later)
    assert [d.id for d in one_only.threads.demands] == [d.id for d in both.threads.demands]
    assert [h.id for h in one_only.happenings] == [h.id for h in both.happenings]
