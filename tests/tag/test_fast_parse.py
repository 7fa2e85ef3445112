"""The faster parse gives what the plain spaCy pipeline gives, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, chain, noop

from standoff.tag.attributes import Attributes
from standoff.tag.encoder import faster, keys
from standoff.tag.entities import Entities
from standoff.tag.lemmas import Lemmas
from standoff.tag.parse import DEFAULT_MODEL, _keep_whole, load_model

ATTRIBUTES: list[int | str] = [
    "ORTH",
    "TAG",
    "POS",
    "MORPH",
    "LEMMA",
    "DEP",
    "HEAD",
    "ENT_TYPE",
    "ENT_IOB",
    "SENT_START",
]
SENTENCES = [
    "The Ferry Workers' Union said on Monday that 4,200 crews at nine harbours would walk out from 6 am.",
    "“We won't sign,” Ana Reyes told the Lakeside Herald; “let's see what the board's got ta say.”",
    "There is a way out, said Dr. Okoro of the University of Port Varda, who isn't on either side.",
    "Ain't nothin' goin' on\n but the  rent, y'all: c'm on, we gon na win £3.5 million (or 12%).",
    "HARBOUR BOARD REJECTS DEMANDS",
    "talks",
    "",
    " \n ",
    "Mr. Lindqvist, 58, flew from Varda to New Moresby with the Minister for Ports on 3 May 2031, did he not?",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(DEFAULT_MODEL)


def plainly(nlp: Language, sentences: list[str]) -> Iterator[Doc]:
    for sentence in sentences:
        doc = nlp.make_doc(sentence)
        for name, component in nlp.pipeline:
            if name == "parser":
                _keep_whole([doc])
            doc = component(doc)
        yield doc


def assert_same(found: Sequence[Doc], expected: Sequence[Doc]) -> None:
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one.text == other.text
        assert np.array_equal(one.to_array(ATTRIBUTES), other.to_array(ATTRIBUTES)), one.text
        assert [(e.text, e.label_) for e in one.ents] == [(e.text, e.label_) for e in other.ents]


def test_parses_are_those_of_the_plain_pipeline(plain: Language) -> None:
    assert_same(list(load_model(DEFAULT_MODEL)(SENTENCES)), list(plainly(plain, SENTENCES)))


def test_nothing_depends_on_what_stands_beside(plain: Language) -> None:
    run = load_model(DEFAULT_MODEL)
    alone = [next(run([sentence])) for sentence in SENTENCES]
    assert_same(list(run(SENTENCES[::-1] * 30))[: len(SENTENCES)], alone[::-1])
    assert list(run([])) == []


@given(st.lists(st.text(st.sampled_from(" \n.,'’“”-aeitnsBXM0519%£é中\u200b"), max_size=30), max_size=5))
@settings(max_examples=40, deadline=None)
def test_odd_texts_are_parsed_alike(sentences: list[str]) -> None:
    assert_same(list(load_model(DEFAULT_MODEL)(sentences)), list(plainly(spacy_model(), sentences)))


def spacy_model(known: list[Language] = []) -> Language:  # noqa: B006  # loaded once
    if not known:
        known.append(spacy.load(DEFAULT_MODEL))
    return known[0]


def test_what_is_forgotten_is_learnt_again(monkeypatch: pytest.MonkeyPatch, plain: Language) -> None:
    for module in ("encoder", "attributes", "lemmas"):
        monkeypatch.setattr(f"standoff.tag.{module}._KEPT", 8)
    load_model.cache_clear()
    run = load_model(DEFAULT_MODEL)
    expected = list(plainly(plain, SENTENCES))
    for _ in range(3):
        for sentence, known in zip(SENTENCES, expected, strict=True):
            assert_same(list(run([sentence])), [known])
    load_model.cache_clear()


def test_models_built_otherwise_are_left_alone(plain: Language) -> None:
    assert faster(chain(noop(), noop())) is None
    tok2vec: Any = plain.get_pipe("tok2vec")
    embed, encode = (tok2vec.model.get_ref(name) for name in ("embed", "encode"))
    for other_embed, other_encode in ((noop(), encode), (embed, noop()), (embed, chain(encode, encode))):
        model: Model[object, object] = chain(other_embed, other_encode)
        model.set_ref("embed", other_embed)
        model.set_ref("encode", other_encode)
        assert faster(model) is None
    ruler: Any = spacy.blank("en").add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "so", "OP": "+"}]], {"POS": "ADV"})
    assert Attributes.of(ruler) is None
    assert Entities.of(plain.get_pipe("parser")) is None
    assert Lemmas.of(spacy.blank("en").add_pipe("lemmatizer", config={"mode": "lookup"})) is None


def test_keys_tell_rows_apart() -> None:
    rows = np.array([[a, b] for a in range(60) for b in range(60)], dtype=np.uint64)
    assert len(np.unique(keys(rows))) == len(rows)
