"""The stages in their order: what each report yields alone, and the record that all of them yield together."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from standoff import __version__
from standoff.decisions import Decision
from standoff.ledger import fold
from standoff.link.actors import unify_actors
from standoff.link.linked import ActorLinks
from standoff.link.together import link
from standoff.model import ReadReport
from standoff.record import Made, Record
from standoff.tag.many import tag_many as tag_texts
from standoff.tag.parse import model_name
from standoff.tag.reading import TAGGER

__all__ = ["TAGGER_VERSION", "build", "cast", "tag_texts"]

TAGGER_VERSION = f"{TAGGER}+{model_name()}"
"""Names the tagger and its model; a reading made by another is made anew."""


def build(
    reports: Sequence[ReadReport],
    dispute: str | None,
    as_of: str | None = None,
    decisions: Sequence[Decision] = (),
) -> Record:
    """The record of these reports under these decisions; the same give the same, in whatever order they come."""
    return fold(link(reports, decisions), dispute, made_by(), as_of)


def cast(reports: Sequence[ReadReport], decisions: Sequence[Decision] = ()) -> ActorLinks:
    """The actors alone that these reports have under these decisions."""
    return unify_actors(reports, decisions)


def made_by() -> Made:
    """What makes a record now: versions of Standoff, of its tagger and of the model."""
    name = model_name()
    try:
        model = version(name.replace("_", "-"))
    except PackageNotFoundError:
        model = "unknown"
    return Made(standoff=__version__, tagger=TAGGER, models={name: model})
