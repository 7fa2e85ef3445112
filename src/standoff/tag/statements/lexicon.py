"""The words that say that somebody said something, from `data/cues.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from standoff.data import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Lemmas by the frame they are used in; what each frame is stands beside its list in the data file."""

    clause: frozenset[str]
    quote: frozenset[str]
    after: frozenset[str]
    infinitive: frozenset[str]
    naming: frozenset[str]
    naming_as: frozenset[str]
    blaming: frozenset[str]
    documents_say: frozenset[str]
    documents: frozenset[str]
    nouns: frozenset[str]
    speakers: frozenset[str]
    never_speakers: frozenset[str]
    elisions: frozenset[str]
    never_sources: frozenset[str]
    goes_on: frozenset[str]
    unsaid: frozenset[str]
    resumes: frozenset[str]
    addressed: frozenset[str]
    nobody: frozenset[str]
    thinks: frozenset[str]
    shows: frozenset[str]
    asks: frozenset[str]
    wants: frozenset[str]
    seems: frozenset[str]
    asks_to: frozenset[str]
    acts: frozenset[str]
    minds: frozenset[str]
    acts_for: frozenset[str]
    regards: frozenset[str]
    likens: frozenset[str]
    talks: frozenset[str]
    talks_to: frozenset[str]
    nouns_that: frozenset[str]
    nouns_to: frozenset[str]
    nouns_of: frozenset[str]
    adjectives: frozenset[str]

    @property
    def beside_quotes(self) -> frozenset[str]:
        """Verbs that may introduce or close a quotation."""
        return self.clause | self.quote


@cache
def lexicon() -> Lexicon:
    """The checked lexicon; raises `DataFileError` when the data file is missing or malformed."""
    return Lexicon(**{name: words("cues", name) for name in Lexicon.__slots__})
