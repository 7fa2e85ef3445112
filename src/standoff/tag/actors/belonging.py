"""Who stands where somebody else stands: parts of a body, officers of a body, a body of its officers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from standoff.model import Side
from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import singular

BODIES = frozenset(("union", "body", "company", "org", "institution", "party"))
_NAMED = frozenset(("union", "body", "org", "company"))
_SMALL = frozenset(("the", "of", "and", "a", ""))


def telling(text: str) -> frozenset[str]:
    """The telling words of a name, in lower case and the singular."""
    cleaned = text.lower().replace("’", "'").replace("'s", " ")
    return frozenset(singular(w.strip("'.,()")) for w in cleaned.split()) - _SMALL


class Names:
    """All names of bodies and groups in a report, found by any of their words."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._by_word: dict[str, list[tuple[frozenset[str], Entity]]] = defaultdict(list)
        for entity in entities:
            if entity.sort == "person":
                continue
            for words in sorted({telling(a) for a in (entity.name, *entity.aliases)}, key=sorted):
                for word in sorted(words):
                    self._by_word[word].append((words, entity))

    def sharing(self, words: frozenset[str]) -> Iterator[tuple[frozenset[str], Entity]]:
        """The names that have a word in common with `words`, each with its entity."""
        for word in sorted(words):
            yield from self._by_word.get(word, ())


def sides_by_name(entities: Sequence[Entity], names: Names) -> None:
    """Put a body's part where the body stands, and a committee of nurses where the nurses stand."""
    for entity in entities:
        if entity.sort not in BODIES or entity.side != "unknown":
            continue
        own = frozenset(w for alias in (entity.name, *entity.aliases) for w in telling(alias))
        for words, other in names.sharing(own):
            named = other.sort in _NAMED and other.side in ("protesters", "authority")
            crowd = other.sort == "group" and other.side == "protesters" and entity.sort != "company"
            if other is not entity and (named or crowd) and words < own:
                entity.side = other.side
                break


def home_side(entity: Entity, names: Names) -> Side:
    """The side of the body to which a person belongs; unknown when the report tells none."""
    best: tuple[int, Side] = (0, "unknown")
    for text in entity.affiliations:
        words = telling(text)
        for own, other in names.sharing(words):
            if other.side == "unknown":
                continue
            if own == words or (own < words and other.sort != "group") or words < own:
                best = max(best, (len(own & words), other.side))
    return best[1]


def sides_by_officers(entities: Sequence[Entity], names: Names) -> None:
    """Put a body that nothing else tells of where its officers stand, when these agree."""
    told: dict[int, set[Side]] = defaultdict(set)
    for person in entities:
        if person.sort != "person" or person.side not in ("protesters", "authority"):
            continue
        for text in person.affiliations:
            words = telling(text)
            for own, other in names.sharing(words):
                if own == words:
                    told[id(other)].add(person.side)
    for entity in entities:
        sides = told.get(id(entity), set())
        if entity.side == "unknown" and entity.sort in BODIES and len(sides) == 1:
            entity.side = next(iter(sides))
