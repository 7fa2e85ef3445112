"""Which demand a response answers, and how many it says it answers."""

from __future__ import annotations

import pytest

from standoff.errors import DataFileError
from standoff.link import cues as cues_module
from standoff.link.cues import cues, phrase_pattern
from standoff.link.responses import Answer, Scope, Topic, Topics, scope
from standoff.link.wording import Scale, stem, stems, tokens

SCALE = Scale.of_names(["ferry crews", "Northgate Ferries"])

SCOPES = [
    ("The company agreed to seven of the eight demands put forward", Scope(share="counted", value=7, of=8)),
    ("accepted 3 out of 5 demands", Scope(share="counted", value=3, of=5)),
    ("accepted five of their five demands", Scope(share="all", value=5, of=5)),
    ("agreed to most of their demands", Scope(share="most")),
    ("met some of the union's demands", Scope(share="some")),
    ("refused to accept all of the demands", Scope(share="all")),
    ("finally agreed to meet their demands", Scope(share="all")),
    ("agreed to the crews' demands", Scope(share="all")),
    ("refused minutes of the issues which were discussed", None),
    ("rejected the demand for a rest day", None),
    ("nothing of the kind", None),
]


@pytest.mark.parametrize(("text", "expected"), SCOPES, ids=[t[:30] for t, _ in SCOPES])
def test_scope(text: str, expected: Scope | None) -> None:
    assert scope(text) == expected


def topic(key: str, what: str, line: int = 9) -> Topic:
    return Topic(key=key, wordings=(stems(what),), side="protesters", sentences=frozenset({("r", line)}))


TOPICS = [
    topic("rest", "a rest day after night crossings", 1), topic("lifeboats", "two lifeboats on every vessel", 2),
    topic("paper", "written minutes of the talks", 3),
]  # fmt: skip

ANSWERS = [
    ("rejected the demand for a rest day", "authority", 9, "rest"),
    ("will fit a second lifeboat to vessels", "authority", 9, "lifeboats"),
    ("refused to put it in writing", "authority", 9, "paper"),
    ("turned it down", "authority", 2, "lifeboats"),
    ("turned it down", "authority", 7, None),
    ("a rest day after night crossings", "protesters", 1, None),
    ("lifted the parking charge", "authority", 1, None),
]


@pytest.mark.parametrize(("text", "side", "line", "expected"), ANSWERS)
def test_a_response_finds_its_demand(text: str, side: str, line: int, expected: str | None) -> None:
    said = Answer(words=stems(text), side=side, sentence=("r", line), text=text)
    assert Topics(TOPICS, SCALE).best(said) == expected


def test_work_is_sought_among_the_sides_own() -> None:
    said = Answer(words=stems("rest days after night crossings"), side="protesters", sentence=("r", 8), text="")
    assert Topics(TOPICS, SCALE).best(said, own=True) == "rest"


@pytest.mark.parametrize(
    "forms",
    [("restore", "restoring", "restoration", "restored"), ("resign", "resignation", "resigned"),
     ("installing", "installation", "installs"), ("secure", "security"), ("doctor", "doctors")],
)  # fmt: skip
def test_forms_of_one_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(f) for f in forms}) == 1


def test_figures_and_percent_are_words() -> None:
    assert tokens("a 5% rise, 5 per cent") == ["a", "5", "percent", "rise", "5", "percent"]


def test_a_paper_is_not_its_subject() -> None:
    paper, subject = stems("written directives on lifeboat drills"), stems("lifeboat drills")
    assert SCALE.likeness(paper, subject) == 0.0
    assert SCALE.same(subject, stems("drills with the lifeboats"))


def test_phrases_are_whole_words() -> None:
    assert phrase_pattern(["end", "call off"]).findall("They will call off, not bend; END") == ["call off", "END"]


@pytest.mark.parametrize("broken", [{}, {"stop": 3}, {"stop": ""}])
def test_a_malformed_list_is_told(broken: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    cues.cache_clear()
    monkeypatch.setattr(cues_module, "load", lambda name: broken)
    with pytest.raises(DataFileError):
        cues()
    monkeypatch.undo()
    cues.cache_clear()
