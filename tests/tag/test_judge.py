"""The weights that say how likely a word tells a move: what they rest on, what they may not do."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import DataFileError
from standoff.tag.actors import find_cast
from standoff.tag.asides import set_aside
from standoff.tag.moves import judge
from standoff.tag.moves.clues import Setting, clues, may_tell
from standoff.tag.moves.match import possible, resolve
from standoff.tag.moves.speech import Voices
from standoff.tag.parse import parse
from standoff.tag.reading import tag_texts
from standoff.tag.sentences import sentences


def settings_of(text: str) -> Iterator[tuple[Setting, Voices]]:
    parsed = next(parse([(text, sentences(text, set_aside(text)))]))
    cast = find_cast(parsed)
    voices = Voices((), cast)
    for sentence in parsed.sentences:
        found = possible(sentence, cast, lambda _: False)
        yield Setting(sentence, cast, found, resolve(found)), voices


def clues_of(text: str, word: str) -> list[str]:
    setting, voices = next(settings_of(text))
    return next(names for token, names in judge.candidates(setting, voices) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "clue"),
    [
        ("The union rejected the offer.", "rejected", "word reject"),
        ("The union rejected the offer.", "rejected", "object OFFER"),
        ("The union rejected the offer.", "rejected", "found refuse"),
        ("The union did not reject the offer.", "reject", "not reject"),
        ("The union will strike on Monday.", "strike", "aux will"),
        ("The nurses will strike unless the board pays.", "strike", "condition"),
        ("The offer was rejected by the union.", "rejected", "passive"),
        ("Workers rejected a rise of 4%.", "rejected", "per cent"),
    ],
)
def test_clues(text: str, word: str, clue: str) -> None:
    assert clue in clues_of(text, word)


def test_no_clue_stands_twice() -> None:
    found = clues_of("The union, which rejected it before, rejected the offer and the board.", "rejected")
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "expected"), [("The union will strike.", {"strike"}), ("The board met: no.", {"met"})]
)
def test_words_that_may_tell(text: str, expected: set[str]) -> None:
    setting, _ = next(settings_of(text))
    assert {t.text for t in setting.sentence.doc if may_tell(t)} == expected


def test_chances_are_chances() -> None:
    known = judge.weights()
    chances = known.chances([["word reject", "object OFFER"], [], ["no such clue"]])
    assert chances.shape == (3, len(known.kinds))
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert (chances >= 0).all()
    assert np.array_equal(chances[1], chances[2])


def test_a_plain_refusal_is_likelier_than_a_plain_nothing() -> None:
    def chance(text: str, word: str) -> float:
        setting, voices = next(settings_of(text))
        return next(v for v in judge.verdicts(setting, voices).values() if v.token.text == word).of("refuse")

    assert chance("The union rejected the company's offer on Monday.", "rejected") > 0.8
    assert chance("The paint was peeling on the old harbour wall.", "peeling") < 0.05


def test_near_kinds_share_their_chance() -> None:
    setting, voices = next(settings_of("The company promised the nurses a bonus."))
    verdict = next(v for v in judge.verdicts(setting, voices).values() if v.token.text == "promised")
    assert verdict.of("offer") == verdict.of("promise") == verdict.chance


@pytest.mark.parametrize("text", ["", "?", "“”", "The union"])
def test_odd_texts_have_verdicts_or_none(text: str) -> None:
    for setting, voices in settings_of(text):
        judge.verdicts(setting, voices)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(["The union", "refused", "to talk", ",", "“", "will", "strike", "not", "."]), max_size=12)
)
def test_a_score_is_a_chance(words: list[str]) -> None:
    (reading,) = tag_texts([" ".join(words)])
    assert all(0 <= move.score <= 1 for move in reading.moves)


def test_a_broken_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    judge.weights.cache_clear()

    def broken(*_: object, **__: object) -> object:
        raise ValueError("not an archive")

    monkeypatch.setattr(np, "load", broken)
    try:
        with pytest.raises(DataFileError, match=r"weights\.npz cannot be used"):
            judge.weights()
    finally:
        judge.weights.cache_clear()


def test_clues_are_the_same_for_the_same_sentence() -> None:
    first = [clues(t, s, None) for s, _ in settings_of("The union rejected it.") for t in s.sentence.doc]
    again = [clues(t, s, None) for s, _ in settings_of("The union rejected it.") for t in s.sentence.doc]
    assert first == again
