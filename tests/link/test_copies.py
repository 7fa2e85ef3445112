from __future__ import annotations

import itertools
import random

import pytest
from handmade import SHARED, folder, made
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.link.copies import Origins, families, find_copies, origin_of
from standoff.link.quoted import quoted_spans
from standoff.model import ReadReport, SetAside, Span
from standoff.record import Copy

WIRE_A = """Harbour pilots and the port company broke off their third meeting late on Tuesday.
The two sides met at the customs house for almost four hours, an hour later than the company had announced.
Pilots have refused night shifts since the tug Marlin ran aground in the outer basin last spring.
A spokesman for the mayor declined to say whether the city would pay for the new radar."""

WIRE_B = """A third meeting of harbour pilots and the port company ended without result on Tuesday night.
An hour later than the company had announced, the two sides met at the customs house for nearly four hours.
Pilots have refused night shifts since the tug Marlin ran onto a bank in the outer basin last spring.
Ferry passengers were told to expect long delays at the weekend."""

OTHER = """Bakers in the northern towns will decide by ballot whether to stop work before the holidays.
Their employers offered a bonus and a shorter week, which the bakers' guild called a beginning.
The ballot papers go out on Monday and are counted a fortnight later in the guild hall."""

STATEMENT = """Nobody on our side wanted the ships to lie idle for a whole month.
We asked for two more pilots on every watch and were laughed out of the room.
Until the company writes its promise down we stay ashore."""

VOICE_A = "The pilots' union put out a statement. \"" + STATEMENT.replace("\n", " ") + '" it read.'
VOICE_B = (
    "Shops near the quay complained of empty streets on Friday.\nIn a statement, the union said: “"
    + STATEMENT.replace("\n", "\n“")
    + "”\nThe company's lawyers were not available."
)


def of_pair(copies: tuple[Copy, ...], *names: str) -> Copy:
    return next(c for c in copies if c.reports == names)


def test_lightly_edited_narrative_is_wire() -> None:
    copies = find_copies([made("a", WIRE_A), made("b", WIRE_B), made("c", OTHER)])
    assert [(c.kind, c.reports) for c in copies] == [("wire", ("a", "b"))]
    (passage,) = copies[0].passages
    assert WIRE_A[passage.a.start : passage.a.end].endswith("last spring.")
    assert WIRE_B[passage.b.start : passage.b.end].endswith("last spring.")


def test_a_statement_quoted_in_both_is_a_voice() -> None:
    copies = find_copies([made("a", VOICE_A), made("b", VOICE_B)])
    assert [(c.kind, c.reports) for c in copies] == [("voice", ("a", "b"))]


def test_indirect_report_of_a_statement_quoted_elsewhere_is_a_voice() -> None:
    told = STATEMENT.replace("We asked", "They had asked").replace("our side", "their side")
    copies = find_copies([made("a", VOICE_A), made("b", told)])
    assert [c.kind for c in copies] == ["voice"]


def test_one_short_shared_sentence_is_no_copy() -> None:
    shared = "The company has four weeks to answer the petition."
    assert find_copies([made("a", OTHER + "\n" + shared), made("b", WIRE_A + "\n" + shared)]) == ()


def test_boilerplate_of_many_reports_is_no_copy() -> None:
    form = "Leave a comment below and tell us what you think of this.\nAll comments are read before they appear here."
    topics = ["".join(random.Random(n).choices("bcdfg lmnop aeiou ", k=200)) for n in range(30)]
    reports = [made(f"r{n:02}", f"{topic}.\n{form}") for n, topic in enumerate(topics)]
    assert find_copies(reports) == ()


def test_repeat_set_aside_and_repeat_found() -> None:
    first, again = WIRE_A.splitlines()[1], WIRE_A.splitlines()[1]
    text = f"{first}\n{WIRE_A.splitlines()[0]}\n{again}"
    at = text.rindex(again)
    aside = SetAside(span=Span.of(text, at, len(text)), reason="repeat", first=0)
    for read in (made("a", text), made("a", text, set_aside=(aside,))):
        (copy,) = find_copies([read])
        assert (copy.kind, copy.reports) == ("repeat", ("a",))
        (passage,) = copy.passages
        assert (passage.a.start, passage.a.end) == (0, len(first))
        assert (passage.b.start, passage.b.end) == (at, len(text))


def test_families_take_the_smallest_id_and_origins_follow_passages() -> None:
    third = WIRE_B.replace("Ferry passengers were told", "Travellers heard that they had")
    copies = find_copies([made("b", WIRE_A), made("c", WIRE_B), made("d", third), made("a", OTHER)])
    assert families(copies) == {"b": "b", "c": "b", "d": "b"}
    copied = WIRE_B.index("Pilots have refused")
    own = WIRE_B.index("Ferry passengers")
    assert origin_of("c", copied, copied + 40, copies) == "b"
    assert origin_of("a", 0, 20, copies) == "a"
    lone = find_copies([made("b", WIRE_A), made("c", WIRE_B)])
    assert Origins(lone).of("c", own, own + 30) == "c"


def test_a_voice_makes_no_family() -> None:
    copies = find_copies([made("a", VOICE_A), made("b", VOICE_B)])
    assert families(copies) == {}
    assert origin_of("b", 0, len(VOICE_B), copies) == "b"


@pytest.mark.parametrize(
    "marked",
    [
        "He said: [“We will not go back to work until it is signed.”]",
        "They go on with the ‘cease work’ today.",
        "['We asked the drivers' union to come back tomorrow,'] he said.",
        "The drivers' union and the pilots' union met and did not agree on it.",
        '["We begin here and we go on\n"and here we end it after all,"] she said',
    ],
)
def test_quoted_spans(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    for start, end in reversed(quoted_spans(made("a", text))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    assert text == marked


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_seventh_word_changed_is_still_wire(chance: random.Random) -> None:
    words = WIRE_A.split(" ")
    for place in chance.sample(range(len(words)), len(words) // 7):
        words[place] = "".join(chance.choices("bdfgklmnprst", k=5)) + ("\n" if "\n" in words[place] else "")
    (copy,) = find_copies([made("a", WIRE_A), made("b", " ".join(words)), made("c", OTHER)])
    assert (copy.kind, copy.reports) == ("wire", ("a", "b"))


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(5)))
def test_order_of_reports_does_not_matter(order: list[int]) -> None:
    texts = [WIRE_A, WIRE_B, OTHER, VOICE_A, VOICE_B]
    reports = [made(f"r{i}", texts[i]) for i in range(5)]
    assert find_copies([reports[i] for i in order]) == find_copies(reports)


@given(st.text(alphabet="ab'\"“”‘’ .\ns", max_size=200))
def test_quoted_spans_are_disjoint_and_inside(text: str) -> None:
    spans = quoted_spans(made("a", text))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(one[1] < two[0] for one, two in itertools.pairwise(spans))


def test_a_text_of_one_repeated_line_stays_fast() -> None:
    line = "The pilots and the port company met again and parted again without a word.\n"
    copies = find_copies([made("a", line * 2000), made("b", line * 2000)])
    assert [c.kind for c in copies] == ["repeat", "wire", "repeat"]


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="needs the shared development reports")
def test_seeds_have_one_wire_pair_and_one_repeat() -> None:
    copies = find_copies(folder(SHARED / "seeds"))
    assert [(c.kind, tuple(r[:3] for r in c.reports)) for c in copies] == [
        ("wire", ("001", "003")),
        ("repeat", ("004",)),
    ]
    assert len(of_pair(copies, *copies[0].reports).passages) >= 3


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="needs the shared development reports")
@pytest.mark.parametrize(("dispute", "wanted"), [("uaw", []), ("nhs", [("voice", ("nhs-03.txt", "nhs-04.txt"))])])
def test_development_reports_have_no_false_copies(dispute: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    reports: list[ReadReport] = folder(SHARED / "reports" / dispute)
    assert [(c.kind, c.reports) for c in find_copies(reports)] == wanted
