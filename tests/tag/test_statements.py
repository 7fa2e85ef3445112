"""Statements: a table of marked strings, invariants on any text, and floors on the gold where it is at hand."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from standoff.model import Sentence, Span
from standoff.statements import Sort, Statement, find, to_json, to_marked
from standoff.tag.parse import Parsed, ParsedSentence
from standoff.tag.statements.quotes import quotations

_MARKED = re.compile(r"\[([^\]]*)\]([SC])(\d*)|\{([^}]*)\}([DIMTNU])(\d?)")
_KINDS = {"D": "direct", "I": "indirect", "M": "mixed", "T": "told", "N": "meant", "U": "unsaid"}


def cases(name: str) -> list[str]:
    """The lines of a table of cases."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


Row = tuple[str, tuple[str, ...], str | None, str | None]


def unmark(line: str) -> tuple[str, list[Row]]:
    """The plain text of a marked line, and its statements as (kind, contents, cue, speaker), in order."""
    rows: dict[str, dict[str, Any]] = {}
    for match in _MARKED.finditer(line):
        words, letter = (match[1], match[2]) if match[2] else (match[4], match[5])
        for number in (match[3] if match[2] else match[6]) or "1":
            row = rows.setdefault(number, {"kind": "", "content": (), "C": None, "S": None})
            if letter in _KINDS:
                row["kind"], row["content"] = _KINDS[letter], (*row["content"], words)
            elif row[letter] is None:
                row[letter] = words
    plain = _MARKED.sub(lambda m: m[1] if m[2] else m[4], line).replace("¶", "\n")
    return plain, [(r["kind"], r["content"], r["C"], r["S"]) for _, r in sorted(rows.items())]


def row(statement: Statement) -> Row:
    cue, speaker = statement.cue, statement.speaker
    contents = tuple(c.quote for c in statement.content)
    label = statement.kind if statement.sort is Sort.SAID else statement.sort.value
    return label, contents, cue.quote if cue else None, speaker.quote if speaker else None


@pytest.mark.parametrize("line", cases("statements_cases.txt"))
def test_what_is_said(line: str) -> None:
    text, expected = unmark(line)
    assert [row(s) for s in find(text, said_only=True)] == expected


@pytest.mark.parametrize("line", cases("attitudes_cases.txt"))
def test_all_kinds(line: str) -> None:
    text, expected = unmark(line)
    assert [row(s) for s in find(text)] == expected


def test_the_pronoun_beside_the_cue_is_told() -> None:
    (statement,) = find("The yard was shut by Ann Lee, who said that it was safe.")
    assert statement.relative is not None
    assert statement.speaker is not None
    assert (statement.speaker.quote, statement.relative.quote) == ("Ann Lee", "who")
    (row,) = to_json([statement])
    assert row["speaker"] == [[21, 28], [30, 33]]


def test_marks_of_a_speaker_of_two_stand_in_each_other() -> None:
    text = "The minister said the door was open, but suggested that outsiders were behind it."
    assert to_marked(text, find(text)) == (
        "[[The minister]S1]S2 [said]C1 {the door was open}I1, but [suggested]C2 that {outsiders were behind it}I2."
    )


def check(text: str) -> None:
    """What must hold for any text: every span stands in it, and no content is empty or overlaps its neighbour."""
    found = find(text)
    stripped = to_marked(text, found)
    assert len(stripped) >= len(text)
    for statement in found:
        assert statement.content
        for span in (*statement.content, *(s for s in (statement.cue, statement.speaker) if s is not None)):
            span.check(text)
            assert span.start < span.end
        for one, after in zip(statement.content, statement.content[1:], strict=False):
            assert one.end <= after.start


SAID = (
    "said told that according to Ann Lee the union they she claims offer is dead called a joke accused of wants to "
    "believes whether worried about criticised for seems expected as who"
)
PIECES = st.sampled_from([*"“”\"'‘’«».,:;?()…—", "``", "''", "\n", "\n\n", "\u2028", " ", "'s", "s'", *SAID.split()])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join))
def test_any_words_give_sound_spans(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_sound_spans(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n \n",
        "“",
        "”",
        '"',
        "'",
        "“”",
        '""',
        "said",
        "According to",
        "According to the union",
        "X said: ",
        "“We go on,” said",
        "”We go on,“ said Ann Lee.",
        "“We go on, said Ann Lee.\n\nThe yard was shut.",
        "We go on,” said Ann Lee.",
        "“We “go “on “said “Ann “Lee",
        "\u202e“We go on,” said Ann Lee.\u0000",
    ],
)
def test_odd_marks_and_blank_lines_do_no_harm(text: str) -> None:
    check(text)


def test_a_lost_opening_mark_costs_no_words() -> None:
    (statement,) = find("We go on until the offer improves,” said Ann Lee.")
    assert row(statement) == ("direct", ("We go on until the offer improves,",), "said", "Ann Lee")


@pytest.mark.parametrize("piece", ["“", '"', "'a ", "a' ", "s' b ", "‘a", "“a” "])
def test_marks_by_the_thousand_stay_fast(piece: str) -> None:
    text = "The union said it would go on. " + piece * 30_000
    sentence = ParsedSentence(0, Sentence(span=Span.of(text, 0, len(text)), paragraph=0), Doc(Vocab()))
    before = time.perf_counter()
    quotations(Parsed(text, (sentence,)))
    assert time.perf_counter() - before < 2


@pytest.mark.parametrize("piece", ["The union wants to say that “it ", "who said ", "fears that ", "called for ", "– "])
def test_a_long_sentence_costs_what_its_words_cost(piece: str) -> None:
    short, long = piece * 400, piece * 3_200
    spent = []
    for text in (short, long):
        before = time.process_time()
        check(text)
        spent.append(time.process_time() - before)
    assert spent[1] < 24 * max(spent[0], 0.1)


SHARED = Path(__file__).parents[3] / "shared"


def gold(name: str) -> list[dict[str, Any]]:
    found = (json.loads(p.read_text(encoding="utf-8")) for p in sorted((SHARED / "gold" / name).glob("*.json")))
    return [g for g in found if "report" in g]


def hits(text: str, wanted: list[dict[str, Any]], said: list[Statement]) -> int:
    """How many gold statements are found: half of the gold's words and half of what is said, one to one."""
    free = list(said)
    count = 0
    for item in wanted:
        start = text.index(item["content"])
        end = start + len(item["content"])
        for statement in free:
            both = sum(max(0, min(end, c.end) - max(start, c.start)) for c in statement.content)
            size = sum(c.end - c.start for c in statement.content)
            if 2 * both >= end - start and 2 * both >= size:
                free.remove(statement)
                count += 1
                break
    return count


@pytest.mark.skipif(not (SHARED / "gold" / "seeds").exists(), reason="the gold is not at hand")
def test_the_floor_on_the_gold_holds() -> None:
    right = wanted = told = 0
    for item in gold("seeds"):
        text = (SHARED / "seeds" / item["report"]).read_text(encoding="utf-8")
        said = find(text, said_only=True)
        right += hits(text, item["statements"], said)
        wanted += len(item["statements"])
        told += len(said)
    assert 2 * right / (wanted + told) >= 0.75
