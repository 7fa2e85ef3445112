"""Sentences: where they end and where they do not, by marked strings; and what must hold of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.tag.asides import set_aside
from standoff.tag.sentences import sentences, split

CASES = [
    "The crews left.| The yard was empty.",
    "“We will not sign.| We have said so,” she said.",
    '"We will not sign."| The clerk left.',
    "“It is over,” he said. |“Go home.”",
    "Dr. Wilk met Mr. Cole at St. Anne's.| They talked.",
    "N. S. Rao spoke.| Nobody answered.",
    "It opened at 7 p.m. on Friday.| Rain fell.",
    "The talks ended at 9 p.m.| Rain fell.",
    "The U.S. Senate met.| It voted.",
    "They met on Sept. 15 in the hall.| It was full.",
    "Was it over?| Nobody knew!| They left.",
    "“Is it over?” asked the clerk.| Nobody knew.",
    "The pay rose by 4.5 per cent.| Prices rose too.",
    "The answer was No.| They left.",
    "See No. 4 on the list.| It is short.",
    "They waited...| Nobody came.",
    "The offer lapsed.The union left.",
    "Prices rose (again.)| Wages did not.",
    "The firm, Hall & Sons Ltd., closed.| It was old.",
    "'We want an answer.| We want it now,' a driver said.",
]


@pytest.mark.parametrize("marked", CASES)
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    if "lapsed.The" in text:
        expected = ["The offer lapsed.", "The union left."]
    assert [s.quote for s in split(text, 0, len(text))] == expected


def test_titles_and_captions_are_read_and_other_asides_are_not() -> None:
    text = (
        "Crews leave the yard\n\nBy a staff writer\n\nThe crews left the yard on Monday, the union said in a letter."
        "\n\nAlso Read: Ferries stop\n\nThe yard. Picture: Harbour News\n\nNobody was hurt, the company added."
    )
    found = sentences(text, set_aside(text))
    assert [(s.aside, s.span.quote[:9]) for s in found] == [
        ("title", "Crews lea"),
        (None, "The crews"),
        ("caption", "The yard."),
        ("caption", "Picture: "),
        (None, "Nobody wa"),
    ]


def test_a_stray_word_at_the_head_of_a_paragraph_is_not_part_of_its_sentence() -> None:
    text = "The crews left the yard on Monday.\n\nAdvertisement “We are done,” a driver told reporters at the gate."
    found = sentences(text, set_aside(text))
    assert [s.span.quote for s in found][-1].startswith("“We are done")


def test_paragraphs_are_numbered_as_they_stand() -> None:
    text = "One came. Two left.\n\nThree stayed for the whole night at the gate."
    assert [s.paragraph for s in sentences(text, ())] == [0, 0, 1]


@given(st.text(alphabet=st.sampled_from('aB. ?!…"“”’()\n0é'), max_size=300))
def test_sentences_stand_in_order_and_lose_no_letter(text: str) -> None:
    found = sentences(text, ())
    at = 0
    for sentence in found:
        sentence.span.check(text)
        assert sentence.span.start >= at
        at = sentence.span.end
    kept = "".join(s.span.quote for s in found)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@pytest.mark.parametrize("line", [". " * 400_000, "A." * 400_000, "word " * 200_000, "”" * 900_000, "Mr. " * 200_000])
def test_a_megabyte_of_anything_stays_fast_and_no_sentence_is_endless(line: str) -> None:
    begun = time.process_time()
    found = sentences(line, ())
    assert time.process_time() - begun < 10
    assert all(len(s.span.quote) <= 1500 for s in found)
