"""Who is meant by a word of the text: the face the other taggers see of the actors found in a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.model import TaggedActor
from standoff.tag.parse import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """The actors of one report, and which word of which sentence refers to whom.

    `heads` leads from (sentence index, token index) of a mention's head word to the indexes in `actors` it refers to:
    one for a name, several for a plural pronoun that stands for joint actors; a word that is not there refers to
    nobody we know.
    """

    actors: tuple[TaggedActor, ...]
    heads: Mapping[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def meant(self, sentence: ParsedSentence, token: Token) -> tuple[int, ...]:
        """The actors that the noun phrase headed by `token` refers to, joint ones ("X and Y") included, in order."""
        found: list[int] = []
        for word in (token, *token.conjuncts):
            if word.i < token.i:
                continue
            for actor in self.heads.get((sentence.index, word.i), ()):
                if actor not in found:
                    found.append(actor)
        return tuple(found)
