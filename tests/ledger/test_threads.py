"""Threads of an invented dispute: demands, commitments, talks, actions and orders, with what became of them."""

from __future__ import annotations

import pytest

from invented import CHAIR, COURT, CREWS, FERRIES, Act, Told, one, record
from standoff.model import TimeSymbol
from standoff.record import Commitment, Demand, Record, Thread

REST = "a rest day after night crossings"
DEMAND = one("r1", "2031-05-02", "Ferry crews want a rest day after night crossings.",
             Act(kind="demand", by=CREWS, to=FERRIES, what=REST))  # fmt: skip


def reply(kind: str, line: str, name: str = "r2", day: str = "2031-05-05", **more: object) -> Told:
    return one(name, day, line, Act(kind=kind, by=FERRIES, to=CREWS, what=REST, **more))  # type: ignore[arg-type]


def demand(known: Record) -> Demand:
    assert len(known.threads.demands) == 1
    return known.threads.demands[0]


DEMANDS = [
    ("open", []),
    ("promised", [reply("promise", "The line promised a rest day.")]),
    ("accepted", [reply("accept", "The line accepted the demand for a rest day.")]),
    ("refused", [reply("refuse", "The line refused a rest day.")]),
    ("partly", [reply("accept", "The line accepted a rest day for some.", partial=True)]),
    ("met", [reply("implement", "The rest day has been introduced and completed.")]),
    ("accepted", [reply("accept", "Accepted."), reply("promise", "Promised again.", "r3", "2031-05-07")]),
    ("refused", [reply("accept", "Accepted."), reply("refuse", "Refused after all.", "r3", "2031-05-07")]),
    ("accepted", [reply("refuse", "Refused."), reply("accept", "Accepted at last.", "r3", "2031-05-07")]),
    ("open", [reply("refuse", "It did not refuse.", modality="denied")]),
    ("open", [reply("accept", "It would accept if asked.", modality="conditional")]),
    (
        "withdrawn",
        [
            one(
                "r2",
                "2031-05-08",
                "The crews dropped their demand for a rest day.",
                Act(kind="refuse", by=CREWS, to=FERRIES, what=REST),
            )
        ],
    ),
]


@pytest.mark.parametrize(("status", "answers"), DEMANDS, ids=[f"{i} {s}" for i, (s, _) in enumerate(DEMANDS)])
def test_a_demand_stands_as_it_was_last_answered(status: str, answers: list[Told]) -> None:
    thread = demand(record(DEMAND, *answers))
    assert (thread.status, thread.by, thread.of) == (status, CREWS, FERRIES)


def test_one_demand_in_many_wordings_is_one() -> None:
    other = one("r2", "2031-05-04", "They insist on rest days following night crossings.",
                Act(kind="demand", by=CREWS, what="rest days following night crossings"))  # fmt: skip
    assert demand(record(DEMAND, other)).reports == ("r1", "r2")


def test_items_of_a_list_are_demands_of_their_own_and_know_their_thread() -> None:
    listed = one("r2", "2031-05-04", "They ask for two lifeboats and a paid canteen.",
                 Act(kind="demand", by=CREWS, what="a list", items=("two lifeboats", "a paid canteen")))  # fmt: skip
    known = record(DEMAND, listed)
    assert len(known.threads.demands) == 3
    move = next(m for m in known.moves if m.items)
    assert [i.thread for i in move.items] != [None, None]
    assert {i.thread for i in move.items} <= {d.id for d in known.threads.demands}


def test_a_list_left_whole_is_split() -> None:
    line = "They want a rest day after night crossings, two lifeboats and a paid canteen."
    known = record(one("r1", "2031-05-04", line, Act(kind="demand", by=CREWS, what=line[10:-1])))
    assert {d.what for d in known.threads.demands} == {REST, "two lifeboats", "a paid canteen"}
    for thread in known.threads.demands:
        place = thread.slots["what"][0]
        assert known.texts["r1"][place.start : place.end] == thread.what


def test_a_demand_known_only_by_its_refusal_is_one() -> None:
    refusal = one("r1", "2031-05-02", "Northgate Ferries refused to publish the accident log.",
                  Act(kind="refuse", by=FERRIES, to=CREWS, what="to publish the accident log"))  # fmt: skip
    thread = demand(record(refusal))
    assert (thread.status, thread.by, thread.of) == ("refused", CREWS, FERRIES)


def test_demands_for_talks_are_answered_by_an_invitation() -> None:
    asked = one("r1", "2031-05-02", "The crews call for a new round of talks.",
                Act(kind="demand", by=CREWS, what="a new round of talks"))  # fmt: skip
    invited = one("r2", "2031-05-03", "The line invited the crews to talks.",
                  Act(kind="invite", by=FERRIES, to=CREWS, what="talks at the quay", when="2031-05-03"))  # fmt: skip
    thread = next(d for d in record(asked, invited).threads.demands if "round" in d.what)
    assert thread.status == "accepted"


def test_blame_beside_acceptance_is_contested() -> None:
    blame = one("r3", "2031-05-08", "The crews say there is no effort on the rest day after night crossings.",
                Act(kind="accuse", by=CREWS, to=FERRIES, what=f"no efforts on {REST}", modality="alleged"))  # fmt: skip
    assert demand(record(DEMAND, reply("accept", "Accepted."), blame)).contested


PROMISE = "repair the gangways"


def promised(line: str, **more: object) -> Told:
    act = Act(kind="promise", by=FERRIES, to=CREWS, what=PROMISE, **more)  # type: ignore[arg-type]
    return one("r1", "2031-05-02", line, act)


def later(kind: str, by: str, line: str, **more: object) -> Told:
    act = Act(kind=kind, by=by, what=PROMISE, **more)  # type: ignore[arg-type]
    return one("r2", "2031-05-20", line, act)


def commitment(known: Record) -> Commitment:
    assert len(known.threads.commitments) == 1
    return known.threads.commitments[0]


def test_the_offer_means_the_last_of_the_other_side() -> None:
    answer = one("r2", "2031-05-04", "The crews turned the offer down.", Act(kind="refuse", by=CREWS, what="the offer"))
    assert commitment(record(promised("An offer."), answer)).status == "refused"
    late = one("r3", "2031-11-04", "The crews turned the offer down.", Act(kind="refuse", by=CREWS, what="the offer"))
    assert commitment(record(promised("An offer."), late)).status == "open"


def test_members_ratify_a_deal_and_it_takes_the_place_of_an_offer() -> None:
    known = record(
        one("r1", "2031-05-02", "The line offered new gangways.", Act(kind="offer", by=FERRIES, what="new gangways")),
        one("r2", "2031-05-06", "The crews and the line reached a tentative deal.",
            Act(kind="agree", by=f"{CREWS} + {FERRIES}", what="a tentative deal", when="2031-05-06")),
        one("r3", "2031-05-20", "Members voted to accept the deal.", Act(kind="accept", by=CREWS, what="the deal")),
    )  # fmt: skip
    assert {(c.nature, c.status) for c in known.threads.commitments} == {("offer", "lapsed"), ("deal", "ratified")}
    assert [t.outcome for t in known.threads.talks] == ["agreement"]


def test_two_figures_are_two_offers() -> None:
    def offered(name: str, figure: str) -> Told:
        return one(name, "2031-05-02", f"The line offered {figure} percent.",
                   Act(kind="offer", by=FERRIES, what=f"a rise of {figure} percent",
                       figures=((figure, "percent", None),)))  # fmt: skip

    refusal = one("r3", "2031-05-05", "The crews rejected the 4 percent.",
                  Act(kind="refuse", by=CREWS, what="the 4 percent", figures=(("4", "percent", None),)))  # fmt: skip
    known = record(offered("r1", "4"), offered("r2", "6"), refusal)
    assert {c.what: c.status for c in known.threads.commitments} == {
        "a rise of 4 percent": "refused", "a rise of 6 percent": "open"
    }  # fmt: skip


BY_MAY_12 = (("by May 12", TimeSymbol(kind="calendar", month=5, day=12, modifier="before"), "2031-05-12"),)

COMMITMENTS = [
    ("open", [promised("The line will repair the gangways.")]),
    ("accepted", [promised("An offer."), later("accept", CREWS, "The crews took the offer on gangways.")]),
    ("refused", [promised("An offer."), later("refuse", CREWS, "The crews turned down the gangways offer.")]),
    ("ratified", [promised("An offer."), later("accept", CREWS, "Members voted to accept the gangways offer.")]),
    ("begun", [promised("A promise."), later("implement", FERRIES, "Work on the gangways is under way.")]),
    ("met", [promised("A promise."), later("implement", FERRIES, "The gangways have been repaired; completed.")]),
    ("overdue", [promised("Gangways by May 12.", times=BY_MAY_12), one("r2", "2031-05-20", "Other news.")]),
    ("open", [promised("Gangways by May 12.", times=BY_MAY_12), one("r2", "2031-05-11", "Other news.")]),
]


@pytest.mark.parametrize(("status", "told"), COMMITMENTS, ids=[f"{i} {s}" for i, (s, _) in enumerate(COMMITMENTS)])
def test_a_commitment_and_what_came_of_it(status: str, told: list[Told]) -> None:
    assert commitment(record(*told)).status == status


def test_no_date_given_is_told_with_its_evidence() -> None:
    thread = commitment(record(promised("They will repair the gangways, but it has not been specified when.")))
    assert thread.due is None
    assert thread.slots["due"]


def test_a_date_without_a_deadline_word_is_no_deadline() -> None:
    when = (("on May 12", TimeSymbol(kind="calendar", month=5, day=12), "2031-05-12"),)
    assert commitment(record(promised("Said on May 12 it would.", times=when))).due is None


def test_what_was_refused_in_writing_is_spoken() -> None:
    refusal = Act(kind="refuse", by=FERRIES, to=CREWS, what="put the promise in writing")
    told = Told(name="r1", day="2031-05-02", lines=(
        ("The line gave a letter on the gangways.", (Act(kind="promise", by=FERRIES, what=PROMISE),)),
        ("It refused to put the promise in writing.", (refusal,)),
    ))  # fmt: skip
    assert commitment(record(told)).form == "spoken"


def test_one_round_in_two_reports_with_its_invitation() -> None:
    clock = (("7 pm", TimeSymbol(kind="clock", clock="19:00"), "2031-05-06"),)
    begun = (("7.30 pm", TimeSymbol(kind="clock", clock="19:30"), "2031-05-06"),)
    known = record(
        one("r1", "2031-05-06", "The line invited the crews to a meeting at 7 pm.",
            Act(kind="invite", by=FERRIES, to=CREWS, what="a meeting at 7 pm", when="2031-05-06", times=clock)),
        one("r2", "2031-05-07", "The meeting began at 7.30 pm with a delegation of 12 at the quay.",
            Act(kind="talks", by=FERRIES, to=CREWS, what="meeting", when="2031-05-06", times=begun, place="the quay",
                figures=(("12", "people", "delegation"),))),
        one("r3", "2031-05-07", "The second round ended on a positive note.",
            Act(kind="talks", by=CHAIR, to=CREWS, what="second round", when="2031-05-06", round=2)),
    )  # fmt: skip
    assert len(known.threads.talks) == 1
    talks = known.threads.talks[0]
    assert (talks.date, talks.round, talks.status, talks.scheduled, talks.begun) == (
        "2031-05-06", 2, "held", "19:00", "19:30"
    )  # fmt: skip
    assert (talks.delegation, talks.venue, talks.invited) == (12, "the quay", "2031-05-06")
    assert set(talks.with_) == {CHAIR, CREWS, FERRIES}


def test_the_talks_are_the_round_told_before_and_a_meeting_is_another() -> None:
    told = Told(name="r1", day="2031-05-07", lines=(
        ("The second round was held on Tuesday.",
         (Act(kind="talks", by=FERRIES, to=CREWS, what="second round", when="2031-05-06", round=2),)),
        ("The talks lasted for two hours.", (Act(kind="talks", what="the talks lasted for two hours"),)),
        ("The chair held a review meeting.", (Act(kind="talks", by=CHAIR, what="a review meeting"),)),
    ))  # fmt: skip
    known = record(told)
    assert [len([m for m in known.moves if t.id in m.threads]) for t in known.threads.talks] == [2]


def test_an_announcement_of_the_authority_to_its_own_is_no_round() -> None:
    act = Act(kind="talks", by=CHAIR, to=FERRIES, what="a meeting", when="2031-05-06")
    assert record(one("r1", "2031-05-07", "The chair met the line.", act)).threads.talks == ()


TALKS = [
    ("invited", "invite", "The line called the crews to talks."),
    ("held", "talks", "They met at the quay."),
    ("broken off", "talks", "The talks broke down."),
    ("called off", "talks", "The talks were cancelled."),
]


@pytest.mark.parametrize(("status", "kind", "line"), TALKS, ids=[s for s, _, _ in TALKS])
def test_status_of_talks(status: str, kind: str, line: str) -> None:
    act = Act(kind=kind, by=FERRIES, to=CREWS, what="talks", when="2031-05-06")  # type: ignore[arg-type]
    assert [t.status for t in record(one("r1", "2031-05-06", line, act)).threads.talks] == [status]


def test_an_invitation_turned_down_is_declined() -> None:
    known = record(
        one("r1", "2031-05-03", "The line invited the crews to a meeting.",
            Act(kind="invite", by=FERRIES, to=CREWS, what="a meeting", when="2031-05-03")),
        one("r2", "2031-05-04", "The crews turned down the invitation to the meeting.",
            Act(kind="refuse", by=CREWS, to=FERRIES, what="the invitation", when="2031-05-04")),
    )  # fmt: skip
    assert [t.status for t in known.threads.talks] == ["declined"]


def strike(kind: str, when: str | None, line: str, name: str, day: str, **more: object) -> Told:
    return one(name, day, line, Act(kind=kind, by=CREWS, what=line, when=when, **more))  # type: ignore[arg-type]


def test_an_action_with_its_phases() -> None:
    known = record(
        strike("start", "2031-05-01", "The strike began.", "r1", "2031-05-01"),
        strike("suspend", "2031-05-08", "They suspended the strike, partially.", "r2", "2031-05-08", partial=True),
        strike("resume", "2031-05-11", "The strike was resumed.", "r3", "2031-05-11"),
        strike("end", "2031-05-15", "They ended the strike.", "r4", "2031-05-15"),
    )
    assert len(known.threads.actions) == 1
    action = known.threads.actions[0]
    assert (action.start, action.end, action.status, action.by) == ("2031-05-01", "2031-05-15", "ended", CREWS)
    assert [(p.phase, p.partial) for p in action.phases] == [
        ("start", False), ("suspend", True), ("resume", False), ("end", False)
    ]  # fmt: skip
    assert [c.status for c in action.history] == ["running", "suspended", "resumed", "ended"]


def test_the_strike_told_again_is_the_one_that_runs() -> None:
    known = record(
        strike("start", "2031-05-01", "The strike began.", "r1", "2031-05-01"),
        strike("start", "2031-05-09", "The strike has begun.", "r2", "2031-05-09"),
        strike("start", "2031-05-12", "The strike was widened to Eastport.", "r3", "2031-05-12"),
    )
    assert [a.start for a in known.threads.actions] == ["2031-05-01", "2031-05-12"]


def test_several_actions_at_once_stay_apart() -> None:
    known = record(
        strike("start", "2031-05-01", "The strike began.", "r1", "2031-05-01"),
        strike("start", "2031-05-01", "A sit-in at the quay began.", "r2", "2031-05-01"),
        strike("start", "2031-05-01", "Two of them began a hunger strike.", "r3", "2031-05-01"),
        strike("start", "2031-05-20", "A new strike began.", "r4", "2031-05-20"),
    )
    assert len(known.threads.actions) == 4


def test_a_plan_alone_is_planned_and_a_plan_of_something_else_is_none() -> None:
    known = record(
        strike("plan", "2031-05-09", "They will hold a rally.", "r1", "2031-05-01", modality="planned"),
        strike("plan", "2031-05-09", "They will send a letter.", "r2", "2031-05-01", modality="planned"),
    )
    assert [(a.status, a.start) for a in known.threads.actions] == [("planned", "2031-05-09")]


def test_a_planned_strike_of_told_length_has_an_end() -> None:
    length = (("for 72 hours", TimeSymbol(kind="duration", amount=72, unit="hour"), None),)
    known = record(strike("plan", "2031-05-09", "They will strike for 72 hours.", "r1", "2031-05-01",
                          modality="planned", times=length))  # fmt: skip
    assert [(a.start, a.end) for a in known.threads.actions] == [("2031-05-09", "2031-05-12")]


def test_the_start_follows_from_a_day_count() -> None:
    count = (("10th day", TimeSymbol(kind="count", amount=10, unit="day", of="strike"), "2031-05-10"),)
    known = record(strike("plan", None, "They go on with the strike on its 10th day.", "r1", "2031-05-10",
                          modality="planned", times=count))  # fmt: skip
    assert [a.start for a in known.threads.actions] == ["2031-05-01"]


def test_an_order_defied() -> None:
    known = record(
        one("r1", "2031-05-03", "The Harbour Court ordered the crews back to the boats by May 5.",
            Act(kind="order", by=COURT, to=CREWS, what="return to the boats", when="2031-05-03",
                times=(("by May 5", TimeSymbol(kind="calendar", modifier="before"), "2031-05-05"),))),
        one("r2", "2031-05-06", "The crews defied the court order.",
            Act(kind="refuse", by=CREWS, to=COURT, what="the court order", when="2031-05-06")),
    )  # fmt: skip
    assert [(o.status, o.due, o.by, o.to) for o in known.threads.orders] == [("defied", "2031-05-05", COURT, CREWS)]


def test_every_change_names_a_move_of_the_thread_or_none() -> None:
    known = record(DEMAND, reply("refuse", "Refused."), reply("accept", "Accepted.", "r3", "2031-05-09"))
    threads: tuple[Thread, ...] = known.threads.demands
    ids = {m.id: m for m in known.moves}
    for thread in threads:
        assert thread.history[0].status == "open"
        assert thread.history[-1].status == thread.status
        for change in thread.history:
            assert change.move in ids
            assert thread.id in ids[change.move].threads


@pytest.mark.parametrize(
    ("what", "score", "begun"),
    [(REST, 0.5, True), ("Ferry crews would like a rest day after night crossings.", 0.5, False),
     ("Ferry crews would like a rest day after night crossings.", 0.9, True)],
)  # fmt: skip
def test_a_move_that_no_frame_knows_begins_a_thread_when_it_says_of_what(what: str, score: float, begun: bool) -> None:
    line = "Ferry crews would like a rest day after night crossings."
    known = record(
        one("r1", "2031-05-02", line, Act(kind="demand", by=CREWS, what=what, rule="weighed:demand", score=score))
    )
    assert len(known.moves) == 1
    assert bool(known.threads.demands) == begun
