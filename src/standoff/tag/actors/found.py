"""What the finders hand to each other: places where an actor is mentioned, and the actor taking shape."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from standoff.model import ActorKind, Side

if TYPE_CHECKING:
    from spacy.tokens import Doc

Form = Literal["name", "nominal", "pronoun"]
Sort = Literal[
    "person", "union", "body", "company", "ministry", "agency", "court", "party", "institution", "government", "org",
    "group", "place",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Found:
    """One mention: sentence, tokens `first` to `last` (included), and the words that may stand for the phrase."""

    sentence: int
    first: int
    last: int
    form: Form
    heads: tuple[int, ...]
    text: str


@dataclass(slots=True, kw_only=True, eq=False)
class Entity:
    """An actor taking shape while the mentions of one report are put together."""

    name: str
    sort: Sort
    roles: Counter[str] = field(default_factory=Counter)
    affiliations: list[str] = field(default_factory=list)
    aliases: Counter[str] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)
    gender: Literal["m", "f", None] = None
    member: bool = False
    title: str | None = None
    owned: bool = False
    protest: float = 0.0
    authority: float = 0.0
    third: float = 0.0
    faced: float = 0.0
    weak: bool = False
    side: Side = "unknown"
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def kind(self) -> ActorKind:
        """The kind of actor as the record knows it."""
        if self.sort == "person":
            return "person"
        if self.sort == "group":
            return "group"
        if self.sort == "court":
            return "court"
        return "government body" if self.sort in ("government", "ministry", "agency") else "organisation"

    def add(self, found: Found, alias: str | None = None) -> None:
        """Take one more mention, and what it calls the actor."""
        self.found.append(found)
        insort(self.places, (found.sentence, found.first))
        if alias:
            self.aliases[alias] += 1

    def first(self) -> tuple[int, int]:
        """Where the actor is first mentioned."""
        return self.places[0]

    def last_before(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """The last mention before (sentence, token) `place`; None when there is none."""
        at = bisect_left(self.places, place)
        return self.places[at - 1] if at else None


def nearest(entities: Iterable[Entity], place: tuple[int, int]) -> Entity | None:
    """The entity last mentioned before `place`, else the one first mentioned; None when there are none."""
    pool = list(entities)
    earlier = [(p, e.name, e) for e in pool if (p := e.last_before(place)) is not None]
    if earlier:
        return max(earlier, key=lambda triple: triple[:2])[2]
    return min(pool, key=lambda e: (e.first(), e.name), default=None)


def heads_of(doc: Doc, first: int, last: int) -> tuple[int, ...]:
    """The tokens from `first` to `last` that hang on a word outside, and the last of them: what a verb may point at."""
    inside = range(first, last + 1)
    found = {i for i in inside if doc[i].head.i not in inside or doc[i].head.i == i}
    return tuple(sorted(i for i in found | {last} if doc[i].pos_ not in ("PUNCT", "ADP", "CCONJ", "PART")))
