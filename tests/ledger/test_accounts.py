"""Accounts that do not agree: changed copies, votes, opposed words, who left, what is alleged and denied."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import COURT, CREWS, FERRIES, Act, Told, linked, one
from standoff.ledger import fold
from standoff.ledger.numerals import Figure, alike, figures_in, plain_number
from standoff.link.linked import Linked
from standoff.model import Mention, ReadReport, Span, TaggedActor
from standoff.record import Copy, Disagreement, Evidence, Made, Place, Record, SharedPassage, Statement

NAMES = {CREWS: "group", FERRIES: "organisation"}


def told(name: str, day: str, *lines: str | tuple[str, Act]) -> Told:
    """A report of these sentences, some of them with an act."""
    return Told(name=name, day=day, lines=[(x, ()) if isinstance(x, str) else (x[0], (x[1],)) for x in lines])


def heard(base: Linked) -> Linked:
    """The reports with a mention wherever a party is named, and a statement behind every "SOMEBODY said that"."""
    reports, statements = [], []
    for read in base.reports:
        text = read.report.text
        cast = []
        for name in NAMES:
            spots, at = [], text.find(name)
            while at >= 0:
                spots.append(Mention(span=Span.of(text, at, at + len(name)), form="name"))
                said = text.startswith(" said that ", at + len(name))
                if said:
                    start = at + len(f"{name} said that ")
                    statements.append(
                        Statement(id=f"s{read.report.id}{at}", report=read.report.id, speaker=name, kind="indirect",
                                  cue="said", content=(Place(start=start, end=text.index(".", start)),))
                    )  # fmt: skip
                at = text.find(name, at + 1)
            if spots:
                cast.append(TaggedActor(name=name, kind="organisation", mentions=tuple(spots)))
        reading = replace(read.reading, actors=tuple(cast))
        reports.append(ReadReport(report=read.report, reading=reading))
    return replace(base, reports=tuple(reports), statements=tuple(statements))


def record(*reports: Told, copies: tuple[Copy, ...] = ()) -> Record:
    """The record of these reports."""
    return fold(replace(heard(linked(*reports)), copies=copies), "ferries", Made(standoff="0", tagger="hand"))


def copy(a: Told, b: Told) -> Copy:
    """The whole of two reports as one shared passage."""
    sizes = [sum(len(line) + 1 for line, _ in t.lines) for t in (a, b)]
    one_, two = (Evidence(report=t.name, start=0, end=n) for t, n in zip((a, b), sizes, strict=True))
    return Copy(reports=(a.name, b.name), kind="wire", passages=(SharedPassage(a=one_, b=two),))


COPIES = [
    ("figures", "Outside, 51 ferries lay idle on Friday.", "Outside, 15 ferries lay idle on Friday.", True),
    ("words for figures", "A team of thirty crew members came.", "A team of thirty-two crew members came.", True),
    ("the same", "Outside, 51 ferries lay idle.", "Outside, fifty-one ferries lay idle.", False),
    ("rounded", "Nearly 1,200 passengers were left behind.", "Nearly 1,180 passengers were left behind.", False),
    ("another thing", "Outside, 51 ferries lay idle on Friday.", "Outside, 15 tugs came by at noon.", False),
]


@pytest.mark.parametrize(("a", "b", "differ"), [c[1:] for c in COPIES], ids=[c[0] for c in COPIES])
def test_a_copy_that_changes_a_figure(a: str, b: str, differ: bool) -> None:
    one_, two = told("r1", "2031-05-10", a), told("r2", "2031-05-10", b)
    known = record(one_, two, copies=(copy(one_, two),))
    assert bool(known.disagreements) == differ
    for line in known.disagreements:
        assert [len(v.reports) for v in line.values] == [1, 1]
        assert all(_stands(known, line) for line in known.disagreements)


def _stands(known: Record, line: Disagreement) -> bool:
    return all(known.texts[e.report][e.start : e.end].strip() for v in line.values for e in v.evidence)


OPPOSED = [
    ("kept", "whether what was promised is being kept",
     ("r1", "2031-05-10", f"{FERRIES} said that it remained committed to every word of its letter."),
     ("r2", "2031-05-10", f"{CREWS} said that the letter had been broken."), True),
    ("kept, long apart", "whether what was promised is being kept",
     ("r1", "2031-05-10", f"{FERRIES} said that it remained committed to every word of its letter."),
     ("r2", "2031-06-10", f"{CREWS} said that the letter had been broken."), False),
    ("kept, one voice", "whether what was promised is being kept",
     ("r1", "2031-05-10", f"{CREWS} said that the firm remained committed to its letter."),
     ("r2", "2031-05-10", f"{CREWS} said that the letter had been broken."), False),
    ("kept, turned round", "whether what was promised is being kept",
     ("r1", "2031-05-10", f"{FERRIES} said that it remained committed to every word of its letter."),
     ("r2", "2031-05-10", f"{CREWS} said that they would strike if the letter was broken."), False),
    ("over", "whether the action was ended or suspended",
     ("r1", "2031-05-10", f"{CREWS} went back, bringing to an end a strike that had emptied the quays."),
     ("r2", "2031-05-11", f"{CREWS} said that the strike was only paused."), True),
    ("over, two actions", "whether the action was ended or suspended",
     ("r1", "2031-05-10", f"{CREWS} called off the march."),
     ("r2", "2031-05-11", f"{CREWS} said that the hunger strike was suspended."), False),
    ("voted", "whether the vote was over",
     ("r1", "2031-05-10", f"Crews at {FERRIES} have ratified the contract."),
     ("r2", "2031-05-11", f"At {FERRIES} the ratification vote is still being held."), True),
    ("voted, told before", "whether the vote was over",
     ("r1", "2031-05-10", f"Crews at {FERRIES} have ratified the contract."),
     ("r2", "2031-05-09", f"At {FERRIES} the ratification vote is still being held."), False),
    ("table", "whether a side had left the talks",
     ("r1", "2031-05-10", f"{FERRIES} urged them to come back to the negotiating table."),
     ("r2", "2031-05-10", f"{CREWS} said that they never left the table."), True),
]  # fmt: skip


@pytest.mark.parametrize(("about", "a", "b", "differ"), [c[1:] for c in OPPOSED], ids=[c[0] for c in OPPOSED])
def test_opposed_accounts(about: str, a: tuple[str, str, str], b: tuple[str, str, str], differ: bool) -> None:
    known = record(told(*a), told(*b))
    assert [d.about for d in known.disagreements if d.about == about] == ([about] if differ else [])


LEFT = [
    ("each says the other", f"The talks broke up when {CREWS} walked out at noon.",
     f"Their delegates stayed at the table, but {FERRIES} closed its folder and left.", True),
    ("told and denied", f"At the talks {CREWS} stormed out of the room.",
     f"The talks ended early, but {CREWS} never walked out.", True),
    ("one leaves", f"The talks broke up when {CREWS} walked out at noon.",
     f"At the talks {CREWS} stormed out of the room.", False),
    ("from work", f"After the talks {CREWS} walked out on strike.",
     f"At the talks, {FERRIES} closed its folder and left.", False),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "differ"), [c[1:] for c in LEFT], ids=[c[0] for c in LEFT])
def test_who_left_the_talks(a: str, b: str, differ: bool) -> None:
    known = record(told("r1", "2031-05-10", a), told("r2", "2031-05-12", b))
    assert [d.about for d in known.disagreements] == (["who left the talks"] if differ else [])


VOTES = [
    ("differs", "In the ballot 68 per cent voted yes to the deal.", "Seventy-one per cent voted yes in the ballot.", 1),
    ("rounded", "In the ballot 54.7 per cent voted yes.", "In the ballot 55 per cent voted yes.", 0),
    ("turnout", "In the ballot 68 per cent voted yes.", "Turnout in the ballot was 80 per cent.", 0),
    ("not final", "In the ballot 68 per cent voted yes.", "So far 71 per cent voted yes in the ballot.", 0),
    ("a raise", "In the ballot 68 per cent voted yes.", "They voted for a raise of 9 per cent.", 0),
]


@pytest.mark.parametrize(("a", "b", "number"), [c[1:] for c in VOTES], ids=[c[0] for c in VOTES])
def test_results_of_one_vote(a: str, b: str, number: int) -> None:
    known = record(told("r1", "2031-05-10", a), told("r2", "2031-05-11", b))
    assert len(known.disagreements) == number


def test_what_is_alleged_and_denied() -> None:
    alleged = Act(kind="accuse", by=CREWS, to=FERRIES, what="it had hired drivers", modality="alleged")
    denied = Act(kind="deny", by=FERRIES, what="it")
    known = record(told("r1", "2031-05-10", ("They claimed that it had hired drivers.", alleged),
                        ("The line flatly denied it.", denied)))  # fmt: skip
    assert [d.about for d in known.disagreements] == ["whether it is so: it had hired drivers"]
    assert [v.reports for v in known.disagreements[0].values] == [("r1",), ("r1",)]


def test_one_deal_on_two_days() -> None:
    def deal(name: str, day: str) -> Told:
        line = f"A deal with {FERRIES} came on {day}."
        return one(name, "2031-05-14", line, Act(kind="agree", by=CREWS, to=FERRIES, what="a deal", when=day))

    known = record(deal("r1", "2031-05-10"), deal("r2", "2031-05-12"))
    assert [d.about for d in known.disagreements] == [f"when {FERRIES} came to terms"]
    assert not record(deal("r1", "2031-05-10"), deal("r2", "2031-05-10")).disagreements


ORDERED = [
    ("complied", f"An hour before the deadline {CREWS} let the boat sail, as the judge had asked.", "complied"),
    ("missed", f"It was said that {CREWS} had missed the court deadline.", "lapsed"),
    ("a promise", f"{CREWS} said that they would have complied with the order.", "open"),
    ("another party", f"{FERRIES} had missed the court deadline.", "open"),
]


@pytest.mark.parametrize(("line", "status"), [c[1:] for c in ORDERED], ids=[c[0] for c in ORDERED])
def test_how_an_order_was_followed(line: str, status: str) -> None:
    act = Act(kind="order", by=COURT, to=CREWS, what="crews to sail the hospital boat", when="2031-05-08")
    known = record(told("r1", "2031-05-08", ("The court ordered crews to sail the hospital boat.", act)),
                   told("r2", "2031-05-10", line))  # fmt: skip
    assert [o.status for o in known.threads.orders] == [status]


NUMBERS = [
    ("sixty-eight per cent of them", [(68.0, "percent")]),
    ("a 30-member team", [(30.0, "")]),
    ("£1,250 and 5.5%", [(1250.0, "£"), (5.5, "percent")]),
    ("two hundred and 3 million", [(200.0, ""), (3_000_000.0, "")]),
    ("the one thing, and nobody", []),
]


@pytest.mark.parametrize(("text", "found"), NUMBERS)
def test_figures_in_words_and_digits(text: str, found: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in figures_in(text)] == found


@given(st.text(max_size=400))
def test_figures_stand_where_they_say(text: str) -> None:
    ends = 0
    for figure in figures_in(text):
        assert ends <= figure.start < figure.end <= len(text)
        ends = figure.end


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.booleans())
def test_likeness_of_figures_is_mutual(a: float, b: float, hedged: bool) -> None:
    x, y = (Figure(value=v, unit="", of=(), hedged=h, start=0, end=1) for v, h in ((a, hedged), (b, False)))
    assert alike(x, y) == alike(y, x)
    assert alike(x, x)


@given(st.text(max_size=30))
def test_a_printed_number_is_a_number_or_none(text: str) -> None:
    number = plain_number(text)
    assert number is None or number >= 0


_LINES = [c[2][2] for c in OPPOSED] + [c[3][2] for c in OPPOSED] + [c[1] for c in LEFT] + [c[1] for c in VOTES]


@settings(max_examples=20)
@given(st.lists(st.sampled_from(_LINES), min_size=2, max_size=8), st.integers(0, 1000))
def test_the_order_of_reports_changes_nothing(lines: list[str], seed: int) -> None:
    reports = [told(f"r{i}", f"2031-05-{10 + i % 4}", line) for i, line in enumerate(lines)]
    mixed = random.Random(seed).sample(reports, len(reports))
    assert record(*reports).disagreements == record(*mixed).disagreements
