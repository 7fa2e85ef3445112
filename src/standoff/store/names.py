"""The names of reports in a record: a pure function of the sources it holds, in whatever order they were read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_MARK = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A place that a report was read from.

    `locator` tells places apart and never shows; `names` are the (name, parent folder) pairs it was given under;
    `sha256` is of the bytes it held last, `version` how many different ones it has held, from 1.
    """

    locator: str
    names: tuple[tuple[str, str], ...]
    sha256: str
    version: int
    given_published: str | None = None
    given_source: str | None = None

    @property
    def key(self) -> tuple[int, str, str]:
        """The shallowest of its names, then the first of the alphabet: depth, name, parent folder."""
        return min((name.count("/"), name, parent) for name, parent in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One report of the record: its id, the names of its sources, and its origins, the one that names it first."""

    id: str
    sha256: str
    sources: tuple[str, ...]
    origins: tuple[Origin, ...]


def name_reports(origins: Iterable[Origin]) -> tuple[Named, ...]:
    """The reports that `origins` make, sorted by id: one for each different `sha256`.

    The id is the name of its first origin. Where two reports have one name, the parent folder is put before both;
    where that does not part them, a piece of the digest is put behind.
    """
    by_sha: defaultdict[str, list[Origin]] = defaultdict(list)
    for origin in origins:
        by_sha[origin.sha256].append(origin)
    groups = {sha: tuple(sorted(group, key=lambda o: (o.key, o.locator))) for sha, group in by_sha.items()}
    ids = _ids({sha: group[0].key[1:] for sha, group in groups.items()})
    named = (
        Named(id=ids[sha], sha256=sha, sources=_source_names(group), origins=group) for sha, group in groups.items()
    )
    return tuple(sorted(named, key=lambda report: report.id))


def _ids(names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """An id for each digest, from its (name, parent folder)."""
    clash = _repeated([name for name, _ in names.values()])
    ids = {sha: _below(name, parent) if name in clash else name for sha, (name, parent) in names.items()}
    length = 8
    while clash := _repeated(ids.values()):
        ids = {sha: _marked(id_, sha, length) if id_ in clash else id_ for sha, id_ in ids.items()}
        length *= 2
    return ids


def _repeated(names: Collection[str]) -> frozenset[str]:
    """The names that stand more than once."""
    return frozenset(name for name, count in Counter(names).items() if count > 1)


def _below(name: str, parent: str) -> str:
    """The name with its parent folder put before."""
    return f"{parent}/{name}" if parent else name


def _marked(name: str, sha: str, length: int) -> str:
    """The name with the head of its digest behind it."""
    return f"{name}{_MARK}{sha[:length]}"


def _source_names(group: tuple[Origin, ...]) -> tuple[str, ...]:
    """What to call the sources of one report: their names, with the parent folder where names are the same."""
    keys = {origin.key[1:] for origin in group}
    clash = _repeated([name for name, _ in keys])
    return tuple(sorted({_below(name, parent) if name in clash else name for name, parent in keys}))
