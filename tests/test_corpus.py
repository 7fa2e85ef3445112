"""The marked reports: that they can be read, hold together and are no filled templates."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from marked import Dispute, MarkError, load_dispute, load_report  # noqa: E402

FOLDERS = sorted(path.parent for path in (ROOT / "corpus").glob("*/dispute.toml"))


@pytest.fixture(scope="module")
def disputes() -> list[Dispute]:
    return [load_dispute(folder) for folder in FOLDERS]


def test_there_are_three_hundred_reports_of_twenty_disputes(disputes: list[Dispute]) -> None:
    assert len(disputes) >= 20
    assert sum(len(d.reports) for d in disputes) >= 300


def test_marks_point_at_words(disputes: list[Dispute]) -> None:
    for dispute in disputes:
        for report in dispute.reports:
            for move in report.moves:
                for start, end in (move.span, *move.also):
                    assert report.text[start:end].strip() == report.text[start:end] != "", (dispute.slug, report.name)


def test_every_kind_is_marked_often_enough_to_learn(disputes: list[Dispute]) -> None:
    kinds = Counter(move.kind for d in disputes for report in d.reports for move in report.moves)
    assert len(kinds) == 21
    assert min(kinds.values()) >= 10, kinds.most_common()[-3:]


def test_hardly_a_sentence_stands_twice(disputes: list[Dispute]) -> None:
    sentences = Counter(
        sentence
        for d in disputes
        for report in d.reports
        for sentence in set(re.findall(r"[A-Z][^.!?\n]{40,}[.!?]", report.text))
    )
    again = sum(count - 1 for count in sentences.values())
    assert again <= 0.03 * sum(sentences.values()), sentences.most_common(5)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("{dance: Crew | they danced}", "there is no kind 'dance'"),
        ("{demand: Crew | they asked", "never ends"),
        ("they asked}", "never began"),
        ("{demand: Nobody | they asked}", "'Nobody' is no party"),
        ("{demand: Crew @someday | they asked}", "'someday' is no date"),
        ("{demand: Crew ~perhaps | they asked}", "there is no modality 'perhaps'"),
        ("{=a | they asked}", "nothing is marked with the id 'a'"),
    ],
)
def test_a_wrong_mark_is_named(body: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "01.txt"
    path.write_text(f"published: 2031-03-04\noutlet: The Quay\n---\n{body}\n", encoding="utf-8")
    with pytest.raises(MarkError, match=re.escape(fault)):
        load_report(path, frozenset({"Crew"}))


def test_marks_nest_and_tie_tellings(tmp_path: Path) -> None:
    path = tmp_path / "01.txt"
    text = (
        "{=a | Crew balk}\n\n"
        "{accuse#a: Crew > Line @2031-03 | The crew decried {refuse: Line ~alleged ^Crew | its refusal}}.\n"
    )
    path.write_text(f"published: unknown\noutlet: The Quay\n---\n{text}", encoding="utf-8")
    report = load_report(path, frozenset({"Crew", "Line"}))
    assert report.text == "Crew balk\n\nThe crew decried its refusal.\n"
    assert [(m.kind, report.text[slice(*m.span)], len(m.also)) for m in report.moves] == [
        ("accuse", "The crew decried its refusal", 1),
        ("refuse", "its refusal", 0),
    ]
    assert report.published is None
