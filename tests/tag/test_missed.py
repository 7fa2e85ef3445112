"""How much unread sentences look like missed moves."""

from __future__ import annotations

from standoff.tag.reading import tag_texts

TEXT = (
    "The weavers of Ostmere rejected the offer of 3 percent and went home.\n\n"
    "Rain fell on the valley and the river rose over its banks.\n\n"
    "On 4 May 2031 it was cold in the valley and the mills were dark.\n\n"
    "Why did the weavers refuse to settle the strike with the mill?\n"
)


def test_sentences_without_a_find_are_weighed() -> None:
    (reading,) = tag_texts([TEXT])
    chances = {s.span.quote.split()[0]: s.chance for s in reading.sentences}
    assert chances["The"] == round(max(m.score for m in reading.moves), 3)
    assert chances["On"] is None  # noted: a time stands in it
    weather, question = chances["Rain"], chances["Why"]
    assert weather is not None
    assert question is not None
    assert 0 <= weather < question <= 1


def test_a_text_without_words_is_weighed_too() -> None:
    (reading,) = tag_texts(["...\n\n—\n"])
    assert all(s.chance in (None, 0.0) for s in reading.sentences)
