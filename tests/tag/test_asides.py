"""Set-asides: what on a page is not the article's own text, by reason, and what must hold of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.tag.asides import headline, set_aside, stamp

TAGS = "port strike, dock workers, harbour protest, wage talks"
TWICE = "14 May 2025, 19:02 | Updated: 14 May 2025, 20:10"
HILL = "The port seen from the hill (Photo agency)"
BODY = "The dockers of Varn walked out on Monday after talks with the port company had failed, their union said."
MORE = "The company said that it would wait for an answer until the end of the week, and would not say more than that."

CASES = [
    ("stamp", " date 2025-04-28 " + BODY, "date 2025-04-28"),
    ("stamp", "date 2025-04-28\n" + BODY, "date 2025-04-28"),
    ("title", f"Dockers of Varn walk out\n\n{BODY}", "Dockers of Varn walk out"),
    ("title", f"{BODY}\n\nWhat the company says\n\n{MORE}", "What the company says"),
    ("byline", f"By a staff writer\n{BODY}", "By a staff writer"),
    ("byline", f"By Ana Maria Lopez and Tom Cole\n{BODY}", "By Ana Maria Lopez and Tom Cole"),
    ("byline", f"By Ana Lopez, harbour correspondent\n{BODY}", "By Ana Lopez, harbour correspondent"),
    ("byline", f"14 May 2025\n{BODY}", "14 May 2025"),
    ("byline", f"Published: Wednesday 14 May 2025\n{BODY}", "Published: Wednesday 14 May 2025"),
    ("byline", f"{TWICE}\n{BODY}", TWICE),
    ("byline", f"By Tom Cole, May 14, 2025 4:05 PM\n{BODY}", "By Tom Cole, May 14, 2025 4:05 PM"),
    ("caption", f"Dockers at gate four. Picture: Harbour News\n{BODY}", "Dockers at gate four. Picture: Harbour News"),
    ("caption", f"{BODY}\n\n{HILL}\n{MORE}", HILL),
    ("keywords", f"{BODY}\n\n{TAGS}\n\n{MORE}", TAGS),
    ("advert", f"{BODY}\n\nAdvertisement\n\n{MORE}", "Advertisement"),
    ("advert", f"{BODY}\n\nAdvertisement {MORE}", "Advertisement"),
    ("promo", f"{BODY}\n\nAlso Read: Ferry pilots leave\n\n{MORE}", "Also Read: Ferry pilots leave"),
    ("promo", f"{BODY}\n\nMust Read: What a day on strike costs\n\n{MORE}", "Must Read: What a day on strike costs"),
    ("credit", f"{BODY}\n\n(With inputs from agencies.)", "(With inputs from agencies.)"),
    ("repeat", f"{BODY}\n\n{BODY}\n\n{MORE}", BODY),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "text", "passage"), CASES)
def test_what_is_set_aside_and_why(reason: str, text: str, passage: str) -> None:
    assert (reason, passage) in {(a.reason, a.span.quote) for a in set_aside(text)}


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n“We will not sign.”\n\n{MORE}",
        f"{BODY}\n\nThe crews, the pilots, the clerks and the cooks have joined.\n\n{MORE}",
        f"{BODY}\n\nBy Monday the yard was empty.\n\n{MORE}",
    ],
)
def test_the_article_itself_is_left_alone(text: str) -> None:
    assert set_aside(text) == ()


def test_a_repeat_points_at_the_copy_that_stands() -> None:
    (repeat,) = set_aside(f"{BODY}\n\n{BODY}\n\n{MORE}")
    assert repeat.first == 0
    assert repeat.span.start > len(BODY)


def test_a_repeat_in_other_quotation_marks_is_one() -> None:
    curly, straight = (
        "The ‘no’ of the crews was “final”, they said in a letter.",
        "The 'no' of the crews was \"final\", they said in a letter.",
    )
    assert [a.reason for a in set_aside(f"{curly}\n\n{straight}\n\n{MORE}")] == ["repeat"]


def test_the_headline_is_the_longest_title_above_the_body() -> None:
    text = f"Varn\nDockers walk out at noon\n\n{BODY}\n\nA much longer heading that stands below\n\n{MORE}"
    assert headline(set_aside(text), text.index(BODY)) == "Dockers walk out at noon"


def test_a_stamp_is_only_a_stamp_at_the_start() -> None:
    assert stamp(f"{BODY} date 2025-04-28") is None
    found = stamp(" date 2025-04-28 and more")
    assert found is not None
    assert found[1] == "2025-04-28"


@given(st.text(alphabet=st.sampled_from("aB .,:\n\"'’“”()0129•|-é"), max_size=400))
def test_any_text_keeps_its_passages_in_order_and_apart(text: str) -> None:
    found = set_aside(text)
    for aside in found:
        aside.span.check(text)
        assert aside.span.quote.strip() == aside.span.quote != ""
    ends = [0, *(a.span.end for a in found)]
    assert all(a.span.start >= end for a, end in zip(found, ends, strict=False))


@pytest.mark.parametrize("line", ["a, " * 300_000, "by " * 300_000, "\n" * 900_000, "date " * 200_000, "x\n" * 400_000])
def test_a_megabyte_of_anything_stays_fast(line: str) -> None:
    begun = time.process_time()
    set_aside(line)
    assert time.process_time() - begun < 10
