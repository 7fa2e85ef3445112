"""Decisions laid over the actors that linking suggests: what they change, what they survive, what they leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casting import Who, told
from standoff.decisions import Anchor, Decision, Hint, Merge, Named, SetSide, Split, Undo, What
from standoff.link.actors import suggested, unify_actors
from standoff.link.decided import Company
from standoff.link.deciding import Overlay, decide
from standoff.link.linked import ActorLinks
from standoff.link.together import link
from standoff.model import ReadReport, Side, Span
from standoff.record import Actor, DecisionLine

OFFICE = Who(role="minister", side="authority")
BODY = Who(kind="organisation", side="protesters")
CROWD = Who(kind="group")

FIRST = told(
    "r1",
    "[Mina Farrow|f] met [the tram workers|t].\n[Farrow|f] made an offer.\n[Tobias Crane|c] wrote to her.\nHe asked.\n",
    {"f": OFFICE, "t": Who(kind="group", side="protesters")},
    moves=[("offer", 1, "f"), ("demand", 2, "c")],
    said=[(1, "f")],
)
SECOND = told(
    "r2",
    "[Odo Winter|k] spoke for [the pickets|p].\n[Farrow|f] said no, and [she|f] left.\n",
    {"k": Who(side="protesters"), "p": CROWD},
    moves=[("refuse", 1, "f"), ("demand", 0, "k")],
)
THIRD = told("r3", "[Growers|g] and [Tanners|a] looked on.\n", {"g": CROWD, "a": CROWD})
REPORTS = (FIRST, SECOND, THIRD)


def decided(*whats: What) -> tuple[Decision, ...]:
    return tuple(
        Decision(number=n, what=w, at=f"2031-05-0{1 + n % 9}T10:00:00Z", by="Ines") for n, w in enumerate(whats, 1)
    )


def merge(*names: str) -> Merge:
    return Merge(actors=tuple(Named(name=n) for n in names))


def split(name: str, *aliases: str) -> Split:
    return Split(actor=Named(name=name), aliases=tuple(Named(name=a) for a in aliases))


def side(name: str, value: Side) -> SetSide:
    return SetSide(actor=Named(name=name), side=value)


def linked(*whats: What, reports: Sequence[ReadReport] = REPORTS) -> ActorLinks:
    return unify_actors(reports, decided(*whats))


def names(links: ActorLinks) -> dict[str, list[str]]:
    """Each actor's name, with the names that the reports give it."""
    return {a.name: sorted({f for m in a.members for f in (m.name, *m.aliases)}) for a in links.actors}


def one(links: ActorLinks, name: str) -> Actor:
    (found,) = [a for a in links.actors if a.name == name]
    return found


def states(links: ActorLinks) -> list[tuple[str, str | None]]:
    return [(d.state, d.note) for d in links.decisions]


def at(read: ReadReport, quote: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = read.report.text.index(quote, start + 1)
    return Anchor(
        report=read.report.id,
        sha256=read.report.sha256,
        span=Span(start=start, end=start + len(quote), quote=quote),
    )


def test_what_is_suggested() -> None:
    assert names(linked()) == {
        "Mina Farrow": ["Farrow", "Mina Farrow"],
        "Tobias Crane": ["Tobias Crane"],
        "Odo Winter": ["Odo Winter"],
        "pickets": ["pickets"],
        "tram workers": ["tram workers"],
        "Growers": ["Growers"],
        "Tanners": ["Tanners"],
    }
    assert linked().decisions == ()
    assert all(a.decided == () for a in linked().actors)


def test_a_merge_makes_one_and_keeps_the_first_name() -> None:
    links = linked(merge("Odo Winter", "Tobias Crane"))
    actor = one(links, "Odo Winter")
    assert actor.aliases == ("Tobias Crane",)
    assert actor.reports == ("r1", "r2")
    assert links.names["r1", 2] == links.names["r2", 0] == "Odo Winter"
    joined = actor.decided[0]
    assert (joined.field, joined.suggested, joined.decided) == ("joined", "apart", "Odo Winter, Tobias Crane")
    assert any("joined by Ines on 2031-05-02 (e1)" in why for why in actor.why)
    assert states(links) == [("holds", None)]
    assert links.decisions[0].actors == ("Odo Winter",)


def test_a_side_shows_what_was_suggested_beside_it() -> None:
    actor = one(linked(side("Mina Farrow", "third party")), "Mina Farrow")
    assert actor.side == "third party"
    assert [(d.field, d.suggested, d.decided, d.decision) for d in actor.decided] == [
        ("side", "authority", "third party", "e1")
    ]


def test_a_name_parts_within_a_report_and_its_lines_go_with_it() -> None:
    record = link(REPORTS, decided(split("Mina Farrow", "Farrow")))
    assert names(linked(split("Mina Farrow", "Farrow")))["Farrow"] == ["Farrow"]
    assert {m.kind: m.actor for m in record.moves} == {"offer": "Farrow", "demand": "Odo Winter", "refuse": "Farrow"}
    for read in record.reports:
        read.reading.check(read.report.text)
    (parted,) = [a for r in record.reports if r.report.id == "r1" for a in r.reading.actors if a.name == "Farrow"]
    assert [m.span.quote for m in parted.mentions] == ["Farrow"]
    assert parted.side_guess == "unknown"


def test_a_single_mention_takes_its_pronoun_along() -> None:
    what = Split(actor=Named(name="Mina Farrow"), mentions=(at(SECOND, "Farrow"),))
    links = linked(what)
    assert {n: a.reports for n in ("Mina Farrow", "Farrow") for a in [one(links, n)]} == {
        "Mina Farrow": ("r1",),
        "Farrow": ("r2",),
    }
    assert one(links, "Farrow").members[0].mentions == 2
    moves = {(m.report, m.kind): m.actor for m in link(REPORTS, decided(what)).moves}
    assert moves["r2", "refuse"] == "Farrow"
    assert moves["r1", "offer"] == "Mina Farrow"


def test_what_an_editor_joined_parts_whole() -> None:
    links = linked(merge("Mina Farrow", "Tobias Crane"), split("Mina Farrow", "Tobias Crane"))
    assert names(links) == names(linked())
    assert states(links) == [("overruled", "overruled by e2"), ("holds", None)]
    assert all(d.field == "parted" for a in links.actors for d in a.decided)


def test_a_name_of_what_was_joined_parts_alone() -> None:
    links = linked(merge("Tobias Crane", "Mina Farrow"), split("Tobias Crane", "Farrow"))
    assert names(links)["Tobias Crane"] == ["Mina Farrow", "Tobias Crane"]
    assert names(links)["Farrow"] == ["Farrow"]
    assert [d.state for d in links.decisions] == ["holds", "holds"]
    links = linked(merge("Tobias Crane", "Farrow"), split("Tobias Crane", "Farrow"))
    assert names(links) == names(linked())


def test_a_name_kept_in_a_merge_goes_when_nothing_of_it_is_left() -> None:
    links = linked(merge("Farrow", "Growers"), split("Farrow", "Growers"))
    assert "Mina Farrow" in names(links)
    assert all(d.field == "parted" for a in links.actors for d in a.decided)
    renamed = linked(merge("Farrow", "Mina Farrow"), split("Farrow", "Mina Farrow"))
    assert sorted(names(renamed)) == sorted([*(n for n in names(linked())), "Farrow"])


CONFLICTS = [
    ("parted, then joined", [split("Mina Farrow", "Farrow"), merge("Mina Farrow", "Farrow")], ["overruled", "holds"]),
    ("a side, then another", [side("Growers", "authority"), side("Growers", "third party")], ["overruled", "holds"]),
    (
        "a side of each, then joined",
        [side("Growers", "authority"), side("Tanners", "third party"), merge("Growers", "Tanners")],
        ["overruled", "holds", "holds"],
    ),
    (
        "joined, parted, joined",
        [merge("Growers", "Tanners"), split("Growers", "Tanners"), merge("Growers", "Tanners")],
        ["holds", "overruled", "holds"],
    ),
    (
        "a side comes back with its actor",
        [side("Tanners", "authority"), merge("Growers", "Tanners"), split("Growers", "Tanners")],
        ["holds", "overruled", "holds"],
    ),
    ("a side under an alias", [merge("Tobias Crane", "Odo Winter"), side("Odo Winter", "authority")],
     ["holds", "holds"]),
]  # fmt: skip


@pytest.mark.parametrize(("whats", "expected"), [c[1:] for c in CONFLICTS], ids=[c[0] for c in CONFLICTS])
def test_of_two_that_contradict_the_later_stands_and_both_are_shown(whats: list[What], expected: list[str]) -> None:
    assert [d.state for d in linked(*whats).decisions] == expected


def test_a_side_stays_with_those_it_was_decided_of() -> None:
    links = linked(side("Mina Farrow", "third party"), split("Mina Farrow", "Farrow"))
    assert (one(links, "Mina Farrow").side, one(links, "Farrow").side) == ("third party", "unknown")
    back = linked(side("Tanners", "authority"), merge("Growers", "Tanners"), split("Growers", "Tanners"))
    assert (one(back, "Growers").side, one(back, "Tanners").side) == ("unknown", "authority")


ORPHANS = [
    ("nobody", side("Ada Nunn", "authority"), "orphan", "nobody is called “Ada Nunn”"),
    ("one of two", merge("Growers", "Ada Nunn"), "orphan", "nobody is called “Ada Nunn”"),
    ("one of three", merge("Growers", "Tanners", "Ada Nunn"), "partly", "nobody is called “Ada Nunn”"),
    ("nothing left", split("Growers", "Growers"), "orphan", "nothing would be left of “Growers”"),
    ("no such alias", split("Growers", "Grangers"), "orphan", "nobody is called “Grangers”"),
    ("already apart", split("Growers", "Tanners"), "holds", None),
    ("a hint of nobody", Hint(name="Ada Nunn", aliases=("Nunn",)), "orphan",
     "nobody is called “Ada Nunn”; nobody is called “Nunn”"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "state", "note"), [c[1:] for c in ORPHANS], ids=[c[0] for c in ORPHANS])
def test_what_finds_nobody_stands_and_says_so(what: What, state: str, note: str | None) -> None:
    links = linked(what)
    assert states(links) == [(state, note)]
    if state == "orphan":
        assert names(links) == names(linked())
        assert links.decisions[0].actors == ()


def test_a_name_of_several_is_not_guessed() -> None:
    other = told("r4", "[Rosa Farrow|f] objects.\n[Farrow|f] left.\n", {"f": Who(role="mayor")})
    links = linked(side("Farrow", "authority"), reports=(*REPORTS[:1], other))
    assert states(links) == [("orphan", "“Farrow” is a name of more than one actor")]
    anchored = SetSide(actor=Named(name="Farrow", anchors=(at(other, "Farrow", 1),)), side="third party")
    links = linked(anchored, reports=(*REPORTS[:1], other))
    assert states(links) == [("holds", None)]
    assert one(links, "Rosa Farrow").side == "third party"


def test_the_passage_finds_an_actor_that_goes_by_another_name_now() -> None:
    what = SetSide(actor=Named(name="the Growers of Nyanza", anchors=(at(THIRD, "Growers"),)), side="authority")
    assert one(linked(what), "Growers").side == "authority"
    lost = replace(what.actor.anchors[0], span=Span(start=0, end=7, quote="Grocers"))
    assert states(linked(replace(what, actor=replace(what.actor, anchors=(lost,))))) == [
        ("orphan", "nobody is called “the Growers of Nyanza”")
    ]


def test_an_alias_alone_does_not_carry_a_decision_to_someone_else() -> None:
    what = SetSide(actor=Named(name="Farrow", anchors=(at(THIRD, "Growers"),)), side="protesters")
    words = "“Farrow” is another name of “Mina Farrow” now, whom the passages decided on do not show"
    assert states(linked(what)) == [("orphan", words)]
    assert states(linked(what, reports=(FIRST, SECOND))) == [("orphan", words)]


def test_a_report_under_another_id_is_known_by_its_bytes() -> None:
    moved = replace(THIRD, report=replace(THIRD.report, id="folder/r3"))
    what = SetSide(actor=Named(name="Somebody", anchors=(at(THIRD, "Growers"),)), side="authority")
    links = linked(what, reports=(FIRST, moved))
    assert states(links) == [("holds", None)]
    assert [e.report for e in links.decisions[0].evidence] == ["folder/r3"]


def test_two_of_one_name_are_told_apart_by_their_passages() -> None:
    a = told("a", "[officials|o] sat.\n", {"o": Who(kind="group", side="authority")})
    b = told("b", "[officials|o] stood.\n", {"o": Who(kind="group", side="third party")})
    assert sorted(names(linked(reports=(a, b)))) == ["officials (authority)", "officials (third party)"]
    first = Named(name="officials (authority)", anchors=(at(a, "officials"),))
    second = Named(name="officials (third party)", anchors=(at(b, "officials"),))
    links = linked(SetSide(actor=second, side="protesters"), reports=(a, b))
    assert links.names["b", 0] == "officials (protesters)"
    links = linked(Merge(actors=(first, second)), reports=(a, b))
    assert list(names(links)) == ["officials"]
    assert states(links) == [("holds", None)]


def test_a_hint_names_joins_and_fills_in() -> None:
    hint = Hint(
        name="T. Crane", aliases=("Tobias Crane", "Odo Winter", "Old Toby"), side="protesters", kind="person",
        role="convener", affiliation="tram workers",
    )  # fmt: skip
    links = linked(hint)
    actor = one(links, "T. Crane")
    assert (actor.side, actor.role, actor.affiliation) == ("protesters", "convener", "tram workers")
    assert actor.aliases == ("Odo Winter", "Tobias Crane")
    assert {d.field: d.suggested for d in actor.decided} == {
        "joined": "apart", "name": "Tobias Crane", "side": "protesters", "role": None, "affiliation": None,
    }  # fmt: skip
    assert states(links) == [("holds", "nobody is called “Old Toby”")]
    assert one(linked(hint, side("T. Crane", "unknown")), "T. Crane").side == "unknown"


def test_undo_takes_back_and_undoing_that_puts_back() -> None:
    whats: list[What] = [merge("Growers", "Tanners"), Undo(decision=1)]
    back = linked(*whats)
    assert back.actors == linked().actors
    assert states(back) == [("undone", "taken back by e2"), ("holds", None)]
    again = linked(*whats, Undo(decision=2))
    assert [d.state for d in again.decisions] == ["holds", "undone", "holds"]
    assert again.actors == linked(whats[0]).actors


def test_the_order_in_which_decisions_are_given_is_not_theirs() -> None:
    made = decided(side("Growers", "authority"), side("Growers", "third party"))
    assert unify_actors(REPORTS, made) == unify_actors(REPORTS, made[::-1])


def test_a_hundred_decisions_on_thousands_of_actors_take_little() -> None:
    who = {f"g{k}": CROWD for k in range(30)}
    reports = [told(f"r{n}", "".join(f"[Guild{n}-{k}|g{k}] spoke.\n" for k in range(30)), who) for n in range(100)]
    whats: list[What] = [merge(f"Guild{n}-1", f"Guild{n}-2") for n in range(0, 100, 2)]
    whats += [side(f"Guild{n}-3", "authority") for n in range(0, 100, 2)]
    company = Company(reports, suggested(reports), lambda nodes: nodes[0].actor.name)
    begun = perf_counter()
    settled = decide(company, decided(*whats))
    overlay = Overlay(company, settled)
    assert len(company.groups()) == 2950
    assert perf_counter() - begun < 2
    assert overlay


# What holds whatever is decided.

EACH: list[What] = [
    merge("Growers", "Tanners"),
    merge("Tobias Crane", "Odo Winter"),
    split("Mina Farrow", "Farrow"),
    side("pickets", "protesters"),
    side("tram workers", "third party"),
]
ANY: list[What] = [
    *EACH,
    merge("Growers", "pickets", "tram workers"),
    merge("Mina Farrow", "Tobias Crane"),
    split("Growers", "Tanners"),
    split("Mina Farrow", "Tobias Crane", "Farrow"),
    split("tram workers", "Growers"),
    side("Farrow", "protesters"),
    side("Nobody", "protesters"),
    Hint(name="Crane", aliases=("Tobias Crane", "Odo Winter"), side="authority", role="chair"),
    Hint(name="Onlookers", aliases=("Growers", "Tanners"), kind="group"),
    Undo(decision=1),
    Undo(decision=2),
    Split(actor=Named(name="Mina Farrow"), mentions=(at(FIRST, "Farrow", 1), at(SECOND, "Farrow"))),
]


def without_numbers(links: ActorLinks) -> list[tuple[object, ...]]:
    """The actors, without the numbers of the decisions that made them."""
    return [
        (a.name, a.aliases, a.kind, a.role, a.side, a.members and sorted({m.report for m in a.members}),
         sorted((d.field, d.suggested or "", d.decided) for d in a.decided))
        for a in links.actors
    ]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.permutations(EACH))
def test_the_order_of_independent_decisions_does_not_matter(whats: list[What]) -> None:
    assert without_numbers(linked(*whats)) == without_numbers(linked(*EACH))
    first, turned = (link(REPORTS, decided(*each)) for each in (EACH, whats))
    assert [(m.id, m.actor) for m in first.moves] == [(m.id, m.actor) for m in turned.moves]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(ANY), max_size=8), st.permutations(REPORTS))
def test_whatever_is_decided_the_cast_holds_together(whats: list[What], reports: list[ReadReport]) -> None:
    links = linked(*whats, reports=reports)
    assert links == linked(*whats)
    assert len({a.name for a in links.actors}) == len({a.id for a in links.actors}) == len(links.actors)
    assert set(links.names.values()) == {a.name for a in links.actors}
    assert set(links.names) == {(r.report.id, i) for r in links.reports for i in range(len(r.reading.actors))}
    for before, after in zip(REPORTS, links.reports, strict=True):
        after.reading.check(after.report.text)
        assert after.report == before.report
        mentions = [sorted(m.span for a in r.reading.actors for m in a.mentions) for r in (before, after)]
        assert mentions[0] == mentions[1]
    assert [d.id for d in links.decisions] == [f"e{n}" for n in range(1, len(whats) + 1)]
    for line in links.decisions:
        assert _told(line), line
    link(reports, decided(*whats))


def _told(line: DecisionLine) -> bool:
    """Whether a decision that does not hold says why."""
    return bool(line.what) and (line.state == "holds" or bool(line.note))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([w for w in ANY if not isinstance(w, Undo)]), max_size=5))
def test_taking_all_back_is_as_if_nothing_had_been_decided(whats: list[What]) -> None:
    undos = [Undo(decision=n) for n in range(1, len(whats) + 1)]
    assert linked(*whats, *undos).actors == linked().actors
    assert {d.state for d in linked(*whats, *undos).decisions if d.kind != "undo"} <= {"undone"}


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(ANY), max_size=6))
def test_new_reports_leave_standing_what_was_decided(whats: list[What]) -> None:
    later = told("r9", "[Odo Lamb|o] watched [the gulls|g].\n", {"g": CROWD})
    before, after = linked(*whats), linked(*whats, reports=(*REPORTS, later))
    assert [(d.id, d.state, d.actors) for d in before.decisions] == [(d.id, d.state, d.actors) for d in after.decisions]
    assert {a.name: a for a in before.actors}.items() <= {a.name: a for a in after.actors}.items()
