"""Moves as events: the nearest category of PLOVER for a move's kind and modality.

PLOVER is the event ontology of the Open Event Data Alliance, the successor of CAMEO (Halterman, Bagozzi, Beger,
Schrodt & Scarborough, *PLOVER and POLECAT: A New Political Event Ontology and Dataset*, 2023). The mapping is data in
`data/plover.toml`; `docs/moves.md` shows it as a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, get_args

from standoff.data import load
from standoff.errors import DataFileError
from standoff.model import Modality, MoveKind

CATEGORIES = frozenset(
    [
        "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
        "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
    ]
)  # fmt: skip
"""The sixteen event categories of PLOVER."""


def category(kind: MoveKind, modality: Modality) -> str | None:
    """The PLOVER category nearest to a move of this kind and modality; None where PLOVER has none."""
    mapped = mapping()
    return mapped.get((kind, modality), mapped[kind, None])


@cache
def mapping() -> Mapping[tuple[str, str | None], str | None]:
    """Category by kind and modality; the modality None stands for all that are not named.

    Raises `DataFileError` when the data file leaves a kind out or names what does not exist.
    """
    held: dict[str, Any] = load("plover")
    kinds, modalities = held.get("kinds", {}), held.get("modalities", {})
    if set(kinds) != set(get_args(MoveKind)):
        wrong = min(set(kinds) ^ set(get_args(MoveKind)))
        raise DataFileError(f"plover.toml: [kinds] must name each kind of move once; see {wrong!r}")
    found: dict[tuple[str, str | None], str | None] = {(kind, None): name or None for kind, name in kinds.items()}
    for kind, by_modality in modalities.items():
        if kind not in kinds or not set(by_modality) <= set(get_args(Modality)):
            raise DataFileError(f"plover.toml: [modalities.{kind}] names a kind or a modality that does not exist")
        found.update({(kind, modality): name for modality, name in by_modality.items()})
    for name in found.values():
        if name is not None and name not in CATEGORIES:
            raise DataFileError(f"plover.toml: {name!r} is no category of PLOVER")
    return found
