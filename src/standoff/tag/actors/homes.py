"""To which body of the report a person belongs, and names as the record prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from standoff.tag.actors.found import Entity
from standoff.tag.actors.lexicon import singular, terms
from standoff.tag.actors.sorting import key_of


class Homes:
    """The bodies of the report, found by any of their names."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._by_key: dict[tuple[str, ...], Entity] = {}
        self._unions = [e for e in entities if e.sort == "union" and e.side == "protesters"]
        self._firms = [e for e in entities if e.sort == "company" and e.side == "authority"]
        for entity in sorted(entities, key=lambda e: -len(e.found)):
            if entity.sort not in ("person", "group"):
                for alias in (entity.name, *sorted(entity.aliases)):
                    self._by_key.setdefault(_home_key(alias), entity)

    def of(self, person: Entity) -> str | None:
        """The affiliation of an actor: under its body's name in this report, where it has one; else as printed.

        An officer without one, or of a "branch", belongs to the report's only union or firm on the officer's side.
        """
        body = self._named(person.affiliations)
        if body is None and person.sort == "person" and all(_part(a) for a in person.affiliations):
            body = self._only(person)
        return clean(body.name) if body is not None else person.affiliations[0] if person.affiliations else None

    def _only(self, person: Entity) -> Entity | None:
        words = {singular(w.strip(",.'")) for r in person.roles for w in r.lower().replace("-", " ").split()}
        if person.side == "protesters" and words & terms("sides", "officers") and "minister" not in words:
            fit = self._unions
        elif person.side == "authority" and words & terms("sides", "firm"):
            fit = self._firms
        else:
            return None
        return fit[0] if len(fit) == 1 else None

    def _named(self, affiliations: Sequence[str]) -> Entity | None:
        known = (self._by_key.get(_home_key(text)) for text in affiliations)
        return next((e for e in known if e is not None), None) or self._whole(affiliations)

    def _whole(self, affiliations: Sequence[str]) -> Entity | None:
        """The body whose name opens an affiliation: the NUX for "NUX drivers' committee"."""
        for text in affiliations:
            key = _home_key(text)
            for size in range(len(key) - 1, 0, -1):
                if key[:size] in self._by_key:
                    return self._by_key[key[:size]]
        return None


def _part(affiliation: str) -> bool:
    """Whether an affiliation names nobody: "branch", "the union"."""
    return affiliation == affiliation.lower() or affiliation.lower() in terms("nouns", "parts")


def _home_key(text: str) -> tuple[str, ...]:
    """A body's name for comparing: `key_of` with possessive endings parted, so "BMA's" is "BMA"."""
    return key_of(re.sub(r"['’]s?(?= |$)", "", text).split())


def clean(text: str) -> str:
    """A name without article, title and possessive ending, white space made single."""
    words = text.split()
    while len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    joined = re.sub(r"\b([A-Z]{2,})['’]s (?=\S)", r"\1 ", " ".join(words))
    return joined.removesuffix("'s").removesuffix("’s").strip(" ,;")
