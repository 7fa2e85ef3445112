"""Terms told one by one: they belong to the deal or the offer that they are of."""

from __future__ import annotations

from invented import CREWS, FERRIES, Act, Told, one, record

DEAL = Act(kind="agree", by=f"{CREWS} + {FERRIES}", what="a deal", when="2031-05-02")


def promise(what: str) -> Act:
    """A promise of the company."""
    return Act(kind="promise", by=FERRIES, to=CREWS, what=what)


def told(*lines: tuple[str, Act]) -> Told:
    """A report of these lines."""
    return Told(name="r1", day="2031-05-02", lines=tuple((line, (act,)) for line, act in lines))


def test_terms_on_pay_are_those_of_the_deal_told_beside_them() -> None:
    known = record(told(
        ("The crews and the line reached a deal.", DEAL),
        ("The line gives a raise of 9 per cent.", promise("a raise of 9 per cent")),
        ("It lifts the night allowance by 40 crowns.", promise("the night allowance")),
        ("It repairs the gangways.", promise("repair the gangways")),
    ))  # fmt: skip
    assert {(c.nature, c.what) for c in known.threads.commitments} == {
        ("deal", "a raise of 9 per cent; It lifts the night allowance by 40 crowns."),
        ("promise", "repair the gangways"),
    }
    deal = next(c for c in known.threads.commitments if c.nature == "deal")
    assert (deal.by, deal.to, deal.status) == (FERRIES, CREWS, "accepted")
    assert len(deal.slots["what"]) == 3


def test_terms_without_a_deal_in_their_report_stand_alone() -> None:
    known = record(
        one("r1", "2031-05-02", "The crews and the line reached a deal.", DEAL),
        one("r2", "2031-05-02", "The line gives a raise of 9 per cent.", promise("a raise of 9 per cent")),
    )
    assert sorted(c.nature for c in known.threads.commitments) == ["deal", "promise"]


def test_what_it_goes_on_to_say_of_an_offer_is_no_offer_of_its_own() -> None:
    offer = Act(kind="offer", by=FERRIES, to=CREWS, what="a raise of 9 per cent")
    known = record(told(
        ("The line offered a raise of 9 per cent.", offer),
        ("It would come on top of the bonus.", Act(kind="offer", by=FERRIES, what="come on top of the bonus")),
    ))  # fmt: skip
    assert [c.what for c in known.threads.commitments] == ["a raise of 9 per cent"]
    both = record(told(
        ("The line offered a raise of 9 per cent.", offer),
        ("The line would repair the gangways.", promise("repair the gangways")),
    ))  # fmt: skip
    assert len(both.threads.commitments) == 2
