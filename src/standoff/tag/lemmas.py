"""Lemmas with the rules of spaCy's lemmatizer, looked up once for each word with its class and morphology."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS

from standoff.tag.encoder import keys

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer
    from spacy.tokens import Doc

_KEPT = 1 << 17
"""Words kept at most; then all are forgotten."""


class Lemmas:
    """Sets the lemmas the lemmatizer would set, where none is set."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer, self._strings = lemmatizer, lemmatizer.vocab.strings
        self._known: dict[int, int] = {}

    @classmethod
    def of(cls, lemmatizer: Any) -> Lemmas | None:
        """The same rules; None for a lemmatizer that looks at more than the word, its class and its morphology."""
        plain = getattr(lemmatizer, "mode", None) == "rule" and not lemmatizer.overwrite
        return cls(lemmatizer) if plain else None

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Set the lemmas of all words of `docs`, whose classes and morphology are set."""
        rows: list[Any] = [doc.to_array([ORTH, POS, MORPH, LEMMA]).reshape(len(doc), 4) for doc in docs]
        unique, first, back = np.unique(keys(np.concatenate(rows)[:, :3]), return_index=True, return_inverse=True)
        if len(self._known) > _KEPT:
            self._known = {}
            self._lemmatizer.cache.clear()
        ends = np.cumsum([len(doc) for doc in docs])
        lemmas = [self._known.get(key, 0) for key in unique.tolist()]
        for n, lemma in enumerate(lemmas):
            if not lemma:
                doc = docs[number := int(np.searchsorted(ends, first[n], side="right"))]
                token = doc[int(first[n] - ends[number] + len(doc))]
                lemmas[n] = self._strings.add(self._lemmatizer.lemmatize(token)[0])
                self._known[int(unique[n])] = lemmas[n]
        found = np.array(lemmas, dtype=np.uint64)[back]
        start = 0
        for doc, row in zip(docs, rows, strict=True):
            if len(doc):
                told: Any = np.where(row[:, 3] != 0, row[:, 3], found[start : start + len(doc)])
                doc.from_array([LEMMA], told)
            start += len(doc)
