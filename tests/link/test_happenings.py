"""One act told many times is one happening, and different acts are not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import CREWS, FERRIES, Act, Told, linked, one
from standoff.link.happenings import group
from standoff.link.linked import Linked


def partition(known: Linked) -> set[frozenset[str]]:
    """The reports of each happening told more than once."""
    by_id = {m.id: m for m in known.moves}
    return {frozenset(by_id[m].report for m in h.moves) for h in known.happenings if len(h.moves) > 1}


def talks(what: str, when: str | None, number: int | None = None) -> Act:
    return Act(kind="talks", by=FERRIES, to=CREWS, what=what, when=when, round=number)


SAME = [
    ("a promise called an offer elsewhere",
     Act(kind="promise", by=FERRIES, what="restore the night allowance", when="2031-05-02"),
     Act(kind="offer", by=FERRIES, what="restoring the night allowance", when="2031-05-02")),
    ("one undated", Act(kind="refuse", by=FERRIES, what="hire deckhands for the night boats", when="2031-05-02"),
     Act(kind="refuse", by=FERRIES, what="hire more deckhands for night boats")),
    ("talks by their day", talks("meeting at the customs house", "2031-05-02"), talks("a first round", "2031-05-02")),
    ("talks by their round", talks("second round", None, 2), talks("round two at the quay", "2031-05-02", 2)),
]  # fmt: skip

APART = [
    ("different days", Act(kind="refuse", by=FERRIES, what="a rest day after night boats", when="2031-05-02"),
     Act(kind="refuse", by=FERRIES, what="a rest day after night boats", when="2031-05-09")),
    ("different rounds", talks("meeting", "2031-05-02", 1), talks("meeting", "2031-05-02", 2)),
    ("different parties", Act(kind="promise", by=FERRIES, what="respect the truce at the quay"),
     Act(kind="promise", by=CREWS, what="respect the truce at the quay")),
    ("different subjects", Act(kind="demand", by=CREWS, what="lifeboat drills in harbour"),
     Act(kind="demand", by=CREWS, what="canteen prices frozen")),
    ("told, and denied at no known time", Act(kind="leave", by="harbour master", what="resigned", when="2031-05-02"),
     Act(kind="leave", by="harbour master", what="resigned", modality="denied")),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), [(a, b) for _, a, b in SAME], ids=[n for n, _, _ in SAME])
def test_one_act_in_two_reports_is_one_happening(a: Act, b: Act) -> None:
    known = linked(one("r1", "2031-05-03", "Told one way.", a), one("r2", "2031-05-03", "Told another.", b))
    assert partition(known) == {frozenset(("r1", "r2"))}


@pytest.mark.parametrize(("a", "b"), [(a, b) for _, a, b in APART], ids=[n for n, _, _ in APART])
def test_two_acts_stay_two(a: Act, b: Act) -> None:
    known = linked(one("r1", "2031-05-10", "Told one way.", a), one("r2", "2031-05-10", "Told another.", b))
    assert partition(known) == set()


def test_a_headline_and_its_body_are_one() -> None:
    refusal = Act(kind="refuse", by=FERRIES, what="crews' rota plan")
    body = Act(kind="refuse", by=FERRIES, what="turned down the rota plan that the crews had put forward",
               when="2031-05-02")  # fmt: skip
    known = linked(
        Told(name="r", day="2031-05-03", titled=True,
             lines=(("Ferries reject crews' rota plan", (refusal,)), ("They turned it down on Friday.", (body,))))
    )  # fmt: skip
    assert len(known.happenings) == 1
    assert known.happenings[0].when == "2031-05-02"


def test_where_two_would_do_it_says_so() -> None:
    twice = Act(kind="refuse", by=FERRIES, what="a rest day after night boats", when="2031-05-02")
    later = Act(kind="refuse", by=FERRIES, what="a rest day after night boats", when="2031-05-06")
    undated = Act(kind="refuse", by=FERRIES, what="a rest day after night boats")
    known = linked(
        one("r1", "2031-05-07", "It was refused.", twice), one("r2", "2031-05-07", "Refused.", later),
        one("r3", "2031-05-07", "A refusal.", undated),
    )  # fmt: skip
    move = next(m for m in known.moves if m.report == "r3")
    assert len(known.happenings) == 3
    assert len(move.maybe_same_as) == 2


_WORDS = ["night", "allowance", "rota", "deckhands", "drills", "canteen", "quay", "meeting", "strike"]
_ACTS = st.builds(
    Act,
    kind=st.sampled_from(["promise", "offer", "agree", "accept", "talks", "refuse", "demand", "invite"]),
    by=st.sampled_from([CREWS, FERRIES, None]),
    what=st.lists(st.sampled_from(_WORDS), max_size=4).map(" ".join),
    when=st.none() | st.integers(0, 9).map(lambda n: (date(2031, 5, 1) + timedelta(n)).isoformat()),
    round=st.sampled_from([None, None, 1, 2]),
)


@settings(max_examples=60, deadline=None)
@given(acts=st.lists(_ACTS, max_size=8), seed=st.randoms(use_true_random=False))
def test_every_move_is_in_one_happening_in_whatever_order(acts: list[Act], seed: Random) -> None:
    reports = [one(f"r{i}", "2031-05-12", f"Line {i} of it.", act) for i, act in enumerate(acts)]
    known = linked(*reports)
    mixed = seed.sample(known.moves, len(known.moves))
    again = group(mixed, known.reports[::-1], known.tagged, known.chronology.published)
    assert again == (known.moves, known.happenings)
    assert sorted(m for h in known.happenings for m in h.moves) == sorted(m.id for m in known.moves)
    homes = {m: h.id for h in known.happenings for m in h.moves}
    assert all(m.happening == homes[m.id] for m in known.moves)
